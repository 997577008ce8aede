//! Tables: widths by their words, the head repeated on every page.

use super::paragraph::{is_kept, keep};
use super::setting::Setting;
use crate::report::document::Table;
use crate::xml::escaped;

/// The width of a letter of a wide face at the size of tables (8 points), in twips.
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
        let mut widths = widths(table, whole);
        // Word and LibreOffice begin a narrow table of a document from right to left at different edges: it has the whole width.
        let sum = widths.iter().sum::<usize>().max(1);
        if self.is_right_to_left && sum < whole {
            widths.iter_mut().for_each(|width| *width = *width * whole / sum);
        }
        let numeric = numeric(table);
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
                let bold = if is_head { "<w:b/><w:bCs/>" } else { "" };
                let text = match is_number {
                    true => self.paragraph_with("marz cell", [kept, "<w:jc w:val=\"right\"/>"], &self.runs(cell, bold)),
                    false => self.flush_with("marz cell", kept, cell, &|own| own.runs(cell, bold)),
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

/// The widths of the columns in twips: as their texts need, the whole no wider than the text of the page.
fn widths(table: &Table, whole: usize) -> Vec<usize> {
    let cells = |at: usize| std::iter::once(&table.head).chain(&table.rows).filter_map(move |row| row.get(at));
    // The heads are bold: a letter more.
    let length = |text: &str| text.chars().count() + usize::from(table.head.iter().any(|head| head.contains(text)));
    let columns = 0..table.head.len();
    let natural: Vec<usize> =
        columns.clone().map(|at| cells(at).map(|c| length(c)).max().unwrap_or(0).max(3) * LETTER + PADDING).collect();
    // A letter more where there is room: a word of wide letters alone is wider than its count.
    let ample: Vec<usize> = natural.iter().map(|width| width + LETTER).collect();
    if let Some(widths) = [ample, natural.clone()].into_iter().find(|widths| widths.iter().sum::<usize>() <= whole) {
        return widths;
    }
    let word = |text: &str| text.split([' ', '\n', '-', '–', '/']).map(length).max().unwrap_or(0);
    let words: Vec<usize> = columns.clone().map(|at| cells(at).map(|c| word(c)).max().unwrap_or(0).max(3)).collect();
    // Where not all words have room the longest are broken, and the short ones of the other columns stay whole.
    let cut_to = |most: usize| -> Vec<usize> { words.iter().map(|w| w.min(&most) * LETTER + PADDING).collect() };
    let fits = |widths: &Vec<usize>| widths.iter().sum::<usize>() < whole;
    let least = (SHORTEST..=LONGEST).rev().map(cut_to).find(fits).unwrap_or_else(|| cut_to(SHORTEST));
    let needed: usize = least.iter().sum();
    if needed >= whole {
        return least.iter().map(|w| w * whole / needed.max(1)).collect();
    }
    // What is left goes where the most text is: by the square root of its length, as its lines and its columns grow together.
    let weight = |at: usize| {
        let texts: usize = cells(at).map(|c| length(c)).sum();
        let wish = natural.get(at).copied().unwrap_or(0).saturating_sub(least.get(at).copied().unwrap_or(0));
        if wish == 0 { 0 } else { texts.isqrt().max(1) }
    };
    let weights: Vec<usize> = columns.map(weight).collect();
    let all: usize = weights.iter().sum::<usize>().max(1);
    least.iter().zip(&weights).map(|(w, weight)| w + (whole - needed) * weight / all).collect()
}
