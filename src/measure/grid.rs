//! A position in degrees, minutes and seconds, no more precise than its location radius.

use crate::model::LonLat;

/// A latitude or longitude in whole degrees and minutes, and seconds if the radius allows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sexagesimal {
    /// Whether it is north or east.
    pub is_positive: bool,
    /// Whole degrees.
    pub degrees: u32,
    /// Whole minutes.
    pub minutes: u32,
    /// Whole seconds; `None` if the radius is a minute of arc or more.
    pub seconds: Option<u32>,
}

/// The length of a minute of arc along a meridian, rounded: one nautical mile, in metres.
const MINUTE_M: f64 = 1852.0;

/// Latitude and longitude in degrees, minutes and seconds.
///
/// # Accuracy
///
/// Rounded to the minute if the radius is 1,852 m or more, else to the second (31 m).
///
/// # Example
///
/// ```
/// use marz::measure::sexagesimal;
/// use marz::model::LonLat;
/// // Dushanbe: 38° 32′ 9″ N, 68° 46′ 45″ E.
/// let [lat, lon] = sexagesimal(LonLat::new(68.77905, 38.53575).unwrap(), None);
/// assert_eq!((lat.degrees, lat.minutes, lat.seconds), (38, 32, Some(9)));
/// assert_eq!((lon.degrees, lon.minutes, lon.seconds), (68, 46, Some(45)));
/// ```
#[must_use]
pub fn sexagesimal(at: LonLat, radius_m: Option<f64>) -> [Sexagesimal; 2] {
    let coarse = radius_m.is_some_and(|r| r >= MINUTE_M);
    let angle = |degrees: f64| {
        let unit = if coarse { 60.0 } else { 3600.0 };
        // At most 648,000 seconds.
        let whole = (degrees.abs() * unit).round() as u32;
        let (minutes, seconds) = if coarse { (whole, None) } else { (whole / 60, Some(whole % 60)) };
        Sexagesimal { is_positive: degrees >= 0.0, degrees: minutes / 60, minutes: minutes % 60, seconds }
    };
    [angle(at.lat()), angle(at.lon())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_carry() {
        let at = LonLat::new(-0.0001, 37.999_95).unwrap();
        let [lat, lon] = sexagesimal(at, Some(4_000.0));
        assert_eq!((lat.degrees, lat.minutes, lat.seconds, lat.is_positive), (38, 0, None, true));
        assert_eq!((lon.degrees, lon.minutes, lon.is_positive), (0, 0, false));
    }
}
