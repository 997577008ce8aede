//! What an update did, in words.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ledger::command_line;
use crate::monitor::Monitor;
use crate::read::import::Change;
use crate::terminal::counted;

/// A value as a line shows it: the parts of a figure by their names.
pub fn shown(value: &Value) -> String {
    let parts = value.as_object().filter(|parts| !parts.is_empty());
    parts.map_or_else(
        || value.to_string(),
        |parts| parts.iter().map(|(name, part)| format!("{name} {part}")).collect::<Vec<_>>().join(", "),
    )
}

/// The changes of an update.
#[derive(Default)]
pub struct Sum {
    pub added: Vec<String>,
    pub changed: Vec<(String, Change)>,
    pub conflicts: Vec<(String, Change)>,
    pub unchanged: usize,
    /// Removed by hand, and not added again.
    pub taken_out: Vec<String>,
    /// No longer in the import, with date and title; kept.
    pub gone: Vec<Gone>,
    /// Whether the source of a conflict may be preferred.
    pub has_preferred: bool,
    /// Corrections that were offered and not taken, each by its fields.
    pub offered: Vec<Vec<String>>,
}

impl Sum {
    pub fn summary(&self) -> String {
        let records: BTreeSet<&String> = self.changed.iter().map(|(id, _)| id).collect();
        let mut parts = vec![
            format!("{} added", self.added.len()),
            format!("{} changed in {}", records.len(), counted(self.changed.len(), "field")),
            format!("{} unchanged", self.unchanged),
        ];
        parts.extend(Some(self.conflicts.len()).filter(|n| *n > 0).map(|n| counted(n, "conflict") + ", yours kept"));
        for (count, what) in [
            (self.taken_out.len(), "taken out by hand and not put back"),
            (self.gone.len(), "no longer at the source and kept here"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        let offered = Some(self.offered.len()).filter(|n| *n > 0);
        parts.extend(offered.map(|n| counted(n, "correction") + " offered and not taken: --yes takes them"));
        parts.join(", ")
    }

    pub fn list(&self, monitor: &dyn Monitor) {
        for (id, Change { field, from, to }) in &self.changed {
            monitor.note(&format!("changed   {id}  {field}: {} -> {}", shown(from), shown(to)));
        }
        for (id, Change { field, from, to }) in &self.conflicts {
            let side = if self.has_preferred { ", kept as --ours says" } else { "" };
            monitor.note(&format!("conflict  {id}  {field}: yours {}, the source {}{side}", shown(from), shown(to)));
            if let Some(setting) = setting(field, to) {
                let words = ["marz", "set", id, &setting].map(str::to_owned);
                monitor.note(&format!("          to take the source's: {}", command_line(words.into_iter())));
            }
        }
        if !self.conflicts.is_empty() && !self.has_preferred {
            monitor.note("          to take the source's in all of them: marz undo, then marz import … --theirs");
        }
        self.offered.iter().flatten().for_each(|line| monitor.note(&format!("offered   {line}")));
        self.list_gone(monitor);
        self.taken_out.iter().for_each(|id| monitor.note(&format!("taken out {id}")));
        self.added.iter().for_each(|id| monitor.detail(&format!("added     {id}")));
    }

    fn list_gone(&self, monitor: &dyn Monitor) {
        for Gone { id, what } in self.gone.iter().take(MOST_GONE) {
            monitor.note(&format!("gone      {id}  {what}"));
        }
        if self.gone.len() > MOST_GONE {
            monitor.note(&format!("gone      … and {} more", self.gone.len() - MOST_GONE));
        }
        if !self.gone.is_empty() {
            monitor.note(
                "          they stay and count; one that is refuted: marz set ID status=denied; one that is to be left out of a map, a table \
                 or a report: --without ID; one that is to go: marz export --to csv --output all.csv, delete its row there, marz import edits all.csv; no later \
                 import brings it back",
            );
        }
    }
}

/// So many records that are gone at the source are listed.
const MOST_GONE: usize = 10;

/// A record that the source no longer has.
pub struct Gone {
    /// Its id.
    pub id: String,
    /// Its date and title.
    pub what: String,
}

/// The words of `marz set` that give a field the value of the source; `None` for one that it cannot write in one line.
fn setting(field: &str, value: &Value) -> Option<String> {
    let number = |name: &str| value.get(name).and_then(Value::as_u64);
    match field {
        "killed" | "wounded" if number("best").is_none() => {
            let (min, max) = (number("min")?, number("max")?);
            Some(if min == max { format!("{field}={min}") } else { format!("{field}={min}-{max}") })
        }
        "killed" | "wounded" => {
            let best = number("best")?;
            let is_plain = |name: &str| number(name).is_none_or(|n| n == best);
            (is_plain("min") && is_plain("max")).then(|| format!("{field}={best}"))
        }
        "title" | "summary" | "date" | "category" | "status" => Some(format!("{field}={}", value.as_str()?)),
        _ => None,
    }
}
