//! The nearest spot of the border, exactly.

use super::ellipsoid::{Ecef, POLAR_RADIUS_M};
use super::geodesic::{direct, inverse};
use super::index::{Index, PIECE_M, Piece};
use super::side::{Side, side_of};
use crate::model::{Border, LonLat};

/// How exact a distance is, in metres, for points within 1,000 km of the border.
pub const ACCURACY_M: f64 = 1e-4;

/// A point this near to the line is on it, in metres.
pub const ON_LINE_M: f64 = 1e-3;

/// The search for the foot of the perpendicular ends where a step is shorter than this, in metres.
///
/// The distance is flat there: a foot that is off by δ lengthens a distance d by about δ²/2d.
const STEP_M: f64 = 1e-5;

/// A border made ready for measuring: edges as geodesics, kilometres along them, and an index.
#[derive(Debug, Clone)]
pub struct BorderLine {
    pub(super) edges: Vec<Edge>,
    index: Index,
    length_m: f64,
    longest_edge_m: f64,
}

/// One edge of the line: the geodesic between two neighbouring vertices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub start: LonLat,
    pub end: LonLat,
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

/// Where the border is nearest to a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// The length of the shortest geodesic from the point to the border, in metres.
    pub distance_m: f64,
    /// Where it ends on the border.
    pub spot: LonLat,
    /// The border kilometre of that spot.
    pub border_km: f64,
    /// The azimuth from the point to that spot, in degrees clockwise from north, 0…360; nothing on the line itself.
    pub bearing_deg: Option<f64>,
    /// The side of the border on which the point lies.
    pub side: Side,
    /// The number of the edge, from 0 over all parts.
    pub edge: usize,
}

impl BorderLine {
    /// Makes a border ready for measuring.
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
                edges.push(Edge {
                    start: *start,
                    end: *end,
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
        for (number, edge) in edges.iter().enumerate() {
            cut(u32::try_from(number).unwrap_or(u32::MAX), edge, &mut pieces);
        }
        let longest_edge_m = edges.iter().map(|e| e.length_m).fold(0.0, f64::max);
        Self { edges, index: Index::new(pieces), length_m: from_m, longest_edge_m }
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

    /// The nearest spot of the border to a point.
    ///
    /// # Range and special cases
    ///
    /// Any position, poles and the antimeridian included. Where two spots are equally near, the one that comes first
    /// along the border is given. The side is told from the line around the nearest spot, at any distance, since the
    /// shortest way to the line does not cross it; it is [`Side::Unknown`] where that spot is an end of the line and
    /// [`Side::On`] within [`ON_LINE_M`].
    ///
    /// # Accuracy
    ///
    /// [`ACCURACY_M`] within 1,000 km of the border.
    ///
    /// # References
    ///
    /// Karney 2013 (see [`inverse`]); S. Baselga & J. C. Martínez-Llario, Intersection and point-to-line solutions for
    /// geodesics on the ellipsoid, Stud. Geophys. Geod. 62 (2018), 353–363, doi:10.1007/s11200-017-1020-z.
    #[must_use]
    pub fn nearest(&self, point: LonLat) -> Nearest {
        let mut best: Option<Foot> = None;
        self.index.search(Ecef::on_ellipsoid(point), |piece, share| {
            if let Some(edge) = self.edges.get(piece.edge as usize) {
                let foot = foot(point, edge, piece, share);
                let nearer = |b: &Foot| {
                    foot.distance_m < b.distance_m
                        || (foot.distance_m <= b.distance_m && foot.border_m(edge) < b.border_m(&self.edges[b.edge]))
                };
                if best.as_ref().is_none_or(nearer) {
                    best = Some(foot);
                }
            }
            best.as_ref().map_or(f64::INFINITY, |b| b.distance_m)
        });
        // A border has at least one edge, so something was found.
        best.map_or_else(|| self.nothing(point), |foot| self.told(&foot))
    }

    /// Whether the border comes within a distance of a point, to a metre or two: cheaper than [`BorderLine::nearest`].
    ///
    /// For distances up to some tens of kilometres: the straight distance through the earth is compared.
    #[must_use]
    pub fn is_near(&self, point: LonLat, limit_m: f64) -> bool {
        self.index.any_within(Ecef::on_ellipsoid(point), limit_m)
    }

    fn told(&self, foot: &Foot) -> Nearest {
        let edge = &self.edges[foot.edge];
        let at_start = foot.along_m <= 0.0;
        let at_end = foot.along_m >= edge.length_m;
        let (before, after) = if at_start {
            (edge.before.map(|i| self.edges[i as usize].arriving_deg), Some(edge.leaving_deg))
        } else if at_end {
            (Some(edge.arriving_deg), edge.after.map(|i| self.edges[i as usize].leaving_deg))
        } else {
            (Some(foot.line_deg), Some(foot.line_deg))
        };
        let on_line = foot.distance_m <= ON_LINE_M;
        let side = match (before, after) {
            _ if on_line => Side::On,
            (Some(before), Some(after)) => side_of(before, after, foot.back_deg),
            _ => Side::Unknown,
        };
        Nearest {
            distance_m: foot.distance_m,
            spot: foot.spot,
            border_km: foot.border_m(edge) / 1000.0,
            bearing_deg: (!on_line).then(|| foot.bearing_deg.rem_euclid(360.0)),
            side,
            edge: foot.edge,
        }
    }

    fn nothing(&self, point: LonLat) -> Nearest {
        Nearest {
            distance_m: f64::INFINITY,
            spot: point,
            border_km: 0.0,
            bearing_deg: None,
            side: Side::Unknown,
            edge: 0,
        }
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

/// Cuts an edge into pieces that the index can bound.
fn cut(number: u32, edge: &Edge, pieces: &mut Vec<Piece>) {
    let count = (edge.length_m / PIECE_M).ceil().max(1.0);
    let mut from_m = 0.0;
    let mut a = Ecef::on_ellipsoid(edge.start);
    let mut k = 1.0;
    while k <= count {
        let last = k >= count;
        let to_m = if last { edge.length_m } else { edge.length_m * k / count };
        let end = if last { edge.end } else { direct(edge.start, edge.leaving_deg, to_m).0 };
        let b = Ecef::on_ellipsoid(end);
        pieces.push(Piece { edge: number, from_m, to_m, a, b });
        (from_m, a) = (to_m, b);
        k += 1.0;
    }
}

/// The nearest spot on one piece of an edge.
#[derive(Debug, Clone, Copy)]
struct Foot {
    edge: usize,
    /// Metres along the edge.
    along_m: f64,
    spot: LonLat,
    distance_m: f64,
    /// Azimuth at the point towards the spot.
    bearing_deg: f64,
    /// Azimuth at the spot towards the point.
    back_deg: f64,
    /// Azimuth of the edge at the spot.
    line_deg: f64,
}

impl Foot {
    fn border_m(&self, edge: &Edge) -> f64 {
        edge.from_m + self.along_m
    }
}

/// Finds the foot of the perpendicular on a piece: where the geodesic to the point leaves the edge at a right angle, or
/// else an end of the piece.
///
/// Each step solves the right triangle of a sphere of the ellipsoid's size exactly: with the distance f and the angle θ
/// between the edge and the way to the point, the foot is R·atan2(sin(f/R)·cos θ, cos(f/R)) further along.
fn foot(point: LonLat, edge: &Edge, piece: &Piece, share: f64) -> Foot {
    const STEPS: usize = 20;
    let number = piece.edge as usize;
    let mut along_m = piece.from_m + share * (piece.to_m - piece.from_m);
    let mut best: Option<Foot> = None;
    for _ in 0..STEPS {
        let (spot, line_deg) = at(edge, along_m);
        let way = inverse(spot, point);
        let here = Foot {
            edge: number,
            along_m,
            spot,
            distance_m: way.distance_m,
            bearing_deg: way.arrival_deg + 180.0,
            back_deg: way.azimuth_deg,
            line_deg,
        };
        if best.as_ref().is_none_or(|b| here.distance_m < b.distance_m) {
            best = Some(here);
        }
        let angle = (way.azimuth_deg - line_deg).to_radians();
        let arc = way.distance_m / POLAR_RADIUS_M;
        let step_m = POLAR_RADIUS_M * (arc.sin() * angle.cos()).atan2(arc.cos());
        let next_m = (along_m + step_m).clamp(piece.from_m, piece.to_m);
        if (next_m - along_m).abs() <= STEP_M {
            break;
        }
        along_m = next_m;
    }
    best.unwrap_or(Foot {
        edge: number,
        along_m,
        spot: edge.start,
        distance_m: f64::INFINITY,
        bearing_deg: 0.0,
        back_deg: 0.0,
        line_deg: 0.0,
    })
}

/// The spot at so many metres along an edge, and the azimuth of the edge there; its ends are its vertices exactly.
pub(super) fn at(edge: &Edge, along_m: f64) -> (LonLat, f64) {
    if along_m <= 0.0 {
        (edge.start, edge.leaving_deg)
    } else if along_m >= edge.length_m {
        (edge.end, edge.arriving_deg)
    } else {
        direct(edge.start, edge.leaving_deg, along_m)
    }
}
