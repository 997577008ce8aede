//! Re-import: a three-way merge of a new import with the edits made since the last one.

mod identity;
mod sum;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::dossier::{WAITING, folder_of, home_of, inside};
use crate::error::{Error, unreadable};
use crate::ledger::{self, Editing, FileChange};
use crate::model::Incident;
use crate::monitor::Monitor;
use crate::read::feature;
use crate::read::import::{Change, POSITION, members, merged, rematched, source_file};
use crate::read::{Document, EditError};
use sum::{Gone, Sum, shown};

/// How a file of incidents is brought up to date.
pub struct Update<'a> {
    /// What ids of the dataset begin with; `None` for a sheet.
    pub prefix: Option<&'a str>,
    /// The name of the edit in the history; without one nothing is written.
    pub command: Option<&'a str>,
    /// Decides on a correction, which it is given in words.
    pub confirm: &'a dyn Fn(&str) -> bool,
    /// The side that is taken where both changed a field: the source's, or, as without a choice, the dossier's.
    pub takes_theirs: Option<bool>,
}

/// Updates a file of incidents from a new import by a three-way merge; edits by hand are kept. Returns a summary in words.
///
/// The last import is kept in a file beside it (`incidents.imported.geojson`), the base of the merge: the differences between the
/// two are edits by hand.
///
/// Rows of a sheet without ids are found again by what they say; one that says something else than the record that it is most like is
/// offered as its correction.
///
/// # Errors
///
/// If a file cannot be read, parsed or written, or where the ids of a sheet are those of other events.
pub fn update(into: &Path, incidents: &[Incident], asked: &Update<'_>, monitor: &dyn Monitor) -> Result<String, Error> {
    let Update { prefix, command, confirm, takes_theirs } = *asked;
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

    let mut sum = Sum { has_preferred: takes_theirs.is_some(), ..Sum::default() };
    let (mut replaced, mut added): (BTreeMap<&str, Value>, Vec<Value>) = (BTreeMap::new(), Vec::new());
    let (mut base_replaced, mut base_added): (BTreeMap<&str, Value>, Vec<Value>) = (BTreeMap::new(), Vec::new());
    let taken: BTreeSet<&str> = ours.keys().copied().collect();
    let found = rematched(if prefix.is_none() { incidents } else { &[] }, &base, &taken);
    let incidents = if prefix.is_none() { found.incidents.as_slice() } else { incidents };
    if prefix.is_none() {
        identity::check_ids(incidents, &base)?;
        identity::check_doubled(incidents, &ours, &base)?;
    }
    let takes_theirs = takes_theirs.unwrap_or_default();
    for incident in incidents {
        let theirs = feature(incident);
        let before = base.get(incident.id.as_str());
        if let Some((own, was)) =
            ours.get(incident.id.as_str()).zip(before).filter(|_| found.offered.contains(&incident.id))
        {
            let done = merged(Some(&members(was)), &members(own), &members(&theirs), takes_theirs);
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
                let done = merged(was.as_ref(), &members(own), &members(&theirs), takes_theirs);
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
                let done = merged(Some(&members(before)), &members(before), &members(&theirs), false);
                if !done.changed.is_empty() {
                    base_replaced.insert(incident.id.as_str(), theirs);
                }
            }
        }
    }
    let here: BTreeSet<&str> = incidents.iter().map(|i| i.id.as_str()).collect();
    let is_here = |id: &str| here.contains(id);
    let gone = base.iter().filter(|(id, _)| !is_here(id));
    let gone: Vec<&str> = match prefix {
        Some(prefix) => gone.map(|(id, _)| *id).filter(|id| id.starts_with(prefix)).collect(),
        None => {
            let forms = earlier_forms(incidents, &base, is_here);
            gone.filter(|(_, was)| source_file(&members(was)).is_some_and(|f| forms.contains(&f)))
                .map(|(id, _)| *id)
                .collect()
        }
    };
    sum.gone = gone.into_iter().filter_map(|id| Some(gone_of(id, ours.get(id)?))).collect();

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

/// The names of the files of which a sheet is a later form: it is called so and has a record of theirs, or it has half of them and more.
fn earlier_forms(
    incidents: &[Incident],
    base: &BTreeMap<&str, &Value>,
    is_here: impl Fn(&str) -> bool,
) -> BTreeSet<String> {
    let own = incidents.first().and_then(|incident| source_file(&members(&feature(incident))));
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (id, was) in base {
        if let Some(file) = source_file(&members(was)) {
            let (all, there) = counts.entry(file).or_default();
            (*all, *there) = (*all + 1, *there + usize::from(is_here(id)));
        }
    }
    let is_form = |(file, (all, there)): &(String, (usize, usize))| {
        *there > 0 && (*there * 2 >= *all || own.as_ref() == Some(file))
    };
    counts.into_iter().filter(is_form).map(|(file, _)| file).collect()
}

/// A record of the dossier that the source no longer has.
fn gone_of(id: &str, own: &Value) -> Gone {
    let text = |path: &str| own.pointer(path).and_then(Value::as_str).unwrap_or_default();
    Gone { id: id.to_owned(), what: format!("{} ({})", text("/properties/title"), text("/properties/date")) }
}
