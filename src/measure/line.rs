use super::ellipsoid::{Ecef, Frame};
use super::geodesic::{direct, inverse};
use super::index::{Chord, Index};
use super::piece::{PIECE_M, Piece};
use crate::model::{Border, LonLat};

/// A border made ready for measuring: edges as geodesics, kilometres along them, and an index.
///
/// Made once and used for any number of points, from any number of threads.
#[derive(Debug, Clone)]
pub struct BorderLine {
    pub(super) edges: Vec<Edge>,
    pub(super) pieces: Vec<Piece>,
    pub(super) index: Index,
    /// The ends of the line's open parts.
    pub(super) ends: Vec<Ecef>,
    length_m: f64,
    longest_edge_m: f64,
}

/// One edge of the line: the geodesic between two neighbouring vertices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub start: LonLat,
    pub end: LonLat,
    pub start_ecef: Ecef,
    pub end_ecef: Ecef,
    /// The way that the line runs at its start and at its end, as unit vectors.
    pub leaving: Ecef,
    pub arriving: Ecef,
    /// Azimuth at the start, in degrees.
    pub leaving_deg: f64,
    /// Forward azimuth at the end, in degrees.
    pub arriving_deg: f64,
    /// Length in metres.
    pub length_m: f64,
    /// Metres along the border at its start.
    pub from_m: f64,
    /// The edges before and after it on the same part of the line.
    pub before: Option<u32>,
    pub after: Option<u32>,
}

impl Edge {
    /// The spot at so many metres along the edge, and its azimuth there; its ends are its vertices exactly.
    pub fn at(&self, along_m: f64) -> (LonLat, f64) {
        if along_m <= 0.0 {
            (self.start, self.leaving_deg)
        } else if along_m >= self.length_m {
            (self.end, self.arriving_deg)
        } else {
            direct(self.start, self.leaving_deg, along_m)
        }
    }
}

impl BorderLine {
    /// Makes a border ready for measuring; some microseconds a vertex.
    #[must_use]
    pub fn new(border: &Border) -> Self {
        let mut edges: Vec<Edge> = Vec::new();
        let mut from_m = 0.0;
        for part in border.parts() {
            let first = edges.len();
            for pair in part.windows(2) {
                let [start, end] = pair else { continue };
                let found = inverse(*start, *end);
                if found.distance_m <= 0.0 {
                    continue; // the same spot written twice, as at ±180° or a pole
                }
                let (a, b) = (Frame::at(*start), Frame::at(*end));
                edges.push(Edge {
                    start: *start,
                    end: *end,
                    start_ecef: a.origin,
                    end_ecef: b.origin,
                    leaving: a.along(found.azimuth_deg),
                    arriving: b.along(found.arrival_deg),
                    leaving_deg: found.azimuth_deg,
                    arriving_deg: found.arrival_deg,
                    length_m: found.distance_m,
                    from_m,
                    before: None,
                    after: None,
                });
                from_m += found.distance_m;
            }
            link(&mut edges, first);
        }
        let mut pieces = Vec::with_capacity(edges.len());
        let mut chords = Vec::with_capacity(edges.len());
        for (number, edge) in edges.iter().enumerate() {
            cut(u32::try_from(number).unwrap_or(u32::MAX), edge, &mut pieces, &mut chords);
        }
        let longest_edge_m = edges.iter().map(|e| e.length_m).fold(0.0, f64::max);
        let starts = edges.iter().filter(|e| e.before.is_none()).map(|e| e.start_ecef);
        let stops = edges.iter().filter(|e| e.after.is_none()).map(|e| e.end_ecef);
        let ends = starts.chain(stops).collect();
        Self { ends, edges, pieces, index: Index::new(&chords), length_m: from_m, longest_edge_m }
    }

    /// The length of all parts together, without gaps, in metres.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        self.length_m
    }

    /// The length of the longest edge, in metres.
    #[must_use]
    pub fn longest_edge_m(&self) -> f64 {
        self.longest_edge_m
    }

    /// How many edges of more than zero length there are, over all parts.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// The two vertices of an edge, numbered from 0 over all parts.
    #[must_use]
    pub fn edge(&self, number: usize) -> Option<(LonLat, LonLat)> {
        self.edges.get(number).map(|e| (e.start, e.end))
    }
}

/// Tells the edges of one part who is before and after them; a closed part goes round.
fn link(edges: &mut [Edge], first: usize) {
    let last = edges.len().saturating_sub(1);
    let Some((start, end)) = edges.get(first).map(|e| e.start).zip(edges.last().map(|e| e.end)) else { return };
    let closed = last > first && inverse(start, end).distance_m <= 0.0;
    let number = |i: usize| u32::try_from(i).ok();
    for (i, edge) in edges.iter_mut().enumerate().skip(first) {
        edge.before = match i {
            i if i > first => number(i - 1),
            _ if closed => number(last),
            _ => None,
        };
        edge.after = match i {
            i if i < last => number(i + 1),
            _ if closed => number(first),
            _ => None,
        };
    }
}

/// Cuts an edge into pieces that the curve model and the index can bound.
fn cut(number: u32, edge: &Edge, pieces: &mut Vec<Piece>, chords: &mut Vec<Chord>) {
    let count = (edge.length_m / PIECE_M).ceil().max(1.0);
    let mut from_m = 0.0;
    let mut a = edge.start_ecef;
    let mut k = 1.0;
    while k <= count {
        let last = k >= count;
        let to_m = if last { edge.length_m } else { edge.length_m * k / count };
        let b = if last { edge.end_ecef } else { Ecef::on_ellipsoid(edge.at(to_m).0) };
        pieces.push(Piece::new(number, edge, from_m, to_m));
        chords.push(Chord::new(a, b));
        (from_m, a) = (to_m, b);
        k += 1.0;
    }
}
