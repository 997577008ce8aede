//! A line that mixes scripts and directions, as pieces of one font and one direction.

use unicode_bidi::{BidiInfo, Level};

use super::set::{FontFamily, Typefaces};
use super::style::FontStyle;

/// A piece of a line in one font and one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece<'t> {
    /// Where it begins from the left end of the line, in the unit of the font size.
    pub x: f64,
    /// Its words, in the order in which they are read, without spaces at its ends.
    pub words: &'t str,
    /// Whether it runs from right to left.
    pub is_rtl: bool,
    /// The family that it is set in.
    pub family: FontFamily,
}

impl Typefaces {
    /// A line that mixes scripts, cut into pieces that each have their place; in the order in which they are read.
    ///
    /// The order on the line follows the Unicode bidirectional algorithm (UAX #9); its base direction is from right to
    /// left where that is asked for, and else that of the first letter.
    #[must_use]
    pub fn pieces<'t>(&self, text: &'t str, font_style: FontStyle, size: f64, is_rtl: bool) -> Vec<Piece<'t>> {
        let info = BidiInfo::new(text, is_rtl.then(Level::rtl));
        let mut all: Vec<(usize, Piece<'_>)> = Vec::new();
        let mut x = 0.0;
        for paragraph in &info.paragraphs {
            let (levels, order) = info.visual_runs(paragraph, paragraph.range.clone());
            for range in order {
                let words = &text[range.clone()];
                let is_rtl = levels.get(range.start).is_some_and(Level::is_rtl);
                let mut parts = self.runs(words, font_style);
                if is_rtl {
                    parts.reverse();
                }
                for (family, words) in parts {
                    // Spaces at the ends are left out: a piece of its own would put them on the wrong side.
                    let bare = words.trim_matches(' ');
                    let (before, after) = words.split_once(bare).unwrap_or(("", ""));
                    let left = self.width(if is_rtl { after } else { before }, font_style, size, 0.0);
                    // Both are parts of the same text.
                    let at = words.as_ptr() as usize - text.as_ptr() as usize;
                    if !bare.is_empty() {
                        all.push((at, Piece { x: x + left, words: bare, is_rtl, family }));
                    }
                    x += self.width(words, font_style, size, 0.0);
                }
            }
        }
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, piece)| piece).collect()
    }
}

/// Whether a text begins, by its first letter, a line from right to left (UAX #9, rules P2 and P3).
#[must_use]
pub fn is_right_to_left(text: &str) -> bool {
    BidiInfo::new(text, None).paragraphs.first().is_some_and(|p| p.level.is_rtl())
}
