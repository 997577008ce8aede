//! The JSON Schemas of the stored files, as they stand in `data/schema`, and the check against them.
//!
//! One truth: the Rust types make the schemas (a test compares, `MARZ_BLESS=1` rewrites them), the schemas check the records, and
//! violations are reported as our own messages.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use super::checker::Checker;
use super::rules::{Rule, Rules, Violation};

/// The schema of `incidents.geojson`.
pub const INCIDENTS: &str = include_str!("../../data/schema/incidents.schema.json");
/// The schema of `places.geojson`.
pub const PLACES: &str = include_str!("../../data/schema/places.schema.json");
/// The schema of a dossier's `border.geojson`.
pub const BORDERS: &str = include_str!("../../data/schema/border.schema.json");

/// A schema; `null` if the text is none, which the tests rule out.
fn parsed(schema: &str) -> Value {
    serde_json::from_str(schema).unwrap_or_default()
}

/// Checks one feature at a time against the schema of its file.
pub struct Validator(Option<Rules>);

impl Validator {
    fn of_feature(collection: &str) -> Self {
        // The schemas are our own: a test reads each of them.
        let collection = parsed(collection);
        Self(collection.pointer("/properties/features/items").and_then(|schema| Rules::deserialize(schema).ok()))
    }

    /// Reports everything that the schema refuses; ids are the business of the caller.
    pub fn check(&self, feature: &Value, to: &mut Checker<'_, '_>) {
        let violations = self.0.iter().flat_map(|rules| rules.violations(feature));
        let mut wanted = violations.filter(|v| v.path.first().is_none_or(|step| step != "id"));
        // Each is sought in the text: of a record of nothing but faults the first say enough.
        wanted.by_ref().take(MOST_OF_A_RECORD).for_each(|violation| report(&violation, to));
        let more = wanted.count();
        if more > 0 {
            to.error(&[], &format!("{more} more faults of this record are not listed"), |p| p);
        }
    }
}

/// So many faults of one record are listed.
const MOST_OF_A_RECORD: usize = 50;

/// The check for features of `incidents.geojson`.
pub static INCIDENT: LazyLock<Validator> = LazyLock::new(|| Validator::of_feature(INCIDENTS));
/// The check for features of `places.geojson`.
pub static PLACE: LazyLock<Validator> = LazyLock::new(|| Validator::of_feature(PLACES));
/// The check for the feature of a dossier's `border.geojson`.
pub static BORDER: LazyLock<Validator> = LazyLock::new(|| Validator::of_feature(BORDERS));

fn report(violation: &Violation<'_>, to: &mut Checker<'_, '_>) {
    let path: Vec<&str> = violation.path.iter().map(String::as_str).collect();
    let found = violation.found.to_string();
    let (message, expected) =
        match &violation.rule {
            Rule::Required("id") => return,
            Rule::Required(key) => {
                return to.error(&[&path, &[*key][..]].concat(), &format!("'{key}' is missing"), |p| {
                    p.expected(format!("a member \"{key}\""))
                });
            }
            Rule::AdditionalProperties(key) => {
                let nearest = nearest(key, known_members().iter().map(String::as_str));
                return to.error(&[&path, &[*key][..]].concat(), &format!("'{key}' is not a known member"), |p| {
                    match nearest {
                        Some(name) => p.hint(format!("did you mean \"{name}\"?")),
                        None => p.hint("delete it, or put what it says into \"notes\""),
                    }
                });
            }
            Rule::Enum(options) => {
                let names: Vec<&str> = options.iter().filter_map(Value::as_str).collect();
                let nearest = violation.found.as_str().and_then(|text| nearest(text, names.iter().copied()));
                return to.error(&path, "this is not in the list", |p| {
                    let p = p.found(found).expected(names.join(", "));
                    if let Some(name) = nearest { p.hint(format!("did you mean \"{name}\"?")) } else { p }
                });
            }
            Rule::Pattern => {
                return to.error(&path, "this is not a date that can be read", |p| {
                    p.found(found)
                        .expected("2025, 2025-08, 2025-08-24, 2025-08-24T23:30, or an interval 2025-08-24/2025-10-25")
                        .hint("write year-month-day with zeros; add ~ for about, ? for uncertain")
                });
            }
            Rule::Const(expected) => ("this is not the expected value", expected.to_string()),
            Rule::Type(names) => ("this is of the wrong type", names.join(" or ")),
            Rule::Minimum(limit) => ("this is too small", format!("at least {limit}")),
            Rule::Maximum(limit) => ("this is too large", format!("at most {limit}")),
            Rule::MinLength => ("this is empty", "some text".to_owned()),
            Rule::MinItems(limit) => ("this list is too short", format!("at least {limit}")),
            Rule::MinProperties(limit) => ("this has too little", format!("at least {limit}")),
            Rule::MaxItems(limit) => ("this is not as the schema says", format!("{found} has more than {limit} items")),
        };
    to.error(&path, message, |p| p.found(found).expected(expected));
}

/// The member names that the stored types know, for "did you mean".
fn known_members() -> &'static [String] {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut names = Vec::new();
        for schema in [INCIDENTS, PLACES, BORDERS] {
            collect_members(&parsed(schema), &mut names);
        }
        names.sort();
        names.dedup();
        names
    });
    &ALL
}

fn collect_members(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                names.extend(properties.keys().cloned());
            }
            object.values().for_each(|v| collect_members(v, names));
        }
        Value::Array(list) => list.iter().for_each(|v| collect_members(v, names)),
        _ => {}
    }
}

/// The known name most like a mistyped one, if any is like it at all.
pub(super) fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LIKE: f64 = 0.75;
    let lower = text.to_lowercase().replace([' ', '-'], "_");
    names
        .map(|name| (strsim::jaro_winkler(&lower, name), name))
        .filter(|(score, _)| *score >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use schemars::transform::{Transform, transform_subschemas};
    use schemars::{JsonSchema, Schema};
    use serde_json::json;

    use super::*;
    use crate::model::{BorderFacts, Incident, Place};

    /// The schema of `incidents.geojson`.
    fn incidents() -> Value {
        collection::<Incident>("Incidents", point_or_null())
    }

    /// The schema of `places.geojson`.
    fn places() -> Value {
        collection::<Place>("Places", point())
    }

    /// The schema of a dossier's `border.geojson`.
    fn border() -> Value {
        let geometry = json!({
            "type": "object",
            "required": ["type", "coordinates"],
            "properties": {"type": {"enum": ["LineString", "MultiLineString"]}, "coordinates": {"type": "array"}},
        });
        collection::<BorderFacts>("Border", geometry)
    }

    fn point() -> Value {
        json!({
            "type": "object",
            "required": ["type", "coordinates"],
            "properties": {
                "type": {"const": "Point"},
                "coordinates": {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "number"}},
            },
        })
    }

    fn point_or_null() -> Value {
        let mut point = point();
        point["type"] = json!(["object", "null"]);
        point
    }

    /// The schema of a FeatureCollection whose features have these properties.
    fn collection<T: JsonSchema>(title: &str, geometry: Value) -> Value {
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": title,
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": {"const": "FeatureCollection"},
                "features": {"type": "array", "items": feature::<T>(geometry)},
            },
        })
    }

    fn feature<T: JsonSchema>(geometry: Value) -> Value {
        let settings = schemars::generate::SchemaSettings::draft2020_12()
            .with(|s| {
                s.inline_subschemas = true;
                s.meta_schema = None;
            })
            .with_transform(Plain);
        let properties = settings.into_generator().into_root_schema_for::<T>();
        json!({
            "type": "object",
            "required": ["type", "id", "geometry", "properties"],
            "properties": {
                "type": {"const": "Feature"},
                "id": {"type": ["string", "number"]},
                "geometry": geometry,
                "properties": properties,
            },
        })
    }

    /// Writes a choice of names as an `enum`, and drops the numbers' formats, which no standard defines.
    #[derive(Debug, Clone)]
    struct Plain;

    impl Transform for Plain {
        fn transform(&mut self, schema: &mut Schema) {
            schema.remove("format");
            if let Some(Value::Array(choices)) = schema.get("oneOf") {
                let names: Option<Vec<Value>> = choices.iter().map(|c| c.get("const").cloned()).collect();
                if let Some(names) = names {
                    schema.remove("oneOf");
                    schema.insert("type".to_owned(), json!("string"));
                    schema.insert("enum".to_owned(), Value::Array(names));
                }
            }
            transform_subschemas(self, schema);
        }
    }

    #[test]
    fn schemas_are_those_of_the_types() {
        let mut drifted = Vec::new();
        for (name, schema, stored) in
            [("incidents", incidents(), INCIDENTS), ("places", places(), PLACES), ("border", border(), BORDERS)]
        {
            let text = format!("{schema:#}\n");
            if text != stored {
                drifted.push(name);
                if std::env::var_os("MARZ_BLESS").is_some() {
                    std::fs::write(format!("data/schema/{name}.schema.json"), text).unwrap();
                }
            }
        }
        assert!(drifted.is_empty(), "drifted from the types: {drifted:?}; MARZ_BLESS=1 cargo test rewrites them");
    }

    #[test]
    fn every_schema_is_read() {
        for validator in [&INCIDENT, &PLACE, &BORDER] {
            assert!(validator.0.is_some());
        }
    }
}
