//! Times of the day as they stand in dates.

use super::error::DateError;
use super::token::{Token, Tokens};

/// An offset from UTC behind its sign, in minutes, and where it ends.
pub fn offset(chars: &[char], i: usize) -> Result<(i16, usize), DateError> {
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

/// A time whose hour is read; returns where it ends.
pub fn time(chars: &[char], mut i: usize, hour: &str, is_iso: bool, out: &mut Tokens) -> Result<usize, DateError> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
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
    if at(i).is_ascii_digit() {
        return Err(wrong());
    }
    push(hour, minute, second, out)?;
    ended(chars, i, is_iso, out)
}

fn wrong() -> DateError {
    DateError::new("a time that no clock shows")
}

fn push(hour: u8, minute: u8, second: u8, out: &mut Tokens) -> Result<(), DateError> {
    if hour > 23 || minute > 59 || second > 59 {
        return Err(wrong());
    }
    out.list.push(Token::Time(hour, minute, second));
    Ok(())
}

/// Where a time ends with the offset behind it.
fn ended(chars: &[char], mut i: usize, is_iso: bool, out: &mut Tokens) -> Result<usize, DateError> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
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
pub fn meridiem(out: &mut Tokens) -> Result<(), DateError> {
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

/// A time in the basic form of ISO 8601 behind its `T`, `101500` or `1015`; returns where it ends.
pub fn basic(chars: &[char], i: usize, out: &mut Tokens) -> Result<Option<usize>, DateError> {
    let count = chars.iter().skip(i).take_while(|c| c.is_ascii_digit()).count();
    if !matches!(count, 4 | 6) {
        return Ok(None);
    }
    let part = |at: usize| two_digits(chars, i + at).unwrap_or(u8::MAX);
    push(part(0), part(2), if count == 6 { part(4) } else { 0 }, out)?;
    ended(chars, i + count, true, out).map(Some)
}

/// A time whose hour is read and behind which no colon stands: `10 h 30`, or `10.30` behind a whole date; returns where it ends.
pub fn other(chars: &[char], i: usize, digits: &str, out: &mut Tokens) -> Result<Option<usize>, DateError> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let Some(hour) = digits.parse().ok().filter(|_| digits.len() <= 2) else { return Ok(None) };
    let after_space = |i: usize| if at(i) == ' ' { i + 1 } else { i };
    let letter = after_space(i);
    if at(letter) == 'h' && !at(letter + 1).is_alphabetic() {
        let minutes = after_space(letter + 1);
        let minute = two_digits(chars, minutes).filter(|_| !at(minutes + 2).is_ascii_digit());
        push(hour, minute.unwrap_or(0), 0, out)?;
        return Ok(Some(if minute.is_some() { minutes + 2 } else { letter + 1 }));
    }
    let is_behind = i > digits.len() && at(i - digits.len() - 1) == ' ';
    let minute = two_digits(chars, i + 1).filter(|m| at(i) == '.' && *m < 60 && !matches!(at(i + 3), '0'..='9' | '.'));
    match minute.filter(|_| is_behind && hour < 24 && is_whole(&out.list)) {
        Some(minute) => push(hour, minute, 0, out).map(|()| Some(i + 3)),
        None => Ok(None),
    }
}

/// Whether a time comes next, such as `10:30` or `10 h`.
pub fn is_next(chars: &[char], i: usize) -> bool {
    let rest: String = chars.iter().skip(i).filter(|c| **c != ' ').take(3).collect();
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < rest.len() && behind.starts_with([':', 'h'])
}

/// Whether some tokens are a day, with its month and year.
pub fn is_whole(list: &[Token]) -> bool {
    use Token::{Mark, Month, Number, SolarMonth};
    matches!(
        list,
        [Number(..), Mark(_), Number(..), Mark(_), Number(_, 2 | 4)]
            | [Number(_, 4), Mark(_), Number(..), Mark(_), Number(..)]
            | [Number(..), Month(_) | SolarMonth(_), Number(_, 4)]
            | [Month(_), Number(..), Number(_, 4)]
    )
}

/// Whether a time is after noon, by the letters of English, Spanish and Persian with points or spaces between: `a.m.`, `p. m.`,
/// `ق.ظ`, `ب ظ`; and where they end. Letters without any mark between them are words.
pub fn half(chars: &[char], i: usize) -> Option<(bool, usize)> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let (is_after, second) = match at(i) {
        'a' => (false, 'm'),
        'p' => (true, 'm'),
        'ق' => (false, 'ظ'),
        'ب' => (true, 'ظ'),
        _ => return None,
    };
    let mut end = i + 1;
    if at(end) == '.' {
        end += 1;
    }
    if at(end) == ' ' {
        end += 1;
    }
    if at(end) != second || at(end + 1).is_alphabetic() {
        return None;
    }
    Some((is_after, if at(end + 1) == '.' { end + 2 } else { end + 1 }))
}
