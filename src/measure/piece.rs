//! A short piece of an edge as a curve in space, and the foot of a point on it without trigonometry.

use super::arc::geodesic_m;
use super::ellipsoid::{EP2, Ecef, Frame};
use super::geodesic::direct;
use super::line::Edge;

/// The longest piece of an edge, in metres: the curve below is then good to [`CURVE_ACCURACY_M`].
pub const PIECE_M: f64 = 2_000.0;

/// How far the curve of a piece may lie from its geodesic, in metres.
#[cfg_attr(not(test), expect(dead_code, reason = "a promise that the tests hold"))]
pub const CURVE_ACCURACY_M: f64 = 5e-8;

/// How far a geodesic of length [`PIECE_M`] can bend away from its chord, in metres.
///
/// A curve of length L with curvature at most 1/ρ stays within L²/8ρ of its chord to first order (the circular arc is the
/// worst case); 2 % cover the higher orders, which are below (L/ρ)² ≈ 1e-7 here.
pub const SAG_M: f64 = 1.02 * PIECE_M * PIECE_M / (8.0 * super::ellipsoid::LEAST_CURVATURE_RADIUS_M);

/// A piece of an edge: X(t) = X₀ + T(t − k²t³/6) + N·kt²/2, t in metres along the geodesic from its middle.
///
/// T is the direction of the geodesic at its middle, N the inward normal of the ellipsoid, which is the curve's own, and
/// k its curvature there. Torsion and the change of k are left out: within [`CURVE_ACCURACY_M`].
#[derive(Debug, Clone, Copy)]
pub struct Piece {
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

/// The foot of a point on a piece.
#[derive(Debug, Clone, Copy)]
pub struct Foot {
    /// Metres along the edge.
    pub along_m: f64,
    pub at: Ecef,
    /// The length of the geodesic from the point to the foot, in metres.
    pub distance_m: f64,
}

impl Piece {
    /// The piece of an edge from one distance along it to another, in metres.
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

    /// The point of the piece at `t` metres from its middle.
    pub fn at(&self, t: f64) -> Ecef {
        let kt = self.curvature * t;
        let along = self.tangent.times(t * (1.0 - kt * kt / 6.0));
        self.origin.plus(along).plus(self.inward.times(kt * t / 2.0))
    }

    /// The way that the line runs at `t` metres from the middle, as a unit vector.
    pub fn direction(&self, t: f64) -> Ecef {
        let kt = self.curvature * t;
        self.tangent.times(1.0 - kt * kt / 2.0).plus(self.inward.times(kt))
    }

    /// The nearest spot on the piece to a point up to about 1,000 km away.
    ///
    /// Where the geodesic from the point meets the piece at a right angle, v·X′(t) = 0 with v the direction of that
    /// geodesic (see [`departure`]); with X(t) as above that is an equation of the third degree in t, solved by one
    /// step from its linear part. The foot may be off along the line a little; the distance is flat there, and what that adds to it
    /// is within the accuracy that the tests hold.
    ///
    /// Nothing where the foot is `known` already: neighbouring pieces share their ends.
    pub fn foot(&self, p: Ecef, ends: (Ecef, Ecef), known: Option<Ecef>) -> Option<Foot> {
        let d = p.minus(self.origin);
        let c2 = d.dot(d);
        let k2 = self.curvature * self.curvature;
        let q = k2 * c2 / 6.0;
        let a = d.dot(self.tangent) + q * EP2 / (1.0 + q) * d.z * self.tangent.z;
        let shrink = 1.0 / (1.0 - self.curvature * d.dot(self.inward));
        let t0 = a * shrink;
        let t = (a * (1.0 - k2 * t0 * t0 / 2.0) + k2 * t0 * t0 * t0 / 6.0) * shrink;
        let (t, at) = if t <= -self.half_m {
            (-self.half_m, ends.0)
        } else if t >= self.half_m {
            (self.half_m, ends.1)
        } else {
            (t, self.at(t))
        };
        (known != Some(at)).then(|| Foot { along_m: self.middle_m + t, at, distance_m: geodesic_m(p, at) })
    }
}

/// The direction in which the geodesic from `p` to `q` leaves `p`, up to a positive factor and the part along the normal.
///
/// s² is c² + p²w⁴/12 to the order that matters, so its gradient is the chord with its z scaled: the term e′²/12·(s/N)²
/// by which a geodesic leaves the normal section.
pub fn departure(p: Ecef, q: Ecef) -> Ecef {
    let d = q.minus(p);
    let k2 = 1.0 / (super::ellipsoid::EQUATORIAL_RADIUS_M * super::ellipsoid::EQUATORIAL_RADIUS_M);
    let q = k2 * d.dot(d) / 6.0;
    Ecef { z: d.z * (1.0 + q * EP2 / (1.0 + q)), ..d }
}

#[cfg(test)]
mod tests {
    use super::super::line::BorderLine;
    use super::*;
    use crate::model::{Border, BorderFacts, LonLat};

    #[test]
    fn the_curve_follows_the_geodesic() {
        for i in 0..30_u8 {
            for j in 0..24_u8 {
                let from = LonLat::wrapped(f64::from(i) * 37.0, f64::from(i) * 6.2 - 90.0);
                let (to, _) = direct(from, f64::from(j) * 15.0 + 0.3, PIECE_M);
                let border = Border::new(String::new(), vec![vec![from, to]], BorderFacts::default()).unwrap();
                let line = BorderLine::new(&border);
                let (edge, piece) = (&line.edges[0], &line.pieces[0]);
                for share in [-1.0, -0.6, -0.1, 0.0, 0.4, 0.9, 1.0] {
                    let t = share * piece.half_m;
                    let true_spot = Ecef::on_ellipsoid(direct(edge.start, edge.leaving_deg, piece.middle_m + t).0);
                    let off = piece.at(t).chord_m(true_spot);
                    assert!(off <= CURVE_ACCURACY_M, "{off} m off at {t} m, {from:?} to {to:?}");
                }
            }
        }
    }
}
