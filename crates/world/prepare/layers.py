"""What the scripts of the layers share: GeoJSON with one feature a line, packed by gzip, and lines made simpler.

pack.py reads the files that they write.
"""

import gzip
import json
import math

import numpy
import shapely
from shapely.geometry import LineString

METRES_A_DEGREE = 111_320


def text(value):
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def write(path, head, features):
    """head: licence, attribution, source; features: (id or None, properties, geometry)."""
    lines = []
    for ident, properties, geometry in features:
        feature = {"type": "Feature"}
        if ident is not None:
            feature["id"] = ident
        lines.append(text(feature | {"properties": properties, "geometry": geometry}))
    body = text({"type": "FeatureCollection"} | head)[:-1] + ',"features":[\n' + ",\n".join(lines) + "\n]}\n"
    # No name and no time inside, so that the same content gives the same bytes.
    with open(path, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(body.encode())
    print(f"{path}: {len(lines)} features")


def read(path):
    opened = gzip.open if str(path).endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def simplified(line, metres):
    """Douglas and Peucker in metres at the mean latitude of the vertices; the ends stay."""
    here = numpy.array(line, dtype=float)[:, :2]
    if len(here) < 3:
        return here.tolist()
    narrow = math.cos(math.radians(here[:, 1].mean()))
    columns = here[:, 0] * narrow * METRES_A_DEGREE, here[:, 1] * METRES_A_DEGREE, numpy.arange(len(here))
    kept = LineString(numpy.column_stack(columns)).simplify(metres, preserve_topology=False)
    return here[shapely.get_coordinates(kept, include_z=True)[:, 2].astype(int)].tolist()


def rounded(line, digits):
    """The positions rounded; those that become equal to the one before are left out."""
    scale = 10**digits
    positions = [[round(lon * scale) / scale, round(lat * scale) / scale] for lon, lat in line]
    return [p for n, p in enumerate(positions) if n == 0 or p != positions[n - 1]]


def polygons(geometry):
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def simplified_areas(geometry, metres):
    """Every ring simplified by itself; rings that enclose nothing any more are left out, and a polygon with its exterior."""
    kept = []
    for rings in polygons(geometry):
        short = [rounded(simplified(ring, metres), 4) for ring in rings]
        if len(short[0]) > 3:
            kept.append([ring for ring in short if len(ring) > 3])
    return {"type": "MultiPolygon", "coordinates": kept} if kept else None
