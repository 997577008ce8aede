//! What the reader of cells leaves out of an XLS file: how large its sheets say they are, since room is made for all of a sheet at once,
//! and how exactly dates are shown.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use super::date_format::{DatePrecision, DatePrecisions, MOST_CELLS_KEPT};

/// What is too large in a workbook of the old format (BIFF): a cell beyond its 256 columns, or a sheet that is nearly empty and
/// enormous; `None` if its sheets can be read.
pub fn oversized(bytes: &[u8]) -> Option<String> {
    sheets(&stream(bytes)?)
}

/// The cells of each sheet that show less of a date than its day, by the order of the sheets; empty where it is no such file.
pub fn formats(bytes: &[u8]) -> Vec<DatePrecisions> {
    stream(bytes).map(|stream| dates(&stream)).unwrap_or_default()
}

/// The records of a workbook; `None` if it is none of the old format.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return None;
    }
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"].into_iter().find(|name| file.is_stream(name))?;
    let mut stream = Vec::new();
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    file.open_stream(name).ok()?.take(length).read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// A number of two bytes.
fn number(stream: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes([*stream.get(at)?, *stream.get(at + 1)?])))
}

/// The records from a position on: kind and data of each.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, length) = (number(stream, at)?, number(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}

fn dates(stream: &[u8]) -> Vec<DatePrecisions> {
    /// The end of the workbook's own records, or of a sheet.
    const END: usize = 0x000A;
    // The one format with a month and no day that has a number of its own: `mmm-yy`.
    let mut codes = HashMap::from([(17, DatePrecision::Month)]);
    let (mut styles, mut begins) = (Vec::new(), Vec::new());
    for (kind, data) in records(stream, 0).take_while(|(kind, _)| *kind != END) {
        match kind {
            0x041E => {
                // 8-bit or 16-bit characters behind a count and a flag, or behind a count of one byte (before Excel 97): the letters of a
                // format are ASCII.
                let text: String =
                    data.iter().skip(3).filter(|b| b.is_ascii() && **b >= b' ').map(|b| char::from(*b)).collect();
                codes.extend(number(data, 0).map(|id| (id, DatePrecision::of_format_code(&text))));
            }
            0x00E0 => styles.extend(number(data, 2).map(|id| codes.get(&id).copied().unwrap_or(DatePrecision::Day))),
            0x0085 => {
                let at = data.first_chunk().map(|bytes| u32::from_le_bytes(*bytes));
                begins.push(at.and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX - 8));
            }
            _ => {}
        }
    }
    let sheet = |begin: usize| {
        let mut cells = DatePrecisions::new();
        let mut put = |row: usize, column: usize, style: usize| {
            let shown = styles.get(style).copied().unwrap_or(DatePrecision::Day);
            if let (Ok(row), Ok(column), true) = (row.try_into(), column.try_into(), shown != DatePrecision::Day)
                && cells.len() < MOST_CELLS_KEPT
            {
                cells.insert((row, column), shown);
            }
        };
        for (kind, data) in records(stream, begin).take_while(|(kind, _)| *kind != END) {
            let (Some(row), Some(column)) = (number(data, 0), number(data, 2)) else { continue };
            match kind {
                // Formula, number, compressed number.
                0x0006 | 0x0203 | 0x027E => number(data, 4).into_iter().for_each(|style| put(row, column, style)),
                // Several compressed numbers in a row.
                0x00BD => {
                    let styles = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                    (column..)
                        .zip(styles)
                        .for_each(|(column, one)| number(one, 0).into_iter().for_each(|s| put(row, column, s)));
                }
                _ => {}
            }
        }
        cells
    };
    begins.into_iter().map(sheet).collect()
}

fn sheets(stream: &[u8]) -> Option<String> {
    /// A sheet of the format has no more columns.
    const MOST_COLUMNS: usize = 256;
    /// Nor more rows.
    const MOST_ROWS: usize = 1 << 16;
    /// Empty cells beside a filled one: more are no table.
    const SPARSEST: usize = 256;
    /// Below so many cells no sheet is too large.
    const SMALL: usize = 1 << 20;
    let number = |at: usize| number(stream, at);
    let (mut at, mut filled, mut rows, mut columns) = (0, 0_usize, 0_usize, 0_usize);
    while let (Some(kind), Some(length)) = (number(at), number(at + 2)) {
        let data = at + 4;
        match kind {
            // The beginning of a sheet.
            0x0809 => (filled, rows, columns) = (0, 0, 0),
            // How large the sheet says it is: room is made for it.
            0x0200 => {
                let wide = |at: usize| Some(number(at)? + (number(at + 2)? << 16));
                let (top, bottom, right) = match length {
                    14 | 16 => (wide(data)?, wide(data + 4)?, number(data + 10)?),
                    _ => (number(data)?, number(data + 2)?, number(data + 6)?),
                };
                if top > bottom || bottom > MOST_ROWS || right > MOST_COLUMNS {
                    return Some(format!("a sheet said to reach from row {top} to {bottom}, to column {right}"));
                }
            }
            // Formula, number, label, error, string.
            0x0006 | 0x0203 | 0x0204 | 0x0205 | 0x00D6 | 0x00FD | 0x027E | 0x00BD => {
                let (Some(row), Some(first)) = (number(data), number(data + 2)) else { break };
                // Several numbers in a row end with their last column.
                let last = if kind == 0x00BD { number((data + length).saturating_sub(2))? } else { first };
                filled += last.saturating_sub(first) + 1;
                (rows, columns) = (rows.max(row + 1), columns.max(last.max(first) + 1));
                if columns > MOST_COLUMNS {
                    return Some(format!("a cell in row {}, column {columns}", row + 1));
                }
                if rows * columns > SMALL.max(SPARSEST * filled) {
                    return Some(format!("{filled} filled cells over {rows} rows and {columns} columns"));
                }
            }
            _ => {}
        }
        at = data + length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record of a number.
    fn cell(row: u16, column: u16) -> Vec<u8> {
        let head = [0x0203_u16, 14, row, column, 0].into_iter().flat_map(u16::to_le_bytes);
        head.chain([0; 8]).collect()
    }

    #[test]
    fn a_sheet_is_as_large_as_its_cells() {
        let begin = [0x09, 0x08, 0, 0];
        let of = |cells: &[(u16, u16)]| {
            let cells = cells.iter().flat_map(|(row, column)| cell(*row, *column));
            sheets(&begin.into_iter().chain(cells).collect::<Vec<u8>>())
        };
        assert_eq!(of(&[(0, 0), (1, 0), (2, 255)]), None);
        assert_eq!(of(&[(65_535, 10)]), None);
        assert!(of(&[(0, 256)]).is_some_and(|found| found.contains("column 257")));
        assert!(of(&[(0, 0), (65_535, 255)]).is_some_and(|found| found.contains("2 filled cells")));
        assert_eq!(sheets(&[]), None);
        let said = |bottom: u32, right: u16| {
            let head = [0x00, 0x02, 14, 0].into_iter().chain(0_u32.to_le_bytes()).chain(bottom.to_le_bytes());
            sheets(&head.chain([0, 0]).chain(right.to_le_bytes()).chain([0, 0]).collect::<Vec<u8>>())
        };
        assert_eq!(said(65_536, 256), None);
        assert!(said(65_537, 1).is_some() && said(4_000_000_000, 256).is_some() && said(1, 257).is_some());
    }
}
