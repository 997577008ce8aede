//! The set of fonts that figures are set in, and how wide a text is when it is set in them.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fontdb::{Database, Source};
use rustybuzz::{Direction, Face, GlyphBuffer, UnicodeBuffer, shape};

use super::bundled::{self, ARABIC_FAMILY, FAMILY, FILES};
use super::family::{Family, FontError, families};
use super::script;
use super::style::FontStyle;

/// A family of a set of fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontFamily {
    /// Noto Sans.
    Main,
    /// Vazirmatn, for Arabic script.
    Arabic,
    /// The bundled family of this number for one other script, such as Noto Sans Thai.
    Script(usize),
    /// The family of the dossier with this index.
    Own(usize),
}

/// One font as a web page embeds it.
#[derive(Debug, Clone)]
pub struct WebFont<'a> {
    /// The family, as the SVG calls it.
    pub family: &'a str,
    /// The weight, as CSS numbers it.
    pub weight: u16,
    /// `normal` or `italic`.
    pub style: &'static str,
    /// The TrueType or OpenType file.
    pub bytes: &'a [u8],
}

impl WebFont<'_> {
    /// The rule of a style sheet that embeds it.
    #[must_use]
    pub fn rule(&self) -> String {
        let Self { family, weight, style, bytes } = self;
        format!(
            "@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};src:url(data:font/ttf;base64,{}) format('truetype')}}\n",
            STANDARD.encode(bytes)
        )
    }
}

/// The fonts of a figure: Noto Sans and Vazirmatn, then those of the dossier, then a bundled one for the script.
///
/// A character is set in the first two where they have it, and else in the first family of the dossier that has it, and else in the bundled
/// font of its script, where there is one.
/// The fonts of the machine are never used, so that a figure looks the same everywhere. A clone shares the fonts.
#[derive(Clone)]
pub struct Typefaces {
    pub(super) own: Arc<[Family]>,
    /// So many of them, the first, are the house's: a character is set in them before any other.
    house: usize,
    database: Arc<Database>,
}

static BUNDLED: LazyLock<Typefaces> = LazyLock::new(|| {
    let mut database = Database::new();
    for (.., bytes) in FILES.iter() {
        database.load_font_source(Source::Binary(Arc::new(bytes.as_slice())));
    }
    database.set_sans_serif_family(FAMILY);
    Typefaces { own: Arc::new([]), house: 0, database: Arc::new(database) }
});

impl Default for Typefaces {
    /// The bundled fonts alone.
    fn default() -> Self {
        Self::bundled().clone()
    }
}

impl fmt::Debug for Typefaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.family_names()).finish()
    }
}

impl Typefaces {
    /// The bundled fonts alone.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// The bundled fonts and those of a dossier, as pairs of a name for messages and the bytes of a TrueType or
    /// OpenType file.
    ///
    /// Which files are one family, and which of them is bold or italic, is read from the files. A family without a bold
    /// or italic font is set in the nearest that it has.
    ///
    /// # Errors
    ///
    /// [`FontError`] if a file is no such font, is larger than [`super::MOST_FONT_BYTES`], or there are more than
    /// [`super::MOST_FONTS`].
    pub fn with(files: Vec<(String, Vec<u8>)>) -> Result<Self, FontError> {
        Self::of_house(Vec::new(), files)
    }

    /// The same with the fonts of a house, which stand before the bundled ones.
    ///
    /// # Errors
    ///
    /// As [`Typefaces::with`].
    pub fn of_house(house: Vec<(String, Vec<u8>)>, more: Vec<(String, Vec<u8>)>) -> Result<Self, FontError> {
        if house.is_empty() && more.is_empty() {
            return Ok(Self::default());
        }
        let mut database = (*BUNDLED.database).clone();
        let first = house.len();
        let own = families(house.into_iter().chain(more).collect(), &mut database)?;
        // Families keep the order of the files.
        let mut files = 0;
        let is_of_house = |family: &&Family| {
            let before = files;
            files += family.files.len();
            before < first
        };
        let house = own.iter().take_while(is_of_house).count();
        Ok(Self { own: own.into(), house, database: Arc::new(database) })
    }

    /// How wide a text is when set in one line, in the unit of `size`.
    ///
    /// # Arguments
    ///
    /// `size` is the font size; `tracking` is added after every character, in the same unit.
    #[must_use]
    pub fn width(&self, text: &str, font_style: FontStyle, size: f64, tracking: f64) -> f64 {
        let mut total = 0.0;
        for (family, run) in self.runs(text, font_style) {
            let Some((glyphs, units_per_em)) = self.shaped(family, font_style, run) else { continue };
            let advance: i32 = glyphs.glyph_positions().iter().map(|p| p.x_advance).sum();
            total += f64::from(advance) / f64::from(units_per_em) * size;
        }
        let count = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        total + tracking * f64::from(count)
    }

    /// Cuts a text into runs of one family.
    ///
    /// Spaces and marks without a glyph stay with what is before them; punctuation and digits of the Latin block are
    /// never set in the Arabic font, which has none, nor in a font of the dossier.
    #[must_use]
    pub fn runs<'t>(&self, text: &'t str, font_style: FontStyle) -> Vec<(FontFamily, &'t str)> {
        let mut out: Vec<(FontFamily, &str)> = Vec::new();
        let mut start = 0;
        let mut current: Option<FontFamily> = None;
        for (i, c) in text.char_indices() {
            let here = self.family_of(c, font_style, current);
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
            out.push((current.unwrap_or(FontFamily::Main), &text[start..]));
        }
        out
    }

    /// The family for a character after text in the family `before`; `None` if it stays with what is before it.
    fn family_of(&self, c: char, font_style: FontStyle, before: Option<FontFamily>) -> Option<FontFamily> {
        let bundled = match u32::from(c) {
            0x0600..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => FontFamily::Arabic,
            0x20 | 0xA0 => match before {
                Some(FontFamily::Own(i)) if !self.own.get(i).is_some_and(|f| f.has(c, font_style)) => FontFamily::Main,
                _ => return None,
            },
            0x200C..=0x200F | 0x2066..=0x2069 => return None,
            _ => FontFamily::Main,
        };
        if let Some(own) = self.own.iter().take(self.house).position(|f| f.has(c, font_style)) {
            return Some(FontFamily::Own(own));
        }
        let of_script = script::of(c);
        if (self.own.is_empty() && of_script.is_none()) || self.has(bundled, c, font_style) {
            return Some(bundled);
        }
        let own = self.own.iter().position(|f| f.has(c, font_style)).map(FontFamily::Own);
        own.or_else(|| of_script.filter(|s| !self.is_hidden(*s)).map(FontFamily::Script)).or(Some(bundled))
    }

    /// Whether the dossier brings a family of the same name as the bundled one of a script, so that SVG could not tell them apart.
    fn is_hidden(&self, number: usize) -> bool {
        self.own.iter().any(|f| Some(f.name.as_str()) == script::family(number))
    }

    /// The numbers of the bundled fonts of single scripts that a text needs.
    fn scripts(&self, text: &str) -> BTreeSet<usize> {
        let needed = text.chars().filter(|c| !c.is_ascii()).filter_map(script::of);
        needed.collect::<BTreeSet<_>>().into_iter().filter(|s| !self.is_hidden(*s)).collect()
    }

    /// Whether the font of a family has a glyph for a character.
    pub(super) fn has(&self, family: FontFamily, c: char, font_style: FontStyle) -> bool {
        let bundled = |is_arabic| {
            bundled::face(is_arabic, font_style).is_some_and(|f| f.glyph_index(c).is_some_and(|g| g.0 != 0))
        };
        match family {
            FontFamily::Main => bundled(false),
            FontFamily::Arabic => bundled(true),
            FontFamily::Script(i) => script::face(i).is_some_and(|f| f.glyph_index(c).is_some_and(|g| g.0 != 0)),
            FontFamily::Own(i) => self.own.get(i).is_some_and(|f| f.has(c, font_style)),
        }
    }

    /// A run shaped in a family, and the units of its em.
    pub(super) fn shaped(&self, family: FontFamily, font_style: FontStyle, run: &str) -> Option<(GlyphBuffer, i32)> {
        self.shaped_in(family, font_style, run, None)
    }

    /// The same in a direction that the line gives it: digits of the Arabic script run from left to right, which no run tells by its letters,
    /// and brackets between them turn with the line.
    pub(super) fn shaped_in(
        &self,
        family: FontFamily,
        font_style: FontStyle,
        run: &str,
        is_rtl: Option<bool>,
    ) -> Option<(GlyphBuffer, i32)> {
        let mut shaped = None;
        self.with_face(family, font_style, &mut |face| {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(run);
            match is_rtl {
                Some(true) => buffer.set_direction(Direction::RightToLeft),
                Some(false) => buffer.set_direction(Direction::LeftToRight),
                None => {}
            }
            shaped = Some((shape(face, &[], buffer), face.units_per_em()));
        });
        shaped
    }

    /// Does something with the face of a family, if it has one.
    pub(super) fn with_face(&self, family: FontFamily, font_style: FontStyle, with: &mut dyn FnMut(&Face<'_>)) {
        let own;
        let face = match family {
            FontFamily::Main => bundled::face(false, font_style),
            FontFamily::Arabic => bundled::face(true, font_style),
            FontFamily::Script(i) => script::face(i),
            FontFamily::Own(i) => {
                own = self.own.get(i).and_then(|f| f.face(font_style));
                own.as_ref()
            }
        };
        if let Some(face) = face {
            with(face);
        }
    }

    /// The name by which SVG and CSS call a family.
    #[must_use]
    pub fn family_name(&self, family: FontFamily) -> &str {
        match family {
            FontFamily::Main => FAMILY,
            FontFamily::Arabic => ARABIC_FAMILY,
            FontFamily::Script(i) => script::family(i).unwrap_or(FAMILY),
            FontFamily::Own(i) => self.own.get(i).map_or(FAMILY, |f| f.name.as_str()),
        }
    }

    /// The names of all families but those of single scripts, in the order in which they are asked for a character.
    pub fn family_names(&self) -> impl Iterator<Item = &str> {
        [FAMILY, ARABIC_FAMILY].into_iter().chain(self.own.iter().map(|f| f.name.as_str()))
    }

    /// The fonts for a page that embeds them: all but the bundled ones of scripts that its text does not have.
    pub fn web_fonts(&self, text: &str) -> impl Iterator<Item = WebFont<'_>> {
        let bundled =
            FILES.iter().map(|(family, weight, style, bytes)| WebFont { family, weight: *weight, style, bytes });
        let own = self.own.iter().flat_map(|family| {
            family.files.iter().map(|f| WebFont {
                family: &family.name,
                weight: f.weight,
                style: if f.is_italic { "italic" } else { "normal" },
                bytes: &f.bytes,
            })
        });
        let of_scripts = self.scripts(text).into_iter().filter_map(|i| {
            Some(WebFont { family: script::family(i)?, weight: 400, style: "normal", bytes: script::bytes(i)? })
        });
        bundled.chain(own).chain(of_scripts)
    }

    /// The fonts as the renderer takes them for an SVG.
    pub(crate) fn database(&self, svg: &str) -> Arc<Database> {
        let scripts = self.scripts(svg);
        if scripts.is_empty() {
            return Arc::clone(&self.database);
        }
        let mut database = (*self.database).clone();
        for bytes in scripts.into_iter().filter_map(script::bytes) {
            database.load_font_source(Source::Binary(Arc::new(bytes)));
        }
        Arc::new(database)
    }
}
