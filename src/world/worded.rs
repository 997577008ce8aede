//! A border in a person's words: `Tajikistan Afghanistan`, `Peru and Ecuador`, `TJK-AFG`.

use marz_world::LookupError;

use super::border::{WorldBorder, between, by_code, neighbours, refused};
use crate::error::Error;

/// Words around the names of the two countries.
const AROUND: [&str; 6] = ["the ", "land ", "border ", "boundary ", "between ", "of "];

/// Marks and words between them; a hyphen and a space last, since names have them as well.
const LINKS: [&str; 18] = [
    ",", " and ", " y ", " et ", " und ", " и ", " & ", " / ", "/", " – ", "–", " — ", "—", " - ", " with ", " to ",
    "-", " ",
];

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
    match parted(bare(text)) {
        Ok((a, b)) => between(&format!("{a},{b}")),
        Err(Some((error, _))) => Err(refused(&error)),
        Err(None) => Err(Error::request(
            format!("'{text}' names no border"),
            "name its two countries, such as 'Peru Ecuador', or give its code, such as PER-ECU; all of them: marz border list".to_owned(),
        )),
    }
}

/// The two names of countries with a border of which a text is made; else the failure that understood most, the first of equal ones, and
/// whether one of its two is a country.
fn parted(bare: &str) -> Result<(&str, &str), Option<(LookupError, bool)>> {
    let mut failures = Vec::new();
    for (a, b) in cuts(bare) {
        match marz_world::between(a, b) {
            Ok(_) => return Ok((a, b)),
            Err(error) => failures.push((error, is_country(a) || is_country(b))),
        }
    }
    failures.sort_by_key(|(error, is_half_known)| match error {
        LookupError::NoCountry { like, .. } => (1 + u8::from(!is_half_known), like.is_empty()),
        _ => (0, false),
    });
    Err(failures.into_iter().next())
}

/// The names that are like a text which names no border: of a country, else of one of the two that it may be made of.
pub(super) fn like(text: &str) -> Vec<String> {
    let of = |error: LookupError| if let LookupError::NoCountry { like, .. } = error { like } else { Vec::new() };
    let whole = marz_world::country_named(text).err().map(of).unwrap_or_default();
    let of_parts = || parted(bare(text)).err().flatten().map(|(error, _)| of(error)).unwrap_or_default();
    if whole.is_empty() { of_parts() } else { whole }
}

/// Why a text of several words, nearly the name of a country, is none.
fn nearly(text: &str) -> Option<Error> {
    let is_of_words = text.trim().contains(' ') && !text.contains(|c: char| c.is_ascii_punctuation());
    match marz_world::country_named(text) {
        Err(error @ LookupError::NoCountry { .. }) if is_of_words => {
            Some(refused(&error)).filter(|e| e.hint().is_some_and(|hint| hint.contains("did you mean")))
        }
        _ => None,
    }
}

/// Why a text that is no file is no border either, where it names a country or nearly a border; `None` for any other text.
pub fn not_a_border(text: &str) -> Option<Error> {
    match marz_world::country_named(text) {
        // "the" alone is that of many names.
        _ if AROUND.iter().any(|word| word.trim_end().eq_ignore_ascii_case(text.trim())) => return None,
        Ok(country) => return Some(Error::request(format!("{text} is a country, not a border"), neighbours(country))),
        Err(LookupError::NoCountry { .. }) => {}
        Err(error) => return Some(refused(&error)),
    }
    if super::is_code_like(text) {
        return by_code(text).err().filter(|_| text.split('-').any(is_country));
    }
    match parted(bare(text)) {
        Ok((a, b)) => Some(Error::request(
            format!("{text} is no file, and no border's code"),
            format!("the border of the two is {}", marz_world::between(a, b).ok()?.border.id),
        )),
        // A path.
        _ if text.contains(['/', '\\', '.']) => None,
        Err(failure) => nearly(text).or_else(|| {
            let (error, is_half_known) = failure?;
            let is_like_none = matches!(&error, LookupError::NoCountry { like, .. } if like.is_empty());
            let is_unknown = matches!(error, LookupError::NoCountry { .. }) && (is_like_none || !is_half_known);
            (!is_unknown).then(|| refused(&error))
        }),
    }
}

/// A text without the words that stand around the names of two countries.
fn bare(text: &str) -> &str {
    let mut bare = text.trim();
    let mut ending = bare.to_lowercase();
    while let Some(word) = AROUND.iter().find(|word| ending.starts_with(**word)) {
        bare = bare.get(word.len()..).unwrap_or_default().trim_start();
        ending = bare.to_lowercase();
    }
    [" land border", " border", " boundary"]
        .iter()
        .find_map(|word| bare.get(..bare.len().checked_sub(word.len())?).filter(|_| ending.ends_with(word)))
        .unwrap_or(bare)
}

/// The two parts of a text at every mark or word that may stand between two countries: "Bosnia and Herzegovina Croatia" has an "and" that
/// parts none.
fn cuts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lower = text.to_lowercase();
    let at_link = move |link: &'static str| {
        lower.match_indices(link).map(|(at, _)| (at, at + link.len())).collect::<Vec<(usize, usize)>>()
    };
    let parts = move |(end, begin): (usize, usize)| Some((text.get(..end)?.trim(), text.get(begin..)?.trim()));
    let both = |(a, b): &(&str, &str)| !a.is_empty() && !b.is_empty();
    LINKS.into_iter().flat_map(at_link).filter_map(parts).filter(both)
}

/// Whether a text names a country, or several of one name.
fn is_country(text: &str) -> bool {
    !matches!(marz_world::country_named(text), Err(LookupError::NoCountry { .. }))
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
            ("Sudan-South Sudan", "SDN-SSD"),
            ("Guinea-Bissau Senegal", "GNB-SEN"),
            ("Timor-Leste—Indonesia", "IDN-TLS"),
        ] {
            assert_eq!(in_words(text).map(|border| border.entry.id.clone()).unwrap(), id, "{text}");
        }
        for (text, words) in [
            ("Peru Iceland", "Iceland"),
            ("Peru", "names no border"),
            ("", "names no border"),
            ("Perr Ecuador", "no country"),
            ("Peru, Nowhere", "no country"),
            ("Sudan South Sudann", "'South Sudann' is no country: did you mean South Sudan (SSD)"),
            ("SDN-SSDD", "'SSDD' is no country: did you mean South Sudan (SSD)"),
            ("Sudna-South Sudan", "'Sudna' is no country: did you mean Sudan (SDN)"),
        ] {
            let error = in_words(text).unwrap_err();
            let why = format!("{error}: {}", error.hint().unwrap_or_default());
            assert!(why.contains(words), "{text}: {why}");
        }
    }

    #[test]
    fn what_is_no_file_is_nearly_a_border_or_a_file_that_is_missing() {
        for (text, hint) in [
            ("Sudan South Sudan", Some("the border of the two is SDN-SSD")),
            ("Thailand-Cambodia", Some("the border of the two is KHM-THA")),
            ("SDN-SSDD", Some("did you mean South Sudan (SSD)")),
            ("U.S.-Mexico", Some("the border of the two is MEX-USA")),
            ("South Sudann", Some("did you mean South Sudan (SSD)")),
            ("foo-bar", None),
            ("the", None),
            ("Chad", Some("Chad has the land borders")),
            ("lines", None),
            ("my lines", None),
            ("data/peru-ecuador.geojson", None),
        ] {
            let error = not_a_border(text);
            let found = error.as_ref().map(|error| error.hint().unwrap_or_default());
            assert_eq!(found.is_some(), hint.is_some(), "{text}: {found:?}");
            assert!(found.unwrap_or_default().contains(hint.unwrap_or_default()), "{text}: {found:?}");
        }
    }
}
