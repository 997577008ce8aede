//! The bundled fonts, and how wide a text is when it is set in them.
//!
//! Noto Sans for Latin and Cyrillic, Vazirmatn for Arabic script. The fonts of the machine are never used, so that a
//! figure looks the same everywhere.

use std::sync::LazyLock;

use rustybuzz::{Face as ShapeFace, UnicodeBuffer, shape};

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
    for (run, arabic) in runs(text) {
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

/// Cuts a text into runs of one script; neutral characters stay with what is before them.
fn runs(text: &str) -> Vec<(&str, bool)> {
    let mut out: Vec<(&str, bool)> = Vec::new();
    let mut start = 0;
    let mut script: Option<bool> = None;
    for (i, c) in text.char_indices() {
        let here = match u32::from(c) {
            0x0600..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Some(true),
            _ if c.is_alphanumeric() => Some(false),
            _ => None,
        };
        match (script, here) {
            (Some(a), Some(b)) if a != b => {
                out.push((&text[start..i], a));
                (start, script) = (i, Some(b));
            }
            (None, Some(_)) => script = here,
            _ => {}
        }
    }
    if start < text.len() {
        out.push((&text[start..], script.unwrap_or(false)));
    }
    out
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
        assert_eq!(runs("Душанбе / دوشنبه"), [("Душанбе / ", false), ("دوشنبه", true)]);
        assert_eq!(runs("…"), [("…", false)]);
    }
}
