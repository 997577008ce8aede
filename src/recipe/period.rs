//! Periods by name: quarters and halves of a year, and periods relative to a day.

use std::str::FromStr;

use super::RecipeError;
use crate::model::Edtf;

/// What a period may be, for messages.
pub(super) const FORMS: &str = "a date such as 2025, 2025-08 or 2025-08-24, a period such as 2025-Q4 or 2025-H2, or last-month, last-quarter, last-half, \
     last-year, this-month, this-quarter, this-half or this-year";

/// A period: known, or relative to a day that is known later.
///
/// # Example
///
/// ```
/// use marz::recipe::Period;
/// let quarter: Period = "2025-Q4".parse().unwrap();
/// let (since, until) = quarter.ends(None).unwrap();
/// assert_eq!((since.as_str(), until.as_str()), ("2025-10", "2025-12"));
/// let last: Period = "last-quarter".parse().unwrap();
/// let (since, until) = last.ends(Some("2026-02-14")).unwrap();
/// assert_eq!((since.as_str(), until.as_str()), ("2025-10", "2025-12"));
/// assert!(last.ends(None).is_err() && "2025-Q5".parse::<Period>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Period {
    /// From the first day of one date to the last day of another.
    Dates(Edtf, Edtf),
    /// So many months of the calendar year: those of the day, or the last complete ones.
    Relative {
        /// How it was asked for.
        name: &'static str,
        /// How many months the period has: 1, 3, 6 or 12.
        months: u8,
        /// Whether it is the last complete one on that day: that of the day on its last day, else the one before.
        is_last: bool,
    },
}

/// The relative periods: the name, the months, whether it is the last complete one.
const RELATIVE: [(&str, u8, bool); 8] = [
    ("last-month", 1, true),
    ("last-quarter", 3, true),
    ("last-half", 6, true),
    ("last-year", 12, true),
    ("this-month", 1, false),
    ("this-quarter", 3, false),
    ("this-half", 6, false),
    ("this-year", 12, false),
];

impl FromStr for Period {
    type Err = String;

    /// Reads a date of EDTF, a quarter (`2025-Q4`), a half (`2025-H2`), two of these with `/` between them, or a relative period
    /// (`last-month`).
    fn from_str(text: &str) -> Result<Self, String> {
        let lower = text.trim().to_ascii_lowercase();
        if let Some((name, months, is_last)) = RELATIVE.into_iter().find(|(name, ..)| *name == lower) {
            return Ok(Self::Relative { name, months, is_last });
        }
        if let Some(period) = part_of_year(&lower) {
            return Ok(period);
        }
        // The ends of an interval are dates of their own.
        let end = |text: &str| match part_of_year(&text.trim().to_ascii_lowercase()) {
            Some(Self::Dates(since, until)) => Some((since, until)),
            _ => text.trim().parse::<Edtf>().ok().map(|date| (date.clone(), date)),
        };
        match text.split_once('/').and_then(|(a, b)| Some((end(a)?, end(b)?))) {
            Some(((since, _), (_, until))) => Ok(Self::Dates(since, until)),
            None => text.trim().parse::<Edtf>().map(|date| Self::Dates(date.clone(), date)).map_err(|e| e.to_string()),
        }
    }
}

impl Period {
    /// The first and the last date of it; `today` is the day that a relative period counts from, as `YYYY-MM-DD`.
    ///
    /// # Errors
    ///
    /// What is missing, for a relative period without a day or before the year 1.
    pub fn ends(&self, today: Option<&str>) -> Result<(Edtf, Edtf), String> {
        match self {
            Self::Dates(since, until) => Ok((since.clone(), until.clone())),
            Self::Relative { name, months, is_last } => {
                let Some((day, month)) = today.and_then(|day| Some((day, month_of(day)?))) else {
                    return Err(format!("{name} counts from a day, and no date of the data is known here"));
                };
                let n = i32::from(*months);
                let begin = month.div_euclid(n) * n;
                // On its last day a period is complete.
                let last_day = |ends: (Edtf, Edtf)| ends.1.latest();
                let is_complete = months_from(begin, n).and_then(last_day).is_some_and(|end| end.as_str() <= day);
                months_from(if *is_last && !is_complete { begin - n } else { begin }, n)
                    .ok_or_else(|| format!("there is no {name} before {day}"))
            }
        }
    }

    /// The date at its beginning; `None` if it counts from a day.
    #[must_use]
    pub fn since(&self) -> Option<&Edtf> {
        match self {
            Self::Dates(since, _) => Some(since),
            Self::Relative { .. } => None,
        }
    }

    /// The date at its end; `None` if it counts from a day.
    #[must_use]
    pub fn until(&self) -> Option<&Edtf> {
        match self {
            Self::Dates(_, until) => Some(until),
            Self::Relative { .. } => None,
        }
    }

    /// Whether it counts from a day.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        matches!(self, Self::Relative { .. })
    }
}

/// `2025-q4` or `2025-h2`, also without the hyphen.
fn part_of_year(text: &str) -> Option<Period> {
    let (year, part) = text.split_at_checked(4)?;
    let mut letters = part.strip_prefix('-').unwrap_or(part).chars();
    let months = match letters.next()? {
        'q' => 3,
        'h' => 6,
        _ => return None,
    };
    let number = i32::try_from(letters.next()?.to_digit(10)?).ok().filter(|n| (1..=12 / months).contains(n))?;
    let is_year = year.bytes().all(|b| b.is_ascii_digit()) && letters.next().is_none();
    let (since, until) =
        is_year.then(|| months_from(year.parse::<i32>().ok()? * 12 + (number - 1) * months, months))??;
    Some(Period::Dates(since, until))
}

/// The month of a day `YYYY-MM-DD`, counted from January of the year 0.
fn month_of(day: &str) -> Option<i32> {
    let (year, month) = (day.get(..4)?.parse::<i32>().ok()?, day.get(5..7)?.parse::<i32>().ok()?);
    (1..=12).contains(&month).then_some(year * 12 + month - 1)
}

/// So many months from one, counted from January of the year 0.
fn months_from(begin: i32, months: i32) -> Option<(Edtf, Edtf)> {
    let month = |n: i32| format!("{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1).parse::<Edtf>().ok();
    (begin >= 12).then(|| month(begin).zip(month(begin + months - 1)))?
}

/// A period of a filter: the key, and what was written.
pub(super) fn asked(key: &str, text: Option<&String>) -> Result<Option<Period>, RecipeError> {
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).map_err(|e| RecipeError::value(key, format!("{text} ({e})"), FORMS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_whole_months() {
        let of = |text: &str, today: &str| {
            let (a, b) = text.parse::<Period>().unwrap().ends(Some(today)).unwrap();
            format!("{}..{}", a.as_str(), b.as_str())
        };
        for (text, today, expected) in [
            ("2025-Q1", "2020-01-01", "2025-01..2025-03"),
            ("2025q4", "2020-01-01", "2025-10..2025-12"),
            ("2024-H1", "2020-01-01", "2024-01..2024-06"),
            ("2025-08", "2020-01-01", "2025-08..2025-08"),
            ("2025-08-03/2025-09", "2020-01-01", "2025-08-03..2025-09"),
            ("2025-H2/2026-H1", "2020-01-01", "2025-07..2026-06"),
            ("2025-11-15/2026-q1", "2020-01-01", "2025-11-15..2026-03"),
            ("202X/2025-XX", "2020-01-01", "202X..2025-XX"),
            ("last-month", "2026-01-30", "2025-12..2025-12"),
            ("this-month", "2024-02-29", "2024-02..2024-02"),
            ("last-quarter", "2026-03-30", "2025-10..2025-12"),
            ("last-quarter", "2026-03-31", "2026-01..2026-03"),
            ("last-quarter", "2025-12-31", "2025-10..2025-12"),
            ("this-quarter", "2025-12-31", "2025-10..2025-12"),
            ("last-year", "2025-12-31", "2025-01..2025-12"),
            ("last-month", "2024-02-28", "2024-01..2024-01"),
            ("last-month", "2024-02-29", "2024-02..2024-02"),
            ("last-half", "2026-07-01", "2026-01..2026-06"),
            ("Last-Year", "2026-07-01", "2025-01..2025-12"),
            ("this-half", "2026-07-01", "2026-07..2026-12"),
        ] {
            assert_eq!(of(text, today), expected, "{text} on {today}");
        }
        for wrong in
            ["2025-Q0", "2025-Q5", "2025-H3", "2025-Q44", "last-week", "20a5-Q1", "", "2025-13", "2025-H2/2026-H3"]
        {
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
        assert!("last-year".parse::<Period>().unwrap().ends(Some("0001-05-01")).is_err());
    }
}
