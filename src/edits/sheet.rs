//! The rows of a table that was edited, as spreadsheet programs save it: with semicolons, decimal commas, dates in another form.

use std::io::Cursor;

use serde_json::Value;

use super::file::{EditedLayer, EditedRow};
use crate::error::Error;
use crate::export::{Form, POSITION, Stored};
use crate::read::import::typed_date;
use crate::read::{Rows, TableCells, TableOptions, Wanted, plain_text};

const ID: &str = "id";
const LON: &str = "lon";
const LAT: &str = "lat";

/// Puts the rows of a table into a layer whose base is known.
///
/// # Errors
///
/// Where it is no table with a column `id`.
pub fn sheet_layer(name: &str, bytes: Vec<u8>, layer: &mut EditedLayer) -> Result<(), Error> {
    let wanted = Wanted { columns: &[ID], ..Wanted::QUOTED };
    let known: Vec<String> = layer.base.values().flat_map(|(_, cells)| cells.keys().cloned()).collect();
    let is_known = |column: &str| column == LON || column == LAT || known.iter().any(|k| k == column);
    let failed = |why: String| Error::Data(format!("{name}: {why}"));
    let opened = Rows::open(Box::new(Cursor::new(bytes)), name, wanted, &is_known, &TableOptions::default());
    let mut rows = opened
        .map_err(|e| failed(e.to_string()))?
        .map_err(|p| failed(format!("{}{}", p.message, p.hint.map(|h| format!("; {h}")).unwrap_or_default())))?;
    let names: Vec<String> = rows.names().iter().map(|n| n.trim().to_owned()).collect();
    let has = |column: &str| names.iter().any(|n| n == column);
    if !has(ID) {
        let hint = "the column id names the records: export the dossier again, and keep it".to_owned();
        return Err(Error::request(format!("{name}: it has no column id"), hint));
    }
    let is_column = |name: &String| ![ID, LON, LAT, ""].contains(&name.as_str());
    layer.columns = names.iter().filter(|name| is_column(name)).cloned().collect();
    if has(LON) && has(LAT) {
        layer.columns.insert(POSITION.to_owned());
    }
    while let Some(cells) = rows.next_row().map_err(|e| failed(e.to_string()))? {
        let is_hashtags = cells.cells.iter().any(|c| c.starts_with('#'))
            && cells.cells.iter().all(|c| c.trim().is_empty() || c.trim().starts_with('#'));
        if !is_hashtags || !layer.rows.is_empty() {
            let row = Reading { names: &names, layer }.row(&cells);
            layer.rows.push(row);
        }
    }
    Ok(())
}

struct Reading<'a> {
    names: &'a [String],
    layer: &'a EditedLayer,
}

impl Reading<'_> {
    fn row(&self, row: &TableCells) -> EditedRow {
        let mut read = EditedRow { number: i64::try_from(row.line).unwrap_or(i64::MAX), ..EditedRow::default() };
        read.fault = self.fault(row);
        let cell = |column: &str| {
            let i = self.names.iter().position(|name| name == column)?;
            row.cells.get(i).map(str::trim).filter(|text| !text.is_empty())
        };
        read.id = cell(ID).map(unguarded).map(str::to_owned);
        let base = read.id.as_ref().and_then(|id| self.layer.base.get(id)).map(|(_, cells)| cells);
        for (name, text) in self.names.iter().zip(&row.cells).filter(|(name, _)| self.layer.columns.contains(*name)) {
            let was = base.and_then(|cells| cells.get(name));
            match value(text, was, self.layer.kind.stored(name).as_ref()) {
                Ok(value) => drop(read.cells.insert(name.clone(), value)),
                Err(why) => read.fault = read.fault.take().or_else(|| Some(format!("{name}: {why}"))),
            }
        }
        match position(cell(LON), cell(LAT)) {
            Ok(None) => {}
            Ok(Some(at)) => drop(read.cells.insert(POSITION.to_owned(), at)),
            Err(why) => read.fault = read.fault.take().or(Some(why)),
        }
        read
    }

    /// Why nothing of a row can be taken, whatever its cells say.
    fn fault(&self, row: &TableCells) -> Option<String> {
        if row.is_garbled {
            return Some("a cell holds bytes that are no text in the encoding of the file".to_owned());
        }
        if row.is_unclosed {
            return Some("a quote is opened in this row and not closed".to_owned());
        }
        if let Some(remark) = row.remarks.first() {
            let column = self.names.get(remark.column).map_or("", String::as_str);
            return Some(format!("{column}: the cell holds '{}', an error of the other program", remark.found));
        }
        let filled =
            row.cells.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()).last().map_or(0, |(i, _)| i + 1);
        let (found, expected) = (row.cells.len(), self.names.len());
        if found < expected || filled > expected {
            return Some(format!("the row has {found} cells; expected {expected}, one for each column of the header"));
        }
        None
    }
}

/// The value of a cell: that of the base where the cell says the same in another form.
fn value(text: &str, was: Option<&Value>, stored: Option<&Stored>) -> Result<Value, String> {
    let text = text.trim();
    let plain = unguarded(text);
    match (was, stored.map(|s| s.form)) {
        _ if text.is_empty() => Ok(Value::Null),
        (Some(Value::String(old)), _) if [text, plain].contains(&old.trim()) => Ok(Value::from(old.as_str())),
        (_, Some(Form::Date | Form::NeededDate)) => date(plain, was.and_then(Value::as_str)).map(Value::from),
        (Some(Value::String(old)), None) if is_day(old) => {
            Ok(date(plain, Some(old)).map_or_else(|_| Value::from(plain), Value::from))
        }
        (Some(Value::Number(_)), _) | (_, Some(Form::Number | Form::NeededNumber | Form::Figure)) => {
            Ok(number(plain).map_or_else(|| Value::from(plain), Value::from))
        }
        (Some(Value::Bool(_)), _) => Ok(truth(plain).map_or_else(|| Value::from(plain), Value::from)),
        _ => Ok(Value::from(plain)),
    }
}

/// A text without the apostrophe that the export puts before what a spreadsheet would read as a formula.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

/// A number with a point or a comma before its decimals, in the digits of any script.
fn number(text: &str) -> Option<f64> {
    let plain = plain_text(text);
    let plain = if plain.contains('.') { plain } else { plain.replacen(',', ".", 1) };
    plain.trim().parse().ok().filter(|v: &f64| v.is_finite())
}

/// What spreadsheet programs write for true and false, in the languages of the catalogues and in German.
fn truth(text: &str) -> Option<bool> {
    const TRUE: [&str; 6] = ["true", "wahr", "vrai", "verdadero", "истина", "1"];
    const FALSE: [&str; 6] = ["false", "falsch", "faux", "falso", "ложь", "0"];
    let text = text.to_lowercase();
    match TRUE.contains(&text.as_str()) {
        true => Some(true),
        false => FALSE.contains(&text.as_str()).then_some(false),
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && typed_date(text, None).is_ok()
}

/// A date as EDTF; `was` decides where a program wrote the day in an order of its own.
fn date(text: &str, was: Option<&str>) -> Result<String, String> {
    if text.parse::<crate::model::Edtf>().is_ok() {
        return Ok(text.to_owned());
    }
    // Spreadsheets add a midnight.
    let text = text.trim_end_matches([':', '0']).strip_suffix(' ').unwrap_or(text);
    if let Some(was) = was.filter(|was| is_same_day(text, was)) {
        return Ok(was.to_owned());
    }
    let text = with_century(text);
    typed_date(&text, None).map(|read| read.date.as_str().to_owned())
}

/// Whether three numbers are those of a day, in either order.
fn is_same_day(text: &str, day: &str) -> bool {
    let numbers = |text: &str| -> Option<Vec<u32>> {
        text.split(|c: char| ['.', '/', '-', ' '].contains(&c))
            .filter(|p| !p.is_empty())
            .map(|p| p.parse().ok())
            .collect()
    };
    match (numbers(text).as_deref(), numbers(day).as_deref()) {
        (Some([a, b, c]), Some([year, month, d])) => {
            let is_year = |n: &u32| n == year || *n == year % 100;
            let is_rest = |x: &u32, y: &u32| (x, y) == (month, d) || (x, y) == (d, month);
            (is_year(c) && is_rest(a, b)) || (a == year && (b, c) == (month, d))
        }
        _ => false,
    }
}

/// `Aug-25`, as a spreadsheet shows the month 2025-08, with its century.
fn with_century(text: &str) -> String {
    match text.split_once(['-', ' ']) {
        Some((month, year))
            if month.chars().all(|c| c.is_alphabetic() || c == '.')
                && year.len() == 2
                && year.bytes().all(|b| b.is_ascii_digit()) =>
        {
            format!("{month} 20{year}")
        }
        _ => text.to_owned(),
    }
}

/// The point of two cells; `None` if both are empty.
fn position(lon: Option<&str>, lat: Option<&str>) -> Result<Option<Value>, String> {
    let degrees = |text: &str, most: f64| number(text).filter(|v| v.abs() <= most);
    match (lon, lat) {
        (None, None) => Ok(None),
        (Some(lon), Some(lat)) => match degrees(lon, 180.0).zip(degrees(lat, 90.0)) {
            Some((lon, lat)) => Ok(Some(Value::from(vec![lon, lat]))),
            None => Err(format!("lon '{lon}' and lat '{lat}' are no degrees such as 68.607 and 37.188")),
        },
        _ => Err("only one of lon and lat is filled: fill both, or empty both".to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_spreadsheets_make_of_a_cell_is_no_edit() {
        let date = Stored::from(("date", Form::NeededDate));
        let text = Stored::from(("title", Form::Needed));
        let figure = Stored::from(("killed.min", Form::Figure));
        for (cell, was, stored) in [
            ("24.08.2025", json!("2025-08-24"), Some(&date)),
            ("24.8.25", json!("2025-08-24"), Some(&date)),
            ("3/4/2025", json!("2025-03-04"), Some(&date)),
            ("3/4/2025", json!("2025-04-03"), Some(&date)),
            ("24/08/2025 00:00:00", json!("2025-08-24"), Some(&date)),
            ("Aug-25", json!("2025-08"), Some(&date)),
            ("10.12.2020", json!("2020-12-10"), Some(&date)),
            ("24.08.2025", json!("2025-08-24"), None),
            ("'=1+1", json!("=1+1"), Some(&text)),
            ("a text ", json!("a text"), Some(&text)),
            ("12345,5", json!(12345.5), None),
            ("WAHR", json!(true), None),
        ] {
            assert_eq!(value(cell, Some(&was), stored).unwrap(), was, "{cell}");
        }
        assert_eq!(value("3,0", None, Some(&figure)).unwrap(), json!(3.0));
        assert_eq!(value("25.08.2025", Some(&json!("2025-08-24")), Some(&date)).unwrap(), json!("2025-08-25"));
        assert_eq!(value("'tis", None, Some(&text)).unwrap(), json!("'tis"));
        // A day that could be another is not guessed.
        value("3/4/2025", Some(&json!("2024-01-01")), Some(&date)).unwrap_err();
        assert_eq!(position(Some("68,607"), Some("37.188")).unwrap(), Some(json!([68.607, 37.188])));
        position(Some("686070000"), Some("37")).unwrap_err();
        position(None, Some("37")).unwrap_err();
    }
}
