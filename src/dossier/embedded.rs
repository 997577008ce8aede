//! The dossier inside the library: its manifest, data and recipes, packed by `build.rs`; never pictures.

use crate::packed::{Packed, packed};

/// Every embedded file with its path below the dossier's folder, sorted by it.
const FILES: &[(&str, Packed)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The paths of the embedded files, sorted.
pub fn paths() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(path, _)| *path)
}

/// The bytes of an embedded file; `None` if there is none of that path.
#[must_use]
pub fn file(path: &str) -> Option<Vec<u8>> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, packed)| packed.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_recipe_is_embedded_and_no_picture_of_ours() {
        for entry in std::fs::read_dir("maps").unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let path = format!("maps/{name}");
            assert_eq!(paths().any(|p| p == path), name.ends_with(".toml"), "{path}");
        }
    }

    #[test]
    fn embedded_files_are_those_of_the_folder() {
        for path in paths() {
            assert!(std::fs::read(path).unwrap() == file(path).unwrap(), "{path}");
        }
        assert!(file("data/nowhere.geojson").is_none());
    }
}
