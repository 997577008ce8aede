//! Editing a dossier's data: one run at a time, and so that it can be undone.

use std::path::{Path, PathBuf};

use super::console::{Console, Failure};
use marz::ledger::{Editing, Lock};

const WAITING: &str = "another marz works on this dossier: waiting for it";

/// Takes the lock of a folder for an edit; where another run has it, that is said.
pub fn begin(folder: &Path, console: &Console) -> Result<Editing, Failure> {
    Ok(Editing::begin(&here(folder), || console.note(WAITING))?)
}

/// Takes the lock of a folder for a run that edits none of its data.
pub fn lock(folder: &Path, console: &Console) -> Result<Lock, Failure> {
    Ok(Lock::take(&here(folder), || console.note(WAITING))?)
}

/// Takes the lock of a folder that is only looked at, where it was ever edited.
pub fn lock_to_look(folder: &Path, console: &Console) -> Option<Lock> {
    if here(folder).join(".marz").join("lock").exists() { lock(folder, console).ok() } else { None }
}

/// The folder of a dossier as a path that is not empty.
fn here(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() }
}

/// The folder to which edits of a file belong, and the file's path below it: that of the dossier it lies in, else its own.
pub fn home_of(file: &Path) -> Result<(PathBuf, String), Failure> {
    let failed = |source| Failure::Read { path: file.to_path_buf(), source };
    let is_plain = !file.components().any(|c| c == std::path::Component::ParentDir);
    let whole = if is_plain {
        std::path::absolute(file).map_err(failed)?
    } else {
        let folder = file.parent().unwrap_or(Path::new("."));
        folder.canonicalize().map_err(failed)?.join(file.file_name().unwrap_or_default())
    };
    let own = whole.parent().unwrap_or(Path::new("."));
    let folder = own.ancestors().find(|f| f.join(super::dossier::MANIFEST).is_file()).unwrap_or(own);
    let below = whole.strip_prefix(folder).unwrap_or(&whole);
    let names: Vec<String> = below.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    Ok((folder.to_path_buf(), names.join("/")))
}

/// The words of this run, as a shell takes them.
pub fn command() -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=./:,+@%…".contains(c);
    let quoted = |word: String| match !word.is_empty() && word.chars().all(is_plain) {
        true => word,
        false => format!("'{}'", word.replace('\'', "'\\''")),
    };
    let words = std::env::args_os().skip(1).map(|word| quoted(word.to_string_lossy().into_owned()));
    std::iter::once("marz".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}
