//! A stored file of the dossier that edits go into: read since the lock is held, and written with all others or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::dossier::{inside, read_file};
use crate::error::Error;
use crate::ledger::FileChange;
use crate::read::Document;

/// A stored file as it was read, and what is to become of its features.
pub struct StoredFile {
    path: String,
    bytes: Vec<u8>,
    has_mark: bool,
    document: Document,
    /// Features that change, by id.
    pub replaced: BTreeMap<String, Value>,
    /// The ids of features that go.
    pub removed: BTreeSet<String>,
    /// New features.
    pub added: Vec<Value>,
}

impl StoredFile {
    /// Reads a file of a dossier.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or is no JSON.
    pub fn read(folder: &Path, path: &str) -> Result<Self, Error> {
        let full = inside(folder, path)?;
        let bytes = read_file(&full)?;
        let document = Document::parse(&full.display().to_string(), &bytes).map_err(|p| {
            Error::Data(format!("{}:{}: {}; marz check tells more", p.file, p.line.unwrap_or(1), p.message))
        })?;
        Ok(Self {
            path: path.to_owned(),
            has_mark: bytes.starts_with(b"\xEF\xBB\xBF"),
            bytes,
            document,
            replaced: BTreeMap::new(),
            removed: BTreeSet::new(),
            added: Vec::new(),
        })
    }

    /// Its name in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.document.name
    }

    /// Its features by id, and the ids that stand twice.
    #[must_use]
    pub fn features(&self) -> (BTreeMap<String, Value>, BTreeSet<String>) {
        let (mut all, mut twice) = (BTreeMap::new(), BTreeSet::new());
        for feature in self.document.value.get("features").and_then(Value::as_array).into_iter().flatten() {
            let id = match feature.get("id") {
                Some(Value::String(id)) => id.clone(),
                Some(Value::Number(id)) => id.to_string(),
                _ => continue,
            };
            if all.insert(id.clone(), feature.clone()).is_some() {
                twice.insert(id);
            }
        }
        (all, twice)
    }

    /// The features that are new or change.
    pub fn written(&self) -> impl Iterator<Item = &Value> {
        self.replaced.values().chain(&self.added)
    }

    /// The change of the file; `None` if nothing in it changes.
    ///
    /// # Errors
    ///
    /// Where it is no collection.
    pub fn change(&self) -> Result<Option<FileChange>, Error> {
        if self.replaced.is_empty() && self.removed.is_empty() && self.added.is_empty() {
            return Ok(None);
        }
        let replaced: BTreeMap<&str, Value> = self.replaced.iter().map(|(id, f)| (id.as_str(), f.clone())).collect();
        let removed: BTreeSet<&str> = self.removed.iter().map(String::as_str).collect();
        let text = self.document.with_features_changed(&replaced, &removed, &self.added);
        let text = text.map_err(|e| Error::Data(e.to_string()))?;
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        let after = Some(format!("{mark}{text}").into_bytes());
        Ok(Some(FileChange { path: self.path.clone(), before: Some(self.bytes.clone()), after }))
    }
}
