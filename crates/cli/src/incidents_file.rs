//! The incidents of a dossier as a file that commands edit: read, changed by a pure function, written whole.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::console::{Console, Failure};
use super::dossier::{Home, inside, read_file};
use super::editing;
use marz::ledger::{Editing, FileChange};
use marz::read::{Document, EditError};

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
    pub fn of(home: &Home) -> Result<Self, Failure> {
        let Home::Folder(folder) = home else {
            let hint = "go to a dossier's folder, name one with --dossier DIR, or start one with: marz init".to_owned();
            return Err(Failure::usage("the embedded dossier cannot be changed", hint));
        };
        Self::read(folder.clone(), home.manifest()?.data.incidents)
    }

    fn read(folder: PathBuf, name: String) -> Result<Self, Failure> {
        let path = inside(&folder, &name)?;
        let bytes = read_file(&path)?;
        let has_mark = bytes.starts_with(b"\xEF\xBB\xBF");
        let document = Document::parse(&path.display().to_string(), &bytes).map_err(|p| {
            Failure::Data(format!("{}:{}: {}; marz check tells more", p.file, p.line.unwrap_or(1), p.message))
        })?;
        Ok(Self { folder, name, path, has_mark, bytes, document })
    }

    /// The file once no other run edits it, read anew.
    pub fn held(self, console: &Console) -> Result<HeldFile, Failure> {
        let editing = editing::begin(&self.folder, console)?;
        Ok(HeldFile { file: Self::read(self.folder, self.name)?, editing })
    }
}

impl HeldFile {
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The ids of all its features, also of those that cannot be used.
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
    pub fn edit(&self, edit: impl FnOnce(&Document) -> Result<String, EditError>) -> Result<(), Failure> {
        let IncidentsFile { name, has_mark, bytes, document, .. } = &self.file;
        let text = edit(document).map_err(|e| Failure::Data(e.to_string()))?;
        let mark = if *has_mark { "\u{feff}" } else { "" };
        let after = Some(format!("{mark}{text}").into_bytes());
        let change = FileChange { path: name.clone(), before: Some(bytes.clone()), after };
        Ok(self.editing.commit(&editing::command(), &[change])?)
    }
}
