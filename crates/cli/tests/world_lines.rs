//! Lines of the world outside of a dossier: older editions, third countries, names that are no codes, titles in other languages.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

mod support;

use support::{marz, text};

/// Code, stdout and stderr.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = marz(folder, args);
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

/// The sides of points, each with its name, by the line of a code.
fn sides(folder: &Path, code: &str, points: &[(&str, f64, f64)]) -> Vec<String> {
    let table: String = points.iter().map(|(name, lon, lat)| format!("{name},{lon},{lat}\n")).collect();
    fs::write(folder.join("points.csv"), format!("id,lon,lat\n{table}")).unwrap();
    let (status, out, said) = run(folder, &["measure", "points.csv", "--border", code, "--format", "csv"]);
    assert_eq!(status, 0, "{said}");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let column = reader.headers().unwrap().iter().position(|c| c == "side").unwrap();
    reader.records().map(|row| row.unwrap()[column].to_owned()).collect()
}

#[test]
fn a_line_of_an_older_edition_knows_third_countries_and_its_own_exclaves() {
    let folder = tempfile::tempdir().unwrap();
    let places =
        [("Bangkok", 100.5, 13.75), ("Tbilisi", 44.8, 41.72), ("Baku", 49.87, 40.4), ("Yerevan", 44.51, 40.18)];
    for code in ["ARM-AZE@2026c", "ARM-AZE"] {
        let found = sides(folder.path(), code, &places);
        assert_eq!(found[..2], ["unknown", "unknown"], "{code}");
        assert!(found[2] != found[3] && !found[2..].contains(&"unknown".to_owned()), "{code}: {found:?}");
    }
    // Rings of the edition of today alone: an exclave of each side.
    let exclaves = [("of Azerbaijan", 44.95, 39.80), ("of Armenia", 45.52, 40.63), ("Baku", 49.87, 40.4)];
    let [now, before] = ["ARM-AZE", "ARM-AZE@2026c"].map(|code| sides(folder.path(), code, &exclaves));
    assert!(now[0] == now[2] && now[1] != now[2], "{now:?}");
    assert!(before[0] != before[2] && before[1] == before[2] && now[2] == before[2], "{before:?}");
    let khmer = [("Bangkok", 100.5, 13.75), ("Yerevan", 44.51, 40.18), ("Phnom Penh", 104.92, 11.56)];
    assert_eq!(sides(folder.path(), "KHM-THA@2026c", &khmer), ["right", "unknown", "left"]);
}

/// The polygons of the world are for the line that they were made with: one that was reversed has its own left and right, whatever edition
/// its file names.
#[test]
fn a_line_of_the_world_that_was_reversed_has_its_own_sides() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["init", "new", "--border", "KHM-THA"]).0, 0);
    let pinned = fs::read_to_string(folder.path().join("new/data/border.geojson")).unwrap();
    fs::write(folder.path().join("pinned.geojson"), &pinned).unwrap();
    let mut whole: serde_json::Value = serde_json::from_str(&pinned).unwrap();
    let line = whole["features"][0]["geometry"]["coordinates"].as_array_mut().unwrap();
    let middles: Vec<(f64, f64)> = (1..8)
        .map(|k| &line[line.len() * k / 8])
        .map(|at| (at[0].as_f64().unwrap(), at[1].as_f64().unwrap()))
        .collect();
    line.reverse();
    fs::write(folder.path().join("reversed.geojson"), whole.to_string()).unwrap();
    // 300 m and 5 km from the line, on both of its sides; the accuracy is between them.
    let offs = [(0.0, 0.0027), (0.0, -0.0027), (0.0, 0.045), (0.0, -0.045), (0.046, 0.0), (-0.046, 0.0)];
    let mut points: Vec<(&str, f64, f64)> =
        middles.iter().flat_map(|(lon, lat)| offs.map(|(x, y)| ("near", lon + x, lat + y))).collect();
    // In a third country the polygons know that a point is on neither side.
    points.push(("Vientiane", 102.6, 17.97));
    let [code, pinned, reversed] =
        ["KHM-THA", "pinned.geojson", "reversed.geojson"].map(|border| sides(folder.path(), border, &points));
    assert_eq!(code, pinned);
    assert_eq!(pinned.last().unwrap(), "unknown");
    for ((side, mirrored), point) in pinned.iter().zip(&reversed).zip(&points).take(points.len() - 1) {
        let expected = if side == "left" { "right" } else { "left" };
        assert_eq!(mirrored, expected, "{point:?}, {side}");
    }
}

#[test]
fn border_km_has_the_side_that_measure_has() {
    let folder = tempfile::tempdir().unwrap();
    let side = |lon: &str, lat: &str, code: &str| {
        let (_, found, said) = run(folder.path(), &["border", "km", lon, lat, "--border", code]);
        serde_json::from_str::<serde_json::Value>(&found).expect(&said)["side"].as_str().unwrap().to_owned()
    };
    assert_eq!(side("8.55", "47.37", "DEU-FRA"), "unknown", "Zürich");
    let strasbourg = side("7.75", "48.58", "DEU-FRA");
    assert_ne!(strasbourg, "unknown");
    assert_eq!(vec![strasbourg], sides(folder.path(), "DEU-FRA", &[("Strasbourg", 7.75, 48.58)]));
}

#[test]
fn a_map_of_an_older_line_outside_of_a_dossier_lies_on_its_own_ground() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["map", "--border", "KHM-THA@2026c", "--output", "map.svg", "--caption", "caption.txt"];
    let (code, _, said) = run(folder.path(), &args);
    assert!(code == 0 && !said.contains("embedded"), "{said}");
    let svg = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(svg.contains("Phnom Penh") && !svg.contains("Kunduz") && svg.contains("KHM-THA@2026c"));
    // Without incidents there is no list of them.
    let caption = fs::read_to_string(folder.path().join("caption.txt")).unwrap();
    assert!(caption.contains("no incidents are drawn.") && !caption.contains(": ."), "{caption}");
}

#[test]
fn what_names_a_country_is_answered_with_its_borders() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&[&str], &str); 8] = [
        (&["init", "x", "--between", "Germany"], "AUT-DEU, "),
        (&["init", "x", "--border", "DEU"], "DEU-FRA, "),
        (&["init", "x", "--border", "Germany"], "Germany is a country, not a border"),
        (&["init", "x", "--border", "Germany-France"], "the border of the two is DEU-FRA"),
        (&["init", "x", "--border", "Guinea-Bissau–Senegal"], "the border of the two is GNB-SEN"),
        (&["map", "--border", "Congo"], "Democratic Republic of the Congo (COD)"),
        (&["border", "info", "--border", "THAILAND"], "KHM-THA, LAO-THA, MMR-THA, MYS-THA"),
        (&["border", "info", "--border", "nothing.geojson"], "nothing.geojson"),
    ];
    for (args, expected) in cases {
        let (code, _, said) = run(folder.path(), args);
        assert!(code == 2 && said.contains(expected), "{args:?}: {said}");
    }
    let (code, _, said) = run(folder.path(), &["init", "x", "--between", "Sudan,Egypt"]);
    assert!(code == 0 && said.contains("of the countries called Sudan one alone has this border"), "{said}");
    assert!(fs::read_to_string(folder.path().join("x/marz.toml")).unwrap().contains("Egypt–Sudan border"));
}

#[test]
fn a_new_dossier_has_titles_in_the_language_of_the_figure_and_provinces_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["init", "KHM-THA"]).0, 0);
    let home = folder.path().join("KHM-THA");
    let (_, found, _) = run(&home, &["find", "Aranyaprathet"]);
    assert!(found.contains("Sa Kaeo, TH") || found.contains("Sa Kaew, TH"), "{found}");
    for (lang, title, length) in [
        ("ru", "Граница Камбоджа – Таиланд", "км по данным OpenStreetMap"),
        ("fr", "Frontière Cambodge–Thaïlande", "km d’après OpenStreetMap"),
    ] {
        let drawn = run(&home, &["map", "strip", "--lang", lang, "--output", "strip.svg"]);
        let svg = fs::read_to_string(home.join("strip.svg")).expect(&drawn.2);
        assert!(svg.contains(title) && svg.contains(length) && !svg.contains("as mapped in"), "{lang}");
    }
    // Letters that no font has, in the title of a recipe and in that of the dossier.
    let recipe = fs::read_to_string(home.join("maps/overview.toml")).unwrap();
    fs::write(home.join("maps/han.toml"), recipe.replace("Cambodia–Thailand border", "柬埔寨")).unwrap();
    let (code, printed, _) = run(&home, &["check"]);
    assert!(code == 0 && printed.contains("maps/han.toml") && printed.contains("柬埔寨"), "{printed}");
    let manifest = fs::read_to_string(home.join("marz.toml")).unwrap();
    fs::write(home.join("marz.toml"), manifest.replace("Cambodia–Thailand border", "泰国")).unwrap();
    let (code, _, said) = run(&home, &["report", "--output", "report.html"]);
    assert!(code == 0 && said.contains("泰国") && said.contains("no font has"), "{said}");
}
