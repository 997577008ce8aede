//! The examples do what they say: they write files that their readers know.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../examples/figure.rs"]
mod figure;
#[path = "../examples/geopackage.rs"]
mod geopackage;
#[path = "../crates/geodesic/examples/nearest.rs"]
mod nearest;

#[test]
fn the_examples_write_what_they_say() {
    nearest::main();
    figure::main().unwrap();
    geopackage::main().unwrap();
    let written = |name: &str| std::fs::read(std::env::temp_dir().join(name)).unwrap();
    assert!(written("map.png").starts_with(b"\x89PNG") && written("case.gpkg").starts_with(b"SQLite format 3\0"));
}
