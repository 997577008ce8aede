//! EDTF (ISO 8601-2:2019), levels 0 and 1 as the Library of Congress defines them.
//!
//! A year, a month, a season, a day, a day with a time and an offset from UTC; unspecified digits (`201X`, `2004-XX`); each may carry
//! one qualifier (`?` uncertain, `~` approximate, `%` both); intervals of two, closed, open (`..`) or with an unknown end; years of
//! more than four digits and before the year 0. Beside the standard a time may be given to the minute.

mod form;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

pub use form::EdtfError;
use form::{Form, day_number};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An uncertain date or interval, as written and as the days it can mean.
///
/// # Example
///
/// ```
/// use marz::model::Edtf;
/// let autumn: Edtf = "2025-11/2026-01-18".parse().unwrap();
/// assert_eq!(autumn.earliest().as_deref(), Some("2025-11-01"));
/// assert_eq!(autumn.latest().as_deref(), Some("2026-01-18"));
/// assert_eq!("2004-06-01/..".parse::<Edtf>().unwrap().latest(), None);
/// assert!("2025-02-30".parse::<Edtf>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    text: String,
    first: Date,
    last: Date,
    open: Option<OpenEnd>,
}

/// Which end of an interval is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenEnd {
    /// `../2004`: it goes back without a beginning.
    Start,
    /// `/2004`: when it began is not known.
    UnknownStart,
    /// `2004/..`: it goes on.
    End,
    /// `2004/`: when it ended is not known.
    UnknownEnd,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

/// The days that a date can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// One day.
    Day(Day),
    /// A whole month, as year and month.
    Month(i16, u8),
    /// A whole year.
    Year(i16),
    /// From the beginning of one month to the end of another.
    Months((i16, u8), (i16, u8)),
    /// From the beginning of one year to the end of another.
    Years(i16, i16),
    /// From one day to another.
    Days(Day, Day),
}

impl Edtf {
    /// The first day the date can mean, as `YYYY-MM-DD`; `None` if its beginning is open or unknown, or beyond the calendar.
    #[must_use]
    pub fn earliest(&self) -> Option<String> {
        self.is_bounded(self.first).then(|| self.first.to_string())
    }

    /// The last day the date can mean, as `YYYY-MM-DD`; `None` if its end is open or unknown, or beyond the calendar.
    #[must_use]
    pub fn latest(&self) -> Option<String> {
        self.is_bounded(self.last).then(|| self.last.to_string())
    }

    /// The first day that is known: [`Edtf::earliest`], or that of the known end of an interval without a beginning.
    #[must_use]
    pub fn first_known_day(&self) -> Option<String> {
        self.earliest().or_else(|| self.open_end()?.1.earliest())
    }

    /// The first and the last day that are known of any of these dates; `None` without one.
    #[must_use]
    pub fn known_days<'d>(dates: impl IntoIterator<Item = &'d Self>) -> Option<(String, String)> {
        let dates: Vec<&Self> = dates.into_iter().collect();
        let first = dates.iter().filter_map(|date| date.first_known_day()).min()?;
        Some((first, dates.iter().filter_map(|date| date.last_known_day()).max()?))
    }

    /// The last day that is known: [`Edtf::latest`], or that of the known end of an interval without an end.
    #[must_use]
    pub fn last_known_day(&self) -> Option<String> {
        self.latest().or_else(|| self.open_end()?.1.latest())
    }

    fn is_bounded(&self, day: Date) -> bool {
        day != Date::MIN && (day != Date::MAX || !(self.open.is_some() || self.text.contains('Y')))
    }

    /// Which end of the interval is open or unknown, and the date of the other end; `None` for any other date.
    #[must_use]
    pub fn open_end(&self) -> Option<(OpenEnd, Edtf)> {
        let open = self.open?;
        let other = match open {
            OpenEnd::Start | OpenEnd::UnknownStart => self.text.split_once('/')?.1,
            OpenEnd::End | OpenEnd::UnknownEnd => self.text.split_once('/')?.0,
        };
        Some((open, other.parse().ok()?))
    }

    /// Whether a year of more than four digits stands in it: its days are then the first or last of the calendar.
    #[must_use]
    pub fn is_beyond_calendar(&self) -> bool {
        self.text.contains('Y')
    }

    /// The moment of a day with a time and an offset from UTC, in seconds from 1970-01-01T00:00Z, and whether it is given to the second.
    #[must_use]
    pub fn moment(&self) -> Option<(i64, bool)> {
        let form = Form::of(&self.text)?;
        let is_to_second = form.time.is_some_and(|(.., second)| second.is_some());
        Some((form.moment(self.first)?, is_to_second))
    }

    /// Whether all of its known days lie in the years from one to another, both counted.
    #[must_use]
    pub fn is_within_years(&self, from: i16, to: i16) -> bool {
        let is_within = |day: Date| (from..=to).contains(&day.year());
        match self.open {
            None => is_within(self.first) && is_within(self.last),
            Some(OpenEnd::Start | OpenEnd::UnknownStart) => is_within(self.last),
            Some(OpenEnd::End | OpenEnd::UnknownEnd) => is_within(self.first),
        }
    }

    /// All days from one to another, both counted from 1970-01-01, in the coarsest form that is exact; `None` if they are
    /// outside the years 0 to 9999 or in reverse order.
    ///
    /// ```
    /// use marz::model::Edtf;
    /// assert_eq!(Edtf::of_days(20_324, 20_324).unwrap().as_str(), "2025-08-24");
    /// assert_eq!(Edtf::of_days(20_301, 20_331).unwrap().as_str(), "2025-08");
    /// ```
    #[must_use]
    pub fn of_days(first: i32, last: i32) -> Option<Self> {
        let day = |count: i32| Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(count).ok()?).ok();
        let (first, last) = (day(first)?, day(last)?);
        if first > last || first.year() < 0 {
            return None;
        }
        let plain = Self { text: format!("{first}/{last}"), first, last, open: None };
        let month = |(year, month): (i16, u8)| format!("{year:04}-{month:02}");
        let text = match plain.span() {
            Span::Day(_) => first.to_string(),
            Span::Year(year) => format!("{year:04}"),
            Span::Years(a, b) => format!("{a:04}/{b:04}"),
            Span::Month(year, number) => month((year, number)),
            Span::Months(a, b) => format!("{}/{}", month(a), month(b)),
            Span::Days(..) => return Some(plain),
        };
        Some(Self { text, first, last, open: None })
    }

    /// The regular expression of all forms, as the schemas state it. A text that it matches may still not be in the calendar.
    #[must_use]
    pub fn pattern() -> String {
        let time = r"T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}(:\d{2})?)?";
        let below = format!(r"-(XX(-XX)?|\d{{2}}(-(XX|\d{{2}}({time})?))?)");
        let one = format!(r"(Y-?[1-9]\d{{4,}}|-?\d{{2}}(XX|\dX|\d{{2}}({below})?))[?~%]?");
        format!(r"^({one}(/({one}|\.\.)?)?|(\.\.)?/{one})$")
    }

    /// Whether a text matches [`Edtf::pattern`].
    #[must_use]
    pub fn has_form(text: &str) -> bool {
        let is_form = |text: &str| Form::of(text).is_some();
        match text.split_once('/') {
            None => is_form(text),
            Some(("" | "..", to)) => is_form(to),
            Some((from, "" | "..")) => is_form(from),
            Some((from, to)) => is_form(from) && is_form(to),
        }
    }

    /// The date as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The days that the date can mean, in the coarsest form that is exact.
    #[must_use]
    pub fn span(&self) -> Span {
        let day = |d: Date| Day { year: d.year(), month: d.month().unsigned_abs(), day: d.day().unsigned_abs() };
        let (a, b) = (day(self.first), day(self.last));
        let whole_months = a.day == 1 && self.last == self.last.last_of_month();
        let whole_years = whole_months && a.month == 1 && b.month == 12;
        match (a == b, whole_years, whole_months) {
            (true, ..) => Span::Day(a),
            (_, true, _) if a.year == b.year => Span::Year(a.year),
            (_, true, _) => Span::Years(a.year, b.year),
            (_, _, true) if (a.year, a.month) == (b.year, b.month) => Span::Month(a.year, a.month),
            (_, _, true) => Span::Months((a.year, a.month), (b.year, b.month)),
            _ => Span::Days(a, b),
        }
    }

    /// The first and the last day that the date can mean, counted from 1970-01-01.
    #[must_use]
    pub fn days(&self) -> (i32, i32) {
        (day_number(self.first), day_number(self.last))
    }

    /// The months that the date can mean, as year and month, each with its share; the shares add up to 1.
    ///
    /// A date that is known to the day is shared by days; one that is known to the month or the year gives each of its
    /// months the same: half of `2025-05/2025-06` is May. An end that is open or unknown adds no months: `2004-06-01/..` counts in June
    /// 2004 alone.
    ///
    /// # Example
    ///
    /// ```
    /// let spring: marz::model::Edtf = "2025-05/2025-06".parse().unwrap();
    /// assert_eq!(spring.months(), [((2025, 5), 0.5), ((2025, 6), 0.5)]);
    /// ```
    #[must_use]
    pub fn months(&self) -> Vec<((i16, u8), f64)> {
        if let Some((_, known)) = self.open_end() {
            return known.months();
        }
        let by_day = matches!(self.span(), Span::Day(_) | Span::Days(..));
        let mut months = Vec::new();
        let mut from = self.first.first_of_month();
        while from <= self.last {
            let (begin, end) = (from.max(self.first), from.last_of_month().min(self.last));
            let weight = if by_day { f64::from(day_number(end) - day_number(begin) + 1) } else { 1.0 };
            months.push(((from.year(), from.month().unsigned_abs()), weight));
            let Ok(next) = from.last_of_month().tomorrow() else { break };
            from = next;
        }
        let total: f64 = months.iter().map(|(_, w)| w).sum();
        months.iter_mut().for_each(|(_, w)| *w /= total);
        months
    }

    /// The period of the same length that ends the day before a period begins: as many whole months where the period is made of
    /// whole months, else as many days. `None` if the calendar has no such day.
    ///
    /// # Example
    ///
    /// ```
    /// use marz::model::Edtf;
    /// let day = |text: &str| text.parse::<Edtf>().unwrap();
    /// let (since, until) = Edtf::period_before(&day("2026-01"), &day("2026-03")).unwrap();
    /// assert_eq!((since.as_str(), until.as_str()), ("2025-10", "2025-12"));
    /// let (since, until) = Edtf::period_before(&day("2026-03-02"), &day("2026-03-08")).unwrap();
    /// assert_eq!((since.as_str(), until.as_str()), ("2026-02-23", "2026-03-01"));
    /// ```
    #[must_use]
    pub fn period_before(since: &Edtf, until: &Edtf) -> Option<(Edtf, Edtf)> {
        let (first, last) = (since.first, until.last);
        let end = first.yesterday().ok()?;
        let is_whole = first.day() == 1 && last == last.last_of_month();
        let begin = if is_whole {
            let months = (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month())
                - i32::from(first.month())
                + 1;
            first.checked_sub(jiff::Span::new().try_months(months).ok()?).ok()?
        } else {
            let days = day_number(last) - day_number(first) + 1;
            first.checked_sub(jiff::Span::new().try_days(days).ok()?).ok()?
        };
        if first > last || begin.year() < 0 {
            return None;
        }
        let parse_bound =
            |d: Date| d.to_string().get(..if is_whole { 7 } else { 10 }).and_then(|text| text.parse().ok());
        parse_bound(begin).zip(parse_bound(end))
    }

    /// Whether the date is marked as approximate or uncertain (`~`, `?`, `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.text.contains(['~', '?', '%'])
    }

    /// Whether the last possible day is on or after the first possible day of `since`.
    #[must_use]
    pub fn not_before(&self, since: &Edtf) -> bool {
        self.last >= since.first
    }

    /// Whether the first possible day is on or before the last possible day of `until`.
    #[must_use]
    pub fn not_after(&self, until: &Edtf) -> bool {
        self.first <= until.last
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let one = |part: &str| Form::of(part).ok_or_else(|| EdtfError::of_form(text))?.bounds(part);
        let (first, last, open) = match text.split_once('/') {
            None => one(text).map(|(first, last)| (first, last, None))?,
            Some(("", to)) => (Date::MIN, one(to)?.1, Some(OpenEnd::UnknownStart)),
            Some(("..", to)) => (Date::MIN, one(to)?.1, Some(OpenEnd::Start)),
            Some((from, "")) => (one(from)?.0, Date::MAX, Some(OpenEnd::UnknownEnd)),
            Some((from, "..")) => (one(from)?.0, Date::MAX, Some(OpenEnd::End)),
            Some((from, to)) => (one(from)?.0, one(to)?.1, None),
        };
        if first > last {
            return Err(EdtfError::Backwards);
        }
        Ok(Self { text: text.to_owned(), first, last, open })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Edtf {
    fn schema_name() -> Cow<'static, str> {
        "Edtf".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A date or interval in EDTF (ISO 8601-2), levels 0 and 1: 2025, 2025-08, 2025-08-24, 2025-08-24T23:30, 2025-08-24T23:30:00+05:00, 2025-11/2026-01-18, 2025-11/.., 202X, 2025-21; ? uncertain, ~ approximate, % both",
            "pattern": Self::pattern(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_with_its_first_and_last_day() {
        // The examples of the Library of Congress's text among them.
        let table = "2025 2025-01-01 2025-12-31|2024-02 2024-02-01 2024-02-29|2025-08-24 2025-08-24 2025-08-24\
            |2025-11-26T23:30 2025-11-26 2025-11-26|2021~ 2021-01-01 2021-12-31|2025-08? 2025-08-01 2025-08-31\
            |2025-11-15/2025-11-17 2025-11-15 2025-11-17|1995/2025 1995-01-01 2025-12-31\
            |2025-11/2026-01-18 2025-11-01 2026-01-18|1985-04-12T23:20:30 1985-04-12 1985-04-12\
            |1985-04-12T23:20:30Z 1985-04-12 1985-04-12|1985-04-12T23:20:30-04 1985-04-12 1985-04-12\
            |1985-04-12T23:20:30+04:30 1985-04-12 1985-04-12|2016-12-31T23:59:60Z 2016-12-31 2016-12-31\
            |1964/2008 1964-01-01 2008-12-31|2004-06/2006-08 2004-06-01 2006-08-31|2004-02-01/2005 2004-02-01 2005-12-31\
            |2001-21 2001-03-01 2001-05-31|2001-22 2001-06-01 2001-08-31|2001-23 2001-09-01 2001-11-30\
            |2003-24 2003-12-01 2004-02-29|1984? 1984-01-01 1984-12-31|2004-06~ 2004-06-01 2004-06-30\
            |2004-06-11% 2004-06-11 2004-06-11|201X 2010-01-01 2019-12-31|20XX 2000-01-01 2099-12-31\
            |2004-XX 2004-01-01 2004-12-31|1985-04-XX 1985-04-01 1985-04-30|1985-XX-XX 1985-01-01 1985-12-31\
            |1985-04-12/.. 1985-04-12 -|1985-04/.. 1985-04-01 -|1985/.. 1985-01-01 -|../1985-04-12 - 1985-04-12\
            |../1985 - 1985-12-31|1985-04-12/ 1985-04-12 -|/1985-04 - 1985-04-30|/2004 - 2004-12-31\
            |1984-06-02?/2004-08-08~ 1984-06-02 2004-08-08|2004-06-XX/2004-07-03 2004-06-01 2004-07-03\
            |-1985 -001985-01-01 -001985-12-31|0000 0000-01-01 0000-12-31|-0044-03-15 -000044-03-15 -000044-03-15\
            |-12XX -001299-01-01 -001200-12-31|Y170000002 - -|Y-170000002 - -|9999-12-31 9999-12-31 9999-12-31";
        for row in table.split('|') {
            let parts: Vec<&str> = row.split_whitespace().collect();
            let [text, first, last] = parts.as_slice() else { unreachable!("{row}") };
            let known = |text: &'static str| Some(text).filter(|t| *t != "-");
            let (first, last) = (known(first), known(last));
            let date: Edtf = text.parse().unwrap();
            assert_eq!((date.earliest().as_deref(), date.latest().as_deref()), (first, last), "{text}");
            assert_eq!(date.as_str(), *text);
        }
    }

    #[test]
    fn days_are_counted() {
        let days = |t: &str| t.parse::<Edtf>().unwrap().days();
        assert_eq!(days("1970-01-02"), (1, 1));
        assert_eq!(days("1969-12-31"), (-1, -1));
        assert_eq!(days("2000-02"), (10_988, 11_016)); // 30 years with 7 leap days, and January
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "24.08.2025",
            "2025-8-24",
            "2025-13",
            "2025-02-30",
            "2025-08-24T24:00",
            "2025-08T10:00",
            "2025/2024",
            "2025-08-24T9:00",
            "+2025",
            "2025-08-24Z",
            "20250824",
            "/",
            "../..",
            "../",
            "/..",
            "2025-08-24T+9:00",
            "2025-08-24T10:00z",
            "2025-08-24T10:00+19:00",
            "2025-08-24T10:00:61Z",
            "2025-08-24T10:00:00.5Z",
            "2025-08-24T10",
            "2025-08-XXT10:00",
            "201X-05",
            "2XXX",
            "XXXX",
            "2025-XX-24",
            "2025-1X",
            "2025-20",
            "2025-25",
            "2025-21-03",
            "-0000",
            "Y2025",
            "Y02025",
            "Y17e7",
            "2025?~",
            "?2025",
            "2025-08-24 10:00",
            "2025-13/2026-1",
            "2025/2026/2027",
            "٢٠٢٥",
        ] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_and_months_are_shared() {
        let date = |t: &str| t.parse::<Edtf>().unwrap();
        // date -u -d 2025-08-24 +%s is 1755993600.
        assert_eq!(date("2025-08-24").days(), (20_324, 20_324));
        assert_eq!(date("1970-01-01/2000-02-29").days(), (0, 11_016));
        assert_eq!(date("1969").days(), (-365, -1));
        // Three of five days lie in November.
        assert_eq!(date("2025-11-28/2025-12-02").months(), [((2025, 11), 0.6), ((2025, 12), 0.4)]);
        let year = date("2024").months();
        assert!(year.len() == 12 && year.iter().all(|(_, share)| (share - 1.0 / 12.0).abs() < 1e-12));
    }

    #[test]
    fn filters_keep_what_can_lie_in_their_range() {
        let month: Edtf = "2025-08".parse().unwrap();
        let day = |t: &str| t.parse::<Edtf>().unwrap();
        assert!(month.not_before(&day("2025-08-24")) && month.not_after(&day("2025-08-24")));
        assert!(!month.not_before(&day("2025-09")) && !month.not_after(&day("2025-07")));
    }
}
