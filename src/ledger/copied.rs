//! A copy of a database with what waits to be written into it, to be read without a trace beside the original.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::TemporaryFolder;
use super::hash::Hashed;

/// A database in a folder of its own: SQLite writes beside what it opens. Dropped, it is gone.
#[derive(Debug)]
pub struct CopiedDatabase {
    folder: TemporaryFolder,
    /// The SHA-256 of the file; behind a `+` that of each part that waits beside it.
    pub sha256: String,
    /// Whether something waits in a `-wal`.
    pub has_wal: bool,
}

const FILE: &str = "copied.gpkg";

/// The file, what waits to be written into it, and what it held before a write that did not end.
const PARTS: [&str; 3] = ["", "-wal", "-journal"];

impl CopiedDatabase {
    /// Where the copy is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }

    /// Copies a database with what waits to be written into it.
    ///
    /// # Errors
    ///
    /// Where it cannot be read; [`io::ErrorKind::ResourceBusy`] where another program writes it meanwhile.
    pub fn of(path: &Path) -> io::Result<Self> {
        /// A program that writes just now is given so many chances.
        const TRIES: usize = 3;
        for _ in 0..TRIES {
            let before = stamps(path);
            let copied = Self::once(path)?;
            if stamps(path) == before {
                return Ok(copied);
            }
        }
        let text = "another program is writing it: save the edits, close the file there, then run it again";
        Err(io::Error::new(io::ErrorKind::ResourceBusy, text))
    }

    /// Whether something waits beside a database to be written into it.
    #[must_use]
    pub fn is_needed(path: &Path) -> bool {
        PARTS.iter().skip(1).any(|part| is_filled(&beside(path, part)))
    }

    fn once(path: &Path) -> io::Result<Self> {
        let folder = TemporaryFolder::new()?;
        let (mut sha256, mut has_wal) = (String::new(), false);
        for part in PARTS {
            let source = beside(path, part);
            if !part.is_empty() && !is_filled(&source) {
                continue;
            }
            let (mut reader, own) = Hashed::new(fs::File::open(&source)?);
            let mut to = fs::File::create(folder.path().join(format!("{FILE}{part}")))?;
            io::copy(&mut reader, &mut to)?;
            has_wal |= part == "-wal";
            sha256 = if sha256.is_empty() { own.hex() } else { format!("{sha256}+{}", own.hex()) };
        }
        Ok(Self { folder, sha256, has_wal })
    }
}

fn is_filled(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| m.len() > 0)
}

fn beside(path: &Path, part: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(part);
    PathBuf::from(name)
}

/// Length and time of the parts of a file.
fn stamps(path: &Path) -> Vec<Option<(u64, Option<std::time::SystemTime>)>> {
    PARTS.iter().map(|part| fs::metadata(beside(path, part)).ok().map(|m| (m.len(), m.modified().ok()))).collect()
}
