//! How exactly a cell shows its date: a day, a month or a year, by the format that the workbook gives it.

use std::collections::HashMap;

/// What a cell shows of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePrecision {
    /// The day, whatever else.
    Day,
    /// The month without the day.
    Month,
    /// The year alone.
    Year,
}

/// The cells of a sheet that show a month or a year alone, by row and column from 0.
pub type DatePrecisions = HashMap<(u32, u32), DatePrecision>;

/// More of them in a sheet are not kept: their days stay as they are stored.
pub const MOST_CELLS_KEPT: usize = 10_000_000;

impl DatePrecision {
    /// By the parts that a format shows; finer are the day and the time, and coarse ones that no date has, such as the quarter.
    pub fn of_parts(has_year: bool, has_month: bool, has_finer: bool) -> Self {
        match (has_year, has_month, has_finer) {
            (_, true, false) => Self::Month,
            (true, false, false) => Self::Year,
            _ => Self::Day,
        }
    }

    /// By the code of a number format (ECMA-376, part 1, 18.8.31), such as `mmm yyyy`: its first section, without what stands in quotes, in
    /// brackets or behind `\`, `_` and `*`.
    pub fn of_format_code(code: &str) -> Self {
        let (mut has_year, mut has_month, mut has_finer) = (false, false, false);
        let mut rest = code.chars();
        while let Some(c) = rest.next() {
            match c.to_ascii_lowercase() {
                '"' => drop(rest.by_ref().find(|c| *c == '"')),
                '[' => {
                    // A colour, a condition, a locale; or hours, minutes or seconds that passed.
                    let inner: String = rest.by_ref().take_while(|c| *c != ']').collect();
                    has_finer |= matches!(inner.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
                }
                '\\' | '_' | '*' => drop(rest.next()),
                ';' => break,
                'y' => has_year = true,
                'm' => has_month = true,
                // A quarter is kept as its day: three months are no format of a date.
                'd' | 'h' | 's' | 'q' => has_finer = true,
                _ => {}
            }
        }
        Self::of_parts(has_year, has_month, has_finer)
    }

    /// What of a date such as `2025-08-24` it shows; other text stays as it is.
    pub fn truncated(self, text: &str) -> &str {
        let is_dash = |at: usize| text.as_bytes().get(at) == Some(&b'-');
        let length = match self {
            Self::Month if is_dash(4) && is_dash(7) => 7,
            Self::Year if is_dash(4) && is_dash(7) => 4,
            _ => text.len(),
        };
        text.get(..length).unwrap_or(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_what_its_letters_say() {
        for code in [
            "mmm yyyy",
            "mmm-yy",
            "[$-409]mmmm\\ yyyy;@",
            "yyyy-mm",
            "MM/YYYY",
            "[$-419]mmmm",
            "mmmm yyyy\" г.\"",
            "m/y",
        ] {
            assert_eq!(DatePrecision::of_format_code(code), DatePrecision::Month, "{code}");
        }
        for code in ["yyyy", "yy", "yyyy\"d\"", "[Red]yyyy"] {
            assert_eq!(DatePrecision::of_format_code(code), DatePrecision::Year, "{code}");
        }
        for code in [
            "General",
            "yyyy-mm-dd",
            "d. mmm",
            "mmm yyyy h:mm",
            "mm:ss",
            "[h]:mm",
            "0.00",
            "",
            "\"unclosed yyyy",
            "@;yyyy",
            "QQ yyyy",
        ] {
            assert_eq!(DatePrecision::of_format_code(code), DatePrecision::Day, "{code}");
        }
    }

    #[test]
    fn only_days_are_cut() {
        assert_eq!(DatePrecision::Month.truncated("2025-08-24"), "2025-08");
        assert_eq!(DatePrecision::Month.truncated("2025-08-24T00:00:00"), "2025-08");
        assert_eq!(DatePrecision::Year.truncated("2025-08-24"), "2025");
        assert_eq!(DatePrecision::Day.truncated("2025-08-24"), "2025-08-24");
        for text in ["45000", "августа", "2025-08", ""] {
            assert_eq!(DatePrecision::Month.truncated(text), text);
        }
    }
}
