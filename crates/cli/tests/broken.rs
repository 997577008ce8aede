//! A corpus of broken files: each gives a clear message with file, line and feature, and none a panic.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;
use std::process::Output;

use support::marz;

fn check(bytes: &[u8], format: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("f.geojson"), bytes).unwrap();
    marz(folder.path(), &["check", "f.geojson", "--format", format])
}

/// One good incident, with some text in it replaced.
fn changed(from: &str, to: &str) -> Vec<u8> {
    let good = r#"{"type": "FeatureCollection", "features": [
 {"type": "Feature", "id": "a",
  "geometry": {"type": "Point", "coordinates": [70.13, 37.519]},
  "properties": {
   "title": "t", "summary": "s", "category": "clash",
   "date": "2025-08-24",
   "location": {"name": "n", "radius_m": 15000, "side": "right", "basis": "estimate", "extent": "point"},
   "actors": [{"name": "x", "role": "first"}],
   "killed": {"min": 1, "best": null, "max": 4}, "wounded": {"min": null, "best": null, "max": null},
   "status": "disputed", "grade": {"reliability": "B", "credibility": 3},
   "sources": [{"publisher": "p"}]
  }}
]}"#;
    assert!(good.contains(from), "{from}");
    good.replacen(from, to, 1).into_bytes()
}

#[test]
fn every_error_names_its_place_and_the_remedy() {
    let good = check(&changed("\"t\"", "\"T\""), "text");
    assert_eq!((good.status.code(), good.stdout.len()), (Some(0), 0), "{}", String::from_utf8_lossy(&good.stderr));
    // What is replaced, by what, the line, and what the message must say.
    let cases: [(&str, &str, usize, &[&str]); 27] = [
        ("[70.13, 37.519]", "[37.519, 70.13]", 3, &["swapped", "[70.13, 37.519]"]),
        ("[70.13, 37.519]", "[37.519, 170.13]", 3, &["latitude 170.13", "[170.13, 37.519]"]),
        ("[70.13, 37.519]", "[\"70.13\", 37.519]", 3, &["no position", "two numbers"]),
        ("[70.13, 37.519]", "[70.13]", 3, &["two numbers"]),
        ("[70.13, 37.519]", "[70.13, 1e999]", 3, &["number out of range"]),
        ("\"Point\"", "\"Polygon\"", 3, &["\"Point\""]),
        ("\"clash\"", "\"clsh\"", 5, &["not in the list", "did you mean \"clash\"?"]),
        ("\"clash\"", "null", 5, &["category", "found null"]),
        ("\"title\": \"t\", ", "", 4, &["'title' is missing"]),
        ("\"title\": \"t\"", "\"titel\": \"t\"", 5, &["'titel' is not a known member", "did you mean \"title\"?"]),
        ("\"2025-08-24\"", "\"2025-02-30\"", 6, &["2025-02-30", "not in the calendar"]),
        ("\"2025-08-24\"", "\"24.08.2025\"", 6, &["not a date that can be read", "2025-08-24"]),
        ("\"2025-08-24\"", "\"2025-08-24/2025-08-01\"", 6, &["ends before it begins"]),
        ("\"2025-08-24\"", "20250824", 6, &["wrong type", "string"]),
        ("15000", "-3", 7, &["radius_m", "-3"]),
        ("\"right\"", "\"south\"", 7, &["side", "left, right, both"]),
        ("\"extent\": \"point\"", "\"extent\": \"none\"", 7, &["there is a point"]),
        ("\"role\": \"first\"", "\"role\": 1", 8, &["actors.0.role"]),
        ("\"min\": 1", "\"min\": 5", 9, &["'min' is larger than 'max'", "at most 4"]),
        ("\"max\": 4", "\"max\": 4.5", 9, &["killed.max", "integer"]),
        ("\"max\": 4", "\"max\": -4", 9, &["killed.max"]),
        ("\"credibility\": 3", "\"credibility\": 7", 10, &["too large", "at most 6"]),
        ("[{\"publisher\": \"p\"}]", "[]", 11, &["sources", "at least 1"]),
        ("\"id\": \"a\"", "\"id\": null", 2, &["has no id", "number 1"]),
        ("\"id\": \"a\"", "\"id\": \"a b\"", 2, &["has no id"]),
        ("\"status\": \"disputed\"", "\"status\": \"disputed\", \"status\": \"denied\"", 10, &["stands twice"]),
        (
            "\"features\": [",
            "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:32642\"}}, \"features\": [",
            1,
            &["not in WGS84", "EPSG:32642", "ogr2ogr"],
        ),
    ];
    for (from, to, line, says) in cases {
        let out = check(&changed(from, to), "text");
        let printed = String::from_utf8(out.stdout).unwrap();
        let warning_only = says == ["stands twice"];
        assert_eq!(out.status.code(), Some(if warning_only { 0 } else { 1 }), "{to}: {printed}");
        let place = format!("f.geojson:{line}:");
        assert!(printed.contains(&place), "{to}: {place} is not in\n{printed}");
        for words in says {
            assert!(printed.contains(words), "{to}: {words} is not in\n{printed}");
        }
    }
}

#[test]
fn all_errors_are_reported_at_once_and_counted() {
    let mut bytes = String::from_utf8(changed("\"clash\"", "\"clsh\"")).unwrap();
    bytes = bytes
        .replace("\"2025-08-24\"", "\"2025-13\"")
        .replace("\"min\": 1", "\"min\": \"one\"")
        .replace("\"id\": \"a\",", "");
    let out = check(bytes.as_bytes(), "json");
    let printed: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert_eq!((&printed["read"], &printed["used"], &printed["rejected"]), (&1.into(), &0.into(), &1.into()));
    let fields: Vec<&str> =
        printed["problems"].as_array().unwrap().iter().filter_map(|p| p["field"].as_str()).collect();
    assert_eq!(fields, ["id", "category", "date", "killed.min"]);
    for problem in printed["problems"].as_array().unwrap() {
        assert!(problem["line"].is_u64() && problem["column"].is_u64() && problem["file"] == "f.geojson", "{problem}");
    }
}

#[test]
fn broken_files_are_messages_and_never_panics() {
    let deep = "[".repeat(200_000);
    let deep_feature = format!("{{\"type\":\"FeatureCollection\",\"features\":{}", "[".repeat(5_000));
    let cases: [(&[u8], &str); 14] = [
        (b"", "the file is empty"),
        (b"\xEF\xBB\xBF", "the file is empty"),
        (b" \n\t", "the file is empty"),
        (b"{\"type\": \"FeatureCollection\", \"features\": [", "ends in the middle"),
        (b"{\"type\": \"FeatureCollection\"}", "no list of features"),
        (b"{\"type\": \"FeatureCollection\", \"features\": {}}", "no list of features"),
        (b"[1, 2]", "not GeoJSON"),
        (b"\"x\"", "not GeoJSON"),
        (b"id,lon,lat\n1,2,3\n", "not JSON"),
        (b"\xFF\xFE{\0}\0", "not UTF-8"),
        (b"{\"type\": \"FeatureCollection\", \"features\": [null, 1, \"x\", []]}", "has no id"),
        (
            b"{\"type\": \"Feature\", \"id\": \"a\", \"geometry\": {\"type\": \"Point\"}, \"properties\": null}",
            "coordinates",
        ),
        (deep.as_bytes(), "nested too deep"),
        (deep_feature.as_bytes(), "nested too deep"),
    ];
    for (bytes, says) in cases {
        let out = check(bytes, "text");
        let printed = String::from_utf8(out.stdout).unwrap();
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert_eq!(out.status.code(), Some(1), "{shown}: {printed}{}", String::from_utf8_lossy(&out.stderr));
        assert!(printed.contains(says), "{shown}: {printed}");
        assert!(printed.contains("f.geojson"), "{shown}: {printed}");
    }
}

/// Every prefix of a file, and the file with every byte in turn made something else.
#[test]
fn no_damage_to_a_file_makes_the_reader_panic() {
    use marz::read::{Document, Strictness, border, incidents, places};
    let good = changed("\"t\"", "\"T\"");
    let attack = |bytes: &[u8]| {
        if let Ok(document) = Document::parse("f", bytes) {
            let _ = incidents(&document, Some(&[60.0, 30.0, 80.0, 45.0]));
            let _ = places(&document, None);
            let _ = border(&document, Strictness::AnyFile);
            let _ = border(&document, Strictness::Dossier);
        }
    };
    for end in 0..good.len() {
        attack(&good[..end]);
    }
    for i in 0..good.len() {
        for byte in [b'0', b'"', b'[', b'}', b'-', 0xC3] {
            let mut bad = good.clone();
            bad[i] = byte;
            attack(&bad);
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_a_failure() {
    let out = marz(support::root(), &["check", "nowhere.geojson"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8(out.stderr).unwrap().contains("cannot read nowhere.geojson"));
}
