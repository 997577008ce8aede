//! The error of all operations on a dossier.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a dossier could not be read, measured, drawn or written.
///
/// The message names the file, key or option that is wrong; [`Error::hint`] gives the remedy if it is known.
///
/// # Example
///
/// ```
/// use marz::Dossier;
/// let error = Dossier::open("no-such-folder").err().map(|e| e.to_string());
/// assert!(error.is_some_and(|message| message.contains("no-such-folder")));
/// ```
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] crate::ledger::WriteError),
    /// An error while writing a file or stream.
    #[error("cannot write {path}: {source}")]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file in a GIS format could not be made.
    #[error("cannot write {path}: {source}")]
    Unmade {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A seal could not be written or read.
    #[error(transparent)]
    Seal(#[from] crate::ledger::SealError),
    /// An edit could not be recorded or undone.
    #[error(transparent)]
    History(#[from] crate::ledger::HistoryError),
    /// A manifest, recipe or filter is wrong.
    #[error(transparent)]
    Recipe(#[from] crate::recipe::RecipeError),
    /// A catalogue of the dossier cannot be read.
    #[error(transparent)]
    Catalogue(#[from] crate::language::CatalogueError),
    /// There is nothing to draw.
    #[cfg(any(feature = "figures", feature = "export"))]
    #[error(transparent)]
    Projection(#[from] crate::project::ProjectionError),
    /// A picture could not be made.
    #[cfg(feature = "figures")]
    #[error(transparent)]
    Render(#[from] crate::render::RenderError),
    /// Two lines cannot be compared.
    #[error(transparent)]
    Diff(#[from] crate::diff::DiffError),
    /// The data cannot be used; the problems of its records give the reasons.
    #[error("{0}")]
    Data(String),
    /// The request cannot be fulfilled.
    #[error("{message}")]
    Request {
        /// What is wrong.
        message: String,
        /// The remedy, if it is known.
        hint: Option<String>,
    },
}

impl Error {
    /// The error of a request that cannot be fulfilled: `message` names what is wrong, `hint` the remedy.
    #[must_use]
    pub fn request(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self::Request { message: message.into(), hint: hint.into() }
    }

    /// The remedy; `None` if it is not known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Request { hint, .. } => hint.as_deref(),
            Self::Diff(_) => Some(
                "name two lines of one border: files, or a code and an edition of it, such as BRA-VEN@2026c BRA-VEN",
            ),
            _ => None,
        }
    }

    /// The message with its remedy, for where one line is all that there is.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        self.hint().map_or_else(|| self.to_string(), |hint| format!("{self}; {hint}"))
    }
}

/// Maps an I/O error to one of reading a file.
pub fn unreadable(path: &Path) -> impl Fn(io::Error) -> Error {
    move |source| Error::Read { path: path.to_path_buf(), source }
}

/// Maps an error of a library to one of making a file.
pub fn unmade<E: std::error::Error + Send + Sync + 'static>(path: &Path) -> impl Fn(E) -> Error {
    move |source| Error::Unmade { path: path.to_path_buf(), source: Box::new(source) }
}
