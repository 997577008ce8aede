//! Edits of what is computed: listed, and not taken.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cell::shown;
use super::file::EditedLayer;
use super::layer::LayerKind;
use super::merge::{Cells, Rows};
use super::rows::{SortedRows, sorted};
use super::tally::Tally;
use crate::monitor::Monitor;

/// Lists the computed cells that were edited; returns how many there are.
pub fn note_computed(
    layer: &EditedLayer,
    rows: &SortedRows,
    is_computed: &dyn Fn(&str) -> bool,
    monitor: &dyn Monitor,
) -> usize {
    let mut count = 0;
    for (id, column, was, is) in edited(layer, &rows.base, &rows.theirs, is_computed) {
        monitor.note(&format!("computed  {id}  {column}: {} -> {}; not taken", shown(&was), shown(&is)));
        count += 1;
    }
    count
}

/// The cells of some columns that differ between rows of one id.
fn edited(
    layer: &EditedLayer,
    base: &Rows,
    theirs: &Rows,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<(String, String, Value, Value)> {
    let known = exported_columns(layer);
    let columns: Vec<&String> =
        layer.columns.iter().filter(|column| is_wanted(column) && known.contains(column.as_str())).collect();
    let value = |cells: &Cells, column: &String| cells.get(column).cloned().unwrap_or(Value::Null);
    let mut all = Vec::new();
    for (id, was) in base {
        let Some(is) = theirs.get(id) else { continue };
        for column in &columns {
            let (was, is) = (value(was, column), value(is, column));
            if was != is {
                all.push((id.clone(), (*column).clone(), was, is));
            }
        }
    }
    all
}

/// The columns of which any exported row had a value.
fn exported_columns(layer: &EditedLayer) -> BTreeSet<&str> {
    layer.base.values().flat_map(|(_, cells)| cells.keys().map(String::as_str)).collect()
}

/// Columns that are missing or foreign: said once, and not for every row.
pub fn note_foreign_columns(layer: &EditedLayer, kind: LayerKind, monitor: &dyn Monitor) {
    let known = exported_columns(layer);
    for column in known.iter().filter(|column| kind.is_own(column) && !layer.columns.contains(**column)) {
        monitor.note(&format!("column    {}.{column} is no longer in the file; nothing of it is taken", layer.name));
    }
    for column in layer.columns.iter().filter(|column| !kind.is_own(column) && !known.contains(column.as_str())) {
        let is_empty = |value: &Value| value.is_null() || value.as_str().is_some_and(str::is_empty);
        let filled = layer.rows.iter().filter(|row| row.cells.get(column).is_some_and(|v| !is_empty(v))).count();
        if filled > 0 {
            monitor.note(&format!(
                "column    {}.{column} is no field of a record: {filled} values are not taken; put what they say into notes",
                layer.name
            ));
        }
    }
}

/// A layer that is computed as a whole: every edit of it is listed, and none is taken.
#[must_use]
pub fn computed_layer(layer: &EditedLayer, monitor: &dyn Monitor) -> Tally {
    let rows = sorted(layer, &|_| None, &|_| false);
    let mut tally = Tally { layer: layer.name.clone(), read: layer.rows.len(), ..Tally::default() };
    let cells = edited(layer, &rows.base, &rows.theirs, &|_| true);
    for (id, column, was, is) in &cells {
        monitor.note(&format!("computed  {} {id}  {column}: {} -> {}; not taken", layer.name, shown(was), shown(is)));
    }
    let changed: BTreeSet<&String> = cells.iter().map(|(id, ..)| id).collect();
    let new: Vec<&String> = rows.theirs.keys().filter(|id| !rows.base.contains_key(*id)).collect();
    new.iter().for_each(|id| monitor.note(&format!("computed  {} {id}  new; not taken", layer.name)));
    let gone: Vec<&String> = rows.base.keys().filter(|id| !rows.theirs.contains_key(*id)).collect();
    gone.iter().for_each(|id| monitor.note(&format!("computed  {} {id}  gone from the file; it stays", layer.name)));
    tally.computed_rows = changed.len() + new.len() + rows.new.len() + rows.refused.len();
    tally.unchanged = tally.read - tally.computed_rows;
    (tally.gone, tally.gone_refused) = (gone.len(), gone.len());
    tally
}
