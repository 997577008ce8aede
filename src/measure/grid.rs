//! A position in writing: degrees, minutes and seconds, and MGRS, no more precise than its location radius.

use geoconvert::LatLon;

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

/// The square of the Military Grid Reference System that holds a position, as `42S WG 80` (STANAG 2211; NGA.STND.0037).
///
/// # Accuracy
///
/// The largest square that is no wider than the radius, from 100 km to 10 m; a point without a radius has one of 10 m. Squares are those
/// of WGS84.
///
/// # Range and special cases
///
/// Empty beyond 84° N and 80° S, where the system has polar squares of its own.
///
/// # Example
///
/// ```
/// use marz::measure::mgrs;
/// use marz::model::LonLat;
/// let kabul = LonLat::new(69.17233, 34.52813).unwrap();
/// assert_eq!(mgrs(kabul, Some(5_000.0)), "42S WD 15 20");
/// ```
#[must_use]
pub fn mgrs(at: LonLat, radius_m: Option<f64>) -> String {
    let widths = [(0, 100_000.0), (1, 10_000.0), (2, 1_000.0), (3, 100.0)];
    let radius = radius_m.unwrap_or(0.0);
    let digits = widths.into_iter().find(|(_, m)| *m <= radius).map_or(4, |(n, _)| n);
    // The library refuses the equator itself with a panic: a centimetre north of it lies in the same squares.
    const EQUATOR_DEG: f64 = 1e-7;
    let lat = if at.lat().abs() < EQUATOR_DEG { EQUATOR_DEG } else { at.lat() };
    if !(-80.0..84.0).contains(&lat) {
        return String::new();
    }
    // The antimeridian is its western edge.
    let lon = if at.lon() < 180.0 { at.lon() } else { -180.0 };
    let Ok(position) = LatLon::create(lat, lon) else { return String::new() };
    let whole = position.to_mgrs(digits).to_string();
    let zone = whole.find(|c: char| !c.is_ascii_digit()).unwrap_or(0) + 1;
    let (zone, rest) = whole.split_at_checked(zone).unwrap_or((&whole, ""));
    let (square, rest) = rest.split_at_checked(2).unwrap_or((rest, ""));
    let (east, north) = rest.split_at_checked(rest.len() / 2).unwrap_or((rest, ""));
    [zone, square, east, north].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
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

    #[test]
    fn squares_are_those_of_other_programs() {
        // From GeographicLib's GeoConvert manual: 33.3 N 44.4 E is 38SMB4488.
        let at = LonLat::new(44.4, 33.3).unwrap();
        assert_eq!(mgrs(at, Some(1_000.0)), "38S MB 44 84");
        // Norway's wide zone, Svalbard, and the poles.
        assert!(mgrs(LonLat::new(5.3, 60.4).unwrap(), Some(20_000.0)).starts_with("32V "));
        assert!(mgrs(LonLat::new(15.6, 78.2).unwrap(), None).starts_with("33X "));
        assert_eq!(mgrs(LonLat::new(0.0, 90.0).unwrap(), None), "");
        assert_eq!(mgrs(LonLat::new(0.0, 0.0).unwrap(), Some(1_000.0)), "31N AA 66 00");
    }

    #[test]
    fn every_position_has_a_square() {
        // A low-discrepancy sequence: the fractional parts of multiples of two irrationals.
        for i in 0..200_000_u32 {
            let (a, b) =
                ((f64::from(i) * 0.754_877_666_246_692_7).fract(), (f64::from(i) * 0.569_840_290_998_053_2).fract());
            let at = LonLat::new(a * 360.0 - 180.0, b * 163.9 - 79.95).unwrap();
            assert!(mgrs(at, None).len() >= 13, "{at:?}");
        }
        for lon in -36..=36_i8 {
            for lat in -36..=36_i8 {
                let at = LonLat::new(f64::from(lon) * 5.0, f64::from(lat) * 2.5).unwrap();
                for radius in [None, Some(150.0), Some(20_000.0), Some(500_000.0)] {
                    let found = mgrs(at, radius);
                    assert_eq!(found.is_empty(), !(-80.0..84.0).contains(&at.lat()), "{at:?} {found}");
                }
            }
        }
    }
}
