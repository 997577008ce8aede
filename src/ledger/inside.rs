//! Files of a folder that may come from somebody else: read and written only where no link leads out of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{WriteError, names};

/// The path of a file or folder below a folder, as given.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidInput`] where a link leads out of the folder or to nothing, and for a pipe or a device, which a folder of files has
/// no use for and which may never end.
pub fn inside(folder: &Path, path: impl AsRef<Path>) -> io::Result<PathBuf> {
    if let Some(why) = names::unfit(path.as_ref()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    }
    let full = folder.join(path);
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // A file that does not exist yet has no real path: that of its nearest existing folder is checked.
    let there = full.ancestors().find_map(|p| fs::canonicalize(if p.as_os_str().is_empty() { here } else { p }).ok());
    if let (Ok(home), Some(there)) = (fs::canonicalize(here), there)
        && !there.starts_with(&home)
    {
        let message = format!("{} leads out of the folder, to {}", full.display(), there.display());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    // A link to nowhere would be filled where it leads.
    if fs::symlink_metadata(&full).is_ok_and(|m| m.is_symlink()) && !full.exists() {
        let message = format!("{} is a link to nothing", full.display());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    match fs::metadata(&full) {
        Ok(there) if !there.is_file() && !there.is_dir() => {
            let message = format!("{} is a pipe or a device, and no file", full.display());
            Err(io::Error::new(io::ErrorKind::InvalidInput, message))
        }
        _ => Ok(full),
    }
}

/// The bytes of a file below a folder; `None` if there is none.
pub(super) fn read(folder: &Path, path: impl AsRef<Path>) -> io::Result<Option<Vec<u8>>> {
    super::read(&inside(folder, path)?)
}

/// Writes a copy below a folder, with the rights of what it is a copy of: nobody else may read it.
pub(super) fn write_copy(folder: &Path, path: impl AsRef<Path>, bytes: &[u8], of: &Path) -> Result<(), WriteError> {
    let path = path.as_ref();
    super::write_like(&inside(folder, path).map_err(super::refused(&folder.join(path)))?, bytes, of)
}

/// Writes a file below a folder as [`super::write()`] does.
pub(super) fn write(folder: &Path, path: impl AsRef<Path>, bytes: &[u8]) -> Result<(), WriteError> {
    let path = path.as_ref();
    super::write(&inside(folder, path).map_err(super::refused(&folder.join(path)))?, bytes)
}
