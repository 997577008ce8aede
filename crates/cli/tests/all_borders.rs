//! `marz measure --border world`: of all land borders the nearest.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

mod support;

use serde_json::Value;
use support::{marz, root, text};

type Rows = Vec<BTreeMap<String, String>>;

fn rows(csv: &[u8]) -> Rows {
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).collect()
}

fn measured(folder: &Path, args: &[&str]) -> Rows {
    let out = marz(folder, &[&["measure", "--quiet", "--format", "csv"], args].concat());
    assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
    rows(&out.stdout)
}

const POINTS: &str = "id,lon,lat,radius_m,reported_side\n\
    poipet,102.56,13.66,200,left\n\
    bangkok,100.5,13.75,,\n\
    pole,0,90,,\n\
    south-pole,12,-90,,\n\
    fiji,180,-17,5000,\n\
    fiji-again,-180,-17,5000,\n\
    atlantic,-30,10,,\n\
    golden-triangle,100.084,20.353,2000,\n";

#[test]
fn the_nearest_of_all_is_that_of_its_own_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.csv"), POINTS).unwrap();
    let all = measured(folder.path(), &["p.csv", "--border", "world", "--within", "5km"]);
    let header: Vec<&str> =
        "id,lon,lat,distance_m,border,border_name,left,right,nearest_lon,nearest_lat,border_km,side,bearing_deg,\
        radius_m,distance_min_m,distance_max_m,p_within_5km,within_5km,nearest_border_sure,border_edition"
            .split(',')
            .collect();
    let out =
        marz(folder.path(), &["measure", "-q", "p.csv", "--border", "world", "--format", "csv", "--within", "5km"]);
    assert_eq!(String::from_utf8(out.stdout).unwrap().lines().next(), Some(header.join(",").as_str()));
    let of = |id: &str| all.iter().find(|r| r["id"] == id).unwrap();
    let poipet = of("poipet");
    assert_eq!(
        (poipet["border"].as_str(), poipet["left"].as_str(), poipet["right"].as_str()),
        ("KHM-THA", "KHM", "THA")
    );
    assert_eq!(poipet["border_name"], "Cambodia–Thailand border");
    assert_eq!((poipet["nearest_border_sure"].as_str(), poipet["border_edition"].as_str()), ("yes", "world@2026e"));
    // The same as under that border alone, but for what its countries' ground adds.
    let alone = measured(folder.path(), &["p.csv", "--border", "KHM-THA", "--within", "5km"]);
    for column in ["distance_m", "nearest_lon", "nearest_lat", "border_km", "bearing_deg", "within_5km"] {
        assert_eq!(poipet[column], alone[0][column], "{column}");
    }
    // Where three countries meet another border may be the nearest.
    assert_eq!(of("golden-triangle")["nearest_border_sure"], "possible");
    assert_eq!(of("bangkok")["nearest_border_sure"], "");
    for column in header.iter().filter(|c| !matches!(**c, "id" | "lon")) {
        assert_eq!(of("fiji")[*column], of("fiji-again")[*column], "{column}");
    }
    for row in &all {
        let number = |column: &str| row[column].parse::<f64>().unwrap();
        assert!(number("distance_m") < 8_000_000.0 && number("border_km") >= 0.0, "{row:?}");
        assert!(number("distance_min_m") < number("distance_m") && number("distance_max_m") > number("distance_m"));
    }
    assert!(of("pole")["distance_m"].parse::<f64>().unwrap() > 700_000.0);
}

#[test]
fn the_next_nearest_stand_beside_it_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.csv"), POINTS).unwrap();
    let args = ["p.csv", "--border", "world", "--nearest", "3"];
    let all = measured(folder.path(), &args);
    let triangle = all.iter().find(|r| r["id"] == "golden-triangle").unwrap();
    let mut three = [&triangle["border"], &triangle["border_2"], &triangle["border_3"]];
    three.sort();
    assert_eq!(three, ["LAO-MMR", "LAO-THA", "MMR-THA"]);
    for row in &all {
        let metres = |column: &str| row[column].parse::<f64>().unwrap();
        assert!(metres("distance_m") <= metres("distance_m_2") && metres("distance_m_2") <= metres("distance_m_3"));
        assert!(row["border"] != row["border_2"] && row["border_2"] != row["border_3"]);
        for column in ["border_name_3", "left_3", "right_3", "nearest_lon_3", "nearest_lat_3", "border_km_3", "side_3"]
        {
            assert!(!row[column].is_empty(), "{column}: {row:?}");
        }
    }
    let of = |format: &str| {
        let out = marz(folder.path(), &[&["measure", "-q", "--format", format], &args[..]].concat());
        assert!(out.status.success(), "{}", text(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let json: Value = serde_json::from_str(&of("json")).unwrap();
    let lines: Vec<Value> = of("ndjson").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let features: Value = serde_json::from_str(&of("geojson")).unwrap();
    for (i, row) in all.iter().enumerate() {
        for column in ["border", "border_2", "left_3", "side"] {
            assert_eq!(json[i][column], row[column].as_str());
            assert_eq!(lines[i][column], row[column].as_str());
            assert_eq!(features["features"][i]["properties"][column], row[column].as_str());
        }
    }
    assert_eq!(features["license"].as_str().or(features["licence"].as_str()), Some("ODbL-1.0"));
    let table = of("table");
    assert!(table.contains("border 2") && table.contains("KHM-THA") && table.contains("world@2026e"), "{table}");
}

#[test]
fn the_incidents_of_a_dossier_are_measured_to_all_borders() {
    let folder = tempfile::tempdir().unwrap();
    let all = measured(folder.path(), &["--border", "world"]);
    assert_eq!(all.len(), 86);
    let near = all.iter().filter(|r| r["border"] == "AFG-TJK").count();
    assert!(near > 30, "{near}");
    // The filters count the nearest border of all.
    let few = measured(folder.path(), &["--border", "world", "--near", "1km", "--category", "clash"]);
    assert!(!few.is_empty() && few.len() < 86);
    assert!(few.iter().all(|r| r["distance_m"].parse::<f64>().unwrap() <= 1_000.0));
    let out = marz(folder.path(), &["measure", "--border", "world"]);
    assert!(text(&out.stderr).contains("86 incidents read, 86 used"), "{}", text(&out.stderr));
    assert!(
        text(&out.stdout).contains("in Tajikistan") || text(&out.stdout).contains("Tajikistan"),
        "{}",
        text(&out.stdout)
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.csv"), POINTS).unwrap();
    fs::copy(root().join("tests/docs/other_line.geojson"), folder.path().join("l.geojson")).unwrap();
    for (args, said) in [
        (&["--nearest", "0"][..], "nearest"),
        (&["--nearest", "326"], "from 1 to 325"),
        (&["--km", "10..20"], "kilometre"),
        (&["--compare", "l.geojson"], "--compare"),
        (&["--pair", "Thailand,Cambodia"], "--pair"),
    ] {
        let out = marz(folder.path(), &[&["measure", "p.csv", "--border", "world"], args].concat());
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(text(&out.stderr).contains(said), "{args:?}: {}", text(&out.stderr));
    }
    for (args, said) in [
        (&["measure", "p.csv", "--nearest", "2"][..], "--border world"),
        (&["measure", "p.csv", "--border", "world@1914"], "1914"),
        (&["map", "--border", "world", "--output", "m.png"], "all land borders"),
        (&["border", "info", "--border", "world"], "all land borders"),
    ] {
        let out = marz(folder.path(), args);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains(said), "{args:?}: {}", text(&out.stderr));
    }
    // A file of that name is a file.
    fs::copy(root().join("tests/docs/other_line.geojson"), folder.path().join("world")).unwrap();
    let out = marz(folder.path(), &["measure", "-q", "p.csv", "--border", "world", "--format", "csv"]);
    assert!(out.status.success() && !text(&out.stdout).contains("border_name"), "{}", text(&out.stderr));
}
