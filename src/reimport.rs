//! Re-import: a three-way merge of a new import with the edits made since the last one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::dossier::{WAITING, folder_of, home_of, inside};
use crate::error::{Error, unreadable};
use crate::ledger::{self, Editing, FileChange};
use crate::model::Incident;
use crate::monitor::Monitor;
use crate::read::feature;
use crate::read::import::{Change, POSITION, members, merged, rematched};
use crate::read::{Document, EditError};
use crate::terminal::counted;

/// Updates a file of incidents from a new import by a three-way merge; edits by hand are kept. Returns a summary in words.
///
/// The last import is kept in a file beside it (`incidents.imported.geojson`), the base of the merge: the differences between the
/// two are edits by hand.
///
/// Rows of a sheet without ids are found again by what they say; one that says something else than the record that it is most like is
/// offered as its correction.
///
/// # Arguments
///
/// * `prefix` is what ids of the dataset begin with; `None` for a sheet.
/// * `command` is the name of the edit in the history; without one nothing is written.
/// * `confirm` decides on a correction, which it is given in words.
///
/// # Errors
///
/// If a file cannot be read, parsed or written.
pub fn update(
    into: &Path,
    incidents: &[Incident],
    prefix: Option<&str>,
    command: Option<&str>,
    confirm: &dyn Fn(&str) -> bool,
    monitor: &dyn Monitor,
) -> Result<String, Error> {
    let (folder, name) = home_of(into)?;
    let waiting = || monitor.note(WAITING);
    let editing = if command.is_some() { Some(Editing::begin(&folder_of(&folder), waiting)?) } else { None };
    let base_path = base_file(into);
    // A link out of the dossier is refused before anything is read from there.
    let held = |path: &Path| {
        let (folder, name) = home_of(path)?;
        ledger::read(&inside(&folder_of(&folder), &name)?).map_err(unreadable(path))
    };
    let (bytes, known_bytes) = (held(into)?, held(&base_path)?);
    let document = parsed(into, bytes.as_deref().unwrap_or(EMPTY))?;
    let known = parsed(&base_path, known_bytes.as_deref().unwrap_or(EMPTY))?;
    let (ours, base) = (by_id(&document), by_id(&known));

    let mut sum = Sum::default();
    let (mut replaced, mut added): (BTreeMap<&str, Value>, Vec<Value>) = (BTreeMap::new(), Vec::new());
    let (mut base_replaced, mut base_added): (BTreeMap<&str, Value>, Vec<Value>) = (BTreeMap::new(), Vec::new());
    let taken: BTreeSet<&str> = ours.keys().copied().collect();
    let found = rematched(if prefix.is_none() { incidents } else { &[] }, &base, &taken);
    let incidents = if prefix.is_none() { found.incidents.as_slice() } else { incidents };
    for incident in incidents {
        let theirs = feature(incident);
        let before = base.get(incident.id.as_str());
        if let Some((own, was)) =
            ours.get(incident.id.as_str()).zip(before).filter(|_| found.offered.contains(&incident.id))
        {
            let done = merged(Some(&members(was)), &members(own), &members(&theirs));
            let line = |c: &Change| format!("{}  {}: {} -> {}", incident.id, c.field, shown(&c.from), shown(&c.to));
            let lines: Vec<String> = done.changed.iter().chain(&done.conflicts).map(line).collect();
            if !lines.is_empty() && (command.is_none() || !confirm(&lines.join("\n"))) {
                sum.offered.push(lines);
                continue;
            }
        }
        match (ours.get(incident.id.as_str()), before) {
            (None, None) => {
                sum.added.push(incident.id.clone());
                added.push(theirs.clone());
            }
            // It was removed by hand: it is not added again.
            (None, Some(_)) => sum.taken_out.push(incident.id.clone()),
            (Some(own), before) => {
                let was = before.map(|b| members(b));
                let done = merged(was.as_ref(), &members(own), &members(&theirs));
                sum.conflicts.extend(done.conflicts.into_iter().map(|c| (incident.id.clone(), c)));
                if done.changed.is_empty() {
                    sum.unchanged += 1;
                } else {
                    replaced.insert(incident.id.as_str(), whole(own, done.value));
                    sum.changed.extend(done.changed.into_iter().map(|c| (incident.id.clone(), c)));
                }
            }
        }
        match before {
            None => base_added.push(theirs),
            Some(before) => {
                // The same content from another file is the same record: it keeps the provenance of the first.
                let done = merged(Some(&members(before)), &members(before), &members(&theirs));
                if !done.changed.is_empty() {
                    base_replaced.insert(incident.id.as_str(), theirs);
                }
            }
        }
    }
    let here: BTreeSet<&str> = incidents.iter().map(|i| i.id.as_str()).collect();
    let gone = base.keys().filter(|id| prefix.is_some_and(|p| id.starts_with(p)) && !here.contains(*id));
    sum.gone = gone.filter(|id| ours.contains_key(*id)).map(|id| (*id).to_owned()).collect();

    sum.list(monitor);
    let (Some(editing), Some(command)) = (editing, command) else {
        return Ok(format!("{}: {} (dry run: nothing was written)", into.display(), sum.summary()));
    };
    let mut changes = Vec::new();
    let refused = |e: EditError| Error::Data(e.to_string());
    if !replaced.is_empty() || !added.is_empty() {
        let text = document.with_features(&replaced, &added).map_err(refused)?;
        changes.push(FileChange { path: name.clone(), before: bytes, after: Some(text.into_bytes()) });
    }
    if !base_replaced.is_empty() || !base_added.is_empty() {
        let text = known.with_features(&base_replaced, &base_added).map_err(refused)?;
        let path = base_file(Path::new(&name)).to_string_lossy().replace('\\', "/");
        changes.push(FileChange { path, before: known_bytes, after: Some(text.into_bytes()) });
    }
    if !changes.is_empty() {
        editing.commit(command, &changes)?;
    }
    Ok(format!("{}: {}", into.display(), sum.summary()))
}

/// An empty collection.
const EMPTY: &[u8] = b"{\n  \"type\": \"FeatureCollection\",\n  \"features\": []\n}\n";

/// The file of the last import.
fn base_file(into: &Path) -> PathBuf {
    into.with_extension("imported.geojson")
}

fn parsed(path: &Path, bytes: &[u8]) -> Result<Document, Error> {
    Document::parse(&path.display().to_string(), bytes)
        .map_err(|p| Error::Data(format!("{}:{}: {}; marz check tells more", p.file, p.line.unwrap_or(1), p.message)))
}

fn by_id(document: &Document) -> BTreeMap<&str, &Value> {
    let features = document.value.get("features").and_then(Value::as_array);
    features.into_iter().flatten().filter_map(|f| Some((f.get("id")?.as_str()?, f))).collect()
}

/// The feature with other properties and position.
fn whole(feature: &Value, mut members: Map<String, Value>) -> Value {
    let position = members.shift_remove(POSITION).unwrap_or(Value::Null);
    let mut feature = feature.clone();
    if let Some(object) = feature.as_object_mut() {
        let geometry = if position.is_null() { Value::Null } else { json!({"type": "Point", "coordinates": position}) };
        object.insert("geometry".to_owned(), geometry);
        object.insert("properties".to_owned(), Value::Object(members));
    }
    feature
}

/// A value as a line shows it: the parts of a figure by their names.
fn shown(value: &Value) -> String {
    let parts = value.as_object().filter(|parts| !parts.is_empty());
    parts.map_or_else(
        || value.to_string(),
        |parts| parts.iter().map(|(name, part)| format!("{name} {part}")).collect::<Vec<_>>().join(", "),
    )
}

/// The changes of an update.
#[derive(Default)]
struct Sum {
    added: Vec<String>,
    changed: Vec<(String, Change)>,
    conflicts: Vec<(String, Change)>,
    unchanged: usize,
    /// Removed by hand, and not added again.
    taken_out: Vec<String>,
    /// No longer in the import; kept.
    gone: Vec<String>,
    /// Corrections that were offered and not taken, each by its fields.
    offered: Vec<Vec<String>>,
}

impl Sum {
    fn summary(&self) -> String {
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

    fn list(&self, monitor: &dyn Monitor) {
        for (id, Change { field, from, to }) in &self.changed {
            monitor.note(&format!("changed   {id}  {field}: {} -> {}", shown(from), shown(to)));
        }
        for (id, Change { field, from, to }) in &self.conflicts {
            monitor.note(&format!("conflict  {id}  {field}: yours {}, the source {}", shown(from), shown(to)));
        }
        self.offered.iter().flatten().for_each(|line| monitor.note(&format!("offered   {line}")));
        self.gone.iter().for_each(|id| monitor.note(&format!("gone      {id}")));
        self.taken_out.iter().for_each(|id| monitor.note(&format!("taken out {id}")));
        self.added.iter().for_each(|id| monitor.detail(&format!("added     {id}")));
    }
}
