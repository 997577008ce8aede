//! Seals: a hash chain of the states of a dossier; each seal has the hash of the one before.
//!
//! Seal 1 is `seals/0001.json`, a manifest that a person can read, and `seals/0001.records.jsonl`, every record on a line of its own
//! in canonical JSON (RFC 8785). The manifest has the SHA-256 of the records, and as `previous` that of the manifest before, byte for
//! byte: `sha256sum` alone checks the chain. There is no clock in it: the same dossier gives the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::canonical::{canonical, value_sha256};
use super::inside::{read, write};
use super::{WriteError, refused, sha256};

const FOLDER: &str = "seals";

/// Why a seal could not be written or read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SealError {
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is no seal.
    #[error("{path} is no seal that can be used: {what}")]
    Broken {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// There is no such seal.
    #[error("there is no seal {0}")]
    Missing(u32),
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileMark {
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256.
    pub sha256: String,
}

impl FileMark {
    /// Of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: sha256(bytes) }
    }
}

/// The border that a dossier was measured against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BorderMark {
    /// Its edition.
    pub edition: String,
    /// The SHA-256 of its file.
    pub sha256: String,
}

/// What a dossier is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The program, with its version.
    pub program: String,
    /// What the inputs are, in sixteen digits; outputs carry it.
    pub edition: String,
    /// The border.
    pub border: BorderMark,
    /// The files that are read, by path.
    pub inputs: BTreeMap<String, FileMark>,
    /// The values of `marz.toml` and of every recipe, by path.
    pub parameters: BTreeMap<String, Value>,
    /// The file with the records.
    pub records: FileMark,
    /// The files that are written, by path.
    pub outputs: BTreeMap<String, FileMark>,
    /// The files that go with it and that nothing is made from, by path; `None` in a seal of before they were
    /// sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companions: Option<BTreeMap<String, FileMark>>,
}

/// A seal: what a dossier was, and its place in the chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Its number; the first is 1.
    pub number: u32,
    /// The SHA-256 of the manifest before; `None` for the first.
    pub previous: Option<String>,
    /// What the dossier was.
    pub content: Content,
    /// The SHA-256 of all that in canonical form, so that a slip in the file shows.
    pub check: String,
}

/// A record as it stands in a file of data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The file.
    pub file: String,
    /// Its id; `None` for the members around the records of a file.
    pub id: Option<String>,
    /// The SHA-256 of its canonical form, whole.
    pub sha256: String,
    /// The record; a geometry that is no point stands as `geometry_sha256`.
    pub feature: Value,
}

/// The lines of records, in the order given.
///
/// # Errors
///
/// See [`canonical`].
pub fn record_lines(records: &[Record]) -> serde_json::Result<String> {
    let mut out = String::new();
    for record in records {
        out.push_str(&canonical(&serde_json::to_value(record)?)?);
        out.push('\n');
    }
    Ok(out)
}

/// The seals of a dossier.
#[derive(Debug)]
pub struct Seals {
    dossier: PathBuf,
}

impl Seals {
    /// Of the dossier in a folder.
    #[must_use]
    pub fn of(dossier: &Path) -> Self {
        Self { dossier: dossier.to_path_buf() }
    }

    /// The numbers of all manifests that are there, ascending.
    #[must_use]
    pub fn numbers(&self) -> Vec<u32> {
        let entries = fs::read_dir(self.folder()).into_iter().flatten().filter_map(Result::ok);
        let number = |name: &str| name.strip_suffix(".json")?.parse().ok().filter(|n| *n > 0);
        let mut all: Vec<u32> = entries.filter_map(|e| number(e.file_name().to_str()?)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn folder(&self) -> PathBuf {
        self.dossier.join(FOLDER)
    }

    /// Where a manifest is.
    #[must_use]
    pub fn manifest(&self, number: u32) -> PathBuf {
        self.folder().join(format!("{number:04}.json"))
    }

    /// Where the records of a seal are.
    #[must_use]
    pub fn records(&self, number: u32) -> PathBuf {
        self.folder().join(format!("{number:04}.records.jsonl"))
    }

    /// Where the signature of a manifest is.
    #[must_use]
    pub fn signature(&self, number: u32) -> PathBuf {
        self.folder().join(format!("{number:04}.json.minisig"))
    }

    /// The bytes of a file of the chain; `None` if there is none. The path begins with the dossier's folder.
    fn bytes(&self, path: PathBuf) -> Result<Option<Vec<u8>>, SealError> {
        let below = path.strip_prefix(&self.dossier).unwrap_or(&path);
        read(&self.dossier, below).map_err(|source| SealError::Read { path, source })
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        write(&self.dossier, path.strip_prefix(&self.dossier).unwrap_or(path), bytes)
    }

    /// The text of the signature of a manifest; `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`SealError`] where it cannot be read.
    pub fn read_signature(&self, number: u32) -> Result<Option<String>, SealError> {
        Ok(self.bytes(self.signature(number))?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Writes the signature of a manifest; returns where.
    ///
    /// # Errors
    ///
    /// [`SealError`] where it cannot be written.
    pub fn write_signature(&self, number: u32, signature: &str) -> Result<PathBuf, SealError> {
        let path = self.signature(number);
        self.write(&path, signature.as_bytes())?;
        Ok(path)
    }

    /// The bytes of a manifest.
    ///
    /// # Errors
    ///
    /// [`SealError`] where there is none or it cannot be read.
    pub fn manifest_bytes(&self, number: u32) -> Result<Vec<u8>, SealError> {
        self.bytes(self.manifest(number))?.ok_or(SealError::Missing(number))
    }

    /// A seal.
    ///
    /// # Errors
    ///
    /// [`SealError`] where there is none or it cannot be read.
    pub fn read(&self, number: u32) -> Result<Seal, SealError> {
        let bytes = self.manifest_bytes(number)?;
        let broken = |what: String| SealError::Broken { path: self.manifest(number), what };
        let seal: Seal = serde_json::from_slice(&bytes).map_err(|e| broken(e.to_string()))?;
        let content = &seal.content;
        let named = content.inputs.keys().chain(content.outputs.keys()).chain(content.parameters.keys());
        let named = named.chain(content.companions.iter().flat_map(BTreeMap::keys));
        match named.into_iter().find(|path| !super::is_inside(path)) {
            Some(path) => Err(broken(format!("{path} is no path inside the dossier"))),
            None => Ok(seal),
        }
    }

    /// The records of a seal, in the order in which they were sealed.
    ///
    /// # Errors
    ///
    /// [`SealError`] where they cannot be read.
    pub fn read_records(&self, number: u32) -> Result<Vec<Record>, SealError> {
        let path = self.records(number);
        let bytes = self.bytes(path.clone())?.ok_or(SealError::Missing(number))?;
        let text = String::from_utf8_lossy(&bytes);
        let mut all = Vec::new();
        for (n, line) in text.lines().enumerate() {
            let broken =
                |e: serde_json::Error| SealError::Broken { path: path.clone(), what: format!("line {}: {e}", n + 1) };
            all.push(serde_json::from_str(line).map_err(broken)?);
        }
        Ok(all)
    }

    /// Adds a seal, unless the last one has the same content; returns its number, and whether it is new.
    ///
    /// # Errors
    ///
    /// [`SealError`] where the last one cannot be read, or the new one not written.
    pub fn append(&self, content: Content, records: &str) -> Result<(u32, bool), SealError> {
        let last = self.numbers().last().copied();
        let mut previous = None;
        if let Some(last) = last {
            if self.read(last)?.content == content {
                return Ok((last, false));
            }
            previous = Some(sha256(&self.manifest_bytes(last)?));
        }
        let number = last.map_or(1, |last| last.saturating_add(1));
        let path = self.manifest(number);
        let failed = |e: serde_json::Error| SealError::Write(refused(&path)(e.into()));
        let mut seal = Seal { number, previous, content, check: String::new() };
        seal.check = check(&seal).map_err(failed)?;
        let mut text = serde_json::to_string_pretty(&seal).map_err(failed)?;
        text.push('\n');
        // What git changed in them, such as line ends, would break the chain.
        let attributes = self.folder().join(".gitattributes");
        if !attributes.exists() {
            self.write(&attributes, b"* -text\n")?;
        }
        // The manifest last: a run that is killed leaves no seal.
        self.write(&self.records(number), records.as_bytes())?;
        self.write(&path, text.as_bytes())?;
        Ok((number, true))
    }

    /// Verifies the chain: what is wrong with it, from the first seal to the last; empty if all files are unchanged.
    ///
    /// # Errors
    ///
    /// [`SealError`] where a file is there and cannot be read.
    pub fn faults(&self) -> Result<Vec<String>, SealError> {
        let mut faults = Vec::new();
        let mut before: Option<(u32, String)> = None;
        let name = |path: PathBuf| format!("{FOLDER}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        for number in self.numbers() {
            let manifest = name(self.manifest(number));
            let last = before.as_ref().map_or(0, |(last, _)| *last);
            match number - last {
                1 => {}
                2 => faults.push(format!("{} is missing", name(self.manifest(last + 1)))),
                _ => {
                    let (from, to) = (name(self.manifest(last + 1)), name(self.manifest(number - 1)));
                    faults.push(format!("{from} to {to} are missing"));
                }
            }
            let bytes = match self.manifest_bytes(number) {
                Ok(bytes) => bytes,
                // It has the number and not the name of one.
                Err(SealError::Missing(_)) => {
                    faults.push(format!("{manifest} is missing"));
                    continue;
                }
                Err(e) => return Err(e),
            };
            let hash = sha256(&bytes);
            match self.read(number) {
                Err(SealError::Broken { what, .. }) => faults.push(format!("{manifest} is no longer a seal: {what}")),
                Err(e) => return Err(e),
                Ok(seal) => {
                    if check(&seal).ok() != Some(seal.check.clone()) {
                        faults.push(format!(
                            "{manifest} was changed after it was written: it does not fit its own 'check'"
                        ));
                    }
                    if seal.number != number {
                        faults.push(format!("{manifest} says that it is seal {}", seal.number));
                    }
                    let is_next = match (&before, &seal.previous) {
                        (Some((last, hash)), Some(previous)) if number - last == 1 => hash == previous,
                        (None, None) if number == 1 => true,
                        // A missing file was reported.
                        (_, Some(_)) => number - last > 1,
                        _ => false,
                    };
                    if !is_next {
                        let last = name(self.manifest(number - 1));
                        faults.push(format!("{manifest}: 'previous' is not the SHA-256 of {last}"));
                    }
                    let path = self.records(number);
                    let file_name = name(path.clone());
                    match self.bytes(path)? {
                        None => faults.push(format!("{file_name} is missing")),
                        Some(bytes) if FileMark::of(&bytes) != seal.content.records => {
                            faults.push(format!("{file_name} was changed after it was written"));
                        }
                        Some(_) => {}
                    }
                }
            }
            before = Some((number, hash));
        }
        Ok(faults)
    }
}

/// The SHA-256 of a seal without its own.
fn check(seal: &Seal) -> serde_json::Result<String> {
    let bare = Seal { check: String::new(), ..seal.clone() };
    value_sha256(&serde_json::to_value(bare)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(edition: &str) -> Content {
        let mark = FileMark::of(b"records\n");
        Content {
            program: "marz 0".to_owned(),
            edition: edition.to_owned(),
            border: BorderMark { edition: "one".to_owned(), sha256: sha256(b"") },
            inputs: BTreeMap::from([("data/a.geojson".to_owned(), FileMark::of(b"1"))]),
            parameters: BTreeMap::from([("marz.toml".to_owned(), serde_json::json!({"within": ["5km"], "n": 1.5}))]),
            records: mark,
            outputs: BTreeMap::new(),
            companions: None,
        }
    }

    fn chain() -> (tempfile::TempDir, Seals) {
        let folder = tempfile::tempdir().unwrap();
        let seals = Seals::of(folder.path());
        for edition in ["a", "b", "c"] {
            assert!(seals.append(content(edition), "records\n").unwrap().1);
        }
        (folder, seals)
    }

    #[test]
    fn an_unchanged_dossier_is_not_sealed_twice() {
        let (_folder, seals) = chain();
        assert_eq!(seals.append(content("c"), "records\n").unwrap(), (3, false));
        assert_eq!(seals.append(content("a"), "records\n").unwrap(), (4, true));
        assert_eq!((seals.numbers(), seals.faults().unwrap()), (vec![1, 2, 3, 4], vec![]));
        let previous = seals.read(2).unwrap().previous.unwrap();
        assert_eq!(previous, sha256(&fs::read(seals.manifest(1)).unwrap()));
    }

    /// Every digit of every file of the chain: a change is reported for that file or the one after.
    #[test]
    fn every_digit_of_the_chain_is_guarded() {
        let (_folder, seals) = chain();
        let mut changed = 0;
        for path in [seals.manifest(1), seals.manifest(3), seals.records(2)] {
            let whole = fs::read(&path).unwrap();
            for at in 0..whole.len() {
                let mut bytes = whole.clone();
                let Some(byte) = bytes.get_mut(at) else { continue };
                *byte = match *byte {
                    b'9' => b'0',
                    digit @ b'0'..=b'8' => digit + 1,
                    b'r' => b'x',
                    _ => continue,
                };
                fs::write(&path, &bytes).unwrap();
                assert!(!seals.faults().unwrap().is_empty(), "{} byte {at}", path.display());
                changed += 1;
            }
            fs::write(&path, &whole).unwrap();
        }
        assert!(changed > 300 && seals.faults().unwrap().is_empty(), "{changed}");
    }

    #[test]
    fn what_is_missing_or_forged_is_reported() {
        let (_folder, seals) = chain();
        let second = fs::read(seals.manifest(2)).unwrap();
        fs::remove_file(seals.manifest(2)).unwrap();
        assert_eq!(seals.faults().unwrap(), ["seals/0002.json is missing"]);
        fs::write(seals.folder().join("4000000000.json"), "{}").unwrap();
        assert!(seals.faults().unwrap()[1].starts_with("seals/0004.json to seals/3999999999.json are missing"));
        fs::remove_file(seals.folder().join("4000000000.json")).unwrap();
        // A whole new second seal, right in itself.
        let mut seal: Seal = serde_json::from_slice(&second).unwrap();
        seal.content.edition = "forged".to_owned();
        seal.check = check(&seal).unwrap();
        fs::write(seals.manifest(2), serde_json::to_vec_pretty(&seal).unwrap()).unwrap();
        assert_eq!(seals.faults().unwrap(), ["seals/0003.json: 'previous' is not the SHA-256 of seals/0002.json"]);
        seal.content.inputs.insert("../../secret".to_owned(), FileMark::of(b""));
        fs::write(seals.manifest(2), serde_json::to_vec_pretty(&seal).unwrap()).unwrap();
        assert!(seals.faults().unwrap()[0].contains("no path inside the dossier"));
        fs::remove_file(seals.records(1)).unwrap();
        assert!(seals.faults().unwrap()[0].contains("0001.records.jsonl is missing"));
    }
}
