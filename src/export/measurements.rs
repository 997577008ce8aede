//! Measurements as a file: head, rows and tail in each format.

use serde_json::{Map, Value};

use super::cell::Cell;
use super::columns::Columns;
use super::geojson::{COLLECTION_TAIL, collection_head, measured_feature};
use super::kml::{kml_head, kml_placemark, kml_tail};
use super::one_layer::OneLayer;
use super::point_rows::{LayerFormat, PointRows};
use super::record::MeasuredRecord;
use super::sheet::SheetValue;
use super::sheet_about::SheetAbout;
use super::sink::{OutputSink, Target};
use super::spreadsheet::Spreadsheet;
use super::table::measured_table;
use super::workbook::Workbook;
use crate::error::Error;
use crate::language::Language;
use crate::model::{Border, Case, Credit, Sides};
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
    /// A workbook (XLSX), if the feature `export` is on.
    Workbook,
    /// KML.
    Kml,
    /// One layer of points, if the feature `export` is on.
    Layer(LayerFormat),
}

impl MeasurementFormat {
    /// Whether it keeps the members of the input without being asked: all but tables do.
    #[must_use]
    pub fn keeps_members(self) -> bool {
        !matches!(self, Self::Table | Self::Csv | Self::Workbook)
    }

    /// Whether all columns are fixed before the first row; in the other formats each record has its own members.
    #[must_use]
    pub fn has_columns(self) -> bool {
        matches!(self, Self::Csv | Self::Workbook | Self::Layer(_))
    }
}

/// Rows in a format of text, or for a workbook or a layer.
#[derive(Debug)]
pub enum MeasuredRows {
    /// As text.
    Text(Vec<u8>),
    /// As values.
    Values(Vec<Vec<SheetValue>>),
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
    pub fn rows<'m>(&self, records: impl ExactSizeIterator<Item = MeasuredRecord<'m>>) -> MeasuredRows {
        if matches!(self.format, MeasurementFormat::Workbook | MeasurementFormat::Layer(_)) {
            return MeasuredRows::Values(records.map(|m| self.sheet.values(&m)).collect());
        }
        MeasuredRows::Text(self.text(records))
    }

    fn text<'m>(&self, records: impl ExactSizeIterator<Item = MeasuredRecord<'m>>) -> Vec<u8> {
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
                MeasurementFormat::Kml => line("", &kml_placemark(&m, columns), "", &mut out),
                MeasurementFormat::Table | MeasurementFormat::Workbook | MeasurementFormat::Layer(_) => {}
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
    about: SheetAbout,
    edition: String,
    into: Destination,
    /// What stands behind the rows of a KML.
    tail: String,
    is_first: bool,
}

enum Destination {
    Text(OutputSink),
    Workbook(Box<Workbook>),
    Layer(Box<OneLayer>, PointRows),
}

/// What the table and the layer are called.
const NAME: &str = "measured";

/// What stands before the rows of a text.
fn head(format: MeasurementFormat, sheet: &Spreadsheet, border: &Border, credit: &Credit) -> Vec<u8> {
    match format {
        MeasurementFormat::Csv => sheet.header(),
        MeasurementFormat::Json => b"[\n".to_vec(),
        MeasurementFormat::GeoJson => collection_head(NAME, &credit.licence, &credit.attribution, None).into_bytes(),
        MeasurementFormat::Kml => {
            let edition = Some(border.facts.edition.as_str()).filter(|edition| !edition.is_empty());
            kml_head(border, credit, &[], edition, "Measured points").into_bytes()
        }
        _ => Vec::new(),
    }
}

impl MeasurementFile {
    /// Begins a file of points measured to a border: its columns, and the distances for which it has probabilities. It states the credit of
    /// the border.
    ///
    /// # Errors
    ///
    /// If the target cannot be written; [`Error::Request`] if the library was built without the format.
    pub fn begin(
        target: &Target,
        format: MeasurementFormat,
        border: &Border,
        limits: &[Length],
        sheet: Spreadsheet,
    ) -> Result<Self, Error> {
        Self::credited(target, format, (border, Credit::from(&border.facts), SheetAbout::of(border)), limits, sheet)
    }

    /// Begins the same for the incidents of a case, measured to a border: it states the credit of both.
    ///
    /// # Errors
    ///
    /// As [`MeasurementFile::begin`].
    pub fn of_case(
        target: &Target,
        format: MeasurementFormat,
        (case, border): (&Case, &Border),
        limits: &[Length],
        sheet: Spreadsheet,
    ) -> Result<Self, Error> {
        let credit = case.credit_measured_to(&border.facts);
        Self::credited(target, format, (border, credit, SheetAbout::of_case(case, border)), limits, sheet)
    }

    fn credited(
        target: &Target,
        format: MeasurementFormat,
        (border, credit, about): (&Border, Credit, SheetAbout),
        limits: &[Length],
        sheet: Spreadsheet,
    ) -> Result<Self, Error> {
        let facts = &border.facts;
        let into = match format {
            MeasurementFormat::Workbook => {
                Destination::Workbook(Box::new(Workbook::begin(target, NAME, sheet.typed_columns())?))
            }
            MeasurementFormat::Layer(format) => {
                let rows = PointRows::of(sheet.typed_columns());
                let layer = rows.layer(NAME, "Proximity to the border", credit, &facts.edition);
                Destination::Layer(Box::new(OneLayer::begin(target, format, layer)?), rows)
            }
            _ => {
                let mut sink = target.begin()?;
                sink.put(&head(format, &sheet, border, &credit))?;
                Destination::Text(sink)
            }
        };
        let limits = limits.iter().map(Length::to_string).collect();
        let (sides, english) = (facts.sides.clone(), Language::english());
        let writer = MeasurementWriter { format, sheet, limits, sides, english };
        let tail = if format == MeasurementFormat::Kml { kml_tail(border) } else { String::new() };
        Ok(Self { writer, about, edition: facts.edition.clone(), into, tail, is_first: true })
    }

    /// The writer that formats its rows.
    #[must_use]
    pub fn writer(&self) -> &MeasurementWriter {
        &self.writer
    }

    /// Adds rows, made by its writer.
    ///
    /// # Errors
    ///
    /// If the target cannot be written, or the rows are too many for the format.
    pub fn put(&mut self, rows: MeasuredRows) -> Result<(), Error> {
        match (&mut self.into, rows) {
            (Destination::Workbook(file), MeasuredRows::Values(rows)) => file.put(rows),
            (Destination::Layer(file, columns), MeasuredRows::Values(rows)) => {
                file.put(rows.into_iter().map(|row| columns.row(row)))
            }
            (Destination::Text(sink), MeasuredRows::Text(rows)) => {
                // Rows of a list come with a comma before each: the first has none before it.
                let rows = match self.writer.format {
                    MeasurementFormat::Json | MeasurementFormat::GeoJson if self.is_first => {
                        rows.strip_prefix(b",\n").unwrap_or(&rows)
                    }
                    _ => &rows,
                };
                self.is_first &= rows.is_empty();
                sink.put(rows)
            }
            _ => Err(Error::Data("rows of another format than that of the file".to_owned())),
        }
    }

    /// Ends the file and moves it to its target; returns a warning if the format could not keep something.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn end(self) -> Result<Option<String>, Error> {
        let mut sink = match self.into {
            Destination::Workbook(file) => return file.end(&self.about),
            Destination::Layer(file, _) => return file.end().map(|ended| ended.warning),
            Destination::Text(sink) => sink,
        };
        let line_break = if self.is_first { "" } else { "\n" };
        match self.writer.format {
            MeasurementFormat::Json => sink.put(format!("{line_break}]\n").as_bytes())?,
            MeasurementFormat::GeoJson => sink.put(format!("{line_break}{COLLECTION_TAIL}").as_bytes())?,
            MeasurementFormat::Kml => sink.put(self.tail.as_bytes())?,
            MeasurementFormat::Table if !self.edition.is_empty() => {
                sink.put(shown(&format!("\nborder edition {}\n", self.edition)).as_bytes())?;
            }
            _ => {}
        }
        sink.commit().map(|()| None)
    }
}
