//! `marz border diff`: two lines of one border, as tables and layers, and what that changes of a dossier.

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

fn json(folder: &Path, args: &[&str]) -> Value {
    let (code, out, said) = run(folder, &[args, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{said}");
    serde_json::from_str(&out).unwrap()
}

/// What an independent computation found on the unsimplified lines: pairs, lengths, the greatest distance.
#[test]
fn editions_differ_as_an_outside_table_says() {
    let folder = tempfile::tempdir().unwrap();
    let table = fs::read_to_string(root().join("tests/outside/edition_changes_2026c_2026e.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let mut seen = 0;
    // Others take longer; tests/outside/check_editions has all.
    for row in
        rows.records().map(Result::unwrap).filter(|r| ["ARM-AZE", "TKM-UZB", "KHM-THA", "GUF-SUR"].contains(&&r[0]))
    {
        let number = |column: usize| row[column].parse::<f64>().unwrap();
        let found =
            json(folder.path(), &["border", "diff", &format!("{}@2026c", &row[0]), &format!("{}@2026e", &row[0])]);
        let greatest = found["greatest_m"].as_f64().unwrap();
        // Both lines are simplified by 10 m.
        assert!((greatest - number(5)).abs() <= 20.0, "{}: {greatest} {}", &row[0], &row[5]);
        let longer = found["b"]["length_km"].as_f64().unwrap() - found["a"]["length_km"].as_f64().unwrap();
        assert!((longer - (number(2) - number(1))).abs() <= 0.01 * number(2), "{}: {longer}", &row[0]);
        assert_eq!(
            (found["a"]["parts"].to_string(), found["b"]["parts"].to_string()),
            (row[8].to_owned(), row[9].to_owned())
        );
        seen += 1;
    }
    assert!(seen >= 3, "{seen}");
}

#[test]
fn exclaves_are_only_in_the_newer_line() {
    let folder = tempfile::tempdir().unwrap();
    let (code, table, _) = run(folder.path(), &["border", "diff", "ARM-AZE@2026c", "ARM-AZE"]);
    assert!(code == 0 && table.matches("only in B").count() == 4 && !table.contains("only in A"), "{table}");
    assert!(!table.contains("incident"), "there is no dossier: {table}");
    // Turned round they are only in the other one.
    let (_, turned, _) = run(folder.path(), &["border", "diff", "ARM-AZE", "ARM-AZE@2026c"]);
    assert!(turned.matches("only in A").count() == 4, "{turned}");
    let (_, layers, _) = run(folder.path(), &["border", "diff", "ARM-AZE@2026c", "ARM-AZE", "--format", "geojson"]);
    let layers: Value = serde_json::from_str(&layers).unwrap();
    let features = layers["features"].as_array().unwrap();
    let of = |part: &str| features.iter().filter(|f| f["properties"]["part"] == part).count();
    assert!(of("between") >= 4 && of("b") == of("between") && of("a") + 4 == of("b"), "{}", features.len());
    assert!(layers["attribution"].as_str().unwrap().contains("OpenStreetMap") && layers["licence"] == "ODbL-1.0");
    let (_, rows, _) = run(folder.path(), &["border", "diff", "ARM-AZE@2026c", "ARM-AZE", "--format", "csv"]);
    assert_eq!(rows.lines().count(), of("b") + 1, "{rows}");
    assert!(rows.starts_with("change,kind,a_from_km,a_to_km,b_from_km,b_to_km,a_length_km,b_length_km,greatest_m,"));
}

/// The border of the dossier moved to the north on a stretch.
fn moved(folder: &Path) {
    let mut border: Value = serde_json::from_slice(&fs::read(folder.join("data/border.geojson")).unwrap()).unwrap();
    for at in border["features"][0]["geometry"]["coordinates"].as_array_mut().unwrap() {
        if (69.8..70.3).contains(&at[0].as_f64().unwrap()) {
            at[1] = json!(at[1].as_f64().unwrap() + 0.1);
        }
    }
    fs::write(folder.join("moved.geojson"), border.to_string()).unwrap();
}

/// The moved border without what its file says, and the same from its end to its start.
fn turned(folder: &Path) {
    let mut border: Value = serde_json::from_slice(&fs::read(folder.join("moved.geojson")).unwrap()).unwrap();
    border["features"][0]["properties"] = json!({});
    fs::write(folder.join("plain.geojson"), border.to_string()).unwrap();
    border["features"][0]["geometry"]["coordinates"].as_array_mut().unwrap().reverse();
    fs::write(folder.join("turned.geojson"), border.to_string()).unwrap();
}

#[test]
fn incidents_of_a_dossier_that_lie_elsewhere_are_listed() {
    let folder = dossier();
    moved(folder.path());
    let args = ["border", "diff", "data/border.geojson", "moved.geojson"];
    let (code, table, said) = run(folder.path(), &args);
    assert!(
        code == 0 && table.contains("2025-08-24-dovang-clash") && table.contains("within 20km: yes → possible"),
        "{table} {said}"
    );
    let found = json(folder.path(), &[&args[..], &["--within", "3km"]].concat());
    let changed = found["incidents"]["changed"].as_array().unwrap();
    let ids: Vec<&str> = changed.iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"2025-08-24-dovang-clash"), "{ids:?}");
    let clash = changed.iter().find(|c| c["id"] == "2025-08-24-dovang-clash").unwrap();
    assert!(clash["a"]["within"]["3km"].is_string() && clash["kilometre"] == true, "{clash}");
    // A distance that stands twice in marz.toml is one, and the others keep their answers.
    let manifest = fs::read_to_string(folder.path().join("marz.toml")).unwrap();
    fs::write(folder.path().join("marz.toml"), format!("within = ['3km', '3km', '20km']\n{manifest}")).unwrap();
    let twice = json(folder.path(), &args);
    let answers = |all: &Value| {
        let all = all["incidents"]["changed"].as_array().unwrap();
        all.iter().find(|c| c["id"] == "2025-08-24-dovang-clash").unwrap()["a"]["within"].clone()
    };
    assert_eq!(answers(&twice), json!({"3km": clash["a"]["within"]["3km"], "20km": "yes"}));
    fs::write(folder.path().join("marz.toml"), manifest).unwrap();
    // The layers have them as points, the figure shows them.
    let figure = [&args[..], &["--within", "3km", "--format", "geojson", "--figure", "f.svg"]].concat();
    let (code, layers, said) = run(folder.path(), &figure);
    assert_eq!(code, 0, "{said}");
    let layers: Value = serde_json::from_str(&layers).unwrap();
    let points: Vec<&Value> =
        layers["features"].as_array().unwrap().iter().filter(|f| f["properties"]["part"] == "incident").collect();
    assert!(points.len() == changed.len() && points[0]["geometry"]["type"] == "Point", "{points:?}");
    let figure = fs::read_to_string(folder.path().join("f.svg")).unwrap();
    assert!(figure.contains(clash["title"].as_str().unwrap()), "the clash stands on the map or in its key");
    // Turned round the second line says the same.
    turned(folder.path());
    let against = |line| json(folder.path(), &["border", "diff", "data/border.geojson", line, "--within", "3km"]);
    let by = |all: &Value| -> Vec<Value> {
        let all = all["incidents"]["changed"].as_array().unwrap();
        all.iter().map(|c| json!([c["id"], c["bands"], c["side"], c["kilometre"]])).collect()
    };
    assert_eq!(by(&against("turned.geojson")), by(&against("plain.geojson")));
    // The same line moves nothing.
    let (_, same, _) = run(folder.path(), &["border", "diff", "data/border.geojson", "data/border.geojson"]);
    assert!(same.contains("nowhere further apart than 25 m") && same.contains("none of the"), "{same}");
    // A dossier of another border has nothing near.
    let (_, far, _) = run(folder.path(), &["border", "diff", "ARM-AZE@2026c", "ARM-AZE"]);
    assert!(far.contains("no incident of the dossier lies within 50km of either line"), "{far}");
}

#[test]
fn a_figure_shows_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["border", "diff", "BRA-VEN@2026c", "BRA-VEN", "--figure", "f.svg"];
    let (code, _, said) = run(folder.path(), &args);
    assert_eq!(code, 0, "{said}");
    let figure = fs::read_to_string(folder.path().join("f.svg")).unwrap();
    assert!(figure.contains("id=\"views\"") && figure.contains("BRA-VEN@2026c"), "both lines");
    assert!(figure.contains("Tinted: ground between"), "the legend explains the tint");
    let (code, _, said) = run(folder.path(), &[&args[..], &["--lang", "fa"]].concat());
    let persian = fs::read_to_string(folder.path().join("f.svg")).unwrap();
    assert!(code == 0 && persian.contains("میان دو خط") && !persian.contains("between the lines"), "{said}");
    let (code, _, said) = run(folder.path(), &[&args[..], &["--change", "99"]].concat());
    assert!(code == 2 && said.contains("there is no change 99: they are numbered from 1 to"), "{said}");
    let (code, _, said) = run(folder.path(), &["border", "diff", "BRA-VEN", "BRA-VEN", "--figure", "g.svg"]);
    assert!(code == 2 && said.contains("there is nothing to draw") && !folder.path().join("g.svg").exists(), "{said}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let line = |name: &str, lat: f64| {
        let line = json!({"type": "LineString", "coordinates": [[10, lat], [12, lat]]});
        fs::write(folder.path().join(name), line.to_string()).unwrap();
    };
    line("a.geojson", 50.0);
    line("b.geojson", 52.0);
    for (args, expected) in [
        (["BRA-VEN", "BRA-COL"], "two different borders: Brazil–Venezuela border, and Brazil–Colombia border"),
        (["a.geojson", "b.geojson"], "the two lines do not overlap: they come as near as 22"),
        (["a.geojson", "c.geojson"], "cannot read c.geojson"),
        (["AFG-TJK@2026c", "AFG-TJK"], "AFG-TJK did not change by more than 25 m"),
        (["BRA-VEN@2025a", "BRA-VEN"], "of 2026c the lines that changed since are kept for comparing"),
    ] {
        let (code, out, said) = run(folder.path(), &[&["border", "diff"][..], &args].concat());
        assert!(code == 2 && out.is_empty() && said.contains(expected), "{args:?}: {code} {said}");
    }
    for (option, expected) in [
        (["--within", "3km"], "--within judges the incidents of a dossier"),
        (["--figure", "-"], "--figure and --output would write to one place"),
        (["--figure", "f.jpg"], "no picture format has this ending"),
        (["--change", "1"], "--figure"),
        (["--lang", "fa"], "--figure"),
    ] {
        let (code, out, said) =
            run(folder.path(), &[&["border", "diff", "BRA-VEN@2026c", "BRA-VEN"][..], &option].concat());
        assert!(code == 2 && out.is_empty() && said.contains(expected), "{option:?}: {code} {said}");
    }
}
