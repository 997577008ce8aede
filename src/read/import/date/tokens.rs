//! The text of a date cut into numbers, names, marks and times.

use super::error::{DateError, full_year};
use super::words::{Word, folded, word};
use crate::read::digits::plain_text;

/// One part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A number, with how many digits it was written.
    Number(u32, usize),
    /// A month of the Gregorian calendar.
    Month(u8),
    /// A month of the Solar Hijri calendar.
    SolarMonth(u8),
    /// A mark between numbers.
    Mark(char),
    /// A time of the day: hour, minute, second.
    Time(u8, u8, u8),
    /// From the one to the other, one of the two, or both.
    To,
    Or,
    And,
}

/// The tokens of a text, and what was said about all of it.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    pub list: Vec<Token>,
    pub is_about: bool,
    pub is_perhaps: bool,
    /// The third of a month that is meant, 0 to 2.
    pub third: Option<u8>,
    /// The offset from UTC in minutes.
    pub offset: Option<i16>,
    /// Whether something in brackets or between commas was passed over.
    half: Option<bool>,
}

/// Cuts a text.
///
/// # Errors
///
/// Where a word or sign is none of a date's.
pub fn tokens(text: &str) -> Result<Tokens, DateError> {
    let chars: Vec<char> = folded(&plain_text(text)).chars().collect();
    let mut out = Tokens::default();
    let mut i = 0;
    let mut is_iso = false;
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    while i < chars.len() {
        let c = at(i);
        if c.is_ascii_digit() {
            let digits: String = chars.iter().skip(i).take_while(|c| c.is_ascii_digit()).collect();
            i += digits.len();
            if at(i) == ':' && digits.len() <= 2 && at(i + 1).is_ascii_digit() {
                i = time(&chars, i, &digits, is_iso, &mut out)?;
                continue;
            }
            let value = digits.parse().ok().ok_or_else(|| DateError::new("a number that is too long for a date"))?;
            // '25 is a year.
            let is_year = out.list.last() == Some(&Token::Mark('\'')) && digits.len() == 2;
            if is_year {
                out.list.pop();
                out.list.push(Token::Number(full_year(value), 4));
            } else {
                out.list.push(Token::Number(value, digits.len()));
            }
            continue;
        }
        if (c.is_alphabetic() || c == '&') && !is_unit(c) {
            let is_letter = |c: &char| (c.is_alphabetic() || *c == '&' || *c == '\'') && !is_unit(*c);
            let one: String = chars.iter().skip(i).take_while(|c| is_letter(c)).collect();
            let length = one.chars().count();
            // 2025-08-24T10:00.
            if one == "t" && at(i + 1).is_ascii_digit() && matches!(out.list.last(), Some(Token::Number(..))) {
                (i, is_iso) = (i + 1, true);
                continue;
            }
            let next: String = chars.iter().skip(i + length + 1).take_while(|c| c.is_alphabetic()).collect();
            let pair = format!("{one}_{next}");
            let (found, taken) = match (at(i + length), word(&pair)) {
                (' ' | '-', Some(found)) if !next.is_empty() => (found, length + 1 + next.chars().count()),
                // a.m., p.m., н.э.
                _ if at(i + length) == '.' && ["a", "p"].contains(&one.as_str()) && at(i + length + 1) == 'm' => {
                    (Word::Half(one == "p"), length + 2)
                }
                _ => (word(&one).ok_or_else(|| DateError::word(&one))?, length),
            };
            i += taken;
            // The point of a short form.
            if at(i) == '.' {
                i += 1;
            }
            take(found, &mut out);
            continue;
        }
        i += 1;
        match c {
            ' ' | ',' | '(' | ')' | '[' | ']' | '"' => {}
            '~' | '≈' => out.is_about = true,
            '?' => out.is_perhaps = true,
            '-' if i >= 2 && at(i - 2) == ' ' && at(i) == ' ' => out.list.push(Token::To),
            // A point behind a number and before a name or the end is that of a short form.
            '.' | '/' | '-' | '\'' => out.list.push(Token::Mark(c)),
            '年' | '月' | '년' | '월' => out.list.push(Token::Mark('-')),
            '日' | '일' => {}
            // 1:30 PM +05:00.
            '+' if matches!(out.list.last(), Some(Token::Time(..))) && out.offset.is_none() => {
                let (minutes, end) = offset(&chars, i)?;
                (out.offset, i) = (Some(minutes), end);
            }
            c => return Err(DateError::word(&c.to_string())),
        }
    }
    if out.list.contains(&Token::Mark('\'')) {
        return Err(DateError::word("'"));
    }
    meridiem(&mut out)?;
    Ok(out)
}

/// The signs for year, month and day of Chinese, Japanese and Korean, decomposed ones among them.
fn is_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

/// An offset from UTC behind its sign, in minutes, and where it ends.
fn offset(chars: &[char], i: usize) -> Result<(i16, usize), DateError> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let wrong = || DateError::new("an offset from UTC that no clock has");
    let hours = two_digits(chars, i).ok_or_else(wrong)?;
    let (minutes, end) = match at(i + 2) {
        ':' => (two_digits(chars, i + 3).ok_or_else(wrong)?, i + 5),
        c if c.is_ascii_digit() => (two_digits(chars, i + 2).ok_or_else(wrong)?, i + 4),
        _ => (0, i + 2),
    };
    let all = i16::from(hours) * 60 + i16::from(minutes);
    if minutes > 59 || all > 14 * 60 { Err(wrong()) } else { Ok((all, end)) }
}

fn two_digits(chars: &[char], i: usize) -> Option<u8> {
    let text: String = chars.iter().skip(i).take(2).collect();
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// What a word says.
fn take(found: Word, out: &mut Tokens) {
    match found {
        // The short form of a Tuesday in French and Spanish is that of a March.
        Word::Month(number) => {
            let before = out.list.iter().position(|t| matches!(t, Token::Month(_)));
            match before {
                Some(at)
                    if at == 0 && out.list.get(at) == Some(&Token::Month(3)) && out.list.len() > 1 && number != 3 =>
                {
                    let is_range =
                        out.list.iter().any(|t| matches!(t, Token::To | Token::Or | Token::And | Token::Mark('-')));
                    if !is_range {
                        out.list.remove(at);
                    }
                    out.list.push(Token::Month(number));
                }
                _ => out.list.push(Token::Month(number)),
            }
        }
        Word::SolarMonth(number) => out.list.push(Token::SolarMonth(number)),
        Word::To => out.list.push(Token::To),
        Word::Or => out.list.push(Token::Or),
        Word::And => out.list.push(Token::And),
        Word::About => out.is_about = true,
        Word::Perhaps => out.is_perhaps = true,
        Word::Third(third) => {
            // mid-August: the dash is no range.
            out.third = Some(third);
        }
        Word::Half(is_after) => out.half = Some(is_after),
        Word::Utc => out.offset = Some(0),
        Word::Filler => {
            // 24-го: the dash belongs to the ending.
            if out.list.last() == Some(&Token::Mark('-')) {
                out.list.pop();
            }
        }
    }
}

/// A time whose hour is read; returns where it ends.
fn time(chars: &[char], mut i: usize, hour: &str, is_iso: bool, out: &mut Tokens) -> Result<usize, DateError> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let wrong = || DateError::new("a time that no clock shows");
    let two = |i: usize| two_digits(chars, i);
    let hour = hour.parse().ok().ok_or_else(wrong)?;
    let minute = two(i + 1).ok_or_else(wrong)?;
    i += 3;
    let mut second = 0;
    if at(i) == ':' {
        second = two(i + 1).ok_or_else(wrong)?;
        i += 3;
        if matches!(at(i), '.' | ',') && at(i + 1).is_ascii_digit() {
            i += 1;
            while at(i).is_ascii_digit() {
                i += 1;
            }
        }
    }
    if hour > 23 || minute > 59 || second > 59 || at(i).is_ascii_digit() {
        return Err(wrong());
    }
    out.list.push(Token::Time(hour, minute, second));
    // An offset stands behind the time, with or without a space before its plus.
    let sign = if at(i) == ' ' && at(i + 1) == '+' { i + 1 } else { i };
    let is_west = at(sign) == '-' && is_iso;
    if (at(sign) == '+' || is_west) && at(sign + 1).is_ascii_digit() {
        let (minutes, end) = offset(chars, sign + 1)?;
        out.offset = Some(if is_west { -minutes } else { minutes });
        i = end;
    }
    Ok(i)
}

/// Hours of a clock of twelve as those of a day.
fn meridiem(out: &mut Tokens) -> Result<(), DateError> {
    let Some(is_after) = out.half else { return Ok(()) };
    let mut times = out.list.iter_mut().filter_map(|t| if let Token::Time(hour, ..) = t { Some(hour) } else { None });
    match (times.next(), times.next()) {
        (Some(hour), None) if (1..=12).contains(hour) => {
            *hour = *hour % 12 + if is_after { 12 } else { 0 };
            Ok(())
        }
        _ => Err(DateError::new("am or pm without one time from 1 to 12")),
    }
}
