use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A length as people write it: `5km`, `800m`, `2.5 km`.
///
/// # Example
///
/// ```
/// use marz::recipe::Length;
/// assert_eq!("2.5km".parse::<Length>().unwrap().metres(), 2500.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Length {
    text: String,
    metres: f64,
}

/// Why a text is no length.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is no length; expected a number with m or km, such as 5km")]
pub struct LengthError(String);

impl Length {
    /// A length in metres; what is no length (below 0, not a number) is 0, what is longer than 40,000 km is 40,000 km.
    #[must_use]
    pub fn of_metres(metres: f64) -> Self {
        let metres = if metres.is_nan() { 0.0 } else { metres.clamp(0.0, 40_000_000.0) };
        Self { text: format!("{metres}m"), metres }
    }

    /// The length in metres, 0 to 40,000,000.
    #[must_use]
    pub fn metres(&self) -> f64 {
        self.metres
    }

    /// The length in whole metres, 0 to 40,000,000.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length is 0 to 40,000,000 m")]
    pub fn whole_metres(&self) -> u32 {
        self.metres.round() as u32
    }
}

/// Lengths in their order, each once, as it is written first: each names a column.
#[must_use]
pub fn distinct(lengths: &[Length]) -> Vec<Length> {
    let mut seen = BTreeSet::new();
    lengths.iter().filter(|length| seen.insert(length.metres.to_bits())).cloned().collect()
}

impl FromStr for Length {
    type Err = LengthError;

    fn from_str(text: &str) -> Result<Self, LengthError> {
        const MOST_M: f64 = 40_000_000.0;
        /// Columns are called after it.
        const LONGEST: usize = 24;
        let wrong = || LengthError(text.to_owned());
        let bare = text.trim();
        if bare.len() > LONGEST {
            let head: String = bare.chars().take(LONGEST).chain(['…']).collect();
            return Err(LengthError(head));
        }
        let (number, unit) = match bare.strip_suffix("km") {
            Some(number) => (number, 1000.0),
            None => (bare.strip_suffix('m').ok_or_else(wrong)?, 1.0),
        };
        let number: f64 = number.trim().parse().ok().ok_or_else(wrong)?;
        let metres = number * unit;
        if !(0.0..=MOST_M).contains(&metres) {
            return Err(wrong());
        }
        Ok(Self { text: bare.replace(' ', ""), metres })
    }
}

/// As it was written, without spaces: column names are made of it.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_and_others_refused() {
        let metres = |t: &str| t.parse::<Length>().map(|l| l.metres()).ok();
        assert_eq!(metres("5km"), Some(5000.0));
        assert_eq!(metres(" 0.5 km "), Some(500.0));
        assert_eq!(metres("800m"), Some(800.0));
        for wrong in ["", "5", "km", "-1km", "NaNkm", "infm", "1e9km", "5 miles", "5кm"] {
            assert_eq!(metres(wrong), None, "{wrong}");
        }
    }
}
