//! What became of the rows of a layer, counted and in words.

use super::cell::shown;
use super::merge::{Clash, Difference};
use crate::monitor::Monitor;
use crate::terminal::counted;

/// What became of the rows of a layer. The rows read are all those of the first list of numbers together; those that are gone from the file
/// are all those of the second.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The layer.
    pub layer: String,
    /// Rows read.
    pub read: usize,
    /// Rows that say what was exported.
    pub unchanged: usize,
    /// Rows that were changed, and the dossier says the same already.
    pub same: usize,
    /// Rows of which columns were taken.
    pub changed: usize,
    /// The columns that were taken, over all rows.
    pub columns: usize,
    /// Rows that became records.
    pub added: usize,
    /// Rows in conflict for which somebody chose the dossier's side.
    pub kept: usize,
    /// Rows in conflict: nothing of them is taken.
    pub conflicts: usize,
    /// Rows that cannot be used.
    pub refused: usize,
    /// Rows of a computed layer that were changed or added: not taken.
    pub computed_rows: usize,
    /// Exported rows that are gone from the file.
    pub gone: usize,
    /// Records that were deleted.
    pub deleted: usize,
    /// Gone rows whose record is gone from the dossier as well.
    pub gone_here: usize,
    /// Gone rows in conflict for which somebody chose the dossier's side.
    pub gone_kept: usize,
    /// Gone rows in conflict: the record stays.
    pub gone_conflicts: usize,
    /// Gone rows whose record is not deleted, because it cannot be used as it stands or the layer is computed.
    pub gone_refused: usize,
    /// Computed cells that were edited: not taken.
    pub computed: usize,
}

impl Tally {
    /// Whether everything in the file that could be taken was taken.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.conflicts + self.gone_conflicts + self.refused + self.gone_refused_records() == 0
    }

    /// Gone rows of records; those of a computed layer are no loss.
    pub(super) fn gone_refused_records(&self) -> usize {
        if self.layer == "incidents" || self.layer == "places" { self.gone_refused } else { 0 }
    }

    /// In words.
    #[must_use]
    pub fn summary(&self) -> String {
        let some = |parts: &[(usize, &str)]| {
            let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
            let parts: Vec<String> = parts.collect();
            if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
        };
        let changed = format!("changed in {}", counted(self.columns, "column"));
        let mut text = format!(
            "{}: {} rows read: {}",
            self.layer,
            self.read,
            some(&[
                (self.unchanged, "unchanged"),
                (self.same, "the same here already"),
                (self.changed, &changed),
                (self.added, "added"),
                (self.kept, "in conflict, yours kept"),
                (self.conflicts, "in conflict, nothing taken"),
                (self.refused, "refused"),
                (self.computed_rows, "computed and not taken"),
            ])
        );
        if self.gone > 0 {
            let parts = some(&[
                (self.deleted, "deleted"),
                (self.gone_here, "gone here already"),
                (self.gone_kept, "in conflict, yours kept"),
                (self.gone_conflicts, "in conflict, nothing deleted"),
                (self.gone_refused, "not deleted"),
            ]);
            text += &format!("; {} rows gone from the file: {parts}", self.gone);
        }
        if self.computed > 0 {
            text += &format!("; {} computed cells edited and not taken", self.computed);
        }
        text
    }
}

/// A change in words.
#[must_use]
pub fn change_line(id: &str, d: &Difference) -> String {
    format!("changed   {id}  {}: {} -> {}", d.column, shown(&d.ours), shown(&d.theirs))
}

/// A conflict in words, a line for each column.
#[must_use]
pub fn conflict_lines(id: &str, clash: Clash, clashing: &[Difference], free: &[Difference]) -> Vec<String> {
    let one = |d: &Difference| {
        let (column, base, ours, theirs) = (&d.column, shown(&d.base), shown(&d.ours), shown(&d.theirs));
        match clash {
            Clash::Columns => format!("conflict  {id}  {column}: exported {base}, yours {ours}, the file {theirs}"),
            Clash::DeletedHere => {
                format!("conflict  {id}  {column}: deleted here; exported {base}, the file {theirs}")
            }
            Clash::DeletedThere => {
                format!("conflict  {id}  {column}: deleted in the file; exported {base}, yours {ours}")
            }
            Clash::AddedTwice => {
                format!("conflict  {id}  {column}: new on both sides; yours {ours}, the file {theirs}")
            }
        }
    };
    let waiting = |d: &Difference| {
        format!("waiting   {id}  {}: {} -> {}, with the conflict", d.column, shown(&d.ours), shown(&d.theirs))
    };
    clashing.iter().map(one).chain(free.iter().map(waiting)).collect()
}

/// Notes each line.
pub fn note_all(monitor: &dyn Monitor, lines: &[String]) {
    lines.iter().for_each(|line| monitor.note(line));
}
