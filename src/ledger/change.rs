//! One file before and after an edit.

use std::fs;
use std::path::Path;

use super::{WriteError, inside, refused, replace_like};

/// A file before and after an edit; `None` if it does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Where, below the folder that is edited, with `/` between the names.
    pub path: String,
    /// What it held when it was read.
    pub before: Option<Vec<u8>>,
    /// What it is to hold.
    pub after: Option<Vec<u8>>,
}

/// Compare-and-swap: writes or removes a file that still holds what was read. A new file has the rights of `like`, where that is there.
pub fn put(
    folder: &Path,
    path: &str,
    before: Option<&[u8]>,
    after: Option<&[u8]>,
    like: Option<&Path>,
) -> Result<(), WriteError> {
    let path = inside(folder, path).map_err(refused(&folder.join(path)))?;
    match after {
        Some(after) => replace_like(&path, before, after, like.filter(|_| before.is_none())),
        None if before.is_none() => Ok(()),
        None => fs::remove_file(&path).map_err(refused(&path)),
    }
}
