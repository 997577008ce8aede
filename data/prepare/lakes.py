"""data/basemap/lakes.geojson: nine lakes of the Pamirs and the Hindu Kush.

Usage: lakes.py MAP.geo.json OUT.geojson

MAP.geo.json is the file of the npm package @geo-maps/earth-waterbodies-1m 0.6.0 (OpenStreetMap, 2017). Each lake is
the package's own polygon that covers the spot given below, as it stands.
"""

import json
import sys

from shapely.geometry import Point, Polygon

import collection

# A spot on the water; names in English, and in Tajik, Dari and Russian where we are certain.
LAKES = [
    ((73.4944, 39.0109), {"en": "Karakul", "tg": "Қарокӯл", "ru": "Каракуль"}),
    ((72.7276, 38.2015), {"en": "Sarez", "tg": "Сарез", "fa": "سارز", "ru": "Сарезское озеро"}),
    ((72.9048, 37.7445), {"en": "Yashilkul", "tg": "Яшилкӯл", "ru": "Яшилькуль"}),
    ((73.7136, 37.4455), {"en": "Zorkul", "tg": "Зоркӯл", "fa": "زورکول", "ru": "Зоркуль"}),
    ((71.364, 37.3876), {"en": "Shewa", "fa": "شیوه", "ru": "Шива"}),
    ((69.3023, 38.3327), {"en": "Nurek Reservoir", "tg": "Обанбори Норак", "ru": "Нурекское водохранилище"}),
    ((74.1932, 37.2428), {"en": "Chaqmaqtin", "fa": "چقمقتین", "ru": "Чакмактынкуль"}),
    ((74.2402, 38.4676), {"en": "Rangkul", "tg": "Рангкӯл", "ru": "Рангкуль"}),
    ((72.5317, 37.4813), {"en": "Turumtaykul", "tg": "Турумтайкӯл", "ru": "Турумтайкуль"}),
]
REGION = (66.0, 34.0, 76.0, 40.0)


def within_region(ring):
    """Whole lakes of the region only: leaves out the oceans, which surround every spot."""
    west, south, east, north = REGION
    return all(west <= lon <= east and south <= lat <= north for lon, lat in ring)


with open(sys.argv[1], encoding="utf-8") as file:
    kinds = json.load(file)["geometries"]
pool = [rings for kind in kinds if kind["type"] == "MultiPolygon" for rings in kind["coordinates"] if within_region(rings[0])]
features = []
for spot, names in LAKES:
    found = [rings for rings in pool if Polygon(rings[0]).covers(Point(spot))]
    assert len(found) == 1, f"{names['en']}: {len(found)} polygons"
    features.append((None, {"names": names}, collection.area(found, 6)))
head = {
    "name": "Lakes around the border of Afghanistan and Tajikistan",
    "licence": "ODbL-1.0",
    "attribution": "Lakes © OpenStreetMap contributors (ODbL)",
    "source": "@geo-maps/earth-waterbodies-1m 0.6.0 (OpenStreetMap, 2017)",
}
collection.write(sys.argv[2], head, features)
