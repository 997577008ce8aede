//! One row on its way to an incident, with everything that is strange about it.

use std::collections::BTreeMap;

use super::date::{self, DateRules};
use super::fields::{FieldColumns, PositionFields};
use super::number;
use super::{RowOutcome, country};
use crate::model::{
    Actor, Axis, Basis, Casualties, Category, Coding, Coordinates, CountryCodes, Edtf, Extent, Grade, Incident,
    Location, LonLat, MOST_RADIUS_M, Reliability, ReportedSide, Role, Sides, Source, Status, UNEXPECTED_YEAR, Unjudged,
    Verdict, Zone, coordinates, degrees, expected_years, is_placeholder,
};
use crate::read::position::{SWAPPED, strange};
use crate::read::radius::{Radius, radius};
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

    fn at(&self, column: usize) -> Option<&str> {
        self.cells.cells.get(column).map(|c| c.trim()).filter(|c| !is_placeholder(c))
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
        let read = number::casualties(text);
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
    /// `None` if the cells are empty.
    pub fn place(&mut self, row: &Row<'_>) -> Option<Coordinates> {
        let text = row.field("position");
        let name = row.fields.get("position").and_then(|at| row.header.get(at)).map_or("", String::as_str);
        let one = || text.map(|text| (text, coordinates(text, pair_order(name))));
        let (lon, lat) = (row.field("lon"), row.field("lat"));
        if row.fields.position()? == PositionFields::Two && (lon.is_some() || lat.is_some()) {
            let at = self.two(("lon", lon), ("lat", lat)).and_then(|at| self.usual(at, "lat"))?;
            let found = one();
            match &found {
                Some((text, Ok(other))) if !is_near(at, other.at) => {
                    self.warning("position", "the position and the columns differ; the columns count", |p| {
                        p.found((*text).to_owned()).expected(format!("lon {}, lat {}", at.lon(), at.lat()))
                    });
                }
                Some((text, Err(why))) => {
                    let message = format!("{why}; the columns of longitude and latitude count");
                    self.warning("position", message, |p| p.found((*text).to_owned()));
                }
                _ => {}
            }
            let radius_m = found.and_then(|(_, read)| read.ok()).filter(|o| is_near(at, o.at)).and_then(|o| o.radius_m);
            return Some(Coordinates { at, radius_m });
        }
        match one()? {
            (_, Ok(found)) => self.usual(found.at, "position").map(|_| found),
            (text, Err(why)) => {
                self.error("position", why, |p| p.found(text.to_owned()));
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
            self.warning("radius_m", "the comma may be a decimal one; taken as thousands", |p| {
                p.found(text.to_owned()).expected(format!("{radius}, or with a point for decimals"))
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

/// The fields of a row, before they become an incident.
#[derive(Debug, Clone)]
pub struct RowFields {
    pub id: String,
    /// What happened, in a word or two of the dataset.
    pub what: String,
    pub category: Category,
    pub date: Edtf,
    pub at: Option<LonLat>,
    /// The code of precision.
    pub precision: Option<String>,
    pub place: Option<String>,
    pub district: Option<String>,
    pub province: Option<String>,
    /// The country, by code or name, as the dataset has it.
    pub country: Option<String>,
    pub first: Vec<String>,
    pub second: Vec<String>,
    pub others: Vec<String>,
    pub killed: Casualties,
    pub notes: Vec<String>,
    /// How many sources the dataset names.
    pub sources: usize,
    /// The dataset's note on its own sources.
    pub source_note: String,
    pub tags: Vec<String>,
    /// Who publishes the dataset, where it is not the usual publisher of its table.
    pub publisher: Option<String>,
}

/// What all rows of a file share.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The name of the file, for messages.
    pub file: String,
    /// How its codes are read.
    pub coding: Coding,
    /// The sides of the border: a report that names one of the two countries names its side.
    pub sides: Option<Sides>,
    /// When the file was fetched.
    pub accessed: Option<Edtf>,
    /// The day of the import: dates after the year behind it are warned about. `None` takes them as they are.
    pub today: Option<Edtf>,
    /// The time zone of the dossier, into which times with an offset are turned.
    pub zone: Option<Zone>,
}

impl Context {
    /// How its dates are read.
    pub fn date_rules(&self) -> DateRules<'_> {
        DateRules {
            order: self.coding.date_order,
            calendar: self.coding.calendar.unwrap_or_default(),
            zone: self.zone.as_ref(),
            is_1904: false,
        }
    }

    /// The country code of a name or code; `None` if it is not known.
    pub fn country(&self, text: &str) -> Option<String> {
        if let Some(code) = self.coding.country.get(&Coding::key(text)) {
            return Some(code.to_uppercase());
        }
        let known = if self.has_fips() { country::of_fips(text) } else { country::of_name(text) };
        known.map(str::to_owned)
    }

    /// Whether countries stand in codes of FIPS 10-4, of which none is one of ISO 3166-1.
    fn has_fips(&self) -> bool {
        self.coding.country_codes == Some(CountryCodes::Fips)
    }

    /// The category of the first code that is known, else the default; every code that is not known is warned of.
    pub fn category(&self, codes: &[(&str, &str)], notes: &mut Notes<'_>) -> Category {
        let of = |code: &str| self.coding.category.get(&Coding::key(code)).copied();
        let known = codes.iter().find_map(|(_, code)| of(code));
        let category = known.or(self.coding.defaults.category).unwrap_or(Category::Other);
        for (field, code) in codes.iter().filter(|(_, code)| !code.is_empty() && of(code).is_none()) {
            notes.warning(field, format!("a code that is not known; taken as {}", category.as_str()), |p| {
                p.found((*code).to_owned()).hint("--table FILE with [category] says what it is")
            });
        }
        category
    }

    /// Makes an incident of the fields of a row.
    pub fn incident(&self, fields: RowFields, notes: &mut Notes<'_>) -> Incident {
        let code = fields.precision.as_deref().map(Coding::key);
        let known = code.as_ref().and_then(|c| self.coding.precision.get(c));
        if let (Some(code), None) = (&code, known) {
            let codes: Vec<&str> = self.coding.precision.keys().map(String::as_str).collect();
            let message = "a code of precision that is not known; the coarsest radius is assumed";
            notes.warning("precision", message, |p| {
                p.found(code.clone()).expected(codes.join(", ")).hint("--table FILE with [precision] says what it is")
            });
        }
        let extent = match (fields.at, known.map_or(Extent::Point, |k| k.extent)) {
            (None, _) | (_, Extent::None) => Extent::None,
            (Some(_), extent) => extent,
        };
        if let (Some(_), Extent::None, Some(known)) = (fields.at, extent, known) {
            notes.warning("precision", "too coarse for proximity; stored without its point", |p| {
                p.found(format!("{}: {}", code.clone().unwrap_or_default(), known.meaning))
            });
        }
        let defaults = &self.coding.defaults;
        let coarsest_m = || self.coding.precision.values().filter_map(|k| k.radius_m).max();
        let assumed_m = if code.is_some() { coarsest_m().or(defaults.radius_m) } else { defaults.radius_m };
        let several = fields.sources > 1;
        let one_status = defaults.status.unwrap_or(Status::OneSide);
        let one_grade = defaults.grade.as_deref().unwrap_or("F6");
        let country = fields.country.as_deref().map(|c| (c, self.country(c)));
        if let Some((text, None)) = &country {
            let found = (*text).to_owned();
            let kept = if self.has_fips() { "left out: no code of FIPS 10-4" } else { "kept as it is written" };
            notes.warning("country", format!("a country that is not known; {kept}"), |p| {
                p.found(found).hint("[country] in --table FILE says what it is")
            });
        }
        // A code of FIPS 10-4 that is not known would be read as another country's of ISO 3166-1.
        let as_written = |text: &str| (!self.has_fips()).then(|| text.to_owned());
        let country = country.and_then(|(text, code)| code.or_else(|| as_written(text)));
        let publisher = fields.publisher.as_ref().unwrap_or(&self.coding.publisher);
        let actor = |role| move |name: &String| Actor { name: name.clone(), role };
        let actors = fields.first.iter().map(actor(Role::First));
        let actors = actors.chain(fields.second.iter().map(actor(Role::Second)));
        let actors: Vec<Actor> = actors.chain(fields.others.iter().map(actor(Role::Other))).collect();
        let place = fields.place.clone().or(fields.district.clone()).or(fields.province.clone()).or(country.clone());
        let place = place.unwrap_or_else(|| "unknown".to_owned());
        let between = match (fields.first.first(), fields.second.first()) {
            (Some(a), Some(b)) => format!("{a} and {b}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => String::new(),
        };
        let title = if between.is_empty() { fields.what.clone() } else { format!("{}: {between}", fields.what) };
        let wider: Vec<&str> = [&fields.district, &fields.province]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|n| *n != place)
            .collect();
        let within = if wider.is_empty() { String::new() } else { format!(" ({})", wider.join(", ")) };
        let casualties = match fields.killed.in_words().as_str() {
            "unknown" => "The number of dead is not given".to_owned(),
            killed => format!("Dead: {killed}"),
        };
        let summary = format!("{title} at {place}{within}. {casualties}. Coded by {publisher}.");
        Incident {
            id: fields.id,
            at: if extent == Extent::None { None } else { fields.at },
            title: format!("{title}, {place}"),
            summary,
            category: fields.category,
            date: fields.date,
            reported_on: None,
            location: Location {
                name: place,
                variants: Vec::new(),
                district: fields.district,
                province: fields.province,
                side: self.side(country.as_deref()),
                country,
                radius_m: if extent == Extent::None { None } else { known.map_or(assumed_m, |k| k.radius_m) },
                precision: known.map(|k| k.precision),
                method: known.map(|k| format!("{publisher}: {}", k.meaning)),
                basis: Basis::Reported,
                extent,
            },
            actors,
            visitors_from: None,
            killed: fields.killed,
            wounded: Casualties::default(),
            count: None,
            status: if several { defaults.status_of_several.unwrap_or(one_status) } else { one_status },
            status_note: (fields.sources > 0).then(|| format!("{publisher} names {} source(s)", fields.sources)),
            grade: Grade {
                reason: defaults.grade_reason.clone(),
                ..(if several { defaults.grade_of_several.as_deref().unwrap_or(one_grade) } else { one_grade })
                    .parse()
                    .unwrap_or(Grade { reliability: Reliability::F, credibility: 6, reason: None })
            },
            notes: fields.notes,
            sources: vec![Source {
                publisher: publisher.clone(),
                title: None,
                title_basis: None,
                url: self.coding.url.clone(),
                date: None,
                accessed: self.accessed.clone(),
                note: Some(fields.source_note),
            }],
            tags: fields.tags,
            same_event_as: Vec::new(),
            original: std::mem::take(&mut notes.original),
        }
    }

    /// The side of the border that is this country.
    pub fn side(&self, country: Option<&str>) -> Option<ReportedSide> {
        let (sides, country) = (self.sides.as_ref()?, country?);
        if sides.left.code == country {
            Some(ReportedSide::Left)
        } else if sides.right.code == country {
            Some(ReportedSide::Right)
        } else {
            None
        }
    }
}

/// Whether two columns give one position, within 10 m or so.
fn is_near(a: LonLat, b: LonLat) -> bool {
    (a.lon() - b.lon()).abs() < 1e-4 && (a.lat() - b.lat()).abs() < 1e-4
}

/// The parts of a list in a cell, without placeholders.
pub fn list(text: Option<&str>) -> Vec<String> {
    let parts = text.into_iter().flat_map(|t| t.split(';')).map(str::trim);
    parts.filter(|t| !is_placeholder(t)).map(str::to_owned).collect()
}
