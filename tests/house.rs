//! The house: data flows one way, outside libraries are named in one place, no border's name stands in the code.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::cell::RefCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Which modules each module may import; the crate `cli` may import everything that is public.
///
/// `monitor`, `error` and `parallel` serve whole dossiers and may stand anywhere above what they name.
const MAY_IMPORT: [(&str, &[&str]); 41] = [
    ("model", &["typeface"]),
    ("read", &["model", "measure", "terminal"]),
    ("recipe", &["model", "language"]),
    ("language", &["model", "packed"]),
    ("phrase", &["model", "language", "measure", "analyse", "recipe"]),
    ("gazetteer", &["model"]),
    ("measure", &["model"]),
    ("measured", &["model", "measure", "recipe"]),
    ("analyse", &["model", "measure", "measured"]),
    ("diff", &["model", "measure", "measured", "recipe"]),
    ("project", &["model", "packed"]),
    ("theme", &["model", "recipe", "language"]),
    ("typeface", &["packed"]),
    (
        "compose",
        &[
            "model", "recipe", "language", "phrase", "measure", "measured", "analyse", "project", "theme", "typeface",
            "terminal",
        ],
    ),
    ("render", &["compose", "model", "project", "recipe", "theme", "typeface", "xml"]),
    (
        "export",
        &[
            "model",
            "recipe",
            "language",
            "phrase",
            "measure",
            "measured",
            "analyse",
            "diff",
            "project",
            "theme",
            "parallel",
            "gazetteer",
            "ledger",
            "error",
            "xml",
            "terminal",
        ],
    ),
    ("ledger", &["model"]),
    ("error", &["diff", "ledger", "language", "recipe", "project", "render"]),
    ("monitor", &["read"]),
    ("parallel", &[]),
    (
        "dossier",
        &[
            "model",
            "read",
            "recipe",
            "language",
            "gazetteer",
            "measure",
            "measured",
            "ledger",
            "typeface",
            "world",
            "error",
            "monitor",
            "parallel",
            "packed",
            "vector",
            "theme",
            "render",
        ],
    ),
    (
        "figure",
        &[
            "dossier", "diff", "language", "phrase", "measured", "measure", "model", "read", "recipe", "project",
            "compose", "render", "error", "terminal",
        ],
    ),
    (
        "report",
        &[
            "dossier", "evidence", "figure", "model", "recipe", "language", "phrase", "measure", "measured", "analyse",
            "compose", "render", "typeface", "monitor", "error", "terminal", "xml",
        ],
    ),
    (
        "check",
        &[
            "dossier", "language", "model", "monitor", "read", "recipe", "measure", "measured", "analyse", "compose",
            "theme", "error", "terminal",
        ],
    ),
    (
        "amend",
        &[
            "check",
            "dossier",
            "draft",
            "edits",
            "error",
            "export",
            "gazetteer",
            "interview",
            "model",
            "monitor",
            "read",
            "recipe",
        ],
    ),
    ("vector", &["error", "ledger", "project", "read", "terminal"]),
    ("color", &[]),
    ("draft", &["model", "gazetteer"]),
    (
        "edits",
        &["check", "dossier", "draft", "error", "export", "ledger", "model", "monitor", "read", "recipe", "terminal"],
    ),
    ("interview", &["draft", "error", "gazetteer", "model", "monitor", "read", "recipe", "terminal"]),
    ("evidence", &["dossier", "ledger", "model", "read", "recipe", "error", "terminal", "build", "monitor"]),
    (
        "build",
        &[
            "compose", "dossier", "error", "export", "figure", "ledger", "measured", "monitor", "recipe", "report",
            "terminal",
        ],
    ),
    (
        "import",
        &[
            "dossier",
            "export",
            "gazetteer",
            "language",
            "ledger",
            "measure",
            "model",
            "read",
            "recipe",
            "parallel",
            "monitor",
            "error",
            "vector",
        ],
    ),
    (
        "start",
        &[
            "build",
            "check",
            "dossier",
            "error",
            "gazetteer",
            "import",
            "interview",
            "language",
            "ledger",
            "measure",
            "model",
            "monitor",
            "points",
            "read",
            "recipe",
            "reimport",
            "terminal",
            "world",
        ],
    ),
    ("reimport", &["dossier", "ledger", "model", "read", "monitor", "error", "terminal"]),
    (
        "points",
        &[
            "dossier", "export", "measure", "measured", "model", "read", "parallel", "monitor", "error", "terminal",
            "vector",
        ],
    ),
    ("grid", &["export", "measure", "model", "monitor", "parallel", "points", "read", "recipe", "world", "error"]),
    ("packed", &[]),
    ("world", &["model", "gazetteer", "language", "measure", "read", "ledger", "parallel", "error"]),
    ("xml", &[]),
    ("terminal", &[]),
];

/// The only modules that may name an outside library.
const NAMED_IN: [(&str, &[&str]); 61] = [
    ("h3o", &["grid"]),
    ("calendrical_calculations", &["read"]),
    ("marz_world", &["world"]),
    ("ruzstd", &["marz-world"]),
    ("rayon", &["parallel", "analyse", "figure", "measure", "measured", "render", "geodesic", "python"]),
    ("fluent_bundle", &["language"]),
    ("fluent_syntax", &["language"]),
    ("jiff", &["model", "vector"]),
    ("jsonc_parser", &["read"]),
    ("jsonschema", &["read"]),
    ("csv", &["read", "export"]),
    ("toml", &["amend", "recipe"]),
    ("unicode_normalization", &["gazetteer", "read", "marz-world"]),
    ("geographiclib_rs", &["geodesic"]),
    ("geoconvert", &["model"]),
    ("maud", &["report"]),
    ("proj4rs", &["project"]),
    ("rustybuzz", &["typeface"]),
    ("unicode_bidi", &["typeface"]),
    ("fontdb", &["typeface"]),
    ("icu_segmenter", &["typeface"]),
    ("unicode_script", &["typeface"]),
    ("plotters", &["render"]),
    ("resvg", &["render"]),
    ("krilla", &["render"]),
    ("krilla_svg", &["render"]),
    ("flate2", &["render", "packed", "world"]),
    ("etcetera", &["world"]),
    ("tar", &["world"]),
    ("rusqlite", &["edits", "export", "vector"]),
    ("flatgeobuf", &["export", "vector"]),
    ("geozero", &["export", "vector"]),
    ("shapefile", &["vector"]),
    ("rust_xlsxwriter", &["export"]),
    ("zip", &["export", "read", "report", "vector"]),
    ("parquet", &["export", "vector"]),
    ("calamine", &["read"]),
    ("quick_xml", &["read", "report", "vector"]),
    ("cfb", &["read"]),
    ("chardetng", &["read"]),
    ("encoding_rs", &["read", "vector"]),
    ("encoding_rs_io", &["read", "vector"]),
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
    ("arrow_array", &["python"]),
    ("arrow_pyarrow", &["python"]),
    ("arrow_schema", &["python"]),
    ("chrono", &["python"]),
    ("marz_cli", &["cli", "python"]),
    ("numpy", &["python"]),
    ("pyo3", &["python"]),
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

/// The folders of the code of all crates.
fn source_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir("crates").unwrap().map(|e| e.unwrap().path().join("src")).collect();
    folders.extend(["src", "python/src"].map(PathBuf::from));
    folders.sort();
    folders
}

/// The code of all crates.
fn sources() -> Vec<PathBuf> {
    source_folders().iter().flat_map(|folder| rust_files(folder)).collect()
}

fn module_of(path: &Path) -> String {
    if let Ok(inner) = path.strip_prefix("crates") {
        let name = inner.components().next().unwrap().as_os_str().to_str().unwrap();
        // The crate `marz-world` and the room that reads it.
        return if name == "world" { "marz-world".to_owned() } else { name.to_owned() };
    }
    if path.starts_with("python") {
        return "python".to_owned();
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
            assert!(
                ["cli", "geodesic", "marz-world", "python", "lib"].contains(&module.as_str()),
                "{module} is not in the table"
            );
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
                l.starts_with(&format!("use {library}::"))
                    || l.contains(&format!(" {library}::"))
                    || l.contains(&format!("({library}::"))
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

/// One token of a source file, as far as paths need it.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Mark(char),
}

/// The tokens of a text; groups are opened into their marks.
fn tokens(stream: TokenStream, into: &mut Vec<Token>) {
    for tree in stream {
        match tree {
            TokenTree::Ident(word) => into.push(Token::Word(word.to_string())),
            TokenTree::Punct(mark) => into.push(Token::Mark(mark.as_char())),
            TokenTree::Literal(_) => into.push(Token::Mark('"')),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::Parenthesis | Delimiter::None => ('(', ')'),
                };
                into.push(Token::Mark(open));
                tokens(group.stream(), into);
                into.push(Token::Mark(close));
            }
        }
    }
}

/// A path of names, such as `super::style::Style`.
type Names = Vec<String>;

/// What one source file imports, defines and mentions.
#[derive(Debug, Default)]
struct SourceFile {
    path: PathBuf,
    /// Name in this file → path that it stands for; whether the path is only handed on (`pub use`).
    imports: Vec<(String, Names, bool)>,
    /// Modules of which all names are imported.
    globs: Vec<Names>,
    /// Paths that the code mentions, those of a single name as well.
    mentions: BTreeSet<Names>,
    defines: BTreeSet<String>,
}

impl SourceFile {
    fn new(path: &Path) -> Self {
        let mut all = Vec::new();
        tokens(code(path).parse().unwrap(), &mut all);
        let mut file = Self { path: path.to_path_buf(), ..Self::default() };
        let word = |i: usize| match all.get(i) {
            Some(Token::Word(word)) => Some(word.as_str()),
            _ => None,
        };
        let mark = |i: usize, c: char| all.get(i) == Some(&Token::Mark(c));
        let mut i = 0;
        let mut is_public = false;
        while i < all.len() {
            match word(i) {
                // Not the `use<'a>` of a type.
                Some("use") if !mark(i + 1, '<') => {
                    let end = (i..all.len()).find(|j| mark(*j, ';')).unwrap();
                    file.import(&mut all[i + 1..end].iter().peekable(), &Vec::new(), is_public);
                    (i, is_public) = (end + 1, false);
                }
                Some("pub") => {
                    is_public = true;
                    // pub(crate), pub(super)
                    i += if mark(i + 1, '(') { 4 } else { 1 };
                }
                Some(keyword) => {
                    is_public = false;
                    let items = ["fn", "struct", "enum", "const", "static", "trait", "type"];
                    if let (true, Some(name)) = (items.contains(&keyword), word(i + 1)) {
                        file.defines.insert(name.to_owned());
                    }
                    let mut names = vec![keyword.to_owned()];
                    while let (true, true, Some(next)) = (mark(i + 1, ':'), mark(i + 2, ':'), word(i + 3)) {
                        names.push(next.to_owned());
                        i += 3;
                    }
                    file.mentions.insert(names);
                    i += 1;
                }
                None => {
                    is_public = false;
                    i += 1;
                }
            }
        }
        file
    }

    /// Reads one tree of a `use`, as far as its comma or end.
    fn import<'t>(
        &mut self,
        rest: &mut std::iter::Peekable<impl Iterator<Item = &'t Token>>,
        before: &Names,
        is_public: bool,
    ) {
        let mut names = before.clone();
        let mut alias = None;
        while let Some(token) = rest.next() {
            match token {
                Token::Word(word) if word == "as" => {
                    if let Some(Token::Word(word)) = rest.next() {
                        alias = Some(word.clone());
                    }
                }
                Token::Word(word) if word == "self" && !names.is_empty() => {}
                Token::Word(word) => names.push(word.clone()),
                Token::Mark('*') => {
                    self.globs.push(names);
                    return;
                }
                Token::Mark('{') => {
                    while rest.peek().is_some_and(|t| **t != Token::Mark('}')) {
                        self.import(rest, &names, is_public);
                        rest.next_if(|t| **t == Token::Mark(','));
                    }
                    rest.next();
                    return;
                }
                Token::Mark(_) => {}
            }
            if rest.peek().is_some_and(|t| [Token::Mark(','), Token::Mark('}')].contains(t)) {
                break;
            }
        }
        if let Some(last) = names.last() {
            self.imports.push((alias.unwrap_or_else(|| last.clone()), names, is_public));
        }
    }
}

/// Which module takes which names from which.
type Ties = BTreeMap<Names, BTreeMap<Names, BTreeSet<String>>>;

/// A module, and a name in it; none for the module itself.
type Home = (Names, Option<String>);

/// The files of one crate by their module path, and where the names in them were found to be defined.
struct Modules(BTreeMap<Names, SourceFile>, RefCell<HashMap<(Names, String), Option<Home>>>);

impl Modules {
    fn new(folder: &Path) -> Self {
        let files = rust_files(folder).into_iter().filter(|p| !p.ends_with("main.rs"));
        let files = files.map(|path| (Self::name_of(path.strip_prefix(folder).unwrap()), SourceFile::new(&path)));
        Self(files.collect(), RefCell::default())
    }

    fn name_of(path: &Path) -> Names {
        let mut names: Names =
            path.iter().map(|part| part.to_str().unwrap().trim_end_matches(".rs").to_owned()).collect();
        names.pop_if(|last| *last == "mod" || *last == "lib");
        names
    }

    /// The module that defines what a path in a module leads to, and its name there; none for a module as such or what is not
    /// of this crate.
    fn resolve(&self, module: &Names, path: &[String]) -> Option<Home> {
        let mut at = module.clone();
        for (i, name) in path.iter().enumerate() {
            match name.as_str() {
                "crate" => at.clear(),
                "self" => {}
                "super" => drop(at.pop()),
                name => {
                    let child: Names = at.iter().cloned().chain([name.to_owned()]).collect();
                    if self.0.contains_key(&child) {
                        at = child;
                        continue;
                    }
                    let (home, last) = self.definition(&at, name)?;
                    // An import of a module: the path goes on in it.
                    return match last {
                        None if i + 1 < path.len() => self.resolve(&home, &path[i + 1..]),
                        last => Some((home, last)),
                    };
                }
            }
        }
        Some((at, None))
    }

    /// Where a name that stands in a module is defined.
    fn definition(&self, module: &Names, name: &str) -> Option<Home> {
        let key = (module.clone(), name.to_owned());
        if let Some(known) = self.1.borrow().get(&key) {
            return known.clone();
        }
        // Modules that import all of each other end here.
        self.1.borrow_mut().insert(key.clone(), None);
        let found = self.new_definition(module, name);
        self.1.borrow_mut().insert(key, found.clone());
        found
    }

    fn new_definition(&self, module: &Names, name: &str) -> Option<Home> {
        let file = self.0.get(module)?;
        if file.defines.contains(name) {
            return Some((module.clone(), Some(name.to_owned())));
        }
        if let Some((_, path, _)) = file.imports.iter().find(|(alias, ..)| alias == name) {
            return self.resolve(module, path);
        }
        file.globs.iter().find_map(|glob| {
            let (from, _) = self.resolve(module, glob).filter(|(from, last)| last.is_none() && from != module)?;
            self.definition(&from, name)
        })
    }

    /// Which module takes which names from which.
    fn ties(&self) -> Ties {
        let mut ties = Ties::new();
        for (module, file) in &self.0 {
            let imported = file.imports.iter().filter(|(.., is_public)| !is_public).map(|(_, path, _)| path);
            for path in imported.chain(&file.mentions) {
                if let Some((home, Some(name))) = self.resolve(module, path).filter(|(home, _)| home != module) {
                    ties.entry(module.clone()).or_default().entry(home).or_default().insert(name);
                }
            }
        }
        ties
    }

    /// What ties the files of circles, and those between two circles, a line for each two of them.
    fn circles(&self, mut ties: Ties) -> String {
        let count = |ties: &Ties| ties.values().map(BTreeMap::len).sum::<usize>();
        // A file from which none takes anything stands in no circle, nor does one that takes nothing; nor what only they hold.
        loop {
            let before = count(&ties);
            let given: BTreeSet<Names> = ties.values().flat_map(BTreeMap::keys).cloned().collect();
            ties.retain(|from, _| given.contains(from));
            let taking: BTreeSet<Names> = ties.keys().cloned().collect();
            ties.values_mut().for_each(|to| to.retain(|home, _| taking.contains(home)));
            ties.retain(|_, to| !to.is_empty());
            if count(&ties) == before {
                break;
            }
        }
        let shown = |module: &Names| self.0[module].path.to_str().unwrap().replace('\\', "/");
        let mut lines = String::new();
        for (from, homes) in &ties {
            for (to, names) in homes {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                lines += &format!("{} takes {} from {}\n", shown(from), names.join(", "), shown(to));
            }
        }
        lines
    }
}

/// A shared type or rule stands in a file of its own, below those that use it.
#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut printed = String::new();
    for folder in source_folders() {
        let modules = Modules::new(&folder);
        let ties = modules.ties();
        assert!(ties.len() > 2, "the imports of {} were not found: {ties:?}", folder.display());
        printed += &modules.circles(ties);
    }
    assert!(printed.is_empty(), "files that import each other:\n{printed}");
}

/// Where distances to a border are measured; whatever else needs one takes the measured incident.
const MEASURED_IN: [&str; 12] = [
    "src/measure/",
    "src/measured/",
    "crates/geodesic/",
    // Of the edges of provinces.
    "src/compose/choropleth.rs",
    // Of places and positions, which are no incidents.
    "src/compose/strip/contested.rs",
    "src/compose/strip/names.rs",
    "src/dossier/gazetteer.rs",
    "src/world/status.rs",
    // Of the middle of an edge from its geodesic.
    "src/dossier/edges.rs",
    "src/export/border_info.rs",
    "src/export/found_place.rs",
    // Of the centres of cells.
    "src/grid/ground.rs",
];

#[test]
fn distances_are_measured_where_they_live() {
    let calls =
        ["line.nearest(", ".nearest(at", ".nearest(p", ".proximity(&", "proximities(", "proximities_on_one_thread("];
    for path in sources() {
        let shown = path.to_str().unwrap().replace('\\', "/");
        for (line, call) in code(&path).lines().flat_map(|line| calls.map(|call| (line, call))) {
            let is_home = MEASURED_IN.iter().any(|home| shown.starts_with(home));
            assert!(is_home || !line.contains(call), "{shown} measures for itself: {}", line.trim());
        }
    }
}

/// So many lines of code that stand twice are one rule that is written twice.
const LINES_TWICE: usize = 10;

/// The lines of code of a file that can be a rule: no imports, no attributes, no tables of texts, nothing that is only marks; each
/// with its number.
fn lines_of_code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let mut lines = Vec::new();
    let mut is_import = false;
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        is_import = is_import || ["use ", "pub use ", "mod ", "pub mod "].iter().any(|start| line.starts_with(start));
        let is_code =
            line.contains(|c: char| c.is_alphanumeric()) && !line.starts_with("//") && !line.starts_with("#[");
        if is_code && !is_import {
            lines.push((number, line.to_owned()));
        }
        is_import = is_import && !line.ends_with(';');
    }
    lines
}

#[test]
fn nothing_is_written_twice() {
    let mut seen: BTreeMap<Vec<String>, String> = BTreeMap::new();
    let mut printed = String::new();
    for path in sources() {
        let lines = lines_of_code(&path);
        for run in lines.windows(LINES_TWICE) {
            let place = format!("{}:{}", path.display(), run[0].0);
            match seen.entry(run.iter().map(|(_, line)| line.clone()).collect()) {
                Entry::Vacant(entry) => drop(entry.insert(place)),
                Entry::Occupied(entry) => printed += &format!("{place} stands at {} as well\n", entry.get()),
            }
        }
    }
    assert!(seen.len() > 10_000, "the code was not found");
    assert!(printed.is_empty(), "{LINES_TWICE} lines that stand twice:\n{printed}");
}
