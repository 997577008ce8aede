//! What stands in a cell for "there is nothing": words and marks of spreadsheets, R, Python and SQL.

/// Words and marks that stand for an empty cell, in small letters, sorted.
///
/// The words of pandas (`na_values`), R, SQL and spreadsheets, the marks of Stata and the World Bank, and "unknown" in the languages of
/// the catalogues and of the larger datasets. Errors of formulas but `#N/A` are not among them: an error is something to look at.
pub const PLACEHOLDERS: &[&str] = &[
    "#n/a",
    "#n/a n/a",
    "#na",
    "(blank)",
    "(null)",
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
    "n/a",
    "n/d",
    "na",
    "na_character_",
    "na_integer_",
    "na_real_",
    "nan",
    "nat",
    "no data",
    "none",
    "not applicable",
    "not available",
    "not known",
    "not reported",
    "not specified",
    "null",
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
    "неизв.",
    "неизвестно",
    "нет данных",
    "номаълум",
    "غير معروف",
    "مجهول",
    "معلوم نیست",
    "ناشناخته",
    "نامشخص",
    "نامعلوم",
    "–",
    "—",
    "…",
];

/// Bytes of the longest of them.
const LONGEST: usize = 21;

/// Whether a cell is empty or holds a word or mark that stands for nothing, whatever its case.
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
    if text.len() > LONGEST || text.bytes().all(|b| b.is_ascii_digit()) {
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
        for text in ["0", "Nauru", "n", "NAM", "-1", "#REF!", "#VALUE!", "nil", "no", "none of them", "Нет", "5"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
