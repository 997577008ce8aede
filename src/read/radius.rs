//! Location radii as people write them in cells: `500`, `500 m`, `1,5 km`, `1 500`, in digits of any script.

use super::digits::plain_text;

/// Names of units, each with its metres.
const UNITS: [(&str, f64); 26] = [
    ("", 1.0),
    ("m", 1.0),
    ("m.", 1.0),
    ("meter", 1.0),
    ("meters", 1.0),
    ("metre", 1.0),
    ("metres", 1.0),
    ("mètres", 1.0),
    ("metros", 1.0),
    ("м", 1.0),
    ("м.", 1.0),
    ("метр", 1.0),
    ("метров", 1.0),
    ("متر", 1.0),
    ("km", 1_000.0),
    ("km.", 1_000.0),
    ("kms", 1_000.0),
    ("kilometer", 1_000.0),
    ("kilometers", 1_000.0),
    ("kilometre", 1_000.0),
    ("kilometres", 1_000.0),
    ("км", 1_000.0),
    ("км.", 1_000.0),
    ("километров", 1_000.0),
    ("کیلومتر", 1_000.0),
    ("كم", 1_000.0),
];

/// A radius, and whether its comma could be a decimal one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Radius {
    /// Metres, 0 or more, finite.
    pub metres: f64,
    /// Whether `1,500` was taken as one thousand five hundred: the larger of its two readings.
    pub is_doubtful: bool,
}

/// What is said of a radius that is doubtful.
pub const DOUBTFUL: &str = "the comma may be a decimal one; taken as thousands";

/// Reads a radius: a number, perhaps with spaces or commas between thousands, and perhaps with metres or kilometres behind it; about so
/// much is so much. `None` where it is none.
pub fn radius(text: &str) -> Option<Radius> {
    // Nearly all are plain numbers.
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return text.parse().ok().map(|metres| Radius { metres, is_doubtful: false });
    }
    // R and Python write large and small numbers so.
    let is_scientific = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    if is_scientific && let Some(metres) = text.parse::<f64>().ok().filter(|m| m.is_finite()) {
        return Some(Radius { metres, is_doubtful: false });
    }
    let plain = plain_text(text).to_lowercase();
    let about = ["about ", "approx. ", "approx ", "ca. ", "ca ", "c. ", "~", "≈", "±", "около ", "тақрибан ", "حدود "];
    let plain = about.iter().find_map(|word| plain.strip_prefix(word)).unwrap_or(&plain).trim_start();
    let end = plain.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\''))).unwrap_or(plain.len());
    let (number, unit) = plain.split_at_checked(end)?;
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit.trim())?;
    let number: String = number.trim().chars().filter(|c| !matches!(c, ' ' | '\'')).collect();
    let groups: Vec<&str> = number.split(',').collect();
    let is_grouped = groups.len() > 1
        && groups.iter().skip(1).all(|g| g.get(..3).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit())))
        && groups.iter().rev().skip(1).all(|g| !g.contains('.') && (1..=3).contains(&g.len()))
        && groups.last().is_some_and(|g| g.len() == 3 || g.as_bytes().get(3) == Some(&b'.'));
    let is_doubtful = is_grouped && groups.len() == 2 && !number.contains('.');
    let number = if is_grouped { number.replace(',', "") } else { number.replacen(',', ".", 1) };
    let value: f64 = number.parse().ok().filter(|_| number.bytes().any(|b| b.is_ascii_digit()))?;
    let metres = value * factor;
    (metres.is_finite() && metres >= 0.0).then_some(Radius { metres, is_doubtful })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radii_are_read_or_refused() {
        for (text, metres) in [
            ("500", 500.0),
            ("4.75", 4.75),
            ("4.750", 4.75),
            ("4,75", 4.75),
            ("500m", 500.0),
            ("500 м", 500.0),
            ("5 km", 5_000.0),
            ("1,5 km", 1_500.0),
            ("1 500", 1_500.0),
            ("1\u{a0}500 m", 1_500.0),
            ("٥٠٠", 500.0),
            ("about 500", 500.0),
            ("~2 km", 2_000.0),
            ("1,500.5", 1_500.5),
            ("12,345,678", 12_345_678.0),
            ("0", 0.0),
            ("1e+05", 100_000.0),
            ("2.5E3", 2_500.0),
        ] {
            assert_eq!(radius(text), Some(Radius { metres, is_doubtful: false }), "{text}");
        }
        assert_eq!(radius("1,500"), Some(Radius { metres: 1_500.0, is_doubtful: true }));
        for text in
            ["", "-5", "x", "500 x", "1,5,5", "1.5.5", "nan", "inf", "1e999", "m", ".", "5 miles", "12,34,567", "3-5"]
        {
            assert_eq!(radius(text), None, "{text}");
        }
    }
}
