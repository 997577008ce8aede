//! A short subsegment of an edge as a curve in space, and the projection of a point onto it without trigonometry.

use crate::arc::{FORMULA_FAR_TO_M, far_distance_at_least_m, far_formula_error_m, far_geodesic_m, geodesic_m};
use crate::edge::Edge;
use crate::ellipsoid::{EP2, Ecef, Frame};
use crate::geodesic::{direct, inverse};

/// The longest subsegment of an edge, in metres: the curve below is then good to [`CURVE_ACCURACY_M`].
pub const SUBSEGMENT_M: f64 = 2_000.0;

/// How far the curve of a subsegment may lie from its geodesic, in metres.
#[cfg_attr(not(test), expect(dead_code, reason = "part of the error budget, held by a test"))]
pub const CURVE_ACCURACY_M: f64 = 5e-8;

/// How far a geodesic of length [`SUBSEGMENT_M`] can bend away from its chord, in metres.
///
/// A curve of length L with curvature at most 1/ρ stays within L²/8ρ of its chord to first order (the circular arc is the
/// worst case); 2 % cover the higher orders, which are below (L/ρ)² ≈ 1e-7 here.
pub const SAG_M: f64 = 1.02 * SUBSEGMENT_M * SUBSEGMENT_M / (8.0 * crate::ellipsoid::LEAST_CURVATURE_RADIUS_M);

/// A subsegment of an edge: X(t) = X₀ + T(t − k²t³/6) + N·kt²/2, t in metres along the geodesic from its middle.
///
/// T is the direction of the geodesic at its middle, N the inward normal of the ellipsoid, which is the curve's own, and
/// k its curvature there. Torsion and the change of k are left out: within [`CURVE_ACCURACY_M`].
#[derive(Debug, Clone, Copy)]
pub struct Subsegment {
    /// The number of its edge.
    pub edge: u32,
    /// Metres along the edge at its middle.
    pub middle_m: f64,
    /// Half its length in metres.
    pub half_m: f64,
    origin: Ecef,
    tangent: Ecef,
    inward: Ecef,
    curvature: f64,
}

/// The projection of a point onto a subsegment.
#[derive(Debug, Clone, Copy)]
pub struct Projection {
    /// Metres along the edge.
    pub along_m: f64,
    pub at: Ecef,
    /// The length of the geodesic from the point to the projection, in metres.
    pub distance_m: f64,
}

impl Subsegment {
    /// The subsegment of an edge from one distance along it to another, in metres.
    pub fn new(number: u32, edge: &Edge, from_m: f64, to_m: f64) -> Self {
        let middle_m = (from_m + to_m) / 2.0;
        let (at, azimuth) = direct(edge.start, edge.leaving_deg, middle_m);
        let frame = Frame::at(at);
        Self {
            edge: number,
            middle_m,
            half_m: (to_m - from_m) / 2.0,
            origin: frame.origin,
            tangent: frame.along(azimuth),
            inward: frame.up.times(-1.0),
            curvature: frame.curvature(azimuth),
        }
    }

    /// The point of the subsegment at `t` metres from its middle.
    pub fn at(&self, t: f64) -> Ecef {
        let kt = self.curvature * t;
        let along = self.tangent.times(t * (1.0 - kt * kt / 6.0));
        self.origin.plus(along).plus(self.inward.times(kt * t / 2.0))
    }

    /// The direction of the line at `t` metres from the middle, as a unit vector.
    pub fn direction(&self, t: f64) -> Ecef {
        let kt = self.curvature * t;
        self.tangent.times(1.0 - kt * kt / 2.0).plus(self.inward.times(kt))
    }

    /// The nearest point on the subsegment to a point up to about 1,000 km away.
    ///
    /// Where the geodesic from the point meets the subsegment at a right angle, v·X′(t) = 0 with v the direction of that
    /// geodesic (see [`departure`]); with X(t) as above that is an equation of the third degree in t, solved by one
    /// step from its linear part. The projection may be off along the line a little; the distance is flat there, and what that adds to it
    /// is within the accuracy that the tests hold.
    ///
    /// `None` if the projection is `known` already: neighbouring subsegments share their ends.
    pub fn project(&self, p: Ecef, ends: (Ecef, Ecef), known: Option<Ecef>) -> Option<Projection> {
        let d = p.minus(self.origin);
        let c2 = d.dot(d);
        let k2 = self.curvature * self.curvature;
        let q = k2 * c2 / 6.0;
        let a = d.dot(self.tangent) + q * EP2 / (1.0 + q) * d.z * self.tangent.z;
        let shrink = 1.0 / (1.0 - self.curvature * d.dot(self.inward));
        let t0 = a * shrink;
        let t = (a * (1.0 - k2 * t0 * t0 / 2.0) + k2 * t0 * t0 * t0 / 6.0) * shrink;
        let (t, at) = self.within(t, ends);
        (known != Some(at)).then(|| Projection { along_m: self.middle_m + t, at, distance_m: geodesic_m(p, at) })
    }

    /// The point at `t` metres from the middle, or the end beyond which that lies.
    fn within(&self, t: f64, ends: (Ecef, Ecef)) -> (f64, Ecef) {
        if t <= -self.half_m {
            (-self.half_m, ends.0)
        } else if t >= self.half_m {
            (self.half_m, ends.1)
        } else {
            (t, self.at(t))
        }
    }

    /// The nearest point by the straight distance, for points at any distance; see [`far_geodesic_m`] for the accuracy.
    pub fn project_far(&self, p: Ecef, ends: (Ecef, Ecef)) -> Projection {
        let t = p.minus(self.origin).dot(self.tangent);
        let (t, at) = self.within(t, ends);
        let formula_m = far_geodesic_m(p, at);
        let distance_m =
            if formula_m < FORMULA_FAR_TO_M { formula_m } else { inverse(p.position(), at.position()).distance_m };
        Projection { along_m: self.middle_m + t, at, distance_m }
    }

    /// Where on the tangent at its middle the nearest point to a point lies, or the end beyond which that is: metres from the middle.
    pub fn along_m(&self, p: Ecef) -> f64 {
        p.minus(self.origin).dot(self.tangent).clamp(-self.half_m, self.half_m)
    }

    /// A lower bound of the distance for far points: by the formula where that has an accuracy, else by Karney's algorithm to the middle.
    pub fn far_at_least_m(&self, p: Ecef) -> f64 {
        /// The direction of the straight way to a far point differs from that of the geodesic by less than this, so that its
        /// nearest point is not that of the geodesic; by the square of the distance less for nearer ones, as [`departure`] has it: three times
        /// its term at this distance.
        const ASIDE: (f64, f64) = (0.01, FORMULA_FAR_TO_M);
        let t = self.along_m(p);
        let found_m = far_geodesic_m(p, self.at(t));
        if found_m > FORMULA_FAR_TO_M {
            return far_distance_at_least_m(p, self.origin) - self.half_m;
        }
        let aside = ASIDE.0 * (found_m / ASIDE.1) * (found_m / ASIDE.1);
        found_m - far_formula_error_m(found_m) - 2.0 * aside * self.half_m
    }

    /// How far to the left of the straight continuation of the subsegment a point lies, in metres, up to the earth's curvature.
    pub fn left_m(&self, p: Ecef) -> f64 {
        self.tangent.cross(self.inward).dot(p.minus(self.origin))
    }

    /// Where on the subsegment the nearest points to all points within `reach_m` of a point lie: metres from its middle.
    pub fn along_near(&self, p: Ecef, reach_m: f64) -> (f64, f64) {
        /// Projections onto a curved line move a little faster than the points: by this to distances of 1,000 km.
        const FASTER: f64 = 1.02;
        let t = p.minus(self.origin).dot(self.tangent);
        let (low, high) = (t - FASTER * reach_m, t + FASTER * reach_m);
        let within = |t: f64| (if t.abs() > self.half_m { t } else { t * FASTER }).clamp(-self.half_m, self.half_m);
        (within(low).min(low.clamp(-self.half_m, self.half_m)), within(high).max(high.clamp(-self.half_m, self.half_m)))
    }
}

/// The direction in which the geodesic from `p` to `q` leaves `p`, up to a positive factor and the part along the normal.
///
/// s² is c² + p²w⁴/12 to the order that matters, so its gradient is the chord with its z scaled: the term e′²/12·(s/N)²
/// by which a geodesic leaves the normal section.
pub fn departure(p: Ecef, q: Ecef) -> Ecef {
    let d = q.minus(p);
    let k2 = 1.0 / (crate::ellipsoid::EQUATORIAL_RADIUS_M * crate::ellipsoid::EQUATORIAL_RADIUS_M);
    let q = k2 * d.dot(d) / 6.0;
    Ecef { z: d.z * (1.0 + q * EP2 / (1.0 + q)), ..d }
}

#[cfg(test)]
mod tests {
    use geo::Point;

    use super::*;

    #[test]
    fn the_curve_follows_the_geodesic() {
        for i in 0..30_u8 {
            for j in 0..24_u8 {
                let from =
                    Point::new((f64::from(i) * 37.0 + 180.0).rem_euclid(360.0) - 180.0, f64::from(i) * 6.2 - 90.0);
                let (to, _) = direct(from, f64::from(j) * 15.0 + 0.3, SUBSEGMENT_M);
                let edge = Edge::new(from, to, 0.0).unwrap();
                let subsegment = Subsegment::new(0, &edge, 0.0, edge.length_m);
                for share in [-1.0, -0.6, -0.1, 0.0, 0.4, 0.9, 1.0] {
                    let t = share * subsegment.half_m;
                    let truth = Ecef::on_ellipsoid(direct(edge.start, edge.leaving_deg, subsegment.middle_m + t).0);
                    let off = subsegment.at(t).chord_m(truth);
                    assert!(off <= CURVE_ACCURACY_M, "{off} m off at {t} m, {from:?} to {to:?}");
                }
            }
        }
    }

    #[test]
    fn no_point_of_a_subsegment_is_nearer_than_the_far_bound() {
        /// The bound is of use only if it is not far below: as a share of the distance.
        const LOOSE: f64 = 1e-3;
        const FAR_M: [f64; 11] = [0.4e6, 1.0e6, 1.9e6, 3.9e6, 4.9e6, 6.9e6, 8.5e6, 10.5e6, 12.0e6, 16.0e6, 19.9e6];
        let mut bounded = 0;
        for i in 0..60_u8 {
            let from = Point::new((f64::from(i) * 47.0 + 180.0).rem_euclid(360.0) - 180.0, f64::from(i) * 2.9 - 86.0);
            let (to, _) = direct(from, f64::from(i) * 37.0, SUBSEGMENT_M);
            let edge = Edge::new(from, to, 0.0).unwrap();
            let subsegment = Subsegment::new(0, &edge, 0.0, edge.length_m);
            for j in 0..24_u8 {
                for far_m in FAR_M {
                    let (point, _) = direct(from, f64::from(j) * 15.0 + f64::from(i), far_m);
                    let along = (0..=40_u8).map(|k| f64::from(k) / 40.0 * edge.length_m);
                    let to = |along_m: f64| inverse(point, direct(edge.start, edge.leaving_deg, along_m).0).distance_m;
                    let least_m = along.map(to).fold(f64::INFINITY, f64::min);
                    let bound_m = subsegment.far_at_least_m(Ecef::on_ellipsoid(point));
                    assert!(
                        bound_m <= least_m + 1e-3,
                        "{bound_m} > {least_m}: {from:?} to {to:?} from {point:?}",
                        to = edge.start
                    );
                    bounded += usize::from(least_m - bound_m <= LOOSE * least_m);
                }
            }
        }
        assert!(bounded > 60 * 24 * FAR_M.len() * 9 / 10, "{bounded}");
    }
}
