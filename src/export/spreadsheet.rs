//! Comma-separated values (RFC 4180, UTF-8).

use std::collections::BTreeSet;

use serde_json::Value;

use super::cell::Cell;
use super::columns::Columns;
use super::fields::{EDITION, Field, Kind, explained_fields, record_fields};
use super::number::Line;
use super::record::MeasuredRecord;
use super::sheet::{SheetColumn, SheetValue, Texts};

/// Measured records as CSV: the measured columns in order, then properties of the input, then the edition of the data where they carry it.
#[derive(Debug, Clone)]
pub struct Spreadsheet {
    /// The measured columns.
    pub columns: Columns,
    /// The names of the properties of the input that follow.
    pub kept: Vec<String>,
    /// Whether those come from a table without types, whose cells are all text.
    pub is_untyped: bool,
}

impl Spreadsheet {
    /// The names of the properties of records that are not measured columns, in the order of their first appearance.
    #[must_use]
    pub fn property_names<'m>(
        columns: &Columns,
        records: impl IntoIterator<Item = &'m MeasuredRecord<'m>>,
    ) -> Vec<String> {
        let mut seen: BTreeSet<String> = columns.names().map(str::to_owned).collect();
        seen.extend(columns.carried().map(|_| EDITION.to_owned()));
        let mut kept = Vec::new();
        for record in records {
            for key in record.properties().keys() {
                if seen.insert(key.clone()) {
                    kept.push(key.clone());
                }
            }
        }
        kept
    }

    /// The header row.
    #[must_use]
    pub fn header(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let names = self.columns.names().chain(self.kept.iter().map(String::as_str));
        push_names(names.chain(self.columns.carried().map(|_| EDITION)), &mut out);
        out
    }

    /// The row of hashtags below the header (Humanitarian Exchange Language, HXL 1.1).
    #[must_use]
    pub fn hashtags(&self) -> Vec<u8> {
        let mut fields = self.columns.fields();
        let known = record_fields();
        fields.extend(self.kept.iter().filter_map(|name| known.iter().find(|f| f.name == *name)).cloned());
        let count = self.columns.names().count() + self.kept.len() + usize::from(self.columns.carried().is_some());
        let tag = |i: usize| fields.get(i).map_or("", |f| f.hxl);
        let row: Vec<&str> = (0..count).map(tag).collect();
        format!("{}\n", row.join(",")).into_bytes()
    }

    /// The columns with their types, for a workbook.
    #[must_use]
    pub fn typed_columns(&self) -> Vec<SheetColumn> {
        let known = explained_fields();
        let kept = |name: &String| {
            if !self.is_untyped
                && let Some(field) = known.iter().find(|f| f.name == *name)
            {
                return SheetColumn::from(field.clone());
            }
            let field = Field::new(name, Kind::Text, "", "", "As in the input");
            SheetColumn { field, texts: if self.is_untyped { Texts::Untyped } else { Texts::Text } }
        };
        let measured = self.columns.fields().into_iter().map(SheetColumn::from);
        let edition = self.columns.carried().and_then(|_| known.iter().find(|f| f.name == EDITION));
        measured.chain(self.kept.iter().map(kept)).chain(edition.cloned().map(SheetColumn::from)).collect()
    }

    /// The values of one record, for a workbook.
    #[must_use]
    pub fn values(&self, m: &MeasuredRecord<'_>) -> Vec<SheetValue> {
        let mut row: Vec<SheetValue> = self.columns.cells(m).map(SheetValue::from).collect();
        if !self.kept.is_empty() {
            let properties = m.properties();
            row.extend(self.kept.iter().map(|key| SheetValue::from(properties.get(key))));
        }
        row.extend(self.columns.carried().map(SheetValue::from));
        row
    }

    /// Appends the row of one record.
    pub fn row(&self, m: &MeasuredRecord<'_>, out: &mut Vec<u8>) {
        push_row(self.columns.cells(m), out);
        if !self.kept.is_empty() {
            let properties = m.properties();
            for key in &self.kept {
                out.push(b',');
                match properties.get(key) {
                    None | Some(Value::Null) => {}
                    Some(Value::String(text)) => push_text(out, text),
                    Some(other) => push_text(out, &other.to_string()),
                }
            }
        }
        if let Some(edition) = self.columns.carried() {
            out.push(b',');
            push_text(out, edition);
        }
        out.push(b'\n');
    }

    /// The whole table, for a few records.
    #[must_use]
    pub fn whole(&self, records: &[MeasuredRecord<'_>]) -> Vec<u8> {
        let mut out = self.header();
        for record in records {
            self.row(record, &mut out);
        }
        out
    }
}

/// Appends a row of texts, such as a header.
pub fn push_names<'n>(names: impl Iterator<Item = &'n str>, out: &mut Vec<u8>) {
    for (i, name) in names.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        push_text(out, name);
    }
    out.push(b'\n');
}

/// Appends a row of cells with its end.
#[cfg(feature = "grid")]
pub fn push_cells<'c>(cells: impl Iterator<Item = Cell<'c>>, out: &mut Vec<u8>) {
    push_row(cells, out);
    out.push(b'\n');
}

/// Appends cells with commas between them.
fn push_row<'c>(cells: impl Iterator<Item = Cell<'c>>, out: &mut Vec<u8>) {
    let mut line = Line::new();
    for (i, cell) in cells.enumerate() {
        if !line.has_room(0) {
            line.flush(out);
        }
        if i > 0 {
            line.byte(b',');
        }
        match cell {
            Cell::Empty => {}
            Cell::Number(value, decimals) => line.number(value, decimals),
            Cell::Word(word) => line.put(word.as_bytes()),
            Cell::Text(text) => {
                line.flush(out);
                push_text(out, text);
            }
        }
    }
    line.flush(out);
}

/// Guards against formula injection: text that a spreadsheet would read as a formula gets an apostrophe before it; numbers do not.
fn push_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let risky =
        matches!(bytes.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')) && text.parse::<f64>().is_err();
    let quoted = bytes.iter().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r'));
    if quoted {
        out.push(b'"');
    }
    if risky {
        out.push(b'\'');
    }
    if quoted {
        for byte in bytes {
            if *byte == b'"' {
                out.push(b'"');
            }
            out.push(*byte);
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_cells_quoted_where_they_must_be() {
        let text = |t: &str| {
            let mut out = Vec::new();
            push_text(&mut out, t);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text("=1+1"), "'=1+1");
        assert_eq!(text("@x,y"), "\"'@x,y\"");
        assert_eq!([text("-12.5"), text("-x"), text("")], ["-12.5", "'-x", ""]);
        assert_eq!([text("b,c"), text("d\"e")], ["\"b,c\"", "\"d\"\"e\""]);
    }
}
