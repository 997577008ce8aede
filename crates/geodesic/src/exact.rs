//! The nearest point by Karney's algorithm at every step: slower than the closed formula, valid at any distance.

use geo::Point;

use crate::arc::{at_least_m, at_most_m, far_distance_at_least_m};
use crate::edge::Edge;
use crate::ellipsoid::{EQUATORIAL_RADIUS_M, Ecef, POLAR_RADIUS_M};
use crate::geodesic::inverse;
use crate::index::{Bounds, Shortlist, Step};
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

/// So far from the middle of a box what is in it may be for the box to be compared by geodesics, in metres.
const BOX_M: f64 = 1_000_000.0;

impl GeodesicLine {
    /// The nearest point by Karney's algorithm: subsegments nearest first, each solved by Karney's inverse, until the chords of those left
    /// are too long. Boxes and subsegments that a geodesic to the middle shows to be too far are not solved: far away the bound of the
    /// chord alone leaves all of a line that is some tens of kilometres wide.
    ///
    /// `list` has the subsegment of the nearest chord, which is the first guess.
    pub(crate) fn exact(&self, point: Point, list: &Shortlist) -> Option<ExactProjection> {
        let p = Ecef::on_ellipsoid(point);
        let onto = |number: u32| {
            let subsegment = self.subsegments.get(number as usize)?;
            Some(project(point, self.edges.get(subsegment.edge as usize)?, subsegment))
        };
        let guess = list.far;
        let mut best = guess.and_then(onto);
        let start_m = best.as_ref().map_or(f64::INFINITY, |b| chord_for(b.distance_m));
        self.index.visit_boxes(p, start_m, |step, limit_m| {
            let best_m = best.as_ref().map_or(f64::INFINITY, |b| b.distance_m);
            match step {
                Step::Below { bounds, .. } => best.is_none() || bounds.far_at_least_m(p) <= best_m,
                Step::Subsegment(number, _) if guess == Some(number) => true,
                Step::Subsegment(number, _) => {
                    let subsegment = &self.subsegments[number as usize];
                    if subsegment.far_at_least_m(p) <= best_m
                        && let Some(projection) = onto(number)
                    {
                        let from = |f: &ExactProjection| self.edges[f.edge as usize].from_m + f.along_m;
                        let nearer = |b: &ExactProjection| {
                            projection.distance_m < b.distance_m
                                || (projection.distance_m <= b.distance_m && from(&projection) < from(b))
                        };
                        if best.as_ref().is_none_or(nearer) {
                            *limit_m = chord_for(projection.distance_m).min(*limit_m);
                            best = Some(projection);
                        }
                    }
                    true
                }
            }
        });
        best
    }
}

impl Bounds {
    /// A lower bound of the geodesic distance of a far point from what is within, in metres.
    pub fn far_at_least_m(&self, p: Ecef) -> f64 {
        if self.radius_m > BOX_M {
            return 0.0;
        }
        let at = self.middle.onto_ellipsoid();
        far_distance_at_least_m(p, at) - at_most_m(self.radius_m + self.middle.chord_m(at))
    }
}

/// A chord whose geodesic is at least as long as `s`, whatever the points: that of the affine bound of [`arc`](crate::arc), made shorter
/// by steps of Newton's method as far as [`at_least_m`] allows.
pub fn chord_for(s: f64) -> f64 {
    let mut chord_m =
        2.0 * EQUATORIAL_RADIUS_M * (s / (2.0 * POLAR_RADIUS_M)).clamp(0.0, std::f64::consts::FRAC_PI_2).sin();
    for _ in 0..2 {
        let half = chord_m / (2.0 * EQUATORIAL_RADIUS_M);
        let shorter_m = chord_m - (at_least_m(chord_m) - s) * (1.0 - half * half).max(0.0).sqrt();
        if shorter_m >= chord_m || at_least_m(shorter_m) < s {
            break;
        }
        chord_m = shorter_m;
    }
    chord_m
}

/// Finds where the geodesic to the point leaves the subsegment at a right angle, or else an end of the subsegment.
///
/// It begins at the nearest point of the chord. Each step solves the right triangle of a sphere exactly: with the distance f and the angle θ between the edge and the
/// way to the point, the projection is R·atan2(sin(f/R)·cos θ, cos(f/R)) further along.
pub fn project(point: Point, edge: &Edge, subsegment: &Subsegment) -> ExactProjection {
    const STEPS: usize = 30;
    let (from_m, to_m) = (subsegment.middle_m - subsegment.half_m, subsegment.middle_m + subsegment.half_m);
    let mut along_m = subsegment.middle_m + subsegment.along_m(Ecef::on_ellipsoid(point));
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
