//! The years in which incidents are expected.

use std::ops::RangeInclusive;

use super::{Edtf, Incident};

/// The first year that is expected.
pub const FIRST_EXPECTED_YEAR: i16 = 1800;

/// What is said of a date outside the expected years.
pub const UNEXPECTED_YEAR: &str = "a year that is not expected: was it misread?";

/// The years in which incidents are expected: 1800 to the one after `today`; to the last of the calendar without it.
///
/// ```
/// use marz::model::expected_years;
/// let today = "2025-08-24".parse().unwrap();
/// assert_eq!(expected_years(Some(&today)), 1800..=2026);
/// ```
#[must_use]
pub fn expected_years(today: Option<&Edtf>) -> RangeInclusive<i16> {
    let year = |date: &Edtf| date.last_known_day()?.get(..4)?.parse::<i16>().ok();
    FIRST_EXPECTED_YEAR..=today.and_then(year).map_or(9_999, |year| year.saturating_add(1))
}

/// The years that an axis may span, for some incidents: those that are expected on the latest day on which one of their sources was
/// read or published. One misread date would make an axis of centuries.
#[must_use]
pub fn axis_years<'a>(incidents: impl IntoIterator<Item = &'a Incident>) -> RangeInclusive<i16> {
    let dates = incidents.into_iter().flat_map(Incident::source_dates);
    expected_years(dates.max_by_key(|date| date.days().1))
}

/// Whether a date can stand on an axis of these years.
#[must_use]
pub fn is_on_axis(date: &Edtf, years: &RangeInclusive<i16>) -> bool {
    date.is_within_years(*years.start(), *years.end())
}

/// What a figure or table says of the incidents whose dates are not on its axis; `None` if all are.
#[must_use]
pub fn off_axis_in_words(ids: &[&str], years: &RangeInclusive<i16>) -> Option<String> {
    let (from, to) = (years.start(), years.end());
    let list = ids.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    let more = if ids.len() > 5 { " and others" } else { "" };
    (!ids.is_empty())
        .then(|| format!("not on the axis, with a date outside {from} to {to}: {list}{more}; was it misread?"))
}
