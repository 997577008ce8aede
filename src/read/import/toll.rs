//! Tolls that name whom they count: "dos muertos", "un muerto y dos heridos".

use super::number::{self, ReadNumber};
use crate::read::digits::plain_text;

/// Beginnings of the words for those who are counted, whole ones with a `$` behind them, by the field that counts them.
const COUNTED: [(&str, &[&str]); 2] = [
    (
        "killed",
        &[
            "dead",
            "death",
            "killed",
            "fatal",
            "muert",
            "fallecid",
            "mort$",
            "morts$",
            "mortos$",
            "mortes$",
            "tué",
            "погиб",
            "убит",
            "кушта",
            "کشته",
            "قتيل",
            "قتلى",
            "قتل",
            "tote",
            "getötet",
        ],
    ),
    (
        "wounded",
        &[
            "wound",
            "injur",
            "herid",
            "lesionad",
            "ferid",
            "bless",
            "ранен",
            "захмӣ",
            "زخمی",
            "جريح",
            "جرحى",
            "verletzt",
            "verwundet",
        ],
    ),
];

/// Between the tolls of a cell.
const JOINTS: [&str; 10] = [", ", "; ", " y ", " and ", " und ", " et ", " e ", " и ", " و ", " ва "];

/// The figures of a cell for `field`, `killed` or `wounded`: those of the words for whom it counts, where all of the cell is such tolls; else what
/// [`number::casualties`] makes of it.
pub fn casualties(text: &str, field: &str) -> ReadNumber {
    of_words(text, field).unwrap_or_else(|| number::casualties(text))
}

/// The figures that a cell has for a field in words, beside those of another; `None` where it has none.
pub fn of_words(text: &str, field: &str) -> Option<ReadNumber> {
    let plain = plain_text(text).to_lowercase();
    let plain = plain.trim_end_matches('.');
    if !plain.contains(char::is_alphabetic) {
        return None;
    }
    // The whole first: "entre dos y cuatro muertos" is one toll.
    let all = toll(plain).map(|toll| vec![toll]).or_else(|| JOINTS.iter().find_map(|joint| tolls(plain, joint)))?;
    let mut own = all.iter().filter(|(of, _)| *of == field);
    let (_, read) = own.next().filter(|_| own.next().is_none())?;
    Some(ReadNumber { keeps_text: read.keeps_text || all.len() > 1, ..read.clone() })
}

fn tolls(text: &str, joint: &str) -> Option<Vec<(&'static str, ReadNumber)>> {
    let all = text.split(joint).map(toll).collect::<Option<Vec<_>>>()?;
    (all.len() > 1).then_some(all)
}

/// A number of people before or behind the word for those whom it counts.
fn toll(text: &str) -> Option<(&'static str, ReadNumber)> {
    let text = text.trim();
    let counted = |word: &str| {
        let is = |start: &&str| start.strip_suffix('$').map_or_else(|| word.starts_with(*start), |whole| word == whole);
        let begins = |(_, all): &&(&'static str, &[&str])| all.iter().any(is);
        COUNTED.iter().find(begins).map(|(field, _)| *field)
    };
    let [last, first] = [text.rsplit_once(' '), text.split_once(' ').map(|(word, rest)| (rest, word))];
    [last, first].into_iter().flatten().find_map(|(rest, word)| {
        let (field, read) = (counted(word)?, number::casualties(rest));
        let is_read = read.remark.is_none() && read.casualties.least_and_most().is_some();
        (is_read && !crate::model::is_placeholder(rest)).then_some((field, read))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toll_in_words_is_of_those_whom_it_names() {
        let figures = |text: &str, field: &str| {
            let read = casualties(text, field);
            let c = read.casualties;
            let shown = |n: Option<u32>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
            (format!("{} {} {}", shown(c.min), shown(c.best), shown(c.max)), read.remark.is_some(), read.keeps_text)
        };
        for (text, field, expected) in [
            ("dos muertos", "killed", ("2 2 2", false, false)),
            ("Dos muertos.", "killed", ("2 2 2", false, false)),
            ("5 dead", "killed", ("5 5 5", false, false)),
            ("погибших 5", "killed", ("5 5 5", false, false)),
            ("un muerto y dos heridos", "killed", ("1 1 1", false, true)),
            ("un muerto y dos heridos", "wounded", ("2 2 2", false, true)),
            ("3 killed, 4 wounded", "wounded", ("4 4 4", false, true)),
            ("zwei Tote und drei Verletzte", "wounded", ("3 3 3", false, true)),
            ("entre dos y cuatro muertos", "killed", ("2 - 4", false, false)),
            ("al menos tres heridos", "wounded", ("3 - -", false, false)),
            ("por lo menos una docena", "killed", ("12 - -", false, true)),
            ("una docena", "killed", ("- 12 -", false, true)),
            ("half a dozen", "killed", ("- 6 -", false, true)),
            ("2-4", "killed", ("2 - 4", false, false)),
            // What is of others, or more than tolls, is said.
            ("dos heridos", "killed", ("- - -", true, true)),
            ("3 soldiers, 2 civilians", "killed", ("- - -", true, true)),
            ("2 morteros", "killed", ("- - -", true, true)),
            ("muchos muertos", "killed", ("- - -", true, true)),
            ("1.200", "killed", ("- - -", true, true)),
        ] {
            let (found, is_remarked, keeps) = figures(text, field);
            assert_eq!((found.as_str(), is_remarked, keeps), expected, "{text} of {field}");
        }
        assert!(number::casualties("1.200").remark.is_some_and(|remark| remark.contains("1200")));
    }
}
