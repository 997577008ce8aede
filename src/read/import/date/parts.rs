//! Dates whose year, month and day stand in columns of their own.

use super::error::full_year;
use super::words::{Word, folded, word};
use crate::read::digits::plain_text;

/// The date of columns of its own for year, month and day, where a column of 0 or none says that it is not known; as a text for
/// [`super::read`].
///
/// `None` if there is no year.
///
/// # Errors
///
/// What stands there where it is no date.
pub fn of_parts(year: Option<String>, month: Option<String>, day: Option<String>) -> Option<Result<String, String>> {
    let year = plain_text(&year?);
    let found = || format!("{year} {} {}", month.as_deref().unwrap_or(""), day.as_deref().unwrap_or(""));
    let digits = |text: &str| {
        let whole = text.strip_suffix(".0").unwrap_or(text);
        let is_number = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| whole.parse::<u32>().ok().map(|number| (number, whole.len()))).flatten()
    };
    let part = |text: &Option<String>, most: u32| match text.as_deref().map(plain_text) {
        None => Ok(None),
        Some(text) => match digits(&text) {
            Some((0, _)) => Ok(None),
            // 21 would be a season of EDTF.
            Some((part, _)) if part <= most => Ok(Some(part)),
            Some(_) => Err(()),
            // A month by its name.
            None => word(&folded(text.trim_end_matches('.')))
                .and_then(|word| if let Word::Month(month) = word { Some(Some(u32::from(month))) } else { None })
                .ok_or(()),
        },
    };
    let (Some(year_number), Ok(month_number), Ok(day_number)) = (digits(&year), part(&month, 12), part(&day, 31))
    else {
        return Some(Err(found()));
    };
    let year_number = match year_number {
        (0, _) if month_number.is_none() && day_number.is_none() => return None,
        (year, 2) => full_year(year),
        (year, 4) if year > 0 => year,
        _ => return Some(Err(found())),
    };
    Some(match (month_number, day_number) {
        (None, None) => Ok(format!("{year_number:04}")),
        (Some(month), None) => Ok(format!("{year_number:04}-{month:02}")),
        (Some(month), Some(day)) => Ok(format!("{year_number:04}-{month:02}-{day:02}")),
        (None, Some(_)) => Err(found()),
    })
}
