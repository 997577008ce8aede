"""Packs the lines of an earlier edition that differ from those of this one: what both have in common is not stored again.

Usage: earlier.py OLD.geojson.gz BORDERS.geojson.gz OUT.pack

frame 0: {"edition", "borders": [{"id", "length_km", "parts"}]}; a part is a list of pieces: [part, from, to] is a run of vertices of this
edition's line, its ends included and backwards where to is less than from; [n] is line n of frame 1, a TWKB MultiLineString, 1e-5 degrees.
"""

import gzip
import json
import sys

from twkb import LINES, encode, write_frames

LEAST = 4  # a shorter run in common costs more than its vertices


def read(path):
    with gzip.open(path) as file:
        return json.load(file)["features"]


def parts(feature):
    shape = feature["geometry"]
    lines = shape["coordinates"] if shape["type"] == "MultiLineString" else [shape["coordinates"]]
    whole = [[(round(lon * 1e5), round(lat * 1e5)) for lon, lat in line] for line in lines]
    return [[p for n, p in enumerate(line) if n == 0 or p != line[n - 1]] for line in whole]


def pieces(line, new, where, others):
    """A line as runs of `new` and lines put into `others`."""
    out, own, at = [], [], 0

    def put_own():
        if own:
            out.append([len(others)])
            others.append([(x / 1e5, y / 1e5) for x, y in own])
            own.clear()

    while at < len(line):
        best = (0, None)
        for part, first in where.get(line[at], []):
            for step in (1, -1):
                count = 0
                while (
                    at + count < len(line)
                    and 0 <= first + step * count < len(new[part])
                    and new[part][first + step * count] == line[at + count]
                ):
                    count += 1
                best = max(best, (count, (part, first, step)), key=lambda found: found[0])
        count, found = best
        if count >= LEAST:
            put_own()
            part, first, step = found
            out.append([part, first, first + step * (count - 1)])
            at += count
        else:
            own.append(line[at])
            at += 1
    put_own()
    return out


old, new = read(sys.argv[1]), {f["properties"]["id"]: f for f in read(sys.argv[2])}
others, index = [], []
for feature in old:
    facts = feature["properties"]
    now = new[facts["id"]]
    assert facts["left"] == now["properties"]["left"], facts["id"]
    lines, where = parts(now), {}
    for part, line in enumerate(lines):
        for n, vertex in enumerate(line):
            where.setdefault(vertex, []).append((part, n))
    found = [pieces(line, lines, where, others) for line in parts(feature)]
    index.append({"id": facts["id"], "length_km": facts["length_km"], "parts": found})
head = {"edition": old[0]["properties"]["edition"], "borders": index}
size = write_frames(sys.argv[3], [json.dumps(head, separators=(",", ":")).encode(), encode(LINES, others, 5)])
print(f"{len(index)} borders, {sum(map(len, others))} vertices of their own, {size} bytes")
