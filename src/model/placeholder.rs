//! What stands in a cell for "there is nothing": words and marks of spreadsheets, R, Python and SQL.

/// Words and marks that stand for an empty cell, in small letters, sorted.
///
/// The words of pandas (`na_values`), R, SQL and spreadsheets, the marks of Stata and the World Bank, and "unknown" in the languages of
/// the catalogues and of the larger datasets. Errors of formulas but `#N/A` are not among them: an error is something to look at.
pub const PLACEHOLDERS: &[&str] = &[
    "#n/a",
    "#n/a n/a",
    "#na",
    "#н/д",
    "(blank)",
    "(none)",
    "(null)",
    "(unknown)",
    "-",
    "--",
    "---",
    "-1.#ind",
    "-1.#qnan",
    "-nan",
    ".",
    "..",
    "...",
    "1.#ind",
    "1.#qnan",
    "<na>",
    "<null>",
    "?",
    "??",
    "desconhecido",
    "desconocida",
    "desconocido",
    "inconnu",
    "inconnue",
    "missing",
    "n.a",
    "n.a.",
    "n.d.",
    "n.i.",
    "n/a",
    "n/d",
    "n/i",
    "na",
    "na_character_",
    "na_integer_",
    "na_real_",
    "nan",
    "nat",
    "nd",
    "nil",
    "no data",
    "no info",
    "no information",
    "non renseigné",
    "none",
    "not applicable",
    "not available",
    "not given",
    "not known",
    "not reported",
    "not specified",
    "not stated",
    "null",
    "s.d.",
    "s/d",
    "se desconoce",
    "sem dados",
    "sin dato",
    "sin datos",
    "tba",
    "tbd",
    "undefined",
    "unk",
    "unknown",
    "unspecified",
    "маълум нест",
    "н.д.",
    "н/д",
    "н/у",
    "не известно",
    "не указан",
    "не указано",
    "неизв.",
    "неизвестно",
    "нет данных",
    "номаълум",
    "؟",
    "غير محدد",
    "غير معروف",
    "مجهول",
    "معلوم نیست",
    "ناشناخته",
    "نامشخص",
    "نامعلوم",
    "–",
    "—",
    "…",
    "−",
];

/// Bytes of the longest of them.
const LONGEST: usize = 21;

/// Whether a cell is empty or holds a word or mark that stands for nothing, whatever its case; in quotes or parentheses, with a full
/// stop behind it, or with spaces about its slash (`N / A`, `N\A`) as well.
///
/// ```
/// use marz::model::is_placeholder;
/// assert!(is_placeholder("NA") && is_placeholder(" #N/A ") && is_placeholder("unknown") && is_placeholder(""));
/// assert!(!is_placeholder("Nad-e Ali") && !is_placeholder("0") && !is_placeholder("#REF!"));
/// ```
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    // Most cells of a table are longer, or numbers.
    if text.len() > LONGEST + AROUND {
        return false;
    }
    // Of the words that begin as a number all have a `#`: 1.#IND.
    let is_number = text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    if is_number && !text.contains('#') {
        return false;
    }
    if is_listed(text) {
        return true;
    }
    let is_bare = text.starts_with(|c: char| c.is_ascii_alphanumeric()) && !text.ends_with('.');
    if is_bare && !text.contains(['/', '\\']) {
        return false;
    }
    let bare = unwrapped(text);
    if text.contains(['/', '\\']) {
        let parts: Vec<&str> = bare.split(['/', '\\']).map(str::trim).collect();
        return is_listed(&parts.join("/"));
    }
    bare.len() < text.len() && (bare.is_empty() || is_listed(bare))
}

/// Bytes that quotes, parentheses, a full stop and spaces may add to a word.
const AROUND: usize = 12;

/// A text without the quotes, parentheses and full stop around it.
fn unwrapped(text: &str) -> &str {
    const PAIRS: [(char, char); 11] = [
        ('"', '"'),
        ('\'', '\''),
        ('(', ')'),
        ('[', ']'),
        ('<', '>'),
        ('{', '}'),
        ('«', '»'),
        ('“', '”'),
        ('‘', '’'),
        ('„', '“'),
        ('`', '`'),
    ];
    let inner = |text: &'_ str| {
        PAIRS.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close).map(str::len)).map(
            |length| {
                let start = text.chars().next().map_or(0, char::len_utf8);
                start..start + length
            },
        )
    };
    let mut bare = text.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(text).trim();
    while let Some(inside) = inner(bare).and_then(|range| bare.get(range)) {
        bare = inside.trim();
    }
    bare.strip_suffix('.').filter(|rest| is_listed(rest)).unwrap_or(bare).trim()
}

/// Whether a text is one of the words, whatever its case.
fn is_listed(text: &str) -> bool {
    if text.is_empty() || text.len() > LONGEST {
        return false;
    }
    let is_word = |small: &str| PLACEHOLDERS.binary_search(&small).is_ok();
    let mut small = [0; LONGEST];
    match small.get_mut(..text.len()) {
        Some(small) if text.is_ascii() => {
            small.copy_from_slice(text.as_bytes());
            small.make_ascii_lowercase();
            std::str::from_utf8(small).is_ok_and(is_word)
        }
        _ => is_word(&text.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_in_any_case() {
        assert!(PLACEHOLDERS.is_sorted());
        assert_eq!(PLACEHOLDERS.iter().map(|w| w.len()).max(), Some(LONGEST));
        for word in PLACEHOLDERS {
            assert!(is_placeholder(word) && is_placeholder(&word.to_uppercase()), "{word}");
            assert!(!is_placeholder(&format!("{word}x")), "{word}x");
        }
        for text in ["0", "Nauru", "n", "NAM", "-1", "#REF!", "#VALUE!", "no", "none of them", "Нет", "5", "No.", "(5)"]
        {
            assert!(!is_placeholder(text), "{text}");
        }
        for text in [
            "N / A",
            "NA.",
            "\"NA\"",
            "N\\A",
            "s/d",
            "S / D",
            "s.d.",
            "n.i.",
            "Unknown.",
            "(unknown)",
            "( none )",
            "'null'",
            "«не указано»",
            "nil",
            "Nil.",
            "not stated",
            "Не известно",
            "Non renseigné",
            "غير محدد",
            "−",
            "#Н/Д",
            "[n/a]",
            "ND",
            "\"\"",
            "()",
            "“unknown”",
            "(\"NA\")",
            "(unknown.)",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "N/Djamena",
            "N\\B",
            "\"N\"",
            "(SD)",
            "S.D.C.",
            "Nila",
            "(Unknown gunmen)",
            "\"",
            "(",
            "1/2",
            "24/25",
            "N.",
            "A / B",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
