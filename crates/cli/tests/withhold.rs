//! What must not be known is in no output: coarse positions, records left out by name.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use marz::measure::distance_m;
use marz::model::LonLat;
use serde_json::Value;

mod support;

use support::{copy, marz, root};

fn done(folder: &Path, args: &[&str]) -> Vec<u8> {
    let out = marz(folder, args);
    assert_eq!(out.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

const LON: f64 = 70.123_456_7;
const LAT: f64 = 37.765_432_1;
const METHOD: &str = "walked there from the mosque";

/// A copy of the dossier with a record at a point that nothing else has, named by another record.
fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("data"), &folder.path().join("data"));
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::copy(root().join("maps/overview.toml"), folder.path().join("maps/overview.toml")).unwrap();
    fs::copy(root().join("marz.toml"), folder.path().join("marz.toml")).unwrap();
    let at = format!("{LON},{LAT}");
    let new = |id: &str, more: &[&str]| {
        let usual =
            ["add", "--id", id, "--date", "2026-04-20", "--category", "clash", "--status", "one_side", "--title"];
        let where_ = ["A sensitive place", "--at", &at, "--radius", "500m", "--name", "A village", "--source", "Paper"];
        done(folder.path(), &[&usual[..], &where_, more].concat());
    };
    new("sensitive", &[]);
    new("other", &[]);
    let file = folder.path().join("data/incidents.geojson");
    let mut all: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    for feature in all["features"].as_array_mut().unwrap() {
        if feature["id"] == "other" {
            feature["properties"]["same_event_as"] = serde_json::json!(["sensitive"]);
        }
        if feature["id"] == "sensitive" {
            feature["properties"]["location"]["method"] = METHOD.into();
        }
    }
    fs::write(&file, all.to_string()).unwrap();
    folder
}

/// All files below a folder, and what is packed in them.
fn contents(folder: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            contents(&path, all);
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        if path.extension().is_some_and(|e| e == "qgz") {
            let mut packed = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
            for i in 0..packed.len() {
                let mut inner = Vec::new();
                packed.by_index(i).unwrap().read_to_end(&mut inner).unwrap();
                all.push((path.join(i.to_string()), inner));
            }
        }
        all.push((path, bytes));
    }
}

/// Everything that gives the point away: its digits as decimals and as degrees, the numbers as they lie in a database.
fn traces() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = ["70.12345", "37.76543", "70.1235", "37.7654", METHOD]
        .iter()
        .map(|t| ((*t).to_owned(), t.as_bytes().to_vec()))
        .collect();
    for (name, value) in [("longitude", LON), ("latitude", LAT)] {
        all.push((format!("{name}, little-endian"), value.to_le_bytes().to_vec()));
        all.push((format!("{name}, big-endian"), value.to_be_bytes().to_vec()));
    }
    all
}

/// What is computed from the point itself and from it alone; a vertex of the border is everybody's.
fn derived(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let rows: Value = serde_json::from_slice(&done(folder, &["measure", "--format", "json", "--quiet"])).unwrap();
    let border = fs::read(folder.join("data/border.geojson")).unwrap();
    let own = rows.as_array().unwrap().iter().find(|r| r["id"] == "sensitive").unwrap();
    ["distance_m", "nearest_lon", "nearest_lat", "border_km", "distance_min_m", "distance_max_m"]
        .iter()
        .map(|key| (format!("{key} {}", own[*key]), own[*key].to_string().into_bytes()))
        .filter(|(_, digits)| !holds(&border, digits))
        .collect()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

#[test]
fn the_point_is_in_no_output() {
    let folder = dossier();
    let at = folder.path();
    let out = at.join("published");
    fs::create_dir(&out).unwrap();
    let all_outputs = |coarsen: &[&str], name: &str| -> Vec<(PathBuf, Vec<u8>)> {
        let into = out.join(name);
        fs::create_dir(&into).unwrap();
        let to = |file: &str| into.join(file).display().to_string();
        let run = |args: &[&str]| drop(done(at, &[args, coarsen].concat()));
        for (format, file) in
            [("csv", "i.csv"), ("geojson", "i.geojson"), ("kml", "i.kml"), ("fgb", "i.fgb"), ("qgis", "qgis")]
        {
            run(&["export", "--to", format, "--within", "5km", "--output", &to(file)]);
        }
        run(&["export", "--to", "geojson", "--nested", "--output", &to("nested.geojson")]);
        for format in ["table", "csv", "json"] {
            run(&["measure", "--format", format, "--within", "5km", "--output", &to(&format!("m.{format}"))]);
        }
        run(&["map", "--km", "300..440", "--since", "2026", "--output", &to("m.svg"), "--caption", &to("m.txt")]);
        run(&["map", "--kind", "strip", "--output", &to("strip.svg")]);
        run(&["report", "--since", "2026-04", "--output", &to("r.html")]);
        run(&["report", "--since", "2026-04", "--format", "md", "--output", &to("r.md")]);
        run(&["analyse", "--format", "json", "--output", &to("a.json")]);
        let mut all = Vec::new();
        contents(&into, &mut all);
        all
    };
    let (plain, coarse) = std::thread::scope(|s| {
        let plain = s.spawn(|| all_outputs(&[], "plain"));
        let coarse = all_outputs(&["--coarsen", "10km"], "coarse");
        (plain.join().unwrap(), coarse)
    });
    assert_eq!(plain.len(), coarse.len());
    let (traces, derived) = (traces(), derived(at));
    // By a hash of the whole one could see whether a guess of the point is right.
    let edition = [("the edition".to_owned(), b"marz-edition-".to_vec())];
    for (name, part) in traces.iter().chain(&derived).chain(&edition) {
        let of = |all: &[(PathBuf, Vec<u8>)]| -> Vec<String> {
            all.iter().filter(|(_, b)| holds(b, part)).map(|(p, _)| p.display().to_string()).collect()
        };
        assert_eq!(of(&coarse), Vec::<String>::new(), "{name}");
        // The search finds what is there.
        assert!(
            !of(&plain).is_empty()
                || name.ends_with("big-endian")
                || name.starts_with("70.1235")
                || name.starts_with("37.7654"),
            "{name}"
        );
    }
    // Every file that people read says what was done.
    let says = |file: &str, words: &str| {
        let found = coarse.iter().find(|(p, _)| p.ends_with(file)).unwrap_or_else(|| panic!("{file}"));
        assert!(holds(&found.1, words.as_bytes()), "{file} does not say: {words}");
        let plain = plain.iter().find(|(p, _)| p.ends_with(file)).unwrap();
        assert!(!holds(&plain.1, words.as_bytes()), "{file}");
    };
    for file in
        ["i.csv", "i.geojson", "i.kml", "i.fgb", "qgis/marz.gpkg", "nested.geojson", "qgis/incidents.geojson", "m.json"]
    {
        says(file, "coarsened to the centre of a cell of 10km");
    }
    for file in ["m.svg", "m.txt", "strip.svg", "r.html", "r.md"] {
        says(file, "Positions coarsened to 10");
    }
    says("i.geojson", "Positions coarsened to cells of 10km");
}

#[test]
fn the_new_disc_holds_the_old_one_and_what_is_coarse_is_not_made_coarser() {
    let folder = dossier();
    let export = |from: &Path, to: &str| {
        let to = from.join(to);
        let target = to.display().to_string();
        done(from, &["export", "--to", "geojson", "--nested", "--coarsen", "10km", "--output", &target]);
        let text = fs::read_to_string(&to).unwrap();
        (text.clone(), serde_json::from_str::<Value>(&text).unwrap())
    };
    let (first, coarse) = export(folder.path(), "first.geojson");
    let stored: Value =
        serde_json::from_slice(&fs::read(folder.path().join("data/incidents.geojson")).unwrap()).unwrap();
    let disc = |feature: &Value| {
        let c = feature.pointer("/geometry/coordinates")?.as_array()?;
        let radius = feature.pointer("/properties/location/radius_m").and_then(Value::as_f64);
        Some((LonLat::new(c[0].as_f64()?, c[1].as_f64()?).ok()?, radius))
    };
    let (old, new) = (stored["features"].as_array().unwrap(), coarse["features"].as_array().unwrap());
    assert_eq!(old.len(), new.len());
    let mut compared = 0;
    for (old, new) in old.iter().zip(new) {
        assert_eq!(old["id"], new["id"]);
        assert_eq!(disc(old).is_some(), disc(new).is_some());
        if let (Some((p, r)), Some((q, big))) = (disc(old), disc(new)) {
            let big = big.unwrap();
            assert!(distance_m(p, q) + r.unwrap_or(0.0) <= big && big >= 5_000.0, "{}", old["id"]);
            assert!(
                old["properties"]["location"]["precision"].as_u64()
                    <= new["properties"]["location"]["precision"].as_u64()
            );
            compared += 1;
        }
    }
    assert!(compared > 60, "{compared}");
    // The coarse file in the place of the fine one gives the same file again.
    fs::write(folder.path().join("data/incidents.geojson"), &first).unwrap();
    let (second, _) = export(folder.path(), "second.geojson");
    let without_credit = |t: &str| t.replace(". Positions coarsened to cells of 10km", "");
    assert!(without_credit(&first) == without_credit(&second));
    assert_eq!(marz(folder.path(), &["check", "--quiet"]).status.code(), Some(0));
}

#[test]
fn points_of_any_file_become_coarse_and_keep_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let table = format!("name,id,Longitude,LATITUDE,note\nx,a,{LON},{LAT},at {LON}\n");
    fs::write(folder.path().join("p.csv"), table).unwrap();
    let feature = format!(
        r#"{{"type":"Feature","id":"a","properties":{{"x":{LON},"note":"{LAT}"}},"geometry":{{"type":"Point","coordinates":[{LON},{LAT}]}}}}"#
    );
    fs::write(folder.path().join("p.geojson"), feature).unwrap();
    for input in ["p.csv", "p.geojson"] {
        for format in ["table", "csv", "json", "geojson"] {
            let out = done(folder.path(), &["measure", input, "--format", format, "--coarsen", "10km", "--quiet"]);
            let plain = done(folder.path(), &["measure", input, "--format", format, "--quiet"]);
            for (name, part) in &traces()[..4] {
                assert!(!holds(&out, part), "{input} {format}: {name}");
            }
            assert!(format == "table" || holds(&plain, b"70.12345"), "{input} {format}");
        }
    }
    let both = marz(folder.path(), &["measure", "p.csv", "--format", "csv", "--keep", "--coarsen", "10km"]);
    assert_eq!((both.status.code(), both.stdout.is_empty()), (Some(2), true));
}

#[test]
fn records_are_left_out_by_name_and_a_slip_of_the_pen_publishes_nothing() {
    let folder = dossier();
    let at = folder.path();
    for args in [
        &["measure", "--format", "json"][..],
        &["export", "--to", "geojson", "--nested"],
        &["export", "--to", "kml"],
        &["map", "--since", "2026-04", "--km", "300..440", "--output", "-"],
        &["report", "--since", "2026-04", "--output", "-"],
    ] {
        let words = |more: &[&str]| marz(at, &[args, more].concat());
        let plain = words(&[]);
        let without = words(&["--without", "sensitive,2026-04-17-farkhor-smugglers"]);
        assert_eq!(without.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&without.stderr));
        assert!(plain.stdout != without.stdout && !holds(&without.stdout, b"\"sensitive\""), "{args:?}");
        assert!(!holds(&without.stdout, b"2026-04-17-farkhor-smugglers"), "{args:?}");
        let slip = words(&["--without", "sensitiv"]);
        let printed = String::from_utf8_lossy(&slip.stderr).into_owned();
        assert!(slip.status.code() == Some(2) && printed.contains("did you mean 'sensitive'?"), "{args:?}: {printed}");
    }
    // What a recipe leaves out is not given away by a hash of the whole either.
    let recipe = "title = 'x'\nextent = { km = [300, 440] }\n[filter]\nsince = '2026-04'\n";
    fs::write(at.join("maps/whole.toml"), recipe).unwrap();
    fs::write(at.join("maps/public.toml"), format!("{recipe}without = ['sensitive']\n")).unwrap();
    let says = |name: &str| holds(&done(at, &["map", name, "--output", "-", "--quiet"]), b"marz-edition-");
    assert!(says("whole") && !says("public"));
    // A slip leaves no file behind, also where records stream by.
    let slip = marz(at, &["export", "--to", "gpkg", "--without", "sensitiv", "--output", "slip.gpkg"]);
    assert!(slip.status.code() == Some(2) && !at.join("slip.gpkg").exists());
    fs::write(at.join("p.csv"), "id,lon,lat\na,70,37\nb,71,38\n").unwrap();
    assert_eq!(
        done(at, &["measure", "p.csv", "--format", "csv", "--without", "a"]).iter().filter(|b| **b == b'\n').count(),
        2
    );
    assert_eq!(marz(at, &["measure", "p.csv", "--without", "c", "--output", "slip.txt"]).status.code(), Some(2));
    assert!(!at.join("slip.txt").exists());
}

#[test]
fn sizes_that_hide_nothing_are_refused() {
    for size in ["0m", "50m", "2000km", "10"] {
        assert_eq!(marz(Path::new("."), &["measure", "--coarsen", size]).status.code(), Some(2), "{size}");
    }
}

/// Every product of a dossier under options of redaction, by name, and what the commands said on stderr.
fn products(folder: &Path, redaction: &[&str]) -> Vec<(PathBuf, Vec<u8>)> {
    let into = tempfile::tempdir().unwrap();
    let place = into.path().display().to_string();
    let to = |file: &str| into.path().join(file).display().to_string();
    let mut said = String::new();
    let mut run = |args: &[&str]| {
        let out = marz(folder, &[args, redaction].concat());
        let words = String::from_utf8_lossy(&out.stderr).replace(&place, "");
        assert_eq!(out.status.code(), Some(0), "{args:?}: {words}");
        said.push_str(&format!("{}: {words}\n", args.join(" ").replace(&place, "")));
    };
    for format in ["csv", "geojson", "geojsonseq", "kml", "fgb", "gpkg", "parquet"] {
        run(&["export", "--to", format, "--within", "5km", "--output", &to(&format!("i.{format}"))]);
    }
    run(&["export", "--to", "qgis", "--output", &to("qgis")]);
    run(&["export", "--to", "geojson", "--nested", "--output", &to("nested.geojson")]);
    run(&["export", "--to", "csv", "--hxl", "--output", &to("hxl.csv")]);
    for format in ["table", "csv", "json", "ndjson", "geojson", "geojsonseq", "xlsx", "gpkg", "fgb", "kml", "parquet"] {
        run(&["measure", "--format", format, "--within", "5km", "--output", &to(&format!("m.{format}"))]);
    }
    run(&["list", "--output", &to("list.txt")]);
    run(&["list", "--format", "json", "--output", &to("list.json")]);
    for recipe in ["overview", "strip", "timeline", "multiples", "bands"] {
        run(&["map", recipe, "--output", &to(&format!("{recipe}.svg")), "--caption", &to(&format!("{recipe}.txt"))]);
    }
    run(&["map", "overview", "--lang", "fa", "--output", &to("fa.svg")]);
    for ending in ["pdf", "png"] {
        run(&["map", "overview", "--output", &to(&format!("overview.{ending}"))]);
    }
    run(&["report", "--during", "2026-Q2", "--compare", "previous", "--output", &to("q.html")]);
    run(&["report", "--during", "2026-Q2", "--compare", "previous", "--output", &to("q.docx")]);
    for lang in ["en", "ru"] {
        run(&["report", "--lang", lang, "--output", &to(&format!("{lang}.html"))]);
    }
    run(&["report", "--format", "md", "--output", &to("r.md")]);
    for format in ["table", "csv", "json", "xlsx"] {
        run(&["analyse", "--format", format, "--output", &to(&format!("a.{format}"))]);
        run(&["bands", "--format", format, "--output", &to(&format!("b.{format}"))]);
    }
    // It ends with 1: there is something to list.
    let lint = ["lint", "--output", &to("lint.txt")];
    assert_eq!(marz(folder, &[&lint[..], redaction].concat()).status.code(), Some(1));
    let mut all = vec![(into.path().join("stderr"), said.into_bytes())];
    contents(into.path(), &mut all);
    let below = |path: &Path| path.strip_prefix(into.path()).unwrap().to_owned();
    let mut all: Vec<_> = all.into_iter().map(|(path, bytes)| (below(&path), bytes)).collect();
    all.sort();
    all
}

/// A dossier whose record `sensitive` is changed; without it where the change says so.
fn varied(change: impl Fn(&mut Value) -> bool) -> tempfile::TempDir {
    let folder = dossier();
    for recipe in ["strip", "timeline", "multiples", "bands"] {
        let name = format!("maps/{recipe}.toml");
        fs::copy(root().join(&name), folder.path().join(&name)).unwrap();
    }
    let file = folder.path().join("data/incidents.geojson");
    let mut all: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let features = all["features"].as_array_mut().unwrap();
    features.retain_mut(|feature| {
        if feature["id"] == "other" {
            feature["properties"].as_object_mut().unwrap().remove("same_event_as");
        }
        feature["id"] != "sensitive" || change(feature)
    });
    fs::write(&file, all.to_string()).unwrap();
    folder
}

fn differing(one: &[(PathBuf, Vec<u8>)], other: &[(PathBuf, Vec<u8>)]) -> Vec<String> {
    let names = |all: &[(PathBuf, Vec<u8>)]| all.iter().map(|(name, _)| name.display().to_string()).collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    names(one).into_iter().zip(one.iter().zip(other)).filter(|(_, (a, b))| a.1 != b.1).map(|(name, _)| name).collect()
}

#[test]
fn products_are_those_of_a_dossier_that_never_had_the_record() {
    // The record is the last of all, the deadliest, and retrieved after every other. Another one is left out of both, since a product carries an
    // edition where nothing is left out.
    let with = varied(|feature| {
        let p = &mut feature["properties"];
        p["date"] = "2026-11-20".into();
        p["killed"] = serde_json::json!({"min": 400, "max": 400});
        p["sources"][0]["accessed"] = "2026-11-24".into();
        true
    });
    let absent = varied(|_| false);
    let one = products(with.path(), &["--without", "sensitive,other"]);
    let other = products(absent.path(), &["--without", "other"]);
    assert_eq!(differing(&one, &other), Vec::<String>::new());
}

#[test]
fn products_do_not_say_where_in_its_cell_a_record_lay() {
    let at = |lon: f64, lat: f64, basis: &'static str, radius: u32| {
        move |feature: &mut Value| {
            feature["geometry"]["coordinates"] = serde_json::json!([lon, lat]);
            feature["properties"]["location"]["basis"] = basis.into();
            feature["properties"]["location"]["radius_m"] = radius.into();
            true
        }
    };
    // Three places of one cell, the last one its centre.
    let coarse = |folder: &Path| products(folder, &["--coarsen", "10km"]);
    let first = varied(at(LON, LAT, "estimate", 500));
    let rows: Value =
        serde_json::from_slice(&done(first.path(), &["measure", "--format", "json", "--coarsen", "10km", "--quiet"]))
            .unwrap();
    let centre = rows.as_array().unwrap().iter().find(|r| r["id"] == "sensitive").unwrap();
    let (lon, lat) = (centre["lon"].as_f64().unwrap(), centre["lat"].as_f64().unwrap());
    let one = coarse(first.path());
    for place in [at((LON + lon) / 2.0, (LAT + lat) / 2.0, "from_border", 500), at(lon, lat, "estimate", 500)] {
        assert_eq!(differing(&one, &coarse(varied(place).path())), Vec::<String>::new());
    }
}
