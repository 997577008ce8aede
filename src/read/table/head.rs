//! The first rows of a text that is read in blocks of bytes, and where its data begins.

use super::cells::Cells;
use super::delimiter::{delimiter, named};
use super::header::header;

/// The most rows that may stand before the header: titles, notes.
pub const BEFORE_HEADER: usize = 20;

/// The line of a record in a text that the parser was given whole, as `Lines::line_of` has it of a stream: the parser gives the place where it began to look for it, before any
/// blank lines (issues 208 and 395 of rust-csv).
pub fn line_of(position: Option<&csv::Position>, text: &[u8]) -> usize {
    let Some(position) = position else { return 1 };
    let (line, byte) = (usize::try_from(position.line()), usize::try_from(position.byte()));
    let from = byte.ok().and_then(|byte| text.get(byte..)).unwrap_or_default();
    let blank = from.iter().take_while(|b| matches!(b, b'\n' | b'\r')).filter(|b| **b == b'\n').count();
    line.map_or(usize::MAX, |line| line.saturating_add(blank))
}

/// The delimiter of a text, and its first rows, each with the byte just behind it.
pub fn first_rows(head: &[u8], is_known: &dyn Fn(&str) -> bool) -> (u8, Vec<(Cells, usize)>) {
    let delimiter = delimiter(head, is_known, &|_| false, true);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(head);
    let mut rows = Vec::new();
    let mut row = csv::ByteRecord::new();
    while rows.len() < BEFORE_HEADER && reader.read_byte_record(&mut row).unwrap_or(false) {
        let line = line_of(row.position(), head);
        let cells = csv::StringRecord::from_byte_record_lossy(row.clone());
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        rows.push((Cells { line, cells, ..Cells::default() }, end));
    }
    if named(head).is_some() && !rows.is_empty() {
        rows.remove(0);
    }
    (delimiter, rows)
}

/// The names of the columns, the line on which they stand, and the byte where the data begins; `None` without rows.
pub fn header_of(rows: &[(Cells, usize)], is_known: &dyn Fn(&str) -> bool) -> Option<(Vec<String>, usize, usize)> {
    let cells: Vec<Cells> = rows.iter().map(|(cells, _)| cells.clone()).collect();
    let found = header(&cells, is_known)?;
    let line = cells.get(found.at).map_or(1, |row| row.line);
    let end = rows.get(found.rows.checked_sub(1)?).map(|(_, end)| *end)?;
    Some((found.names, line, end))
}
