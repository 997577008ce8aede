//! A feature of a layer of another program's file, and the point that it is.

use std::borrow::Cow;
use std::fmt::Write;

use geo_types::{Coord, Geometry, Point};
use serde::Serialize;
use serde_json::{Map, Value};

use super::record::{PointRecord, RADIUS_M, reported_side};
use crate::model::LonLat;

/// The members of a feature that a point is measured by, beside its geometry.
pub const POINT_MEMBERS: [&str; 3] = ["id", "radius_m", "reported_side"];

/// A feature of a layer, in WGS84. Its fields are numbers and texts.
#[derive(Debug, Default, Clone)]
pub struct LayerFeature {
    /// Its id in the file, where its fields have none.
    pub id: Option<Value>,
    /// Where it is; `None` without a geometry.
    pub geometry: Option<Geometry>,
    /// Its fields.
    pub properties: Map<String, Value>,
}

impl LayerFeature {
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

    /// The point that it is, the one of a number in its file, with an id that stands elsewhere; `None` where something about it is to be said.
    fn point<'f>(&'f self, id: Option<&'f str>, number: usize, keep: bool) -> Option<PointRecord<'f>> {
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
        // A field of that name says it better, as in GeoJSON.
        let own = match (self.properties.get("id"), id) {
            (None, Some(text)) => Some(Cow::Borrowed(text)),
            (Some(Value::String(text)), _) if !text.is_empty() => Some(Cow::Borrowed(text.as_str())),
            (Some(Value::Number(n)), _) => Some(Cow::Owned(n.to_string())),
            _ => None,
        };
        let is_numbered = own.is_none();
        let id = own.unwrap_or_else(|| Cow::Owned(number.to_string()));
        let side = member("reported_side").and_then(Value::as_str).and_then(reported_side);
        let extra = if keep { self.properties.clone() } else { Map::new() };
        Some(PointRecord { id, is_numbered, line: number, at, radius_m, side, extra })
    }
}

/// Some features of a layer, one after the other.
///
/// Points without fields take little room, and the texts of their ids stand together: a million features that one thread makes and another frees
/// take longer than to read them.
#[derive(Debug, Default)]
pub struct LayerBatch {
    features: Vec<BatchFeature>,
    ids: String,
    /// Where the id of each feature ends; that of one without an id is empty.
    ends: Vec<usize>,
}

#[derive(Debug)]
enum BatchFeature {
    /// A point without fields.
    Point(Coord),
    Other(Box<LayerFeature>),
}

impl BatchFeature {
    fn point<'f>(&'f self, id: Option<&'f str>, number: usize, keep: bool) -> Option<PointRecord<'f>> {
        match self {
            Self::Point(at) => Some(PointRecord {
                id: id.map_or_else(|| Cow::Owned(number.to_string()), Cow::Borrowed),
                is_numbered: id.is_none(),
                line: number,
                at: Some(LonLat::new(at.x, at.y).ok()?),
                radius_m: None,
                side: None,
                extra: Map::new(),
            }),
            Self::Other(feature) => feature.point(id, number, keep),
        }
    }

    /// The feature as a line of GeoJSON, with an id that stands elsewhere.
    fn text(&self, id: Option<&str>) -> Vec<u8> {
        let whole = match self {
            Self::Point(at) => LayerFeature { geometry: Some(Point(*at).into()), ..LayerFeature::default() },
            Self::Other(feature) => LayerFeature::clone(feature),
        };
        let mut text = Vec::new();
        LayerFeature { id: id.map(Value::from).or(whole.id), ..whole }.write(&mut text);
        text
    }
}

impl LayerBatch {
    /// Adds a feature.
    pub fn push(&mut self, mut feature: LayerFeature) {
        match &feature.id {
            Some(Value::String(text)) if !text.is_empty() => self.ids.push_str(text),
            // Writing to memory does not fail.
            Some(Value::Number(n)) => drop(write!(self.ids, "{n}")),
            _ => {}
        }
        feature.id = None;
        self.ends.push(self.ids.len());
        self.features.push(match feature.geometry {
            Some(Geometry::Point(Point(at))) if feature.properties.is_empty() => BatchFeature::Point(at),
            _ => BatchFeature::Other(Box::new(feature)),
        });
    }

    /// How many features it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The points that its features are, the first with a number in its file; for one of which something is to be said, its GeoJSON text.
    pub fn points(&self, first: usize, keep: bool) -> impl Iterator<Item = (usize, Result<PointRecord<'_>, Vec<u8>>)> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ids = starts.zip(&self.ends).map(|(from, to)| self.ids.get(from..*to).filter(|id| !id.is_empty()));
        (first..).zip(self.features.iter().zip(ids)).map(move |(number, (feature, id))| {
            (number, feature.point(id, number, keep).ok_or_else(|| feature.text(id)))
        })
    }
}
