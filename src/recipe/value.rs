//! Values as people type them: sources, actors, grades, positions of a record; kilometres, box and size of a figure.
//! The error of each parser names what it expected.

use std::str::FromStr;

use super::filter::unknown_category;
use super::{BorderKm, word};
use crate::model::{
    Actor, Categories, Category, Coordinates, Grade, GradeError, PairOrder, Role, coordinates, is_placeholder,
};

/// A category of the program, or one that the dossier defines.
///
/// # Errors
///
/// What was found, the categories that there are, and the nearest.
pub fn category(text: &str, own: &Categories) -> Result<Category, String> {
    let known = text.trim().parse().ok().and_then(|category| own.resolve(category));
    known.ok_or_else(|| unknown_category(own, "category", text.trim()).to_string())
}

/// A whole number from 0.
///
/// # Errors
///
/// What was expected.
pub fn whole<N: FromStr>(text: &str) -> Result<N, String> {
    text.trim().parse().map_err(|_ignored| "expected a whole number, such as 10".to_owned())
}

/// A number, with a point before its decimals.
///
/// # Errors
///
/// What was expected.
pub fn number(text: &str) -> Result<f64, String> {
    text.trim().parse().map_err(|_ignored| "expected a number, such as 1.5".to_owned())
}

/// A number of days, at most a hundred years.
///
/// # Errors
///
/// What was expected.
pub fn days(text: &str) -> Result<u32, String> {
    const MOST: u32 = 36_500;
    whole(text).ok().filter(|days| *days <= MOST).ok_or_else(|| format!("expected a whole number of days, 0 to {MOST}"))
}

/// `first=Border guards`: the role and the name.
///
/// # Errors
///
/// What was found and what was expected.
pub fn actor(text: &str) -> Result<Actor, String> {
    let (role, name) = text
        .split_once('=')
        .ok_or_else(|| format!("'{text}' has no '='; expected first=NAME, second=NAME or other=NAME"))?;
    let role: Role = word(role.trim())?;
    let name = some(name).map_err(|e| format!("'{text}' has no name: {e}"))?;
    Ok(Actor { name, role })
}

/// Both Admiralty axes: `B3`; F and 6 cannot be judged.
///
/// # Errors
///
/// What was found and what was expected.
pub fn grade(text: &str) -> Result<Grade, String> {
    text.parse().map_err(|e: GradeError| format!("'{}' is no grade; expected {e} (F6: cannot be judged)", text.trim()))
}

/// `70.13,37.519`, longitude first; a geopoint of four numbers, latitude first, with its accuracy; or any form that says itself which is which: degrees with letters, WKT, MGRS.
///
/// # Errors
///
/// What was found and what was expected.
pub fn position(text: &str) -> Result<Coordinates, String> {
    let wrong = |why: String| {
        format!("'{text}' is no position: {why}; expected longitude,latitude in degrees, such as 70.13,37.519, or MGRS")
    };
    coordinates(text, PairOrder::LongitudeFirst).map_err(wrong)
}

/// `LA=Laos`: the code of a side and its name.
///
/// # Errors
///
/// What was found and what was expected.
pub fn side(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(code, name)| (code.trim().to_owned(), name.trim().to_owned()));
    let whole = parts.filter(|(code, name)| !code.is_empty() && !name.is_empty());
    whole.ok_or_else(|| format!("'{text}' is no side; expected CODE=NAME, such as LA=Laos"))
}

/// `TH,KH`: two countries, by codes or names.
///
/// # Errors
///
/// What was found and what was expected.
pub fn pair(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once(',').map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
    let whole = parts.filter(|(a, b)| !a.is_empty() && !b.is_empty() && !b.contains(','));
    whole.ok_or_else(|| format!("'{text}' is no pair; expected two countries with a comma between them, such as TH,KH"))
}

/// Some text that is more than a placeholder such as `NA` or `unknown`.
///
/// # Errors
///
/// What was found and what was expected.
pub fn some(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text {
        "" => Err("this is empty".to_owned()),
        _ if is_placeholder(text) => {
            Err(format!("'{text}' stands for nothing, and nothing would be stored; leave it out"))
        }
        _ => Ok(text.to_owned()),
    }
}

/// An id: no spaces, nothing invisible.
///
/// # Errors
///
/// What was found and what was expected.
pub fn id(text: &str) -> Result<String, String> {
    let wrong = text.is_empty() || text.chars().any(|c| c.is_whitespace() || c.is_control());
    if wrong {
        Err(format!("'{text}' is no id; expected a text without spaces, such as 2025-08-24-bridge"))
    } else {
        Ok(text.to_owned())
    }
}

/// Two border kilometres: `260..440`.
///
/// # Errors
///
/// What was expected.
pub fn kilometres(text: &str) -> Result<(BorderKm, BorderKm), String> {
    let wrong = || "expected two kilometres such as 260..440, or of parts such as 2:0..2:35.5".to_owned();
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let number = |t: &str| t.parse().ok().ok_or_else(wrong);
    Ok((number(from)?, number(to)?))
}

/// A box in degrees: `67,36,75,39` is west, south, east, north.
///
/// # Errors
///
/// What was expected.
pub fn bbox(text: &str) -> Result<[f64; 4], String> {
    let number = |t: &str| t.trim().parse().ok().filter(|v: &f64| v.is_finite());
    let numbers: Option<Vec<f64>> = text.split(',').map(number).collect();
    numbers
        .and_then(|n| n.try_into().ok())
        .ok_or_else(|| "expected four numbers, west,south,east,north in degrees, such as 67,36,75,39".to_owned())
}

/// Width and height in pixels: `1600x1200`.
///
/// # Errors
///
/// What was expected.
pub fn size(text: &str) -> Result<(u32, u32), String> {
    let wrong = || "expected width and height such as 1600x1200".to_owned();
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let number = |t: &str| t.parse().ok().ok_or_else(wrong);
    Ok((number(width)?, number(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LonLat;

    #[test]
    fn actors_grades_and_positions_are_read_or_refused() {
        assert_eq!(actor("second=Guards").unwrap(), Actor { name: "Guards".to_owned(), role: Role::Second });
        assert!(actor("Guards").is_err() && actor("third=Guards").is_err() && actor("first= ").is_err());
        assert_eq!(grade("b3").unwrap().to_string(), "B3");
        assert!(grade("G3").is_err() && grade("B7").is_err() && grade("B").is_err() && grade("B33").is_err());
        assert_eq!(position(" 70.13, 37.5").unwrap().at, LonLat::new(70.13, 37.5).unwrap());
        let square = position("42S WG 08790 21091").unwrap().at;
        assert!((square.lon() - 69.0991).abs() < 1e-5 && (square.lat() - 37.2363).abs() < 1e-5);
        assert_eq!(position("37°30'N 70°30'E").unwrap().at, LonLat::new(70.5, 37.5).unwrap());
        let form = position("13.3154 12.6113 320 4.5").unwrap();
        assert_eq!((form.at, form.whole_metres()), (LonLat::new(12.6113, 13.3154).unwrap(), Some(5)));
        assert!(position("37.5").is_err() && position("70,137").is_err() && position("a,b").is_err());
        assert!(id("a b").is_err() && id("a-b").is_ok() && some(" ").is_err());
        for nothing in ["NA", "n/a", "Unknown", "неизвестно", "-"] {
            assert!(some(nothing).is_err() && actor(&format!("first={nothing}")).is_err());
        }
        assert_eq!(some(" Nawabad ").unwrap(), "Nawabad");
    }
}
