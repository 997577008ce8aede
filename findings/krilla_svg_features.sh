#!/usr/bin/env bash
# krilla-svg 0.8.1 depends on resvg and usvg with their default features and has no feature to turn that off. Features add up over
# a program, so that `default-features = false` on resvg has no effect beside it: system-fonts and memmap-fonts come in, and with
# them fontdb's search for the fonts of the machine, which a program that must look the same everywhere does not want.
# In marz: the renderer is given a database of its own fonts and never calls that search.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
echo 'fn main() {}' > "$work/src/main.rs"
features() {
    cat > "$work/Cargo.toml" <<TOML
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
resvg = { version = "=0.47.0", default-features = false, features = ["text"] }
$1
TOML
    rm -f "$work/Cargo.lock"
    (cd "$work" && cargo tree --edges features --invert resvg 2>/dev/null)
}
alone=$(features "")
beside=$(features 'krilla-svg = { version = "=0.8.1", default-features = false }')
echo "$beside" | grep -E 'krilla-svg v|resvg feature "(default|system-fonts|memmap-fonts)"'
! grep -q 'system-fonts' <<< "$alone" || { echo "changed: resvg alone has system-fonts"; exit 1; }
grep -q 'resvg feature "system-fonts"' <<< "$beside" || { echo "changed: krilla-svg no longer brings system-fonts"; exit 1; }
