//! The dossier's data: nothing lost, every file accounted for, nothing that the schema refuses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use marz::model::{Category, Extent, Incident};
use marz::read::{Document, Reading, Strictness, border, incidents, places, schema};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn document(path: &str) -> Document {
    Document::parse(path, &fs::read(path).unwrap()).unwrap()
}

fn all_incidents() -> Reading<Vec<Incident>> {
    incidents(&document("data/incidents.geojson"), None)
}

#[test]
fn the_dossier_is_whole_and_without_problems() {
    let read = all_incidents();
    assert_eq!((read.read, read.rejected, read.value.len()), (86, 0, 86));
    assert_eq!(read.problems, []);
    let places = places(&document("data/places.geojson"), None);
    assert_eq!((places.value.len(), places.problems.len()), (74, 0));
    let border = border(&document("data/border.geojson"), Strictness::Dossier);
    assert_eq!(border.problems, []);
    let border = border.value.unwrap();
    assert_eq!((border.parts().len(), border.parts()[0].len()), (1, 7351));
    assert_eq!(border.facts.published_lengths.len(), 14);
    assert_eq!((border.facts.sides.left.code.as_str(), border.facts.sides.right.code.as_str()), ("TJ", "AF"));
}

#[test]
fn every_kind_of_record_is_there() {
    let read = all_incidents().value;
    let count = |c| read.iter().filter(|i| i.category == c).count();
    assert_eq!((count(Category::Claim), count(Category::Aggregate)), (36, 3));
    assert_eq!(read.iter().filter(|i| i.category.counts()).count(), 47);
    assert_eq!(read.iter().filter(|i| i.location.extent == Extent::None).count(), 18);
    assert!(read.iter().all(|i| i.at.is_none() == (i.location.extent == Extent::None)));
    assert_eq!(read.iter().map(|i| i.sources.len()).sum::<usize>(), 249);
    assert!(read.iter().map(|i| i.notes.len()).sum::<usize>() >= 105);
    for id in [
        "2025-08-24-dovang-clash",
        "2025-10-25-dovang-clash",
        "2025-08-26-talks-across-river",
        "2022-05-07-iskp-rockets",
        "2025-drug-clashes-to-august-10",
        "2021-09-late-both-sides-reinforce",
        "2021-10-23-nrf-office-dushanbe",
        "2025-10-nrf-ban-claim",
        "2022-05-chuyanzoda-kabul",
        "2024-09-yatimov-kabul",
        "2025-05-casa1000-dushanbe",
        "2025-10-23-wafa-dushanbe",
        "2025-11-15-tajik-delegation-kabul",
        "claim-several-hundred-ja",
        "claim-iskp-tajik-propaganda",
        "claim-border-length-1357",
    ] {
        assert!(read.iter().any(|i| i.id == id), "{id}");
    }
    let ten = read.iter().find(|i| i.id == "2025-drug-clashes-to-august-10").unwrap();
    assert_eq!((ten.count, ten.category.counts()), (Some(10), false));
}

/// What is written back is what was read: no member is dropped on the way through the types.
#[test]
fn reading_loses_nothing() {
    let document = document("data/incidents.geojson");
    let read = incidents(&document, None).value;
    for (feature, incident) in document.value["features"].as_array().unwrap().iter().zip(&read) {
        assert_eq!(serde_json::to_value(incident).unwrap(), feature["properties"], "{}", incident.id);
    }
}

/// What the schema refuses, the reader refuses, and the other way round: one wrong member at a time.
#[test]
fn types_refuse_what_the_schema_refuses() {
    let validator = jsonschema::validator_for(&serde_json::from_str(schema::INCIDENTS).unwrap()).unwrap();
    let whole = document("data/incidents.geojson").value;
    let mut feature = whole["features"][0].clone();
    feature["properties"]["count"] = Value::from(3);
    let pointers = leaves(&feature["properties"], "/properties");
    let mut refused = 0;
    for pointer in &pointers {
        for wrong in
            [Value::Null, Value::from(-1), Value::from("§"), Value::from(true), Value::from(1.5), Value::Array(vec![])]
        {
            let mut changed = feature.clone();
            *changed.pointer_mut(pointer).unwrap() = wrong.clone();
            let collection = serde_json::json!({"type": "FeatureCollection", "features": [changed]});
            let text = collection.to_string();
            let read = incidents(&Document::parse("x", text.as_bytes()).unwrap(), None);
            let by_schema = !validator.is_valid(&collection);
            // A free text may be anything for the schema; nothing else may pass the one and not the other.
            assert!(!by_schema || read.rejected == 1, "{pointer} = {wrong}: only the schema refuses it");
            if !by_schema {
                let typed = serde_json::from_value::<Incident>(collection["features"][0]["properties"].clone());
                assert!(typed.is_ok(), "{pointer} = {wrong}: the schema passes it, the types do not");
            }
            refused += usize::from(by_schema);
        }
    }
    assert!(refused > 100, "{refused}");
}

fn leaves(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Object(o) => o.iter().flat_map(|(k, v)| leaves(v, &format!("{at}/{k}"))).collect(),
        Value::Array(a) => a.iter().enumerate().take(1).flat_map(|(i, v)| leaves(v, &format!("{at}/{i}"))).collect(),
        _ => vec![at.to_owned()],
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn the_provenance_table_holds_every_file_with_its_hash() {
    let table = fs::read_to_string("data/README.md").unwrap();
    let mut listed = BTreeSet::new();
    for row in table.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let name = cells[0].trim_matches('`');
        let mut hash = String::new();
        for byte in Sha256::digest(fs::read(Path::new("data").join(name)).unwrap()) {
            write!(hash, "{byte:02x}").unwrap();
        }
        assert_eq!(cells.last().unwrap().trim_matches('`'), hash, "{name}: run data/prepare/hashes.py");
        assert!(cells.iter().all(|c| !c.is_empty()), "{name}: an empty cell");
        listed.insert(name.to_owned());
    }
    let there: BTreeSet<String> = files_below(Path::new("data"))
        .into_iter()
        .map(|p| p.strip_prefix("data").unwrap().to_str().unwrap().to_owned())
        .filter(|p| p != "README.md" && !p.starts_with("prepare/") && !p.starts_with("licences/"))
        .collect();
    assert_eq!(listed, there);
}

#[test]
fn every_data_file_names_its_licence_and_credit() {
    for path in files_below(Path::new("data")).iter().filter(|p| p.extension().is_some_and(|e| e == "geojson")) {
        let value: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        for key in ["licence", "attribution"] {
            assert!(value[key].as_str().is_some_and(|t| !t.is_empty()), "{}: {key}", path.display());
        }
        assert!(value.get("crs").is_none(), "{}", path.display());
    }
}

/// A wheel can take its licences only from beside its own description, so that they are copies.
#[test]
fn the_licences_of_the_wheel_are_those_of_the_project() {
    let mut sources = vec![("README.md".to_owned(), PathBuf::from("docs/licences.md"))];
    for folder in ["data/licences", "src/typeface/fonts", "."] {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if folder == "data/licences" || name.starts_with("OFL-") || name.starts_with("LICENSE-") {
                sources.push((name, path));
            }
        }
    }
    assert!(sources.len() > 9, "{sources:?}");
    for (name, source) in sources {
        let copy = Path::new("python/licences").join(&name);
        assert_eq!(fs::read(&source).unwrap(), fs::read(&copy).unwrap(), "cp {} {}", source.display(), copy.display());
    }
}
