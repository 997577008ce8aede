"""marz beside geopandas' sjoin_nearest on the same points in one run: times, ratios and errors.

marz is timed as a whole process that reads the CSV and writes all its columns; geopandas in memory only, its reading, importing
and writing left out. First all rounds of the one, then all of the other.

usage: beside_geopandas.py target/release/marz [POINTS] [ROUNDS]      (needs: pip install numpy pandas geopandas)
"""
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
count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
border = os.path.join(home, "data", "border.geojson")
line = json.load(open(border))["features"][0]["geometry"]["coordinates"]

unit = np.random.default_rng(7).random((count, 2))
points = pd.DataFrame({"id": range(count), "lon": np.round(66 + 10 * unit[:, 0], 6), "lat": np.round(35 + 5 * unit[:, 1], 6)})
edges = [shapely.LineString(pair) for pair in zip(line, line[1:])]

with tempfile.TemporaryDirectory() as folder:
    table, out = os.path.join(folder, "points.csv"), os.path.join(folder, "out.csv")
    points.to_csv(table, index=False, float_format="%.6f")

    def run_marz():
        start = time.perf_counter()
        subprocess.run([marz, "measure", table, "--border", border, "--format", "csv", "--output", out, "--quiet"], check=True)
        took = time.perf_counter() - start
        distances = pd.read_csv(out, usecols=["distance_m"]).distance_m.values
        os.remove(out)
        return took, distances

    def run_geopandas():
        start = time.perf_counter()
        left = gpd.GeoDataFrame(points, geometry=gpd.points_from_xy(points.lon, points.lat), crs=4326).to_crs(32642)
        right = gpd.GeoDataFrame(geometry=edges, crs=4326).to_crs(32642)
        joined = gpd.sjoin_nearest(left, right, distance_col="d")
        distances = joined[~joined.index.duplicated()].sort_index().d.values
        return time.perf_counter() - start, distances

    ours, theirs = [run_marz() for _ in range(rounds)], [run_geopandas() for _ in range(rounds)]

for name, runs in (("marz", ours), ("geopandas", theirs)):
    print(f"{name:10} {' '.join(f'{took:.3f}' for took, _ in runs)} s")
ratio = statistics.median(t for t, _ in theirs) / statistics.median(t for t, _ in ours)
worst = min(t for t, _ in theirs) / max(t for t, _ in ours)
print(f"{count} points: ratio of the medians {ratio:.1f}, of the worst to the best {worst:.1f}")
print(f"geopandas in UTM differs from the geodesic by up to {np.abs(theirs[0][1] - ours[0][1]).max():.0f} m")
