//! Border kilometres as people give them: from the start of the border, or from the start of one of its parts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::RecipeError;

/// A border kilometre as it is given: `361.5` from the start of the border, or `2:35.5` from the start of its second part.
///
/// Parts are counted from 1 in the order of the file.
///
/// # Example
///
/// ```
/// use marz::recipe::BorderKm;
/// let given: BorderKm = "2:35.5".parse()?;
/// // The second part starts where the first one stops, at kilometre 379.2.
/// assert_eq!(given.on("km", &[(0.0, 379.2), (379.2, 570.0)])?, 414.7);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BorderKm {
    /// Kilometres from the start of the border, which run on from part to part.
    Running(f64),
    /// The number of a part, from 1, and kilometres from its start.
    OfPart(usize, f64),
}

/// What a border kilometre is.
const EXPECTED: &str =
    "a border kilometre such as 361.5, or part:kilometre such as 2:35.5 on a border of several parts";

impl BorderKm {
    /// The running kilometre, on a border whose parts start and stop at these running kilometres.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a part that there is not, and for a kilometre that its part has not; `key` is the option or key.
    pub fn on(self, key: &str, parts_km: &[(f64, f64)]) -> Result<f64, RecipeError> {
        /// Lengths are written to the metre.
        const WRITTEN_KM: f64 = 0.000_5;
        let (part, km) = match self {
            Self::Running(km) => {
                let end = parts_km.last().map_or(km, |(_, stop)| *stop);
                return Ok(if km <= end + WRITTEN_KM { km.min(end) } else { km });
            }
            Self::OfPart(part, km) => (part, km),
        };
        let Some((start, stop)) = part.checked_sub(1).and_then(|n| parts_km.get(n)) else {
            let expected = match parts_km.len() {
                1 => "part 1: the border has one part".to_owned(),
                n => format!("a part from 1 to {n}: marz border info lists them"),
            };
            return Err(RecipeError::value(key, self.to_string(), expected));
        };
        if !(0.0..=stop - start + WRITTEN_KM).contains(&km) {
            let length = stop - start;
            let expected = format!("kilometre 0 to {length:.3} of part {part}");
            return Err(RecipeError::value(key, self.to_string(), expected));
        }
        Ok((start + km).min(*stop))
    }

    /// Two of them as running kilometres, the smaller first.
    ///
    /// # Errors
    ///
    /// As [`BorderKm::on`], where the second is smaller than the first, and where both are beyond an end of the border.
    pub fn range_on(key: &str, (from, to): (Self, Self), parts_km: &[(f64, f64)]) -> Result<(f64, f64), RecipeError> {
        let running = (from.on(key, parts_km)?, to.on(key, parts_km)?);
        if running.0.is_nan() || running.1.is_nan() || running.0 > running.1 {
            let found = format!("{from}..{to}");
            return Err(RecipeError::value(key, found, "two kilometres, the smaller first, in the order of the parts"));
        }
        let end = parts_km.last().map_or(f64::INFINITY, |(_, stop)| *stop);
        if running.0 > end || running.1 < 0.0 {
            let expected = format!("kilometres from 0 to {end:.3}: the border ends at kilometre {end:.3}");
            return Err(RecipeError::value(key, format!("{from}..{to}"), expected));
        }
        Ok(running)
    }
}

impl FromStr for BorderKm {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}': expected {EXPECTED}");
        let number = |t: &str| t.trim().parse::<f64>().ok().filter(|v| v.is_finite());
        let given = match text.split_once(':') {
            None => number(text).map(Self::Running),
            Some((part, km)) => part.trim().parse().ok().zip(number(km)).map(|(part, km)| Self::OfPart(part, km)),
        };
        given.ok_or_else(wrong)
    }
}

impl fmt::Display for BorderKm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Running(km) => write!(f, "{km}"),
            Self::OfPart(part, km) => write!(f, "{part}:{km}"),
        }
    }
}

impl Serialize for BorderKm {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Running(km) => to.serialize_f64(*km),
            Self::OfPart(..) => to.collect_str(self),
        }
    }
}

/// A number, or text with a part.
impl<'de> Deserialize<'de> for BorderKm {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Given;
        impl serde::de::Visitor<'_> for Given {
            type Value = BorderKm;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED)
            }

            fn visit_f64<E: serde::de::Error>(self, km: f64) -> Result<BorderKm, E> {
                if km.is_finite() {
                    Ok(BorderKm::Running(km))
                } else {
                    Err(E::custom(format!("{km}: expected {EXPECTED}")))
                }
            }

            #[allow(clippy::cast_precision_loss, reason = "no border has 2^53 kilometres")]
            fn visit_i64<E>(self, km: i64) -> Result<BorderKm, E> {
                Ok(BorderKm::Running(km as f64))
            }

            #[allow(clippy::cast_precision_loss, reason = "no border has 2^53 kilometres")]
            fn visit_u64<E>(self, km: u64) -> Result<BorderKm, E> {
                Ok(BorderKm::Running(km as f64))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<BorderKm, E> {
                text.parse().map_err(E::custom)
            }
        }
        from.deserialize_any(Given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: [(f64, f64); 3] = [(0.0, 379.25 - 1e-9), (379.25, 570.0 - 1e-9), (570.0, 572.5)];

    #[test]
    fn a_kilometre_of_a_part_is_that_many_from_its_start() {
        let on = |text: &str| text.parse::<BorderKm>().unwrap().on("km", &PARTS);
        assert_eq!(on("361.5"), Ok(361.5));
        assert_eq!(on("1:361.5"), Ok(361.5));
        assert_eq!(on("2:0"), Ok(379.25));
        assert_eq!(on(" 2 : 35.5 "), Ok(414.75));
        assert_eq!((on("3:2.5"), on("572.5004"), on("572.6")), (Ok(572.5), Ok(572.5), Ok(572.6)));
        // The end of a part is not the start of the next one; lengths are written to the metre.
        for end in ["1:379.25", "1:379.2504"] {
            let found = on(end).unwrap();
            assert!(found < 379.25 && 379.25 - found < 2e-9, "{found}");
        }
        for (wrong, expected) in [
            ("0:1", "km: 0:1: expected a part from 1 to 3: marz border info lists them"),
            ("4:1", "km: 4:1: expected a part from 1 to 3: marz border info lists them"),
            ("3:2.6", "km: 3:2.6: expected kilometre 0 to 2.500 of part 3"),
            ("2:-1", "km: 2:-1: expected kilometre 0 to 190.750 of part 2"),
        ] {
            assert_eq!(on(wrong).unwrap_err().to_string(), expected);
        }
        let alone = BorderKm::OfPart(2, 1.0).on("km", &PARTS[..1]).unwrap_err().to_string();
        assert_eq!(alone, "km: 2:1: expected part 1: the border has one part");
    }

    #[test]
    fn ranges_run_in_the_order_of_the_parts() {
        let range =
            |from: &str, to: &str| BorderKm::range_on("km", (from.parse().unwrap(), to.parse().unwrap()), &PARTS);
        assert_eq!(range("1:300", "2:0.75"), Ok((300.0, 380.0)));
        assert_eq!(range("300", "2:0.75"), Ok((300.0, 380.0)));
        assert!(range("2:0.75", "1:300").unwrap_err().to_string().starts_with("km: 2:0.75..1:300: expected two"));
    }

    #[test]
    fn what_is_no_kilometre_is_refused_and_files_have_numbers_or_text() {
        for wrong in ["", ":", "a", "2:", ":5", "1.5:3", "-1:3", "2:NaN", "inf", "1:2:3"] {
            let message = wrong.parse::<BorderKm>().unwrap_err();
            assert!(message.contains("such as 2:35.5"), "{wrong}: {message}");
        }
        let read = |text: &str| serde_json::from_str::<Vec<BorderKm>>(text);
        let both = [BorderKm::Running(5.0), BorderKm::Running(7.5), BorderKm::OfPart(2, 35.5)];
        assert_eq!(read("[5, 7.5, \"2:35.5\"]").unwrap(), both);
        assert_eq!(serde_json::to_string(&both).unwrap(), "[5.0,7.5,\"2:35.5\"]");
        assert!(read("[true]").unwrap_err().to_string().contains("expected a border kilometre"));
    }
}
