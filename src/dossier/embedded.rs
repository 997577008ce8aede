//! The dossier inside the program: its manifest, data and recipes; never pictures.

macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        /// Every embedded file with its path below the dossier's folder, sorted.
        pub const FILES: &[(&str, &[u8])] = &[$(($path, include_bytes!(concat!("../../", $path)))),*];
    };
}

embedded![
    "data/basemap/countries.geojson",
    "data/basemap/lakes.geojson",
    "data/basemap/places.geojson",
    "data/basemap/provinces.geojson",
    "data/basemap/relief.png",
    "data/basemap/rivers.geojson",
    "data/basemap/world.geojson",
    "data/border.geojson",
    "data/incidents.geojson",
    "data/licences/GPL-3.0.txt",
    "data/licences/GSHHG-NOTICE.txt",
    "data/licences/LGPL-3.0.txt",
    "data/places.geojson",
    "maps/column.toml",
    "maps/contacts.toml",
    "maps/gold-mine.toml",
    "maps/multiples.toml",
    "maps/overview-dark.toml",
    "maps/overview-fa.toml",
    "maps/overview-tg.toml",
    "maps/overview.toml",
    "maps/strip-years.toml",
    "maps/strip.toml",
    "maps/timeline.toml",
    "marz.toml",
];

/// The bytes of an embedded file.
pub fn file(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_recipe_is_embedded_and_no_picture_of_ours() {
        for entry in std::fs::read_dir("maps").unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let path = format!("maps/{name}");
            assert_eq!(file(&path).is_some(), name.ends_with(".toml"), "{path}");
        }
    }

    #[test]
    fn embedded_files_are_those_of_the_folder() {
        for (path, bytes) in FILES {
            assert!(std::fs::read(path).unwrap() == *bytes, "{path}");
        }
    }
}
