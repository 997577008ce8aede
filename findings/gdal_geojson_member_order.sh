#!/usr/bin/env bash
# GDAL limits the size of one feature of a GeoJSON file (OGR_GEOJSON_MAX_OBJ_SIZE, 200 MB unless it is set). GDAL 3.12.4 holds a member of the
# collection to it too, but only one that stands behind `features`: the same member before them is read whatever its size. Such a file is then not
# opened at all, although each of its features is small; several members are held to it one by one, not together.
# In marz: an export to GeoJSON carries what it was exported from in a member behind its features, and above 150 MB in a file beside it
# (src/export/flat_base.rs).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyogrio==0.13.0 numpy==2.3.1
"$work/venv/bin/python" - "$work/points.geojson" <<'PYTHON'
import json
import sys

import pyogrio

path, count = sys.argv[1], 1000
print("GDAL", pyogrio.__gdal_version_string__)
pyogrio.set_gdal_config_options({"OGR_GEOJSON_MAX_OBJ_SIZE": "1"})  # megabytes: a small file shows it
point = lambda n: {"type": "Feature", "properties": {"n": n}, "geometry": {"type": "Point", "coordinates": [69.1, 37.2]}}
features = {"features": [point(n) for n in range(count)]}
rows = lambda n: ["x" * 80] * n
large = {"rows": rows(30_000)}  # 2.5 MB
several = {f"rows{i}": rows(5_000) for i in range(5)}  # five times 0.4 MB


def read(members):
    with open(path, "w") as file:
        json.dump({"type": "FeatureCollection", **members}, file)
    try:
        return pyogrio.read_info(path)["features"]
    except pyogrio.errors.DataSourceError as error:
        return str(error)


before, behind, apart = read({**large, **features}), read({**features, **large}), read({**features, **several})
print("2.5 MB before the features:", before)
print("2.5 MB behind the features:", behind)
print("5 times 0.4 MB behind the features:", apart)
if before != count or apart != count or "too complex/large" not in str(behind):
    sys.exit("changed: members behind the features are no longer held to the limit of one feature, or others are")
PYTHON
