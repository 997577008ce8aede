//! The three-way merge of rows: base (as exported), theirs (the file as it came back) and ours (the dossier now). Pure: rows in, fates out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::read::import::unit;

/// The values of a row by column; empty ones are left out.
pub type Cells = BTreeMap<String, Value>;

/// Rows by id.
pub type Rows = BTreeMap<String, Cells>;

/// A column of a record in which the three differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The column.
    pub column: String,
    /// What was exported; null if it was empty.
    pub base: Value,
    /// What the dossier has now.
    pub ours: Value,
    /// What the file has now.
    pub theirs: Value,
}

/// Why both sides cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// Both changed the same columns, each in another way.
    Columns,
    /// The file changed a record that the dossier no longer has.
    DeletedHere,
    /// The file no longer has a record that was changed in the dossier.
    DeletedThere,
    /// Both have a new record of this id, and they differ.
    AddedTwice,
}

/// What a merge makes of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum RowOutcome {
    /// The file says what was exported.
    Unchanged,
    /// The file was changed, and the dossier says the same already.
    Same,
    /// The file was changed, and the dossier not in these columns.
    Changed(Vec<Difference>),
    /// The file has a new record.
    Added,
    /// The file no longer has the record, and the dossier has it as it was exported.
    Deleted,
    /// Both were changed: nothing is taken until somebody chooses.
    Conflict {
        /// Why.
        clash: Clash,
        /// What the file alone changed.
        free: Vec<Difference>,
        /// What both changed.
        clashing: Vec<Difference>,
    },
}

/// Whose side is taken where both changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefer {
    /// The dossier's.
    Ours,
    /// The file's.
    Theirs,
}

impl Prefer {
    /// The side that an answer names; `None` for an empty one.
    ///
    /// # Errors
    ///
    /// The answers that there are.
    pub fn answered(answer: &str) -> Result<Option<Self>, String> {
        match answer.to_lowercase().as_str() {
            "" => Ok(None),
            "o" | "ours" => Ok(Some(Self::Ours)),
            "t" | "theirs" => Ok(Some(Self::Theirs)),
            _ => Err("o for the dossier's side, t for the file's, nothing to leave the record".to_owned()),
        }
    }
}

/// What is to be done to a record of the dossier.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Nothing.
    Keep,
    /// Columns get the values of the file.
    Set(Vec<Difference>),
    /// The row of the file becomes a record.
    Add,
    /// The record goes.
    Delete,
}

/// Merges three sets of rows; `columns` are those that stand for a stored field and that the file has. Returns the fate of every record of
/// base or file. Columns of one [`unit()`] are taken, or clash, together.
#[must_use]
pub fn merge(base: &Rows, theirs: &Rows, ours: &Rows, columns: &BTreeSet<String>) -> BTreeMap<String, RowOutcome> {
    let ids: BTreeSet<&String> = base.keys().chain(theirs.keys()).collect();
    let fate = |id: &String| fate([base.get(id), ours.get(id), theirs.get(id)], columns);
    ids.into_iter().map(|id| (id.clone(), fate(id))).collect()
}

fn fate([base, ours, theirs]: [Option<&Cells>; 3], columns: &BTreeSet<String>) -> RowOutcome {
    let empty = Cells::new();
    let conflict = |clash, free, clashing| RowOutcome::Conflict { clash, free, clashing };
    match (base, ours, theirs) {
        (Some(base), Some(ours), Some(theirs)) => {
            let all = differences(base, ours, theirs, columns);
            if all.iter().all(|d| d.theirs == d.base) {
                return RowOutcome::Unchanged;
            }
            // A figure of several columns is one: both sides changed it where each changed a column of it.
            let differing: Vec<Difference> = all.into_iter().filter(|d| d.theirs != d.ours).collect();
            let units = |is_changed: &dyn Fn(&Difference) -> bool| -> BTreeSet<String> {
                differing.iter().filter(|d| is_changed(d)).map(|d| unit(&d.column).to_owned()).collect()
            };
            let (there, here) = (units(&|d| d.theirs != d.base), units(&|d| d.ours != d.base));
            let open = differing.iter().filter(|d| there.contains(unit(&d.column))).cloned();
            let (clashing, free): (Vec<_>, Vec<_>) = open.partition(|d| here.contains(unit(&d.column)));
            match (free.is_empty(), clashing.is_empty()) {
                (true, true) => RowOutcome::Same,
                (false, true) => RowOutcome::Changed(free),
                _ => conflict(Clash::Columns, free, clashing),
            }
        }
        (Some(base), None, Some(theirs)) => {
            let edited = differences(base, &empty, theirs, columns);
            let edited: Vec<Difference> = edited.into_iter().filter(|d| d.theirs != d.base).collect();
            match edited.is_empty() {
                // It was deleted here, and the file has no word about it.
                true => RowOutcome::Unchanged,
                false => conflict(Clash::DeletedHere, Vec::new(), edited),
            }
        }
        (Some(base), Some(ours), None) => {
            let changed = differences(base, ours, &empty, columns);
            let changed: Vec<Difference> = changed.into_iter().filter(|d| d.ours != d.base).collect();
            match changed.is_empty() {
                true => RowOutcome::Deleted,
                false => conflict(Clash::DeletedThere, Vec::new(), changed),
            }
        }
        (None, Some(ours), Some(theirs)) => {
            let differing = differences(&empty, ours, theirs, columns);
            let differing: Vec<Difference> = differing.into_iter().filter(|d| d.theirs != d.ours).collect();
            match differing.is_empty() {
                true => RowOutcome::Same,
                false => conflict(Clash::AddedTwice, Vec::new(), differing),
            }
        }
        (None, None, Some(_)) => RowOutcome::Added,
        (Some(_), None, None) => RowOutcome::Same,
        (None, _, None) => RowOutcome::Unchanged,
    }
}

/// The columns in which any two of the three differ.
fn differences(base: &Cells, ours: &Cells, theirs: &Cells, columns: &BTreeSet<String>) -> Vec<Difference> {
    let value = |cells: &Cells, column: &String| cells.get(column).cloned().unwrap_or(Value::Null);
    let one = |column: &String| Difference {
        column: column.clone(),
        base: value(base, column),
        ours: value(ours, column),
        theirs: value(theirs, column),
    };
    columns.iter().map(one).filter(|d| d.base != d.theirs || d.base != d.ours).collect()
}

impl RowOutcome {
    /// What is to be done; `prefer` is the side that somebody chose for a conflict. Without one nothing of the record is taken.
    #[must_use]
    pub fn step(&self, prefer: Option<Prefer>) -> Step {
        match self {
            Self::Unchanged | Self::Same => Step::Keep,
            Self::Changed(changed) => Step::Set(changed.clone()),
            Self::Added => Step::Add,
            Self::Deleted => Step::Delete,
            Self::Conflict { clash, free, clashing } => match (prefer, clash) {
                (None, _) => Step::Keep,
                (Some(Prefer::Ours), _) if free.is_empty() => Step::Keep,
                (Some(Prefer::Ours), _) => Step::Set(free.clone()),
                (Some(Prefer::Theirs), Clash::Columns | Clash::AddedTwice) => {
                    let mut all = [free.clone(), clashing.clone()].concat();
                    all.sort_by(|a, b| a.column.cmp(&b.column));
                    Step::Set(all)
                }
                (Some(Prefer::Theirs), Clash::DeletedHere) => Step::Add,
                (Some(Prefer::Theirs), Clash::DeletedThere) => Step::Delete,
            },
        }
    }
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
