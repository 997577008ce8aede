//! Workbooks: their sheets as rows of text, and how large they may be.
//!
//! An archive of some kilobytes can unpack to any size, and a sheet of two cells can span millions of columns: what a workbook
//! unpacks to is counted before it is read.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use super::cells::Cells;
use crate::read::Problem;

/// A workbook that unpacks to more bytes is refused: 2 GiB, some two million rows of a dataset with thirty columns.
const MOST_UNPACKED: u64 = 2 << 30;

/// A sheet has no more rows and columns than this (ECMA-376, and every program that writes one).
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// The cells of all rows together, empty ones before a filled one among them.
const MOST_CELLS: usize = 100_000_000;

/// A workbook that is small enough to be read.
pub struct Workbook {
    book: Sheets<Cursor<Vec<u8>>>,
    name: String,
}

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// A [`Problem`] where the bytes are none, or unpack to more than 2 GiB.
    pub fn open(bytes: Vec<u8>, name: &str) -> Result<Self, Box<Problem>> {
        if unpacked(&bytes) > MOST_UNPACKED {
            let problem = Problem::error(name, "the workbook unpacks to more than 2 GiB")
                .expected("a table of some million rows at most")
                .hint("save the sheet as CSV, which is read row by row at any length");
            return Err(Box::new(problem));
        }
        match open_workbook_auto_from_rs(Cursor::new(bytes)) {
            Ok(book) => Ok(Self { book, name: name.to_owned() }),
            Err(e) => {
                let problem = Problem::error(name, "this is an archive or document, but no workbook that can be read")
                    .found(e.to_string())
                    .expected("a workbook (XLSX) or CSV")
                    .hint("unpack it, or save the table as XLSX or CSV");
                Err(Box::new(problem))
            }
        }
    }

    /// The names of its sheets, in their order.
    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// The rows of a sheet that have cells; `None` if it cannot be read.
    ///
    /// # Errors
    ///
    /// A [`Problem`] where the sheet is larger than a sheet can be.
    pub fn rows(&mut self, sheet: &str) -> Result<Option<Vec<Cells>>, Box<Problem>> {
        if let Sheets::Xlsx(book) = &mut self.book {
            let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return Ok(None) };
            let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
            let mut widths = Widths::default();
            loop {
                let cell = match reader.next_cell() {
                    Ok(Some(cell)) => cell,
                    Ok(None) => break,
                    Err(e) => {
                        let problem = Problem::error(&self.name, "the sheet cannot be read to its end").field(sheet);
                        return Err(Box::new(problem.found(e.to_string()).hint("save it again as XLSX or CSV")));
                    }
                };
                let ((row, column), text) = (cell.get_position(), text(&Data::from(cell.get_value().clone())));
                if text.is_empty() {
                    continue;
                }
                let columns = rows.entry(row).or_default();
                if !widths.hold(row, column, columns.last_key_value().map(|(last, _)| *last)) {
                    let found = format!("a cell in row {}, column {}", u64::from(row) + 1, u64::from(column) + 1);
                    let problem = Problem::error(&self.name, "the sheet is larger than can be read").field(sheet);
                    let expected = format!("at most {MOST_ROWS} rows, {MOST_COLUMNS} columns, {MOST_CELLS} cells");
                    return Err(Box::new(problem.found(found).expected(expected)));
                }
                columns.insert(column, text);
            }
            return Ok(Some(rows.into_iter().map(|(row, columns)| padded(row, &columns)).collect()));
        }
        let Ok(range) = self.book.worksheet_range(sheet) else { return Ok(None) };
        let first = range.start().map_or(1, |(row, _)| usize::try_from(row).unwrap_or(0) + 1);
        let cells = |row: &[Data]| row.iter().map(text).collect();
        let rows = (first..).zip(range.rows()).map(|(line, row)| Cells { line, cells: cells(row), is_garbled: false });
        Ok(Some(rows.collect()))
    }
}

/// How many cells the rows so far have.
#[derive(Default)]
struct Widths(usize);

impl Widths {
    /// Counts a cell; whether there is room for it.
    fn hold(&mut self, row: u32, column: u32, last: Option<u32>) -> bool {
        let before = last.map_or(0, |last| last + 1);
        self.0 += usize::try_from((column + 1).saturating_sub(before)).unwrap_or(usize::MAX);
        row < MOST_ROWS && column < MOST_COLUMNS && self.0 <= MOST_CELLS
    }
}

/// A row with the empty cells between its filled ones.
fn padded(row: u32, columns: &BTreeMap<u32, String>) -> Cells {
    let width = columns.last_key_value().map_or(0, |(last, _)| last + 1);
    let cells = (0..width).map(|i| columns.get(&i).map_or("", String::as_str)).collect();
    Cells { line: usize::try_from(row).unwrap_or(usize::MAX - 1) + 1, cells, is_garbled: false }
}

/// The bytes that an archive unpacks to, counted up to a little more than may be; 0 where it is no archive.
fn unpacked(bytes: &[u8]) -> u64 {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let mut sum = 0_u64;
    for i in 0..archive.len() {
        let Ok(file) = archive.by_index(i) else { continue };
        // The size in its directory is enough to refuse it; only counting is enough to accept it.
        let left = (MOST_UNPACKED + 1).saturating_sub(sum);
        let counted =
            if file.size() > left { left } else { io::copy(&mut file.take(left), &mut io::sink()).unwrap_or(0) };
        sum += counted;
        if sum > MOST_UNPACKED {
            break;
        }
    }
    sum
}

/// A cell as the text that a CSV would have; days as serial numbers, which the reader of dates knows.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(s) | Data::DateTimeIso(s) | Data::DurationIso(s) => s.clone(),
        Data::Float(v) => v.to_string(),
        Data::Int(v) => v.to_string(),
        Data::Bool(v) => v.to_string(),
        Data::DateTime(v) => v.as_f64().to_string(),
        Data::Error(e) => e.to_string(),
    }
}
