//! Rows of a table with longitude and latitude as features of a layer.

use serde_json::Value;

use super::fields::{Field, Kind};
use super::layers::{Geometry, Layer, Row, Shape};
use super::sheet::{SheetColumn, SheetValue};
use crate::model::{Credit, LonLat};

/// The versions of GeoParquet that are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GeoParquetVersion {
    /// 1.1, which most programs read: well-known binary with a bounding box beside each.
    #[default]
    V1_1,
    /// 2.0, on the native types of Parquet: points and areas are GEOMETRY, lines GEOGRAPHY whose edges are geodesics of the ellipsoid
    /// (`karney`).
    V2_0,
}

/// The formats of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerFormat {
    /// GeoPackage.
    GeoPackage,
    /// FlatGeobuf.
    FlatGeobuf,
    /// GeoParquet.
    GeoParquet(GeoParquetVersion),
}

/// What was written into a file of one layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// How much, in words.
    pub summary: String,
    /// What the format could not keep; `None` where it kept all.
    pub warning: Option<String>,
}

/// The columns of a table that become the point of a feature, and those that become its fields.
#[derive(Debug, Clone)]
pub struct PointRows {
    columns: Vec<SheetColumn>,
}

/// The columns of the position.
const POSITION: [&str; 2] = ["lon", "lat"];

impl PointRows {
    /// The rows of a table of these columns.
    #[must_use]
    pub fn of(columns: Vec<SheetColumn>) -> Self {
        Self { columns }
    }

    /// The layer of the rows, without them.
    ///
    /// # Arguments
    ///
    /// `credit` is that of the rows and the border to which they were measured, `edition` the edition of the border.
    #[must_use]
    pub fn layer(&self, name: &'static str, title: &str, credit: Credit, edition: &str) -> Layer {
        let is_field = |c: &&SheetColumn| !POSITION.contains(&c.field.name.as_str());
        let field = |c: &SheetColumn| {
            // What is written as text may be any text.
            let kind = if c.field.kind == Kind::Date { Kind::Text } else { c.field.kind };
            Field { kind, ..c.field.clone() }
        };
        Layer {
            name,
            title: title.to_owned(),
            geometry: Geometry::Point,
            fields: self.columns.iter().filter(is_field).map(field).collect(),
            licence: credit.licence,
            attribution: credit.attribution,
            rows: Vec::new(),
            edition: Some(edition.to_owned()).filter(|edition| !edition.is_empty()),
        }
    }

    /// A row as a feature: without a position it has no geometry.
    #[must_use]
    pub fn row(&self, values: Vec<SheetValue>) -> Row {
        let number = |name: &str| {
            let at = self.columns.iter().position(|c| c.field.name == name)?;
            values.get(at)?.number()
        };
        let [lon, lat] = POSITION.map(number);
        let shape = lon.zip(lat).and_then(|(lon, lat)| LonLat::new(lon, lat).ok()).map(Shape::Point);
        let cells = self.columns.iter().zip(values).filter(|(c, _)| !POSITION.contains(&c.field.name.as_str()));
        Row { shape, values: cells.map(|(column, value)| typed(column.field.kind, value)).collect() }
    }
}

/// A value in the type of its column.
fn typed(kind: Kind, value: SheetValue) -> Value {
    let is_text = matches!(kind, Kind::Text | Kind::Date);
    match (kind, &value) {
        (_, SheetValue::Empty) => Value::Null,
        (_, SheetValue::Text(text)) => text.as_str().into(),
        (Kind::Boolean, SheetValue::Boolean(is)) => (*is).into(),
        _ if is_text => value.text().into(),
        (Kind::Integer, _) => value.number().map_or(Value::Null, |n| (n as i64).into()),
        _ => value.number().and_then(serde_json::Number::from_f64).map_or(Value::Null, Value::Number),
    }
}
