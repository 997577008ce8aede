//! What the cells of a column look like.

use std::collections::BTreeSet;

use super::categories;
use super::sample::{Evidence, SampleColumn};
use crate::model::{Axis, DateCalendar, DateOrder, Grade, LetterO, coordinates, degrees};
use crate::read::import::date::{self, DateRules};
use crate::read::import::{country, number, status};
use crate::read::table::pair_order;
use crate::terminal::counted;

/// So many different names of a column are looked up as places.
const MOST_LOOKED_UP: usize = 20;

/// The shares of the filled cells of a column that can be read as something, each from 0 to 1.
#[derive(Debug, Clone, Default)]
pub struct CellShares {
    /// How many cells are filled.
    pub filled: usize,
    /// Dates of any kind; days of spreadsheets and bare years among them.
    pub dates: f64,
    /// Dates with letters or marks, which nothing else looks like.
    pub written_dates: f64,
    /// Pairs of coordinates.
    pub positions: f64,
    /// Numbers in degrees, by axis: longitude, latitude.
    pub degrees: [f64; 2],
    /// Numbers in degrees within the region of the border, by axis.
    pub near: [f64; 2],
    /// Numbers of people.
    pub tolls: f64,
    /// Numbers alone.
    pub numbers: f64,
    /// Numbers with decimals.
    pub decimals: f64,
    /// Addresses of the web.
    pub addresses: f64,
    /// Countries.
    pub countries: f64,
    /// Grades of the Admiralty code.
    pub grades: f64,
    /// Statuses.
    pub statuses: f64,
    /// Names of categories, or words that mean one.
    pub categories: f64,
    /// Places that the gazetteer is sure of; of the names that were looked up.
    pub places: f64,
    /// Texts of letters for the most part.
    pub lettered: f64,
    /// The mean length of a text in characters.
    pub length: f64,
    /// How many texts differ.
    pub distinct: usize,
    /// Short numbers and codes.
    pub codes: f64,
    /// Whether it counts the rows: 1, 2, 3 …
    pub is_running: bool,
}

impl CellShares {
    /// Looks at the cells of a column; `letter_o` is what an O means in positions.
    pub fn of(column: &SampleColumn, evidence: &Evidence<'_>, letter_o: Option<LetterO>) -> Self {
        let cells = &column.cells;
        if cells.is_empty() {
            return Self::default();
        }
        let share = |is: &dyn Fn(&str) -> bool| cells.iter().filter(|c| is(c)).count() as f64 / cells.len() as f64;
        let is_number = |c: &str| c.trim().parse::<f64>().is_ok();
        // A position with an O is one, whichever side it lies on.
        let o = letter_o.or(Some(LetterO::West));
        let degree = |axis: Axis| {
            move |c: &str| {
                degrees(&LetterO::settled(o, c), axis).ok().filter(|_| c.contains(|c: char| c.is_ascii_digit()))
            }
        };
        let in_region = |axis: Axis, at: [usize; 2]| {
            move |c: &str| {
                let (Some(region), Some(value)) = (evidence.region, degree(axis)(c)) else { return false };
                let [from, to] = at.map(|i| region.get(i).copied().unwrap_or_default());
                (from..=to).contains(&value)
            }
        };
        let order = pair_order(&column.name.to_lowercase());
        let distinct: BTreeSet<&String> = cells.iter().collect();
        let looked_up: Vec<&&String> = distinct.iter().take(MOST_LOOKED_UP).collect();
        let length = cells.iter().map(|c| c.chars().count()).sum::<usize>() as f64 / cells.len() as f64;
        let is_name = length < 60.0 && share(&is_number) < 0.5;
        let found = |c: &&&&String| is_name && (evidence.is_place)(c);
        Self {
            filled: cells.len(),
            dates: share(&is_date),
            written_dates: share(&|c| !is_number(c) && is_date(c)),
            positions: share(&|c| coordinates(&LetterO::settled(o, c), order).is_ok()),
            degrees: [
                share(&|c| degree(Axis::Longitude)(c).is_some()),
                share(&|c| degree(Axis::Latitude)(c).is_some()),
            ],
            near: [share(&in_region(Axis::Longitude, [0, 2])), share(&in_region(Axis::Latitude, [1, 3]))],
            tolls: share(&|c| number::casualties(c).remark.is_none()),
            numbers: share(&is_number),
            decimals: share(&|c| is_number(&c.replace(',', ".")) && c.contains(['.', ','])),
            addresses: share(&|c| ["http://", "https://", "www."].iter().any(|start| c.starts_with(start))),
            countries: share(&|c| country::of_name(c).is_some()),
            grades: share(&|c| c.chars().count() == 2 && c.parse::<Grade>().is_ok()),
            statuses: share(&|c| status::meant(c).is_some()),
            categories: share(&|c| (evidence.category)(c).is_some() || categories::meant(c).is_some()),
            places: looked_up.iter().filter(found).count() as f64 / looked_up.len().max(1) as f64,
            lettered: share(&is_lettered),
            length,
            distinct: distinct.len(),
            codes: share(&is_code),
            is_running: cells.len() > 1 && cells.windows(2).all(is_next),
        }
    }

    /// Whether the cells can be those of a field that a column is called; empty columns can be anything.
    pub fn may_be(&self, field: &str) -> bool {
        const MOST: f64 = 0.5;
        if self.filled == 0 {
            return true;
        }
        let is_text = self.numbers < MOST && self.addresses < MOST && self.positions < MOST;
        match field {
            "date" => self.dates >= MOST,
            "lon" => self.degrees[0] >= MOST,
            "lat" => self.degrees[1] >= MOST,
            "position" => self.positions >= MOST,
            "killed" | "wounded" => self.tolls >= MOST && self.written_dates < MOST,
            "radius_m" | "year" | "month" | "day" | "count" => {
                self.written_dates < MOST && (self.numbers >= MOST || self.length < 12.0)
            }
            "title" | "summary" => is_text && self.length >= 5.0 && self.written_dates < MOST,
            "place" | "district" | "province" | "first" | "second" | "source" | "category" => {
                is_text && self.written_dates < MOST
            }
            "source_url" => self.addresses >= MOST || self.length > 8.0,
            "status" => self.statuses >= MOST,
            "grade" => self.grades >= MOST,
            "country" => self.countries >= MOST || is_text,
            "id" => self.distinct == self.filled,
            _ => true,
        }
    }

    /// How much the cells alone speak for a field whatever the column is called, to 50, and why; `None` where they do not.
    pub fn claim(&self, field: &str) -> Option<(u32, String)> {
        let many = |share: f64, what: &str| {
            let count = (share * self.filled as f64).round();
            format!("{count} of {} cells are {what}", self.filled)
        };
        let is_text = self.numbers < 0.2 && self.written_dates < 0.5 && self.addresses < 0.5 && self.positions < 0.5;
        match field {
            "date" if self.written_dates >= 0.8 => Some((50, many(self.written_dates, "dates"))),
            "position" if self.positions >= 0.6 => Some((50, many(self.positions, "positions"))),
            "source_url" if self.addresses >= 0.6 => Some((50, many(self.addresses, "addresses"))),
            "grade" if self.grades >= 0.8 => Some((45, many(self.grades, "grades"))),
            "status" if self.statuses >= 0.8 => Some((45, many(self.statuses, "statuses"))),
            "lon" if self.near[0] >= 0.8 && self.decimals >= 0.5 => {
                Some((40, many(self.near[0], "degrees about the border")))
            }
            "lat" if self.near[1] >= 0.8 && self.decimals >= 0.5 => {
                Some((40, many(self.near[1], "degrees about the border")))
            }
            "country" if is_text && self.countries >= 0.8 => Some((40, many(self.countries, "countries"))),
            "category" if is_text && self.categories >= 0.6 && self.length < 40.0 => {
                Some((35, many(self.categories, "kinds of events")))
            }
            "place" if is_text && self.places >= 0.5 => Some((30, "the names are those of places".to_owned())),
            // Positions and dates that cannot be read are no texts.
            "title" | "summary" if self.lettered < 0.5 => None,
            "title" if is_text && (15.0..=120.0).contains(&self.length) && self.distinct * 2 > self.filled => {
                Some((20, "short texts of their own".to_owned()))
            }
            "summary" if is_text && self.length > 60.0 => Some((15, "long texts".to_owned())),
            _ => None,
        }
    }
}

/// Why a cell cannot be that of a field of dates or of positions; `None` where it can, and for any other field.
pub fn unreadable(field: &str, name: &str, cell: &str) -> Option<String> {
    match field {
        "date" if is_date(cell) => None,
        "date" => {
            let rules = DateRules { order: Some(DateOrder::DayFirst), ..DateRules::default() };
            date::read(cell, &rules).err().map(|why| why.message)
        }
        "position" => coordinates(cell, pair_order(&name.to_lowercase())).err(),
        "lon" => degrees(cell, Axis::Longitude).err(),
        "lat" => degrees(cell, Axis::Latitude).err(),
        _ => None,
    }
}

/// Whether more than half of what is written is letters.
fn is_lettered(cell: &str) -> bool {
    let (letters, others): (Vec<char>, Vec<char>) =
        cell.chars().filter(|c| !c.is_whitespace()).partition(|c| c.is_alphabetic());
    letters.len() > others.len()
}

/// Whether a cell looks like a number or a code: short, in a word or two, with a digit or without a space.
fn is_code(cell: &str) -> bool {
    const LONGEST: usize = 30;
    let words = cell.split_whitespace().count();
    let is_short = cell.chars().count() <= LONGEST && words <= 3;
    is_short && !cell.contains("://") && (words == 1 || cell.contains(|c: char| c.is_numeric()))
}

fn is_next(pair: &[String]) -> bool {
    let number = |i: usize| pair.get(i).and_then(|c| c.trim_end_matches('.').parse::<u64>().ok());
    number(0).zip(number(1)).is_some_and(|(a, b)| b == a + 1)
}

fn reads(cell: &str, order: Option<DateOrder>, calendar: DateCalendar) -> bool {
    date::read(cell, &DateRules { order, calendar, ..DateRules::default() }).is_ok()
}

fn is_date(cell: &str) -> bool {
    reads(cell, None, DateCalendar::default()) || reads_in_some_order(cell) || is_solar(cell)
}

fn reads_in_some_order(cell: &str) -> bool {
    [DateOrder::DayFirst, DateOrder::MonthFirst].iter().any(|order| reads(cell, Some(*order), DateCalendar::default()))
}

fn is_solar(cell: &str) -> bool {
    !reads_in_some_order(cell) && reads(cell, None, DateCalendar::SolarHijri)
}

/// What the dates of a column say of their order and calendar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateWays {
    /// Dates that can only have the day first.
    pub day_first: usize,
    /// Dates that can only have the month first.
    pub month_first: usize,
    /// Dates that could have either.
    pub either: usize,
    /// Dates of the solar Hijri calendar.
    pub solar: usize,
}

impl DateWays {
    /// Looks at the dates of a column.
    pub fn of(cells: &[String]) -> Self {
        let mut ways = Self::default();
        for cell in cells {
            let order = |order| reads(cell, Some(order), DateCalendar::default());
            match (order(DateOrder::DayFirst), order(DateOrder::MonthFirst)) {
                (true, true) => ways.either += usize::from(!reads(cell, None, DateCalendar::default())),
                (true, false) => ways.day_first += 1,
                (false, true) => ways.month_first += 1,
                (false, false) => ways.solar += usize::from(is_solar(cell)),
            }
        }
        ways
    }

    /// The first of the dates that could have the day or the month first; empty where there is none.
    pub fn open(cells: &[String]) -> &str {
        cells.iter().find(|cell| Self::of(std::slice::from_ref(cell)).either > 0).map_or("", String::as_str)
    }

    /// The order of day and month that the dates of a column have, and why, with how many of them it decides; `None` where nothing says
    /// it, or some have the one and some the other.
    pub fn order(&self, cells: &[String]) -> Option<(DateOrder, String)> {
        let (order, why) = match (self.day_first, self.month_first) {
            (0, 0) => {
                let pointed = cells.iter().filter(|cell| cell.split('.').count() == 3).count();
                if pointed == 0 {
                    return None;
                }
                (DateOrder::DayFirst, format!("{} with points, which have the day first", counted(pointed, "date")))
            }
            (n, 0) => (DateOrder::DayFirst, format!("{n} of the dates can only have it so")),
            (0, n) => (DateOrder::MonthFirst, format!("{n} of the dates can only have it so")),
            _ => return None,
        };
        let open = match self.either {
            0 => String::new(),
            n => format!("; {n} could have either, such as {}, and are read so too", Self::open(cells)),
        };
        Some((order, format!("{why}{open}")))
    }
}
