#!/usr/bin/env bash
# GDAL writes a date that is not known into the table of a Shapefile as eight zeros, and reads it back as null. dbase 0.8.0, on which
# shapefile 0.9.0 stands, takes eight blanks for an empty date and eight zeros for a wrong one: the whole record is an error, and with it every
# Shapefile of GDAL or QGIS in which a date is missing.
# In marz: src/vector/dbf.rs reads the table itself, and such a date is empty.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyogrio==0.11.0 numpy==2.3.1 shapely==2.1.1
"$work/venv/bin/python" - "$work/points.shp" <<'PYTHON'
import sys
import numpy, pyogrio.raw, shapely

points = shapely.to_wkb(shapely.points([[69.1, 37.2], [70.5, 37.9]]))
days = numpy.array(["2025-08-24", "NaT"], dtype="datetime64[D]")
pyogrio.raw.write(sys.argv[1], points, [days], ["day"], geometry_type="Point", crs="EPSG:4326", driver="ESRI Shapefile")
print("GDAL", pyogrio.__gdal_version_string__)
back = pyogrio.raw.read(sys.argv[1])[3][0]
assert numpy.isnat(back).tolist() == [False, True], back
PYTHON
tail -c 9 "$work/points.dbf" | grep -q '00000000' || { echo "changed: GDAL no longer writes zeros"; exit 1; }
mkdir "$work/src"
cat > "$work/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
dbase = "=0.8.0"
TOML
cat > "$work/src/main.rs" <<'RUST'
fn main() {
    let mut table = dbase::Reader::from_path(std::env::args().nth(1).unwrap()).unwrap();
    for record in table.iter_records() {
        match record {
            Ok(record) => println!("read {:?}", record.get("day")),
            Err(error) => println!("error {error}"),
        }
    }
}
RUST
found=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet -- points.dbf)
echo "dbase 0.8.0:"
echo "$found"
grep -q '^error' <<< "$found" || { echo "changed: a date of zeros is read"; exit 1; }
