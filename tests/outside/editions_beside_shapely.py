"""Two editions of every border that changed: what `marz border diff` says beside an independent computation on the same lines.

Usage: editions_beside_shapely.py MARZ TABLE.csv [CODE...]

The lines are read from the packs of marz-world by a reader of its own; edges are straight in longitude and latitude, as their source means them.

* Lengths, and the greatest distance from either line to the other, to 1 m: at every vertex and every 20 m between, refined to 1 m about the farthest ones. The
  distance of a point is that to the chord in space of the nearest of the other line's edges, cut to 20 m, found with a k-d tree: below 20 km
  it differs from the geodesic by less than a centimetre.
* How long either line is further than 25 m from the other: between the lengths for 24.4 and 25.6 m, to 20 m.
* The ground between, stretch by stretch: shapely's even-odd polygons of the two lines that marz writes, measured by PROJ, to 0.1 % and 100 m².
* The greatest distance of TABLE.csv, which another program found on the unsimplified lines, to 20 m.
"""

import csv
import json
import struct
import subprocess
import sys
from pathlib import Path

import numpy
import shapely
import zstandard
from pyproj import Geod, Transformer
from scipy.spatial import cKDTree

GEOD = Geod(ellps="WGS84")
SPACE = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
DATA = Path(__file__).resolve().parents[2] / "crates/world/data"
STEP_M = 20.0
OVER_M = 25.0
EDGE_M = 0.6  # marz takes geodesics between positions on the straight edges, which keep within 0.5 m of them


def frames(name):
    """The frames of a pack, unpacked: see crates/world/prepare/twkb.py."""
    data = (DATA / name).read_bytes()
    count = struct.unpack_from("<I", data)[0]
    ends = struct.unpack_from(f"<{count}I", data, 4)
    head = 4 * (count + 1)
    return [zstandard.ZstdDecompressor().decompressobj().decompress(data[head + a : head + b]) for a, b in zip((0, *ends), ends)]


def twkb_lines(data):
    """A TWKB MultiLineString, as whole hundred-thousandths of a degree."""
    assert data[0] & 15 == 5 and data[0] >> 4 == 10 and data[1] == 0  # five decimals, zigzag
    at, last = 2, [0, 0]

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    lines = []
    for _ in range(varint()):
        line = []
        for _ in range(varint()):
            for axis in (0, 1):
                step = varint()
                last[axis] += step >> 1 if step & 1 == 0 else -(step >> 1) - 1
            line.append((last[0] / 1e5, last[1] / 1e5))
        lines.append(line)
    return lines


class World:
    def __init__(self):
        self.now, self.before = frames("borders.pack"), frames("earlier.pack")
        self.order = [b["id"] for b in json.loads(self.now[0])["borders"]]
        self.changed = {b["id"]: b["parts"] for b in json.loads(self.before[0])["borders"]}
        self.own = twkb_lines(self.before[1])

    def newer(self, pair):
        return twkb_lines(self.now[self.order.index(pair) + 1])

    def older(self, pair):
        now = self.newer(pair)

        def run(piece):
            if len(piece) == 1:
                return self.own[piece[0]]
            part, a, b = piece
            return now[part][a : b + 1] if a <= b else now[part][b : a + 1][::-1]

        return [[v for piece in part for v in run(piece)] for part in self.changed[pair]]


def space(lonlat):
    return numpy.column_stack(SPACE.transform(lonlat[:, 0], lonlat[:, 1], numpy.zeros(len(lonlat))))


def densified(part, step_m):
    """Positions along edges straight in longitude and latitude, no further apart than a step; the vertices are among them."""
    part = numpy.asarray(part, dtype=float)
    _, _, lengths = GEOD.inv(part[:-1, 0], part[:-1, 1], part[1:, 0], part[1:, 1])
    out = []
    for a, b, length in zip(part[:-1], part[1:], lengths):
        count = max(1, int(numpy.ceil(length / step_m)))
        out.append(a + (b - a) * (numpy.arange(count) / count)[:, None])
    return numpy.vstack([*out, part[-1:]])


class Line:
    def __init__(self, parts):
        parts = [densified(p, STEP_M) for p in parts]
        self.lonlat = numpy.vstack(parts)
        self.at = space(self.lonlat)
        first = numpy.cumsum([0] + [len(p) for p in parts])
        self.edges = numpy.concatenate([numpy.arange(a, b - 1) for a, b in zip(first[:-1], first[1:])])
        a, b = self.lonlat[self.edges], self.lonlat[self.edges + 1]
        self.lengths = GEOD.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2]
        self.tree = cKDTree((self.at[self.edges] + self.at[self.edges + 1]) / 2)

    def far(self, points, count=8):
        """How far points in space are from the line."""
        _, near = self.tree.query(points, k=min(count, len(self.edges)))
        best = numpy.full(len(points), numpy.inf)
        for k in range(near.shape[1]):
            edge = self.edges[near[:, k]]
            a, along = self.at[edge], self.at[edge + 1] - self.at[edge]
            share = numpy.clip(((points - a) * along).sum(1) / numpy.maximum((along**2).sum(1), 1e-12), 0, 1)
            best = numpy.minimum(best, numpy.linalg.norm(a + share[:, None] * along - points, axis=1))
        return best


def apart(line, other):
    """The greatest distance to the other line, and over how many kilometres it is more than a little over and under the threshold."""
    far = other.far(line.at)
    best = far.max()
    # Between two samples it can be larger by half their distance.
    for edge in line.edges[numpy.maximum(far[line.edges], far[line.edges + 1]) > best - STEP_M]:
        best = max(best, other.far(space(densified(line.lonlat[edge : edge + 2], 1.0))).max())
    return best, [over_km(line, other, far, limit_m) for limit_m in (OVER_M + EDGE_M, OVER_M - EDGE_M)]


def over_km(line, other, far, limit_m):
    """Over how many kilometres a line is more than so far from another one."""
    a, b = far[line.edges], far[line.edges + 1]
    # An edge whose ends do not settle it is cut to a metre.
    surely, is_open = (a + b - line.lengths) / 2 > limit_m, abs(a + b - 2 * limit_m) <= line.lengths
    over_m = line.lengths[surely & ~is_open].sum()
    edges, cuts = line.edges[is_open], numpy.arange(STEP_M) + 0.5
    for block in numpy.array_split(numpy.arange(len(edges)), max(1, len(edges) // 20_000)):
        p, q = line.at[edges[block]][:, None, :], line.at[edges[block] + 1][:, None, :]
        points = (p + (q - p) * (cuts / STEP_M)[None, :, None]).reshape(-1, 3)
        if len(block):
            share = (other.far(points).reshape(len(block), -1) > limit_m).mean(axis=1)
            over_m += (share * line.lengths[is_open][block]).sum()
    return over_m / 1000


def ground_km2(a, b):
    """The ground between two stretches."""
    a, b = numpy.vstack(a), numpy.vstack(b)
    ways = [GEOD.inv(*a[-1], *b[0])[2], GEOD.inv(*a[-1], *b[-1])[2]]
    ring = numpy.vstack([a, b if ways[0] < ways[1] else b[::-1]])
    valid = shapely.make_valid(shapely.Polygon(ring))
    parts = [g for g in shapely.get_parts(valid) if g.geom_type.endswith("Polygon")]
    polygons = [p for g in parts for p in shapely.get_parts(g)]
    return sum(abs(GEOD.geometry_area_perimeter(shapely.geometry.polygon.orient(p))[0]) for p in polygons) / 1e6


def marz(program, pair, form):
    args = [program, "border", "diff", f"{pair}@2026c", f"{pair}@2026e", "--over", f"{OVER_M}m", "--format", form, "--quiet"]
    return json.loads(subprocess.run(args, capture_output=True, text=True, check=True).stdout)


def compare(program, pair, world, table):
    """What differs, in words."""
    found, wrong = marz(program, pair, "json"), []

    def hold(what, told, own, most):
        if not abs(told - own) <= most:
            wrong.append(f"{what}: {told} beside {own:.3f}")

    a, b = Line(world.older(pair)), Line(world.newer(pair))
    for name, line, other in (("a", a, b), ("b", b, a)):
        far_m, (least_km, most_km) = apart(line, other)
        hold(f"length of {name}", found[name]["length_km"], line.lengths.sum() / 1000, 0.001)
        hold(f"greatest distance of {name}", found[name]["greatest_m"], far_m, 1.0)
        hold(f"kilometres apart of {name}", found[name]["apart_km"], (least_km + most_km) / 2, (most_km - least_km) / 2 + 0.02)
    if pair in table:
        hold("the table", found["greatest_m"], float(table[pair]["max_m"]), 20.0)
    stretches = {}
    for feature in marz(program, pair, "geojson")["features"]:
        p = feature["properties"]
        # In the folder of a dossier its incidents are listed too.
        if p["part"] == "incident":
            continue
        stretches.setdefault(p["change"], {"area": p["area_km2"]})[p["part"]] = feature["geometry"]["coordinates"]
    for number, s in stretches.items():
        if "a" in s and "b" in s:
            own = ground_km2(s["a"], s["b"])
            hold(f"ground of change {number}", s["area"], own, 1e-4 + 1e-3 * own)
    return wrong


program, table, *asked = sys.argv[1:]
world = World()
with open(table) as file:
    table = {row["pair"]: row for row in csv.DictReader(file)}
failed = 0
pairs = asked or sorted(world.changed)
for pair in pairs:
    wrong = compare(program, pair, world, table)
    failed += bool(wrong)
    for line in wrong:
        print(f"{pair}: {line}")
print(f"{len(pairs) - failed} of {len(pairs)} borders agree; {sum(p in table for p in pairs)} of them stand in the table")
sys.exit(failed > 0)
