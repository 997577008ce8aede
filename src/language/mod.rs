//! The languages of figures and reports: their words, dates and numbers.
//!
//! Names of places and borders are data; the words of a figure itself (legend, dates, footer) stand in a catalogue, a file of
//! [Project Fluent](https://projectfluent.org), one for each language. Those of this folder are part of the program; a dossier
//! may bring others.

mod catalogue;
mod date;
mod error;
mod number;
mod ours;
mod plural;
mod tag;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, LazyLock};

use fluent_bundle::FluentArgs;

pub use catalogue::CatalogueError;
pub use date::date;
pub use error::LanguageError;
#[cfg(feature = "figures")]
pub(crate) use ours::parted;
pub use tag::{NameCodes, is_tag, name_codes};

use crate::model::{Basis, Categories, Category, Names, Reliability, Status};
use crate::packed::{Packed, packed};
use catalogue::{Catalogue, Writing};

/// The catalogues of the program, English first: the others fall back to it.
const EMBEDDED: [(&str, Packed); 7] = [
    ("en", packed!("en")),
    ("tg", packed!("tg")),
    ("fa", packed!("fa")),
    ("ru", packed!("ru")),
    ("es", packed!("es")),
    ("fr", packed!("fr")),
    ("ar", packed!("ar")),
];

/// A language in which figures and reports can be made. Cheap to clone.
#[derive(Clone)]
pub struct Language(Arc<Inner>);

struct Inner {
    code: String,
    /// `None` if it has no catalogue that can be read: then everything is taken from its fallback.
    catalogue: Option<Catalogue>,
    writing: Writing,
    /// Where missing messages are taken from; `None` for English.
    fallback: Option<Language>,
    /// Whether it only adds the names of a dossier's categories to its fallback.
    is_names: bool,
}

impl Language {
    fn new(code: &str, catalogue: Option<Catalogue>, fallback: Option<Self>) -> Self {
        Self::layer(code, catalogue, fallback, false)
    }

    fn layer(code: &str, catalogue: Option<Catalogue>, fallback: Option<Self>, is_names: bool) -> Self {
        let own = catalogue.as_ref().map(|c| c.writing.clone()).unwrap_or_default();
        let other = fallback.as_ref().map(|f| f.0.writing.clone()).unwrap_or_default();
        let writing = Writing {
            is_right_to_left: own.is_right_to_left.or(other.is_right_to_left),
            digits: own.digits.or(other.digits),
            grouping_from: own.grouping_from.or(other.grouping_from),
            letters: own.letters.or(other.letters),
            name_fallback: own.name_fallback.or(other.name_fallback),
            language_names: if own.language_names.is_empty() { other.language_names } else { own.language_names },
        };
        Self(Arc::new(Inner { code: code.to_owned(), catalogue, writing, fallback, is_names }))
    }

    /// English, which every other language falls back to.
    #[must_use]
    pub fn english() -> Self {
        Languages::embedded().english()
    }

    /// The code of the language: ISO 639-1, such as `th`, or longer as in BCP 47.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// Whether it is the language in which records are written, so that their titles can stand as they are.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.code() == ENGLISH
    }

    /// Whether it is written from right to left, so that a layout is mirrored.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        self.0.writing.is_right_to_left.unwrap_or(false)
    }

    /// Whether a name is in the script of this language: every letter of it.
    #[must_use]
    pub fn writes(&self, name: &str) -> bool {
        let ranges = self.0.writing.letters.as_deref().unwrap_or_default();
        let is_own = |c: char| ranges.iter().any(|r| r.contains(&u32::from(c)));
        name.chars().any(char::is_alphabetic) && name.chars().filter(|c| c.is_alphabetic()).all(is_own)
    }

    /// The name of a thing in this language, or else in one that its readers can read (the catalogue lists them), or else in
    /// English, or else in whichever language comes first by code; `None` if it has none.
    #[must_use]
    pub fn name<'a>(&self, names: &'a Names) -> Option<&'a str> {
        let others = self.0.writing.name_fallback.iter().flatten().map(String::as_str);
        let name = std::iter::once(self.code()).chain(others).find_map(|code| names.0.get(code));
        name.map(String::as_str).or_else(|| names.in_language(ENGLISH))
    }

    /// A message without variables, in this language or else in English; empty if there is none of this key.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        let own = self.0.catalogue.as_ref().and_then(|c| c.text(key));
        own.or_else(|| self.0.fallback.as_ref().map(|f| f.text(key))).unwrap_or_default()
    }

    /// A message with its variables filled in, in this language or else in English; empty if there is none of this key.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        if let Some(filled) = self.0.catalogue.as_ref().and_then(|c| c.fill(key, values)) {
            return filled;
        }
        let mut all = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            all.set(*name, *value);
        }
        self.format(key, &all)
    }

    /// The same for a message about `count` of something: `$n` is that number as it is written, and `$count` chooses the plural
    /// form.
    #[must_use]
    pub fn counted(&self, key: &str, count: usize, values: &[(&str, &str)]) -> String {
        let mut all = FluentArgs::with_capacity(values.len() + 2);
        all.set("n", self.grouped(&count.to_string()));
        all.set("count", plural::same_form(self.code(), count));
        for (name, value) in values {
            all.set(*name, *value);
        }
        self.format(key, &all)
    }

    fn format(&self, key: &str, values: &FluentArgs<'_>) -> String {
        let own = self.0.catalogue.as_ref().and_then(|c| c.format(key, Some(values)));
        own.or_else(|| self.0.fallback.as_ref().map(|f| f.format(key, values))).unwrap_or_default()
    }

    /// The name of a month, 1 to 12, as it stands by itself.
    #[must_use]
    pub fn month(&self, month: u8) -> &str {
        self.text(&format!("month-{}", month.clamp(1, 12)))
    }

    /// The name of a month, 1 to 12, as it stands after the number of a day.
    #[must_use]
    pub fn month_of_day(&self, month: u8) -> &str {
        self.text(&format!("month-of-day-{}", month.clamp(1, 12)))
    }

    /// What a category is called.
    #[must_use]
    pub fn category(&self, category: Category) -> &str {
        self.text(&category_message(category))
    }

    /// What a status is called.
    #[must_use]
    pub fn status(&self, status: Status) -> &str {
        self.text(&format!("status-{}", status.as_str().replace('_', "-")))
    }

    /// What a point rests on.
    #[must_use]
    pub fn basis(&self, basis: Basis) -> &str {
        self.text(match basis {
            Basis::Gazetteer => "basis-gazetteer",
            Basis::Reported => "basis-reported",
            Basis::Estimate => "basis-estimate",
            Basis::FromBorder => "basis-from-border",
        })
    }

    /// What a letter of the grade means.
    #[must_use]
    pub fn reliability(&self, letter: Reliability) -> &str {
        self.text(match letter {
            Reliability::A => "reliability-a",
            Reliability::B => "reliability-b",
            Reliability::C => "reliability-c",
            Reliability::D => "reliability-d",
            Reliability::E => "reliability-e",
            Reliability::F => "reliability-f",
        })
    }

    /// What a figure of the grade, 1 to 6, means.
    #[must_use]
    pub fn credibility(&self, figure: u8) -> &str {
        self.text(&format!("credibility-{}", figure.clamp(1, 6)))
    }

    /// The keys that English has and this language lacks, so that English stands in their place.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let english = Self::english();
        let has = |key: &str| {
            let mut language = Some(self);
            while let Some(l) = language.filter(|l| l.0.fallback.is_some()) {
                if l.0.catalogue.as_ref().is_some_and(|c| c.variables().contains_key(key)) {
                    return true;
                }
                language = l.0.fallback.as_ref();
            }
            self.is_english()
        };
        let all = english.0.catalogue.as_ref().map(|c| c.variables().keys().cloned().collect::<Vec<_>>());
        all.unwrap_or_default().into_iter().filter(|key| !has(key)).collect()
    }

    /// The language below the names of a dossier's categories: what somebody wrote as a catalogue.
    fn written(&self) -> &Self {
        match &self.0.fallback {
            Some(fallback) if self.0.is_names => fallback.written(),
            _ => self,
        }
    }

    /// The keys that this language has and English lacks: misspelt, or no longer used.
    #[must_use]
    pub fn unknown(&self) -> Vec<String> {
        let english = Self::english();
        let known = |key: &&String| english.0.catalogue.as_ref().is_some_and(|c| c.variables().contains_key(*key));
        let catalogue = self.written().0.catalogue.as_ref();
        let own = catalogue.map(|c| c.variables().keys().collect::<Vec<_>>()).unwrap_or_default();
        own.into_iter().filter(|k| !known(k)).cloned().collect()
    }

    /// The keys whose message leaves out a variable that English has, so that a number or a name is lost.
    #[must_use]
    pub fn incomplete(&self) -> Vec<String> {
        let english = Self::english();
        let (Some(own), Some(english)) = (&self.written().0.catalogue, &english.0.catalogue) else { return Vec::new() };
        let keys = own.variables().keys().filter(|k| english.variables().contains_key(*k) && own.differs(k, english));
        keys.cloned().collect()
    }
}

/// The message with the name of a category.
fn category_message(category: Category) -> String {
    format!("category-{}", category.as_str().replace('_', "-"))
}

/// The code of English.
const ENGLISH: &str = "en";

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.code() == other.code()
    }
}

impl Eq for Language {}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.code())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The languages that there are: those of the program, in their order, then those that a dossier brings, by code.
///
/// # Example
///
/// ```
/// use marz::language::Languages;
///
/// let thai = ("languages/th.ftl", "km = กม.\nlanguage-names = Thai\n".as_bytes());
/// let languages = Languages::with([thai])?;
/// let pair = languages.pair("th+en").unwrap();
/// assert_eq!(pair.first.text("km"), "กม.");
/// // What it lacks falls back to English.
/// assert_eq!(pair.first.text("miles"), "miles");
/// assert!(languages.pair("thai").unwrap_err().to_string().contains("did you mean th?"));
/// # Ok::<(), marz::language::CatalogueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    /// Those with a catalogue.
    all: Arc<[Language]>,
    /// Those of which a dossier has names alone: good for a second line of names.
    of_names: Arc<[Language]>,
}

impl Default for Languages {
    fn default() -> Self {
        Self::embedded().clone()
    }
}

impl Languages {
    /// The languages of the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static ALL: LazyLock<Languages> = LazyLock::new(|| {
            let mut all: Vec<Language> = Vec::new();
            for (code, packed) in EMBEDDED {
                let english = all.first().cloned();
                let reference = english.as_ref().and_then(|e| e.0.catalogue.as_ref());
                // A test holds that each of them can be read.
                let catalogue = Catalogue::parse(&format!("{code}.ftl"), code, &packed.text(), reference).ok();
                all.push(Language::new(code, catalogue, english));
            }
            Languages { all: all.into(), of_names: Arc::default() }
        });
        &ALL
    }

    /// The languages of the program, and those of these catalogues. One for a language that the program has goes before the
    /// program's, message by message.
    ///
    /// # Arguments
    ///
    /// `files` are the names of Fluent files, each `CODE.ftl` in any folder, with their bytes; others are passed over.
    ///
    /// # Errors
    ///
    /// [`CatalogueError`] naming file, line and message: text that is not UTF-8 or not Fluent, a variable that the message does not
    /// have, a name of a file that is no language code.
    pub fn with<N: AsRef<str>, B: AsRef<[u8]>>(
        files: impl IntoIterator<Item = (N, B)>,
    ) -> Result<Self, CatalogueError> {
        let embedded = Self::embedded();
        let english = embedded.english();
        let (mut all, mut own) = (embedded.all.to_vec(), Vec::new());
        for (file, bytes) in files {
            let file = file.as_ref();
            let Some(code) = file.rsplit(['/', '\\']).next().and_then(|name| name.strip_suffix(".ftl")) else {
                continue;
            };
            let text = std::str::from_utf8(bytes.as_ref()).map_err(|e| CatalogueError {
                file: file.to_owned(),
                line: bytes.as_ref().iter().take(e.valid_up_to()).filter(|b| **b == b'\n').count() + 1,
                key: None,
                reason: "not UTF-8 text; save it again with the encoding UTF-8".to_owned(),
            })?;
            let catalogue = Catalogue::parse(file, code, text, english.0.catalogue.as_ref())?;
            match all.iter_mut().find(|l| l.code() == code) {
                Some(known) => *known = Language::new(code, Some(catalogue), Some(known.clone())),
                None => own.push(Language::new(code, Some(catalogue), Some(english.clone()))),
            }
        }
        own.sort_by(|a, b| a.code().cmp(b.code()));
        all.extend(own);
        Ok(Self { all: all.into(), of_names: Arc::default() })
    }

    /// The same with the names of categories that a dossier defines.
    ///
    /// # Errors
    ///
    /// [`CatalogueError`] if a name cannot stand in a catalogue.
    pub fn naming(self, categories: &Categories) -> Result<Self, CatalogueError> {
        if categories.iter().next().is_none() {
            return Ok(self);
        }
        let named = |language: &Language| {
            let line = |(category, names): (Category, &Names)| {
                let name = language.name(names).unwrap_or(category.as_str()).to_owned();
                format!("{} = {}\n", category_message(category), name.trim())
            };
            let text: String = categories.iter().map(line).collect();
            let catalogue = Catalogue::parse("marz.toml", language.code(), &text, None)?;
            Ok(Language::layer(language.code(), Some(catalogue), Some(language.clone()), true))
        };
        Ok(Self { all: self.iter().map(named).collect::<Result<Vec<_>, _>>()?.into(), of_names: self.of_names })
    }

    /// The same, with the languages of some names beside those with a catalogue: they can be asked for as the second of two.
    #[must_use]
    pub fn with_names<'n>(self, names: impl Iterator<Item = &'n Names>) -> Self {
        let tags: BTreeSet<&String> = names.flat_map(|n| n.0.keys()).filter(|tag| is_tag(tag)).collect();
        let others = tags.into_iter().filter(|tag| !self.iter().any(|l| l.code() == *tag));
        let of_names: Vec<Language> = others.map(|tag| Language::new(tag, None, Some(self.english()))).collect();
        Self { of_names: of_names.into(), ..self }
    }

    /// Those with a catalogue, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Language> {
        self.all.iter()
    }

    /// English.
    #[must_use]
    pub fn english(&self) -> Language {
        self.all.first().cloned().unwrap_or_else(|| Language::new(ENGLISH, None, None))
    }

    /// A language by its code.
    ///
    /// # Errors
    ///
    /// [`LanguageError`] where there is no catalogue for it.
    pub fn find(&self, code: &str) -> Result<Language, LanguageError> {
        self.one(code, code)
    }

    /// A language, or two of them joined with `+`: the second is that of a second line of names, and need not have a catalogue.
    ///
    /// # Errors
    ///
    /// [`LanguageError`] where there is no catalogue for one of them.
    pub fn pair(&self, text: &str) -> Result<LanguagePair, LanguageError> {
        match text.split_once('+') {
            None => Ok(LanguagePair::only(self.one(text, text)?)),
            Some((first, second)) => {
                let of_names = self.of_names.iter().find(|l| l.code() == second.trim()).cloned();
                let second = of_names.map_or_else(|| self.one(text, second), Ok)?;
                Ok(LanguagePair { first: self.one(text, first)?, second: Some(second) })
            }
        }
    }

    fn one(&self, text: &str, code: &str) -> Result<Language, LanguageError> {
        let known = self.iter().find(|l| l.code() == code.trim()).cloned();
        known.ok_or_else(|| {
            /// Less like is another language.
            const LEAST_LIKE: f64 = 0.65;
            let wanted = code.trim().to_lowercase();
            let like = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &wanted);
            let best = |l: &Language| {
                let names = l.0.writing.language_names.iter().map(String::as_str);
                names.chain([l.code()]).map(like).fold(0.0_f64, f64::max)
            };
            let nearest = self.iter().fold(None, |found: Option<(f64, &Language)>, l| match found {
                Some((most, _)) if most >= best(l) => found,
                _ => Some((best(l), l)),
            });
            LanguageError {
                found: text.to_owned(),
                there_are: self.iter().map(|l| l.code().to_owned()).collect(),
                of_names: self.of_names.iter().map(|l| l.code().to_owned()).collect(),
                nearest: nearest.filter(|(most, _)| *most >= LEAST_LIKE).map(|(_, l)| l.code().to_owned()),
            }
        })
    }
}

/// The language of a figure, and a second one that names may carry beside it.
///
/// # Example
///
/// ```
/// use marz::language::Languages;
/// use marz::model::Names;
///
/// let pair = Languages::embedded().pair("tg+fa").unwrap();
/// assert_eq!(pair.first.code(), "tg");
/// let mut names = Names::english("Dushanbe");
/// names.0.insert("tg".to_owned(), "Душанбе".to_owned());
/// names.0.insert("fa".to_owned(), "دوشنبه".to_owned());
/// assert_eq!(pair.names(&names), ["Душанбе", "دوشنبه"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguagePair {
    /// The language of everything.
    pub first: Language,
    /// The language of the second line of names.
    pub second: Option<Language>,
}

impl LanguagePair {
    /// One language alone.
    #[must_use]
    pub fn only(first: Language) -> Self {
        Self { first, second: None }
    }

    /// The tags of the two, such as `tg` and `fa`.
    #[must_use]
    pub fn tags(&self) -> Vec<String> {
        [Some(&self.first), self.second.as_ref()].into_iter().flatten().map(|l| l.code().to_owned()).collect()
    }

    /// The names of a thing, one for each language; none twice, and none in another language than the second asks for.
    #[must_use]
    pub fn names<'a>(&self, names: &'a Names) -> Vec<&'a str> {
        let first = self.first.name(names);
        let second = self.second.as_ref().and_then(|l| names.0.get(l.code())).map(String::as_str);
        first.into_iter().chain(second.filter(|s| Some(*s) != first)).collect()
    }
}

impl fmt::Display for LanguagePair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.second {
            Some(second) => write!(f, "{}+{second}", self.first),
            None => self.first.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
