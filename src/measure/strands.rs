//! What lies beside a place of some lines: an index of short runs of their edges.
//!
//! Edges are straight in longitude and latitude.

use std::cell::Cell;

use geo::{Coord, Line};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::flat::{Plane, unwrapped};
use crate::model::LonLat;

/// So many edges stand under one box of the index: a line of a million vertices is indexed in some milliseconds.
const EDGES_A_BOX: usize = 64;

/// So many edges are looked at in all: an ordinary line takes a tenth.
const MOST_LOOKED: usize = 100_000_000;

/// The bounds of a run, with its part and its first edge.
type RunBox = GeomWithData<Rectangle<[f64; 2]>, (usize, usize)>;

/// Lines with measures along them, which run on from one line to the next, in metres.
pub(super) struct Strands {
    /// The vertices of all lines.
    coords: Vec<Coord>,
    /// The measure of every vertex.
    measures_m: Vec<f64>,
    /// The first vertex of every line, and the end of the last.
    starts: Vec<usize>,
    boxes: RTree<RunBox>,
    /// The least and the greatest longitude.
    longitudes: (f64, f64),
    looked: Cell<usize>,
}

/// A place of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub line: usize,
    /// The edge, counted over all lines; only where each has a vertex.
    pub edge: usize,
    /// How far along the edge, 0 to 1.
    pub fraction: f64,
    pub measure_m: f64,
    pub at: Coord,
}

impl Strands {
    pub(super) fn new(lines: &[Vec<LonLat>]) -> Self {
        let count = lines.iter().map(Vec::len).sum();
        let (mut coords, mut measures_m): (Vec<Coord>, Vec<f64>) =
            (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut starts, mut boxes) = (vec![0], Vec::new());
        let mut measure_m = 0.0;
        for line in unwrapped(lines) {
            let first = coords.len();
            let mut before: Option<Coord> = None;
            let mut plane = Plane::at(0.0);
            for (i, at) in line.into_iter().enumerate() {
                // A box of edges is short enough for one scale, but where its edges are long.
                if i % EDGES_A_BOX == 0 || before.is_some_and(|b| (b.y - at.y).abs() > 0.01) {
                    plane = Plane::at(before.map_or(at.y, |b| f64::midpoint(b.y, at.y)));
                }
                measure_m += before.map_or(0.0, |b| plane.length_m(Line::new(b, at)));
                coords.push(at);
                measures_m.push(measure_m);
                before = Some(at);
            }
            starts.push(coords.len());
            let mut from = first;
            while from + 1 < coords.len() {
                let to = (from + EDGES_A_BOX).min(coords.len() - 1);
                let corners = coords.get(from..=to).and_then(bounds);
                boxes.extend(
                    corners.map(|(a, b)| GeomWithData::new(Rectangle::from_corners(a, b), (starts.len() - 2, from))),
                );
                from = to;
            }
        }
        let lons = coords.iter().fold((f64::MAX, f64::MIN), |(low, high), c| (low.min(c.x), high.max(c.x)));
        Self { coords, measures_m, starts, boxes: RTree::bulk_load(boxes), longitudes: lons, looked: Cell::new(0) }
    }

    /// Whether so many edges lie near each other that no more are looked at, and nothing is near any more.
    pub(super) fn is_exhausted(&self) -> bool {
        self.looked.get() > MOST_LOOKED
    }

    /// The measures at which a line starts and ends.
    pub(super) fn line_m(&self, line: usize) -> (f64, f64) {
        let vertices = self.vertices_of(line);
        let measure = |vertex: usize| self.measures_m.get(vertex).copied().unwrap_or_default();
        (measure(vertices.start), measure(vertices.end.saturating_sub(1)))
    }

    pub(super) fn length_m(&self, line: usize) -> f64 {
        let (from, to) = self.line_m(line);
        to - from
    }

    /// The sum of the lengths.
    pub(super) fn whole_m(&self) -> f64 {
        self.measures_m.last().copied().unwrap_or_default()
    }

    fn vertices_of(&self, line: usize) -> std::ops::Range<usize> {
        let start = |n: usize| self.starts.get(n).copied().unwrap_or(self.coords.len());
        start(line)..start(line + 1)
    }

    pub(super) fn coords_of(&self, line: usize) -> &[Coord] {
        self.coords.get(self.vertices_of(line)).unwrap_or_default()
    }

    pub(super) fn is_ring(&self, line: usize) -> bool {
        let coords = self.coords_of(line);
        coords.len() > 2 && coords.first() == coords.last()
    }

    /// The place of a line at a measure; of one beyond the line its end.
    pub(super) fn place(&self, line: usize, measure_m: f64) -> Option<Place> {
        let vertices = self.vertices_of(line);
        let measures = self.measures_m.get(vertices.clone())?;
        let after = measures.partition_point(|m| *m < measure_m).clamp(1, measures.len().checked_sub(1)?.max(1));
        let (from, to) = (*measures.get(after - 1)?, *measures.get(after)?);
        let fraction = if to > from { ((measure_m - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        let vertex = vertices.start + after - 1;
        let edge = self.edge(vertex)?;
        let at = edge.start + edge.delta() * fraction;
        Some(Place { line, edge: vertex.saturating_sub(line), fraction, measure_m: from + fraction * (to - from), at })
    }

    fn edge(&self, vertex: usize) -> Option<Line> {
        Some(Line::new(*self.coords.get(vertex)?, *self.coords.get(vertex + 1)?))
    }

    /// The nearest place within a distance of a position, of those that `keep` says yes to, by line and measure.
    pub(super) fn nearest(&self, at: Coord, within_m: f64, keep: impl Fn(usize, f64) -> bool) -> Option<Place> {
        let plane = Plane::at(at.y);
        let (wide, high) = plane.reach(within_m);
        let mut best: Option<(f64, Place)> = None;
        // The same place may have longitudes that lie a turn apart.
        for turn in [0.0, 360.0, -360.0] {
            let at = Coord { x: at.x + turn, y: at.y };
            if at.x + wide < self.longitudes.0 || at.x - wide > self.longitudes.1 {
                continue;
            }
            let around = AABB::from_corners([at.x - wide, at.y - high], [at.x + wide, at.y + high]);
            for run in self.boxes.locate_in_envelope_intersecting(&around) {
                let (line, first) = run.data;
                let end = (first + EDGES_A_BOX).min(self.vertices_of(line).end.saturating_sub(1));
                if self.is_exhausted() {
                    return None;
                }
                self.looked.set(self.looked.get() + end.saturating_sub(first));
                for vertex in first..end {
                    let Some(edge) = self.edge(vertex) else { continue };
                    if (edge.start.y.min(edge.end.y) > at.y + high) || (edge.start.y.max(edge.end.y) < at.y - high) {
                        continue;
                    }
                    let (fraction, away_m) = plane.along(edge, at);
                    if away_m > within_m {
                        continue;
                    }
                    let measures = self.measures_m.get(vertex).zip(self.measures_m.get(vertex + 1));
                    let measure_m = measures.map_or(0.0, |(from, to)| from + fraction * (to - from));
                    let place = Place {
                        line,
                        edge: vertex.saturating_sub(line),
                        fraction,
                        measure_m,
                        at: edge.start + edge.delta() * fraction,
                    };
                    let is_nearer = best.is_none_or(|(best_m, other)| {
                        away_m.total_cmp(&best_m).then(measure_m.total_cmp(&other.measure_m)).is_lt()
                    });
                    if is_nearer && keep(line, measure_m) {
                        best = Some((away_m, place));
                    }
                }
            }
        }
        best.map(|(_, place)| place)
    }
}

fn bounds(coords: &[Coord]) -> Option<([f64; 2], [f64; 2])> {
    let first = coords.first()?;
    let wider = |(low, high): ([f64; 2], [f64; 2]), c: &Coord| {
        ([low[0].min(c.x), low[1].min(c.y)], [high[0].max(c.x), high[1].max(c.y)])
    };
    Some(coords.iter().fold(([first.x, first.y], [first.x, first.y]), wider))
}
