//! What is written is whole: a killed run leaves the old file or the new one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;

use thiserror::Error;

/// Why a file could not be written.
#[derive(Debug, Error)]
#[error("cannot write {path}: {source}")]
pub struct WriteError {
    path: PathBuf,
    source: io::Error,
}

/// Writes a file whole: beside its target first, flushed to the disk, then renamed over it.
///
/// Missing folders are made. A pipe or a device is written directly. A link is followed, so that what it points to is
/// replaced and not the link.
///
/// # Errors
///
/// [`WriteError`] naming the file; the target is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let mut file = Draft::begin(path)?;
    file.write_all(bytes).map_err(|source| WriteError { path: path.to_path_buf(), source })?;
    file.commit()
}

/// A file that is being written, and stands at its target only when it is whole.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    target: PathBuf,
    into: Into,
}

/// A file that something else fills, such as a database, and that stands at its target only when it is whole.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    target: PathBuf,
    file: tempfile::NamedTempFile,
    is_direct: bool,
}

impl Scratch {
    /// Begins a file beside its target; for a pipe or a device, which cannot be filled out of order, elsewhere.
    ///
    /// # Errors
    ///
    /// [`WriteError`] naming the target.
    pub fn begin(path: &Path) -> Result<Self, WriteError> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let failed = |source| WriteError { path: path.to_path_buf(), source };
        let (file, is_direct) = match open(&target).map_err(failed)? {
            Into::Beside(file, _) => (file, false),
            Into::Direct(_) => (temporary().map_err(failed)?, true),
        };
        Ok(Self { path: path.to_path_buf(), target, file, is_direct })
    }

    /// A file that is to be read back and not kept.
    ///
    /// # Errors
    ///
    /// [`WriteError`] where the folder for temporary files takes none.
    pub fn elsewhere() -> Result<Self, WriteError> {
        let path = std::env::temp_dir();
        let file = temporary().map_err(|source| WriteError { path: path.clone(), source })?;
        Ok(Self { target: path.clone(), path, file, is_direct: true })
    }

    /// Where the file is while it is being filled.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// [`WriteError`] naming the target, which is then as it was.
    pub fn commit(self) -> Result<(), WriteError> {
        let Self { path, target, file, is_direct } = self;
        let done = match is_direct {
            true => File::options().write(true).open(&target).and_then(|mut to| {
                io::copy(&mut File::open(file.path())?, &mut to)?;
                to.flush()
            }),
            false => place(file, &target),
        };
        done.map_err(|source| WriteError { path, source })
    }
}

fn temporary() -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".marz-").suffix(".tmp").tempfile()
}

#[derive(Debug)]
enum Into {
    /// A temporary file beside the target.
    Beside(tempfile::NamedTempFile, Flusher),
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
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let into = open(&target).map_err(|source| WriteError { path: path.to_path_buf(), source })?;
        Ok(Self { path: path.to_path_buf(), target, into })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// [`WriteError`] naming the file; the target is then as it was.
    pub fn commit(self) -> Result<(), WriteError> {
        let Self { path, target, into } = self;
        let done = match into {
            Into::Direct(mut file) => file.flush(),
            Into::Beside(beside, flusher) => {
                flusher.finish();
                place(beside, &target)
            }
        };
        done.map_err(|source| WriteError { path, source })
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.into {
            Into::Beside(file, flusher) => {
                let count = file.write(bytes)?;
                flusher.wrote(count, file.as_file());
                Ok(count)
            }
            Into::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn open(target: &Path) -> io::Result<Into> {
    if let Ok(there) = fs::metadata(target) {
        if there.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        if !there.is_file() {
            return File::options().write(true).open(target).map(Into::Direct);
        }
    }
    let folder = folder_of(target);
    fs::create_dir_all(folder)?;
    tempfile::Builder::new()
        .prefix(".marz-")
        .suffix(".tmp")
        .tempfile_in(folder)
        .map(|f| Into::Beside(f, Flusher::default()))
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
            // What fails here fails again, and is told, in the last flush.
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

fn place(beside: tempfile::NamedTempFile, target: &Path) -> io::Result<()> {
    like_a_new_file(beside.as_file(), target)?;
    beside.as_file().sync_all()?;
    beside.persist(target).map_err(|e| e.error)?;
    // The name is in the folder: flush that as well, where the system can.
    if let Ok(folder) = File::open(folder_of(target)) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Temporary files are private; the result has the rights of the file it replaces, or those of any new file.
#[cfg(unix)]
fn like_a_new_file(file: &File, target: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let rights = match fs::metadata(target) {
        Ok(there) => there.permissions(),
        Err(_) => fs::Permissions::from_mode(0o644),
    };
    file.set_permissions(rights)
}

#[cfg(not(unix))]
fn like_a_new_file(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
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
    fn a_folder_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(folder.path(), b"x").unwrap_err().to_string();
        assert!(error.contains("it is a folder"), "{error}");
    }
}
