#!/usr/bin/env bash
# geo 0.33.1: the two areas on a curved earth want holes that run in opposite ways. ChamberlainDuquetteArea adds a hole that runs
# clockwise (as RFC 7946 and OGC want it) to its polygon, signed and unsigned alike, and subtracts one that runs like the exterior;
# GeodesicArea subtracts the clockwise one, and for the other gives minus the rest of the earth.
# In marz: the test of outlines in crates/world/src/country.rs adds up the rings itself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat > "$work/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
geo = { version = "=0.33.1", default-features = false }
TOML
cat > "$work/src/main.rs" <<'RUST'
use geo::{polygon, ChamberlainDuquetteArea, GeodesicArea, LineString, Polygon};

fn main() {
    let solid = polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 4.0, y: 4.0), (x: 0.0, y: 4.0)];
    let hole = vec![(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0), (1.0, 1.0)];
    let mut clockwise = hole.clone();
    clockwise.reverse();
    let with = |ring: Vec<(f64, f64)>| Polygon::new(solid.exterior().clone(), vec![LineString::from(ring)]);
    let sphere = |p: &Polygon| p.chamberlain_duquette_unsigned_area() / 1e9;
    let ellipsoid = |p: &Polygon| p.geodesic_area_unsigned() / 1e9;
    println!(
        "solid {:.0}, clockwise hole {:.0}, other hole {:.0}; GeodesicArea {:.0}, {:.0}, {:.0}",
        sphere(&solid), sphere(&with(clockwise.clone())), sphere(&with(hole.clone())),
        ellipsoid(&solid), ellipsoid(&with(clockwise)), ellipsoid(&with(hole)),
    );
}
RUST
seen=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet)
echo "geo 0.33.1, thousands of km2: $seen"
read -r solid clockwise <<< "$(sed -E 's/solid ([0-9]+), clockwise hole ([0-9]+),.*/\1 \2/' <<< "$seen")"
[ "$clockwise" -gt "$solid" ] || { echo "changed: a clockwise hole is subtracted"; exit 1; }
grep -q ' -5[0-9]*$' <<< "$seen" || { echo "changed: GeodesicArea takes holes of either direction"; exit 1; }
