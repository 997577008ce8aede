//! Evidence: seals find a single changed digit, and outputs say what they were made from.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use minisign::KeyPair;
use serde_json::Value;
use support::{dossier, files, incidents, marz, root, text};

mod support;

const RECIPE: &str = "# A comment.\ntitle = 'One'\nextent = { border = true }\nsize = [700, 500]\ndpi = 150\n\
    formats = ['svg', 'png', 'pdf']\nfilter = { since = '2021' }\n";

/// A dossier with one recipe, built and sealed.
fn sealed() -> tempfile::TempDir {
    let folder = dossier();
    let path = folder.path();
    fs::create_dir(path.join("maps")).unwrap();
    fs::write(path.join("maps/one.toml"), RECIPE).unwrap();
    assert_eq!(run(path, &["build", "--quiet"]).0, 0);
    assert_eq!(run(path, &["seal"]).0, 0);
    folder
}

/// A figure that cannot be made keeps no other from being made, and is said.
#[test]
fn a_figure_without_room_keeps_nothing_else_from_being_built() {
    let folder = sealed();
    let path = folder.path();
    for name in ["a", "zz"] {
        fs::write(
            path.join(format!("maps/{name}.toml")),
            RECIPE.replace("[700, 500]\ndpi = 150", "[400, 400]\ndpi = 200"),
        )
        .unwrap();
    }
    fs::remove_dir_all(path.join("out")).unwrap();
    fs::remove_file(path.join("maps/one.png")).unwrap();
    let (code, _, printed) = run(path, &["build"]);
    assert_eq!(code, 2, "{printed}");
    for said in ["maps/a.toml: 400 x 400 pixels", "maps/zz.toml: 400 x 400 pixels", "maps/one.png", "out/report.html"] {
        assert!(printed.contains(said), "{said}: {printed}");
    }
    assert!(path.join("maps/one.png").exists() && path.join("out/report.html").exists());
    assert!(!path.join("maps/a.png").exists());
    let (code, _, printed) = run(path, &["build", "--quiet"]);
    assert!(code == 2 && printed.matches("leave no room").count() == 2, "{printed}");
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = marz(folder, args);
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

/// What `marz verify` finds: kind, state, file, id, pointer.
fn found(folder: &Path, args: &[&str]) -> Vec<[String; 5]> {
    let (code, json, printed) = run(folder, &[&["verify", "--format", "json"], args].concat());
    let json: Value = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{e}: {printed}"));
    assert_eq!((code, json["holds"].as_bool().unwrap()), (i32::from(!json["holds"].as_bool().unwrap()), code == 0));
    let member = |f: &Value, name: &str| f[name].as_str().unwrap_or_default().to_owned();
    let one = |f: &Value| ["kind", "state", "file", "id", "at"].map(|name| member(f, name));
    json["findings"].as_array().unwrap().iter().map(one).collect()
}

/// The same with one digit changed, the first at or after a place; never so that a number begins with 0.
fn flipped(bytes: &[u8], from: usize) -> Option<Vec<u8>> {
    let at = from + bytes.get(from..)?.iter().position(u8::is_ascii_digit)?;
    let mut bytes = bytes.to_vec();
    bytes[at] = if bytes[at] == b'9' { b'8' } else { bytes[at] + 1 };
    Some(bytes)
}

/// Every record of a dossier, every number of its recipe and manifest, every output: one digit, and it is named.
#[test]
fn a_single_changed_digit_is_found() {
    let folder = sealed();
    let path = folder.path();
    // All records there are, sealed again.
    fs::copy(root().join("data/incidents.geojson"), path.join("data/incidents.geojson")).unwrap();
    assert_eq!(run(path, &["seal", "--quiet"]).0, 0);
    assert_eq!(found(path, &[]), Vec::<[String; 5]>::new());
    let mut tried = 0;
    let mut check = |name: &str, bytes: Vec<u8>, is_named: &dyn Fn(&[String; 5]) -> bool| {
        let whole = fs::read(path.join(name)).unwrap();
        fs::write(path.join(name), bytes).unwrap();
        let found = found(path, &[]);
        assert!(found.len() == 1 && is_named(&found[0]), "{name}: {found:?}");
        fs::write(path.join(name), whole).unwrap();
        tried += 1;
    };
    for name in ["data/incidents.geojson", "data/places.geojson", "data/border.geojson"] {
        let whole = fs::read_to_string(path.join(name)).unwrap();
        let stored: Value = serde_json::from_str(&whole).unwrap();
        for (n, feature) in stored["features"].as_array().unwrap().iter().enumerate() {
            let id = feature["id"].as_str().unwrap();
            let start = whole.find(&format!("\"id\": \"{id}\"")).unwrap() + id.len() + 8;
            let end = whole[start..].find("\n    {").map_or(whole.len(), |i| start + i);
            // Another digit of each record: near its beginning, in its middle, near its end.
            let from = start + (end - start) * (n % 5) / 6;
            let bytes = flipped(whole.as_bytes(), from).unwrap();
            let is_named = |f: &[String; 5]| {
                f[0] == "record" && f[1] == "changed" && f[2] == name && f[3] == id && !f[4].is_empty()
            };
            check(name, bytes, &is_named);
        }
    }
    for name in ["maps/one.toml", "marz.toml"] {
        let whole = fs::read(path.join(name)).unwrap();
        let digits = (0..whole.len()).filter(|at| whole[*at].is_ascii_digit());
        for at in digits {
            let is_named = |f: &[String; 5]| f[0] == "parameter" && f[2] == name && !f[4].is_empty();
            check(name, flipped(&whole, at).unwrap(), &is_named);
        }
    }
    let outputs: Vec<String> = files(path)
        .into_iter()
        .filter(|f| f.starts_with("out/") || f.starts_with("maps/") && !f.ends_with(".toml"))
        .collect();
    assert!(outputs.len() >= 8, "{outputs:?}");
    for name in outputs {
        let whole = fs::read(path.join(&name)).unwrap();
        for part in 0..3 {
            let Some(bytes) = flipped(&whole, whole.len() * part / 3) else { continue };
            check(&name, bytes, &|f| f[0] == "output" && f[1] == "changed" && f[2] == name);
        }
    }
    assert!(tried > 195, "{tried}");
}

#[test]
fn changes_are_reported_field_by_field() {
    let folder = sealed();
    let path = folder.path();
    let (code, printed, _) = run(path, &["verify"]);
    assert!(code == 0 && printed.starts_with("nothing changed since seal 1 of 1, edition "), "{printed}");
    let (code, _, printed) = run(path, &["seal"]);
    assert!(code == 0 && printed.contains("nothing changed since seal 1: nothing was written"), "{printed}");
    assert_eq!(files(&path.join("seals")), [".gitattributes", "0001.json", "0001.records.jsonl"]);

    let edit = |name: &str, from: &str, to: &str| {
        let text = fs::read_to_string(path.join(name)).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        fs::write(path.join(name), text.replacen(from, to, 1)).unwrap();
    };
    edit("data/incidents.geojson", "\"date\": \"2025-08-25\"", "\"date\": \"2025-08-26\"");
    edit("data/places.geojson", "\"features\"", "\"note\": \"ours\", \"features\"");
    edit("maps/one.toml", "dpi = 150", "dpi = 160\ntext = 1.2");
    edit("marz.toml", "A test", "A tests");
    fs::write(path.join("maps/two.toml"), RECIPE).unwrap();
    fs::write(path.join("out/new.txt"), "new").unwrap();
    fs::remove_file(path.join("maps/one.svg")).unwrap();
    let (code, printed, _) = run(path, &["verify"]);
    assert_eq!(code, 1);
    for line in [
        "record    changed data/incidents.geojson  2025-08-25-agency  /properties/date: \"2025-08-25\" -> \"2025-08-26\"",
        "record    changed data/places.geojson  /note: nothing -> \"ours\"",
        "parameter changed maps/one.toml  /dpi: 150 -> 160",
        "parameter changed maps/one.toml  /text: nothing -> 1.2",
        "parameter changed marz.toml  /title: \"A test\" -> \"A tests\"",
        "input     new     maps/two.toml",
        "output    missing maps/one.svg",
        "output    new     out/new.txt",
        "8 things are not as they were in seal 1 of 1",
    ] {
        assert!(printed.contains(line), "{line}\n{printed}");
    }
    // What is stale is said where it is sealed.
    let (code, _, printed) = run(path, &["seal"]);
    assert!(
        code == 0
            && printed.contains("made from other data or recipes than these")
            && printed.contains("maps/measured.geojson"),
        "{printed}"
    );
    assert_eq!(run(path, &["verify"]).0, 0);
    assert_eq!(found(path, &["1"]).len(), 8);
    let previous: Value = serde_json::from_slice(&fs::read(path.join("seals/0002.json")).unwrap()).unwrap();
    assert_eq!(previous["previous"].as_str().unwrap().len(), 64);
    let (code, _, printed) = run(path, &["verify", "3"]);
    assert!(code == 2 && printed.contains("there is no seal 3"), "{printed}");
}

#[test]
fn equal_content_in_other_bytes_and_files_without_an_edition_are_distinguished() {
    let folder = sealed();
    let path = folder.path();
    let whole = incidents(path);
    let at = |name: &str| path.join(name);
    fs::write(at("data/incidents.geojson"), whole.replace("\n", "\r\n")).unwrap();
    fs::write(at("maps/one.toml"), RECIPE.replace("# A comment.", "# Another.")).unwrap();
    let one = |kind: &str, state: &str, file: &str| [kind, state, file, "", ""].map(str::to_owned);
    assert_eq!(
        found(path, &[]),
        [one("input", "bytes", "data/incidents.geojson"), one("input", "bytes", "maps/one.toml")]
    );
    fs::write(at("maps/one.toml"), RECIPE).unwrap();
    fs::write(at("data/incidents.geojson"), whole.replacen('[', "", 1)).unwrap();
    assert_eq!(found(path, &[]), [one("input", "changed", "data/incidents.geojson")]);
    assert!(run(path, &["verify"]).1.contains("it can no longer be read: data/incidents.geojson:"));
    fs::write(at("data/incidents.geojson"), &whole).unwrap();
    fs::remove_file(at("data/places.geojson")).unwrap();
    assert_eq!(found(path, &[]), [one("input", "missing", "data/places.geojson")]);
    let (code, _, printed) = run(path, &["seal"]);
    assert!(code == 2 && printed.contains("data/places.geojson"), "{printed}");
    fs::copy(root().join("data/places.geojson"), at("data/places.geojson")).unwrap();
    fs::write(at("marz.toml"), "title = ").unwrap();
    assert_eq!(found(path, &[])[0][..3], ["parameter", "changed", "marz.toml"].map(str::to_owned));
}

#[test]
fn a_chain_that_was_tampered_with_is_seen_and_not_carried_on() {
    let folder = sealed();
    let path = folder.path();
    let edited = incidents(path).replace("2025-08-25\"", "2025-08-26\"");
    fs::write(path.join("data/incidents.geojson"), edited).unwrap();
    assert_eq!(run(path, &["seal"]).0, 0);
    for name in ["seals/0001.json", "seals/0002.json", "seals/0001.records.jsonl", "seals/0002.records.jsonl"] {
        let whole = fs::read(path.join(name)).unwrap();
        for part in 1..4 {
            fs::write(path.join(name), flipped(&whole, whole.len() * part / 4).unwrap()).unwrap();
            let (code, printed, error) = run(path, &["verify", "--format", "json"]);
            assert!(code == 1 && printed.contains("\"kind\": \"chain\""), "{name}: {printed}{error}");
        }
        let (code, _, printed) = run(path, &["seal"]);
        assert!(code == 2 && printed.contains("the chain of seals is broken"), "{printed}");
        fs::write(path.join(name), whole).unwrap();
    }
    assert_eq!(run(path, &["verify"]).0, 0);
    fs::remove_file(path.join("seals/0001.json")).unwrap();
    assert!(run(path, &["verify"]).1.contains("seals/0001.json is missing"));
}

/// What every output carries is what the seal has, and a file finds its seal by it.
#[test]
fn outputs_carry_the_edition_they_were_made_from() {
    let folder = sealed();
    let path = folder.path();
    let seal: Value = serde_json::from_slice(&fs::read(path.join("seals/0001.json")).unwrap()).unwrap();
    let edition = seal["content"]["edition"].as_str().unwrap();
    let mark = format!("marz-edition-{edition}");
    assert!(edition.len() == 16 && edition.bytes().all(|b| b.is_ascii_hexdigit()));
    for (format, name) in [("geojson", "a.geojson"), ("gpkg", "a.gpkg"), ("kml", "a.kml"), ("fgb", "a.fgb")] {
        assert_eq!(run(path, &["export", "--to", format, "--output", name, "--quiet"]).0, 0);
    }
    assert_eq!(run(path, &["report", "--output", "a.html", "--quiet"]).0, 0);
    assert_eq!(run(path, &["report", "--format", "md", "--output", "b.md", "--quiet"]).0, 0);
    for command in ["measure", "analyse", "bands"] {
        for ending in ["xlsx", "csv", "json"] {
            let name = format!("{command}.{ending}");
            let done = run(path, &[command, "--output", &name, "--quiet"]);
            assert_eq!(done.0, 0, "{name}: {}", done.2);
            let (_, printed, _) = run(path, &["verify", &name]);
            // A list of measurements in JSON has no place for it.
            let is_named = printed.contains(&format!("made from edition {edition}, that of seal 1"));
            assert_eq!(is_named, name != "measure.json", "{name}: {printed}");
        }
    }
    for command in ["analyse", "bands"] {
        let (_, table, _) = run(path, &[command, "--quiet"]);
        assert!(table.trim_end().ends_with(&mark), "{table}");
        let table = fs::read_to_string(path.join(format!("{command}.csv"))).unwrap();
        assert!(table.lines().next().unwrap().ends_with(",edition"), "{command}");
        assert!(table.lines().skip(1).all(|line| line.ends_with(&mark)), "{command}");
    }
    assert_eq!(run(path, &["report", "--output", "a.docx", "--quiet"]).0, 0);
    let made = ["a.geojson", "a.gpkg", "a.kml", "a.fgb", "a.html", "a.docx", "b.md", "b-map.png"];
    let built =
        ["maps/one.png", "maps/one.svg", "out/one.pdf", "maps/measured.geojson", "out/marz.gpkg", "out/marz.qgz"];
    for name in made.into_iter().chain(built).chain(["out/report.html"]) {
        let bytes = fs::read(path.join(name)).unwrap();
        assert!(bytes.windows(mark.len()).any(|w| w == mark.as_bytes()), "{name}");
    }
    let (code, printed, _) = run(path, &["verify", "maps/one.png"]);
    assert_eq!((code, printed.trim()), (0, "maps/one.png is maps/one.png of seal 1, byte for byte"));
    // A table has it as its last column, a caption as its last line.
    for name in ["maps/measured.csv", "a.csv", "c.csv"] {
        match name {
            "a.csv" => assert_eq!(run(path, &["export", "--to", "csv", "--output", name, "--quiet"]).0, 0),
            "c.csv" => assert_eq!(run(path, &["measure", "--format", "csv", "--output", name, "--quiet"]).0, 0),
            _ => {}
        }
        let table = fs::read_to_string(path.join(name)).unwrap();
        assert!(table.lines().next().unwrap().ends_with(",edition"), "{name}");
        assert!(table.lines().skip(1).all(|line| line.ends_with(&mark)), "{name}");
    }
    assert_eq!(run(path, &["map", "one", "--caption", "one.txt", "--output", "o.svg", "--quiet"]).0, 0);
    assert_eq!(fs::read_to_string(path.join("one.txt")).unwrap().lines().last(), Some(mark.as_str()));
    assert_eq!(run(path, &["verify", "maps/measured.csv"]).0, 0);
    fs::copy(path.join("out/one.pdf"), path.join("sent.pdf")).unwrap();
    assert!(run(path, &["verify", "sent.pdf"]).1.contains("sent.pdf is out/one.pdf of seal 1, byte for byte"));
    let (code, printed, _) = run(path, &["verify", "a.kml"]);
    assert!(code == 1 && printed.contains(&format!("made from edition {edition}, that of seal 1")), "{printed}");
    let (code, printed, _) = run(path, &["verify", "data/border.geojson"]);
    assert!(code == 0 && printed.contains("data/border.geojson of seal 1"), "{printed}");
    fs::write(path.join("x.txt"), "nothing").unwrap();
    let (code, printed, _) = run(path, &["verify", "x.txt"]);
    assert!(code == 1 && printed.contains("carries no edition"), "{printed}");

    // Another border is not the dossier, and a changed dossier is another edition.
    fs::write(path.join("l.geojson"), r#"{"type":"LineString","coordinates":[[68,37],[72,38]]}"#).unwrap();
    assert_eq!(run(path, &["map", "one", "--border", "l.geojson", "--output", "b.svg", "--quiet"]).0, 0);
    assert!(!fs::read_to_string(path.join("b.svg")).unwrap().contains("marz-edition-"));
    fs::write(path.join("maps/one.toml"), RECIPE.replace("dpi = 150", "dpi = 151")).unwrap();
    assert_eq!(run(path, &["map", "one", "--output", "c.svg", "--quiet"]).0, 0);
    let (code, printed, _) = run(path, &["verify", "c.svg"]);
    assert!(code == 1 && printed.contains("which no seal has"), "{printed}");
    fs::write(path.join("maps/one.toml"), format!("{RECIPE}# A comment changes nothing.\r\n")).unwrap();
    assert_eq!(run(path, &["map", "one", "--output", "d.svg", "--quiet"]).0, 0);
    assert!(fs::read_to_string(path.join("d.svg")).unwrap().contains(&mark));
}

/// What sealing says of outputs that are not what the dossier makes, kind by kind.
#[test]
fn stale_edited_and_missing_outputs_are_named() {
    let folder = sealed();
    let path = folder.path();
    let said = || run(path, &["seal"]).2;
    assert!(said().starts_with("nothing changed since seal 1"), "{}", said());
    let svg = path.join("maps/one.svg");
    let drawn = fs::read_to_string(&svg).unwrap();
    fs::write(&svg, drawn.replace("</svg>", "<!-- a symbol moved by hand --></svg>")).unwrap();
    fs::remove_file(path.join("out/one.pdf")).unwrap();
    fs::write(path.join("out/q4.txt"), "somebody's notes").unwrap();
    let lines = said();
    assert!(lines.contains("changed since marz build made them: maps/one.svg"), "{lines}");
    assert!(lines.contains("not there (marz build makes them): out/one.pdf"), "{lines}");
    assert!(lines.contains("not made by marz build, and without an edition: out/q4.txt"), "{lines}");
    fs::write(path.join("maps/one.toml"), RECIPE.replace("dpi = 150", "dpi = 151")).unwrap();
    let lines = said();
    assert!(lines.contains("maps/one.svg") && lines.contains("made from other data or recipes"), "{lines}");
    // By their editions alone: a table of notes has none, and what was edited by hand says it is as it was.
    let quick = run(path, &["seal", "--no-rebuild"]).2;
    assert!(
        quick.contains("made from other data") && !quick.contains("q4.txt") && !quick.contains("edited"),
        "{quick}"
    );
}

/// A third party with the program, the dossier and the end of the chain as it was published.
#[test]
fn a_third_party_makes_the_outputs_again_and_knows_the_end_of_the_chain() {
    let folder = sealed();
    let path = folder.path();
    let end = || marz::ledger::sha256(&fs::read(path.join("seals/0001.json")).unwrap());
    let first = end();
    let (code, printed, _) = run(path, &["verify", "--rebuild", "--end", &first]);
    assert!(code == 0 && printed.contains("outputs made again, byte for byte as they were sealed"), "{printed}");
    // A forged figure that was sealed as if it were made by the program: the hashes hold, the figure is not what comes out.
    let svg = path.join("maps/one.svg");
    let drawn = fs::read_to_string(&svg).unwrap();
    fs::write(&svg, drawn.replace("</svg>", "<!-- forged --></svg>")).unwrap();
    for name in ["0001.json", "0001.records.jsonl"] {
        fs::remove_file(path.join("seals").join(name)).unwrap();
    }
    assert_eq!(run(path, &["seal", "--no-rebuild"]).0, 0);
    assert_eq!(run(path, &["verify"]).0, 0);
    let kinds = |args: &[&str]| found(path, args).into_iter().map(|f| [f[0].clone(), f[2].clone()]).collect::<Vec<_>>();
    assert_eq!(kinds(&["--rebuild"]), [["rebuilt", "maps/one.svg"].map(str::to_owned)]);
    assert_eq!(kinds(&["--end", &first]), [["chain", "seals"].map(str::to_owned)]);
    // A seal that came later is no forgery, and not what was published either.
    let second = end();
    fs::write(path.join("maps/one.toml"), RECIPE.replace("dpi = 150", "dpi = 151")).unwrap();
    assert_eq!(run(path, &["seal", "--no-rebuild"]).0, 0);
    let (code, printed, _) = run(path, &["verify", "--end", &second]);
    assert!(code == 1 && printed.contains("it goes on after seal 1"), "{printed}");
    let (code, _, printed) = run(path, &["verify", "--end", "12"]);
    assert!(code == 2 && printed.contains("expected a SHA-256"), "{printed}");
    let (code, _, printed) = run(path, &["verify", "maps/one.svg", "--rebuild"]);
    assert!(code == 2 && printed.contains("for a seal"), "{printed}");
}

/// What goes with a dossier and nothing is made from: the README, licences beside the data, the base of the next import, links.
#[test]
fn what_goes_with_a_dossier_is_sealed_too() {
    let folder = sealed();
    let path = folder.path();
    let all = ["README.md", "data/README.md", "data/incidents.imported.geojson"];
    all.iter().for_each(|name| fs::write(path.join(name), "as it was").unwrap());
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        std::os::unix::fs::symlink("/nowhere/at/all", path.join("out/link")).unwrap();
        fs::write(path.join("out").join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt")), "Latin-1").unwrap();
    }
    assert_eq!(run(path, &["seal"]).0, 0);
    assert_eq!(found(path, &[]), Vec::<[String; 5]>::new());
    all.iter().for_each(|name| fs::write(path.join(name), "as it is").unwrap());
    #[cfg(unix)]
    {
        fs::remove_file(path.join("out/link")).unwrap();
        std::os::unix::fs::symlink("/elsewhere", path.join("out/link")).unwrap();
    }
    let changed: Vec<String> = found(path, &[]).into_iter().map(|f| format!("{} {} {}", f[0], f[1], f[2])).collect();
    let mut expected = vec!["companion changed README.md".to_owned()];
    expected.extend(all[1..].iter().map(|name| format!("companion changed {name}")));
    if cfg!(unix) {
        expected.insert(0, "output changed out/link".to_owned());
    }
    assert_eq!(changed, expected);
}

#[test]
fn a_seal_is_signed_and_the_signature_checked() {
    let folder = sealed();
    let path = folder.path();
    let pair = || KeyPair::generate_unencrypted_keypair().unwrap();
    let (ours, theirs) = (pair(), pair());
    let public = ours.pk.to_box().unwrap().into_string();
    fs::write(path.join("ours.key"), ours.sk.to_box(None).unwrap().into_string()).unwrap();
    fs::write(path.join("ours.pub"), &public).unwrap();
    fs::write(path.join("theirs.pub"), theirs.pk.to_box().unwrap().into_string()).unwrap();
    let signature = || found(path, &["--key", "ours.pub"]);
    assert_eq!(signature()[0][..3], ["signature", "missing", "seals/0001.json.minisig"].map(str::to_owned));
    let (code, _, printed) = run(path, &["seal", "--key", "ours.key"]);
    assert!(
        code == 0 && printed.contains("nothing changed") && printed.contains("0001.json.minisig: signed"),
        "{printed}"
    );
    assert_eq!(signature(), Vec::<[String; 5]>::new());
    assert!(run(path, &["verify", "--key", &ours.pk.to_base64()]).1.contains("signed: marz seal 1 of A test"));
    assert_eq!(found(path, &["--key", "theirs.pub"]).len(), 1);
    // The seal of a file is held to the key as well.
    let (code, printed, _) = run(path, &["verify", "data/border.geojson", "--key", "ours.pub"]);
    assert!(code == 0 && printed.contains("signed: marz seal 1"), "{printed}");
    let (code, printed, _) = run(path, &["verify", "data/border.geojson", "--key", "theirs.pub"]);
    assert!(code == 1 && printed.contains("0001.json.minisig"), "{printed}");
    // A later seal without a signature takes nothing from the one that has it.
    let recipe = path.join("maps/one.toml");
    let text = fs::read_to_string(&recipe).unwrap();
    fs::write(&recipe, text.replace("dpi = 150", "dpi = 151")).unwrap();
    assert!(run(path, &["seal"]).2.contains("seal 2"));
    let (code, _, _) = run(path, &["verify", "data/border.geojson", "--key", "ours.pub"]);
    assert_eq!((code, run(path, &["verify", "--key", "ours.pub"]).0), (0, 1));
    fs::write(&recipe, text).unwrap();
    for name in ["0002.json", "0002.records.jsonl"] {
        fs::remove_file(path.join("seals").join(name)).unwrap();
    }
    for what in [&["verify"][..], &["verify", "data/border.geojson"]] {
        for key in ["missing.pub", "x.toml", "RWQ"] {
            let (code, _, printed) = run(path, &[what, &["--key", key]].concat());
            assert!(code == 2 && printed.contains("no public key of minisign"), "{what:?} {key}: {printed}");
        }
    }
    // Somebody else's program for the same form agrees.
    let outside = minisign_verify::PublicKey::decode(&public).unwrap();
    let signed = minisign_verify::Signature::from_file(path.join("seals/0001.json.minisig")).unwrap();
    outside.verify(&fs::read(path.join("seals/0001.json")).unwrap(), &signed, false).unwrap();
    let whole = fs::read_to_string(path.join("seals/0001.json")).unwrap();
    fs::write(path.join("seals/0001.json"), format!("{whole}\n")).unwrap();
    let kinds: BTreeSet<String> = signature().into_iter().map(|f| f[0].clone()).collect();
    assert!(kinds.contains("signature"), "{kinds:?}");
    fs::write(path.join("seals/0001.json"), whole).unwrap();
    for (key, said) in [("ours.pub", "ours.pub: "), ("missing.key", "cannot read missing.key")] {
        let (code, _, printed) = run(path, &["seal", "--key", key]);
        assert!(code == 2 && printed.contains(said), "{printed}");
    }
}

#[test]
fn what_cannot_be_sealed_or_verified_says_so() {
    let empty = tempfile::tempdir().unwrap();
    for (args, said) in [(["seal"], "the embedded dossier cannot be sealed"), (["verify"], "has no seals")] {
        let (code, _, printed) = run(empty.path(), &args);
        assert!(code == 2 && printed.contains(said), "{printed}");
    }
    let folder = dossier();
    let (code, _, printed) = run(folder.path(), &["verify"]);
    assert!(
        code == 2 && printed.contains("there is no seal") && printed.contains("hint: marz seal makes the first"),
        "{printed}"
    );
}
