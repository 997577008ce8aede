"""Points to the nearest of all land borders: marz beside geopandas' sjoin_nearest and SedonaDB's nearest join, on the same lines and points.

marz is timed as a whole process that reads the CSV, unpacks the lines, builds its index and writes all its columns; the others in memory only, with
their points and lines ready: their reading, projecting and writing is left out. The points lie on land: in each cell of PRIO-GRID whose centre does,
equally many, anywhere in it. The others measure in degrees, since no one plane has the whole earth: their nearest border is then often another one.

usage: nearest_of_all.py target/release/marz [POINTS] [ROUNDS]      (needs: pip install numpy pandas geopandas; sedonadb if it is to be had)
"""
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

warnings.filterwarnings("ignore")
marz = os.path.abspath(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 6_000_000
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3


def lines(folder):
    """Every border as marz measures it: `init` writes it with all its vertices."""
    listed = subprocess.run([marz, "border", "list", "--format", "json"], check=True, capture_output=True, text=True)
    for code in (b["id"] for b in json.loads(listed.stdout)):
        subprocess.run([marz, "init", code, "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for path in sorted(glob.glob(os.path.join(folder, "*", "data", "border.geojson"))):
        feature = json.load(open(path, encoding="utf-8"))["features"][0]
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiLineString" else [shape["coordinates"]]
        yield os.path.basename(os.path.dirname(os.path.dirname(path))).upper(), parts


with tempfile.TemporaryDirectory() as folder:
    table, out = os.path.join(folder, "points.csv"), os.path.join(folder, "out.csv")
    subprocess.run([marz, "grid", "prio", "--quiet", "--output", out], check=True)
    land = pd.read_csv(out, usecols=["lon", "lat", "country"]).dropna()
    numbers = np.random.default_rng(21)
    cells = land.sample(count, replace=True, random_state=21)
    jitter = numbers.uniform(-0.25, 0.25, (count, 2))
    points = pd.DataFrame({"id": range(count), "lon": np.round(cells.lon.values + jitter[:, 0], 6), "lat": np.round(cells.lat.values + jitter[:, 1], 6)})
    points.to_csv(table, index=False, float_format="%.6f")
    edges, owner = [], []
    for code, parts in lines(folder):
        for part in parts:
            part = np.asarray(part)
            edges.append(np.stack([part[:-1], part[1:]], axis=1))
            owner += [code] * (len(part) - 1)
    edges, owner = shapely.linestrings(np.concatenate(edges)), np.array(owner)
    print(f"{count} points, {len(edges)} edges of {len(set(owner))} borders")

    def run_marz():
        start = time.perf_counter()
        subprocess.run([marz, "measure", table, "--border", "world", "--format", "csv", "--output", out, "--quiet"], check=True)
        took = time.perf_counter() - start
        return took, pd.read_csv(out, usecols=["distance_m", "border"])

    left = gpd.GeoDataFrame(points[["id"]], geometry=gpd.points_from_xy(points.lon, points.lat), crs=4326)
    right = gpd.GeoDataFrame({"border": owner}, geometry=edges, crs=4326)

    def run_geopandas():
        start = time.perf_counter()
        joined = gpd.sjoin_nearest(left, right)
        took = time.perf_counter() - start
        return took, joined[~joined.index.duplicated()].sort_index()

    def run_sedona():
        import sedonadb

        connection = sedonadb.connect()
        connection.create_data_frame(left).to_view("points")
        connection.create_data_frame(right).to_view("edges")
        query = "SELECT p.id, e.border FROM points p JOIN edges e ON ST_KNN(p.geometry, e.geometry, 1, FALSE)"
        start = time.perf_counter()
        joined = connection.sql(query).to_pandas()
        took = time.perf_counter() - start
        return took, joined.drop_duplicates("id").sort_values("id")

    results = {}
    for name, run in (("marz", run_marz), ("geopandas", run_geopandas), ("SedonaDB", run_sedona)):
        try:
            results[name] = [run() for _ in range(rounds)]
        except Exception as error:  # noqa: BLE001: whatever stops it, the others go on
            print(f"{name}: not measured: {type(error).__name__}: {error}")

ours = results["marz"]
for name, runs in results.items():
    print(f"{name:10} {' '.join(f'{took:.2f}' for took, _ in runs)} s")
for name, runs in results.items():
    if name != "marz":
        ratio = statistics.median(t for t, _ in runs) / statistics.median(t for t, _ in ours)
        other = (runs[0][1].border.values != ours[0][1].border.values).mean()
        print(f"{name}: ratio of the medians {ratio:.1f}; in degrees it names another border for {other:.1%} of the points")
