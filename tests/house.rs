//! The house: data flows one way, outside libraries are named in one place, no border's name stands in the code.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each module may import; the crate `cli` may import everything that is public.
const MAY_IMPORT: [(&str, &[&str]); 18] = [
    ("embedded", &[]),
    ("model", &[]),
    ("read", &["model"]),
    ("recipe", &["model", "language"]),
    ("language", &["model"]),
    ("phrase", &["model", "language", "measure"]),
    ("gazetteer", &["model"]),
    ("measure", &["model"]),
    ("analyse", &["model", "measure"]),
    ("project", &["model"]),
    ("typeface", &[]),
    ("compose", &["model", "recipe", "language", "phrase", "measure", "analyse", "project", "typeface", "terminal"]),
    ("render", &["compose", "project", "typeface", "xml"]),
    ("export", &["model", "language", "phrase", "measure", "analyse", "xml", "terminal"]),
    ("ledger", &["model"]),
    ("report", &["model", "language", "phrase", "measure", "analyse", "typeface", "terminal"]),
    ("xml", &[]),
    ("terminal", &[]),
];

/// The only modules that may name an outside library.
const NAMED_IN: [(&str, &[&str]); 37] = [
    ("fluent_bundle", &["language"]),
    ("fluent_syntax", &["language"]),
    ("jiff", &["model"]),
    ("jsonc_parser", &["read"]),
    ("jsonschema", &["read"]),
    ("csv", &["read", "export"]),
    ("toml", &["recipe"]),
    ("unicode_normalization", &["gazetteer"]),
    ("geographiclib_rs", &["measure"]),
    ("geoconvert", &["measure"]),
    ("maud", &["report"]),
    ("proj4rs", &["project"]),
    ("crs_definitions", &["project"]),
    ("rustybuzz", &["typeface"]),
    ("unicode_bidi", &["typeface"]),
    ("plotters", &["render"]),
    ("resvg", &["render"]),
    ("krilla", &["render"]),
    ("krilla_svg", &["render"]),
    ("flate2", &["render"]),
    ("rusqlite", &["export"]),
    ("flatgeobuf", &["export"]),
    ("zip", &["export", "read"]),
    ("parquet", &["export"]),
    ("calamine", &["read"]),
    ("celes", &["read"]),
    ("sha2", &["ledger"]),
    ("tempfile", &["ledger"]),
    ("signal_hook", &["ledger"]),
    ("ctrlc", &["ledger"]),
    ("serde_json_canonicalizer", &["ledger"]),
    ("minisign", &["ledger"]),
    ("rpassword", &["cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("indicatif", &["cli"]),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code of all crates.
fn sources() -> Vec<PathBuf> {
    let crates = fs::read_dir("crates").unwrap().map(|e| e.unwrap().path().join("src"));
    crates.chain([PathBuf::from("src")]).flat_map(|folder| rust_files(&folder)).collect()
}

fn module_of(path: &Path) -> String {
    if let Ok(inner) = path.strip_prefix("crates") {
        return inner.components().next().unwrap().as_os_str().to_str().unwrap().to_owned();
    }
    let inner = path.strip_prefix("src").unwrap();
    inner.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// The code of a file: without comments, and without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn imports_point_one_way() {
    let mut seen = 0;
    for path in sources() {
        let module = module_of(&path);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(m, _)| *m == module) else {
            assert!(["cli", "lib"].contains(&module.as_str()), "{module} is not in the table");
            continue;
        };
        for (i, line) in code(&path).lines().enumerate() {
            for rest in line.split("crate::").skip(1) {
                let target: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let fine = target == module || allowed.contains(&target.as_str());
                assert!(fine, "{}:{} imports crate::{target}", path.display(), i + 1);
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "the imports were not found: {seen}");
}

#[test]
fn outside_libraries_are_named_in_one_place() {
    for path in sources() {
        let module = module_of(&path);
        for (library, homes) in NAMED_IN {
            let named = code(&path).lines().any(|l| {
                let l = l.trim_start();
                l.starts_with(&format!("use {library}::")) || l.contains(&format!(" {library}::"))
            });
            assert!(!named || homes.contains(&module.as_str()), "{} names {library}", path.display());
        }
    }
}

#[test]
fn no_borders_name_stands_in_the_code() {
    let names = ["tajik", "afghan", "panj", "dushanbe", "kabul", "dovang", "khatlon", "badakhshan", "darvoz"];
    for path in sources() {
        // The embedded dossier's file names are its own; examples in help texts are documentation.
        let code = code(&path).to_lowercase();
        let shown = code.lines().filter(|l| !l.trim_start().starts_with("marz "));
        for line in shown {
            for name in names {
                assert!(!line.contains(name), "{}: {line}", path.display());
            }
        }
    }
}

/// Windows and macOS users exist: what not every system has is called in one file.
#[test]
fn what_differs_between_systems_stands_in_one_file() {
    let marks = ["cfg(unix)", "cfg(windows)", "os::unix", "os::windows", "target_os"];
    for path in sources().into_iter().filter(|p| !p.ends_with("ledger/system.rs")) {
        for mark in marks {
            assert!(!code(&path).contains(mark), "{}: {mark}", path.display());
        }
    }
}
