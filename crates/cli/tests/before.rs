//! A dossier of marz 0.1.0 with its recipes, its seal and the command lines of its scripts: all of it works as it did.
//!
//! `tests/before/dossier` was sealed, and `columns.txt` and `commands.txt` were made, with that version. They are no goldens: where
//! a key, an option or a column has to change, the old one is still read, and these files stay as they are.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

mod support;

use rusqlite::Connection;
use support::{copy, marz, text};

fn stored() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/before")
}

fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&stored().join("dossier"), folder.path());
    folder
}

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|r| r.unwrap().iter().map(|c| c.trim_start_matches('\u{feff}').to_owned()).collect()).collect()
}

/// Every command line of before ends with the exit code of before, and writes the file that it names.
#[test]
fn the_command_lines_of_before_work() {
    let folder = dossier();
    let lines = fs::read_to_string(stored().join("commands.txt")).unwrap();
    let mut wrong = Vec::new();
    for line in lines.lines() {
        let (code, line) = line.split_once(' ').unwrap();
        let args: Vec<&str> = line.split(' ').collect();
        let out = marz(folder.path(), &args);
        if out.status.code() != Some(code.parse().unwrap()) {
            wrong.push(format!("{line}: {:?}, not {code}: {}", out.status.code(), text(&out.stderr)));
        }
        let file = args.iter().position(|a| *a == "--output").map(|i| folder.path().join(args[i + 1]));
        if file.is_some_and(|f| !f.exists()) {
            wrong.push(format!("{line}: nothing written"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lines.lines().count() > 45);
}

/// Columns keep their names and their order; new ones stand at the end.
#[test]
fn the_columns_of_before_come_first() {
    let folder = dossier();
    let out = marz(folder.path(), &["export", "--quiet", "--to", "gpkg", "--output", "case.gpkg"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let package = Connection::open(folder.path().join("case.gpkg")).unwrap();
    let columns = fs::read_to_string(stored().join("columns.txt")).unwrap();
    let mut tables: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in columns.lines() {
        match line.strip_prefix("  ") {
            Some(column) => tables.last_mut().unwrap().1.push(column),
            None => tables.push((line, Vec::new())),
        }
    }
    assert_eq!(tables.len(), 11);
    for (table, expected) in tables {
        let found: Vec<String> = if let Some(layer) = table.strip_prefix("gpkg ") {
            let mut statement = package.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
            statement.query_map([layer], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        } else {
            let args: Vec<&str> = table.split(' ').collect();
            csv_rows(&marz(folder.path(), &args).stdout).remove(0)
        };
        assert!(found.len() >= expected.len(), "{table}: {found:?}");
        assert_eq!(found[..expected.len()], expected, "{table}");
    }
}

/// How far a measured value may be from that of before, which was found in another way to the same accuracy; `None` for what stays.
fn tolerance(column: &str, radius_m: f64) -> Option<f64> {
    match column {
        "distance_max_m" => Some(radius_m / 1_000.0 + 1.0),
        // Before, the range was that of a grid, which missed some of it.
        "border_km_min" | "border_km_max" => Some(0.05 * radius_m / 1_000.0),
        p if p.starts_with("p_") => Some(0.005),
        _ => None,
    }
}

/// Every figure, table and report of before is built, and the measured values are those of before, within their accuracy.
#[test]
fn what_was_built_is_built_again() {
    let folder = dossier();
    let out = marz(folder.path(), &["build", "--output", "again"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    for file in [
        "maps/overview.svg",
        "maps/overview.png",
        "maps/around.svg",
        "maps/strip.svg",
        "maps/strip-years.svg",
        "maps/timeline.svg",
        "maps/multiples.svg",
        "maps/measured.geojson",
        "out/report.html",
        "out/marz.gpkg",
        "out/marz.qgz",
    ] {
        assert!(folder.path().join("again").join(file).exists(), "{file}");
    }
    let table = |file: &str| csv_rows(&fs::read(folder.path().join(file)).unwrap());
    let (expected, found) = (table("maps/measured.csv"), table("again/maps/measured.csv"));
    assert_eq!(expected.len(), found.len());
    let header = &expected[0];
    let radius = header.iter().position(|column| column == "radius_m").unwrap();
    for (old, new) in expected.iter().zip(&found) {
        for ((column, before), now) in header.iter().zip(old).zip(new) {
            let numbers = (before.parse::<f64>(), now.parse::<f64>(), old[radius].parse());
            let is_near = match numbers {
                (Ok(a), Ok(b), Ok(r)) => tolerance(column, r).is_some_and(|most| (a - b).abs() <= most),
                _ => false,
            };
            assert!(before == now || is_near, "{column} of {}: {before} before, {now} now", old[0]);
        }
    }
    // Credits were in English in every language; who is credited is the same.
    let caption = |file: &str| {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        let words = [("Border ©", "Сарҳад ©"), ("Incidents and places:", "Ҳодисаҳо ва ҷойҳо:")];
        words.iter().fold(text, |text, (before, now)| text.replace(before, now))
    };
    assert_eq!(caption("maps/overview.txt"), caption("again/maps/overview.txt"));
}

/// The seal of before holds, and finds a changed digit.
#[test]
fn the_seal_of_before_verifies() {
    let folder = dossier();
    let out = marz(folder.path(), &["verify"]);
    assert_eq!(out.status.code(), Some(0), "{}{}", text(&out.stdout), text(&out.stderr));
    let path = folder.path().join("data/incidents.geojson");
    let changed = fs::read_to_string(&path).unwrap().replacen("2025-08-24\"", "2025-08-25\"", 1);
    fs::write(&path, changed).unwrap();
    let out = marz(folder.path(), &["verify"]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    assert!(format!("{}{}", text(&out.stdout), text(&out.stderr)).contains("2025-08-24"));
}
