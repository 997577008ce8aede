//! Numbers of people as people write them: 3, 2–4, 3+, about 10, 1,200, in digits of any script.

use super::numerals::{by_the_dozen, in_digits};
use crate::model::{Casualties, is_placeholder};
use crate::read::digits::plain_text;

/// The forms of numbers that are read, each with what it becomes as least, best and most: those of the handbook.
pub const FORMS: [(&str, &str); 13] = [
    ("3", "3 / 3 / 3"),
    ("none, nobody, no deaths, нет, هیچ, aucun, ninguno, لا أحد: words for nobody", "0 / 0 / 0"),
    ("four, cuatro, четверо, چهار: numbers in words, to ninety-nine", "4 / 4 / 4"),
    ("2-4, 2–4, 2..4, 2 to 4, between 2 and 4, 2 or 4", "2 / – / 4"),
    ("3+, 3.., ≥3, at least 3, не менее 3, ҳадди ақал 3, حداقل ۳, au moins 3, al menos 3", "3 / – / –"),
    ("more than 3, over 3, >3", "4 / – / –, the text kept"),
    ("..5, ≤5, up to 5, at most 5, до 5, не более 5", "– / – / 5"),
    ("fewer than 5, under 5, <5", "– / – / 4, the text kept"),
    ("~10, c. 10, about 10, approx. 10, 10 approx., около 10, тақрибан 10, حدود ۱۰", "– / 10 / –"),
    ("1,200; 1 200; 1'200", "1200 / 1200 / 1200"),
    ("a dozen, una docena, une dizaine: about so many; with a bound before it that", "– / 12 / –, the text kept"),
    ("dos muertos, un muerto y dos heridos: words for whom each column counts", "2 / 2 / 2; 1 / 1 / 1 and 2 / 2 / 2"),
    ("a date, a fraction, a negative number, any other text", "unknown, warned, the text kept"),
];

/// What is expected in such a cell.
pub const EXPECTED: &str = "3, 2-4, 3+, ~10, or unknown";

/// Figures as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadNumber {
    /// The figures.
    pub casualties: Casualties,
    /// What somebody should look at.
    pub remark: Option<&'static str>,
    /// Whether the text says more than the figures.
    pub keeps_text: bool,
}

/// Words before a number, by what they make of it.
const BEFORE: [(Bound, &[&str]); 5] = [
    (
        Bound::Least,
        &[
            "at least",
            "no fewer than",
            "not less than",
            "minimum",
            "min.",
            "min",
            "≥",
            ">=",
            "не менее",
            "не меньше",
            "минимум",
            "как минимум",
            "ҳадди ақал",
            "на кам аз",
            "حداقل",
            "دست کم",
            "au moins",
            "al menos",
            "por lo menos",
            "على الأقل",
            "ما لا يقل عن",
            "لا يقل عن",
        ],
    ),
    (
        Bound::MoreThan,
        &["more than", "over", ">", "более", "больше", "свыше", "зиёда аз", "بیش از", "plus de", "más de", "أكثر من"],
    ),
    (
        Bound::Most,
        &[
            "up to",
            "at most",
            "no more than",
            "not more than",
            "maximum",
            "max.",
            "max",
            "≤",
            "<=",
            "до",
            "не более",
            "не больше",
            "то",
            "حداکثر",
            "تا",
            "jusqu'à",
            "au plus",
            "hasta",
            "como máximo",
        ],
    ),
    (
        Bound::FewerThan,
        &[
            "fewer than",
            "less than",
            "under",
            "<",
            "менее",
            "меньше",
            "камтар аз",
            "کمتر از",
            "moins de",
            "menos de",
            "أقل من",
        ],
    ),
    (
        Bound::About,
        &[
            "~",
            "≈",
            "c.",
            "ca.",
            "ca",
            "circa",
            "about",
            "around",
            "approx.",
            "approx",
            "approximately",
            "some",
            "около",
            "примерно",
            "приблизительно",
            "тақрибан",
            "тахминан",
            "حدود",
            "تقریبا",
            "تقریباً",
            "environ",
            "unos",
            "unas",
            "alrededor de",
            "حوالي",
            "نحو",
        ],
    ),
];

/// Words for nobody, in small letters; English ones before a noun and "reported" are made of [`NO_WHAT`] as well.
const NOBODY: [&str; 60] = [
    "none",
    "nil",
    "no",
    "nobody",
    "no one",
    "no-one",
    "нет",
    "никто",
    "никого",
    "нет погибших",
    "погибших нет",
    "нет убитых",
    "убитых нет",
    "нет раненых",
    "раненых нет",
    "нет пострадавших",
    "пострадавших нет",
    "нет жертв",
    "жертв нет",
    "без жертв",
    "ҳеҷ кас",
    "ҳеҷ кас нест",
    "талафот нест",
    "бе талафот",
    "هیچ",
    "هیچ کس",
    "هیچکس",
    "هیچ‌کس",
    "بدون تلفات",
    "بدون کشته",
    "بدون زخمی",
    "لا أحد",
    "لا احد",
    "لا يوجد",
    "لا ضحايا",
    "بدون ضحايا",
    "بلا ضحايا",
    "لا قتلى",
    "لا جرحى",
    "aucun",
    "néant",
    "aucune",
    "aucun mort",
    "aucun blessé",
    "aucune victime",
    "personne",
    "ninguno",
    "ninguna",
    "ningún muerto",
    "ningún herido",
    "nadie",
    "sin muertos",
    "sin heridos",
    "sin víctimas",
    "nenhum",
    "nenhuma",
    "ninguém",
    "keine",
    "keiner",
    "niemand",
];

/// What there is none of: "no deaths".
const NO_WHAT: [&str; 15] = [
    "dead",
    "death",
    "deaths",
    "killed",
    "fatality",
    "fatalities",
    "casualty",
    "casualties",
    "injury",
    "injuries",
    "injured",
    "wounded",
    "victims",
    "losses",
    "one",
];

/// Whether a cell is the word that Python writes for an empty one, in its spelling: nobody wrote it, and it says nothing of people.
pub fn is_programs_none(text: &str) -> bool {
    text.trim() == "None"
}

/// Whether a cell of a column of people says that there were none; elsewhere "none" says that there is nothing to say.
pub fn is_nobody(text: &str) -> bool {
    // Most cells are numbers.
    if is_programs_none(text) || text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let small = text.trim().trim_end_matches('.').trim_matches(['(', ')', '"']).trim().to_lowercase();
    let words = small.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = words.strip_suffix(" reported").unwrap_or(&words);
    let noun = said.strip_prefix("no ").or_else(|| said.strip_prefix("none ")).or_else(|| said.strip_prefix("nobody "));
    NOBODY.contains(&said) || noun.is_some_and(|noun| NO_WHAT.contains(&noun))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Least,
    MoreThan,
    Most,
    FewerThan,
    About,
}

/// Reads figures of people.
pub fn casualties(text: &str) -> ReadNumber {
    let small = plain_text(text).to_lowercase();
    if let Some(digits) = by_the_dozen(small.trim_end_matches('.')) {
        let read = casualties(&digits);
        let Casualties { best: about, .. } = read.casualties;
        // A dozen is about twelve; at least a dozen is at least twelve.
        let about = about.map(|best| Casualties { best: Some(best), ..Casualties::default() });
        return ReadNumber { casualties: about.unwrap_or(read.casualties), keeps_text: true, ..read };
    }
    let plain = in_digits(&small);
    let of = |min, best, max| Casualties { min, best, max, who: None };
    let read = |casualties| ReadNumber { casualties, remark: None, keeps_text: false };
    let unread = |remark| ReadNumber { casualties: Casualties::default(), remark: Some(remark), keeps_text: true };
    if is_nobody(text) {
        return read(of(Some(0), Some(0), Some(0)));
    }
    if is_programs_none(text) {
        let remark = Some("so programs write an empty cell; taken as unknown, 0 or none says that there were none");
        return ReadNumber { remark, ..ReadNumber::default() };
    }
    if is_placeholder(&plain) {
        return ReadNumber::default();
    }
    if let Some((n, is_plain)) = whole(&plain) {
        let remark = match (is_plain, n) {
            // Sheets write 6.0 where a column had gaps.
            (_, 36_526..=80_353) => Some("so large a number may be a day of a spreadsheet; taken as it stands"),
            _ => None,
        };
        return ReadNumber { remark, ..read(of(Some(n), Some(n), Some(n))) };
    }
    if let Some((a, b)) = range(&plain) {
        return match a <= b {
            true => read(of(Some(a), if a == b { Some(a) } else { None }, Some(b))),
            false => unread("a range that ends below its beginning; taken as unknown"),
        };
    }
    if let Some(n) = ["+", "..", "и более", "or more", "and more", "ou plus", "o más"]
        .iter()
        .find_map(|end| whole(plain.strip_suffix(end)?))
    {
        return read(of(Some(n.0), None, None));
    }
    if let Some(n) = plain.strip_prefix("..").and_then(whole) {
        return read(of(None, None, Some(n.0)));
    }
    let abouts = BEFORE.iter().filter(|(bound, _)| *bound == Bound::About).flat_map(|(_, words)| *words);
    if let Some(n) = abouts.into_iter().find_map(|word| {
        whole(plain.trim_end_matches([')', ' ']).strip_suffix(word)?.trim_end_matches([',', '(', ' ']))
    }) {
        return read(of(None, Some(n.0), None));
    }
    if let Some(n) = ["?", "(?)"].iter().find_map(|end| whole(plain.strip_suffix(end)?)) {
        return ReadNumber { keeps_text: true, ..read(of(None, Some(n.0), None)) };
    }
    // The longest word first: "не менее" before none shorter.
    let mut words: Vec<(Bound, &str)> =
        BEFORE.iter().flat_map(|(bound, words)| words.iter().map(|word| (*bound, *word))).collect();
    words.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
    for (bound, word) in words {
        let Some(rest) = plain.strip_prefix(word) else { continue };
        let is_word = word.ends_with(|c: char| c.is_alphabetic());
        if is_word && !rest.starts_with(' ') {
            continue;
        }
        if let Some((n, _)) = whole(rest) {
            let casualties = match bound {
                Bound::Least => of(Some(n), None, None),
                Bound::Most => of(None, None, Some(n)),
                // People are whole: more than 3 are at least 4.
                Bound::MoreThan if n < u32::MAX => of(Some(n + 1), None, None),
                Bound::FewerThan if n > 0 => of(None, None, Some(n - 1)),
                Bound::MoreThan | Bound::FewerThan => {
                    return unread("no number of people is more or fewer than that; taken as unknown");
                }
                Bound::About => of(None, Some(n), None),
            };
            return ReadNumber { keeps_text: matches!(bound, Bound::MoreThan | Bound::FewerThan), ..read(casualties) };
        }
        if let Some((a, b)) = range(rest).filter(|(a, b)| bound == Bound::About && a <= b) {
            return ReadNumber { keeps_text: true, ..read(of(Some(a), None, Some(b))) };
        }
    }
    unread(if is_negative(&plain) {
        "a negative number of people; taken as unknown"
    } else if super::date::read(&plain, &super::date::DateRules::default()).is_ok() || is_short_date(&plain) {
        "a date where a number is expected; taken as unknown: did a spreadsheet make it of 2-4?"
    } else if has_thousands(&plain) {
        "a point before three digits: 1.200 may be 1200 or a fraction; taken as unknown: write 1200"
    } else if plain.contains(['.', ',']) && plain.replace(',', ".").parse::<f64>().is_ok() {
        "a fraction is no number of people; taken as unknown"
    } else {
        "no number of people; taken as unknown"
    })
}

/// Figures as a person types them: those of the schema (`3`, `2..4`, `unknown`), or any cell that is read whole or has a clear bound.
///
/// # Errors
///
/// What was found and what was expected.
pub fn typed(text: &str) -> Result<Casualties, String> {
    let schema = text.parse::<Casualties>().ok();
    let cell = || {
        let read = casualties(text);
        let figures = read.casualties;
        // More than 3 are at least 4: nothing is lost. Of `10?` the doubt would be.
        let is_bound = figures.min.is_some() || figures.max.is_some();
        // A dozen is about twelve, as `~12` is.
        let is_known = is_bound || by_the_dozen(plain_text(text).to_lowercase().trim_end_matches('.')).is_some();
        let is_whole = read.remark.is_none() && (!read.keeps_text || is_known) && figures != Casualties::default();
        is_whole.then_some(figures)
    };
    schema.or_else(cell).ok_or_else(|| {
        let text = text.trim();
        let ends = text.split_once("..").or_else(|| text.split_once(['-', '–']));
        let numbers = ends.and_then(|(from, to)| Some((whole(from)?.0, whole(to)?.0)));
        if let Some((from, to)) = numbers.filter(|(from, to)| from > to) {
            return format!("'{text}' runs from more to fewer; expected {to}-{from}");
        }
        let expected = "expected 3, 2..4 or 2-4, 3+ for at least three, ~10 for about ten, at most 5, or unknown";
        format!("'{text}' is no number of people; {expected} (for words such as 'several')")
    })
}

/// `1.200`, `12.000`: thousands as several languages write them, or a fraction with three decimals.
fn has_thousands(plain: &str) -> bool {
    let groups: Vec<&str> = plain.split('.').collect();
    let is_digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    groups.iter().all(is_digits)
        && matches!(groups.as_slice(), [first, rest @ ..]
        if !rest.is_empty() && first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3))
}

fn is_negative(plain: &str) -> bool {
    plain.strip_prefix('-').is_some_and(|rest| rest.trim().parse::<f64>().is_ok())
}

/// `2-Apr`, `Apr-02`: what spreadsheets make of a range.
fn is_short_date(plain: &str) -> bool {
    [" 2024", "-2024", "-24"]
        .iter()
        .any(|year| super::date::read(&format!("{plain}{year}"), &super::date::DateRules::default()).is_ok())
        && plain.contains(|c: char| c.is_alphabetic())
}

/// A whole number of people, and whether it is written without decimals: `3`, `1,200`, `6.0`.
pub fn whole(text: &str) -> Option<(u32, bool)> {
    let plain = plain_text(text);
    let (digits, is_plain) = match plain.strip_suffix(".0").or_else(|| plain.strip_suffix(".00")) {
        Some(whole) => (whole, false),
        None => (plain.as_str(), true),
    };
    let groups: Vec<&str> = digits.split([',', ' ', '\'', '’', '٬']).collect();
    let is_group = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(is_group) {
        return None;
    }
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    // Thousands, or lakhs: 1,200,000 and 12,00,000. `1,5` is a fraction.
    let is_grouped = match lengths.as_slice() {
        [_] => true,
        [first, middle @ .., 3] => *first <= 3 && (middle.iter().all(|n| *n == 3) || middle.iter().all(|n| *n == 2)),
        _ => false,
    };
    let number = groups.concat().parse().ok().filter(|_| is_grouped);
    number.map(|number| (number, is_plain))
}

/// Two numbers with a dash, dots or a word between them.
fn range(plain: &str) -> Option<(u32, u32)> {
    let inner = ["between ", "from ", "от ", "аз ", "از ", "entre ", "de ", "بين ", "من "]
        .iter()
        .find_map(|word| plain.strip_prefix(word));
    let inner = inner.unwrap_or(plain);
    let links = [
        "..", "-", " to ", " or ", " and ", " до ", " или ", " и ", " то ", " ё ", " تا ", " یا ", " à ", " ou ",
        " et ", " a ", " o ", " y ", " إلى ", " و ",
    ];
    links.iter().find_map(|link| {
        // "and" makes a range of "between 2 and 4" alone.
        let is_sum = [" and ", " и ", " et ", " y ", " و "].contains(link);
        let (a, b) = inner.split_once(link).filter(|_| !is_sum || inner.len() != plain.len())?;
        let one = |text: &str| whole(text).filter(|(_, is_plain)| *is_plain).map(|(n, _)| n);
        one(a).zip(one(b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_they_are_known() {
        let figure = |n: &str| n.parse::<u32>().ok();
        let table = "3=3 3 3|0=0 0 0|6.0=6 6 6|۳=3 3 3|1,200=1200 1200 1200|1 200=1200 1200 1200|12,00,000=1200000 1200000 1200000\
            |2-4=2 - 4|2–4=2 - 4|2..4=2 - 4|۲–۴=2 - 4|2 to 4=2 - 4|between 2 and 4=2 - 4|от 2 до 4=2 - 4|2 or 3=2 - 3|3-3=3 3 3\
            |3+=3 - -|3..=3 - -|≥3=3 - -|at least 5=5 - -|At least 1,200=1200 - -|не менее 5=5 - -|ҳадди ақал 5=5 - -\
            |حداقل ۵=5 - -|au moins 5=5 - -|al menos 5=5 - -|5 or more=5 - -|more than 5=6 - -|>5=6 - -|over 5=6 - -|более 5=6 - -|بیش از ۵=6 - -|plus de 5=6 - -|más de 5=6 - -\
            |..5=- - 5|up to 5=- - 5|≤5=- - 5|до 5=- - 5|fewer than 5=- - 4|<5=- - 4|under 5=- - 4|менее 5=- - 4|کمتر از ۵=- - 4\
            |none=0 0 0|Nil=0 0 0|(none)=0 0 0|None.=0 0 0|nobody=0 0 0|No one=0 0 0|no=0 0 0|No deaths=0 0 0|no casualties reported=0 0 0\
            |none reported=0 0 0|нет=0 0 0|погибших нет=0 0 0|هیچ=0 0 0|aucun=0 0 0|néant=0 0 0|ما لا يقل عن 5=5 - -|une quinzaine=- 15 -|ninguno=0 0 0|لا أحد=0 0 0|niemand=0 0 0\
            |n/a=- - -|not reported=- - -|no data=- - -|нет данных=- - -|~10=- 10 -|c. 10=- 10 -|about 10=- 10 -\
            |10 approx=- 10 -|10 approx.=- 10 -|10 (approximately)=- 10 -|10, approx.=- 10 -|10~=- 10 -|10 примерно=- 10 -|۱۰ حدود=- 10 -\
            |approx. 10=- 10 -|около 10=- 10 -|حدود ۱۰=- 10 -|10?=- 10 -|about 10-15=10 - 15|four=4 4 4|At least three=3 - -|two to four=2 - 4|around ten=- 10 -|NA=- - -|unknown=- - -|-=- - -";
        for row in table.split('|') {
            let (text, expected) = row.split_once('=').unwrap();
            let read = casualties(text);
            let expected: Vec<Option<u32>> = expected.split(' ').map(figure).collect();
            let found = vec![read.casualties.min, read.casualties.best, read.casualties.max];
            assert_eq!((found, read.remark), (expected, None), "{text}");
        }
    }

    #[test]
    fn figures_are_typed_as_they_stand_in_cells() {
        for (text, expected) in [
            ("3", (Some(3), Some(3), Some(3))),
            ("0", (Some(0), Some(0), Some(0))),
            ("2..4", (Some(2), None, Some(4))),
            ("2-4", (Some(2), None, Some(4))),
            ("1..", (Some(1), None, None)),
            ("3+", (Some(3), None, None)),
            ("at least 3", (Some(3), None, None)),
            ("more than 5", (Some(6), None, None)),
            ("fewer than 5", (None, None, Some(4))),
            ("about 10-15", (Some(10), None, Some(15))),
            ("..5", (None, None, Some(5))),
            ("~10", (None, Some(10), None)),
            ("une dizaine", (None, Some(10), None)),
            ("at least a dozen", (Some(12), None, None)),
            ("1,200", (Some(1200), Some(1200), Some(1200))),
            ("unknown", (None, None, None)),
            ("none", (Some(0), Some(0), Some(0))),
            ("nobody", (Some(0), Some(0), Some(0))),
        ] {
            assert_eq!(typed(text).map(|c| (c.min, c.best, c.max)), Ok(expected), "{text}");
        }
        assert!(casualties("fewer than 0").remark.is_some() && casualties("more than 4294967295").remark.is_some());
        for text in ["", "..", "fewer than 0", "4..2", "4-2", "-1", "some", "3.5", "2-Apr", "10?", "NA", "5 dead"] {
            assert!(typed(text).is_err(), "{text}");
        }
        for (text, expected) in [
            ("6-4", "expected 4-6"),
            ("14..10", "expected 10-14"),
            ("several", "or unknown (for words such as 'several')"),
        ] {
            assert!(typed(text).is_err_and(|why| why.contains(expected)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_of_people_keeps_its_text() {
        for (text, words) in [
            ("4-2", "ends below"),
            ("-3", "negative"),
            ("-99", "negative"),
            ("0.5", "fraction"),
            ("1,5", "fraction"),
            ("3.5", "fraction"),
            ("1.200", "1200"),
            ("2025-04-02", "a date"),
            ("2-Apr", "a date"),
            ("04.02.2025", "a date"),
            ("Apr-02", "a date"),
            ("several", "no number"),
            ("3 soldiers, 2 civilians", "no number"),
            ("3 and 2", "no number"),
            ("5 dead", "no number"),
            ("3-4-5", "no number"),
            ("#REF!", "no number"),
            ("4294967296", "no number"),
        ] {
            let read = casualties(text);
            assert_eq!((read.casualties, read.keeps_text), (Casualties::default(), true), "{text}");
            assert!(read.remark.is_some_and(|r| r.contains(words)), "{text}: {:?}", read.remark);
        }
        // A day of a spreadsheet that became a plain number.
        assert!(casualties("45749").remark.is_some() && casualties("9999").remark.is_none());
    }
}
