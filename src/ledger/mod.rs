//! Writing files: atomic writes (a killed run leaves the old file or the new one), a lock and an undo history for edits, and seals: a
//! hash chain that shows whether a dossier was changed.

mod canonical;
mod change;
mod copied;
mod edit;
mod hash;
mod history;
mod inside;
mod lock;
mod names;
mod seal;
mod signature;
mod system;
mod temporary;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;

use thiserror::Error;

pub use canonical::{Difference, canonical, differences, value_sha256};
pub use change::FileChange;
pub use copied::CopiedDatabase;
pub use edit::{Editing, command_line};
pub use hash::{Hash, Hashed, sha256};
pub use history::{Entry, History, HistoryError};
pub use inside::inside;
pub use lock::Lock;
pub use seal::{BorderMark, Content, FileMark, Record, Seal, SealError, Seals, record_lines};
pub use signature::{SignatureError, is_public_key, sign, verify as verify_signature};
use temporary::{Filled, Temporary};
pub use temporary::{TemporaryFolder, end_on_signals};

/// Why a file could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The system refused something.
    #[error("cannot write {path}: {source}")]
    Refused {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something that does not wait for us, such as an editor, wrote the file since it was read.
    #[error("{0} was changed while this ran; nothing was written: run it again")]
    Changed(PathBuf),
}

/// Says which file it is, and which of its folders is missing.
fn refused(path: &Path) -> impl Fn(io::Error) -> WriteError {
    move |source| {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let missing = path.ancestors().skip(1).filter(is_missing).last();
        let nearest = || path.ancestors().skip(1).map(|f| if f.as_os_str().is_empty() { Path::new(".") } else { f });
        let why = match source.kind() {
            io::ErrorKind::NotFound => {
                missing.map(|folder| format!("the folder {} is not there and cannot be made", folder.display()))
            }
            // A device is opened itself.
            io::ErrorKind::PermissionDenied if fs::metadata(path).is_ok_and(|there| !there.is_file()) => None,
            kind @ (io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
                let why = match kind {
                    io::ErrorKind::PermissionDenied => "change its rights, or use another",
                    _ => "it is on a read-only file system; use another",
                };
                let folder = nearest().find(|folder| folder.exists());
                folder.map(|folder| format!("nothing may be written in the folder {}: {why}", folder.display()))
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => nearest()
                .find(|folder| folder.is_file())
                .map(|file| format!("{} is a file and no folder", file.display())),
            _ => None,
        };
        let source = why.map_or_else(|| plain(&source), |why| io::Error::new(source.kind(), why));
        WriteError::Refused { path: path.to_path_buf(), source }
    }
}

/// Says why a file that is whole cannot stand at its target, whose folder took it.
fn unplaced(path: &Path) -> impl Fn(io::Error) -> WriteError {
    move |source| match source.kind() {
        io::ErrorKind::PermissionDenied => {
            let why = "it may not be replaced: it belongs to somebody else, or a program has it open";
            WriteError::Refused { path: path.to_path_buf(), source: io::Error::new(source.kind(), why) }
        }
        _ => refused(path)(source),
    }
}

/// An error without the path of a temporary file, which says nothing to anybody: it stands in the text alone (`findings/tempfile_path_error.sh`).
fn plain(error: &io::Error) -> io::Error {
    let text = error.to_string();
    let why = text.rsplit_once(" at path \"").map_or(text.as_str(), |(why, _)| why);
    io::Error::new(error.kind(), why.to_owned())
}

/// Atomic write: writes a temporary file beside the target, flushes it to the disk, then renames it over the target.
///
/// Missing folders are made. A pipe or a device is written directly. A link is followed, so that what it points to is
/// replaced and not the link.
///
/// # Errors
///
/// [`WriteError`] naming the file; the target is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let mut file = Draft::begin(path)?;
    file.write_all(bytes).map_err(refused(path))?;
    file.commit()
}

/// Compare-and-swap: writes a file as [`write()`] does if it still holds `before`, the bytes that were read; `None` if it did not exist.
///
/// # Errors
///
/// [`WriteError`] naming the file, [`WriteError::Changed`] where it holds something else; the target is then as it was.
pub fn replace(path: &Path, before: Option<&[u8]>, after: &[u8]) -> Result<(), WriteError> {
    replace_like(path, before, after, None)
}

/// As [`replace`], with the rights of another file.
fn replace_like(path: &Path, before: Option<&[u8]>, after: &[u8], like: Option<&Path>) -> Result<(), WriteError> {
    let mut file = Draft::begin_like(path, like)?;
    file.write_all(after).map_err(refused(path))?;
    file.commit_over(before)
}

/// Writes a file as [`write()`] does, with the rights of another one.
fn write_like(path: &Path, bytes: &[u8], like: &Path) -> Result<(), WriteError> {
    let mut file = Draft::begin_like(path, Some(like))?;
    file.write_all(bytes).map_err(refused(path))?;
    file.commit()
}

/// The bytes of a file; `None` if there is none.
///
/// # Errors
///
/// The error of the system.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Whether a path, with `/` between the names, leads nowhere outside the folder that it is below.
fn is_inside(path: &str) -> bool {
    let leads_out =
        path.starts_with(['/', '\\']) || path.contains(':') || path.split(['/', '\\']).any(|name| name == "..");
    !path.is_empty() && !leads_out && names::unfit(Path::new(path)).is_none()
}

/// A file that is being written, and stands at its target only when it is whole.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    target: PathBuf,
    /// The file whose rights it is to have.
    like: PathBuf,
    into: Into,
}

#[derive(Debug)]
enum Into {
    /// A temporary file beside the target.
    Beside(Temporary, Flusher),
    /// A pipe or device.
    Direct(File),
}

impl Draft {
    /// Begins a file; nothing is seen of it until [`Draft::commit`]. Dropped without, it leaves no trace.
    ///
    /// # Errors
    ///
    /// [`WriteError`] naming the file.
    pub fn begin(path: &Path) -> Result<Self, WriteError> {
        Self::begin_like(path, None)
    }

    /// As [`Draft::begin`], with the rights of another file.
    fn begin_like(path: &Path, like: Option<&Path>) -> Result<Self, WriteError> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let like = like.unwrap_or(&target).to_path_buf();
        let into = match place_for(&target).map_err(refused(path))? {
            Place::Folder(folder) => {
                let beside = Temporary::new(&folder, !like.exists()).map_err(refused(path))?;
                Into::Beside(beside, Flusher::default())
            }
            Place::Device(file) => Into::Direct(file),
        };
        Ok(Self { path: path.to_path_buf(), target, like, into })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// [`WriteError`] naming the file; the target is then as it was.
    pub fn commit(self) -> Result<(), WriteError> {
        self.put(|_| Ok(()))
    }

    /// Puts the file in its place, where that still holds what was read.
    fn commit_over(self, before: Option<&[u8]>) -> Result<(), WriteError> {
        self.put(|path| match read(path).map_err(refused(path))?.as_deref() == before {
            true => Ok(()),
            false => Err(WriteError::Changed(path.to_path_buf())),
        })
    }

    fn put(self, may: impl FnOnce(&Path) -> Result<(), WriteError>) -> Result<(), WriteError> {
        let Self { path, target, like, into } = self;
        match into {
            Into::Direct(mut file) => file.flush().map_err(refused(&path)),
            Into::Beside(beside, flusher) => {
                flusher.finish();
                flushed(beside.file.as_file(), &like).map_err(refused(&path))?;
                may(&path)?;
                beside.persist(&target).map_err(unplaced(&path))?;
                flush_folder(&target);
                Ok(())
            }
        }
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.into {
            Into::Beside(beside, flusher) => {
                let count = beside.file.write(bytes)?;
                flusher.wrote(count, beside.file.as_file());
                Ok(count)
            }
            Into::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file that something else fills, such as a database, and that stands at its target only when it is whole.
#[derive(Debug)]
pub struct TempFile {
    path: PathBuf,
    target: PathBuf,
    filled: Filled,
    is_direct: bool,
}

impl TempFile {
    /// Begins a file beside its target; for a pipe or a device, which cannot be filled out of order, elsewhere.
    ///
    /// # Errors
    ///
    /// [`WriteError`] naming the target.
    pub fn begin(path: &Path) -> Result<Self, WriteError> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let (folder, is_direct) = match place_for(&target).map_err(refused(path))? {
            Place::Folder(folder) => (folder, false),
            Place::Device(_) => (std::env::temp_dir(), true),
        };
        let filled = Filled::new(&folder, !is_direct && !target.exists()).map_err(refused(path))?;
        Ok(Self { path: path.to_path_buf(), target, filled, is_direct })
    }

    /// A file that is to be read back and not kept.
    ///
    /// # Errors
    ///
    /// [`WriteError`] where the folder for temporary files takes none.
    pub fn elsewhere() -> Result<Self, WriteError> {
        let path = std::env::temp_dir();
        let filled = Filled::new(&path, false).map_err(refused(&path))?;
        Ok(Self { target: path.clone(), path, filled, is_direct: true })
    }

    /// Where the file is while it is being filled.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.filled.path()
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// [`WriteError`] naming the target, which is then as it was.
    pub fn commit(self) -> Result<(), WriteError> {
        let put = || -> io::Result<()> {
            if self.is_direct {
                let mut to = File::options().write(true).open(&self.target)?;
                io::copy(&mut File::open(self.path())?, &mut to)?;
                return to.flush();
            }
            flushed(&File::options().write(true).open(self.path())?, &self.target)?;
            fs::rename(self.path(), &self.target)?;
            flush_folder(&self.target);
            Ok(())
        };
        put().map_err(unplaced(&self.path))
    }
}

/// Where a file is written.
enum Place {
    /// Beside its target.
    Folder(PathBuf),
    /// Into it: a pipe or device.
    Device(File),
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn place_for(target: &Path) -> io::Result<Place> {
    if let Some(why) = names::unfit(target) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    }
    if let Ok(there) = fs::metadata(target) {
        if there.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        if !there.is_file() {
            return File::options().write(true).open(target).map(Place::Device);
        }
    }
    let folder = folder_of(target);
    fs::create_dir_all(folder)?;
    Ok(Place::Folder(folder.to_path_buf()))
}

/// Sends a large file to the disk while it is still being written, so that the last flush has little left to do.
#[derive(Debug, Default)]
struct Flusher {
    waiting: usize,
    thread: Option<(mpsc::Sender<()>, JoinHandle<()>)>,
}

impl Flusher {
    /// So many bytes are sent at a time.
    const PORTION: usize = 8 << 20;

    fn wrote(&mut self, count: usize, file: &File) {
        self.waiting += count;
        if self.waiting < Self::PORTION {
            return;
        }
        self.waiting = 0;
        if self.thread.is_none()
            && let Ok(file) = file.try_clone()
        {
            let (sender, orders) = mpsc::channel();
            // What fails here fails again, and is reported, in the last flush.
            let work = move || orders.iter().for_each(|()| drop(file.sync_data()));
            self.thread = Some((sender, std::thread::spawn(work)));
        }
        if let Some((sender, _)) = &self.thread {
            let _ = sender.send(());
        }
    }

    fn finish(self) {
        if let Some((sender, thread)) = self.thread {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// Flushes a file to the disk, with the rights of the one it is to be like; a new file has those of any new one already.
fn flushed(file: &File, like: &Path) -> io::Result<()> {
    system::take_rights(file, like)?;
    file.sync_all()
}

/// The name is in the folder: that is flushed as well, where the system can.
fn flush_folder(target: &Path) {
    if let Ok(folder) = File::open(folder_of(target)) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/deep/a.txt");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn what_was_changed_since_it_was_read_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        replace(&path, None, b"one").unwrap();
        replace(&path, Some(b"one"), b"two").unwrap();
        for before in [None, Some(&b"one"[..])] {
            assert!(matches!(replace(&path, before, b"three"), Err(WriteError::Changed(_))));
        }
        assert_eq!(fs::read(&path).unwrap(), b"two");
        fs::remove_file(&path).unwrap();
        assert!(matches!(replace(&path, Some(b"two"), b"three"), Err(WriteError::Changed(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(folder.path(), b"x").unwrap_err().to_string();
        assert!(error.contains("it is a folder"), "{error}");
    }
}
