//! Colours as people write them.

/// What a colour is.
pub(super) const COLOUR: &str = "# and six hexadecimal digits, such as #c4261a";

/// Red, green and blue of a colour written as `#` and six hexadecimal digits; `None` for anything else.
#[must_use]
pub fn rgb(text: &str) -> Option<(u8, u8, u8)> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some((part(0)?, part(2)?, part(4)?))
}
