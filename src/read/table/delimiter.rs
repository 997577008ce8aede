//! The character that parts the cells: the one under which the header is known and the rows have its width.

use super::columns::column;

/// The delimiters that tables have, the most usual first.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter of a text, by its first bytes.
///
/// # Arguments
///
/// `is_known` recognises a column by its name, and `is_width` the number of cells of files that come without a header; `is_quoted` is whether
/// cells may stand in quotes.
pub fn delimiter(
    head: &[u8],
    is_known: &dyn Fn(&str) -> bool,
    is_width: &dyn Fn(usize) -> bool,
    is_quoted: bool,
) -> u8 {
    // Excel's own first line.
    if let Some(named) = named(head) {
        return named;
    }
    let score = |delimiter: u8| {
        let rows = first_rows(head, delimiter, is_quoted);
        let known = |row: &csv::StringRecord| row.iter().filter(|c| is_known(&column(c))).count();
        let best = (0..rows.len()).max_by_key(|i| (rows.get(*i).map_or(0, known), usize::MAX - i)).unwrap_or(0);
        let header = rows.get(best);
        let (known, columns) = (header.map_or(0, known), header.map_or(0, csv::StringRecord::len));
        let same = rows.iter().skip(best + 1).filter(|row| row.len() == columns && columns > 1).count();
        let is_positional = rows.first().is_some_and(|row| is_width(row.len()));
        (known, is_positional, same, if columns > 1 { columns } else { 0 })
    };
    // Of equals the last is taken: the most usual.
    CANDIDATES.into_iter().rev().max_by_key(|d| score(*d)).unwrap_or(b',')
}

/// The delimiter that a first line `sep=;` names.
pub fn named(head: &[u8]) -> Option<u8> {
    match head {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter, b'\r' | b'\n', ..] => Some(*delimiter),
        _ => None,
    }
}

/// The first whole rows of a text.
fn first_rows(head: &[u8], delimiter: u8, is_quoted: bool) -> Vec<csv::StringRecord> {
    const ROWS: usize = 24;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(is_quoted)
        .from_reader(head);
    let mut rows = Vec::new();
    let mut row = csv::ByteRecord::new();
    while rows.len() < ROWS && reader.read_byte_record(&mut row).unwrap_or(false) {
        rows.push(csv::StringRecord::from_byte_record_lossy(row.clone()));
    }
    rows
}
