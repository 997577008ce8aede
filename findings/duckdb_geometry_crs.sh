#!/usr/bin/env bash
# DuckDB 2.0.1 has the type GEOMETRY in its core, with a coordinate system as its parameter, and knows of systems only those of OGC:
# `GEOMETRY('OGC:CRS84')` is a type, `GEOMETRY('EPSG:4326')` an error of the binder until an extension is loaded that knows it, though it is the
# name that most tables have for longitude and latitude.
# In marz: tables from DuckDB are taken with a system of either name, and docs/python.md names the one that DuckDB takes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
"$work/venv/bin/python" - <<'PYTHON'
import duckdb

print("duckdb", duckdb.__version__)
kind = duckdb.sql("SELECT typeof('POINT (69.4 37.5)'::GEOMETRY('OGC:CRS84'))").fetchall()[0][0]
print("OGC:CRS84:", kind)
assert kind == "GEOMETRY('OGC:CRS84')", "changed: OGC:CRS84 is no parameter"
try:
    duckdb.sql("SELECT 'POINT (69.4 37.5)'::GEOMETRY('EPSG:4326')").fetchall()
except duckdb.BinderException as error:
    print("EPSG:4326:", str(error).split(" when")[0])
else:
    raise SystemExit("changed: EPSG:4326 is known without an extension")
PYTHON
