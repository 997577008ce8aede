//! EPSG codes of projected coordinate reference systems as PROJ strings.
//!
//! The strings of the crate `crs-definitions` are of an older edition, without the datum shifts of some codes and with grids that are not here for
//! others. `epsg_amended.txt` has what differs: a line for each code with the accuracy of the shift to WGS84 in metres and the PROJ string, or a
//! dash for a code of which nothing right can be stated. It is made from PROJ's own database by `tests/reference/make_projected.py`.

use std::collections::BTreeMap;
use std::num::IntErrorKind;
use std::sync::LazyLock;

use crate::packed::{Packed, packed};

/// What an EPSG code stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A projection.
    Known {
        /// Its PROJ string.
        definition: String,
        /// How good its shift to WGS84 is, in metres, where that replaces a grid or is coarse; `None` where it is as PROJ has it.
        accuracy_m: Option<f64>,
    },
    /// It exists, but its projection or its datum shift cannot be computed here.
    Refused,
    /// It is no code of a projected system that is known here.
    Unknown,
}

/// The lines of a table by their codes.
fn lines(table: Packed) -> BTreeMap<u32, String> {
    let text = table.text();
    let line = |line: &str| {
        let (code, rest) = line.split_once(' ').unwrap_or((line, ""));
        Some((code.parse().ok()?, rest.to_owned()))
    };
    text.lines().filter_map(line).collect()
}

/// The table of `crs-definitions`, and what is amended in it.
static TABLES: LazyLock<[BTreeMap<u32, String>; 2]> =
    LazyLock::new(|| [lines(packed!("epsg")), lines(packed!("epsg_amended"))]);

/// What a code stands for.
///
/// # Errors
///
/// The text if it is no whole number.
pub fn find(code: &str) -> Result<Found, String> {
    let number = match code.parse::<u32>() {
        Ok(number) => number,
        Err(e) if *e.kind() == IntErrorKind::PosOverflow => return Ok(Found::Unknown),
        Err(_) => return Err(code.to_owned()),
    };
    let [known, amended] = &*TABLES;
    Ok(match (amended.get(&number), known.get(&number)) {
        (Some(line), _) => match line.split_once(' ') {
            Some((accuracy, definition)) => {
                Found::Known { definition: definition.to_owned(), accuracy_m: accuracy.parse().ok() }
            }
            None => Found::Refused,
        },
        (None, Some(definition)) => Found::Known { definition: definition.clone(), accuracy_m: None },
        (None, None) => Found::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_amended_refused_or_unknown() {
        let accuracy = |code: &str| match find(code).unwrap() {
            Found::Known { definition, accuracy_m } => {
                assert!(definition.starts_with("+proj="), "{definition}");
                accuracy_m
            }
            other => panic!("{code}: {other:?}"),
        };
        assert_eq!(accuracy("32642"), None);
        // On NAD27, whose grids are not here.
        assert!(accuracy("26711").is_some_and(|m| (1.0..=100.0).contains(&m)));
        assert!(accuracy("9377").is_none_or(|m| m < 100.0));
        for unknown in ["1", "99999", "4294967296000"] {
            assert_eq!(find(unknown), Ok(Found::Unknown), "{unknown}");
        }
        assert!(find("").is_err() && find("-3").is_err() && find("utm").is_err());
    }
}
