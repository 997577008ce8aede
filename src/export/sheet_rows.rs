//! The rows of a sheet of XLSX, written to a file while they come and put into the workbook at its end.
//!
//! rust_xlsxwriter keeps all cells in memory, or panics where its own temporary file is full: so the rows are written here, and it
//! writes all that stands around them.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Cursor, Write as _};
use std::path::Path;

use rust_xlsxwriter::column_number_to_name;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::sink::Target;
use crate::error::Error;
use crate::ledger::TempFile;
use crate::xml::escaped;

/// The part of a workbook that holds its first sheet.
const SHEET: &str = "xl/worksheets/sheet1.xml";
/// The part that names the edition, not packed: whoever looks for it in the bytes finds it.
const PROPERTIES: &str = "docProps/custom.xml";
/// Where rows begin and where they end.
const ROW: &str = "<row ";
const ROWS_END: &str = "</sheetData>";

/// The rows of a sheet below its head.
pub(super) struct SheetRows {
    temp: TempFile,
    into: BufWriter<File>,
    names: Vec<String>,
    row: u32,
    line: String,
    length: u64,
}

impl SheetRows {
    /// Begins the rows of so many columns, beside the target.
    pub fn begin(target: &Target, columns: usize) -> Result<Self, Error> {
        let temp = target.temp_file()?;
        let file = File::options().write(true).open(temp.path()).map_err(unwritten(&temp))?;
        let names = (0..u16::try_from(columns).unwrap_or(u16::MAX)).map(column_number_to_name).collect();
        Ok(Self { temp, into: BufWriter::new(file), names, row: 1, line: String::new(), length: 0 })
    }

    /// Adds a number to the row, in a style of the workbook (0 for none).
    pub fn number(&mut self, column: usize, number: f64, style: u32) {
        let style = if style > 0 { format!(" s=\"{style}\"") } else { String::new() };
        self.cell(column, &style, &format!("<v>{number}</v>"));
    }

    /// Adds a truth value to the row.
    pub fn boolean(&mut self, column: usize, is_true: bool) {
        self.cell(column, " t=\"b\"", &format!("<v>{}</v>", u8::from(is_true)));
    }

    /// Adds a text to the row; it has only characters that XML can hold.
    pub fn text(&mut self, column: usize, text: &str) {
        let space = if text.trim() == text { "" } else { " xml:space=\"preserve\"" };
        // Line breaks and tabs of a cell stay as they are.
        let pieces: String = text
            .split_inclusive(['\n', '\t'])
            .map(|piece| {
                let inner = piece.trim_end_matches(['\n', '\t']);
                escaped(&without_codes(inner)) + piece.get(inner.len()..).unwrap_or_default()
            })
            .collect();
        self.cell(column, " t=\"inlineStr\"", &format!("<is><t{space}>{pieces}</t></is>"));
    }

    fn cell(&mut self, column: usize, attributes: &str, inner: &str) {
        let name = self.names.get(column).map_or("", String::as_str);
        let _ = write!(self.line, "<c r=\"{name}{}\"{attributes}>{inner}</c>", self.row + 1);
    }

    /// Ends the row.
    pub fn end_row(&mut self) -> Result<(), Error> {
        self.row += 1;
        let row = format!("<row r=\"{}\">{}</row>", self.row, std::mem::take(&mut self.line));
        self.length += row.len() as u64;
        self.into.write_all(row.as_bytes()).map_err(unwritten(&self.temp))
    }

    /// Puts the rows in the place of all rows below the head of a workbook's first sheet.
    pub fn put_into(mut self, book: Vec<u8>, path: &Path) -> Result<(), Error> {
        self.into.flush().map_err(unwritten(&self.temp))?;
        let into = BufWriter::new(File::options().write(true).open(path).map_err(unwritten(&self.temp))?);
        self.zipped(book, into).map_err(|e| unwritten(&self.temp)(e.into()))
    }

    fn zipped(&self, book: Vec<u8>, into: BufWriter<File>) -> Result<(), zip::result::ZipError> {
        let mut from = ZipArchive::new(Cursor::new(book))?;
        let mut archive = ZipWriter::new(into);
        for i in 0..from.len() {
            let mut part = from.by_index(i)?;
            let name = part.name()?.into_owned();
            if name != SHEET && name != PROPERTIES {
                drop(part);
                archive.raw_copy_file(from.by_index_raw(i)?)?;
                continue;
            }
            let around = io::read_to_string(&mut part)?;
            let options = SimpleFileOptions::default().unix_permissions(0o600).last_modified_time(DateTime::default());
            if name == PROPERTIES {
                archive.start_file(name, options.compression_method(CompressionMethod::Stored))?;
                archive.write_all(around.as_bytes())?;
                continue;
            }
            let (before, after) = around_rows(&around).ok_or_else(|| io::Error::other("a sheet without rows"))?;
            let is_large = self.length + around.len() as u64 > u64::from(u32::MAX);
            let options = options.compression_method(CompressionMethod::Deflated).large_file(is_large);
            archive.start_file(name, options)?;
            archive.write_all(before.as_bytes())?;
            io::copy(&mut BufReader::new(File::open(self.temp.path())?), &mut archive)?;
            archive.write_all(after.as_bytes())?;
        }
        archive.finish()?.flush()?;
        Ok(())
    }
}

/// A sheet up to the end of its first row, and from the end of its rows on.
fn around_rows(sheet: &str) -> Option<(&str, &str)> {
    let (end, first) = (sheet.find(ROWS_END)?, sheet.find(ROW)?);
    let second = sheet.get(first + ROW.len()..end)?.find(ROW).map_or(end, |at| first + ROW.len() + at);
    Some((sheet.get(..second)?, sheet.get(end..)?))
}

/// A text in which nothing reads as the code of a character (`_x0009_`), which programs would take for the character.
fn without_codes(text: &str) -> String {
    let is_code = |rest: &str| {
        let code = rest.as_bytes().get(2..7);
        code.is_some_and(|c| c.iter().take(4).all(u8::is_ascii_hexdigit) && c.last() == Some(&b'_'))
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        out.push_str(if is_code(code) { "_x005F_x" } else { "_x" });
        rest = code.get(2..).unwrap_or_default();
    }
    out + rest
}

/// Names the folder that took no more: rows stand beside the target, or among the system's temporary files.
fn unwritten(temp: &TempFile) -> impl Fn(io::Error) -> Error {
    let folder = temp.path().parent().unwrap_or(temp.path()).to_path_buf();
    move |source| Error::Unwritten { path: folder.clone(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_a_code_is_text() {
        assert_eq!(without_codes("a_x0009_b"), "a_x005F_x0009_b");
        assert_eq!(without_codes("_x_x00AF__x12"), "_x_x005F_x00AF__x12");
        assert_eq!(["", "tax_x", "_x00é_"].map(without_codes), ["", "tax_x", "_x00é_"]);
    }

    #[test]
    fn the_head_stays_and_other_rows_go() {
        let sheet = "<cols/><sheetData><row r=\"1\">h</row><row r=\"9\">x</row></sheetData><autoFilter/>";
        assert_eq!(around_rows(sheet), Some(("<cols/><sheetData><row r=\"1\">h</row>", "</sheetData><autoFilter/>")));
        let alone = "<sheetData><row r=\"1\">h</row></sheetData>";
        assert_eq!(around_rows(alone), Some(("<sheetData><row r=\"1\">h</row>", "</sheetData>")));
        assert_eq!(around_rows("<sheetData/>"), None);
    }
}
