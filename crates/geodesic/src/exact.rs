//! The nearest point by Karney's algorithm at every step: slower than the closed formula, valid at any distance.

use geo::Point;

use crate::arc::at_least_m;
use crate::edge::Edge;
use crate::ellipsoid::{Ecef, POLAR_RADIUS_M};
use crate::geodesic::inverse;
use crate::line::GeodesicLine;
use crate::subsegment::Subsegment;

/// The projection of a point onto the line, by Karney's algorithm.
#[derive(Debug, Clone, Copy)]
pub struct ExactProjection {
    pub edge: u32,
    /// Metres along the edge.
    pub along_m: f64,
    pub point: Point,
    pub distance_m: f64,
    /// Azimuth at the point towards the nearest point, in degrees.
    pub bearing_deg: f64,
}

/// The iteration ends when a step is shorter than this, in metres: the distance is flat there.
const STEP_M: f64 = 1e-5;

impl GeodesicLine {
    /// The nearest point by Karney's algorithm: subsegments nearest first, each solved by Karney's inverse, until the bound
    /// [`at_least_m`] of those left exceeds the best found. Those that the formula for far points finds too far by more than its
    /// error are not solved.
    pub(crate) fn exact(&self, point: Point) -> Option<ExactProjection> {
        let mut best: Option<ExactProjection> = None;
        let p = Ecef::on_ellipsoid(point);
        let mut limit_m = f64::INFINITY;
        self.index.visit(p, limit_m, |number, _| {
            let best_m = best.as_ref().map_or(f64::INFINITY, |b| b.distance_m);
            let subsegment = &self.subsegments[number as usize];
            if subsegment.far_at_least_m(p) <= best_m {
                let edge = &self.edges[subsegment.edge as usize];
                let projection = project(point, edge, subsegment);
                let from = |f: &ExactProjection| self.edges[f.edge as usize].from_m + f.along_m;
                let nearer = |b: &ExactProjection| {
                    projection.distance_m < b.distance_m
                        || (projection.distance_m <= b.distance_m && from(&projection) < from(b))
                };
                if best.as_ref().is_none_or(nearer) {
                    limit_m = chord_for(projection.distance_m);
                    best = Some(projection);
                }
            }
            limit_m
        });
        best
    }
}

/// A chord whose geodesic is at least as long as `s`, whatever the points.
pub fn chord_for(s: f64) -> f64 {
    // The geodesic is no shorter than its chord, and no chord is longer than the axis.
    let (mut low, mut high) = (0.0, s.min(2.0 * POLAR_RADIUS_M * 1.01) + 1.0);
    if at_least_m(high) < s {
        return f64::INFINITY;
    }
    // To some centimetres, on the safe side.
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if at_least_m(middle) < s { low = middle } else { high = middle }
    }
    high
}

/// Finds where the geodesic to the point leaves the subsegment at a right angle, or else an end of the subsegment.
///
/// Each step solves the right triangle of a sphere exactly: with the distance f and the angle θ between the edge and the
/// way to the point, the projection is R·atan2(sin(f/R)·cos θ, cos(f/R)) further along.
pub fn project(point: Point, edge: &Edge, subsegment: &Subsegment) -> ExactProjection {
    const STEPS: usize = 30;
    let (from_m, to_m) = (subsegment.middle_m - subsegment.half_m, subsegment.middle_m + subsegment.half_m);
    let mut along_m = subsegment.middle_m;
    let mut best = ExactProjection {
        edge: subsegment.edge,
        along_m,
        point: edge.start,
        distance_m: f64::INFINITY,
        bearing_deg: 0.0,
    };
    for _ in 0..STEPS {
        let (here, line_deg) = edge.at(along_m);
        let way = inverse(here, point);
        if way.distance_m < best.distance_m {
            let bearing_deg = way.arrival_deg + 180.0;
            best = ExactProjection {
                edge: subsegment.edge,
                along_m,
                point: here,
                distance_m: way.distance_m,
                bearing_deg,
            };
        }
        let angle = (way.azimuth_deg - line_deg).to_radians();
        let arc = way.distance_m / POLAR_RADIUS_M;
        let step_m = POLAR_RADIUS_M * (arc.sin() * angle.cos()).atan2(arc.cos());
        let next_m = (along_m + step_m).clamp(from_m, to_m);
        if (next_m - along_m).abs() <= STEP_M {
            break;
        }
        along_m = next_m;
    }
    best
}
