#!/usr/bin/env bash
# flate2 with `default-features = false, features = ["rust_backend"]` reads as if miniz_oxide packed. calamine 0.38.0 asks zip for
# `deflate`, that asks flate2 for `zlib-rs`, and flate2 prefers it where both are on: a library that only reads spreadsheets decides
# which bytes the whole program packs. Shown by the features alone and by the size of the same bytes packed.
# In marz: src/render/pixels.rs packs so that it is whole with every backend.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat > "$work/src/main.rs" <<'RUST'
use std::io::Write;

fn main() {
    let text: Vec<u8> = (0..40_000_u32).map(|i| (i.wrapping_mul(i) >> 7) as u8 % 23).collect();
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6));
    packer.write_all(&text).unwrap();
    println!("{}", packer.finish().unwrap().len());
}
RUST
run() {
    cat > "$work/Cargo.toml" <<TOML
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
flate2 = { version = "=1.1.11", default-features = false, features = ["rust_backend"] }
$1
TOML
    rm -f "$work/Cargo.lock"
    (cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet)
}
alone=$(run "")
beside=$(run 'calamine = "=0.38.0"')
features=$(cd "$work" && cargo tree --edges features --invert zlib-rs)
echo "flate2 1.1.11 with rust_backend: $alone bytes alone, $beside bytes beside calamine 0.38.0"
grep -E 'calamine v0.38.0|zip feature|zlib-rs' <<< "$features" | head -8
grep -q 'calamine v0.38.0' <<< "$features" || { echo "changed: calamine no longer brings zlib-rs"; exit 1; }
[ "$alone" != "$beside" ] || { echo "changed: both are packed alike"; exit 1; }
