//! Tables of points: comma, semicolon or tab, with or without quotes, with decimal points or commas.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::Problem;
use super::record::{Parsed, PointRecord, RADIUS_M, reported_side};
use crate::model::{LonLat, MOST_RADIUS_M};

/// The names of the columns of a table, where they are not the usual ones.
#[derive(Debug, Clone, Default)]
pub struct TableColumns {
    /// Longitude; else lon, longitude, long, lng, x …
    pub lon: Option<String>,
    /// Latitude; else lat, latitude, y …
    pub lat: Option<String>,
    /// Id; else id. A row without gets the number of its line.
    pub id: Option<String>,
    /// Location radius in metres; else radius_m.
    pub radius: Option<String>,
}

const LON: [&str; 7] = ["lon", "longitude", "long", "lng", "x", "decimallongitude", "xcoord"];
const LAT: [&str; 6] = ["lat", "latitude", "y", "decimallatitude", "lattitude", "ycoord"];

/// How the rows of a table are read.
#[derive(Debug, Clone)]
pub struct TableLayout {
    delimiter: u8,
    decimal_comma: bool,
    header: Vec<String>,
    lon: usize,
    lat: usize,
    id: Option<usize>,
    radius: Option<usize>,
    side: Option<usize>,
    keep: bool,
}

/// The end of the first row: just after its line break, or the end of the bytes.
pub fn end_of_row(bytes: &[u8]) -> usize {
    let mut quoted = false;
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => return i + 1,
            _ => {}
        }
    }
    bytes.len()
}

/// The end of the last whole row: just after a line break that is not inside quotes; 0 where there is none.
pub fn last_end(bytes: &[u8], quotes: bool) -> usize {
    if !quotes || memchr::memchr(b'"', bytes).is_none() {
        return memchr::memrchr(b'\n', bytes).map_or(0, |i| i + 1);
    }
    // An even number of quotes before it: a line break between rows.
    let (mut quoted, mut end) = (false, 0);
    for i in memchr::memchr2_iter(b'"', b'\n', bytes) {
        if bytes[i] == b'"' {
            quoted = !quoted;
        } else if !quoted {
            end = i + 1;
        }
    }
    end
}

impl TableLayout {
    /// Detects the layout from the header row.
    ///
    /// # Errors
    ///
    /// A [`Problem`] where there is no column of longitude or latitude, or none of a name that was asked for.
    pub fn new(name: &str, header: &[u8], columns: &TableColumns, keep: bool) -> Result<Self, Box<Problem>> {
        if header.trim_ascii().is_empty() {
            let problem = Problem::error(name, "the file is empty").at(1, 1);
            return Err(Box::new(problem.expected("a header row with columns named lon and lat")));
        }
        let count = |d: u8| memchr::memchr_iter(d, header).count();
        let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| (count(*d), *d == b',')).unwrap_or(b',');
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).trim(csv::Trim::All).from_reader(header);
        let mut row = csv::StringRecord::new();
        if let Err(e) = reader.read_record(&mut row) {
            return Err(Box::new(Problem::error(name, e.to_string()).at(1, 1)));
        }
        let header: Vec<String> = row.iter().map(str::to_owned).collect();
        let missing = |what: String, expected: &str| {
            let problem = Problem::error(name, what).at(1, 1).found(header.join(", "));
            Box::new(problem.expected(expected).hint("--lon NAME and --lat NAME name the columns"))
        };
        let find = |asked: &Option<String>, usual: &[&str]| -> Result<Option<usize>, Box<Problem>> {
            match asked {
                Some(asked) => match header.iter().position(|h| h == asked) {
                    Some(i) => Ok(Some(i)),
                    None => Err(missing(format!("there is no column '{asked}'"), "a column of that name")),
                },
                None => {
                    let plain = |h: &String| h.to_lowercase().replace([' ', '_'], "");
                    Ok(usual.iter().find_map(|n| header.iter().position(|h| plain(h) == *n)))
                }
            }
        };
        let usual = "columns named lon and lat (or longitude and latitude, x and y)";
        let none = || missing("there are no columns of longitude and latitude".to_owned(), usual);
        let lon = find(&columns.lon, &LON)?.ok_or_else(none)?;
        let lat = find(&columns.lat, &LAT)?.ok_or_else(none)?;
        Ok(Self {
            delimiter,
            // Where commas part the cells they cannot part the decimals.
            decimal_comma: delimiter != b',',
            lon,
            lat,
            id: find(&columns.id, &["id"])?,
            radius: find(&columns.radius, &["radiusm"])?,
            // Not `side`: that is what was measured, where a measured table is measured again.
            side: find(&None, &["reportedside"])?,
            keep,
            header,
        })
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Parses whole rows, the first on line `first_line`.
    pub fn parse<'b>(&self, name: &str, bytes: &'b [u8], first_line: usize, to: &mut Parsed<'b>) {
        match std::str::from_utf8(bytes) {
            Ok(text) if memchr::memchr(b'"', bytes).is_none() => self.parse_plain(name, text, first_line, to),
            _ => self.parse_quoted(name, bytes, first_line, to),
        }
    }

    /// Rows without quotes: the cells are where the delimiters are.
    fn parse_plain<'b>(&self, name: &str, text: &'b str, first_line: usize, to: &mut Parsed<'b>) {
        let mut cells: Vec<&'b str> = Vec::with_capacity(self.header.len());
        to.points.reserve(memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1);
        for (i, line) in text.split('\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let line = line.strip_suffix('\r').unwrap_or(line);
            cells.clear();
            let mut start = 0;
            for (end, byte) in line.bytes().enumerate() {
                if byte == self.delimiter {
                    cells.extend(line.get(start..end).map(str::trim_ascii));
                    start = end + 1;
                }
            }
            cells.extend(line.get(start..).map(str::trim_ascii));
            let cell = |i: usize| cells.get(i).copied();
            let point = self.point(name, first_line + i, &cell, Cow::Borrowed);
            to.read += 1;
            match point {
                Ok(point) => to.points.push(point),
                Err(problem) => {
                    to.rejected += 1;
                    to.problems.push(*problem);
                }
            }
        }
    }

    /// Rows with quotes somewhere, or with bytes that are not UTF-8.
    fn parse_quoted<'b>(&self, name: &str, bytes: &'b [u8], first_line: usize, to: &mut Parsed<'b>) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let mut row = csv::StringRecord::new();
        loop {
            let read = reader.read_record(&mut row);
            if matches!(read, Ok(false)) {
                break;
            }
            // The parser counts from 1 and leaves empty lines out of its rows, not out of its count.
            let at = |p: Option<&csv::Position>| {
                let line = p.map_or(1, csv::Position::line);
                first_line + usize::try_from(line).unwrap_or(1) - 1
            };
            to.read += 1;
            let point = match read {
                Ok(_) => {
                    let cell = |i: usize| row.get(i);
                    self.point(name, at(row.position()), &cell, |text| Cow::Owned(text.to_owned()))
                }
                Err(e) => {
                    let problem = Problem::error(name, "the row is not text in UTF-8").at(at(e.position()), 1);
                    Err(Box::new(problem.hint("save the file with the encoding UTF-8")))
                }
            };
            match point {
                Ok(point) => to.points.push(point),
                Err(problem) => {
                    to.rejected += 1;
                    to.problems.push(*problem);
                }
            }
        }
    }

    fn point<'c, 'b>(
        &self,
        name: &str,
        line: usize,
        cell: &dyn Fn(usize) -> Option<&'c str>,
        own: impl Fn(&'c str) -> Cow<'b, str>,
    ) -> Result<PointRecord<'b>, Box<Problem>> {
        let problem = |message: String| Problem::error(name, message).at(line, 1);
        let text = |at: Option<usize>| at.and_then(cell).filter(|t| !t.is_empty());
        let degrees = |key: &str, at: usize| {
            let text = cell(at).unwrap_or_default();
            self.number(text).ok_or_else(|| {
                let problem = problem("this is no number".to_owned()).field(key).found(format!("\"{text}\""));
                Box::new(problem.expected("degrees, such as 68.779"))
            })
        };
        let (x, y) = (degrees("lon", self.lon)?, degrees("lat", self.lat)?);
        let at = LonLat::new(x, y).map_err(|e| {
            let problem = problem(e.to_string()).found(format!("{x}, {y}"));
            let hint = format!("are the columns swapped? lon {y}, lat {x} would do");
            if LonLat::new(y, x).is_ok() { problem.hint(hint) } else { problem }
        })?;
        let radius_m = match text(self.radius) {
            None => None,
            Some(text) => match self.number(text).filter(|r| RADIUS_M.contains(r)) {
                Some(radius) => Some(radius),
                None => {
                    let problem = problem("this is no radius".to_owned()).field("radius_m").found(text);
                    return Err(Box::new(problem.expected(format!("metres, 0 to {MOST_RADIUS_M}"))));
                }
            },
        };
        let mut extra = Map::new();
        if self.keep {
            for (i, name) in self.header.iter().enumerate() {
                extra.insert(name.clone(), Value::from(cell(i).unwrap_or_default()));
            }
        }
        Ok(PointRecord {
            id: text(self.id).map_or_else(|| Cow::Owned(line.to_string()), own),
            at: Some(at),
            radius_m,
            side: text(self.side).and_then(reported_side),
            extra,
        })
    }

    fn number(&self, text: &str) -> Option<f64> {
        if self.decimal_comma && text.contains(',') {
            return number(&text.replacen(',', ".", 1));
        }
        number(text)
    }
}

/// A finite number. Short plain ones are read by hand: an exact integer over an exact power of ten is what the standard
/// parser gives as well (Clinger 1990).
fn number(text: &str) -> Option<f64> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let (mut units, mut decimals, mut seen) = (0_u64, None, 0);
    // 15 digits stay below 2^53.
    let plain = digits.len() <= 16
        && digits.iter().all(|byte| match byte {
            b'0'..=b'9' => {
                units = units * 10 + u64::from(byte - b'0');
                decimals = decimals.map(|d: usize| d + 1);
                seen += 1;
                true
            }
            b'.' if decimals.is_none() => {
                decimals = Some(0);
                true
            }
            _ => false,
        });
    if plain && (1..=15).contains(&seen) {
        let value = units as f64 / POWERS.get(decimals.unwrap_or(0)).copied().unwrap_or(1.0);
        return Some(if negative { -value } else { value });
    }
    text.parse::<f64>().ok().filter(|v| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_standard_parser() {
        for text in
            ["0", "-0.0", "68.779", "-179.9999999", "37.", ".5", "123456789012345", "1234567.12345678", "1e2", "+5"]
        {
            assert_eq!(number(text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits), "{text}");
        }
        for text in ["", "-", ".", "1.2.3", "x", "nan", "inf", "1,5", "٣"] {
            assert_eq!(number(text), None, "{text}");
        }
        for i in 0..20_000_u32 {
            let text = format!("{:.6}", f64::from(i) * 0.017_453_3 - 174.0);
            assert_eq!(number(&text), text.parse().ok());
        }
    }

    fn layout(header: &str) -> TableLayout {
        TableLayout::new("t.csv", header.as_bytes(), &TableColumns::default(), false).unwrap()
    }

    fn points(header: &str, rows: &str) -> Vec<(String, f64, f64)> {
        let mut parsed = Parsed::default();
        layout(header).parse("t.csv", rows.as_bytes(), 2, &mut parsed);
        assert_eq!(parsed.rejected, 0, "{:?}", parsed.problems);
        parsed.points.iter().map(|p| (p.id.to_string(), p.at.unwrap().lon(), p.at.unwrap().lat())).collect()
    }

    #[test]
    fn separators_and_decimal_commas_are_recognised() {
        let one = vec![("a".to_owned(), 68.5, 38.25)];
        assert_eq!(points("id,lon,lat\n", "a,68.5,38.25\n"), one);
        assert_eq!(points("id;LON;Lat\n", "a;68,5;38,25\r\n"), one);
        assert_eq!(points("Latitude\tid\tLongitude\n", "38.25\ta\t68.5\n"), one);
        assert_eq!(points("id,lon,lat,note\n", "a,68.5,38.25,\"x, y\"\n"), one);
        assert_eq!(points("lon,lat\n", "\n\n68.5,38.25\n"), [("4".to_owned(), 68.5, 38.25)]);
    }

    #[test]
    fn columns_may_be_named() {
        let columns = TableColumns { lon: Some("E".into()), lat: Some("N".into()), ..TableColumns::default() };
        assert!(TableLayout::new("t", b"E,N\n", &columns, false).is_ok());
        let problem = TableLayout::new("t", b"lon,lat\n", &columns, false).unwrap_err();
        assert!(problem.message.contains("no column 'E'"));
        assert!(TableLayout::new("t", b"a,b\n", &TableColumns::default(), false).is_err());
    }

    #[test]
    fn rows_end_outside_quotes() {
        assert_eq!(last_end(b"a,\"b\nc\"\nd,\"e\nf", true), 8);
        assert_eq!(last_end(b"a\nb", true), 2);
        assert_eq!(last_end(b"ab", true), 0);
        assert_eq!(end_of_row(b"\"a\nb\",c\nd"), 8);
    }
}
