//! GeoParquet 1.1 and 2.0: one layer by columns, for data frames and query engines.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, EdgeInterpolationAlgorithm, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use serde_json::{Value, json};
use thiserror::Error;

use super::fields::{Field, Kind};
use super::layers::{Geometry, Layer, Row};
use super::point_rows::GeoParquetVersion;
use super::wkb::{around, bounds, wkb};

/// An error of writing a GeoParquet.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GeoParquetError {
    /// An error of the library, or of writing the file.
    #[error(transparent)]
    Library(#[from] ParquetError),
}

/// A GeoParquet being written: a layer first, then any number of rows.
///
/// The columns: `geometry` as well-known binary, in 1.1 `bbox` with the bounding box of each (the covering, by which readers skip rows
/// outside their window), then the fields. No coordinate system is named: that means longitude and latitude on
/// WGS84 (OGC:CRS84). Rows wait in memory until a group of them is full.
pub struct GeoParquet<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    version: GeoParquetVersion,
    layer: Layer,
    waiting: Vec<Row>,
    written: usize,
    bounds: Option<[f64; 4]>,
}

/// The number of rows of a row group.
const GROUP: usize = 8_192;

impl<W: Write + Send> GeoParquet<W> {
    /// Begins with a layer and its rows.
    ///
    /// # Errors
    ///
    /// [`GeoParquetError`] if the library reports an error.
    pub fn begin(out: W, mut layer: Layer, version: GeoParquetVersion) -> Result<Self, GeoParquetError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("marz {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema(&layer, version)?), Arc::new(properties))?;
        let rows = std::mem::take(&mut layer.rows);
        let mut all = Self { writer, version, layer, waiting: Vec::new(), written: 0, bounds: None };
        rows.into_iter().try_for_each(|row| all.push(row))?;
        Ok(all)
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// [`GeoParquetError`] if the library or the file reports an error.
    pub fn push(&mut self, row: Row) -> Result<(), GeoParquetError> {
        self.waiting.push(row);
        if self.waiting.len() >= GROUP { self.group() } else { Ok(()) }
    }

    /// Writes the metadata and ends the file; returns the number of rows.
    ///
    /// # Errors
    ///
    /// [`GeoParquetError`] if the library or the file reports an error.
    pub fn finish(mut self) -> Result<usize, GeoParquetError> {
        if !self.waiting.is_empty() {
            self.group()?;
        }
        let kind = match self.layer.geometry {
            Geometry::Point => "Point",
            Geometry::MultiLineString => "MultiLineString",
            Geometry::MultiPolygon => "MultiPolygon",
        };
        let corner = |name: &str| json!(["bbox", name]);
        let mut column = json!({"encoding": "WKB", "geometry_types": [kind]});
        let mut put = |key: &str, value: Value| {
            if let Some(column) = column.as_object_mut() {
                column.insert(key.to_owned(), value);
            }
        };
        let is_geodesic = is_geodesic(&self.layer, self.version);
        let number = match self.version {
            GeoParquetVersion::V1_1 => {
                put(
                    "covering",
                    json!({"bbox": {
                        "xmin": corner("xmin"), "ymin": corner("ymin"), "xmax": corner("xmax"), "ymax": corner("ymax")
                    }}),
                );
                "1.1.0"
            }
            GeoParquetVersion::V2_0 => {
                put("edges", if is_geodesic { "karney" } else { "planar" }.into());
                "2.0.0"
            }
        };
        // Geodesics bulge beyond the box of their ends.
        if let Some(bounds) = self.bounds.filter(|_| !is_geodesic) {
            put("bbox", json!(bounds));
        }
        let geo = json!({"version": number, "primary_column": "geometry", "columns": {"geometry": column}});
        let meaning = |f: &Field| (f.name.clone(), json!({"unit": f.unit, "meaning": f.meaning}));
        let fields: serde_json::Map<String, Value> = self.layer.fields.iter().map(meaning).collect();
        let edition = self.layer.edition.clone().map(|edition| ("edition", edition));
        for (key, value) in [
            ("geo", geo.to_string()),
            ("title", self.layer.title.clone()),
            ("licence", self.layer.licence.clone()),
            ("attribution", self.layer.attribution.clone()),
            ("fields", Value::Object(fields).to_string()),
        ]
        .into_iter()
        .chain(edition)
        {
            self.writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
        }
        self.writer.close()?;
        Ok(self.written)
    }

    fn group(&mut self) -> Result<(), GeoParquetError> {
        let rows = std::mem::take(&mut self.waiting);
        let boxes: Vec<Option<[f64; 4]>> = rows.iter().map(|r| r.shape.as_ref().and_then(bounds)).collect();
        for b in boxes.iter().flatten() {
            self.bounds = Some(self.bounds.map_or(*b, |all| around(all, *b)));
        }
        let before = before_fields(self.version);
        let mut group = self.writer.next_row_group()?;
        let mut number = 0;
        while let Some(mut column) = group.next_column()? {
            match number {
                0 => {
                    let shapes = rows.iter().map(|r| r.shape.as_ref().map(|s| ByteArray::from(wkb(s))));
                    put::<ByteArrayType>(&mut column, shapes)?;
                }
                1..=4 if number < before => {
                    let side = |b: &Option<[f64; 4]>| b.as_ref().and_then(|b| b.get(number - 1).copied());
                    put::<DoubleType>(&mut column, boxes.iter().map(side))?;
                }
                _ => {
                    let index = number - before;
                    let values = rows.iter().map(|r| r.values.get(index).unwrap_or(&Value::Null));
                    if let Some(field) = self.layer.fields.get(index) {
                        field_column(&mut column, field.kind, values)?;
                    }
                }
            }
            column.close()?;
            number += 1;
        }
        group.close()?;
        self.written += rows.len();
        Ok(())
    }
}

fn field_column<'v>(
    column: &mut SerializedColumnWriter<'_>,
    kind: Kind,
    values: impl Iterator<Item = &'v Value>,
) -> Result<(), GeoParquetError> {
    match kind {
        Kind::Integer => put::<Int64Type>(column, values.map(Value::as_i64)),
        Kind::Real => put::<DoubleType>(column, values.map(Value::as_f64)),
        Kind::Boolean => put::<BoolType>(column, values.map(Value::as_bool)),
        Kind::Date => put::<Int32Type>(column, values.map(|v| v.as_str().and_then(day))),
        Kind::Text => put::<ByteArrayType>(
            column,
            values.map(|v| match v {
                Value::Null => None,
                Value::String(text) => Some(ByteArray::from(text.as_str())),
                other => Some(ByteArray::from(other.to_string().as_str())),
            }),
        ),
    }
}

/// Writes a column; missing values are null.
fn put<T: parquet::data_type::DataType>(
    column: &mut SerializedColumnWriter<'_>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<(), GeoParquetError> {
    let all: Vec<Option<T::T>> = values.collect();
    let levels: Vec<i16> = all.iter().map(|v| i16::from(v.is_some())).collect();
    let known: Vec<T::T> = all.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&known, Some(&levels), None)?;
    Ok(())
}

/// Whether the edges of a layer are written as geodesics: those of lines are.
fn is_geodesic(layer: &Layer, version: GeoParquetVersion) -> bool {
    version == GeoParquetVersion::V2_0 && layer.geometry == Geometry::MultiLineString
}

/// The number of columns before the fields: the geometry, and the corners of its box.
fn before_fields(version: GeoParquetVersion) -> usize {
    if version == GeoParquetVersion::V1_1 { 5 } else { 1 }
}

fn schema(layer: &Layer, version: GeoParquetVersion) -> Result<Type, ParquetError> {
    let column = |name: &str, kind, logical, repetition| {
        let builder = Type::primitive_type_builder(name, kind).with_repetition(repetition);
        builder.with_logical_type(logical).build().map(Arc::new)
    };
    let corners = ["xmin", "ymin", "xmax", "ymax"]
        .map(|name| column(name, Physical::DOUBLE, None, Repetition::REQUIRED))
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    let covering =
        Type::group_type_builder("bbox").with_repetition(Repetition::OPTIONAL).with_fields(corners).build()?;
    let native = match version {
        GeoParquetVersion::V1_1 => None,
        GeoParquetVersion::V2_0 if is_geodesic(layer, version) => {
            Some(LogicalType::geography(None, Some(EdgeInterpolationAlgorithm::KARNEY)))
        }
        GeoParquetVersion::V2_0 => Some(LogicalType::geometry(None)),
    };
    let mut columns = vec![column("geometry", Physical::BYTE_ARRAY, native, Repetition::OPTIONAL)?];
    columns.extend((version == GeoParquetVersion::V1_1).then(|| Arc::new(covering)));
    for field in &layer.fields {
        let (kind, logical) = match field.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Real => (Physical::DOUBLE, None),
            Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
            Kind::Boolean => (Physical::BOOLEAN, None),
        };
        columns.push(column(&field.name, kind, logical, Repetition::OPTIONAL)?);
    }
    Type::group_type_builder("schema").with_fields(columns).build()
}

/// Days since 1970-01-01 of a day `YYYY-MM-DD` of the Gregorian calendar.
///
/// Counted in years from March, so that the leap day is the last: H. Hinnant, chrono-compatible low-level date algorithms.
fn day(text: &str) -> Option<i32> {
    let mut parts = text.splitn(3, '-').map(str::parse::<i32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::super::layers::Shape;
    use super::*;
    use crate::model::LonLat;

    #[test]
    fn days_are_counted_as_the_calendar_has_them() {
        let days = ["1970-01-01", "1969-12-31", "2000-02-29", "2025-08-24", "1600-03-01"].map(day);
        assert_eq!(days, [Some(0), Some(-1), Some(11_016), Some(20_324), Some(-135_080)]);
        assert_eq!(day("2025-08"), None);
    }

    #[test]
    fn what_was_written_is_read_back() {
        let field =
            |name: &str, kind| Field { name: name.to_owned(), kind, unit: "", meaning: "m".to_owned(), hxl: "" };
        let row = |i: i64| Row {
            shape: (i % 3 > 0).then(|| Shape::Point(LonLat::new(68.8, 38.5).unwrap())),
            values: vec![format!("id{i}").into(), "2025-08-24".into(), if i % 2 > 0 { i.into() } else { Value::Null }],
        };
        let layer = Layer {
            edition: None,
            name: "points",
            title: "Points".to_owned(),
            geometry: Geometry::Point,
            fields: vec![field("id", Kind::Text), field("day", Kind::Date), field("n", Kind::Integer)],
            licence: "ODbL-1.0".to_owned(),
            attribution: "somebody".to_owned(),
            rows: Vec::new(),
        };
        let mut bytes = Vec::new();
        let mut file = GeoParquet::begin(&mut bytes, layer, GeoParquetVersion::V1_1).unwrap();
        // More than one group.
        for i in 0..20_000 {
            file.push(row(i)).unwrap();
        }
        assert_eq!(file.finish().unwrap(), 20_000);
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let pairs = reader.metadata().file_metadata().key_value_metadata().unwrap();
        let geo = pairs.iter().find(|p| p.key == "geo").and_then(|p| p.value.clone()).unwrap();
        let geo: Value = serde_json::from_str(&geo).unwrap();
        assert_eq!(geo["version"], "1.1.0");
        assert_eq!(geo["columns"]["geometry"]["bbox"], json!([68.8, 38.5, 68.8, 38.5]));
        for (i, found) in reader.get_row_iter(None).unwrap().enumerate() {
            let found = found.unwrap();
            assert_eq!(found.get_bytes(0).is_ok(), i % 3 > 0);
            assert_eq!(found.get_string(2).unwrap(), &format!("id{i}"));
            assert_eq!(found.get_long(4).ok(), (i % 2 > 0).then_some(i as i64));
        }
    }

    #[test]
    fn lines_of_version_2_have_geodesic_edges() {
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        let layer = Layer {
            edition: None,
            name: "border",
            title: "Border".to_owned(),
            geometry: Geometry::MultiLineString,
            fields: vec![Field { name: "id".to_owned(), kind: Kind::Text, unit: "", meaning: "m".to_owned(), hxl: "" }],
            licence: "ODbL-1.0".to_owned(),
            attribution: "somebody".to_owned(),
            rows: vec![Row {
                shape: Some(Shape::Lines(vec![vec![at(68.0, 37.0), at(70.0, 38.0)]])),
                values: vec!["x".into()],
            }],
        };
        let mut bytes = Vec::new();
        GeoParquet::begin(&mut bytes, layer, GeoParquetVersion::V2_0).unwrap().finish().unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let about = reader.metadata().file_metadata();
        let column = about.schema_descr().column(0);
        let expected = LogicalType::geography(None, Some(EdgeInterpolationAlgorithm::KARNEY));
        assert_eq!(column.logical_type_ref(), Some(&expected));
        let geo = about.key_value_metadata().unwrap().iter().find(|p| p.key == "geo").and_then(|p| p.value.clone());
        let geo: Value = serde_json::from_str(&geo.unwrap()).unwrap();
        assert_eq!(
            geo,
            json!({"version": "2.0.0", "primary_column": "geometry", "columns": {"geometry": {
                "encoding": "WKB", "geometry_types": ["MultiLineString"], "edges": "karney"
            }}})
        );
        let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
        assert_eq!(row.get_string(1).unwrap(), "x");
    }
}
