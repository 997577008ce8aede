//! Lines of a border's file that stand twice or meet themselves: taken once, or said, with no side where there is none.

#![allow(clippy::panic, clippy::type_complexity, clippy::unwrap_used, reason = "tests")]

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

/// Positions of a line.
type Line = Vec<(f64, f64)>;

/// What is found of the lines of a file: its length in kilometres, the sides of points, and what was said.
fn found(folder: &Path, lines: &[Line], accuracy_m: Option<f64>, points: &[(f64, f64)]) -> (f64, Vec<String>, String) {
    let positions = |line: &Line| line.iter().map(|(lon, lat)| json!([lon, lat])).collect::<Vec<Value>>();
    let feature = |line: &Line| {
        json!({"type": "Feature", "properties": {"accuracy_m": accuracy_m},
            "geometry": {"type": "LineString", "coordinates": positions(line)}})
    };
    let features: Vec<Value> = lines.iter().map(feature).collect();
    let file = json!({"type": "FeatureCollection", "features": features});
    fs::write(folder.join("lines.geojson"), file.to_string()).unwrap();
    let rows: Vec<String> = points.iter().map(|(lon, lat)| format!("{lon},{lat}\n")).collect();
    fs::write(folder.join("points.csv"), format!("lon,lat\n{}", rows.concat())).unwrap();
    let (code, about, _) = run(folder, &["border", "info", "--border", "lines.geojson", "--format", "json"]);
    assert_eq!(code, 0);
    let about: Value = serde_json::from_str(&about).unwrap();
    let (code, table, said) = run(folder, &["measure", "points.csv", "--border", "lines.geojson", "--format", "csv"]);
    assert_eq!(code, 0, "{said}");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let side = reader.headers().unwrap().iter().position(|c| c == "side").unwrap();
    let sides = reader.records().map(|row| row.unwrap()[side].to_owned()).collect();
    (about["length_m"].as_f64().unwrap() / 1000.0, sides, said)
}

const TWICE: &str = "lines that stand twice are taken once";
const MEETS: &str = "the line meets itself";

fn base() -> Line {
    vec![(70.0, 37.0), (71.0, 37.2), (72.0, 37.0), (73.0, 37.3)]
}

fn shifted(line: &Line, by_deg: f64) -> Line {
    line.iter().map(|(lon, lat)| (lon + by_deg, lat + by_deg)).collect()
}

fn reversed(line: &Line) -> Line {
    line.iter().rev().copied().collect()
}

/// With so many vertices more on every edge.
fn densified(line: &Line, count: u32) -> Line {
    let edge = |pair: &[(f64, f64)]| {
        let [(x, y), (to_x, to_y)] = *pair else { panic!("{pair:?}") };
        let at = move |k: u32| f64::from(k) / f64::from(count + 1);
        (0..=count).map(move |k| (x + at(k) * (to_x - x), y + at(k) * (to_y - y))).collect::<Line>()
    };
    line.windows(2).flat_map(edge).chain(line.last().copied()).collect()
}

#[test]
fn a_border_drawn_twice_is_taken_once_however_it_was_drawn() {
    let folder = dossier();
    let points = [(70.3, 38.0), (72.5, 36.0), (71.0, 37.201)];
    let (length_km, sides, said) = found(folder.path(), &[base()], None, &points);
    assert!(sides == ["left", "right", "left"] && !said.contains(TWICE) && !said.contains(MEETS), "{sides:?} {said}");
    let (line, near) = (base(), |by| shifted(&base(), by));
    let cases: Vec<(&str, Vec<Line>)> = vec![
        ("identical", vec![line.clone(), line.clone()]),
        ("reversed", vec![line.clone(), reversed(&line)]),
        ("1 cm beside", vec![line.clone(), near(1e-7)]),
        ("1.6 m beside, reversed", vec![line.clone(), reversed(&near(1.2e-5))]),
        ("2.8 m beside, reversed", vec![line.clone(), reversed(&near(2e-5))]),
        ("7 m beside", vec![line.clone(), near(5e-5)]),
        ("densified, reversed", vec![line.clone(), reversed(&densified(&line, 1))]),
        ("densified, beside", vec![line.clone(), densified(&near(2e-5), 40)]),
        (
            "in pieces, beside, reversed",
            vec![line.clone(), reversed(&near(2e-5)[..2].to_vec()), reversed(&near(2e-5)[1..].to_vec())],
        ),
        ("three times", vec![line.clone(), reversed(&near(3e-5)), near(-3e-5)]),
        ("an edge twice", vec![line.clone(), reversed(&near(2e-5)[1..3].to_vec())]),
        ("a piece first", vec![near(2e-5)[1..3].to_vec(), reversed(&line)]),
    ];
    for (what, lines) in cases {
        let (km, found_sides, said) = found(folder.path(), &lines, None, &points);
        assert!((km - length_km).abs() < 0.02 && found_sides == sides, "{what}: {km} km {found_sides:?} {said}");
        assert!(said.contains(TWICE) && !said.contains(MEETS) && !said.contains("gaps"), "{what}: {said}");
    }
    let (.., said) = found(folder.path(), &[line.clone(), reversed(&near(2e-5))], None, &points);
    assert!(
        said.contains("278.1 km from [73.00002, 37.30002] run along another line within 10 m, the other way round"),
        "{said}"
    );
}

#[test]
fn lines_farther_apart_than_they_are_accurate_are_two() {
    let folder = dossier();
    let lines = [base(), shifted(&base(), 4e-4)];
    // 57 m: two banks of a river, unless the line is known to no more than that.
    let (length_km, _, said) = found(folder.path(), &[base()], None, &[(71.0, 38.0)]);
    assert!(!said.contains(TWICE), "{said}");
    for (accuracy_m, times) in [(None, 2.0), (Some(5.0), 2.0), (Some(100.0), 1.0), (Some(2_000.0), 1.0)] {
        let (km, _, said) = found(folder.path(), &lines, accuracy_m, &[(71.0, 38.0)]);
        assert!((km - times * length_km).abs() < 0.05, "{accuracy_m:?}: {km}");
        assert_eq!((said.contains(TWICE), said.contains(MEETS)), (times < 2.0, false), "{said}");
    }
    // Two banks 570 m apart are no line drawn twice, however inaccurate.
    let banks = [base(), shifted(&base(), 4e-3)];
    let (_, _, said) = found(folder.path(), &banks, Some(2_000.0), &[(71.0, 38.0)]);
    assert!(!said.contains(TWICE), "{said}");
}

#[test]
fn a_line_that_meets_itself_is_said_with_its_place_and_has_sides_where_it_can() {
    let folder = dossier();
    let (line, on) = (base(), vec![(72.0, 37.00002), (73.0, 37.30002), (74.0, 37.4)]);
    let cases: Vec<(&str, Vec<Line>, f64, &str, Vec<((f64, f64), &str)>)> = vec![
        (
            // Which way the second runs is not known: its ends are nearer to the wrong ones of the first.
            "partly doubled",
            vec![line.clone(), on.clone()],
            462.3,
            "it runs back along itself from [71.99989, 37.00002] on, between km 183.2 and km 462.3",
            vec![((70.3, 38.0), "left"), ((73.5, 38.0), "unknown")],
        ),
        (
            "partly doubled, reversed",
            vec![line.clone(), reversed(&on)],
            462.3,
            "it runs back along itself from [71.99989, 37.00002] on, between km 183.2 and km 462.3",
            vec![((70.3, 38.0), "left"), ((73.5, 38.0), "unknown")],
        ),
        (
            "out and back, 2 m beside",
            vec![line.iter().copied().chain(reversed(&shifted(&line, 2e-5))).collect()],
            556.2,
            "it runs back along itself from [70.00000, 37.00000] on, between km 0.0 and km 556.2",
            vec![((70.3, 38.0), "unknown"), ((72.5, 36.0), "unknown")],
        ),
        (
            "figure-8",
            vec![vec![(70.0, 37.0), (72.0, 38.0), (72.0, 37.0), (70.0, 38.0)]],
            528.6,
            "it crosses itself at [71.00000, 37.50000], at km 104.4 and km 424.2",
            vec![((73.0, 37.5), "unknown"), ((70.3, 38.0), "right")],
        ),
        (
            "touching parts",
            vec![vec![(70.0, 37.0), (72.0, 37.0)], vec![(71.0, 37.0), (71.0, 38.0)]],
            289.0,
            "an end touches the line at [71.00000, 37.00000], at km 89.0 and km 178.0",
            vec![((71.5, 37.9), "unknown"), ((70.2, 36.5), "right")],
        ),
        (
            "zigzag at a join",
            vec![vec![(70.0, 37.0), (71.0, 37.0)], vec![(70.9999, 37.0), (72.0, 37.0)]],
            178.0,
            "it runs twice from [71.00000, 37.00000] on, between km 89.011 and km 89.020",
            vec![((70.5, 37.2), "left"), ((71.5, 37.2), "left")],
        ),
        (
            "spike",
            vec![vec![(70.0, 37.0), (71.0, 37.0), (71.0, 38.0), (71.0, 37.0), (72.0, 37.0)]],
            400.0,
            "it runs back along itself from [71.00000, 37.00000] on, between km 89.0 and km 311.0",
            vec![((71.2, 38.1), "unknown"), ((70.3, 37.2), "left"), ((71.7, 36.8), "right")],
        ),
        (
            "spike, 2 m wide",
            vec![vec![(70.0, 37.0), (71.0, 37.0), (71.0, 38.0), (71.00002, 37.0), (72.0, 37.0)]],
            400.0,
            "it runs back along itself from [70.99992, 37.00000] on, between km 89.0 and km 311.0",
            vec![((71.2, 38.1), "unknown"), ((70.3, 37.2), "left"), ((71.7, 36.8), "right")],
        ),
    ];
    for (what, lines, length_km, message, points) in cases {
        let (places, expected): (Vec<(f64, f64)>, Vec<&str>) = points.into_iter().unzip();
        let (km, sides, said) = found(folder.path(), &lines, None, &places);
        assert!((km - length_km).abs() < 0.1, "{what}: {km} km");
        assert!(said.contains(MEETS) && said.contains(message), "{what}: {said}");
        assert_eq!(sides, expected, "{what}: {said}");
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
