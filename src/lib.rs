//! Incidents along an international border: how far from the line each happened and how sure that is, maps fit for a
//! report, and layers for GIS.
//!
//! Data flows one way, and no stage calls back:
//!
//! ```text
//! sources ─► read ─► model::Dossier ─► measure ─► Measured ─┬─► analyse ─► counts, densities ─► compose
//!                                                           ├─► compose ─► Scene ─► render ─► SVG, PNG, PDF ─┐
//!                                                           └─► export ─► CSV, GeoPackage, QGIS … ──────┴─► cli
//! ```
//!
//! | module | what lives there |
//! |---|---|
//! | [`model`] | validated values: positions, dates, incidents, places, borders |
//! | [`read`] | bytes to values, with every problem of every record |
//! | [`recipe`] | `marz.toml`, recipes of figures, filters: what to do |
//! | [`gazetteer`] | names of places in every script, looked up with reasons |
//! | [`measure`] | geodesics, the nearest spot of the border, uncertainty, the border kilometre |
//! | [`analyse`] | counts, density along the border, chance; records that may tell of one event |
//! | [`project`] | projections, clipping, fitting to a frame |
//! | [`language`] | what figures say, in every language |
//! | [`theme`] | colours and symbols |
//! | [`typeface`] | the bundled fonts and the measuring of text |
//! | [`compose`] | all cartographic decisions: a dossier becomes a scene |
//! | [`render`] | a scene becomes bytes, through plotters |
//! | [`xml`] | text made safe for XML |
//! | [`terminal`] | text made safe for a terminal |
//! | [`export`] | facts become files for other programs |
//! | [`report`] | what was found, in words, as one page |
//! | [`ledger`] | writing files whole |
//!
//! # Features
//!
//! All are on by default. Without any, the library opens a dossier, checks and measures it, and writes CSV, GeoJSON and KML.
//!
//! | feature | what it brings | modules |
//! |---|---|---|
//! | `figures` | maps, strips and timelines as SVG, PNG and PDF, with the bundled fonts | [`compose`], [`figure`], [`project`], [`render`], [`typeface`] |
//! | `import` | records from tables and workbooks | [`import`], [`reimport`], [`read::import`] |
//! | `export` | GeoPackage, the QGIS package, FlatGeobuf | of [`export`] those formats; [`project`] |
//! | `report` | the report as one page; needs `figures` | [`report`] |
//! | `geoparquet` (off by default) | GeoParquet; needs `export` | of [`export`] that format |
//!
//! # Example
//!
//! ```
//! use marz::measure::{GeodesicLine, Side};
//! use marz::model::LonLat;
//! use marz::read::{Document, Strictness, border};
//!
//! // A line along the parallel of 37° N, walked from west to east.
//! let json = br#"{"type": "LineString", "coordinates": [[68, 37], [70, 37]]}"#;
//! let document = Document::parse("line.geojson", json).unwrap();
//! let line = GeodesicLine::from(&border(&document, Strictness::AnyFile).value.unwrap());
//!
//! let kunduz = LonLat::new(68.857, 36.72895).unwrap();
//! let nearest = line.nearest(kunduz);
//! assert_eq!(nearest.side, Side::Right);
//! assert!((nearest.distance_m - 30_453.0).abs() < 100.0);
//! ```

/// The README's own example, run by the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod analyse;
pub mod check;
#[cfg(feature = "figures")]
pub mod compose;
pub mod dossier;
pub mod draft;
pub mod error;
pub mod evidence;
pub mod export;
#[cfg(feature = "figures")]
pub mod figure;
pub mod gazetteer;
#[cfg(feature = "import")]
pub mod import;
pub mod language;
pub mod ledger;
pub mod measure;
pub mod measured;
pub mod model;
pub mod monitor;
pub mod parallel;
pub mod phrase;
pub mod points;
#[cfg(any(feature = "figures", feature = "export"))]
pub mod project;
pub mod read;
pub mod recipe;
#[cfg(feature = "import")]
pub mod reimport;
#[cfg(feature = "figures")]
pub mod render;
#[cfg(feature = "report")]
pub mod report;
pub mod terminal;
pub mod theme;
#[cfg(feature = "figures")]
pub mod typeface;
pub mod xml;

pub use dossier::Dossier;
pub use error::Error;
pub use measured::{Measured, MeasuredIncident, Selection};
