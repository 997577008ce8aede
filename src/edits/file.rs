//! A file that came back: what it was exported from, what it held then, and what it holds now.

use std::collections::{BTreeMap, BTreeSet};

use super::layer::LayerKind;
use super::merge::Cells;
use crate::export::ExportOrigin;

/// An exported file as it came back.
#[derive(Debug, Clone)]
pub struct EditedFile {
    /// Its name, without its folder.
    pub name: String,
    /// The SHA-256 of its bytes, and behind a `+` that of what waits beside it in a `-wal`.
    pub sha256: String,
    /// What it was exported from.
    pub origin: ExportOrigin,
    /// The layers whose rows the base holds.
    pub layers: Vec<EditedLayer>,
    /// The layers of the other kind that were changed: nothing of them is taken.
    pub changed_layers: Vec<String>,
    /// What else a person should know.
    pub remarks: Vec<String>,
}

/// A layer as it was exported and as it came back.
#[derive(Debug, Clone, Default)]
pub struct EditedLayer {
    /// Its name.
    pub name: String,
    /// What its rows are.
    pub kind: LayerKind,
    /// Its rows as exported, by id, each with its number in the file.
    pub base: BTreeMap<String, (Option<i64>, Cells)>,
    /// Its rows as they came back, in the order of their numbers.
    pub rows: Vec<EditedRow>,
    /// The columns that it came back with.
    pub columns: BTreeSet<String>,
}

/// A row as it came back.
#[derive(Debug, Clone, Default)]
pub struct EditedRow {
    /// Its number in the file.
    pub number: i64,
    /// Its id; `None` if the cell is empty.
    pub id: Option<String>,
    /// Its values, and its point under [`POSITION`](crate::export::POSITION).
    pub cells: Cells,
    /// Why it cannot be read; `None` if it can.
    pub fault: Option<String>,
    /// Whether its point has a height, which no record has.
    pub has_height: bool,
}

impl EditedRow {
    /// The row in words.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.id {
            Some(id) => format!("row {} ({id})", self.number),
            None => format!("row {} (no id)", self.number),
        }
    }
}
