//! The points of a block, parsed on any thread.

use std::borrow::Cow;

use serde_json::Value;

use super::Severity;
use super::checker::Checker;
use super::cutter::Piece;
use super::document::Document;
use super::features::features;
#[cfg(feature = "vector")]
use super::layer_feature::LayerBatch;
use super::plain_point::plain_point;
use super::position::position;
use super::record::{Parsed, PointRecord, RADIUS_M, reported_side};
use super::table::{Cells, TableLayout};
use crate::model::{LonLat, MOST_RADIUS_M};

/// Some records of a file, whole.
#[derive(Debug, Default)]
pub struct Block {
    pub(super) bytes: Vec<u8>,
    /// Where in the bytes each record of a GeoJSON collection stands, and its line; empty for the other forms.
    pub(super) pieces: Vec<Piece>,
    /// The rows of a table of which all cells are known; empty for the other forms.
    pub(super) rows: Vec<Cells>,
    /// The features of a layer; empty for the other forms.
    #[cfg(feature = "vector")]
    pub(super) layer: LayerBatch,
    /// The line of the first byte, from 1.
    pub(super) first_line: usize,
    /// The number of the first record of a collection or layer, from 1.
    pub(super) first_number: usize,
}

impl Block {
    /// How many bytes of the file it holds, where it holds its text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The features of a block of a collection: the number of each in the file, its line, and its bytes.
    pub(super) fn features(&self) -> impl Iterator<Item = (usize, usize, &[u8])> {
        let piece = |p: &Piece| (p.line, self.bytes.get(p.bytes.clone()).unwrap_or_default());
        let pieces = self.pieces.iter().map(piece);
        (self.first_number..).zip(pieces).map(|(number, (line, bytes))| (number, line, bytes))
    }

    /// Whether it holds no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        #[cfg(feature = "vector")]
        if !self.layer.is_empty() {
            return false;
        }
        self.bytes.is_empty() && self.rows.is_empty()
    }
}

/// How records stand in the bytes.
#[derive(Debug, Clone)]
pub(super) enum Form {
    Collection,
    Lines,
    Table(Box<TableLayout>),
    /// A table of which all cells are known.
    Cells(Box<TableLayout>),
    /// The features of a layer.
    #[cfg(feature = "vector")]
    Layer,
}

/// Parses blocks; can be shared between threads.
#[derive(Debug, Clone)]
pub struct PointParser {
    pub(super) name: String,
    pub(super) form: Form,
    /// Whether the members of the records are kept.
    pub(super) keep: bool,
}

impl PointParser {
    /// Parses a block; what is wrong stands in the result.
    #[must_use]
    pub fn parse<'b>(&self, block: &'b Block) -> Parsed<'b> {
        let mut parsed = Parsed::default();
        match &self.form {
            Form::Table(layout) => layout.parse(&self.name, &block.bytes, block.first_line, &mut parsed),
            Form::Cells(layout) => layout.parse_cells(&self.name, &block.rows, &mut parsed),
            Form::Collection => {
                block.features().for_each(|(number, line, bytes)| self.json(bytes, line, number, &mut parsed));
            }
            #[cfg(feature = "vector")]
            Form::Layer => {
                // What is to be said of one is said as of the line of a GeoJSON file, below the line that begins the collection.
                for (number, point) in block.layer.points(block.first_number, self.keep) {
                    match point {
                        Ok(point) => parsed.add(PointRecord { line: number + 1, ..point }),
                        Err(text) => self.json(&text, number + 1, number, &mut parsed),
                    }
                }
            }
            Form::Lines => {
                for (line_number, line) in (block.first_line..).zip(block.bytes.split(|b| *b == b'\n')) {
                    let line = line.strip_prefix(b"\x1E").unwrap_or(line).trim_ascii();
                    if !line.is_empty() {
                        self.json(line, line_number, line_number, &mut parsed);
                    }
                }
            }
        }
        parsed
    }

    /// One JSON text with one record, or with a collection of them.
    fn json(&self, bytes: &[u8], line: usize, number: usize, to: &mut Parsed<'_>) {
        if !self.keep
            && let Some(point) = plain_point(bytes, number)
        {
            to.add(PointRecord { line, ..point });
            return;
        }
        let (before, points) = (to.problems.len(), to.points.len());
        match Document::parse(&self.name, bytes) {
            Ok(document) => records(&document, number, to),
            Err(problem) => {
                to.read += 1;
                to.rejected += 1;
                to.problems.push(*problem);
            }
        }
        to.problems.iter_mut().skip(before).for_each(|p| p.moved_to(line));
        to.points.iter_mut().skip(points).for_each(|p| p.line = line);
    }
}

/// The records of a document, the first with a number.
fn records(document: &Document, number: usize, to: &mut Parsed<'_>) {
    let list = match features(document) {
        Ok(list) => list,
        Err(problem) => {
            to.read += 1;
            to.rejected += 1;
            to.problems.push(*problem);
            return;
        }
    };
    let mut spans = None;
    for (i, (base, feature)) in list.into_iter().enumerate() {
        to.read += 1;
        let own = match feature.get("id").or_else(|| feature.pointer("/properties/id")) {
            Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
            Some(Value::Number(n)) => Some(n.to_string()),
            _ => None,
        };
        let is_numbered = own.is_none();
        let id = own.unwrap_or_else(|| (number + i).to_string());
        let mut checker = Checker::new(document, &mut spans, base, id.clone());
        let (geometry, path): (_, &[&str]) = match feature.get("type").and_then(Value::as_str) {
            Some("Feature") => (feature.get("geometry"), &["geometry"]),
            _ => (Some(feature), &[]),
        };
        let at = point(geometry, path, &mut checker);
        let properties = feature.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        // Stored incidents nest the side that the report names; flat ones name the side `reported_side`, since `side` is measured.
        let about =
            |nested: &str, flat: &str| feature.pointer(nested).or(properties.get(flat)).filter(|v| !v.is_null());
        let radius = about("/properties/location/radius_m", "radius_m");
        let radius_m = radius.and_then(Value::as_f64).filter(|r| RADIUS_M.contains(r));
        if let (Some(found), None) = (radius, radius_m) {
            checker.error(&["properties", "radius_m"], "this is no radius", |p| {
                p.found(found.to_string()).expected(format!("metres, 0 to {MOST_RADIUS_M}"))
            });
        }
        let mut problems = checker.into_problems();
        if problems.iter().any(|p| p.severity == Severity::Error) {
            to.rejected += 1;
        } else {
            to.points.push(PointRecord {
                id: Cow::Owned(id),
                is_numbered,
                line: 1,
                at,
                radius_m,
                side: about("/properties/location/side", "reported_side")
                    .and_then(Value::as_str)
                    .and_then(reported_side),
                extra: properties,
            });
        }
        to.problems.append(&mut problems);
    }
}

fn point(geometry: Option<&Value>, path: &[&str], to: &mut Checker<'_, '_>) -> Option<LonLat> {
    let geometry = geometry.filter(|g| !g.is_null())?;
    let below = |key: &'static str| [path, &[key]].concat();
    match geometry.get("type").and_then(Value::as_str) {
        Some("Point") => position(geometry.get("coordinates").unwrap_or(&Value::Null), &below("coordinates"), None, to),
        Some("MultiPoint") => match geometry.get("coordinates").and_then(Value::as_array).map(Vec::as_slice) {
            Some([one]) => position(one, &below("coordinates"), None, to),
            several => {
                let count = several.map_or(0, <[Value]>::len);
                to.warning(
                    &below("coordinates"),
                    "only a single point can be measured; kept without a position",
                    |p| {
                        p.found(format!("{count} points"))
                            .expected("one point")
                            .hint("give each point a record of its own")
                    },
                );
                None
            }
        },
        other => {
            to.error(&below("type"), "only points can be measured", |p| {
                p.found(other.unwrap_or("nothing")).expected("Point")
            });
            None
        }
    }
}
