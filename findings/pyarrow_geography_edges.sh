#!/usr/bin/env bash
# Parquet's GEOGRAPHY names how edges run between points: spherical, vincenty, thomas, andoyer or karney, and GeoArrow has the same five words.
# pyarrow 26.0.1 writes a GeoArrow column as GEOGRAPHY where its edges are spherical, and refuses the whole table where they are any of the four
# on the ellipsoid. Lines that were measured on the ellipsoid cannot be written by it as what they are.
# In marz: src/export/geoparquet.rs writes the type itself, with karney; docs/handover.md lists who reads it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1 geoarrow-pyarrow==0.3.0 geoarrow-types==0.4.1 pyproj==3.7.2
"$work/venv/bin/python" - "$work/point.parquet" <<'PYTHON'
import struct
import sys

import geoarrow.pyarrow as ga
import pyarrow as pa
import pyarrow.parquet as pq

path, found = sys.argv[1], {}
point = [struct.pack("<BIdd", 1, 1, 69.1, 37.2)]
for edges in ("planar", "spherical", "vincenty", "thomas", "andoyer", "karney"):
    column = ga.wkb().with_crs("OGC:CRS84")
    if edges != "planar":
        column = column.with_edge_type(ga.EdgeType.create(edges))
    try:
        pq.write_table(pa.table({"geometry": column.wrap_array(pa.array(point, type=column.storage_type))}), path)
        found[edges] = str(pq.ParquetFile(path).schema.column(0).logical_type)
    except pa.ArrowInvalid as error:
        found[edges] = str(error).split(":")[0]
    print(f"pyarrow {pa.__version__}, edges {edges}: {found[edges]}")
refused = [edges for edges, outcome in found.items() if outcome == "Unsupported GeoArrow edge type"]
if refused != ["vincenty", "thomas", "andoyer", "karney"] or "Geography" not in found["spherical"]:
    sys.exit("changed: edges on the ellipsoid are written, or others are refused")
PYTHON
