//! Karney's geodesics: the one place where latitude comes before longitude.

use std::sync::LazyLock;

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

use crate::model::LonLat;

static WGS84: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// The shortest geodesic between two positions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inverse {
    /// Its length in metres.
    pub distance_m: f64,
    /// Its azimuth at the first position, in degrees clockwise from north, −180…180.
    pub azimuth_deg: f64,
    /// Its forward azimuth at the second position, in degrees clockwise from north, −180…180.
    pub arrival_deg: f64,
}

/// Solves the inverse geodesic problem on WGS84.
///
/// # References
///
/// C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), 43–55, doi:10.1007/s00190-012-0578-z.
#[must_use]
pub fn inverse(from: LonLat, to: LonLat) -> Inverse {
    let (distance_m, azimuth_deg, arrival_deg, _) = WGS84.inverse(from.lat(), from.lon(), to.lat(), to.lon());
    Inverse { distance_m, azimuth_deg, arrival_deg }
}

/// The length of the shortest geodesic between two positions on WGS84, in metres.
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
    WGS84.inverse(from.lat(), from.lon(), to.lat(), to.lon())
}

/// Walks a distance in metres from a position along an azimuth in degrees; returns where, and the azimuth there.
#[must_use]
pub fn direct(from: LonLat, azimuth_deg: f64, distance_m: f64) -> (LonLat, f64) {
    let (lat, lon, azimuth): (f64, f64, f64) = WGS84.direct(from.lat(), from.lon(), azimuth_deg, distance_m);
    (LonLat::wrapped(lon, lat), azimuth)
}
