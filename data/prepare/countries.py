"""data/basemap/countries.geojson: the eight countries around the border, cut to a box and simplified by 100 m.

Usage: countries.py OUT.geojson

The common edges are simplified once (Douglas and Peucker, in metres), so neighbours still meet without gap or overlap.
Where the fill and the border line of data/border.geojson part at close extents, the border line is right. The outer
straight edges are cuts, no borders: never draw them. Kashmir and other disputed lines are as mapped in the source.
"""

import math
import sys

import numpy
import shapely
from shapely.geometry import LineString, Polygon, box

import collection
import zones

BOX = (65.5, 33.5, 76.5, 40.5)
METRES = 100.0
METRES_A_DEGREE = 111_320.0

COUNTRIES = [
    ("AF", ["Asia/Kabul"], ("Afghanistan", "Афғонистон", "افغانستان", "Афганистан")),
    ("TJ", ["Asia/Dushanbe"], ("Tajikistan", "Тоҷикистон", "تاجیکستان", "Таджикистан")),
    ("UZ", ["Asia/Tashkent", "Asia/Samarkand"], ("Uzbekistan", "Ӯзбекистон", "ازبکستان", "Узбекистан")),
    ("TM", ["Asia/Ashgabat"], ("Turkmenistan", "Туркманистон", "ترکمنستان", "Туркменистан")),
    ("KG", ["Asia/Bishkek"], ("Kyrgyzstan", "Қирғизистон", "قرغیزستان", "Киргизия")),
    ("CN", ["Asia/Shanghai", "Asia/Urumqi"], ("China", "Чин", "چین", "Китай")),
    ("PK", ["Asia/Karachi"], ("Pakistan", "Покистон", "پاکستان", "Пакистан")),
    ("IN", ["Asia/Kolkata"], ("India", "Ҳиндустон", "هند", "Индия")),
]


def outline(zone_names, frame):
    parts = []
    for zone in zone_names:
        parts += [Polygon(rings[0], rings[1:]) for rings in zones.polygons(zone)]
    return shapely.union_all([part for part in parts if part.intersects(frame)]).intersection(frame)


def simplified(arc):
    """The arc without the vertices that stray less than METRES; the kept ones are untouched."""
    here = shapely.get_coordinates(arc)
    scale = METRES_A_DEGREE * math.cos(math.radians((BOX[1] + BOX[3]) / 2))
    flat = LineString(numpy.column_stack([here[:, 0] * scale, here[:, 1] * METRES_A_DEGREE, numpy.arange(len(here))]))
    kept = shapely.get_coordinates(flat.simplify(METRES, preserve_topology=False), include_z=True)[:, 2].astype(int)
    return LineString(here[kept])


def main():
    frame = box(*BOX)
    whole = {code: outline(zone_names, frame) for code, zone_names, _ in COUNTRIES}
    arcs = shapely.line_merge(shapely.union_all([country.boundary for country in whole.values()]))
    net = shapely.union_all([simplified(arc) for arc in arcs.geoms])
    faces = {code: [] for code in whole}
    for face in shapely.get_parts(shapely.polygonize([net])):
        inside = face.representative_point()
        owner = next((code for code, country in whole.items() if country.contains(inside)), None)
        if owner:
            faces[owner].append(face)
    features = []
    for code, _, names in COUNTRIES:
        geometry = shapely.union_all(faces[code])
        rings = sorted(collection.rings_of(geometry), key=lambda rings: -Polygon(rings[0]).area)
        properties = {"code": code, "names": dict(zip(("en", "tg", "fa", "ru"), names))}
        features.append((None, properties, collection.area(rings, 4)))
    head = {
        "name": "Countries around the border of Afghanistan and Tajikistan",
        "licence": zones.LICENCE,
        "attribution": "Boundaries © OpenStreetMap contributors (ODbL)",
        "source": zones.SOURCE,
    }
    collection.write(sys.argv[1], head, features)


main()
