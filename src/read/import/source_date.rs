//! The date at the end of a source, such as `La Nación 15/05/2026`.

use super::address::is_address;
use super::date::{self, DateRules};
use crate::model::Edtf;
use crate::read::digits::plain_text;

/// The longest date, in words: `Thursday, 2 de julio de 2026, 14:30`.
const MOST_WORDS: usize = 8;

/// The longest time of a source's date, in days: a month. What is longer, as `2025/2026`, belongs to a name.
const LONGEST_DAYS: i32 = 31;

/// Words before the day on which somebody read the source, which is not that of the source.
const READ_ON: [&str; 7] = ["accessed", "retrieved", "viewed", "consulté", "consultado", "abgerufen", "обращения"];

/// The text before a date at its end, and the date.
pub fn dated<'t>(text: &'t str, rules: &DateRules<'_>) -> Option<(&'t str, Option<Edtf>)> {
    let end = DateEnd::of(text, rules).filter(DateEnd::is_of_source)?;
    let last = |name: &'t str| name.rsplit_once(char::is_whitespace).filter(|(_, word)| date::leads_to_date(word));
    // Decreto 333 del 2 de julio de 2026.
    let name = last(end.name).map_or(end.name, |(name, _)| name.trim_end());
    Some((name, Some(end.date)))
}

/// The end of a text that reads as a date.
struct DateEnd<'t> {
    /// What stands before it, with the mark or space that parts them.
    before: &'t str,
    /// The same without that.
    name: &'t str,
    /// The date as it is written.
    text: String,
    date: Edtf,
}

impl<'t> DateEnd<'t> {
    /// The longest that is one: `2 de julio de 2026`, not `julio de 2026` alone; no number, whatever it may stand for in a spreadsheet.
    fn of(text: &'t str, rules: &DateRules<'_>) -> Option<Self> {
        let text = text.trim().trim_end_matches(['.', ',']);
        let mut starts: Vec<usize> = text
            .char_indices()
            .filter(|(at, c)| {
                // A comma within an address is a part of it.
                let word = || text.get(..*at).and_then(|t| t.split_whitespace().next_back()).unwrap_or_default();
                c.is_whitespace() || *c == '(' || (matches!(c, ',' | '،') && !is_address(word()))
            })
            .map(|(at, c)| at + c.len_utf8())
            .chain([0])
            .collect();
        starts.sort_unstable();
        let words = starts.len().saturating_sub(MOST_WORDS);
        starts.iter().skip(words).find_map(|start| {
            let (before, end) = text.split_at_checked(*start)?;
            let end = match before.strip_suffix('(') {
                Some(_) => end.strip_suffix(')')?,
                None => end,
            };
            let plain = plain_text(end);
            if end.starts_with(char::is_whitespace) || plain.replace(',', ".").parse::<f64>().is_ok() {
                return None;
            }
            let read = date::read(end, rules).ok().filter(|read| read.remarks.is_empty())?;
            let name = before.trim_end_matches(|c: char| c.is_whitespace() || "(,;:،-–—".contains(c));
            Some(Self { before, name, text: plain, date: read.date })
        })
    }

    /// Whether it is the date of the source: not the number of an issue (`No. 3/2024`), nor a part of what the name says.
    fn is_of_source(&self) -> bool {
        let (first, last) = self.date.days();
        // 3/2024 is an issue, 2024-03 a month.
        let has_words = self.text.contains(char::is_alphabetic);
        let is_date = has_words || first == last || self.date.as_str() == self.text;
        let count = |marks: [char; 2]| self.name.matches(marks).count();
        let word = plain_text(self.name.split_whitespace().next_back().unwrap_or_default()).to_lowercase();
        // Jan-3 Feb 2026: a range that was cut.
        let is_digit = |c: char| c.is_ascii_digit();
        let is_cut = first != last
            && word.contains('-')
            && word.ends_with(is_digit)
            && plain_text(self.before).ends_with(is_digit);
        last.saturating_sub(first) < LONGEST_DAYS
            && is_date
            && count(['(', '[']) <= count([')', ']'])
            && !is_cut
            && !READ_ON.contains(&word.as_str())
            && self.open_number().is_none()
    }

    /// A number before a comma and the name of a month, which is the day or the end of the name: `Vol. 12, May 2026`.
    fn open_number(&self) -> Option<&str> {
        let (number, rest) = self.text.split_once(',')?;
        let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        (is_number && rest.trim_start().starts_with(char::is_alphabetic)).then_some(number)
    }
}

/// Why what looks like a date at the end of a name is none.
pub fn doubtful(name: &str, rules: &DateRules<'_>) -> Option<String> {
    if let Some(number) = DateEnd::of(name, rules).as_ref().and_then(DateEnd::open_number) {
        return Some(format!("{number} may be its day, or belong to the name"));
    }
    let last = plain_text(name.split_whitespace().next_back()?);
    let last = last.trim_matches(|c: char| !c.is_ascii_digit());
    let is_day = |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n));
    // A year of two digits beside what may be day and month; 1.2.3 is a version, 5-6-7 a name.
    let is_year = |year: &str, a: &str, b: &str| year.len() == 4 || (year.len() == 2 && is_day(a) && is_day(b));
    let looks = ['/', '.', '-'].iter().any(|mark| {
        let parts: Vec<&str> = last.split(*mark).collect();
        let are_numbers = parts.iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
        are_numbers && matches!(parts.as_slice(), [a, b, c] if is_year(a, b, c) || is_year(c, a, b))
    });
    if looks { date::read(last, rules).err().map(|why| why.message) } else { None }
}
