//! The base of a flat export: in a collection of GeoJSON its last member, of a table of CSV and of a large collection a file beside it.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use geojson::Feature;
use serde_json::{Map, Value, json};

use super::base::{ExportOrigin, POSITION, json_text, nested_cells};
use super::columns::Columns;
use super::fields::EDITION;
use super::geojson::nested_feature;
use super::number::{DEGREES, rounded};
use super::record::{MeasuredRecord, Record};
use super::sink::OutputSink;
use crate::error::{Error, unreadable};
use crate::ledger::TemporaryFolder;
use crate::model::{LonLat, Place};

/// The member of a collection that holds its base. Programs that edit the file in place keep it, as they keep every foreign member
/// (RFC 7946, 6.1).
pub const BASE_MEMBER: &str = "marz_base";

/// What the name of the file beside a table ends with.
const BESIDE: &str = ".base.json";

/// The file beside a flat export that holds its base: `incidents.csv.base.json` of `incidents.csv`.
#[must_use]
pub fn base_beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(BESIDE);
    PathBuf::from(name)
}

/// A base of many rows being written: memory does not grow with their number.
pub struct FlatBase {
    folder: TemporaryFolder,
    rows: BufWriter<File>,
    head: String,
    count: usize,
    /// How many bytes its rows have so far.
    bytes: usize,
}

const ROWS: &str = "rows";
const ID: &str = "id";

impl FlatBase {
    /// Begins the base of a layer; `is_nested` says whether its rows have the members of stored records.
    ///
    /// # Errors
    ///
    /// If the system refuses a temporary file.
    pub fn begin(origin: &ExportOrigin, layer: &str, is_nested: bool) -> Result<Self, Error> {
        let folder = TemporaryFolder::new().map_err(unreadable(&std::env::temp_dir()))?;
        let path = folder.path().join(ROWS);
        let rows = BufWriter::new(File::create(&path).map_err(|source| Error::Unwritten { path, source })?);
        let named = json!({"layer": layer, "nested": is_nested, "origin": origin});
        let head = json_text(&named);
        let head = format!("{},\"{ROWS}\":{{\n", head.strip_suffix('}').unwrap_or(&head));
        Ok(Self { folder, rows, head, count: 0, bytes: 0 })
    }

    /// How many bytes its rows have so far.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds a row as [`flat_line`] makes it; an empty one, as of a bare point, is none.
    ///
    /// # Errors
    ///
    /// If the temporary file cannot be written.
    pub fn put(&mut self, line: &[u8]) -> Result<(), Error> {
        if line.is_empty() {
            return Ok(());
        }
        let between: &[u8] = if self.count > 0 { b",\n" } else { b"" };
        self.count += 1;
        self.bytes += between.len() + line.len();
        let written = self.rows.write_all(between).and_then(|()| self.rows.write_all(line));
        written.map_err(|source| Error::Unwritten { path: self.folder.path().to_path_buf(), source })
    }

    /// Writes all of it as one JSON object.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write_to(mut self, sink: &mut OutputSink) -> Result<(), Error> {
        let path = self.folder.path().join(ROWS);
        self.rows.flush().map_err(|source| Error::Unwritten { path: path.clone(), source })?;
        sink.put(self.head.as_bytes())?;
        let mut rows = BufReader::new(File::open(&path).map_err(unreadable(&path))?);
        let mut block = vec![0; 1 << 16];
        loop {
            match rows.read(&mut block).map_err(unreadable(&path))? {
                0 => return sink.put(b"\n}}"),
                count => sink.put(block.get(..count).unwrap_or_default())?,
            }
        }
    }
}

/// A row of the base, with its id before it: the values that the export shows, empty ones left out. `carries_edition` says that each row
/// shows the edition of the data.
#[must_use]
pub fn flat_line(columns: &Columns, m: &MeasuredRecord<'_>, carries_edition: bool) -> Vec<u8> {
    let mut cells = columns.flat(m);
    let edition = columns.carried().filter(|_| carries_edition);
    cells.extend(edition.map(|edition| (EDITION.to_owned(), Value::from(edition))));
    line_at(m, cells)
}

/// The same with the members of a stored record; empty for a bare point, which is none.
#[must_use]
pub fn nested_line(m: &MeasuredRecord<'_>) -> Vec<u8> {
    match m.record {
        Record::Incident(i) => line_at(m, nested_cells(&nested_feature(i).properties.unwrap_or_default())),
        Record::Point(..) => Vec::new(),
    }
}

fn line_at(m: &MeasuredRecord<'_>, mut cells: Map<String, Value>) -> Vec<u8> {
    if let Some(at) = m.at {
        cells.insert(POSITION.to_owned(), position(at));
    }
    line_of(m.id(), cells)
}

/// A row of the base of places.
#[must_use]
pub fn place_line(place: &Place, feature: &Feature) -> Vec<u8> {
    let mut cells = feature.properties.clone().unwrap_or_default();
    cells.shift_remove(ID);
    cells.insert(POSITION.to_owned(), position(place.at));
    line_of(&place.id, cells)
}

fn position(at: LonLat) -> Value {
    json!([rounded(at.lon(), DEGREES), rounded(at.lat(), DEGREES)])
}

/// A row of the base out of the cells of a record.
fn line_of(id: &str, mut cells: Map<String, Value>) -> Vec<u8> {
    cells.retain(|_, value| !(value.is_null() || value.as_str().is_some_and(str::is_empty)));
    format!("{}:{}", Value::from(id), json_text(&Value::Object(cells))).into_bytes()
}
