//! Quarters and halves of years: 2025-Q3, T3 2025, 3º trimestre de 2025, III квартал 2025 г.

use super::words::folded;

/// What parts of a year are called, as words are folded: a quarter, and a half.
const UNITS: [(u8, &[&str]); 2] = [
    (
        3,
        &[
            "q",
            "qtr",
            "quarter",
            "t",
            "trim",
            "trimestre",
            "trimester",
            "quartal",
            "kwartaal",
            "квартал",
            "квартала",
            "квартале",
            "кв",
            "кварталу",
            "семоҳаи",
            "семохаи",
            "ceyrek",
            "chorak",
            "سهماهه",
            "ربع",
            "الربع",
        ],
    ),
    (6, &["h", "half", "s", "sem", "semestre", "semester", "halbjahr", "полугодие", "полугодия", "нимсолаи", "النصف"]),
];

/// Which of them, in words and in Roman numerals.
const ORDINALS: [&[&str]; 4] = [
    &[
        "i",
        "first",
        "premier",
        "primer",
        "primero",
        "primeiro",
        "erstes",
        "erste",
        "primo",
        "первыи",
        "первое",
        "якум",
        "якуми",
        "اول",
        "الاول",
    ],
    &[
        "ii",
        "second",
        "deuxieme",
        "second",
        "segundo",
        "zweites",
        "zweite",
        "secondo",
        "второи",
        "второе",
        "дуюм",
        "дуюми",
        "دوم",
        "الثانی",
    ],
    &[
        "iii",
        "third",
        "troisieme",
        "tercer",
        "tercero",
        "terceiro",
        "drittes",
        "terzo",
        "третии",
        "сеюм",
        "сеюми",
        "سوم",
        "الثالث",
    ],
    &["iv", "fourth", "quatrieme", "cuarto", "quarto", "viertes", "четвертыи", "чорум", "чоруми", "چهارم", "الرابع"],
];

/// Words and endings that say nothing.
const FILLERS: &[&str] = &[
    "er", "ere", "e", "eme", "ro", "do", "to", "er", "st", "nd", "rd", "th", "o", "a", "de", "del", "du", "da", "of",
    "the", "le", "el", "г", "е", "я", "ое", "ая", "год", "года", "го", "и", "ои", "ыи", "ии", "соли", "سال", "من",
    "عام", "سنه",
];

/// The first and the last month of a part of a year, with the year; `None` where a text is something else.
pub fn named(plain: &str) -> Option<(i32, [u8; 2])> {
    // Most dates have no word, or a time.
    if plain.contains(':') || !plain.chars().any(char::is_alphabetic) {
        return None;
    }
    let (mut year, mut number, mut months) = (None, None, None);
    for word in words(&folded(plain))? {
        let unit = UNITS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(months, _)| *months);
        let ordinal = (1..).zip(ORDINALS).find(|(_, words)| words.contains(&word.as_str())).map(|(n, _)| n);
        let digits = word.bytes().all(|b| b.is_ascii_digit()).then_some(word.len());
        let is_new = match (digits, unit, ordinal) {
            (Some(4), ..) => year.replace(word.parse().ok()?).is_none(),
            (Some(1), ..) => number.replace(word.parse().ok()?).is_none(),
            (Some(_), ..) => false,
            (None, Some(unit), _) => months.replace(unit).is_none(),
            (None, None, Some(ordinal)) => number.replace(ordinal).is_none(),
            (None, None, None) => FILLERS.contains(&word.as_str()),
        };
        if !is_new {
            return None;
        }
    }
    let (months, number): (u8, u8) = (months?, number?);
    let last = number.checked_mul(months).filter(|last| (1..=12).contains(last))?;
    Some((year?, [last + 1 - months, last]))
}

/// Runs of letters and of digits; `None` where a sign is none that stands between them.
fn words(text: &str) -> Option<Vec<String>> {
    let text = text.replace("سه ماهه", "سهماهه");
    let mut words: Vec<String> = Vec::new();
    let mut kind = None;
    // The signs of ordinals, and what joins the halves of a Persian word.
    for c in text.chars().filter(|c| !matches!(c, 'º' | 'ª' | '°' | '\u{200c}')) {
        let now = if c.is_ascii_digit() { Some(true) } else { c.is_alphabetic().then_some(false) };
        match (now, words.last_mut()) {
            (None, _) if " -,./()'".contains(c) => {}
            (None, _) => return None,
            (Some(_), Some(word)) if now == kind => word.push(c),
            (Some(_), _) => words.push(c.to_string()),
        }
        kind = now;
    }
    Some(words)
}
