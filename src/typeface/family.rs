//! Families of fonts that a dossier brings.

use std::collections::BTreeSet;
use std::sync::Arc;

use fontdb::{self, Database, FaceInfo, Query, Source, Style, Weight};
use rustybuzz::Face;
use thiserror::Error;

use super::bundled::{ARABIC_FAMILY, FAMILY};
use super::style::FontStyle;

/// The most bytes that a font of a dossier may have.
pub const MOST_FONT_BYTES: usize = 16 << 20;
/// The most fonts that a dossier may bring.
pub const MOST_FONTS: usize = 32;

/// Why a file cannot be used as a font.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FontError {
    /// It is too large.
    #[error("{file}: fonts: the font has {found} bytes, more than {MOST_FONT_BYTES}; bring a subset of its letters")]
    TooLarge {
        /// The file.
        file: String,
        /// Its bytes.
        found: usize,
    },
    /// There are too many.
    #[error("{file}: fonts: more than {MOST_FONTS} fonts; keep those whose letters the dossier needs")]
    TooMany {
        /// The first file beyond the limit.
        file: String,
    },
    /// It is a web font.
    #[error(
        "{file}: fonts: found a compressed web font (WOFF), expected TrueType or OpenType; convert it to .ttf or .otf"
    )]
    WebFont {
        /// The file.
        file: String,
    },
    /// It is no font that can be read.
    #[error(
        "{file}: fonts: this is not a TrueType or OpenType font that can be read; download it again as .ttf or .otf"
    )]
    Broken {
        /// The file.
        file: String,
    },
}

/// The bytes of one font, and where they came from.
#[derive(Debug, Clone)]
pub(super) struct FontFile {
    pub bytes: Arc<Vec<u8>>,
    /// The weight, as CSS numbers it.
    pub weight: u16,
    pub is_italic: bool,
    /// The code points that it has a glyph for.
    letters: BTreeSet<u32>,
}

/// The fonts of one family: files that name the same family themselves.
#[derive(Debug, Clone)]
pub(super) struct Family {
    /// The name by which SVG and CSS call it; differs from all others of the set.
    pub name: String,
    pub files: Vec<FontFile>,
    /// The index of the file for each style, as the renderer chooses it.
    chosen: [usize; 3],
}

impl Family {
    /// Whether the file that is used for a style has a glyph for a character.
    pub fn has(&self, c: char, font_style: FontStyle) -> bool {
        self.file(font_style).is_some_and(|f| f.letters.contains(&u32::from(c)))
    }

    pub fn face(&self, font_style: FontStyle) -> Option<Face<'_>> {
        Face::from_slice(&self.file(font_style)?.bytes, 0)
    }

    fn file(&self, font_style: FontStyle) -> Option<&FontFile> {
        self.files.get(self.chosen[font_style as usize])
    }
}

/// Reads fonts, adds them to the database of the renderer and sorts them by family; families keep the order of the
/// files.
pub(super) fn families(files: Vec<(String, Vec<u8>)>, database: &mut Database) -> Result<Vec<Family>, FontError> {
    let mut families: Vec<(Family, Vec<fontdb::ID>)> = Vec::new();
    for (number, (file, bytes)) in files.into_iter().enumerate() {
        if number >= MOST_FONTS {
            return Err(FontError::TooMany { file });
        }
        let (read, info) = font(&file, bytes)?;
        let name = css_name(&info);
        let index = families.iter().position(|(f, _)| f.name == name).unwrap_or_else(|| {
            families.push((Family { name: name.clone(), files: Vec::new(), chosen: [0; 3] }, Vec::new()));
            families.len() - 1
        });
        if let Some((family, ids)) = families.get_mut(index) {
            let english = fontdb::Language::English_UnitedStates;
            let known: Vec<fontdb::ID> = database.faces().map(|f| f.id).collect();
            database.push_face_info(FaceInfo { families: vec![(name, english)], ..info });
            ids.extend(database.faces().map(|f| f.id).filter(|id| !known.contains(id)));
            family.files.push(read);
        }
    }
    for (family, ids) in &mut families {
        let styles = [(Weight::NORMAL, Style::Normal), (Weight::BOLD, Style::Normal), (Weight::NORMAL, Style::Italic)];
        family.chosen = styles.map(|(weight, style)| {
            let families = &[fontdb::Family::Name(&family.name)];
            let id = database.query(&Query { families, weight, style, ..Query::default() });
            ids.iter().position(|own| Some(*own) == id).unwrap_or(0)
        });
    }
    Ok(families.into_iter().map(|(family, _)| family).collect())
}

/// One font and what the database is to know of it.
fn font(file: &str, bytes: Vec<u8>) -> Result<(FontFile, FaceInfo), FontError> {
    let file = || file.to_owned();
    if bytes.len() > MOST_FONT_BYTES {
        return Err(FontError::TooLarge { file: file(), found: bytes.len() });
    }
    if bytes.starts_with(b"wOFF") || bytes.starts_with(b"wOF2") {
        return Err(FontError::WebFont { file: file() });
    }
    let bytes = Arc::new(bytes);
    let mut alone = Database::new();
    alone.load_font_source(Source::Binary(bytes.clone()));
    let info = alone.faces().next().cloned().ok_or_else(|| FontError::Broken { file: file() })?;
    let face = Face::from_slice(&bytes, 0).ok_or_else(|| FontError::Broken { file: file() })?;
    let mut letters = BTreeSet::new();
    for table in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(|t| t.is_unicode()) {
        table.codepoints(|c| {
            if table.glyph_index(c).is_some_and(|glyph| glyph.0 != 0) {
                letters.insert(c);
            }
        });
    }
    if letters.is_empty() {
        return Err(FontError::Broken { file: file() });
    }
    drop(face);
    let (weight, is_italic) = (info.weight.0, info.style != Style::Normal);
    Ok((FontFile { bytes, weight, is_italic, letters }, info))
}

/// The name of the family that a font states, fit for a quoted name in SVG and CSS, and different from the bundled
/// ones.
fn css_name(info: &FaceInfo) -> String {
    let stated = info.families.first().map_or("", |(name, _)| name.as_str());
    let plain: String = stated.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.')).collect();
    match plain.trim() {
        "" => "Dossier font".to_owned(),
        name if name == FAMILY || name == ARABIC_FAMILY => format!("{name} of the dossier"),
        name => name.to_owned(),
    }
}
