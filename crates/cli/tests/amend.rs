//! Stored incidents are listed, set by key and value, and edited as a form: checked, whole, and nothing else in the file.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use support::{dossier, incidents, marz, program, text};

mod support;

const ID: &str = "2025-08-24-dovang-clash";

/// An editor of one line of shell, to which the file is `$1`.
fn edited(folder: &Path, script: &str) -> std::process::Output {
    let editor = folder.join("an editor.sh");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    program(folder, &["edit", ID]).env("EDITOR", &editor).output().unwrap()
}

#[test]
fn the_list_has_the_ids_that_pass_the_filter() {
    let folder = dossier();
    let all: serde_json::Value =
        serde_json::from_slice(&marz(folder.path(), &["list", "--format", "json"]).stdout).unwrap();
    let count = all["incidents"].as_array().unwrap().len();
    let out = marz(folder.path(), &["list", "--during", "2025-08", "--category", "clash"]);
    assert!(text(&out.stdout).lines().count() > 1 && text(&out.stdout).contains(ID), "{}", text(&out.stdout));
    assert!(text(&out.stderr).contains(&format!("of {count} incidents")), "{}", text(&out.stderr));
    let without = marz(folder.path(), &["list", "--without", ID]);
    assert!(!text(&without.stdout).contains(ID));
}

#[test]
fn a_beginning_names_the_one_id_that_has_it() {
    let folder = dossier();
    let path = folder.path();
    let out = marz(path, &["set", "2025-08-24-dov", "killed=nobody", "--dry-run"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains(&format!("{ID}: killed")), "{}", text(&out.stderr));
    let out = marz(path, &["set", "20", "killed=1", "--dry-run"]);
    let said = text(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("'20' is the beginning of ") && said.contains("say which: 20"), "{said}");
    // The list gives whole ids, also as a table and a workbook.
    let long = text(&marz(path, &["list"]).stdout);
    assert!(long.lines().skip(1).all(|line| !line.split("  ").next().unwrap().contains('…')), "{long}");
    for (file, begin) in [("list.csv", "id,date,category,status"), ("list.xlsx", "PK")] {
        assert_eq!(marz(path, &["list", "--output", file]).status.code(), Some(0));
        assert!(
            fs::read(path.join(file)).unwrap().windows(begin.len()).take(4).any(|w| w == begin.as_bytes()),
            "{file}"
        );
    }
}

#[test]
fn fields_are_set_and_nothing_else_in_the_file_and_undone() {
    let folder = dossier();
    let path = folder.path();
    let before = incidents(path);
    let words = ["set", ID, "killed=4-6", "status=disputed", "notes+=Another account; later"];
    let trial = marz(path, &[&words[..], &["--dry-run"]].concat());
    assert_eq!((trial.status.code(), incidents(path)), (Some(0), before.clone()));
    let out = marz(path, &words);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("killed: ") && text(&out.stderr).contains(" -> 4..6"), "{}", text(&out.stderr));
    let (old, new): (serde_json::Value, serde_json::Value) =
        (serde_json::from_str(&before).unwrap(), serde_json::from_str(&incidents(path)).unwrap());
    for (a, b) in old["features"].as_array().unwrap().iter().zip(new["features"].as_array().unwrap()) {
        if a["id"] != ID {
            assert_eq!(a, b);
            continue;
        }
        let (a, b) = (&a["properties"], &b["properties"]);
        assert_eq!(
            (&b["killed"]["min"], &b["killed"]["max"], &b["status"]),
            (&4.into(), &6.into(), &"disputed".into())
        );
        assert_eq!(b["notes"].as_array().unwrap().last().unwrap(), "Another account; later");
        assert_eq!(
            (&a["sources"], &a["grade"], &a["killed"]["who"]),
            (&b["sources"], &b["grade"], &b["killed"]["who"])
        );
    }
    assert_eq!(marz(path, &["check"]).status.code(), Some(0));
    assert_eq!((marz(path, &["undo"]).status.code(), incidents(path)), (Some(0), before));
}

/// Whatever can be set is named when it is set, and so is that nothing was to be done.
#[test]
fn every_field_that_is_set_is_named() {
    let folder = dossier();
    let path = folder.path();
    for (word, field) in [
        ("place=Another place", "place: "),
        ("place_variants+=Other", "place_variants: "),
        ("precision=4", "precision: "),
        ("method=read off a map", "method: "),
        ("visitors_from=TJ", "visitors_from: "),
        ("radius=9km", "radius_m: "),
        ("district=Elsewhere", "district: "),
    ] {
        let before = incidents(path);
        let said = text(&marz(path, &["set", ID, word]).stderr);
        assert!(
            said.contains(field) && said.contains("written; marz undo") && incidents(path) != before,
            "{word}: {said}"
        );
        let again = text(&marz(path, &["set", ID, word]).stderr);
        assert!(word.contains("+=") || again.contains("every field has that value already"), "{word}: {again}");
    }
}

#[test]
fn a_place_that_is_set_moves_the_record_or_the_old_point_is_named() {
    let folder = dossier();
    let path = folder.path();
    let set = |words: &[&str]| {
        let out = marz(path, &[&["set", ID], words].concat());
        let all: serde_json::Value = serde_json::from_str(&incidents(path)).unwrap();
        let record = all["features"].as_array().unwrap().iter().find(|f| f["id"] == ID).unwrap();
        let location = record["properties"]["location"].clone();
        (out.status.code(), text(&out.stderr), location, record["geometry"]["coordinates"].clone())
    };
    let (code, said, location, at) = set(&["place=Фархор", "country=TJ"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("moved to Farkhor, Khatlon, TJ (written 'Фархор' in the data)"), "{said}");
    assert!(said.contains("at: ") && said.contains("radius_m: ") && said.contains("place: "), "{said}");
    assert_eq!((location["name"].as_str(), location["variants"][0].as_str()), (Some("Farkhor"), Some("Фархор")));
    assert_eq!((&at[0], &location["radius_m"]), (&69.40356.into(), &4000.into()));
    assert_eq!((location["basis"].as_str(), location["province"].as_str()), (Some("gazetteer"), Some("Khatlon")));
    // Another spelling of where it is already, and a place that is given with its point.
    let (_, said, location, same) = set(&["place=Farkhor town"]);
    assert!(said.contains("the point stays, it lies within Farkhor"), "{said}");
    assert_eq!((location["name"].as_str(), &same), (Some("Farkhor town"), &at));
    let (_, said, location, at) = set(&["place=Panj", "at=69.1,37.2", "radius=1km"]);
    assert!(!said.contains("moved") && !said.contains("warning"), "{said}");
    assert_eq!((location["name"].as_str(), &at[0], &location["radius_m"]), (Some("Panj"), &69.1.into(), &1000.into()));
    // A name that nothing has is kept, with a warning; one that several have is refused.
    let (code, said, location, same) = set(&["place=Xyzzyqua"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("warning: ") && said.contains("the point is still that of 'Panj'; at=LON,LAT"), "{said}");
    assert_eq!((location["name"].as_str(), &same), (Some("Xyzzyqua"), &at));
    let (code, said, location, _) = set(&["place=Taleghan"]);
    assert_eq!((code, location["name"].as_str()), (Some(2), Some("Xyzzyqua")));
    assert!(
        said.contains(&format!("{ID}: place=Taleghan: not sure which")) && said.contains("place=taloqan"),
        "{said}"
    );
}

#[test]
fn the_country_of_a_record_chooses_between_places_and_overrides_no_sure_one() {
    let folder = dossier();
    let path = folder.path();
    let set = |words: &[&str]| {
        let out = marz(path, &[&["set"], words].concat());
        (out.status.code(), text(&out.stderr))
    };
    // A country is given as to `add`, by code or name; one that nobody knows is refused, with the record.
    let (code, said) = set(&[ID, "country=Afghanistan"]);
    assert!(code == Some(0) && said.contains("country: ") && said.contains("-> AF"), "{said}");
    assert!(set(&[ID, "country=Peru", "--dry-run"]).1.contains("-> PE"));
    let (code, said) = set(&[ID, "country=Atlantis"]);
    assert!(code == Some(2) && said.contains(&format!("{ID}: country=Atlantis: no country")), "{said}");
    let (_, said) = set(&[ID, "place=Panj"]);
    assert!(said.contains("moved to Panj, Khatlon, TJ"), "{said}");
    // Without a point the name is set, and that there is none is said, whatever the reason.
    let mut all: serde_json::Value = serde_json::from_str(&incidents(path)).unwrap();
    let other = all["features"].as_array_mut().unwrap().iter_mut().find(|f| f["id"] == "2025-08-25-agency").unwrap();
    other["geometry"] = serde_json::Value::Null;
    other["properties"]["location"] = serde_json::json!({"name": "not stated", "basis": "estimate", "extent": "none"});
    fs::write(path.join("data/incidents.geojson"), all.to_string()).unwrap();
    for (place, why) in [("Taleghan", "not sure which place is meant"), ("Xyzzyqua", "no place is known as 'Xyzzyqua'")]
    {
        let (code, said) = set(&["2025-08-25-agency", &format!("place={place}")]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("warning: 2025-08-25-agency: ") && said.contains(why), "{said}");
        assert!(said.contains("the record still has no point") && said.contains("at=LON,LAT"), "{said}");
    }
}

#[test]
fn a_record_that_is_named_twice_is_set_once() {
    let folder = dossier();
    let path = folder.path();
    let said = text(&marz(path, &["set", ID, "2025-08-24-dovang", "killed=3"]).stderr);
    assert_eq!(said.matches("killed: 1.. -> 3").count(), 1, "{said}");
}

#[test]
fn what_cannot_be_set_changes_nothing() {
    let folder = dossier();
    let path = folder.path();
    let before = incidents(path);
    for (words, said) in [
        (&["set", ID, "killd=3"][..], "did you mean killed?"),
        (&["set", "2025-08-24-dovong-clash", "killed=3"], "did you mean '2025-08-24-dovang-clash'?"),
        (&["set", ID], "KEY=VALUE"),
        (&["set", "killed=3"], "at least one id"),
        (&["set", ID, "same_event_as=nobody"], "same_event_as"),
        (&["set", ID, "radius_m=99999999999"], "radius_m"),
        (&["set", ID, "extent=none"], "nothing was written"),
        (&["edit", "nobody"], "there is no incident"),
    ] {
        let out = marz(path, words);
        assert_eq!((out.status.code(), incidents(path)), (Some(2), before.clone()), "{words:?}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains(said), "{words:?}: {}", text(&out.stderr));
    }
    let outside = tempfile::tempdir().unwrap();
    assert_eq!(marz(outside.path(), &["set", ID, "killed=3"]).status.code(), Some(2), "the embedded dossier");
}

#[test]
fn what_is_strange_is_said_and_an_id_that_stands_twice_means_the_first() {
    let folder = dossier();
    let path = folder.path();
    // An id that is named twice is set once; a year that nobody expects is warned about, as by `check`.
    let out = marz(path, &["set", ID, ID, "date=2055-01-01"]);
    let said = text(&out.stderr);
    assert!(out.status.code() == Some(0) && said.contains("a year that is not expected"), "{said}");
    assert_eq!(said.matches(" -> 2055-01-01").count(), 1, "{said}");
    marz(path, &["undo"]);
    let mut all: serde_json::Value = serde_json::from_str(&incidents(path)).unwrap();
    let mut twin = all["features"].as_array().unwrap().iter().find(|f| f["id"] == ID).unwrap().clone();
    twin["properties"]["title"] = "The second".into();
    twin["properties"]["killed"] = serde_json::json!({"min": 9, "best": 9, "max": 9});
    all["features"].as_array_mut().unwrap().push(twin);
    fs::write(path.join("data/incidents.geojson"), all.to_string()).unwrap();
    // The second is rejected wherever the dossier is read: it is not the one that is set.
    let out = marz(path, &["set", ID, "killed=9"]);
    assert!(text(&out.stderr).contains("the id is taken"), "{}", text(&out.stderr));
    let all: serde_json::Value = serde_json::from_str(&incidents(path)).unwrap();
    let killed: Vec<(bool, &serde_json::Value)> = all["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["id"] == ID)
        .map(|f| (f["properties"]["title"] == "The second", &f["properties"]["killed"]["best"]))
        .collect();
    assert_eq!(killed, [(false, &9.into()), (true, &9.into())]);
    let out = marz(path, &["link", "no-such-record", ID]);
    assert!(out.status.code() == Some(2) && text(&out.stderr).contains("marz list shows all"), "{}", text(&out.stderr));
}

#[test]
fn an_editor_changes_what_it_changes() {
    let folder = dossier();
    let path = folder.path();
    let before = incidents(path);
    let out = edited(path, "exit 0");
    assert_eq!((out.status.code(), incidents(path)), (Some(0), before.clone()), "{}", text(&out.stderr));
    let out = edited(path, "sed -i 's/^status = .*/status = \"denied\"/; /^title = /d' \"$1\"");
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let (old, new) = (before.clone(), incidents(path));
    let changed: Vec<(&str, &str)> = old.lines().zip(new.lines()).filter(|(a, b)| a != b).collect();
    assert!(old.lines().count() == new.lines().count() && changed.len() == 1, "{} lines changed", changed.len());
    assert!(changed[0].1.contains("denied"), "{changed:?}");
    marz(path, &["undo"]);
    for (script, said) in [
        ("echo 'status = denied' > \"$1\"", "no TOML"),
        ("echo 'colour = \"red\"' >> \"$1\"", "no such field"),
        ("exit 3", "the editor"),
    ] {
        let out = edited(path, script);
        assert_eq!((out.status.code(), incidents(path)), (Some(2), before.clone()), "{script}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains(said), "{script}: {}", text(&out.stderr));
    }
    // What was written is not lost.
    let out = edited(path, "echo 'status = denied' > \"$1\"");
    let kept = text(&out.stderr);
    let kept = kept.split("what you wrote is in ").nth(1).unwrap().lines().next().unwrap().trim().to_owned();
    assert_eq!(fs::read_to_string(path.join(&kept)).unwrap(), "status = denied\n");
    let alone = program(path, &["edit", ID]).env_remove("EDITOR").stdin(std::process::Stdio::null()).output().unwrap();
    assert!(alone.status.code() == Some(2) && text(&alone.stderr).contains("no terminal"), "{}", text(&alone.stderr));
    // Blanks before and behind its name, and tabs, belong to no editor.
    fs::write(path.join("leave.sh"), "exit 7\n").unwrap();
    let editor = format!("\t sh\t{} ", path.join("leave.sh").display());
    let blank = text(&program(path, &["edit", ID]).env("EDITOR", editor).output().unwrap().stderr);
    assert!(blank.contains("ended with") && blank.contains('7'), "{blank}");
    // Somebody else changes the record while the form is open.
    let out = edited(
        path,
        &format!(
            "{} set {ID} killed=9 && sed -i 's/^status = .*/status = \"denied\"/' \"$1\"",
            env!("CARGO_BIN_EXE_marz")
        ),
    );
    assert_eq!(out.status.code(), Some(2), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("was changed while you edited it: killed"), "{}", text(&out.stderr));
}

#[test]
fn a_link_overwrites_nothing_that_is_no_list() {
    let folder = dossier();
    let (path, file) = (folder.path(), folder.path().join("data/incidents.geojson"));
    let mut all: serde_json::Value = serde_json::from_str(&incidents(path)).unwrap();
    let records = all["features"].as_array_mut().unwrap();
    let other = records.iter().find(|f| f["id"] != ID).unwrap()["id"].as_str().unwrap().to_owned();
    records.iter_mut().find(|f| f["id"] == ID).unwrap()["properties"]["same_event_as"] = other.as_str().into();
    fs::write(&file, all.to_string()).unwrap();
    let before = incidents(path);
    let out = marz(path, &["link", ID, &other]);
    let said = text(&out.stderr);
    assert!(out.status.code() == Some(2) && said.contains("expected a list of ids"), "{said}");
    assert_eq!(incidents(path), before);
}
