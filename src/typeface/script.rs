//! The fonts of one script each that come with the library: Noto Sans Thai and its like. Each is unpacked when the first text needs it.

use std::sync::OnceLock;

use rustybuzz::Face;

use crate::packed::{Packed, packed};

/// A font, regular alone: its family, as it stands in the file, the blocks of its letters and its packed bytes.
struct ScriptFont {
    family: &'static str,
    blocks: &'static [(u32, u32)],
    packed: Packed,
}

const fn font(family: &'static str, blocks: &'static [(u32, u32)], packed: Packed) -> ScriptFont {
    ScriptFont { family, blocks, packed }
}

/// So many fonts there are.
const COUNT: usize = 11;

/// Those that have a letter of another, such as the danda of India, come after it.
static FONTS: [ScriptFont; COUNT] = [
    font("Noto Sans Armenian", &[(0x0531, 0x058F), (0xFB13, 0xFB17)], packed!("NotoSansArmenian-Regular")),
    font("Noto Sans Hebrew", &[(0x0591, 0x05F4), (0xFB1D, 0xFB4F)], packed!("NotoSansHebrew-Regular")),
    font("Noto Sans Devanagari", &[(0x0900, 0x097F)], packed!("NotoSansDevanagari-Regular")),
    font("Noto Sans Bengali", &[(0x0980, 0x09FF)], packed!("NotoSansBengali-Regular")),
    font("Noto Sans Gurmukhi", &[(0x0A00, 0x0A7F)], packed!("NotoSansGurmukhi-Regular")),
    font("Noto Sans Thai", &[(0x0E01, 0x0E7F)], packed!("NotoSansThai-Regular")),
    font("Noto Sans Lao", &[(0x0E80, 0x0EFF)], packed!("NotoSansLao-Regular")),
    font("Noto Sans Myanmar", &[(0x1000, 0x109F), (0xAA60, 0xAA7F)], packed!("NotoSansMyanmar-Regular")),
    font(
        "Noto Sans Georgian",
        &[(0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)],
        packed!("NotoSansGeorgian-Regular"),
    ),
    font("Noto Sans Ethiopic", &[(0x1200, 0x137F)], packed!("NotoSansEthiopic-Regular")),
    font("Noto Sans Khmer", &[(0x1780, 0x17FF), (0x19E0, 0x19FF)], packed!("NotoSansKhmer-Regular")),
];

static BYTES: [OnceLock<Vec<u8>>; COUNT] = [const { OnceLock::new() }; COUNT];
static FACES: [OnceLock<Option<Face<'static>>>; COUNT] = [const { OnceLock::new() }; COUNT];

/// The number of the font for a letter; `None` if it is of no such script.
pub fn of(c: char) -> Option<usize> {
    let code = u32::from(c);
    if code < FONTS[0].blocks[0].0 {
        return None;
    }
    FONTS.iter().position(|f| f.blocks.iter().any(|(from, to)| (*from..=*to).contains(&code)))
}

/// The family of a font.
pub fn family(number: usize) -> Option<&'static str> {
    FONTS.get(number).map(|f| f.family)
}

/// The TrueType file of a font.
pub fn bytes(number: usize) -> Option<&'static [u8]> {
    Some(BYTES.get(number)?.get_or_init(|| FONTS.get(number).map(|f| f.packed.bytes()).unwrap_or_default()))
}

/// The face of a font.
pub fn face(number: usize) -> Option<&'static Face<'static>> {
    FACES.get(number)?.get_or_init(|| Face::from_slice(bytes(number)?, 0)).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_has_its_name_and_its_letters() {
        for (number, font) in FONTS.iter().enumerate() {
            let face = face(number).unwrap();
            let name = face.names().into_iter().find(|n| n.name_id == 1 && n.is_unicode()).unwrap();
            assert_eq!(name.to_string().as_deref(), family(number));
            // A sample of each first block, and a space of its own, so that words of one text are one run.
            let from = font.blocks[0].0;
            let some = (from..from + 0x30).filter_map(char::from_u32).filter(|c| face.glyph_index(*c).is_some());
            assert!(some.count() > 0x20 && face.glyph_index(' ').is_some(), "{}", font.family);
            assert!(face.glyph_index('a').is_none() && face.glyph_index('1').is_none(), "{}", font.family);
            assert_eq!(of(char::from_u32(from).unwrap()), Some(number));
        }
        assert_eq!([of('a'), of('Ж'), of('ع'), of('漢')], [None; 4]);
    }
}
