//! Weeks of a year (ISO 8601).

use super::words::folded;
use crate::model::Edtf;

/// The word "week", as it is folded.
const WORDS: &[&str] = &[
    "w",
    "wk",
    "week",
    "kw",
    "woche",
    "semaine",
    "semana",
    "settimana",
    "hafta",
    "неделя",
    "неделю",
    "тиждень",
    "ҳафтаи",
    "ҳафта",
    "هفته",
    "اسبوع",
    "الاسبوع",
];

/// The year and the week of a text such as `2025-W34` or `Week 34, 2025`; `None` where it is something else.
pub fn named(plain: &str) -> Option<(i32, i32)> {
    // Most dates have no word, or a time.
    if plain.contains(':') || !plain.chars().any(char::is_alphabetic) {
        return None;
    }
    let text = folded(plain);
    let mut words: Vec<String> = Vec::new();
    let mut kind = None;
    for c in text.chars() {
        let now = if c.is_ascii_digit() { Some(true) } else { c.is_alphabetic().then_some(false) };
        match (now, words.last_mut()) {
            (None, _) if " -,./".contains(c) => {}
            (None, _) => return None,
            (Some(_), Some(word)) if now == kind => word.push(c),
            (Some(_), _) => words.push(c.to_string()),
        }
        kind = now;
    }
    let [a, b, c] = words.as_slice() else { return None };
    let is_week = |word: &String| WORDS.contains(&word.as_str());
    let (year, week) = match (is_week(a), is_week(b)) {
        // Week 34 2025, 2025 week 34, 34 week 2025.
        (true, _) => (c, b),
        (_, true) if a.len() == 4 => (a, c),
        (_, true) => (c, a),
        _ => return None,
    };
    let number = |text: &str, lengths: &[usize]| lengths.contains(&text.len()).then(|| text.parse().ok()).flatten();
    Some((number(year, &[4])?, number(week, &[1, 2])?))
}

/// The Monday of a week, counted from 1970-01-01: week 1 is the one with the fourth of January. `None` if the year has none such.
pub fn monday(year: i32, week: i32) -> Option<i32> {
    let fourth = |year: i32| format!("{year:04}-01-04").parse::<Edtf>().ok().map(|d| d.days().0);
    // The first of January 1970 was a Thursday.
    let first = |year: i32| fourth(year).map(|day| day - (day + 3).rem_euclid(7));
    let day = first(year)? + (week - 1) * 7;
    (week >= 1 && day < first(year + 1)?).then_some(day)
}
