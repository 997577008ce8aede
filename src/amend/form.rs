//! A record as a short form in TOML, for an editor: what differs when it comes back is what was set.

use std::fmt::Write as _;

use serde_json::Value;

use super::assignment::{Assignment, Given, listed};
use crate::export::{Form as CellForm, record_fields, stored_incident_field};
use crate::model::Casualties;
use crate::read::import::typed_number;

/// The fields of a record with their values, in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form(Vec<(String, Given)>);

/// The fields that a form shows, in order; those of the figures that one text can say stand as that text.
const SHOWN: [&str; 26] = [
    "title",
    "summary",
    "date",
    "reported_on",
    "category",
    "status",
    "status_note",
    "at",
    "radius_m",
    "place",
    "district",
    "province",
    "country",
    "reported_side",
    "basis",
    "extent",
    "killed",
    "killed_who",
    "wounded",
    "wounded_who",
    "actors",
    "grade",
    "grade_reason",
    "notes",
    "sources",
    "tags",
];

/// The fields that can be set and that the form leaves out, being rare.
const RARE: [&str; 5] = ["place_variants", "precision", "method", "count", "visitors_from"];

impl Form {
    /// The form of a stored record with every field that can be set.
    #[must_use]
    pub fn whole(record: &Value) -> Self {
        Self(SHOWN.iter().chain(&RARE).flat_map(|key| fields(record, key)).collect())
    }

    /// The form of a stored record.
    #[must_use]
    pub fn of(record: &Value) -> Self {
        Self(SHOWN.iter().flat_map(|key| fields(record, key)).collect())
    }

    /// The form as text: the keys of TOML, each below a line that says what it means.
    #[must_use]
    pub fn toml(&self, id: &str) -> String {
        let mut out = format!(
            "# {}\n# Change what is to be changed, save, close. An empty text or list takes a value away; a line that is taken out changes nothing.\n",
            id.escape_debug()
        );
        for (key, given) in &self.0 {
            let value = match given {
                Given::Text(text) | Given::Added(text) => toml::Value::from(text.as_str()),
                Given::List(values) => toml::Value::from(values.clone()),
            };
            let _ = write!(out, "\n# {}\n{key} = {value}\n", meaning(key));
        }
        out
    }

    /// The fields that another form has otherwise, a line for each: the key, the value here, the value there.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let value = |form: &Self, key: &str| {
            let found = form.0.iter().find(|(k, _)| k == key).map(|(_, given)| given);
            found.map_or_else(String::new, |given| match given {
                Given::Text(text) | Given::Added(text) => text.clone(),
                Given::List(values) => values.join("; "),
            })
        };
        let mut keys: Vec<&String> = self.0.iter().chain(&other.0).map(|(key, _)| key).collect();
        let mut known = std::collections::BTreeSet::new();
        keys.retain(|key| known.insert(*key));
        let pairs = keys.into_iter().map(|key| (key, value(self, key), value(other, key))).filter(|(_, a, b)| a != b);
        let shown = |key: &str, text: String| match text.is_empty() {
            // "nothing" would read as nobody.
            true if ["killed", "wounded"].contains(&key) => "unknown".to_owned(),
            true => "nothing".to_owned(),
            false => text,
        };
        pairs.map(|(key, a, b)| format!("{key}: {} -> {}", shown(key, a), shown(key, b))).collect()
    }
}

/// What is set by a form that came back.
///
/// # Arguments
///
/// * `shown` is the form as it was given out.
/// * `text` is what came back.
///
/// # Errors
///
/// The line that is no TOML, the key that the form has not, or a value that is neither text nor list.
pub fn changes(shown: &Form, text: &str) -> Result<Vec<Assignment>, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| format!("it is no TOML: {e}"))?;
    let mut all = Vec::new();
    for (key, value) in &table {
        let given = match value {
            toml::Value::String(text) => Given::Text(text.trim().to_owned()),
            toml::Value::Array(values) => {
                let text = |v: &toml::Value| v.as_str().map(|t| t.trim().to_owned());
                let list: Option<Vec<String>> = values.iter().map(text).collect();
                Given::List(list.ok_or_else(|| format!("{key}: expected texts in quotation marks"))?)
            }
            // A number or a date may stand without quotation marks.
            toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Datetime(_) => {
                Given::Text(value.to_string())
            }
            other => return Err(format!("{key}: found {}, expected a text in quotation marks", other.type_str())),
        };
        if !shown.0.contains(&(key.clone(), given.clone())) {
            all.push(Assignment { key: key.clone(), given });
        }
    }
    // In the order of the form, whatever the order of the table.
    all.sort_by_key(|a| shown.0.iter().position(|(key, _)| *key == a.key).unwrap_or(usize::MAX));
    Ok(all)
}

/// The lines of a key.
fn fields(record: &Value, key: &str) -> Vec<(String, Given)> {
    let one = |given: Given| vec![(key.to_owned(), given)];
    match key {
        "at" => one(Given::Text(position(record))),
        "killed" | "wounded" => match figures(record, key) {
            Some(text) => one(Given::Text(text)),
            None => ["min", "best", "max"].iter().flat_map(|part| fields(record, &format!("{key}_{part}"))).collect(),
        },
        _ => {
            let Some(stored) = stored_incident_field(key) else { return Vec::new() };
            let properties = record.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
            if matches!(stored.form, CellForm::List | CellForm::Actors | CellForm::Sources) {
                return one(Given::List(listed(&properties, &stored)));
            }
            if stored.form == CellForm::Grade {
                let part =
                    |name: &str| properties.get("grade").and_then(|g| g.get(name)).map(text_of).unwrap_or_default();
                return one(Given::Text(part("reliability") + &part("credibility")));
            }
            let pointer = format!("/properties/{}", stored.path.replace('.', "/"));
            one(Given::Text(record.pointer(&pointer).map(text_of).unwrap_or_default()))
        }
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// The point as longitude and latitude; empty without one.
fn position(record: &Value) -> String {
    let number = |i: usize| record.pointer(&format!("/geometry/coordinates/{i}")).and_then(Value::as_f64);
    number(0).zip(number(1)).map_or_else(String::new, |(lon, lat)| format!("{lon},{lat}"))
}

/// The figures as one text that means the same when it is read; `None` where one text cannot say them.
fn figures(record: &Value, key: &str) -> Option<String> {
    let stored: Casualties = serde_json::from_value(record.pointer(&format!("/properties/{key}"))?.clone()).ok()?;
    let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let text = match (stored.min, stored.best, stored.max) {
        (None, None, None) => return Some(String::new()),
        (None, Some(best), None) => format!("~{best}"),
        (min, _, max) if min == max => number(min),
        (min, _, max) => format!("{}..{}", number(min), number(max)),
    };
    let read = typed_number(&text).ok()?;
    ((read.min, read.best, read.max) == (stored.min, stored.best, stored.max)).then_some(text)
}

/// What a key means, in one line.
fn meaning(key: &str) -> String {
    match key {
        "at" => "The point: longitude,latitude in degrees, or MGRS".to_owned(),
        "radius_m" => "It happened within so many metres of the point".to_owned(),
        "killed" => {
            "The dead: 3, 2..4, 3+ for at least three, ~10 for about ten, at most 5; empty is unknown".to_owned()
        }
        "wounded" => "The wounded, in the same way".to_owned(),
        "actors" => "Who took part; a new one as first=NAME, second=NAME or other=NAME".to_owned(),
        "sources" => "Who says so: addresses, or publishers; a new one as 'Publisher https://… 2026-04-18'".to_owned(),
        "notes" | "tags" => {
            let field = record_fields().into_iter().find(|f| f.name == key).map(|f| f.meaning).unwrap_or_default();
            field.split(", joined").next().unwrap_or_default().to_owned()
        }
        key => record_fields().into_iter().find(|f| f.name == key).map(|f| f.meaning).unwrap_or_default(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::amend::assignment::amend;
    use crate::dossier::Dossier;

    #[test]
    fn a_form_that_comes_back_as_it_was_changes_nothing_in_any_record() {
        let dossier = Dossier::embedded().unwrap();
        for incident in &dossier.case().incidents {
            let record = crate::read::feature(incident);
            let form = Form::of(&record);
            assert_eq!(changes(&form, &form.toml(&incident.id)).unwrap(), [], "{}", incident.id);
            // Each field that is set to what it is leaves the record as it was.
            for (key, given) in &form.0 {
                let set = [Assignment { key: key.clone(), given: given.clone() }];
                let after = amend(&record, &set, None, &dossier.case().categories).unwrap_or(record.clone());
                assert_eq!(Form::of(&after), form, "{}: {key}", incident.id);
            }
        }
    }

    #[test]
    fn what_differs_is_set_and_nothing_else() {
        let dossier = Dossier::embedded().unwrap();
        let record = crate::read::feature(&dossier.case().incidents[0]);
        let form = Form::of(&record);
        let text = form.toml("x") + "\n";
        let edited = text.lines().map(|line| match line.starts_with("status = ") {
            true => "status = \"denied\"".to_owned(),
            false if line.starts_with("title = ") => String::new(),
            false => line.to_owned(),
        });
        let set = changes(&form, &edited.collect::<Vec<_>>().join("\n")).unwrap();
        assert_eq!(set, [Assignment { key: "status".to_owned(), given: Given::Text("denied".to_owned()) }]);
        assert!(changes(&form, "status = denied").unwrap_err().contains("no TOML"));
        assert!(changes(&form, "status = true").unwrap_err().contains("status"));
    }
}
