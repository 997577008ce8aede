//! Fields that are set by key and value: `killed=4-6`, `status=disputed`, `notes+=A remark`.

use std::str::FromStr;

use serde_json::{Map, Value, json};

use crate::draft::extent_within;
use crate::edits::{forget_originals, put, put_list, set};
use crate::export::{Form as CellForm, Stored, record_fields, stored_incident_field};
use crate::model::{Casualties, Categories, Extent, Zone};
use crate::read::import::{typed_date, typed_number};
use crate::recipe::{Length, did_you_mean, value};

/// A field and what it is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The key: that of a column of exports, or one of [`keys`].
    pub key: String,
    /// What it is set to.
    pub given: Given,
}

/// What a field is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A text; nothing, where it is empty.
    Text(String),
    /// The values of a list, one by one.
    List(Vec<String>),
    /// One more value of a list.
    Added(String),
}

impl FromStr for Assignment {
    type Err = String;

    /// Reads `KEY=VALUE`, or `KEY+=VALUE` for one more value of a list.
    fn from_str(text: &str) -> Result<Self, String> {
        let Some((key, value)) = text.split_once('=') else {
            return Err(format!("'{text}' sets nothing: expected KEY=VALUE, such as killed=4-6"));
        };
        let given = match key.ends_with('+') {
            true => Given::Added(value.trim().to_owned()),
            false => Given::Text(value.trim().to_owned()),
        };
        Ok(Self { key: key.trim_end_matches('+').trim().to_owned(), given })
    }
}

/// Keys for what stands in several columns, or in none.
const OWN: [&str; 4] = ["at", "killed", "wounded", "radius"];

/// The keys that can be set, in the order of the columns.
#[must_use]
pub fn keys() -> Vec<String> {
    let columns = record_fields().into_iter().map(|f| f.name).filter(|name| stored_incident_field(name).is_some());
    columns.chain(OWN.map(str::to_owned)).collect()
}

/// A stored record with fields that are set; the rest of it is as it was.
///
/// # Arguments
///
/// * `record` is the feature as it stands in the file.
/// * `zone` is the time zone in which dates with a time are typed.
///
/// # Errors
///
/// The key, what was found and what is expected.
pub fn amend(
    record: &Value,
    assignments: &[Assignment],
    zone: Option<&Zone>,
    categories: &Categories,
) -> Result<Value, String> {
    let mut after = record.clone();
    for Assignment { key, given } in assignments {
        let wrong = |why: String| format!("{key}: {why}");
        if key == "at" {
            let at = value::position(&text_of(key, given)?).map_err(wrong)?;
            after["geometry"] = json!({"type": "Point", "coordinates": [at.at.lon(), at.at.lat()]});
            continue;
        }
        let Some(properties) = after.get_mut("properties").and_then(Value::as_object_mut) else {
            return Err("the record has no properties".to_owned());
        };
        match key.as_str() {
            "killed" | "wounded" => {
                let text = text_of(key, given)?;
                let figures = if text.is_empty() { Ok(Casualties::default()) } else { typed_number(&text) };
                put_casualties(properties, key, &figures.map_err(wrong)?);
            }
            "radius" => {
                let length: Length = text_of(key, given)?.parse().map_err(|e| wrong(format!("{e}")))?;
                set(properties, "location.radius_m", Some(length.whole_metres().into()));
            }
            _ => put_column(properties, key, given, zone, categories).map_err(wrong)?,
        }
    }
    let is_set = |key: &str| assignments.iter().any(|set| set.key == key);
    if is_set("at") && !is_set("extent") {
        extend(&mut after);
    }
    forget_originals(record, &mut after);
    Ok(after)
}

/// Gives a record that was without a point the extent of the one that it has now.
fn extend(record: &mut Value) {
    let Some(location) = record.pointer_mut("/properties/location").and_then(Value::as_object_mut) else { return };
    let text = |extent: Extent| serde_json::to_value(extent).unwrap_or_default();
    let is_none = location.get("extent").is_none_or(|extent| extent.is_null() || *extent == text(Extent::None));
    if is_none {
        let radius_m = location.get("radius_m").and_then(Value::as_u64).and_then(|m| u32::try_from(m).ok());
        location.insert("extent".to_owned(), text(extent_within(radius_m)));
    }
}

/// The text of a field that is no list.
fn text_of(key: &str, given: &Given) -> Result<String, String> {
    match given {
        Given::Text(text) => Ok(text.clone()),
        Given::List(_) | Given::Added(_) => Err(format!("{key}: it has one value, not a list")),
    }
}

/// Sets the field of a column.
fn put_column(
    properties: &mut Map<String, Value>,
    key: &str,
    given: &Given,
    zone: Option<&Zone>,
    categories: &Categories,
) -> Result<(), String> {
    let Some(stored) = stored_incident_field(key) else {
        if record_fields().iter().any(|f| f.name == key) {
            return Err("it is computed from other fields, or names the record, and cannot be set".to_owned());
        }
        let all = keys();
        let like = did_you_mean(key, all.iter().map(String::as_str), ["", ""]);
        let end = if like.is_empty() { "." } else { "" };
        return Err(format!("no such field{like}{end} There are {}", all.join(", ")));
    };
    let is_list = matches!(stored.form, CellForm::List | CellForm::Actors | CellForm::Sources);
    match given {
        Given::List(values) if is_list => put_list(properties, &stored, values),
        Given::Added(value) if is_list => {
            let mut values = listed(properties, &stored);
            values.push(value.clone());
            put_list(properties, &stored, &values)
        }
        Given::List(_) | Given::Added(_) => Err("it has one value, not a list".to_owned()),
        Given::Text(text) if matches!(stored.form, CellForm::Date | CellForm::NeededDate) && !text.is_empty() => {
            let date = typed_date(text, zone)?;
            put(properties, &stored, &date.date.as_str().into(), categories)
        }
        Given::Text(text) => put(properties, &stored, &text.as_str().into(), categories),
    }
}

/// The values of a stored list, as a cell shows them.
pub(super) fn listed(properties: &Map<String, Value>, stored: &Stored) -> Vec<String> {
    let mut found = properties.get(stored.path.split('.').next().unwrap_or_default());
    for step in stored.path.split('.').skip(1) {
        found = found.and_then(|v| v.get(step));
    }
    let values = found.and_then(Value::as_array).into_iter().flatten();
    values.map(|v| crate::edits::shown(v).to_owned()).collect()
}

/// Sets the figures of casualties and keeps whom they count.
fn put_casualties(properties: &mut Map<String, Value>, key: &str, figures: &Casualties) {
    for (name, figure) in [("min", figures.min), ("best", figures.best), ("max", figures.max)] {
        set(properties, &format!("{key}.{name}"), Some(figure.map_or(Value::Null, Value::from)));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn record() -> Value {
        json!({"type": "Feature", "id": "a", "geometry": null, "properties": {
            "title": "t", "category": "clash", "date": "2025-08-24", "location": {"name": "n", "radius_m": 1000},
            "killed": {"min": 1, "best": null, "max": 2, "who": "guards"}, "status": "one_side",
            "notes": ["one; two"], "sources": [{"publisher": "P", "url": "https://p.org/1", "title": "T"}]}})
    }

    fn with(words: &[&str]) -> Result<Value, String> {
        let all: Vec<Assignment> = words.iter().map(|w| w.parse().unwrap()).collect();
        amend(&record(), &all, None, &Categories::default())
    }

    #[test]
    fn the_words_of_a_source_go_with_the_value_that_they_gave() {
        let mut record = record();
        record["properties"]["original"] = json!({"killed": "uno o dos", "date": "24 de agosto"});
        let set = |record: &Value, words: &str| amend(record, &[words.parse().unwrap()], None, &Categories::default());
        let after = set(&record, "killed=5").unwrap();
        assert_eq!(after["properties"]["original"], json!({"date": "24 de agosto"}));
        assert_eq!(set(&after, "date=2025-08-25").unwrap()["properties"].get("original"), None);
        assert_eq!(set(&record, "title=u").unwrap()["properties"]["original"], record["properties"]["original"]);
    }

    #[test]
    fn fields_are_set_and_the_rest_stays() {
        let after =
            with(&["killed=4-6", "status=disputed", "radius=2.5km", "date=12.3.2026", "notes+=three", "at=69.1,37.2"])
                .unwrap();
        let p = &after["properties"];
        assert_eq!(p["killed"], json!({"min": 4, "best": null, "max": 6, "who": "guards"}));
        assert_eq!((p["status"].as_str(), p["date"].as_str()), (Some("disputed"), Some("2026-03-12")));
        assert_eq!(p["location"], json!({"name": "n", "radius_m": 2500, "extent": "point"}));
        assert_eq!(p["notes"], json!(["one; two", "three"]));
        assert_eq!(p["sources"], record()["properties"]["sources"]);
        assert_eq!(after["geometry"]["coordinates"], json!([69.1, 37.2]));
        assert_eq!(with(&["killed="]).unwrap()["properties"]["killed"]["min"], Value::Null);
        // A point with a radius needs no word on its extent; one that is given counts.
        let extent = |words: &[&str]| with(words).unwrap()["properties"]["location"]["extent"].clone();
        assert_eq!(extent(&["at=69.1,37.2", "radius=80km"]), "area");
        assert_eq!(extent(&["at=69.1,37.2", "extent=area"]), "area");
    }

    #[test]
    fn what_cannot_be_set_is_refused_by_name() {
        for (words, said) in [
            ("killd=3", "did you mean killed?"),
            ("source_count=3", "computed"),
            ("killed=some", "2..4"),
            ("status=true", "status: "),
            ("title+=x", "not a list"),
            ("title=", "every record has it"),
            ("date=soon", "date: 'soon' is no date"),
            ("at=here", "no position"),
            ("radius=far", "radius: "),
        ] {
            let why = with(&[words]).unwrap_err();
            assert!(why.contains(said), "{words}: {why}");
        }
        assert!("killed".parse::<Assignment>().is_err());
    }
}
