//! A small dossier in a folder of its own, and the program run in it.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "every test file uses its part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

pub mod dice;
pub mod golden;
pub mod table;
pub mod workbook;

const MANIFEST: &str = "title = 'A test'\ndisclaimer = 'None.'\n[data]\nborder = 'data/border.geojson'\n\
    incidents = 'data/incidents.geojson'\nplaces = 'data/places.geojson'\n";

/// The stored border and places, and three records of the stored form.
pub fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("data")).unwrap();
    fs::write(at("marz.toml"), MANIFEST).unwrap();
    for name in ["data/border.geojson", "data/places.geojson"] {
        fs::copy(root().join(name), at(name)).unwrap();
    }
    let text = fs::read_to_string(root().join("data/incidents.geojson")).unwrap();
    let mut stored: serde_json::Value = serde_json::from_str(&text).unwrap();
    let features = stored["features"].as_array_mut().unwrap();
    let clash = features.iter().find(|f| f["id"] == "2025-08-24-dovang-clash").unwrap().clone();
    let mut twin = clash.clone();
    twin["id"] = "2025-08-25-agency".into();
    twin["properties"]["date"] = "2025-08-25".into();
    twin["geometry"]["coordinates"] = serde_json::json!([70.2, 37.5]);
    *features = vec![features[0].clone(), clash, twin];
    fs::write(at("data/incidents.geojson"), format!("{stored:#}\n")).unwrap();
    folder
}

/// Copies a folder and all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// The folder of the repository.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> =
        LazyLock::new(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap());
    &ROOT
}

pub fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_marz"));
    // No edition of whoever runs the tests.
    command.current_dir(folder).args(args).env("MARZ_DATA_DIR", folder.join("no-data"));
    // Whatever editor somebody has: here it changes nothing.
    command.env_remove("VISUAL").env("EDITOR", "true");
    command
}

pub fn marz(folder: &Path, args: &[&str]) -> Output {
    program(folder, args).output().unwrap()
}

/// Runs a command in a folder, which ends with this code, and returns what it says.
pub fn said(folder: &Path, code: i32, line: &[&str]) -> String {
    let out = marz(folder, line);
    let said = text(&out.stdout) + &text(&out.stderr);
    assert_eq!(out.status.code(), Some(code), "{line:?}: {said}");
    said
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub fn incidents(folder: &Path) -> String {
    fs::read_to_string(folder.join("data/incidents.geojson")).unwrap()
}

/// The files of a folder and those below it, with `/` between the names, sorted; nothing where there is none.
pub fn files(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                all.push(below);
            }
        }
    }
    all.sort();
    all
}

/// The temporary files in a folder and those below it.
pub fn temporary(folder: &Path) -> Vec<String> {
    files(folder).into_iter().filter(|f| f.ends_with(".tmp")).collect()
}
