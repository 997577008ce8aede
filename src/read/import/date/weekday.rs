//! The day of the week beside a date.

use crate::model::Edtf;

const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The day of the week of a day counted from 1970-01-01, 1 for a Monday.
pub fn of_day(day: i32) -> u8 {
    // The first of January 1970 was a Thursday.
    u8::try_from((day + 3).rem_euclid(7) + 1).unwrap_or(1)
}

/// The day that a date is; `None` for a month, a year or a range.
pub fn single_day(date: &Edtf) -> Option<i32> {
    let (first, last) = date.days();
    (first == last).then_some(first)
}

/// What is said where the days of the week of a cell are not those of its date: of its one day, or of the ends of its range.
pub fn contradiction(date: &Edtf, weekdays: &[u8]) -> Option<String> {
    let (first, last) = date.days();
    let ends = if first == last { vec![first] } else { vec![first, last] };
    let is_right = match (weekdays, ends.as_slice()) {
        ([], _) => true,
        ([one], ends) => ends.iter().any(|day| of_day(*day) == *one),
        ([from, to], [first, last]) => of_day(*first) == *from && of_day(*last) == *to,
        (several, [day]) => several.iter().all(|weekday| of_day(*day) == *weekday),
        _ => false,
    };
    // A month or a year has every day of the week.
    if is_right || (last - first > 6 && weekdays.len() < 2) {
        return None;
    }
    let name = |weekday: u8| NAMES.get(usize::from(weekday.saturating_sub(1))).copied().unwrap_or_default();
    let day = |day: &i32| {
        let date = Edtf::of_days(*day, *day).map(|d| d.as_str().to_owned()).unwrap_or_default();
        format!("{date} is a {}", name(of_day(*day)))
    };
    let days = ends.iter().map(day).collect::<Vec<_>>().join(", ");
    let said = weekdays.iter().map(|weekday| name(*weekday)).collect::<Vec<_>>().join(" and ");
    Some(format!("{days}, and the cell says {said}; the date counts"))
}
