//! FlatGeobuf: one layer with a spatial index, for the web and for large files.

use std::io::Write;

use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geozero::error::Result as Geozero;
use geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};
use serde_json::Value;
use thiserror::Error;

use super::fields::Kind;
use super::layers::{Geometry, Layer, Row, Shape};
use crate::model::LonLat;

/// An error of writing a FlatGeobuf.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FlatGeobufError {
    /// An error of the library.
    #[error(transparent)]
    Library(#[from] flatgeobuf::Error),
    /// A geometry could not be written.
    #[error(transparent)]
    Geometry(#[from] geozero::error::GeozeroError),
}

impl GeozeroGeometry for Shape {
    fn process_geom<P: GeomProcessor>(&self, to: &mut P) -> Geozero<()> {
        let line = |to: &mut P, points: &[LonLat]| -> Geozero<()> {
            points.iter().enumerate().try_for_each(|(i, p)| to.xy(p.lon(), p.lat(), i))
        };
        match self {
            Shape::Point(at) => {
                to.point_begin(0)?;
                to.xy(at.lon(), at.lat(), 0)?;
                to.point_end(0)
            }
            Shape::Lines(lines) => {
                to.multilinestring_begin(lines.len(), 0)?;
                for (i, part) in lines.iter().enumerate() {
                    to.linestring_begin(false, part.len(), i)?;
                    line(to, part)?;
                    to.linestring_end(false, i)?;
                }
                to.multilinestring_end(0)
            }
            Shape::Areas(areas) => {
                to.multipolygon_begin(areas.len(), 0)?;
                for (i, rings) in areas.iter().enumerate() {
                    to.polygon_begin(false, rings.len(), i)?;
                    for (j, ring) in rings.iter().enumerate() {
                        to.linestring_begin(false, ring.len(), j)?;
                        line(to, ring)?;
                        to.linestring_end(false, j)?;
                    }
                    to.polygon_end(false, i)?;
                }
                to.multipolygon_end(0)
            }
        }
    }
}

/// A line of one part as a LineString: readers expect a MultiLineString to have more than one part.
struct OneLine<'a>(&'a [LonLat]);

impl GeozeroGeometry for OneLine<'_> {
    fn process_geom<P: GeomProcessor>(&self, to: &mut P) -> Geozero<()> {
        to.linestring_begin(true, self.0.len(), 0)?;
        self.0.iter().enumerate().try_for_each(|(i, p)| to.xy(p.lon(), p.lat(), i))?;
        to.linestring_end(true, 0)
    }
}

/// Writes the values of a row that are not null.
fn set_values(layer: &Layer, row: &Row, feature: &mut impl PropertyProcessor) {
    for (i, (field, value)) in layer.fields.iter().zip(&row.values).enumerate() {
        // A column that does not take a value refuses that value only.
        let _ = match (field.kind, value) {
            (_, Value::Null) => Ok(false),
            (Kind::Integer, v) => {
                v.as_i64().map_or(Ok(false), |n| feature.property(i, &field.name, &ColumnValue::Long(n)))
            }
            (Kind::Real, v) => {
                v.as_f64().map_or(Ok(false), |n| feature.property(i, &field.name, &ColumnValue::Double(n)))
            }
            (Kind::Boolean, v) => {
                v.as_bool().map_or(Ok(false), |b| feature.property(i, &field.name, &ColumnValue::Bool(b)))
            }
            (_, Value::String(text)) => feature.property(i, &field.name, &ColumnValue::String(text)),
            (_, other) => feature.property(i, &field.name, &ColumnValue::String(&other.to_string())),
        };
    }
}

/// A FlatGeobuf being written: a layer first, then any number of rows.
///
/// The features wait in a temporary file and the boxes for the index in memory until [`FlatGeobuf::finish`].
pub struct FlatGeobuf {
    writer: FgbWriter<'static>,
    layer: Layer,
    /// Whether every line has one part.
    all_single: bool,
    written: usize,
    without: usize,
}

fn one_part(row: &Row) -> Option<&[LonLat]> {
    match &row.shape {
        Some(Shape::Lines(lines)) if lines.len() == 1 => lines.first().map(Vec::as_slice),
        _ => None,
    }
}

impl FlatGeobuf {
    /// Begins with a layer and its rows: the type of geometry depends on whether their lines have more than one part.
    ///
    /// # Errors
    ///
    /// [`FlatGeobufError`] if the library reports an error.
    pub fn begin(mut layer: Layer) -> Result<Self, FlatGeobufError> {
        let all_single = layer.rows.iter().filter(|r| r.shape.is_some()).all(|r| one_part(r).is_some());
        let geometry = match layer.geometry {
            Geometry::Point => GeometryType::Point,
            Geometry::MultiLineString if all_single => GeometryType::LineString,
            Geometry::MultiLineString => GeometryType::MultiLineString,
            Geometry::MultiPolygon => GeometryType::MultiPolygon,
        };
        let edition = layer.edition.as_deref().map(|e| format!(". {e}")).unwrap_or_default();
        let description = format!("{}. Licence: {}{edition}", layer.attribution, layer.licence);
        let options = FgbWriterOptions {
            crs: FgbCrs { code: 4326, ..FgbCrs::default() },
            title: Some(&layer.title),
            description: Some(&description),
            ..FgbWriterOptions::default()
        };
        let mut writer = FgbWriter::create_with_options(layer.name, geometry, options)?;
        for field in &layer.fields {
            let kind = match field.kind {
                // A day is a text: readers make an instant of the type for dates and times, in the time zone of the machine.
                Kind::Text | Kind::Date => ColumnType::String,
                Kind::Integer => ColumnType::Long,
                Kind::Real => ColumnType::Double,
                Kind::Boolean => ColumnType::Bool,
            };
            writer.add_column(&field.name, kind, |builder, column| {
                column.description = Some(builder.create_string(&field.meaning));
            });
        }
        let rows = std::mem::take(&mut layer.rows);
        let mut all = Self { writer, layer, all_single, written: 0, without: 0 };
        rows.iter().try_for_each(|row| all.push(row))?;
        Ok(all)
    }

    /// Adds a row. A row without a geometry is counted and left out, since the spatial index needs a bounding box.
    ///
    /// # Errors
    ///
    /// [`FlatGeobufError`] if the library reports an error.
    pub fn push(&mut self, row: &Row) -> Result<(), FlatGeobufError> {
        let Some(shape) = &row.shape else {
            self.without += 1;
            return Ok(());
        };
        self.written += 1;
        let layer = &self.layer;
        match one_part(row).filter(|_| self.all_single) {
            Some(line) => self.writer.add_feature_geom(OneLine(line), |f| set_values(layer, row, f))?,
            None => self.writer.add_feature_geom(shape.clone(), |f| set_values(layer, row, f))?,
        }
        Ok(())
    }

    /// The number of features written and of rows left out.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.written, self.without)
    }

    /// Writes the whole file.
    ///
    /// # Errors
    ///
    /// [`FlatGeobufError`] if the library or the file reports an error.
    pub fn finish(self, out: impl Write) -> Result<(), FlatGeobufError> {
        Ok(self.writer.write(out)?)
    }
}
