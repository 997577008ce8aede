//! One run at a time: the lock on a folder that is edited.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{WriteError, inside, refused, write};

/// The folder below a dossier that is nobody's but ours: the lock, and what undoing needs. Git ignores it.
const PRIVATE: &str = ".marz";

/// The lock on a folder, for as long as this lives; a run that ends in any way gives it back.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Takes the lock of a folder. Where another run has it, `waiting` is called once, and then waited for.
    ///
    /// A file system without locks gives one that locks nothing: then only [`super::replace`] guards.
    ///
    /// # Errors
    ///
    /// [`WriteError`] where the folder cannot be written.
    pub fn take(folder: &Path, waiting: impl FnOnce()) -> Result<Self, WriteError> {
        let path = private(folder)?.join("lock");
        let path = inside(folder, Path::new(PRIVATE).join("lock")).map_err(refused(&path))?;
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(refused(&path))?;
        let locked = match file.try_lock() {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                waiting();
                file.lock()
            }
            Err(TryLockError::Error(e)) => Err(e),
        };
        match locked {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(e) if e.kind() == io::ErrorKind::Unsupported => Ok(Self { _file: None }),
            Err(e) => Err(refused(&path)(e)),
        }
    }
}

/// Where a folder keeps what is ours; made where it is missing.
pub fn private(folder: &Path) -> Result<PathBuf, WriteError> {
    let path = inside(folder, PRIVATE).map_err(refused(&folder.join(PRIVATE)))?;
    fs::create_dir_all(&path).map_err(refused(&path))?;
    let ignore = path.join(".gitignore");
    if !ignore.exists() {
        write(&ignore, b"*\n")?;
    }
    Ok(path)
}
