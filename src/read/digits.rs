//! Digits of any script, as people type them in cells.

/// The zeros of the decimal digits of Unicode 15 (general category Nd); each is followed by its one to nine.
const ZEROS: [u32; 65] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0,
    0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0,
    0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// A text with its digits as ASCII, spaces of any kind as one kind, dashes of any kind as `-`, and without the marks that
/// turn the direction of writing, which spreadsheets in Arabic script leave in cells.
///
/// ```
/// use marz::read::plain_text;
/// assert_eq!(plain_text("\u{200f}۲۴–۲۶ اوت"), "24-26 اوت");
/// ```
#[must_use]
pub fn plain_text(text: &str) -> String {
    let plain = |c: char| match c {
        ' '..='~' => Some(c),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' => None,
        '\u{61C}' | '\u{AD}' | '\u{FEFF}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => Some('-'),
        '\u{66B}' => Some('.'),
        '\u{66C}' | '\u{60C}' | '\u{FF0C}' | '\u{3001}' => Some(','),
        '\u{FF0F}' | '\u{2044}' | '\u{2215}' => Some('/'),
        '\u{FF0E}' | '\u{3002}' => Some('.'),
        '\u{FF1A}' => Some(':'),
        c if c.is_whitespace() => Some(' '),
        c => {
            let zero = ZEROS.iter().rev().find(|zero| **zero <= u32::from(c));
            let value = zero.map(|zero| u32::from(c) - zero).filter(|value| *value < 10);
            Some(value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c))
        }
    };
    text.chars().filter_map(plain).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_digits() {
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            let text: String = (0..10).filter_map(|n| char::from_u32(zero + n)).collect();
            assert_eq!(plain_text(&text), "0123456789", "{zero:X}");
            // What stands around them is none.
            assert!(
                char::from_u32(zero - 1).is_some_and(|c| !plain_text(&c.to_string()).contains('9') || c.is_numeric())
            );
        }
        assert_eq!(plain_text("\u{202b}٢٠٢٥/٠٨/٢٤\u{202c}"), "2025/08/24");
        assert_eq!(plain_text(" Панҷ\u{a0}3 "), "Панҷ 3");
    }
}
