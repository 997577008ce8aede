//! Karney's inverse and direct solutions with the azimuths at both ends, which geo's `Geodesic` does not give.

use std::sync::LazyLock;

use geo::Point;
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

static WGS84: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// The shortest geodesic between two points, with its azimuths at both ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inverse {
    /// Its length in metres.
    pub distance_m: f64,
    /// Its azimuth at the first point, in degrees clockwise from north, −180…180.
    pub azimuth_deg: f64,
    /// Its forward azimuth at the second point, in degrees clockwise from north, −180…180.
    pub arrival_deg: f64,
}

/// Solves the inverse geodesic problem on WGS84: length and azimuths of the shortest geodesic between two points.
///
/// For the length alone use geo's [`Distance`](geo::Distance) of [`Geodesic`](static@geo::Geodesic), which gives the same number.
///
/// # Range and special cases
///
/// `from` and `to` are longitude and latitude in degrees. All three numbers are NaN if a coordinate is not finite or a latitude
/// is beyond ±90. Between nearly antipodal points the shortest geodesic may not be the only one.
///
/// # Accuracy
///
/// That of Karney's algorithm: about 15 nm.
///
/// # Example
///
/// ```
/// use geo::point;
/// // From Dushanbe to Kabul: south, arriving with another azimuth than at the start.
/// let way = marz_geodesic::inverse(point!(x: 68.77905, y: 38.53575), point!(x: 69.17233, y: 34.52813));
/// assert!((way.distance_m - 446_200.0).abs() < 100.0);
/// assert!((175.0..180.0).contains(&way.azimuth_deg) && way.arrival_deg != way.azimuth_deg);
/// ```
///
/// # References
///
/// C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), 43–55, doi:10.1007/s00190-012-0578-z.
#[must_use]
pub fn inverse(from: Point, to: Point) -> Inverse {
    let (distance_m, azimuth_deg, arrival_deg, _) = WGS84.inverse(from.y(), from.x(), to.y(), to.x());
    Inverse { distance_m, azimuth_deg, arrival_deg }
}

/// Solves the direct geodesic problem on WGS84: the point at a distance along an azimuth, and the forward azimuth there.
///
/// For the point alone use geo's [`Destination`](geo::Destination) of [`Geodesic`](static@geo::Geodesic), which gives the same
/// point.
///
/// # Range and special cases
///
/// `from` is longitude and latitude in degrees, `azimuth_deg` in degrees clockwise from north, `distance_m` in metres (below 0:
/// backwards). The longitude of the answer is in −180…180.
///
/// # Accuracy
///
/// That of Karney's algorithm: about 15 nm.
///
/// # Example
///
/// ```
/// use geo::point;
/// // A thousand kilometres due east of Dushanbe the same geodesic already runs south-east.
/// let (to, azimuth_deg) = marz_geodesic::direct(point!(x: 68.77905, y: 38.53575), 90.0, 1_000_000.0);
/// assert!(to.y() < 38.53575 && azimuth_deg > 95.0);
/// ```
///
/// # References
///
/// As [`inverse`].
#[must_use]
pub fn direct(from: Point, azimuth_deg: f64, distance_m: f64) -> (Point, f64) {
    let (lat, lon, azimuth): (f64, f64, f64) = WGS84.direct(from.y(), from.x(), azimuth_deg, distance_m);
    (Point::new(lon, lat), azimuth)
}
