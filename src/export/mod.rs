//! Facts become files for other programs. Facts in, bytes out: no paths, no terminal, no clock.

mod columns;
mod geojson;
mod number;
mod record;
mod spreadsheet;
mod table;

pub use columns::{Cell, Columns, verdict};
pub use geojson::{
    COLLECTION_TAIL, border_features, collection, collection_head, measured_feature, measured_features, place_features,
};
pub use record::{Measured, Record};
pub use spreadsheet::Spreadsheet;
pub use table::{interval, measured_table};
