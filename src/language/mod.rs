//! The languages of figures: their words, dates and figures.
//!
//! Names of places and borders are data; what a figure says by itself (legend, dates, foot) stands here, once for every
//! language, so that no language can lack a word.

mod date;
mod report;
mod words;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

pub use date::date;
pub use report::ReportWords;
pub use words::{Words, fill};

use crate::model::Names;

/// A language in which figures can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    En,
    /// Tajik, in Cyrillic script.
    Tg,
    /// Dari and Persian: written from right to left, with the Gregorian months as they are named in Dari.
    Fa,
    /// Russian.
    Ru,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 4] = [Language::En, Language::Tg, Language::Fa, Language::Ru];

    /// The ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Tg => "tg",
            Language::Fa => "fa",
            Language::Ru => "ru",
        }
    }

    /// Whether it is written from right to left, so that a layout is mirrored.
    #[must_use]
    pub fn is_right_to_left(self) -> bool {
        self == Language::Fa
    }

    /// Whether a name is in the script of this language: every letter of it.
    #[must_use]
    pub fn writes(self, name: &str) -> bool {
        let is_own = |c: char| match (self, u32::from(c)) {
            (Language::En, code) => code < 0x0250,
            (Language::Tg, code) => (0x0400..0x0530).contains(&code),
            // The Russian alphabet alone: Tajik has letters of its own.
            (Language::Ru, code) => (0x0410..0x0450).contains(&code) || matches!(code, 0x0401 | 0x0451),
            (Language::Fa, code) => (0x0600..0x0700).contains(&code),
        };
        name.chars().any(char::is_alphabetic) && name.chars().filter(|c| c.is_alphabetic()).all(is_own)
    }

    /// What figures say in this language.
    #[must_use]
    pub fn words(self) -> &'static Words {
        match self {
            Language::En => &words::EN,
            Language::Tg => &words::TG,
            Language::Fa => &words::FA,
            Language::Ru => &words::RU,
        }
    }

    /// A number as it is written in this language: its digits and its decimal mark.
    ///
    /// # Arguments
    ///
    /// `number` is written in ASCII, with a point before the decimals.
    #[must_use]
    pub fn number(self, number: &str) -> String {
        let mark = match self {
            Language::En => ".",
            Language::Tg | Language::Ru => ",",
            Language::Fa => "\u{066B}",
        };
        self.digits(&number.replace('.', mark))
    }

    /// A number with its thousands set apart, as this language does: 1,357 in English.
    ///
    /// # Arguments
    ///
    /// `number` is written in ASCII, with a point before the decimals.
    #[must_use]
    pub fn grouped(self, number: &str) -> String {
        let mark = match self {
            Language::En => ",",
            Language::Tg | Language::Ru => "\u{A0}",
            Language::Fa => "\u{66C}",
        };
        let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
        let count = whole.len();
        let mut out = String::with_capacity(number.len() + 4);
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (count - i) % 3 == 0 && !out.ends_with('-') {
                out.push_str(mark);
            }
            out.push(c);
        }
        self.digits(&out) + &self.number(rest)
    }

    /// A text with its ASCII digits as they are written in this language.
    #[must_use]
    pub fn digits(self, text: &str) -> String {
        let own = |c: char| c.to_digit(10).and_then(|d| char::from_u32(0x06F0 + d)).unwrap_or(c);
        if self == Language::Fa { text.chars().map(own).collect() } else { text.to_owned() }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The language of a figure, and a second one that names may carry beside it.
///
/// # Example
///
/// ```
/// use marz::language::{Language, Tongue};
/// use marz::model::Names;
///
/// let tongue: Tongue = "tg+fa".parse().unwrap();
/// assert_eq!(tongue.first, Language::Tg);
/// let mut names = Names::english("Dushanbe");
/// names.0.insert("tg".to_owned(), "Душанбе".to_owned());
/// names.0.insert("fa".to_owned(), "دوشنبه".to_owned());
/// assert_eq!(tongue.names(&names), ["Душанбе", "دوشنبه"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tongue {
    /// The language of everything.
    pub first: Language,
    /// The language of the second line of names.
    pub second: Option<Language>,
}

impl Tongue {
    /// One language alone.
    #[must_use]
    pub fn only(first: Language) -> Self {
        Self { first, second: None }
    }

    /// The names of a thing, one for each language; none twice, and none in another language than the second asks for.
    #[must_use]
    pub fn names<'a>(&self, names: &'a Names) -> Vec<&'a str> {
        let first = names.in_language(self.first.code());
        let second = self.second.and_then(|l| names.0.get(l.code())).map(String::as_str);
        first.into_iter().chain(second.filter(|s| Some(*s) != first)).collect()
    }
}

/// Why a text names no language.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{found}: expected {}", self.expected())]
pub struct LanguageError {
    found: String,
    nearest: Language,
}

impl LanguageError {
    fn new(found: &str, part: &str) -> Self {
        /// What people write instead of a code.
        const NAMES: [(&str, Language); 10] = [
            ("en", Language::En),
            ("english", Language::En),
            ("tg", Language::Tg),
            ("tj", Language::Tg),
            ("fa", Language::Fa),
            ("dari", Language::Fa),
            ("persian", Language::Fa),
            ("farsi", Language::Fa),
            ("ru", Language::Ru),
            ("russian", Language::Ru),
        ];
        let like = |name: &str| strsim::jaro_winkler(name, &part.trim().to_lowercase());
        let nearest = NAMES.into_iter().max_by(|a, b| like(a.0).total_cmp(&like(b.0))).map_or(Language::En, |n| n.1);
        Self { found: found.to_owned(), nearest }
    }

    /// What was expected, with the nearest language.
    #[must_use]
    pub fn expected(&self) -> String {
        let all = "en, tg, fa or ru, or two of them for names in two scripts, such as tg+fa";
        format!("{all}; did you mean {}?", self.nearest)
    }
}

impl FromStr for Tongue {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let one = |code: &str| {
            let known = Language::ALL.into_iter().find(|l| l.code() == code.trim());
            known.ok_or_else(|| LanguageError::new(text, code))
        };
        match text.split_once('+') {
            None => Ok(Self::only(one(text)?)),
            Some((first, second)) => Ok(Self { first: one(first)?, second: Some(one(second)?) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(Language::En.number("1357.5"), "1357.5");
        assert_eq!(Language::Ru.number("1357.5"), "1357,5");
        assert_eq!(Language::Fa.number("1357.5"), "۱۳۵۷٫۵");
        assert_eq!(
            ["1357", "957.25", "-1000", "1343956.5"].map(|n| Language::En.grouped(n)),
            ["1,357", "957.25", "-1,000", "1,343,956.5"]
        );
        assert_eq!(Language::Ru.grouped("1357.5"), "1\u{A0}357,5");
        assert_eq!(Language::Fa.grouped("1357.5"), "۱٬۳۵۷٫۵");
    }

    #[test]
    fn scripts_are_told_apart() {
        assert!(Language::Ru.writes("Хирманджо") && !Language::Ru.writes("Хирманҷо"));
        assert!(Language::Tg.writes("Хирманҷо") && Language::Fa.writes("چاه‌آب"));
        assert!(!Language::Fa.writes("Samti / سمتی") && !Language::En.writes("12"));
    }

    #[test]
    fn languages_are_named_by_their_codes() {
        assert_eq!("fa".parse::<Tongue>().unwrap(), Tongue::only(Language::Fa));
        for wrong in ["", "xx", "en+", "tajik", "en+fa+ru"] {
            assert!(wrong.parse::<Tongue>().is_err(), "{wrong}");
        }
        assert!("TJ".parse::<Tongue>().unwrap_err().to_string().ends_with("did you mean tg?"));
    }
}
