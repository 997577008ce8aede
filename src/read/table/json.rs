//! Lists of JSON objects as rows: GeoJSON features, pages of the ACLED and UCDP APIs, one object a line.

use std::collections::HashMap;

use serde::de::IgnoredAny;
use serde_json::{Deserializer, Value};

use super::cells::{Cells, Remark};
use crate::read::features::features;
use crate::read::{Document, Problem};

/// The members in which objects keep their list: of ACLED, of UCDP, and of others.
const LISTS: [&str; 8] = ["features", "data", "Result", "result", "results", "records", "rows", "value"];

/// No row has more columns, as no sheet has.
const MOST_COLUMNS: usize = 1 << 14;

/// The cells of all rows together, empty ones before a filled one among them.
const MOST_CELLS: usize = 100_000_000;

/// The rows of a JSON file.
#[derive(Debug, Default)]
pub struct Records {
    /// The members of the objects, in the order in which they first come.
    pub header: Vec<String>,
    /// The objects.
    pub rows: Vec<Cells>,
    /// What is strange about the file as a whole.
    pub warnings: Vec<Problem>,
    columns: HashMap<String, usize>,
    cells: usize,
    pages: Vec<Page>,
}

/// A page of an API.
#[derive(Debug, Default)]
struct Page {
    rows: usize,
    /// How many pages or rows there are in all, as it says itself.
    pages: Option<u64>,
    all_rows: Option<u64>,
}

/// Whether the first bytes of a JSON file are those of GeoJSON, or of nothing else that is known.
pub fn is_geojson(head: &[u8]) -> bool {
    let holds = |what: &str| memchr::memmem::find(head, what.as_bytes()).is_some();
    let has = |names: &[&str]| names.iter().any(|name| holds(name));
    let is_list = head.trim_ascii_start().starts_with(b"[");
    // Records of a list may have a type of their own; they have coordinates by name.
    let is_typed = holds("\"type\"") && !has(&["\"lat\"", "\"lon\"", "atitude\"", "\"position\""]);
    !is_list && (has(&["\"coordinates\"", "\"features\"", "\"Feature\"", "\"geometry\""]) || is_typed)
}

/// Reads a file of JSON objects whole.
///
/// # Errors
///
/// A [`Problem`] where it is no JSON, holds no list of objects, is the answer of an API that failed, or is in another system than WGS84.
pub fn records(bytes: &[u8], name: &str) -> Result<Records, Box<Problem>> {
    let plain: Vec<u8> = bytes.iter().map(|b| if *b == 0x1E { b' ' } else { *b }).collect();
    let mut records = Records::default();
    let (mut start, mut line) = (0, 1);
    let mut values = Deserializer::from_slice(&plain).into_iter::<IgnoredAny>();
    loop {
        let is_value = values.next().is_some_and(|v| v.is_ok());
        let end = if is_value { values.byte_offset() } else { plain.len() };
        let chunk = plain.get(start..end).unwrap_or_default();
        if !is_value && (chunk.trim_ascii().is_empty() && start > 0) {
            break;
        }
        let (blank, chunk) = chunk.split_at(chunk.len() - chunk.trim_ascii_start().len());
        line += memchr::memchr_iter(b'\n', blank).count();
        let document = Document::parse(name, chunk).map_err(|mut problem| {
            problem.moved_to(line);
            problem
        })?;
        records.document(&document, line)?;
        line += memchr::memchr_iter(b'\n', chunk).count();
        start = end;
        if !is_value {
            break;
        }
    }
    if records.rows.is_empty() && records.pages.is_empty() {
        let problem = Problem::error(name, "this is JSON, but holds no list of objects").at(1, 1);
        let expected = "GeoJSON, a list of objects, or an object with a list in data (ACLED) or Result (UCDP)";
        return Err(Box::new(problem.expected(expected)));
    }
    records.check_pages(name);
    Ok(records)
}

impl Records {
    /// Takes the records of one JSON text.
    fn document(&mut self, document: &Document, line: usize) -> Result<(), Box<Problem>> {
        if document.value.get("type").and_then(Value::as_str) == Some("FeatureCollection") {
            features(document)?;
        }
        let mut found = Vec::new();
        lists(&document.value, &mut Vec::new(), &mut found);
        if let (true, Some(said)) = (found.is_empty(), refusal(&document.value)) {
            let problem = Problem::error(&document.name, "this is the answer of an API that failed").at(line, 1);
            return Err(Box::new(
                problem.found(said).hint("look at the address and the key of the request, and fetch it again"),
            ));
        }
        let spans = document.spans();
        for (path, list, page) in found {
            self.pages.extend(page);
            for (i, record) in list.iter().enumerate() {
                let mut path = path.clone();
                path.push(i.to_string());
                let at = spans.locate(Problem::error("", ""), &path).line.unwrap_or(1);
                self.record(record, &document.name, line + at - 1)?;
            }
        }
        if is_record(&document.value) {
            self.record(&document.value, &document.name, line)?;
        }
        Ok(())
    }

    fn record(&mut self, record: &Value, file: &str, line: usize) -> Result<(), Box<Problem>> {
        let refuse = |message: &str, hint: &str| Box::new(Problem::error(file, message).at(line, 1).hint(hint));
        let Value::Object(members) = record else {
            return Err(refuse("an element of the list is no object", "expected objects with the members of a record"));
        };
        if members.contains_key("attributes") && members.contains_key("geometry") {
            return Err(refuse(
                "this is Esri JSON, not GeoJSON",
                "convert it: ogr2ogr out.geojson in.json, or ask the service for f=geojson",
            ));
        }
        let mut filled: Vec<(usize, String)> = Vec::new();
        let mut remarks = Vec::new();
        if record.get("type").and_then(Value::as_str) == Some("Feature") {
            if let Some(id) = record.get("id").and_then(scalar) {
                filled.push((self.column("id", file, line)?, id));
            }
            self.flat("", record.get("properties").unwrap_or(&Value::Null), &mut filled, (file, line))?;
            match point(record.get("geometry")) {
                Ok(Some([lon, lat])) => {
                    for (field, number) in [("lon", lon), ("lat", lat)] {
                        let at = self.column(field, file, line)?;
                        let same = |text: &str| match (text.parse::<f64>(), number.parse::<f64>()) {
                            (Ok(a), Ok(b)) => (a - b).abs() < 1e-4,
                            _ => false,
                        };
                        let differing = filled.iter().find(|(column, text)| *column == at && !same(text));
                        remarks.extend(differing.map(|(_, text)| Remark {
                            column: at,
                            cell: field.to_owned(),
                            message: "a member says another position than the geometry, which is taken",
                            found: format!("{text} beside {number}"),
                        }));
                        filled.retain(|(column, _)| *column != at);
                        filled.push((at, number));
                    }
                }
                Ok(None) => {}
                Err(found) => remarks.push(Remark {
                    column: 0,
                    cell: "geometry".to_owned(),
                    message: "the geometry is no single point; kept without a position",
                    found,
                }),
            }
        } else {
            self.flat("", record, &mut filled, (file, line))?;
        }
        let width = filled.iter().map(|(at, _)| at + 1).max().unwrap_or(0);
        self.cells += width;
        if self.cells > MOST_CELLS {
            return Err(refuse("the records have more members than can be read", "split the file"));
        }
        let mut row = vec![String::new(); width];
        for (at, text) in filled {
            if let Some(cell) = row.get_mut(at) {
                *cell = text;
            }
        }
        self.rows.push(Cells { line, cells: row.into_iter().collect(), remarks, ..Cells::default() });
        Ok(())
    }

    /// The members of an object, those of objects in it by their path.
    fn flat(
        &mut self,
        path: &str,
        value: &Value,
        to: &mut Vec<(usize, String)>,
        at: (&str, usize),
    ) -> Result<(), Box<Problem>> {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.flat(&path, value, to, at)?;
                }
            }
            Value::Null => {}
            Value::Array(list) => {
                let words: Option<Vec<String>> = list.iter().map(scalar).collect();
                let text = words.map_or_else(|| value.to_string(), |words| words.join("; "));
                to.push((self.column(path, at.0, at.1)?, text));
            }
            other => {
                let text = scalar(other).unwrap_or_default();
                to.push((self.column(path, at.0, at.1)?, text));
            }
        }
        Ok(())
    }

    fn column(&mut self, name: &str, file: &str, line: usize) -> Result<usize, Box<Problem>> {
        if let Some(at) = self.columns.get(name) {
            return Ok(*at);
        }
        let at = self.header.len();
        if at >= MOST_COLUMNS {
            let problem = Problem::error(file, "the records have too many different members").at(line, 1);
            return Err(Box::new(problem.expected(format!("at most {MOST_COLUMNS}"))));
        }
        self.header.push(name.to_owned());
        self.columns.insert(name.to_owned(), at);
        Ok(at)
    }

    /// Warns where an API has more than what stands in the file.
    fn check_pages(&mut self, name: &str) {
        const ACLED_PAGE: usize = 5_000;
        let (count, rows) = (self.pages.len() as u64, self.rows.len() as u64);
        let pages = self.pages.iter().filter_map(|p| p.pages).max();
        let all_rows = self.pages.iter().filter_map(|p| p.all_rows).max();
        let hint = "fetch the other pages too, and give them in one file or one after the other";
        let missing = match (pages, all_rows) {
            (Some(pages), _) if pages > count => Some(format!("{count} of {pages} pages")),
            (None, Some(all)) if all > rows => Some(format!("{rows} of {all} rows")),
            _ => None,
        };
        if let Some(found) = missing {
            let problem = Problem::warning(name, "the file does not hold all pages of the answer");
            self.warnings.push(problem.found(found).hint(hint));
        } else if pages.is_none() && self.pages.last().is_some_and(|p| p.rows > 0 && p.rows.is_multiple_of(ACLED_PAGE))
        {
            let problem = Problem::warning(name, "the last page is full: there may be more rows at the source");
            self.warnings.push(problem.found(format!("{rows} rows")).hint(hint));
        }
    }
}

/// The lists of records in a value, each with its path, and the page that it is.
type List<'v> = (Vec<String>, &'v [Value], Option<Page>);

fn lists<'v>(value: &'v Value, path: &mut Vec<String>, to: &mut Vec<List<'v>>) {
    let inner = |value: &'v Value| LISTS.iter().find_map(|key| Some((*key, value.get(*key)?.as_array()?.as_slice())));
    match value {
        // Pages in a list.
        Value::Array(list) if !list.is_empty() && list.iter().all(|v| inner(v).is_some()) => {
            for (i, page) in list.iter().enumerate() {
                path.push(i.to_string());
                lists(page, path, to);
                path.pop();
            }
        }
        Value::Array(list) => to.push((path.clone(), list, None)),
        Value::Object(_) => {
            if let Some((key, list)) = inner(value) {
                let number = |names: &[&str]| names.iter().find_map(|n| value.get(*n).and_then(Value::as_u64));
                let page = Page {
                    rows: list.len(),
                    pages: number(&["TotalPages", "total_pages"]),
                    all_rows: number(&["TotalCount", "total_count"]),
                };
                let mut path = path.clone();
                path.push(key.to_owned());
                to.push((path, list, Some(page).filter(|_| key != "features")));
            }
        }
        _ => {}
    }
}

/// Whether an object is a record by itself: a Feature, or members with values and no list of records.
fn is_record(value: &Value) -> bool {
    let has_list = LISTS.iter().any(|key| value.get(*key).is_some_and(Value::is_array));
    value.get("type").and_then(Value::as_str) == Some("Feature")
        || (!has_list
            && refusal(value).is_none()
            && value.as_object().is_some_and(|m| m.len() > 1 && !m.contains_key("coordinates")))
}

/// What an API says that failed.
fn refusal(value: &Value) -> Option<String> {
    let failed = value.get("success").and_then(Value::as_bool) == Some(false)
        || value.get("error").is_some_and(|e| !e.is_null())
        || value.get("status").and_then(Value::as_u64).is_some_and(|s| s >= 400);
    failed.then(|| {
        ["error", "message", "status"].iter().find_map(|k| value.get(*k)).map_or_else(String::new, Value::to_string)
    })
}

/// A text, number or truth value as a cell.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null => Some(String::new()),
        _ => None,
    }
}

/// The position of a geometry that is one point; what it is instead, as an error.
fn point(geometry: Option<&Value>) -> Result<Option<[String; 2]>, String> {
    let Some(geometry) = geometry.filter(|g| !g.is_null()) else { return Ok(None) };
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or("nothing");
    let coordinates = geometry.get("coordinates").and_then(Value::as_array);
    let coordinates = match (kind, coordinates) {
        ("Point", Some(list)) => list,
        ("MultiPoint", Some(list)) if list.len() == 1 => list.first().and_then(Value::as_array).ok_or(kind)?,
        _ => return Err(kind.to_owned()),
    };
    match coordinates.as_slice() {
        [Value::Number(lon), Value::Number(lat), ..] => Ok(Some([lon.to_string(), lat.to_string()])),
        _ => Err(Value::from(coordinates.clone()).to_string()),
    }
}
