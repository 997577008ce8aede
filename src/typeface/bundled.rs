//! The fonts that come with the library: Noto Sans for Latin and Cyrillic, Vazirmatn for Arabic script.

use std::sync::LazyLock;

use rustybuzz::Face;

use super::style::FontStyle;

/// The name of the main family, as it stands in the font files.
pub const FAMILY: &str = "Noto Sans";
/// The name of the family for Arabic script.
pub const ARABIC_FAMILY: &str = "Vazirmatn";

const REGULAR: &[u8] = include_bytes!("fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("fonts/NotoSans-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("fonts/NotoSans-Italic.ttf");
const ARABIC: &[u8] = include_bytes!("fonts/Vazirmatn-Regular.ttf");
const ARABIC_BOLD: &[u8] = include_bytes!("fonts/Vazirmatn-Bold.ttf");

/// All font files, as family, CSS weight, CSS style and bytes.
pub const FILES: [(&str, u16, &str, &[u8]); 5] = [
    (FAMILY, 400, "normal", REGULAR),
    (FAMILY, 700, "normal", BOLD),
    (FAMILY, 400, "italic", ITALIC),
    (ARABIC_FAMILY, 400, "normal", ARABIC),
    (ARABIC_FAMILY, 700, "normal", ARABIC_BOLD),
];

static FACES: LazyLock<[Option<Face<'static>>; 5]> =
    LazyLock::new(|| FILES.map(|(.., bytes)| Face::from_slice(bytes, 0)));

/// The face of the main family, or of the one for Arabic script.
pub fn face(is_arabic: bool, font_style: FontStyle) -> Option<&'static Face<'static>> {
    let [regular, bold, italic, arabic, arabic_bold] = &*FACES;
    match (is_arabic, font_style) {
        (false, FontStyle::Regular) => regular,
        (false, FontStyle::Bold) => bold,
        (false, FontStyle::Italic) => italic,
        (true, FontStyle::Bold) => arabic_bold,
        (true, _) => arabic,
    }
    .as_ref()
}
