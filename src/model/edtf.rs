//! The subset of EDTF (ISO 8601-2:2019, levels 0 and 1) that reports need.
//!
//! A year, a month, a day, a day with a time to the minute; each may carry one qualifier (`?` uncertain, `~`
//! approximate, `%` both); and a closed interval of two of these.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// An uncertain date or interval, as written and as the days it can mean.
///
/// # Example
///
/// ```
/// use marz::model::Edtf;
/// let autumn: Edtf = "2025-11/2026-01-18".parse().unwrap();
/// assert_eq!(autumn.earliest(), "2025-11-01");
/// assert_eq!(autumn.latest(), "2026-01-18");
/// assert!("2025-02-30".parse::<Edtf>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    text: String,
    first: Date,
    last: Date,
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

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EdtfError {
    /// The text has none of the known forms.
    #[error("not a date of the form 2025, 2025-08, 2025-08-24, 2025-08-24T23:30 or an interval of two with '/'")]
    Form,
    /// The form is right, but the calendar has no such day or the clock no such time.
    #[error("'{0}' is not in the calendar")]
    Calendar(String),
    /// An interval ends before it begins.
    #[error("the interval ends before it begins")]
    Backwards,
}

impl Edtf {
    /// The first day the date can mean, as `YYYY-MM-DD`.
    #[must_use]
    pub fn earliest(&self) -> String {
        self.first.to_string()
    }

    /// The last day the date can mean, as `YYYY-MM-DD`.
    #[must_use]
    pub fn latest(&self) -> String {
        self.last.to_string()
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
        let plain = Self { text: format!("{first}/{last}"), first, last };
        let month = |(year, month): (i16, u8)| format!("{year:04}-{month:02}");
        let text = match plain.span() {
            Span::Day(_) => first.to_string(),
            Span::Year(year) => format!("{year:04}"),
            Span::Years(a, b) => format!("{a:04}/{b:04}"),
            Span::Month(year, number) => month((year, number)),
            Span::Months(a, b) => format!("{}/{}", month(a), month(b)),
            Span::Days(..) => return Some(plain),
        };
        Some(Self { text, first, last })
    }

    /// The regular expression of all forms, as the schemas state it. A text that it matches may still not be in the calendar.
    #[must_use]
    pub fn pattern() -> String {
        let one = r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?[?~%]?";
        format!("^{one}(/{one})?$")
    }

    /// Whether a text matches [`Edtf::pattern`].
    #[must_use]
    pub fn has_form(text: &str) -> bool {
        match text.split_once('/') {
            None => has_single_form(text),
            Some((from, to)) => has_single_form(from) && has_single_form(to),
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
    /// months the same: half of `2025-05/2025-06` is May.
    ///
    /// # Example
    ///
    /// ```
    /// let spring: marz::model::Edtf = "2025-05/2025-06".parse().unwrap();
    /// assert_eq!(spring.months(), [((2025, 5), 0.5), ((2025, 6), 0.5)]);
    /// ```
    #[must_use]
    pub fn months(&self) -> Vec<((i16, u8), f64)> {
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
        if !Self::has_form(text) {
            return Err(EdtfError::Form);
        }
        let (first, last) = match text.split_once('/') {
            None => single(text)?,
            Some((from, to)) => (single(from)?.0, single(to)?.1),
        };
        if first > last {
            return Err(EdtfError::Backwards);
        }
        Ok(Self { text: text.to_owned(), first, last })
    }
}

/// Days from 1970-01-01 on the proleptic Gregorian calendar (Hinnant 2013, chrono-compatible low-level date algorithms).
fn day_number(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Whether a text has one of the forms without `/`.
fn has_single_form(text: &str) -> bool {
    let bare = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    let form: String = bare.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    matches!(form.as_str(), "9999" | "9999-99" | "9999-99-99" | "9999-99-99T99:99")
}

/// The first and last day that one date without `/` can mean; the text has one of the forms.
fn single(text: &str) -> Result<(Date, Date), EdtfError> {
    let bare = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    let (day, time) = match bare.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (bare, None),
    };
    let parts: Vec<&str> = day.split('-').collect();
    if let Some(time) = time {
        clock(time)?;
    }
    // Two and four digits always fit; the calendar alone can refuse them.
    let number = |i: usize| parts.get(i).and_then(|p| p.parse::<i16>().ok());
    let month = |default: i8| number(1).map_or(default, |m| i8::try_from(m).unwrap_or(0));
    let wrong = |_| EdtfError::Calendar(text.to_owned());
    let year = number(0).unwrap_or(0);
    let first = Date::new(year, month(1), number(2).map_or(1, |d| i8::try_from(d).unwrap_or(0))).map_err(wrong)?;
    let last = match parts.len() {
        3 => first,
        2 => first.last_of_month(),
        _ => first.last_of_year(),
    };
    Ok((first, last))
}

fn clock(time: &str) -> Result<(), EdtfError> {
    let (hour, minute) = time.split_once(':').ok_or(EdtfError::Form)?;
    let number = |t: &str| t.parse::<i8>().ok().ok_or(EdtfError::Form);
    Time::new(number(hour)?, number(minute)?, 0, 0).ok().map(drop).ok_or_else(|| EdtfError::Calendar(time.to_owned()))
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
            "description": "A date or interval in EDTF (ISO 8601-2), levels 0 and 1: 2025, 2025-08, 2025-08-24, 2025-08-24T23:30, 2025-11/2026-01-18; ? uncertain, ~ approximate, % both",
            "pattern": Self::pattern(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_with_its_first_and_last_day() {
        for (text, first, last) in [
            ("2025", "2025-01-01", "2025-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2025-08-24", "2025-08-24", "2025-08-24"),
            ("2025-11-26T23:30", "2025-11-26", "2025-11-26"),
            ("2021~", "2021-01-01", "2021-12-31"),
            ("2025-08?", "2025-08-01", "2025-08-31"),
            ("2025-11-15/2025-11-17", "2025-11-15", "2025-11-17"),
            ("1995/2025", "1995-01-01", "2025-12-31"),
            ("2025-11/2026-01-18", "2025-11-01", "2026-01-18"),
        ] {
            let date: Edtf = text.parse().unwrap();
            assert_eq!((date.earliest().as_str(), date.latest().as_str()), (first, last), "{text}");
            assert_eq!(date.to_string(), text);
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
            "2025-08/",
            "2025-08-24T+9:00",
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
