//! The incidents that are new, changed or gone since a seal.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::state::{Files, State};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::ledger::{Record, Seals, differences};
use crate::model::{Edtf, Status};

/// What happened to an incident since a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not in the seal.
    New,
    /// Some field is another.
    Corrected,
    /// It is no longer there, or is denied or disputed now ([`Status::is_withdrawn`]) and was not.
    Withdrawn,
}

/// An incident that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordChange {
    /// What happened to it.
    pub kind: ChangeKind,
    /// Its id.
    pub id: String,
    /// Its title; that of the seal where it is gone.
    pub title: String,
    /// Its date; that of the seal where it is gone.
    pub date: Option<Edtf>,
    /// The fields that are others, by their keys, as sealed and as they are now; `geometry` is the point.
    pub fields: BTreeMap<String, (Value, Value)>,
}

/// The incidents that are not as the last seal has them, by id, with the number of that seal and its edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinceSeal {
    /// The number of the seal.
    pub number: u32,
    /// The edition of the dossier that was sealed.
    pub edition: String,
    /// The date of the data that were sealed, as `YYYY-MM-DD` ([`Case::data_date`](crate::model::Case::data_date)); a seal holds no date
    /// of its own.
    pub data_to: Option<String>,
    /// The changes, by date and id.
    pub changes: Vec<RecordChange>,
}

impl SinceSeal {
    /// Compares the incidents of a dossier with its last seal. Records that the dossier withholds are left out.
    ///
    /// # Errors
    ///
    /// If the dossier is embedded or coarsened; if there is no seal, or the chain of seals is broken.
    pub fn of(dossier: &Dossier) -> Result<Self, Error> {
        let folder = dossier.source().own_folder()?;
        if dossier.case().coarsened_m.is_some() {
            let hint = "leave out --coarsen, or the comparison with the seal".to_owned();
            return Err(Error::request("a seal holds the true positions: what changed since would tell of them", hint));
        }
        let seals = Seals::of(folder);
        let Some(number) = seals.numbers().last().copied() else {
            return Err(Error::request("there is no seal to compare with", "marz seal makes the first".to_owned()));
        };
        let faults = seals.faults()?;
        if !faults.is_empty() {
            let hint = "marz verify tells what changed".to_owned();
            return Err(Error::request(format!("the chain of seals is broken: {}", faults.join("; ")), hint));
        }
        let file = &dossier.manifest().data.incidents;
        let (sealed, then) = (seals.read(number)?.content, seals.read_records(number)?);
        let files = Files { records: BTreeSet::from([file.clone()]), ..Files::default() };
        let now = State::of_data(folder, &files)?;
        let withheld = &dossier.case().withheld;
        let of_file = |all: &'_ [Record]| -> BTreeMap<String, Record> {
            let ours = all.iter().filter(|r| r.file == *file);
            ours.filter_map(|r| Some((r.id.clone()?, r.clone()))).filter(|(id, _)| !withheld.contains(id)).collect()
        };
        let then = of_file(&then);
        let last = |r: &Record| date(&r.feature)?.last_known_day();
        let data_to = then.values().filter_map(last).max();
        let mut changes = changes(&then, &of_file(&now.records));
        changes.sort_by_cached_key(|c| (c.date.as_ref().map(Edtf::days), c.id.clone()));
        Ok(Self { number, edition: sealed.edition, data_to, changes })
    }
}

/// What is not the same in two states, by id.
fn changes(then: &BTreeMap<String, Record>, now: &BTreeMap<String, Record>) -> Vec<RecordChange> {
    let ids: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let one = |id: &String| {
        let (kind, record, fields) = match (then.get(id), now.get(id)) {
            (Some(a), Some(b)) if a.sha256 == b.sha256 => return None,
            (Some(a), Some(b)) => {
                let became_withdrawn = is_withdrawn(&b.feature) && !is_withdrawn(&a.feature);
                let kind = if became_withdrawn { ChangeKind::Withdrawn } else { ChangeKind::Corrected };
                (kind, b, fields(&a.feature, &b.feature))
            }
            (None, Some(b)) => (ChangeKind::New, b, BTreeMap::new()),
            (Some(a), None) => (ChangeKind::Withdrawn, a, BTreeMap::new()),
            (None, None) => return None,
        };
        let text = |key: &str| record.feature.pointer(&format!("/properties/{key}")).and_then(Value::as_str);
        let title = text("title").unwrap_or(id).to_owned();
        let date = date(&record.feature);
        Some(RecordChange { kind, id: id.clone(), title, date, fields })
    };
    ids.into_iter().filter_map(one).collect()
}

/// The date of a stored record.
fn date(feature: &Value) -> Option<Edtf> {
    feature.pointer("/properties/date")?.as_str()?.parse().ok()
}

/// Whether a stored record has a status by which it counts as withdrawn.
fn is_withdrawn(feature: &Value) -> bool {
    let status = feature.pointer("/properties/status").and_then(Value::as_str);
    Status::ALL.into_iter().any(|s| status == Some(s.as_str()) && s.is_withdrawn())
}

/// The members that differ, by their names: those of `properties`, and those beside them; with both values.
fn fields(then: &Value, now: &Value) -> BTreeMap<String, (Value, Value)> {
    let name = |at: String| {
        let mut steps = at.split('/').skip(1);
        match steps.next() {
            Some("properties") => steps.next().map(str::to_owned),
            other => other.map(str::to_owned),
        }
    };
    let value = |feature: &Value, name: &str| {
        let found = feature.get("properties").and_then(|p| p.get(name)).or_else(|| feature.get(name));
        found.cloned().unwrap_or_default()
    };
    let both = |name: String| (value(then, &name), value(now, &name));
    let names = differences(then, now).into_iter().filter_map(|d| name(d.at));
    names.map(|name| (name.clone(), both(name))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::fields;

    #[test]
    fn fields_are_the_members_of_a_record() {
        let a = json!({"geometry": {"coordinates": [1, 2]}, "properties": {"killed": {"min": 1}, "title": "A"}});
        let b = json!({"geometry": {"coordinates": [1, 3]}, "properties": {"killed": {"min": 2}, "title": "A", "notes": ["x"]}});
        let found = fields(&a, &b);
        assert_eq!(found.keys().collect::<Vec<_>>(), ["geometry", "killed", "notes"]);
        assert_eq!(found["killed"], (json!({"min": 1}), json!({"min": 2})));
        assert_eq!(found["notes"], (json!(null), json!(["x"])));
    }
}
