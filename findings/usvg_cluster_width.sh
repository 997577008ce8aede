#!/usr/bin/env bash
# usvg 0.47.0 takes a cluster of glyphs to be as wide as its widest glyph. The Thai vowel am (U+0E33) is shaped as a mark and the
# letter aa in one cluster with its consonant, so that the next letter is painted over it; with aa (U+0E32) alone it is not. Both
# have the same advance. The same holds for vowel signs that stand beside their consonant in scripts of India. usvg 0.49.0 adds the
# advances up (pull request 1043 of resvg), but krilla-svg 0.8.1 needs 0.47.
# In marz: Typefaces::pieces gives what follows such a cluster a place of its own.
set -euo pipefail
font=$(cd "$(dirname "$0")/.." && pwd)/tests/languages/mekong/fonts/NotoSansThai-Regular.ttf
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat > "$work/src/main.rs" <<'RUST'
use std::sync::Arc;
use usvg::{Options, Tree, fontdb::Database};

fn width(fonts: &Arc<Database>, words: &str) -> f32 {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='200'>\
         <text x='10' y='100' font-size='50' font-family='Noto Sans Thai'>{words}</text></svg>"
    );
    let options = Options { fontdb: fonts.clone(), ..Options::default() };
    Tree::from_str(&svg, &options).unwrap().root().abs_bounding_box().width()
}

fn main() {
    let mut fonts = Database::new();
    fonts.load_font_data(std::fs::read(std::env::args().nth(1).unwrap()).unwrap());
    let fonts = Arc::new(fonts);
    println!("{:.0} {:.0}", width(&fonts, &"น\u{0E33}".repeat(10)), width(&fonts, &"น\u{0E32}".repeat(10)));
}
RUST
for case in "0.47.0 306 509" "0.49.0 510 509"; do
    read -r version am aa <<< "$case"
    cat > "$work/Cargo.toml" <<TOML
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
usvg = { version = "=$version", default-features = false, features = ["text"] }
TOML
    rm -f "$work/Cargo.lock"
    seen=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet -- "$font")
    echo "usvg $version: ten times na with am and with aa are $seen pixels wide"
    [ "$seen" = "$am $aa" ] || { echo "changed: expected $am $aa"; exit 1; }
done
