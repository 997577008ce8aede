//! Incidents as they are stored.

use serde_json::{Value, json};

use crate::model::{Incident, LonLat};

/// The feature as it is stored; members in the order of the schema.
#[must_use]
pub fn feature(incident: &Incident) -> Value {
    let round = |v: f64| (v * 1e7).round() / 1e7;
    let point = |at: LonLat| json!({"type": "Point", "coordinates": [round(at.lon()), round(at.lat())]});
    json!({
        "type": "Feature",
        "id": incident.id,
        "geometry": incident.at.map_or(Value::Null, point),
        "properties": serde_json::to_value(incident).unwrap_or_default(),
    })
}
