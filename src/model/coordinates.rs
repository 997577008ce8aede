//! Positions in writing, as people have them: decimal degrees, degrees with minutes and seconds, WKT, geopoints of forms, MGRS.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use super::{LonLat, mgrs_square};

/// A position that was read from a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    /// The position.
    pub at: LonLat,
    /// How precise the text itself says it is, in metres: the accuracy of a geopoint, half the diagonal of a square of MGRS.
    pub radius_m: Option<f64>,
}

impl Coordinates {
    /// The radius in whole metres, rounded up.
    #[must_use]
    pub fn whole_metres(&self) -> Option<u32> {
        self.radius_m.map(|m| m.ceil() as u32)
    }
}

/// Which of the two coordinates a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// East and west.
    Longitude,
    /// North and south.
    Latitude,
}

/// Which of two numbers without a letter comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PairOrder {
    /// Latitude, as people write it and telephones copy it.
    #[default]
    LatitudeFirst,
    /// Longitude, as formats of GIS have it.
    LongitudeFirst,
}

/// What the letter O means beside a coordinate: Ouest, Oeste and Ovest, or Ost and Oost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterO {
    /// West.
    West,
    /// East.
    East,
}

impl LetterO {
    /// Its word in a mapping.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::West => "west",
            Self::East => "east",
        }
    }

    /// Whether a text has numbers, and an O that stands alone.
    #[must_use]
    pub fn is_in(text: &str) -> bool {
        let mut words = text.split(|c: char| !c.is_alphabetic());
        text.contains(|c: char| c.is_numeric()) && words.any(|word| word.eq_ignore_ascii_case("o"))
    }

    /// The text of a position with W or E in place of O, where it has one and it is known what it means.
    #[must_use]
    pub fn settled(meaning: Option<Self>, text: &str) -> Cow<'_, str> {
        match meaning {
            Some(o) if Self::is_in(text) => Cow::Owned(o.written_out(text)),
            _ => Cow::Borrowed(text),
        }
    }

    fn written_out(self, text: &str) -> String {
        let letter = if self == Self::West { 'W' } else { 'E' };
        let mut out = String::with_capacity(text.len());
        let mut rest = text.chars().peekable();
        let mut before: Option<char> = None;
        while let Some(c) = rest.next() {
            let is_alone = ![before, rest.peek().copied()].into_iter().flatten().any(char::is_alphabetic);
            out.push(if matches!(c, 'O' | 'o') && is_alone { letter } else { c });
            before = Some(c);
        }
        out
    }
}

/// The forms of a position that [`coordinates`] reads: what each is called, and an example at 37.2363° N, 69.0991° E.
pub const COORDINATE_FORMS: [(&str, &str); 7] = [
    ("decimal degrees", "37.2363, 69.0991"),
    ("decimal commas", "37,2363; 69,0991"),
    ("a geopoint of Kobo or ODK: latitude, longitude, altitude, accuracy in metres", "37.2363 69.0991 401.2 4.75"),
    ("degrees, minutes and seconds", "37°14'10.7\"N 69°05'56.8\"E"),
    ("letters", "N37.2363 E69.0991"),
    ("WKT, longitude first", "POINT (69.0991 37.2363)"),
    ("MGRS", "42S WG 08790 21091"),
];

/// One coordinate in degrees: `37.2363`, `37,2363`, `37.2363 N`, `37°14'10.7"N`; digits of any script.
///
/// # Errors
///
/// What is wrong with the text: no number, minutes above 60, a letter of the other axis, metres of a projected system. Whether the
/// degrees are in range is for [`LonLat::new`].
///
/// # Example
///
/// ```
/// use marz::model::{Axis, degrees};
/// assert_eq!(degrees("37,5", Axis::Latitude), Ok(37.5));
/// assert_eq!(degrees("69°30'W", Axis::Longitude), Ok(-69.5));
/// assert!(degrees("69°30'E", Axis::Latitude).is_err());
/// ```
pub fn degrees(text: &str, axis: Axis) -> Result<f64, String> {
    // What nearly every cell is.
    if let Ok(value) = text.parse::<f64>()
        && value.abs() <= 360.0
    {
        return Ok(value);
    }
    let angle = angle(&plain(text))?;
    match angle.axis {
        Some(found) if found != axis => Err(match axis {
            Axis::Latitude => "a letter of east or west in a latitude; are the columns swapped?".to_owned(),
            Axis::Longitude => "a letter of north or south in a longitude; are the columns swapped?".to_owned(),
        }),
        _ => Ok(angle.degrees),
    }
}

/// A whole position in any of [`COORDINATE_FORMS`]; two bare numbers are read in the order that is given.
///
/// # Errors
///
/// What is wrong with the text, in words that name what was expected.
///
/// # Example
///
/// ```
/// use marz::model::{PairOrder, coordinates};
/// let read = |text| coordinates(text, PairOrder::LatitudeFirst).unwrap();
/// assert_eq!(read("37.2363, 69.0991").at, read("POINT (69.0991 37.2363)").at);
/// assert_eq!(read("37.2363 69.0991 401.2 4.75").radius_m, Some(4.75));
/// assert!(coordinates("116.4, 39.9", PairOrder::LatitudeFirst).is_err());
/// ```
pub fn coordinates(text: &str, order: PairOrder) -> Result<Coordinates, String> {
    if let Some(square) = mgrs_square(text) {
        return square.map(|(at, radius_m)| Coordinates { at, radius_m: Some(radius_m) });
    }
    let text = plain(text);
    let text = text.strip_prefix("geo:").unwrap_or(&text);
    let upper = text.to_uppercase();
    if text.starts_with('{') {
        return json_point(text);
    }
    if let Some(inner) = wkt(&upper)? {
        let numbers = numbers(inner.split([' ', ',']).filter(|t| !t.is_empty()))?;
        return match numbers.as_slice() {
            [lon, lat] | [lon, lat, _] | [lon, lat, _, _] => position(*lon, *lat, None),
            _ => Err("a POINT has two numbers, longitude and latitude".to_owned()),
        };
    }
    let bare = text.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']')).trim();
    if bare.contains(|c: char| c.is_alphabetic() || MARKS.contains(&c)) {
        return with_letters(bare, order);
    }
    let parts = parts(bare)?;
    let radius_m = match parts.as_slice() {
        [_, _] | [_, _, _] => None,
        [.., accuracy] if parts.len() == 4 => Some(*accuracy).filter(|m| *m > 0.0),
        _ => return Err(expected()),
    };
    // A geopoint of a form has its latitude first, whatever else stands in the column.
    let order = if parts.len() == 4 { PairOrder::LatitudeFirst } else { order };
    match (parts.as_slice(), order) {
        ([lat, lon, ..], PairOrder::LatitudeFirst) => {
            position(*lon, *lat, radius_m).map_err(|e| swapped(e, *lon, *lat, "latitude"))
        }
        ([lon, lat, ..], PairOrder::LongitudeFirst) => {
            position(*lon, *lat, radius_m).map_err(|e| swapped(e, *lon, *lat, "longitude"))
        }
        _ => Err(expected()),
    }
}

fn expected() -> String {
    format!("no position that can be read; expected such as {}", COORDINATE_FORMS.map(|(_, form)| form).join(" or "))
}

fn position(lon: f64, lat: f64, radius_m: Option<f64>) -> Result<Coordinates, String> {
    if lon.abs() > 360.0 || lat.abs() > 360.0 {
        return Err(PROJECTED.to_owned());
    }
    let at = LonLat::new(lon, lat).map_err(|e| e.to_string())?;
    Ok(Coordinates { at, radius_m })
}

fn swapped(error: String, lon: f64, lat: f64, first: &str) -> String {
    match LonLat::new(lat, lon) {
        Ok(_) => format!("{error}: {first} was expected first; are the two swapped?"),
        Err(_) => error,
    }
}

/// What is said of numbers that no degrees can be.
pub(crate) const PROJECTED: &str =
    "numbers of this size are metres of a projected system (UTM or a national grid), not degrees of WGS84";

/// The text with the digits of any script as ASCII, and without marks that cannot be seen.
fn plain(text: &str) -> String {
    let digit = |c: char| {
        // Arabic-Indic, Persian, Devanagari.
        let zero = [0x0660_u32, 0x06F0, 0x0966].into_iter().find(|zero| (*zero..*zero + 10).contains(&u32::from(c)))?;
        char::from_digit(u32::from(c) - zero, 10)
    };
    let one = |c: char| match c {
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
        '−' | '–' => Some('-'),
        '٫' => Some('.'),
        '،' | '，' => Some(','),
        '؛' | '；' => Some(';'),
        'º' | '˚' | '\u{2070}' => Some('°'),
        '′' | '’' | '‘' | '`' | '´' | 'ʹ' => Some('\''),
        '″' | '”' | '“' | '„' | 'ʺ' => Some('"'),
        c if c.is_whitespace() => Some(' '),
        c => Some(digit(c).unwrap_or(c)),
    };
    let text: String = text.chars().filter_map(one).collect();
    text.replace("''", "\"").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The marks of degrees, minutes and seconds.
const MARKS: [char; 3] = ['°', '\'', '"'];

/// A coordinate with what its letter says.
struct Angle {
    degrees: f64,
    axis: Option<Axis>,
}

/// The words that name a direction with its axis and its sign; one that ends as another does, such as `OESTE` and `ESTE`, before that.
const DIRECTIONS: [(&str, Axis, f64); 48] = [
    ("OUEST", Axis::Longitude, -1.0),
    ("OESTE", Axis::Longitude, -1.0),
    ("OVEST", Axis::Longitude, -1.0),
    ("LESTE", Axis::Longitude, 1.0),
    ("NORTH", Axis::Latitude, 1.0),
    ("NORTE", Axis::Latitude, 1.0),
    ("NOORD", Axis::Latitude, 1.0),
    ("SOUTH", Axis::Latitude, -1.0),
    ("EAST", Axis::Longitude, 1.0),
    ("WEST", Axis::Longitude, -1.0),
    ("ESTE", Axis::Longitude, 1.0),
    ("OOST", Axis::Longitude, 1.0),
    ("NORD", Axis::Latitude, 1.0),
    ("ZUID", Axis::Latitude, -1.0),
    ("EST", Axis::Longitude, 1.0),
    ("OST", Axis::Longitude, 1.0),
    ("SUD", Axis::Latitude, -1.0),
    ("SÜD", Axis::Latitude, -1.0),
    ("SUR", Axis::Latitude, -1.0),
    ("SUL", Axis::Latitude, -1.0),
    ("شمالی", Axis::Latitude, 1.0),
    ("جنوبی", Axis::Latitude, -1.0),
    ("شرقی", Axis::Longitude, 1.0),
    ("غربی", Axis::Longitude, -1.0),
    ("شمالا", Axis::Latitude, 1.0),
    ("جنوبا", Axis::Latitude, -1.0),
    ("شرقا", Axis::Longitude, 1.0),
    ("غربا", Axis::Longitude, -1.0),
    ("شمال", Axis::Latitude, 1.0),
    ("جنوب", Axis::Latitude, -1.0),
    ("شرق", Axis::Longitude, 1.0),
    ("غرب", Axis::Longitude, -1.0),
    ("С.Ш.", Axis::Latitude, 1.0),
    ("Ю.Ш.", Axis::Latitude, -1.0),
    ("В.Д.", Axis::Longitude, 1.0),
    ("З.Д.", Axis::Longitude, -1.0),
    ("С. Ш.", Axis::Latitude, 1.0),
    ("Ю. Ш.", Axis::Latitude, -1.0),
    ("В. Д.", Axis::Longitude, 1.0),
    ("З. Д.", Axis::Longitude, -1.0),
    ("СШ", Axis::Latitude, 1.0),
    ("ЮШ", Axis::Latitude, -1.0),
    ("ВД", Axis::Longitude, 1.0),
    ("ЗД", Axis::Longitude, -1.0),
    ("N", Axis::Latitude, 1.0),
    ("S", Axis::Latitude, -1.0),
    ("E", Axis::Longitude, 1.0),
    ("W", Axis::Longitude, -1.0),
];

/// Reads one coordinate of a plain text.
fn angle(text: &str) -> Result<Angle, String> {
    let wrong = || east_or_west(text).unwrap_or_else(|| format!("'{text}' is no coordinate in degrees"));
    let upper = text.to_uppercase();
    let mut rest = upper.trim();
    let mut direction = None;
    for (word, axis, sign) in DIRECTIONS {
        let (before, after) = (rest.strip_prefix(word), rest.strip_suffix(word));
        if let Some(found) = before.or(after) {
            (rest, direction) = (found.trim(), Some((axis, sign)));
            break;
        }
    }
    let (negative, rest) = match rest.strip_prefix('-') {
        Some(rest) => (true, rest.trim()),
        None => (false, rest.strip_prefix('+').unwrap_or(rest).trim()),
    };
    let value = sexagesimal(rest, direction.is_some()).ok_or_else(wrong)??;
    if value > 360.0 {
        return Err(PROJECTED.to_owned());
    }
    match direction {
        Some(_) if negative => Err(format!("'{text}' has both a sign and a letter; one of them is too much")),
        Some((axis, sign)) => Ok(Angle { degrees: sign * value, axis: Some(axis) }),
        None => Ok(Angle { degrees: if negative { -value } else { value }, axis: None }),
    }
}

/// Degrees, minutes and seconds as decimal degrees; `None` if the text has not that form.
fn sexagesimal(text: &str, has_letter: bool) -> Option<Result<f64, String>> {
    let mut parts: Vec<f64> = Vec::new();
    let mut marks = Vec::new();
    let mut digits = String::new();
    let end = |digits: &mut String, parts: &mut Vec<f64>| -> Option<()> {
        if !digits.is_empty() {
            parts.push(number(digits)?);
            digits.clear();
        }
        Some(())
    };
    for c in text.chars() {
        match c {
            '0'..='9' | '.' | ',' => digits.push(c),
            ' ' | ':' => end(&mut digits, &mut parts)?,
            '°' | '\'' | '"' => {
                end(&mut digits, &mut parts)?;
                // The mark belongs to the number before it, and each comes once and in its order.
                let rank = MARKS.iter().position(|m| *m == c)?;
                (parts.len() == rank + 1 && marks.len() <= rank).then(|| marks.push(c))?;
            }
            _ => return None,
        }
    }
    end(&mut digits, &mut parts)?;
    let is_complete = match parts.len() {
        1 => true,
        // Two bare numbers may as well be a number that was torn apart.
        2 => !marks.is_empty() || has_letter,
        3 => true,
        _ => false,
    };
    let (first, rest) = parts.split_first().filter(|_| is_complete)?;
    let is_whole = |v: f64| v.fract().abs() < f64::EPSILON;
    if rest.iter().any(|v| *v >= 60.0) {
        return Some(Err(format!("'{text}' has minutes or seconds of 60 or more")));
    }
    if parts.iter().rev().skip(1).any(|v| !is_whole(*v)) {
        return Some(Err(format!("'{text}' has decimals before its last number")));
    }
    let [minutes, seconds] = [0, 1].map(|i| rest.get(i).copied().unwrap_or(0.0));
    Some(Ok(first + minutes / 60.0 + seconds / 3600.0))
}

/// A finite number with a decimal point, or one decimal comma.
fn number(text: &str) -> Option<f64> {
    let text = match (text.matches(',').count(), text.contains('.')) {
        (0, _) => text.to_owned(),
        (1, false) => text.replace(',', "."),
        _ => return None,
    };
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|v| is_plain && v.is_finite())
}

fn numbers<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Vec<f64>, String> {
    parts.map(|t| number(t.trim()).ok_or_else(|| format!("'{t}' is no number"))).collect()
}

/// The bare numbers of a position.
fn parts(text: &str) -> Result<Vec<f64>, String> {
    let text = text.replace(" ,", ",").replace(" ;", ";");
    if text.contains(';') {
        return numbers(text.split(';').map(str::trim).filter(|t| !t.is_empty()));
    }
    if text.contains(' ') {
        return numbers(text.split(' ').map(|t| t.trim_end_matches(',')).filter(|t| !t.is_empty()));
    }
    let parts: Vec<&str> = text.split(',').collect();
    if parts.len() > 2 && !text.contains('.') {
        return Err(format!("'{text}': which commas are of decimals? expected a space or semicolon between the two"));
    }
    if text.contains('/') {
        return numbers(text.split('/'));
    }
    numbers(parts.into_iter())
}

/// Two coordinates of which at least one has a letter or a mark.
fn with_letters(text: &str, order: PairOrder) -> Result<Coordinates, String> {
    let (a, b) = pairs(text).ok_or_else(|| east_or_west(text).unwrap_or_else(expected))?;
    let (lon, lat) = match (a.axis, b.axis, order) {
        (Some(Axis::Latitude), Some(Axis::Longitude), _) | (None, None, PairOrder::LatitudeFirst) => {
            (b.degrees, a.degrees)
        }
        (Some(Axis::Longitude), Some(Axis::Latitude), _) | (None, None, PairOrder::LongitudeFirst) => {
            (a.degrees, b.degrees)
        }
        _ => return Err(format!("'{text}' does not name one latitude and one longitude")),
    };
    position(lon, lat, None)
}

/// What is said of a text with an O beside its numbers.
fn east_or_west(text: &str) -> Option<String> {
    LetterO::is_in(text)
        .then(|| format!("'{text}': O is the west in some languages and the east in others; write W or E"))
}

/// The two halves of a text that are coordinates: at a separator, or else at the letters.
fn pairs(text: &str) -> Option<(Angle, Angle)> {
    let both = |a: &str, b: &str| Some((angle(a.trim()).ok()?, angle(b.trim()).ok()?));
    let at = |i: usize, width: usize| both(text.get(..i)?, text.get(i + width..)?);
    let separators = text.match_indices([';', '/', ',']).map(|(i, mark)| (i, mark.len()));
    let spaces = text.match_indices(' ').map(|(i, mark)| (i, mark.len()));
    let letters = text.char_indices().filter(|(_, c)| c.is_alphabetic() || *c == '"' || *c == '\'');
    let letters = letters.flat_map(|(i, c)| [(i, 0), (i + c.len_utf8(), 0)]);
    let named = |(a, b): &(Angle, Angle)| a.axis.is_some() == b.axis.is_some();
    let mut halves = separators.chain(spaces).chain(letters).filter_map(|(i, width)| at(i, width)).filter(named);
    halves.next()
}

/// The inside of a POINT in WKT or EWKT, in capitals; `None` if the text is none.
fn wkt(upper: &str) -> Result<Option<&str>, String> {
    let (system, rest) = match upper.strip_prefix("SRID=").and_then(|t| t.split_once(';')) {
        Some((system, rest)) => (Some(system.trim()), rest.trim()),
        None => (None, upper),
    };
    let others = ["LINESTRING", "POLYGON", "MULTI", "GEOMETRYCOLLECTION"];
    if others.iter().any(|other| rest.starts_with(other)) {
        return Err("a POINT was expected, not another geometry".to_owned());
    }
    let Some(rest) = rest.strip_prefix("POINT") else { return Ok(None) };
    if let Some(system) = system.filter(|s| *s != "4326" && *s != "0") {
        return Err(format!("SRID {system} is another system than WGS84 (SRID 4326): convert it first"));
    }
    let inner = rest.trim_start_matches([' ', 'Z', 'M']).strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inner.map(|t| Some(t.trim())).ok_or_else(|| "the POINT has no coordinates".to_owned())
}

/// A GeoJSON point in a cell.
fn json_point(text: &str) -> Result<Coordinates, String> {
    let value: Value = serde_json::from_str(text).map_err(|_ignored| expected())?;
    let numbers = value.get("coordinates").and_then(Value::as_array).filter(|_| value["type"] == "Point");
    let numbers: Option<Vec<f64>> = numbers.map(|list| list.iter().filter_map(Value::as_f64).collect());
    match numbers.as_deref() {
        Some([lon, lat, ..]) => position(*lon, *lat, None),
        _ => Err("this JSON is no GeoJSON Point".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(f64, f64, Option<f64>), String> {
        let round = |v: f64| (v * 1e6).round() / 1e6;
        coordinates(text, PairOrder::LatitudeFirst).map(|c| (round(c.at.lat()), round(c.at.lon()), c.radius_m))
    }

    #[test]
    fn every_form_is_the_same_place() {
        for (name, form) in COORDINATE_FORMS {
            let (lat, lon, _) = read(form).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!((lat - 37.2363).abs() < 2e-5 && (lon - 69.0991).abs() < 2e-5, "{name}: {lat} {lon}");
        }
        for form in [
            "37.2363,69.0991",
            " 37.2363 , 69.0991 ",
            "(37.2363, 69.0991)",
            "[37.2363, 69.0991]",
            "37,2363 69,0991",
            "37,2363, 69,0991",
            "37.2363 69.0991 401.2",
            "geo:37.2363,69.0991",
            "E69.0991 N37.2363",
            "69.0991E, 37.2363N",
            "37.2363° N, 69.0991° E",
            "37.2363 с.ш. 69.0991 в.д.",
            "37°14.178'N 69°5.946'E",
            "N 37 14 10.68, E 69 05 56.76",
            "37º14’10.68” N / 69º05’56.76” E",
            "37:14:10.68 N 69:05:56.76 E",
            "37°14′10.68″, 69°05′56.76″",
            "37°14'10.68'' N, 69°5'56.76'' E",
            "۳۷٫۲۳۶۳، ۶۹٫۰۹۹۱",
            "٣٧٫٢٣٦٣ ٦٩٫٠٩٩١",
            "\u{200e}37.2363, 69.0991\u{200e}",
            "POINT Z (69.0991 37.2363 401)",
            "point(69.0991 37.2363)",
            "SRID=4326;POINT(69.0991 37.2363)",
            "{\"type\":\"Point\",\"coordinates\":[69.0991,37.2363]}",
        ] {
            let (lat, lon, _) = read(form).unwrap_or_else(|e| panic!("{form}: {e}"));
            assert!((lat - 37.2363).abs() < 1e-6 && (lon - 69.0991).abs() < 1e-6, "{form}: {lat} {lon}");
        }
        assert_eq!(read("-37.5, -69.5"), Ok((-37.5, -69.5, None)));
        assert_eq!(read("37.5 S 69.5 W"), Ok((-37.5, -69.5, None)));
        assert_eq!(read("−37.5; −69.5"), Ok((-37.5, -69.5, None)));
        assert_eq!(read("0 0 0 0"), Ok((0.0, 0.0, None)));
        let gis = coordinates("69.0991, 37.2363", PairOrder::LongitudeFirst).unwrap();
        assert_eq!(gis.at, LonLat::new(69.0991, 37.2363).unwrap());
    }

    #[test]
    fn a_letter_of_two_directions_is_said() {
        for text in ["15°05'10\"N 01°13'30\"O", "0°49'49\"N, 77°38'40\"O", "15,08 N 1,2 O"] {
            let refused = coordinates(text, PairOrder::LatitudeFirst).unwrap_err();
            assert!(refused.contains("write W or E"), "{text}: {refused}");
        }
    }

    #[test]
    fn what_is_no_position_is_refused() {
        for text in [
            "",
            "37.2363",
            "near the bridge",
            "116.4, 39.9",
            "95, 200",
            "37,2363,69,0991",
            "37.2363 69.0991 401 4 5",
            "37°61'N 69°05'E",
            "37°14'75\"N 69°05'E",
            "37.5°14'N 69°05'E",
            "-37.2 S 69.1 E",
            "37.2 N 69.1 S",
            "37.2 N 69.1",
            "37.2N",
            "LINESTRING (69 37, 70 38)",
            "POINT EMPTY",
            "POINT (69.1)",
            "SRID=32642;POINT(508794 4120937)",
            "508794, 4120937",
            "42S 508794 4120937",
            "42S II 08794 20937",
            "42S WG 0879 420937x",
            "99S WG 0879 2093",
            "42S WG 087 2093",
            "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}",
            "nan, nan",
            "1e400, 3",
            "37.2363.1, 69.0991",
        ] {
            assert!(read(text).is_err(), "{text}: {:?}", read(text));
        }
        for text in ["", "abc", "37 14", "69 E", "37°75'", "4120937.5", "1,234.5", "inf", "--3", "37°14'10\"5"] {
            assert!(degrees(text, Axis::Latitude).is_err(), "{text}: {:?}", degrees(text, Axis::Latitude));
        }
        for (text, value) in
            [("37,5", 37.5), ("N37.5", 37.5), ("37.5 N", 37.5), ("37°30'S", -37.5), ("37:30:00", 37.5), ("+37.5", 37.5)]
        {
            assert_eq!(degrees(text, Axis::Latitude), Ok(value), "{text}");
        }
    }
}
