//! The dossier of marz 0.1.0 with its old keys: read with a warning, and renamed by `marz migrate` without a change of what it says.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use support::{copy, marz, root, text};

mod support;

const OLD: [&str; 4] = [
    "marz.toml:13: defaults.text -> defaults.text_scale",
    "maps/strip.toml:4: text -> text_scale",
    "maps/strip-years.toml:5: text -> text_scale",
    "maps/timeline.toml:3: text -> text_scale",
];

fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/before/dossier"), folder.path());
    // Comments and an unusual form, which are to stay.
    let timeline = folder.path().join("maps/timeline.toml");
    let own = fs::read_to_string(&timeline).unwrap().replace("text = 0.8", "text\t=  0.8 # text = 1");
    fs::write(timeline, own).unwrap();
    folder
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = marz(folder, args);
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

/// The files that hold parameters, with their text.
fn parameters(folder: &Path) -> BTreeMap<String, String> {
    let recipes = fs::read_dir(folder.join("maps")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let toml = recipes.filter(|name| name.ends_with(".toml")).map(|name| format!("maps/{name}"));
    let read = |path: String| (path.clone(), fs::read_to_string(folder.join(path)).unwrap());
    toml.chain(["marz.toml".to_owned()]).map(read).collect()
}

#[test]
fn an_old_key_is_read_with_a_warning_that_names_the_new() {
    let folder = dossier();
    let (code, product, warnings) = run(folder.path(), &["measure", "--format", "csv"]);
    assert_eq!(code, 0, "{warnings}");
    assert!(product.lines().count() > 5);
    for named in ["maps/strip.toml:4:1", "'text' is called 'text_scale'", "marz.toml:13:1", "'defaults.text_scale'"] {
        assert!(warnings.contains(named), "{named}: {warnings}");
    }
    assert_eq!(warnings.matches("marz migrate").count(), OLD.len(), "{warnings}");
    let (code, json, _) = run(folder.path(), &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, json["errors"].as_u64(), json["rejected"].as_u64()), (0, Some(0), Some(0)), "{json}");
    let (_, settings, _) = run(folder.path(), &["config", "strip"]);
    let scale = settings.lines().find(|l| l.trim().starts_with("text_scale")).unwrap();
    assert!(scale.contains("0.8") && scale.ends_with("maps/strip.toml:4"), "{scale}");
}

#[test]
fn a_migration_renames_the_keys_and_changes_nothing_else() {
    let folder = dossier();
    let path = folder.path();
    let before = parameters(path);
    let figures = |to: &str| {
        let (recipe, output) = (["strip", "timeline"], |name: &str| format!("{name}-{to}.svg"));
        recipe.map(|name| {
            let (code, _, printed) = run(path, &["map", name, "--output", &output(name)]);
            assert_eq!(code, 0, "{printed}");
            (fs::read(path.join(output(name))).unwrap(), printed.contains("text_scale"))
        })
    };
    let old_figures = figures("old");
    assert!(old_figures.iter().all(|(_, warned)| *warned));

    let (code, list, printed) = run(path, &["migrate", "--dry-run"]);
    assert_eq!((code, list.lines().collect::<Vec<_>>()), (0, OLD.to_vec()), "{printed}");
    assert!(printed.contains("4 keys to rename; nothing was changed"), "{printed}");
    assert_eq!(parameters(path), before);

    let (code, list, printed) = run(path, &["migrate"]);
    assert_eq!((code, list.lines().collect::<Vec<_>>()), (0, OLD.to_vec()), "{printed}");
    let after = parameters(path);
    for (file, text) in &before {
        let expected = match file.as_str() {
            "maps/overview.toml" | "maps/around.toml" | "maps/multiples.toml" => text.clone(),
            _ => text.replacen("\ntext", "\ntext_scale", 1),
        };
        assert_eq!(after[file], expected, "{file}");
    }
    assert!(after["maps/timeline.toml"].contains("text_scale\t=  0.8 # text = 1\n"));

    // The same bytes, the edition among them: a name is no parameter.
    let new_figures = figures("new");
    for ((old, _), (new, is_warned)) in old_figures.iter().zip(&new_figures) {
        assert!(old == new && !is_warned);
    }
    let (code, findings, _) = run(path, &["verify"]);
    assert_eq!(code, 1);
    assert!(findings.contains("maps/strip.toml: its bytes differ, what it says is the same"), "{findings}");
    assert!(!findings.contains("parameter"), "{findings}");

    let (code, list, printed) = run(path, &["migrate"]);
    assert_eq!((code, list.as_str()), (0, ""));
    assert!(printed.contains("nothing to do"), "{printed}");

    assert_eq!(run(path, &["undo"]).0, 0);
    assert_eq!(parameters(path), before);
}

#[test]
fn the_old_option_warns_and_both_names_are_refused() {
    let folder = dossier();
    let path = folder.path();
    let figure = |args: &[&str]| {
        let (code, _, printed) = run(path, &[&["map", "around", "--output", "a.svg"], args].concat());
        (code, fs::read(path.join("a.svg")).unwrap_or_default(), printed.contains("--text is called --text-scale"))
    };
    let (code, old, is_warned) = figure(&["--text", "1.2"]);
    assert!(code == 0 && is_warned);
    let (code, new, is_warned) = figure(&["--text-scale", "1.2"]);
    assert!(code == 0 && !is_warned && old == new);
    assert_eq!(figure(&["--text", "1.2", "--text-scale", "1.2"]).0, 2);

    let both = "title = 'x'\ntext = 1.0\ntext_scale = 1.0\n";
    fs::write(path.join("maps/around.toml"), both).unwrap();
    let (code, _, printed) = run(path, &["migrate"]);
    assert_eq!(code, 2);
    assert!(printed.contains("maps/around.toml: text: also text_scale: expected text_scale alone"), "{printed}");
    assert!(parameters(path)["marz.toml"].contains("\ntext = 1.0"), "all files or none");
}

#[test]
fn the_embedded_dossier_is_refused_and_our_own_has_no_old_key() {
    let empty = tempfile::tempdir().unwrap();
    let (code, _, printed) = run(empty.path(), &["migrate", "--dry-run"]);
    assert!(code == 2 && printed.contains("the embedded dossier cannot be changed"), "{printed}");
    let (code, list, printed) = run(root(), &["migrate", "--dry-run"]);
    assert_eq!((code, list.as_str()), (0, ""), "{printed}");
}
