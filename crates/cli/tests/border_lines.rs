//! Lines of a border's file that stand twice or meet themselves: taken once, or said, with no side where there is none.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

mod support;

use support::{dossier, marz, root, text};

/// Code, stdout and stderr.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = marz(folder, args);
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

#[test]
fn a_line_that_stands_twice_is_taken_once() {
    let folder = dossier();
    let stored: Value = serde_json::from_slice(&fs::read(root().join("data/border.geojson")).unwrap()).unwrap();
    let rows = |changed: &dyn Fn(&mut Vec<Value>)| {
        let mut border = stored.clone();
        let mut again = border["features"][0].clone();
        changed(again["geometry"]["coordinates"].as_array_mut().unwrap());
        border["features"].as_array_mut().unwrap().push(again);
        fs::write(folder.path().join("twice.geojson"), border.to_string()).unwrap();
        run(folder.path(), &["measure", "--border", "twice.geojson", "--format", "csv"])
    };
    let (code, once, said) = run(folder.path(), &["measure", "--border", "data/border.geojson", "--format", "csv"]);
    assert!(code == 0 && !said.contains("twice"), "{said}");
    let reversed = |line: &mut Vec<Value>| line.reverse();
    let shifted = |line: &mut Vec<Value>| {
        line.iter_mut().for_each(|p| p[0] = json!(p[0].as_f64().unwrap() + 1e-7));
    };
    for changed in [&|_: &mut Vec<Value>| (), &reversed as &dyn Fn(&mut Vec<Value>), &shifted] {
        let (code, rows, said) = rows(changed);
        assert!(code == 0 && said.contains("lines that stand twice are taken once"), "{said}");
        assert_eq!(rows, once);
    }
}

#[test]
fn a_line_that_crosses_itself_has_no_sides_on_the_loop() {
    let folder = dossier();
    let line = json!({"type": "LineString", "coordinates": [[70, 37], [72, 37], [72, 38], [71, 38], [71, 36]]});
    fs::write(folder.path().join("loop.geojson"), line.to_string()).unwrap();
    fs::write(
        folder.path().join("points.csv"),
        "id,lon,lat,radius_m\nin,71.5,37.5,\ndisc,71.5,37.5,5000\nout,70.3,37.2,\n",
    )
    .unwrap();
    let (code, table, said) =
        run(folder.path(), &["measure", "points.csv", "--border", "loop.geojson", "--format", "csv"]);
    assert!(code == 0 && said.contains("it crosses itself at [71.00000, 37.00000], at km 89.0 and km 487.8"), "{said}");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let column =
        |name: &str, reader: &mut csv::Reader<&[u8]>| reader.headers().unwrap().iter().position(|c| c == name).unwrap();
    let (side, p_left) = (column("side", &mut reader), column("p_left", &mut reader));
    let rows: Vec<(String, String)> =
        reader.records().map(Result::unwrap).map(|row| (row[side].to_owned(), row[p_left].to_owned())).collect();
    let unknown = ("unknown".to_owned(), String::new());
    assert_eq!((&rows[0], &rows[1], rows[2].0.as_str()), (&unknown, &unknown, "left"));
    // A dossier's own line is looked at as well.
    let file = folder.path().join("data/border.geojson");
    let mut border: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    border["features"][0]["geometry"] = line;
    border["features"][0]["properties"].as_object_mut().unwrap().remove("stretches");
    fs::write(&file, border.to_string()).unwrap();
    let (_, out, said) = run(folder.path(), &["check"]);
    assert!((out + &said).contains("the line meets itself"), "{said}");
}
