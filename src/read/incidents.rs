use serde_json::Value;

use super::features::{Checker, collect, properties};
use super::position::position;
use super::{Document, Reading, Region, schema};
use crate::model::{Extent, Incident, LonLat, Toll};

/// Reads the incidents of a GeoJSON document.
///
/// Refused, each with a message: what the schema refuses, ids that are missing or taken, positions out of range or
/// swapped (`region` tells where positions are expected), dates that do not exist, `min` above `best` or `max`, and a
/// geometry where `location.extent` says there is none, or the other way round.
#[must_use]
pub fn incidents(document: &Document, region: Option<&Region>) -> Reading<Vec<Incident>> {
    collect(document, &schema::INCIDENT, |id, feature, to| {
        let at = geometry(feature, region, to);
        dates(feature, to);
        let mut incident: Incident = properties(feature, to)?;
        toll(&incident.killed, "killed", to);
        toll(&incident.wounded, "wounded", to);
        let path = ["properties", "location", "extent"];
        match (incident.location.extent, feature.get("geometry").is_some_and(|g| !g.is_null())) {
            (Extent::None, true) => to.error(&path, "there is a point, but the extent says there is none", |p| {
                p.found("\"none\"").expected("\"point\" or \"area\", or a null geometry")
            }),
            (Extent::Point | Extent::Area, false) => to.error(&path, "the extent needs a point", |p| {
                p.found("a null geometry").expected("a Point, or the extent \"none\"")
            }),
            _ => {}
        }
        incident.id = id;
        incident.at = at;
        Some(incident)
    })
}

fn geometry(feature: &Value, region: Option<&Region>, to: &mut Checker<'_, '_>) -> Option<LonLat> {
    let coordinates = feature.pointer("/geometry/coordinates")?;
    if feature.pointer("/geometry/type").and_then(Value::as_str) != Some("Point") {
        return None; // the schema says so
    }
    position(coordinates, &["geometry", "coordinates"], region, to)
}

fn dates(feature: &Value, to: &mut Checker<'_, '_>) {
    for key in ["date", "reported_on"] {
        to.date(feature.pointer(&format!("/properties/{key}")), &["properties", key]);
    }
    let sources = feature.pointer("/properties/sources").and_then(Value::as_array);
    for (i, source) in sources.into_iter().flatten().enumerate() {
        let i = i.to_string();
        for key in ["date", "accessed"] {
            to.date(source.get(key), &["properties", "sources", &i, key]);
        }
    }
}

fn toll(toll: &Toll, name: &str, to: &mut Checker<'_, '_>) {
    let order = [("min", toll.min), ("best", toll.best), ("max", toll.max)];
    let known: Vec<(&str, u32)> = order.into_iter().filter_map(|(key, n)| n.map(|n| (key, n))).collect();
    for pair in known.windows(2) {
        if let [(low, a), (high, b)] = pair
            && a > b
        {
            to.error(&["properties", name, low], &format!("'{low}' is larger than '{high}'"), |p| {
                p.found(a.to_string()).expected(format!("at most {b}"))
            });
        }
    }
}
