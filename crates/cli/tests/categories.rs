//! Categories of a dossier's own, and those that may be used without being defined: from a sheet to every product.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;

use serde_json::Value;

mod support;

use support::{marz, text};

const OWN: &str = "\n[categories.rocket_attack]\nname = { en = 'Rocket attack', ru = 'Ракетный удар' }\nsymbol = 'triangle_left'\n\
    colour = '#8a1c5b'\narmed = true\n\n[categories.rumour]\nname = 'Rumour'\nsymbol = 'ring'\ncolour = '#777777'\nevent = false\n\n\
    [categories.landmine]\nname = 'Mine or booby trap'\nsymbol = 'four_star'\ncolour = '#101010'\narmed = true\n";

/// A dossier with three records of the given categories.
fn dossier(own: &str, categories: [&str; 3]) -> tempfile::TempDir {
    let folder = support::dossier();
    let manifest = folder.path().join("marz.toml");
    fs::write(&manifest, fs::read_to_string(&manifest).unwrap() + own).unwrap();
    let mut all: Value = serde_json::from_str(&support::incidents(folder.path())).unwrap();
    for (i, category) in categories.into_iter().enumerate() {
        let feature = &mut all["features"][i];
        feature["properties"]["category"] = category.into();
        // All at one known place, a little apart.
        feature["geometry"] = serde_json::json!({"type": "Point", "coordinates": [70.0 + 0.3 * i as f64, 37.6]});
        feature["properties"]["location"]["extent"] = "point".into();
        feature["properties"]["location"]["side"] = Value::Null;
    }
    fs::write(folder.path().join("data/incidents.geojson"), format!("{all:#}\n")).unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/m.toml"), "title = 'T'\nextent = { border = true }\n").unwrap();
    fs::write(folder.path().join("maps/t.toml"), "kind = 'timeline'\ntitle = 'T'\n").unwrap();
    folder
}

/// Runs a command that must succeed; what it printed on stdout and stderr.
fn run(folder: &Path, args: &[&str]) -> (String, String) {
    let out = marz(folder, args);
    let (product, printed) = (text(&out.stdout), text(&out.stderr));
    assert_eq!(out.status.code(), Some(0), "{args:?}: {product}{printed}");
    (product, printed)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn own_categories_go_through_every_product() {
    let folder = dossier(OWN, ["rocket_attack", "rumour", "landmine"]);
    let f = folder.path();
    run(f, &["check"]);
    run(f, &["map", "m", "--output", "m.svg"]);
    let map = read(f, "m.svg");
    for words in ["Rocket attack (1)", "Rumour (1)", "Mine or booby trap (1)"] {
        assert!(map.contains(words), "{words}");
    }
    run(f, &["map", "m", "--lang", "ru", "--output", "ru.svg"]);
    let russian = read(f, "ru.svg");
    // A name that Russian lacks is the English one.
    assert!(russian.contains("Ракетный удар (1)") && russian.contains("Rumour (1)"));
    run(f, &["map", "t", "--output", "t.svg"]);
    assert!(read(f, "t.svg").contains("Rocket attack (1)"));
    let (counts, _) = run(f, &["analyse", "--format", "json"]);
    // The rumour is no event.
    assert!(
        counts.contains("\"rocket_attack\"") && counts.contains("\"landmine\"") && !counts.contains("\"rumour\""),
        "{counts}"
    );
    let (table, printed) = run(f, &["measure", "--category", "rocket_attack,landmine", "--format", "csv"]);
    assert!(table.lines().count() == 3 && printed.contains("2 used"), "{table}{printed}");
    run(f, &["report", "--output", "r.html"]);
    let report = read(f, "r.html");
    assert!(report.contains("Rocket attack") && report.contains("<option value=\"rumour\">Rumour</option>"));
    run(f, &["export", "--to", "kml", "--output", "e.kml"]);
    let kml = read(f, "e.kml");
    assert!(kml.contains("<color>ff5b1c8a</color>") && !kml.contains("#rocket_attack"), "{kml}");
    run(f, &["export", "--to", "qgis", "--output", "q"]);
    let style = read(f, "q/incidents.qml");
    assert!(style.contains("Rocket attack") && style.contains("138,28,91") && style.contains("Mine or booby trap"));
    let (exported, _) = run(f, &["export", "--to", "csv"]);
    let event = |id: usize| exported.lines().nth(id).unwrap().to_owned();
    let at = exported.lines().next().unwrap().split(',').position(|c| c == "counts_as_event").unwrap();
    assert!(at > 0 && event(2).contains("rumour") && event(2).contains("false"), "{exported}");
    // A sheet whose words the table maps to them.
    let rows = "x,t,2025-08-24,Rockets,37.2,69.1\ny,t,2025-08-24,rumour,37.2,69.1\nz,t,2025-08-24,shooting,37.2,69.1\n";
    fs::write(f.join("s.csv"), format!("id,title,date,category,lat,lon\n{rows}")).unwrap();
    fs::write(f.join("t.toml"), "[category]\nRockets = 'rocket_attack'\n").unwrap();
    let (_, printed) = run(f, &["import", "csv", "s.csv", "--table", "t.toml", "--into", "data/incidents.geojson"]);
    assert!(printed.contains("a code that is not known; taken as other") && printed.contains("shooting"), "{printed}");
    let stored = support::incidents(f);
    assert!(stored.matches("\"rocket_attack\"").count() == 2 && stored.matches("\"rumour\"").count() == 2, "{stored}");
    run(f, &["check"]);
}

#[test]
fn the_stock_is_there_without_being_defined_and_shown_only_where_it_is_used() {
    let folder = dossier("", ["landmine", "crossing_closed", "clash"]);
    let f = folder.path();
    run(f, &["check"]);
    run(f, &["map", "m", "--output", "m.svg"]);
    let map = read(f, "m.svg");
    assert!(map.contains("Landmine (1)") && map.contains("Crossing closed (1)") && !map.contains("Abduction"));
    run(f, &["export", "--to", "qgis", "--output", "q"]);
    let style = read(f, "q/incidents.qml");
    assert!(style.contains("Landmine") && style.contains("octagon") && !style.contains("Abduction"));
    let (fields, _) = run(f, &["fields", "category"]);
    assert!(fields.contains("air_strike") && fields.contains("[categories] in marz.toml"), "{fields}");
}

#[test]
fn a_category_that_nobody_defines_is_refused_by_name() {
    let folder = dossier("", ["rocket_attack", "clash", "clash"]);
    let f = folder.path();
    let out = marz(f, &["check"]);
    let printed = text(&out.stdout) + &text(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{printed}");
    assert!(printed.contains("rocket_attack") && printed.contains("[categories] in marz.toml"), "{printed}");
    for args in [
        &["measure", "--category", "rocket_attack"][..],
        &["export", "--to", "csv", "--category", "rocket_attack"],
        &["analyse", "--category", "rocket_attack"],
        &["report", "--category", "clsh", "--output", "r.html"],
        &["map", "m", "--category", "clsh", "--output", "m.svg"],
        &["lint", "--category", "clsh"],
    ] {
        let out = marz(f, args);
        let printed = text(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {printed}");
        assert!(printed.contains("did you mean"), "{args:?}: {printed}");
    }
    fs::write(f.join("s.csv"), "id,title,date,category\nx,t,2025-08-24,Rockets\n").unwrap();
    fs::write(f.join("t.toml"), "[category]\nRockets = 'rocket_atack'\n").unwrap();
    let out = marz(f, &["import", "csv", "s.csv", "--table", "t.toml"]);
    assert_eq!(out.status.code(), Some(2), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("rocket_atack"), "{}", text(&out.stderr));
    for wrong in [
        "[categories.clash]\nname='x'\nsymbol='star'\ncolour='#000000'\n",
        "[categories.a]\nname='x'\nsymbol='star'\ncolour='red'\n",
    ] {
        let folder = dossier(wrong, ["clash", "clash", "clash"]);
        let out = marz(folder.path(), &["check"]);
        assert_eq!(out.status.code(), Some(2), "{}", text(&out.stderr));
        assert!(text(&out.stderr).contains("categories."), "{}", text(&out.stderr));
    }
}

#[test]
fn categories_that_look_alike_are_named() {
    let own = |colour: &str, symbol: &str| {
        let folder = dossier(
            &format!("\n[categories.raid]\nname = 'Raid'\nsymbol = '{symbol}'\ncolour = '{colour}'\n"),
            ["raid", "clash", "other"],
        );
        let (problems, counts) = run(folder.path(), &["check"]);
        problems + &counts
    };
    let said = own("#c4261b", "circle");
    assert!(said.contains("categories.raid") && said.contains("symbol of 'clash'"), "{said}");
    for (colour, symbol) in [("#c4261b", "star"), ("#10a0ff", "circle")] {
        let said = own(colour, symbol);
        assert!(!said.contains("in a colour like its own"), "{colour} {symbol}: {said}");
    }
}
