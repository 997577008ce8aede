"""data/basemap/world.geojson: the countries of the world, coarse, for the locator inset only.

Usage: world.py WORLD_MAP.gpkg OUT.geojson

WORLD_MAP.gpkg is the file world_map.gpkg of the Debian package qgis-common 3.22 (Natural Earth 10m). Simplified by 0.08
degrees, about 9 km; parts smaller than 0.02 square degrees are left out, and with them 43 small countries. Codes and
names are the source's. Four areas that it gives no code (Somaliland, northern Cyprus, Baikonur, Siachen) are one
feature with the code ZZ, "unknown". Every country is simplified by itself: neighbours do not meet exactly.
"""

import json
import subprocess
import sys

import shapely
from shapely.geometry import MultiPolygon, shape

import collection

DEGREES = 0.08
SMALLEST = 0.02
DIGITS = 2


def read(package_file):
    command = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", package_file, "countries", "-lco", "COORDINATE_PRECISION=15"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["features"]


def rounded(geometry):
    """Rounding makes the outlines of some countries cross themselves; those few are snapped to the grid instead."""
    plain = shapely.transform(geometry, lambda positions: positions.round(DIGITS))
    return plain if plain.is_valid else shapely.set_precision(geometry, 10.0**-DIGITS)


features = []
for feature in read(sys.argv[1]):
    code, name = feature["properties"]["iso_a2"], feature["properties"]["NAME"]
    if code == "-1":
        code, name = "ZZ", "Other areas"
    geometry = shape(feature["geometry"]).simplify(DEGREES, preserve_topology=True)
    parts = [part for part in shapely.get_parts(geometry) if part.area >= SMALLEST]
    if parts:
        rings = collection.rings_of(rounded(MultiPolygon(parts)))
        features.append((None, {"code": code, "names": {"en": name}}, collection.area(rings, DIGITS)))
head = {
    "name": "Countries of the world, coarse",
    "licence": "public domain",
    "attribution": "Locator: Natural Earth",
    "source": "qgis-common 3.22, world_map.gpkg, layer countries (Natural Earth 10m)",
}
collection.write(sys.argv[2], head, features)
