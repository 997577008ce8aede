//! A place as the gazetteer keeps it: every way in which it is written, taken apart once.

use super::fold::words;
use super::kind::{Class, without_adjective, without_kind_word};
use super::sound::Sound;
use crate::model::Place;

/// One way to write a name: its words folded and together, and how it sounds.
#[derive(Debug, Clone)]
pub struct Written {
    /// The text this comes from, as it stands in the data or the question.
    pub text: String,
    pub words: Vec<String>,
    pub key: String,
    pub sounds: Vec<Sound>,
    /// The class named by a word of the text that is left out here.
    pub class: Option<Class>,
    /// Whether it is the main name, not one of the other spellings.
    pub main: bool,
}

impl Written {
    fn new(text: &str, words: Vec<String>, sound_of: &str, class: Option<Class>) -> Self {
        let key = words.concat();
        Self { text: text.to_owned(), words, key, sounds: Sound::readings(sound_of), class, main: false }
    }

    /// All ways in which one text can be meant: as it stands, and without the word for its kind.
    pub fn all(text: &str, stored: bool) -> Vec<Self> {
        let whole = words(text);
        if whole.is_empty() {
            return Vec::new();
        }
        let mut all = vec![Self::new(text, whole.clone(), text, None)];
        if let Some((rest, class)) = without_kind_word(&whole, stored) {
            let raw = raw_without_kind_word(text, stored);
            if let ([one], false) = (rest.as_slice(), stored) {
                let stems = without_adjective(one).into_iter();
                all.extend(stems.map(|stem| Self::new(text, vec![stem.to_owned()], stem, Some(class))));
            }
            all.push(Self::new(text, rest, &raw, Some(class)));
        }
        all
    }
}

/// The same words as they were typed: folding takes letters that are heard.
fn raw_without_kind_word(text: &str, stored: bool) -> String {
    let raw: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == '-' || c == '.').filter(|w| !words(w).is_empty()).collect();
    let flat: Vec<String> = raw.iter().map(|w| words(w).concat()).collect();
    let rest = without_kind_word(&flat, stored).map(|(rest, _)| rest).unwrap_or_default();
    match flat.windows(rest.len().max(1)).position(|w| w == rest) {
        Some(at) => raw.get(at..at + rest.len()).unwrap_or(&raw).join(" "),
        None => text.to_owned(),
    }
}

/// A place of the stock.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The place.
    pub place: Place,
    /// Whether it is one of the dossier's own places, and not of the wider stock that shows homonyms.
    pub own: bool,
    /// Whether it lies near the border.
    pub near: bool,
    /// Names of the provinces that hold it, beside `place.admin`; of each the English one first, or else one in Latin letters.
    pub provinces: Vec<String>,
    /// The dossier's own place that this one of the wider stock is, by its number.
    pub(super) twin_of: Option<usize>,
    pub(super) names: Vec<Written>,
}

impl Entry {
    pub(super) fn new(place: &Place, own: bool, near: bool) -> Self {
        let mut names: Vec<Written> = Vec::new();
        let main = place.names.0.values().map(|n| (n, true));
        for (text, main) in main.chain(place.variants.iter().map(|n| (n, false))) {
            // A variant such as `A (B) – C` names the ends of a bridge; those are no names of its own.
            let parts = if main { parts(text) } else { vec![text.as_str()] };
            for part in parts {
                for mut written in Written::all(part, true) {
                    written.main = main && part.len() == text.len();
                    if !names.iter().any(|n| n.key == written.key && n.sounds == written.sounds && n.main >= main) {
                        names.push(written);
                    }
                }
            }
        }
        Self { place: place.clone(), own, near, provinces: Vec::new(), twin_of: None, names }
    }

    /// What class of place it is.
    pub(super) fn class(&self) -> Class {
        Class::of(self.place.kind)
    }

    /// Whether it lies in a country, given by code; a place on the line lies in both.
    #[must_use]
    pub fn in_country(&self, code: &str) -> bool {
        self.place.country.split('/').any(|c| c.trim().eq_ignore_ascii_case(code.trim()))
    }

    /// Whether two places lie in one country, as far as that is known.
    pub(super) fn shares_country(&self, other: &Self) -> bool {
        self.place.country.split('/').any(|c| other.in_country(c))
    }

    /// The names of the province and district it lies in, each on its own.
    pub(super) fn lies_in(&self) -> impl Iterator<Item = &str> {
        let admin = self.place.admin.as_deref().unwrap_or_default();
        admin
            .split(['/', ','])
            .map(str::trim)
            .filter(|a| !a.is_empty())
            .chain(self.provinces.iter().map(String::as_str))
    }
}

/// The names in one text: `A (B)`, `A / B`, `A – B` hold two, and are a name together.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    let marks = |c: char| matches!(c, '(' | ')' | '/' | '–' | ',');
    if text.contains(marks) {
        parts.extend(text.split(marks).map(str::trim).filter(|p| !p.is_empty()));
    }
    parts
}
