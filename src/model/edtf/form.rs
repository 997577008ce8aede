//! The forms of a date in EDTF, read character by character, and the days that each can mean.
//!
//! The forms and their bounds are those of the Library of Congress's text (Extended Date/Time Format Specification, 2019), levels 0
//! and 1. Seasons are "independent of location" there; their months are those of meteorologists on the northern hemisphere.

use jiff::civil::{Date, Time};

use thiserror::Error;

/// One date without `/`, as its characters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    year: Year,
    month: Option<Part>,
    day: Option<Part>,
    /// Hour, minute, second.
    pub time: Option<(u8, u8, Option<u8>)>,
    /// The offset from UTC in minutes.
    pub offset: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    /// `2025` or `-0044`, with the number of years that it may be: 10 for `202X`, 100 for `20XX`.
    Plain { is_negative: bool, number: i16, years: i16 },
    /// `Y17000`: beyond the calendar; whether it is before it.
    Far { is_negative: bool },
}

/// A month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number(u8),
    /// `XX`.
    Unspecified,
}

/// What is read of a text, from the left.
struct Scanner<'a>(&'a [u8]);

impl Scanner<'_> {
    fn take(&mut self, byte: u8) -> bool {
        let found = self.0.first() == Some(&byte);
        if found {
            self.0 = self.0.get(1..).unwrap_or_default();
        }
        found
    }

    /// One of two signs: whether it is the second.
    fn either(&mut self, first: u8, second: u8) -> Option<bool> {
        if self.take(first) { Some(false) } else { self.take(second).then_some(true) }
    }

    fn digit(&mut self) -> Option<u8> {
        let digit = self.0.first().filter(|b| b.is_ascii_digit())? - b'0';
        self.0 = self.0.get(1..).unwrap_or_default();
        Some(digit)
    }

    fn two(&mut self) -> Option<u8> {
        Some(self.digit()? * 10 + self.digit()?)
    }

    fn part(&mut self) -> Option<Part> {
        if self.take(b'X') { self.take(b'X').then_some(Part::Unspecified) } else { self.two().map(Part::Number) }
    }

    fn year(&mut self) -> Option<Year> {
        if self.take(b'Y') {
            let is_negative = self.take(b'-');
            if self.digit()? == 0 {
                return None;
            }
            let count = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
            self.0 = self.0.get(count..).unwrap_or_default();
            return (count >= 4).then_some(Year::Far { is_negative });
        }
        let is_negative = self.take(b'-');
        let century = i16::from(self.two()?) * 100;
        if self.take(b'X') {
            return self.take(b'X').then_some(Year::Plain { is_negative, number: century, years: 100 });
        }
        let decade = century + i16::from(self.digit()?) * 10;
        if self.take(b'X') {
            return Some(Year::Plain { is_negative, number: decade, years: 10 });
        }
        Some(Year::Plain { is_negative, number: decade + i16::from(self.digit()?), years: 1 })
    }

    /// What stands behind `T`.
    fn time(&mut self) -> Option<(u8, u8, Option<u8>)> {
        let hour = self.two()?;
        let minute = self.take(b':').then(|| self.two()).flatten()?;
        let second = if self.take(b':') { Some(self.two()?) } else { None };
        Some((hour, minute, second))
    }

    /// `Z`, `+05:00`, `-04`; the inner is `None` without one.
    fn offset(&mut self) -> Option<Option<i16>> {
        if self.take(b'Z') {
            return Some(Some(0));
        }
        let Some(is_west) = self.either(b'+', b'-') else { return Some(None) };
        let hours = i16::from(self.two()?);
        let minutes = if self.take(b':') { i16::from(self.two()?) } else { 0 };
        let all = hours * 60 + minutes;
        Some(Some(if is_west { -all } else { all }))
    }
}

impl Form {
    /// The form of a date without `/`, with or without a qualifier; `None` if it has none.
    pub fn of(text: &str) -> Option<Self> {
        let bare = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
        let mut rest = Scanner(bare.as_bytes());
        let mut form = Self { year: rest.year()?, month: None, day: None, time: None, offset: None };
        let is_whole_year = matches!(form.year, Year::Plain { years: 1, .. });
        if is_whole_year && rest.take(b'-') {
            form.month = Some(rest.part()?);
            if rest.take(b'-') {
                form.day = Some(rest.part()?);
                if form.month == Some(Part::Unspecified) && form.day != Some(Part::Unspecified) {
                    return None;
                }
                if matches!(form.day, Some(Part::Number(_))) && rest.take(b'T') {
                    form.time = Some(rest.time()?);
                    form.offset = rest.offset()?;
                }
            }
        }
        rest.0.is_empty().then_some(form)
    }

    /// The first and the last day that it can mean. Years beyond the calendar count as its first or last day.
    ///
    /// # Errors
    ///
    /// [`EdtfError::Calendar`] where there is no such day, season or time; `text` is what is named.
    pub fn bounds(self, text: &str) -> Result<(Date, Date), EdtfError> {
        let wrong = || EdtfError::Calendar(text.to_owned());
        let (first, last) = match self.year {
            Year::Far { is_negative: true } => return Ok((Date::MIN, Date::MIN)),
            Year::Far { is_negative: false } => return Ok((Date::MAX, Date::MAX)),
            Year::Plain { is_negative: false, number, years } => (number, number + years - 1),
            // There is a year 0, and none that is 0 and negative.
            Year::Plain { is_negative: true, number: 0, years: 1 } => return Err(wrong()),
            Year::Plain { is_negative: true, number, years } => (-(number + years - 1), -number),
        };
        if let Some((hour, minute, second)) = self.time {
            let sign = |n: u8| i8::try_from(n).unwrap_or(i8::MAX);
            // A leap second is the 60th.
            Time::new(sign(hour), sign(minute), sign(second.unwrap_or(0).min(59)), 0).ok().ok_or_else(wrong)?;
            let offset = self.offset.unwrap_or(0);
            if second.is_some_and(|s| s > 60) || offset.abs() > 18 * 60 {
                return Err(wrong());
            }
        }
        let day = |year, month, day| Date::new(year, month, day).ok();
        let bounds = match (self.month, self.day) {
            (None | Some(Part::Unspecified), _) => day(first, 1, 1).zip(day(last, 12, 31)),
            (Some(Part::Number(season @ 21..=24)), None) => {
                let begin = i8::try_from(season - 20).unwrap_or(0) * 3;
                let begin = day(first, begin, 1);
                begin.and_then(|b| Some((b, b.checked_add(jiff::Span::new().months(2)).ok()?.last_of_month())))
            }
            (Some(Part::Number(month)), None | Some(Part::Unspecified)) => {
                let begin = i8::try_from(month).ok().and_then(|month| day(first, month, 1));
                begin.map(|b| (b, b.last_of_month()))
            }
            (Some(Part::Number(month)), Some(Part::Number(number))) => {
                let both = i8::try_from(month).ok().zip(i8::try_from(number).ok());
                both.and_then(|(month, number)| day(first, month, number)).map(|d| (d, d))
            }
        };
        bounds.ok_or_else(wrong)
    }

    /// Its moment, where it is a day with a time and an offset from UTC: seconds from 1970-01-01T00:00Z.
    pub fn moment(self, day: Date) -> Option<i64> {
        let ((hour, minute, second), offset) = self.time.zip(self.offset)?;
        let days = i64::from(day_number(day));
        let time = i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second.unwrap_or(0));
        Some(days * 86_400 + time - i64::from(offset) * 60)
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EdtfError {
    /// The text has none of the known forms.
    #[error("not a date of the form 2025, 2025-08, 2025-08-24, 2025-08-24T23:30, 202X or an interval of two with '/'")]
    Form,
    /// The form is right, but the calendar has no such day or the clock no such time.
    #[error("'{0}' is not in the calendar")]
    Calendar(String),
    /// An interval ends before it begins.
    #[error("the interval ends before it begins")]
    Backwards,
    /// A form of level 2.
    #[error(
        "EDTF of level 2 is not read (a mark or an X for a part of the date alone, sets, exponents); levels 0 and 1 are: 2004-06-11?, 156X, 2004-XX"
    )]
    LevelTwo,
    /// `Y2025`.
    #[error("Y begins a year of more than four digits; write the year without it: 2025")]
    ShortYear,
}

impl EdtfError {
    /// Why a text that has none of the forms of levels 0 and 1 is no date.
    pub fn of_form(text: &str) -> Self {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if text.contains(':') {
            return Self::Form;
        }
        if let Some(year) = text.strip_prefix('Y') {
            let year = year.trim_start_matches('-');
            let is_short = year.len() <= 4 || year.starts_with('0');
            return match digits(year) {
                true if is_short => Self::ShortYear,
                false if year.split(['E', 'S']).all(digits) => Self::LevelTwo,
                _ => Self::Form,
            };
        }
        let inner = text.strip_prefix(['{', '[']).and_then(|inner| inner.strip_suffix(['}', ']']));
        let is_set = inner
            .is_some_and(|inner| inner.split([',', '.']).all(|one| one.trim().is_empty() || is_level_two(one.trim())));
        let is_interval = text.split('/').all(|one| one.is_empty() || one == ".." || is_level_two(one));
        if is_set || (is_interval && text.split('/').any(is_level_two)) { Self::LevelTwo } else { Self::Form }
    }
}

/// Whether a text without `/` is built as a date of level 2 may be (a date of the levels below is so as well): a year, month and day
/// with qualifiers before or behind each, any of their digits unspecified, significant digits behind a year. The `u` of the draft
/// of 2012 counts as `X`. A qualifier before the whole text is what people write for "about".
fn is_level_two(text: &str) -> bool {
    let is_qualifier = |c: char| matches!(c, '?' | '~' | '%');
    let bare: String = text.chars().filter(|c| !is_qualifier(*c)).collect();
    let bare = bare.strip_prefix('-').unwrap_or(&bare);
    let is_part = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'X' | b'u'))
    };
    let mut parts = bare.split('-');
    let year = parts.next().unwrap_or_default();
    let (year, significant) = year.split_once('S').unwrap_or((year, "1"));
    let is_date = is_part(year, 4) && significant.bytes().all(|b| b.is_ascii_digit()) && bare.split('-').count() <= 3;
    is_date && parts.all(|part| is_part(part, 2)) && !text.starts_with(is_qualifier)
}

/// Days from 1970-01-01 on the proleptic Gregorian calendar (Hinnant 2013, chrono-compatible low-level date algorithms).
pub fn day_number(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}
