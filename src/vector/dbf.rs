//! The table of a Shapefile (dBASE III), row by row. Dates of zeros, as shapelib writes those that are not known, are empty.

use std::io::Read;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use serde_json::{Map, Value};

use super::layer::real;

/// The kinds of columns whose cells stand in a file of their own, or as bytes of other programs than dBASE III.
const IN_BYTES: &[u8] = b"MGBPOTYQVW0@";

/// A column.
struct Column {
    name: String,
    kind: u8,
    width: usize,
}

/// A table as a stream of rows.
pub struct Table<R> {
    source: R,
    columns: Vec<Column>,
    encoding: Option<&'static Encoding>,
    row: Vec<u8>,
    rest: u32,
}

impl<R: Read> Table<R> {
    /// A table whose texts are in an encoding; without one in that which the table names, else UTF-8 where it is that.
    ///
    /// # Errors
    ///
    /// Where its header cannot be used.
    pub fn new(mut source: R, encoding: Option<&'static Encoding>) -> Result<Self, String> {
        let mut head = [0; 32];
        source.read_exact(&mut head).map_err(|e| format!("the header is cut short: {e}"))?;
        let number = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
        let (header, width) = (number(8), number(10));
        let mut rest = vec![0; header.checked_sub(32).ok_or("the header is shorter than 32 bytes")?];
        source.read_exact(&mut rest).map_err(|e| format!("the header is cut short: {e}"))?;
        let encoding = encoding.or_else(|| code_page(head[29]));
        let mut columns = Vec::new();
        for field in rest.chunks_exact(32).take_while(|field| field[0] != 0x0D) {
            let name: Vec<u8> = field[..11].iter().copied().take_while(|b| *b != 0).collect();
            columns.push(Column { name: text(&name, encoding), kind: field[11], width: usize::from(field[16]) });
        }
        let needed = 1 + columns.iter().map(|c| c.width).sum::<usize>();
        if width < needed {
            return Err(format!("its rows are {width} bytes wide, and its columns need {needed}"));
        }
        let rest = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        Ok(Self { source, columns, encoding, row: vec![0; width], rest })
    }

    /// The columns whose cells are not read.
    pub fn in_bytes(&self) -> Vec<&str> {
        self.columns.iter().filter(|c| IN_BYTES.contains(&c.kind)).map(|c| c.name.as_str()).collect()
    }

    /// The next row that is not deleted; `None` behind the last.
    ///
    /// # Errors
    ///
    /// Where the table is cut short.
    pub fn next(&mut self) -> Result<Option<Map<String, Value>>, String> {
        if self.rest == 0 {
            return Ok(None);
        }
        self.rest -= 1;
        self.source.read_exact(&mut self.row).map_err(|e| format!("the table is cut short: {e}"))?;
        let mut at = 1;
        let mut fields = Map::new();
        for column in &self.columns {
            let cell = self.row.get(at..at + column.width).unwrap_or_default();
            at += column.width;
            fields.insert(column.name.clone(), value(column.kind, cell, self.encoding));
        }
        Ok(Some(fields))
    }
}

/// A cell by the kind of its column.
fn value(kind: u8, cell: &[u8], encoding: Option<&'static Encoding>) -> Value {
    let shown = || text(cell, encoding);
    match (kind, cell) {
        (b'I' | b'+', [a, b, c, d]) => i32::from_le_bytes([*a, *b, *c, *d]).into(),
        (b'L', _) => match cell.first() {
            Some(b'T' | b't' | b'Y' | b'y') => true.into(),
            Some(b'F' | b'f' | b'N' | b'n') => false.into(),
            _ => Value::Null,
        },
        (b'N' | b'F', _) => {
            let plain = shown();
            let number = plain.parse::<i64>().map(Value::from).or_else(|_| plain.parse().map(real));
            match number {
                Ok(number) => number,
                // A number that does not fit stands as stars.
                Err(_) if plain.bytes().all(|b| b == b'*') => Value::Null,
                Err(_) => plain.into(),
            }
        }
        (b'D', _) => {
            let plain = shown();
            let is_day = plain.len() == 8 && plain.bytes().all(|b| b.is_ascii_digit()) && plain != "00000000";
            match (plain.get(..4), plain.get(4..6), plain.get(6..8)) {
                (Some(year), Some(month), Some(day)) if is_day => format!("{year}-{month}-{day}").into(),
                _ if plain.bytes().all(|b| b"0*".contains(&b)) => Value::Null,
                _ => plain.into(),
            }
        }
        (kind, _) if IN_BYTES.contains(&kind) => Value::Null,
        _ => match shown() {
            text if text.is_empty() => Value::Null,
            text => text.into(),
        },
    }
}

/// A text without the blanks that fill its cell.
fn text(cell: &[u8], encoding: Option<&'static Encoding>) -> String {
    let cell = cell.split(|b| *b == 0).next().unwrap_or_default();
    let found = match encoding {
        Some(encoding) => encoding.decode_without_bom_handling(cell).0,
        None => UTF_8
            .decode_without_bom_handling_and_without_replacement(cell)
            .unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(cell).0),
    };
    found.trim().to_owned()
}

/// The encoding of a number of the header (`LDID`), as far as there is one of that name; `None` where it says nothing.
fn code_page(number: u8) -> Option<&'static Encoding> {
    let label = match number {
        0x03 | 0x57 | 0x58 | 0x59 => "windows-1252",
        0x26 | 0x65 => "ibm866",
        0x7C => "windows-874",
        0x7D => "windows-1255",
        0x7E => "windows-1256",
        0xC8 => "windows-1250",
        0xC9 => "windows-1251",
        0xCA => "windows-1254",
        0xCB => "windows-1253",
        0x13 | 0x7B => "shift_jis",
        0x4D | 0x7A => "gbk",
        0x4E | 0x79 => "euc-kr",
        0x4F | 0x78 => "big5",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_cell_that_is_not_of_its_kind_stays_the_text_that_it_is() {
        for (kind, cell, expected) in [
            (b'N', " 12", json!(12)),
            (b'N', "1.5", json!(1.5)),
            (b'N', "***", json!(null)),
            (b'N', "   ", json!(null)),
            (b'N', "1,5", json!("1,5")),
            (b'F', "inf", json!("inf")),
            (b'D', "20240229", json!("2024-02-29")),
            (b'D', "00000000", json!(null)),
            (b'D', "        ", json!(null)),
            (b'D', "29.02.24", json!("29.02.24")),
            (b'M', "0000000001", json!(null)),
        ] {
            assert_eq!(value(kind, cell.as_bytes(), None), expected, "{} {cell}", char::from(kind));
        }
    }
}
