//! The ellipsoid WGS84: its constants, points in space, and the local directions at a point.

use geo::Point;

/// The equatorial radius (semi-major axis) of WGS84, in metres.
pub const EQUATORIAL_RADIUS_M: f64 = 6_378_137.0;
/// The flattening of WGS84.
pub const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// The polar radius (semi-minor axis) of WGS84, in metres.
pub const POLAR_RADIUS_M: f64 = EQUATORIAL_RADIUS_M * (1.0 - FLATTENING);
/// The square of the first eccentricity of WGS84.
pub const ECCENTRICITY_SQUARED: f64 = FLATTENING * (2.0 - FLATTENING);
/// The square of the second eccentricity.
pub(crate) const EP2: f64 = ECCENTRICITY_SQUARED / (1.0 - ECCENTRICITY_SQUARED);
/// The smallest radius of curvature of the ellipsoid: along the meridian at the equator, in metres.
pub(crate) const LEAST_CURVATURE_RADIUS_M: f64 = POLAR_RADIUS_M * POLAR_RADIUS_M / EQUATORIAL_RADIUS_M;
/// The greatest radius of curvature of the ellipsoid: at the poles, in metres.
pub(crate) const MOST_CURVATURE_RADIUS_M: f64 = EQUATORIAL_RADIUS_M * EQUATORIAL_RADIUS_M / POLAR_RADIUS_M;

/// How far [`Ecef::on_ellipsoid`] may be off, in metres: the rounding of numbers of the size of the earth.
pub const ECEF_ACCURACY_M: f64 = 1e-8;

/// A point, or a vector, in earth-centred earth-fixed coordinates (ECEF), in metres.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ecef {
    /// Towards longitude 0 on the equator.
    pub x: f64,
    /// Towards longitude 90° east on the equator.
    pub y: f64,
    /// Towards the north pole.
    pub z: f64,
}

impl Ecef {
    /// The point of the WGS84 ellipsoid, at height 0, at a longitude and latitude in degrees.
    ///
    /// # Accuracy
    ///
    /// [`ECEF_ACCURACY_M`].
    ///
    /// # Example
    ///
    /// ```
    /// use geo::point;
    /// use marz_geodesic::{Ecef, POLAR_RADIUS_M};
    /// let north_pole = Ecef::on_ellipsoid(point!(x: 0.0, y: 90.0));
    /// assert!((north_pole.z - POLAR_RADIUS_M).abs() < 1e-8);
    /// ```
    #[must_use]
    pub fn on_ellipsoid(point: Point) -> Self {
        Frame::at(point).origin
    }

    /// The longitude and latitude, in degrees, of a point that lies on the ellipsoid.
    ///
    /// # Accuracy
    ///
    /// [`ECEF_ACCURACY_M`] for a point on the ellipsoid; for another the latitude is only near the geodetic one.
    #[must_use]
    pub fn position(self) -> Point {
        let lat = ((1.0 + EP2) * self.z).atan2((self.x * self.x + self.y * self.y).sqrt());
        Point::new(self.y.atan2(self.x).to_degrees(), lat.to_degrees())
    }

    /// The straight distance through the earth to another point, in metres.
    #[must_use]
    pub fn chord_m(self, other: Self) -> f64 {
        self.minus(other).dot(self.minus(other)).sqrt()
    }

    /// The point of the ellipsoid on the straight way to the centre of the earth.
    ///
    /// For a point some metres above or below the ellipsoid this is the point beneath it to a three hundredth of that height.
    pub(crate) fn onto_ellipsoid(self) -> Self {
        let across = (self.x * self.x + self.y * self.y) / (EQUATORIAL_RADIUS_M * EQUATORIAL_RADIUS_M);
        let up = self.z * self.z / (POLAR_RADIUS_M * POLAR_RADIUS_M);
        self.times(1.0 / (across + up).sqrt())
    }

    pub(crate) fn minus(self, o: Self) -> Self {
        Self { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
    }

    pub(crate) fn plus(self, o: Self) -> Self {
        Self { x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }

    pub(crate) fn times(self, f: f64) -> Self {
        Self { x: self.x * f, y: self.y * f, z: self.z * f }
    }

    pub(crate) fn dot(self, o: Self) -> f64 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    pub(crate) fn cross(self, o: Self) -> Self {
        Self { x: self.y * o.z - self.z * o.y, y: self.z * o.x - self.x * o.z, z: self.x * o.y - self.y * o.x }
    }
}

/// A point of the ellipsoid with its local directions.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// The point.
    pub origin: Ecef,
    /// To the east; at a pole, east of the meridian that the longitude names.
    pub east: Ecef,
    /// To the north.
    pub north: Ecef,
    /// The outward normal.
    pub up: Ecef,
    /// Sine of the latitude.
    pub sin_lat: f64,
}

impl Frame {
    /// The directions at a longitude and latitude.
    pub fn at(point: Point) -> Self {
        let (sin_lat, cos_lat) = point.y().to_radians().sin_cos();
        let (sin_lon, cos_lon) = point.x().to_radians().sin_cos();
        let normal = EQUATORIAL_RADIUS_M / (1.0 - ECCENTRICITY_SQUARED * sin_lat * sin_lat).sqrt();
        let (x, y) = (normal * cos_lat * cos_lon, normal * cos_lat * sin_lon);
        Self {
            origin: Ecef { x, y, z: normal * (1.0 - ECCENTRICITY_SQUARED) * sin_lat },
            east: Ecef { x: -sin_lon, y: cos_lon, z: 0.0 },
            north: Ecef { x: -sin_lat * cos_lon, y: -sin_lat * sin_lon, z: cos_lat },
            up: Ecef { x: cos_lat * cos_lon, y: cos_lat * sin_lon, z: sin_lat },
            sin_lat,
        }
    }

    /// The unit vector of an azimuth in degrees.
    pub fn along(&self, azimuth_deg: f64) -> Ecef {
        let (sin, cos) = azimuth_deg.to_radians().sin_cos();
        self.east.times(sin).plus(self.north.times(cos))
    }

    /// The curvature of the surface along an azimuth (Euler 1760), in 1/m: that of the geodesic which leaves there.
    pub fn curvature(&self, azimuth_deg: f64) -> f64 {
        let (sin, cos) = azimuth_deg.to_radians().sin_cos();
        self.curvature_of(sin, cos)
    }

    /// The same by the sine and the cosine of the azimuth.
    pub fn curvature_of(&self, sin: f64, cos: f64) -> f64 {
        let w2 = 1.0 - ECCENTRICITY_SQUARED * self.sin_lat * self.sin_lat;
        let (prime_vertical, meridian) =
            (EQUATORIAL_RADIUS_M / w2.sqrt(), EQUATORIAL_RADIUS_M * (1.0 - ECCENTRICITY_SQUARED) / (w2 * w2.sqrt()));
        sin * sin / prime_vertical + cos * cos / meridian
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_survive_the_way_there_and_back() {
        for (lon, lat) in [(0.0, 0.0), (68.779, 38.536), (-180.0, -45.0), (179.999_999, 89.999_999), (12.0, -90.0)] {
            let at = Point::new(lon, lat);
            let back = Ecef::on_ellipsoid(at).position();
            assert!((back.y() - lat).abs() < 1e-13, "{lat}");
            let turn = (back.x() - lon).rem_euclid(360.0);
            assert!(lat.abs() > 89.999_999_99 || turn.min(360.0 - turn) < 1e-7, "{lon}");
            assert!(Ecef::on_ellipsoid(back).chord_m(Ecef::on_ellipsoid(at)) <= ECEF_ACCURACY_M);
        }
    }
}
