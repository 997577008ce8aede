//! Three-way merge of a record that changed at its source, and perhaps by hand: base, ours, theirs.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The member under which a position is compared with the properties.
pub const POSITION: &str = "position";

/// A field that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its path, such as `killed.max`.
    pub field: String,
    /// What stood there.
    pub from: Value,
    /// What stands there now; for a conflict, what the source has.
    pub to: Value,
}

/// A record, merged.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The properties as they shall stand.
    pub value: Map<String, Value>,
    /// Fields that follow the source.
    pub changed: Vec<Change>,
    /// Fields that a person changed and the source as well: the person's stay.
    pub conflicts: Vec<Change>,
}

/// Merges the properties of a record field by field (a three-way merge): a field that stands as it was imported follows the
/// source; a field that a person changed stays, and is a conflict where the source changed it too.
///
/// # Arguments
///
/// `base` is what was imported last; `None` if that is not known: every difference is a conflict then. `ours` is what
/// stands, `theirs` what comes; with `takes_theirs` a field that both changed follows the source too. Fields are members and members of members; a list is one field. Fields of one [`unit()`] are taken, or
/// are a conflict, together. When a source was read and which file it came from is no change by itself.
#[must_use]
pub fn merged(
    base: Option<&Map<String, Value>>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    takes_theirs: bool,
) -> Merged {
    let (old, mine, new) = (base.map(flat), flat(ours), flat(theirs));
    let mut fields: Vec<&String> = mine.keys().chain(new.keys()).collect();
    fields.sort();
    fields.dedup();
    let mut merged = Merged { value: ours.clone(), changed: Vec::new(), conflicts: Vec::new() };
    let pick = |from: &BTreeMap<String, Value>, field: &str| from.get(field).cloned().unwrap_or(Value::Null);
    let same = |a: &Value, b: &Value| bare(a) == bare(b);
    let mut units: BTreeMap<&str, Vec<Change>> = BTreeMap::new();
    for field in fields {
        let (have, come) = (pick(&mine, field), pick(&new, field));
        if !same(&have, &come) {
            units.entry(unit(field)).or_default().push(Change { field: field.clone(), from: have, to: come });
        }
    }
    for (unit, differing) in units {
        let is_otherwise = |side: fn(&Change) -> &Value| {
            let otherwise = |c: &Change, old: &BTreeMap<String, Value>| !same(&pick(old, &c.field), side(c));
            differing.iter().any(|c| old.as_ref().is_none_or(|old| otherwise(c, old)))
        };
        match (is_otherwise(|c| &c.from), is_otherwise(|c| &c.to)) {
            // The source is unchanged: the difference is a person's.
            (_, false) => {}
            (is_mine, true) if !is_mine || takes_theirs => {
                differing.iter().for_each(|c| put(&mut merged.value, &c.field, c.to.clone()));
                merged.changed.extend(differing);
            }
            _ => merged.conflicts.push(match differing.as_slice() {
                [one] if one.field == unit => one.clone(),
                _ => Change { field: unit.to_owned(), from: whole(unit, &mine), to: whole(unit, &new) },
            }),
        }
    }
    merged
}

/// What is taken from one side whole, since its parts say nothing alone, or something that nobody said: a toll with its bounds, a grade,
/// a point with its radius. Any other field is one by itself.
///
/// # Arguments
///
/// `field` is a path such as `killed.max`, or the column that stands for it, such as `killed_max`.
#[must_use]
pub fn unit(field: &str) -> &str {
    const OF_SEVERAL: [&str; 3] = ["killed", "wounded", "grade"];
    if ["radius_m", "precision", "method", "basis", "extent"].contains(&field.trim_start_matches("location.")) {
        return POSITION;
    }
    let is_part = |whole: &&str| field.strip_prefix(whole).is_some_and(|part| part.starts_with(['.', '_']));
    OF_SEVERAL.into_iter().find(is_part).unwrap_or(field)
}

/// The parts of a unit by their names.
fn whole(name: &str, flat: &BTreeMap<String, Value>) -> Value {
    let parts = flat.iter().filter(|(field, value)| unit(field) == name && !value.is_null());
    parts.map(|(field, value)| (field.rsplit('.').next().unwrap_or(field).to_owned(), value.clone())).collect()
}

/// Members and members of members by their paths.
fn flat(value: &Map<String, Value>) -> BTreeMap<String, Value> {
    let mut out = BTreeMap::new();
    for (key, value) in value {
        match value {
            Value::Object(inner) => {
                out.extend(inner.iter().map(|(k, v)| (format!("{key}.{k}"), v.clone())));
            }
            other => {
                out.insert(key.clone(), other.clone());
            }
        }
    }
    out
}

fn put(to: &mut Map<String, Value>, field: &str, value: Value) {
    match field.split_once('.') {
        Some((outer, inner)) => {
            let object = to.entry(outer.to_owned()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(object) = object {
                set(object, inner, value);
            }
        }
        None => set(to, field, value),
    }
}

fn set(object: &mut Map<String, Value>, key: &str, value: Value) {
    // A member that the source no longer has goes; one that may be null in the stored form stays as null.
    if value.is_null() && !["min", "best", "max"].contains(&key) {
        object.shift_remove(key);
    } else {
        object.insert(key.to_owned(), value);
    }
}

/// What stands before the number of its row in the note of a source that is a sheet; before 0.2 it was `row `.
pub const SHEET_ROW: &str = "sheet row ";

/// What a record says, as a text that is equal where two say the same: without its id, when its sources were read and from which row.
pub fn content_key(members: &Map<String, Value>) -> String {
    let mut flat = flat(members);
    flat.retain(|_, value| !value.is_null());
    flat.values_mut().for_each(|value| *value = bare(value));
    format!("{flat:?}")
}

/// How many fields of two records differ.
pub fn differing(a: &Map<String, Value>, b: &Map<String, Value>) -> usize {
    let (a, b) = (flat(a), flat(b));
    let fields: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let pick = |from: &BTreeMap<String, Value>, field: &String| from.get(field).map_or(Value::Null, bare);
    fields.into_iter().filter(|field| pick(&a, field) != pick(&b, field)).count()
}

/// What stands before the provenance in the note of a source.
pub const FROM_FILE: &str = "; from ";

/// A value without when and from which file a source was read.
fn bare(value: &Value) -> Value {
    match value {
        Value::Array(list) => Value::Array(list.iter().map(bare).collect()),
        Value::Object(object) if object.contains_key("publisher") => {
            let mut object = object.clone();
            object.shift_remove("accessed");
            if let Some(Value::String(note)) = object.get_mut("note") {
                let before = note.split_once(FROM_FILE).map_or(note.as_str(), |(before, _)| before);
                // Rows move when others are put in above them.
                let is_row = [SHEET_ROW, "row "].iter().any(|row| before.starts_with(row));
                *note = if is_row { String::new() } else { before.to_owned() };
            }
            Value::Object(object)
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn the_source_is_followed_and_a_persons_work_stays() {
        let base = map(json!({"title": "a", "killed": {"min": 1, "max": 1}, "tags": ["x"], "summary": "s"}));
        let ours =
            map(json!({"title": "a, corrected", "killed": {"min": 1, "max": 1}, "tags": ["x"], "summary": "mine"}));
        let theirs =
            map(json!({"title": "a", "killed": {"min": 1, "max": 4}, "tags": ["x", "y"], "summary": "theirs"}));
        let merged = merged(Some(&base), &ours, &theirs, false);
        let fields = |list: &[Change]| list.iter().map(|c| c.field.clone()).collect::<Vec<_>>();
        assert_eq!(fields(&merged.changed), ["killed.max", "tags"]);
        assert_eq!(fields(&merged.conflicts), ["summary"]);
        assert_eq!(
            Value::Object(merged.value),
            json!({"title": "a, corrected", "killed": {"min": 1, "max": 4}, "tags": ["x", "y"], "summary": "mine"})
        );
    }

    #[test]
    fn a_toll_and_a_point_are_taken_whole_or_not_at_all() {
        let of = |killed: Value, at: f64, radius: u32| {
            map(json!({"killed": killed, "position": [at, 10.0], "location": {"name": "n", "radius_m": radius}}))
        };
        let base = of(json!({"min": 10, "best": null, "max": 14}), 29.0, 5000);
        let ours = of(json!({"min": 12, "best": null, "max": 14}), 29.5, 5000);
        let theirs = of(json!({"min": 11, "best": null, "max": 16}), 29.0, 100);
        let merged = merged(Some(&base), &ours, &theirs, false);
        assert_eq!((merged.value, merged.changed), (ours.clone(), vec![]));
        let fields: Vec<(&str, String)> =
            merged.conflicts.iter().map(|c| (c.field.as_str(), format!("{} {}", c.from, c.to))).collect();
        let toll = ("killed", "{\"max\":14,\"min\":12} {\"max\":16,\"min\":11}".to_owned());
        let point = "{\"radius_m\":5000,\"position\":[29.5,10.0]} {\"radius_m\":100,\"position\":[29.0,10.0]}";
        assert_eq!(fields, [toll, ("position", point.to_owned())]);
        let taken = super::merged(Some(&base), &ours, &theirs, true);
        assert_eq!((taken.value, taken.conflicts), (theirs, vec![]));
    }

    #[test]
    fn another_file_with_the_same_words_is_no_change() {
        let of = |day: &str, file: &str| {
            map(json!({"sources": [{"publisher": "P", "accessed": day, "note": format!("event 1{FROM_FILE}{file}")}]}))
        };
        let merged = merged(None, &of("2025-01-01", "a.csv"), &of("2026-01-01", "b.csv"), false);
        assert!(merged.changed.is_empty() && merged.conflicts.is_empty());
    }
}
