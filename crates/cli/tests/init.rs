//! A dossier for another border: at once without problems, drawn and measured; nothing that is there is replaced.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;

const LINE: &str = r#"{"type": "MultiLineString", "coordinates": [[[100.1, 20.3], [100.4, 19.9], [101.2, 19.6]],
    [[101.2, 19.6], [101.9, 18.1], [102.6, 17.96]]]}"#;

mod support;

use support::{files, marz, root, text};

/// The commands that the docs show for another border, one after the other, in a folder with a line.
#[test]
fn the_docs_start_a_dossier_that_works_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mekong.geojson"), LINE).unwrap();
    let docs = fs::read_to_string(root().join("docs/names.md")).unwrap();
    let block =
        docs.split("## Another border").nth(1).unwrap().split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let mut commands = 0;
    for command in block.replace("\\\n", " ").lines() {
        let words: Vec<String> = command
            .split('"')
            .enumerate()
            .flat_map(|(i, part)| match i % 2 {
                0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
                _ => vec![part.to_owned()],
            })
            .skip(1)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let out = marz(folder.path(), &words);
        assert_eq!(out.status.code(), Some(0), "{command}: {}", text(&out.stderr));
        if words[0] == "check" {
            assert_eq!(text(&out.stdout), "", "{command}");
        }
        commands += 1;
    }
    assert_eq!(commands, 5);
    let at = |name: &str| folder.path().join(name);
    assert!(fs::read(at("mekong.png")).unwrap().starts_with(b"\x89PNG"));
    assert!(fs::read_to_string(at("mekong/data/incidents.geojson")).unwrap().contains("2026-04-17-shots-at-the-river"));
    // The line is one, in order, with its sides; its schema is the stored one.
    let border: serde_json::Value =
        serde_json::from_slice(&fs::read(at("mekong/data/border.geojson")).unwrap()).unwrap();
    let feature = &border["features"][0];
    assert_eq!(feature["geometry"]["coordinates"].as_array().unwrap().len(), 5);
    assert_eq!(feature["properties"]["sides"]["right"]["names"]["en"], "Thailand");
    assert_eq!(feature["properties"]["accuracy_m"], 1000.0);
    assert!(feature["properties"]["accuracy_note"].as_str().unwrap().starts_with("Assumed"));
    for name in ["border", "incidents", "places"] {
        let path = format!("data/schema/{name}.schema.json");
        assert_eq!(fs::read(at("mekong").join(&path)).unwrap(), fs::read(root().join(&path)).unwrap(), "{path}");
    }
    let measured = text(&marz(&at("mekong"), &["measure", "--format", "csv"]).stdout);
    assert_eq!(measured.lines().count(), 2, "{measured}");
}

#[test]
fn nothing_that_is_there_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("line.geojson"), LINE).unwrap();
    let run = || marz(folder.path(), &["init", "--border", "line.geojson"]);
    assert_eq!(run().status.code(), Some(0));
    let contents = || -> Vec<(String, Vec<u8>)> {
        files(folder.path()).into_iter().map(|p| (p.clone(), fs::read(folder.path().join(p)).unwrap())).collect()
    };
    let before = contents();
    let again = run();
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("is there already; nothing was written"), "{}", text(&again.stderr));
    assert_eq!(before, contents());
    assert_eq!(before.len(), 11);
}

#[test]
fn what_makes_no_border_starts_no_dossier() {
    let folder = tempfile::tempdir().unwrap();
    for (line, said) in [
        (r#"{"type": "Point", "coordinates": [0, 0]}"#, "holds no border that can be used"),
        ("<html>", "this is a web page"),
    ] {
        fs::write(folder.path().join("line.geojson"), line).unwrap();
        let out = marz(folder.path(), &["init", "new", "--border", "line.geojson"]);
        assert_eq!(out.status.code(), Some(2), "{line}");
        assert!(text(&out.stderr).contains(said), "{line}: {}", text(&out.stderr));
        assert!(!folder.path().join("new").exists());
    }
}

/// Parts that do not meet are kept as they are, with a remark.
#[test]
fn a_line_of_parts_starts_a_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let parts = r#"{"type": "MultiLineString", "coordinates": [[[0, 0], [1, 0]], [[2, 0], [3, 0]]]}"#;
    fs::write(folder.path().join("line.geojson"), parts).unwrap();
    let out = marz(folder.path(), &["init", "new", "--border", "line.geojson"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("2 parts that do not meet"), "{}", text(&out.stderr));
    let at = |km: &str| text(&marz(&folder.path().join("new"), &["border", "at", km]).stdout);
    // A degree of the equator is 111.3 km; the kilometre runs on from part to part, without the gap.
    assert!(at("111").contains("\"lon\":0.99") && at("112").contains("\"lon\":2.00"), "{} {}", at("111"), at("112"));
    assert_eq!(marz(&folder.path().join("new"), &["check"]).status.code(), Some(0));
}

/// Quotes and other scripts in a title stand in TOML and JSON as they are.
#[test]
fn any_title_makes_a_sound_dossier() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("line.geojson"), LINE).unwrap();
    for (i, title) in ["A \"line\" \\ of fire", "مرز", "tab\there"].iter().enumerate() {
        let to = format!("case{i}");
        let out = marz(folder.path(), &["init", &to, "--border", "line.geojson", "--title", title]);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let check = marz(&folder.path().join(&to), &["check"]);
        assert_eq!((check.status.code(), text(&check.stdout)), (Some(0), String::new()), "{title}");
    }
}
