//! The rows of a table that was edited, as spreadsheet programs save it: with semicolons, decimal commas, dates in another form.

use std::collections::BTreeSet;
use std::io::Cursor;

use serde_json::Value;

use super::file::{EditedLayer, EditedRow};
use crate::error::Error;
use crate::export::{Form, POSITION, Stored};
use crate::read::import::{WINDOW_FROM, typed_date, whole_number};
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
    let known: BTreeSet<&str> = layer.base.values().flat_map(|(_, cells)| cells.keys().map(String::as_str)).collect();
    let is_known = |column: &str| column == LON || column == LAT || known.contains(column);
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
    let mut seen = BTreeSet::new();
    if let Some(twice) = names.iter().find(|name| !name.is_empty() && !seen.insert(name.as_str())) {
        let hint = format!("delete or rename the copy, so that one column is called {twice}");
        return Err(Error::request(format!("{name}: two columns are called '{twice}'; expected one of each"), hint));
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
        // A table that lost one of the two columns says nothing of the point.
        let at = self.layer.columns.contains(POSITION).then(|| position(cell(LON), cell(LAT)));
        match at.unwrap_or(Ok(None)) {
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
        (_, Some(Form::Number | Form::NeededNumber | Form::Figure)) => {
            Ok(whole(plain, was.and_then(Value::as_f64))?.map_or_else(|| Value::from(plain), Value::from))
        }
        (Some(Value::Number(_)), _) => Ok(number(plain).map_or_else(|| Value::from(plain), Value::from)),
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

/// A whole number as people and programs write it: `15,000` and `15 000` are fifteen thousand, `3,0` and `3.0` are three. `was` is what the base
/// holds.
fn whole(text: &str, was: Option<f64>) -> Result<Option<f64>, String> {
    let plain = plain_text(text);
    let is_grouped = |by: char| {
        let groups: Vec<&str> = plain.split(by).collect();
        groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()))
            && matches!(groups.as_slice(), [first, rest @ ..]
                if (1..=3).contains(&first.len()) && !rest.is_empty() && rest.iter().all(|group| group.len() == 3))
    };
    let decimal = number(text);
    let is_as_it_was = decimal.is_some() && decimal == was;
    // A point before three zeros of the number that stands there is a decimal one, as the export writes them; a comma may be either.
    if (is_grouped('.') && !is_as_it_was) || (is_grouped(',') && is_as_it_was) {
        let without: String = plain.chars().filter(char::is_ascii_digit).collect();
        return Err(format!(
            "found '{text}', whose separator may stand before decimals or between thousands; expected a whole number without \
             one, such as {without}"
        ));
    }
    Ok(whole_number(text).map(|(n, _)| f64::from(n)).or(decimal))
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
    let text = with_century(text, was);
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

/// `Aug-25`, as a spreadsheet shows the month 2025-08, with its century: that of the base where it is the same year, else that of the hundred
/// years that two digits mean.
fn with_century(text: &str, was: Option<&str>) -> String {
    let was: Option<u32> = was.and_then(|was| was.get(..4)?.parse().ok());
    let in_full = |two: u32| was.filter(|year| year % 100 == two).or_else(|| (WINDOW_FROM..).find(|y| y % 100 == two));
    match text.split_once(['-', ' ']) {
        Some((month, year))
            if month.chars().all(|c| c.is_alphabetic() || c == '.')
                && year.len() == 2
                && year.bytes().all(|b| b.is_ascii_digit()) =>
        {
            year.parse().ok().and_then(in_full).map_or_else(|| text.to_owned(), |year| format!("{month} {year}"))
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
            ("Aug-98", json!("1998-08"), Some(&date)),
            ("Aug-25", json!("1925-08"), Some(&date)),
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
        assert_eq!(value("Sep-98", Some(&json!("1998-08")), Some(&date)).unwrap(), json!("1998-09"));
        assert_eq!(value("Jan-26", Some(&json!("2025-12")), Some(&date)).unwrap(), json!("2026-01"));
        let number = Stored::from(("location.radius_m", Form::Number));
        for (cell, was, read) in [
            ("15,000", 4000, 15000.0),
            ("45,000", 4000, 45000.0),
            ("15 000", 4000, 15000.0),
            ("1,200,000", 4000, 1_200_000.0),
            ("4000,000", 4000, 4000.0),
            ("4000.0", 4000, 4000.0),
            ("500.000", 500, 500.0),
        ] {
            assert_eq!(value(cell, Some(&json!(was)), Some(&number)).unwrap(), json!(read), "{cell}");
        }
        // Neither is one of two numbers guessed.
        for (cell, was) in [("15.000", 4000), ("1.200.000", 4000), ("500,000", 500)] {
            let why = value(cell, Some(&json!(was)), Some(&number)).unwrap_err();
            assert!(why.contains("found '") && why.contains("expected a whole number"), "{why}");
        }
        assert_eq!(value("12,345", Some(&json!(1.5)), None).unwrap(), json!(12.345));
        assert_eq!(value("25.08.2025", Some(&json!("2025-08-24")), Some(&date)).unwrap(), json!("2025-08-25"));
        assert_eq!(value("'tis", None, Some(&text)).unwrap(), json!("'tis"));
        // A day that could be another is not guessed.
        value("3/4/2025", Some(&json!("2024-01-01")), Some(&date)).unwrap_err();
        assert_eq!(position(Some("68,607"), Some("37.188")).unwrap(), Some(json!([68.607, 37.188])));
        position(Some("686070000"), Some("37")).unwrap_err();
        position(None, Some("37")).unwrap_err();
    }
}
