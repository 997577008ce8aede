//! Countries and sides as people name them.

use crate::model::{Names, ReportedSide, SideNames, Sides};

/// The two sides of a border as a question names them: `left: Tajikistan, right: Afghanistan`.
#[must_use]
pub fn sides_to_choose(sides: &Sides) -> String {
    let one = |word: &str, names: &Names| match names.in_language("en") {
        Some(name) if name != word => format!("{word}: {name}"),
        _ => word.to_owned(),
    };
    format!("{}, {}", one("left", &sides.left.names), one("right", &sides.right.names))
}

/// The side of a border that a text names: left, right, both, or the code or name of the country on it.
///
/// # Errors
///
/// What was found and the sides that there are.
pub fn side_named(text: &str, sides: &Sides) -> Result<ReportedSide, String> {
    let asked = text.trim().to_lowercase();
    let is_of = |side: &SideNames| names_country(text, &side.code, &side.names);
    match asked.as_str() {
        "left" => Ok(ReportedSide::Left),
        "right" => Ok(ReportedSide::Right),
        "both" => Ok(ReportedSide::Both),
        _ if is_of(&sides.left) => Ok(ReportedSide::Left),
        _ if is_of(&sides.right) => Ok(ReportedSide::Right),
        _ => Err(format!("'{}' is no side of this border: expected {}, or both", text.trim(), sides_to_choose(sides))),
    }
}

/// Whether a text means the country of a code and names: by either of them in any case, or by its code of three letters or another of its names
/// in the world's data.
pub(super) fn names_country(text: &str, code: &str, names: &Names) -> bool {
    let asked = text.trim().to_lowercase();
    let is = |name: &str| name.to_lowercase() == asked;
    #[cfg(feature = "world")]
    let is_known = || crate::world::is_country(text, code);
    #[cfg(not(feature = "world"))]
    let is_known = || false;
    is(code) || names.0.values().any(|name| is(name)) || is_known()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_named_by_its_country_too() {
        let side = |code: &str, name: &str| SideNames { code: code.to_owned(), names: Names::english(name) };
        let sides = Sides { left: side("SD", "Sudan"), right: side("SS", "South Sudan") };
        for (text, expected) in [
            ("left", Ok(ReportedSide::Left)),
            ("sudan", Ok(ReportedSide::Left)),
            ("South Sudan", Ok(ReportedSide::Right)),
            ("ss", Ok(ReportedSide::Right)),
            #[cfg(feature = "world")]
            ("SSD", Ok(ReportedSide::Right)),
            ("Both", Ok(ReportedSide::Both)),
            (
                "north",
                Err("'north' is no side of this border: expected left: Sudan, right: South Sudan, or both".to_owned()),
            ),
        ] {
            assert_eq!(side_named(text, &sides), expected, "{text}");
        }
    }
}
