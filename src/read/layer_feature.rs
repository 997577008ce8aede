//! A feature of a layer of another program's file, and the point that it is.

use std::borrow::Cow;

use geo_types::{Geometry, Point};
use serde::Serialize;
use serde_json::{Map, Value};

use super::record::{PointRecord, RADIUS_M, reported_side};
use crate::model::LonLat;

/// The members of a feature that a point is measured by, beside its geometry.
pub const POINT_MEMBERS: [&str; 3] = ["id", "radius_m", "reported_side"];

/// A feature of a layer, in WGS84. Its fields are numbers and texts.
#[derive(Debug, Default)]
pub struct LayerFeature {
    /// Its id in the file, where its fields have none.
    pub id: Option<Value>,
    /// Where it is; `None` without a geometry.
    pub geometry: Option<Geometry>,
    /// Its fields.
    pub properties: Map<String, Value>,
}

impl LayerFeature {
    /// Its id, as GeoJSON has it: a field of that name says it better.
    fn named(&self) -> Option<&Value> {
        self.properties.get("id").or(self.id.as_ref())
    }

    /// The feature as a line of GeoJSON.
    pub fn write(&self, to: &mut Vec<u8>) {
        #[derive(Serialize)]
        struct Text<'a> {
            r#type: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            id: Option<&'a Value>,
            geometry: Option<geojson::Geometry>,
            properties: &'a Map<String, Value>,
        }
        let geometry = self.geometry.as_ref().map(geojson::GeometryValue::from).map(geojson::Geometry::new);
        let id = self.id.as_ref().filter(|_| !self.properties.contains_key("id"));
        // Writing to memory does not fail.
        let _ = serde_json::to_writer(to, &Text { r#type: "Feature", id, geometry, properties: &self.properties });
    }

    /// The point that it is, the one of a number in its file; `None` where something about it is to be said.
    pub fn point(&self, number: usize, keep: bool) -> Option<PointRecord<'_>> {
        let at = match self.geometry {
            None => None,
            Some(Geometry::Point(Point(at))) => Some(LonLat::new(at.x, at.y).ok()?),
            Some(_) => return None,
        };
        let member = |name: &str| self.properties.get(name).filter(|value| !value.is_null());
        let radius_m = match member("radius_m") {
            None => None,
            Some(radius) => Some(radius.as_f64().filter(|r| RADIUS_M.contains(r))?),
        };
        let id = match self.named() {
            Some(Value::String(text)) if !text.is_empty() => Cow::Borrowed(text.as_str()),
            Some(Value::Number(n)) => Cow::Owned(n.to_string()),
            _ => Cow::Owned(number.to_string()),
        };
        let side = member("reported_side").and_then(Value::as_str).and_then(reported_side);
        let extra = if keep { self.properties.clone() } else { Map::new() };
        Some(PointRecord { id, line: number, at, radius_m, side, extra })
    }
}
