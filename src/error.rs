//! Why something could not be done: one error for everything that works on a whole dossier.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a dossier could not be read, measured, drawn or written.
///
/// Each names the file, key or option that is wrong; [`Error::hint`] says what to do about it where that is known.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] crate::ledger::WriteError),
    /// A file could not be written to its end.
    #[error("cannot write {path}: {source}")]
    Unwritten {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file in a format of other programs could not be made.
    #[error("cannot write {path}: {source}")]
    Unmade {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A seal could not be written or read.
    #[error(transparent)]
    Seal(#[from] crate::ledger::SealError),
    /// An edit could not be kept or undone.
    #[error(transparent)]
    History(#[from] crate::ledger::HistoryError),
    /// A manifest, recipe or filter is wrong.
    #[error(transparent)]
    Recipe(#[from] crate::recipe::RecipeError),
    /// A catalogue of the dossier cannot be read.
    #[error(transparent)]
    Catalogue(#[from] crate::language::CatalogueError),
    /// There is nothing to draw.
    #[error(transparent)]
    Projection(#[from] crate::project::ProjectionError),
    /// A picture could not be made.
    #[error(transparent)]
    Render(#[from] crate::render::RenderError),
    /// The data cannot be used; the problems of its records say why.
    #[error("{0}")]
    Data(String),
    /// What was asked for cannot be done.
    #[error("{message}")]
    Request {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
}

impl Error {
    /// What was asked for cannot be done: what is wrong, and what to do.
    #[must_use]
    pub fn request(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self::Request { message: message.into(), hint: hint.into() }
    }

    /// What to do about it, where that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Request { hint, .. } => hint.as_deref(),
            _ => None,
        }
    }

    /// The same error with the file of the recipe that asked for it.
    #[must_use]
    pub fn of_recipe(self, recipe: &str) -> Self {
        match self {
            Self::Request { message, hint } => Self::Request { message: format!("{recipe}: {message}"), hint },
            Self::Projection(e) => Self::Request { message: format!("{recipe}: {e}"), hint: None },
            Self::Recipe(e @ crate::recipe::RecipeError::Value { .. }) => {
                Self::Request { message: format!("{recipe}: {e}"), hint: None }
            }
            other => other,
        }
    }
}

impl From<crate::compose::ComposeError> for Error {
    fn from(error: crate::compose::ComposeError) -> Self {
        match error {
            crate::compose::ComposeError::Projection(error) => Self::Projection(error),
            error => Self::request(
                error.to_string(),
                "make it larger, lower the dots per inch, make --text-scale smaller, or leave out --legend or --key"
                    .to_owned(),
            ),
        }
    }
}

/// Names the file that could not be read.
pub fn unreadable(path: &Path) -> impl Fn(io::Error) -> Error {
    move |source| Error::Read { path: path.to_path_buf(), source }
}

/// Names the file that could not be made.
pub fn unmade<E: std::error::Error + Send + Sync + 'static>(path: &Path) -> impl Fn(E) -> Error {
    move |source| Error::Unmade { path: path.to_path_buf(), source: Box::new(source) }
}
