//! The JSON Schemas of the stored files, generated from the model types, and the check against them.
//!
//! One truth: the Rust types make the schemas, the schemas check the records, and what they refuse is told in the words
//! of our messages.

use std::sync::LazyLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::checker::Checker;
use crate::model::{BorderFacts, Incident, Place};

/// The schema of `incidents.geojson`.
#[must_use]
pub fn incidents() -> Value {
    collection::<Incident>("Incidents", point_or_null())
}

/// The schema of `places.geojson`.
#[must_use]
pub fn places() -> Value {
    collection::<Place>("Places", point())
}

/// The schema of a dossier's `border.geojson`.
#[must_use]
pub fn border() -> Value {
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

/// Says a choice of names as an `enum`, and drops the numbers' formats, which no standard defines.
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

/// Checks one feature at a time against the schema of its file.
pub struct Validator(Option<jsonschema::Validator>);

impl Validator {
    fn of_feature(collection: &Value) -> Self {
        let feature = collection.pointer("/properties/features/items");
        Self(feature.and_then(|schema| jsonschema::validator_for(schema).ok()))
    }

    /// Reports everything that the schema refuses; ids are the business of the caller.
    pub fn check(&self, feature: &Value, to: &mut Checker<'_, '_>) {
        let Some(validator) = &self.0 else { return };
        for error in validator.iter_errors(feature) {
            let path = error.instance_path().as_str();
            let steps: Vec<String> = path.split('/').skip(1).map(|s| s.replace("~1", "/").replace("~0", "~")).collect();
            if steps.first().is_some_and(|s| s == "id") {
                continue;
            }
            report(&error, &steps, to);
        }
    }
}

/// The check for features of `incidents.geojson`.
pub static INCIDENT: LazyLock<Validator> = LazyLock::new(|| Validator::of_feature(&incidents()));
/// The check for features of `places.geojson`.
pub static PLACE: LazyLock<Validator> = LazyLock::new(|| Validator::of_feature(&places()));
/// The check for the feature of a dossier's `border.geojson`.
pub static BORDER: LazyLock<Validator> = LazyLock::new(|| Validator::of_feature(&border()));

fn report(error: &jsonschema::ValidationError<'_>, steps: &[String], to: &mut Checker<'_, '_>) {
    let path: Vec<&str> = steps.iter().map(String::as_str).collect();
    let found = error.instance().to_string();
    let below = |key: &str| [path.as_slice(), &[key]].concat().iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let key = property.as_str().unwrap_or_default();
            if key == "id" {
                return;
            }
            let path = below(key);
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            to.error(&path, &format!("'{key}' is missing"), |p| p.expected(format!("a member \"{key}\"")));
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let known = known_members();
            for key in unexpected {
                let path = below(key);
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                let nearest = nearest(key, known.iter().map(String::as_str));
                to.error(&path, &format!("'{key}' is not a known member"), |p| match nearest {
                    Some(name) => p.hint(format!("did you mean \"{name}\"?")),
                    None => p.hint("delete it, or put what it says into \"notes\""),
                });
            }
        }
        ValidationErrorKind::Enum { options } => {
            let names: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let nearest = error.instance().as_str().and_then(|text| nearest(text, names.iter().copied()));
            to.error(&path, "this is not in the list", |p| {
                let p = p.found(found).expected(names.join(", "));
                if let Some(name) = nearest { p.hint(format!("did you mean \"{name}\"?")) } else { p }
            });
        }
        ValidationErrorKind::Constant { expected_value } => {
            to.error(&path, "this is not the expected value", |p| p.found(found).expected(expected_value.to_string()));
        }
        ValidationErrorKind::Type { kind } => {
            let kinds = match kind {
                TypeKind::Single(one) => one.to_string(),
                TypeKind::Multiple(many) => many.iter().map(|t| t.to_string()).collect::<Vec<_>>().join(" or "),
            };
            to.error(&path, "this is of the wrong type", |p| p.found(found).expected(kinds));
        }
        ValidationErrorKind::Pattern { .. } => {
            to.error(&path, "this is not a date that can be read", |p| {
                p.found(found)
                    .expected("2025, 2025-08, 2025-08-24, 2025-08-24T23:30, or an interval 2025-08-24/2025-10-25")
                    .hint("write year-month-day with zeros; add ~ for about, ? for uncertain")
            });
        }
        ValidationErrorKind::AnyOf { context } => {
            // A member that may be null: what is wrong is what the other form says.
            let says_null = |e: &jsonschema::ValidationError<'_>| matches!(e.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(t) } if t.to_string() == "null");
            let most_told = context.iter().find(|errors| !errors.iter().all(says_null));
            for inner in most_told.into_iter().flatten() {
                let inner_path = inner.instance_path().as_str();
                let inner_steps: Vec<String> = inner_path.split('/').skip(1).map(str::to_owned).collect();
                let full = if inner_path.starts_with(error.instance_path().as_str()) {
                    inner_steps
                } else {
                    steps.iter().cloned().chain(inner_steps).collect()
                };
                report(inner, &full, to);
            }
        }
        other => {
            let (message, expected) = match other {
                ValidationErrorKind::Minimum { limit } => ("this is too small", format!("at least {limit}")),
                ValidationErrorKind::Maximum { limit } => ("this is too large", format!("at most {limit}")),
                ValidationErrorKind::MinLength { .. } => ("this is empty", "some text".to_owned()),
                ValidationErrorKind::MinItems { limit } => ("this list is too short", format!("at least {limit}")),
                ValidationErrorKind::MinProperties { limit } => ("this has too little", format!("at least {limit}")),
                _ => ("this is not as the schema says", error.to_string()),
            };
            to.error(&path, message, |p| p.found(found).expected(expected));
        }
    }
}

/// The member names that the stored types know, for "did you mean".
fn known_members() -> &'static [String] {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut names = Vec::new();
        for schema in [incidents(), places(), border()] {
            collect_members(&schema, &mut names);
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
fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LIKE: f64 = 0.75;
    let lower = text.to_lowercase().replace([' ', '-'], "_");
    names
        .map(|name| (strsim::jaro_winkler(&lower, name), name))
        .filter(|(score, _)| *score >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
