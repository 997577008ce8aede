"""contested_held.geojson.gz: ground that one country holds and another claims, which the outline of the holder alone contains.

Usage: held.py BORDERS_10M.geojson.gz LAKES.geojson.gz OUT.geojson.gz

held.tsv names the areas: what bounds them beside the lines of the borders, which are their edges, simplified by 0.0005 degrees. Lakes are cut out.
Aksai Chin and Arunachal Pradesh are not among them: no package has the line that India claims in the one, and the state is not what China
claims of the other; hatching one without the other would be a position.
"""

import gzip
import json
import sys
from pathlib import Path

import pyproj
import shapely
from shapely.geometry import Point, Polygon, shape

from layers import rounded, write

ELLIPSOID = pyproj.Geod(ellps="WGS84")
LEAST_KM2 = 3.0  # of a piece
DEGREES = 0.0005
NAMES = {
    "SYR": {"en": "Golan Heights", "ar": "هضبة الجولان", "es": "Altos del Golán", "fa": "بلندی‌های جولان", "fr": "Plateau du Golan", "ru": "Голанские высоты"},
}


def features(path):
    return json.loads(gzip.decompress(Path(path).read_bytes()))["features"]


def square_km(area):
    return abs(ELLIPSOID.geometry_area_perimeter(area)[0]) / 1e6


borders, lakes = map(features, sys.argv[1:3])
lines = {f["properties"]["id"]: shape(f["geometry"]) for f in borders}
water = shapely.unary_union([shape(f["geometry"]).buffer(0) for f in lakes])
rows = [line.split("\t") for line in (Path(__file__).resolve().parent / "held.tsv").read_text(encoding="utf-8").splitlines()]
found = []
for row in rows:
    if row[0].startswith("#"):
        continue
    holder, claimant, seed, bounds, ring, taken_from = row
    region = Polygon([tuple(map(float, at.split(","))) for at in ring.split()])
    edges = shapely.unary_union([region.boundary] + [lines[id] for id in bounds.split()])
    pieces = [p for p in shapely.get_parts(shapely.polygonize(shapely.get_parts(edges))) if region.contains(p.representative_point())]
    at = Point(*map(float, seed.split(",")))
    area = next(p for p in pieces if p.contains(at)).difference(water)
    area = shapely.MultiPolygon([p for p in shapely.get_parts(area) if p.geom_type == "Polygon" and square_km(p) >= LEAST_KM2])
    facts = {
        "a": holder, "b": claimant, "area_km2": round(square_km(area), 1), "line_follows": holder, "land_share": 1.0,
        "held_by": holder, "names": NAMES[claimant], "source": taken_from,
    }
    rings = [[rounded(list(ring.coords), 4) for ring in [p.exterior, *p.interiors]] for p in shapely.get_parts(area.simplify(DEGREES))]
    found.append((None, facts, {"type": "MultiPolygon", "coordinates": rings}))
    print(holder, claimant, facts["area_km2"], "km2", area.bounds)
head = {
    "name": "Ground that one country holds and another claims",
    "licence": "ODbL-1.0",
    "attribution": "Boundaries © OpenStreetMap contributors (ODbL)",
    "source": "borders_10m; lakes of Natural Earth; held.tsv",
}
write(sys.argv[3], head, found)
