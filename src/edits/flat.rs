//! Reads a flat export that was edited: a table of CSV or a collection of GeoJSON, with the base that its export carries.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::collection::collection_layer;
use super::file::{EditedFile, EditedLayer};
use super::layer::LayerKind;
use super::merge::Cells;
use super::sheet::sheet_layer;
use crate::dossier::read_file;
use crate::error::Error;
use crate::export::{BASE_FORMAT, BASE_MEMBER, ExportOrigin, base_beside};
use crate::ledger::sha256;

/// The base of a flat export.
#[derive(Debug, Clone, Deserialize)]
pub struct ReadBase {
    layer: String,
    nested: bool,
    origin: ExportOrigin,
    rows: Map<String, Value>,
}

impl ReadBase {
    /// The layer as it was exported, without the rows of the file.
    fn layer(self) -> Result<(ExportOrigin, EditedLayer), String> {
        if self.origin.format != BASE_FORMAT {
            return Err(format!("it is of form {}; this version reads {BASE_FORMAT}", self.origin.format));
        }
        let kind = if self.nested { LayerKind::NestedIncidents } else { LayerKind::of(&self.layer) };
        if kind == LayerKind::Computed {
            return Err(format!("its layer '{}' holds no records", self.layer));
        }
        let mut layer = EditedLayer { name: self.layer, kind, ..EditedLayer::default() };
        for (id, row) in self.rows {
            let Value::Object(cells) = row else { return Err(format!("its row '{id}' is no object")) };
            layer.base.insert(id, (None, cells.into_iter().collect::<Cells>()));
        }
        Ok((self.origin, layer))
    }
}

/// Reads an edited table or collection. `base` is the file that holds the base, or the export as it was written; without it the collection
/// itself holds it, or a file beside.
///
/// # Errors
///
/// Where it cannot be read, or has no base.
pub fn read(path: &Path, base: Option<&Path>) -> Result<EditedFile, Error> {
    let bytes = read_file(path)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let sha256 = sha256(&bytes);
    let is_collection = is_collection(&bytes);
    let mut document = if is_collection { Some(json(path, &bytes)?) } else { None };
    let carried = document.as_mut().and_then(|d| d.as_object_mut()).and_then(|d| d.shift_remove(BASE_MEMBER));
    let (origin, mut layer) = match (base, carried) {
        (Some(base), _) => of_file(base)?,
        (None, Some(base)) => of_value(path, base)?,
        (None, None) => of_beside(path, is_collection)?,
    };
    if layer.kind == LayerKind::NestedIncidents && document.is_none() {
        let message = format!("{}: its base is of records as they are stored, and this is a table", path.display());
        return Err(Error::request(message, "name the base that was written with it: --base FILE".to_owned()));
    }
    match document {
        Some(document) => collection_layer(&document, &mut layer)
            .map_err(|why| Error::request(format!("{}: {why}", path.display()), None))?,
        None => sheet_layer(&path.display().to_string(), bytes, &mut layer)?,
    }
    Ok(EditedFile { name, sha256, origin, layers: vec![layer], changed_layers: Vec::new(), remarks: Vec::new() })
}

/// Whether it is JSON, as a collection and a base are, and no table.
fn is_collection(bytes: &[u8]) -> bool {
    without_mark(bytes).trim_ascii_start().starts_with(b"{")
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn json(path: &Path, bytes: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(without_mark(bytes))
        .map_err(|e| Error::Data(format!("{}:{}:{}: this is no JSON: {e}", path.display(), e.line(), e.column())))
}

/// The base in a file of its own, or of an export: within it, or beside it.
fn of_file(path: &Path) -> Result<(ExportOrigin, EditedLayer), Error> {
    let bytes = read_file(path)?;
    let is_collection = is_collection(&bytes);
    if is_collection {
        let mut value = json(path, &bytes)?;
        let carried = value.as_object_mut().and_then(|v| v.shift_remove(BASE_MEMBER));
        if carried.is_some() || value.get("features").is_none() {
            return of_value(path, carried.unwrap_or(value));
        }
    }
    of_beside(path, is_collection)
}

/// The base in the file beside an export.
fn of_beside(path: &Path, is_collection: bool) -> Result<(ExportOrigin, EditedLayer), Error> {
    let beside = base_beside(path);
    if !beside.exists() {
        return Err(no_base(path, &beside, is_collection));
    }
    of_value(&beside, json(&beside, &read_file(&beside)?)?)
}

fn of_value(path: &Path, base: Value) -> Result<(ExportOrigin, EditedLayer), Error> {
    let read = serde_json::from_value::<ReadBase>(base).map_err(|e| e.to_string()).and_then(ReadBase::layer);
    read.map_err(|why| {
        let hint = "export the dossier again, and edit that file".to_owned();
        Error::request(format!("{}: the base of the export cannot be used: {why}", path.display()), hint)
    })
}

fn no_base(path: &Path, beside: &Path, is_collection: bool) -> Error {
    let missing = if is_collection {
        format!("it has no member {BASE_MEMBER}, and there is no {}", beside.display())
    } else {
        format!("there is no {}, which is written beside the table", beside.display())
    };
    let hint = "name the export as it was written, or its base, with --base FILE; an export to a stream carries none";
    Error::request(format!("{}: {missing}, so that nobody can tell what was edited", path.display()), hint.to_owned())
}
