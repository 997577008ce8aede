//! The status of a line and contested ground, from the files of a dossier to figures, tables, report and exports.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

mod support;

use support::{marz, text};

fn run(folder: &Path, args: &[&str]) -> (String, String) {
    let out = marz(folder, args);
    assert_eq!(out.status.code(), Some(0), "{args:?}: {}", text(&out.stderr));
    (text(&out.stdout), text(&out.stderr))
}

/// The part of an SVG that is one layer; empty where there is none.
fn layer<'s>(svg: &'s str, id: &str) -> &'s str {
    let Some((_, rest)) = svg.split_once(&format!("<g id=\"{id}\"")) else { return "" };
    rest.split_once("</g>").unwrap().0
}

/// The ways in which the paths of a layer are dashed.
fn dashes(layer: &str) -> BTreeSet<String> {
    let parts = layer.split("stroke-dasharray=\"").skip(1);
    parts.map(|rest| rest.split_once('"').unwrap().0.to_owned()).collect()
}

fn changed(path: PathBuf, change: impl FnOnce(&mut Value)) {
    let mut value: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut value);
    fs::write(path, value.to_string()).unwrap();
}

/// A dossier of the border of Cambodia and Thailand whose line states nothing.
fn plain() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "case", "--border", "KHM-THA"]);
    changed(folder.path().join("case/data/border.geojson"), |border| {
        border["features"][0]["properties"].as_object_mut().unwrap().remove("stretches");
    });
    folder
}

const REASON: &str = "Each maps it as its own; surveyors have met twice.";

/// The same with every status, a contested area about a temple, and an incident there that is reported from the Thai side.
fn stated() -> tempfile::TempDir {
    let folder = plain();
    let home = folder.path().join("case");
    changed(home.join("data/border.geojson"), |border| {
        let statuses = ["agreed", "disputed", "control_line", "armistice", "approximate"];
        let stretch = |(i, status): (usize, &str)| {
            json!({"from_km": 100 * i, "to_km": 100 * (i + 1), "status": status, "reason": format!("Because of {status}."),
                "unverified": status == "disputed", "sources": [{"by": "A ministry", "title": "A map"}]})
        };
        let all: Vec<Value> = statuses.into_iter().enumerate().map(stretch).collect();
        border["features"][0]["properties"]["stretches"] = all.into();
    });
    let ring = json!([[[104.5, 14.2], [104.9, 14.2], [104.9, 14.5], [104.5, 14.5], [104.5, 14.2]]]);
    let area = json!({"type": "Feature", "properties": {"between": ["KH", "TH"], "reason": {"en": REASON}, "sources": [{"by": "A court"}]},
        "geometry": {"type": "Polygon", "coordinates": ring}});
    let areas = json!({"type": "FeatureCollection", "attribution": "Ground: A court", "features": [area]});
    fs::write(home.join("data/own.geojson"), areas.to_string()).unwrap();
    let manifest = fs::read_to_string(home.join("marz.toml")).unwrap();
    fs::write(home.join("marz.toml"), manifest.replace("[basemap]\n", "[basemap]\ncontested = \"data/own.geojson\"\n"))
        .unwrap();
    let incident = [
        "add",
        "--date",
        "2025-07-24",
        "--category",
        "clash",
        "--status",
        "one_side",
        "--title",
        "Shots at the temple",
        "--at",
        "104.68,14.39",
        "--name",
        "Preah Vihear",
        "--radius",
        "2km",
        "--side",
        "right",
        "--source",
        "A newspaper https://example.org/1 2025-07-25",
    ];
    run(&home, &incident);
    folder
}

#[test]
fn every_status_has_its_dashes_on_every_figure_and_an_entry_in_the_legend() {
    let (plain, stated) = (plain(), stated());
    let svg = |folder: &Path, options: &[&str]| {
        let home = folder.join("case");
        run(&home, &[&["map"], options, &["--output", "figure.svg"]].concat());
        fs::read_to_string(home.join("figure.svg")).unwrap()
    };
    let words = [
        "agreed on by both sides",
        "The same, disputed",
        "armistice line",
        "line of control",
        "approximate, not",
        "Contested ground",
    ];
    for options in [
        &["overview", "--size", "1800x2400"][..],
        // Wide enough for each entry of the legend on one line.
        &["strip", "--size", "1800x1200", "--dpi", "200"],
        &["overview", "--kind", "multiples", "--by", "year", "--size", "1800x2400"],
    ] {
        let figure = svg(stated.path(), options);
        assert_eq!(dashes(layer(&figure, "border")).len(), 4, "{options:?}: {:?}", dashes(layer(&figure, "border")));
        // Hatched: many short lines.
        let hatching = layer(&figure, "contested-hatching");
        assert!(hatching.matches(['M', 'm']).count() > 8, "{options:?}: {hatching}");
        for word in words {
            assert!(layer(&figure, "legend").contains(word), "{options:?}: {word}");
        }
        let foot = layer(&figure, "title");
        for part in ["Because of armistice.", "not verified", "surveyors have met"] {
            assert!(foot.contains(part), "{options:?}: {part}: {foot}");
        }
        assert!(options[0] == "strip" || foot.contains("Ground: A"), "{foot}");
    }
    for options in [&["overview"][..], &["strip"]] {
        let figure = svg(plain.path(), options);
        assert!(
            dashes(layer(&figure, "border")).is_empty() && layer(&figure, "contested-hatching").is_empty(),
            "{options:?}"
        );
        assert!(words.iter().all(|word| !layer(&figure, "legend").contains(word)), "{options:?}");
    }
    // In every language of the program, and the reason in the caption.
    let home = stated.path().join("case");
    for (lang, word) in [("ru", "линия перемирия"), ("tg", "хати сулҳ"), ("fa", "خط ترک مخاصمه")]
    {
        let figure = svg(stated.path(), &["strip", "--lang", lang, "--title", "x"]);
        assert!(layer(&figure, "legend").contains(word), "{lang}: {}", layer(&figure, "legend"));
    }
    run(&home, &["map", "overview", "--output", "figure.svg", "--caption", "figure.txt"]);
    assert!(fs::read_to_string(home.join("figure.txt")).unwrap().contains("Because of control_line."));
}

#[test]
fn contested_ground_is_on_neither_side_in_tables_counts_and_report() {
    let folder = stated();
    let home = folder.path().join("case");
    let (table, _) = run(&home, &["measure", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let column =
        |name: &str, reader: &mut csv::Reader<&[u8]>| reader.headers().unwrap().iter().position(|c| c == name).unwrap();
    let (side, p_left) = (column("side", &mut reader), column("p_left", &mut reader));
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!((&row[side], &row[p_left]), ("disputed", ""));
    let (printed, _) = run(&home, &["measure"]);
    assert!(printed.contains("side disputed (Thailand, as reported)"), "{printed}");
    let (counts, _) = run(&home, &["analyse", "--format", "json"]);
    assert!(counts.contains("\"disputed\""), "{counts}");
    run(&home, &["report", "--output", "report.html"]);
    let report = fs::read_to_string(home.join("report.html")).unwrap();
    for part in ["side disputed", "surveyors have met", "Because of approximate.", "A map", "not verified"] {
        assert!(report.contains(part), "{part}");
    }
    run(&home, &["report", "--format", "md", "--output", "report.md"]);
    let report = fs::read_to_string(home.join("report.md")).unwrap();
    for part in ["surveyors have met", "Because of approximate.", "not verified"] {
        assert!(report.contains(part), "{part}: {report}");
    }
    let (checked, _) = run(&home, &["check"]);
    assert_eq!(checked, "");
    let lint = marz(&home, &["lint"]);
    let warned = text(&lint.stdout);
    for part in ["km 100 to 200: the reason is not checked", "the point lies on contested ground"] {
        assert!(warned.contains(part), "{part}: {warned}");
    }
    let (info, _) = run(&home, &["border", "info"]);
    assert!(info.contains("armistice from km 300 to km 400: Because of armistice."), "{info}");
    assert!(info.contains("disputed from km 100 to km 200: Because of disputed. (not verified)"), "{info}");
    changed(home.join("data/incidents.geojson"), |all| {
        all["features"][0]["properties"]["location"]["side"] = "both".into();
    });
    let (printed, _) = run(&home, &["measure"]);
    assert!(printed.contains("side disputed (both sides, as reported)"), "{printed}");
}

#[test]
fn exports_carry_status_and_contested_ground() {
    let folder = stated();
    let home = folder.path().join("case");
    run(&home, &["export", "--to", "geojson", "--layer", "border", "--output", "border.geojson"]);
    let border: Value = serde_json::from_slice(&fs::read(home.join("border.geojson")).unwrap()).unwrap();
    let statuses: Vec<&str> =
        border["features"].as_array().unwrap().iter().map(|f| f["properties"]["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["agreed", "disputed", "control_line", "armistice", "approximate", "not_stated"]);
    let disputed = &border["features"][1];
    assert_eq!(disputed["properties"]["reason_verified"], "no");
    assert!((disputed["properties"]["to_km"].as_f64().unwrap() - 200.0).abs() < 1e-6);
    run(&home, &["export", "--to", "qgis", "--output", "package"]);
    let styles = fs::read(home.join("package/marz.gpkg")).unwrap();
    let styles = String::from_utf8_lossy(&styles);
    for part in ["attr=\"status\"", "dash dot dot", "b_diagonal"] {
        assert!(styles.contains(part), "{part}");
    }
}

#[test]
fn labels_of_exported_styles_are_in_the_language_asked_for() {
    let folder = stated();
    let home = folder.path().join("case");
    let styles = |options: &[&str]| {
        run(&home, &[&["export", "--to", "qgis", "--output", "package"], options].concat());
        // The project is stored in its archive as it is.
        ["package/marz.qgz"].map(|file| {
            let bytes = fs::read(home.join(file)).unwrap();
            String::from_utf8_lossy(&bytes).replace("&quot;", "\"").replace("&apos;", "'").replace("&#39;", "'")
        })
    };
    for file in styles(&[]) {
        assert!(file.contains("fieldName=\"upper(\"name_en\")\"") && !file.contains("coalesce(\"name_"), "English");
    }
    for file in styles(&["--lang", "ru"]) {
        assert!(file.contains("fieldName=\"upper(coalesce(\"name_ru\", \"name_en\"))\""), "Russian");
        assert!(file.contains("THEN coalesce(\"name_ru\", \"name_en\") END"), "Russian places");
    }
    // Two lines where the layer has a second name.
    for file in styles(&["--lang", "tg+fa"]) {
        let first = "coalesce(\"name_tg\", \"name_en\")";
        assert!(file.contains(&format!("concat({first}, '\\n' || nullif(\"name_fa\", {first}))")), "two lines");
    }
    // The dossier's own language where none is asked for; English where a layer has no column of names in it.
    let manifest = fs::read_to_string(home.join("marz.toml")).unwrap();
    fs::write(home.join("marz.toml"), format!("{manifest}\n[defaults]\nlang = \"fr\"\n")).unwrap();
    for file in styles(&[]) {
        assert!(file.contains("upper(coalesce(\"name_fr\", \"name_en\"))") && file.contains("THEN \"name_en\" END"));
    }
    let out = marz(&home, &["export", "--to", "qgis", "--output", "package", "--lang", "xx"]);
    assert!(!out.status.success() && text(&out.stderr).contains("--lang xx: expected"), "{}", text(&out.stderr));
    let out = marz(&home, &["export", "--to", "csv", "--lang", "ru"]);
    assert!(
        !out.status.success() && text(&out.stderr).contains("--lang belongs to --to qgis"),
        "{}",
        text(&out.stderr)
    );
}

#[test]
fn faults_in_contested_ground_are_named() {
    let folder = stated();
    let home = folder.path().join("case");
    changed(home.join("data/own.geojson"), |areas| {
        areas["features"][0]["properties"]["between"] = json!(["KHM", "TH"]);
    });
    let out = marz(&home, &["check"]);
    let printed = text(&out.stdout) + &text(&out.stderr);
    assert!(printed.contains("no country of the dossier has this code") && printed.contains("KHM"), "{printed}");
    changed(home.join("data/own.geojson"), |areas| {
        areas["features"][0]["properties"]["reason"] = Value::Null;
    });
    let out = marz(&home, &["check"]);
    let printed = text(&out.stdout) + &text(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{printed}");
    assert!(printed.contains("own.geojson") && printed.contains("a contested area without a reason"), "{printed}");
}

#[test]
fn a_disputed_pair_starts_with_its_status_and_its_contested_ground() {
    let folder = tempfile::tempdir().unwrap();
    let (_, told) = run(folder.path(), &["init", "KOR-PRK"]);
    assert!(told.contains("the line is drawn as armistice: Military demarcation line"), "{told}");
    let border: Value =
        serde_json::from_slice(&fs::read(folder.path().join("KOR-PRK/data/border.geojson")).unwrap()).unwrap();
    let stretch = &border["features"][0]["properties"]["stretches"][0];
    assert_eq!((stretch["status"].as_str(), stretch["from_km"].as_f64()), (Some("armistice"), Some(0.0)));
    assert!(stretch["sources"].as_array().unwrap().len() > 1 && stretch["unverified"].is_null());
    let (list, _) = run(folder.path(), &["border", "list", "KOR-PRK"]);
    assert!(list.contains("armistice") && list.contains("Military demarcation line"), "{list}");
    run(folder.path(), &["init", "SDN-SSD"]);
    // Abyei and Kafia Kingi: both outlines contain them.
    fs::write(folder.path().join("points.csv"), "id,lon,lat\nabyei,28.44,9.6\nkhartoum,32.53,15.5\njuba,31.6,4.85\n")
        .unwrap();
    for args in [["--dossier", "SDN-SSD"], ["--border", "SDN-SSD"]] {
        let (table, _) = run(folder.path(), &[&["measure", "points.csv", "--format", "csv"], &args[..]].concat());
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let side = reader.headers().unwrap().iter().position(|c| c == "side").unwrap();
        let sides: Vec<String> = reader.records().map(|r| r.unwrap()[side].to_owned()).collect();
        assert_eq!(sides[0], "disputed", "{args:?}");
        assert!(sides[1] != sides[2] && sides[1..].iter().all(|s| s == "left" || s == "right"), "{sides:?}");
    }
    assert!(folder.path().join("SDN-SSD/data/contested.geojson").is_file());
    run(&folder.path().join("SDN-SSD"), &["check"]);
}

#[test]
fn reasons_of_a_new_dossier_are_in_the_language_of_each_product() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "SDN-SSD"]);
    let home = folder.path().join("SDN-SSD");
    // The line, and the ground whose reason is made of names of countries.
    let said = [
        ("en", "Meant to be the provincial edge", "the outlines of both Sudan and South Sudan contain it"),
        ("ru", "Предполагалась по границе провинций", "контуры обеих стран: Судан, Южный Судан"),
        ("tg", "Бояд канори вилоятҳо", "дохили канори ҳар ду кишвар аст: Судон"),
        ("fa", "قرار بود لبه استان‌ها", "درون لبه هر دو کشور است"),
        ("es", "Debía ser el límite provincial", "en los contornos de ambos países: Sudán, Sudán del Sur"),
        ("fr", "Censée suivre la limite des provinces", "dans les contours des deux pays"),
        ("ar", "يُفترض أنه حدّ الأقاليم", "داخل حدّي البلدين كليهما"),
    ];
    for (lang, of_line, of_ground) in said {
        let recipe = if lang == "ar" { "overview-ar" } else { "overview" };
        run(&home, &["map", recipe, "--lang", lang, "--title", "x", "--output", "m.svg", "--caption", "m.txt"]);
        run(&home, &["report", "--lang", lang, "--output", "r.html"]);
        let caption = fs::read_to_string(home.join("m.txt")).unwrap();
        let report = fs::read_to_string(home.join("r.html")).unwrap();
        for (product, text) in [("caption", &caption), ("report", &report)] {
            assert!(text.contains(of_line) && text.contains(of_ground), "{lang} {product}: {text}");
            let english = said[0];
            assert!(lang == "en" || !(text.contains(english.1) || text.contains(english.2)), "{lang} {product}");
        }
    }
    let out = marz(&home, &["lint"]);
    let found = text(&out.stdout) + &text(&out.stderr);
    assert!(!found.contains("the border, km") && !found.contains("contested area number"), "{found}");
    // Somebody's own words, in English alone, are marked as such in a text of the other direction.
    changed(home.join("data/border.geojson"), |border| {
        border["features"][0]["properties"]["stretches"][0]["reason"] = json!("Because we say so.");
    });
    run(&home, &["map", "overview-ar", "--output", "m.svg", "--caption", "m.txt"]);
    let caption = fs::read_to_string(home.join("m.txt")).unwrap();
    assert!(caption.contains("\u{200E}Because we say so.\u{200E}"), "{caption:?}");
}
