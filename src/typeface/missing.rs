//! Letters that no font of a set has: they would be printed as empty boxes.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript as _};

use super::set::Typefaces;
use super::style::FontStyle;

/// The characters of a text that no font of a set has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingGlyphs {
    /// The text.
    pub text: String,
    /// The characters, each once, by code point.
    pub characters: Vec<char>,
    /// The names of their scripts (Unicode property Script), such as `Thai`, each once, by name.
    pub scripts: Vec<&'static str>,
}

impl MissingGlyphs {
    /// The scripts and characters in words, such as `Thai: U+0E01 ก, U+0E02 ข`.
    #[must_use]
    pub fn letters(&self) -> String {
        /// Enough to know a script by.
        const MOST: usize = 6;
        let shown = self.characters.iter().take(MOST).map(|c| format!("U+{:04X} {c}", u32::from(*c)));
        let mut list = shown.collect::<Vec<_>>().join(", ");
        if self.characters.len() > MOST {
            list.push_str(&format!(" and {} more", self.characters.len() - MOST));
        }
        format!("{}: {list}", self.scripts.join(", "))
    }

    /// What a user can do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        let script = self.scripts.first().copied().unwrap_or("its script");
        format!(
            "put a font for {script} into the dossier and name it in marz.toml, such as fonts = [\"fonts/{script}.ttf\"]"
        )
    }
}

/// Whether a character has no shape of its own: controls, joiners, direction marks, variation selectors, tags.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xAD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E
            | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xE0000..=0xE0FFF)
}

impl Typefaces {
    /// The characters of a text that would be printed as an empty box; `None` if every character has a glyph.
    ///
    /// The text is shaped as it is when a figure is painted: what counts is glyph 0 (`.notdef`) in the result, so that
    /// a letter which a font composes from others is not missing.
    ///
    /// ```
    /// use marz::typeface::{FontStyle, Typefaces};
    ///
    /// let fonts = Typefaces::default();
    /// assert_eq!(fonts.missing("Dushanbe · Душанбе · دوشنبه", FontStyle::Regular), None);
    /// let missing = fonts.missing("Altanbulag (Алтанбулаг, ᠠᠯᠲᠠᠨᠪᠤᠯᠠᠭ)", FontStyle::Regular).unwrap();
    /// assert_eq!(missing.scripts, ["Mongolian"]);
    /// ```
    #[must_use]
    pub fn missing(&self, text: &str, font_style: FontStyle) -> Option<MissingGlyphs> {
        let mut characters: BTreeSet<char> = BTreeSet::new();
        for (family, run) in self.runs(text, font_style) {
            let Some((glyphs, _)) = self.shaped(family, font_style, run) else { continue };
            let clusters: BTreeSet<usize> = glyphs.glyph_infos().iter().map(|g| g.cluster as usize).collect();
            for glyph in glyphs.glyph_infos().iter().filter(|g| g.glyph_id == 0) {
                let from = glyph.cluster as usize;
                let to = clusters.range(from + 1..).next().copied().unwrap_or(run.len());
                let cluster = || run.get(from..to).unwrap_or_default().chars().filter(|c| !is_invisible(*c));
                let absent: Vec<char> = cluster().filter(|c| !self.has(family, *c, font_style)).collect();
                characters.extend(if absent.is_empty() { cluster().collect() } else { absent });
            }
        }
        if characters.is_empty() {
            return None;
        }
        let special = |c: &char| !matches!(c.script(), Script::Common | Script::Inherited | Script::Unknown);
        let mut scripts: BTreeSet<&'static str> =
            characters.iter().filter(|c| special(c)).map(|c| c.script().full_name()).collect();
        if scripts.is_empty() {
            scripts.insert("symbols");
        }
        let (characters, scripts) = (characters.into_iter().collect(), scripts.into_iter().collect());
        Some(MissingGlyphs { text: text.to_owned(), characters, scripts })
    }
}
