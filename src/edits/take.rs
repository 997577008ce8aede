//! Takes the edits of a layer into the stored file of its records.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::computed::{note_computed, note_foreign_columns};
use super::file::EditedLayer;
use super::merge::{Cells, Clash, Difference, Prefer, RowOutcome, Rows, Step, merge};
use super::record::Records;
use super::rows::{SortedRows, sorted};
use super::tally::{Tally, change_line, conflict_lines, note_all};
use super::target::StoredFile;
use crate::monitor::Monitor;

/// What decides where both sides changed something.
pub struct Choice<'a> {
    /// The side for all conflicts; `None` if each is asked about.
    pub prefer: Option<Prefer>,
    /// Decides on one conflict, which it is given in words; `None` leaves the record as it is.
    pub ask: &'a dyn Fn(&str) -> Option<Prefer>,
}

/// The edits of a layer being taken.
pub struct Taking<'a> {
    /// The layer as it came back.
    pub layer: &'a EditedLayer,
    /// The records of the dossier as the export would show them now.
    pub ours: &'a Rows,
    /// Makes stored features.
    pub records: &'a Records<'a>,
    /// Decides on conflicts.
    pub choice: &'a Choice<'a>,
    /// Is told of every change.
    pub monitor: &'a dyn Monitor,
}

impl Taking<'_> {
    /// Merges the layer into the file of its records; returns what became of each row.
    pub fn put_into(&self, file: &mut StoredFile) -> Tally {
        let (layer, kind) = (self.layer, self.records.kind);
        let stored = |column: &str| kind.stored(column);
        let (features, twice) = file.features();
        let is_broken = |id: &str| twice.contains(id) || (features.contains_key(id) && !self.ours.contains_key(id));
        let rows = sorted(layer, &stored, &is_broken);
        let columns: BTreeSet<String> = layer.columns.iter().filter(|c| kind.is_own(c)).cloned().collect();
        let mut tally = Tally { layer: layer.name.clone(), read: layer.rows.len(), ..Tally::default() };
        self.note_rows(&rows, &mut tally);
        let is_computed = |column: &str| !kind.is_own(column);
        note_foreign_columns(layer, kind, self.monitor);
        tally.computed = note_computed(layer, &rows, &is_computed, self.monitor);

        let mut taken_ids: BTreeSet<String> = features.keys().chain(rows.base.keys()).cloned().collect();
        taken_ids.extend(rows.theirs.keys().chain(&rows.held).cloned());
        let mut state = State { file, features: &features, tally: &mut tally, taken_ids };
        for (id, fate) in merge(&rows.base, &rows.theirs, self.ours, &columns) {
            self.one(&id, &fate, rows.theirs.get(&id), &mut state);
        }
        for (number, cells) in &rows.new {
            self.new_row(*number, cells, &rows.base, &mut state);
        }
        tally
    }

    /// One record of base or file.
    fn one(&self, id: &str, fate: &RowOutcome, theirs: Option<&Cells>, to: &mut State<'_>) {
        let prefer = match fate {
            RowOutcome::Conflict { clash, free, clashing } => self.decided(id, *clash, clashing, free),
            _ => None,
        };
        let is_there = theirs.is_some();
        match (fate.step(prefer), fate) {
            (Step::Keep, RowOutcome::Conflict { .. }) => *to.of_conflict(is_there, prefer) += 1,
            (Step::Keep, RowOutcome::Unchanged) => to.tally.unchanged += 1,
            (Step::Keep, _) if is_there => to.tally.same += 1,
            (Step::Keep, _) => {
                to.tally.gone += 1;
                to.tally.gone_here += 1;
            }
            (Step::Set(changes), _) => self.set(id, &changes, to),
            (Step::Add, _) => match theirs.map(|cells| self.records.made(Some(id), cells, &to.taken_ids)) {
                Some(Ok(feature)) => self.add(id, feature, to),
                Some(Err(why)) => self.refuse(id, &why, to),
                None => {}
            },
            (Step::Delete, _) => {
                self.monitor.note(&format!("deleted   {id}"));
                to.file.removed.insert(id.to_owned());
                to.tally.gone += 1;
                to.tally.deleted += 1;
            }
        }
    }

    /// Lists a conflict; returns the side that is chosen.
    fn decided(&self, id: &str, clash: Clash, clashing: &[Difference], free: &[Difference]) -> Option<Prefer> {
        let lines = conflict_lines(id, clash, clashing, free);
        note_all(self.monitor, &lines);
        let prefer = self.choice.prefer.or_else(|| (self.choice.ask)(&lines.join("\n")));
        match prefer {
            Some(Prefer::Ours) => self.monitor.note(&format!("settled   {id}  yours is kept")),
            Some(Prefer::Theirs) => self.monitor.note(&format!("settled   {id}  the file's is taken")),
            None => {}
        }
        prefer
    }

    fn set(&self, id: &str, changes: &[Difference], to: &mut State<'_>) {
        let made = to.features.get(id).map(|feature| self.records.changed(feature, changes));
        match made {
            Some(Ok(feature)) => {
                changes.iter().for_each(|d| self.monitor.note(&change_line(id, d)));
                to.tally.changed += 1;
                to.tally.columns += changes.len();
                to.file.replaced.insert(id.to_owned(), feature);
            }
            Some(Err(why)) => self.refuse(id, &why, to),
            None => self.refuse(id, "the record is not in the stored file", to),
        }
    }

    fn new_row(&self, number: i64, cells: &Cells, base: &Rows, to: &mut State<'_>) {
        let own: Cells = cells.iter().filter(|(column, _)| self.records.kind.is_own(column)).map(owned).collect();
        match self.records.made(None, &own, &to.taken_ids) {
            Ok(feature) => {
                // It was taken from this file before: its id stands in the dossier, and not in the file.
                let known = to.features.iter().filter(|(id, _)| !base.contains_key(*id));
                if let Some((id, _)) = known.into_iter().find(|(_, stored)| says(stored) == says(&feature)) {
                    self.monitor.note(&format!("same      row {number} is '{id}', which says the same"));
                    to.tally.same += 1;
                    return;
                }
                let id = feature.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                self.monitor.note(&format!("id        row {number} has none: it is '{id}'"));
                self.add(&id, feature, to);
            }
            Err(why) => self.refuse(&format!("row {number}"), &why, to),
        }
    }

    fn add(&self, id: &str, feature: Value, to: &mut State<'_>) {
        self.monitor.note(&format!("added     {id}"));
        to.tally.added += 1;
        to.taken_ids.insert(id.to_owned());
        to.file.added.push(feature);
    }

    fn refuse(&self, what: &str, why: &str, to: &mut State<'_>) {
        self.monitor.note(&format!("refused   {what}  {why}"));
        to.tally.refused += 1;
    }

    /// What the sorting of the rows found.
    fn note_rows(&self, rows: &SortedRows, tally: &mut Tally) {
        for (what, why) in &rows.refused {
            self.monitor.note(&format!("refused   {what}  {why}"));
        }
        for (what, why) in &rows.refused_gone {
            self.monitor.note(&format!("refused   {what}  {why}"));
        }
        for (was, now) in &rows.renamed {
            self.monitor
                .note(&format!("id        '{was}' was changed to '{now}': that deletes the one and adds the other"));
        }
        if rows.heights > 0 {
            self.monitor
                .note(&format!("heights   {} points have one; a record has none, and it is not taken", rows.heights));
        }
        tally.refused = rows.refused.len();
        (tally.gone, tally.gone_refused) = (rows.refused_gone.len(), rows.refused_gone.len());
    }
}

/// What the edits of a layer make of the dossier so far.
struct State<'s> {
    file: &'s mut StoredFile,
    features: &'s BTreeMap<String, Value>,
    tally: &'s mut Tally,
    taken_ids: BTreeSet<String>,
}

impl State<'_> {
    /// The count of a conflict of which nothing is taken.
    fn of_conflict(&mut self, is_there: bool, prefer: Option<Prefer>) -> &mut usize {
        self.tally.gone += usize::from(!is_there);
        match (is_there, prefer) {
            (true, None) => &mut self.tally.conflicts,
            (true, Some(_)) => &mut self.tally.kept,
            (false, None) => &mut self.tally.gone_conflicts,
            (false, Some(_)) => &mut self.tally.gone_kept,
        }
    }
}

/// What a feature says, without its id and where it comes from.
fn says(feature: &Value) -> Option<(Option<&Value>, Map<String, Value>)> {
    let mut properties = feature.get("properties")?.as_object()?.clone();
    properties.shift_remove("history");
    Some((feature.get("geometry"), properties))
}

fn owned((column, value): (&String, &Value)) -> (String, Value) {
    (column.clone(), value.clone())
}
