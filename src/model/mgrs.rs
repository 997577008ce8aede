//! The Military Grid Reference System, written and read.

use geoconvert::{LatLon, Mgrs};

use super::LonLat;

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
/// use marz::model::mgrs;
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
    let zone = whole.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let (zone, rest) = whole.split_at_checked(zone).unwrap_or((&whole, ""));
    // The library takes the band from the latitude that it computes back, which on a parallel of 8° is a hair south of it.
    let zone = format!("{zone}{}", band(lat));
    let rest = rest.get(1..).unwrap_or("");
    let (square, rest) = rest.split_at_checked(2).unwrap_or((rest, ""));
    let (east, north) = rest.split_at_checked(rest.len() / 2).unwrap_or((rest, ""));
    [zone.as_str(), square, east, north].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The letter of the band of 8° that holds a latitude from 80° S to 84° N; the last band has 12°.
fn band(lat: f64) -> char {
    const BANDS: &[u8; 20] = b"CDEFGHJKLMNPQRSTUVWX";
    let index = ((lat + 80.0) / 8.0).floor().clamp(0.0, 19.0) as usize;
    BANDS.get(index).copied().map_or('X', char::from)
}

/// The width of a square, in metres, by the number of digits of each of its coordinates.
const WIDTH_M: [f64; 6] = [100_000.0, 10_000.0, 1_000.0, 100.0, 10.0, 1.0];

/// The middle of a square of the Military Grid Reference System, and the radius around it that holds the square, in metres; `None` if
/// the text has not the form of one.
///
/// Spaces are left out, and letters may be small. Squares of WGS84 of 100 km to 1 m.
///
/// # Errors
///
/// Where it has the form of a square, but there is none of that name, or it lies beyond 84° N or 80° S.
///
/// # Example
///
/// ```
/// use marz::model::mgrs_square;
/// let (middle, radius_m) = mgrs_square("42S WD 15 20").unwrap().unwrap();
/// assert!((middle.lat() - 34.5).abs() < 0.05 && (middle.lon() - 69.16).abs() < 0.05);
/// assert_eq!(radius_m.round(), 707.0);
/// assert!(mgrs_square("38.5, 68.8").is_none() && mgrs_square("42S II 15 20").unwrap().is_err());
/// ```
#[must_use]
pub fn mgrs_square(text: &str) -> Option<Result<(LonLat, f64), String>> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let zone = plain.len() - plain.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (letters, digits) = plain.get(zone..)?.split_at_checked(3)?;
    let is_form = (1..=2).contains(&zone)
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && digits.len() <= 10
        && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_form {
        return None;
    }
    let width = WIDTH_M.get(digits.len() / 2).copied().filter(|_| digits.len().is_multiple_of(2));
    let Some(width) = width else {
        return Some(Err(format!("'{text}' has not as many digits for east as for north")));
    };
    let Ok(square) = Mgrs::parse_str(&plain) else {
        return Some(Err(format!("there is no square of MGRS called '{text}'")));
    };
    let middle = square.to_latlon();
    let at = LonLat::new(middle.longitude(), middle.latitude()).map_err(|e| e.to_string());
    Some(at.map(|at| (at, width * std::f64::consts::FRAC_1_SQRT_2)))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    /// The squares of GeographicLib's GeoConvert 2.x: `GeoConvert -m -p -1`, every parallel of 8° and random positions.
    #[test]
    fn squares_are_those_of_geoconvert() {
        let mut count = 0;
        for row in include_str!("../../tests/positions/mgrs.csv").lines().skip(1) {
            let mut cells = row.split(',');
            let mut number = || cells.next().and_then(|t| t.parse::<f64>().ok()).unwrap();
            let (lat, lon) = (number(), number());
            let expected = cells.next().unwrap();
            let at = LonLat::new(lon, lat).unwrap();
            let found = mgrs(at, Some(10.0)).replace(' ', "");
            let zone = if expected.as_bytes()[1].is_ascii_digit() { "" } else { "0" };
            assert_eq!(found, format!("{zone}{expected}"), "{lat} {lon}");
            let (middle, radius_m) = mgrs_square(expected).unwrap().unwrap();
            let apart = (middle.lat() - lat).abs() * 111_700.0;
            assert!(apart <= radius_m + 0.5, "{expected}: {lat} {}", middle.lat());
            count += 1;
        }
        assert!(count > 300);
    }
}
