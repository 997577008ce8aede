//! Packs what the library holds as data: the embedded dossier, fonts, catalogues, and the PROJ strings of EPSG codes. Each is unpacked
//! only when it is read.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// The files of the embedded dossier: its manifest, data and recipes; never pictures.
const EMBEDDED: [&str; 26] = [
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
    "maps/bands.toml",
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

/// Each is packed under its own name.
const FONTS_AND_CATALOGUES: [&str; 23] = [
    "src/language/ar.ftl",
    "src/language/en.ftl",
    "src/language/es.ftl",
    "src/language/fa.ftl",
    "src/language/fr.ftl",
    "src/language/ru.ftl",
    "src/language/tg.ftl",
    "src/typeface/fonts/NotoSans-Bold.ttf",
    "src/typeface/fonts/NotoSans-Italic.ttf",
    "src/typeface/fonts/NotoSans-Regular.ttf",
    "src/typeface/fonts/NotoSansArmenian-Regular.ttf",
    "src/typeface/fonts/NotoSansBengali-Regular.ttf",
    "src/typeface/fonts/NotoSansDevanagari-Regular.ttf",
    "src/typeface/fonts/NotoSansEthiopic-Regular.ttf",
    "src/typeface/fonts/NotoSansGeorgian-Regular.ttf",
    "src/typeface/fonts/NotoSansGurmukhi-Regular.ttf",
    "src/typeface/fonts/NotoSansHebrew-Regular.ttf",
    "src/typeface/fonts/NotoSansKhmer-Regular.ttf",
    "src/typeface/fonts/NotoSansLao-Regular.ttf",
    "src/typeface/fonts/NotoSansMyanmar-Regular.ttf",
    "src/typeface/fonts/NotoSansThai-Regular.ttf",
    "src/typeface/fonts/Vazirmatn-Bold.ttf",
    "src/typeface/fonts/Vazirmatn-Regular.ttf",
];

/// EPSG codes that `crs-definitions` lacks, or has without the right datum shift.
const AMENDED_CODES: &str = "src/project/epsg_amended.txt";

fn main() -> io::Result<()> {
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or(io::ErrorKind::NotFound)?;
    println!("cargo::rerun-if-changed=build.rs");
    let mut list = String::from("&[\n");
    for (i, path) in EMBEDDED.iter().enumerate() {
        println!("cargo::rerun-if-changed={path}");
        packed(&out.join(format!("{i}.deflate")), &fs::read(path)?)?;
        list += &format!("    ({path:?}, packed!(\"{i}\")),\n");
    }
    for path in FONTS_AND_CATALOGUES {
        println!("cargo::rerun-if-changed={path}");
        let name = Path::new(path).with_extension("deflate");
        packed(&out.join(name.file_name().ok_or(io::ErrorKind::NotFound)?), &fs::read(path)?)?;
    }
    fs::write(out.join("embedded.rs"), list + "]\n")?;
    let line = |code: u16| Some(format!("{code} {}\n", crs_definitions::from_code(code)?.proj4));
    let codes: String = (0..=u16::MAX).filter_map(line).collect();
    packed(&out.join("epsg.deflate"), codes.as_bytes())?;
    println!("cargo::rerun-if-changed={AMENDED_CODES}");
    packed(&out.join("epsg_amended.deflate"), &fs::read(AMENDED_CODES)?)
}

fn packed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut encoder = DeflateEncoder::new(File::create(path)?, Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish().map(drop)
}
