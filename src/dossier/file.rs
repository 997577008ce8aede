//! Files of a dossier and beside it: read whole, within limits, and never out of the dossier's folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, unreadable};
use crate::ledger;
use crate::read::MOST_BYTES;
use crate::recipe::closest;

/// The path of a file or folder of a dossier; refused where a link leads out of the dossier's folder, and for a pipe or a device.
///
/// That the path itself stays inside is checked where it is read, by [`Manifest::parse`](crate::recipe::Manifest::parse).
///
/// # Errors
///
/// [`Error::Request`]: see [`ledger::inside`].
pub fn inside(folder: &Path, path: &str) -> Result<PathBuf, Error> {
    let refused =
        |e: io::Error| Error::request(e.to_string(), "put the file itself into the dossier's folder".to_owned());
    ledger::inside(folder, path).map_err(refused)
}

/// A file anywhere, or stdin for `-`.
///
/// # Errors
///
/// [`Error::Read`] where it cannot be read, or is larger than [`MOST_BYTES`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let read = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        // One byte above the limit shows that there is more.
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX - 1) + 1;
        io::Read::read_to_end(&mut io::Read::take(io::stdin().lock(), most), &mut bytes)
            .and_then(|_| fits(bytes.len()).map(|()| bytes))
    } else {
        // A file is refused before its bytes are in memory.
        let length = fs::metadata(path).map_or(0, |m| m.len());
        fits(usize::try_from(length).unwrap_or(usize::MAX)).and_then(|()| fs::read(path))
    };
    read.map_err(|source| unreadable(path)(source))
}

/// The file in the same folder whose name is most like that of one that is not there; `None` if none is much like it.
#[must_use]
pub fn file_like(path: &Path) -> Option<PathBuf> {
    const ALIKE: f64 = 0.85;
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut all: Vec<String> =
        fs::read_dir(folder).ok()?.filter_map(|e| e.ok()?.file_name().into_string().ok()).collect();
    // The same answer wherever a file system lists them first.
    all.sort();
    let like = closest(name, all.iter().map(String::as_str))?;
    (strsim::jaro_winkler(like, name) >= ALIKE).then(|| path.with_file_name(like))
}

/// A file of text anywhere.
///
/// # Errors
///
/// As [`read_file`], and where it is not UTF-8: the line is named.
pub fn read_text(path: &Path) -> Result<String, Error> {
    utf8(path, read_file(path)?)
}

/// Bytes of a file as text.
pub fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|e| {
        let line = e.as_bytes().iter().take(e.utf8_error().valid_up_to()).filter(|b| **b == b'\n').count() + 1;
        let message = format!("line {line} is not UTF-8 text; save it again with the encoding UTF-8");
        Error::Read { path: path.to_path_buf(), source: io::Error::new(io::ErrorKind::InvalidData, message) }
    })
}

/// Refuses a file that is too large to be read whole.
fn fits(length: usize) -> io::Result<()> {
    if length <= MOST_BYTES {
        return Ok(());
    }
    let message = format!(
        "it is larger than {} MiB, too large to be read whole; marz measure, export and import read incidents as a stream, or cut it in parts",
        MOST_BYTES >> 20
    );
    Err(io::Error::new(io::ErrorKind::FileTooLarge, message))
}
