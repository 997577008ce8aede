//! The state of a dossier: the hashes of its records and files, as in a seal.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::str::Utf8Chunk;

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
        let files = manifest.files().map(str::to_owned).chain(source.layer_files()?);
        let others = files.filter(|path| !records.contains(path)).collect();
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
    /// Files that go with the dossier and are neither inputs nor outputs, by path.
    pub companions: BTreeMap<String, FileMark>,
    /// Outputs that are links.
    pub links: BTreeSet<String>,
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
        let mut now = Self::of_data(folder, files)?;
        for output in outputs(folder)? {
            let (mark, editions) = output.mark(folder)?;
            now.carried.insert(output.path.clone(), editions);
            if output.is_link {
                now.links.insert(output.path.clone());
            }
            now.outputs.insert(output.path, mark);
        }
        for output in companions(folder)?.into_iter().filter(|o| !now.inputs.contains_key(&o.path)) {
            now.companions.insert(output.path.clone(), output.mark(folder)?.0);
        }
        Ok(now)
    }

    /// Reads the files alone: neither outputs nor companions.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn of_data(folder: &Path, files: &Files) -> Result<Self, Error> {
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
            companions: Some(self.companions),
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

/// A file below a folder, or a link: where it is and how it is named in a seal.
pub(super) struct FoundFile {
    /// Its path below the folder, with `/`; bytes that are no UTF-8 as `\xFF`.
    pub path: String,
    below: PathBuf,
    is_link: bool,
}

impl FoundFile {
    /// The mark of its bytes, and the editions that they carry. A link is not followed: it may lead anywhere, and what counts is whither.
    pub fn mark(&self, folder: &Path) -> Result<(FileMark, BTreeSet<String>), Error> {
        let at = folder.join(&self.below);
        if self.is_link {
            let to = std::fs::read_link(&at).map_err(|source| Error::Read { path: at, source })?;
            return Ok((FileMark::of(format!("link to {}", named(to.as_os_str())).as_bytes()), BTreeSet::new()));
        }
        let bytes = read_file(&at)?;
        Ok((FileMark::of(&bytes), editions_in(&bytes)))
    }
}

/// A name as a seal has it.
fn named(name: &OsStr) -> String {
    let chunk = |c: Utf8Chunk<'_>| {
        let rest: String = c.invalid().iter().map(|b| format!("\\x{b:02X}")).collect();
        c.valid().to_owned() + &rest
    };
    name.as_encoded_bytes().utf8_chunks().map(chunk).collect()
}

/// The files below some folders that are wanted by their path, sorted.
fn found(folder: &Path, below: &[&str], is_wanted: impl Fn(&str) -> bool) -> Result<Vec<FoundFile>, Error> {
    let mut all = Vec::new();
    let mut folders: Vec<(String, PathBuf)> = below.iter().map(|b| ((*b).to_owned(), PathBuf::from(b))).collect();
    while let Some((above, below)) = folders.pop() {
        let at = folder.join(&below);
        let failed = |source| Error::Read { path: at.clone(), source };
        if !at.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&at).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = named(&entry.file_name());
            let (path, kind) = (format!("{above}/{name}"), entry.file_type().map_err(failed)?);
            let is_ours_alone = name.starts_with(".marz-") && name.ends_with(".tmp");
            let below = below.join(entry.file_name());
            if kind.is_dir() {
                folders.push((path, below));
            } else if (kind.is_file() || kind.is_symlink()) && is_wanted(&path) && !is_ours_alone {
                all.push(FoundFile { path, below, is_link: kind.is_symlink() });
            }
        }
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(all)
}

/// The files in `maps/` and `out/` that are no recipes.
pub(super) fn outputs(folder: &Path) -> Result<Vec<FoundFile>, Error> {
    let is_recipe = |path: &str| path.ends_with(".toml") && path.matches('/').count() == 1 && path.starts_with("maps/");
    found(folder, &["maps", "out"], |path| !is_recipe(path))
}

/// The files that go with a dossier and that nothing is made from: what stands beside the data (licences, what the last import brought),
/// and the README.
fn companions(folder: &Path) -> Result<Vec<FoundFile>, Error> {
    let mut all = found(folder, &["data"], |_| true)?;
    let name = "README.md";
    if let Ok(about) = std::fs::symlink_metadata(folder.join(name)) {
        all.push(FoundFile { path: name.to_owned(), below: PathBuf::from(name), is_link: about.is_symlink() });
    }
    Ok(all)
}
