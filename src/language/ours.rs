//! Words of ours that stand in data in English, as in the credit of a layer: the same in another language.

use super::Language;

/// The messages that data may hold in English.
const MESSAGES: [&str; 14] = [
    "credit-border",
    "credit-boundaries",
    "credit-incidents",
    "credit-places",
    "credit-incidents-and-places",
    "credit-provinces",
    "credit-lakes",
    "credit-rivers",
    "credit-relief",
    "credit-locator",
    "accuracy-shared",
    "accuracy-overlap",
    "accuracy-other-source",
    "accuracy-unknown",
];

/// Between the works of a credit and their holder.
const JOINTS: [&str; 2] = [" © ", ": "];

impl Language {
    /// A text that data hold in English because it is ours, in this language; any other text as it is.
    #[must_use]
    pub fn ours<'t>(&'t self, text: &'t str) -> &'t str {
        if self.is_english() {
            return text;
        }
        let english = Self::english();
        MESSAGES.iter().find(|key| english.text(key) == text).map_or(text, |key| self.text(key))
    }

    /// A credit with what it is for in this language; holders and licences keep their names.
    #[must_use]
    pub fn credit(&self, credit: &str) -> String {
        let one = |credit: &str| match parted(credit) {
            Some((works, joint, holder)) => format!("{}{joint}{holder}", self.ours(works)),
            None => credit.to_owned(),
        };
        credit.split("; ").map(one).collect::<Vec<_>>().join("; ")
    }
}

/// The works of a credit, what parts them from their holder, and the holder; `None` where a credit names a holder alone.
pub fn parted(credit: &str) -> Option<(&str, &'static str, &str)> {
    JOINTS.iter().find_map(|joint| credit.split_once(joint).map(|(works, holder)| (works, *joint, holder)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    #[test]
    fn every_language_has_our_words_and_names_stay() {
        for language in Languages::embedded().iter() {
            for key in MESSAGES {
                let english = Language::english();
                let is_own = language.ours(english.text(key)) == language.text(key);
                assert!(is_own && !language.text(key).is_empty(), "{} {key}", language.code());
            }
        }
        let spanish = Languages::embedded().find("es").unwrap();
        for (credit, expected) in [
            ("Border © OpenStreetMap contributors (ODbL)", "Frontera © OpenStreetMap contributors (ODbL)"),
            ("Rivers: GSHHG (LGPL); GeoNames", "Ríos: GSHHG (LGPL); GeoNames"),
            ("Own layer: Nobody", "Own layer: Nobody"),
            ("GeoNames", "GeoNames"),
        ] {
            assert_eq!(spanish.credit(credit), expected);
        }
    }
}
