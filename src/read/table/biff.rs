//! How large the sheets of an XLS file say they are: the reader of its cells makes room for all of a sheet at once.

use std::io::{Cursor, Read};

/// What is too large in a workbook of the old format (BIFF): a cell beyond its 256 columns, or a sheet that is nearly empty and
/// enormous; `None` if its sheets can be read.
pub fn oversized(bytes: &[u8]) -> Option<String> {
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return None;
    }
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"].into_iter().find(|name| file.is_stream(name))?;
    let mut stream = Vec::new();
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    file.open_stream(name).ok()?.take(length).read_to_end(&mut stream).ok()?;
    sheets(&stream)
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
    let number = |at: usize| Some(usize::from(u16::from_le_bytes([*stream.get(at)?, *stream.get(at + 1)?])));
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
