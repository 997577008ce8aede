//! What to do: the dossier's manifest, the recipes of its figures, filters; resolved and checked once.

mod filter;
mod length;
mod manifest;
mod map;

use thiserror::Error;

pub use filter::{Filter, FilterText};
pub use length::{Length, LengthError};
pub use manifest::{Manifest, ReliefFile};
pub use map::{Extent, ExtentText, ImageFormat, Recipe, Show};

/// Why a manifest, a recipe or an option cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RecipeError {
    /// The file is not the TOML that is expected; the message shows line and column.
    #[error("{file}: {message}")]
    File {
        /// The name of the file.
        file: String,
        /// What the parser says, with the line it means.
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
    fn value(key: &str, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::Value { key: key.to_owned(), found: found.into(), expected: expected.into() }
    }
}

fn from_toml<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, RecipeError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    toml::from_str(text).map_err(|e| RecipeError::File { file: file.to_owned(), message: e.to_string() })
}
