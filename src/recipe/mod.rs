//! What to do: the dossier's manifest, the recipes of its figures, filters; resolved and checked once.

mod bands;
mod border_km;
mod coding;
mod colour;
mod extent;
mod filter;
mod fits;
mod house;
mod inset;
mod inside;
mod kind;
mod label_template;
mod layers;
mod legend;
mod length;
mod manifest;
mod map;
mod note;
mod own_layer;
mod page;
mod period;
mod renamed;
mod settings;
mod step;
mod steps;
mod text_as;
pub mod value;
mod view;

use serde::de::{DeserializeOwned, IntoDeserializer as _};
use serde_json::Value;
use thiserror::Error;

pub use bands::band_limits;
pub use border_km::BorderKm;
pub use coding::{check_categories, coding, coding_text, spreadsheet_table, spreadsheet_template};
pub use colour::rgb;
pub use extent::{Extent, ExtentText};
pub use filter::{Filter, FilterText, judge_period};
pub use house::{HouseText, LogoText};
pub use inset::{Inset, InsetText};
pub use kind::{By, Kind};
pub use label_template::{LabelField, LabelPart, LabelTemplate};
pub use layers::{Defaults, Origin, Setting, lines};
pub use legend::{Legend, Locator};
pub use length::{Length, LengthError, distinct};
pub use manifest::{CategoryText, Manifest, ReliefFile};
pub use map::{Choice, Choropleth, Graticule, ImageFormat, Recipe, Show, Theme};
pub use note::{NoteAnchor, NoteText};
#[cfg(test)]
pub(crate) use own_layer::LAYER_DISTANCES_M;
pub use own_layer::{LayerSource, LayerText};
pub use page::Page;
pub use period::Period;
pub use renamed::{OldKey, ParameterFile, RENAMED_KEYS, RenamedKey, old_keys, with_first_names, with_new_keys};
pub use settings::SettingsInForce;
pub use step::Step;
pub use text_as::TextAs;
pub use view::ViewText;

/// Why a manifest, a recipe or an option cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RecipeError {
    /// The file is not the TOML that is expected; the message shows line and column.
    #[error("{file}: {message}")]
    File {
        /// The name of the file.
        file: String,
        /// The message of the parser, with its line.
        message: String,
    },
    /// A value cannot be used.
    #[error("{key}: {found}: expected {expected}")]
    Value {
        /// The key or option.
        key: String,
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
}

impl RecipeError {
    pub(crate) fn value(key: &str, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::Value { key: key.to_owned(), found: found.into(), expected: expected.into() }
    }
}

fn from_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, RecipeError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    toml::from_str(text).map_err(|e| {
        let mut message = in_plain_words(e.to_string());
        if let Some(nearest) = nearest(e.message()) {
            message = format!("{}\ndid you mean `{nearest}`?\n", message.trim_end());
        }
        RecipeError::File { file: file.to_owned(), message }
    })
}

/// The message of a parser without the names that a program has for types.
fn in_plain_words(message: String) -> String {
    const WORDS: [(&str, &str); 8] = [
        ("expected u32", "expected a whole number, 0 or more"),
        ("expected usize", "expected a whole number, 0 or more"),
        ("expected f64", "expected a number"),
        ("expected a boolean", "expected true or false"),
        ("expected a sequence", "expected a list in [ ]"),
        ("expected a map", "expected a table of keys and values"),
        ("expected a tuple of size 2", "expected two values"),
        ("expected an array of length 4", "expected four values"),
    ];
    WORDS.iter().fold(message, |message, (theirs, ours)| message.replace(theirs, ours))
}

/// The values of a TOML file as JSON, whatever they mean; a date is text.
///
/// # Errors
///
/// [`RecipeError::File`] where it is not TOML.
pub fn values(file: &str, text: &str) -> Result<Value, RecipeError> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => Value::from(text),
            toml::Value::Integer(number) => Value::from(number),
            // JSON has no number that is none.
            toml::Value::Float(number) if !number.is_finite() => Value::from(number.to_string()),
            toml::Value::Float(number) => Value::from(number),
            toml::Value::Boolean(is) => Value::from(is),
            toml::Value::Datetime(date) => Value::from(date.to_string()),
            toml::Value::Array(list) => list.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        }
    }
    from_toml::<toml::Table>(file, text).map(|table| json(toml::Value::Table(table)))
}

/// A value written as one word, such as a theme; for options.
///
/// # Errors
///
/// What was found, what was expected, and the nearest known word.
pub fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let read: Result<T, serde::de::value::Error> = T::deserialize(text.into_deserializer());
    read.map_err(|e| with_nearest(e.to_string()))
}

/// A message such as "unknown variant `a`, expected one of `b`, `c`" with the nearest known word.
fn with_nearest(message: String) -> String {
    let hint = nearest(&message).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    format!("{message}{hint}")
}

/// The known name nearest to an unknown one, out of a message such as "unknown field `a`, expected one of `b`, `c`".
fn nearest(message: &str) -> Option<&str> {
    let (unknown, known) = message.strip_prefix("unknown ")?.split_once(", expected ")?;
    let quoted = |text: &'_ str| -> Vec<(usize, usize)> {
        let ticks: Vec<usize> = text.match_indices('`').map(|(i, _)| i).collect();
        ticks.chunks_exact(2).map(|pair| (pair[0] + 1, pair[1])).collect()
    };
    let found = quoted(unknown).first().and_then(|(from, to)| unknown.get(*from..*to))?;
    closest(found, quoted(known).into_iter().filter_map(|(from, to)| known.get(from..to)))
}

/// The known name most like one that is unknown (Jaro–Winkler similarity), among those that it may be a slip of: a third of its letters
/// are others at most (Damerau–Levenshtein distance), those of one of its words, or it is a part of them. `None` if there is none.
#[must_use]
pub fn closest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let like = |name: &&str| strsim::jaro_winkler(name, unknown);
    let letters = unknown.chars().count();
    let is_near = |name: &&str| {
        let is_slip = |word: &str| {
            let most = (letters.max(word.chars().count()) / 3).max(1);
            strsim::damerau_levenshtein(word, unknown) <= most
        };
        letters >= 3 && name.contains(unknown) || is_slip(name) || (letters >= 5 && name.split('_').any(is_slip))
    };
    known.into_iter().filter(is_near).max_by(|a, b| like(a).total_cmp(&like(b)))
}

/// What stands behind the list of known names: the closest one in its quotation marks, or nothing.
pub(crate) fn did_you_mean<'a>(
    unknown: &str,
    known: impl IntoIterator<Item = &'a str>,
    [open, close]: [&str; 2],
) -> String {
    closest(unknown, known).map(|like| format!("; did you mean {open}{like}{close}?")).unwrap_or_default()
}
