//! GeoJSON by RFC 7946: longitude first, 7 decimals, right-hand rule, no `crs`, stable order.

use geojson::feature::Id;
use geojson::{Feature, Geometry, GeometryValue, JsonObject};
use serde_json::Value;

use super::columns::Columns;
use super::number::{DEGREES, rounded};
use super::record::MeasuredRecord;
use crate::language::name_codes;
use crate::measure::{BorderKilometres, GeodesicLine};
use crate::model::{Border, Citation, Incident, LineStatus, LonLat, Place, Run};

fn position(at: LonLat) -> Vec<f64> {
    vec![rounded(at.lon(), DEGREES), rounded(at.lat(), DEGREES)]
}

fn feature(id: &str, geometry: Option<GeometryValue>, properties: JsonObject) -> Feature {
    Feature {
        bbox: None,
        geometry: geometry.map(Geometry::new),
        id: (!id.is_empty()).then(|| Id::String(id.to_owned())),
        properties: Some(properties),
        foreign_members: None,
    }
}

/// Measured records as features with flat properties.
#[must_use]
pub fn measured_features(records: &[MeasuredRecord<'_>], columns: &Columns) -> Vec<Feature> {
    records.iter().map(|m| measured_feature(m, columns)).collect()
}

/// A measured record as a feature with flat properties.
#[must_use]
pub fn measured_feature(m: &MeasuredRecord<'_>, columns: &Columns) -> Feature {
    let mut properties = JsonObject::new();
    // The id is repeated in the properties: some programs drop the `id` of the feature.
    properties.insert("id".to_owned(), Value::from(m.id()));
    properties.extend(columns.flat(m));
    feature(m.id(), m.at.map(|at| GeometryValue::new_point(position(at))), properties)
}

/// An incident as a feature as it is stored, with nested properties: what `check` accepts.
#[must_use]
pub fn nested_feature(incident: &Incident) -> Feature {
    let properties = match serde_json::to_value(incident) {
        Ok(Value::Object(members)) => members,
        _ => JsonObject::new(),
    };
    feature(&incident.id, incident.at.map(|at| GeometryValue::new_point(position(at))), properties)
}

/// Features as a GeoJSON text sequence (RFC 8142): a record separator before each, a line feed after it.
#[must_use]
pub fn sequence(features: &[Feature]) -> String {
    features.iter().map(|f| format!("\u{1e}{f}\n")).collect()
}

/// Places as features with flat properties.
#[must_use]
pub fn place_features(places: &[Place]) -> Vec<Feature> {
    let codes = name_codes(places.iter().map(|p| &p.names));
    let name = |p: &Place, code: &str| p.names.0.get(code).map_or(Value::Null, |n| Value::from(n.as_str()));
    let place_feature = |p: &Place| {
        let mut flat = JsonObject::new();
        flat.insert("id".to_owned(), Value::from(p.id.as_str()));
        flat.insert("kind".to_owned(), serde_json::to_value(p.kind).unwrap_or(Value::Null));
        flat.insert("country".to_owned(), Value::from(p.country.as_str()));
        for code in &codes.always {
            flat.insert(format!("name_{code}"), name(p, code));
        }
        flat.insert("variants".to_owned(), Value::from(p.variants.join("; ")));
        flat.insert("admin".to_owned(), p.admin.as_deref().map_or(Value::Null, Value::from));
        flat.insert("radius_m".to_owned(), p.radius_m.map_or(Value::Null, Value::from));
        flat.insert("population".to_owned(), p.population.map_or(Value::Null, Value::from));
        flat.insert("rank".to_owned(), Value::from(p.rank));
        flat.insert("source".to_owned(), p.source.as_deref().map_or(Value::Null, Value::from));
        flat.insert("note".to_owned(), p.note.as_deref().map_or(Value::Null, Value::from));
        for code in &codes.of_data {
            flat.insert(format!("name_{code}"), name(p, code));
        }
        feature(&p.id, Some(GeometryValue::new_point(position(p.at))), flat)
    };
    places.iter().map(place_feature).collect()
}

/// The border as one feature; `length_m` is its measured length.
#[must_use]
pub fn border_features(border: &Border, line: &GeodesicLine) -> Vec<Feature> {
    let facts = &border.facts;
    let parts = status_parts(border, line);
    let is_whole = parts.len() == 1;
    let feature_of = |(number, part): (usize, StatusPart)| {
        let StatusPart { run, lines } = part;
        let mut flat = JsonObject::new();
        let mut put = |key: &str, value: Value| {
            flat.insert(key.to_owned(), value);
        };
        put("name", Value::from(facts.name.as_str()));
        put("left", Value::from(facts.sides.left.code.as_str()));
        put("right", Value::from(facts.sides.right.code.as_str()));
        put("length_km", Value::from(rounded(run.to_km - run.from_km, 3)));
        put("accuracy_m", facts.accuracy_m.map_or(Value::Null, Value::from));
        put("edition", Value::from(facts.edition.as_str()));
        put("licence", Value::from(facts.licence.as_str()));
        put("attribution", Value::from(facts.attribution.as_str()));
        put("from_km", Value::from(rounded(run.from_km, 3)));
        put("to_km", Value::from(rounded(run.to_km, 3)));
        put("status", Value::from(run.status.as_str()));
        let stretch = run.stated.and_then(|i| facts.stretches.get(i));
        put("reason", stretch.map_or(Value::Null, |s| Value::from(s.reason.text())));
        put(
            "reason_verified",
            stretch.map_or(Value::Null, |s| Value::from(if s.is_verified() { "yes" } else { "no" })),
        );
        put("reason_sources", stretch.map_or(Value::Null, |s| Value::from(cited(&s.sources))));
        let lines: Vec<Vec<Vec<f64>>> = lines.iter().map(|part| part.iter().map(|p| position(*p)).collect()).collect();
        let geometry = match lines.as_slice() {
            [one] => GeometryValue::new_line_string(one.clone()),
            many => GeometryValue::new_multi_line_string(many.to_vec()),
        };
        let id = if is_whole { border.id.clone() } else { format!("{}-{}", border.id, number + 1) };
        feature(&id, Some(geometry), flat)
    };
    parts.into_iter().enumerate().map(feature_of).collect()
}

/// A part of a border of one status, with its lines.
pub struct StatusPart {
    /// From where to where, and what is said of it.
    pub run: Run,
    /// Its lines.
    pub lines: Vec<Vec<LonLat>>,
}

/// The parts of a border by status, in order; one for a border that has one status throughout.
pub fn status_parts(border: &Border, line: &GeodesicLine) -> Vec<StatusPart> {
    let runs = border.runs(0.0, line.length_m() / 1000.0, |s| s.status != LineStatus::NotStated);
    let is_whole = runs.len() == 1;
    let lines = |run: &Run| if is_whole { border.parts().to_vec() } else { line.substring_km(run.from_km, run.to_km) };
    runs.into_iter().map(|run| StatusPart { lines: lines(&run), run }).collect()
}

/// Citations in one text.
pub fn cited(sources: &[Citation]) -> String {
    let line = |s: &Citation| s.url.as_ref().map_or_else(|| s.line(), |url| format!("{} <{url}>", s.line()));
    sources.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// Features as one FeatureCollection, one feature a line, with its name, licence and credit.
#[must_use]
pub fn collection(name: &str, licence: &str, attribution: &str, edition: Option<&str>, features: &[Feature]) -> String {
    let mut out = collection_head(name, licence, attribution, edition);
    for (i, feature) in features.iter().enumerate() {
        out.push_str(&feature.to_string());
        out.push_str(if i + 1 < features.len() { ",\n" } else { "\n" });
    }
    out.push_str(COLLECTION_TAIL);
    out
}

/// The head of a collection, before its features; `edition` is the edition of the data.
#[must_use]
pub fn collection_head(name: &str, licence: &str, attribution: &str, edition: Option<&str>) -> String {
    let text = |t: &str| Value::from(t).to_string();
    let edition = edition.map(|e| format!("\"edition\":{},", text(e))).unwrap_or_default();
    format!(
        "{{\"type\":\"FeatureCollection\",\"name\":{},\"licence\":{},\"attribution\":{},{edition}\"features\":[\n",
        text(name),
        text(licence),
        text(attribution)
    )
}

/// The tail of a collection, after its features.
pub const COLLECTION_TAIL: &str = "]}\n";
