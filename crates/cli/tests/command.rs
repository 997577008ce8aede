//! The command line as a contract: streams, exit codes, columns, files.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

mod support;

use support::{marz, root, text};

#[test]
fn help_and_version_go_to_stdout_and_wrong_usage_to_stderr() {
    for args in
        [vec!["--help"], vec!["--version"], vec!["build", "--help"], vec!["measure", "--help"], vec!["help", "map"]]
    {
        let out = marz(root(), &args);
        assert_eq!((out.status.code(), out.stderr.is_empty()), (Some(0), true), "{args:?}");
        assert!(!out.stdout.is_empty());
    }
    for args in [vec![], vec!["biuld"], vec!["map", "--size", "big"], vec!["measure", "--bbox", "1,2,3"]] {
        let out = marz(root(), &args);
        assert_eq!((out.status.code(), out.stdout.is_empty()), (Some(2), true), "{args:?}");
        assert!(!out.stderr.is_empty());
    }
}

#[test]
fn shells_and_manuals_get_what_they_expect() {
    for (shell, words) in [
        ("bash", "_marz()"),
        ("zsh", "#compdef marz"),
        ("fish", "complete -c marz"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        assert!(text(&marz(root(), &["completions", shell]).stdout).contains(words), "{shell}");
    }
    assert!(text(&marz(root(), &["man"]).stdout).contains(".TH marz 1"));
    let folder = tempfile::tempdir().unwrap();
    marz(folder.path(), &["man", "--output", "man1"]);
    let page = fs::read_to_string(folder.path().join("man1/marz-measure.1")).unwrap();
    assert!(page.contains(".TH marz-measure 1") && page.contains("points.csv"), "{page}");
}

#[test]
fn measure_writes_the_columns_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.csv"), "id,lon,lat,note\na,68.77905,38.53575,x\n,69.17233,34.52813,y\n").unwrap();
    let out =
        marz(folder.path(), &["measure", "p.csv", "--format", "csv", "--within", "5km", "--within", "150km", "--keep"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let stdout = text(&out.stdout);
    let rows: Vec<&str> = stdout.lines().collect();
    assert_eq!(
        rows[0],
        "id,lon,lat,distance_m,nearest_lon,nearest_lat,border_km,side,bearing_deg,radius_m,distance_min_m,\
         distance_max_m,p_within_5km,p_within_150km,p_left,p_left_basis,border_km_min,border_km_max,within_5km,\
         within_150km,border_edition,note"
    );
    assert!(rows[1].starts_with("a,68.7790500,38.5357500,123"), "{}", rows[1]);
    assert!(rows[1].ends_with(",0.000,1.000,1.000,computed,,,no,yes,osm-2026c,x"), "{}", rows[1]);
    // A row without an id gets the number of its line.
    assert!(rows[2].starts_with("3,69.1723300,34.5281300,"), "{}", rows[2]);
    assert!(text(&out.stderr).contains("2 points read, 2 used, 0 rejected"));
}

#[test]
fn the_dossier_keeps_a_row_for_every_incident() {
    let out = marz(root(), &["measure", "--format", "csv", "--quiet"]);
    let stdout = text(&out.stdout);
    assert_eq!((stdout.lines().count(), out.stderr.is_empty()), (87, true));
    let row = stdout.lines().find(|l| l.starts_with("claim-border-length-1357,")).unwrap();
    let (measured, edition) = row.rsplit_once(',').unwrap();
    assert_eq!(measured, "claim-border-length-1357,,,,,,,,,,,,,,,,");
    assert!(edition.starts_with("marz-edition-"), "{edition}");
}

#[test]
fn bad_rows_are_reported_and_counted_and_the_rest_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.csv"), "id,lon,lat\na,68.8,38.5\nb,200,38.5\nc,x,1\n").unwrap();
    let out = marz(folder.path(), &["measure", "p.csv", "--format", "csv"]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(text(&out.stdout).lines().count(), 2);
    let stderr = text(&out.stderr);
    assert!(stderr.contains("p.csv:3") && stderr.contains("p.csv:4"), "{stderr}");
    assert!(stderr.contains("3 points read, 1 used, 2 rejected"), "{stderr}");
}

#[test]
fn stdin_and_every_output_form() {
    let line = r#"{"type":"LineString","coordinates":[[68,37],[70,37]]}"#;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("line.geojson"), line).unwrap();
    for format in ["table", "csv", "json", "ndjson", "geojson"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_marz"))
            .current_dir(folder.path())
            .args(["measure", "-", "--border", "line.geojson", "--format", format])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"{\"type\":\"Point\",\"coordinates\":[69,36]}\n").unwrap();
        let out = child.wait_with_output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{format}: {}", text(&out.stderr));
        let stdout = text(&out.stdout);
        assert!(stdout.contains("right"), "{format}: {stdout}");
        if ["json", "ndjson", "geojson"].contains(&format) {
            assert!(serde_json::from_str::<serde_json::Value>(&stdout).is_ok(), "{format}: {stdout}");
        }
    }
}

/// A file of many blocks: the order of its rows is kept, and the same bytes come out every time.
#[test]
fn streams_keep_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut table = String::from("name;LAT;LON\n");
    for i in 0..60_000_u32 {
        let (lat, lon) = (36.0 + f64::from(i % 317) / 100.0, 67.0 + f64::from(i % 739) / 100.0);
        table.push_str(&format!("p{i};{lat:.4};{lon:.4}\n").replace('.', ","));
    }
    fs::write(folder.path().join("p.csv"), table).unwrap();
    let run = || marz(folder.path(), &["measure", "p.csv", "--id", "name", "--format", "csv"]);
    let (a, b) = (run(), run());
    assert!(a.status.code() == Some(0) && a.stdout == b.stdout, "{}", text(&a.stderr));
    let stdout = text(&a.stdout);
    let ids: Vec<&str> = stdout.lines().skip(1).map(|l| l.split(',').next().unwrap()).collect();
    assert_eq!(ids.len(), 60_000);
    assert!(ids.iter().enumerate().all(|(i, id)| *id == format!("p{i}")));
    // What goes out as lines comes in as lines, and out again the same.
    fs::write(
        folder.path().join("few.csv"),
        "id,lon,lat,radius_m,reported_side\na,70.1,37.5,9000,right\nb,70.2,37.6,,\n",
    )
    .unwrap();
    let seq = marz(folder.path(), &["measure", "few.csv", "--format", "geojsonseq"]);
    fs::write(folder.path().join("few.geojsons"), &seq.stdout).unwrap();
    let csv = |file: &str| text(&marz(folder.path(), &["measure", file, "--format", "csv", "--within", "5km"]).stdout);
    assert_eq!(csv("few.csv"), csv("few.geojsons"));
}

#[test]
fn comparison_lines_are_measured_beside_the_border() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.geojson"), r#"{"type":"LineString","coordinates":[[68,37],[70,37]]}"#).unwrap();
    fs::write(folder.path().join("b.geojson"), r#"{"type":"LineString","coordinates":[[68,37.1],[70,37.1]]}"#).unwrap();
    fs::write(folder.path().join("p.csv"), "id,lon,lat\nbetween,69,37.05\nnorth,69,37.5\n").unwrap();
    let args = ["measure", "p.csv", "--border", "a.geojson", "--compare", "b.geojson", "--format", "json"];
    let printed: serde_json::Value = serde_json::from_slice(&marz(folder.path(), &args).stdout).unwrap();
    assert_eq!((&printed[0]["side"], &printed[0]["side_b"]), (&"left".into(), &"right".into()));
    assert_eq!((&printed[0]["sides_agree"], &printed[1]["sides_agree"]), (&"no".into(), &"yes".into()));
    let spread = printed[1]["distance_spread_m"].as_f64().unwrap();
    assert!((spread - 11_099.0).abs() < 5.0, "{spread}");
    let table = text(&marz(folder.path(), &args[..6]).stdout);
    assert!(table.contains("spread over lines") && table.contains("differ") && table.contains("agree"), "{table}");
}

#[test]
fn a_broken_pipe_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_marz"))
        .current_dir(root())
        .args(["measure", "--format", "geojson", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn gaps_are_an_error_in_a_dossier_and_a_warning_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let gap = r#"{"type":"MultiLineString","coordinates":[[[0,0],[1,0]],[[1.1,0],[2,0]]]}"#;
    fs::write(folder.path().join("gap.geojson"), gap).unwrap();
    let out = marz(folder.path(), &["border", "info", "--border", "gap.geojson"]);
    assert_eq!(out.status.code(), Some(0));
    assert!(text(&out.stderr).contains("the line has gaps") && text(&out.stderr).contains("11.1 km"));
    assert!(text(&out.stdout).contains("211.507 km"), "{}", text(&out.stdout));
    let out = marz(folder.path(), &["check", "gap.geojson"]);
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn filters_work_and_wrong_ones_are_refused() {
    let out = marz(
        root(),
        &["measure", "--category", "clash", "--since", "2025-08", "--until", "2025-10", "--format", "csv"],
    );
    let ids: Vec<String> = text(&out.stdout).lines().skip(1).map(|l| l.split(',').next().unwrap().to_owned()).collect();
    assert_eq!(ids, ["2025-08-24-dovang-clash", "2025-10-25-dovang-clash"]);
    let near = marz(root(), &["measure", "--near", "10km", "--km", "345..385", "--format", "csv", "-q"]);
    assert!(text(&near.stdout).lines().count() > 2);
    let out = marz(root(), &["measure", "--category", "clsh"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("clash, shelling") && text(&out.stderr).contains("did you mean clash?"));
    // A part of a name is found, and what is like none is left without a guess.
    for (args, like) in [(["--status", "confirmed"], Some("officially_confirmed")), (["--category", "firefight"], None)]
    {
        let printed = text(&marz(root(), &["measure", args[0], args[1]]).stderr);
        assert_eq!(printed.contains("did you mean"), like.is_some(), "{printed}");
        assert!(like.is_none_or(|like| printed.contains(&format!("did you mean {like}?"))), "{printed}");
    }
}

#[test]
fn a_map_that_cannot_be_drawn_says_what_to_change() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("key.toml", "title = 'x'\nsubtitel = 'y'\n");
    write("show.toml", "title = 'x'\n[show]\nlegnd = true\n");
    write("choice.toml", "title = 'x'\n[show]\nkey = 'sometimes'\n");
    write("filter.toml", "title = 'x'\n[filter]\ncategory = ['clsh']\n");
    for (args, printed) in [
        (vec!["key.toml"], "did you mean `subtitle`?"),
        (vec!["show.toml"], "did you mean `legend`?"),
        (vec!["choice.toml"], "expected true, false or auto"),
        (vec!["filter.toml"], "did you mean clash?"),
        (vec!["--theme", "drak"], "did you mean `dark`?"),
        (vec!["--page", "a4-landscap"], "did you mean `a4-landscape`?"),
        (vec!["--lang", "tj"], "did you mean tg?"),
        (vec!["--projection", "+proj=lccc"], "did you mean 'lcc'?"),
        (vec!["--projection", "EPSG:99999"], "this is no EPSG code of a projected system that is known here"),
        (vec!["--around", "Dushanba", "--radius", "20km"], "did you mean 'Dushanbe'?"),
        (vec!["--include", "Kabol"], "did you mean 'Kabul'?"),
        (vec!["overviw"], "did you mean 'overview'?"),
        (vec!["--km", "2000..2100"], "the border ends at kilometre 1343.956"),
        (vec!["--incidents", "--since", "2030"], "no incident with a place passes the filter"),
        (vec!["--size", "400x400", "--dpi", "200"], "leave no room for a map"),
        (vec!["--size", "400x400", "--dpi", "200"], "lower the dots per inch"),
        (vec!["--size", "100000x100000"], "400 to 10000 pixels a side"),
        (vec!["--text-scale", "nan"], "text_scale: NaN: expected 0.5 to 3"),
        (vec!["--output", "map.gif"], "expected png, svg or pdf; gif is for a map with animate"),
    ] {
        let out = marz(folder.path(), &[&["map"], args.as_slice()].concat());
        let stderr = text(&out.stderr);
        assert_eq!((out.status.code(), out.stdout.is_empty()), (Some(2), true), "{args:?}: {stderr}");
        assert!(stderr.contains(printed), "{args:?}: {stderr}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "{args:?} left a file");
    }
    // Nothing to see is no failure, but it is said.
    let out = marz(folder.path(), &["map", "--bbox", "10,50,11,51", "--output", "empty.svg"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("no incident that passes the filter lies on this map"));
    assert!(text(&out.stderr).contains("the border is not on this map"));
}

#[test]
fn what_is_exported_nested_reads_back_equal() {
    let folder = tempfile::tempdir().unwrap();
    let out = marz(folder.path(), &["export", "--to", "geojson", "--nested", "--output", "nested.geojson"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let checked = marz(folder.path(), &["check", "nested.geojson"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
    let read = |path: &Path| -> serde_json::Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    let (stored, written) = (read(&root().join("data/incidents.geojson")), read(&folder.path().join("nested.geojson")));
    let features = |v: &serde_json::Value| v["features"].as_array().unwrap().clone();
    for (a, b) in features(&stored).iter().zip(features(&written)) {
        assert_eq!(a["id"], b["id"]);
        assert_eq!(a["geometry"], b["geometry"], "{}", a["id"]);
        // What is not known may be left out or null.
        for (key, value) in a["properties"].as_object().unwrap().iter().filter(|(_, v)| !v.is_null()) {
            let other = &b["properties"][key];
            let bare = |v: &serde_json::Value| v.as_object().map(|o| o.iter().filter(|(_, v)| !v.is_null()).count());
            assert!(value == other || bare(value).is_some() && bare(value) == bare(other), "{} {key}", a["id"]);
        }
    }
    assert_eq!(features(&stored).len(), features(&written).len());
}

#[test]
fn every_export_is_the_same_twice_and_wrong_ones_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (format, name) in [
        ("geojson", "a.geojson"),
        ("geojsonseq", "a.geojsonl"),
        ("csv", "a.csv"),
        ("kml", "a.kml"),
        ("fgb", "a.fgb"),
        ("gpkg", "a.gpkg"),
    ] {
        let make = || {
            let out = marz(folder.path(), &["export", "--to", format, "--output", name]);
            assert_eq!(out.status.code(), Some(0), "{format}: {}", text(&out.stderr));
            fs::read(folder.path().join(name)).unwrap()
        };
        assert!(make() == make(), "{format}");
    }
    let make = |to: &str| {
        let out = marz(folder.path(), &["export", "--to", "qgis", "--output", to]);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        ["marz.gpkg", "marz.qgz", "incidents.geojson", "incidents.qml"]
            .map(|n| fs::read(folder.path().join(to).join(n)).unwrap())
    };
    assert!(make("one") == make("deep/two"));
    for args in [
        vec!["export", "--to", "qgis"],
        vec!["export", "--to", "qgis", "--output", "a.csv"],
        vec!["export", "--to", "gpkg", "--nested", "--output", "x.gpkg"],
        vec!["export", "--to", "kml", "--hxl", "--output", "x.kml"],
        vec!["export", "--to", "csv", "--layer", "places"],
        vec!["export", "--to", "gpkg", "--output", "deep"],
        vec!["export", "--to", "shp"],
        vec!["export", "--to", "gpkg", "--within", "5km", "--within", "5KM", "--output", "x.gpkg"],
        vec!["export", "--to", "fgb", "--within", "5km", "--within", "5km", "--output", "x.fgb"],
    ] {
        let out = marz(folder.path(), &args);
        assert_eq!((out.status.code(), out.stdout.is_empty()), (Some(2), true), "{args:?}");
        assert!(!out.stderr.is_empty(), "{args:?}");
    }
    // The old file is as it was.
    assert!(fs::read(folder.path().join("a.csv")).unwrap().starts_with(b"id,lon,lat,"));
}

#[test]
fn every_exported_field_is_explained() {
    let printed = text(&marz(root(), &["fields", "--within", "5km", "--format", "json"]).stdout);
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let names = |group: &str| -> Vec<String> {
        printed[group].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap().to_owned()).collect()
    };
    let mut known = names("measured");
    known.extend(names("incidents"));
    let sheet = text(&marz(root(), &["export", "--to", "csv", "--hxl", "--within", "5km", "--quiet"]).stdout);
    let mut rows = sheet.lines();
    let header: Vec<&str> = rows.next().unwrap().split(',').collect();
    for name in &header {
        assert!(known.iter().any(|k| k == name), "{name}");
    }
    // The row of hashtags has a cell for every column, and the first are what they must be.
    let tags: Vec<&str> = rows.next().unwrap().split(',').collect();
    assert_eq!((tags.len(), &tags[..3]), (header.len(), &["#event+id", "#geo+lon", "#geo+lat"][..]));
    // The docs hold what the program says.
    let docs = fs::read_to_string(root().join("docs/handover.md")).unwrap();
    let plain = text(&marz(root(), &["fields", "--within", "5km"]).stdout);
    assert!(docs.contains(&plain), "docs/handover.md: put in the output of marz fields --within 5km");
    for group in ["measured", "incidents"] {
        assert!(printed[group].as_array().unwrap().iter().all(|f| f["meaning"].as_str().is_some_and(|m| m.len() > 5)));
    }
}

#[test]
fn every_key_of_a_recipe_is_an_option() {
    let help = text(&marz(root(), &["map", "--help"]).stdout);
    let keys = [
        "kind",
        "by",
        "title",
        "subtitle",
        "size",
        "page",
        "dpi",
        "text-scale",
        "text-as",
        "lang",
        "theme",
        "projection",
        "caption",
        "km",
        "around",
        "radius",
        "bbox",
        "incidents",
        "include",
        "since",
        "until",
        "category",
        "status",
        "near",
        "min-grade",
        "without",
        "relief",
        "key",
        "claims",
        "contacts",
        "journeys",
        "graticule",
        "locator",
        "legend",
        "provinces",
        "rivers",
    ];
    for key in keys {
        assert!(help.contains(&format!("--{key} ")) || help.contains(&format!("--{key}\n")), "{key}");
    }
}

#[test]
fn a_figure_comes_out_the_same_in_every_format_and_carries_its_facts() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str| {
        let args = ["map", "overview-fa", "--quiet", "--output", name, "--caption", "caption.txt"];
        assert_eq!(marz(folder.path(), &args).status.code(), Some(0));
        fs::read(folder.path().join(name)).unwrap()
    };
    for name in ["a.pdf", "a.png", "a.svg"] {
        assert!(make(name) == make(name), "{name}");
    }
    let svg = String::from_utf8(make("a.svg")).unwrap();
    for part in [
        "inkscape:groupmode=\"layer\" inkscape:label=\"The border\"",
        "xml:lang=\"fa\"",
        "<desc id=\"desc\">",
        "Border edition: osm-2026c",
        "دوشنبه",
    ] {
        assert!(svg.contains(part), "{part}");
    }
    assert!(!svg.contains("clip-path") && !svg.contains("dx=") && !svg.contains("dy="));
    let png = make("a.png");
    let reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
    // 1,600 pixels over 174 mm are 234 dots an inch, 9,213 a metre.
    assert_eq!(reader.info().pixel_dims.unwrap().xppu, 9213);
    let keys: Vec<&str> = reader.info().utf8_text.iter().map(|t| t.keyword.as_str()).collect();
    assert_eq!(
        keys,
        ["Title", "Description", "Border edition", "Data date", "Projection", "Credits", "Software", "Edition"]
    );
    let pdf = make("a.pdf");
    assert!(pdf.starts_with(b"%PDF-1."));
    let caption = fs::read_to_string(folder.path().join("caption.txt")).unwrap();
    assert_eq!(caption.lines().count(), 5, "{caption}");
    assert!(caption.lines().last().unwrap().starts_with("marz-edition-"), "{caption}");
}

#[test]
fn kilometre_and_coordinate_lead_to_each_other() {
    let at = marz(root(), &["border", "at", "361"]);
    let spot: serde_json::Value = serde_json::from_slice(&at.stdout).unwrap();
    let km = marz(root(), &["border", "km", &spot["lon"].to_string(), &spot["lat"].to_string()]);
    let printed: serde_json::Value = serde_json::from_slice(&km.stdout).unwrap();
    assert!((printed["border_km"].as_f64().unwrap() - 361.0).abs() < 1e-3, "{printed}");
    assert_eq!(marz(root(), &["border", "at", "1400"]).status.code(), Some(2));
    assert_eq!(marz(root(), &["border", "km", "-190", "10"]).status.code(), Some(2));
}

#[test]
fn the_embedded_dossier_serves_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let out = marz(folder.path(), &["border", "info"]);
    assert_eq!(out.status.code(), Some(0));
    assert!(text(&out.stderr).contains("using the embedded dossier"));
    assert!(text(&out.stdout).contains("1343.956 km"));
    assert_eq!(marz(folder.path(), &["check", "--dossier", "."]).status.code(), Some(2));
}

#[test]
fn findings_are_the_same_in_every_form_and_add_up() {
    let armed = "clash,incursion,smuggling_clash,drone_attack,shelling";
    let printed = |args: &[&str]| {
        let out = marz(root(), &[&["analyse", "--quiet"], args].concat());
        assert_eq!(out.status.code(), Some(0), "{args:?}: {}", text(&out.stderr));
        text(&out.stdout)
    };
    let json: serde_json::Value = serde_json::from_str(&printed(&["--category", armed, "--format", "json"])).unwrap();
    assert_eq!(
        (json["records"].as_u64(), json["events"].as_u64(), json["without_place"].as_u64()),
        (Some(21), Some(21), Some(1))
    );
    for table in json["counts"].as_array().unwrap() {
        let sum =
            |member: &str| table["rows"].as_array().unwrap().iter().map(|r| r[member].as_f64().unwrap()).sum::<f64>();
        let is = |member: &str, whole: f64| assert!((sum(member) - whole).abs() < 1e-4, "{}: {member}", table["by"]);
        is("events", 21.0);
        is("killed_min", 33.0);
        is("killed_max", 35.0);
        is("killed_unknown", 5.0);
    }
    // 52 statements, aggregates, visits and talks are in no sum.
    let all = printed(&[]);
    assert!(all.contains("34 records of 86 are events; 52 are sums of events"), "{all}");
    let csv = printed(&["--category", armed, "--format", "csv"]);
    let rows: Vec<&str> = csv.lines().collect();
    let edition = rows[1].strip_prefix("total,all,21,33,35,true,5,,,,,,,,false,").unwrap();
    assert!(edition.starts_with("marz-edition-"), "{edition}");
    assert!(csv.contains("\nhot_stretch,km 325–375,"), "{csv}");
    assert_eq!(csv, printed(&["--category", armed, "--format", "csv"]));
    let few = printed(&["--category", "shelling"]);
    assert!(few.contains("warning: too few events with a place (1)"), "{few}");
    let out = marz(root(), &["analyse", "--kernel", "0km"]);
    assert!(out.status.code() == Some(2) && text(&out.stderr).contains("--kernel 0km is too short"));
    // Any border will do.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("l.geojson"), r#"{"type":"LineString","coordinates":[[68,37],[72,38]]}"#).unwrap();
    assert_eq!(marz(folder.path(), &["analyse", "--border", "l.geojson", "--quiet"]).status.code(), Some(0));
}

/// In an empty folder, in the repository and twice over: the same bytes.
#[test]
fn build_writes_the_committed_files_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let out = marz(folder.path(), &["build"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(out.stdout.is_empty());
    let stderr = text(&out.stderr);
    for line in ["86 read, 86 used, 0 rejected; 18 without a place", "1343.956 km measured", "nearest ", "farthest "] {
        assert!(stderr.contains(line), "{stderr}");
    }
    let mut compared = 0;
    for entry in fs::read_dir(folder.path().join("maps")).unwrap() {
        let path = entry.unwrap().path();
        let committed = root().join("maps").join(path.file_name().unwrap());
        assert!(
            fs::read(&path).unwrap() == fs::read(&committed).unwrap(),
            "{} differs: run marz build",
            committed.display()
        );
        compared += 1;
    }
    assert_eq!(compared, 19);
    // Pages for print go where git does not look.
    for name in ["out/gold-mine.pdf", "out/marz.gpkg", "out/marz.qgz"] {
        assert!(folder.path().join(name).exists(), "{name}");
    }
}

#[test]
fn committed_pictures_are_small() {
    let mut all = 0;
    for entry in fs::read_dir(root().join("maps")).unwrap() {
        let path = entry.unwrap().path();
        let size = fs::metadata(&path).unwrap().len();
        all += size;
        if path.extension().is_some_and(|e| e == "png") {
            // Whole, to the last pixel, for a reader that is not ours.
            let mut reader = png::Decoder::new(std::io::Cursor::new(fs::read(&path).unwrap())).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let image = reader.next_frame(&mut pixels).and_then(|_| reader.finish());
            assert!(image.is_ok(), "{}: {:?}", path.display(), image.err());
        }
        let most = match path.extension().and_then(|e| e.to_str()) {
            Some("png") => 600_000,
            Some("svg") => 400_000,
            _ => u64::MAX,
        };
        assert!(size <= most, "{}: {size} bytes", path.display());
    }
    assert!(all <= 6_000_000, "{all}");
}

/// A run killed at any moment leaves the old file or the new one, and never half of one.
#[cfg(unix)]
#[test]
fn a_killed_build_leaves_no_half_written_file() {
    let folder = tempfile::tempdir().unwrap();
    let maps = folder.path().join("maps");
    for step in 0..24_u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_marz"))
            .current_dir(folder.path())
            .args(["build", "--quiet"])
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(step * step * 5));
        let _ = child.kill();
        child.wait().unwrap();
        let Ok(entries) = fs::read_dir(&maps) else { continue };
        for path in entries.map(|e| e.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap();
            if !name.starts_with(".marz-") {
                assert!(fs::read(&path).unwrap() == fs::read(root().join("maps").join(name)).unwrap(), "{name}");
            }
        }
    }
}
