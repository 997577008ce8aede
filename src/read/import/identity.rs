//! Ids of our own making, for rows that come without one.

use crate::model::Edtf;

/// The id of a row without one: its first day and its title.
pub fn made_id(date: &Edtf, title: &str) -> String {
    slug(&format!("{}-{title}", date.first_known_day().unwrap_or_else(|| date.as_str().to_owned())))
}

/// Whether an id is of our making: that of a date and title, or the same with a number behind it.
pub fn is_made(id: &str, date: &Edtf, title: &str) -> bool {
    let Some(rest) = id.strip_prefix(made_id(date, title).as_str()) else { return false };
    rest.is_empty() || rest.strip_prefix('-').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// The first id that is free: the one given, or the same with a number from 2.
pub fn numbered(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let all = std::iter::once(id.to_owned()).chain((2..).map(|n: u64| format!("{id}-{n}")));
    all.into_iter().find(|id| !is_taken(id)).unwrap_or_default()
}

/// A stable name of letters, digits and hyphens.
pub fn slug(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}
