//! How many packages the crate of geodesics brings along.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// As many as `cargo tree` lists, itself and geo's own among them.
const FEWER_THAN: usize = 50;

#[test]
fn the_crate_of_geodesics_needs_few_packages() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "-p", "marz-geodesic", "-e", "normal", "--prefix", "none", "--locked", "--offline"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let text = String::from_utf8(tree.stdout).unwrap();
    // A package that stands twice is marked by an asterisk.
    let all: BTreeSet<&str> =
        text.lines().map(|line| line.trim_end_matches(" (*)")).filter(|l| !l.is_empty()).collect();
    assert!(all.len() > 5 && all.len() < FEWER_THAN, "{}: {all:?}", all.len());
}
