use crate::model::LonLat;

/// The equatorial radius of WGS84, in metres.
pub const EQUATORIAL_RADIUS_M: f64 = 6_378_137.0;
/// The flattening of WGS84.
pub const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// The polar radius of WGS84, in metres.
pub const POLAR_RADIUS_M: f64 = EQUATORIAL_RADIUS_M * (1.0 - FLATTENING);

/// A point in earth-centred earth-fixed coordinates, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ecef {
    /// Towards longitude 0 on the equator.
    pub x: f64,
    /// Towards longitude 90° east on the equator.
    pub y: f64,
    /// Towards the north pole.
    pub z: f64,
}

impl Ecef {
    /// The point of the WGS84 ellipsoid at a position, at height 0.
    #[must_use]
    pub fn on_ellipsoid(at: LonLat) -> Self {
        const E2: f64 = FLATTENING * (2.0 - FLATTENING);
        let (sin_lat, cos_lat) = at.lat().to_radians().sin_cos();
        let (sin_lon, cos_lon) = at.lon().to_radians().sin_cos();
        let normal = EQUATORIAL_RADIUS_M / (1.0 - E2 * sin_lat * sin_lat).sqrt();
        Self { x: normal * cos_lat * cos_lon, y: normal * cos_lat * sin_lon, z: normal * (1.0 - E2) * sin_lat }
    }

    pub(super) fn minus(self, o: Self) -> Self {
        Self { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
    }

    pub(super) fn dot(self, o: Self) -> f64 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    /// The straight distance through the earth, in metres.
    #[must_use]
    pub fn chord_m(self, other: Self) -> f64 {
        let d = self.minus(other);
        d.dot(d).sqrt()
    }
}

/// The shortest geodesic that a chord can belong to, in metres.
///
/// Proof: the map (x, y, z) ↦ (x/a, y/a, z/b) takes the ellipsoid to the unit sphere and divides every length by at
/// least b and at most a. A chord `c` so becomes a chord w ≥ c/a of the sphere, whose arc is θ = 2 asin(w/2); the
/// geodesic, mapped, is a path on the sphere between the same ends and so no shorter than θ; mapped back, it is at
/// least b·θ. Hence s ≥ 2b asin(c/2a).
#[must_use]
pub fn least_geodesic_m(chord_m: f64) -> f64 {
    2.0 * POLAR_RADIUS_M * (chord_m / (2.0 * EQUATORIAL_RADIUS_M)).clamp(0.0, 1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::super::geodesic::distance_m;
    use super::*;

    #[test]
    fn the_bound_is_below_every_geodesic() {
        // Pairs all over the ellipsoid, near and far, along and across the meridians.
        for i in 0..40_i32 {
            for j in 0..40_i32 {
                let a = LonLat::wrapped(f64::from(i * 37 % 360), f64::from(i * 53 % 181 - 90));
                let b = LonLat::wrapped(a.lon() + f64::from(j * j) / 5.0, a.lat() * 0.9 + f64::from(j) / 10.0);
                let chord = Ecef::on_ellipsoid(a).chord_m(Ecef::on_ellipsoid(b));
                let s = distance_m(a, b);
                assert!(least_geodesic_m(chord) <= s + 1e-6, "{a:?} {b:?}");
                assert!(s <= least_geodesic_m(chord) * 1.02 + 1e-6 || s > 1.5e7, "{a:?} {b:?}: {s}");
            }
        }
    }
}
