//! Help fits two screens, and an option that there is not is answered by what it means.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::path::Path;

mod support;

use support::{marz, text};

/// Lines and columns of two screens.
const LINES: usize = 80;
const COLUMNS: usize = 100;

fn help(words: &[&str]) -> String {
    let out = marz(Path::new("."), words);
    assert_eq!(out.status.code(), Some(0), "{words:?}: {}", text(&out.stderr));
    text(&out.stdout)
}

#[test]
fn the_help_of_every_command_fits_two_screens() {
    let all = help(&["--help"]);
    let listed = all.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let is_name = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names: Vec<&str> = listed.lines().filter(is_name).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 20, "{listed}");
    let mut long = Vec::new();
    for name in names.into_iter().filter(|name| *name != "help") {
        let shown = help(&[name, "--help"]);
        assert_eq!(shown, help(&["help", name]), "{name}");
        let lines = shown.lines().count();
        let wide = shown.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        // The options of every command stand in a section of their own behind the command's.
        let own = shown.find("Options:").or_else(|| shown.find("Arguments:")).unwrap_or(0);
        let common = shown.find("Options of every command:").unwrap_or_else(|| panic!("{name}: {shown}"));
        assert!(own < common && shown.contains("Examples:"), "{name}: {shown}");
        if lines > LINES {
            long.push(format!("{name}: {lines} lines, {wide} of {COLUMNS} columns"));
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn an_option_that_there_is_not_is_answered_by_its_meaning() {
    for (words, answer) in [
        ("report --quarter", "--during 2025-Q4"),
        ("measure --from", "--since"),
        ("measure --crs", "ogr2ogr"),
        ("map --out", "--output FILE"),
        ("map --titel", "--title"),
        ("list --within", "--near 10km"),
        ("list --distance", "--near 10km"),
        ("report --logo", "marz.toml: [style]"),
        ("map --palette", "marz.toml: [style]"),
        ("analyse --exclude", "--without ID"),
        ("add --deaths", "--killed 4"),
        ("report --word", "ending of the name in --output FILE"),
        ("map --pdf", "ending of the name in --output FILE"),
        ("list --json", "ending of the name in --output FILE"),
        ("border info --json", "named by --format"),
        ("build --pdf", "unexpected argument '--pdf' found\n\nUsage"),
    ] {
        let out = marz(Path::new("."), &words.split(' ').collect::<Vec<_>>());
        let said = text(&out.stderr);
        assert!(out.status.code() == Some(2) && said.contains(answer), "{words}: {said}");
    }
    // What leaves something out, or asks nothing, is no guess for a slip of the pen.
    for (command, slip) in [("list", "--withou"), ("report", "--withot"), ("map", "--coarsn"), ("import", "--yse")] {
        let said = text(&marz(Path::new("."), &[command, slip, "x"]).stderr);
        let is_named = ["--without", "--coarsen", "--yes"].iter().any(|option| said.contains(option));
        assert!(said.contains("unexpected argument") && !is_named, "{command} {slip}: {said}");
    }
}

#[test]
fn a_length_below_zero_is_refused_as_such() {
    for line in
        ["bands --within -5km", "measure --near -5km", "analyse --kernel -5km", "map --near -1m", "list --near -2km"]
    {
        let out = marz(Path::new("."), &line.split(' ').collect::<Vec<_>>());
        let said = text(&out.stderr);
        assert!(out.status.code() == Some(2) && !said.contains("unexpected argument"), "{line}: {said}");
        assert!(said.contains("such as 5km") || said.contains("such as 10km"), "{line}: {said}");
    }
    let twice = text(&marz(Path::new("."), &["grid", "prio", "--near", "0"]).stderr);
    assert_eq!(twice.matches("expected").count(), 1, "{twice}");
}
