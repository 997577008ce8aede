//! Geodesics between validated positions.

use geo::{Distance, Geodesic};
use marz_geodesic::Inverse;

use crate::model::LonLat;

/// The length of the shortest geodesic between two positions on WGS84, in metres: geo's `Distance` of `Geodesic`.
///
/// # Accuracy
///
/// That of Karney's algorithm: about 15 nm.
///
/// # Example
///
/// ```
/// use marz::measure::distance_m;
/// use marz::model::LonLat;
/// let dushanbe = LonLat::new(68.77905, 38.53575).unwrap();
/// let kabul = LonLat::new(69.17233, 34.52813).unwrap();
/// assert!((distance_m(dushanbe, kabul) - 446_200.0).abs() < 100.0);
/// ```
#[must_use]
pub fn distance_m(from: LonLat, to: LonLat) -> f64 {
    Geodesic.distance(from.into(), to.into())
}

/// The shortest geodesic between two positions: see [`marz_geodesic::inverse`].
#[must_use]
pub fn inverse(from: LonLat, to: LonLat) -> Inverse {
    marz_geodesic::inverse(from.into(), to.into())
}

/// The position at a distance in metres along an azimuth in degrees, and the forward azimuth there: see
/// [`marz_geodesic::direct`].
#[must_use]
pub fn direct(from: LonLat, azimuth_deg: f64, distance_m: f64) -> (LonLat, f64) {
    let (to, azimuth_deg) = marz_geodesic::direct(from.into(), azimuth_deg, distance_m);
    (LonLat::wrapped_point(to), azimuth_deg)
}

/// The positions around a position at a distance in metres, every three degrees, closed: see [`marz_geodesic::circle`].
#[must_use]
pub fn circle(centre: LonLat, radius_m: f64) -> Vec<LonLat> {
    marz_geodesic::circle(centre.into(), radius_m).points().map(LonLat::wrapped_point).collect()
}
