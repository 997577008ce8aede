//! What a dossier's outputs are made from, in sixteen digits.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use memchr::memmem;
use serde_json::{Map, Value, json};

use super::console::Failure;
use super::dossier::{Home, MANIFEST};
use marz::ledger::{FileMark, Hashed, canonical, sha256};
use marz::model::Dossier;
use marz::recipe::{Manifest, values};

/// What stands before the digits in an output, in whatever form that is.
const MARK: &str = "marz-edition-";
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
    pub fn of(home: &Home, manifest: &Manifest) -> Result<Self, Failure> {
        let mut all = Self::default();
        for path in manifest.files() {
            if let Ok(reader) = home.open(path) {
                let (mut reader, hash) = Hashed::new(reader);
                if let Ok(bytes) = io::copy(&mut reader, &mut io::sink()) {
                    all.files.insert(path.to_owned(), FileMark { bytes, sha256: hash.hex() });
                }
            }
        }
        let recipes = home.recipes()?.into_iter().map(|name| format!("maps/{name}.toml"));
        for path in recipes.chain([MANIFEST.to_owned()]) {
            if let Ok(bytes) = home.bytes(&path) {
                all.parameters.insert(path.clone(), parameters(&path, &bytes));
            }
        }
        Ok(all)
    }

    /// The first sixteen digits of the SHA-256 of the canonical form of it all and of the program's version.
    pub fn edition(&self) -> Result<String, Failure> {
        let hashes: Map<String, Value> =
            self.files.iter().map(|(path, mark)| (path.clone(), mark.sha256.clone().into())).collect();
        let all = json!({"program": PROGRAM, "files": hashes, "parameters": self.parameters});
        let text = canonical(&all).map_err(|e| Failure::Data(e.to_string()))?;
        Ok(sha256(text.as_bytes()).chars().take(DIGITS).collect())
    }
}

/// The values of a file of parameters; of one that cannot be read its hash.
pub fn parameters(path: &str, bytes: &[u8]) -> Value {
    let text = String::from_utf8_lossy(bytes);
    values(path, &text).unwrap_or_else(|_| json!({"unreadable": sha256(bytes)}))
}

/// Says in a dossier what it was made from, for whatever is made of it.
pub fn told(mut dossier: Dossier, home: &Home, manifest: &Manifest) -> Result<Dossier, Failure> {
    dossier.edition = Some(mark(&Inputs::of(home, manifest)?.edition()?));
    Ok(dossier)
}

/// An edition as outputs carry it.
pub fn mark(edition: &str) -> String {
    format!("{MARK}{edition}")
}

/// The editions that a file carries: one, where it is an output of ours.
pub fn carried(bytes: &[u8]) -> BTreeSet<String> {
    let is_digit = |b: &u8| b.is_ascii_digit() || (b'a'..=b'f').contains(b);
    let digits = |at: usize| {
        let digits = bytes.get(at + MARK.len()..at + MARK.len() + DIGITS)?;
        digits.iter().all(is_digit).then(|| String::from_utf8_lossy(digits).into_owned())
    };
    memmem::find_iter(bytes, MARK).filter_map(digits).collect()
}
