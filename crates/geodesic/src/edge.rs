//! One edge of a line as a geodesic.

use geo::Point;

use crate::ellipsoid::{Ecef, Frame};
use crate::geodesic::{direct, inverse};

/// One edge of the line: the geodesic between two neighbouring vertices.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    pub start: Point,
    pub end: Point,
    pub start_ecef: Ecef,
    pub end_ecef: Ecef,
    /// The direction of the line at its start and at its end, as unit vectors.
    pub leaving: Ecef,
    pub arriving: Ecef,
    /// Azimuth at the start, in degrees.
    pub leaving_deg: f64,
    /// Forward azimuth at the end, in degrees.
    pub arriving_deg: f64,
    /// Length in metres.
    pub length_m: f64,
    /// Metres along the line at its start.
    pub from_m: f64,
    /// The edges before and after it on the same part of the line.
    pub before: Option<u32>,
    pub after: Option<u32>,
}

impl Edge {
    /// The edge between two vertices, which begins at a measure; `None` if they are one point, as at ±180° or a pole.
    pub fn new(start: Point, end: Point, from_m: f64) -> Option<Self> {
        let found = inverse(start, end);
        if found.distance_m <= 0.0 {
            return None;
        }
        let (a, b) = (Frame::at(start), Frame::at(end));
        Some(Self {
            start,
            end,
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
        })
    }

    /// The point at so many metres along the edge, and the azimuth there; its ends are its vertices exactly.
    pub fn at(&self, along_m: f64) -> (Point, f64) {
        if along_m <= 0.0 {
            (self.start, self.leaving_deg)
        } else if along_m >= self.length_m {
            (self.end, self.arriving_deg)
        } else {
            direct(self.start, self.leaving_deg, along_m)
        }
    }
}

/// Links each edge of one part, from the edge number `first` on, to its neighbours; a closed part is linked end to start.
pub fn link(edges: &mut [Edge], first: usize) {
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
