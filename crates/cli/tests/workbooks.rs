//! Tables as workbooks, read back by calamine: the values of the CSV, each with its type, and a sheet that explains them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use support::{dossier, marz, text};

/// A value as CSV has it, and its type in the workbook.
fn as_text(value: &Data) -> (String, &'static str) {
    match value {
        Data::Empty => (String::new(), "empty"),
        Data::String(text) => (text.clone(), "text"),
        Data::Float(number) => (number.to_string(), "number"),
        Data::Int(number) => (number.to_string(), "number"),
        Data::Bool(is_true) => (is_true.to_string(), "boolean"),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), "day")
        }
        other => panic!("{other:?}"),
    }
}

fn sheet(path: &Path, name: &str) -> Vec<Vec<(String, &'static str)>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(|row| row.iter().map(as_text).collect()).collect()
}

/// Runs a command that writes a file; what it says.
fn written(folder: &Path, args: &[&str]) -> String {
    let out = marz(folder, args);
    assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
    text(&out.stderr)
}

/// A part of a workbook.
fn part(path: &Path, name: &str) -> String {
    let mut book = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut out = String::new();
    book.by_name(name).unwrap().read_to_string(&mut out).unwrap();
    out
}

/// The values of a command's CSV stand in its workbook; returns the types of each column.
fn same_as_csv(args: &[&str], name: &str) -> BTreeMap<String, Vec<&'static str>> {
    let folder = tempfile::tempdir().unwrap();
    let (csv_path, book_path) = (folder.path().join("t.csv"), folder.path().join("t.xlsx"));
    written(folder.path(), &[args, &["--output", "t.csv"]].concat());
    written(folder.path(), &[args, &["--output", "t.xlsx"]].concat());
    let mut table = csv::ReaderBuilder::new().has_headers(false).from_path(csv_path).unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let found = sheet(&book_path, name);
    assert_eq!(found.len(), rows.len(), "{args:?}");
    let heads: Vec<String> = rows[0].iter().map(str::to_owned).collect();
    let without_unit = |head: &str| head.split(" (").next().unwrap().to_owned();
    assert_eq!(found[0].iter().map(|(head, _)| without_unit(head)).collect::<Vec<_>>(), heads);
    let mut types: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for (row, record) in found.iter().zip(&rows).skip(1) {
        for ((head, (value, kind)), cell) in heads.iter().zip(row).zip(record) {
            let is_same = match *kind {
                "number" => value.parse::<f64>().unwrap().to_bits() == cell.parse::<f64>().unwrap().to_bits(),
                _ => value == cell,
            };
            assert!(is_same, "{args:?}, {head}: {value:?} ({kind}) for {cell:?}");
            if *kind != "empty" {
                types.entry(head.clone()).or_default().push(kind);
            }
        }
    }
    types
}

#[test]
fn every_record_has_the_values_of_the_csv_and_their_types() {
    let types = same_as_csv(&["measure", "--keep", "--within", "5km"], "measured");
    let folder = tempfile::tempdir().unwrap();
    let out = marz(folder.path(), &["fields", "--within", "5km", "--format", "json"]);
    let fields: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let mut seen = 0;
    for field in fields["measured"].as_array().unwrap().iter().chain(fields["incidents"].as_array().unwrap()) {
        let name = field["name"].as_str().unwrap();
        let Some(found) = types.get(name) else { continue };
        let wanted: &[&str] = match field["kind"].as_str().unwrap() {
            "integer" | "real" => &["number"],
            "boolean" => &["boolean"],
            "date" => &["day"],
            // A whole day, or else the EDTF.
            _ if ["date", "reported_on"].contains(&name) => &["day", "text"],
            _ => &["text"],
        };
        assert!(found.iter().all(|kind| wanted.contains(kind)), "{name}: {found:?}");
        seen += 1;
    }
    assert!(seen > 40, "{seen}");
    assert!(["day", "text"].iter().all(|kind| types["date"].contains(kind)), "{:?}", types["date"]);
}

#[test]
fn the_other_tables_have_the_values_of_their_csv() {
    let types = same_as_csv(&["analyse"], "findings");
    assert!(types["killed_is_least"].iter().all(|kind| *kind == "boolean") && types["key"].contains(&"text"));
    let types = same_as_csv(&["bands"], "bands");
    assert!(types["expected"].iter().chain(&types["within_m"]).all(|kind| *kind == "number"));
    let types = same_as_csv(&["grid", "prio", "--country", "TJK"], "grid");
    assert!(types["gid"].iter().chain(&types["distance_m"]).all(|kind| *kind == "number"));
}

#[test]
fn a_second_sheet_explains_the_columns_and_the_head_stays_in_sight() {
    let folder = dossier();
    let file = folder.path().join("data/incidents.geojson");
    let stored = fs::read_to_string(&file).unwrap();
    fs::write(&file, stored.replacen("\"licence\": \"ODbL-1.0\"", "\"licence\": \"CC-BY-4.0\"", 1)).unwrap();
    written(folder.path(), &["measure", "--keep", "--output", "t.xlsx"]);
    let path = folder.path().join("t.xlsx");
    let (table, fields) = (sheet(&path, "measured"), sheet(&path, "fields"));
    let mut explained = fields.iter().skip(1).map(|row| (row[0].0.as_str(), row[3].0.as_str()));
    for (head, _) in &table[0] {
        let (name, meaning) = explained.next().unwrap();
        assert!(head.split(" (").next().unwrap() == name && !meaning.is_empty(), "{head}: {name}, {meaning}");
    }
    let rest: BTreeMap<&str, &str> = explained.collect();
    assert_eq!((rest["dossier"], rest["date of the data"]), ("A test", "2025-08-25"));
    assert!(rest["border edition"].len() > 3 && rest["edition"].len() > 8, "{rest:?}");
    assert!(rest["distances"].contains("geodesic"), "{rest:?}");
    assert_eq!(rest["licence"], "CC-BY-4.0 AND ODbL-1.0");
    assert_eq!((table[0][1].0.as_str(), table[0][3].0.as_str()), ("lon (degrees)", "distance_m"));
    let xml = part(&path, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("ySplit=\"1\"") && xml.contains("state=\"frozen\"") && xml.contains("<autoFilter ref=\"A1:"));
    assert!(part(&path, "docProps/core.xml").contains("2025-08-25"), "not the day of the data");
    assert!(part(&path, "docProps/custom.xml").contains(rest["edition"]));
}

#[test]
fn the_same_data_give_the_same_bytes_also_to_stdout() {
    let folder = dossier();
    written(folder.path(), &["measure", "--output", "a.xlsx"]);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    written(folder.path(), &["measure", "--output", "b.xlsx"]);
    let [a, b] = ["a.xlsx", "b.xlsx"].map(|name| fs::read(folder.path().join(name)).unwrap());
    assert!(a == b && a.starts_with(b"PK"));
    assert!(marz(folder.path(), &["measure", "--format", "xlsx"]).stdout == a);
}

/// Rows wait beside the workbook; where nothing can be written the run ends with the reason, and nothing half stands there.
#[test]
fn a_folder_for_temporary_files_that_takes_none_ends_nothing_half_done() {
    let folder = dossier();
    let at = folder.path();
    fs::write(at.join("no-folder"), "").unwrap();
    let run = |args: &[&str]| support::program(at, args).env("TMPDIR", at.join("no-folder")).output().unwrap();
    let all = [&["measure"][..], &["analyse"], &["bands"], &["grid", "prio", "--country", "BEL"]];
    for args in all {
        let out = run(&[args, &["--output", "t.xlsx"]].concat());
        assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
        fs::remove_file(at.join("t.xlsx")).unwrap();
        let out = run(&[args, &["--format", "xlsx"]].concat());
        let said = text(&out.stderr);
        assert!(out.status.code() == Some(2) && out.stdout.is_empty(), "{args:?}: {said}");
        assert!(said.contains("cannot write") && said.contains("no-folder"), "{args:?}: {said}");
        // A device that takes nothing: the same, by the workbook itself.
        if cfg!(target_os = "linux") {
            let out = marz(at, &[args, &["--format", "xlsx", "--output", "/dev/full"]].concat());
            assert!(out.status.code() == Some(2) && text(&out.stderr).contains("/dev/full"), "{args:?}");
        }
    }
    let left: Vec<_> = fs::read_dir(at).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.ends_with(".xlsx") || name.starts_with(".marz-")), "{left:?}");
}

#[test]
fn the_cells_of_a_table_become_what_they_say_and_no_formula() {
    let folder = tempfile::tempdir().unwrap();
    let table = "id,lon,lat,code,count,day,month,note\n7,68.8,38.5,007,12,2025-08-24,2025-08,=1+1\n\
                 8,68.9,38.6,+1,1.50,1850-01-01,,\"a\u{1}b\nc _x0041_\"\n";
    fs::write(folder.path().join("p.csv"), table).unwrap();
    let said = written(folder.path(), &["measure", "p.csv", "--keep", "--output", "t.xlsx"]);
    let path = folder.path().join("t.xlsx");
    let found = sheet(&path, "measured");
    let cell = |row: usize, name: &str| {
        let at = found[0].iter().position(|(head, _)| head == name).unwrap();
        (found[row][at].0.as_str(), found[row][at].1)
    };
    let first = ["id", "code", "count", "day", "month", "note"].map(|name| cell(1, name));
    let wanted = [("7", "text"), ("007", "text"), ("12", "number"), ("2025-08-24", "day"), ("2025-08", "text")];
    assert_eq!(first[..5], wanted);
    assert_eq!(first[5], ("=1+1", "text"));
    assert_eq!(
        [cell(2, "code"), cell(2, "count"), cell(2, "day")],
        [("+1", "text"), ("1.50", "text"), ("1850-01-01", "text")]
    );
    assert_eq!(cell(2, "note"), ("a\u{FFFD}b\nc _x0041_", "text"));
    assert!(said.contains("t.xlsx: 1 control character"), "{said}");
    assert!(!part(&path, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn what_a_workbook_cannot_hold_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let point = serde_json::json!({"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [68.8, 38.5]},
        "properties": {"note": "x".repeat(32_768)}});
    let all = serde_json::json!({"type": "FeatureCollection", "features": [point]});
    fs::write(folder.path().join("p.geojson"), all.to_string()).unwrap();
    fs::write(folder.path().join("t.xlsx"), "as it was").unwrap();
    let out = marz(folder.path(), &["measure", "p.geojson", "--keep", "--output", "t.xlsx"]);
    let said = text(&out.stderr);
    assert!(out.status.code() == Some(2), "{said}");
    for part in ["t.xlsx: row 2, column note: 32768 characters", "32767", "--format csv"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(fs::read(folder.path().join("t.xlsx")).unwrap(), b"as it was");
    assert!(support::temporary(folder.path()).is_empty());
}
