//! The Solar Hijri calendar of Afghanistan and Iran.

use calendrical_calculations::persian::{fixed_from_fast_persian, is_leap_year};

/// 1970-01-01 as *rata die*.
const EPOCH: i64 = 719_163;

/// The first and the last day of a year, a month or a day, counted from 1970-01-01; `None` if the calendar has none such.
pub fn days(year: u32, month: Option<u8>, day: Option<u8>) -> Option<(i32, i32)> {
    let year = i32::try_from(year).ok().filter(|year| (1..3_000).contains(year))?;
    let length = |month: u8| match month {
        1..=6 => Some(31),
        7..=11 => Some(30),
        12 => Some(if is_leap_year(year) { 30 } else { 29 }),
        _ => None,
    };
    let count =
        |month: u8, day: u8| i32::try_from(fixed_from_fast_persian(year, month, day).to_i64_date() - EPOCH).ok();
    match (month, day) {
        (None, _) => Some((count(1, 1)?, count(12, length(12)?)?)),
        (Some(month), None) => Some((count(month, 1)?, count(month, length(month)?)?)),
        (Some(month), Some(day)) => {
            let is_day = (1..=length(month)?).contains(&day);
            let count = is_day.then(|| count(month, day)).flatten()?;
            Some((count, count))
        }
    }
}
