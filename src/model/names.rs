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

    /// The name in a language, or else in English, or else in whichever language comes first by code.
    ///
    /// `Language::name` also tries the languages that its readers can read.
    #[must_use]
    pub fn in_language(&self, lang: &str) -> Option<&str> {
        let name = [lang, "en"].iter().find_map(|l| self.0.get(*l));
        name.or_else(|| self.0.values().next()).map(String::as_str)
    }
}
