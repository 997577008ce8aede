//! One incident in an export format: text, or rows of layers.

use super::columns::Columns;
use super::fields::record_fields;
use super::flat_base::{flat_line, nested_line};
use super::geojson::{measured_feature, nested_feature};
use super::kml::kml_placemark;
use super::layers::{IncidentRows, Row};
use super::record::{MeasuredRecord, Record};
use super::spreadsheet::Spreadsheet;
use crate::model::Category;

/// The formats of exported incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The export package, a folder: GeoPackage, QGIS project, GeoJSON with its style.
    Qgis,
    /// GeoPackage with all layers and their styles.
    GeoPackage,
    /// GeoJSON with flat properties.
    GeoJson,
    /// GeoJSON as stored, with nested properties.
    NestedGeoJson,
    /// GeoJSON text sequence (RFC 8142).
    GeoJsonSeq,
    /// CSV.
    Csv,
    /// CSV with a row of HXL hashtags below the header.
    HxlCsv,
    /// FlatGeobuf.
    FlatGeobuf,
    /// KML.
    Kml,
    /// GeoParquet, if the feature `geoparquet` is on.
    GeoParquet,
}

/// An incident in an export format.
#[derive(Debug, Default)]
pub struct ExportedIncident {
    /// Its text, for a format of text; else empty.
    pub text: Vec<u8>,
    /// Its rows with the names of their layers, for a format of layers; else empty.
    pub rows: Vec<(&'static str, Row)>,
    /// Its row of the base of a flat export; empty where the export carries none.
    pub base: Vec<u8>,
    /// Its category; `None` for a bare point.
    pub category: Option<Category>,
}

impl ExportedIncident {
    /// The rows of the layer `incidents`.
    pub fn incidents(self) -> impl Iterator<Item = Row> {
        self.rows.into_iter().filter(|(layer, _)| *layer == "incidents").map(|(_, row)| row)
    }
}

/// Writes incidents in one format.
pub struct RowWriter {
    base: Option<(ExportFormat, Columns)>,
    text: Option<TextRow>,
    rows: Option<IncidentRows>,
}

enum TextRow {
    Sheet(Spreadsheet),
    Nested,
    Feature(Columns),
    Sequence(Columns),
    Placemark(Columns),
}

impl RowWriter {
    /// A writer of a format with these columns.
    #[must_use]
    pub fn new(format: ExportFormat, columns: &Columns) -> Self {
        let (own, rows) = (|| columns.clone(), || Some(IncidentRows::new(columns)));
        let (text, rows) = match format {
            ExportFormat::Csv | ExportFormat::HxlCsv => (Some(TextRow::Sheet(sheet(columns))), None),
            ExportFormat::NestedGeoJson => (Some(TextRow::Nested), None),
            ExportFormat::GeoJson => (Some(TextRow::Feature(own())), None),
            ExportFormat::GeoJsonSeq => (Some(TextRow::Sequence(own())), None),
            ExportFormat::Kml => (Some(TextRow::Placemark(own())), None),
            ExportFormat::GeoPackage | ExportFormat::FlatGeobuf | ExportFormat::GeoParquet => (None, rows()),
            ExportFormat::Qgis => (Some(TextRow::Feature(own())), rows()),
        };
        Self { base: None, text, rows }
    }

    /// The same with rows for the base of a flat export, where [`IncidentExport::carries_base`](super::IncidentExport::carries_base).
    #[must_use]
    pub fn with_base(mut self, format: ExportFormat, columns: &Columns) -> Self {
        self.base = Some((format, columns.clone()));
        self
    }

    /// A measured incident in this format.
    #[must_use]
    pub fn write(&self, m: &MeasuredRecord<'_>) -> ExportedIncident {
        let text = self.text.as_ref().map(|row| match row {
            TextRow::Sheet(sheet) => {
                let mut row = Vec::new();
                sheet.row(m, &mut row);
                row
            }
            TextRow::Nested => match m.record {
                Record::Incident(i) => nested_feature(i).to_string().into_bytes(),
                Record::Point(..) => Vec::new(),
            },
            TextRow::Feature(columns) => measured_feature(m, columns).to_string().into_bytes(),
            TextRow::Sequence(columns) => format!("\u{1e}{}\n", measured_feature(m, columns)).into_bytes(),
            TextRow::Placemark(columns) => kml_placemark(m, columns).into_bytes(),
        });
        let rows = self.rows.as_ref().map(|rows| rows.rows(m));
        let category = match m.record {
            Record::Incident(i) => Some(i.category),
            Record::Point(..) => None,
        };
        let base = self.base.as_ref().map(|(format, columns)| match format {
            ExportFormat::NestedGeoJson => nested_line(m),
            ExportFormat::GeoJson => flat_line(columns, m, false),
            ExportFormat::Csv | ExportFormat::HxlCsv => flat_line(columns, m, true),
            _ => Vec::new(),
        });
        ExportedIncident {
            text: text.unwrap_or_default(),
            rows: rows.unwrap_or_default(),
            base: base.unwrap_or_default(),
            category,
        }
    }
}

/// A CSV table with the measured columns and all fields of incidents.
#[must_use]
pub fn sheet(columns: &Columns) -> Spreadsheet {
    let taken: Vec<&str> = columns.names().collect();
    let kept = record_fields().into_iter().map(|f| f.name).filter(|n| !taken.contains(&n.as_str())).collect();
    Spreadsheet { columns: columns.clone(), kept, is_untyped: false }
}
