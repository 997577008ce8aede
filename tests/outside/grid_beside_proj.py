"""Distances of a grid beside brute force with PROJ's geodesics, and beside those from a raster of half a degree.

usage: grid_beside_proj.py FOLDER CELLS prepare|compare     (needs: pip install numpy scipy pyproj)

FOLDER holds borders/CODE/data/border.geojson for every code, grid.csv of `marz grid prio`, and for `compare` raster.csv, the centres of the cells
that the lines run through. `prepare` writes lines.geojson. Exit code 1 where a distance of the sample is off by more than 0.1 mm (beyond
1,000 km by 1e-9 of it) or another border is nearer.
"""
import csv
import glob
import json
import os
import random
import sys

import numpy as np
from pyproj import Geod
from scipy.spatial import cKDTree

folder, count, step = sys.argv[1], int(sys.argv[2]), sys.argv[3]
geod = Geod(ellps="WGS84")


def lines():
    for path in sorted(glob.glob(os.path.join(folder, "borders", "*", "data", "border.geojson"))):
        feature = json.load(open(path, encoding="utf-8"))["features"][0]
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiLineString" else [shape["coordinates"]]
        yield os.path.basename(os.path.dirname(os.path.dirname(path))), parts


if step == "prepare":
    features = [
        {"type": "Feature", "properties": {"id": code}, "geometry": {"type": "MultiLineString", "coordinates": parts}}
        for code, parts in lines()
    ]
    json.dump({"type": "FeatureCollection", "features": features}, open(os.path.join(folder, "lines.geojson"), "w"))
    print(len(features), "borders,", sum(len(p) for f in features for p in f["geometry"]["coordinates"]), "vertices")
    sys.exit()


def ecef(lon, lat):
    lon, lat = np.radians(lon), np.radians(lat)
    e2 = 0.0066943799901413165
    n = 6378137.0 / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    return np.column_stack([n * np.cos(lat) * np.cos(lon), n * np.cos(lat) * np.sin(lon), n * (1 - e2) * np.sin(lat)])


names, starts, stops, owner = [], [], [], []
for code, parts in lines():
    for part in parts:
        starts.append(np.array(part[:-1]))
        stops.append(np.array(part[1:]))
        owner.append(np.full(len(part) - 1, len(names)))
    names.append(code.upper())
starts, stops, owner = np.concatenate(starts), np.concatenate(stops), np.concatenate(owner)
at = ecef((starts[:, 0]), starts[:, 1])
azimuth, _, length = geod.inv(starts[:, 0], starts[:, 1], stops[:, 0], stops[:, 1])
longest = length.max()
tree = cKDTree(at)

rows = list(csv.DictReader(open(os.path.join(folder, "grid.csv"), encoding="utf-8")))
print(len(rows), "cells")
lon, lat = (np.array([float(r[c]) for r in rows]) for c in ("lon", "lat"))
ours = np.array([float(r["distance_m"]) for r in rows])

faults, worst, worst_far = 0, 0.0, 0.0
for i in random.Random(21).sample(range(len(rows)), count):
    here = ecef(lon[i : i + 1], lat[i : i + 1])[0]
    # A vertex that is within twice this bound of the nearest one may belong to the nearest edge: chords and geodesics of the same distance
    # differ by less than half a percent.
    nearest, _ = tree.query(here)
    near = np.array(tree.query_ball_point(here, nearest * 1.005 + 2 * longest))
    full = np.full(len(near), 1.0)
    low, high = np.zeros(len(near)), length[near].copy()
    golden = (np.sqrt(5) - 1) / 2

    def away(along):
        x, y, _ = geod.fwd(starts[near, 0], starts[near, 1], azimuth[near], along)
        return geod.inv(full * lon[i], full * lat[i], x, y)[2]

    a, b = high - golden * (high - low), low + golden * (high - low)
    fa, fb = away(a), away(b)
    for _ in range(60):
        left = fa < fb
        high, low = np.where(left, b, high), np.where(left, low, a)
        a, b = high - golden * (high - low), low + golden * (high - low)
        fa, fb = away(a), away(b)
    found = np.minimum.reduce([fa, fb, away(np.zeros(len(near))), away(length[near])])
    best = found.argmin()
    off, allowed = abs(found[best] - ours[i]), max(1e-4, 1e-9 * found[best]) + 5e-4
    if found[best] > 1e6:
        worst_far = max(worst_far, off / found[best])
    else:
        worst = max(worst, off)
    equal = {names[owner[near[k]]] for k in np.flatnonzero(found <= found[best] + 1e-3)}
    if off > allowed or rows[i]["border"] not in equal:
        faults += 1
        print("fault:", rows[i], found[best], equal)
print(f"{count} cells by brute force: at most {worst:.2e} m off within 1,000 km, {worst_far:.1e} of the distance beyond (printed to 1 mm)")

cells = np.array([[float(r["x"]), float(r["y"])] for r in csv.DictReader(open(os.path.join(folder, "raster.csv")))])
raster = cKDTree(ecef(cells[:, 0], cells[:, 1]))
_, which = raster.query(ecef(lon, lat))
theirs = geod.inv(lon, lat, cells[which, 0], cells[which, 1])[2]
off = np.abs(theirs - ours) / 1000.0


def line(name, chosen):
    d, signed = off[chosen], (theirs - ours)[chosen] / 1000.0
    print(
        f"| {name} | {chosen.sum()} | {np.median(d):.1f} | {np.percentile(d, 90):.1f} | {d.max():.1f} | {np.median(signed):+.1f} |"
    )


print("\n| cells | number | median km | 90 % within km | most km | median with sign, km |\n|---|---:|---:|---:|---:|---:|")
line("all on land", np.full(len(off), True))
for low, high in [(0, 10), (10, 25), (25, 50), (50, 100), (100, 500), (500, 20_000)]:
    line(f"{low} to {high} km from the border", (ours >= low * 1000) & (ours < high * 1000))
on_raster = theirs < 1.0
print(f"\n{on_raster.sum()} cells have distance 0 in the raster; their centres lie up to {ours[on_raster].max() / 1000:.1f} km from the border, "
      f"half of them more than {np.median(ours[on_raster]) / 1000:.1f} km")
near = ours <= 50_000
print(f"within 50 km: {near.sum()} cells, by the raster {(theirs <= 50_000).sum()}; the two disagree on {(near != (theirs <= 50_000)).sum()}")
sys.exit(faults > 0)
