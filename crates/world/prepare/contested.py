"""contested.geojson.gz: areas of 3 km² and more that the outlines of two neighbours both contain.

Usage: contested.py MAP.geo.json OUT.geojson.gz

Outlines as in zones.py, the land as in land.py; simplified by 0.0005 degrees. The pairs are named: left out are the West Bank, since the
line goes round it, and overlaps out at sea (Canada and the United States, Germany and the Netherlands).
"""

import collections
import sys

import numpy
import shapely

import zones
from land import ELLIPSOID, Land
from layers import rounded, write

PAIRS = """ARG-CHL BEN-BFA BOL-BRA BTN-CHN DEU-LUX ESP-FRA GEO-RUS GRC-TUR HRV-SRB HRV-SVN IND-NPL MMR-THA SDN-SSD""".split()
SMALL_KM2 = 3.0
DEGREES = 0.0005


def square_km(area):
    return abs(ELLIPSOID.geometry_area_perimeter(area)[0]) / 1e6


def outlines(countries):
    holes, found = collections.defaultdict(list), collections.defaultdict(list)
    rings = [ring for ring in zones.rings() if ring.country in countries]
    for ring in rings:
        if ring.is_hole:
            holes[ring.polygon].append(ring.positions / zones.MILLIONTHS)
    for ring in rings:
        if not ring.is_hole:
            polygon = shapely.Polygon(ring.positions / zones.MILLIONTHS, holes[ring.polygon])
            found[ring.country].append(shapely.make_valid(polygon))
    return found


def in_both(some, others):
    tree = shapely.STRtree(others)
    common = [area.intersection(others[n]) for area in some for n in tree.query(area)]
    common = shapely.unary_union([shapely.unary_union([p for p in shapely.get_parts(c) if p.geom_type == "Polygon"]) for c in common])
    return [area for area in shapely.get_parts(common) if square_km(area) >= SMALL_KM2]


land = Land(sys.argv[1])
all_outlines = outlines({country for pair in PAIRS for country in pair.split("-")})
features = []
for pair in PAIRS:
    a, b = pair.split("-")
    for area in in_both(all_outlines[a], all_outlines[b]):
        size = square_km(area)
        ground = land.around([list(area.exterior.coords)])
        share = square_km(area.intersection(ground)) / size
        follows = a if zones.goes_before(a, b) else b
        facts = {"a": a, "b": b, "area_km2": round(size, 1), "line_follows": follows, "land_share": round(share, 1)}
        ring = rounded(numpy.array(area.simplify(DEGREES).exterior.coords).tolist(), 4)
        features.append((None, facts, {"type": "Polygon", "coordinates": [ring]}))
features.sort(key=lambda feature: -feature[1]["area_km2"])
assert len(features) == 20, len(features)
head = {
    "name": "Areas that both neighbours map as theirs in OpenStreetMap",
    "licence": "ODbL-1.0",
    "attribution": "Boundaries © OpenStreetMap contributors (ODbL)",
    "source": "timezonefinder-data 4.2026.5",
}
write(sys.argv[2], head, features)
