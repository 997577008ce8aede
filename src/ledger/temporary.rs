//! Temporary files, and what becomes of them when a run does not end as it should.
//!
//! A run that ends removes its own; so does one that a signal ends. What a killed run leaves is swept by the next run that writes
//! in the same folder; the files of a live run are locked and stay.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::system;

const BEGIN: &str = ".marz-";
const END: &str = ".tmp";
/// Marks the file that something else fills, or a folder, beside the file that holds it.
const FILLED: &str = "-filled";

/// What this run has on its way, and the folders it has swept.
#[derive(Debug)]
struct Live {
    paths: BTreeSet<PathBuf>,
    swept: BTreeSet<PathBuf>,
}

static LIVE: Mutex<Live> = Mutex::new(Live { paths: BTreeSet::new(), swept: BTreeSet::new() });

fn live() -> MutexGuard<'static, Live> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary file that no other run sweeps. Dropped, it is gone.
#[derive(Debug)]
pub struct Temporary {
    pub file: NamedTempFile,
    // Dropped after the file: until then a signal removes it.
    _known: Known,
}

/// A path that a signal removes.
#[derive(Debug)]
struct Known(PathBuf);

impl Drop for Known {
    fn drop(&mut self) {
        live().paths.remove(&self.0);
    }
}

impl Temporary {
    /// A file in a folder: with the rights of any new file where it is to be one, else private.
    pub fn new(folder: &Path, is_new: bool) -> io::Result<Self> {
        let rights = if is_new { system::new_file_rights() } else { None };
        let mut live = live();
        if live.swept.insert(folder.to_path_buf()) {
            sweep(folder);
        }
        loop {
            let mut builder = tempfile::Builder::new();
            builder.prefix(BEGIN).suffix(END);
            if let Some(rights) = rights.clone() {
                builder.permissions(rights);
            }
            let file = builder.tempfile_in(folder)?;
            // A sweep of another run may have taken it between its making and its holding.
            if system::hold(file.as_file()) && file.path().exists() {
                let path = file.path().to_path_buf();
                live.paths.insert(path.clone());
                return Ok(Self { file, _known: Known(path) });
            }
        }
    }

    /// Puts the file in the place of another.
    pub fn persist(self, target: &Path) -> io::Result<()> {
        self.file.persist(target).map(drop).map_err(|e| e.error)
    }
}

/// A temporary file for something that locks files in its own way, such as a database: beside it stands one that holds it.
#[derive(Debug)]
pub struct Filled {
    path: PathBuf,
    _holder: Temporary,
}

impl Filled {
    /// An empty file in a folder: with the rights of any new file where it is to be one, else private.
    pub fn new(folder: &Path, is_new: bool) -> io::Result<Self> {
        let holder = Temporary::new(folder, is_new)?;
        let path = filled_beside(holder.file.path());
        live().paths.insert(path.clone());
        let this = Self { path, _holder: holder };
        let file = File::options().write(true).create_new(true).open(&this.path)?;
        if !is_new {
            system::make_private(&file)?;
        }
        Ok(this)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Filled {
    fn drop(&mut self) {
        remove(&self.path);
        live().paths.remove(&self.path);
    }
}

/// A private folder in the system's folder for temporary files, held by a file beside it. Dropped, it is gone with all that is in it.
#[derive(Debug)]
pub struct TemporaryFolder {
    path: PathBuf,
    _holder: Temporary,
}

impl TemporaryFolder {
    /// An empty folder.
    ///
    /// # Errors
    ///
    /// If the system refuses it.
    pub fn new() -> io::Result<Self> {
        Self::below(&std::env::temp_dir())
    }

    fn below(folder: &Path) -> io::Result<Self> {
        let holder = Temporary::new(folder, false)?;
        let path = filled_beside(holder.file.path());
        live().paths.insert(path.clone());
        let this = Self { path, _holder: holder };
        system::create_private_folder(&this.path)?;
        Ok(this)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        remove(&self.path);
        live().paths.remove(&self.path);
    }
}

/// Removes a file, or a folder with all that is in it; a link is not followed.
fn remove(path: &Path) {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|there| there.is_dir());
    let _ = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// `.marz-x.tmp` holds `.marz-x-filled.tmp`.
fn filled_beside(holder: &Path) -> PathBuf {
    let name = holder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    holder.with_file_name(format!("{}{FILLED}{END}", name.strip_suffix(END).unwrap_or(&name)))
}

/// Removes what killed runs left in a folder; what cannot be removed stays.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let Some(inner) = name.to_str().and_then(|n| n.strip_prefix(BEGIN)?.strip_suffix(END)) else { continue };
        if inner.ends_with(FILLED) {
            continue;
        }
        system::if_abandoned(&entry.path(), || {
            remove(&filled_beside(&entry.path()));
            remove(&entry.path());
        });
    }
}

/// From now on a signal that asks the program to end removes its temporary files first; the exit code is 128 and the signal.
#[expect(clippy::exit, reason = "a signal ends the program wherever it is")]
pub fn end_on_signals() {
    system::on_signals(|signal| {
        // Held to the end: nothing new is begun.
        let live = live();
        live.paths.iter().for_each(|path| remove(path));
        std::process::exit(128 + signal);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut all: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        all.sort();
        all
    }

    #[test]
    fn what_is_left_is_swept_and_what_is_held_stays() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".marz-dead.tmp", ".marz-dead-filled.tmp", ".marz-notes.txt", "a.tmp"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let held = Filled::new(folder.path(), true).unwrap();
        let other = Temporary::new(folder.path(), true).unwrap();
        assert_eq!(names(folder.path()).len(), 5, "{:?}", names(folder.path()));
        sweep(folder.path());
        assert_eq!(names(folder.path()).len(), 5, "{:?}", names(folder.path()));
        assert!(held.path().exists() && other.file.path().exists());
        drop((held, other));
        assert_eq!(names(folder.path()), [".marz-notes.txt", "a.tmp"]);
    }
    /// A run that made outputs again and was killed leaves a folder of them where no dossier is.
    #[test]
    fn a_folder_that_a_killed_run_left_is_swept_with_all_that_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let dead = folder.path().join(".marz-dead-filled.tmp");
        fs::create_dir_all(dead.join("out")).unwrap();
        fs::write(dead.join("out/report.html"), "x").unwrap();
        fs::write(folder.path().join(".marz-dead.tmp"), "").unwrap();
        let held = TemporaryFolder::below(folder.path()).unwrap();
        assert_eq!(names(folder.path()).len(), 2, "{:?}", names(folder.path()));
        fs::write(held.path().join("a"), "x").unwrap();
        sweep(folder.path());
        assert!(held.path().join("a").exists());
        drop(held);
        assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
    }
}
