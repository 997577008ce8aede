//! The text of a date cut into numbers, names, marks and times.

use super::clock;
use super::error::{DateError, full_year};
use super::token::{Token, Tokens};
use super::words::{Era, Word, folded, word};
use crate::read::digits::plain_text;

/// Cuts a text.
///
/// # Errors
///
/// Where a word or sign is none of a date's.
pub fn tokens(text: &str) -> Result<Tokens, DateError> {
    let chars: Vec<char> = prepared(&folded(&plain_text(text))).chars().collect();
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
                i = clock::time(&chars, i, &digits, is_iso, &mut out)?;
                continue;
            }
            if let Some(end) = clock::other(&chars, i, &digits, &mut out)? {
                i = end;
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
            // 2025-08-24T10:00, 20250824T100000.
            if one == "t" && at(i + 1).is_ascii_digit() && matches!(out.list.last(), Some(Token::Number(..))) {
                (i, is_iso) = (i + 1, true);
                i = clock::basic(&chars, i, &mut out)?.unwrap_or(i);
                continue;
            }
            if let Some((is_after, end)) = clock::half(&chars, i) {
                (out.half, i) = (Some(is_after), end);
                continue;
            }
            let next: String = chars.iter().skip(i + length + 1).take_while(|c| c.is_alphabetic()).collect();
            let pair = format!("{one}_{next}");
            let (found, taken) = match (at(i + length), word(&pair)) {
                (' ' | '-', Some(found)) if !next.is_empty() => (found, length + 1 + next.chars().count()),
                _ => (word(&one).ok_or_else(|| DateError::word(&one))?, length),
            };
            i += taken;
            // The point of a short form.
            if at(i) == '.' {
                i += 1;
            }
            // 24 août 2025 à 10 h 30.
            if one == "a" && clock::is_whole(&out.list) && clock::is_next(&chars, i) {
                continue;
            }
            // mid-August, Sun-24-Aug: the dash parts no two dates.
            if matches!(found, Word::Third(_) | Word::Weekday(_)) && at(i) == '-' {
                i += 1;
            }
            take(found, &mut out)?;
            continue;
        }
        i += 1;
        match c {
            ' ' | ',' | '(' | ')' | '[' | ']' | '"' => {}
            '~' | '≈' => out.is_about = true,
            '?' => out.is_perhaps = true,
            '-' if i >= 2 && at(i - 2) == ' ' && at(i) == ' ' => out.list.push(Token::To),
            // 24..26 August.
            '.' if at(i) == '.' && at(i + 1).is_ascii_digit() && matches!(out.list.last(), Some(Token::Number(..))) => {
                i += 1;
                out.list.push(Token::To);
            }
            // A point behind a number and before a name or the end is that of a short form.
            '.' | '/' | '-' | '\'' => out.list.push(Token::Mark(c)),
            '年' | '月' | '년' | '월' => out.list.push(Token::Unit),
            '日' | '일' => {}
            // 1:30 PM +05:00.
            '+' if matches!(out.list.last(), Some(Token::Time(..))) && out.offset.is_none() => {
                let (minutes, end) = clock::offset(&chars, i)?;
                (out.offset, i) = (Some(minutes), end);
            }
            c => return Err(DateError::word(&c.to_string())),
        }
    }
    if out.list.contains(&Token::Mark('\'')) {
        return Err(DateError::word("'"));
    }
    clock::meridiem(&mut out)?;
    Ok(out)
}

/// A text with single words for what is said in several.
fn prepared(text: &str) -> String {
    const PHRASES: [(&str, &str); 3] = [("قبل از ظهر", "am"), ("بعد از ظهر", "pm"), ("بعدازظهر", "pm")];
    let text = match text.contains("ظهر") {
        true => PHRASES.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)),
        false => text.to_owned(),
    };
    // Mid-August in French; else a Wednesday in Spanish and German.
    text.strip_prefix("mi-")
        .filter(|rest| rest.starts_with(char::is_alphabetic))
        .map_or(text.clone(), |rest| format!("mid {rest}"))
}

/// The signs for year, month and day of Chinese, Japanese and Korean, decomposed ones among them.
fn is_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

/// What a word says.
fn take(found: Word, out: &mut Tokens) -> Result<(), DateError> {
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
        Word::From => out.is_from = true,
        Word::FromFirst => out.is_from |= out.list.is_empty(),
        Word::Season(number) => out.list.push(Token::Season(number)),
        Word::Weekday(day) => out.weekdays.push(day),
        Word::Third(third) => {
            if out.third.replace(third).is_some() {
                return Err(DateError::new("more than one part of a month"));
            }
        }
        Word::Era(era) => out.era = Some(era),
        Word::Mim => match out.list.last() {
            Some(Token::Time(..)) => out.half = Some(true),
            Some(Token::Number(..)) if out.half.is_some() || !out.list.iter().any(|t| matches!(t, Token::Time(..))) => {
                out.era = Some(Era::Common);
            }
            _ => return Err(DateError::new("'م' could be the afternoon or the Common Era")),
        },
        Word::Half(is_after) => out.half = Some(is_after),
        Word::Night => out.is_night = true,
        Word::Utc => out.offset = Some(0),
        Word::Filler => {
            // 24-го: the dash belongs to the ending.
            if out.list.last() == Some(&Token::Mark('-')) {
                out.list.pop();
            }
        }
    }
    Ok(())
}
