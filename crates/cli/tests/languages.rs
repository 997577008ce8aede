//! A dossier in a language of its own: catalogue, names, columns, and what is said of a catalogue that is wrong.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;
use std::path::Path;

use support::{dossier, program, root};

/// A dossier with the Thai catalogue of the tests and one place with a Thai name.
fn thai() -> tempfile::TempDir {
    let folder = dossier();
    fs::create_dir(folder.path().join("languages")).unwrap();
    fs::copy(root().join("tests/languages/th.ftl"), folder.path().join("languages/th.ftl")).unwrap();
    let path = folder.path().join("data/places.geojson");
    let mut places: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    places["features"][0]["properties"]["names"]["th"] = "ด่านชายแดน".into();
    fs::write(&path, places.to_string()).unwrap();
    folder
}

/// The exit code of a run, its stdout and its stderr.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = program(folder, args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn figures_reports_and_exports_take_a_language_of_the_dossier() {
    let folder = thai();
    let at = folder.path();
    fs::create_dir(at.join("maps")).unwrap();
    fs::write(at.join("maps/m.toml"), "title = 'x'\nlang = 'th+en'\nsize = [800, 800]\n[extent]\nincidents = true\n")
        .unwrap();
    let (code, _, stderr) = run(at, &["map", "m", "--output", "m.svg", "--caption", "m.txt"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(fs::read_to_string(at.join("m.txt")).unwrap().contains("เหตุการณ์"));
    let (code, _, stderr) = run(at, &["report", "--lang", "th", "--output", "r.html"]);
    assert_eq!(code, Some(0), "{stderr}");
    let page = fs::read_to_string(at.join("r.html")).unwrap();
    assert!(page.contains("<html lang=\"th\" dir=\"ltr\">") && page.contains("การปะทะด้วยอาวุธ"));
    let (_, places, _) = run(at, &["export", "--layer", "places", "--to", "geojson"]);
    assert!(places.contains("\"name_th\":\"ด่านชายแดน\""), "{places}");
    let (code, _, stderr) = run(at, &["check"]);
    assert_eq!(code, Some(0), "{stderr}");
}

#[test]
fn lint_lists_what_a_catalogue_lacks() {
    let folder = thai();
    let (_, stdout, _) = run(folder.path(), &["lint"]);
    assert!(stdout.contains("languages/th.ftl") && stdout.contains("report-summary: missing"), "{stdout}");
    let (_, stdout, _) = run(dossier().path(), &["lint"]);
    assert!(!stdout.contains("incomplete-catalogue"), "{stdout}");
}

#[test]
fn a_language_without_a_catalogue_and_a_broken_catalogue_are_refused() {
    let folder = thai();
    let at = folder.path();
    for args in [&["report", "--lang", "lo", "--output", "-"][..], &["map", "overview", "--lang", "lo"]] {
        fs::create_dir_all(at.join("maps")).unwrap();
        fs::copy(root().join("maps/overview.toml"), at.join("maps/overview.toml")).unwrap();
        let (code, _, stderr) = run(at, args);
        assert_eq!(code, Some(2), "{stderr}");
        let parts = ["lang", "en, tg, fa, ru or th", "languages/lo.ftl beside marz.toml"];
        assert!(parts.iter().all(|part| stderr.contains(part)), "{stderr}");
    }
    fs::write(at.join("languages/th.ftl"), "km = กม.\nfooter-shown = { $number } of\n").unwrap();
    for args in [&["report", "--output", "-"][..], &["check"], &["map", "overview"]] {
        let (code, _, stderr) = run(at, args);
        assert_eq!(code, Some(2), "{stderr}");
        assert!(stderr.contains("th.ftl:2: footer-shown: there is no variable $number"), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_catalogue_outside_the_dossier_is_refused() {
    let folder = dossier();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("th.ftl"), "km = กม.\n").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("languages")).unwrap();
    let (code, _, stderr) = run(folder.path(), &["report", "--output", "-"]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("leads out of the dossier"), "{stderr}");
}
