"""Every land border: 200 points measured in its new dossier, beside an independent computation.

Usage: world_beside_shapely.py MARZ FOLDER [--jobs N] [--points 200] [--full borders_full.geojson.gz] [CODE...]

* The side is that of shapely's point in polygon in the outlines at full resolution (timezonefinder-data, read by
  crates/world/prepare/zones.py), which nothing of marz has simplified: left or right in the one country that contains the point, unknown in a
  third one. Points in several outlines are not judged, nor those within 20 m of the line, nor those on ground that one country holds and another claims. None may be wrong on land farther from this line and
  from the outline of its country than the line's accuracy. The outlines take in the waters of the coast, of which marz knows the land alone: what
  is wrong there is counted by itself.
* The distance is PROJ's geodesics (those of GeographicLib) to the edges of the dossier's line, by brute force: exact positions of all edges
  that may be nearest in an azimuthal equidistant view around the point, and the nearest of them searched along the geodesic.
* With --full also the distance to the line before it was simplified by 10 m (crates/world/prepare/run.sh makes that file), whose edges are straight
  in longitude and latitude.

Points lie around vertices, from some metres to a third of the line's extent away; around the ends of all parts, so around three-country points;
beyond the ends; in and around closed rings.
"""

import argparse
import csv
import gzip
import json
import math
import multiprocessing
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy
import shapely
import shapely.geometry
from pyproj import Geod

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "crates/world/prepare"))
import zones  # noqa: E402
from iso import ISO  # noqa: E402

GEODESIC = Geod(ellps="WGS84")
NEAR_M = 20.0
SIMPLIFIED_M = 10.0
# The coasts of Macao and of China, 250 m each, overlap between the peninsula and its island: what is unknown there is printed, and no failure.
OVERLAPPING = {"CHN-MAC"}
# Whose outlines contain ground that another claims (crates/world/prepare/held.tsv): a side there is disputed.
HELD = {"ISR"}
# Kosovo has no zone of its own: what lies in Serbia's may be either's.
AS_ONE = {"SRB": {"SRB", "XKX"}}


class Outlines:
    """The polygons of every country; each is built when a point may lie in it."""

    def __init__(self):
        self.rings, self.owner, holes = [], {}, {}
        for ring in zones.rings():
            if ring.is_hole:
                holes.setdefault(ring.polygon, []).append(ring.positions / zones.MILLIONTHS)
            else:
                outer = ring.positions / zones.MILLIONTHS
                self.owner[ring.polygon] = ring.country
                self.rings.append((ring.country, ring.polygon, outer, *outer.min(0), *outer.max(0)))
        self.holes, self.built = holes, {}

    def edge_m(self, country, lon, lat):
        """How far a point is from the outlines of the country that contain it, in metres."""
        scale = math.cos(math.radians(lat))
        found = math.inf
        for number, polygon in self.built.items():
            if self.owner[number] == country and shapely.contains_xy(polygon, lon, lat):
                for ring in [polygon.exterior, *polygon.interiors]:
                    x, y = ((shapely.get_coordinates(ring) - (lon, lat)) * (111_320 * scale, 110_574)).T
                    found = min(found, float(foot(x[:-1], y[:-1], x[1:], y[1:]).min()))
        return found

    def countries(self, lon, lat):
        """The countries that contain each point."""
        found = [set() for _ in lon]
        for country, number, outer, west, south, east, north in self.rings:
            near = numpy.flatnonzero((lon > west) & (lon < east) & (lat > south) & (lat < north))
            if not len(near):
                continue
            if number not in self.built:
                self.built[number] = shapely.Polygon(outer, self.holes.get(number, []))
                shapely.prepare(self.built[number])
            for n in near[shapely.contains_xy(self.built[number], lon[near], lat[near])]:
                found[n].add(country)
        return found


def run(marz, folder, *args):
    done = subprocess.run([marz, *args], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"marz {' '.join(args)} in {folder}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def sampled(parts, count, seed):
    """Points around a line of parts."""
    numbers = random.Random(seed)
    vertices = numpy.concatenate(parts)
    lon, lat = vertices.T
    east = (lon - lon[0] + 540) % 360 - 180
    extent = max(0.02, min(3.0, float(numpy.ptp(east)), float(numpy.ptp(lat)) or 3.0), float(numpy.ptp(lat)) / 4)
    rings = [part for part in parts if tuple(part[0]) == tuple(part[-1])]
    ends = [(a, b) for part in parts if tuple(part[0]) != tuple(part[-1]) for a, b in ((part[0], part[1]), (part[-1], part[-2]))]
    points = []
    while len(points) < count:
        kind = len(points) % 8
        if kind == 0 and ends:
            x, y = numbers.choice(ends)[0]
        elif kind == 1 and ends:
            # Beyond an end, on the way that the line came.
            (x, y), (bx, by) = numbers.choice(ends)
            long = math.hypot(x - bx, y - by) or 1.0
            ahead = extent * 10 ** numbers.uniform(-2.5, 0)
            x, y = x + (x - bx) / long * ahead, y + (y - by) / long * ahead
        elif kind in (2, 3) and rings:
            ring = numbers.choice(rings)
            weight = numbers.uniform(0, 1.2)
            x, y = ring.mean(0) + weight * (ring[numbers.randrange(len(ring))] - ring.mean(0))
        else:
            x, y = vertices[numbers.randrange(len(vertices))]
        turn, away = numbers.uniform(0, 2 * math.pi), 0.33 * extent * 10 ** numbers.uniform(-4, 0)
        y = float(y) + away * math.sin(turn)
        if abs(y) < 89:
            x = float(x) + away * math.cos(turn) / math.cos(math.radians(y))
            points.append(((x + 180) % 360 - 180, y))
    return numpy.round(numpy.array(points), 6)


def straight(part):
    """A part with positions along its long edges, straight in longitude and latitude."""
    steps = numpy.ceil(numpy.abs(numpy.diff(part, axis=0)).max(1) / 0.004).astype(int)
    pieces = [numpy.linspace(a, b, n, endpoint=False) for a, b, n in zip(part[:-1], part[1:], numpy.maximum(steps, 1))]
    return numpy.concatenate([*pieces, part[-1:]])


def edges_of(parts):
    starts = numpy.concatenate([part[:-1] for part in parts])
    stops = numpy.concatenate([part[1:] for part in parts])
    return starts, stops


def foot(ax, ay, bx, by):
    """How far the origin is from segments."""
    dx, dy = bx - ax, by - ay
    t = numpy.clip(-(ax * dx + ay * dy) / numpy.maximum(dx * dx + dy * dy, 1e-12), 0, 1)
    return numpy.hypot(ax + t * dx, ay + t * dy)


def distances(points, parts):
    """The least geodesic distance of each point to the geodesic edges, in metres."""
    starts, stops = edges_of(parts)
    pairs = []
    for n, (lon, lat) in enumerate(points):
        scale = 111_320 * math.cos(math.radians(lat))
        x = [((ends[:, 0] - lon + 540) % 360 - 180) * scale for ends in (starts, stops)]
        y = [(ends[:, 1] - lat) * 110_574 for ends in (starts, stops)]
        rough = foot(x[0], y[0], x[1], y[1])
        least = rough.min()
        # The flat view is off by the change of the meridians' distance on the way.
        slack = 1.05 + 2 * least / 6.37e6 * (1 + abs(math.tan(math.radians(lat))))
        near = numpy.flatnonzero(rough <= least * slack + 300)
        here = [numpy.full(len(near), v) for v in (lon, lat)]
        flat = []
        for ends in (starts[near], stops[near]):
            azimuth, _, length = GEODESIC.inv(*here, ends[:, 0], ends[:, 1])
            flat += [length * numpy.sin(numpy.radians(azimuth)), length * numpy.cos(numpy.radians(azimuth))]
        best = near[numpy.argsort(foot(*flat))[:5]]
        pairs += [(n, edge) for edge in best]
    of, edge = numpy.array(pairs).T
    lon, lat = points[of].T
    from_lon, from_lat = starts[edge].T
    azimuth, _, length = GEODESIC.inv(from_lon, from_lat, *stops[edge].T)

    def away(s):
        at_lon, at_lat, _ = GEODESIC.fwd(from_lon, from_lat, azimuth, s)
        return GEODESIC.inv(lon, lat, at_lon, at_lat)[2]

    # Convex along an edge: ternary search.
    low, high = numpy.zeros(len(of)), numpy.array(length)
    while (high - low).max() > 1e-3:
        third = (high - low) / 3
        nearer = away(low + third) < away(high - third)
        low, high = numpy.where(nearer, low, low + third), numpy.where(nearer, high - third, high)
    found = numpy.full(len(points), numpy.inf)
    numpy.minimum.at(found, of, away((low + high) / 2))
    return found


def judged(row, countries, pair, left, right):
    """What is wrong with a side: "" where nothing, None where it is not judged."""
    if len(countries) != 1:
        return None
    (country,) = countries
    may_be = AS_ONE.get(country, {country})
    expected = [name for name, code in (("left", left), ("right", right)) if code in may_be]
    if len(may_be) > 1 and (len(expected) != 1 or row["side"] == "unknown"):
        return None
    if row["side"] == "disputed" and country in HELD:
        return None
    if not expected:
        return "" if row["side"] == "unknown" else f"{row['side']} in {country}"
    return "" if row["side"] == expected[0] else f"{row['side']} in {country}"


def one(task):
    marz, work, id, count, full = task
    start = time.perf_counter()
    home = work / id
    run(marz, work, "init", id)
    border = json.loads((home / "data/border.geojson").read_text())["features"][0]
    lines = border["geometry"]["coordinates"]
    parts = [numpy.array(line) for line in (lines if border["geometry"]["type"] == "MultiLineString" else [lines])]
    points = sampled(parts, count, id)
    (home / "points.csv").write_text("id,lon,lat\n" + "".join(f"{n},{x:.6f},{y:.6f}\n" for n, (x, y) in enumerate(points)))
    rows = list(csv.DictReader(run(marz, home, "measure", "points.csv", "--format", "csv").splitlines()))
    land = json.loads((home / "data/countries.geojson").read_text())["features"]
    land = [shapely.make_valid(shapely.geometry.shape(feature["geometry"])) for feature in land]
    shutil.rmtree(home)
    assert len(rows) == len(points), f"{id}: {len(rows)} rows of {len(points)} points"
    found = numpy.array([float(row["distance_m"]) for row in rows])
    worst = float(numpy.abs(found - distances(points, parts)).max())
    moved = float(numpy.abs(found - distances(points, full)).max()) if full else 0.0
    properties = border["properties"]
    left, right = (ISO.get(properties["sides"][side]["code"], "XKX") for side in ("left", "right"))
    accuracy = properties["accuracy_m"]
    sides = {"judged": 0, "unknown": [], "near": [], "water": [], "wrong": []}
    for row, countries, (lon, lat), metres in zip(rows, OUTLINES.countries(*points.T), points, found):
        if metres < NEAR_M:
            continue
        verdict = judged(row, countries, id, left, right)
        sides["judged"] += verdict is not None
        is_unknown = bool(verdict) and row["side"] == "unknown"
        if verdict:
            edge = OUTLINES.edge_m(*countries, lon, lat)
            is_land = any(shapely.contains_xy(area, lon, lat) for area in land)
            kind = "near" if min(metres, edge) <= accuracy else "wrong" if is_land else "unknown" if is_unknown else "water"
            sides[kind].append(f"{id} {lon} {lat}, {metres:.0f} m from the line, {edge:.0f} m within its country: {verdict}")
    return id, worst, moved, sides, time.perf_counter() - start


def main():
    global OUTLINES
    asked = argparse.ArgumentParser()
    asked.add_argument("marz")
    asked.add_argument("folder", type=Path)
    asked.add_argument("codes", nargs="*")
    asked.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    asked.add_argument("--points", type=int, default=200)
    asked.add_argument("--full")
    asked = asked.parse_args()
    marz = str(Path(asked.marz).resolve())
    start = time.perf_counter()
    listed = json.loads(run(marz, asked.folder, "border", "list", "--format", "json"))
    full = {}
    if asked.full:
        for feature in json.load(gzip.open(asked.full))["features"]:
            lines = feature["geometry"]["coordinates"]
            lines = lines if feature["geometry"]["type"] == "MultiLineString" else [lines]
            full[feature.get("id") or feature["properties"]["id"]] = [straight(numpy.array(line)) for line in lines]
    OUTLINES = Outlines()
    tasks = [(marz, asked.folder, id, asked.points, full.get(id)) for id in asked.codes or [b["id"] for b in listed]]
    with multiprocessing.get_context("fork").Pool(asked.jobs) as pool:
        done = list(pool.imap_unordered(one, tasks, chunksize=4))
    wrong, water, near, unknown = ([w for d in done for w in d[3][kind]] for kind in ("wrong", "water", "near", "unknown"))
    total = sum(d[3]["judged"] for d in done)
    worst, moved = max(done, key=lambda d: d[1]), max(done, key=lambda d: d[2])
    print(f"{len(done)} borders, {len(done) * asked.points} points in {time.perf_counter() - start:.0f} s")
    print(f"sides: {total} judged, {len(wrong)} wrong; {len(near)} nearer to an edge than the accuracy and {len(water)} on water are others")
    print(f"       {len(unknown)} on water are unknown in one of the two countries (farther than 2 km from its coast)")
    print(f"distances: within {worst[1] * 1000:.3f} mm of brute force ({worst[0]})")
    if full:
        far = sorted((round(d[2], 2), d[0]) for d in done if d[2] > SIMPLIFIED_M)
        print(f"distances: within {moved[2]:.2f} m of those to the line at full resolution ({moved[0]}); over {SIMPLIFIED_M} m: {far}")
    for line in wrong[:40]:
        print("wrong side:", line)
    for line in water:
        print("on water:", line)
    assert {line.split()[0] for line in wrong} <= OVERLAPPING and worst[1] < 0.001
    # Most points lie in one outline alone.
    assert total > 0.6 * len(done) * asked.points, f"only {total} sides were judged"
    assert moved[2] < SIMPLIFIED_M + 0.5


if __name__ == "__main__":
    main()
