//! The incidents of a dossier as a file that commands edit: read, changed by a pure function, written whole.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::file::{inside, read_file};
use super::{MANIFEST, Source};
use crate::error::Error;
use crate::ledger::{Editing, FileChange};
use crate::read::{Document, EditError, is_id};

/// The file as it was read.
pub struct IncidentsFile {
    folder: PathBuf,
    name: String,
    path: PathBuf,
    has_mark: bool,
    bytes: Vec<u8>,
    document: Document,
}

/// The file as it was read since no other run edits it.
pub struct HeldFile {
    file: IncidentsFile,
    editing: Editing,
}

impl IncidentsFile {
    /// The file of a dossier in a folder; the embedded one cannot be changed.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] for the embedded dossier; where the file cannot be read.
    pub fn of(source: &Source) -> Result<Self, Error> {
        let folder = source.own_folder()?.to_path_buf();
        Self::read(folder, source.manifest()?.data.incidents)
    }

    fn read(folder: PathBuf, name: String) -> Result<Self, Error> {
        let path = inside(&folder, &name)?;
        let bytes = read_file(&path)?;
        let has_mark = bytes.starts_with(b"\xEF\xBB\xBF");
        let document = Document::parse(&path.display().to_string(), &bytes).map_err(|p| {
            Error::Data(format!("{}:{}: {}; marz check tells more", p.file, p.line.unwrap_or(1), p.message))
        })?;
        Ok(Self { folder, name, path, has_mark, bytes, document })
    }

    /// The file once no other run edits it, read anew; `waiting` is called where another run has it.
    ///
    /// # Errors
    ///
    /// Where it cannot be locked or read.
    pub fn held(self, waiting: impl FnOnce()) -> Result<HeldFile, Error> {
        let editing = Editing::begin(&folder_of(&self.folder), waiting)?;
        Ok(HeldFile { file: Self::read(self.folder, self.name)?, editing })
    }
}

impl HeldFile {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The feature of an id, as it stands in the file.
    #[must_use]
    pub fn feature(&self, id: &str) -> Option<&Value> {
        let features = self.file.document.value.get("features").and_then(Value::as_array);
        features.into_iter().flatten().find(|f| f.get("id").is_some_and(|v| is_id(v, id)))
    }

    /// The ids of all its features, also of those that cannot be used.
    #[must_use]
    pub fn ids(&self) -> BTreeSet<String> {
        let features = self.file.document.value.get("features").and_then(Value::as_array);
        let id = |feature: &Value| match feature.get("id") {
            Some(Value::String(id)) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        };
        features.into_iter().flatten().filter_map(id).collect()
    }

    /// Writes the text that an edit makes of the one that was read. Where the file was changed meanwhile nothing is written.
    ///
    /// `command` is what undoing names it by.
    ///
    /// # Errors
    ///
    /// Where the edit cannot be made, or the file cannot be written.
    pub fn edit(&self, command: &str, edit: impl FnOnce(&Document) -> Result<String, EditError>) -> Result<(), Error> {
        let IncidentsFile { name, has_mark, bytes, document, .. } = &self.file;
        let text = edit(document).map_err(|e| Error::Data(e.to_string()))?;
        let mark = if *has_mark { "\u{feff}" } else { "" };
        let after = Some(format!("{mark}{text}").into_bytes());
        let change = FileChange { path: name.clone(), before: Some(bytes.clone()), after };
        Ok(self.editing.commit(command, &[change])?)
    }
}

/// The folder to which edits of a file belong, and the file's path below it: that of the dossier it lies in, else its own.
///
/// # Errors
///
/// Where the folder cannot be found.
pub fn home_of(file: &Path) -> Result<(PathBuf, String), Error> {
    let failed = |source| Error::Read { path: file.to_path_buf(), source };
    let is_plain = !file.components().any(|c| c == std::path::Component::ParentDir);
    let whole = if is_plain {
        std::path::absolute(file).map_err(failed)?
    } else {
        let folder = file.parent().unwrap_or(Path::new("."));
        folder.canonicalize().map_err(failed)?.join(file.file_name().unwrap_or_default())
    };
    let dossier = |whole: &Path| whole.ancestors().skip(1).find(|f| f.join(MANIFEST).is_file()).map(Path::to_path_buf);
    // A link outside of dossiers means the file that it leads to.
    let whole = match dossier(&whole) {
        Some(_) => whole,
        None => whole.canonicalize().unwrap_or(whole),
    };
    let own = whole.parent().unwrap_or(Path::new("."));
    let folder = dossier(&whole).unwrap_or_else(|| own.to_path_buf());
    let below = whole.strip_prefix(&folder).unwrap_or(&whole);
    let names: Vec<String> = below.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    Ok((folder, names.join("/")))
}

/// The message where another run edits the same dossier.
pub const WAITING: &str = "another marz works on this dossier: waiting for it";

/// The folder of a dossier as a path that is not empty.
#[must_use]
pub fn folder_of(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() }
}
