"""Writes a GeoJSON FeatureCollection the way data/basemap keeps them.

RFC 7946: no "crs", exterior rings counter-clockwise, holes clockwise, rings closed. Positions that repeat the one
before them and rings that enclose nothing are dropped. One feature a line, UTF-8, so that a change shows as a line.
"""

import json


def write(path, head, features):
    """head: the foreign members (name, licence, attribution, source); features: (id or None, properties, geometry)."""
    members = ['"type":"FeatureCollection"']
    members += [f"{text(key)}:{text(value)}" for key, value in head.items()]
    lines = []
    for ident, properties, geometry in features:
        feature = {"type": "Feature"}
        if ident is not None:
            feature["id"] = ident
        feature["properties"] = properties
        feature["geometry"] = geometry
        lines.append(text(feature))
    body = ",\n".join(lines)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("{" + ",".join(members) + ',"features":[\n' + body + "\n]}\n")
    print(f"{path}: {len(lines)} features")


def text(value):
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def point(lon, lat, digits):
    return {"type": "Point", "coordinates": [round(float(lon), digits), round(float(lat), digits)]}


def line(positions, digits):
    return {"type": "LineString", "coordinates": without_repeats(positions, digits)}


def area(polygons, digits):
    """polygons: lists of rings, the exterior first. A single polygon becomes a Polygon, more a MultiPolygon."""
    kept = []
    for rings in polygons:
        wound = [wind(ring, digits, counter_clockwise=(n == 0)) for n, ring in enumerate(rings)]
        if wound and wound[0]:
            kept.append([ring for ring in wound if ring])
    if len(kept) == 1:
        return {"type": "Polygon", "coordinates": kept[0]}
    return {"type": "MultiPolygon", "coordinates": kept}


def rings_of(geometry):
    """The rings of a shapely Polygon or MultiPolygon, as `area` wants them."""
    parts = getattr(geometry, "geoms", [geometry])
    return [[ring.coords for ring in (part.exterior, *part.interiors)] for part in parts]


def wind(ring, digits, counter_clockwise):
    ring = without_repeats(ring, digits)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    # Twice the signed area, from the first vertex for the sake of precision: positive is counter-clockwise.
    x0, y0 = ring[0] if ring else (0, 0)
    twice = sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(ring, ring[1:]))
    if len(ring) < 4 or abs(twice) < 1e-15:
        return []
    return ring if (twice > 0) == counter_clockwise else ring[::-1]


def without_repeats(positions, digits):
    kept = []
    for lon, lat in positions:
        position = [round(float(lon), digits), round(float(lat), digits)]
        if not kept or position != kept[-1]:
            kept.append(position)
    return kept
