#!/usr/bin/env bash
# Cargo 1.95.0 strips only debug information, `strip = "symbols"` or not, where the package of the program has any override of its own in the
# profile: a `[profile.release.package.NAME]` that names nothing but `opt-level` takes the symbols' removal away as well. An override for every
# dependency (`package."*"`) does not. The table of symbols stays in the program, and nothing says so.
# In marz: `[profile.release]` has the opt-level of the command, and the libraries have overrides. That made the program 3 MB smaller.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
echo 'fn main() { println!("one"); }' > "$work/src/main.rs"
# The strip option that rustc gets for the program.
strip_of() {
    printf '[package]\nname = "finding"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\nstrip = "symbols"\n%s\n' "$1" > "$work/Cargo.toml"
    (cd "$work" && rm -rf target && CARGO_TARGET_DIR="$work/target" cargo build --release -v 2>&1) | grep -o 'strip=[a-z]*'
}
plain=$(strip_of "")
others=$(strip_of '[profile.release.package."*"]
opt-level = "s"')
own=$(strip_of '[profile.release.package.finding]
opt-level = "s"')
cargo --version
echo "strip = \"symbols\" alone: $plain; with an override for dependencies: $others; with one for the package itself: $own"
[ "$plain $others" = "strip=symbols strip=symbols" ] || { echo "changed: symbols stay without an override"; exit 1; }
[ "$own" = "strip=debuginfo" ] || { echo "changed: an override leaves strip as it is"; exit 1; }
