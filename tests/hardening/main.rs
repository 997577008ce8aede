//! What must hold of any input, on a kept corpus and on damage done to it: the same bodies that `fuzz/` runs for as long as one likes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod bodies;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use bodies::Numbers;

/// Every file of the corpus of a body is damaged so many times, or `MARZ_ROUNDS` times.
const ROUNDS: usize = 24;

fn rounds() -> usize {
    std::env::var("MARZ_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS)
}

/// Pieces that make damage meaningful: signs of the formats, numbers at the edges, letters that are none.
const PIECES: [&str; 30] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ";",
    "\n",
    "\t",
    "null",
    "-1",
    "1e400",
    "NaN",
    "inf",
    "4294967296",
    "180.0000001",
    "-0.0",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "\0",
    "\u{1b}[2J",
    "''",
    "../",
    "=1+1",
    "2025-02-30",
    "<script>",
    "]]>",
    "\\u0000",
];

fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new("tests/hardening/corpus").join(name);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// The bytes with one to three things done to them.
fn damaged(bytes: &[u8], other: &[u8], n: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + n.below(3) {
        let at = n.below(bytes.len() + 1);
        let end = (at + 1 + n.below(24)).min(bytes.len());
        match n.below(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                let from = n.below(other.len() + 1);
                let piece = other[from..(from + 1 + n.below(64)).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            4 | 5 => drop(bytes.splice(at..at, PIECES[n.below(PIECES.len())].bytes())),
            6 if at < bytes.len() => drop(bytes.splice(at..end, PIECES[n.below(PIECES.len())].bytes())),
            _ if at < bytes.len() => bytes[at] ^= 1 << n.below(8),
            _ => bytes.push(n.next() as u8),
        }
    }
    bytes
}

/// Runs a body on its corpus and on damage to it; says which input broke it.
fn attack(name: &str) {
    let (_, body) = bodies::ALL.into_iter().find(|(n, _)| *n == name).unwrap();
    let corpus = corpus(name);
    assert!(corpus.len() >= 3, "{name}: a corpus of {}", corpus.len());
    let hold = |bytes: &[u8], what: &str| {
        if catch_unwind(AssertUnwindSafe(|| body(bytes))).is_err() {
            panic!("{name}, {what}: {:?}", String::from_utf8_lossy(bytes));
        }
    };
    for (path, bytes) in &corpus {
        hold(bytes, &path.display().to_string());
    }
    let mut n = Numbers(name.bytes().map(u64::from).sum());
    for (path, bytes) in &corpus {
        for round in 0..rounds() {
            let other = &corpus[n.below(corpus.len())].1;
            hold(&damaged(bytes, other, &mut n), &format!("{} damaged, round {round}", path.display()));
        }
    }
}

macro_rules! attacks {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                attack(stringify!($name));
            }
        )*

        #[test]
        fn every_body_is_run_here_and_has_a_target() {
            let run = [$(stringify!($name)),*];
            assert_eq!(run.map(str::to_owned), bodies::ALL.map(|(name, _)| name.to_owned()));
            let manifest = fs::read_to_string("fuzz/Cargo.toml").ok();
            for name in run {
                // A package comes without `fuzz/`.
                let Some(manifest) = &manifest else { continue };
                assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is no target");
                let target = fs::read_to_string(format!("fuzz/fuzz_targets/{name}.rs")).unwrap();
                assert!(target.contains(&format!("bodies::{name}(")), "{name}");
            }
        }
    };
}

attacks! {
    incidents places border edit points acled ucdp gdelt workbook edtf recipes codings names nearest clip labels dossier
}
