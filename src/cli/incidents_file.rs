//! The incidents of a dossier as a file that commands edit: read, changed by a pure function, written whole.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::console::Failure;
use super::dossier::{Home, inside, read_file};
use crate::ledger;
use crate::read::{Document, EditError};

/// The file as it was read.
pub struct IncidentsFile {
    path: PathBuf,
    has_mark: bool,
    document: Document,
}

impl IncidentsFile {
    /// The file of a dossier in a folder; the embedded one cannot be changed.
    pub fn of(home: &Home) -> Result<Self, Failure> {
        let Home::Folder(folder) = home else {
            let hint = "go to a dossier's folder, name one with --dossier DIR, or start one with: marz init".to_owned();
            return Err(Failure::usage("the embedded dossier cannot be changed", hint));
        };
        let path = inside(folder, &home.manifest()?.data.incidents)?;
        let bytes = read_file(&path)?;
        let has_mark = bytes.starts_with(b"\xEF\xBB\xBF");
        let document = Document::parse(&path.display().to_string(), &bytes).map_err(|p| {
            Failure::Data(format!("{}:{}: {}; marz check tells more", p.file, p.line.unwrap_or(1), p.message))
        })?;
        Ok(Self { path, has_mark, document })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The ids of all its features, also of those that cannot be used.
    pub fn ids(&self) -> BTreeSet<String> {
        let features = self.document.value.get("features").and_then(Value::as_array);
        let id = |feature: &Value| match feature.get("id") {
            Some(Value::String(id)) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        };
        features.into_iter().flatten().filter_map(id).collect()
    }

    /// Writes the text that an edit makes of the one that was read. Where the file was changed meanwhile nothing is written.
    pub fn edit(&self, edit: impl FnOnce(&Document) -> Result<String, EditError>) -> Result<(), Failure> {
        let text = edit(&self.document).map_err(|e| Failure::Data(e.to_string()))?;
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        let before = read_file(&self.path)?;
        if before.strip_prefix(mark.as_bytes()) != Some(self.document.text.as_bytes()) {
            let message = format!("{} was changed while this ran; nothing was written", self.path.display());
            return Err(Failure::usage(message, "run it again".to_owned()));
        }
        ledger::write(&self.path, format!("{mark}{text}").as_bytes())?;
        Ok(())
    }
}
