#!/usr/bin/env bash
# calamine 0.38.0 refuses a spreadsheet of OpenDocument whose elements stand on lines of their own, as GDAL 3.12.4 writes every one: in a row it
# expects cells alone, and takes the line break between two of them for content. The schema of OpenDocument allows no text there, so that white
# space has no meaning.
# In marz: src/read/table/ods.rs takes the indents away and tries again.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyogrio==0.13.0 numpy==2.3.1
"$work/venv/bin/python" - "$work/gdal.ods" "$work/plain.ods" <<'PYTHON'
import re
import sys
import zipfile

import numpy as np
import pyogrio
from pyogrio.raw import write

print("GDAL", pyogrio.__gdal_version_string__)
gdal, plain = sys.argv[1:]
cells = [np.array(["Khorugh", "Ishkoshim"], dtype=object), np.array([12.5, 100.0])]
write(gdal, geometry=None, field_data=cells, fields=["place", "km"], driver="ODS", layer="t", geometry_type=None)
with zipfile.ZipFile(gdal) as old, zipfile.ZipFile(plain, "w") as new:
    for name in old.namelist():
        text = old.read(name).decode()
        new.writestr(name, re.sub(r">\s+<", "><", text) if name == "content.xml" else text)
PYTHON
mkdir "$work/src"
cat > "$work/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
calamine = "=0.38.0"
TOML
cat > "$work/src/main.rs" <<'RUST'
use calamine::{open_workbook, Ods, Reader};

fn main() {
    for path in std::env::args().skip(1) {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        match open_workbook::<Ods<_>, _>(&path) {
            Ok(mut book) => println!("{name}: {} rows", book.worksheets()[0].1.height()),
            Err(e) => println!("{name}: {e}"),
        }
    }
}
RUST
seen=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet -- "$work/plain.ods" "$work/gdal.ods")
echo "$seen"
grep -q '^plain.ods: 3 rows$' <<< "$seen" || { echo "changed: without the indents it is not read"; exit 1; }
grep -q "^gdal.ods: Expecting 'table-cell'" <<< "$seen" || { echo "changed: what GDAL writes is read"; exit 1; }
