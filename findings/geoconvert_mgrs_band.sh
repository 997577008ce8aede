#!/usr/bin/env bash
# geoconvert 1.0.2 gives MGRS squares on a parallel of 8° the letter of the band to the south: it takes the band from the latitude
# that it computes back from the grid, a hair below. GeographicLib's GeoConvert, of which it is a port, gives the band to the north.
# In marz: src/model/mgrs.rs takes the band from the latitude that was asked for.
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
geoconvert = "=1.0.2"
TOML
cat > "$work/src/main.rs" <<'RUST'
use geoconvert::LatLon;

fn main() {
    let (mut wrong, mut all) = (0, 0);
    for lat in [-72.0, -64.0, -40.0, -8.0, 8.0, 16.0, 32.0, 40.0, 48.0, 56.0, 64.0, 72.0] {
        for step in 0..59 {
            let lon = -177.0 + 6.0 * f64::from(step) + 0.37;
            let text = LatLon::create(lat, lon).unwrap().to_mgrs(4).to_string();
            let band = text.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next().unwrap();
            let expected = b"CDEFGHJKLMNPQRSTUVWX"[((lat + 80.0) / 8.0) as usize] as char;
            wrong += usize::from(band != expected);
            all += 1;
        }
    }
    let one = LatLon::create(40.0, 69.37).unwrap().to_mgrs(4);
    println!("{wrong} of {all} points on parallels of 8 degrees are in the band to the south; 40 N 69.37 E is {one}");
}
RUST
seen=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet)
echo "geoconvert 1.0.2: $seen"
case "$seen" in "0 of"*) echo "changed: all bands are right"; exit 1 ;; esac
