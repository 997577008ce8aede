//! The state of a dossier: the hashes of its records and files, as in a seal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use crate::dossier::{Inputs, MANIFEST, PROGRAM, Source, editions_in, inside, parameters, read_file};
use crate::error::Error;
use crate::ledger::{self, BorderMark, Content, FileMark, Record, record_lines, value_sha256};
use crate::read::Document;
use crate::recipe::Manifest;

/// The files of a state.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// Files of data that are compared record by record.
    pub records: BTreeSet<String>,
    /// Other files of data.
    pub data: BTreeSet<String>,
    /// `marz.toml` and the recipes.
    pub parameters: BTreeSet<String>,
}

impl Files {
    /// The files of a dossier.
    ///
    /// # Errors
    ///
    /// If the folder of recipes cannot be read.
    pub fn of(source: &Source, manifest: &Manifest) -> Result<Self, Error> {
        let data = &manifest.data;
        let records: BTreeSet<String> = [&data.border, &data.incidents, &data.places].into_iter().cloned().collect();
        let others = manifest.files().map(str::to_owned).filter(|path| !records.contains(path)).collect();
        let recipes = source.recipes()?.into_iter().map(|name| format!("maps/{name}.toml"));
        Ok(Self { data: others, parameters: recipes.chain([MANIFEST.to_owned()]).collect(), records })
    }
}

/// The state of a dossier.
#[derive(Debug, Default)]
pub struct State {
    /// Files of data, by path.
    pub inputs: BTreeMap<String, FileMark>,
    /// The values of `marz.toml` and of the recipes, by path.
    pub parameters: BTreeMap<String, Value>,
    /// The records of the files of data, and for each file one record of its members other than the features.
    pub records: Vec<Record>,
    /// Files of records that cannot be read, with the reason.
    pub unreadable: BTreeMap<String, String>,
    /// Files in `maps/` and `out/` that are no recipes, by path.
    pub outputs: BTreeMap<String, FileMark>,
    /// The editions named in outputs, by path.
    pub carried: BTreeMap<String, BTreeSet<String>>,
}

impl State {
    /// Reads files; a missing file is left out.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn of(folder: &Path, files: &Files) -> Result<Self, Error> {
        let mut now = Self::default();
        let read = |path: &str| {
            let at = inside(folder, path)?;
            ledger::read(&at).map_err(|source| Error::Read { path: at, source })
        };
        for path in &files.records {
            let Some(bytes) = read(path)? else { continue };
            now.inputs.insert(path.clone(), FileMark::of(&bytes));
            match Document::parse(path, &bytes) {
                Ok(document) => now.records.extend(records(path, &document.value)?),
                Err(p) => {
                    let reason = format!("{}:{}: {}", p.file, p.line.unwrap_or(1), p.message);
                    now.unreadable.insert(path.clone(), reason);
                }
            }
        }
        for path in &files.data {
            if let Some(bytes) = read(path)? {
                now.inputs.insert(path.clone(), FileMark::of(&bytes));
            }
        }
        for path in &files.parameters {
            if let Some(bytes) = read(path)? {
                now.inputs.insert(path.clone(), FileMark::of(&bytes));
                now.parameters.insert(path.clone(), parameters(path, &bytes));
            }
        }
        for path in outputs(folder)? {
            let bytes = read_file(&folder.join(&path))?;
            now.outputs.insert(path.clone(), FileMark::of(&bytes));
            now.carried.insert(path, editions_in(&bytes));
        }
        Ok(now)
    }

    /// As the content of a seal, with the lines of its records.
    ///
    /// # Errors
    ///
    /// If the records have no canonical form.
    pub fn content(self, inputs: &Inputs, border: (&str, &str)) -> Result<(Content, String), Error> {
        let lines = record_lines(&self.records).map_err(|e| Error::Data(e.to_string()))?;
        let (file, edition) = border;
        let hash = self.inputs.get(file).map(|mark| mark.sha256.clone()).unwrap_or_default();
        let content = Content {
            program: PROGRAM.to_owned(),
            edition: inputs.edition()?,
            border: BorderMark { edition: edition.to_owned(), sha256: hash },
            inputs: self.inputs,
            parameters: self.parameters,
            records: FileMark::of(lines.as_bytes()),
            outputs: self.outputs,
        };
        Ok((content, lines))
    }
}

/// The records of a file, preceded by one of the members of the file other than the features.
fn records(file: &str, document: &Value) -> Result<Vec<Record>, Error> {
    let failed = |e: serde_json::Error| Error::Data(format!("{file}: {e}"));
    let mut around = document.clone();
    let features = around.as_object_mut().and_then(|o| o.shift_remove("features"));
    let hash = |value: &Value| value_sha256(value).map_err(failed);
    let mut all = vec![Record { file: file.to_owned(), id: None, sha256: hash(&around)?, feature: around }];
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (i, mut feature) in features.and_then(|f| f.as_array().cloned()).unwrap_or_default().into_iter().enumerate() {
        let id = match feature.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => format!("feature {}", i + 1),
        };
        let nth = seen.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
        let id = if *nth == 1 { id } else { format!("{id} ({nth})") };
        let sha256 = hash(&feature)?;
        let is_long = !feature.pointer("/geometry/type").is_none_or(|t| t == "Point");
        if let (true, Some(members)) = (is_long, feature.as_object_mut())
            && let Some(geometry) = members.shift_remove("geometry")
        {
            members.insert("geometry_sha256".to_owned(), json!(hash(&geometry)?));
        }
        all.push(Record { file: file.to_owned(), id: Some(id), sha256, feature });
    }
    Ok(all)
}

/// The files in `maps/` and `out/` that are no recipes, sorted.
fn outputs(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let mut all = BTreeSet::new();
    let mut folders = vec!["maps".to_owned(), "out".to_owned()];
    while let Some(below) = folders.pop() {
        let at = folder.join(&below);
        let failed = |source| Error::Read { path: at.clone(), source };
        if !at.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&at).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let (path, kind) = (format!("{below}/{name}"), entry.file_type().map_err(failed)?);
            let is_recipe = below == "maps" && name.ends_with(".toml");
            let is_ours_alone = name.starts_with(".marz-") && name.ends_with(".tmp");
            // A symbolic link may point outside the folder: it is not an output.
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && !is_recipe && !is_ours_alone {
                all.insert(path);
            }
        }
    }
    Ok(all)
}
