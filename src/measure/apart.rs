//! How far one line is from another, all along it.

use std::collections::HashSet;

use geo::Point;
use marz_geodesic::GeodesicLine;

use super::line::BorderKilometres;

/// How far the greatest distance between two lines may be off, in metres.
pub const GREATEST_ACCURACY_M: f64 = 0.1;

/// How far the ends of a stretch may be off along the line, in metres.
pub const ENDS_ACCURACY_M: f64 = 1.0;

/// Stretches that are parted from each other by less than this along the line count as one, in metres.
pub const MERGED_M: f64 = 1_000.0;

/// A stretch of a line that is further from the other one than a threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// The measure of its start, in metres; both ends lie in one part.
    pub from_m: f64,
    /// That of its end.
    pub to_m: f64,
    /// Over how many metres of it the line is further from the other one.
    pub apart_m: f64,
}

/// A line and the one from which its distance is taken.
#[derive(Debug)]
pub struct Apart<'a> {
    line: &'a GeodesicLine,
    other: &'a GeodesicLine,
    /// The edges of the other line: an edge that both have is nowhere apart.
    common: HashSet<[u64; 4]>,
    parts_m: Vec<(f64, f64)>,
}

/// A piece of an edge: the measures of its ends, and how far these are from the other line.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from_m: f64,
    to_m: f64,
    from_far_m: f64,
    to_far_m: f64,
}

impl Piece {
    /// The distance changes by no more than a metre a metre: no point of the piece is farther from the other line.
    fn most_m(&self) -> f64 {
        (self.from_far_m + self.to_far_m + self.length_m()) / 2.0
    }

    /// And none is nearer.
    fn least_m(&self) -> f64 {
        (self.from_far_m + self.to_far_m - self.length_m()) / 2.0
    }

    fn length_m(&self) -> f64 {
        self.to_m - self.from_m
    }
}

impl<'a> Apart<'a> {
    /// A line beside another one.
    #[must_use]
    pub fn new(line: &'a GeodesicLine, other: &'a GeodesicLine) -> Self {
        let edges = (0..other.edge_count()).filter_map(|n| other.edge(n));
        let common = edges.flat_map(|(a, b)| [key(a, b), key(b, a)]).collect();
        Self { line, other, common, parts_m: line.part_measures_m() }
    }

    /// The pieces that start with the edges, part by part; those that both lines have are left out.
    fn pieces(&self, from_m: f64, to_m: f64) -> impl Iterator<Item = Piece> {
        let edges = 0..self.line.edge_count();
        edges.filter_map(move |number| {
            let (a, b) = self.line.edge(number)?;
            let (start_m, stop_m) = self.line.edge_measures_m(number)?;
            if stop_m <= from_m || start_m >= to_m || self.common.contains(&key(a, b)) {
                return None;
            }
            let far = |measure_m: f64, end: Point, at_end: bool| {
                if at_end { self.other.nearest(end).distance_m } else { self.far_m(measure_m) }
            };
            let (low, high) = (start_m.max(from_m), stop_m.min(to_m));
            let (is_start, is_stop) = (low <= start_m, high >= stop_m);
            Some(Piece { from_m: low, to_m: high, from_far_m: far(low, a, is_start), to_far_m: far(high, b, is_stop) })
        })
    }

    /// How far the line is from the other one at a measure within an edge.
    fn far_m(&self, measure_m: f64) -> f64 {
        self.line.point_at_measure(measure_m).map_or(0.0, |(at, _)| self.other.nearest(at).distance_m)
    }

    fn halves(&self, piece: Piece) -> [Piece; 2] {
        let middle_m = (piece.from_m + piece.to_m) / 2.0;
        let far_m = self.far_m(middle_m);
        [Piece { to_m: middle_m, to_far_m: far_m, ..piece }, Piece { from_m: middle_m, from_far_m: far_m, ..piece }]
    }

    /// The greatest distance of the line between two measures from the other one, and where that is; 0 and no position where they are one.
    #[must_use]
    pub fn greatest(&self, from_m: f64, to_m: f64) -> (f64, Point) {
        let mut best = (0.0, f64::NAN);
        let consider = |best: &mut (f64, f64), piece: &Piece| {
            for (far_m, measure_m) in [(piece.from_far_m, piece.from_m), (piece.to_far_m, piece.to_m)] {
                if far_m > best.0 {
                    *best = (far_m, measure_m);
                }
            }
        };
        let mut open: Vec<Piece> = self.pieces(from_m, to_m).collect();
        open.iter().for_each(|piece| consider(&mut best, piece));
        while let Some(piece) = open.pop() {
            if piece.most_m() > best.0 + GREATEST_ACCURACY_M && piece.length_m() > GREATEST_ACCURACY_M {
                for half in self.halves(piece) {
                    consider(&mut best, &half);
                    open.push(half);
                }
            }
        }
        let at = self.line.point_at_measure(best.1.min(self.line.length_m())).map(|(at, _)| at);
        (best.0, at.unwrap_or(Point::new(f64::NAN, f64::NAN)))
    }

    /// The stretches that are further from the other line than so many metres; those next to each other are one.
    #[must_use]
    pub fn runs(&self, over_m: f64) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for first in self.pieces(0.0, f64::INFINITY) {
            let mut open = vec![first];
            while let Some(piece) = open.pop() {
                let is_apart = if piece.most_m() <= over_m {
                    false
                } else if piece.least_m() > over_m {
                    true
                } else if piece.length_m() > ENDS_ACCURACY_M {
                    // The nearer half is taken first.
                    let [near, far] = self.halves(piece);
                    open.extend([far, near]);
                    continue;
                } else {
                    piece.from_far_m + piece.to_far_m > 2.0 * over_m
                };
                if is_apart {
                    self.extend(&mut runs, piece.from_m, piece.to_m);
                }
            }
        }
        runs
    }

    /// The stretch of the other line between the nearest points to the ends of a run, and whether it runs the other way.
    #[must_use]
    pub fn counterpart(&self, run: &Run) -> ((f64, f64), bool) {
        /// The end of a part is where the next one starts: this far before it, the point lies on the part itself.
        const WITHIN_M: f64 = 1e-3;
        let nearest = |measure_m: f64| {
            self.line.point_at_measure(measure_m).map_or(f64::NAN, |(at, _)| self.other.nearest(at).measure_m)
        };
        let (from, to) = (nearest(run.from_m + WITHIN_M), nearest(run.to_m - WITHIN_M));
        if from <= to { ((from, to), false) } else { ((to, from), true) }
    }

    fn extend(&self, runs: &mut Vec<Run>, from_m: f64, to_m: f64) {
        let part = |from_m: f64, to_m: f64| self.parts_m.partition_point(|(_, end_m)| *end_m < (from_m + to_m) / 2.0);
        match runs.last_mut() {
            Some(last) if from_m - last.to_m < MERGED_M && part(last.from_m, last.to_m) == part(from_m, to_m) => {
                last.apart_m += to_m - from_m;
                last.to_m = to_m;
            }
            _ => runs.push(Run { from_m, to_m, apart_m: to_m - from_m }),
        }
    }
}

/// Whether a line runs against another one, by the points nearest to the ends of its longest part.
#[must_use]
pub fn runs_against(line: &GeodesicLine, other: &GeodesicLine) -> bool {
    let place = |km: f64| line.at_km(km).map(|(at, _)| other.nearest(at).measure_m);
    let longest = line.parts_km().into_iter().max_by(|x, y| (x.1 - x.0).total_cmp(&(y.1 - y.0)));
    longest.and_then(|(from, to)| place(from).zip(place(to))).is_some_and(|(from, to)| from > to)
}

fn key(a: Point, b: Point) -> [u64; 4] {
    [a.x(), a.y(), b.x(), b.y()].map(f64::to_bits)
}
