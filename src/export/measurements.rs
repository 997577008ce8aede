//! Measurements as a file: head, rows and tail in each format.

use serde_json::{Map, Value};

use super::cell::Cell;
use super::columns::Columns;
use super::geojson::{COLLECTION_TAIL, collection_head, measured_feature};
use super::record::MeasuredRecord;
use super::sink::{OutputSink, Target};
use super::spreadsheet::Spreadsheet;
use super::table::measured_table;
use crate::error::Error;
use crate::language::Language;
use crate::model::{Border, Sides};
use crate::phrase::Phrases;
use crate::recipe::Length;
use crate::terminal::shown;

/// The formats of measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasurementFormat {
    /// Aligned columns for people.
    Table,
    /// CSV.
    Csv,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A GeoJSON FeatureCollection.
    GeoJson,
    /// One GeoJSON feature a line, each after a record separator (RFC 8142).
    GeoJsonSeq,
}

/// Formats blocks of measured records; blocks may be formatted on several threads and written in order.
#[derive(Debug, Clone)]
pub struct MeasurementWriter {
    format: MeasurementFormat,
    sheet: Spreadsheet,
    limits: Vec<String>,
    sides: Sides,
    english: Language,
}

impl MeasurementWriter {
    /// The rows of records, in order.
    #[must_use]
    pub fn rows<'m>(&self, records: impl ExactSizeIterator<Item = MeasuredRecord<'m>>) -> Vec<u8> {
        const ROW: usize = 150;
        if self.format == MeasurementFormat::Table {
            // The column widths depend on all rows of the table.
            return measured_table(
                &records.collect::<Vec<_>>(),
                &self.limits,
                (&self.sides, self.sheet.columns.among_borders()),
                Phrases::new(&self.english),
            )
            .into_bytes();
        }
        let columns = &self.sheet.columns;
        let mut out = Vec::with_capacity(records.len() * ROW);
        let line = |before: &str, text: &str, after: &str, out: &mut Vec<u8>| {
            out.extend_from_slice(before.as_bytes());
            out.extend_from_slice(text.as_bytes());
            out.extend_from_slice(after.as_bytes());
        };
        for m in records {
            match self.format {
                MeasurementFormat::Csv => self.sheet.row(&m, &mut out),
                MeasurementFormat::Ndjson => line("", &object(&m, columns).to_string(), "\n", &mut out),
                MeasurementFormat::Json => line(",\n", &object(&m, columns).to_string(), "", &mut out),
                MeasurementFormat::GeoJson => line(",\n", &measured_feature(&m, columns).to_string(), "", &mut out),
                MeasurementFormat::GeoJsonSeq => {
                    line("\u{1e}", &measured_feature(&m, columns).to_string(), "\n", &mut out);
                }
                MeasurementFormat::Table => {}
            }
        }
        out
    }
}

/// All columns, then the other properties of the record.
fn object(m: &MeasuredRecord<'_>, columns: &Columns) -> Value {
    let cells = columns.names().zip(columns.cells(m));
    let mut object: Map<String, Value> =
        cells.map(|(name, cell): (&str, Cell<'_>)| (name.to_owned(), cell.json())).collect();
    for (key, value) in m.properties() {
        object.entry(key).or_insert(value);
    }
    Value::Object(object)
}

/// A file of measurements being written.
pub struct MeasurementFile {
    writer: MeasurementWriter,
    edition: String,
    sink: OutputSink,
    is_first: bool,
}

impl MeasurementFile {
    /// Begins a file of measurements to a border: its columns, and the distances for which it has probabilities.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn begin(
        target: &Target,
        format: MeasurementFormat,
        border: &Border,
        limits: &[Length],
        sheet: Spreadsheet,
    ) -> Result<Self, Error> {
        let mut sink = target.begin()?;
        let facts = &border.facts;
        match format {
            MeasurementFormat::Csv => sink.put(&sheet.header())?,
            MeasurementFormat::Json => sink.put(b"[\n")?,
            MeasurementFormat::GeoJson => {
                sink.put(collection_head("measured", &facts.licence, &facts.attribution, None).as_bytes())?;
            }
            MeasurementFormat::Table | MeasurementFormat::Ndjson | MeasurementFormat::GeoJsonSeq => {}
        }
        let limits = limits.iter().map(Length::to_string).collect();
        let (sides, english) = (facts.sides.clone(), Language::english());
        let writer = MeasurementWriter { format, sheet, limits, sides, english };
        Ok(Self { writer, edition: facts.edition.clone(), sink, is_first: true })
    }

    /// The writer that formats its rows.
    #[must_use]
    pub fn writer(&self) -> &MeasurementWriter {
        &self.writer
    }

    /// Adds rows.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn put(&mut self, rows: &[u8]) -> Result<(), Error> {
        // Rows of a list come with a comma before each: the first has none before it.
        let rows = match self.writer.format {
            MeasurementFormat::Json | MeasurementFormat::GeoJson if self.is_first => {
                rows.strip_prefix(b",\n").unwrap_or(rows)
            }
            _ => rows,
        };
        self.is_first &= rows.is_empty();
        self.sink.put(rows)
    }

    /// Ends the file and moves it to its target.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn end(mut self) -> Result<(), Error> {
        let line_break = if self.is_first { "" } else { "\n" };
        match self.writer.format {
            MeasurementFormat::Json => self.sink.put(format!("{line_break}]\n").as_bytes())?,
            MeasurementFormat::GeoJson => self.sink.put(format!("{line_break}{COLLECTION_TAIL}").as_bytes())?,
            MeasurementFormat::Table if !self.edition.is_empty() => {
                self.sink.put(shown(&format!("\nborder edition {}\n", self.edition)).as_bytes())?;
            }
            _ => {}
        }
        self.sink.commit()
    }
}
