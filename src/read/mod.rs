//! Bytes in, validated values out, and every problem of every record reported at once.
//!
//! A reader returns what it could use together with a list of [`Problem`]s: each names the file, line, column, feature
//! and field, what was found, what was expected and what to do. A record with an error is left out and counted; nothing
//! is skipped in silence. No reader opens a file: the caller hands in the bytes as a [`Document`].

mod basemap;
mod border;
mod checker;
mod compact;
mod contested;
mod cutter;
mod digits;
mod document;
mod doubled;
mod edit;
mod excerpt;
mod features;
mod gathered;
#[cfg(feature = "import")]
pub mod import;
mod incidents;
#[cfg(feature = "vector")]
mod layer_feature;
mod own_layer;
mod pair;
mod places;
mod plain_point;
mod point_parser;
mod points;
mod position;
mod problem;
mod radius;
mod record;
mod rules;
pub mod schema;
mod settlements;
mod stored;
mod stretches;
#[cfg_attr(not(feature = "import"), allow(unused_imports, dead_code, reason = "points need less of it than imports"))]
mod table;
mod vertex;

pub use basemap::{areas, lines, relief};
pub use border::{Strictness, border, gaps, joined, turn, turned_around};
pub use contested::contested_areas;
pub use digits::plain_text;
pub use document::{Document, MAX_NESTING, MOST_BYTES};
pub use doubled::DistinctLines;
pub use edit::{EditError, is_id};
pub use excerpt::Excerpt;
pub use features::{MOST_CHARACTERS, foreign_crs};
pub use incidents::{IncidentParser, IncidentSource, Streamed, incidents, incidents_of};
#[cfg(feature = "vector")]
pub use layer_feature::{LayerBatch, LayerFeature, POINT_MEMBERS};
pub use own_layer::{LinesAndAreas, lines_and_areas};
pub use pair::{Between, CountryNames, PairLine, between};
pub use places::places;
pub use point_parser::{Block, PointParser};
#[cfg(feature = "vector")]
pub use points::LayerBatches;
pub use points::{PointSource, PointsFormat, one_collection};
pub use position::strange as strange_position;
pub use problem::{Problem, Reading, Severity};
pub use record::{MOST_RECORD, Parsed, PointRecord};
pub use settlements::{settlements, stock};
pub use stored::feature;
pub use table::{COLUMN_SPELLINGS, FILE_KINDS, TableColumns, TableOptions, not_geojson};
#[cfg(all(feature = "export", feature = "import"))]
pub(crate) use table::{Cells as TableCells, Rows, Wanted};

/// The region in which positions are expected: west, south, east, north in degrees.
///
/// A position outside it whose swap lies inside is reported as swapped.
pub type Region = [f64; 4];

/// The kind of records in a GeoJSON file, detected from its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Lines: a border.
    Border,
    /// Points with names and a kind: places.
    Places,
    /// Anything else is taken for incidents.
    Incidents,
}

/// Detects from the first features what a file holds.
#[must_use]
pub fn content(document: &Document) -> Content {
    let root = &document.value;
    let features = root.get("features").and_then(|f| f.as_array().cloned()).unwrap_or_else(|| vec![root.clone()]);
    let is_line = |f: &serde_json::Value| {
        let geometry = f.get("geometry").unwrap_or(f);
        matches!(geometry.get("type").and_then(|t| t.as_str()), Some("LineString" | "MultiLineString"))
    };
    let is_place = |f: &serde_json::Value| {
        let has = |key| f.pointer(key).is_some();
        has("/properties/names") && has("/properties/kind") && !has("/properties/category")
    };
    if features.iter().any(is_line) {
        Content::Border
    } else if features.iter().any(is_place) {
        Content::Places
    } else {
        Content::Incidents
    }
}
