//! What `build.rs` packed into the library (DEFLATE, RFC 1951): the embedded dossier, fonts, catalogues, EPSG codes.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// The bytes of a packed file.
#[derive(Clone, Copy)]
pub struct Packed(pub &'static [u8]);

impl Packed {
    /// The bytes as they were before they were packed.
    #[must_use]
    pub fn bytes(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Only a build gone wrong is not whole; tests compare every file with its source.
        let _ = DeflateDecoder::new(self.0).read_to_end(&mut bytes);
        bytes
    }

    /// The same as text.
    #[must_use]
    pub fn text(self) -> String {
        String::from_utf8(self.bytes()).unwrap_or_default()
    }
}

/// What `build.rs` packed under this name.
macro_rules! packed {
    ($name:literal) => {
        $crate::packed::Packed(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".deflate")))
    };
}
pub(crate) use packed;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    #[test]
    fn catalogues_and_fonts_are_those_of_the_source() {
        assert_eq!(packed!("tg").text(), std::fs::read_to_string("src/language/tg.ftl").unwrap());
        let font = std::fs::read("src/typeface/fonts/Vazirmatn-Bold.ttf").unwrap();
        assert!(packed!("Vazirmatn-Bold").bytes() == font);
    }
}
