//! The terminal as people expect it: help short and long, colours, quiet, suggestions, settings in layers, versions.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

fn marz(folder: &Path, args: &[&str]) -> Output {
    with(folder, args, &[])
}

/// A run with nothing in its environment that says anything about colours, but for what is given.
fn with(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = program(folder, args);
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).output().unwrap()
}

mod support;

use support::{program, root, text};

fn json(out: &Output) -> Value {
    serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}", text(&out.stdout)))
}

/// A small dossier in a folder of its own.
fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("line.geojson"), r#"{"type":"LineString","coordinates":[[68,37],[70,37]]}"#).unwrap();
    let out = marz(folder.path(), &["init", "--border", "line.geojson", "--title", "A line"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    folder
}

fn commands() -> Vec<String> {
    let manual = text(&marz(root(), &["man", "--format", "markdown"]).stdout);
    let names: Vec<String> = manual
        .lines()
        .filter_map(|l| l.strip_prefix("## `marz ").or_else(|| l.strip_prefix("### `marz ")))
        .map(|l| l.trim_end_matches('`').to_owned())
        .collect();
    assert!(names.len() >= 22, "{names:?}");
    names
}

#[test]
fn short_help_is_short_and_long_help_has_examples() {
    // The section of the options of every command among them.
    const LINES: usize = 34;
    for name in commands() {
        let words = |option: &'static str| name.split(' ').chain([option]).collect::<Vec<_>>();
        let short = text(&marz(root(), &words("-h")).stdout);
        assert!(short.lines().count() <= LINES, "{name}: {}", short.lines().count());
        assert!(!short.contains("Examples:") && short.contains("--help"), "{name}");
        let long = text(&marz(root(), &words("--help")).stdout);
        let examples = long.split_once("Examples:\n").map(|(_, after)| after).unwrap_or_default();
        assert!(examples.lines().any(|l| l.starts_with(&format!("  marz {name}"))), "{name}: {long}");
    }
}

#[test]
fn the_reference_of_commands_is_what_the_program_says() {
    let manual = text(&marz(root(), &["man", "--format", "markdown"]).stdout);
    let page = fs::read_to_string(root().join("docs/commands.md")).unwrap();
    assert!(page == manual, "write it again: cargo run -- man --format markdown > docs/commands.md");
}

#[test]
fn colours_follow_option_environment_and_terminal() {
    let escape = "\u{1b}[";
    let nowhere = ["check", "--dossier", "nowhere"];
    let is_colored = |args: &[&str], variables: &[(&str, &str)]| {
        let out = with(root(), args, variables);
        assert_eq!(out.status.code(), Some(2));
        text(&out.stderr).contains(escape)
    };
    // A pipe is no terminal.
    assert!(!is_colored(&nowhere, &[]));
    for name in ["FORCE_COLOR", "CLICOLOR_FORCE"] {
        assert!(is_colored(&nowhere, &[(name, "1")]), "{name}");
        assert!(!is_colored(&nowhere, &[(name, "0")]), "{name}");
        assert!(!is_colored(&nowhere, &[(name, "1"), ("NO_COLOR", "1")]), "{name}");
    }
    let always = ["check", "--dossier", "nowhere", "--color", "always"];
    let never = ["check", "--dossier", "nowhere", "--color=never"];
    assert!(is_colored(&always, &[("NO_COLOR", "1")]) && !is_colored(&never, &[("FORCE_COLOR", "1")]));
    // Mistakes that are found before the command runs, and help.
    assert!(is_colored(&["biuld", "--color", "always"], &[]) && !is_colored(&["biuld"], &[]));
    assert!(is_colored(&["biuld"], &[("FORCE_COLOR", "1")]));
    let help = |variables: &[(&str, &str)]| text(&with(root(), &["map", "--help"], variables).stdout).contains(escape);
    assert!(help(&[("CLICOLOR_FORCE", "1")]) && !help(&[]) && !help(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    // The product has none, whoever asks.
    let product = with(root(), &["measure", "--color", "always"], &[("FORCE_COLOR", "1")]);
    assert!(!text(&product.stdout).contains(escape));
}

#[test]
fn quiet_leaves_errors_alone_and_verbose_tells_more() {
    let folder = dossier();
    for args in [&["measure", "--quiet"][..], &["check", "-q"], &["export", "--to", "geojson", "-q"], &["config", "-q"]]
    {
        let out = marz(folder.path(), args);
        assert_eq!((out.status.code(), text(&out.stderr).as_str()), (Some(0), ""), "{args:?}");
    }
    assert!(!marz(folder.path(), &["measure"]).stderr.is_empty());
    let wrong = marz(folder.path(), &["map", "--quiet", "--around", "Nowhere", "--radius", "5km"]);
    assert!(wrong.status.code() == Some(2) && !wrong.stderr.is_empty());
    let drawn = |option: &str| {
        let words = ["report", "--since", "2025-08", "--output", "r.html", option];
        let out = marz(tempfile::tempdir().unwrap().path(), &words);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        text(&out.stderr).lines().count()
    };
    assert!(drawn("--verbose") > drawn("--color=never"));
}

#[test]
fn a_mistyped_name_is_answered_with_the_nearest() {
    for (args, nearest) in [
        (&["biuld"][..], "build"),
        (&["border", "inof"], "info"),
        (&["map", "--titel", "x"], "--title"),
        (&["map", "gold-mien"], "gold-mine"),
        (&["config", "overveiw"], "overview"),
        (&["map", "--theme", "drak"], "dark"),
        (&["map", "--kind", "stirp"], "strip"),
        (&["map", "--page", "a4-landscap"], "a4-landscape"),
        (&["map", "--lang", "dar"], "fa"),
        (&["report", "--lang", "tj", "--output", "-"], "tg"),
        (&["map", "--around", "Dushanbeh", "--radius", "9km"], "Dushanbe"),
        (&["measure", "--category", "clahs"], "clash"),
        (&["measure", "--status", "deneid"], "denied"),
        (&["measure", "--format", "geojsn"], "geojson"),
        (&["export", "--to", "geojsn"], "geojson"),
        (&["find", "Panj", "--country", "Tajikstan"], "Tajikistan"),
        (&["link", "2025-08-24-dovang", "2025-10-25-dovang-clash"], "2025-08-24-dovang-clash"),
        (&["add", "--category", "clahs"], "clash"),
        (&["fields", "borderkm"], "border_km"),
        (&["import", "ulcd", "x.csv"], "ucdp"),
        (&["check", "data/incidnets.geojson"], "data/incidents.geojson"),
        (&["measure", "tests/docs/pionts.csv"], "tests/docs/points.csv"),
        (&["measure", "--without", "2025-08-24-dovang"], "2025-08-24-dovang-clash"),
    ] {
        let out = marz(root(), args);
        let printed = text(&out.stderr);
        let hint = printed.lines().filter(|l| l.contains("did you mean") || l.contains("similar")).collect::<String>();
        assert!(out.status.code() == Some(2) && hint.contains(nearest), "{args:?}: {printed}");
    }
}

/// What drives a terminal reaches none, on stdout, on stderr or in a pipe that ends on one; products for programs keep their bytes.
#[test]
fn no_text_of_a_record_drives_the_terminal() {
    const ESCAPE: &str = "\u{1b}[31m";
    let folder = dossier();
    let at = folder.path();
    let given = |args: &[&str]| {
        let out = marz(at, args);
        assert_eq!(out.status.code(), Some(0), "{args:?}: {}", text(&out.stderr));
    };
    given(&[
        "add",
        "--id",
        "x",
        "--title",
        "Shots",
        "--date",
        "2026-04-17",
        "--category",
        "clash",
        "--status",
        "one_side",
        "--at",
        "69.4,37.1",
        "--radius",
        "500m",
        "--name",
        "Village",
        "--source",
        "Paper https://example.org/1",
    ]);
    given(&["seal", "--quiet"]);
    let (title, place) = (format!("title={ESCAPE}X\u{202e}"), format!("place={ESCAPE}Village"));
    given(&["set", "x", &title]);
    let _ = marz(at, &["set", "x", &place]);
    fs::write(at.join("p.csv"), format!("id,lon,lat\n{ESCAPE}a,69,37.2\n{ESCAPE}b,x,37\n")).unwrap();
    fs::write(
        at.join("sheet.csv"),
        format!("What,When,Where,Kind{ESCAPE}\n{ESCAPE}Shots,2026-01-0x,69.1 37.2,clash\n"),
    )
    .unwrap();
    let mut printed = 0;
    for line in [
        "undo --list",
        "list",
        "check",
        "measure",
        "measure p.csv",
        "analyse",
        "bands",
        "lint",
        "config",
        "verify",
        "verify data/incidents.geojson",
        "seal --no-rebuild",
        "border info",
        "report --output r.md --format md",
        "report --output r.html",
        "map --output m.svg --caption -",
        "find Village",
        "import table sheet.csv --guess",
        "import table sheet.csv --into data/incidents.geojson --dry-run",
        "set x status=denied --dry-run",
        "export --to csv --output e.csv",
        "undo",
        "undo --redo",
        "measure --without \u{1b}[31mX",
        "migrate --dry-run",
        "list --near \u{1b}[31m",
        "map \u{1b}[31mX",
        "check \u{1b}[31m.geojson",
        "link x \u{1b}[31mX",
        "start c --border \u{1b}[31mX --sheet sheet.csv --yes",
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let out = marz(at, &words);
        for (name, bytes) in [("stdout", &out.stdout), ("stderr", &out.stderr)] {
            let said = text(bytes);
            let drives = said.find(|c: char| marz::terminal::drives(c) && c != '\r');
            assert_eq!(drives, None, "{line}: {name}: {said:?}");
            printed += usize::from(said.contains('\u{FFFD}'));
        }
    }
    assert!(printed > 8, "{printed}");
    // Who asks for the bytes gets them.
    assert!(text(&marz(at, &["measure", "--keep", "--format", "csv"]).stdout).contains(ESCAPE));
    // One home: no command makes text safe by itself.
    for entry in fs::read_dir(root().join("crates/cli/src")).unwrap() {
        let path = entry.unwrap().path();
        let is_gate = path.ends_with("console.rs") || path.is_dir();
        assert!(is_gate || !fs::read_to_string(&path).unwrap().contains("terminal::shown"), "{}", path.display());
    }
}

/// A recipe of this folder is no part of the embedded dossier, and that is said.
#[test]
fn a_recipe_beside_the_embedded_dossier_is_pointed_at() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/own.toml"), "title = 'Own'").unwrap();
    let printed = text(&marz(folder.path(), &["map", "own"]).stderr);
    assert!(printed.contains("marz map maps/own.toml"), "{printed}");
}

#[test]
fn machines_get_json_from_every_command_that_tells_something() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("sheet.csv"),
        "title,date,lon,lat,publisher\nShots,2026-04-17,69.4,37.47,Paper\n,x,1,2,\n",
    )
    .unwrap();
    for (args, member) in [
        (&["check", "--format", "json"][..], "/errors"),
        (&["measure", "--format", "json"], "/0/distance_m"),
        (&["analyse", "--format", "json"], ""),
        (&["lint", "--format", "json"], "/warnings"),
        (&["border", "info", "--format", "json"], "/length_m"),
        (&["border", "at", "361"], "/lon"),
        (&["border", "km", "70.13", "37.519"], "/border_km"),
        (&["fields", "--format", "json"], "/measured"),
        (&["find", "Panj", "--format", "json"], "/answer"),
        (&["config", "--format", "json"], "/figure/settings"),
        (&["version", "--format", "json"], "/data/border_edition"),
        (&["import", "csv", "sheet.csv"], "/features/0/id"),
        (&["export", "--to", "geojson"], "/features"),
    ] {
        let out = marz(folder.path(), args);
        assert!(matches!(out.status.code(), Some(0 | 1)), "{args:?}: {}", text(&out.stderr));
        assert!(json(&out).pointer(member).is_some(), "{args:?}");
    }
    let out = marz(folder.path(), &["import", "csv", "sheet.csv", "--report", "fate.json", "--output", "x.geojson"]);
    assert_eq!(out.status.code(), Some(1));
    let fate: Value = serde_json::from_slice(&fs::read(folder.path().join("fate.json")).unwrap()).unwrap();
    let words: Vec<&str> = fate.as_array().unwrap().iter().filter_map(|row| row["fate"].as_str()).collect();
    assert_eq!(words, ["used", "rejected"]);
}

#[test]
fn the_version_is_one_line_or_tells_the_editions_of_the_data() {
    let short = marz(root(), &["-V"]);
    assert_eq!(text(&short.stdout), format!("marz {}\n", env!("CARGO_PKG_VERSION")));
    let long = text(&marz(root(), &["--version"]).stdout);
    let border: Value = serde_json::from_slice(&fs::read(root().join("data/border.geojson")).unwrap()).unwrap();
    let edition = border.pointer("/features/0/properties/edition").and_then(Value::as_str).unwrap();
    assert!(long.starts_with(&text(&short.stdout)) && long.contains(edition) && long.contains("2026-04-17"), "{long}");
    assert_eq!(long, text(&marz(root(), &["version"]).stdout));
    assert_eq!(json(&marz(root(), &["version", "--format", "json"]))["data"]["border_edition"], edition);
}

#[test]
fn settings_come_from_option_recipe_dossier_and_default_in_this_order() {
    let folder = dossier();
    let at = |name: &str| folder.path().join(name);
    let manifest = fs::read_to_string(at("marz.toml")).unwrap();
    let own = "[defaults]\nlang = \"ru\"\ntheme = \"grey\"\nsize = [800, 640]\n\n[data]";
    fs::write(at("marz.toml"), manifest.replace("[data]", own)).unwrap();
    fs::write(at("maps/small.toml"), "title = \"Small\"\ntheme = \"dark\"\n").unwrap();
    let printed = |args: &[&str]| {
        let out = marz(folder.path(), &[&["config", "small", "--format", "json"], args].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let all = json(&out);
        let list = all["figure"]["settings"].as_array().unwrap().clone();
        move |key: &str| {
            let s = list.iter().find(|s| s["key"] == key).unwrap();
            (s["value"].clone(), s["from"].as_str().unwrap().to_owned(), s["line"].as_u64())
        }
    };
    let of = printed(&["--text-scale", "1.5"]);
    assert_eq!(of("text_scale"), (1.5.into(), "option".into(), None));
    assert_eq!(of("theme"), ("dark".into(), "recipe".into(), Some(2)));
    assert_eq!((of("lang").0, of("lang").1), ("ru".into(), "dossier".into()));
    assert_eq!(of("projection"), ("auto".into(), "default".into(), None));
    let line = of("lang").2.unwrap();
    let manifest = fs::read_to_string(at("marz.toml")).unwrap();
    assert_eq!(manifest.lines().nth(usize::try_from(line).unwrap() - 1), Some("lang = \"ru\""));
    let page = printed(&["--page", "a5"]);
    assert_eq!((page("page").1, page("size").0), ("option".into(), Value::Null));
    // And that is what is drawn.
    let size = |args: &[&str]| {
        let out = marz(folder.path(), &[&["map", "small", "--output", "-", "-q"], args].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let svg = text(&out.stdout);
        (svg.contains("viewBox=\"0 0 800 640\""), svg.contains("xml:lang=\"ru\"") || svg.contains("lang=\"ru\""))
    };
    assert!(size(&[]).0);
    assert!(!size(&["--size", "900x640"]).0);
    let words = text(&marz(folder.path(), &["config", "small"]).stdout);
    assert!(words.contains("maps/small.toml:2") && words.contains(&format!("marz.toml:{line}")), "{words}");
    // A default that no figure could use is an error where it stands.
    fs::write(at("marz.toml"), manifest.replace("\"grey\"", "\"gray\"")).unwrap();
    let wrong = marz(folder.path(), &["map"]);
    assert!(text(&wrong.stderr).contains("did you mean `grey`?"), "{}", text(&wrong.stderr));
}

/// `marz … | head -1`: whoever reads stops reading, and that is no failure of ours.
#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    for args in [
        &["measure", "--format", "geojson", "--quiet"][..],
        &["export", "--to", "geojson", "--layer", "border", "--quiet"],
        &["fields"],
        &["man", "--format", "markdown"],
        &["completions", "zsh"],
    ] {
        let mut child = program(root(), args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        // The pipe is closed here, with nearly all of the product unread.
        let out = child.wait_with_output().unwrap();
        assert_eq!((out.status.code(), text(&out.stderr).as_str()), (Some(0), ""), "{args:?}");
    }
}
