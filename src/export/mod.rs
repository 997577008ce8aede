//! Facts become files for other programs. Facts in, bytes out: no paths, no terminal, no clock.

mod geojson;
mod number;
mod record;
mod spreadsheet;
mod table;

pub use geojson::{border_features, collection, lines, measured_features, place_features};
pub use record::{Measured, Record, within_name};
pub use spreadsheet::measured_csv;
pub use table::{interval, measured_table};
