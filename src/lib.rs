//! Incidents along an international border: how far from the line each happened and how sure that is, maps fit for a
//! report, and layers for GIS.
//!
//! Data flows one way, and no stage calls back:
//!
//! ```text
//! files ─► read ─► Dossier ─► measure ─► Measured ─┬─► analyse ─┬─► compose ─► Scene ─► render ─► SVG, PNG, PDF
//!                                                  │            └─► report ─► one HTML page
//!                                                  └─► export ─► CSV, GeoJSON, GeoPackage, KML, QGIS …
//! ```
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
//! | `world` | the land borders of the world with the ground beside them | [`world`]; of [`dossier`] those by code |
//! | `grid` | border distances for the cells of PRIO-GRID and H3; needs `export` and `world` | [`grid`] |
//! | `geoparquet` | GeoParquet; needs `export` | of [`export`] that format |
//!
//! # Example
//!
//! The nearest point of a line on the ellipsoid, and the interval of the distance of an uncertain point; this needs the crate
//! [`marz_geodesic`] alone:
//!
//! ```
//! use geo::{line_string, point};
//! use marz_geodesic::{GeodesicLine, UncertainPoint};
//!
//! let line = GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1), (x: 71.6, y: 36.7)]);
//! let n = line.nearest(point!(x: 68.857, y: 36.729)); // distance_m, point, measure_m, side, bearing_deg
//! let p = line.proximity(&UncertainPoint::new(point!(x: 69.4, y: 37.5)).radius_m(15_000.0), &[5_000.0]);
//! assert_eq!(n.side.as_str(), "right");
//! assert!(p.distance_min_m <= p.distance_max_m);
//! ```
//!
//! A figure of what happened within 50 km of the border, as PNG; [`Dossier::open`] takes a folder instead:
//!
//! ```
//! use marz::{Dossier, Selection};
//!
//! let dossier = Dossier::embedded()?;
//! let measured = dossier.measure(&Selection::default().near_m(50_000.0))?;
//! let png = dossier.figure("overview")?.with(&measured).png()?;
//! std::fs::write(std::env::temp_dir().join("marz-overview.png"), png)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! All layers as a GeoPackage, which QGIS opens styled:
//!
//! ```
//! use marz::{Dossier, Selection};
//!
//! let dossier = Dossier::embedded()?;
//! let measured = dossier.measure(&Selection::default())?;
//! marz::export::geopackage(&measured, std::env::temp_dir().join("marz-layers.gpkg"))?;
//! # Ok::<(), marz::Error>(())
//! ```
//!
//! # Modules
//!
//! | module | contents |
//! |---|---|
//! | [`dossier`] | the folder of one case: opened, checked, edited, redacted, scaffolded |
//! | [`diff`] | two lines of one border compared: where they part, and what that changes |
//! | [`measured`] | measured incidents, computed once by [`Dossier::measure`]; selection of incidents |
//! | [`points`] | measuring the points of any file, as a stream |
//! | [`figure`] | figures: from a recipe of a dossier to a picture |
//! | [`export`] | tables and GIS layers: CSV, GeoJSON, GeoPackage, KML, QGIS project … |
//! | [`grid`] | border distances for the cells of a grid, or for any points |
//! | [`report`] | the findings in words, as one page |
//! | [`analyse`] | counts, density along the border, significance tests, shares within distances, possible duplicates |
//! | [`check`] | every problem in the data of a dossier |
//! | [`draft`] | a new record: its place and its id |
//! | `edits` | edits of an exported file, merged three ways into its dossier (features `export` and `import`) |
//! | [`interview`] | a new record by question and answer |
//! | `start` | from a sheet and the name of a border to a dossier with its report, in one guided way (features `export`, `import`, `report`, `world`) |
//! | [`import`] | importing other datasets: filtered, geocoded, checked, as a stream |
//! | [`reimport`] | re-import: a three-way merge with the edits made in between |
//! | [`build`] | every product of a dossier, as `marz build` makes them |
//! | [`evidence`] | seals of a dossier, and the changes since a seal |
//! | [`model`] | validated values: positions, dates, incidents, places, borders |
//! | [`read`] | readers: bytes to values, with every problem of every record |
//! | [`recipe`] | `marz.toml`, recipes of figures, filters |
//! | [`gazetteer`] | place names in any script: folding, transliteration, fuzzy matching |
//! | [`measure`] | distance, side and border kilometre, re-exported from [`marz_geodesic`]; relative position, kilometre marks |
//! | [`phrase`] | facts in the words of a language, for tables, keys, captions and report alike |
//! | [`language`] | catalogues of messages (Project Fluent), dates and numbers of a language |
//! | [`typeface`] | fonts, bundled and of a dossier, and text measurement |
//! | [`project`] | projections, clipping, fitting to a frame |
//! | [`compose`] | cartography: measured incidents to a scene |
//! | [`render`] | a scene to SVG, PNG and PDF, through plotters |
//! | [`ledger`] | atomic writes, lock, undo history, seals |
//! | [`parallel`] | parallel work on a stream of blocks, in order |
//! | [`monitor`] | progress and problems of long work |
//! | [`error`] | the error of everything that works on a whole dossier |
//! | [`world`] | the land borders of the world: the list, one by its code, the ground of a new dossier |
//! | [`xml`] | escaping for XML |
//! | [`terminal`] | escaping for a terminal |
//! | [`color`] | whether colours are wanted there |
//!
//! Four more crates belong to the workspace: [`marz_geodesic`] (points and lines on the ellipsoid, which this crate builds on),
//! `marz-world` (the land borders of the world and their ground, as data), `marz-cli` (the command `marz`: arguments, progress and messages)
//! and `marz-python` (the module `marz` of Python).

/// The README's own example, run by the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(all(feature = "export", feature = "import"))]
pub mod amend;
pub mod analyse;
#[cfg(all(feature = "export", feature = "report"))]
pub mod build;
pub mod check;
pub mod color;
#[cfg(feature = "figures")]
pub mod compose;
pub mod diff;
pub mod dossier;
pub mod draft;
#[cfg(all(feature = "export", feature = "import"))]
pub mod edits;
pub mod error;
pub mod evidence;
pub mod export;
#[cfg(feature = "figures")]
pub mod figure;
pub mod gazetteer;
#[cfg(feature = "grid")]
pub mod grid;
#[cfg(feature = "import")]
pub mod import;
#[cfg(feature = "import")]
pub mod interview;
pub mod language;
pub mod ledger;
pub mod measure;
pub mod measured;
pub mod model;
pub mod monitor;
mod packed;
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
#[cfg(all(feature = "export", feature = "import", feature = "report", feature = "world"))]
pub mod start;
pub mod terminal;
pub mod theme;
#[cfg(feature = "figures")]
pub mod typeface;
#[cfg(feature = "vector")]
pub mod vector;
#[cfg(feature = "world")]
pub mod world;
pub mod xml;

pub use dossier::Dossier;
pub use error::Error;
pub use measured::{Measured, MeasuredIncident, Selection};
