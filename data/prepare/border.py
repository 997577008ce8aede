"""The bare line of data/border.geojson: the border of Afghanistan and Tajikistan, west to east.

Usage: border.py OUT.geojson

The zones Asia/Kabul and Asia/Dushanbe share vertices only along the border, so the line is the one run of shared
vertices; it begins at the tripoint with Uzbekistan and ends at the one with China: 7,351 vertices, 1,343.956 km on the
WGS84 ellipsoid. data/border.geojson adds what is known about the line; only its geometry comes from here.
"""

import sys

import collection
import zones

VERTICES = 7351


def shared_run():
    (south,) = zones.polygons("Asia/Kabul")
    north = {position for polygon in zones.polygons("Asia/Dushanbe") for ring in polygon for position in ring}
    ring = south[0]
    if ring[0] == ring[-1]:
        ring = ring[:-1]
    start = next(n for n, position in enumerate(ring) if position not in north)
    runs = [[]]
    for position in ring[start:] + ring[:start]:
        if position in north:
            runs[-1].append(position)
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    assert len(runs) == 1, f"the border should be one run of shared vertices, found {len(runs)}"
    (run,) = runs
    return run if run[0][0] < run[-1][0] else run[::-1]


run = shared_run()
assert len(run) == VERTICES, f"expected {VERTICES} vertices, found {len(run)}"
head = {
    "name": "Border of Afghanistan and Tajikistan, west to east",
    "licence": zones.LICENCE,
    "attribution": "Border © OpenStreetMap contributors (ODbL)",
    "source": zones.SOURCE,
}
collection.write(sys.argv[1], head, [(None, {}, collection.line(run, 6))])
