//! Editing a dossier's data: one run at a time, and so that it can be undone.

use std::ffi::OsString;
use std::path::Path;
use std::sync::OnceLock;

use super::args::Global;
use super::console::{Console, Failure};
use marz::dossier::{WAITING, folder_of};
use marz::ledger::{Editing, Lock, command_line};

/// The words of this run, the name of the program first.
pub static WORDS: OnceLock<Vec<OsString>> = OnceLock::new();

/// Takes the lock of a folder for an edit; where another run has it, a note on stderr says that this one waits.
pub fn begin(folder: &Path, console: &Console) -> Result<Editing, Failure> {
    Ok(Editing::begin(&folder_of(folder), || console.note(WAITING))?)
}

/// Takes the lock of a folder for a run that edits none of its data.
pub fn lock(folder: &Path, console: &Console) -> Result<Lock, Failure> {
    Ok(Lock::take(&folder_of(folder), || console.note(WAITING))?)
}

/// Takes the lock of a folder that is only looked at, where it was ever edited.
pub fn lock_to_look(folder: &Path, console: &Console) -> Option<Lock> {
    if folder_of(folder).join(".marz").join("lock").exists() { lock(folder, console).ok() } else { None }
}

/// The words of this run, as a shell takes them.
pub fn command() -> String {
    let words = WORDS.get().into_iter().flatten().skip(1).map(|word| word.to_string_lossy().into_owned());
    command_line(std::iter::once("marz".to_owned()).chain(words))
}

/// Another command for the dossier of this run, as a shell takes it.
pub fn in_dossier(words: &[&str], global: &Global) -> String {
    let folder = global.dossier.iter().flat_map(|folder| ["--dossier".to_owned(), folder.display().to_string()]);
    command_line(std::iter::once("marz").chain(words.iter().copied()).map(str::to_owned).chain(folder))
}
