//! The undo history of a folder: write-ahead copies of what each edit changes, so that it can be undone and done again.
//!
//! An edit is a folder `.marz/undo/0001` with `entry.json` (the words of the command, and for each file its path and the SHA-256 of
//! what it held before and after), and the bytes themselves: `0.before` for the first file and so on, and once the edit is undone
//! `0.after`. It counts from the moment `entry.json` stands there; the files are written after that. Where a run was killed in
//! between, undoing puts back what was written and passes over what was not.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::change::{FileChange, put};
use super::inside::{self, inside};
use super::lock::private;
use super::{WriteError, is_inside, refused, sha256};

/// So many edits are kept,
const MOST: usize = 50;
/// and so many bytes of them, though always the last edit.
const MOST_BYTES: u64 = 500_000_000;

const ENTRY: &str = "entry.json";
const UNDONE: &str = "undone";

/// Why an edit could not be kept or undone.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is kept of an edit is not what was written there.
    #[error("{0} is not what was kept there; the edit cannot be undone")]
    Broken(PathBuf),
    /// There is no edit to undo, or none to do again.
    #[error("there is nothing to {0}")]
    Nothing(&'static str),
    /// A file holds neither what it held before the edit nor after it.
    #[error("{path} was changed since '{command}'; nothing was written")]
    Changed {
        /// Which file.
        path: PathBuf,
        /// The words of the edit.
        command: String,
    },
}

/// The edits of a folder.
#[derive(Debug)]
pub struct History {
    folder: PathBuf,
}

/// An edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its number: later edits have higher ones.
    pub number: u32,
    /// The words of the command.
    pub command: String,
    /// The files, below the folder.
    pub files: Vec<String>,
    /// Whether it is undone.
    #[serde(rename = "undone")]
    pub is_undone: bool,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.is_undone { "undone" } else { "" };
        write!(f, "{:>4}  {state:<6}  {}  ({})", self.number, self.command, self.files.join(", "))
    }
}

/// What is stored of an edit.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    command: String,
    files: Vec<StoredFile>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredFile {
    path: String,
    /// SHA-256; `None` if the file did not exist.
    before: Option<String>,
    after: Option<String>,
}

/// From what to what files are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Undo,
    Redo,
}

impl History {
    /// The edits of a folder.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf() }
    }

    /// All edits that are kept, the latest first.
    ///
    /// # Errors
    ///
    /// [`HistoryError`] where what is kept cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>, HistoryError> {
        let numbers = self.numbers();
        let whole = numbers.into_iter().filter(|n| self.at(*n).join(ENTRY).exists());
        let entry = |number| {
            let Stored { command, files } = self.stored(number)?;
            let files = files.into_iter().map(|f| f.path).collect();
            Ok(Entry { number, command, files, is_undone: self.is_undone(number) })
        };
        whole.rev().map(entry).collect()
    }

    /// Keeps what the files hold before they are changed; returns the number of the edit. Nothing of it is left where that fails.
    pub(super) fn record(&self, command: &str, changes: &[FileChange]) -> Result<u32, HistoryError> {
        private(&self.folder)?;
        // What a killed run had begun to keep counts for nothing.
        let is_half = |n: &u32| !self.at(*n).join(ENTRY).exists();
        self.numbers().into_iter().filter(is_half).for_each(|n| self.forget(n));
        let number = self.numbers().last().map_or(1, |last| last.saturating_add(1));
        self.keep_before(number, command, changes).inspect_err(|_| self.forget(number))?;
        Ok(number)
    }

    fn keep_before(&self, number: u32, command: &str, changes: &[FileChange]) -> Result<(), HistoryError> {
        let hash = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(sha256);
        for (i, change) in changes.iter().enumerate() {
            if let Some(bytes) = &change.before {
                self.keep_copy(&self.at(number).join(format!("{i}.before")), bytes, &self.folder.join(&change.path))?;
            }
        }
        let file = |c: &FileChange| StoredFile { path: c.path.clone(), before: hash(&c.before), after: hash(&c.after) };
        self.store(number, &Stored { command: command.to_owned(), files: changes.iter().map(file).collect() })
    }

    /// What an edit that took place puts an end to: what was undone before can no longer be done again, and the oldest edits are forgotten.
    /// Not before it took place, so that one that fails on a full disk loses nothing.
    pub(super) fn tidy(&self, number: u32) {
        self.numbers().into_iter().filter(|n| *n < number && self.is_undone(*n)).for_each(|n| self.forget(n));
        let mut bytes = 0;
        for (nth, kept) in self.numbers().into_iter().rev().enumerate() {
            bytes += size(&self.at(kept));
            if nth > 0 && (nth >= MOST || bytes > MOST_BYTES) {
                self.forget(kept);
            }
        }
    }

    /// The last edit that is not undone, which [`History::undo`] puts back; `None` without one.
    ///
    /// # Errors
    ///
    /// [`HistoryError`] where what is kept cannot be read or marked.
    pub fn last(&self) -> Result<Option<Entry>, HistoryError> {
        let entries = self.entries()?;
        // One that was done again by a run that was killed before it said so.
        if let Some(first) = entries.iter().take_while(|e| e.is_undone).last()
            && self.was_put(first, Way::Redo)?
        {
            self.mark(first, Way::Redo)?;
            return Ok(Some(Entry { is_undone: false, ..first.clone() }));
        }
        Ok(entries.into_iter().find(|e| !e.is_undone))
    }

    /// Puts the files back to what they held before the last edit that is not undone.
    ///
    /// # Arguments
    ///
    /// `force` does so even where a file was changed since; what it held is kept for [`History::redo`].
    ///
    /// # Errors
    ///
    /// [`HistoryError`]; the files are then as they were.
    pub fn undo(&self, force: bool) -> Result<Entry, HistoryError> {
        loop {
            let last = self.last()?.ok_or(HistoryError::Nothing("undo"))?;
            if self.put_all(&last, Way::Undo, force)? {
                return Ok(last);
            }
            // The run that kept this was killed before it changed anything.
            self.forget(last.number);
        }
    }

    /// Does the edit again that was undone last.
    ///
    /// # Arguments
    ///
    /// `force` does so even where a file was changed since; what it held is kept for [`History::undo`].
    ///
    /// # Errors
    ///
    /// [`HistoryError`]; the files are then as they were.
    pub fn redo(&self, force: bool) -> Result<Entry, HistoryError> {
        // One that was undone by a run that was killed before it said so.
        if let Some(last) = self.entries()?.into_iter().find(|e| !e.is_undone)
            && self.was_put(&last, Way::Undo)?
        {
            self.mark(&last, Way::Undo)?;
        }
        // An edit that was made since ended what was undone before it, even if that is still there.
        let undone = self.entries()?.into_iter().take_while(|e| e.is_undone);
        let first = undone.last().ok_or(HistoryError::Nothing("redo"))?;
        self.put_all(&first, Way::Redo, force)?;
        Ok(first)
    }

    /// Puts all files of an edit; returns whether there was anything to put or to go back to.
    fn put_all(&self, entry: &Entry, way: Way, force: bool) -> Result<bool, HistoryError> {
        let at = self.at(entry.number);
        let mut stored = self.stored(entry.number)?;
        let (from, to) = match way {
            Way::Undo => ("after", "before"),
            Way::Redo => ("before", "after"),
        };
        let (mut work, mut is_known) = (Vec::new(), false);
        for (i, file) in stored.files.iter_mut().enumerate() {
            let path = self.folder.join(&file.path);
            let now = self.held(&path)?;
            let now_hash = now.as_deref().map(sha256);
            let (from_hash, to_hash) = match way {
                Way::Undo => (&mut file.after, &file.before),
                Way::Redo => (&mut file.before, &file.after),
            };
            let is_kept = at.join(format!("{i}.{from}")).exists();
            is_known |= is_kept;
            if now_hash == *to_hash {
                if !is_kept {
                    // It never became what it was to become: there is nothing else to go to.
                    *from_hash = now_hash;
                }
                continue;
            }
            if now_hash != *from_hash && !force {
                return Err(HistoryError::Changed { path, command: stored.command });
            }
            *from_hash = now_hash;
            let put_path = at.join(format!("{i}.{to}"));
            let kept = self.held(&put_path)?;
            if kept.as_deref().map(sha256) != *to_hash {
                return Err(HistoryError::Broken(put_path));
            }
            work.push((file.path.clone(), at.join(format!("{i}.{from}")), now, kept, put_path));
        }
        if work.is_empty() && !is_known && way == Way::Undo {
            return Ok(false);
        }
        // What the files hold now is kept before any of them is written.
        for (path, keep, now, _, _) in &work {
            match now {
                Some(bytes) => self.keep_copy(keep, bytes, &self.folder.join(path))?,
                None if keep.exists() => fs::remove_file(keep).map_err(refused(keep))?,
                None => {}
            }
        }
        self.store(entry.number, &stored)?;
        for (path, _, now, then, kept) in &work {
            put(&self.folder, path, now.as_deref(), then.as_deref(), Some(kept))?;
        }
        self.mark(entry, way)?;
        Ok(true)
    }

    /// Says of an edit that it is undone, or done again.
    fn mark(&self, entry: &Entry, way: Way) -> Result<(), HistoryError> {
        let mark = self.at(entry.number).join(UNDONE);
        match way {
            Way::Undo => self.keep(&mark, b""),
            Way::Redo => Ok(fs::remove_file(&mark).map_err(refused(&mark))?),
        }
    }

    /// Whether the files of an edit all hold what this way puts. An edit that never began holds what undoing puts too: only one that was undone
    /// has kept what is to be done again.
    fn was_put(&self, entry: &Entry, way: Way) -> Result<bool, HistoryError> {
        let at = self.at(entry.number);
        let mut is_kept = way == Way::Redo;
        for (i, file) in self.stored(entry.number)?.files.iter().enumerate() {
            let to_hash = if way == Way::Undo { &file.before } else { &file.after };
            if file.before == file.after || self.held(&self.folder.join(&file.path))?.as_deref().map(sha256) != *to_hash
            {
                return Ok(false);
            }
            is_kept |= at.join(format!("{i}.after")).exists();
        }
        Ok(is_kept)
    }

    /// Forgets an edit; where that fails it is in nobody's way.
    pub(super) fn forget(&self, number: u32) {
        // A link is not followed into other people's folders.
        if self.below(&self.at(number)).is_err() {
            return;
        }
        // What makes it count goes first.
        let _ = fs::remove_file(self.at(number).join(ENTRY));
        let _ = fs::remove_dir_all(self.at(number));
    }

    /// The real file or folder of a path that begins with the folder.
    fn below(&self, path: &Path) -> io::Result<PathBuf> {
        inside(&self.folder, path.strip_prefix(&self.folder).unwrap_or(path))
    }

    /// What a file below the folder holds; `None` if there is none.
    fn held(&self, path: &Path) -> Result<Option<Vec<u8>>, HistoryError> {
        let below = path.strip_prefix(&self.folder).unwrap_or(path);
        inside::read(&self.folder, below).map_err(|source| HistoryError::Read { path: path.to_path_buf(), source })
    }

    fn keep(&self, path: &Path, bytes: &[u8]) -> Result<(), HistoryError> {
        Ok(inside::write(&self.folder, path.strip_prefix(&self.folder).unwrap_or(path), bytes)?)
    }

    fn keep_copy(&self, path: &Path, bytes: &[u8], of: &Path) -> Result<(), HistoryError> {
        Ok(inside::write_copy(&self.folder, path.strip_prefix(&self.folder).unwrap_or(path), bytes, of)?)
    }

    fn root(&self) -> PathBuf {
        self.folder.join(".marz").join("undo")
    }

    fn at(&self, number: u32) -> PathBuf {
        self.root().join(format!("{number:04}"))
    }

    fn is_undone(&self, number: u32) -> bool {
        self.at(number).join(UNDONE).exists()
    }

    /// The numbers of all edits, also of those that do not count; ascending.
    fn numbers(&self) -> Vec<u32> {
        let entries = fs::read_dir(self.root()).into_iter().flatten().filter_map(Result::ok);
        let mut all: Vec<u32> = entries.filter_map(|e| e.file_name().to_str()?.parse().ok()).collect();
        all.sort_unstable();
        all
    }

    fn stored(&self, number: u32) -> Result<Stored, HistoryError> {
        let path = self.at(number).join(ENTRY);
        let bytes = self.held(&path)?.ok_or_else(|| HistoryError::Broken(path.clone()))?;
        let read: Option<Stored> = serde_json::from_slice(&bytes).ok();
        // A folder may come from somebody else: nothing outside of it is written.
        read.filter(|stored| stored.files.iter().all(|file| is_inside(&file.path))).ok_or(HistoryError::Broken(path))
    }

    fn store(&self, number: u32, stored: &Stored) -> Result<(), HistoryError> {
        let path = self.at(number).join(ENTRY);
        let text = serde_json::to_vec_pretty(stored).map_err(|e| refused(&path)(e.into()))?;
        self.keep(&path, &text)
    }
}

fn size(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    files.filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::super::Editing;
    use super::*;

    struct Desk {
        folder: tempfile::TempDir,
    }

    impl Desk {
        fn new() -> Self {
            Self { folder: tempfile::tempdir().unwrap() }
        }

        fn history(&self) -> History {
            History::of(self.folder.path())
        }

        fn text(&self, name: &str) -> Option<String> {
            super::super::read(&self.folder.path().join(name)).unwrap().map(|b| String::from_utf8(b).unwrap())
        }

        fn set(&self, name: &str, text: &str) {
            fs::write(self.folder.path().join(name), text).unwrap();
        }

        fn edit(&self, command: &str, changes: &[(&str, &str)]) {
            let change = |(name, after): &(&str, &str)| FileChange {
                path: (*name).to_owned(),
                before: self.text(name).map(String::into_bytes),
                after: Some(after.as_bytes().to_vec()),
            };
            let editing = Editing::begin(self.folder.path(), || {}).unwrap();
            editing.commit(command, &changes.iter().map(change).collect::<Vec<_>>()).unwrap();
        }
    }

    #[test]
    fn edits_are_undone_and_done_again_in_order() {
        let desk = Desk::new();
        desk.edit("one", &[("a", "1")]);
        desk.edit("two", &[("a", "2"), ("b", "2")]);
        desk.edit("three", &[("b", "3")]);
        let state = || (desk.text("a"), desk.text("b"));
        let are = |a: Option<&str>, b: Option<&str>| (a.map(str::to_owned), b.map(str::to_owned));
        let states = [are(None, None), are(Some("1"), None), are(Some("2"), Some("2")), are(Some("2"), Some("3"))];
        for round in 0..2 {
            for (n, command) in ["three", "two", "one"].into_iter().enumerate() {
                assert_eq!(desk.history().undo(false).unwrap().command, command, "{round}");
                assert_eq!(state(), states[2 - n]);
            }
            assert!(matches!(desk.history().undo(false), Err(HistoryError::Nothing(_))));
            for (n, command) in ["one", "two", "three"].into_iter().enumerate() {
                assert_eq!(desk.history().redo(false).unwrap().command, command, "{round}");
                assert_eq!(state(), states[n + 1]);
            }
            assert!(matches!(desk.history().redo(false), Err(HistoryError::Nothing(_))));
        }
        // A new edit ends what could be done again.
        desk.history().undo(false).unwrap();
        desk.edit("four", &[("b", "4")]);
        assert!(matches!(desk.history().redo(false), Err(HistoryError::Nothing(_))));
        let commands: Vec<String> = desk.history().entries().unwrap().into_iter().map(|e| e.command).collect();
        assert_eq!(commands, ["four", "two", "one"]);
    }

    #[test]
    fn what_was_changed_since_is_left_unless_forced_and_then_not_lost() {
        let desk = Desk::new();
        desk.edit("one", &[("a", "1")]);
        desk.set("a", "by hand");
        assert!(matches!(desk.history().undo(false), Err(HistoryError::Changed { .. })));
        assert_eq!(desk.text("a").unwrap(), "by hand");
        desk.history().undo(true).unwrap();
        assert_eq!(desk.text("a"), None);
        desk.history().redo(false).unwrap();
        assert_eq!(desk.text("a").unwrap(), "by hand");
    }

    #[test]
    fn what_was_put_and_not_said_is_taken_as_it_stands() {
        let desk = Desk::new();
        desk.edit("one", &[("a", "1")]);
        desk.edit("two", &[("a", "2")]);
        let mark = desk.history().at(2).join(UNDONE);
        desk.history().undo(false).unwrap();
        fs::remove_file(&mark).unwrap();
        assert_eq!(desk.history().redo(false).unwrap().command, "two");
        assert_eq!(desk.text("a").unwrap(), "2");
        fs::write(&mark, "").unwrap();
        assert_eq!(desk.history().undo(false).unwrap().command, "two");
        assert_eq!(desk.text("a").unwrap(), "1");
        // Undone a second time it stays undone.
        fs::remove_file(&mark).unwrap();
        assert_eq!(desk.history().undo(false).unwrap().command, "two");
        assert_eq!(desk.text("a").unwrap(), "1");
        // Before a file that an edit made there is nothing to keep.
        desk.edit("three", &[("b", "3")]);
        desk.history().undo(false).unwrap();
        desk.history().redo(false).unwrap();
        fs::write(desk.history().at(3).join(UNDONE), "").unwrap();
        assert_eq!(desk.history().last().unwrap().unwrap().command, "three");
        assert_eq!((desk.history().undo(false).unwrap().command.as_str(), desk.text("b")), ("three", None));
    }

    /// Wherever a run is killed: what was begun is put back whole, what was not is passed over.
    #[test]
    fn an_edit_that_was_cut_short_is_put_back() {
        let desk = Desk::new();
        desk.edit("one", &[("a", "1"), ("b", "1")]);
        desk.edit("two", &[("a", "2"), ("b", "2")]);
        // The first file was written, the second was not.
        desk.set("b", "1");
        assert_eq!(desk.history().undo(false).unwrap().command, "two");
        assert_eq!((desk.text("a").unwrap(), desk.text("b").unwrap()), ("1".to_owned(), "1".to_owned()));
        desk.history().redo(false).unwrap();
        assert_eq!((desk.text("a").unwrap(), desk.text("b").unwrap()), ("2".to_owned(), "1".to_owned()));
        desk.history().undo(false).unwrap();
        // Neither was.
        desk.edit("three", &[("a", "3")]);
        desk.set("a", "1");
        assert_eq!(desk.history().undo(false).unwrap().command, "one");
        // The entry itself is not whole.
        desk.edit("four", &[("a", "4")]);
        let four = desk.history().entries().unwrap()[0].number;
        fs::remove_file(desk.history().at(four).join(ENTRY)).unwrap();
        assert!(matches!(desk.history().undo(false), Err(HistoryError::Nothing(_))));
        desk.edit("five", &[("a", "5")]);
        assert_eq!(desk.history().entries().unwrap().len(), 1);
    }

    #[test]
    fn so_many_are_kept() {
        let desk = Desk::new();
        for n in 0..MOST + 5 {
            desk.edit("one more", &[("a", &n.to_string())]);
        }
        let entries = desk.history().entries().unwrap();
        assert_eq!((entries.len(), entries[0].number), (MOST, 55));
    }

    #[test]
    fn nothing_outside_the_folder_is_written_and_what_is_kept_is_checked() {
        let desk = Desk::new();
        desk.edit("one", &[("a", "1")]);
        desk.edit("two", &[("a", "2")]);
        let entry = desk.history().at(2).join(ENTRY);
        let text = fs::read_to_string(&entry).unwrap();
        for path in ["../a", "/a", "C:a", "b/../../a", ""] {
            fs::write(&entry, text.replace("\"a\"", &format!("\"{path}\""))).unwrap();
            assert!(matches!(desk.history().undo(true), Err(HistoryError::Broken(_))), "{path}");
        }
        fs::write(&entry, &text).unwrap();
        fs::write(desk.history().at(2).join("0.before"), "other").unwrap();
        assert!(matches!(desk.history().undo(true), Err(HistoryError::Broken(_))));
        assert_eq!(desk.text("a").unwrap(), "2");
    }

    #[test]
    fn an_edit_over_a_changed_file_changes_nothing_and_is_not_kept() {
        let desk = Desk::new();
        desk.edit("one", &[("a", "1"), ("b", "1")]);
        let editing = Editing::begin(desk.folder.path(), || {}).unwrap();
        let change = |path: &str, before: &str| FileChange {
            path: path.to_owned(),
            before: Some(before.as_bytes().to_vec()),
            after: Some(b"2".to_vec()),
        };
        let result = editing.commit("two", &[change("a", "1"), change("b", "0")]);
        assert!(matches!(result, Err(HistoryError::Write(WriteError::Changed(_)))));
        assert_eq!((desk.text("a").unwrap(), desk.text("b").unwrap()), ("1".to_owned(), "1".to_owned()));
        assert_eq!(desk.history().entries().unwrap().len(), 1);
    }
    /// A full disk, say: what was undone can still be done again, and nothing is left of the edit.
    #[test]
    fn an_edit_that_fails_ends_nothing() {
        let desk = Desk::new();
        desk.edit("one", &[("a", "1")]);
        desk.history().undo(false).unwrap();
        let editing = Editing::begin(desk.folder.path(), || {}).unwrap();
        let change = FileChange { path: "b".to_owned(), before: None, after: Some(b"2".to_vec()) };
        let number = desk.history().record("two", std::slice::from_ref(&change)).unwrap();
        // Its file could not be written.
        desk.history().forget(number);
        assert_eq!((desk.history().numbers(), desk.text("a"), desk.text("b")), (vec![1], None, None));
        desk.history().redo(false).unwrap();
        assert_eq!(desk.text("a").unwrap(), "1");
        // One that a killed run had begun hides what was undone before it.
        desk.history().undo(false).unwrap();
        desk.history().record("killed", &[change]).unwrap();
        assert!(matches!(desk.history().redo(false), Err(HistoryError::Nothing(_))));
        drop(editing);
        desk.edit("three", &[("a", "3")]);
        assert_eq!(desk.history().entries().unwrap()[0].command, "three");
        assert!(!desk.history().entries().unwrap().iter().any(|e| e.is_undone));
    }
}
