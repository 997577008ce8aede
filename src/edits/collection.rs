//! The rows of a collection of GeoJSON that was edited.

use serde_json::{Map, Value};

use super::file::{EditedLayer, EditedRow};
use super::layer::LayerKind;
use crate::export::{POSITION, nested_cells};
use crate::read::foreign_crs;

const ID: &str = "id";

/// Puts the features of a collection into a layer whose base is known.
///
/// # Errors
///
/// Why it is no collection in longitude and latitude.
pub fn collection_layer(document: &Value, layer: &mut EditedLayer) -> Result<(), String> {
    if let Some(name) = foreign_crs(document) {
        return Err(format!(
            "its coordinates are in {name}; expected WGS84 longitude and latitude: export it from the other program in EPSG:4326"
        ));
    }
    let features = document.get("features").and_then(Value::as_array);
    let features = features.ok_or("it is no collection of features")?;
    for (i, feature) in features.iter().enumerate() {
        let row = row(feature, i64::try_from(i + 1).unwrap_or(i64::MAX), layer);
        layer.columns.extend(row.cells.keys().cloned());
        layer.rows.push(row);
    }
    // A column that every row lost is one that was emptied everywhere, or removed: neither is taken from a file that shows no column.
    layer.columns.insert(POSITION.to_owned());
    Ok(())
}

fn row(feature: &Value, number: i64, layer: &EditedLayer) -> EditedRow {
    let mut row = EditedRow { number, ..EditedRow::default() };
    let empty = Map::new();
    let properties = feature.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    row.id = id(properties.get(ID), feature.get(ID), layer);
    let mut cells =
        if layer.kind == LayerKind::NestedIncidents { nested_cells(properties) } else { properties.clone() };
    cells.shift_remove(ID);
    cells.shift_remove(POSITION);
    row.cells = cells.into_iter().collect();
    match point(feature.get("geometry")) {
        Ok(None) => {}
        Ok(Some((at, has_height))) => {
            row.cells.insert(POSITION.to_owned(), at);
            row.has_height = has_height;
        }
        Err(why) => row.fault = Some(why),
    }
    row
}

/// The id of a feature: that among its properties, else its own; the number that a program gave to a new feature is none.
fn id(property: Option<&Value>, own: Option<&Value>, layer: &EditedLayer) -> Option<String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(n) => Some(n.to_string()).filter(|id| layer.base.contains_key(id)),
        _ => None,
    };
    match property {
        Some(property) => text(property),
        None => own.and_then(text),
    }
}

/// The point of a geometry, and whether it has a height; `None` if there is none.
fn point(geometry: Option<&Value>) -> Result<Option<(Value, bool)>, String> {
    let Some(geometry) = geometry.filter(|g| !g.is_null()) else { return Ok(None) };
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default();
    if kind != "Point" {
        return Err(format!("its geometry is '{kind}'; a record has a Point or none"));
    }
    let coordinates = geometry.get("coordinates").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    match coordinates {
        [] => Ok(None),
        [lon, lat, rest @ ..] => {
            let degrees = |v: &Value, most: f64| v.as_f64().filter(|v| v.abs() <= most);
            let at = degrees(lon, 180.0).zip(degrees(lat, 90.0));
            let (lon, lat) =
                at.ok_or_else(|| format!("its point {lon}, {lat} is no longitude and latitude in degrees"))?;
            Ok(Some((Value::from(vec![lon, lat]), !rest.is_empty())))
        }
        [_] => Err("its point has one number; expected longitude and latitude".to_owned()),
    }
}
