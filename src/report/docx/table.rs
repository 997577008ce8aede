//! Tables: widths by their words, the head repeated on every page.

use super::paragraph::{direction, is_kept, keep};
use super::setting::Setting;
use crate::report::document::Table;
use crate::typeface::{FontStyle, Typefaces};
use crate::xml::escaped;

/// The size of letters of tables, in half points, and the smaller ones for a table whose words have no room else.
const SIZE: usize = 16;
const SIZES: [usize; 5] = [SIZE, 15, 14, 13, 12];
/// How much wider than ours the face of a house may be.
const WIDER: f64 = 1.15;
/// And the face that a word processor takes for a script from right to left.
const WIDER_FROM_RIGHT: f64 = 1.45;
/// The width of a letter of a wide face at that size, in twips.
const LETTER: usize = 100;
/// The room beside the text of a cell, both sides, in twips.
const PADDING: usize = 180;
/// The longest word for which a column is widened; a longer one is broken.
const LONGEST: usize = 14;
/// A table of at most so many rows is not parted; of a longer one so many rows stay together at both of its ends.
const WHOLE: usize = 12;
const AT_ENDS: usize = 3;
/// Words are broken that are longer than this, before all columns are narrowed.
const SHORTEST: usize = 8;

impl Setting<'_> {
    /// A table, with an empty paragraph behind it.
    pub fn table(&self, table: &Table) -> String {
        let whole = usize::try_from(self.width).unwrap_or(usize::MAX);
        let (mut widths, size) = widths(table, whole);
        let smaller = match size {
            SIZE => String::new(),
            size => format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"),
        };
        // Word and LibreOffice begin a narrow table of a document from right to left at different edges: its last column has what is left.
        let sum = widths.iter().sum::<usize>();
        if let Some(last) = widths.last_mut().filter(|_| self.is_right_to_left) {
            *last += whole.saturating_sub(sum);
        }
        // In one from right to left the edge where all cells begin is that of the units.
        let numeric: Vec<bool> =
            numeric(table).into_iter().map(|is_number| is_number && !self.is_right_to_left).collect();
        let style = self.styles.id("marz table").map(|id| format!("<w:tblStyle w:val=\"{}\"/>", escaped(id)));
        let direction = if self.is_right_to_left { "<w:bidiVisual/>" } else { "" };
        let all: usize = widths.iter().sum();
        let grid: String = widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect();
        let mut out = format!(
            "<w:tbl><w:tblPr>{}{direction}<w:tblW w:w=\"{all}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            style.unwrap_or_default()
        );
        let at_ends = if table.rows.len() <= WHOLE { WHOLE } else { AT_ENDS };
        let mut row = |cells: &[String], is_head: bool, has_next: bool| {
            let kept = keep(has_next);
            let head = if is_head { "<w:tblHeader/>" } else { "" };
            out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
            for ((cell, width), is_number) in cells.iter().zip(&widths).zip(&numeric) {
                let cell = &in_lines(cell, (*width, size), is_head);
                let look = format!("{}{smaller}", if is_head { "<w:b/><w:bCs/>" } else { "" });
                let text = match is_number {
                    true => {
                        self.paragraph_with("marz cell", [kept, "<w:jc w:val=\"right\"/>"], &self.runs(cell, &look))
                    }
                    false => self.flush_with("marz cell", kept, cell, &|own| own.runs(cell, &look)),
                };
                out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{text}</w:tc>"));
            }
            out.push_str("</w:tr>");
        };
        row(&table.head, true, !table.rows.is_empty());
        for (i, cells) in table.rows.iter().enumerate() {
            row(cells, false, is_kept(i, table.rows.len(), (at_ends, at_ends)));
        }
        out.push_str("</w:tbl>");
        // Without it Word joins two tables that follow each other.
        out + &self.paragraph("marz after table", "")
    }
}

/// Which columns hold numbers: they end at one edge. The first names the row.
fn numeric(table: &Table) -> Vec<bool> {
    let is_number = |cell: &str| {
        let has_figure = cell.chars().any(char::is_numeric) || ["", "–", "—"].contains(&cell);
        has_figure && cell.chars().filter(|c| c.is_alphabetic()).count() < 4
    };
    let column = |at: usize| {
        let cells: Vec<&str> = table.rows.iter().filter_map(|row| row.get(at)).map(String::as_str).collect();
        at > 0 && !cells.is_empty() && cells.iter().all(|cell| is_number(cell))
    };
    (0..table.head.len()).map(column).collect()
}

/// The width of a text at the size of tables, in twips: as our own face has it, and a little more.
fn width(text: &str, is_head: bool) -> usize {
    let style = if is_head { FontStyle::Bold } else { FontStyle::Regular };
    let is_from_right = text.chars().any(|c| direction(c) == Some(true));
    let wider = if is_from_right { WIDER_FROM_RIGHT } else { WIDER };
    // A point has 20 twips, a half point 10.
    (Typefaces::bundled().width(text, style, SIZE as f64 * 10.0, 0.0) * wider).ceil() as usize
}

/// The text of a cell, a range in brackets on a line of its own where the column has no room for it beside the rest: it is not parted.
fn in_lines(cell: &str, (column, size): (usize, usize), is_head: bool) -> String {
    let has_room = width(cell, is_head) * size / SIZE + PADDING <= column;
    match cell.rsplit_once(" (") {
        Some((rest, range)) if !has_room && range.chars().any(char::is_numeric) => format!("{rest}\n({range}"),
        _ => cell.to_owned(),
    }
}

/// The parts of a text between which a line may end.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split([' ', '\n']);
    words.flat_map(|word| word.split(|c| !word.starts_with('(') && matches!(c, '-' | '–' | '/')))
}

/// The widths of the columns in twips, as their texts need, the whole no wider than the text of the page; and the
/// size of the letters.
fn widths(table: &Table, whole: usize) -> (Vec<usize>, usize) {
    let cells = |at: usize| {
        let head = std::iter::once((&table.head, true));
        let rows = table.rows.iter().map(|row| (row, false));
        head.chain(rows).filter_map(move |(row, is_head)| Some((row.get(at)?.as_str(), is_head)))
    };
    let columns = 0..table.head.len();
    let widest = |of: &dyn Fn((&str, bool)) -> usize| -> Vec<usize> {
        columns.clone().map(|at| cells(at).map(of).max().unwrap_or(0).max(3 * LETTER)).collect()
    };
    let padded = |widths: &[usize]| -> Vec<usize> { widths.iter().map(|w| w + PADDING).collect() };
    let fits = |widths: &Vec<usize>| widths.iter().sum::<usize>() <= whole;
    let natural = padded(&widest(&|(text, is_head)| text.lines().map(|line| width(line, is_head)).max().unwrap_or(0)));
    // A letter more where there is room.
    let ample: Vec<usize> = natural.iter().map(|width| width + LETTER).collect();
    if let Some(widths) = [ample, natural.clone()].into_iter().find(fits) {
        return (widths, SIZE);
    }
    // A word longer than LONGEST is broken.
    let words = widest(&|(text, is_head)| {
        let word = |word: &str| width(&word.chars().take(LONGEST).collect::<String>(), is_head);
        parts(text).map(word).max().unwrap_or(0)
    });
    let at_size = |size: usize| padded(&words.iter().map(|w| (w * size).div_ceil(SIZE)).collect::<Vec<_>>());
    let found = SIZES.into_iter().map(|size| (at_size(size), size)).find(|(widths, _)| fits(widths));
    let Some((least, size)) = found else {
        // Where the words have no room even so the longest are broken, and the short ones of the other columns stay
        // whole.
        let size = SIZES[SIZES.len() - 1];
        let least = at_size(size);
        let cut_to = |most: usize| -> Vec<usize> {
            let most = most * LETTER * size / SIZE + PADDING;
            least.iter().map(|w| *w.min(&most)).collect()
        };
        let cut = (SHORTEST..=LONGEST).rev().map(cut_to).find(fits).unwrap_or_else(|| cut_to(SHORTEST));
        let needed = cut.iter().sum::<usize>().max(1);
        return (cut.iter().map(|w| w * whole / needed).collect(), size);
    };
    let needed: usize = least.iter().sum();
    // What is left goes where the most text is: by the square root of its length, as its lines and its columns grow together.
    let weight = |at: usize| {
        let texts: usize = cells(at).map(|(text, _)| text.chars().count()).sum();
        let wish = natural.get(at).copied().unwrap_or(0).saturating_sub(least.get(at).copied().unwrap_or(0));
        if wish == 0 { 0 } else { texts.isqrt().max(1) }
    };
    let weights: Vec<usize> = columns.clone().map(weight).collect();
    let all: usize = weights.iter().sum::<usize>().max(1);
    (least.iter().zip(&weights).map(|(w, weight)| w + (whole - needed) * weight / all).collect(), size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_in_brackets_is_not_parted() {
        assert_eq!(in_lines("84 km (77–90)", (5_000, SIZE), false), "84 km (77–90)");
        assert_eq!(in_lines("84 km (77–90)", (900, SIZE), false), "84 km\n(77–90)");
        assert_eq!(in_lines("Place (of another name)", (900, SIZE), false), "Place (of another name)");
        assert_eq!(parts("84 km (77–90) 1–2").collect::<Vec<_>>(), ["84", "km", "(77–90)", "1", "2"]);
    }

    #[test]
    fn no_word_is_wider_than_its_column_and_the_letters_are_smaller_where_that_takes_it() {
        let text = |row: [&str; 9]| row.map(str::to_owned).to_vec();
        let table = Table {
            head: text(["Date", "What happened", "Kind", "Place", "Distance", "Side", "Killed", "Status", "Grade"]),
            rows: vec![text([
                "24 Nov 2025",
                "Infiltration attempt",
                "Infiltration",
                "Kupwara",
                "5 km (4–6)",
                "side uncertain",
                "unknown",
                "Confirmed",
                "F6",
            ])],
        };
        for (whole, expected) in [(9_865, SIZE), (8_505, 15), (7_400, 13)] {
            let (widths, size) = widths(&table, whole);
            assert!(size <= expected && widths.iter().sum::<usize>() <= whole, "{size} {widths:?}");
            for (row, is_head) in [(&table.head, true), (&table.rows[0], false)] {
                for (cell, column) in row.iter().zip(&widths) {
                    let word = cell.split(' ').map(|word| width(word, is_head) * size / SIZE).max().unwrap();
                    assert!(word + PADDING <= column + 1, "{whole}: {cell} {word} {column}");
                }
            }
        }
    }
}
