use serde::Serialize;
use thiserror::Error;

/// A position on the WGS84 ellipsoid, in degrees; always finite, longitude in −180…180 and latitude in −90…90.
///
/// # Example
///
/// ```
/// use marz::model::LonLat;
/// let dushanbe = LonLat::new(68.77905, 38.53575).unwrap();
/// assert_eq!(dushanbe.lat(), 38.53575);
/// assert!(LonLat::new(38.53575, 168.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LonLat {
    lon: f64,
    lat: f64,
}

/// Why a pair of numbers is no position.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[non_exhaustive]
pub enum PositionError {
    /// The longitude is not a number between −180 and 180.
    #[error("longitude {0} is outside -180 to 180")]
    Longitude(f64),
    /// The latitude is not a number between −90 and 90.
    #[error("latitude {0} is outside -90 to 90")]
    Latitude(f64),
}

/// How far east of a meridian a longitude lies, in degrees from −180 to 180: the antimeridian is no edge.
pub(crate) fn degrees_east(meridian: f64, lon: f64) -> f64 {
    (lon - meridian + 540.0).rem_euclid(360.0) - 180.0
}

impl LonLat {
    /// Checks a longitude and a latitude, in degrees.
    ///
    /// # Errors
    ///
    /// [`PositionError`] where a number is not finite or out of range.
    pub fn new(lon: f64, lat: f64) -> Result<Self, PositionError> {
        if !(-180.0..=180.0).contains(&lon) {
            return Err(PositionError::Longitude(lon));
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(PositionError::Latitude(lat));
        }
        Ok(Self { lon, lat })
    }

    /// The nearest valid position to a computed pair: the longitude is wrapped, the latitude clamped.
    ///
    /// For results of computations that are finite by construction; a value that is not finite becomes 0.
    #[must_use]
    pub fn wrapped(lon: f64, lat: f64) -> Self {
        let lon = if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 };
        let finite = |v: f64| if v.is_finite() { v } else { 0.0 };
        Self { lon: finite(lon), lat: finite(lat.clamp(-90.0, 90.0)) }
    }

    /// The position of a computed point, such as a nearest point of a line: x is the longitude, y the latitude; as [`LonLat::wrapped`].
    ///
    /// For a point from input data use `LonLat::try_from`, which checks.
    #[must_use]
    pub fn wrapped_point(point: geo_types::Point<f64>) -> Self {
        Self::wrapped(point.x(), point.y())
    }

    /// Whether two positions are one place of the earth: 180° is −180°, and a pole has every longitude.
    ///
    /// ```
    /// use marz::model::LonLat;
    /// let at = |lon, lat| LonLat::new(lon, lat).unwrap();
    /// assert!(at(180.0, 66.0).is_same_place(at(-180.0, 66.0)) && at(20.0, -90.0).is_same_place(at(0.0, -90.0)));
    /// ```
    #[must_use]
    pub fn is_same_place(self, other: Self) -> bool {
        let is_edge = |v: f64, edge: f64| v.abs() >= edge;
        let same_lon = (self.lon - other.lon).abs() <= 0.0;
        let antimeridian = is_edge(self.lon, 180.0) && is_edge(other.lon, 180.0);
        let same_lat = (self.lat - other.lat).abs() <= 0.0;
        same_lat && (same_lon || antimeridian || is_edge(self.lat, 90.0))
    }

    /// Longitude in degrees, east positive.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees, north positive.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }
}

impl From<LonLat> for geo_types::Coord<f64> {
    fn from(p: LonLat) -> Self {
        geo_types::Coord { x: p.lon, y: p.lat }
    }
}

impl From<LonLat> for geo_types::Point<f64> {
    fn from(p: LonLat) -> Self {
        geo_types::Point::new(p.lon, p.lat)
    }
}

impl TryFrom<geo_types::Point<f64>> for LonLat {
    type Error = PositionError;

    fn try_from(point: geo_types::Point<f64>) -> Result<Self, PositionError> {
        Self::new(point.x(), point.y())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_numbers_are_no_position() {
        assert!(LonLat::new(f64::NAN, 0.0).is_err());
        assert!(LonLat::new(0.0, f64::INFINITY).is_err());
        assert_eq!(LonLat::new(180.1, 0.0), Err(PositionError::Longitude(180.1)));
        assert_eq!(LonLat::new(0.0, -90.5), Err(PositionError::Latitude(-90.5)));
        assert!(LonLat::new(-180.0, 90.0).is_ok());
        assert_eq!(LonLat::try_from(geo_types::Point::new(181.0, 0.0)), Err(PositionError::Longitude(181.0)));
        assert_eq!(LonLat::try_from(geo_types::Point::new(3.0, 4.0)), LonLat::new(3.0, 4.0));
    }

    #[test]
    fn computed_positions_are_wrapped() {
        assert_eq!(LonLat::wrapped(181.0, 91.0), LonLat::new(-179.0, 90.0).unwrap());
        assert_eq!(LonLat::wrapped(f64::NAN, 1.0), LonLat::new(0.0, 1.0).unwrap());
    }
}
