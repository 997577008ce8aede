//! Dates as other people write them.

use crate::model::{DateOrder, Edtf};

/// A date in any of the forms that datasets and spreadsheets use, as days counted from 1970-01-01: the first and the last.
///
/// `2025-08-24`, with a time behind it or without; `20250824`; `24 August 2025`; `24.08.2025`; `24/8/2025` by the order given
/// or where one of the numbers is above 12; the serial number of a spreadsheet (days since 1899-12-30); and EDTF.
pub fn days(text: &str, order: Option<DateOrder>) -> Result<(i32, i32), String> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Edtf>() {
        // Four digits are a year: the serial numbers of spreadsheets have five.
        return Ok(date.days());
    }
    // A time behind the day adds nothing to it.
    let day = text.split([' ', 'T']).next().unwrap_or(text);
    if day.len() == 10
        && text.len() > 10
        && let Ok(date) = day.parse::<Edtf>()
    {
        return Ok(date.days());
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return civil(text.get(..4), text.get(4..6), text.get(6..));
    }
    if let Some(serial) = serial(text) {
        return Ok((serial, serial));
    }
    let parts: Vec<&str> = text.split([' ', ',']).filter(|p| !p.is_empty()).collect();
    if let [a, b, year, ..] = parts.as_slice() {
        if let Some(month) = month(b) {
            return civil(Some(year), Some(&month), Some(a));
        }
        if let Some(month) = month(a) {
            return civil(Some(year), Some(&month), Some(b));
        }
    }
    let numbers: Vec<&str> = day.split(['.', '/', '-']).collect();
    if let [a, b, year] = numbers.as_slice()
        && year.len() == 4
    {
        let above_12 = |t: &str| t.parse::<u8>().is_ok_and(|n| n > 12);
        let day_first = match (day.contains('.'), above_12(a), above_12(b), order) {
            (true, ..) | (_, true, ..) => true,
            (_, _, true, _) => false,
            (.., Some(order)) => order == DateOrder::DayFirst,
            (.., None) if a == b => true,
            (.., None) => return Err("day and month could be either; date_order in the table tells which".to_owned()),
        };
        let (day, month) = if day_first { (a, b) } else { (b, a) };
        return civil(Some(year), Some(month), Some(day));
    }
    Err("no date that can be read".to_owned())
}

fn civil(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Result<(i32, i32), String> {
    let number = |t: Option<&str>| t.and_then(|t| t.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else {
        return Err("no date that can be read".to_owned());
    };
    let date = format!("{year:04}-{month:02}-{day:02}").parse::<Edtf>().ok();
    date.map(|d| d.days()).ok_or_else(|| "not in the calendar".to_owned())
}

/// The serial number of a day in a spreadsheet, from 1920 to 2119: smaller or larger numbers are something else.
fn serial(text: &str) -> Option<i32> {
    /// 1970-01-01 in the count of spreadsheets.
    const EPOCH: i32 = 25_569;
    let value: f64 = text.parse().ok()?;
    let whole = value.floor();
    (7_306.0..80_354.0).contains(&whole).then(|| whole as i32 - EPOCH)
}

/// The number of a month by its English name or the first three letters of it.
fn month(name: &str) -> Option<String> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_lowercase();
    let at = NAMES.iter().position(|m| name.starts_with(m))?;
    Some((at + 1).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_means_its_day() {
        for text in [
            "2025-08-24",
            "2025-08-24 00:00:00.000",
            "2025-08-24T10:00:00Z",
            "20250824",
            "24 August 2025",
            "24 Aug 2025",
            "August 24, 2025",
            "24.08.2025",
            "24.8.2025",
            "24/08/2025",
            "8/24/2025",
            "45893",
            "45893.0",
        ] {
            assert_eq!(days(text, None), Ok((20_324, 20_324)), "{text}");
        }
        assert_eq!(days("2025-08", None), Ok((20_301, 20_331)));
        assert_eq!(days("3/8/2025", Some(DateOrder::DayFirst)), Ok((20_303, 20_303)));
        assert_eq!(days("3/8/2025", Some(DateOrder::MonthFirst)), Ok((20_155, 20_155)));
        for text in ["", "3/8/2025", "31.02.2025", "24.08.25", "yesterday", "12", "20251399", "0/0/2025"] {
            assert!(days(text, None).is_err(), "{text}");
        }
    }
}
