//! The Military Grid Reference System, written and read.

use super::{LonLat, utm};

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
    let (digits, width_m) = widths.into_iter().find(|(_, m)| *m <= radius).unwrap_or((4, 10.0));
    if !(-80.0..84.0).contains(&at.lat()) {
        return String::new();
    }
    let zone = utm::zone(at);
    let (east, north) = utm::utm(at, zone);
    let square = [column(zone, east), row(zone, north)].into_iter().flatten().collect::<String>();
    let within = |metres: f64| format!("{:0digits$}", (metres.rem_euclid(TILE_M) / width_m).floor());
    let mut words = vec![format!("{zone:02}{}", band(at.lat())), square];
    if digits > 0 {
        words.extend([within(east), within(north)]);
    }
    words.join(" ")
}

/// The width of the squares with two letters, in metres.
const TILE_M: f64 = 100_000.0;

/// The letters of columns, of which each zone has eight of the three sets in turn.
const COLUMNS: [&[u8; 8]; 3] = [b"STUVWXYZ", b"ABCDEFGH", b"JKLMNPQR"];

/// The letters of rows, repeated every 2,000 km; zones of even number begin at F.
const ROWS: &[u8; 20] = b"ABCDEFGHJKLMNPQRSTUV";

/// The letters of the bands of 8° from 80° S to 84° N; the last one has 12°.
const BANDS: &[u8; 20] = b"CDEFGHJKLMNPQRSTUVWX";

/// The letter of the column of an easting.
fn column(zone: u8, east: f64) -> Option<char> {
    let letters = COLUMNS.get(usize::from(zone) % 3)?;
    letters.get(((east / TILE_M).floor() as usize).checked_sub(1)?).copied().map(char::from)
}

/// The letter of the row of a northing, counted from the equator.
fn row(zone: u8, north: f64) -> Option<char> {
    let offset = if zone.is_multiple_of(2) { 5.0 } else { 0.0 };
    ROWS.get(((north / TILE_M).floor() + offset).rem_euclid(20.0) as usize).copied().map(char::from)
}

/// The letter of the band that holds a latitude.
fn band(lat: f64) -> char {
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
    let zone = plain.get(..zone)?.parse::<u8>().ok().filter(|zone| (1..=60).contains(zone));
    let Some((zone, tile)) = zone.and_then(|zone| Some((zone, tile(zone, letters.as_bytes())?))) else {
        return Some(Err(format!("there is no square of MGRS called '{text}'")));
    };
    let (east, north) = digits.split_at_checked(digits.len() / 2)?;
    let middle = |tile: f64, digits: &str| tile * TILE_M + (digits.parse::<f64>().unwrap_or(0.0) + 0.5) * width;
    let (lon, lat) = utm::from_utm(zone, middle(tile.0, east), middle(tile.1, north));
    let at = LonLat::new(lon, lat).map_err(|e| e.to_string());
    Some(at.map(|at| (at, width * std::f64::consts::FRAC_1_SQRT_2)))
}

/// The column and the row of a square of 100 km, from its zone and the letters of band, column and row; the row is counted from the
/// equator. `None` if the band has no such square.
///
/// # References
///
/// NGA.STND.0037 table of rows by band; the squares at its edges as in GeographicLib's `MGRS::UTMRow`.
fn tile(zone: u8, letters: &[u8]) -> Option<(f64, f64)> {
    let &[band, column, row] = letters else { return None };
    let place =
        |letters: &[u8], letter: u8| letters.iter().position(|l| *l == letter).and_then(|i| i32::try_from(i).ok());
    let band = place(BANDS, band)? - 10;
    let column = place(*COLUMNS.get(usize::from(zone) % 3)?, column)?;
    let row = place(ROWS, row)? - if zone.is_multiple_of(2) { 5 } else { 0 };
    // The rows that lie in the band whatever the column.
    let (middle, is_north) = (100.0 * f64::from(8 * band + 4) / 90.0, f64::from(u8::from(band >= 0)));
    let least = if band > -10 { (middle - 4.3 - 0.1 * is_north).floor() as i32 } else { -90 };
    let most = if band < 9 { (middle + 4.4 - 0.1 * is_north).floor() as i32 } else { 94 };
    // The repetition of the letter that is nearest to the middle of the band.
    let first = (least + most) / 2 - 10;
    let row = (row - first).rem_euclid(20) + first;
    // Those that an edge of a band cuts lie in it in some columns; both count from equator and central meridian outwards.
    let outwards = (if band >= 0 { band } else { -band - 1 }, if row >= 0 { row } else { -row - 1 });
    let inwards = if column < 4 { column } else { 7 - column };
    let is_cut = match outwards {
        (8, 70) => inwards >= 2,
        (7, 71) => inwards <= 2,
        (9, 79) => inwards >= 1,
        (8, 80) => inwards <= 1,
        _ => false,
    };
    ((least..=most).contains(&row) || is_cut).then_some((f64::from(column + 1), f64::from(row)))
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
