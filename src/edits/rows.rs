//! The rows of a file sorted by what they are: known records, new ones, and those that are refused.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::row;
use super::file::{EditedLayer, EditedRow};
use super::merge::{Cells, Rows};
use crate::export::Stored;

/// The rows of a layer, sorted.
#[derive(Debug, Clone, Default)]
pub struct SortedRows {
    /// As exported.
    pub base: Rows,
    /// As they came back, those with an id.
    pub theirs: Rows,
    /// New rows without an id, each with its number.
    pub new: Vec<(i64, Cells)>,
    /// Rows of which nothing is taken, each with the reason.
    pub refused: Vec<(String, String)>,
    /// Deleted rows whose record is not deleted, each with the reason.
    pub refused_gone: Vec<(String, String)>,
    /// The ids of refused rows: they are neither changed nor deleted.
    pub held: BTreeSet<String>,
    /// Rows whose id was changed: from, to.
    pub renamed: Vec<(String, String)>,
    /// How many rows have a height.
    pub heights: usize,
}

const BROKEN: &str = "the record of the dossier cannot be used as it stands; marz check tells more";

/// Sorts the rows of a layer; `stored` gives the field that a column stands for, `is_broken` the records of the dossier that cannot be
/// used as they stand.
pub fn sorted(
    layer: &EditedLayer,
    stored: &dyn Fn(&str) -> Option<Stored>,
    is_broken: &dyn Fn(&str) -> bool,
) -> SortedRows {
    let mut all = SortedRows { heights: layer.rows.iter().filter(|r| r.has_height).count(), ..SortedRows::default() };
    let mut by_id: BTreeMap<&str, Vec<&EditedRow>> = BTreeMap::new();
    for row in &layer.rows {
        if let Some(id) = &row.id {
            by_id.entry(id).or_default().push(row);
        }
    }
    for (id, rows) in &by_id {
        // Of several rows of one id the exported one is that which has its number: programs give a copy another.
        let exported = layer.base.get(*id).and_then(|(number, _)| *number);
        let is_exported = |row: &&&EditedRow| rows.len() == 1 || Some(row.number) == exported;
        let own = rows.iter().find(is_exported).copied();
        for row in rows.iter().filter(|row| own.is_none_or(|own| own.number != row.number)) {
            let why = format!(
                "the id '{id}' stands in {} rows; empty it in the copies, which then get ids of their own",
                rows.len()
            );
            all.refused.push((row.shown(), why));
        }
        let fault = match own {
            None => None,
            Some(own) if is_broken(id) => Some((own, own.fault.clone().unwrap_or_else(|| BROKEN.to_owned()))),
            Some(own) => own.fault.clone().map(|fault| (own, fault)),
        };
        match (own, fault) {
            (_, Some((own, why))) => {
                all.refused.push((own.shown(), why));
                all.held.insert((*id).to_owned());
            }
            (Some(own), None) => drop(all.theirs.insert((*id).to_owned(), row(&own.cells, stored))),
            (None, None) => drop(all.held.insert((*id).to_owned())),
        }
    }
    for new in layer.rows.iter().filter(|row| row.id.is_none()) {
        match &new.fault {
            Some(fault) => all.refused.push((new.shown(), fault.clone())),
            None => all.new.push((new.number, row(&new.cells, stored))),
        }
    }
    for id in layer.base.keys().filter(|id| !by_id.contains_key(id.as_str()) && is_broken(id)) {
        all.refused_gone.push((id.clone(), BROKEN.to_owned()));
        all.held.insert(id.clone());
    }
    all.renamed = renamed(layer, &by_id);
    let kept = layer.base.iter().filter(|(id, _)| !all.held.contains(*id));
    all.base = kept.map(|(id, (_, cells))| (id.clone(), row(cells, stored))).collect();
    all
}

/// Rows that have the number of an exported one and another id, which no row has any longer.
fn renamed(layer: &EditedLayer, by_id: &BTreeMap<&str, Vec<&EditedRow>>) -> Vec<(String, String)> {
    let of_number: BTreeMap<i64, &String> =
        layer.base.iter().filter_map(|(id, (number, _))| Some(((*number)?, id))).collect();
    let one = |row: &EditedRow| {
        let was = *of_number.get(&row.number)?;
        let now = row.id.clone().unwrap_or_else(|| "no id".to_owned());
        let is_new = row.id.as_ref().is_none_or(|id| !layer.base.contains_key(id));
        (is_new && !by_id.contains_key(was.as_str())).then(|| (was.clone(), now))
    };
    layer.rows.iter().filter_map(one).collect()
}
