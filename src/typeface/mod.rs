//! The bundled fonts, and how wide a text is when it is set in them.
//!
//! Noto Sans for Latin and Cyrillic, Vazirmatn for Arabic script. The fonts of the machine are never used, so that a
//! figure looks the same everywhere.

use std::sync::LazyLock;

use rustybuzz::{Face as ShapeFace, UnicodeBuffer, shape};
use unicode_bidi::{BidiInfo, Level};

/// The name of the main family, as it stands in the font files.
pub const FAMILY: &str = "Noto Sans";
/// The name of the family for Arabic script.
pub const ARABIC_FAMILY: &str = "Vazirmatn";

/// A cut of the main family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Upright.
    Regular,
    /// Upright and bold.
    Bold,
    /// Slanted: waters and areas.
    Italic,
}

const REGULAR: &[u8] = include_bytes!("fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("fonts/NotoSans-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("fonts/NotoSans-Italic.ttf");
const ARABIC: &[u8] = include_bytes!("fonts/Vazirmatn-Regular.ttf");
const ARABIC_BOLD: &[u8] = include_bytes!("fonts/Vazirmatn-Bold.ttf");

/// All font files, for the renderer.
pub const FILES: [&[u8]; 5] = [REGULAR, BOLD, ITALIC, ARABIC, ARABIC_BOLD];

struct Faces {
    regular: Option<ShapeFace<'static>>,
    bold: Option<ShapeFace<'static>>,
    italic: Option<ShapeFace<'static>>,
    arabic: Option<ShapeFace<'static>>,
    arabic_bold: Option<ShapeFace<'static>>,
}

static FACES: LazyLock<Faces> = LazyLock::new(|| Faces {
    regular: ShapeFace::from_slice(REGULAR, 0),
    bold: ShapeFace::from_slice(BOLD, 0),
    italic: ShapeFace::from_slice(ITALIC, 0),
    arabic: ShapeFace::from_slice(ARABIC, 0),
    arabic_bold: ShapeFace::from_slice(ARABIC_BOLD, 0),
});

/// How wide a text is when set in one line, in the unit of `size`.
///
/// # Arguments
///
/// `size` is the font size; `tracking` is added after every character, in the same unit.
#[must_use]
pub fn width(text: &str, cut: Cut, size: f64, tracking: f64) -> f64 {
    let mut total = 0.0;
    for (arabic, run) in runs(text) {
        let faces = &*FACES;
        let face = match (arabic, cut) {
            (false, Cut::Regular) => &faces.regular,
            (false, Cut::Bold) => &faces.bold,
            (false, Cut::Italic) => &faces.italic,
            (true, Cut::Bold) => &faces.arabic_bold,
            (true, _) => &faces.arabic,
        };
        let Some(face) = face else { continue };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        let shaped = shape(face, &[], buffer);
        let advance: i32 = shaped.glyph_positions().iter().map(|p| p.x_advance).sum();
        total += f64::from(advance) / f64::from(face.units_per_em()) * size;
    }
    let count = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    total + tracking * f64::from(count)
}

/// The height above the baseline of a capital letter, as a share of the font size.
pub const CAP_HEIGHT: f64 = 0.714;
/// The depth below the baseline of a letter such as g, as a share of the font size.
pub const DESCENT: f64 = 0.24;

/// Cuts a text into runs of one font: whether it is the Arabic one, and the words.
///
/// Spaces and marks without a glyph stay with what is before them; punctuation and digits of the Latin block are never
/// set in the Arabic font, which has none.
#[must_use]
pub fn runs(text: &str) -> Vec<(bool, &str)> {
    let mut out: Vec<(bool, &str)> = Vec::new();
    let mut start = 0;
    let mut current: Option<bool> = None;
    for (i, c) in text.char_indices() {
        let here = match u32::from(c) {
            0x0600..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Some(true),
            0x20 | 0xA0 | 0x200C..=0x200F | 0x2066..=0x2069 => None,
            _ => Some(false),
        };
        match (current, here) {
            (Some(a), Some(b)) if a != b => {
                out.push((a, &text[start..i]));
                (start, current) = (i, Some(b));
            }
            (None, Some(_)) => current = here,
            _ => {}
        }
    }
    if start < text.len() {
        out.push((current.unwrap_or(false), &text[start..]));
    }
    out
}

/// A piece of a line in one font and one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece<'t> {
    /// Where it begins from the left end of the line, in the unit of the font size.
    pub x: f64,
    /// Its words, in the order in which they are read, without spaces at its ends.
    pub words: &'t str,
    /// Whether it runs from right to left.
    pub is_rtl: bool,
    /// Whether it is set in the Arabic font.
    pub is_arabic: bool,
}

/// A line that mixes scripts, cut into pieces that each have their place; in the order in which they are read.
///
/// The order on the line follows the Unicode bidirectional algorithm (UAX #9); its base direction is from right to left
/// where that is asked for, and else that of the first letter.
#[must_use]
pub fn pieces(text: &str, cut: Cut, size: f64, is_rtl: bool) -> Vec<Piece<'_>> {
    let info = BidiInfo::new(text, is_rtl.then(Level::rtl));
    let mut all: Vec<(usize, Piece<'_>)> = Vec::new();
    let mut x = 0.0;
    for paragraph in &info.paragraphs {
        let (levels, order) = info.visual_runs(paragraph, paragraph.range.clone());
        for range in order {
            let words = &text[range.clone()];
            let is_rtl = levels.get(range.start).is_some_and(Level::is_rtl);
            let mut parts = runs(words);
            if is_rtl {
                parts.reverse();
            }
            for (is_arabic, words) in parts {
                // Spaces at the ends are left out: a piece of its own would put them on the wrong side.
                let bare = words.trim_matches(' ');
                let (before, after) = words.split_once(bare).unwrap_or(("", ""));
                let left = width(if is_rtl { after } else { before }, cut, size, 0.0);
                // Both are parts of the same text.
                let at = words.as_ptr() as usize - text.as_ptr() as usize;
                if !bare.is_empty() {
                    all.push((at, Piece { x: x + left, words: bare, is_rtl, is_arabic }));
                }
                x += width(words, cut, size, 0.0);
            }
        }
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, piece)| piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_grow_with_text_size_and_weight() {
        let w = |t: &str, cut| width(t, cut, 100.0, 0.0);
        // n = 618 units of 1000 in Noto Sans.
        assert!((w("n", Cut::Regular) - 61.8).abs() < 0.1);
        assert!(w("Душанбе", Cut::Bold) > w("Душанбе", Cut::Regular));
        assert!((width("AB", Cut::Regular, 100.0, 10.0) - w("AB", Cut::Regular) - 20.0).abs() < 1e-9);
        // Joined letters are narrower than the same letters apart.
        let apart: f64 = "کابل".chars().map(|c| w(&c.to_string(), Cut::Regular)).sum();
        assert!(w("کابل", Cut::Regular) < apart);
    }

    #[test]
    fn scripts_are_told_apart() {
        assert_eq!(runs("Душанбе / دوشنبه"), [(false, "Душанбе / "), (true, "دوشنبه")]);
        assert_eq!(runs("پنج (۵): کابل"), [(true, "پنج "), (false, "("), (true, "۵"), (false, "): "), (true, "کابل")]);
        assert_eq!(runs("…"), [(false, "…")]);
    }

    #[test]
    fn a_mixed_line_runs_from_right_to_left() {
        let line = pieces("منابع: OSM", Cut::Regular, 10.0, true);
        let words: Vec<&str> = line.iter().map(|p| p.words.trim()).collect();
        assert_eq!(words, ["منابع", ":", "OSM"]);
        // The Latin word, read last, stands at the left.
        assert!(line[2].x < line[1].x && line[1].x < line[0].x, "{line:?}");
        // One Arabic word does not turn an English line round.
        let line = pieces("Clash at Samti (سمتی), 24 August", Cut::Regular, 10.0, false);
        assert!(line.is_sorted_by(|a, b| a.x < b.x), "{line:?}");
        assert_eq!(line[0].words, "Clash at Samti (");
    }
}
