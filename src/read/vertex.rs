//! Whether two positions of a line are one vertex.

use crate::model::LonLat;

/// Ends that lie this near to each other are one vertex, in metres.
pub(super) const JOIN_M: f64 = 1.0;

/// Whether two positions are one vertex.
pub(super) fn same(a: LonLat, b: LonLat) -> bool {
    /// A metre is less than this along every meridian: the latitudes alone separate most ends.
    const JOIN_DEG: f64 = 1e-5;
    a == b || ((a.lat() - b.lat()).abs() < JOIN_DEG && metres(a, b) <= JOIN_M)
}

/// The great-circle distance of two positions on a sphere, in metres: accurate enough to compare with 1 m and to report a gap.
pub(super) fn metres(a: LonLat, b: LonLat) -> f64 {
    const RADIUS_M: f64 = 6_371_008.8;
    let (lat_a, lat_b) = (a.lat().to_radians(), b.lat().to_radians());
    let half = |d: f64| (d / 2.0).sin().powi(2);
    let h = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half((b.lon() - a.lon()).to_radians());
    2.0 * RADIUS_M * h.sqrt().min(1.0).asin()
}
