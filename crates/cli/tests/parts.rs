//! Kilometres of the parts of a border, given as `part:kilometre`.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use serde_json::Value;

mod support;

use support::{marz, text};

/// What a command puts out.
fn out(folder: &Path, args: &[&str]) -> String {
    let done = marz(folder, args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", text(&done.stderr));
    text(&done.stdout)
}

fn json(folder: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&out(folder, args)).unwrap()
}

/// What a command that is refused says.
fn refused(folder: &Path, args: &[&str]) -> String {
    let done = marz(folder, args);
    assert_eq!(done.status.code(), Some(2), "{args:?}: {}", text(&done.stderr));
    text(&done.stderr)
}

/// Two degrees of the equator, then one degree far away, then a ring.
const LINE: &str = r#"{"type": "MultiLineString", "coordinates": [
    [[0, 0], [2, 0]], [[10, 0], [11, 0]], [[20, 0], [21, 0], [21, 1], [20, 0]]]}"#;

#[test]
fn a_border_of_parts_lists_them_and_takes_their_kilometres() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("line.geojson"), LINE).unwrap();
    let info = out(here, &["border", "info", "--border", "line.geojson"]);
    for part in [
        "part 1 from km 0.000 to km 222.639: 222.639 km, 2 vertices\n",
        "part 2 from km 222.639 to km 333.958: 111.319 km, 2 vertices\n",
        "part 3 from km 333.958 to km 712.752: 378.793 km",
        "4 vertices, a closed ring\n",
    ] {
        assert!(info.contains(part), "{part}: {info}");
    }
    let info = json(here, &["border", "info", "--border", "line.geojson", "--format", "json"]);
    let second =
        serde_json::json!({"part": 2, "from_km": 222.639, "to_km": 333.958, "vertices": 2, "closed_ring": false});
    assert_eq!(info["part_list"][1], second);
    assert_eq!(info["part_list"][2]["closed_ring"], true);

    let at = json(here, &["border", "at", "2:35.5", "--border", "line.geojson"]);
    assert_eq!((&at["part"], &at["part_km"]), (&2.into(), &35.5.into()));
    assert!((at["border_km"].as_f64().unwrap() - 258.138_982).abs() < 1e-6, "{at}");
    let running = json(here, &["border", "at", &at["border_km"].to_string(), "--border", "line.geojson"]);
    assert_eq!(running["lon"], at["lon"]);
    // The end that is printed is on the border.
    assert_eq!(json(here, &["border", "at", "712.752", "--border", "line.geojson"])["part"], 3);
    // The end of a part, and the start of the next one.
    let end = json(here, &["border", "at", "1:222.639", "--border", "line.geojson"]);
    assert_eq!((&end["lon"], &end["part"]), (&2.0.into(), &1.into()));
    let start = json(here, &["border", "at", "2:0", "--border", "line.geojson"]);
    assert_eq!((&start["lon"], &start["part"]), (&10.0.into(), &2.into()));
    // And back: each end of the gap in its own part.
    for (lon, part, part_km) in [("1.999", 1, 222.528), ("2.5", 1, 222.639), ("9", 2, 0.0), ("10.5", 2, 55.66)] {
        let km = json(here, &["border", "km", lon, "0.1", "--border", "line.geojson"]);
        assert_eq!(km["part"], part, "{lon}: {km}");
        assert!((km["part_km"].as_f64().unwrap() - part_km).abs() < 0.002, "{lon}: {km}");
    }

    let message = refused(here, &["border", "at", "4:1", "--border", "line.geojson"]);
    assert!(message.contains("km: 4:1: expected a part from 1 to 3: marz border info lists them"), "{message}");
    let message = refused(here, &["border", "at", "2:112", "--border", "line.geojson"]);
    assert!(message.contains("km: 2:112: expected kilometre 0 to 111.319 of part 2"), "{message}");
    let message = refused(here, &["border", "at", "2:1"]);
    assert!(message.contains("expected part 1: the border has one part"), "{message}");
    let message = refused(here, &["border", "at", "two"]);
    assert!(message.contains("part:kilometre such as 2:35.5"), "{message}");
    // A border of one part says nothing of parts.
    assert!(!out(here, &["border", "at", "361"]).contains("part"));
}

#[test]
fn filters_and_extents_take_kilometres_of_parts() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("line.geojson"), LINE).unwrap();
    fs::write(here.join("points.csv"), "id,lon,lat\na,1,0.1\nb,10.1,0.1\nc,10.9,0.1\nd,20.5,-0.1\ne,2.5,0.1\n")
        .unwrap();
    let measured =
        |km: &str| out(here, &["measure", "points.csv", "--border", "line.geojson", "--format", "csv", "--km", km]);
    let ids = |table: &str| table.lines().skip(1).map(|l| l[..1].to_owned()).collect::<String>();
    assert_eq!(ids(&measured("2:0..2:50")), "b");
    // In the gap the end of the first part is nearest: it has the running kilometre of the start of the second.
    assert_eq!(ids(&measured("1:0..1:222.639")), "ae");
    assert_eq!(ids(&measured("1:100..2:111.319")), "abce");
    assert_eq!(measured("2:0..2:111.319"), measured("222.639..333.9585"));
    let message = refused(here, &["measure", "points.csv", "--border", "line.geojson", "--km", "2:5..1:5"]);
    assert!(message.contains("km: 2:5..1:5: expected two kilometres, the smaller first"), "{message}");
    let message = refused(here, &["measure", "points.csv", "--border", "line.geojson", "--km", "9:5..9:6"]);
    assert!(message.contains("expected a part from 1 to 3"), "{message}");

    out(here, &["init", "case", "--border", "line.geojson", "--quiet"]);
    let case = here.join("case");
    let incident =
        ["--date", "2026-01-02", "--category", "clash", "--title", "Shots", "--radius", "1km", "--name", "There"];
    for at in ["1,0.1", "10.1,0.1"] {
        let source = ["--status", "one_side", "--at", at, "--source", "A newspaper https://example.org/1 2026-01-03"];
        out(&case, &[&["add"][..], &incident, &source].concat());
    }
    let drawn = |args: &[&str]| out(&case, &[&["map", "--output", "-", "--quiet"][..], args].concat());
    for kind in ["map", "strip"] {
        let by_part = drawn(&["--kind", kind, "--km", "2:0..2:50"]);
        assert_eq!(by_part, drawn(&["--kind", kind, "--km", "222.6389816..272.6389816"]), "{kind}");
    }
    // In a recipe, and in a filter of every command.
    let recipe =
        "kind = \"strip\"\ntitle = \"x\"\nextent = { km = [\"2:0\", \"2:50\"] }\n[filter]\nkm = [\"2:0\", \"2:50\"]\n";
    fs::write(case.join("maps/part.toml"), recipe).unwrap();
    let caption = case.join("part.txt");
    drawn(&["part", "--caption", caption.to_str().unwrap()]);
    let caption = fs::read_to_string(caption).unwrap();
    assert!(caption.contains("1 of 1"), "{caption}");
    for command in [&["measure", "--format", "csv"][..], &["export", "--to", "csv"]] {
        let rows = out(&case, &[command, &["--quiet", "--km", "2:0..2:50"]].concat());
        assert_eq!(rows.lines().count(), 2, "{rows}");
    }
    let counted = json(&case, &["analyse", "--format", "json", "--quiet", "--km", "2:0..2:50"]);
    assert_eq!(counted["records"], 1, "{counted}");
    let report = case.join("report.md");
    out(&case, &["report", "--quiet", "--km", "2:0..2:50", "--output", report.to_str().unwrap()]);
    assert!(fs::read_to_string(&report).unwrap().contains("Shots"));
    let message = refused(&case, &["report", "--km", "7:0..7:50", "--output", report.to_str().unwrap()]);
    assert!(message.contains("expected a part from 1 to 3"), "{message}");
}
