//! Packs what the library holds as data: the embedded dossier, and the PROJ strings of EPSG codes. Packed they take a fifth of the
//! room, and each file is unpacked only when it is read.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// The files of the embedded dossier: its manifest, data and recipes; never pictures.
const EMBEDDED: [&str; 25] = [
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

fn main() -> io::Result<()> {
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or(io::ErrorKind::NotFound)?;
    println!("cargo::rerun-if-changed=build.rs");
    let mut list = String::from("&[\n");
    for (i, path) in EMBEDDED.iter().enumerate() {
        println!("cargo::rerun-if-changed={path}");
        let bytes = fs::read(path)?;
        packed(&out.join(format!("{i}.deflate")), &bytes)?;
        list += &format!(
            "    File {{ path: {path:?}, length: {}, packed: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{i}.deflate\")) }},\n",
            bytes.len()
        );
    }
    fs::write(out.join("embedded.rs"), list + "]\n")?;
    let line = |code: u16| Some(format!("{code} {}\n", crs_definitions::from_code(code)?.proj4));
    let codes: String = (0..=u16::MAX).filter_map(line).collect();
    packed(&out.join("epsg.deflate"), codes.as_bytes())
}

fn packed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut encoder = DeflateEncoder::new(File::create(path)?, Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish().map(drop)
}
