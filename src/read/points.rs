//! Points to measure, from whatever a person has: GeoJSON, GeoJSON text sequences, NDJSON, CSV.

use serde_json::{Map, Value};

use super::features::{Checker, features};
use super::position::position;
use super::{Document, Problem, Reading, Severity};
use crate::model::{LonLat, ReportedSide};

/// One point to measure.
#[derive(Debug, Clone, PartialEq)]
pub struct PointRecord {
    /// Its id, or its line or number in the file.
    pub id: String,
    /// The point, or nothing where the record has none.
    pub at: Option<LonLat>,
    /// Its location radius in metres.
    pub radius_m: Option<f64>,
    /// The side that its report names.
    pub side: Option<ReportedSide>,
    /// Everything else that the record says, in order.
    pub extra: Map<String, Value>,
}

/// The form of a file of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointsFormat {
    /// One GeoJSON object.
    GeoJson,
    /// One GeoJSON feature a line, with or without record separators (RFC 8142, NDJSON).
    Lines,
    /// A table with a header row.
    Csv,
}

impl PointsFormat {
    /// Tells the form from the ending of the name, or else from the first bytes.
    #[must_use]
    pub fn guess(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "csv" | "tsv" | "txt" => return Self::Csv,
            "ndjson" | "jsonl" | "geojsonl" | "geojsons" | "geojsonseq" => return Self::Lines,
            _ => {}
        }
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        match text.first() {
            Some(0x1E) => Self::Lines,
            Some(b'{' | b'[') => {
                let line = text.split(|b| *b == b'\n').next().unwrap_or(text);
                let more = text.len() > line.len() && !text[line.len()..].trim_ascii().is_empty();
                let whole = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
                if whole && more { Self::Lines } else { Self::GeoJson }
            }
            _ => Self::Csv,
        }
    }
}

/// Reads all points of a file; a record that cannot be read is reported and counted.
#[must_use]
pub fn points(name: &str, bytes: &[u8], format: PointsFormat) -> Reading<Vec<PointRecord>> {
    match format {
        PointsFormat::GeoJson => match Document::parse(name, bytes) {
            Ok(document) => geojson(&document, None),
            Err(problem) => failed(*problem),
        },
        PointsFormat::Lines => lines(name, bytes),
        PointsFormat::Csv => csv_table(name, bytes),
    }
}

fn failed(problem: Problem) -> Reading<Vec<PointRecord>> {
    Reading { value: Vec::new(), read: 0, rejected: 0, problems: vec![problem] }
}

/// The points of a document; `line` is the number of its line where it is one of many.
fn geojson(document: &Document, line: Option<usize>) -> Reading<Vec<PointRecord>> {
    let list = match features(document) {
        Ok(list) => list,
        Err(problem) => return failed(*problem),
    };
    let mut reading = Reading { value: Vec::new(), read: list.len(), rejected: 0, problems: Vec::new() };
    let mut spans = None;
    for (number, (base, feature)) in list.into_iter().enumerate() {
        let number = line.unwrap_or(number + 1).to_string();
        let id = match feature.get("id").or_else(|| feature.pointer("/properties/id")) {
            Some(Value::String(text)) if !text.is_empty() => text.clone(),
            Some(Value::Number(n)) => n.to_string(),
            _ => number,
        };
        let mut to = Checker::new(document, &mut spans, base, id.clone());
        let (geometry, path): (_, &[&str]) = match feature.get("type").and_then(Value::as_str) {
            Some("Feature") => (feature.get("geometry"), &["geometry"]),
            _ => (Some(feature), &[]),
        };
        let at = point(geometry, path, &mut to);
        let properties = feature.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        let mut problems = to.into_problems();
        if problems.iter().any(|p| p.severity == Severity::Error) {
            reading.rejected += 1;
        } else {
            let about = |key: &str| feature.pointer(&format!("/properties/location/{key}")).or(properties.get(key));
            reading.value.push(PointRecord {
                id,
                at,
                radius_m: about("radius_m").and_then(Value::as_f64).filter(|r| *r >= 0.0),
                side: about("side").and_then(Value::as_str).and_then(side),
                extra: properties,
            });
        }
        reading.problems.append(&mut problems);
    }
    reading
}

fn side(text: &str) -> Option<ReportedSide> {
    match text {
        "left" => Some(ReportedSide::Left),
        "right" => Some(ReportedSide::Right),
        "both" => Some(ReportedSide::Both),
        _ => None,
    }
}

fn point(geometry: Option<&Value>, path: &[&str], to: &mut Checker<'_, '_>) -> Option<LonLat> {
    let geometry = geometry.filter(|g| !g.is_null())?;
    let below = |key: &'static str| [path, &[key]].concat();
    match geometry.get("type").and_then(Value::as_str) {
        Some("Point") => position(geometry.get("coordinates").unwrap_or(&Value::Null), &below("coordinates"), None, to),
        other => {
            to.error(&below("type"), "only points can be measured", |p| {
                p.found(other.unwrap_or("nothing")).expected("Point")
            });
            None
        }
    }
}

fn lines(name: &str, bytes: &[u8]) -> Reading<Vec<PointRecord>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut all = Reading { value: Vec::new(), read: 0, rejected: 0, problems: Vec::new() };
    for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_prefix(b"\x1E").unwrap_or(line).trim_ascii();
        if line.is_empty() {
            continue;
        }
        let mut one = match Document::parse(name, line) {
            Ok(document) => geojson(&document, Some(i + 1)),
            Err(problem) => Reading { value: Vec::new(), read: 1, rejected: 1, problems: vec![*problem] },
        };
        for problem in &mut one.problems {
            // The document is one line of the file: its own spans mean nothing there.
            (problem.line, problem.span) = (Some(i + 1), None);
        }
        all.read += one.read;
        all.rejected += one.rejected;
        all.value.append(&mut one.value);
        all.problems.append(&mut one.problems);
    }
    all
}

const LON: [&str; 6] = ["lon", "longitude", "long", "lng", "x", "decimallongitude"];
const LAT: [&str; 5] = ["lat", "latitude", "y", "decimallatitude", "lattitude"];

fn csv_table(name: &str, bytes: &[u8]) -> Reading<Vec<PointRecord>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut table = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let header = match table.headers() {
        Ok(header) if !header.is_empty() => header.clone(),
        Ok(_) => {
            return failed(
                Problem::error(name, "the file is empty").expected("a header row with lon and lat").at(1, 1),
            );
        }
        Err(e) => return failed(Problem::error(name, e.to_string()).at(1, 1)),
    };
    let column = |names: &[&str]| {
        names.iter().find_map(|n| header.iter().position(|h| h.to_lowercase().replace([' ', '_'], "") == *n))
    };
    let (Some(lon), Some(lat)) = (column(&LON), column(&LAT)) else {
        let problem = Problem::error(name, "there are no columns of longitude and latitude").at(1, 1);
        return failed(
            problem
                .found(header.iter().collect::<Vec<_>>().join(", "))
                .expected("a header row with columns named lon and lat (or longitude and latitude, x and y)"),
        );
    };
    let (id, radius, side_at) = (column(&["id"]), column(&["radiusm"]), column(&["side"]));
    let mut all = Reading { value: Vec::new(), read: 0, rejected: 0, problems: Vec::new() };
    let mut record = csv::StringRecord::new();
    loop {
        let row = match table.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => Ok(()),
            Err(e) => Err(e),
        };
        all.read += 1;
        let line = record.position().map_or(0, csv::Position::line);
        let number = usize::try_from(line).unwrap_or(usize::MAX);
        let columns = Columns { name, line: number, header: &header, lon, lat, id, radius, side: side_at };
        let read = match row {
            Ok(()) => columns.point(&record),
            Err(e) => {
                let line = e.position().map_or(number, |p| usize::try_from(p.line()).unwrap_or(usize::MAX));
                let problem = Problem::error(name, "the row is not text in UTF-8").at(line, 1);
                Err(Box::new(problem.hint("save the file with the encoding UTF-8")))
            }
        };
        match read {
            Ok(point) => all.value.push(point),
            Err(problem) => {
                all.rejected += 1;
                all.problems.push(*problem);
            }
        }
    }
    all
}

/// Where in a row the parts of a point stand.
struct Columns<'a> {
    name: &'a str,
    line: usize,
    header: &'a csv::StringRecord,
    lon: usize,
    lat: usize,
    id: Option<usize>,
    radius: Option<usize>,
    side: Option<usize>,
}

impl Columns<'_> {
    fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::error(self.name, message).at(self.line, 1)
    }

    fn point(&self, row: &csv::StringRecord) -> Result<PointRecord, Box<Problem>> {
        let text = |at: Option<usize>| at.and_then(|i| row.get(i)).filter(|t| !t.is_empty());
        let (x, y) = (self.degrees("lon", row.get(self.lon))?, self.degrees("lat", row.get(self.lat))?);
        let at = LonLat::new(x, y).map_err(|e| {
            let problem = self.problem(e.to_string()).found(format!("{x}, {y}"));
            let swapped = LonLat::new(y, x).is_ok();
            let hint = format!("are the columns swapped? lon {y}, lat {x} would do");
            if swapped { problem.hint(hint) } else { problem }
        })?;
        let radius_m = match text(self.radius) {
            None => None,
            Some(text) => match text.parse::<f64>().ok().filter(|r| r.is_finite() && *r >= 0.0) {
                Some(radius) => Some(radius),
                None => {
                    let problem = self.problem("this is no radius").field("radius_m").found(text);
                    return Err(Box::new(problem.expected("metres, 0 or more")));
                }
            },
        };
        Ok(PointRecord {
            id: text(self.id).map_or_else(|| self.line.to_string(), str::to_owned),
            at: Some(at),
            radius_m,
            side: text(self.side).and_then(side),
            extra: self.header.iter().zip(row).map(|(h, v)| (h.to_owned(), Value::from(v))).collect(),
        })
    }

    fn degrees(&self, key: &str, text: Option<&str>) -> Result<f64, Box<Problem>> {
        let text = text.unwrap_or_default();
        text.parse::<f64>().ok().filter(|v| v.is_finite()).ok_or_else(|| {
            let problem = self.problem("this is no number").field(key).found(format!("\"{text}\""));
            Box::new(problem.expected("degrees, such as 68.779"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_apart() {
        assert_eq!(PointsFormat::guess("-", b"id,lon,lat\n"), PointsFormat::Csv);
        assert_eq!(PointsFormat::guess("-", b"{\"type\":\n\"Point\"}"), PointsFormat::GeoJson);
        assert_eq!(PointsFormat::guess("-", b"{\"type\":\"Point\"}\n{\"type\":\"Point\"}\n"), PointsFormat::Lines);
        assert_eq!(PointsFormat::guess("-", b"\x1E{}"), PointsFormat::Lines);
        assert_eq!(PointsFormat::guess("a.TSV", b"{"), PointsFormat::Csv);
    }

    #[test]
    fn bad_rows_are_reported_with_their_line_and_counted() {
        let table = "id,Longitude,Latitude\na,68.8,38.5\nb,x,38\nc,38.5,168.8\n,70,37\nd,,\n";
        let read = points("p.csv", table.as_bytes(), PointsFormat::Csv);
        assert_eq!((read.read, read.rejected, read.value.len()), (5, 3, 2));
        assert_eq!(read.problems.iter().map(|p| p.line.unwrap()).collect::<Vec<_>>(), [3, 4, 6]);
        assert!(read.problems[1].hint.as_ref().unwrap().contains("lon 168.8, lat 38.5"));
        assert_eq!(read.value[1].id, "5");
    }

    #[test]
    fn sequences_keep_the_number_of_their_line() {
        let text = "\x1E{\"type\":\"Point\",\"coordinates\":[1,2]}\n\n\x1E{\"type\":\"Point\"}\n{";
        let read = points("p.geojsons", text.as_bytes(), PointsFormat::Lines);
        assert_eq!((read.read, read.rejected), (3, 2));
        assert_eq!(read.value[0].id, "1");
        assert_eq!(read.problems.iter().map(|p| p.line.unwrap()).collect::<Vec<_>>(), [3, 4]);
    }
}
