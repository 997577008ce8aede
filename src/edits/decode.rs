//! An edited cell into the stored field that it stands for.

use serde_json::{Map, Value, json};

use super::list::{Item, entries, items};
use crate::export::{Form, Stored};
use crate::model::{Basis, Categories, Edtf, Extent, PlaceKind, ReportedSide, Status};
use crate::read::import::typed_source;
use crate::recipe::{value, word};

/// Puts the value of a cell into the properties of a record.
///
/// # Errors
///
/// What was found and what is expected, where the cell cannot be read; the properties are then as they were.
pub fn put(
    properties: &mut Map<String, Value>,
    Stored { path, form }: &Stored,
    cell: &Value,
    categories: &Categories,
) -> Result<(), String> {
    let text = text_of(cell);
    let text = text.trim();
    let is_needed =
        matches!(form, Form::Needed | Form::NeededDate | Form::NeededNumber | Form::Category | Form::Status)
            || matches!(form, Form::Basis | Form::Extent | Form::PlaceKind | Form::Grade | Form::Sources);
    if text.is_empty() {
        if is_needed {
            return Err("it is empty, and every record has it".to_owned());
        }
        let empty = if *form == Form::Figure { Some(Value::Null) } else { None };
        set(properties, path, empty);
        return Ok(());
    }
    let one_of = |read: Result<(), String>| read.map(|()| Value::from(text));
    let value = match form {
        Form::Json => cell.clone(),
        Form::Text | Form::Needed => Value::from(text_of(cell)),
        Form::Number | Form::NeededNumber | Form::Figure => Value::from(whole(text)?),
        Form::Date | Form::NeededDate => {
            let expected = "a date such as 2025-08, 2025-08-24 or 2025-08-24/2025-08-26";
            one_of(text.parse::<Edtf>().map(drop).map_err(|e| format!("found '{text}': {e}; expected {expected}")))?
        }
        Form::Category => one_of(value::category(text, categories).map(drop))?,
        Form::Status => one_of(word::<Status>(text).map(drop))?,
        Form::Side => one_of(word::<ReportedSide>(text).map(drop))?,
        Form::Basis => one_of(word::<Basis>(text).map(drop))?,
        Form::Extent => one_of(word::<Extent>(text).map(drop))?,
        Form::PlaceKind => one_of(word::<PlaceKind>(text).map(drop))?,
        Form::Grade => {
            let grade = value::grade(text)?;
            set(properties, "grade.reliability", serde_json::to_value(grade.reliability).ok());
            set(properties, "grade.credibility", Some(grade.credibility.into()));
            return Ok(());
        }
        Form::List => list(properties, path, |keys| items(text, keys), |text, _| Ok(Value::from(text)))?,
        Form::Actors => list(properties, path, |keys| items(text, keys), actor)?,
        Form::Sources => list(properties, path, |keys| items(text, keys), source)?,
    };
    set(properties, path, Some(value));
    Ok(())
}

/// The text of a cell.
fn text_of(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn whole(text: &str) -> Result<u32, String> {
    text.parse::<u32>().map_err(|_ignored| format!("found '{text}', expected a whole number from 0 to {}", u32::MAX))
}

/// Puts the values of a list into the properties of a record, one by one: none of them is parted.
///
/// # Errors
///
/// What was found and what is expected, where a value cannot be read, or the field is no list.
pub fn put_list(properties: &mut Map<String, Value>, stored: &Stored, values: &[String]) -> Result<(), String> {
    let values: Vec<&str> = values.iter().map(String::as_str).filter(|v| !v.is_empty()).collect();
    let of = |keys: &[&str]| entries(&values, keys);
    let value = match stored.form {
        Form::List => list(properties, &stored.path, of, |text, _| Ok(Value::from(text)))?,
        Form::Actors => list(properties, &stored.path, of, actor)?,
        Form::Sources if values.is_empty() => return Err("it is empty, and every record has it".to_owned()),
        Form::Sources => list(properties, &stored.path, of, source)?,
        _ => return Err("it has one value, not a list".to_owned()),
    };
    set(properties, &stored.path, Some(value));
    Ok(())
}

/// The list of a field as it is given: what is stored with a value that stays, stays.
fn list(
    properties: &Map<String, Value>,
    path: &str,
    given: impl Fn(&[&str]) -> Vec<Item>,
    new: impl Fn(&str, Option<&Value>) -> Result<Value, String>,
) -> Result<Value, String> {
    let pointer = format!("/{}", path.replace('.', "/"));
    let all = Value::Object(properties.clone());
    let stored = all.pointer(&pointer).and_then(Value::as_array).cloned().unwrap_or_default();
    let keys: Vec<&str> = stored.iter().map(shown).collect();
    let items = given(&keys);
    let one = |item: &Item| match item {
        Item::Kept(i) => Ok(stored.get(*i).cloned().unwrap_or_default()),
        Item::New { text, instead_of } => new(text, instead_of.and_then(|i| stored.get(i))),
    };
    items.iter().map(one).collect::<Result<Vec<Value>, String>>().map(Value::from)
}

/// What a cell shows of a value of a list: a text itself, the name of an actor, the address of a source or else its publisher.
#[must_use]
pub fn shown(value: &Value) -> &str {
    let member = |name: &str| value.get(name).and_then(Value::as_str);
    value.as_str().or_else(|| member("name")).or_else(|| member("url")).or_else(|| member("publisher")).unwrap_or("")
}

/// An actor: in the role of the one that it stands in the place of, or as `first=NAME` says, else neither first nor second.
fn actor(text: &str, instead_of: Option<&Value>) -> Result<Value, String> {
    match instead_of.and_then(|old| old.get("role")) {
        Some(role) if !text.contains('=') => Ok(json!({"name": text, "role": role})),
        _ if text.contains('=') => Ok(json!(value::actor(text)?)),
        _ => Ok(json!({"name": text, "role": "other"})),
    }
}

/// A source: with another address alone it is the one that it stands in the place of.
fn source(text: &str, instead_of: Option<&Value>) -> Result<Value, String> {
    let is_address = (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(' ');
    match instead_of.and_then(Value::as_object).filter(|old| is_address && old.contains_key("url")) {
        Some(old) => {
            let mut old = old.clone();
            old.insert("url".to_owned(), text.into());
            Ok(Value::Object(old))
        }
        None => Ok(json!(typed_source(text)?)),
    }
}

/// Removes the words of the source for fields that were changed: they say something else now.
pub fn forget_originals(before: &Value, after: &mut Value) {
    let was = |field: &str| before.pointer("/properties")?.get(field);
    let Some(properties) = after.get_mut("properties").and_then(Value::as_object_mut) else { return };
    let Some(Value::Object(mut words)) = properties.get("original").cloned() else { return };
    words.retain(|field, _| properties.get(field) == was(field));
    set(properties, "original", (!words.is_empty()).then_some(Value::Object(words)));
}

/// Sets the member at a path, or removes it.
pub fn set(properties: &mut Map<String, Value>, path: &str, value: Option<Value>) {
    let (object, key) = match path.split_once('.') {
        Some((outer, inner)) => {
            let object = properties.entry(outer.to_owned()).or_insert_with(|| Value::Object(Map::new()));
            let Value::Object(object) = object else { return };
            (object, inner)
        }
        None => (properties, path),
    };
    match value {
        Some(value) => drop(object.insert(key.to_owned(), value)),
        None => drop(object.shift_remove(key)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::export::stored_incident_field;

    fn record() -> Map<String, Value> {
        let record = json!({
            "title": "t", "category": "clash", "date": "2025-08-24", "location": {"name": "n", "side": "left"},
            "killed": {"min": 1, "best": null, "max": 2},
            "grade": {"reliability": "B", "credibility": 2, "reason": "r"},
            "actors": [{"name": "A", "role": "first"}, {"name": "B", "role": "second"}],
            "sources": [{"publisher": "P", "url": "https://p.org/1", "date": "2025-08-25"}, {"publisher": "Q"}],
            "notes": ["one; two", "three"],
        });
        record.as_object().cloned().unwrap()
    }

    fn edited(column: &str, cell: Value) -> Result<Value, String> {
        let mut all = record();
        put(&mut all, &stored_incident_field(column).unwrap(), &cell, &Categories::default())?;
        Ok(Value::Object(all))
    }

    #[test]
    fn a_cell_becomes_the_field_that_it_stands_for() {
        for (column, cell, pointer, stored) in [
            ("title", json!("x"), "/title", json!("x")),
            ("place", json!("m"), "/location/name", json!("m")),
            ("killed_min", json!(2), "/killed/min", json!(2)),
            ("killed_min", json!(null), "/killed/min", json!(null)),
            ("grade", json!("c3"), "/grade", json!({"reliability": "C", "credibility": 3, "reason": "r"})),
            ("radius_m", json!(500), "/location/radius_m", json!(500)),
            ("notes", json!("one; two; four"), "/notes", json!(["one; two", "four"])),
            ("notes", json!("three; one; two"), "/notes", json!(["three", "one; two"])),
            ("actors", json!("A; C"), "/actors/1", json!({"name": "C", "role": "second"})),
            ("actors", json!("A; B; C"), "/actors/2", json!({"name": "C", "role": "other"})),
            ("actors", json!("A; B; first=C"), "/actors/2", json!({"name": "C", "role": "first"})),
            (
                "sources",
                json!("https://p.org/2; Q"),
                "/sources/0",
                json!({"publisher": "P", "url": "https://p.org/2", "date": "2025-08-25"}),
            ),
            ("sources", json!("Q"), "/sources", json!([{"publisher": "Q"}])),
        ] {
            assert_eq!(edited(column, cell.clone()).unwrap().pointer(pointer), Some(&stored), "{column} {cell}");
        }
        assert!(edited("reported_side", json!(null)).unwrap().pointer("/location/side").is_none());
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_what_is_expected() {
        for (column, cell, expected) in [
            ("category", json!("skirmish"), "smuggling_clash"),
            ("status", json!("true"), "officially_confirmed"),
            ("date", json!("24 August"), "2025-08-24"),
            ("date", json!(null), "empty"),
            ("killed_min", json!("few"), "whole number"),
            ("killed_min", json!(-1), "whole number"),
            ("killed_min", json!(1.5), "whole number"),
            ("grade", json!("Z9"), "letter A to F"),
            ("reported_side", json!("north"), "left"),
            ("title", json!(""), "empty"),
            ("sources", json!("https://x.org/1"), "publisher"),
        ] {
            let message = edited(column, cell.clone()).unwrap_err();
            assert!(message.contains(expected), "{column} {cell}: {message}");
        }
    }

    /// Every column that stands for a field gives back what the export makes of it, for every record of the data.
    #[test]
    fn a_cell_that_is_put_back_changes_nothing() {
        use crate::export::{MeasuredRecord, Record, record_fields};
        let dossier = crate::dossier::Dossier::embedded().unwrap();
        let mut tried = 0;
        for incident in &dossier.case().incidents {
            let stored = crate::read::feature(incident);
            let before = stored["properties"].as_object().cloned().unwrap();
            let flat =
                MeasuredRecord { record: Record::Incident(incident), at: None, proximity: None, comparison: &[] }
                    .properties();
            for (field, own) in record_fields().iter().filter_map(|f| Some((f, stored_incident_field(&f.name)?))) {
                let mut after = before.clone();
                put(&mut after, &own, flat.get(&field.name).unwrap(), &dossier.case().categories).unwrap();
                // A member that is null or an empty list may stand or not.
                let made: crate::model::Incident = serde_json::from_value(Value::Object(after)).unwrap();
                let made = crate::model::Incident {
                    id: incident.id.clone(),
                    at: incident.at,
                    category: incident.category,
                    ..made
                };
                assert_eq!(&made, incident, "{}", field.name);
                tried += 1;
            }
        }
        assert!(tried > 1_000);
    }
}
