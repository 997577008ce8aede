//! The lines of the features of a file, and how their edges run.

use serde::Deserialize as _;
use serde_json::Value;

use super::checker::Checker;
use super::document::Document;
use super::position::positions;
use crate::model::{Edges, LonLat};

/// What the geometries of a file are.
#[derive(Default)]
pub(super) struct Gathered {
    pub lines: Vec<Vec<LonLat>>,
    /// Whether other geometries are counted; else each is an error.
    pub is_loose: bool,
    /// Points, which no line is made of.
    pub points: usize,
    /// Polygons.
    pub areas: usize,
}

/// Collects the lines of a geometry, in order.
pub(super) fn gather(geometry: Option<&Value>, path: &[&str], to: &mut Checker<'_, '_>, lines: &mut Gathered) {
    let Some(geometry) = geometry.filter(|g| !g.is_null()) else { return };
    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
    let below = |key: &'static str| [path, &[key]].concat();
    match geometry.get("type").and_then(Value::as_str) {
        Some("LineString") => lines.lines.push(positions(coordinates, &below("coordinates"), to)),
        Some("MultiLineString") => {
            for (i, part) in coordinates.as_array().into_iter().flatten().enumerate() {
                let i = i.to_string();
                let mut path = below("coordinates");
                path.push(&i);
                lines.lines.push(positions(part, &path, to));
            }
        }
        Some("GeometryCollection") => {
            let parts = geometry.get("geometries").and_then(Value::as_array);
            for (i, part) in parts.into_iter().flatten().enumerate() {
                let i = i.to_string();
                let mut path = below("geometries");
                path.push(&i);
                gather(Some(part), &path, to, lines);
            }
        }
        Some("Point" | "MultiPoint") if lines.is_loose => lines.points += 1,
        Some("Polygon" | "MultiPolygon") if lines.is_loose => lines.areas += 1,
        other => to.error(&below("type"), "a border is made of lines", |p| {
            p.found(other.unwrap_or("nothing")).expected("LineString or MultiLineString")
        }),
    }
}

/// How the edges of a collection's lines run, by its own member `edges`.
pub(super) fn edges_of_collection(document: &Document, to: &mut Checker<'_, '_>) -> Option<Edges> {
    let is_collection = document.value.get("type").and_then(Value::as_str) == Some("FeatureCollection");
    is_collection.then(|| edges(&document.value, to)).flatten()
}

/// How the edges of a feature's line run, by the member `edges` of the feature, of its geometry, or among its properties.
pub(super) fn edges(feature: &Value, to: &mut Checker<'_, '_>) -> Option<Edges> {
    let mut said = None;
    for path in [&["edges"][..], &["geometry", "edges"], &["properties", "edges"]] {
        let value = path.iter().try_fold(feature, |at, key| at.get(key));
        // Programs write null into columns that only some features fill.
        let Some(value) = value.filter(|value| !value.is_null()) else { continue };
        match (Edges::deserialize(value), said) {
            (Err(_), _) => to.error(path, "this is no way for edges to run", |p| {
                p.found(value.to_string())
                    .expected("\"geodesic\" or \"straight\" (in longitude and latitude, RFC 7946)")
            }),
            (Ok(edges), Some(before)) if edges != before => {
                to.error(path, "the feature says twice, and differently, how its edges run", |p| {
                    p.found(value.to_string()).expected(format!("\"{}\", as beside the geometry", before.as_str()))
                });
            }
            (Ok(edges), _) => said = Some(edges),
        }
    }
    said
}

/// The way of one feature beside that of those before it: there is one for a line.
pub(super) fn agreed(said: &mut Option<Edges>, feature: Option<Edges>, to: &mut Checker<'_, '_>) {
    match (*said, feature) {
        (Some(before), Some(now)) if before != now => {
            to.error(&["edges"], "features of one line differ in how their edges run", |p| {
                p.found(format!("\"{}\"", now.as_str())).expected(format!("\"{}\", as before it", before.as_str()))
            })
        }
        (None, Some(now)) => *said = Some(now),
        _ => {}
    }
}
