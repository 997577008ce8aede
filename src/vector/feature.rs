//! A feature on its way into a GeoJSON text.

use geo_types::Geometry;
use serde_json::{Map, Value};

/// A feature of a file, in WGS84.
#[derive(Debug, Default)]
pub struct Feature {
    /// Its id in the file, where its fields have none.
    pub id: Option<Value>,
    /// Where it is; `None` without a geometry.
    pub geometry: Option<Geometry>,
    /// Its fields.
    pub properties: Map<String, Value>,
}

/// Takes a feature; an error where nobody reads any more.
pub type Put<'a> = &'a mut dyn FnMut(Feature) -> Result<(), String>;

/// A layer that is ready to be read.
pub type Reader = Box<dyn FnOnce(Put<'_>) -> Result<(), String> + Send>;

impl Feature {
    /// The feature as a line of GeoJSON.
    pub fn write(self, to: &mut Vec<u8>) {
        let mut object = Map::new();
        object.insert("type".to_owned(), "Feature".into());
        // A field of that name says it better.
        if let Some(id) = self.id.filter(|_| !self.properties.contains_key("id")) {
            object.insert("id".to_owned(), id);
        }
        let geometry = self.geometry.as_ref().map(geojson::GeometryValue::from);
        let geometry = geometry.and_then(|value| serde_json::to_value(geojson::Geometry::new(value)).ok());
        object.insert("geometry".to_owned(), geometry.unwrap_or(Value::Null));
        object.insert("properties".to_owned(), Value::Object(self.properties));
        // Writing to memory does not fail.
        let _ = serde_json::to_writer(to, &object);
    }
}
