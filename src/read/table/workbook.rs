//! Workbooks: their sheets as rows of text, and how large they may be.
//!
//! An archive of some kilobytes can unpack to any size, and a sheet of two cells can span millions of columns: what a workbook
//! unpacks to is counted before it is read.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

use calamine::{
    Data, Dimensions, ExcelDateTime, Reader, SheetVisible, Sheets, Style, Xlsx, open_workbook_auto_from_rs,
};

use super::cells::{Cells, Remark};
use super::date_format::{DatePrecision, DatePrecisions, MOST_CELLS_KEPT};
use super::errors::CELL_ERROR;
use super::ods::{self, SheetFormat};
use crate::read::Problem;

/// A workbook that unpacks to more bytes is refused: 2 GiB, some two million rows of a dataset with thirty columns.
const MOST_UNPACKED: u64 = 2 << 30;

/// A sheet has no more rows and columns than this (ECMA-376, and every program that writes one).
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// The cells of all rows together, empty ones before a filled one among them.
const MOST_CELLS: usize = 100_000_000;

/// A workbook as it stands in its file, which its reader wants more than once.
type Bytes = Arc<[u8]>;

/// A workbook that is small enough to be read.
pub struct Workbook {
    book: Sheets<Cursor<Bytes>>,
    name: String,
    /// What the reader of cells leaves out, by the order of the sheets; empty for other forms than ODS and XLS.
    formats: Vec<SheetFormat>,
}

/// A sheet by its name.
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether the program that shows the workbook hides it.
    pub is_hidden: bool,
}

/// Whether bytes are those of an encrypted workbook of Office: a compound file with the package as a stream of a known name.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(b"\xD0\xCF\x11\xE0") && memchr::memmem::find(bytes, &name).is_some()
}

fn protected(name: &str) -> Problem {
    let problem = Problem::error(name, "the workbook is protected with a password").at(1, 1);
    problem
        .expected("a workbook that opens without one")
        .hint("open it, save it without the password, and give that file")
}

/// The columns of a row by their number.
type Columns = BTreeMap<u32, (String, Option<Remark>)>;

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
        if let Some(found) = super::biff::oversized(&bytes) {
            let problem = Problem::error(name, "a sheet is larger than can be read").found(found);
            return Err(Box::new(problem.expected("at most 256 columns").hint("save the sheet as XLSX or CSV")));
        }
        if is_encrypted(&bytes) {
            return Err(Box::new(protected(name)));
        }
        let formats = formats(&bytes);
        let bytes: Bytes = bytes.into();
        let open = |bytes| open_workbook_auto_from_rs(Cursor::new(bytes));
        let book = open(Arc::clone(&bytes)).or_else(|e| match ods::without_indents(&bytes, MOST_UNPACKED) {
            Some(plain) => open(plain.into()),
            None => Err(e),
        });
        match book {
            Ok(book) => Ok(Self { book, name: name.to_owned(), formats }),
            Err(e) if e.to_string().to_lowercase().contains("password") => Err(Box::new(protected(name))),
            Err(e) => {
                let problem = Problem::error(name, "this is an archive or document, but no workbook that can be read")
                    .found(e.to_string())
                    .expected("a workbook (XLSX, XLS, ODS) or CSV")
                    .hint("unpack it, or save the table as XLSX or CSV");
                Err(Box::new(problem))
            }
        }
    }

    /// Its sheets, in their order.
    pub fn sheets(&self) -> Vec<SheetName> {
        let sheet = |sheet: &calamine::Sheet| SheetName {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
        };
        self.book.sheets_metadata().iter().map(sheet).collect()
    }

    /// What is strange about the workbook as a whole.
    pub fn warnings(&self) -> Vec<Problem> {
        let epoch = Problem::warning(&self.name, "the workbook counts its days from 1904")
            .hint("dates are read so, and bare numbers in a column of dates as well");
        self.is_1904().then_some(epoch).into_iter().collect()
    }

    /// Whether it counts its days from 1904.
    pub fn is_1904(&self) -> bool {
        match &self.book {
            Sheets::Xlsx(book) => book.has_1904_epoch(),
            Sheets::Xls(book) => book.has_1904_epoch(),
            Sheets::Xlsb(book) => book.has_1904_epoch(),
            Sheets::Ods(_) => false,
        }
    }

    /// The rows of a sheet that have cells; `None` if it cannot be read.
    ///
    /// # Errors
    ///
    /// A [`Problem`] where the sheet is larger than a sheet can be.
    pub fn rows(&mut self, sheet: &str) -> Result<Option<Vec<Cells>>, Box<Problem>> {
        let index = self.book.sheets_metadata().iter().position(|s| s.name == sheet);
        let format = index.and_then(|i| self.formats.get_mut(i)).map(std::mem::take).unwrap_or_default();
        let mut grid = Grid::new(&self.name, sheet, format.dates);
        if let Sheets::Xlsx(book) = &mut self.book {
            grid.dates = dates_in_xlsx(book, sheet);
            {
                let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return Ok(None) };
                loop {
                    match reader.next_cell_with_formula_metadata() {
                        Ok(Some(cell)) => {
                            grid.put(cell.pos.0, cell.pos.1, &Data::from(cell.value), cell.formula.is_some())?;
                        }
                        Ok(None) => break,
                        Err(e) => {
                            let problem =
                                Problem::error(&self.name, "the sheet cannot be read to its end").field(sheet);
                            return Err(Box::new(problem.found(e.to_string()).hint("save it again as XLSX or CSV")));
                        }
                    }
                }
            }
            let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
            grid.merge(&merged)?;
            return Ok(Some(grid.into_rows()));
        }
        if let Sheets::Xlsb(book) = &mut self.book {
            let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return Ok(None) };
            while let Ok(Some(cell)) = reader.next_cell() {
                let (row, column) = cell.get_position();
                grid.put(row, column, &Data::from(cell.get_value().clone()), false)?;
            }
            return Ok(Some(grid.into_rows()));
        }
        let Ok(range) = self.book.worksheet_range(sheet) else { return Ok(None) };
        let formulas = self.book.worksheet_formula(sheet).unwrap_or_default();
        let (top, left) = range.start().unwrap_or_default();
        for (row, cells) in (top..).zip(range.rows()) {
            for (column, cell) in (left..).zip(cells) {
                let has_formula =
                    *cell == Data::Empty && formulas.get_value((row, column)).is_some_and(|f| !f.is_empty());
                grid.put(row, column, cell, has_formula)?;
            }
        }
        grid.merge(&format.merged)?;
        if let Sheets::Xls(book) = &self.book {
            grid.merge(&book.merge_cells_by_sheet_name(sheet).unwrap_or_default())?;
        }
        Ok(Some(grid.into_rows()))
    }
}

/// The filled cells of a sheet.
struct Grid<'a> {
    file: &'a str,
    sheet: &'a str,
    dates: DatePrecisions,
    rows: BTreeMap<u32, Columns>,
    widths: Widths,
}

impl<'a> Grid<'a> {
    fn new(file: &'a str, sheet: &'a str, dates: DatePrecisions) -> Self {
        Self { file, sheet, dates, rows: BTreeMap::new(), widths: Widths::default() }
    }

    /// Takes a cell.
    fn put(&mut self, row: u32, column: u32, cell: &Data, has_formula: bool) -> Result<(), Box<Problem>> {
        let remark = |message, found: String| Remark {
            column: usize::try_from(column).unwrap_or(0),
            cell: cell_name(row, column),
            message,
            found,
        };
        let (text, remark) = match cell {
            Data::Empty if has_formula => {
                let message =
                    "a formula of which no value was saved; taken as empty: open the workbook and save it again";
                (String::new(), Some(remark(message, "a formula without a value".to_owned())))
            }
            Data::Error(e) => (String::new(), Some(remark(CELL_ERROR, e.to_string()))),
            cell => (self.text((row, column), cell), None),
        };
        if text.is_empty() && remark.is_none() {
            return Ok(());
        }
        self.insert(row, column, text, remark)
    }

    /// A cell as the text that a CSV would have; of a date what the cell shows.
    fn text(&self, at: (u32, u32), cell: &Data) -> String {
        let text = text(cell);
        match self.dates.get(&at) {
            Some(shown) if matches!(cell, Data::DateTime(_) | Data::DateTimeIso(_)) => {
                shown.truncated(&text).to_owned()
            }
            _ => text,
        }
    }

    fn insert(&mut self, row: u32, column: u32, text: String, remark: Option<Remark>) -> Result<(), Box<Problem>> {
        let columns = self.rows.entry(row).or_default();
        if !self.widths.hold(row, column, columns.last_key_value().map(|(last, _)| *last)) {
            let found = format!("a cell in row {}, column {}", u64::from(row) + 1, u64::from(column) + 1);
            let problem = Problem::error(self.file, "the sheet is larger than can be read").field(self.sheet);
            let expected = format!("at most {MOST_ROWS} rows, {MOST_COLUMNS} columns, {MOST_CELLS} cells");
            return Err(Box::new(problem.found(found).expected(expected)));
        }
        columns.insert(column, (text, remark));
        Ok(())
    }

    /// Gives the value of cells that are merged over several rows to each of those rows that hold anything.
    fn merge(&mut self, regions: &[Dimensions]) -> Result<(), Box<Problem>> {
        let mut seen = 0_usize;
        for region in regions.iter().filter(|r| r.end.0 > r.start.0) {
            let ((first, column), (last, _)) = (region.start, region.end);
            let Some((value, _)) = self.rows.get(&first).and_then(|row| row.get(&column)).cloned() else { continue };
            let rows: Vec<u32> = self.rows.range(first + 1..=last).map(|(row, _)| *row).collect();
            seen = seen.saturating_add(rows.len());
            if seen > MOST_CELLS {
                break;
            }
            for row in rows {
                let remark = Remark {
                    column: usize::try_from(column).unwrap_or(0),
                    cell: cell_name(row, column),
                    message: "the cell is merged with one above it, whose value is taken",
                    found: value.clone(),
                };
                self.insert(row, column, value.clone(), Some(remark))?;
            }
        }
        Ok(())
    }

    /// The rows, with empty cells before filled ones.
    fn into_rows(self) -> Vec<Cells> {
        let row = |(row, columns): (u32, Columns)| {
            let width = columns.last_key_value().map_or(0, |(last, _)| last + 1);
            let cells = (0..width).map(|i| columns.get(&i).map_or("", |(text, _)| text.as_str())).collect();
            let remarks = columns.values().filter_map(|(_, remark)| remark.clone()).collect();
            let line = usize::try_from(row).unwrap_or(usize::MAX - 1) + 1;
            Cells { line, cells, remarks, ..Cells::default() }
        };
        self.rows.into_iter().map(row).collect()
    }
}

/// The name of a cell, such as `AB12`.
fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
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

/// The bytes that an archive unpacks to, counted up to a little more than may be; 0 where it is no archive.
fn unpacked(bytes: &[u8]) -> u64 {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let mut sum = 0_u64;
    for i in 0..archive.len() {
        let Ok(file) = archive.by_index(i) else { continue };
        // The size in its directory is enough to refuse it; only counting is enough to accept it.
        let left = (MOST_UNPACKED + 1).saturating_sub(sum);
        sum += if file.size() > left { left } else { io::copy(&mut file.take(left), &mut io::sink()).unwrap_or(0) };
        if sum > MOST_UNPACKED {
            break;
        }
    }
    sum
}

/// What the reader of cells leaves out of an ODS or XLS file, by the order of the sheets.
fn formats(bytes: &[u8]) -> Vec<SheetFormat> {
    let of_dates = |dates| SheetFormat { dates, merged: Vec::new() };
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return super::biff::formats(bytes).into_iter().map(of_dates).collect();
    };
    let mut styles = ods::Styles::default();
    let mut read = |name: &str| {
        archive.by_name(name).map(|xml| ods::formats(xml.take(MOST_UNPACKED), &mut styles)).unwrap_or_default()
    };
    read("styles.xml");
    read("content.xml")
}

/// The cells of a sheet that show less of a date than its day.
fn dates_in_xlsx(book: &mut Xlsx<Cursor<Bytes>>, sheet: &str) -> DatePrecisions {
    let mut cells = DatePrecisions::new();
    let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return cells };
    let of_style = |style: &Style| {
        style.number_format.as_ref().map_or(DatePrecision::Day, |f| DatePrecision::of_format_code(&f.format_code))
    };
    let styles: Vec<DatePrecision> = reader.styles().iter().map(of_style).collect();
    // Most workbooks have none: their cells are read once.
    if styles.iter().all(|shown| *shown == DatePrecision::Day) {
        return cells;
    }
    while let Ok(Some((row, column, style))) = reader.next_style_id() {
        let shown = styles.get(style).copied().unwrap_or(DatePrecision::Day);
        if shown != DatePrecision::Day && cells.len() < MOST_CELLS_KEPT {
            cells.insert((row, column), shown);
        }
    }
    cells
}

/// A cell as the text that a CSV would have.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(s) | Data::DurationIso(s) => s.clone(),
        // As XLSX and XLS have it: no seconds where there are none, no midnight.
        Data::DateTimeIso(s) => {
            let minutes = s.strip_suffix(":00").filter(|rest| rest.len() == 16).unwrap_or(s);
            minutes.strip_suffix("T00:00").unwrap_or(minutes).to_owned()
        }
        Data::Float(v) => v.to_string(),
        Data::Int(v) => v.to_string(),
        Data::Bool(v) => v.to_string(),
        Data::DateTime(v) if v.is_datetime() => date(v),
        Data::DateTime(v) => v.as_f64().to_string(),
        other => other.to_string(),
    }
}

/// A date by the epoch of its workbook: the day, with the time where there is one.
fn date(value: &ExcelDateTime) -> String {
    // Beyond the year 9999, and a time without a day.
    if !(1.0..2_958_466.0).contains(&value.as_f64()) {
        return value.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => day,
        (hour, minute, 0) => format!("{day}T{hour:02}:{minute:02}"),
        (hour, minute, second) => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A spreadsheet of one sheet, whose elements stand on lines of their own.
    fn indented(cells: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content xmlns:office=\"o\">\n<office:body>\n<office:spreadsheet>\n<table:table table:name=\"Lage\">\n\
             <table:table-column/>\n{cells}\n</table:table>\n</office:spreadsheet>\n</office:body>\n</office:document-content>"
        );
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest:manifest/>"),
            ("content.xml", &content),
        ] {
            file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            file.write_all(text.as_bytes()).unwrap();
        }
        file.finish().unwrap().into_inner()
    }

    #[test]
    fn white_space_that_indents_a_spreadsheet_is_no_content() {
        let paragraph = "office:value-type=\"string\">\n<text:p>Two  <text:s/>\n dead</text:p>\n</table:table-cell>";
        let number = "<table:table-cell office:value-type=\"float\" office:value=\"2.5\"/>";
        let row = format!("<table:table-row>\n<table:table-cell {paragraph}\n{number}\n</table:table-row>");
        let mut book = Workbook::open(indented(&row), "a.ods").unwrap();
        let rows = book.rows("Lage").unwrap().unwrap();
        let cells: Vec<&str> = rows.iter().flat_map(|row| row.cells.iter()).collect();
        assert_eq!(cells.len(), 2, "{cells:?}");
        assert!(cells[0].starts_with("Two  ") && cells[0].ends_with("dead") && cells[1] == "2.5", "{cells:?}");
        assert!(Workbook::open(indented("<table:table-row>\n<table:table-cell"), "a.ods").is_err());
    }

    #[test]
    fn cells_have_the_names_that_programs_show() {
        assert_eq!(
            [(0, 0), (4, 25), (9, 26), (0, 701), (0, 702)].map(|(r, c)| cell_name(r, c)),
            ["A1", "Z5", "AA10", "ZZ1", "AAA1"]
        );
    }
}
