//! Tables of points: comma, semicolon or tab, with or without quotes, with decimal points or commas.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::columns::{Find, PROJECTED, PROJECTED_HINT, beside, find, is_projected, nearest, plain};
use super::head::line_of;
use super::text::ENCODING_HINT;
use super::{Cells, TableOptions};
use crate::model::{Axis, LonLat, MOST_RADIUS_M, PairOrder, coordinates, degrees, is_placeholder, unique_names};
use crate::read::Problem;
use crate::read::position::compared;
use crate::read::radius::{DOUBTFUL, Radius, radius};
use crate::read::record::{Parsed, PointRecord, RADIUS_M, reported_side};

/// The names of the columns of a table of points where they are not the usual ones, and how it is opened.
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
    /// The encoding, and the sheet of a workbook.
    pub options: TableOptions,
}

impl TableColumns {
    /// The first option that is given, and its value; `None` if none is.
    #[must_use]
    pub fn given(&self) -> Option<(&'static str, &str)> {
        let all = [
            ("--lon", &self.lon),
            ("--lat", &self.lat),
            ("--id", &self.id),
            ("--radius", &self.radius),
            ("--encoding", &self.options.encoding),
            ("--sheet", &self.options.sheet),
        ];
        all.into_iter().find_map(|(option, value)| Some((option, value.as_deref()?)))
    }

    /// Refuses options for GeoJSON, which has its own places for a position, an id and a radius.
    pub(in crate::read) fn fit_geojson(&self, name: &str) -> Result<(), Box<Problem>> {
        let Some((option, value)) = self.given() else { return Ok(()) };
        let problem = Problem::error(name, format!("{option} is for a table, and this is GeoJSON")).field(option);
        let hint =
            "leave it out: the position is the geometry, the id that of the feature, the radius its member radius_m";
        Err(Box::new(problem.found(value.to_owned()).hint(hint)))
    }
}

/// How the rows of a table are read.
#[derive(Debug, Clone)]
pub struct TableLayout {
    delimiter: u8,
    header: Vec<String>,
    at: PositionColumns,
    id: Option<usize>,
    radius: Option<usize>,
    side: Option<usize>,
    /// The column of a whole position beside those of longitude and latitude, for rows in which these are empty.
    other: Option<usize>,
    keep: bool,
}

/// Where the position of a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PositionColumns {
    /// Longitude and latitude.
    Two(usize, usize),
    /// Both in one column.
    One(usize, PairOrder),
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
    /// Finds the columns in the names of a header, which stands on a line.
    ///
    /// # Errors
    ///
    /// A [`Problem`] where there is no column of longitude or latitude, or none of a name that was asked for.
    pub fn new(
        name: &str,
        (header, line): (Vec<String>, usize),
        delimiter: u8,
        columns: &TableColumns,
        keep: bool,
    ) -> Result<Self, Box<Problem>> {
        let missing = |what: String, expected: &str, hint: String| {
            let problem = Problem::error(name, what).at(line, 1).found(header.join(", "));
            Box::new(problem.expected(expected).hint(hint))
        };
        let asked_for = |asked: &String| match header.iter().position(|h| h.trim() == asked.trim()) {
            Some(i) => Ok(i),
            None => {
                let like = nearest(asked, header.iter().map(String::as_str));
                let hint = like.map_or_else(
                    || "--lon NAME and --lat NAME name the columns".to_owned(),
                    |n| format!("did you mean '{n}'?"),
                );
                Err(missing(format!("there is no column '{asked}'"), "a column of that name", hint))
            }
        };
        let column = |asked: &Option<String>, field: &str| -> Result<Option<usize>, Box<Problem>> {
            match asked {
                Some(asked) => asked_for(asked).map(Some),
                None => Ok(find(&header, field).one()),
            }
        };
        let (lon, lat) = (column(&columns.lon, "lon")?, column(&columns.lat, "lat")?);
        if let Some(both) = lon.filter(|lon| Some(*lon) == lat) {
            let one = header.get(both).map_or("", String::as_str);
            return Err(missing(
                format!("'{one}' cannot be both longitude and latitude"),
                "two columns",
                "--lon NAME and --lat NAME name the columns".to_owned(),
            ));
        }
        let at = match (lon, lat, find(&header, "position").one()) {
            (Some(lon), Some(lat), _) => PositionColumns::Two(lon, lat),
            (None, None, Some(both)) => {
                PositionColumns::One(both, pair_order(header.get(both).map_or("", String::as_str)))
            }
            _ => {
                let several =
                    [find(&header, "lon"), find(&header, "lat")].into_iter().any(|f| matches!(f, Find::Several(_)));
                let is_projected = is_projected(&header);
                let usual = "columns named lon and lat (or longitude and latitude, x and y), or position";
                return Err(match (several, is_projected) {
                    (true, _) => missing(
                        "several columns could be longitude or latitude".to_owned(),
                        usual,
                        "--lon NAME and --lat NAME name the columns".to_owned(),
                    ),
                    (_, true) => missing(PROJECTED.to_owned(), usual, PROJECTED_HINT.to_owned()),
                    _ => missing(
                        "there are no columns of longitude and latitude".to_owned(),
                        usual,
                        "--lon NAME and --lat NAME name the columns".to_owned(),
                    ),
                });
            }
        };
        let radius = match (column(&columns.radius, "radius_m")?, at) {
            (None, PositionColumns::Two(_, lat)) => beside(&header, lat),
            (radius, _) => radius,
        };
        let id = column(&columns.id, "id")?;
        // Not `side`: that is what was measured, where a measured table is measured again.
        let side = find(&header, "reported_side").one();
        let other = find(&header, "position").one().filter(|_| matches!(at, PositionColumns::Two(..)));
        // Members of a record have names of their own.
        let header = if keep { unique_names(&header, std::iter::empty(), str::to_owned) } else { header };
        Ok(Self { delimiter, at, id, radius, side, other, keep, header })
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Parses rows of which the cells are known.
    pub fn parse_cells<'b>(&self, name: &str, rows: &'b [Cells], to: &mut Parsed<'b>) {
        for row in rows {
            let cell = |i: usize| row.cells.get(i).map(str::trim);
            let file = row.sheet.as_ref().map_or_else(|| name.to_owned(), |sheet| format!("{name} [{sheet}]"));
            for remark in row.remarks.iter().filter(|r| self.reads(r.column)) {
                let problem = Problem::warning(&file, remark.message).at(row.line, 1).field(remark.cell.clone());
                to.problems.push(problem.found(remark.found.clone()));
            }
            self.take((&file, row.line), row.cells.len(), &cell, Cow::Borrowed, to);
        }
    }

    /// Which of two bare numbers comes first in a column.
    fn order(&self, column: usize) -> PairOrder {
        pair_order(self.header.get(column).map_or("", String::as_str))
    }

    /// The position that stands in one cell, with what it says of its precision.
    fn one<'c>(
        &self,
        column: usize,
        order: PairOrder,
        cell: &dyn Fn(usize) -> Option<&'c str>,
        problem: &dyn Fn(String) -> Problem,
    ) -> Result<(LonLat, Option<f64>), Box<Problem>> {
        let text = cell(column).unwrap_or_default();
        let read = coordinates(text, order).map_err(|e| {
            let problem = problem(e).field(self.header.get(column).cloned().unwrap_or_default());
            Box::new(problem.found(format!("\"{text}\"")))
        })?;
        Ok((read.at, read.radius_m))
    }

    /// Whether a column is read.
    fn reads(&self, column: usize) -> bool {
        let at = match self.at {
            PositionColumns::Two(lon, lat) => [lon, lat].contains(&column) || self.other == Some(column),
            PositionColumns::One(both, _) => both == column,
        };
        at || [self.id, self.radius, self.side].contains(&Some(column))
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
            self.warn_of_short((name, first_line + i), cells.len(), to);
            self.take((name, first_line + i), cells.len(), &cell, Cow::Borrowed, to);
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
            let at = |p: Option<&csv::Position>| first_line.saturating_add(line_of(p, bytes)) - 1;
            let refused = match read {
                Ok(_) => {
                    let (line, cell) = (at(row.position()), |i: usize| row.get(i));
                    let start = row.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(0);
                    let is_last = usize::try_from(reader.position().byte()).is_ok_and(|at| at >= bytes.len());
                    // Only the last row of a file can end inside quotes.
                    let is_odd = || memchr::memchr_iter(b'"', bytes.get(start..).unwrap_or_default()).count() % 2 == 1;
                    if !(is_last && is_unclosed(row.iter().next_back()) && is_odd()) {
                        self.warn_of_short((name, line), row.len(), to);
                        self.take((name, line), row.len(), &cell, |text| Cow::Owned(text.to_owned()), to);
                        continue;
                    }
                    Problem::error(name, UNCLOSED).at(line, 1).hint(UNCLOSED_HINT)
                }
                Err(e) => {
                    let problem = Problem::error(name, "the row is not text in UTF-8").at(at(e.position()), 1);
                    problem.hint(ENCODING_HINT)
                }
            };
            to.read += 1;
            to.rejected += 1;
            to.problems.push(refused);
        }
    }

    /// Takes a row by its cells: its point, or why it has none that can be used.
    fn take<'c, 'b>(
        &self,
        (name, line): (&str, usize),
        cells: usize,
        cell: &dyn Fn(usize) -> Option<&'c str>,
        own: impl Fn(&'c str) -> Cow<'b, str>,
        to: &mut Parsed<'b>,
    ) {
        to.read += 1;
        let width = self.header.len();
        let filled = (width..cells).rev().find(|i| cell(*i).is_some_and(|c| !c.is_empty()));
        let point = match filled {
            // A comma in a text without quotes shifts the cells behind it.
            Some(last) => Err(Box::new(too_wide(Problem::error(name, TOO_WIDE).at(line, 1), last + 1, width))),
            None => self.point((name, line), cell, own, &mut to.problems),
        };
        match point {
            Ok(point) => to.points.push(point),
            Err(problem) => {
                to.rejected += 1;
                to.problems.push(*problem);
            }
        }
    }

    /// A line of text has all the cells of the header; what it lacks may be cut off.
    fn warn_of_short(&self, (name, line): (&str, usize), cells: usize, to: &mut Parsed<'_>) {
        if cells < self.header.len() {
            to.problems.push(too_short(Problem::warning(name, TOO_SHORT).at(line, 1), cells, self.header.len()));
        }
    }

    fn point<'c, 'b>(
        &self,
        (name, line): (&str, usize),
        cell: &dyn Fn(usize) -> Option<&'c str>,
        own: impl Fn(&'c str) -> Cow<'b, str>,
        warnings: &mut Vec<Problem>,
    ) -> Result<PointRecord<'b>, Box<Problem>> {
        let problem = |message: String| Problem::error(name, message).at(line, 1);
        let text = |at: Option<usize>| at.and_then(cell).filter(|t| !is_placeholder(t));
        let (at, stated_m) = match self.at {
            PositionColumns::Two(lon, lat) => match self.other.and_then(|at| Some((at, text(Some(at))?))) {
                Some((column, _)) if text(Some(lon)).is_none() && text(Some(lat)).is_none() => {
                    self.one(column, self.order(column), cell, &problem)?
                }
                Some((column, whole)) => {
                    let at = two(cell(lon), cell(lat), &problem)?;
                    let found = compared(at, whole, self.order(column));
                    let warning = |message: String| Problem::warning(name, message).at(line, 1).field("position");
                    warnings.extend(found.difference.map(|message| warning(message).found(whole)));
                    (at, found.radius_m)
                }
                None => (two(cell(lon), cell(lat), &problem)?, None),
            },
            PositionColumns::One(both, order) => self.one(both, order, cell, &problem)?,
        };
        let radius_m = match text(self.radius) {
            None => stated_m,
            Some(text) => match radius(text).filter(|r| RADIUS_M.contains(&r.metres)) {
                Some(Radius { metres, is_doubtful }) => {
                    let warning = || Problem::warning(name, DOUBTFUL).at(line, 1).field("radius_m").found(text);
                    warnings.extend(is_doubtful.then(warning));
                    Some(metres)
                }
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
            is_numbered: text(self.id).is_none(),
            line,
            at: Some(at),
            radius_m,
            side: text(self.side).and_then(reported_side),
            extra,
        })
    }
}

/// What is said of a row with more cells than the header.
pub const TOO_WIDE: &str = "the row has more cells than the header";

/// How many cells were found, how many expected, and what may be wrong.
pub fn too_wide(problem: Problem, found: usize, expected: usize) -> Problem {
    problem
        .found(format!("{found} cells"))
        .expected(format!("{expected}"))
        .hint("a comma in a text without quotes shifts the cells behind it, and a quote that is not closed swallows the rows up to the next")
}

/// Whether the last cell of a file that ends inside quotes holds more than its own line.
pub fn is_unclosed(last: Option<&str>) -> bool {
    last.is_some_and(|cell| cell.contains('\n'))
}

/// What is said of the row in which the quote is opened.
pub const UNCLOSED: &str = "a quote is opened in this row and not closed: the rest of the file is inside it";

/// What to do with it.
pub const UNCLOSED_HINT: &str = "close it, or write a quote inside a cell twice";

/// What is said of a line with fewer cells than the header.
pub const TOO_SHORT: &str = "the row has fewer cells than the header";

/// How many cells were found, and how many expected.
pub fn too_short(problem: Problem, found: usize, expected: usize) -> Problem {
    problem.found(format!("{found} cells")).expected(format!("{expected}"))
}

/// Which of two bare numbers comes first, by the name of their column.
pub fn pair_order(name: &str) -> PairOrder {
    let name = plain(name);
    let is_lon_first = ["lonlat", "longlat", "lnglat", "longitudelatitude", "xy"].iter().any(|n| name.contains(n));
    if is_lon_first { PairOrder::LongitudeFirst } else { PairOrder::LatitudeFirst }
}

/// The position of two cells.
fn two(lon: Option<&str>, lat: Option<&str>, problem: &dyn Fn(String) -> Problem) -> Result<LonLat, Box<Problem>> {
    let degree = |key: &str, cell: Option<&str>, axis: Axis| {
        let text = cell.unwrap_or_default();
        if let Some(value) = number(text) {
            return Ok(value);
        }
        degrees(text, axis).map_err(|e| {
            let what = if text.is_empty() { "this is no number".to_owned() } else { e };
            let problem = problem(what).field(key).found(format!("\"{text}\""));
            Box::new(problem.expected("degrees, such as 68.779"))
        })
    };
    let (x, y) = (degree("lon", lon, Axis::Longitude)?, degree("lat", lat, Axis::Latitude)?);
    LonLat::new(x, y).map_err(|e| {
        let problem = problem(e.to_string()).found(format!("{x}, {y}"));
        if LonLat::new(y, x).is_ok() {
            return Box::new(problem.hint(format!("are the columns swapped? lon {y}, lat {x} would do")));
        }
        if x.abs() > 360.0 && y.abs() > 360.0 {
            let hint = "these are metres of a projected system (UTM or a national grid), not degrees of WGS84: convert the file first";
            return Box::new(problem.hint(hint));
        }
        Box::new(problem)
    })
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
        let delimiter = if header.contains(';') {
            ';'
        } else if header.contains('\t') {
            '\t'
        } else {
            ','
        };
        let names = header.trim().split(delimiter).map(str::to_owned).collect();
        let delimiter = u8::try_from(delimiter).unwrap();
        TableLayout::new("t.csv", (names, 1), delimiter, &TableColumns::default(), false).unwrap()
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
        assert_eq!(points("id,lon,lat\n", "a,\"68,5\",\"38,25\"\n"), one);
        assert_eq!(points("id;LON;Lat\n", "a;68,5;38,25\r\n"), one);
        assert_eq!(points("Latitude\tid\tLongitude\n", "38.25\ta\t68.5\n"), one);
        assert_eq!(points("id,lon,lat,note\n", "a,68.5,38.25,\"x, y\"\n"), one);
        assert_eq!(points("id;position\n", "a;38.25, 68.5\n"), one);
        assert_eq!(points("id;lonlat\n", "a;68.5, 38.25\n"), one);
        assert_eq!(points("lon,lat\n", "\n\n68.5,38.25\n"), [("4".to_owned(), 68.5, 38.25)]);
    }

    #[test]
    fn columns_may_be_named() {
        let new = |names: &str, columns: &TableColumns| {
            TableLayout::new("t", (names.split(',').map(str::to_owned).collect(), 1), b',', columns, false)
        };
        let columns = TableColumns { lon: Some("E".into()), lat: Some("N".into()), ..TableColumns::default() };
        assert!(new("E,N", &columns).is_ok());
        let problem = new("lon,lat", &columns).unwrap_err();
        assert!(problem.message.contains("no column 'E'"));
        for (names, words) in [
            ("a,b", "no columns of longitude and latitude"),
            ("utm_x,utm_y", "projected system"),
            ("Easting,Northing", "projected system"),
            ("start_lat,start_lon,end_lat,end_lon", "several columns"),
            ("lat,b", "no columns of longitude"),
        ] {
            assert!(new(names, &TableColumns::default()).unwrap_err().message.contains(words), "{names}");
        }
        for names in [
            "latitude,longitude",
            "Y,X",
            "_gps_latitude,_gps_longitude",
            "site-Latitude,site-Longitude",
            "Широта,Долгота",
            "Latitude (N),Longitude (E)",
            "decimalLatitude,decimalLongitude",
            "gps.lat,gps.lng",
        ] {
            let layout = new(names, &TableColumns::default()).unwrap();
            assert_eq!(layout.at, PositionColumns::Two(1, 0), "{names}");
        }
        let form = new("_Where_latitude,_Where_longitude,_Where_altitude,_Where_precision", &TableColumns::default());
        assert_eq!(form.unwrap().radius, Some(3));
    }

    #[test]
    fn rows_end_outside_quotes() {
        assert_eq!(last_end(b"a,\"b\nc\"\nd,\"e\nf", true), 8);
        assert_eq!(last_end(b"a\nb", true), 2);
        assert_eq!(last_end(b"ab", true), 0);
    }
}
