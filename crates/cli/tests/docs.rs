//! The documentation does what it says: every command in it is run, what it shows is what comes out, every link leads somewhere.
//!
//! A block of ```sh is run line by line in a fresh copy of the dossier, with the files of `tests/docs` beside it; a block of
//! ```console shows the command after `$ ` and below it exactly what stands on the terminal, `…` for any lines. A line ends with
//! exit code 0, or with the one that its comment names ("exit code 1"). Commands within sentences are run as well.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

mod support;

use support::{copy, root};

/// What is no command of ours: how it begins, and why it is not run.
const NOT_RUN: [(&str, &str); 13] = [
    ("cargo run --release -- build", "the main job of the repository itself: run by hand and by every build server"),
    ("cargo test", "this is it"),
    ("cargo install --path crates/cli", "installs into the home of whoever runs it"),
    ("cargo doc", "a browser opens"),
    ("cargo bench", "takes minutes and measures the machine"),
    ("git clone", "needs a network"),
    ("cd ", "the test is there already"),
    ("marz world update", "needs a newer edition: crates/cli/tests/world_update.rs makes one"),
    ("minisign ", "another program: tests/outside/check_minisign runs it"),
    ("marz seal --key", "asks for the password of a key: tests/outside/check_minisign gives one"),
    ("marz verify --key", "needs that key"),
    ("marz verify --rebuild", "needs a seal"),
    ("mdbook ", "another program: tests/outside/check_guide runs it"),
];

/// Pages that are one story: their blocks are run one after the other in one folder.
const STORIES: [&str; 2] = ["docs/tutorial.md", "docs/another-border.md"];

fn pages() -> Vec<PathBuf> {
    // Links and pages are read as they are written: from the folder of the repository.
    std::env::set_current_dir(root()).unwrap();
    let mut all: Vec<PathBuf> = fs::read_dir("docs").unwrap().map(|e| e.unwrap().path()).collect();
    all.retain(|p| p.extension().is_some_and(|e| e == "md"));
    all.push(PathBuf::from("README.md"));
    all.sort();
    all
}

/// A block of ```toml in a story that begins with its path is a file that the reader saves.
const FILE: &str = "save ";

/// A command as it stands on a page.
#[derive(Debug, Clone)]
struct Line {
    page: String,
    number: usize,
    text: String,
    /// What the page shows below it, of a block of console.
    shown: Option<String>,
}

impl Line {
    fn is_ours(&self) -> bool {
        self.text.starts_with("marz ") || self.text.contains("| marz ") || self.file().is_some()
    }

    /// The file that a page tells its reader to save, if it is that.
    fn file(&self) -> Option<&str> {
        self.text.strip_prefix(FILE)
    }

    fn code(&self) -> i32 {
        let after = self.text.split_once('#').and_then(|(_, comment)| comment.split_once("exit code "));
        after.and_then(|(_, rest)| rest.chars().next()?.to_digit(10)).map_or(0, |d| i32::try_from(d).unwrap())
    }

    /// Whether a line after it could come out differently for it.
    fn changes_something(&self) -> bool {
        let edits = [
            FILE,
            "marz init",
            "marz add",
            "marz link",
            "marz import",
            "marz undo",
            "marz build &&",
            "marz seal",
            "mkdir ",
        ];
        edits.iter().any(|e| self.text.starts_with(e))
    }
}

/// The blocks of a page that hold commands.
fn blocks(path: &Path) -> Vec<Vec<Line>> {
    let text = fs::read_to_string(path).unwrap();
    let page = path.display().to_string().replace('\\', "/");
    let (mut all, mut kind, mut block): (Vec<Vec<Line>>, &str, Vec<Line>) = (Vec::new(), "", Vec::new());
    let mut continued = false;
    for (i, raw) in text.lines().enumerate() {
        if let Some(info) = raw.strip_prefix("```") {
            if kind.is_empty() {
                kind = if info.is_empty() { "plain" } else { info };
            } else {
                all.extend((!block.is_empty()).then(|| std::mem::take(&mut block)));
                kind = "";
            }
            continue;
        }
        let new = |text: &str, shown: Option<String>| Line {
            page: page.clone(),
            number: i + 1,
            text: text.to_owned(),
            shown,
        };
        match (kind, block.last_mut()) {
            ("sh" | "console", Some(last)) if continued => {
                last.text = format!("{} {}", last.text.trim_end_matches('\\').trim_end(), raw.trim());
            }
            ("toml", None) if STORIES.contains(&page.as_str()) && raw.starts_with("# ") && raw.ends_with(".toml") => {
                block.push(new(&format!("{FILE}{}", &raw[2..]), Some(String::new())));
            }
            ("toml", Some(Line { shown: Some(content), .. })) => content.push_str(&format!("{raw}\n")),
            ("sh", _) if !raw.trim().is_empty() && !raw.starts_with('#') => block.push(new(raw, None)),
            ("console", last) => match (raw.strip_prefix("$ "), last) {
                (Some(command), _) => block.push(new(command, Some(String::new()))),
                (None, Some(Line { shown: Some(shown), .. })) => shown.push_str(&format!("{raw}\n")),
                _ => panic!("{page}:{}: a block of console begins with '$ '", i + 1),
            },
            _ => {}
        }
        continued = ["sh", "console"].contains(&kind) && raw.ends_with('\\');
    }
    assert!(kind.is_empty(), "{page}: a block is not closed");
    all
}

/// The commands within the sentences and tables of a page: those with an option, and with nothing to be filled in.
fn within_text(path: &Path) -> Vec<Line> {
    let text = fs::read_to_string(path).unwrap();
    let page = path.display().to_string().replace('\\', "/");
    let mut in_block = false;
    let mut outside = |line: &&str| {
        let is_fence = line.starts_with("```");
        in_block ^= is_fence;
        !in_block && !is_fence
    };
    let mut prose: Vec<&str> = Vec::new();
    for line in text.lines() {
        prose.push(if outside(&line) { line } else { "" });
    }
    let mut all = Vec::new();
    let mut number = 1;
    for (i, part) in prose.join("\n").split('`').enumerate() {
        let line = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_placeholder = |w: &str| w == "…" || (w.len() > 2 && w.chars().all(|c| c.is_ascii_uppercase()));
        if i % 2 == 1 && line.starts_with("marz ") && line.contains(" --") && !line.split(' ').any(is_placeholder) {
            all.push(Line { page: page.clone(), number, text: line, shown: None });
        }
        number += part.matches('\n').count();
    }
    all
}

/// A fresh folder: the dossier unless a new one is started in it, the files that examples name, and a home.
fn folder(lines: &[Line]) -> tempfile::TempDir {
    let scratch = tempfile::tempdir().unwrap();
    let here = scratch.path().join("dossier");
    let has = |words: &str| lines.iter().any(|l| l.text.contains(words));
    fs::create_dir_all(&here).unwrap();
    if has("marz init") {
        // A file of countries, as one finds them.
        fs::create_dir_all(here.join("data/basemap")).unwrap();
        let countries = "data/basemap/countries.geojson";
        fs::copy(root().join(countries), here.join(countries)).unwrap();
    } else {
        copy(&root().join("data"), &here.join("data"));
        fs::create_dir(here.join("maps")).unwrap();
        for entry in fs::read_dir(root().join("maps")).unwrap().map(|e| e.unwrap().path()) {
            if entry.extension().is_some_and(|e| e == "toml") {
                fs::copy(&entry, here.join("maps").join(entry.file_name().unwrap())).unwrap();
            }
        }
        fs::copy(root().join("marz.toml"), here.join("marz.toml")).unwrap();
    }
    copy(&root().join("tests/docs"), &here);
    for shell in [".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions"] {
        fs::create_dir_all(scratch.path().join("home").join(shell)).unwrap();
    }
    if has("--dossier mekong") && !has("marz init") {
        let init = ["init", "mekong", "--border", "mekong.geojson", "--quiet"];
        assert!(Command::new(env!("CARGO_BIN_EXE_marz")).current_dir(&here).args(init).status().unwrap().success());
    }
    scratch
}

/// Runs a line as a shell does; returns what is wrong.
fn run(line: &Line, scratch: &Path) -> Option<String> {
    if let (Some(file), Some(content)) = (line.file(), &line.shown) {
        fs::write(scratch.join("dossier").join(file), content).unwrap();
        return None;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_marz")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(program.to_path_buf()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    // Of a console both streams are seen, as they come.
    let text = if line.shown.is_some() { format!("{{ {}; }} 2>&1", line.text) } else { line.text.clone() };
    let mut command = Command::new("sh");
    command.current_dir(scratch.join("dossier")).args(["-c", &text]).env("PATH", path.unwrap());
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    // Whatever editor somebody has: here it changes nothing.
    command.env_remove("VISUAL").env("EDITOR", "true");
    let out = command.env("HOME", scratch.join("home")).stdin(Stdio::null()).output().unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    let place = format!("{}:{}: {}", line.page, line.number, line.text);
    let code = out.status.code();
    match &line.shown {
        None if code != Some(line.code()) => {
            Some(format!("{place}\n  exit code {code:?}, said {}\n{stderr}", line.code()))
        }
        Some(shown) if !matches!(code, Some(0 | 1)) || !is_like(&stdout, shown) => {
            Some(format!("{place}\n  exit code {code:?}; what comes out:\n{stdout}"))
        }
        // What the gallery shows is what the command writes.
        _ if line.page == "docs/gallery.md" => {
            let name = line.text.split_once("--output ")?.1.split(' ').next()?;
            let folders = ["maps", "docs/gallery"].map(|folder| root().join(folder).join(name));
            let path = folders.iter().find(|path| path.exists())?;
            let drawn = fs::read(scratch.join("dossier").join(name)).unwrap();
            // Those of `maps` are made by `marz build`.
            if std::env::var_os("MARZ_BLESS").is_some() && path.starts_with(root().join("docs")) {
                fs::write(path, &drawn).unwrap();
                return Some(format!("{place}\n  is written anew"));
            }
            (drawn != fs::read(path).unwrap()).then(|| format!("{place}\n  is not the committed {}", path.display()))
        }
        _ => None,
    }
}

/// Whether lines are as they are shown; a line `…` stands for any lines.
fn is_like(found: &str, shown: &str) -> bool {
    let (found, shown): (Vec<&str>, Vec<&str>) =
        (found.trim_end().lines().collect(), shown.trim_end().lines().collect());
    fn like(found: &[&str], shown: &[&str]) -> bool {
        match shown.split_first() {
            None => found.is_empty(),
            Some((&"…", rest)) => (0..=found.len()).any(|n| like(&found[n..], rest)),
            Some((line, rest)) => {
                found.first().is_some_and(|f| f.trim_end() == line.trim_end()) && like(&found[1..], rest)
            }
        }
    }
    like(&found, &shown)
}

#[test]
fn every_command_of_the_documentation_does_what_it_says() {
    let mut jobs: Vec<Vec<Line>> = Vec::new();
    for page in pages() {
        let blocks = blocks(&page);
        let is_story = STORIES.iter().any(|s| page == Path::new(s));
        jobs.extend(if is_story { vec![blocks.concat()] } else { blocks });
        jobs.push(within_text(&page));
    }
    // A line that changes nothing and depends on nothing before it is run once, wherever else it stands.
    let mut known: BTreeSet<String> = BTreeSet::new();
    for job in &mut jobs {
        let mut changed = false;
        job.retain(|line| {
            assert!(
                line.is_ours()
                    || NOT_RUN.iter().any(|(begin, _)| line.text.starts_with(begin))
                    || line.text.starts_with("mkdir "),
                "{}:{}: neither a command of marz nor one that is known not to be run: {}",
                line.page,
                line.number,
                line.text
            );
            let bare = line.text.split("  #").next().unwrap().trim().to_owned();
            let is_known = !changed && !line.changes_something() && !known.insert(bare);
            let must = line.shown.is_some() || STORIES.contains(&line.page.as_str());
            let is_run = !NOT_RUN.iter().any(|(begin, _)| line.text.starts_with(begin));
            changed |= line.changes_something();
            is_run && (!is_known || must)
        });
    }
    jobs.retain(|job| !job.is_empty());
    let lines: usize = jobs.iter().map(Vec::len).sum();
    assert!(lines > 120, "only {lines} commands were found");
    // The long ones first, so that no core waits for the last.
    jobs.sort_by_key(|job| {
        std::cmp::Reverse(job.len() + 20 * job.iter().filter(|l| l.text.starts_with("marz build")).count())
    });
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let scratch = folder(job);
                    let found = job.iter().filter_map(|line| run(line, scratch.path())).collect::<Vec<_>>();
                    wrong.lock().unwrap().extend(found);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} of {lines} commands:\n{}", wrong.len(), wrong.join("\n"));
}

/// The heading as an address: what GitHub and mdBook make of it.
fn slug(heading: &str) -> String {
    let plain = heading.trim_start_matches('#').trim().to_lowercase();
    plain
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}

fn headings(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap();
    let mut in_block = false;
    text.lines()
        .filter(|l| {
            in_block ^= l.starts_with("```");
            !in_block && l.starts_with('#')
        })
        .map(slug)
        .collect()
}

#[test]
fn every_link_and_picture_leads_somewhere() {
    let mut seen = 0;
    for page in pages().into_iter().chain([PathBuf::from("data/README.md")]) {
        let text = fs::read_to_string(&page).unwrap();
        let mut in_block = false;
        for (i, line) in text.lines().enumerate() {
            in_block ^= line.starts_with("```");
            for target in line.split("](").skip(1).filter(|_| !in_block).filter_map(|rest| rest.split(')').next()) {
                if target.starts_with("http") || target.starts_with('<') {
                    continue;
                }
                seen += 1;
                let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
                let path = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
                assert!(path.exists(), "{}:{}: there is no {target}", page.display(), i + 1);
                let is_there = anchor.is_empty() || headings(&path).contains(anchor);
                assert!(is_there, "{}:{}: there is no heading for {target}", page.display(), i + 1);
            }
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn every_page_is_in_the_guide_once() {
    let summary = fs::read_to_string(root().join("docs/SUMMARY.md")).unwrap();
    for page in pages() {
        let name = page.file_name().unwrap().to_str().unwrap();
        let wanted = usize::from(page.starts_with("docs") && name != "SUMMARY.md");
        assert_eq!(summary.matches(&format!("]({name})")).count(), wanted, "{name}");
    }
}

#[test]
fn every_key_of_a_recipe_is_explained() {
    let out = Command::new(env!("CARGO_BIN_EXE_marz")).args(["config", "--format", "json"]).output().unwrap();
    let printed: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let page = fs::read_to_string(root().join("docs/recipes.md")).unwrap();
    let keys: Vec<&str> =
        printed["figure"]["settings"].as_array().unwrap().iter().filter_map(|s| s["key"].as_str()).collect();
    assert!(keys.len() > 35, "{keys:?}");
    for key in keys {
        assert!(page.contains(&format!("| `{key}` |")), "docs/recipes.md does not explain {key}");
    }
}

#[test]
fn every_field_of_the_data_is_explained() {
    let page = fs::read_to_string(root().join("docs/dossier.md")).unwrap();
    let mut seen = 0;
    for name in ["incidents", "places", "border"] {
        let text = fs::read_to_string(root().join(format!("data/schema/{name}.schema.json"))).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        let fields = &schema["properties"]["features"]["items"]["properties"]["properties"]["properties"];
        let inner = fields.get("location").map_or(&serde_json::Value::Null, |l| &l["properties"]);
        for field in [fields, inner].into_iter().filter_map(|f| f.as_object()).flat_map(|f| f.keys()) {
            assert!(page.contains(&format!("`{field}`")), "docs/dossier.md does not explain {field} of {name}");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn every_recipe_has_its_place_in_the_gallery() {
    let gallery = fs::read_to_string(root().join("docs/gallery.md")).unwrap();
    for entry in fs::read_dir(root().join("maps")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            !name.ends_with(".toml") || gallery.contains(&format!("(../maps/{}", name.replace(".toml", ".png"))),
            "{name}"
        );
    }
}

/// So that none is left that no command remakes.
#[test]
fn every_picture_of_the_gallery_is_shown_and_made_by_a_command() {
    let gallery = fs::read_to_string(root().join("docs/gallery.md")).unwrap();
    let mut seen = 0;
    for entry in fs::read_dir(root().join("docs/gallery")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(gallery.contains(&format!("](gallery/{name})")), "{name}");
        assert!(
            gallery.lines().any(|l| l.starts_with("marz map ") && l.ends_with(&format!("--output {name}"))),
            "{name}"
        );
        seen += 1;
    }
    assert_eq!(seen, 6);
}

/// What the docs show is what the program says.
#[test]
fn look_ups_are_as_the_docs_show_them() {
    let docs = fs::read_to_string(root().join("docs/names.md")).unwrap();
    let mut shown = 0;
    for block in docs.split("```console\n$ marz ").skip(1) {
        let block = block.replace("\\\n  ", "");
        let (command, rest) = block.split_once('\n').unwrap();
        let expected = rest.split("```").next().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut args: Vec<String> = vec!["--quiet".to_owned()];
        args.extend(command.split('"').enumerate().flat_map(|(i, part)| match i % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        }));
        let out = Command::new(env!("CARGO_BIN_EXE_marz")).current_dir(folder.path()).args(&args).output();
        let out = out.unwrap();
        assert_eq!(String::from_utf8(out.stdout).unwrap(), expected, "marz {command}");
        let sure = !expected.contains("not sure") && !expected.contains("nothing is called");
        assert_eq!(out.status.code(), Some(i32::from(!sure)), "marz {command}");
        shown += 1;
    }
    assert!(shown >= 6, "{shown}");
}
