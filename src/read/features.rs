//! What all readers of stored features share: the collection around them, their ids, their schema.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::checker::Checker;
use super::schema::Validator;
use super::{Document, Problem, Reading};

/// A text of more characters is refused: a summary has some hundred, a full report some ten thousand.
pub const MOST_CHARACTERS: usize = 100_000;

/// Reports every text of a feature that is too long to be one.
fn long_texts(value: &Value, path: &mut Vec<String>, to: &mut Checker<'_, '_>) {
    match value {
        // A text has at most as many characters as bytes.
        Value::String(text) if text.len() > MOST_CHARACTERS => {
            let count = text.chars().count();
            if count > MOST_CHARACTERS {
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                to.error(&path, "the text is too long", |p| {
                    p.found(format!("{count} characters")).expected(format!("at most {MOST_CHARACTERS}"))
                });
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                path.push(key.clone());
                long_texts(value, path, to);
                path.pop();
            }
        }
        // Positions are the long lists, and hold no text.
        Value::Array(list) if list.iter().any(|v| !v.is_number()) => {
            for (i, value) in list.iter().enumerate() {
                path.push(i.to_string());
                long_texts(value, path, to);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The features of a document, whatever wraps them, with the path of each; or what is wrong with the wrapping.
pub fn features(document: &Document) -> Result<Vec<(Vec<String>, &Value)>, Box<Problem>> {
    let root = &document.value;
    let kind = root.get("type").and_then(Value::as_str);
    let locate = |p: Problem, path: &[&str]| {
        let path: Vec<String> = path.iter().map(|s| (*s).to_owned()).collect();
        Box::new(document.spans().locate(p, &path))
    };
    if let Some(name) = foreign_crs(root) {
        let problem = Problem::error(&document.name, "the coordinates are not in WGS84 longitude and latitude")
            .field("crs")
            .found(name)
            .expected("no crs member (RFC 7946: WGS84 longitude and latitude)")
            .hint(
                "convert the file, for example with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES out.geojson in.geojson",
            );
        return Err(locate(problem, &["crs"]));
    }
    match kind {
        Some("FeatureCollection") => match root.get("features").and_then(Value::as_array) {
            Some(list) => {
                Ok(list.iter().enumerate().map(|(i, f)| (vec!["features".to_owned(), i.to_string()], f)).collect())
            }
            None => {
                let problem = Problem::error(&document.name, "the collection has no list of features")
                    .field("features")
                    .expected("a list of Feature objects");
                Err(locate(problem, &["features"]))
            }
        },
        Some(_) => Ok(vec![(Vec::new(), root)]),
        None => {
            let problem = Problem::error(&document.name, "this is JSON, but not GeoJSON")
                .field("type")
                .expected("an object with \"type\": \"FeatureCollection\"");
            Err(locate(problem, &[]))
        }
    }
}

/// The name of a `crs` member that is not WGS84 longitude and latitude; `None` if there is none.
#[must_use]
pub fn foreign_crs(root: &Value) -> Option<String> {
    let crs = root.get("crs").filter(|c| !c.is_null())?;
    let name = crs.pointer("/properties/name").and_then(Value::as_str).unwrap_or("unnamed");
    let upper = name.to_ascii_uppercase();
    let is_wgs84 = upper.ends_with("CRS84") || upper.ends_with("EPSG::4326") || upper == "EPSG:4326";
    (!is_wgs84).then(|| name.to_owned())
}

/// Reads all features of a document with one function; a feature with an error is left out and counted.
///
/// `one` gets the feature's id, the feature and the checker, after the feature has passed `validator`.
pub fn collect<T>(
    document: &Document,
    validator: &Validator,
    mut one: impl FnMut(String, &Value, &mut Checker<'_, '_>) -> Option<T>,
) -> Reading<Vec<T>> {
    let list = match features(document) {
        Ok(list) => list,
        Err(problem) => return Reading { value: Vec::new(), read: 0, rejected: 0, problems: vec![*problem] },
    };
    let mut reading = Reading { value: Vec::new(), read: list.len(), rejected: 0, problems: repeated(document) };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut spans = None;
    for (number, (base, feature)) in (1..).zip(list) {
        let mut checker = Checker::new(document, &mut spans, base, shown(feature, number));
        let id = id(feature, &mut checker);
        if let Some(id) = &id {
            match seen.get(id) {
                Some(before) => checker.error(&["id"], ID_TAKEN, |p| id_taken(p, id, *before)),
                None => drop(seen.insert(id.clone(), number)),
            }
        }
        validator.check(feature, &mut checker);
        long_texts(feature.get("properties").unwrap_or(&Value::Null), &mut vec!["properties".to_owned()], &mut checker);
        let value = one(id.unwrap_or_default(), feature, &mut checker);
        let failed = checker.has_errors();
        reading.problems.append(&mut checker.into_problems());
        match value {
            Some(value) if !failed => reading.value.push(value),
            _ => reading.rejected += 1,
        }
    }
    reading.problems.sort_by_key(|p| (p.line, p.column));
    reading
}

/// Reads a document that is one feature, the one of a number in its file: its id, and what it holds where there is no error.
pub fn one_feature<T>(
    document: &Document,
    number: usize,
    validator: &Validator,
    one: impl FnOnce(String, &Value, &mut Checker<'_, '_>) -> Option<T>,
) -> (Option<String>, Option<T>, Vec<Problem>) {
    let feature = &document.value;
    let mut problems = repeated(document);
    let mut spans = None;
    let mut checker = Checker::new(document, &mut spans, Vec::new(), shown(feature, number));
    let id = id(feature, &mut checker);
    validator.check(feature, &mut checker);
    long_texts(feature.get("properties").unwrap_or(&Value::Null), &mut vec!["properties".to_owned()], &mut checker);
    let value = one(id.clone().unwrap_or_default(), feature, &mut checker).filter(|_| !checker.has_errors());
    problems.append(&mut checker.into_problems());
    problems.sort_by_key(|p| (p.line, p.column));
    (id, value, problems)
}

/// How messages name a feature.
fn shown(feature: &Value, number: usize) -> String {
    feature.get("id").and_then(id_text).unwrap_or_else(|| format!("number {number}"))
}

/// The id of a feature; what is wrong with it is reported.
fn id(feature: &Value, to: &mut Checker<'_, '_>) -> Option<String> {
    let id = feature.get("id").and_then(id_text);
    if id.is_none() {
        to.error(&["id"], "the feature has no id", |p| {
            p.found(feature.get("id").map_or("nothing".to_owned(), Value::to_string))
                .expected("a stable text without spaces")
                .hint("give it one that will never change, such as \"2025-08-24-bridge\"")
        });
    }
    id
}

/// The problem of an id that another feature has already.
pub const ID_TAKEN: &str = "the id is taken";

/// Adds what was found; `before` is the number of the feature that has it.
pub fn id_taken(problem: Problem, id: &str, before: usize) -> Problem {
    problem
        .found(format!("\"{id}\""))
        .expected("an id that no other feature has")
        .hint(format!("feature number {before} has it already"))
}

fn repeated(document: &Document) -> Vec<Problem> {
    if !document.has_repeated_keys() {
        return Vec::new();
    }
    let spans = document.spans();
    let repeated = spans.repeated_keys();
    let problem = |(mut path, key): (Vec<String>, String)| {
        let owner = match path.get(..2) {
            Some([list, i]) if list == "features" => {
                let feature =
                    i.parse::<usize>().ok().and_then(|i| document.value.pointer(&format!("/features/{i}/id")));
                feature.and_then(id_text).unwrap_or_else(|| i.clone())
            }
            _ => document.value.get("id").and_then(id_text).unwrap_or_else(|| "the collection".to_owned()),
        };
        path.push(key.clone());
        let problem = Problem::warning(&document.name, "the member stands twice; the last one counts")
            .feature(owner)
            .field(key)
            .hint("delete one of them");
        spans.locate(problem, &path)
    };
    repeated.into_iter().map(problem).collect()
}

/// A text or number as an id; `None` if it is empty or has spaces.
fn id_text(id: &Value) -> Option<String> {
    let text = match id {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        _ => return None,
    };
    let usable = !text.is_empty() && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    usable.then_some(text)
}

/// The properties of a feature as a typed value; the schema has reported already what is wrong.
pub fn properties<T: DeserializeOwned>(feature: &Value, to: &mut Checker<'_, '_>) -> Option<T> {
    if to.has_errors() {
        return None;
    }
    match T::deserialize(feature.get("properties")?) {
        Ok(value) => Some(value),
        Err(e) => {
            to.error(&["properties"], &e.to_string(), |p| p);
            None
        }
    }
}
