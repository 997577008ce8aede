//! A border in a person's words: `Tajikistan Afghanistan`, `Peru and Ecuador`, `TJK-AFG`.

use marz_world::LookupError;

use super::border::{WorldBorder, between, by_code, refused};
use crate::error::Error;

/// Words around the names of the two countries.
const AROUND: [&str; 6] = ["the ", "land ", "border ", "boundary ", "between ", "of "];

/// Marks and words between them.
const LINKS: [&str; 15] =
    [",", " and ", " y ", " et ", " und ", " и ", " & ", " / ", "/", " – ", "–", " — ", " - ", " with ", " to "];

/// The border that a text names: by its code, or by the names of its two countries in any language, with or without something between
/// them.
///
/// # Errors
///
/// As [`by_code`] and [`between`]; where no two countries can be told apart.
pub fn in_words(text: &str) -> Result<WorldBorder, Error> {
    let text = text.trim();
    if super::is_code_like(text) {
        return by_code(text);
    }
    let mut bare = text;
    let mut ending = bare.to_lowercase();
    while let Some(word) = AROUND.iter().find(|word| ending.starts_with(**word)) {
        bare = bare.get(word.len()..).unwrap_or_default().trim_start();
        ending = bare.to_lowercase();
    }
    let bare = [" land border", " border", " boundary"]
        .iter()
        .find_map(|word| bare.get(..bare.len().checked_sub(word.len())?).filter(|_| ending.ends_with(word)))
        .unwrap_or(bare);
    let lower = bare.to_lowercase();
    let linked = || {
        let at_link = |link: &'static str| lower.match_indices(link).map(move |(at, _)| (at, at + link.len()));
        let ends = LINKS.into_iter().flat_map(at_link);
        ends.filter_map(|(a, b)| Some((bare.get(..a)?, bare.get(b..)?)))
    };
    // "Bosnia and Herzegovina Croatia" has an "and" that parts no countries.
    let two = linked().find(|(a, b)| marz_world::between(a, b).is_ok()).or_else(|| parted(bare));
    if let Some((a, b)) = two {
        return between(&format!("{a},{b}"));
    }
    if let Some(e) = linked().next().and_then(|(a, b)| marz_world::between(a, b).err()) {
        return Err(refused(&e));
    }
    // No two names of countries: the last failure of two words says most.
    let why = bare.rsplit_once(char::is_whitespace).and_then(|(a, b)| marz_world::between(a, b).err());
    match why {
        Some(e @ (LookupError::NotNeighbours { .. } | LookupError::NoCountry { .. })) => Err(refused(&e)),
        Some(e) => Err(refused(&e)),
        None => Err(Error::request(
            format!("'{text}' names no border"),
            "name its two countries, such as 'Peru Ecuador', or give its code, such as PER-ECU; all of them: marz border list".to_owned(),
        )),
    }
}

/// A text parted at the space where both parts are countries with a border; `None` where there is no such space.
fn parted(text: &str) -> Option<(&str, &str)> {
    let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let two = |at: usize| Some((text.get(..at)?.trim(), text.get(at..)?.trim()));
    spaces.filter_map(two).find(|(a, b)| marz_world::between(a, b).is_ok())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn borders_are_named_in_plain_words() {
        for (text, id) in [
            ("PER-ECU", "ECU-PER"),
            ("ec-pe", "ECU-PER"),
            ("Peru Ecuador", "ECU-PER"),
            ("Peru and Ecuador", "ECU-PER"),
            ("the border between Peru and Ecuador", "ECU-PER"),
            ("Colombia–Venezuela border", "COL-VEN"),
            ("Colombia, Venezuela", "COL-VEN"),
            ("colombia venezuela", "COL-VEN"),
            ("Central African Republic South Sudan", "CAF-SSD"),
            ("Bosnia and Herzegovina Croatia", "BIH-HRV"),
            ("Croatia and Bosnia and Herzegovina", "BIH-HRV"),
            ("Papua New Guinea Indonesia", "IDN-PNG"),
        ] {
            assert_eq!(in_words(text).map(|border| border.entry.id.clone()).unwrap(), id, "{text}");
        }
        for (text, words) in [
            ("Peru Iceland", "Iceland"),
            ("Peru", "names no border"),
            ("", "names no border"),
            ("Perr Ecuador", "no country"),
            ("Peru, Nowhere", "no country"),
        ] {
            let why = in_words(text).unwrap_err().to_string();
            assert!(why.contains(words), "{text}: {why}");
        }
    }
}
