//! Export: measured incidents and the layers of a dossier as GeoPackage, QGIS project, GeoJSON, CSV, FlatGeobuf, KML and GeoParquet; tables as workbooks.
//!
//! [`export()`] writes measured incidents in any format, [`geopackage()`] the usual one; [`export_layer`] writes places and border.
//! Coordinates are longitude and latitude on WGS84. The same data give the same bytes: no clock is read.

mod bands;
mod base;
mod border_diff;
mod border_info;
mod buffers;
mod cell;
mod columns;
mod fields;
mod findings;
mod flat_base;
#[cfg(feature = "export")]
mod flatgeobuf;
mod found_place;
mod geojson;
#[cfg(feature = "export")]
mod geopackage;
#[cfg(feature = "export")]
pub(crate) mod geopackage_base;
#[cfg(feature = "geoparquet")]
mod geoparquet;
#[cfg(feature = "grid")]
mod grid_file;
#[cfg(feature = "grid")]
mod grid_table;
mod incidents;
mod kml;
#[cfg_attr(not(feature = "export"), path = "no_layer_file.rs")]
mod layer_file;
mod layers;
mod list;
mod measurements;
mod member_names;
mod number;
mod of_border;
#[cfg_attr(not(feature = "export"), path = "no_one_layer.rs")]
mod one_layer;
#[cfg(feature = "export")]
mod package;
#[cfg(feature = "export")]
mod parquet_file;
mod place_fields;
mod point_rows;
#[cfg(feature = "export")]
mod qgis_project;
#[cfg(feature = "export")]
mod qgis_style;
#[cfg(feature = "export")]
mod qgis_symbol;
mod record;
mod row;
mod sheet;
mod sheet_about;
#[cfg(feature = "export")]
mod sheet_rows;
mod sheet_table;
mod sink;
mod spreadsheet;
mod stored;
mod summary;
mod table;
#[cfg(feature = "export")]
mod wkb;
#[cfg_attr(not(feature = "export"), path = "no_workbook.rs")]
mod workbook;

pub use bands::{bands_sheet, bands_sheet_in_words, bands_text};
pub use base::{BASE_FORMAT, ExportOrigin, POSITION, ROW_LAYERS, base_row, nested_cells};
pub use border_diff::{DiffFormat, DiffReport};
pub use border_info::{border_json, border_text, kilometre_json, position_json};
pub use buffers::{BUFFERS_KM, buffer_areas};
pub use cell::Cell;
pub use columns::Columns;
pub use fields::{Field, Kind, explained_fields, record_fields, stored_incident_field, stored_nested_field};
pub use findings::{findings_sheet, findings_text};
pub use flat_base::{BASE_MEMBER, FlatBase, base_beside, flat_line, nested_line};
#[cfg(feature = "export")]
pub use flatgeobuf::{FlatGeobuf, FlatGeobufError};
pub use found_place::{found_json, found_text};
pub use geojson::{
    COLLECTION_TAIL, border_features, collection, collection_head, measured_feature, measured_features, nested_feature,
    place_features, sequence,
};
#[cfg(feature = "export")]
pub use geopackage::{GeoPackage, GeoPackageError, LayerStyle};
#[cfg(feature = "geoparquet")]
pub use geoparquet::{GeoParquet, GeoParquetError};
#[cfg(feature = "grid")]
pub use grid_file::GridFile;
#[cfg(feature = "grid")]
pub use grid_table::{GridColumns, GridFormat, GridId, GridKind, GridRow, GridRows};
#[cfg(feature = "export")]
pub use incidents::geopackage;
pub use incidents::{IncidentExport, OtherLayer, export, export_layer, row_writer};
pub use kml::{KmlStyle, kml_head, kml_placemark, kml_tail};
pub use layers::{Geometry, IncidentRows, Layer, Row, Shape, layers};
pub use list::{incident_list, incident_list_json, incident_list_sheet};
pub use measurements::{MeasuredRows, MeasurementFile, MeasurementFormat, MeasurementWriter};
pub use member_names::{in_layer, replaced};
#[cfg(feature = "export")]
pub use package::{DATABASE as PACKAGE_DATABASE, Database, ExportPackage};
#[cfg(feature = "export")]
pub use parquet_file::ParquetFile;
pub use place_fields::stored_place_field;
pub use point_rows::{GeoParquetVersion, LayerFormat, PointRows};
#[cfg(feature = "export")]
pub use qgis_project::{Imprint, View, project};
#[cfg(feature = "export")]
pub use qgis_style::{BasemapColors, CategorySign, Symbology, styles};
#[cfg(feature = "export")]
pub use qgis_symbol::Rgb;
pub use record::{MeasuredRecord, Record};
pub use row::{ExportFormat, ExportedIncident, RowWriter, sheet};
pub use sheet::{SheetColumn, SheetValue, Texts};
pub use sheet_about::SheetAbout;
pub use sheet_table::Sheet;
pub use sink::{Listing, OutputSink, Target};
pub use spreadsheet::Spreadsheet;
pub use stored::{Form, Stored};
pub use summary::build_summary;
pub use table::measured_table;
pub use workbook::Workbook;
