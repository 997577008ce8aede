//! Points and lines out of the files of other programs: the same as out of GeoJSON, and what is broken is said.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;

use support::{marz, program, root, text};

mod support;

/// The files that hold the three points of `p.geojson`.
const FILES: [&str; 13] = [
    "p.gpkg",
    "two.gpkg#second",
    "utm.gpkg",
    "u.shp",
    "u.zip",
    "p.kml",
    "p.kmz",
    "p.fgb",
    "p.parquet",
    "utm.parquet",
    "ga.parquet",
    "p2.gpx",
    "p.geojsonl",
];

/// A folder with all of them.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(root().join("crates/cli/tests/vector")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let file = fs::File::open(folder.path().join("geopackages.zip")).unwrap();
    zip::ZipArchive::new(file).unwrap().extract(folder.path()).unwrap();
    let all: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("p.geojson")).unwrap()).unwrap();
    let lines: Vec<String> = all["features"].as_array().unwrap().iter().map(|f| format!("\u{1e}{f}\n")).collect();
    fs::write(folder.path().join("p.geojsonl"), lines.concat()).unwrap();
    folder
}

/// The rows of a CSV by name, without the id, which is the feature's where it has one.
fn rows(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv);
    let wanted = ["lon", "lat", "distance_m", "border_km", "name"];
    let at: Vec<usize> =
        reader.headers().unwrap().iter().enumerate().filter(|(_, h)| wanted.contains(h)).map(|(i, _)| i).collect();
    let row = |r: csv::StringRecord| at.iter().map(|i| r[*i].to_owned()).collect();
    // The index of a FlatGeobuf has an order of its own.
    let mut all: Vec<Vec<String>> = reader.records().map(|r| row(r.unwrap())).collect();
    all.sort();
    all
}

#[test]
fn every_kind_of_file_gives_the_same_points_to_the_last_digit() {
    let folder = folder();
    let measured = |file: &str| {
        let out = marz(folder.path(), &["measure", file, "--keep", "--format", "csv"]);
        assert_eq!(out.status.code(), Some(0), "{file}: {}", text(&out.stderr));
        out.stdout
    };
    let reference = rows(&measured("p.geojson"));
    assert_eq!(reference.len(), 3);
    for file in FILES {
        assert_eq!(rows(&measured(file)), reference, "{file}");
    }
    // A field of the file is there under its name, a number as a number, a day as a day.
    let kept = text(&measured("u.shp"));
    assert!(kept.contains(",Ҳамадонӣ,3,2025-08-24,1.5"), "{kept}");
    let track = text(&measured("t.gpx"));
    assert!(track.lines().count() == 3 && track.contains("400,2025-08-24T05:00:00Z"), "{track}");
    let earth = text(&measured("g.kml"));
    assert!(earth.contains("A & B,<b>hot</b>,2025-08-24,3,Clashes"), "{earth}");
}

#[test]
fn layers_keep_the_members_of_the_input_without_being_asked() {
    let folder = folder();
    let kept = |format: &str| {
        let output = format!("o.{format}");
        let out = marz(folder.path(), &["measure", "u.shp", "--output", &output]);
        assert_eq!(out.status.code(), Some(0), "{format}: {}", text(&out.stderr));
        let out = marz(folder.path(), &["measure", &output, "--keep", "--format", "csv"]);
        text(&out.stdout).contains(",Ҳамадонӣ,3,2025-08-24,1.5")
    };
    for (format, keeps) in [("gpkg", true), ("fgb", true), ("parquet", true), ("geojson", true), ("csv", false)] {
        assert_eq!(kept(format), keeps, "{format}");
    }
    // The key of a table is no field of its rows: with one of its own beside it the next file could not be written.
    let out = marz(folder.path(), &["measure", "o.gpkg", "--keep", "--output", "again.gpkg"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let out = marz(folder.path(), &["measure", "again.gpkg", "--keep", "--format", "csv"]);
    let head = text(&out.stdout).lines().next().unwrap().to_owned();
    assert!(head.starts_with("id,") && !head.contains("fid"), "{head}");
}

#[test]
fn fields_of_gpx_that_programs_put_into_extensions_are_read() {
    let folder = folder();
    let gpx = r#"<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:o="http://osgeo.org/gdal">
        <wpt lat="37.2363" lon="69.0991"><name>Dovang</name><link href="https://example.org/a"><text>Paper</text></link>
        <extensions><o:killed>3</o:killed><o:more><o:bank>left</o:bank></o:more><o:name>another</o:name></extensions></wpt>
        <trk><name>Patrol</name><extensions><o:unit>7</o:unit></extensions><trkseg>
        <trkpt lat="37.2" lon="69.0"><extensions><o:speed>4.5</o:speed></extensions></trkpt>
        <trkpt lat="37.3" lon="69.1"/></trkseg></trk></gpx>"#;
    fs::write(folder.path().join("e.gpx"), gpx).unwrap();
    let properties = |layer: &str| {
        let out = marz(folder.path(), &["measure", &format!("e.gpx#{layer}"), "--format", "geojson"]);
        let all: serde_json::Value =
            serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{}", text(&out.stderr)));
        all["features"][0]["properties"].clone()
    };
    let point = properties("waypoints");
    for (name, value) in [("name", "Dovang"), ("link", "https://example.org/a"), ("killed", "3"), ("bank", "left")] {
        assert_eq!(point[name], value, "{name}: {point}");
    }
    assert_eq!(properties("track_points")["speed"], "4.5");
}

#[test]
fn rows_are_imported_and_lines_are_borders() {
    let folder = folder();
    fs::write(folder.path().join("m.toml"), "[columns]\ntitle = 'name'\ndate = 'day'\n").unwrap();
    for file in ["p.gpkg", "u.shp", "p.geojson"] {
        let words = ["import", "table", file, "--table", "m.toml"];
        let out = marz(folder.path(), &words);
        let all: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        let features = all["features"].as_array().unwrap();
        assert_eq!(features.len(), 2, "{file}: {}", text(&out.stderr));
        assert_eq!(features[0]["properties"]["date"], "2025-08-24", "{file}");
        // The row without a day is counted.
        assert!(text(&out.stderr).contains("1 rejected"), "{file}: {}", text(&out.stderr));
        // The provenance names the file itself.
        let bytes = fs::read(folder.path().join(file)).unwrap();
        let note = features[0]["properties"]["sources"][0]["note"].as_str().unwrap().to_owned();
        assert!(note.contains(&marz::ledger::sha256(&bytes)), "{file}: {note}");
    }
    let line = |kml: &str| fs::write(folder.path().join("b.kml"), kml).unwrap();
    line(
        "<kml><Placemark><name>River</name><LineString><coordinates>68,37.2 70,37.2,400 71.5,37.9</coordinates></LineString></Placemark></kml>",
    );
    let out = marz(folder.path(), &["border", "info", "--border", "b.kml"]);
    assert!(out.status.code() == Some(0) && text(&out.stdout).contains("River"), "{}", text(&out.stderr));
    let made = marz(folder.path(), &["init", "new", "--border", "b.kml", "--left", "N=North", "--right", "S=South"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    // Ground of the map from a file of another program.
    let square = "69,36 70,36 70,38 69,38 69,36";
    let kml = format!(
        "<kml><Placemark><name>Lake</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{square}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"
    );
    let new = folder.path().join("new");
    fs::write(new.join("data/lakes.kml"), kml).unwrap();
    let manifest = fs::read_to_string(new.join("marz.toml")).unwrap();
    let drawn = || {
        let out = marz(&new, &["map", "overview", "--output", "a.svg"]);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        fs::read_to_string(new.join("a.svg")).unwrap().matches("<path").count()
    };
    let without = drawn();
    let with_lakes = manifest.replacen("[basemap]", "[basemap]\nlakes = 'data/lakes.kml'", 1);
    fs::write(new.join("marz.toml"), with_lakes).unwrap();
    assert_ne!(drawn(), without);
}

#[test]
fn layers_and_systems_that_leave_a_choice_are_refused() {
    let folder = folder();
    for (file, said) in [
        ("two.gpkg", "it has 2 layers"),
        ("two.gpkg", "two.gpkg#one"),
        ("two.gpkg#third", "there is no layer 'third'"),
        ("p2.gpx#laps", "there may be waypoints"),
        ("p.fgb#x", "such a file has no layer"),
        ("nad.gpkg", "EPSG:4267 (NAD27)"),
        ("nad.gpkg", "ogr2ogr -t_srs EPSG:4326"),
    ] {
        let out = marz(folder.path(), &["measure", file]);
        assert!(out.status.code() == Some(2) && out.stdout.is_empty(), "{file}: {}", text(&out.stdout));
        assert!(text(&out.stderr).contains(said), "{file}: {}", text(&out.stderr));
    }
    fs::remove_file(folder.path().join("u.prj")).unwrap();
    let out = marz(folder.path(), &["measure", "u.shp"]);
    assert!(text(&out.stderr).contains("no .prj beside it"), "{}", text(&out.stderr));
}

#[test]
fn broken_files_are_said_and_end_nothing_else() {
    let folder = folder();
    let mut said = 0;
    for name in ["p.gpkg", "u.shp", "u.dbf", "u.zip", "p.kml", "p.kmz", "p.fgb", "p.parquet", "ga.parquet", "t.gpx"] {
        let whole = fs::read(folder.path().join(name)).unwrap();
        let read = if name == "u.dbf" { "u.shp" } else { name };
        for step in 1..=8 {
            // Cut short, and with bytes that are others.
            let cut = whole[..whole.len() * step / 9].to_vec();
            let mut other = whole.clone();
            for i in 0..12 {
                let at = (i * 7919 + step * 104_729) % other.len();
                other[at] = other[at].wrapping_add(u8::try_from(17 * step).unwrap() | 1);
            }
            for bytes in [cut, other] {
                fs::write(folder.path().join(name), bytes).unwrap();
                let out = program(folder.path(), &["measure", read, "--format", "csv"]).output().unwrap();
                let code = out.status.code();
                let message = String::from_utf8_lossy(&out.stderr);
                // A thread that panics ends the command with 2 as well.
                let is_said = matches!(code, Some(0..=2)) && !message.contains("panicked");
                assert!(is_said, "{name}, step {step}: {code:?}: {message}");
                said += usize::from(code != Some(0));
            }
        }
        fs::write(folder.path().join(name), &whole).unwrap();
    }
    assert!(said > 90, "{said}");
}

#[test]
fn a_flatgeobuf_holds_as_many_features_as_its_header_says() {
    let folder = folder();
    let whole = fs::read(folder.path().join("p.fgb")).unwrap();
    // Its three features begin at bytes 920, 1016 and 1136.
    for (bytes, expected) in [
        (whole.clone(), None),
        (whole[..1136].to_vec(), Some("its header says that it holds 3 features, and it holds less")),
        (whole[..920].to_vec(), Some("its header says that it holds 3 features, and it holds less")),
        (whole[..1138].to_vec(), Some("feature 3: the file is cut short")),
        (whole[..1200].to_vec(), Some("feature 3: the file is cut short")),
        ([&whole[..], &whole[1136..]].concat(), Some("its header says that it holds 3 features, and it holds more")),
    ] {
        fs::write(folder.path().join("p.fgb"), &bytes).unwrap();
        let out = marz(folder.path(), &["measure", "p.fgb", "--output", "p.csv"]);
        let message = text(&out.stderr);
        assert_eq!(out.status.code(), Some(if expected.is_some() { 2 } else { 0 }), "{}: {message}", bytes.len());
        assert!(message.contains(expected.unwrap_or("")), "{}: {message}", bytes.len());
    }
}

#[test]
fn a_pipe_is_told_to_be_a_file() {
    let folder = folder();
    let file = fs::File::open(folder.path().join("p.gpkg")).unwrap();
    let out = program(folder.path(), &["measure", "-"]).stdin(file).output().unwrap();
    assert!(
        out.status.code() == Some(2) && text(&out.stderr).contains("give the file itself"),
        "{}",
        text(&out.stderr)
    );
}

#[test]
fn what_is_measured_into_a_layer_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let out = marz(folder.path(), args);
        assert_eq!(out.status.code(), Some(0), "{args:?}: {}", text(&out.stderr));
        (out.stdout, text(&out.stderr))
    };
    let by_id = |csv: &[u8]| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_reader(csv);
        let wanted = ["id", "lon", "lat", "distance_m"];
        let headers = reader.headers().unwrap().clone();
        let at = wanted.map(|name| headers.iter().position(|h| h == name).unwrap());
        let row = |r: csv::StringRecord| at.iter().map(|i| r[*i].to_owned()).collect();
        let mut all: Vec<Vec<String>> = reader.records().map(|r| row(r.unwrap())).collect();
        all.sort();
        all
    };
    let all = by_id(&run(&["measure", "--format", "csv"]).0);
    let placed: Vec<Vec<String>> = all.iter().filter(|row| !row[1].is_empty()).cloned().collect();
    assert!(placed.len() < all.len());
    // The line of the border is in the KML, and no point.
    run(&["measure", "--output", "o.kml"]);
    let out = marz(folder.path(), &["measure", "o.kml", "--format", "csv"]);
    assert!(out.status.code() == Some(1) && text(&out.stderr).contains("found LineString"), "{}", text(&out.stderr));
    assert_eq!(by_id(text(&out.stdout).replace("\ni-", "\n").as_bytes()), all);
    for ending in ["gpkg", "parquet", "fgb"] {
        let file = format!("o.{ending}");
        let (_, said) = run(&["measure", "--output", &file]);
        let back = by_id(&run(&["measure", &file, "--format", "csv"]).0);
        // FlatGeobuf holds no feature without a place, and says so.
        match ending {
            "fgb" => assert!(back == placed && said.contains("left out"), "{said}"),
            _ => assert_eq!(back, all, "{ending}"),
        }
        let bytes = fs::read(folder.path().join(&file)).unwrap();
        run(&["measure", "--output", &file]);
        assert!(fs::read(folder.path().join(&file)).unwrap() == bytes, "{ending}: other bytes");
    }
    let stdout = marz(folder.path(), &["measure", "--format", "gpkg"]);
    assert_eq!(stdout.stdout.get(..15), Some(&b"SQLite format 3"[..]));
}
