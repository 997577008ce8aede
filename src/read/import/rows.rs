//! The rows of any table: comma, semicolon or tab, quoted or not, or a sheet of a workbook; and the form of a file that is no table.

use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::cells::Cells;
use super::workbook::Workbook;
use crate::read::{MOST_RECORD, Problem};

/// What a table must have in its header.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Columns without which nothing can be read, in small letters.
    pub columns: &'a [&'a str],
    /// The columns of files that come without a header, by their position.
    pub positional: Option<&'a [&'a str]>,
    /// Whether cells may stand in quotes; where not, a quote is a character like any other.
    pub is_quoted: bool,
}

impl Wanted<'_> {
    /// A table with quoted cells and a header.
    pub const QUOTED: Self = Self { columns: &[], positional: None, is_quoted: true };
}

/// A table that is read row by row.
pub struct Rows {
    header: Vec<String>,
    source: Source,
    /// Rows that were read before the header was known.
    waiting: std::vec::IntoIter<Cells>,
}

enum Source {
    Text(Box<csv::Reader<Box<dyn Read + Send>>>, Arc<AtomicUsize>),
    /// All rows of a sheet are known at once.
    Sheet,
}

/// The most rows that may stand before the header: titles, notes.
const BEFORE_HEADER: usize = 20;

/// Bytes of a file that are read to detect its form.
const HEAD: usize = 64 * 1024;

impl Rows {
    /// Opens a table: detects the form of the file, and finds its header.
    ///
    /// # Errors
    ///
    /// An I/O error, or a [`Problem`] with the form that was found and the one that was expected.
    pub fn open(
        reader: Box<dyn Read + Send>,
        name: &str,
        wanted: Wanted<'_>,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let mut reader = BufReader::with_capacity(HEAD, reader);
        let mut head = Vec::new();
        reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0") {
            let mut bytes = head;
            reader.read_to_end(&mut bytes)?;
            return Ok(Self::in_workbook(bytes, name, wanted));
        }
        if let Some(problem) = foreign(&head, name) {
            return Ok(Err(Box::new(problem)));
        }
        let skip = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let delimiter = delimiter(head.get(skip..).unwrap_or_default());
        let since = Arc::new(AtomicUsize::new(0));
        let all: Box<dyn Read + Send> =
            Box::new(Guarded { inner: Cursor::new(head.split_off(skip)).chain(reader), since: Arc::clone(&since) });
        let mut csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .quoting(wanted.is_quoted)
            // Lines are counted by this; the rest of the other line end is trimmed with the cell.
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(all);
        let mut first = Vec::new();
        while first.len() < BEFORE_HEADER {
            match next_text(&mut csv, &since)? {
                Some(row) => first.push(row),
                None => break,
            }
        }
        Ok(Self::with_header(first, Source::Text(Box::new(csv), since), name, wanted))
    }

    /// The rows of the first sheet that has what is wanted.
    fn in_workbook(bytes: Vec<u8>, name: &str, wanted: Wanted<'_>) -> Result<Self, Box<Problem>> {
        let mut book = Workbook::open(bytes, name)?;
        let mut last = None;
        for sheet in book.sheets() {
            let Some(rows) = book.rows(&sheet)? else { continue };
            // The header is looked for in the first rows alone.
            let (head, rest) = rows.split_at(rows.len().min(BEFORE_HEADER));
            match Self::with_header(head.to_vec(), Source::Sheet, name, wanted) {
                Ok(mut found) => {
                    let waiting: Vec<Cells> = found.waiting.by_ref().chain(rest.iter().cloned()).collect();
                    return Ok(Self { waiting: waiting.into_iter(), ..found });
                }
                Err(problem) => last = last.or(Some(problem)),
            }
        }
        Err(last.unwrap_or_else(|| {
            let problem = Problem::error(name, "the workbook has no sheet with rows");
            Box::new(problem.expected("a workbook (XLSX) or CSV").hint("is it the right one?"))
        }))
    }

    fn with_header(rows: Vec<Cells>, source: Source, name: &str, wanted: Wanted<'_>) -> Result<Self, Box<Problem>> {
        let named = |row: &Cells| {
            let names: Vec<String> = row.cells.iter().map(column).collect();
            wanted.columns.iter().filter(|w| names.iter().any(|n| n == *w)).count()
        };
        let best = rows.iter().enumerate().max_by_key(|(i, row)| (named(row), usize::MAX - i));
        let Some((at, row)) = best else {
            return Err(Box::new(
                Problem::error(name, "the table is empty").expected("a header row and rows below it"),
            ));
        };
        if named(row) == wanted.columns.len() {
            let header = row.cells.iter().map(column).collect();
            let mut rest: Vec<Cells> = rows.into_iter().skip(at + 1).collect();
            // A row of hashtags (HXL) stands below the header.
            let is_hxl = |row: &Cells| {
                let mut filled = row.cells.iter().filter(|c| !c.trim().is_empty()).peekable();
                filled.peek().is_some() && filled.all(|c| c.trim().starts_with('#'))
            };
            if rest.first().is_some_and(is_hxl) {
                rest.remove(0);
            }
            return Ok(Self { header, source, waiting: rest.into_iter() });
        }
        if let Some(positional) =
            wanted.positional.filter(|p| named(row) == 0 && rows.first().is_some_and(|r| r.cells.len() == p.len()))
        {
            let header = positional.iter().map(|c| (*c).to_owned()).collect();
            return Ok(Self { header, source, waiting: rows.into_iter() });
        }
        let there: Vec<String> = row.cells.iter().map(column).collect();
        let missing: Vec<&str> = wanted.columns.iter().copied().filter(|w| !there.iter().any(|t| t == w)).collect();
        let problem =
            Problem::error(name, format!("no row has the columns that are needed; missing: {}", missing.join(", ")))
                .at(row.line, 1)
                .found(there.join(", "))
                .expected(format!("a header with {}", wanted.columns.join(", ")))
                .hint("is this the right kind of file? marz import acled, ucdp, gdelt or csv");
        Err(Box::new(problem))
    }

    /// The names of the columns, in small letters.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The next row that is not empty; `None` at the end.
    ///
    /// # Errors
    ///
    /// An I/O error.
    pub fn next_row(&mut self) -> io::Result<Option<Cells>> {
        loop {
            let row = match (self.waiting.next(), &mut self.source) {
                (Some(row), _) => row,
                (None, Source::Text(csv, since)) => match next_text(csv, since)? {
                    Some(row) => row,
                    None => return Ok(None),
                },
                (None, Source::Sheet) => return Ok(None),
            };
            if row.cells.iter().any(|c| !c.trim().is_empty()) {
                return Ok(Some(row));
            }
        }
    }
}

/// The name of a column as it is compared: trimmed, in small letters.
pub fn column(text: &str) -> String {
    text.trim().trim_start_matches('\u{feff}').to_lowercase()
}

/// A reader that ends with an error where too much is read for one row.
struct Guarded<R> {
    inner: R,
    /// The bytes that were read since the last row ended.
    since: Arc<AtomicUsize>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(to)?;
        if self.since.fetch_add(count, Ordering::Relaxed) > MOST_RECORD {
            let message = "a row does not end within 64 MiB; is a quote not closed?";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(count)
    }
}

fn next_text(csv: &mut csv::Reader<Box<dyn Read + Send>>, since: &AtomicUsize) -> io::Result<Option<Cells>> {
    since.store(0, Ordering::Relaxed);
    let mut record = csv::ByteRecord::new();
    if !csv.read_byte_record(&mut record).map_err(|e| match e.into_kind() {
        csv::ErrorKind::Io(e) => e,
        other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
    })? {
        return Ok(None);
    }
    let line = record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(usize::MAX));
    Ok(Some(match csv::StringRecord::from_byte_record(record) {
        Ok(cells) => Cells { line, cells, is_garbled: false },
        Err(e) => {
            Cells { line, cells: csv::StringRecord::from_byte_record_lossy(e.into_byte_record()), is_garbled: true }
        }
    }))
}

/// The delimiter that the first lines have most evenly.
fn delimiter(head: &[u8]) -> u8 {
    let count = |d: u8| {
        // Outside quotes, on the line that has most: titles above the header have few.
        let (mut quoted, mut most, mut here) = (false, 0, 0);
        for byte in head {
            match *byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => {
                    most = most.max(here);
                    here = 0;
                }
                b if b == d && !quoted => here += 1,
                _ => {}
            }
        }
        most.max(here)
    };
    let candidates = [b'\t', b';', b','];
    // Where it is even the comma, the last, wins.
    candidates.into_iter().max_by_key(|d| count(*d)).unwrap_or(b',')
}

/// What a file is that is no table.
fn foreign(head: &[u8], name: &str) -> Option<Problem> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start: Vec<u8> = text.iter().take(64).map(u8::to_ascii_lowercase).collect();
    let expected = "a table: CSV in UTF-8, tab-separated text, or XLSX";
    let (what, hint) = if text.is_empty() {
        ("the file is empty", "was the download cut short?")
    } else if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        ("the file is text in UTF-16", "save it again as CSV UTF-8, or as XLSX")
    } else if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") || start.starts_with(b"<head") {
        (
            "this is a web page, not a table",
            "a login or error page was saved under the name of the file: open it and download again",
        )
    } else if start.starts_with(b"<") {
        ("this is XML, not a table", "export it as CSV or XLSX")
    } else if start.starts_with(b"{") || start.starts_with(b"[") {
        ("this is JSON, not a table", "GeoJSON is read by marz measure and marz check; other data export as CSV")
    } else if head.starts_with(b"%PDF") {
        ("this is a PDF, not a table", "export the table behind it as CSV or XLSX")
    } else if head.starts_with(b"\x1F\x8B") {
        ("the file is compressed with gzip", "unpack it first")
    } else if head.starts_with(b"SQLite format 3") {
        ("this is a database (SQLite or GeoPackage), not a table", "export the layer as CSV")
    } else if head.starts_with(b"PAR1") {
        ("this is Parquet, not a table of text", "export it as CSV")
    } else if head.contains(&0) {
        ("the file is binary", "export it as CSV or XLSX")
    } else {
        return None;
    };
    Some(Problem::error(name, what).at(1, 1).expected(expected).hint(hint))
}
