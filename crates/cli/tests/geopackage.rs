//! The GeoPackage dumped to text against a golden: its tables, what they say of themselves, and the first rows of each.
//!
//! `MARZ_BLESS=1 cargo test --test geopackage` writes the golden anew and fails: look at the difference before committing it.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

mod support;

use support::golden::assert_golden;
use support::{marz, text};

/// The rows of a query, a line each; long texts are cut, and of what is no text the length is given.
fn dumped(db: &Connection, query: &str) -> String {
    let mut statement = db.prepare(query).unwrap();
    let count = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut out = String::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |i: usize| match row.get_ref(i).unwrap() {
            ValueRef::Null => "∅".to_owned(),
            ValueRef::Integer(n) => n.to_string(),
            // Machines may differ in the last digits.
            ValueRef::Real(v) => format!("{v:.5}"),
            ValueRef::Text(text) => {
                let text = String::from_utf8_lossy(text).replace('\n', " ");
                let cut: String = text.chars().take(120).collect();
                if cut.len() < text.len() { format!("{cut}… ({})", text.chars().count()) } else { cut }
            }
            ValueRef::Blob(bytes) => format!("<{} bytes>", bytes.len()),
        };
        let cells: Vec<String> = (0..count).map(cell).collect();
        writeln!(out, "  {}", cells.join(" | ")).unwrap();
    }
    out
}

#[test]
fn the_geopackage_holds_what_it_held() {
    let folder = tempfile::tempdir().unwrap();
    let out = marz(folder.path(), &["export", "--quiet", "--to", "gpkg", "--output", "case.gpkg"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let db = Connection::open_with_flags(folder.path().join("case.gpkg"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut found = String::new();
    for (title, query) in [
        ("tables", "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"),
        ("systems", "SELECT srs_name, srs_id, organization FROM gpkg_spatial_ref_sys ORDER BY srs_id"),
        ("contents", "SELECT * FROM gpkg_contents ORDER BY table_name"),
        ("geometries", "SELECT * FROM gpkg_geometry_columns ORDER BY table_name"),
        ("extensions", "SELECT * FROM gpkg_extensions ORDER BY 1, 2, 3"),
        ("fields", "SELECT table_name, column_name, description FROM gpkg_data_columns ORDER BY 1, rowid"),
        ("metadata", "SELECT * FROM gpkg_metadata ORDER BY id"),
        ("references", "SELECT * FROM gpkg_metadata_reference ORDER BY md_file_id"),
        (
            "styles",
            "SELECT f_table_schema, f_table_name, f_geometry_column, useAsDefault, update_time, styleQML FROM layer_styles",
        ),
    ] {
        write!(found, "{title}\n{}", dumped(&db, query)).unwrap();
    }
    let mut layers = db.prepare("SELECT table_name FROM gpkg_geometry_columns ORDER BY 1").unwrap();
    let names: Vec<String> = layers.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in &names {
        write!(found, "{name}\n{}", dumped(&db, &format!("SELECT * FROM \"{name}\" ORDER BY fid LIMIT 2"))).unwrap();
        found.push_str(&dumped(&db, &format!("SELECT count(*), count(geom) FROM \"{name}\"")));
    }
    assert_golden(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures/geopackage.txt"), &found);
    assert_eq!(names.len(), 11);
}

#[test]
fn each_layer_states_the_licence_of_its_own_data() {
    let folder = support::dossier();
    for (name, licence) in [("incidents", "CC-BY-4.0"), ("places", "CC0-1.0")] {
        let file = folder.path().join(format!("data/{name}.geojson"));
        let mut own: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        own["licence"] = licence.into();
        own["attribution"] = format!("Ours: {name}").into();
        std::fs::write(&file, own.to_string()).unwrap();
    }
    let written = |args: &[&str], name: &str| {
        let out = marz(folder.path(), &[args, &["--quiet", "--output", name]].concat());
        assert!(out.status.success(), "{args:?}: {}", text(&out.stderr));
        folder.path().join(name)
    };
    let metadata = |args: &[&str]| {
        let path = written(args, "case.gpkg");
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut statement = db.prepare("SELECT metadata FROM gpkg_metadata ORDER BY id").unwrap();
        let texts = statement.query_map([], |row| row.get(0)).unwrap();
        texts.map(Result::unwrap).collect::<Vec<String>>().join("\n")
    };
    let found = metadata(&["export", "--to", "gpkg"]);
    assert!(found.contains("Incidents. Licence: CC-BY-4.0 AND ODbL-1.0. Credit"), "{found}");
    assert!(found.contains("Places. Licence: CC0-1.0. Credit: Ours: places"), "{found}");
    assert!(found.contains("Border kilometres. Licence: ODbL-1.0. Credit"), "{found}");
    let both = "Ours: incidents. Border © OpenStreetMap contributors (ODbL)";
    let found = metadata(&["measure"]);
    assert!(found.contains(&format!("Licence: CC-BY-4.0 AND ODbL-1.0. Credit: {both}")), "{found}");
    for args in [&["export", "--to", "kml"][..], &["measure"]] {
        let found = std::fs::read_to_string(written(args, "case.kml")).unwrap();
        assert!(found.contains(&format!("<description>{both}. Licence: CC-BY-4.0 AND ODbL-1.0")), "{args:?}: {found}");
    }
    for (args, licence, credit) in [
        (&["export", "--to", "geojson", "--layer", "places"][..], "CC0-1.0", "Ours: places"),
        (&["export", "--to", "geojson"], "CC-BY-4.0 AND ODbL-1.0", "Ours: incidents"),
        (&["measure"], "CC-BY-4.0 AND ODbL-1.0", both),
    ] {
        let found = std::fs::read(written(args, "case.geojson")).unwrap();
        let found: serde_json::Value = serde_json::from_slice(&found).unwrap();
        assert_eq!((&found["licence"], &found["attribution"]), (&licence.into(), &credit.into()), "{args:?}");
    }
    // Points that are no dossier's have the credit of the border alone.
    std::fs::write(folder.path().join("p.csv"), "id,lon,lat\na,70,37.5\n").unwrap();
    let found = metadata(&["measure", "p.csv"]);
    assert!(found.contains("Licence: ODbL-1.0. Credit: Border ©"), "{found}");
}
