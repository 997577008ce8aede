//! Edits of a table or a collection come back, as those of a GeoPackage do.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::{dossier, incidents, marz, text};

const CLASH: &str = "2025-08-24-dovang-clash";
const TWIN: &str = "2025-08-25-agency";

fn exported(options: &[&str]) -> tempfile::TempDir {
    let folder = dossier();
    let out = marz(folder.path(), &[&["export", "--quiet"], options].concat());
    assert!(out.status.success(), "{}", text(&out.stderr));
    folder
}

/// Exit code and messages.
fn taken(folder: &Path, options: &[&str]) -> (Option<i32>, String) {
    let out = marz(folder, &[&["import", "edits", "--by", "A. Editor"], options].concat());
    (out.status.code(), text(&out.stderr))
}

fn json_of(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn record(folder: &Path, id: &str) -> Option<Value> {
    let all = json_of(&folder.join("data/incidents.geojson"));
    all["features"].as_array().unwrap().iter().find(|f| f["id"] == id).cloned()
}

fn changed_here(folder: &Path, id: &str, change: impl Fn(&mut Value)) {
    let path = folder.join("data/incidents.geojson");
    let mut all = json_of(&path);
    all["features"].as_array_mut().unwrap().iter_mut().filter(|f| f["id"] == id).for_each(change);
    fs::write(path, format!("{all:#}\n")).unwrap();
}

/// Edits a collection as another program does that keeps foreign members and writes nulls where there is nothing.
fn edited(path: &Path, edit: impl Fn(&mut Vec<Value>)) {
    let mut all = json_of(path);
    edit(all["features"].as_array_mut().unwrap());
    fs::write(path, all.to_string()).unwrap();
}

fn find<'f>(features: &'f mut [Value], id: &str) -> &'f mut Value {
    features.iter_mut().find(|f| f["id"] == id).unwrap()
}

#[test]
fn an_edited_collection_is_merged_as_a_geopackage_is() {
    let folder = exported(&["--to", "geojson", "--output", "a.geojson"]);
    let at = folder.path();
    let (before, file) = (incidents(at), at.join("a.geojson"));
    assert_eq!(taken(at, &["a.geojson"]).0, Some(0));
    assert!(incidents(at) == before, "nothing was edited");
    edited(&file, |features| {
        features.retain(|f| f["id"] != TWIN);
        let clash = find(features, CLASH);
        clash["geometry"] = json!({"type": "Point", "coordinates": [70.25, 37.625, 12.0]});
        let p = clash["properties"].as_object_mut().unwrap();
        p["title"] = "A better title".into();
        p["killed_max"] = 9.into();
        p["distance_m"] = 1.into();
        p.insert("colour".to_owned(), "red".into());
        // Programs bring the id to one place, and give a new feature a number.
        p.remove("id");
        features.push(json!({"type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [70.5, 37.5]}, "properties": {
            "title": "Shots at the bridge", "category": "clash", "date": "2025-09", "place": "The bridge", "status": "one_side",
            "sources": "A paper https://p.org/1 2025-09-03", "tags": null,
        }}));
        features.push(json!({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}, "properties": {"title": "No point"}}));
    });
    let (code, said) = taken(at, &["a.geojson"]);
    assert_eq!(code, Some(1), "{said}");
    for line in [
        format!("changed   {CLASH}  killed_max: "),
        format!("computed  {CLASH}  distance_m: "),
        format!("deleted   {TWIN}"),
        "added     2025-09-01-shots-at-the-bridge".to_owned(),
        "its geometry is 'Polygon'; a record has a Point or none".to_owned(),
        "column    incidents.colour is no field of a record".to_owned(),
        "heights   1 points have one".to_owned(),
        "1 changed in 3 columns, 1 added".to_owned(),
    ] {
        assert!(said.contains(&line), "{line}: {said}");
    }
    let clash = record(at, CLASH).unwrap();
    assert_eq!(clash["geometry"]["coordinates"], json!([70.25, 37.625]));
    assert_eq!(clash["properties"]["history"][0]["file"], "a.geojson");
    assert!(record(at, TWIN).is_none());
    assert!(marz(at, &["undo"]).status.success());
    assert!(incidents(at) == before);
}

#[test]
fn nested_members_come_back_each_by_itself() {
    let folder = exported(&["--to", "geojson", "--nested", "--output", "n.geojson"]);
    let at = folder.path();
    let before = incidents(at);
    let plain = marz(at, &["check", "--quiet"]);
    assert!(plain.status.code() < Some(2));
    assert_eq!(taken(at, &["n.geojson"]).0, Some(0));
    assert!(incidents(at) == before, "nothing was edited");
    edited(&at.join("n.geojson"), |features| {
        let p = &mut find(features, CLASH)["properties"];
        p["location"]["name"] = "Elsewhere".into();
        p["sources"][0]["title"] = "Another headline".into();
        p["killed"]["max"] = 9.into();
        p["tags"] = Value::Null;
        p["history"] = json!([{"by": "x"}]);
    });
    changed_here(at, CLASH, |f| f["properties"]["location"]["method"] = "Ours".into());
    let (code, said) = taken(at, &["n.geojson"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("1 changed in 4 columns") && said.contains("incidents.history is no field of a record"),
        "{said}"
    );
    let p = &record(at, CLASH).unwrap()["properties"];
    assert_eq!((&p["location"]["name"], &p["location"]["method"]), (&json!("Elsewhere"), &json!("Ours")));
    assert_eq!((&p["sources"][0]["title"], &p["killed"]["max"]), (&json!("Another headline"), &json!(9)));
    assert_eq!(p["history"][0]["columns"], json!(["killed.max", "location.name", "sources", "tags"]));
    // What the record cannot be is refused as a whole, and nothing is written.
    let now = incidents(at);
    edited(&at.join("n.geojson"), |features| find(features, CLASH)["properties"]["killed"]["min"] = 99.into());
    let (code, said) = taken(at, &["n.geojson"]);
    assert!(code == Some(2) && incidents(at) == now, "{said}");
}

#[test]
fn a_table_comes_back_as_a_spreadsheet_program_saves_it() {
    let folder = exported(&["--to", "csv", "--output", "a.csv"]);
    let at = folder.path();
    let before = incidents(at);
    assert_eq!(taken(at, &["a.csv"]).0, Some(0));
    assert!(incidents(at) == before, "nothing was edited");
    // Semicolons, decimal commas, dates in the order of the country, a byte order mark, empty rows at the end.
    let mut reader = csv::Reader::from_path(at.join("a.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let saved = |rows: &[csv::StringRecord]| {
        let mut to = csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xEF\xBB\xBF".to_vec());
        to.write_record(&header).unwrap();
        for row in rows {
            let numbers: Vec<usize> = ["lon", "lat", "distance_m", "border_km"].map(column).to_vec();
            let cells = row.iter().enumerate().map(|(i, cell)| match cell.split('-').collect::<Vec<_>>().as_slice() {
                [year, month, day] if header[i].starts_with("date") && cell.len() == 10 => {
                    format!("{day}.{month}.{year}")
                }
                _ if numbers.contains(&i) => cell.replace('.', ","),
                _ if cell == "true" => "WAHR".to_owned(),
                _ => cell.to_owned(),
            });
            to.write_record(cells).unwrap();
        }
        to.write_record(header.iter().map(|_| "")).unwrap();
        fs::write(at.join("a.csv"), to.into_inner().unwrap()).unwrap();
    };
    saved(&rows);
    let (code, said) = taken(at, &["a.csv"]);
    assert!(code == Some(0) && incidents(at) == before && !said.contains("computed"), "{said}");
    let set = |row: &mut csv::StringRecord, name: &str, text: &str| {
        *row = row.iter().enumerate().map(|(i, cell)| if i == column(name) { text } else { cell }).collect();
    };
    rows.retain(|row| &row[0] != TWIN);
    for row in rows.iter_mut().filter(|row| &row[0] == CLASH) {
        set(row, "title", "A better title");
        set(row, "lon", "70.25");
        set(row, "lat", "37.625");
        set(row, "date", "2025-08-23");
    }
    saved(&rows);
    let (code, said) = taken(at, &["a.csv"]);
    assert_eq!(code, Some(0), "{said}");
    let clash = record(at, CLASH).unwrap();
    assert_eq!(
        (&clash["properties"]["title"], &clash["properties"]["date"]),
        (&json!("A better title"), &json!("2025-08-23"))
    );
    assert_eq!(clash["geometry"]["coordinates"], json!([70.25, 37.625]));
    assert!(record(at, TWIN).is_none() && said.contains("1 changed in 3 columns"), "{said}");
}

#[test]
fn both_sides_are_a_conflict_and_broken_rows_are_refused() {
    let folder = exported(&["--to", "csv", "--hxl", "--output", "a.csv"]);
    let at = folder.path();
    let table = fs::read_to_string(at.join("a.csv")).unwrap();
    let title = record(at, CLASH).unwrap()["properties"]["title"].as_str().unwrap().to_owned();
    assert!(table.contains(&title));
    fs::write(at.join("a.csv"), table.replace(&title, "Theirs")).unwrap();
    changed_here(at, CLASH, |f| f["properties"]["title"] = "Ours".into());
    let (code, said) = taken(at, &["a.csv"]);
    assert!(code == Some(1) && said.contains(&format!("conflict  {CLASH}  title: exported '")), "{said}");
    assert_eq!(taken(at, &["a.csv", "--theirs"]).0, Some(0));
    assert_eq!(record(at, CLASH).unwrap()["properties"]["title"], "Theirs");
    // An error of the other program, a point of one number, a row cut short: none of them empties a field.
    let now = incidents(at);
    let broken = |from: &str, to: &str| {
        fs::write(at.join("a.csv"), table.replacen(from, to, 1)).unwrap();
        taken(at, &["a.csv"])
    };
    let row = table.lines().find(|line| line.starts_with(TWIN)).unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    let no_lon = row.replacen(&format!(",{},", cells[1]), ",,", 1);
    for (to, why) in [
        (row.replacen(cells[1], "#VALUE!", 1), "an error of the other program"),
        (no_lon, "only one of lon and lat is filled"),
        (row.replacen(cells[1], "686070000", 1), "are no degrees such as 68.607"),
        (cells[..9].join(","), "the row has 9 cells; expected"),
    ] {
        let (code, said) = broken(row, &to);
        assert!(code == Some(1) && said.contains(why), "{why}: {said}");
        assert!(incidents(at) == now, "{why}");
    }
}

#[test]
fn a_file_without_its_base_is_refused_and_the_base_can_be_named() {
    let folder = exported(&["--to", "csv", "--output", "a.csv"]);
    let at = folder.path();
    let before = incidents(at);
    fs::copy(at.join("a.csv"), at.join("b.csv")).unwrap();
    let (code, said) = taken(at, &["b.csv"]);
    assert!(
        code == Some(2)
            && said.contains("b.csv.base.json, which is written beside the table")
            && said.contains("--base"),
        "{said}"
    );
    assert_eq!(taken(at, &["b.csv", "--base", "a.csv.base.json"]).0, Some(0));
    // So it is by the export as it was written, of which the base stands beside.
    let (code, said) = taken(at, &["b.csv", "--base", "a.csv"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = taken(at, &["b.csv", "--base", "b.csv"]);
    assert!(code == Some(2) && said.contains("there is no") && said.contains("b.csv.base.json"), "{said}");
    // An export to a stream carries none; that of another dossier is none.
    let out = marz(at, &["export", "--quiet", "--to", "geojson", "--output", "-"]);
    assert!(!text(&out.stdout).contains("marz_base"));
    fs::write(at.join("s.geojson"), &out.stdout).unwrap();
    let (code, said) = taken(at, &["s.geojson"]);
    assert!(code == Some(2) && said.contains("it has no member marz_base"), "{said}");
    let base = fs::read_to_string(at.join("a.csv.base.json")).unwrap();
    fs::write(at.join("b.csv.base.json"), base.replace("\"A test\"", "\"Another\"")).unwrap();
    let (code, said) = taken(at, &["b.csv"]);
    assert!(code == Some(2) && said.contains("its title is 'Another'"), "{said}");
    fs::write(at.join("b.csv.base.json"), base.replace("\"rows\"", "\"rws\"")).unwrap();
    let (code, said) = taken(at, &["b.csv"]);
    assert!(code == Some(2) && said.contains("cannot be used: missing field `rows`"), "{said}");
    let (code, said) = taken(at, &["b.parquet"]);
    assert!(code == Some(2) && said.contains("of the kind parquet carries no base"), "{said}");
    assert!(incidents(at) == before);
}

#[test]
fn a_coarsened_table_never_moves_a_record_and_says_nothing_of_what_was_left_out() {
    let folder = exported(&["--to", "csv", "--coarsen", "10km", "--without", TWIN, "--output", "a.csv"]);
    let at = folder.path();
    let place = record(at, CLASH).unwrap()["geometry"].clone();
    let base = fs::read_to_string(at.join("a.csv.base.json")).unwrap();
    assert!(!base.contains(TWIN) && !base.contains("marz-edition-"));
    let table = fs::read_to_string(at.join("a.csv")).unwrap();
    fs::write(at.join("a.csv"), table.replace(",clash,", ",shelling,")).unwrap();
    let (code, said) = taken(at, &["a.csv"]);
    assert!(code == Some(0) && said.contains("category"), "{said}");
    assert!(record(at, CLASH).unwrap()["geometry"] == place && record(at, TWIN).is_some());
}

#[test]
fn places_come_back_from_their_collection() {
    let folder = exported(&["--to", "geojson", "--layer", "places", "--output", "p.geojson"]);
    let at = folder.path();
    edited(&at.join("p.geojson"), |features| features[0]["properties"]["population"] = 4_321.into());
    let (code, said) = taken(at, &["p.geojson"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("places: ") && said.contains("1 changed in 1 column"), "{said}");
    assert!(json_of(&at.join("data/places.geojson"))["features"][0]["properties"]["population"] == 4_321);
}

#[cfg(unix)]
#[test]
fn a_device_gets_no_base_and_no_file_beside_it() {
    use std::os::unix::fs::symlink;
    let folder = exported(&["--to", "csv", "--output", "a.csv"]);
    let at = folder.path();
    symlink("/dev/null", at.join("device.csv")).unwrap();
    symlink("/dev/stdout", at.join("out.geojson")).unwrap();
    let out = marz(at, &["export", "--quiet", "--to", "csv", "--output", "device.csv"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert!(!at.join("device.csv.base.json").exists() && !Path::new("/dev/null.base.json").exists());
    for layer in ["incidents", "places"] {
        let out = marz(at, &["export", "--quiet", "--to", "geojson", "--layer", layer, "--output", "out.geojson"]);
        let all: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert!(out.status.success() && all.get("marz_base").is_none(), "{layer}: {}", text(&out.stderr));
    }
}

#[test]
fn a_table_with_half_a_position_or_a_column_twice_is_answered_as_a_whole() {
    let folder = exported(&["--to", "csv", "--output", "a.csv"]);
    let at = folder.path();
    let (before, table) = (incidents(at), fs::read_to_string(at.join("a.csv")).unwrap());
    let renamed = |from: &str, to: &str| {
        let head = table.lines().next().unwrap().trim_start_matches('\u{feff}');
        let head: Vec<&str> = head.split(',').map(|name| if name == from { to } else { name }).collect();
        let rest = table.split_once('\n').unwrap().1;
        fs::write(at.join("a.csv"), format!("{}\n{rest}", head.join(","))).unwrap();
    };
    // Without latitudes it says nothing of the points: the rows are taken as they are.
    renamed("lat", "latitude_was");
    let (code, said) = taken(at, &["a.csv"]);
    assert!(code == Some(0) && !said.contains("only one of lon and lat"), "{said}");
    renamed("notes", "title");
    let (code, said) = taken(at, &["a.csv"]);
    assert!(code == Some(2) && said.contains("two columns are called 'title'") && said.contains("rename"), "{said}");
    assert!(incidents(at) == before);
}
