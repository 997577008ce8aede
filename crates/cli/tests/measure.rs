//! What `marz measure` says of the same records under another line, and of discs around the ends of a line.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

mod support;

use serde_json::{Value, json};
use support::{marz, root, text};

/// The rows of a CSV, each by the names of its columns.
fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv);
    reader.deserialize().map(Result::unwrap).collect()
}

fn measured(folder: &Path, args: &[&str]) -> Vec<BTreeMap<String, String>> {
    let out = marz(folder, &[&["measure", "--quiet", "--format", "csv"], args].concat());
    assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
    rows(&out.stdout)
}

/// The border of the dossier from its end to its start: what it says of sides and kilometres is mirrored as well.
fn reversed(border: &Value, length_km: f64) -> Value {
    let mut mirrored = border.clone();
    let feature = &mut mirrored["features"][0];
    feature["geometry"]["coordinates"].as_array_mut().unwrap().reverse();
    let properties = &mut feature["properties"];
    properties["edition"] = json!("reversed");
    let sides = properties["sides"].clone();
    properties["sides"] = json!({"left": sides["right"], "right": sides["left"]});
    for stretch in properties["stretches"].as_array_mut().unwrap() {
        let at = |key: &str| stretch[key].as_f64().unwrap();
        let (from, to) = (length_km - at("to_km"), length_km - at("from_km"));
        (stretch["from_km"], stretch["to_km"]) = (json!(from), json!(to));
    }
    mirrored
}

/// Another line than the dossier's has other sides, though it be the same line from its other end: what a report says of
/// left and right holds for the dossier's line alone.
#[test]
fn a_reversed_line_mirrors_side_and_kilometre_and_nothing_else() {
    const LENGTH_KM: f64 = 1343.956;
    /// Lengths are printed in millimetres, kilometres to the metre and probabilities to a thousandth: one unit, because
    /// machines may round the last digit differently.
    const UNIT: f64 = 0.001_000_1;
    let folder = tempfile::tempdir().unwrap();
    let stored = fs::read_to_string(root().join("data/border.geojson")).unwrap();
    let whole: Value = serde_json::from_str(&stored).unwrap();
    let mut forward = whole.clone();
    forward["features"][0]["properties"]["edition"] = json!("forward");
    let backward = reversed(&whole, LENGTH_KM);
    let bare = |border: &Value| border["features"][0]["geometry"].clone();
    // With all that is known of the border, and as a mere line.
    for (what, forward, backward) in
        [("whole", forward.clone(), backward.clone()), ("bare", bare(&forward), bare(&backward))]
    {
        fs::write(folder.path().join("forward.geojson"), forward.to_string()).unwrap();
        fs::write(folder.path().join("backward.geojson"), backward.to_string()).unwrap();
        let of = |file: &str| measured(folder.path(), &["--border", file, "--within", "5km"]);
        let (one, other) = (of("forward.geojson"), of("backward.geojson"));
        assert_eq!((one.len(), other.len()), (86, 86), "{what}");
        let mut sides = BTreeMap::new();
        for (a, b) in one.iter().zip(&other) {
            let id = &a["id"];
            assert!(a.keys().eq(b.keys()), "{what}: {id}");
            let mirrored = match a["side"].as_str() {
                "left" => "right",
                "right" => "left",
                side => side,
            };
            assert_eq!(b["side"], mirrored, "{what}: side of {id}, {} under the line as it was", a["side"]);
            *sides.entry(a["side"].clone()).or_insert(0) += 1;
            let number = |cell: &str| cell.parse::<f64>().ok();
            let mirrored_km = |cell: &str| number(cell).map(|km| LENGTH_KM - km);
            for (column, cell) in a {
                let found = &b[column];
                let expected = match column.as_str() {
                    "border_edition" | "side" => continue,
                    "border_km" => mirrored_km(cell),
                    "border_km_min" => mirrored_km(&a["border_km_max"]),
                    "border_km_max" => mirrored_km(&a["border_km_min"]),
                    "p_left" => number(cell).map(|p| 1.0 - p),
                    _ if cell == found => continue,
                    _ => number(cell),
                };
                match (expected, number(found)) {
                    (Some(e), Some(f)) => assert!((e - f).abs() <= UNIT, "{what}: {column} of {id}: {f}, not {e}"),
                    (e, f) => {
                        assert!(e.is_none() && f.is_none() && found.is_empty(), "{what}: {column} of {id}: {found}")
                    }
                }
            }
        }
        assert!(sides["left"] > 20 && sides["right"] > 20, "{what}: {sides:?}");
    }
}

/// The range of kilometres holds that of the nearest points of all places in the disc, and is at most a fiftieth of the radius wider: inside
/// the line as far as the disc, at an end no further than the end, and the end alone for a disc beyond it.
#[test]
fn the_range_of_kilometres_ends_with_the_line() {
    /// A degree of the equator in kilometres.
    const DEGREE_KM: f64 = 111.319_491;
    /// Kilometres are printed to the metre.
    const SLACK_KM: f64 = 0.001_500;
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("long.geojson", r#"{"type": "LineString", "coordinates": [[0, 0], [2, 0]]}"#);
    write("short.geojson", r#"{"type": "LineString", "coordinates": [[0, 0], [0.02, 0]]}"#);
    let wider_km = |radius_m: i32| 0.02 * f64::from(radius_m) / 1000.0;
    let (long, short) = (2.0 * DEGREE_KM, 0.02 * DEGREE_KM);
    let at = |lon: f64, by_km: f64, end: f64| Some((lon * DEGREE_KM + by_km).clamp(0.0, end));
    let cases = [
        ("inside", "long", 1.0, 0.05, 10_000, at(1.0, -10.0, long), at(1.0, 10.0, long)),
        ("before the start", "long", 0.02, 0.05, 10_000, at(0.02, -10.0, long), at(0.02, 10.0, long)),
        ("across the start", "long", -0.05, 0.0, 10_000, Some(0.0), at(-0.05, 10.0, long)),
        ("beyond the start", "long", -0.05, 0.0, 3_000, Some(0.0), Some(0.0)),
        ("before the end", "long", 1.98, -0.05, 10_000, at(1.98, -10.0, long), Some(long)),
        ("across the end", "long", 2.05, 0.0, 10_000, at(2.05, -10.0, long), Some(long)),
        ("beyond the end", "long", 2.05, 0.0, 3_000, Some(long), Some(long)),
        ("both ends inside", "short", 0.01, 0.01, 10_000, Some(0.0), Some(short)),
        ("a known place", "long", 1.0, 0.05, 0, None, None),
    ];
    for (what, line, lon, lat, radius_m, least, most) in cases {
        let radius = if radius_m == 0 { String::new() } else { radius_m.to_string() };
        write("points.csv", &format!("id,lon,lat,radius_m\na,{lon},{lat},{radius}\n"));
        let found = measured(folder.path(), &["points.csv", "--border", &format!("{line}.geojson")]);
        for (column, expected) in [("border_km_min", least), ("border_km_max", most)] {
            let cell = &found[0][column];
            match expected {
                Some(km) => {
                    let beyond_km =
                        (cell.parse::<f64>().unwrap() - km) * if column == "border_km_min" { -1.0 } else { 1.0 };
                    let is_end = km <= 0.0 || km >= long || (line == "short" && km >= short);
                    let most_km = if is_end { SLACK_KM } else { SLACK_KM + wider_km(radius_m) };
                    assert!((-SLACK_KM..=most_km).contains(&beyond_km), "{what}: {column} {cell}, not {km}");
                }
                None => assert_eq!(cell, "", "{what}: {column}"),
            }
        }
    }
}
