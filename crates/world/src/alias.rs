//! Names that CLDR has not: official and former ones, abbreviations; and regions that have no line of their own here.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A code and further names of its country in each line, folded.
const ALIASES: &str = include_str!("../data/aliases.txt");

/// A text for comparing: small letters without marks, words parted by one space.
pub fn folded(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let parted = plain.replace(|c: char| !c.is_alphanumeric(), " ");
    parted.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    ALIASES.lines().filter_map(|line| line.split_once('\t')).map(|(code, names)| (code, names.split(';').collect()))
}

/// Further names of a country, folded.
pub fn aliases(code: &str) -> Vec<&'static str> {
    rows().find(|(of, _)| *of == code).map(|(_, names)| names).unwrap_or_default()
}

/// The code of the country of a further name, folded.
pub fn code_of(name: &str) -> Option<&'static str> {
    rows().find(|(_, names)| names.contains(&name)).map(|(code, _)| code)
}

/// A region that people ask for as if it were a country, and that has no line of its own here.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Region {
    /// Its usual name in English. Nothing is meant by it.
    pub name: &'static str,
    /// Other names, folded.
    others: Vec<&'static str>,
    /// The ids of the borders that run through it or around it; empty where there are none.
    pub borders: Vec<&'static str>,
}

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let list = |text: &'static str| text.split(';').filter(|t| !t.is_empty()).collect();
    let region = |line: &'static str| {
        let (name, rest) = line.split_once('\t')?;
        let (others, borders) = rest.split_once('\t')?;
        Some(Region { name, others: list(others), borders: list(borders) })
    };
    include_str!("../data/regions.txt").lines().filter_map(region).collect()
});

/// The region of a name, folded.
pub fn region_named(text: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|r| folded(r.name) == text || r.others.contains(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_borders_are_known_and_names_are_folded() {
        for (code, names) in rows() {
            assert!(crate::country(code).is_some(), "{code}");
            assert!(names.iter().all(|n| folded(n) == *n), "{code} {names:?}");
        }
        assert_eq!(rows().count(), 92);
        for region in REGIONS.iter() {
            assert!(region.borders.iter().all(|id| crate::border(id).is_some()), "{}", region.name);
            assert!(region.others.iter().all(|n| folded(n) == *n), "{}", region.name);
        }
        assert_eq!(REGIONS.len(), 27);
    }
}
