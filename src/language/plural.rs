//! Plural forms of languages for which the library has other ones than CLDR.

/// A number that has the plural form of `n`: in most languages `n` itself.
///
/// The library (intl_pluralrules 7.0.2) leaves out the remainder in rules such as "n % 100 = 3..10", so that 103 would have another
/// form than 3 in Arabic. Here stand the languages with such rules; each gets a number for which the library is right.
pub fn same_form(language: &str, n: usize) -> usize {
    let (ten, hundred) = (n % 10, n % 100);
    match language.split('-').next().unwrap_or_default() {
        "ar" | "ars" | "mt" if n >= 100 => match hundred {
            3..=19 => hundred,
            20.. if language.starts_with("ar") => hundred,
            _ => 100,
        },
        "ro" | "mo" if n >= 100 => match hundred {
            1..=19 => 2,
            _ => 20,
        },
        "lt" => match (ten, hundred) {
            (_, 11..=19) | (0, _) => 10,
            (1, _) => 1,
            _ => 2,
        },
        "lv" | "prg" if matches!(hundred, 11..=19) => 10,
        "be" => match (ten, hundred) {
            (_, 11..=14) => 5,
            (1, _) => 1,
            (2..=4, _) => 2,
            _ => 5,
        },
        _ => n,
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Languages;

    #[test]
    fn forms_are_those_of_cldr() {
        let text = "multiples-count = { $count ->\n    [zero] zero\n    [one] one\n    [two] two\n    [few] few\n    [many] many\n   *[other] other\n}\n";
        // CLDR 47.
        for (code, cases) in [
            (
                "ar",
                "0 zero, 1 one, 2 two, 3 few, 10 few, 11 many, 99 many, 100 other, 102 other, 103 few, 110 few, 111 many, 1000 other, 1011 many",
            ),
            ("mt", "1 one, 3 few, 11 many, 20 other, 102 other, 103 few, 110 few, 111 many, 119 many, 120 other"),
            ("ro", "0 few, 1 one, 2 few, 19 few, 20 other, 100 other, 101 few, 119 few, 120 other"),
            ("lt", "0 other, 1 one, 2 few, 10 other, 11 other, 21 one, 22 few, 111 other, 112 other, 122 few"),
            ("lv", "0 zero, 1 one, 2 other, 11 zero, 21 one, 111 zero, 119 zero, 121 one"),
            ("be", "1 one, 2 few, 5 many, 11 many, 12 many, 15 many, 21 one, 22 few, 25 many, 112 many"),
            ("ru", "1 one, 2 few, 5 many, 11 many, 21 one, 22 few, 112 many"),
            ("fr", "0 one, 1 one, 2 other"),
        ] {
            let file = format!("languages/{code}.ftl");
            let languages = Languages::with([(file.as_str(), text)]).unwrap();
            let language = languages.find(code).unwrap();
            for case in cases.split(", ") {
                let (n, form) = case.split_once(' ').unwrap();
                assert_eq!(language.counted("multiples-count", n.parse().unwrap(), &[]), form, "{code} {n}");
            }
        }
    }
}
