//! The base of an export: what its rows held when they were written, carried in the file, so that edits made there can be merged back.
//!
//! It repeats what the file shows, coarsened and redacted as that is, and says nothing of what was withheld: neither its values, nor its ids,
//! nor a hash of it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::fields::Field;
use super::layers::{Row, Shape};
use super::number::{DEGREES, rounded};
use crate::ledger::canonical;
use crate::model::Case;

/// The form of the base that this program writes and reads.
pub const BASE_FORMAT: u32 = 1;

/// The member of a row of the base that holds its point.
pub const POSITION: &str = "position";

/// The layers whose rows the base holds; of the other layers it holds a hash.
pub const ROW_LAYERS: [&str; 3] = ["incidents", "places", "border_km"];

/// What a file was exported from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportOrigin {
    /// The form of the base.
    pub format: u32,
    /// The title of the dossier.
    pub title: String,
    /// The id of its border.
    pub border: String,
    /// The edition of the dossier; `None` if it was redacted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// The size of the cells that positions were coarsened to, as it was written; `None` if they are exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coarsened: Option<String>,
}

impl ExportOrigin {
    /// That of an export of a dossier.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self {
            format: BASE_FORMAT,
            title: case.title.clone(),
            border: case.border.id.clone(),
            edition: case.edition.clone(),
            coarsened: case.coarsened_to.clone(),
        }
    }

    /// As canonical JSON.
    #[must_use]
    pub fn text(&self) -> String {
        json_text(&json!(self))
    }
}

/// A row as the base holds it: its values by column, empty ones left out, and its point.
#[must_use]
pub fn base_row(fields: &[Field], row: &Row) -> Map<String, Value> {
    let is_empty = |v: &Value| v.is_null() || v.as_str().is_some_and(str::is_empty);
    let named = fields.iter().zip(&row.values).filter(|(_, value)| !is_empty(value));
    let mut all: Map<String, Value> = named.map(|(field, value)| (field.name.clone(), value.clone())).collect();
    if let Some(Shape::Point(at)) = &row.shape {
        all.insert(POSITION.to_owned(), json!([rounded(at.lon(), DEGREES), rounded(at.lat(), DEGREES)]));
    }
    all
}

/// A value as canonical JSON.
pub(super) fn json_text(value: &Value) -> String {
    canonical(value).unwrap_or_else(|_| value.to_string())
}

/// The members of a stored record of which each part is a cell of its own.
const PARTED: [&str; 4] = ["location", "killed", "wounded", "grade"];

/// The properties of a stored record as cells: the members of its parts under names such as `location.name`, empty ones left out.
#[must_use]
pub fn nested_cells(properties: &Map<String, Value>) -> Map<String, Value> {
    let mut cells = Map::new();
    for (key, value) in properties {
        match value {
            Value::Object(parts) if PARTED.contains(&key.as_str()) => {
                cells.extend(parts.iter().map(|(part, value)| (format!("{key}.{part}"), value.clone())));
            }
            other => drop(cells.insert(key.clone(), other.clone())),
        }
    }
    cells.retain(|_, value| !value.is_null());
    cells
}
