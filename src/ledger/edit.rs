//! An edit (a transaction): some files, all changed or none, by one run at a time, with a write-ahead copy for undo.

use std::path::{Path, PathBuf};

use super::change::{FileChange, put};
use super::history::{History, HistoryError};
use super::{Lock, WriteError, inside, refused};

/// The words of a command as a shell takes them, by which undoing names an edit.
pub fn command_line(words: impl Iterator<Item = String>) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=./:,+@%…".contains(c);
    let quoted = |word: String| match !word.is_empty() && word.chars().all(is_plain) {
        true => word,
        false => format!("'{}'", word.replace('\'', "'\\''")),
    };
    words.map(quoted).collect::<Vec<_>>().join(" ")
}

/// A run that edits a folder: no other does meanwhile.
#[derive(Debug)]
pub struct Editing {
    folder: PathBuf,
    _lock: Lock,
}

impl Editing {
    /// Takes the lock of the folder; see [`Lock::take`]. What is edited is to be read after this.
    ///
    /// # Errors
    ///
    /// [`WriteError`] where the folder cannot be written.
    pub fn begin(folder: &Path, waiting: impl FnOnce()) -> Result<Self, WriteError> {
        Ok(Self { _lock: Lock::take(folder, waiting)?, folder: folder.to_path_buf() })
    }

    /// The edits of the folder so far.
    #[must_use]
    pub fn history(&self) -> History {
        History::of(&self.folder)
    }

    /// Keeps what the files held under the words of the command, then writes what they are to hold.
    ///
    /// # Errors
    ///
    /// [`HistoryError`], with [`WriteError::Changed`] where a file no longer holds what was read; the files are then as they were.
    pub fn commit(&self, command: &str, changes: &[FileChange]) -> Result<(), HistoryError> {
        for change in changes {
            let path = self.folder.join(&change.path);
            if inside::read(&self.folder, &change.path).map_err(refused(&path))? != change.before {
                return Err(WriteError::Changed(path).into());
            }
        }
        let history = self.history();
        let number = history.record(command, changes)?;
        for (done, change) in changes.iter().enumerate() {
            if let Err(e) = put(&self.folder, &change.path, change.before.as_deref(), change.after.as_deref(), None) {
                for change in changes.iter().take(done) {
                    // What cannot be put back now is put back by undoing the entry, which therefore stays.
                    put(&self.folder, &change.path, change.after.as_deref(), change.before.as_deref(), None)?;
                }
                history.forget(number);
                return Err(e.into());
            }
        }
        history.tidy(number);
        Ok(())
    }
}
