//! One row on its way to an incident, with everything that is strange about it.

use std::collections::BTreeMap;

use super::context::Context;
use super::date::{self, DateRules};
use super::fields::{FieldColumns, PositionFields};
use super::{RowOutcome, Taken, number, toll};
use crate::model::{
    Axis, Casualties, Coding, Coordinates, Edtf, LetterO, LonLat, MOST_RADIUS_M, UNEXPECTED_YEAR, Unjudged, Verdict,
    coordinates, degrees, expected_years, is_placeholder,
};
use crate::read::position::{SWAPPED, compared, strange};
use crate::read::radius::{DOUBTFUL, Radius, radius};
use crate::read::table::{Cells, pair_order};
use crate::read::{Problem, Region, Severity};

/// What is expected in a cell with a date.
const DATES: &str = "a date such as 2025-08-24, 24.08.2025, 24 August 2025, 2025-08 or 24-26 August 2025";

/// A row with the names of its columns.
pub struct Row<'a> {
    pub header: &'a [String],
    /// The columns of our own fields, in a table.
    pub fields: &'a FieldColumns,
    pub cells: &'a Cells,
}

impl Row<'_> {
    /// The trimmed text of a column; `None` if it is missing or empty, or a placeholder such as `NA` or `unknown`.
    pub fn get(&self, column: &str) -> Option<&str> {
        let at = self.header.iter().position(|h| h == column)?;
        self.at(at)
    }

    /// The trimmed text of the column that holds one of our own fields; `None` if it is missing or empty, or a placeholder.
    pub fn field(&self, field: &str) -> Option<&str> {
        self.at(self.fields.get(field)?)
    }

    /// The same of a field that counts people, where "none" says that there were none.
    pub fn people(&self, field: &str) -> Option<&str> {
        self.cell(self.fields.get(field)?)
            .filter(|c| number::is_nobody(c) || number::is_programs_none(c) || !is_placeholder(c))
    }

    fn at(&self, column: usize) -> Option<&str> {
        self.cell(column).filter(|c| !is_placeholder(c))
    }

    fn cell(&self, column: usize) -> Option<&str> {
        self.cells.cells.get(column).map(|c| c.trim())
    }

    /// Whether the table has a column.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|h| h == column)
    }
}

/// The problems of a row, as they are collected.
pub struct Notes<'a> {
    pub file: &'a str,
    pub line: usize,
    /// The id of the record, as far as it is known.
    pub id: String,
    /// The id as the cell has it; `None` if the row has none and the record's is of our making.
    pub given_id: Option<String>,
    pub problems: Vec<Problem>,
    /// Whether bare numbers are days from 1904.
    pub is_1904: bool,
    /// The region around the border, by which swapped positions are seen.
    pub region: Option<&'a Region>,
    /// Texts of cells that the record does not say in full, by field.
    pub original: BTreeMap<String, String>,
    /// What was taken of the row without its saying so.
    pub taken: Taken,
}

impl Notes<'_> {
    /// Keeps the text of a cell beside the field that was made of it.
    pub fn keep(&mut self, field: &str, text: &str) {
        self.original.insert(field.to_owned(), text.to_owned());
    }

    /// The row cannot be used.
    pub fn error(&mut self, field: &str, message: impl Into<String>, more: impl FnOnce(Problem) -> Problem) {
        let problem = Problem::error(self.file, message).at(self.line, 1).feature(self.id.clone()).field(field);
        self.problems.push(more(problem));
    }

    /// The row is used, but somebody should look.
    pub fn warning(&mut self, field: &str, message: impl Into<String>, more: impl FnOnce(Problem) -> Problem) {
        let problem = Problem::warning(self.file, message).at(self.line, 1).feature(self.id.clone()).field(field);
        self.problems.push(more(problem));
    }

    /// What becomes of a row that the filter holds back, with a warning where the filter could not judge it.
    pub fn held_back(&mut self, verdict: Verdict, country: Option<&str>) -> Result<(), RowOutcome> {
        if verdict == Verdict::NotJudged(Unjudged::Country) {
            let found = country.unwrap_or("nothing").to_owned();
            self.warning("country", "the filter cannot judge this country; the row is left out", |p| {
                p.found(found)
                    .expected("a code or a name that is known")
                    .hint("[country] in --table FILE says what it is")
            });
        }
        RowOutcome::held_back(verdict)
    }

    /// The id of a row where ids are whole numbers; anything else is an error.
    pub fn required_number_id(&mut self, row: &Row<'_>, column: &str, hint: &str) -> Option<String> {
        let id = Coding::key(row.get(column).unwrap_or_default());
        if !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()) {
            return Some(id);
        }
        self.error(column, "the row has no id that can be read", |p| p.found(id).expected("a whole number").hint(hint));
        None
    }

    /// The date in a column; what is no date, or is missing, is an error.
    pub fn required_date(&mut self, row: &Row<'_>, column: &str, context: &Context) -> Option<Edtf> {
        match row.get(column) {
            Some(text) => self.date(text, column, context),
            None => {
                self.error(column, "the row has no date", |p| p.found("nothing").expected(DATES));
                None
            }
        }
    }

    /// A date by its text; what is none is an error, and what somebody should look at is a warning.
    pub fn date(&mut self, text: &str, field: &str, context: &Context) -> Option<Edtf> {
        match date::read(text, &DateRules { is_1904: self.is_1904, ..context.date_rules() }) {
            Ok(read) => {
                for remark in read.remarks {
                    self.warning(field, remark.message, |p| p.found(text.to_owned()).hint(remark.hint));
                }
                if read.keeps_text {
                    self.keep("date", text);
                }
                self.check_years(&read.date, text, field, context);
                Some(read.date)
            }
            Err(why) => {
                self.error(field, why.message, |p| {
                    let p = p.found(text.to_owned()).expected(DATES);
                    if let Some(hint) = why.hint { p.hint(hint) } else { p }
                });
                None
            }
        }
    }

    /// Warns of a date outside the years that are expected.
    pub fn check_years(&mut self, date: &Edtf, text: &str, field: &str, context: &Context) {
        let years = expected_years(context.today.as_ref());
        if !date.is_within_years(*years.start(), *years.end()) {
            let expected = format!("{} to {}", years.start(), years.end());
            self.warning(field, UNEXPECTED_YEAR, |p| p.found(text.to_owned()).expected(expected));
        }
    }

    /// A number of a row; what is no number is reported, left out, and its text kept.
    pub fn number(&mut self, row: &Row<'_>, column: &str) -> Option<u32> {
        let text = row.get(column)?;
        match number::whole(text) {
            Some((number, is_plain)) => {
                if !is_plain {
                    self.warning(column, "a whole number with decimals", |p| p.found(text.to_owned()));
                }
                Some(number)
            }
            None => {
                self.warning(column, "this is not a whole number; taken as unknown", |p| {
                    p.found(text.to_owned()).expected("a whole number, or nothing")
                });
                self.keep(column, text);
                None
            }
        }
    }

    /// A number of people by its text; what cannot be read is reported, and its text kept.
    pub fn casualties(&mut self, text: &str, field: &str) -> Casualties {
        let read = toll::casualties(text, field);
        if let Some(remark) = read.remark {
            self.warning(field, remark, |p| p.found(text.to_owned()).expected(number::EXPECTED));
        }
        if read.keeps_text {
            self.keep(field, text);
        }
        read.casualties
    }

    /// The position of a row; what is none, or is missing, is an error.
    pub fn required_position(&mut self, row: &Row<'_>) -> Option<LonLat> {
        let at = self.position(row, "longitude", "latitude");
        if at.is_none() && !self.problems.iter().any(|p| p.severity == Severity::Error) {
            self.error("latitude", "the row has no position", |p| p.expected("latitude and longitude in degrees"));
        }
        at
    }

    /// The position of a row in two columns; what cannot be one is an error.
    ///
    /// `None` if both cells are empty.
    pub fn position(&mut self, row: &Row<'_>, lon: &str, lat: &str) -> Option<LonLat> {
        let at = self.two((lon, row.get(lon)), (lat, row.get(lat)))?;
        self.usual(at, lat)
    }

    /// The position of a row of a table, in two columns or in one, with what its text says of its precision.
    ///
    /// `None` if the cells are empty. `letter_o` is what an O means.
    pub fn place(&mut self, row: &Row<'_>, letter_o: Option<LetterO>) -> Option<Coordinates> {
        let texts = ["position", "lon", "lat"].map(|f| row.field(f).map(|text| LetterO::settled(letter_o, text)));
        let [text, lon, lat] = texts.each_ref().map(|text| text.as_deref());
        let name = row.fields.get("position").and_then(|at| row.header.get(at)).map_or("", String::as_str);
        if row.fields.position()? == PositionFields::Two && (lon.is_some() || lat.is_some()) {
            let at = self.two(("lon", lon), ("lat", lat)).and_then(|at| self.usual(at, "lat"))?;
            let radius_m = text.and_then(|text| {
                let found = compared(at, text, pair_order(name));
                if let Some(message) = found.difference {
                    self.warning("position", message, |p| {
                        p.found(text.to_owned()).expected(format!("lon {}, lat {}", at.lon(), at.lat()))
                    });
                }
                found.radius_m
            });
            return Some(Coordinates { at, radius_m });
        }
        let text = text?;
        match coordinates(text, pair_order(name)) {
            Ok(found) => self.usual(found.at, "position").map(|_| found),
            Err(why) => {
                let o = LetterO::is_in(text);
                self.error("position", why, |p| {
                    let p = p.found(text.to_owned());
                    if o { p.hint("letter_o = \"west\" or \"east\" in the mapping, --table FILE, says which it is in all rows") } else { p }
                });
                None
            }
        }
    }

    fn two(&mut self, (lon, x): (&str, Option<&str>), (lat, y): (&str, Option<&str>)) -> Option<LonLat> {
        if x.is_none() && y.is_none() {
            return None;
        }
        let read = |text: Option<&str>, axis| degrees(text.unwrap_or_default(), axis);
        match (read(x, Axis::Longitude), read(y, Axis::Latitude)) {
            (Ok(a), Ok(b)) => match LonLat::new(a, b) {
                Ok(at) => Some(at),
                Err(e) => {
                    self.error(lat, e.to_string(), |p| {
                        let swapped = LonLat::new(b, a).is_ok();
                        let p = p.found(format!("lon {a}, lat {b}"));
                        if swapped { p.hint("longitude and latitude may be swapped") } else { p }
                    });
                    None
                }
            },
            (a, b) => {
                let why = [a.err(), b.err()].into_iter().flatten().next().unwrap_or_default();
                let found = format!("{lon} '{}', {lat} '{}'", x.unwrap_or(""), y.unwrap_or(""));
                self.error(lon, "the position cannot be read", |p| {
                    let hint = format!("{why}; a shifted row? count its cells");
                    p.found(found).expected("two numbers in degrees").hint(hint)
                });
                None
            }
        }
    }

    /// A position that may be one; an error where its numbers look swapped, a warning where both are 0.
    fn usual(&mut self, at: LonLat, field: &str) -> Option<LonLat> {
        let Some((message, hint)) = strange(at, self.region) else { return Some(at) };
        let more = |p: Problem| p.found(format!("lon {}, lat {}", at.lon(), at.lat())).hint(hint);
        if message == SWAPPED {
            self.error(field, message, more);
            return None;
        }
        self.warning(field, message, more);
        Some(at)
    }

    /// A location radius in metres, rounded up; what is none is reported and left out.
    pub fn radius(&mut self, text: &str) -> Option<u32> {
        let Some(Radius { metres: radius, is_doubtful }) = radius(text) else {
            self.warning("radius_m", "this is no radius; taken as unknown", |p| {
                p.found(text.to_owned()).expected("metres, or nothing")
            });
            return None;
        };
        if is_doubtful {
            self.warning("radius_m", DOUBTFUL, |p| {
                p.found(text.to_owned()).expected(format!("{radius} without a comma"))
            });
        }
        let most = f64::from(MOST_RADIUS_M);
        if radius > most {
            self.warning("radius_m", "no place is so uncertain; taken as the most there is", |p| {
                p.found(radius.to_string()).expected(format!("metres, at most {MOST_RADIUS_M}"))
            });
        }
        // At most half around the earth.
        Some(radius.min(most).ceil() as u32)
    }
}

/// The parts of a list in a cell, without placeholders.
pub fn list(text: Option<&str>) -> Vec<String> {
    let parts = text.into_iter().flat_map(|t| t.split([';', '؛', '\n', '\r'])).map(str::trim);
    parts.filter(|t| !is_placeholder(t)).map(str::to_owned).collect()
}
