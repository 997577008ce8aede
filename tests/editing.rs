//! Commands that change a dossier: one record at a time, whole, and nothing else in the file.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const MANIFEST: &str = "title = 'A test'\ndisclaimer = 'None.'\n[data]\nborder = 'data/border.geojson'\n\
    incidents = 'data/incidents.geojson'\nplaces = 'data/places.geojson'\n";

/// A small dossier: the stored border and places, and three records of the stored form.
fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("data")).unwrap();
    fs::write(at("marz.toml"), MANIFEST).unwrap();
    for name in ["data/border.geojson", "data/places.geojson"] {
        fs::copy(name, at(name)).unwrap();
    }
    let text = fs::read_to_string("data/incidents.geojson").unwrap();
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

fn marz(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_marz")).current_dir(folder).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn incidents(folder: &Path) -> String {
    fs::read_to_string(folder.join("data/incidents.geojson")).unwrap()
}

#[test]
fn what_may_be_one_event_is_proposed_and_linked_by_a_person() {
    let folder = dossier();
    let path = folder.path();
    let before = incidents(path);
    let check = marz(path, &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
    let told = text(&check.stdout);
    assert!(told.contains("Perhaps the same event:\n  0."), "{told}");
    assert!(
        told.contains("1 day apart: 2025-08-24 and 2025-08-25; points 6.5 km apart, with radii of 15 and 15 km"),
        "{told}"
    );
    let docs = fs::read_to_string("docs/names.md").unwrap();
    let score = told.lines().nth(1).unwrap().trim();
    assert!(docs.contains(score), "docs/names.md: {score}");
    assert!(told.contains("marz link 2025-08-25-agency 2025-08-24-dovang-clash"), "{told}");
    let json: serde_json::Value = serde_json::from_slice(&marz(path, &["check", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["same_event"].as_array().unwrap().len(), 1);
    assert_eq!(json["same_event"][0]["records"][1], "2025-08-25-agency");
    assert_eq!(incidents(path), before, "check changes nothing");

    let link = marz(path, &["link", "2025-08-25-agency", "2025-08-24-dovang-clash"]);
    assert_eq!((link.status.code(), link.stdout.is_empty()), (Some(0), true), "{}", text(&link.stderr));
    let after = incidents(path);
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let added: Vec<&&str> = new.iter().filter(|l| !old.contains(l)).collect();
    assert_eq!(added.len(), 1, "{added:?}");
    assert_eq!(added[0].trim(), "\"same_event_as\": [\"2025-08-24-dovang-clash\"]");
    assert_eq!(new.len(), old.len() + 1);

    let check = marz(path, &["check"]);
    assert_eq!((check.status.code(), text(&check.stdout)), (Some(0), String::new()));
    for (a, b) in [("2025-08-25-agency", "2025-08-24-dovang-clash"), ("2025-08-24-dovang-clash", "2025-08-25-agency")] {
        let again = marz(path, &["link", a, b]);
        assert!(text(&again.stderr).contains("linked already"), "{}", text(&again.stderr));
        assert_eq!((again.status.code(), incidents(path)), (Some(0), after.clone()));
    }
}

#[test]
fn links_that_make_no_sense_are_refused_and_change_nothing() {
    let folder = dossier();
    let path = folder.path();
    let before = incidents(path);
    for (args, said) in [
        (["link", "2025-08-25-agenc", "2025-08-24-dovang-clash"], "did you mean '2025-08-25-agency'?"),
        (["link", "2025-08-25-agency", "2025-08-25-agency"], "same event as itself"),
    ] {
        let out = marz(path, &args);
        assert_eq!(out.status.code(), Some(2));
        assert!(text(&out.stderr).contains(said), "{}", text(&out.stderr));
    }
    assert_eq!(incidents(path), before);
    let empty = tempfile::tempdir().unwrap();
    let out = marz(empty.path(), &["link", "2025-08-24-dovang-clash", "2025-10-25-dovang-clash"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("the embedded dossier cannot be changed"));

    // A link that leads nowhere is a warning.
    let wrong = before.replacen("\"sources\"", "\"same_event_as\": [\"gone\"], \"sources\"", 1);
    fs::write(path.join("data/incidents.geojson"), wrong).unwrap();
    let check = marz(path, &["check"]);
    let told = text(&check.stdout);
    assert!(check.status.code() == Some(0) && told.contains("same_event_as: there is no such record"), "{told}");
}

/// A byte order mark and the line ends of the file stay.
#[test]
fn the_files_own_form_is_kept() {
    let folder = dossier();
    let path = folder.path();
    let marked = format!("\u{feff}{}", incidents(path).replace('\n', "\r\n"));
    fs::write(path.join("data/incidents.geojson"), &marked).unwrap();
    assert_eq!(marz(path, &["link", "2025-08-25-agency", "2025-08-24-dovang-clash"]).status.code(), Some(0));
    let after = incidents(path);
    assert!(after.starts_with('\u{feff}') && after.matches('\n').count() == after.matches("\r\n").count());
    assert_eq!(after.lines().count(), marked.lines().count() + 1);
}
