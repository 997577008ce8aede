//! Facts become files for other programs. Facts in, bytes out: no paths, no terminal, no clock.

mod columns;
mod fields;
mod findings;
mod flatgeobuf;
mod geojson;
mod geopackage;
mod kml;
mod layers;
mod number;
mod qgis;
mod record;
mod spreadsheet;
mod table;

pub use columns::{Cell, Columns, verdict};
pub use fields::{Field, Kind, said_fields};
pub use findings::{findings_csv, findings_text};
pub use flatgeobuf::{FlatGeobufError, flatgeobuf};
pub use geojson::{
    COLLECTION_TAIL, border_features, collection, collection_head, measured_feature, measured_features,
    nested_features, place_features, sequence,
};
pub use geopackage::{GeoPackageError, LayerStyle, geopackage};
pub use kml::{KmlStyle, kml};
pub use layers::{Geometry, Layer, Row, Shape, layers};
pub use qgis::{CategorySign, GroundColors, Imprint, Look, Rgb, View, project, styles};
pub use record::{Measured, Record};
pub use spreadsheet::Spreadsheet;
pub use table::{interval, measured_table};
