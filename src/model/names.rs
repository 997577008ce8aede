use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The names of one thing by language code (`en`, `fa`, `th`, …).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Names(#[cfg_attr(test, schemars(inner(length(min = 1))))] pub BTreeMap<String, String>);

impl Names {
    /// One English name.
    #[must_use]
    pub fn english(name: &str) -> Self {
        Self(BTreeMap::from([("en".to_owned(), name.to_owned())]))
    }

    /// The name in a language, or else in English, or else the first by code in Latin letters, or else the first by code.
    ///
    /// `Language::name` also tries the languages that its readers can read.
    #[must_use]
    pub fn in_language(&self, lang: &str) -> Option<&str> {
        let name = [lang, "en"].iter().find_map(|l| self.0.get(*l));
        name.map(String::as_str).or_else(|| self.latin_first().into_iter().next())
    }

    /// All names: English first, then those in Latin letters, then the others, each by the code of its language.
    #[must_use]
    pub fn latin_first(&self) -> Vec<&str> {
        let is_latin =
            |name: &str| name.chars().all(|c| !c.is_alphabetic() || matches!(u32::from(c), ..0x250 | 0x1E00..0x1F00));
        let mut all: Vec<(u8, &str)> = self
            .0
            .iter()
            .map(|(lang, name)| (if lang == "en" { 0 } else { 2 - u8::from(is_latin(name)) }, name.as_str()))
            .collect();
        all.sort_by_key(|(rank, _)| *rank);
        all.into_iter().map(|(_, name)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_can_be_read_comes_before_the_first_by_code() {
        let names = |all: &[(&str, &str)]| Names(all.iter().map(|(l, n)| ((*l).to_owned(), (*n).to_owned())).collect());
        let province = names(&[("ar", "محافظة سا كايو"), ("en", "Sa Kaeo"), ("es", "Sa Kaew"), ("th", "สระแก้ว")]);
        assert_eq!(province.in_language("th"), Some("สระแก้ว"));
        assert_eq!(province.latin_first(), ["Sa Kaeo", "Sa Kaew", "محافظة سا كايو", "สระแก้ว"]);
        assert_eq!(names(&[("ar", "سا كايو"), ("vi", "Sa Kẻo")]).in_language("fr"), Some("Sa Kẻo"));
        assert_eq!(names(&[("ar", "سا كايو"), ("km", "ស")]).in_language("fr"), Some("سا كايو"));
    }
}
