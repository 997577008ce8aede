//! Every option of every command has an effect on every way through it, or is refused there: none is accepted and dropped.
//!
//! Each command is run as people run it, without and with each of its options. Exit code, stdout, stderr and files must differ.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

mod support;

use support::{copy, files, program, root, text};

const ADD: &str = "add --date 2025-08-24 --category clash --status one_side --title Shots --at 69.0991,37.2363 --name Here --radius 2km --source Paper";
const LINK: &str = "link 2026-01-19-mujahid-smugglers 2026-01-18-khirmanjo";

/// Ways through the commands: the command as the documentation names it, and the words of a run; before `;` what is run first.
const WAYS: &[(&str, &str)] = &[
    ("start", "start case --border KHM-THA --sheet t.csv --yes"),
    ("build", "build"),
    ("check", "check"),
    ("measure", "measure"),
    ("measure", "measure --format csv"),
    ("measure", "measure --format xlsx --output o.xlsx"),
    ("measure", "measure p.csv"),
    ("measure", "measure p.csv --format csv"),
    ("measure", "measure p.geojson"),
    ("measure", "measure p.csv --border world --format csv"),
    ("grid", "grid p.csv"),
    ("grid", "grid h3:1"),
    ("map", "map overview --output o.svg"),
    ("map", "map overview --output o.png --size 500x400"),
    ("map", "map strip --output o.svg"),
    ("map", "map timeline --output o.svg"),
    ("map", "map bands --output o.svg"),
    ("map", "map multiples --output o.svg"),
    ("map", "map --border l.geojson --output o.svg"),
    ("map", "map --border KHM-THA --output o.svg"),
    ("export", "export --to csv"),
    ("export", "export --to geojson"),
    ("export", "export --to geojson --layer border"),
    ("export", "export --to geojsonseq"),
    ("export", "export --to kml"),
    ("export", "export --to gpkg --output o.gpkg"),
    ("export", "export --to fgb --output o.fgb"),
    ("export", "export --to parquet --output o.parquet"),
    ("export", "export --to qgis --output o"),
    ("import", "import table t.csv"),
    ("import edits", "import edits case.gpkg"),
    ("import", "import table t.csv --into data/incidents.geojson"),
    ("import", "import ucdp --explain"),
    ("analyse", "analyse"),
    ("bands", "bands"),
    ("bands", "bands --format csv"),
    ("report", "report --output o.html"),
    ("report", "report --format md --output o.md"),
    ("report", "report --format docx --output o.docx"),
    ("lint", "lint"),
    ("border list", "border list cambodia"),
    ("border info", "border info"),
    ("border info", "border info --border KHM-THA"),
    ("border diff", "border diff BRA-VEN@2026c BRA-VEN"),
    ("border at", "border at 100"),
    ("border km", "border km 70.1 37.5"),
    ("fields", "fields"),
    ("find", "find Panj"),
    ("init", "init new --border l.geojson"),
    ("init", "init KHM-THA"),
    ("add", ADD),
    ("link", LINK),
    ("list", "list"),
    ("list", "list --format json"),
    ("set", "set 2025-08-24-dovang-clash killed=4-6"),
    ("edit", "edit 2025-08-24-dovang-clash"),
    ("migrate", "migrate"),
    ("undo", "LINK ; undo"),
    ("undo", "LINK ; undo --list"),
    ("seal", "seal"),
    ("verify", "seal ; verify"),
    ("verify", "seal ; verify data/border.geojson"),
    ("config", "config"),
    ("config", "config overview"),
    ("world", "world"),
    ("version", "version"),
    ("completions", "completions bash"),
    ("man", "man"),
];

/// A value under which each option says something; of several, one must.
const VALUES: &[(&str, &[&str])] = &[
    ("--accessed", &["2020-01-01"]),
    ("--accuracy", &["3km"]),
    ("--actor", &["first=X"]),
    ("--animate", &["year"]),
    ("--around", &["Kabul --radius 60km"]),
    ("--at", &["70,37"]),
    ("--base", &["case.gpkg"]),
    ("--basis", &["reported", "estimate"]),
    ("--bbox", &["70,37,71,38"]),
    ("--between", &["Laos,Thailand"]),
    ("--border", &["l.geojson"]),
    ("--by", &["category", "year", "side"]),
    ("--caption", &["o.txt"]),
    ("--category", &["clash"]),
    ("--change", &["2 --figure o-change.svg"]),
    ("--choropleth", &["incidents"]),
    ("--claims", &["true", "false"]),
    ("--coarsen", &["10km"]),
    ("--column", &["place=words"]),
    ("--compare", &["l.geojson"]),
    ("--contacts", &["true", "false"]),
    ("--country", &["AF", "TJ"]),
    ("--date", &["2025-01-01"]),
    ("--days", &["30"]),
    ("--district", &["D"]),
    ("--displace", &["false"]),
    ("--dpi", &["100"]),
    ("--during", &["2025-Q3"]),
    ("--dry-run", &[""]),
    ("--encoding", &["windows-1251"]),
    ("--every", &["100km"]),
    ("--explain", &[""]),
    ("--figure", &["o-figure.svg"]),
    ("--force", &[""]),
    ("--format", &["json", "md", "markdown", "csv", "gpkg"]),
    ("--geocode", &["place"]),
    ("--grade", &["B2"]),
    ("--guess", &[""]),
    ("--graticule", &["false", "true"]),
    ("--hot-kernel", &["30km"]),
    ("--hxl", &[""]),
    ("--id", &["key"]),
    ("--incidents", &[""]),
    ("--include", &["Kabul"]),
    ("--inset", &["auto", "Kulob:40km"]),
    ("--install", &[""]),
    ("--into", &["data/incidents.geojson"]),
    ("--journeys", &["true", "false"]),
    ("--keep", &[""]),
    ("--kernel", &["30km"]),
    ("--key", &["false", "true", "none.key"]),
    ("--no-rebuild", &[""]),
    ("--ours", &[""]),
    ("--rebuild", &[""]),
    ("--end", &["0000000000000000000000000000000000000000000000000000000000000000"]),
    ("--killed", &["3"]),
    ("--kind", &["timeline", "strip"]),
    ("--km", &["300..400"]),
    ("--lang", &["fa"]),
    ("--lat", &["lat2"]),
    ("--layer", &["places"]),
    ("--left", &["TJ=Tajiks"]),
    ("--legend", &["false"]),
    ("--limit", &["1"]),
    ("--list", &[""]),
    ("--locator", &["false", "true"]),
    ("--lon", &["lon2"]),
    ("--min-grade", &["A1"]),
    ("--name", &["N"]),
    ("--near", &["100m"]),
    ("--nearest", &["2"]),
    ("--near-repeat", &["30km"]),
    ("--nested", &[""]),
    ("--no-place", &[""]),
    ("--note", &["N"]),
    ("--output", &["o-new"]),
    ("--over", &["100m"]),
    ("--page", &["a5"]),
    ("--pair", &["TJ,AF"]),
    ("--parquet-version", &["2.0"]),
    ("--period", &["month"]),
    ("--periods", &["2022,2025"]),
    ("--place", &["Khorugh"]),
    ("--projection", &["EPSG:3857"]),
    ("--province", &["Kunduz"]),
    ("--provinces", &["false", "true"]),
    ("--radius", &["acc", "30km"]),
    ("--redo", &[""]),
    ("--relief", &["false", "true"]),
    ("--report", &["o.json"]),
    ("--right", &["AF=Afghans"]),
    ("--rivers", &["false", "true"]),
    ("--sheet", &["X"]),
    ("--sea", &[""]),
    ("--side", &["left"]),
    ("--since", &["2025"]),
    ("--size", &["900x900"]),
    ("--source", &["Another"]),
    ("--status", &["denied"]),
    ("--stretch", &["25km"]),
    ("--subtitle", &["S"]),
    ("--summary", &["S"]),
    ("--table", &["m.toml"]),
    ("--tag", &["w"]),
    ("--template", &["house.docx"]),
    ("--text-scale", &["1.3"]),
    ("--theirs", &[""]),
    ("--text-as", &["paths"]),
    ("--theme", &["dark"]),
    ("--title", &["T"]),
    ("--today", &["2020-01-01"]),
    ("--to", &["kml", "crossing"]),
    ("--until", &["2022"]),
    ("--view", &["l.geojson"]),
    ("--whole-border", &[""]),
    ("--within", &["3km"]),
    ("--yes", &[""]),
    ("--without", &["2025-08-24-dovang-clash", "2025-05-casa1000-dushanbe"]),
    ("--worksheet", &["X"]),
    ("--wounded", &["4"]),
];

/// Where nothing differs, by the way and the option, and why that is right.
const SAME: &[(&str, &str, &str)] = &[
    ("map strip --output o.svg", "--whole-border", "it shows the whole border"),
    ("map multiples --output o.svg", "--whole-border", "they show the whole border"),
    ("measure p.csv", "--encoding", "the letters of ASCII are the same in every encoding"),
    ("measure p.csv --format csv", "--encoding", "the letters of ASCII are the same in every encoding"),
    ("measure p.csv --border world --format csv", "--encoding", "the letters of ASCII are the same in every encoding"),
    ("grid p.csv", "--encoding", "the letters of ASCII are the same in every encoding"),
    ("import table t.csv", "--encoding", "the letters of ASCII are the same in every encoding"),
    (
        "import table t.csv --into data/incidents.geojson",
        "--encoding",
        "the letters of ASCII are the same in every encoding",
    ),
    ("import table t.csv --into data/incidents.geojson", "--yes", "no correction is offered"),
    ("import table t.csv --into data/incidents.geojson", "--ours", "no field was changed on both sides"),
    ("import table t.csv --into data/incidents.geojson", "--theirs", "no field was changed on both sides"),
    ("config", "--whole-border", "it is the default"),
    ("list", "--coarsen", "it lists no position; what --near, --km and --bbox choose is coarsened"),
    ("list --format json", "--coarsen", "it lists no position; what --near, --km and --bbox choose is coarsened"),
    ("map --border l.geojson --output o.svg", "--whole-border", "it is the default"),
    ("map --border KHM-THA --output o.svg", "--whole-border", "it is the default"),
    ("map --border KHM-THA --output o.svg", "--claims", "a border without a dossier has no incidents"),
    ("map --border KHM-THA --output o.svg", "--displace", "a border without a dossier has no incidents"),
    ("map --border KHM-THA --output o.svg", "--journeys", "a border without a dossier has no incidents"),
    ("map multiples --output o.svg", "--claims", "the filter of the recipe takes clashes alone"),
    ("map multiples --output o.svg", "--contacts", "the filter of the recipe takes clashes alone"),
    ("map overview --output o.svg", "--include", "the frame holds the place"),
    ("map overview --output o.png --size 500x400", "--include", "the frame holds the place"),
    ("LINK ; undo", "--force", "no file was changed since"),
    ("LINK ; undo", "--yes", "only an import is asked about"),
];

/// The options of every command, out of its documentation, which a test holds to the program.
fn options() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(root().join("docs/commands.md")).unwrap();
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut command = String::new();
    for line in text.lines() {
        if let Some(name) = line.trim_start_matches('#').strip_prefix(" `marz ").filter(|_| line.starts_with("##")) {
            name.trim_end_matches('`').clone_into(&mut command);
            all.entry(command.clone()).or_default();
        } else if let Some(rest) = line.strip_prefix("- `")
            && let Some(at) = rest.find("--").filter(|at| *at < 5)
            && let Some(options) = all.get_mut(&command)
        {
            options.push(rest[at..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect());
        }
    }
    all
}

fn ready() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("data")).unwrap();
    for entry in fs::read_dir(root().join("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, at("data").join(path.file_name().unwrap())).unwrap();
        }
    }
    copy(&root().join("data/basemap"), &at("data/basemap"));
    fs::create_dir(at("maps")).unwrap();
    for recipe in ["overview", "strip", "timeline", "multiples", "bands"] {
        let name = format!("maps/{recipe}.toml");
        fs::copy(root().join(&name), at(&name)).unwrap();
    }
    fs::copy(root().join("marz.toml"), at("marz.toml")).unwrap();
    let line = r#"{"type":"LineString","coordinates":[[68,37.2],[70,37.2],[71.5,37.9]]}"#;
    fs::write(at("l.geojson"), line).unwrap();
    fs::write(at("p.csv"), "id,lon,lat,lon2,lat2,acc,key\na,69.1,37.2,70,38,500,k1\nb,70.5,37.9,70.6,38.2,900,k2\n")
        .unwrap();
    let point = |id: &str, lon: f64| {
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{"acc":500}},"geometry":{{"type":"Point","coordinates":[{lon},37.4]}}}}"#
        )
    };
    fs::write(
        at("p.geojson"),
        format!(r#"{{"type":"FeatureCollection","features":[{},{}]}}"#, point("a", 69.1), point("b", 70.5)),
    )
    .unwrap();
    let sheet = "id,title,date,lat,lon,place,country,words\na,Shots,2024-08-24,37.2363,69.0991,Panj,TJ,x\n\
        b,Shots again,2025-08-24,37.5,70.2,Khorugh,AF,y\nc,Far,2025-09-24,,,Dushanbe,TJ,z\n";
    fs::write(at("t.csv"), sheet).unwrap();
    fs::write(at("m.toml"), "[columns]\nsummary = 'words'\n").unwrap();
    folder
}

/// An export that somebody edited, one record of which was changed in the dossier too.
fn edited(folder: &Path) {
    let out = program(folder, &["export", "--quiet", "--output", "case.gpkg"]).output().unwrap();
    assert!(out.status.success(), "{}", text(&out.stderr));
    let db = rusqlite::Connection::open(folder.join("case.gpkg")).unwrap();
    // Triggers call functions that only GIS programs have.
    let triggers =
        "SELECT group_concat('DROP TRIGGER \"' || name || '\"', ';') FROM sqlite_master WHERE type = 'trigger'";
    let triggers: String = db.query_row(triggers, [], |row| row.get(0)).unwrap();
    db.execute_batch(&triggers).unwrap();
    db.execute_batch("UPDATE incidents SET summary = 'Edited.', title = 'Theirs' WHERE fid < 3").unwrap();
    let file = folder.join("data/incidents.geojson");
    let mut all: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    all["features"][0]["properties"]["title"] = "Ours".into();
    fs::write(file, all.to_string()).unwrap();
}

/// What a run gives: exit code, stdout, stderr, and the files of the folder.
type Outcome = (i32, String, String, BTreeMap<String, String>);

fn outcome(way: &str, more: &str) -> Outcome {
    let folder = ready();
    let run = |words: &str| {
        let args: Vec<&str> = words.split_whitespace().collect();
        let out = program(folder.path(), &args).stdin(std::process::Stdio::null()).output().unwrap();
        (out.status.code().unwrap_or(-1), String::from_utf8_lossy(&out.stdout).into_owned(), text(&out.stderr))
    };
    if way.contains("case.gpkg") {
        edited(folder.path());
    }
    let way = way.replace("LINK", LINK);
    let mut steps: Vec<&str> = way.split(" ; ").collect();
    let last = steps.pop().unwrap();
    steps.into_iter().for_each(|step| assert_eq!(run(step).0, 0, "{step}"));
    let (code, out, said) = run(&format!("{last} {more}"));
    let here = folder.path().display().to_string();
    let hash = |name: String| {
        let mut bytes = fs::read(folder.path().join(&name)).unwrap();
        if name.ends_with("entry.json") {
            // It keeps the command as it was typed: by that alone any option would seem to change something.
            let entry = String::from_utf8(bytes).unwrap();
            let lines = entry.lines().filter(|line| !line.trim_start().starts_with("\"command\":"));
            bytes = lines.collect::<String>().into_bytes();
        }
        (name, marz::ledger::sha256(&bytes))
    };
    let clean = |text: String| text.replace(&here, ".");
    (code, clean(out), clean(said), files(folder.path()).into_iter().map(hash).collect())
}

/// The options of a way that change nothing, and those that do though they are known not to.
fn dropped(command: &str, way: &str, options: &[String]) -> Vec<String> {
    let without = outcome(way, "");
    assert!(without.0 < 2, "{way}: {}", without.2);
    let changes = |option: &String| {
        let values = VALUES.iter().find(|(name, _)| name == option);
        let (_, values) = values.unwrap_or_else(|| panic!("{option} of {command}: VALUES has nothing for it"));
        values.iter().any(|value| outcome(way, &format!("{option} {value}")) != without)
    };
    let is_free = |option: &&String| !way.split(' ').any(|word| word == *option);
    let wrong = |option: &String| {
        let known = SAME.iter().find(|(w, o, _)| *w == way && o == option);
        match (known, changes(option)) {
            (None, false) => Some(format!("marz {way} {option}")),
            // An exception that is none any more goes.
            (Some((.., why)), true) => Some(format!("marz {way} {option}: not the same, though {why}")),
            _ => None,
        }
    };
    options.iter().filter(is_free).filter_map(wrong).collect()
}

#[test]
fn no_option_is_accepted_and_dropped() {
    let options = options();
    for command in options.keys().filter(|c| !matches!(c.as_str(), "border" | "world update" | "world reset")) {
        assert!(WAYS.iter().any(|(c, _)| c == command), "no way goes through {command}");
    }
    let (next, all) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some((command, way)) = WAYS.get(next.fetch_add(1, Relaxed)) {
                    let found = dropped(command, way, &options[*command]);
                    all.lock().unwrap().extend(found);
                }
            });
        }
    });
    let mut all = all.into_inner().unwrap();
    all.sort();
    assert_eq!(all, Vec::<String>::new());
    for (way, option, _) in SAME {
        let (command, _) = WAYS.iter().find(|(_, w)| w == way).unwrap_or_else(|| panic!("{way} is no way"));
        assert!(options[*command].iter().any(|o| o == option), "{command} has no {option}");
    }
}

#[test]
fn a_relative_period_is_the_period_that_it_means_on_every_way() {
    let options = options();
    let (mut compared, mut others) = (0, Vec::new());
    // `config` shows the setting as it is given.
    let takes_period = |command: &str| command != "config" && options[command].iter().any(|o| o == "--during");
    for (command, way) in WAYS.iter().filter(|(command, _)| takes_period(command)) {
        // The last record of the dossier is of April 2026.
        let [relative, absolute] =
            ["last-quarter", "2026-Q1"].map(|period| outcome(way, &format!("--during {period}")));
        if absolute.0 == 2 && relative.0 == 2 {
            continue;
        }
        compared += 1;
        if relative != absolute {
            others.push(format!("marz {way}: {} {}", relative.0, relative.2));
        }
        assert_ne!(absolute, outcome(way, "--during 2021-Q1"), "{command}: the period has no effect");
    }
    assert!(compared >= 15, "{compared}");
    assert_eq!(others, Vec::<String>::new());
}
