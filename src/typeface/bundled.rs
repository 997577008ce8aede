//! The fonts that come with the library: Noto Sans for Latin and Cyrillic, Vazirmatn for Arabic script.

use std::sync::LazyLock;

use rustybuzz::Face;

use super::style::FontStyle;
use crate::packed::packed;

/// The name of the main family, as it stands in the font files.
pub const FAMILY: &str = "Noto Sans";
/// The name of the family for Arabic script.
pub const ARABIC_FAMILY: &str = "Vazirmatn";

/// A font file: family, CSS weight, CSS style and bytes.
type FontFile = (&'static str, u16, &'static str, Vec<u8>);

/// All font files.
pub static FILES: LazyLock<[FontFile; 5]> = LazyLock::new(|| {
    [
        (FAMILY, 400, "normal", packed!("NotoSans-Regular").bytes()),
        (FAMILY, 700, "normal", packed!("NotoSans-Bold").bytes()),
        (FAMILY, 400, "italic", packed!("NotoSans-Italic").bytes()),
        (ARABIC_FAMILY, 400, "normal", packed!("Vazirmatn-Regular").bytes()),
        (ARABIC_FAMILY, 700, "normal", packed!("Vazirmatn-Bold").bytes()),
    ]
});

static FACES: LazyLock<[Option<Face<'static>>; 5]> =
    LazyLock::new(|| FILES.each_ref().map(|(.., bytes)| Face::from_slice(bytes, 0)));

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
