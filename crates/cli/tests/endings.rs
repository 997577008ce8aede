//! The format of an output is that of the ending of its name, unless an option names one.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;
use std::path::Path;

use support::{marz, text};

/// The beginning of what a command writes to a file.
fn written(folder: &Path, args: &[&str], output: &str) -> String {
    let out = marz(folder, &[args, &["--quiet", "--output", output]].concat());
    assert!(out.status.success(), "{args:?} {output}: {}", text(&out.stderr));
    let bytes = fs::read(folder.join(output)).unwrap();
    String::from_utf8_lossy(&bytes[..bytes.len().min(24)]).into_owned()
}

#[test]
fn the_ending_names_the_format() {
    let folder = tempfile::tempdir().unwrap();
    for (args, output, begins) in [
        (&["measure"][..], "m.csv", "id,lon,lat"),
        (&["measure"], "m.CSV", "id,lon,lat"),
        (&["report"], "r.docx", "PK"),
        (&["measure"], "m.xlsx", "PK"),
        (&["measure"], "m.gpkg", "SQLite format 3"),
        (&["measure"], "m.fgb", "fgb"),
        (&["measure"], "m.parquet", "PAR1"),
        (&["measure"], "m.kml", "<?xml"),
        (&["analyse"], "a.xlsx", "PK"),
        (&["bands"], "b.xlsx", "PK"),
        (&["grid", "prio", "--country", "BEL"], "g.xlsx", "PK"),
        (&["measure"], "m.json", "[\n{\"id\""),
        (&["measure"], "m.jsonl", "{\"id\""),
        (&["measure"], "m.geojson", "{\"type\":\"Feature"),
        (&["export"], "e.gpkg", "SQLite format 3"),
        (&["export"], "e.fgb", "fgb"),
        (&["export"], "e.kml", "<?xml"),
        (&["export"], "e.parquet", "PAR1"),
        (&["export", "--layer", "places"], "p.geojsons", "\u{1e}{\"type\""),
        (&["analyse"], "a.json", "{"),
        (&["bands"], "b.csv", "to,by"),
        (&["version"], "v.json", "{"),
        (&["check"], "c.json", "{"),
        (&["grid", "prio", "--country", "BEL"], "g.parquet", "PAR1"),
        (&["border", "diff", "BRA-VEN@2026c", "BRA-VEN"], "d.geojson", "{\"type\""),
        // An option says otherwise; there is no ending; two hyphens end the options.
        (&["measure", "--format", "csv"], "m.json", "id,lon,lat"),
        (&["measure"], "m", "id "),
    ] {
        let found = written(folder.path(), args, output);
        assert!(found.starts_with(begins), "{args:?} {output}: {found:?}");
    }
    fs::write(folder.path().join("points.csv"), "id,lon,lat\na,68.8,38.5\n").unwrap();
    let out = marz(folder.path(), &["measure", "--output", "n.ndjson", "--", "points.csv"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert!(fs::read_to_string(folder.path().join("n.ndjson")).unwrap().starts_with("{\"id\":\"a\""));
}

#[test]
fn an_ending_that_the_command_does_not_write_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (args, output, fit) in [
        (&["measure"][..], "m.ods", ".xlsx"),
        (&["analyse"], "a.geojson", ".csv"),
        (&["export"], "e.shp", ".gpkg"),
        (&["report"], "r.doc", ".html, .md, .docx"),
        (&["grid", "prio"], "g.json", ".parquet"),
        (&["border", "diff", "BRA-VEN@2026c", "BRA-VEN"], "d.gpkg", ".geojson"),
    ] {
        let out = marz(folder.path(), &[args, &["--output", output]].concat());
        let said = text(&out.stderr);
        assert!(out.status.code() == Some(2) && said.contains(fit) && said.contains("the ending"), "{args:?}: {said}");
        assert!(!folder.path().join(output).exists(), "{args:?}");
    }
}
