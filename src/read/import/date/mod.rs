//! Dates as other people write them: one reader, which reads the whole cell or refuses it.

mod clock;
mod error;
mod partial;
mod parts;
mod quarter;
mod solar;
mod token;
mod tokens;
mod week;
mod weekday;
mod words;

use std::collections::BTreeMap;

use crate::model::{DateCalendar, DateOrder, Edtf, EdtfError, Zone};
use crate::read::digits::plain_text;
pub use error::{DateError, DateRemark, WINDOW_FROM};
use partial::{OPEN, Partial};
pub use parts::of_parts;
use token::{Token, Tokens};
use tokens::tokens;
use words::Era;

/// What the table of a file and the dossier say about dates.
#[derive(Debug, Clone, Copy, Default)]
pub struct DateRules<'a> {
    /// Whether day or month comes first, where the date leaves it open.
    pub order: Option<DateOrder>,
    /// The calendar of the column.
    pub calendar: DateCalendar,
    /// The time zone of the dossier.
    pub zone: Option<&'a Zone>,
    /// Whether bare numbers are days from 1904, as in workbooks that count so.
    pub is_1904: bool,
}

/// A date that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDate {
    /// The date.
    pub date: Edtf,
    /// Whether the text of the cell is to be kept beside it: the date does not say all that the cell said.
    pub keeps_text: bool,
    /// What somebody should look at.
    pub remarks: Vec<DateRemark>,
}

/// The forms of dates that are read, each with an example and what it becomes: those of the handbook.
pub const FORMS: [(&str, &str, &str); 24] = [
    ("EDTF (ISO 8601-2), levels 0 and 1", "2025-08-24", "2025-08-24"),
    ("year, month and day by any marks", "2025/8/24", "2025-08-24"),
    ("day first with points", "24. 8. 2025", "2025-08-24"),
    ("slashes or dashes, where one number is above 12 or `date_order` is given", "8/24/2025", "2025-08-24"),
    ("a year of two digits: 1930 to 2029", "24-Aug-25", "2025-08-24"),
    ("a month with a year of two digits, warned", "Aug-25", "2025-08"),
    ("eight digits", "20250824", "2025-08-24"),
    ("a serial number of a spreadsheet, 1920 to 2119", "45893.5", "2025-08-24T12:00"),
    ("the name of the month, a day of the week", "Sunday, August 24, 2025", "2025-08-24"),
    ("other languages and scripts", "۲۴ اوت ۲۰۲۵", "2025-08-24"),
    ("a month alone", "август 2025", "2025-08"),
    ("a week (ISO 8601)", "Week 34 2025", "2025-08-18/2025-08-24"),
    ("a quarter or a half of a year", "3er trimestre de 2025", "2025-07/2025-09"),
    ("a season (not winter, which lies in two years)", "summer 2025", "2025-22"),
    ("with a time", "24/08/2025 1:45 PM", "2025-08-24T13:45"),
    ("hours before and after noon in Arabic, Persian and Spanish", "24/08/2025 10:30 م", "2025-08-24T22:30"),
    ("a time with a point behind a whole date, or with an h", "24.08.2025 10.30", "2025-08-24T10:30"),
    ("from one day to another", "24-26 August 2025", "2025-08-24/2025-08-26"),
    ("one of two days: the interval, uncertain; the text is kept", "24 or 26 August 2025", "2025-08-24?/2025-08-26?"),
    ("a night, between its two days; the text is kept", "nuit du 24 au 25 août 2025", "2025-08-24/2025-08-25"),
    ("about", "approx. August 2025", "2025-08~"),
    ("perhaps", "24 August 2025 (?)", "2025-08-24?"),
    ("a third of a month: its beginning, its middle, its end", "end of August 2025", "2025-08-21~/2025-08-31~"),
    ("Solar Hijri with the name of the month, or with `calendar = \"solar-hijri\"`", "2 سنبله 1404", "2025-08-24"),
];

/// A date in any of [`FORMS`].
///
/// # Errors
///
/// Where any part of the text is no part of a date, or it could mean several days.
pub fn read(text: &str, rules: &DateRules<'_>) -> Result<ReadDate, DateError> {
    if let Some(date) = calendar_day(text).filter(|_| rules.calendar == DateCalendar::default()) {
        return Ok(whole(date));
    }
    let plain = plain_text(text);
    let mut read = match stored(&plain, rules)? {
        Some(read) => read,
        None => spelled(&plain, rules)?,
    };
    turn(&mut read, rules);
    Ok(read)
}

/// A date that a person typed.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedDate {
    /// The date.
    pub date: Edtf,
    /// What was typed, where the date does not say all of it; by the name of the field, as a record keeps it.
    pub original: BTreeMap<String, String>,
    /// What somebody should look at, in one line each.
    pub remarks: Vec<String>,
}

/// A date as a person types it, in the time zone of a dossier.
///
/// # Errors
///
/// What is wrong with it, and what was expected.
pub fn typed(text: &str, zone: Option<&Zone>) -> Result<TypedDate, String> {
    let expected = "expected such as 2025-08-24, 24.08.2025, 24 August 2025, 2025-08, 2025-08-24T23:30 or 24-26 August 2025; ~ for about";
    let rules = DateRules { zone, ..DateRules::default() };
    let read = read(text, &rules).map_err(|why| match text.trim().parse::<Edtf>() {
        Err(calendar @ EdtfError::Calendar(_)) => format!("{calendar}; {expected}"),
        _ => format!("'{}' is no date: {}; {expected}", text.trim(), why.message),
    })?;
    let original = read.keeps_text.then(|| ("date".to_owned(), text.trim().to_owned())).into_iter().collect();
    let remarks = read.remarks.into_iter().map(|r| format!("date: {}", r.message)).collect();
    Ok(TypedDate { date: read.date, original, remarks })
}

/// Whether a word before a date leads to it, as "del" and "от" do.
pub fn leads_to_date(word: &str) -> bool {
    matches!(words::word(&words::folded(word)), Some(words::Word::From | words::Word::FromFirst))
}

fn whole(date: Edtf) -> ReadDate {
    ReadDate { date, keeps_text: false, remarks: Vec::new() }
}

/// A day as datasets of millions of rows write it: `2025-08-24`, perhaps with a midnight behind it; no other form needs so little.
fn calendar_day(text: &str) -> Option<Edtf> {
    let (day, rest) = text.split_at_checked(10)?;
    let is_midnight = ["", " 00:00:00.000", " 00:00:00", "T00:00:00"].contains(&rest);
    let is_day = day.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    // Other years are looked at: they may be those of another calendar.
    let is_usual = is_midnight && is_day && ("1800".."2200").contains(&day.get(..4)?);
    if is_usual { day.parse().ok() } else { None }
}

/// The error of a year that is one of another calendar.
fn other_calendar() -> DateError {
    DateError::new("the year is one of another calendar").hint(SOLAR_HINT)
}

const SOLAR_HINT: &str =
    "calendar = \"solar-hijri\" in the mapping, --table FILE, reads Solar Hijri dates: 1404-06-02 is 2025-08-24";

const ZONE_HINT: &str = "timezone in marz.toml is the zone of the dossier";

/// Years that stand in tables for those of the Islamic calendars.
const HIJRI_YEARS: std::ops::RangeInclusive<u32> = 1300..=1500;

/// What needs no words: EDTF as it stands, serial numbers, weeks and quarters.
fn stored(plain: &str, rules: &DateRules<'_>) -> Result<Option<ReadDate>, DateError> {
    let parsed = plain.parse::<Edtf>();
    if let Err(why @ (EdtfError::LevelTwo | EdtfError::ShortYear)) = &parsed {
        return Err(DateError::new(&why.to_string()));
    }
    if let Ok(date) = parsed {
        let is_hijri =
            plain.split('/').filter_map(|part| part.get(..4)?.parse().ok()).any(|y| HIJRI_YEARS.contains(&y));
        if is_hijri && rules.calendar == DateCalendar::SolarHijri {
            return Ok(None);
        }
        if is_hijri {
            return Err(other_calendar());
        }
        // Programs write the beginning of a day where they have the day alone.
        let day = ["T00:00", "T00:00:00"].iter().find_map(|none| plain.strip_suffix(none));
        return Ok(Some(whole(day.and_then(|day| day.parse().ok()).unwrap_or(date))));
    }
    if let Some((day, seconds)) = serial(plain, rules.is_1904) {
        let date = Edtf::of_days(day, day).ok_or_else(|| DateError::new("not in the calendar"))?;
        let text = format!("{date}{}", clock(Some((seconds / 3_600, seconds / 60 % 60, seconds % 60))));
        return Ok(text.parse().ok().map(whole));
    }
    if let Some((year, number)) = week::named(plain) {
        let monday = week::monday(year, number).ok_or_else(|| DateError::new("the year has no such week"))?;
        return Ok(Edtf::of_days(monday, monday + 6).map(whole));
    }
    if let Some((year, [first, last])) = quarter::named(plain) {
        if u32::try_from(year).is_ok_and(|year| HIJRI_YEARS.contains(&year)) {
            return Err(other_calendar());
        }
        let text = format!("{year:04}-{first:02}/{year:04}-{last:02}");
        return Ok(text.parse().ok().map(whole));
    }
    Ok(None)
}

/// The serial number of a day in a spreadsheet, from 1920 to 2119, with its second: smaller or larger numbers are something else.
fn serial(text: &str, is_1904: bool) -> Option<(i32, i32)> {
    // 1970-01-01 in the counts of spreadsheets from 1900 and from 1904.
    let epoch = if is_1904 { 24_107 } else { 25_569 };
    if !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b',')) {
        return None;
    }
    // 45893,5 with a decimal comma.
    let text = text.replace(',', ".");
    let value: f64 = text.parse().ok()?;
    // Clocks of spreadsheets count to a thousandth of a second: what is a moment before a minute is that minute.
    let seconds = (value * 86_400.0).round();
    let day = (seconds / 86_400.0).floor();
    let is_day = (7_306.0..80_354.0).contains(&day) && text.split('.').next().is_some_and(|t| t.len() <= 5);
    is_day.then_some((day as i32 - epoch, (seconds - day * 86_400.0) as i32))
}

/// A time as EDTF has it; nothing at the beginning of a day.
fn clock<T: Into<i32>>(time: Option<(T, T, T)>) -> String {
    match time.map(|(h, m, s)| (h.into(), m.into(), s.into())) {
        None | Some((0, 0, 0)) => String::new(),
        Some((h, m, 0)) => format!("T{h:02}:{m:02}"),
        Some((h, m, s)) => format!("T{h:02}:{m:02}:{s:02}"),
    }
}

/// What is written with words and marks.
fn spelled(plain: &str, rules: &DateRules<'_>) -> Result<ReadDate, DateError> {
    let all = tokens(plain)?;
    let read = linked(plain, &all, rules);
    if !all.is_night {
        return read;
    }
    // The night of one day may be that before it or that behind it.
    let is_night = |read: &ReadDate| read.date.days().1 == read.date.days().0 + 1;
    let nights = || {
        DateError::new("a night lies in two days, one after the other")
            .hint("write both: night of 24 to 25 August 2025")
    };
    read.ok().filter(is_night).map(|read| ReadDate { keeps_text: true, ..read }).ok_or_else(nights)
}

/// One date, or two with a word or mark between them.
fn linked(plain: &str, all: &Tokens, rules: &DateRules<'_>) -> Result<ReadDate, DateError> {
    // 24..08..2025 is no date whose parts stand among dashes.
    let list = if plain.contains("..") { all.list.clone() } else { joined(&all.list) };
    let nothing = || DateError::new("no date that can be read");
    if list.is_empty() {
        return Err(nothing());
    }
    let is_link = |t: &Token| matches!(t, Token::To | Token::Or | Token::And);
    let links: Vec<usize> = list.iter().enumerate().filter(|(_, t)| is_link(t)).map(|(i, _)| i).collect();
    match links.as_slice() {
        [] => {
            let part = Partial::of(&list, rules.order).or_else(|why| by_weekday(&list, all, rules).ok_or(why));
            let first = match part.and_then(|part| alone(part, all, rules)) {
                Ok(_) if all.is_from => return Err(DateError::new("a range with one end").hint(OPEN)),
                Ok(date) => return Ok(date),
                Err(why) => why,
            };
            // 24-26 August, 24/25 August: a mark that parts two days.
            for at in parting_marks(&list) {
                let (from, to) = list.split_at(at);
                if let Ok(range) = range(from, to.get(1..).unwrap_or_default(), all, rules) {
                    return Ok(range);
                }
            }
            Err(first)
        }
        [at] => {
            let (from, to) = list.split_at(*at);
            let mut read = range(from, to.get(1..).unwrap_or_default(), all, rules)?;
            read.keeps_text |= list.get(*at) != Some(&Token::To);
            if list.get(*at) == Some(&Token::Or) {
                let text = read.date.as_str().to_owned();
                let ends: Vec<String> =
                    text.split('/').map(|end| format!("{}?", end.trim_end_matches(['?', '~', '%']))).collect();
                read.date = ends.join("/").parse().ok().ok_or_else(nothing)?;
            }
            Ok(read)
        }
        _ => Err(DateError::new("more than two dates in one cell")),
    }
}

/// The one date of a cell.
fn alone(part: Partial, all: &Tokens, rules: &DateRules<'_>) -> Result<ReadDate, DateError> {
    // Aug-25, where nothing else says that a day is meant.
    let short = part.short_year.filter(|_| part.year.is_none() && part.time.is_none() && all.weekdays.is_empty());
    let part = if short.is_some() { Partial { year: short, day: None, ..part } } else { part };
    let mut read = date(part, all, rules)?;
    if short.is_some() {
        let message = "taken as a month and a year of two digits: was a day of the month meant?";
        read.remarks.push(DateRemark::new(message, "a year of four digits leaves no doubt"));
    }
    if part.is_either_end {
        let message = "a year of two digits that could be either end of the date; the last number is taken as the year";
        let hint = "date_order = \"day_first\" or \"year_first\" in the mapping, --table FILE, decides";
        read.remarks.push(DateRemark::new(message, hint));
    }
    about_weekday(&mut read, all);
    Ok(read)
}

fn about_weekday(read: &mut ReadDate, all: &Tokens) {
    if let Some(message) = weekday::contradiction(&read.date, &all.weekdays) {
        read.remarks.push(DateRemark { message, hint: "look it up: one of the two is wrong" });
    }
}

/// The parts in the one order in which the date has the day of the week that stands beside it.
fn by_weekday(list: &[Token], all: &Tokens, rules: &DateRules<'_>) -> Option<Partial> {
    let [weekday] = all.weekdays.as_slice() else { return None };
    let orders = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];
    let mut fitting: Vec<(i32, Partial)> = orders
        .into_iter()
        .filter(|_| rules.order.is_none())
        .filter_map(|order| {
            let part = Partial::of(list, Some(order)).ok()?;
            let day = weekday::single_day(&date(part, all, rules).ok()?.date)?;
            (weekday::of_day(day) == *weekday).then_some((day, part))
        })
        .collect();
    fitting.dedup_by_key(|(day, _)| *day);
    match fitting.as_slice() {
        [(_, part)] => Some(*part),
        _ => None,
    }
}

/// Dashes among spaces that part the numbers of one date are marks.
fn joined(list: &[Token]) -> Vec<Token> {
    match list {
        [a @ Token::Number(..), Token::To, b @ Token::Number(..), Token::To, c @ Token::Number(..)] => {
            vec![*a, Token::Mark('-'), *b, Token::Mark('-'), *c]
        }
        _ => list.to_vec(),
    }
}

/// The marks that may part two dates; none in what looks like one date of three numbers, whatever is wrong with it.
fn parting_marks(list: &[Token]) -> Vec<usize> {
    let count = |is: &dyn Fn(&Token) -> bool| list.iter().filter(|t| is(t)).count();
    let numbers = count(&|t| matches!(t, Token::Number(..)));
    let has_name = list.iter().any(|t| matches!(t, Token::Month(_) | Token::SolarMonth(_)));
    let mut marks: Vec<char> =
        list.iter().filter_map(|t| if let Token::Mark(c) = t { Some(*c) } else { None }).collect();
    marks.sort_unstable();
    marks.dedup();
    let are_years = matches!(list, [Token::Number(_, 4), Token::Mark(_), Token::Number(_, 4)]);
    let has_times = count(&|t| matches!(t, Token::Time(..))) > 1;
    if !(has_name || marks.len() > 1 || numbers > 3 || are_years || has_times) {
        return Vec::new();
    }
    let at = |mark: char| list.iter().enumerate().filter(move |(_, t)| **t == Token::Mark(mark)).map(|(i, _)| i);
    at('-').chain(at('/')).collect()
}

fn range(from: &[Token], to: &[Token], all: &Tokens, rules: &DateRules<'_>) -> Result<ReadDate, DateError> {
    if from.is_empty() || to.is_empty() {
        return Err(DateError::new("a range with one end"));
    }
    if all.third.is_some() {
        return Err(DateError::new("a part of a month in a range: give its days"));
    }
    let (from, to) = (Partial::of(from, rules.order)?, Partial::of(to, rules.order)?);
    if from.time.is_none() && to.time.is_some() && to == (Partial { time: to.time, ..Partial::default() }) {
        return Err(DateError::new("a time at the end of the range alone"));
    }
    let (from, to) = (from.completed_by(to), to.completed_by(from));
    // August 2024 to 25 is no range of days.
    if (from.day.is_some(), from.month.is_some()) != (to.day.is_some(), to.month.is_some()) {
        return Err(DateError::new("a range from a month or year to a day"));
    }
    let (from, to) = (date(from, all, rules)?, date(to, all, rules)?);
    let end = |text: &str, last: bool| {
        let mut parts = text.split('/');
        (if last { parts.next_back() } else { parts.next() }).unwrap_or_default().to_owned()
    };
    let text = format!("{}/{}", end(from.date.as_str(), false), end(to.date.as_str(), true));
    let date: Edtf = text.parse().map_err(|e: EdtfError| DateError::new(&e.to_string()))?;
    let date = if from.date == to.date { from.date } else { date };
    let keeps_text = from.keeps_text || to.keeps_text;
    let mut read = ReadDate { date, keeps_text, remarks: [from.remarks, to.remarks].concat() };
    about_weekday(&mut read, all);
    Ok(read)
}

/// Whether a date is one of the Solar Hijri calendar.
///
/// # Errors
///
/// Where it is one of the lunar calendar, or its parts are of two calendars.
fn is_solar(part: Partial, year: u32, all: &Tokens, rules: &DateRules<'_>) -> Result<bool, DateError> {
    let is_hijri = HIJRI_YEARS.contains(&year);
    let is_mapped = rules.calendar == DateCalendar::SolarHijri && is_hijri;
    let is_solar = match all.era {
        Some(Era::Lunar) => {
            return Err(DateError::new("a year of the lunar Hijri calendar, which is not read")
                .hint("write the day of the Gregorian calendar"));
        }
        Some(Era::Hijri) if !(part.is_solar || is_mapped) => {
            return Err(DateError::new("a Hijri year, and the cell does not say whether by the sun or by the moon")
                .hint(SOLAR_HINT));
        }
        Some(Era::Hijri | Era::Solar) => true,
        Some(Era::Common) => part.is_solar,
        None => part.is_solar || is_mapped,
    };
    match (is_solar, is_hijri) {
        (false, true) => Err(other_calendar()),
        (true, false) => Err(DateError::new("no year of the Solar Hijri calendar: 1300 to 1500 are expected")),
        (true, true) if part.is_gregorian || part.season.is_some() || all.era == Some(Era::Common) => {
            Err(DateError::new("the month and the year are of two calendars"))
        }
        _ => Ok(is_solar),
    }
}

/// The date of parts that are complete.
fn date(part: Partial, all: &Tokens, rules: &DateRules<'_>) -> Result<ReadDate, DateError> {
    let Some(year) = part.year else {
        let message = if part.month.is_some() && part.day.is_some() {
            "a day without its year, or a month with a year of two digits"
        } else {
            "no date that can be read"
        };
        return Err(DateError::new(message));
    };
    if part.day.is_some() && part.month.is_none() {
        return Err(DateError::new("a day without its month"));
    }
    if part.time.is_some() && part.day.is_none() {
        return Err(DateError::new("a time without its day"));
    }
    let is_solar = is_solar(part, year, all, rules)?;
    if all.third.is_some() && (part.day.is_some() || part.month.is_none()) {
        return Err(DateError::new("early, mid and late belong to a month"));
    }
    let mut text = if is_solar {
        let days =
            solar::days(year, part.month, part.day).ok_or_else(|| DateError::new("not in the Solar Hijri calendar"))?;
        Edtf::of_days(days.0, days.1).map(|d| d.as_str().to_owned()).unwrap_or_default()
    } else {
        let below = [part.season, part.month, part.day].into_iter().flatten();
        below.fold(format!("{year:04}"), |text, part| format!("{text}-{part:02}"))
    };
    let checked = |text: &str| text.parse::<Edtf>().ok().ok_or_else(|| DateError::new("not in the calendar"));
    // Seasons are no months of a cell.
    if !is_solar && part.month.is_some_and(|m| !(1..=12).contains(&m)) {
        return Err(DateError::new("not in the calendar"));
    }
    let mut remarks = Vec::new();
    if rules.calendar == DateCalendar::SolarHijri && !is_solar {
        let message = "a year of the Gregorian calendar where the mapping says Solar Hijri; taken as Gregorian";
        remarks.push(DateRemark::new(message, "is the calendar of the mapping that of this column?"));
    }
    if let Some(third) = all.third {
        let (first, last) = checked(&text)?.days();
        let from = first + i32::from(third) * 10;
        let until = if third == 2 { last } else { from + 9 };
        let day = |day: i32| Edtf::of_days(day, day).map(|d| d.as_str().to_owned()).unwrap_or_default();
        text = format!("{}~/{}~", day(from), day(until));
    } else {
        let time = clock(part.time);
        let offset = match all.offset.filter(|_| part.time.is_some()) {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        };
        // Midnight with an offset is a moment, and may be another day elsewhere.
        let time = if time.is_empty() && !offset.is_empty() { "T00:00".to_owned() } else { time };
        let qualifier = match (all.is_perhaps, all.is_about) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        };
        let ends: Vec<String> = text.split('/').map(|end| format!("{end}{time}{offset}{qualifier}")).collect();
        text = ends.join("/");
    }
    Ok(ReadDate { date: checked(&text)?, keeps_text: is_solar || all.third.is_some(), remarks })
}

/// A time with an offset, in the zone of the dossier.
fn turn(read: &mut ReadDate, rules: &DateRules<'_>) {
    let has_offset =
        read.date.as_str().split('/').any(|end| end.parse::<Edtf>().is_ok_and(|end| end.moment().is_some()));
    if !has_offset {
        return;
    }
    read.keeps_text = true;
    match rules.zone.and_then(|zone| zone.turned(&read.date)) {
        Some(turned) => {
            let is_midnight = read.date.as_str().contains("T00:00");
            if is_midnight && turned.days() != read.date.days() {
                let message = "midnight with an offset from UTC falls on another day here: was only the day meant?";
                read.remarks.push(DateRemark::new(message, ZONE_HINT));
            }
            read.date = turned;
        }
        None => {
            let message = "a time with an offset from UTC stays as it is written";
            read.remarks.push(DateRemark::new(message, ZONE_HINT));
        }
    }
}

#[cfg(test)]
mod tests;
