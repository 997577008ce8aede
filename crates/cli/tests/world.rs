//! Land borders of the world by their code: listed, started as a dossier, drawn and measured.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;

mod support;

use support::{files, marz, text};

#[test]
fn three_commands_lead_from_nothing_to_a_map() {
    let folder = tempfile::tempdir().unwrap();
    let started = marz(folder.path(), &["init", "KHM-THA"]);
    assert_eq!(started.status.code(), Some(0), "{}", text(&started.stderr));
    let printed = text(&started.stderr);
    for part in ["Cambodia–Thailand border", "assumed from its class A: 500 m", "disputed:", "not verified"] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    let home = folder.path().join("KHM-THA");
    let drawn = marz(&home, &["map", "overview"]);
    assert_eq!(drawn.status.code(), Some(0), "{}", text(&drawn.stderr));
    assert!(fs::read(home.join("overview.png")).unwrap().starts_with(b"\x89PNG"));
    let checked = marz(&home, &["check"]);
    assert_eq!((checked.status.code(), text(&checked.stdout)), (Some(0), String::new()), "{}", text(&checked.stderr));
    // The dossier stands alone, with the licences of its ground.
    let all = files(&home);
    for name in [
        "data/countries.geojson",
        "data/rivers.geojson",
        "data/licences/ODbL-1.0.txt",
        "data/README.md",
        "maps/strip.toml",
    ] {
        assert!(all.iter().any(|f| f == name), "{name}: {all:?}");
    }
    let border: serde_json::Value =
        serde_json::from_slice(&fs::read(home.join("data/border.geojson")).unwrap()).unwrap();
    let facts = &border["features"][0]["properties"];
    assert_eq!(
        (facts["sides"]["left"]["code"].as_str(), facts["edition"].as_str()),
        (Some("KH"), Some("KHM-THA@2026e"))
    );
    assert_eq!(facts["published_lengths"][0]["km"], 817.0);
    assert_eq!(facts["ends"]["start"]["names"]["en"], "Tripoint with Laos");
    // The page is upright: the line runs from north to south.
    assert!(fs::read_to_string(home.join("maps/overview.toml")).unwrap().contains("size = [1200, 1600]"));
    let found = marz(&home, &["find", "Aranyaprathet"]);
    assert!(text(&found.stdout).contains("102.5013"), "{}", text(&found.stdout));
}

#[test]
fn a_border_of_parts_has_the_right_sides() {
    let folder = tempfile::tempdir().unwrap();
    // Yerevan, Nakhchivan, Baku, Sisian, Ganja, Karki.
    let points = "id,lon,lat\nyerevan,44.513,40.177\nnakhchivan,45.412,39.209\nbaku,49.892,40.378\nsisian,46.032,39.521\nganja,46.361,40.683\n";
    fs::write(folder.path().join("points.csv"), points).unwrap();
    let side = |args: &[&str]| {
        let out = marz(folder.path(), args);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let mut reader = csv::Reader::from_reader(out.stdout.as_slice());
        let column = reader.headers().unwrap().iter().position(|c| c == "side").unwrap();
        reader.records().map(|r| r.unwrap()[column].to_owned()).collect::<Vec<_>>()
    };
    let sides = side(&["measure", "points.csv", "--border", "ARM-AZE", "--format", "csv"]);
    assert_eq!(sides, ["right", "left", "left", "right", "left"]);
    let out = marz(folder.path(), &["init", "parts", "--between", "Armenia,Azerbaijan"]);
    assert!(text(&out.stderr).contains("6 parts, 4 of them closed rings"), "{}", text(&out.stderr));
    let home = folder.path().join("parts");
    assert_eq!(marz(&home, &["check"]).status.code(), Some(0));
    assert_eq!(side(&["measure", "points.csv", "--dossier", "parts", "--format", "csv"]), sides);
    for recipe in ["overview", "strip"] {
        let out = marz(&home, &["map", recipe]);
        assert_eq!(out.status.code(), Some(0), "{recipe}: {}", text(&out.stderr));
    }
}

#[test]
fn what_is_no_border_is_told_with_what_is_near() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&[&str], &str); 9] = [
        (
            &["init", "x", "--border", "THA-VNM"],
            "Thailand and Vietnam share no land border; nearest are KHM-THA, KHM-VNM, LAO-THA, LAO-VNM",
        ),
        (&["init", "x", "--between", "Congo,Angola"], "Democratic Republic of the Congo (COD)"),
        (&["init", "x", "--between", "Korea,China"], "South Korea (KOR)"),
        (&["init", "x", "--between", "Guinea,Mali"], "Guinea-Bissau (GNB)"),
        (&["init", "x", "--between", "Thailand"], "expected two countries"),
        (&["init", "x", "--between", "Tajikstan,China"], "did you mean Tajikistan (TJK)?"),
        (&["init", "x", "--border", "KHM-THA@2026c"], "there is no edition 2026c here, only 2026e"),
        (&["init", "x"], "which border is the dossier for?"),
        (&["border", "list", "Atlantis"], "no border is named 'Atlantis'"),
    ];
    for (args, expected) in cases {
        let out = marz(folder.path(), args);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains(expected), "{args:?}: {}", text(&out.stderr));
    }
    assert!(files(folder.path()).is_empty());
}

#[test]
fn codes_are_taken_as_people_write_them_and_files_win() {
    let folder = tempfile::tempdir().unwrap();
    let turned = marz(folder.path(), &["border", "info", "--border", "th-kh"]);
    assert_eq!(turned.status.code(), Some(0), "{}", text(&turned.stderr));
    assert!(text(&turned.stderr).contains("th-kh is the border KHM-THA"), "{}", text(&turned.stderr));
    assert!(text(&turned.stdout).contains("Cambodia (KH)"), "{}", text(&turned.stdout));
    fs::write(folder.path().join("KHM-THA"), r#"{"type":"LineString","coordinates":[[0,0],[1,0]]}"#).unwrap();
    let own = marz(folder.path(), &["border", "info", "--border", "KHM-THA"]);
    assert!(text(&own.stdout).contains("111.319 km"), "{}", text(&own.stdout));
    let drawn = marz(folder.path(), &["map", "--border", "SRB-XKX", "--output", "xk.svg"]);
    assert_eq!(drawn.status.code(), Some(0), "{}", text(&drawn.stderr));
    assert!(fs::read_to_string(folder.path().join("xk.svg")).unwrap().contains("Kosovo"));
}

#[test]
fn the_list_names_borders_in_any_script() {
    let folder = tempfile::tempdir().unwrap();
    let list = |args: &[&str]| text(&marz(folder.path(), &[&["border", "list"], args].concat()).stdout);
    let all = list(&[]);
    assert_eq!(all.lines().count(), 325 + 3);
    assert!(all.contains("325 borders, edition 2026e"));
    let two = list(&["Таиланд"]);
    for id in ["KHM-THA", "LAO-THA", "MMR-THA", "MYS-THA"] {
        assert!(two.contains(id), "{two}");
    }
    let one: serde_json::Value = serde_json::from_str(&list(&["AFG-TJK", "--format", "json"])).unwrap();
    assert_eq!((one[0]["id"].as_str(), one[0]["published"][0]["km"].as_f64()), (Some("AFG-TJK"), Some(1357.0)));
    assert!(text(&marz(folder.path(), &["version"]).stdout).contains("world edition     2026e"));
}
