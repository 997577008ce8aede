//! Edits of an exported file come back: taken, in conflict, refused or computed, and each said.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use rusqlite::Connection;
use serde_json::{Value, json};
use support::{dossier, incidents, marz, text};

const CLASH: &str = "2025-08-24-dovang-clash";
const TWIN: &str = "2025-08-25-agency";
/// The first record of the data.
const FIRST: &str = "2021-06-22-sher-khan-bandar-capture";

/// The dossier with an export of it beside it.
fn exported(options: &[&str]) -> tempfile::TempDir {
    let folder = dossier();
    let args = [&["export", "--quiet", "--to", "gpkg", "--output", "case.gpkg"], options].concat();
    let out = marz(folder.path(), &args);
    assert!(out.status.success(), "{}", text(&out.stderr));
    folder
}

/// The file as another program opens it: its triggers call functions that only GIS programs have.
fn opened(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    let triggers: Vec<String> = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    triggers.iter().for_each(|name| db.execute_batch(&format!("DROP TRIGGER \"{name}\"")).unwrap());
    db
}

fn edit(folder: &Path, sql: &str) {
    opened(&folder.join("case.gpkg")).execute_batch(sql).unwrap();
}

/// A point as a GeoPackage has it, in hexadecimal digits for SQL.
fn point(lon: f64, lat: f64) -> String {
    let mut bytes = b"GP\0\x01".to_vec();
    bytes.extend(4326_i32.to_le_bytes());
    bytes.extend([1, 1, 0, 0, 0]);
    [lon, lat].iter().for_each(|v| bytes.extend(v.to_le_bytes()));
    let digits: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    format!("x'{digits}'")
}

fn taken(folder: &Path, options: &[&str]) -> (Output, String) {
    let args = [&["import", "edits", "case.gpkg", "--by", "A. Editor"], options].concat();
    let out = marz(folder, &args);
    let said = text(&out.stderr);
    (out, said)
}

fn stored(folder: &Path, file: &str, id: &str) -> Option<Value> {
    let all: Value = serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap();
    all["features"].as_array().unwrap().iter().find(|f| f["id"] == id).cloned()
}

fn record(folder: &Path, id: &str) -> Option<Value> {
    stored(folder, "data/incidents.geojson", id)
}

/// Changes a stored record as a person does who edits the dossier meanwhile.
fn changed_here(folder: &Path, id: &str, change: impl Fn(&mut Value)) {
    let path = folder.join("data/incidents.geojson");
    let mut all: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    all["features"].as_array_mut().unwrap().iter_mut().filter(|f| f["id"] == id).for_each(change);
    fs::write(path, format!("{all:#}\n")).unwrap();
}

#[test]
fn points_fields_new_rows_and_deleted_ones_are_taken_and_undone_as_one() {
    let folder = exported(&[]);
    let at = folder.path();
    let before = incidents(at);
    edit(
        at,
        &format!(
            "UPDATE incidents SET title = 'A better title', killed_max = 9, tags = 'one; two' WHERE id = '{CLASH}';
             UPDATE incidents SET geom = {} WHERE id = '{CLASH}';
             DELETE FROM incidents WHERE id = '{TWIN}';
             INSERT INTO incidents (geom, title, category, date, place, status, sources, killed_min)
               VALUES ({}, 'Shots at the bridge', 'clash', '2025-09', 'The bridge', 'one_side', 'A paper https://p.org/1 2025-09-03', 1);",
            point(70.25, 37.625),
            point(70.5, 37.5)
        ),
    );
    let (out, said) = taken(at, &["--dry-run"]);
    assert_eq!((out.status.code(), incidents(at) == before), (Some(0), true), "{said}");
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(0), "{said}");
    for line in [
        format!("changed   {CLASH}  title: "),
        format!("deleted   {TWIN}"),
        "added     2025-09-01-shots-at-the-bridge".to_owned(),
        "incidents: 3 rows read: 1 unchanged, 1 changed in 4 columns, 1 added; 1 rows gone from the file: 1 deleted"
            .to_owned(),
        "places: 74 rows read: 74 unchanged".to_owned(),
    ] {
        assert!(said.contains(&line), "{line}: {said}");
    }
    let clash = record(at, CLASH).unwrap();
    assert_eq!(clash["geometry"]["coordinates"], json!([70.25, 37.625]));
    let p = &clash["properties"];
    assert_eq!(
        (&p["title"], &p["killed"]["max"], &p["tags"]),
        (&json!("A better title"), &json!(9), &json!(["one", "two"]))
    );
    let history = &p["history"][0];
    assert_eq!((&history["by"], &history["file"]), (&json!("A. Editor"), &json!("case.gpkg")));
    assert_eq!(history["columns"], json!(["killed_max", "position", "tags", "title"]));
    assert_eq!(history["sha256"].as_str().unwrap().len(), 64);
    assert!(record(at, TWIN).is_none());
    let new = record(at, "2025-09-01-shots-at-the-bridge").unwrap();
    assert_eq!(new["properties"]["sources"][0]["publisher"], "A paper");
    assert_eq!(
        (&new["properties"]["location"]["extent"], &new["properties"]["killed"]["best"]),
        (&json!("point"), &Value::Null)
    );
    assert!(marz(at, &["check"]).status.code() < Some(2), "{}", text(&marz(at, &["check"]).stderr));
    // Once more: all of it is here already.
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(0), "{said}");
    let same =
        "incidents: 3 rows read: 1 unchanged, 2 the same here already; 1 rows gone from the file: 1 gone here already";
    assert!(said.contains(same) && said.contains("nothing was written"), "{said}");
    assert!(marz(at, &["undo"]).status.success());
    assert!(incidents(at) == before);
}

#[test]
fn what_both_changed_waits_until_somebody_chooses() {
    for (options, code, title, status_note) in [
        (&[][..], 1, "Ours", None),
        (&["--ours"], 0, "Ours", Some("from the file")),
        (&["--theirs"], 0, "Theirs", Some("from the file")),
    ] {
        let folder = exported(&[]);
        let at = folder.path();
        edit(at, &format!("UPDATE incidents SET title = 'Theirs', status_note = 'from the file' WHERE id = '{CLASH}'"));
        edit(at, &format!("UPDATE incidents SET title = 'Of the file alone' WHERE id = '{TWIN}'"));
        changed_here(at, CLASH, |f| {
            f["properties"]["title"] = "Ours".into();
            f["properties"]["summary"] = "Ours alone.".into();
        });
        let (out, said) = taken(at, options);
        assert_eq!(out.status.code(), Some(code), "{options:?} {said}");
        assert!(said.contains(&format!("conflict  {CLASH}  title: exported '")), "{said}");
        assert!(said.contains("yours 'Ours', the file 'Theirs'"), "{said}");
        let p = &record(at, CLASH).unwrap()["properties"];
        assert_eq!((&p["title"], &p["summary"]), (&json!(title), &json!("Ours alone.")), "{options:?}");
        assert_eq!(p["status_note"].as_str().filter(|n| *n == "from the file"), status_note, "{options:?}");
        assert_eq!(record(at, TWIN).unwrap()["properties"]["title"], "Of the file alone");
    }
}

#[test]
fn a_deletion_and_a_change_are_a_conflict_either_way() {
    let folder = exported(&[]);
    let at = folder.path();
    edit(
        at,
        &format!("DELETE FROM incidents WHERE id = '{CLASH}'; UPDATE incidents SET title = 'x' WHERE id = '{TWIN}'"),
    );
    let text_before = incidents(at);
    let mut all: Value = serde_json::from_str(&text_before).unwrap();
    let features = all["features"].as_array_mut().unwrap();
    features.retain(|f| f["id"] != TWIN);
    features.iter_mut().filter(|f| f["id"] == CLASH).for_each(|f| f["properties"]["title"] = "Ours".into());
    fs::write(at.join("data/incidents.geojson"), format!("{all:#}\n")).unwrap();
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.contains(&format!("conflict  {CLASH}  title: deleted in the file")), "{said}");
    assert!(said.contains(&format!("conflict  {TWIN}  title: deleted here")), "{said}");
    assert!(
        said.contains("1 in conflict, nothing taken; 1 rows gone from the file: 1 in conflict, nothing deleted"),
        "{said}"
    );
    let (out, said) = taken(at, &["--theirs"]);
    // The row has sources without their publishers: a record cannot be made of it again, and that is said.
    assert!(record(at, CLASH).is_none(), "{said}");
    assert!(
        record(at, TWIN).is_some()
            || (out.status.code() == Some(1) && said.contains("refused   2025-08-25-agency  sources:")),
        "{said}"
    );
}

#[test]
fn computed_cells_and_layers_are_listed_and_not_taken() {
    let folder = exported(&[]);
    let at = folder.path();
    let before = (incidents(at), fs::read(at.join("data/places.geojson")).unwrap());
    edit(
        at,
        &format!(
            "UPDATE incidents SET distance_m = 1, side = 'left', date_begin = '2020-01-01' WHERE id = '{CLASH}';
             UPDATE border_km SET accuracy_m = 1 WHERE id = '120';
             DELETE FROM border_km WHERE id = '130';
             UPDATE border SET name = 'Another';
             ALTER TABLE incidents ADD COLUMN colour TEXT;
             UPDATE incidents SET colour = 'red';"
        ),
    );
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(0), "{said}");
    for line in [
        format!("computed  {CLASH}  distance_m: "),
        format!("computed  {CLASH}  date_begin: '2025-08-24' -> '2020-01-01'; not taken"),
        "computed  border_km 120  accuracy_m: ".to_owned(),
        "computed  border_km 130  gone from the file; it stays".to_owned(),
        "column    incidents.colour is no field of a record: 3 values are not taken".to_owned(),
        "layer     border was edited; nothing of it is taken".to_owned(),
        "3 computed cells edited and not taken".to_owned(),
        "nothing was written".to_owned(),
    ] {
        assert!(said.contains(&line), "{line}: {said}");
    }
    assert!(before == (incidents(at), fs::read(at.join("data/places.geojson")).unwrap()));
}

#[test]
fn the_centre_of_a_cell_never_takes_the_place_of_the_true_point() {
    let folder = exported(&["--coarsen", "10km"]);
    let at = folder.path();
    let before = record(at, CLASH).unwrap();
    edit(at, &format!("UPDATE incidents SET title = 'A better title', geom = geom WHERE id = '{CLASH}'"));
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert!(said.contains("1 changed in 1 column"), "{said}");
    let mut after = record(at, CLASH).unwrap();
    assert_eq!(after["properties"]["title"], "A better title");
    after["properties"]["title"] = before["properties"]["title"].clone();
    after["properties"].as_object_mut().unwrap().remove("history");
    assert_eq!(after, before);
    // A deletion is one although the dossier has the exact point.
    edit(at, &format!("DELETE FROM incidents WHERE id = '{TWIN}'"));
    let (_, said) = taken(at, &[]);
    assert!(said.contains(&format!("deleted   {TWIN}")), "{said}");
}

#[test]
fn what_was_never_in_the_file_is_not_deleted_and_nothing_tells_of_it() {
    let folder = exported(&["--without", TWIN, "--coarsen", "10km"]);
    let at = folder.path();
    let bytes = fs::read(at.join("case.gpkg")).unwrap();
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    assert!(!holds(TWIN.as_bytes()) && !holds(b"70.2,37.5") && !holds(b"marz-edition-"));
    edit(at, "DELETE FROM incidents");
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert!(said.contains("2 deleted") && record(at, TWIN).is_some() && record(at, CLASH).is_none(), "{said}");
}

#[test]
fn edits_that_wait_in_a_wal_are_read_and_nothing_is_written_beside_the_file() {
    let folder = exported(&[]);
    let at = folder.path();
    let db = opened(&at.join("case.gpkg"));
    let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    db.execute_batch(&format!("UPDATE incidents SET title = 'In the wal' WHERE id = '{CLASH}'")).unwrap();
    assert!(fs::metadata(at.join("case.gpkg-wal")).unwrap().len() > 0);
    let main = fs::read(at.join("case.gpkg")).unwrap();
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert_eq!(record(at, CLASH).unwrap()["properties"]["title"], "In the wal");
    assert!(said.contains("edits that wait in its -wal are read") && main == fs::read(at.join("case.gpkg")).unwrap());
    drop(db);
}

#[test]
fn a_file_without_its_base_or_of_another_dossier_is_refused_with_the_reason() {
    let folder = exported(&[]);
    let at = folder.path();
    let manifest = fs::read_to_string(at.join("marz.toml")).unwrap();
    fs::write(at.join("marz.toml"), manifest.replace("A test", "Another")).unwrap();
    let (out, said) = taken(at, &[]);
    assert!(
        out.status.code() == Some(2) && said.contains("its title is 'A test', and that of this one is 'Another'"),
        "{said}"
    );
    fs::write(at.join("marz.toml"), &manifest).unwrap();
    let all = incidents(at);
    for (n, id) in (0..).zip([CLASH, TWIN, FIRST]) {
        changed_here(at, id, |f| f["id"] = format!("other-{n}").into());
    }
    let (out, said) = taken(at, &[]);
    assert!(out.status.code() == Some(2) && said.contains("none of its 3 incidents is in this one"), "{said}");
    fs::write(at.join("data/incidents.geojson"), &all).unwrap();
    edit(at, "DROP TABLE marz_base");
    let (out, said) = taken(at, &[]);
    assert!(out.status.code() == Some(2) && said.contains("it has no table marz_base"), "{said}");
    fs::write(at.join("case.gpkg"), "no database").unwrap();
    let (out, said) = taken(at, &[]);
    assert!(out.status.code() == Some(2) && said.contains("no GeoPackage that can be read"), "{said}");
    assert!(incidents(at) == all);
}

#[test]
fn rows_that_cannot_be_read_are_refused_and_the_others_taken() {
    let folder = exported(&[]);
    let at = folder.path();
    let before = record(at, CLASH).unwrap();
    edit(
        at,
        &format!(
            "UPDATE incidents SET category = 'skirmish', title = 'x' WHERE id = '{CLASH}';
             UPDATE incidents SET title = 'Taken' WHERE id = '{TWIN}';
             INSERT INTO incidents (title, category) VALUES ('Half a record', 'clash');
             CREATE TEMP TABLE copy AS SELECT * FROM incidents WHERE id = '{TWIN}';
             UPDATE copy SET fid = 90;
             INSERT INTO incidents SELECT * FROM copy;"
        ),
    );
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(1), "{said}");
    for line in [
        format!("refused   {CLASH}  category: "),
        "smuggling_clash".to_owned(),
        "a new record needs date, place, status, sources".to_owned(),
        format!("refused   row 90 ({TWIN})  the id '{TWIN}' stands in 2 rows"),
        "5 rows read: 1 unchanged, 1 changed in 1 column, 3 refused".to_owned(),
    ] {
        assert!(said.contains(&line), "{line}: {said}");
    }
    assert_eq!(record(at, CLASH).unwrap(), before);
    assert_eq!(record(at, TWIN).unwrap()["properties"]["title"], "Taken");
}

#[test]
fn a_changed_id_is_a_deletion_and_a_new_record_and_is_said() {
    let folder = exported(&[]);
    let at = folder.path();
    edit(at, &format!("UPDATE incidents SET id = 'renamed', sources = 'A paper https://p.org/1' WHERE id = '{TWIN}'"));
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert!(
        said.contains(&format!("'{TWIN}' was changed to 'renamed': that deletes the one and adds the other")),
        "{said}"
    );
    assert!(record(at, TWIN).is_none() && record(at, "renamed").is_some());
}

#[test]
fn where_a_record_could_not_be_used_afterwards_nothing_is_written() {
    let folder = exported(&[]);
    let at = folder.path();
    let before = incidents(at);
    edit(
        at,
        &format!(
            "UPDATE incidents SET killed_min = 9, killed_best = NULL, killed_max = 3 WHERE id = '{CLASH}';
             UPDATE incidents SET title = 'x' WHERE id = '{TWIN}'"
        ),
    );
    let (out, said) = taken(at, &[]);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("'min' is larger than 'max'") && said.contains("nothing was written"), "{said}");
    assert!(incidents(at) == before);
}

#[test]
fn places_come_back_from_the_folder_of_a_package_in_the_same_step() {
    let folder = dossier();
    let at = folder.path();
    let before = (incidents(at), fs::read_to_string(at.join("data/places.geojson")).unwrap());
    assert!(marz(at, &["export", "--quiet", "--to", "qgis", "--output", "qgis"]).status.success());
    let db = opened(&at.join("qgis/marz.gpkg"));
    let ids: Vec<String> = db
        .prepare("SELECT id FROM places ORDER BY fid LIMIT 2")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let (first, second) = (&ids[0], &ids[1]);
    db.execute_batch(&format!(
        "UPDATE places SET name_ru = 'Новое имя', variants = 'A; B', population = 12, geom = {} WHERE id = '{first}';
         DELETE FROM places WHERE id = '{second}';
         INSERT INTO places (geom, kind, country, name_en) VALUES ({}, 'village', 'TJ', 'New Village');
         UPDATE incidents SET title = 'x' WHERE id = '{CLASH}';",
        point(70.1, 37.6),
        point(70.2, 37.7)
    ))
    .unwrap();
    drop(db);
    let out = marz(at, &["import", "edits", "qgis"]);
    let said = text(&out.stderr);
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert!(
        said.contains(
            "places: 74 rows read: 72 unchanged, 1 changed in 4 columns, 1 added; 1 rows gone from the file: 1 deleted"
        ),
        "{said}"
    );
    let place = |id: &str| stored(at, "data/places.geojson", id);
    let changed = place(first).unwrap();
    assert_eq!(changed["geometry"]["coordinates"], json!([70.1, 37.6]));
    assert_eq!(
        (&changed["properties"]["names"]["ru"], &changed["properties"]["population"]),
        (&json!("Новое имя"), &json!(12))
    );
    assert!(place(second).is_none());
    assert_eq!(place("new-village").unwrap()["properties"]["rank"], 9);
    assert_eq!(record(at, CLASH).unwrap()["properties"]["title"], "x");
    assert!(marz(at, &["undo"]).status.success());
    assert!(before == (incidents(at), fs::read_to_string(at.join("data/places.geojson")).unwrap()));
}
