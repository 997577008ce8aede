//! The edition: a hash of everything that a dossier's outputs are made from, in sixteen digits.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use memchr::memmem;
use serde_json::{Map, Value, json};

use super::{MANIFEST, Source};
use crate::error::Error;
use crate::ledger::{FileMark, Hashed, canonical, sha256};
use crate::recipe::{Manifest, ParameterFile, values, with_first_names};

/// What stands before the digits in an output, in whatever form that is.
pub const MARK: &str = "marz-edition-";
const DIGITS: usize = 16;

/// The program, with its version.
pub const PROGRAM: &str = concat!("marz ", env!("CARGO_PKG_VERSION"));

/// Everything a dossier is made from.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// The files of data, by path; one that cannot be read is not among them.
    pub files: BTreeMap<String, FileMark>,
    /// The values of `marz.toml` and of the recipes, by path; of one that cannot be read nothing but its hash.
    pub parameters: BTreeMap<String, Value>,
}

impl Inputs {
    /// Reads what a dossier is made from.
    ///
    /// # Errors
    ///
    /// Where the folder of recipes cannot be read.
    pub fn of(source: &Source, manifest: &Manifest) -> Result<Self, Error> {
        let mut all = Self::default();
        let layers = source.layer_files()?;
        for path in manifest.files().chain(layers.iter().map(String::as_str)) {
            if let Ok(reader) = source.open(path) {
                let (mut reader, hash) = Hashed::new(reader);
                if let Ok(bytes) = io::copy(&mut reader, &mut io::sink()) {
                    all.files.insert(path.to_owned(), FileMark { bytes, sha256: hash.hex() });
                }
            }
        }
        let recipes = source.recipes()?.into_iter().map(|name| format!("maps/{name}.toml"));
        for path in recipes.chain([MANIFEST.to_owned()]) {
            if let Ok(bytes) = source.bytes(&path) {
                all.parameters.insert(path.clone(), parameters(&path, &bytes));
            }
        }
        Ok(all)
    }

    /// The first sixteen digits of the SHA-256 of the canonical form of it all and of the program's version.
    ///
    /// # Errors
    ///
    /// Where it has no canonical form.
    pub fn edition(&self) -> Result<String, Error> {
        let hashes: Map<String, Value> =
            self.files.iter().map(|(path, mark)| (path.clone(), mark.sha256.clone().into())).collect();
        let all = json!({"program": PROGRAM, "files": hashes, "parameters": self.parameters});
        let text = canonical(&all).map_err(|e| Error::Data(e.to_string()))?;
        Ok(sha256(text.as_bytes()).chars().take(DIGITS).collect())
    }
}

/// The values of a file of parameters; of one that cannot be read its hash.
///
/// A renamed key has its first name: an edition and a seal hold what is said, not which name of the key says it.
#[must_use]
pub fn parameters(path: &str, bytes: &[u8]) -> Value {
    let text = String::from_utf8_lossy(bytes);
    let kind = if path == MANIFEST { ParameterFile::Manifest } else { ParameterFile::Recipe };
    let read = values(path, &text).map(|values| with_first_names(kind, values));
    read.unwrap_or_else(|_| json!({"unreadable": sha256(bytes)}))
}

/// An edition as outputs carry it.
#[must_use]
pub fn marked(edition: &str) -> String {
    format!("{MARK}{edition}")
}

/// The editions that a file carries: one, where it is an output of ours.
#[must_use]
pub fn editions_in(bytes: &[u8]) -> BTreeSet<String> {
    let is_digit = |b: &u8| b.is_ascii_digit() || (b'a'..=b'f').contains(b);
    let digits = |at: usize| {
        let digits = bytes.get(at + MARK.len()..at + MARK.len() + DIGITS)?;
        digits.iter().all(is_digit).then(|| String::from_utf8_lossy(digits).into_owned())
    };
    memmem::find_iter(bytes, MARK).filter_map(digits).collect()
}
