//! Facts become files for other programs. Facts in, bytes out: no paths, no terminal, no clock.

mod columns;
mod fields;
mod findings;
mod flatgeobuf;
mod geojson;
mod geopackage;
#[cfg(feature = "geoparquet")]
mod geoparquet;
mod kml;
mod layers;
mod number;
mod qgis;
mod record;
mod spreadsheet;
mod table;
mod wkb;

pub use columns::{Cell, Columns, verdict};
pub use fields::{Field, Kind, said_fields};
pub use findings::{findings_csv, findings_text};
pub use flatgeobuf::{FlatGeobuf, FlatGeobufError};
pub use geojson::{
    COLLECTION_TAIL, border_features, collection, collection_head, measured_feature, measured_features, nested_feature,
    place_features, sequence,
};
pub use geopackage::{GeoPackage, GeoPackageError, LayerStyle};
#[cfg(feature = "geoparquet")]
pub use geoparquet::{GeoParquet, GeoParquetError};
pub use kml::{KML_TAIL, KmlStyle, kml_head, kml_placemark};
pub use layers::{Geometry, IncidentRows, Layer, Row, Shape, layers};
pub use qgis::{CategorySign, GroundColors, Imprint, Look, Rgb, View, project, styles};
pub use record::{Measured, Record};
pub use spreadsheet::Spreadsheet;
pub use table::measured_table;
