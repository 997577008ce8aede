//! A line that mixes scripts and directions, as pieces of one font and one direction.

use unicode_bidi::{BidiInfo, Level};

use super::set::{FontFamily, Typefaces};
use super::style::FontStyle;

/// A piece of a line in one font and one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun<'t> {
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
    pub fn pieces<'t>(&self, text: &'t str, font_style: FontStyle, size: f64, is_rtl: bool) -> Vec<TextRun<'t>> {
        let info = BidiInfo::new(text, is_rtl.then(Level::rtl));
        let mut all: Vec<(usize, TextRun<'_>)> = Vec::new();
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
                        let piece = TextRun { x: x + left, words: bare, is_rtl, family };
                        all.extend(self.clusters_apart(piece, font_style, size).into_iter().map(|p| (at, p)));
                    }
                    x += self.width(words, font_style, size, 0.0);
                }
            }
        }
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, piece)| piece).collect()
    }

    /// Cuts a piece in a font of the dossier or of a single script behind every cluster that moves the line on by more than one letter.
    ///
    /// The renderer of PNG and PDF (usvg 0.47) takes a cluster to be as wide as its widest glyph, so that what follows a
    /// Thai or Lao vowel am, or a vowel sign beside its consonant in scripts of India, would be painted over it. A piece
    /// that has its own place does not depend on that.
    fn clusters_apart<'t>(&self, piece: TextRun<'t>, cut: FontStyle, size: f64) -> Vec<TextRun<'t>> {
        let shaped = match piece.family {
            FontFamily::Own(_) | FontFamily::Script(_) if !piece.is_rtl => self.shaped(piece.family, cut, piece.words),
            _ => None,
        };
        let Some((glyphs, units_per_em)) = shaped else { return vec![piece] };
        let mut clusters: Vec<(usize, i32, i32)> = Vec::new();
        for (glyph, place) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            let (at, wide) = (glyph.cluster as usize, place.x_advance);
            match clusters.last_mut() {
                Some((start, sum, most)) if *start == at => (*sum, *most) = (*sum + wide, wide.max(*most)),
                _ => clusters.push((at, wide, wide)),
            }
        }
        let (mut parts, mut begin, mut is_wide, mut along) = (Vec::new(), (0, 0), false, 0);
        for (at, sum, most) in clusters {
            // A space stays with what is before it: SVG drops one that begins a line.
            if is_wide && !piece.words.get(at..).is_some_and(|rest| rest.starts_with(' ')) {
                parts.push((begin, at));
                (begin, is_wide) = ((at, along), false);
            }
            is_wide |= sum > most;
            along += sum;
        }
        parts.push((begin, piece.words.len()));
        let part = |((from, units), to): ((usize, i32), usize)| {
            let x = piece.x + f64::from(units) / f64::from(units_per_em) * size;
            Some(TextRun { x, words: piece.words.get(from..to)?, ..piece.clone() })
        };
        parts.into_iter().filter_map(part).collect()
    }
}

/// Whether a text begins, by its first letter, a line from right to left (UAX #9, rules P2 and P3).
#[must_use]
pub fn is_right_to_left(text: &str) -> bool {
    BidiInfo::new(text, None).paragraphs.first().is_some_and(|p| p.level.is_rtl())
}
