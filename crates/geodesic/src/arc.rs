//! From the straight chord between two points of the ellipsoid to the geodesic between them.
//!
//! [`geodesic_m`] is a closed formula without trigonometry: no pole and no antimeridian is special. [`at_least_m`] and
//! [`at_most_m`] are bounds that hold for every pair of points; from them comes [`margin_m`], which lets the index
//! leave out subsegments by their chords alone.
//!
//! # The formula
//!
//! On a quadric xᵀMx = 1, M = diag(1/a², 1/a², 1/b²), the product |Mx|²·(tᵀMt) is constant along a geodesic with
//! tangent t (Joachimsthal), so that its curvature depends on the latitude only: k = J·p³ with p = 1/|Mx|. Expanding
//! the chord c about the middle of the geodesic of length s gives c = (2/k) sin(ks/2) to the first order of the
//! flattening, corrected by a term of order e²θ⁴. The truncation error is of order e²θ⁶ and grows with the seventh power of
//! the distance: [`FORMULA_ACCURACY_M`] at 1,000 km. This is a measured law with a known leading term; the tests hold it
//! to Karney's algorithm.
//!
//! # The bounds
//!
//! Let ρ₁ and ρ₂ be the least and the greatest radius of curvature of the ellipsoid E.
//!
//! *At most.* A geodesic's curvature in space is a normal curvature, so nowhere above 1/ρ₁. By Schur's comparison
//! theorem its chord is at least that of a circular arc of radius ρ₁ and the same length: c ≥ 2ρ₁ sin(s/2ρ₁), for
//! s ≤ πρ₁. Hence s ≤ 2ρ₁ asin(c/2ρ₁).
//!
//! *At least.* By Blaschke's rolling theorem the ball B₁ of radius ρ₁ that touches E from inside at the point P lies
//! within E, and E lies within the ball B₂ of radius ρ₂ that touches it there from outside. Let Q be another point of E
//! at chord c. It lies within B₂, so at least d = c²/2ρ₂ below the tangent plane of P. Any path on E from P to Q avoids
//! the inside of B₁, so it is no shorter than the shortest path around B₁: a great arc from P, then a tangent. With
//! O the centre of B₁, t = √(|OQ|² − ρ₁²) the tangent and γ the angle at O between P and Q, that is
//! ρ₁(γ − atan(t/ρ₁)) + t; it grows with the depth of Q, so the depth d gives the least:
//! t = c√(1 − ρ₁/ρ₂), γ = atan2(√(c² − d²), ρ₁ − d).
//!
//! Far away the affine map (x/a, y/a, z/b) onto the unit sphere is sharper: it divides every length by at least b and at
//! most a, so s ≥ bθ with θ = 2 asin(w/2) the arc of a chord w ≥ c/a. Both hold; [`at_least_m`] is the greater.
//!
//! # References
//!
//! W. Blaschke, Kreis und Kugel (1916), §24; J. Rauch, J. Differential Geometry 9 (1974), 501–505 (rolling); M. P. do
//! Carmo, Differential Geometry of Curves and Surfaces, §5-7 (Schur); C. F. F. Karney, J. Geodesy 87 (2013), 43–55.

use crate::ellipsoid::{
    EP2, EQUATORIAL_RADIUS_M, Ecef, LEAST_CURVATURE_RADIUS_M, MOST_CURVATURE_RADIUS_M, POLAR_RADIUS_M,
};
use crate::geodesic::inverse;

/// How far [`geodesic_m`] may be off for points up to 1,000 km apart, in metres.
pub const FORMULA_ACCURACY_M: f64 = 9e-5;

/// The length of the shortest geodesic between two points of the ellipsoid, in metres.
///
/// # Range and special cases
///
/// Points up to 1,000 km apart, anywhere; 0 for equal points. See the module for how it is made.
///
/// # Accuracy
///
/// [`FORMULA_ACCURACY_M`] at 1,000 km, falling with the seventh power of the distance: below 1e-8 m at 100 km.
///
/// # Example
///
/// ```
/// use geo::{Distance, Geodesic, Point};
/// use marz_geodesic::{Ecef, arc::geodesic_m};
/// let (dushanbe, kabul) = (Point::new(68.77905, 38.53575), Point::new(69.17233, 34.52813));
/// let s = geodesic_m(Ecef::on_ellipsoid(dushanbe), Ecef::on_ellipsoid(kabul));
/// assert!((s - Geodesic.distance(dushanbe, kabul)).abs() < 1e-5);
/// ```
#[must_use]
pub fn geodesic_m(p: Ecef, q: Ecef) -> f64 {
    formula(p, q, asin_over)
}

#[inline]
fn formula(p: Ecef, q: Ecef, asin_over: impl Fn(f64) -> f64) -> f64 {
    const A2: f64 = EQUATORIAL_RADIUS_M * EQUATORIAL_RADIUS_M;
    const FOUR_B2: f64 = 4.0 * POLAR_RADIUS_M * POLAR_RADIUS_M;
    let d = p.minus(q);
    let c2 = d.dot(d);
    if c2 <= 0.0 {
        return 0.0;
    }
    let dz2 = d.z * d.z;
    // tᵀMt for the direction t of the chord, and the chord on the sphere of reduced latitudes.
    let ratio = (1.0 + EP2 * dz2 / c2) / A2;
    let w2 = ratio * c2;
    // sin² of the reduced latitude at the middle.
    let zeta2 = (p.z + q.z) * (p.z + q.z) / FOUR_B2 / (1.0 - w2 / 4.0);
    let k2 = ratio * ratio * A2 / (1.0 + EP2 * zeta2);
    let x2 = k2 * c2 / 4.0;
    let f = asin_over(x2);
    let theta2 = x2 * f * f;
    c2.sqrt() * f * (1.0 - EP2 / 10.0 * theta2 * (f * f * dz2 / FOUR_B2 - zeta2 * theta2))
}

/// How far [`far_geodesic_m`] may be off for points up to [`FORMULA_FAR_TO_M`] apart, as a share of the distance.
pub(crate) const FORMULA_FAR_ACCURACY: f64 = 2e-4;

/// Up to this distance, in metres, [`far_geodesic_m`] has an accuracy.
pub(crate) const FORMULA_FAR_TO_M: f64 = 11_000_000.0;

/// [`geodesic_m`] for points up to [`FORMULA_FAR_TO_M`] apart, good to [`far_formula_error_m`].
pub(crate) fn far_geodesic_m(p: Ecef, q: Ecef) -> f64 {
    formula(p, q, |x2| {
        let x = x2.clamp(0.0, 1.0).sqrt();
        if x > 1e-6 { x.asin() / x } else { 1.0 }
    })
}

/// How far [`far_geodesic_m`] may be off for a distance in metres: a measured law, doubled, that the tests hold to Karney's
/// algorithm. Infinite beyond [`FORMULA_FAR_TO_M`].
pub(crate) fn far_formula_error_m(distance_m: f64) -> f64 {
    const LAW: [(f64, f64); 5] =
        [(2e6, 2e-8), (4e6, 4e-7), (5e6, 2e-6), (7e6, 2e-5), (FORMULA_FAR_TO_M, FORMULA_FAR_ACCURACY)];
    LAW.iter().find(|(to_m, _)| distance_m <= *to_m).map_or(f64::INFINITY, |(_, share)| distance_m * share)
}

/// A lower bound of the geodesic distance of two points of the ellipsoid, in metres: [`far_geodesic_m`] less its error where it has one, else
/// Karney's algorithm less the rounding of the points.
pub(crate) fn far_distance_at_least_m(p: Ecef, q: Ecef) -> f64 {
    const ROUNDING_M: f64 = 1e-6;
    let formula_m = far_geodesic_m(p, q);
    if formula_m <= FORMULA_FAR_TO_M {
        formula_m - far_formula_error_m(formula_m)
    } else {
        inverse(p.position(), q.position()).distance_m - ROUNDING_M
    }
}

/// asin(x)/x as a series in x²; for chords to 1,000 km, x² below 0.007, all eight terms are more than enough.
pub(crate) fn asin_over(x2: f64) -> f64 {
    const C: [f64; 7] =
        [1.0 / 6.0, 3.0 / 40.0, 5.0 / 112.0, 35.0 / 1152.0, 63.0 / 2816.0, 231.0 / 13312.0, 143.0 / 10240.0];
    let tail = C[0] + x2 * (C[1] + x2 * (C[2] + x2 * (C[3] + x2 * (C[4] + x2 * (C[5] + x2 * C[6])))));
    1.0 + x2 * tail
}

/// The shortest geodesic that a chord can belong to, in metres. Proved in the module's text.
#[must_use]
pub fn at_least_m(chord_m: f64) -> f64 {
    const RHO: f64 = LEAST_CURVATURE_RADIUS_M;
    let c = chord_m.clamp(0.0, 2.0 * POLAR_RADIUS_M);
    let depth = c * c / (2.0 * MOST_CURVATURE_RADIUS_M);
    let tangent = c * (1.0 - RHO / MOST_CURVATURE_RADIUS_M).sqrt();
    let gamma = (c * c - depth * depth).max(0.0).sqrt().atan2(RHO - depth);
    let around = RHO * (gamma - (tangent / RHO).atan()) + tangent;
    let affine = 2.0 * POLAR_RADIUS_M * (c / (2.0 * EQUATORIAL_RADIUS_M)).asin();
    around.max(affine)
}

/// The longest shortest geodesic that a chord can belong to, in metres, for chords to 12,000 km.
#[must_use]
pub fn at_most_m(chord_m: f64) -> f64 {
    let half = chord_m / (2.0 * LEAST_CURVATURE_RADIUS_M);
    2.0 * LEAST_CURVATURE_RADIUS_M * half.clamp(0.0, 1.0).asin()
}

/// Chords up to this length have a [`margin_m`], in metres.
pub const MARGIN_TO_M: f64 = 1_200_000.0;

/// How much longer a chord must be than another, of length `chord_m`, to belong to a longer geodesic for certain.
///
/// That is `m` with `at_least_m(c + m) ≥ at_most_m(c)`, for c up to [`MARGIN_TO_M`]. Both sides differ from the arc of a
/// circle by a term in c³; the constant is the largest ratio over the range (5.446e-17, at its end), rounded up, and a
/// test tries the inequality at a hundred thousand chords.
#[must_use]
pub fn margin_m(chord_m: f64) -> f64 {
    5.5e-17 * chord_m * chord_m * chord_m
}

#[cfg(test)]
mod tests {
    use geo::{Destination, Distance, Geodesic, Point};

    use super::*;

    /// Pairs at a distance, over all latitudes and azimuths.
    fn pairs(s: f64) -> impl Iterator<Item = (Point, Point)> {
        (0..40_u8).flat_map(move |i| {
            (0..24_u8).map(move |j| {
                let from = Point::new(f64::from(i) * 37.0, f64::from(i) * 4.6 - 90.0);
                (from, Geodesic.destination(from, f64::from(j) * 15.0 + f64::from(i) * 0.37, s))
            })
        })
    }

    #[test]
    fn the_formula_agrees_with_karney() {
        for (s, most) in [(1.0, 1e-8), (1e3, 1e-8), (1e4, 1e-8), (1e5, 2e-8), (5e5, 4e-6), (1e6, FORMULA_ACCURACY_M)] {
            for (p, q) in pairs(s) {
                let found = geodesic_m(Ecef::on_ellipsoid(p), Ecef::on_ellipsoid(q));
                let off = (found - Geodesic.distance(p, q)).abs();
                assert!(off <= most, "{p:?} {q:?}: {off} m off at {s} m");
            }
        }
    }

    #[test]
    fn the_formula_for_far_points_agrees_with_karney() {
        for s in [1e6, 1.5e6, 2e6, 3e6, 3.9e6, 5e6, 6e6, 6.9e6, 8e6, 9e6, 1e7, 1.09e7] {
            for (p, q) in pairs(s) {
                let truth = Geodesic.distance(p, q);
                let off = (far_geodesic_m(Ecef::on_ellipsoid(p), Ecef::on_ellipsoid(q)) - truth).abs();
                assert!(off <= 0.6 * far_formula_error_m(truth), "{p:?} {q:?}: {off} m off at {s} m");
            }
        }
    }

    #[test]
    fn every_geodesic_lies_between_the_bounds() {
        for s in [10.0, 1e4, 3e5, 1e6, 3e6, 6e6, 9e6, 1.2e7, 1.6e7, 1.9e7] {
            for (p, q) in pairs(s) {
                let chord = Ecef::on_ellipsoid(p).chord_m(Ecef::on_ellipsoid(q));
                let s = Geodesic.distance(p, q);
                assert!(at_least_m(chord) <= s + 1e-6, "{p:?} {q:?}");
                assert!(s <= at_most_m(chord) + 1e-6 || chord > 1.2e7, "{p:?} {q:?}");
            }
        }
    }

    #[test]
    fn the_margin_is_wide_enough() {
        for i in 1..=100_000_u32 {
            let c = MARGIN_TO_M * f64::from(i) / 100_000.0;
            assert!(at_least_m(c + margin_m(c)) >= at_most_m(c) - 1e-8, "{c}");
        }
    }
}
