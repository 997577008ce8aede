//! The geodesic circle around a point.

use geo::{LineString, Point};

use crate::geodesic::direct;

/// The angle between neighbouring vertices of a circle, as seen from its centre, in degrees.
///
/// The chord of such an arc is nowhere further from it than a 2,900th of the radius.
pub(crate) const ARC_STEP_DEG: u16 = 3;

/// The points at a distance from a point, as a closed ring of 120 vertices: one every three degrees, clockwise from north.
///
/// # Range and special cases
///
/// `centre` is longitude and latitude in degrees, `radius_m` in metres. Longitudes are in −180…180: a circle across the antimeridian
/// jumps there. All vertices are NaN if the centre is no position or the radius is not finite.
///
/// # Accuracy
///
/// Each vertex is at the radius to that of Karney's algorithm, about 15 nm.
///
/// # Example
///
/// ```
/// use geo::{Distance, Geodesic, point};
/// let khorugh = point!(x: 71.551, y: 37.489);
/// let ring = marz_geodesic::circle(khorugh, 25_000.0);
/// assert!(ring.points().all(|p| (Geodesic.distance(khorugh, p) - 25_000.0).abs() < 1e-6));
/// ```
#[must_use]
pub fn circle(centre: Point, radius_m: f64) -> LineString {
    let steps = 360 / ARC_STEP_DEG;
    let azimuths_deg = (0..=steps).map(|k| f64::from(k % steps * ARC_STEP_DEG));
    azimuths_deg.map(|azimuth_deg| direct(centre, azimuth_deg, radius_m).0.0).collect()
}
