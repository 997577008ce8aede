//! A sheet that comes again: rows that were corrected, put in, numbered anew or taken out, and headings that were changed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;

use serde_json::Value;

mod support;

use support::{marz, said};

/// The records of the dossier, in the order of its file.
fn records(folder: &Path) -> Vec<Value> {
    let bytes = fs::read(folder.join("d/data/incidents.geojson")).unwrap();
    serde_json::from_slice::<Value>(&bytes).unwrap()["features"].as_array().unwrap().clone()
}

/// A row of the sheet: date, place, what happened, dead.
type Row<'a> = [&'a str; 4];

const ROWS: [Row<'static>; 5] = [
    ["03/04/2026", "Zarumilla", "Shots at a post near the bridge", "2"],
    ["05/04/2026", "Huaquillas", "Two men arrested with arms", "0"],
    ["07/04/2026", "Zarumilla", "Shots at a post near the bridge", "1"],
    ["25/04/2026", "Macara", "Rocket fired over the river", "three"],
    ["28/04/2026", "Macara", "Meeting of commanders at the gate", "0"],
];

/// Writes a sheet whose rows have the ids that are given, in a column of this name.
fn sheet(file: &Path, heading: &str, rows: &[(&str, Row<'_>)]) {
    let mut text = format!("{heading},Date,Place,What happened,Type of event,Dead,lat,lon,radius_m\n");
    for (id, [date, place, what, dead]) in rows {
        text += &format!("{id},{date},{place},{what},shooting,{dead},-3.48,-80.24,1000\n");
    }
    fs::write(file, text).unwrap();
}

const NUMBERS: [&str; 5] = ["1", "2", "3", "4", "5"];

fn numbered(rows: &[Row<'static>]) -> Vec<(&'static str, Row<'static>)> {
    NUMBERS.into_iter().zip(rows.iter().copied()).collect()
}

/// Begins a dossier and imports a sheet by the mapping that is guessed; returns the mapping.
fn begun(folder: &Path) -> String {
    said(folder, 0, &["init", "d", "--border", "PER-ECU"]);
    fs::remove_file(folder.join("d/import/mapping.toml")).unwrap();
    said(folder, 0, &guess("a.csv"));
    said(folder, 0, &AGAIN);
    fs::read_to_string(folder.join("d/import/mapping.toml")).unwrap()
}

fn guess(file: &str) -> [&str; 8] {
    ["import", "table", file, "--guess", "--output", "d/import/mapping.toml", "--dossier", "d"]
}

const AGAIN: [&str; 10] = [
    "import",
    "table",
    "a.csv",
    "--table",
    "d/import/mapping.toml",
    "--into",
    "data/incidents.geojson",
    "--dossier",
    "d",
    "--yes",
];

#[test]
fn numbers_of_incidents_are_ids_and_a_sheet_numbered_anew_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (folder, file) = (home.path(), home.path().join("a.csv"));
    let mut rows = numbered(&ROWS);
    sheet(&file, "Inc. No.", &rows);
    let mapping = begun(folder);
    for words in [
        "id = \"Inc. No.\"",
        "it counts 1, 2, 3 …: each number is to stay with its incident",
        "date_order = \"day_first\"                 # 2 of the dates can only have it so; 3 could have either, such as 03/04/2026, and are read so too",
        "# 5 rows",
    ] {
        assert!(mapping.contains(words), "{words}: {mapping}");
    }
    // Date and toll are corrected; a row is gone.
    rows[2].1 = ["17/04/2026", "Zarumilla", "Shots at a post near the bridge", "5"];
    rows.remove(1);
    sheet(&file, "Inc. No.", &rows);
    said(folder, 0, &["set", "3", "killed=3", "--dossier", "d"]);
    let heard = said(folder, 0, &AGAIN);
    for words in [
        "changed   3  date",
        "conflict  3  killed",
        "to take the source's: marz set 3 killed=5",
        "gone      2  Two men arrested with arms (2026-04-05)",
        "marz set ID status=denied",
        "0 added, 1 changed in 1 field, 3 unchanged, 1 conflict, yours kept, 1 no longer at the source and kept here",
    ] {
        assert!(heard.contains(words), "{words}: {heard}");
    }
    assert_eq!(records(folder).len(), 5);
    // The same with the side of the source.
    said(folder, 0, &["undo", "--yes", "--dossier", "d"]);
    let heard = said(folder, 0, &[&AGAIN[..], &["--theirs"]].concat());
    assert!(heard.contains("changed   3  killed.best: 3 -> 5") && !heard.contains("conflict"), "{heard}");
    // A row is put in above, and all are numbered anew.
    let mut moved: Vec<Row<'_>> = vec![["01/04/2026", "Macara", "Road blocked", "0"]];
    moved.extend(rows.iter().map(|(_, row)| *row));
    sheet(&file, "Inc. No.", &numbered(&moved));
    let before = records(folder);
    let heard = said(folder, 2, &AGAIN);
    for words in ["tell another event than the record of that id", "numbered anew", "id = \"\" under [columns]"] {
        assert!(heard.contains(words), "{words}: {heard}");
    }
    assert_eq!(records(folder), before);
    // As it says: without the ids rows are found again by what they say.
    let mapping = folder.join("d/import/mapping.toml");
    let text = fs::read_to_string(&mapping).unwrap();
    let line = text.lines().find(|line| line.starts_with("id ")).unwrap();
    fs::write(&mapping, text.replace(line, "id = \"\"")).unwrap();
    let heard = said(folder, 0, &AGAIN);
    assert!(heard.contains("1 added, 0 changed in 0 fields, 4 unchanged"), "{heard}");
    assert_eq!(records(folder).len(), 6);
}

#[test]
fn a_column_that_counts_the_rows_is_no_id_and_a_corrected_row_is_found_where_it_stood() {
    let home = tempfile::tempdir().unwrap();
    let (folder, file) = (home.path(), home.path().join("a.csv"));
    sheet(&file, "S/N", &numbered(&ROWS));
    let mapping = begun(folder);
    assert!(mapping.contains("'S/N' counts the rows, and is not read for the id"), "{mapping}");
    assert!(mapping.contains("id = S/N"), "{mapping}");
    // Its date by ten days and its toll, between two rows that are as they were; and one more above them.
    let mut rows = vec![["01/04/2026", "Macara", "Road blocked", "0"]];
    rows.extend(ROWS);
    rows[3] = ["17/04/2026", "Zarumilla", "Shots at a post near the bridge", "5"];
    let numbers = ["1", "2", "3", "4", "5", "6"];
    sheet(&file, "S/N", &numbers.into_iter().zip(rows).collect::<Vec<_>>());
    let heard = said(folder, 0, &AGAIN);
    assert!(heard.contains("1 added, 1 changed in 4 fields, 4 unchanged"), "{heard}");
    assert_eq!(records(folder).len(), 6);
    // Codes and numbers with gaps do not count rows.
    for (heading, ids) in [("Nr.", ["7", "8", "9", "11", "12"]), ("N°", ["A-1", "A-2", "B-1", "B-2", "B-3"])] {
        sheet(&file, heading, &ids.into_iter().zip(ROWS).collect::<Vec<_>>());
        said(folder, 0, &guess("a.csv"));
        let mapping = fs::read_to_string(folder.join("d/import/mapping.toml")).unwrap();
        assert!(mapping.contains(&format!("id = \"{heading}\"")), "{mapping}");
    }
}

#[test]
fn a_sheet_that_is_read_by_other_columns_doubles_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (folder, file) = (home.path(), home.path().join("a.csv"));
    sheet(&file, "Inc. No.", &numbered(&ROWS));
    begun(folder);
    let before = records(folder);
    // Under another name with other headings, so that its columns are guessed anew; without its ids and places.
    let text = fs::read_to_string(&file).unwrap();
    let other =
        text.replace("Inc. No.,Date,Place,What happened,Type of event,Dead", "Nmbr,Dat,Plce,What occured,Tpe,Ded");
    fs::write(folder.join("a v2.csv"), other).unwrap();
    let heard = said(folder, 2, &["start", "d", "--sheet", "a v2.csv", "--yes"]);
    for words in
        ["of 5 new records have date and title of one that stands here under another id", "nothing was written"]
    {
        assert!(heard.contains(words), "{words}: {heard}");
    }
    assert_eq!(records(folder), before);
}

#[test]
fn breaks_within_a_cell_are_spaces_in_a_line_and_stay_in_a_text() {
    let home = tempfile::tempdir().unwrap();
    let text = "id,What,When,Summary,Dead,lat,lon,radius_m\r\n\
        a,\"Shots at a post\r\nnear the bridge\",2026-04-03,\"First.\r\nSecond.\",lots,-3.48,-80.24,1000\r\n";
    fs::write(home.path().join("a.csv"), text).unwrap();
    fs::write(home.path().join("m.toml"), "[columns]\ntitle = \"What\"\ndate = \"When\"\nkilled = \"Dead\"\n").unwrap();
    let out = marz(home.path(), &["import", "table", "a.csv", "--table", "m.toml"]);
    let stored: Value = serde_json::from_slice(&out.stdout).unwrap();
    let record = &stored["features"][0]["properties"];
    assert_eq!(record["title"], "Shots at a post near the bridge");
    assert_eq!(record["summary"], "First.\nSecond.");
    let heard = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(heard.contains("a: killed (column 'Dead'): ") && heard.contains("[a.csv:2]"), "{heard}");
}
