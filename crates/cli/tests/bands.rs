//! `marz bands` as people run it: what is asked for is counted, what is wrong is refused, nothing is left out without a word.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;

mod support;

use serde_json::Value;
use support::{dossier, marz, root, text};

fn json(folder: &Path, more: &[&str]) -> Value {
    let out = marz(folder, &[&["bands", "--format", "json"], more].concat());
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// The group of a key, of the shares of events within the distance of number `band`.
fn group<'v>(found: &'v Value, by: &str, key: &str) -> &'v Value {
    let all = found["groups"].as_array().unwrap();
    all.iter().find(|g| g["by"] == by && g["key"] == key).unwrap_or_else(|| panic!("no {by} {key} in {found:#}"))
}

#[test]
fn every_record_is_accounted_for() {
    // The embedded dossier.
    let folder = tempfile::tempdir().unwrap();
    let out = marz(folder.path(), &["bands", "--since", "2022", "--near", "20km"]);
    let said = text(&out.stderr);
    assert!(
        said.contains("86 incidents read, ") && said.contains("left out, since the filter cannot judge them"),
        "{said}"
    );
    let all = json(folder.path(), &[]);
    let number = |v: &Value| v.as_f64().unwrap();
    assert!(number(&all["without_place"]) > 0.0 && all["events"].as_u64() < all["records"].as_u64());
    let groups = all["groups"].as_array().unwrap();
    for by in ["all", "side", "year", "category"] {
        // Groups part the events, those without a place beside.
        let of = |value: &dyn Fn(&Value) -> f64| groups.iter().filter(|g| g["by"] == by).map(value).sum::<f64>();
        let placed = of(&|g| number(&g["events"]));
        let without = of(&|g| number(&g["without_place"]["events"]));
        assert!((placed + without - number(&all["events"])).abs() < 1e-4, "{by}: {placed} {without}");
        assert!((without - number(&all["without_place"])).abs() < 1e-6, "{by}");
    }
    for share in groups.iter().flat_map(|g| g["bands"].as_array().unwrap()).flat_map(|b| [&b["events"], &b["dead"]]) {
        if !share.is_null() {
            let [least, low, high, most] = ["least", "low", "high", "most"].map(|k| number(&share[k]));
            assert!(0.0 <= least && least <= low && low <= high && high <= most && most <= 1.0, "{share}");
        }
    }
    // The same in every run.
    assert_eq!(json(folder.path(), &[]), all);
}

#[test]
fn what_is_asked_for_is_what_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let all = json(folder.path(), &["--within", "30km,5km", "--within", "1km", "--by", "category"]);
    assert_eq!(all["within_m"], serde_json::json!([1_000.0, 5_000.0, 30_000.0]));
    assert!(all["groups"].as_array().unwrap().iter().all(|g| g["by"] == "all" || g["by"] == "category"));
    let clashes = json(folder.path(), &["--category", "clash", "--by", "category"]);
    assert_eq!(clashes["groups"].as_array().unwrap().len(), 2);
    assert_eq!(group(&clashes, "all", "all")["bands"], group(&clashes, "category", "clash")["bands"]);
    // Under another line its own sides count, whatever reports say of those of the first.
    fs::write(
        folder.path().join("l.geojson"),
        r#"{"type":"LineString","coordinates":[[68,37.2],[70,37.2],[71.5,37.9]]}"#,
    )
    .unwrap();
    let other = json(folder.path(), &["--border", "l.geojson", "--by", "side"]);
    assert!(group(&other, "side", "left")["events"].as_f64().unwrap() > 0.0);
    let crossings = json(folder.path(), &["--to", "crossing", "--by", "side"]);
    assert_eq!(crossings["to"], "crossing");
    assert_ne!(crossings["groups"][0]["bands"], json(folder.path(), &["--by", "side"])["groups"][0]["bands"]);
    // Coarse places leave more open.
    let most = |v: &Value| v["groups"][0]["bands"][0]["events"]["least"].as_f64().unwrap();
    assert!(most(&json(folder.path(), &["--coarsen", "50km"])) <= most(&json(folder.path(), &[])));
}

#[test]
fn what_makes_no_band_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (args, expected) in [
        (&["--within", "0km"][..], "--within: 0km: expected 1 to 12 different lengths above 0, such as 5km"),
        (&["--within=-5km"], "'-5km' is no length"),
        (&["--within", "NaNkm"], "'NaNkm' is no length"),
        (&["--within", ""], "'' is no length"),
        (&["--within", "5km,"], "'' is no length"),
        (&["--within", "5km", "--within", "5000m"], "--within: 5km twice"),
        (&["--within", "1km,2km,3km,4km,5km,6km,7km,8km,9km,10km,11km,12km,13km"], "13 distances"),
        (&["--by", "quarter"], "quarter"),
        (&["--to", "river"], "river"),
        (&["--lang", "fa", "--format", "csv"], "--lang belongs to --format table"),
        (&["--lang", "xx"], "--lang"),
        (&["--category", "clsh"], "did you mean clash?"),
    ] {
        let out = marz(folder.path(), &[&["bands"], args].concat());
        let said = text(&out.stderr);
        assert!(out.status.code() == Some(2) && said.contains(expected), "{args:?}: {said}");
        assert!(out.stdout.is_empty(), "{args:?}");
    }
    for args in [
        &["map", "overview", "--within", "5km", "--output", "o.svg"][..],
        &["map", "bands", "--within", "0m", "--output", "o.svg"],
    ] {
        let out = marz(folder.path(), args);
        assert!(out.status.code() == Some(2) && text(&out.stderr).contains("within: "), "{}", text(&out.stderr));
    }
    // A dossier of no town.
    let folder = dossier();
    let path = folder.path().join("data/places.geojson");
    let mut places: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    places["features"].as_array_mut().unwrap().retain(|f| f["properties"]["kind"] == "border_crossing");
    fs::write(&path, places.to_string()).unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::copy(root().join("maps/bands.toml"), folder.path().join("maps/bands.toml")).unwrap();
    assert_eq!(marz(folder.path(), &["bands", "--to", "crossing"]).status.code(), Some(0));
    for args in [&["bands", "--to", "town"][..], &["map", "bands", "--to", "town", "--output", "o.svg"]] {
        let out = marz(folder.path(), args);
        assert!(
            out.status.code() == Some(2) && text(&out.stderr).contains("no place of a kind"),
            "{}",
            text(&out.stderr)
        );
    }
}

#[test]
fn the_table_speaks_every_language() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, words) in [
        ("en", "Expected (90 %)"),
        ("ru", "Ожидается (90 %)"),
        ("tg", "Чашмдошт (90 %)"),
        ("fa", "مورد انتظار (۹۰٪)"),
        ("es", "Esperado"),
        ("fr", "Attendu"),
        ("ar", "المتوقع"),
    ] {
        let out = marz(folder.path(), &["bands", "--lang", lang]);
        assert!(text(&out.stdout).contains(words), "{lang}: {}", text(&out.stdout));
    }
}

/// An empty selection is no error: the table says that there is nothing.
#[test]
fn nothing_is_counted_as_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let found = json(folder.path(), &["--since", "1990", "--until", "1991"]);
    assert_eq!((found["events"].as_u64(), found["groups"].as_array().unwrap().len()), (Some(0), 1));
    assert!(found["groups"][0]["bands"][0]["events"].is_null());
    let out = marz(folder.path(), &["map", "bands", "--since", "1990", "--until", "1991", "--output", "o.svg"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(fs::read_to_string(folder.path().join("o.svg")).unwrap().contains("no event has a place"));
}
