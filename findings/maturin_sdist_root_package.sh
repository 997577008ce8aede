#!/usr/bin/env bash
# maturin 1.16.0, source distributions: where the root of the workspace is a package itself, its licence and its README are put into the root of the
# archive beside those of the module. `license-files = ["LICENSE"]` of the module then fails, even if both files have the same bytes, and the
# root's README takes the place of the one that `[project] readme` names: the page of the package shows another package.
# In marz: the licences of the wheel stand in a folder, and its README has a name of its own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check maturin==1.16.0
cd "$work"
mkdir -p src door/src door/terms
echo "terms" | tee LICENSE > door/LICENSE
echo "of the engine" > README.md
echo "of the door" > door/README.md
touch src/lib.rs door/src/lib.rs
printf '[workspace]\nmembers = ["door"]\n[package]\nname = "engine"\nversion = "0.1.0"\nedition = "2021"\nlicense-file = "LICENSE"\n' > Cargo.toml
printf '[package]\nname = "door"\nversion = "0.1.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n[dependencies]\nengine = { path = ".." }\npyo3 = { version = "=0.29.3", features = ["abi3-py310", "extension-module"] }\n' > door/Cargo.toml
project() {
    printf '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[project]\nname = "door"\nversion = "0.1.0"\nreadme = "README.md"\nlicense-files = [%s]\n' "$1" > door/pyproject.toml
}
sdist() { "$work/venv/bin/maturin" sdist --manifest-path door/Cargo.toml --out out 2>&1; }
"$work/venv/bin/maturin" --version
project '"LICENSE"'
if said=$(sdist); then echo "changed: equal names are no error"; exit 1; fi
echo "$said" | tail -1
echo "$said" | grep -q "was already added" || { echo "changed: another error"; exit 1; }
mv door/LICENSE door/terms/
project '"terms/*"'
sdist > /dev/null
readme=$(tar xOzf out/door-0.1.0.tar.gz door-0.1.0/README.md)
echo "the README in the root of the archive is: $readme"
[ "$readme" = "of the engine" ] || { echo "changed: the README is the module's"; exit 1; }
