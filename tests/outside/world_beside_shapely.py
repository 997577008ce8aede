"""Every land border: init, check, map, strip, and 200 points measured beside an independent computation.

Usage: world_beside_shapely.py MARZ FOLDER [CODE...]

The side is that of shapely's point in polygon in the countries that the dossier draws; points within 20 m of the line are not judged. The
distance is GeographicLib's along the line of the dossier, by brute force over all edges near the answer: the nearest of the foot points
of every edge in an azimuthal equidistant view around the point, refined by golden section on the geodesic.
"""

import csv
import json
import math
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import Point, shape

GEODESIC = Geodesic.WGS84
POINTS = 200
NEAR_M = 20.0


def run(marz, folder, *args):
    start = time.perf_counter()
    done = subprocess.run([marz, *args], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"marz {' '.join(args)} in {folder}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout, time.perf_counter() - start


def distance(lon, lat, parts):
    """The least geodesic distance to the geodesic edges of the parts, in metres."""
    best = math.inf
    scale = math.cos(math.radians(lat))
    for line in parts:
        flat = (line - [lon, lat]) * [111_320 * scale, 110_574]
        a, d = flat[:-1], numpy.diff(flat, axis=0)
        t = numpy.clip(-(a * d).sum(1) / numpy.maximum((d * d).sum(1), 1e-9), 0, 1)
        rough = numpy.hypot(*(a + d * t[:, None]).T)
        for n in numpy.flatnonzero(rough < rough.min() * 1.05 + 300)[:400]:
            edge = GEODESIC.InverseLine(line[n][1], line[n][0], line[n + 1][1], line[n + 1][0])

            def away(s):
                at = edge.Position(s)
                return GEODESIC.Inverse(lat, lon, at["lat2"], at["lon2"])["s12"]

            # Convex along a short edge: ternary search.
            low, high = 0.0, edge.s13
            while high - low > 1e-3:
                third = (high - low) / 3
                if away(low + third) < away(high - third):
                    high -= third
                else:
                    low += third
            best = min(best, away((low + high) / 2))
    return best


def main():
    marz, work, wanted = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    listed = json.loads(run(marz, work, "border", "list", "--format", "json")[0])
    ids = wanted or [border["id"] for border in listed]
    times = {"init": [], "check": [], "map": [], "strip": [], "measure": []}
    wrong, judged, worst, unknown = [], 0, 0.0, 0
    for id in ids:
        random.seed(id)
        times["init"].append(run(marz, work, "init", id)[1])
        home = work / id
        out, took = run(marz, home, "check")
        times["check"].append(took)
        assert out == "", f"{id}: {out}"
        times["map"].append(run(marz, home, "map", "overview")[1])
        times["strip"].append(run(marz, home, "map", "strip")[1])
        border = json.loads((home / "data/border.geojson").read_text())["features"][0]
        lines = border["geometry"]["coordinates"]
        lines = lines if border["geometry"]["type"] == "MultiLineString" else [lines]
        parts = [numpy.array(line) for line in lines]
        areas = {}
        for feature in json.loads((home / "data/countries.geojson").read_text())["features"]:
            areas[feature["properties"]["code"]] = shapely.make_valid(shape(feature["geometry"]))
        sides = {side: areas.get(border["properties"]["sides"][side]["code"]) for side in ("left", "right")}
        vertices = numpy.concatenate(parts)
        spread = 0.3 * max(0.02, min(1.0, float(numpy.ptp(vertices, axis=0).max())))
        points = []
        while len(points) < POINTS:
            lon, lat = random.choice(vertices)
            points.append((float(lon) + random.gauss(0, spread), float(lat) + random.gauss(0, spread * 0.7)))
        table = "id,lon,lat\n" + "".join(f"{n},{lon:.6f},{lat:.6f}\n" for n, (lon, lat) in enumerate(points))
        (home / "points.csv").write_text(table)
        out, took = run(marz, home, "measure", "points.csv", "--format", "csv")
        times["measure"].append(took)
        for n, row in enumerate(csv.DictReader(out.splitlines())):
            lon, lat = float(row["lon"]), float(row["lat"])
            found = float(row["distance_m"])
            if n < 10:
                worst = max(worst, abs(found - distance(lon, lat, parts)))
            holds = [side for side, area in sides.items() if area is not None and area.contains(Point(lon, lat))]
            if found < NEAR_M or len(holds) != 1:
                continue
            judged += 1
            if row["side"] not in ("left", "right"):
                unknown += 1
            elif row["side"] != holds[0]:
                wrong.append((id, lon, lat, found, row["side"]))
        subprocess.run(["rm", "-r", str(home)], check=True)
    for what, all in times.items():
        print(f"{what:8} median {statistics.median(all):.3f} s, most {max(all):.3f} s")
    print(f"{len(ids)} borders, {judged} points with a side, {len(wrong)} wrong, {unknown} unknown; distances within {worst:.4f} m")
    for one in wrong[:20]:
        print("wrong side:", *one)
    assert not wrong and worst < 0.01


main()
