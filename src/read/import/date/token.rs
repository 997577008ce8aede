//! The parts of a date's text.

use super::words::Era;

/// One part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A number, with how many digits it was written.
    Number(u32, usize),
    /// A month of the Gregorian calendar.
    Month(u8),
    /// A month of the Solar Hijri calendar.
    SolarMonth(u8),
    /// A season, by its number in EDTF.
    Season(u8),
    /// A mark between numbers.
    Mark(char),
    /// The sign for year or month of Chinese, Japanese and Korean.
    Unit,
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
    /// The days of the week, 1 for a Monday.
    pub weekdays: Vec<u8>,
    /// Whether it is a night.
    pub is_night: bool,
    /// Whether a word begins a range.
    pub is_from: bool,
    /// The era of the year.
    pub era: Option<Era>,
    /// Whether the time is one after noon.
    pub half: Option<bool>,
}
