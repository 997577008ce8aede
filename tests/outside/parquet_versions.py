"""What programs make of GeoParquet 1.1 and 2.0, as a table.

Usage: parquet_versions.py FOLDER   In FOLDER stand border-1.1.parquet, border-2.0.parquet and the same of incidents. GDAL is asked by ogrinfo.
"""

import subprocess
import sys

import duckdb
import geopandas
import pyarrow
import pyarrow.parquet as pq
import sedonadb

folder = sys.argv[1]


def first(error):
    return f"{type(error).__name__}: {str(error).splitlines()[0]}"


def with_pyarrow(path):
    column = pq.ParquetFile(path).schema.column(0)
    return str(column.logical_type), pq.read_table(path).num_rows


def with_geopandas(path):
    found = geopandas.read_parquet(path)
    return f"{found.crs.to_string()}, {found.geom_type.dropna().iloc[0]}", len(found)


def with_duckdb(path):
    base = duckdb.connect()
    kind = base.sql(f"SELECT typeof(geometry) FROM '{path}' LIMIT 1").fetchall()[0][0]
    return kind, base.sql(f"SELECT count(*) FROM '{path}'").fetchall()[0][0]


def with_sedonadb(path):
    found = sedonadb.connect().read_parquet(path)
    return str(found.schema.field("geometry").type), found.count()


def with_gdal(path):
    told = subprocess.run(["ogrinfo", "-ro", "-so", "-al", path], capture_output=True, text=True)
    if told.returncode or "Geometry:" not in told.stdout:
        return "no driver for Parquet in Debian's package", 0
    kind = next(line for line in told.stdout.splitlines() if line.startswith("Geometry:")).removeprefix("Geometry: ")
    return kind, int(next(line for line in told.stdout.splitlines() if line.startswith("Feature Count:")).split(": ")[1])


version = subprocess.run(["ogrinfo", "--version"], capture_output=True, text=True).stdout.split()[1].rstrip(",")
PROGRAMS = [
    (f"pyarrow {pyarrow.__version__}", with_pyarrow),
    (f"geopandas {geopandas.__version__}", with_geopandas),
    (f"DuckDB {duckdb.__version__}", with_duckdb),
    (f"SedonaDB {sedonadb.__version__}", with_sedonadb),
    (f"GDAL {version}", with_gdal),
]
EXPECTED = {"border": 1, "incidents": 86}
# What cannot be read there; all else must be.
MAY_REFUSE = {("SedonaDB", "border", "2.0"), *(("GDAL", layer, number) for layer in EXPECTED for number in ("1.1", "2.0"))}
print("| program, layer | 1.1 | 2.0 |\n|---|---|---|")
for name, ask in PROGRAMS:
    for layer, rows in EXPECTED.items():
        cells = []
        for number in ("1.1", "2.0"):
            try:
                kind, count = ask(f"{folder}/{layer}-{number}.parquet")
            except Exception as error:  # noqa: BLE001
                kind, count = f"refused: {first(error)}", 0
            assert count == rows or (count == 0 and (name.split()[0], layer, number) in MAY_REFUSE), (name, layer, number, kind)
            cells.append(kind[:120])
        print(f"| {name}, {layer} | {cells[0]} | {cells[1]} |")
