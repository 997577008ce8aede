//! Numbers as a language writes them.

use super::Language;

impl Language {
    /// A number as it is written in this language: its digits and its decimal mark.
    ///
    /// # Arguments
    ///
    /// `number` is written in ASCII, with a point before the decimals.
    #[must_use]
    pub fn number(&self, number: &str) -> String {
        match self.text("decimal-mark") {
            "." => self.digits(number),
            mark => self.digits(&number.replace('.', mark)),
        }
    }

    /// A number with its thousands set apart, as this language does: 1,357 in English.
    ///
    /// # Arguments
    ///
    /// `number` is written in ASCII, with a point before the decimals.
    #[must_use]
    pub fn grouped(&self, number: &str) -> String {
        let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
        let count = whole.len();
        if whole.trim_start_matches('-').len() < self.0.writing.grouping_from.unwrap_or(4) {
            return self.number(number);
        }
        let mark = self.text("grouping-mark");
        let mut out = String::with_capacity(number.len() + 4);
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (count - i) % 3 == 0 && !out.ends_with('-') {
                out.push_str(mark);
            }
            out.push(c);
        }
        self.digits(&out) + &self.number(rest)
    }

    /// A text with its ASCII digits as they are written in this language.
    #[must_use]
    pub fn digits(&self, text: &str) -> String {
        let Some(digits) = self.0.writing.digits.filter(|d| d[0] != '0') else { return text.to_owned() };
        let own = |c: char| c.to_digit(10).and_then(|d| digits.get(usize::try_from(d).ok()?).copied()).unwrap_or(c);
        text.chars().map(own).collect()
    }

    /// A number with so many decimals, its thousands set apart: 1,357.2 in English.
    #[must_use]
    pub fn decimal(&self, value: f64, decimals: u8) -> String {
        self.grouped(&fixed(value, decimals))
    }
}

/// The text of `format!("{value:.decimals$}")`, at a third of its time for the numbers of a table.
fn fixed(value: f64, decimals: u8) -> String {
    /// Up to this many units of the last decimal the product below is right to a millionth of a unit.
    const MOST_UNITS: f64 = 1e9;
    let places = usize::from(decimals);
    let units = value * 10_f64.powi(i32::from(decimals));
    let is_near_half = (units.fract() - 0.5).abs() < 1e-6;
    if !(1.0..MOST_UNITS).contains(&units) || is_near_half {
        return format!("{value:.places$}");
    }
    // Within the range above no figure is lost.
    let mut text = (units.round() as u64).to_string();
    if text.len() <= places {
        return format!("{value:.places$}");
    }
    if decimals > 0 {
        text.insert(text.len() - places, '.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_numbers_are_those_of_the_formatter() {
        let mut seed = 1_u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 11) as f64 / (1_u64 << 53) as f64
        };
        for round in 0..100_000 {
            let scale = 10_f64.powi(round % 12 - 3);
            // Halves too, where the two ways could part.
            let value = if round % 5 == 0 { (next() * scale * 8.0).round() / 8.0 } else { (next() - 0.1) * scale };
            for decimals in 0..4 {
                assert_eq!(fixed(value, decimals), format!("{value:.*}", usize::from(decimals)), "{value}");
            }
        }
        for value in [0.0, -0.0, 0.5, 1.5, 2.5, 0.05, 0.25, 999.995, -1.0, f64::NAN, f64::INFINITY, 1e300] {
            for decimals in 0..4 {
                assert_eq!(fixed(value, decimals), format!("{value:.*}", usize::from(decimals)), "{value}");
            }
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let languages = crate::language::Languages::embedded();
        let of = |code: &str| languages.find(code).map(|l| l.decimal(1_357.25, 1)).unwrap_or_default();
        assert_eq!(of("en"), "1,357.2");
        assert_eq!(of("fa"), "۱٬۳۵۷٫۲");
        assert_eq!(of("fr"), "1\u{202F}357,2");
        assert_eq!(of("ar"), "1,357.2");
        // Spanish sets thousands apart from five digits on.
        assert_eq!(of("es"), "1357,2");
        let spanish = languages.find("es").unwrap();
        assert_eq!([spanish.grouped("-1357"), spanish.grouped("13570.5")], ["-1357", "13\u{A0}570,5"]);
    }
}
