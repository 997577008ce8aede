//! What the letter O means in the positions of a sheet: west in languages of Latin origin, east in German and Dutch.

use super::sample::{Sample, SampleColumn};
use crate::model::LetterO;

/// What stands beside an O that is the west, and beside one that is the east: the other direction, or the same written out.
const BESIDE: [(LetterO, &[&str]); 2] = [
    (LetterO::West, &["e", "est", "este", "leste", "ouest", "oeste", "ovest"]),
    (LetterO::East, &["w", "west", "ost", "osten", "oost", "oosten"]),
];

/// Beginnings of the words of headings in languages where it is the one and not the other. "Datum" and "quelle" are words of both.
const HEADINGS: [(LetterO, &[&str]); 2] = [
    (
        LetterO::West,
        &[
            "fecha",
            "lugar",
            "muert",
            "herid",
            "fuente",
            "coorden",
            "coordonn",
            "lieu",
            "tués",
            "morts",
            "mortos",
            "bless",
            "ferid",
            "fonte",
            "localité",
            "localidad",
            "évén",
            "luogo",
            "morti",
            "coordinate geog",
        ],
    ),
    (
        LetterO::East,
        &[
            "koordinat",
            "coördina",
            "tote",
            "getöt",
            "verletz",
            "ereignis",
            "vorfall",
            "längen",
            "breiten",
            "plaats",
            "doden",
            "gewonden",
            "lengtegraad",
        ],
    ),
];

/// What the O of a sheet means, and why: by the letter for the other direction in the columns that have one, else by the language of
/// the headings; `None` where nothing settles it, or no position has one.
pub fn settled(sample: &Sample) -> Option<(LetterO, String)> {
    let columns: Vec<&SampleColumn> = sample.columns.iter().filter(|column| example(column).is_some()).collect();
    let column = columns.first()?;
    let has = |beside: &[&str]| {
        let mut cells = columns.iter().flat_map(|column| &column.cells).filter(|cell| has_digit(cell));
        cells.any(|cell| words(cell).any(|word| beside.contains(&word.as_str())))
    };
    if let Some(o) = only(BESIDE.map(|(o, words)| (o, has(words)))) {
        return Some((o, format!("by what else stands in '{}'", column.name)));
    }
    let names = |begins: &[&str]| {
        let mut all = sample.columns.iter().flat_map(|column| words(&column.name));
        all.find(|word| begins.iter().any(|begin| word.starts_with(begin)))
    };
    let [west, east] = HEADINGS.map(|(o, begins)| (o, names(begins)));
    // Letters that contradict each other are not settled by a heading.
    let is_open = BESIDE.iter().all(|(_, words)| !has(words));
    let o = only([(west.0, west.1.is_some()), (east.0, east.1.is_some())]).filter(|_| is_open)?;
    let word = west.1.or(east.1).unwrap_or_default();
    Some((o, format!("by the language of the headings, such as '{word}'")))
}

/// The first cell of a column of positions with an O.
pub fn example(column: &SampleColumn) -> Option<&str> {
    let is_position = |cell: &&String| {
        let is_direction = |word: String| word.chars().count() == 1;
        // "3 o 4" is no position.
        let has_mark = || cell.contains(['°', 'º', '\'', '′', '.', ',']);
        LetterO::is_in(cell) && words(cell).all(is_direction) && has_mark()
    };
    column.cells.iter().find(is_position).map(String::as_str)
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_numeric())
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().into_iter()
}

/// The one of two for which something speaks, where nothing speaks for the other.
fn only([one, other]: [(LetterO, bool); 2]) -> Option<LetterO> {
    match (one.1, other.1) {
        (true, false) => Some(one.0),
        (false, true) => Some(other.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn o(columns: &[(&str, &[&str])]) -> Option<LetterO> {
        let column = |(name, cells): &(&str, &[&str])| SampleColumn {
            name: (*name).to_owned(),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        let sample = Sample { columns: columns.iter().map(column).collect(), ..Sample::default() };
        settled(&sample).map(|(o, _)| o)
    }

    #[test]
    fn an_o_is_read_where_other_letters_or_headings_settle_it() {
        for (columns, expected) in [
            (&[("GPS", &["12°30'N 2°10'O", "12°30'N 0°10'E"][..])][..], Some(LetterO::West)),
            (&[("GPS", &["12°30'N 2°10'O", "12°30'N 0°10'W"])], Some(LetterO::East)),
            (&[("GPS", &["12°30'N 2°10'O", "1°N 1°E", "1°N 1°W"]), ("Lieu", &[])], None),
            (&[("GPS", &["12°30'N 2°10'O"])], None),
            (&[("GPS", &["12°30'N 2°10'O"]), ("Fecha", &["x"])], Some(LetterO::West)),
            (&[("Lon", &["2°10' O"]), ("Verletzte", &["1"])], Some(LetterO::East)),
            (&[("Lon", &["2°10' O"]), ("Verletzte", &["1"]), ("Lieu", &["1"])], None),
            (&[("Lon", &["2°10' O"]), ("Datum WGS84", &["1"]), ("Quelle est la date ?", &["1"])], None),
            (&[("Lon", &["2.1 O", "0.5 Ouest"]), ("Verletzte", &["1"])], Some(LetterO::West)),
            (&[("Muertos", &["3 o 4"]), ("Fecha", &["x"])], None),
            // Nothing but a position.
            (&[("Hecho", &["3 muertos o 4"]), ("Fecha", &["x"])], None),
            (&[("Lon", &["2.1 W"]), ("Fecha", &["x"])], None),
        ] {
            assert_eq!(o(columns), expected, "{columns:?}");
        }
    }
}
