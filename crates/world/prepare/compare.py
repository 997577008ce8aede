"""Compares layers made by these scripts with layers made before, and fails where they differ by more than is said here.

Usage: compare.py REMADE BEFORE

Of each file that both folders have: lakes, rivers, provinces and relief must be equal; places too, but for their distances
to a border, which follow the borders; borders must have the same ids, and all but MANY of them the same vertices.
"""

import pathlib
import sys

from layers import read

EQUAL = ("lakes", "rivers", "admin1_polygons_250m", "admin1_labels")
MANY = 20  # borders that may differ, at coasts and pockets
remade, before = map(pathlib.Path, sys.argv[1:3])


def both(name):
    paths = [folder / f"{name}.geojson.gz" for folder in (remade, before)]
    return map(read, paths) if all(path.exists() for path in paths) else None


def vertices(geometry):
    return [[tuple(p) for p in part] for part in geometry["coordinates"]]


def main():
    for name in EQUAL:
        if files := both(name):
            new, old = files
            assert new == old, f"{name} differ"
            print(f"{name}: {len(new['features'])} features, equal")
    if files := both("places"):
        new, old = ({feature["id"]: feature for feature in data["features"]} for data in files)
        assert set(new) == set(old), f"{len(set(new) ^ set(old))} places are in one of both only"
        off, most = 0, 0.0
        for id, feature in new.items():
            km, was = feature["properties"].pop("km"), old[id]["properties"].pop("km")
            off += km != was
            most = max(most, abs((km or 0) - (was or 0)))
            assert feature == old[id], f"place {id} differs"
        print(f"places: {len(new)}, equal but for {off} distances, by {most:.1f} km at most")
    for name in ("borders_full", "borders_10m"):
        if files := both(name):
            new, old = ({feature["id"]: feature for feature in data["features"]} for data in files)
            assert set(new) == set(old), sorted(set(new) ^ set(old))
            unlike = sorted(id for id in old if vertices(new[id]["geometry"]) != vertices(old[id]["geometry"]))
            for id in unlike:
                km, was = (some[id]["properties"]["length_km"] for some in (new, old))
                sets = [{p for part in vertices(some[id]["geometry"]) for p in part} for some in (new, old)]
                print(f"  {id}: {km} km, was {was}; {len(sets[0] - sets[1])} vertices new, {len(sets[1] - sets[0])} gone")
            print(f"{name}: {len(old) - len(unlike)} of {len(old)} equal vertex by vertex")
            assert len(unlike) <= MANY, f"{len(unlike)} borders differ"
    pictures = [folder / "relief.webp" for folder in (remade, before)]
    if all(path.exists() for path in pictures):
        assert len({path.read_bytes() for path in pictures}) == 1, "relief differs"
        print("relief: equal")


main()
