"""Distance, nearest point, kilometre and side of each point by brute force, with PROJ's geodesics (Karney 2013).

    pip install pyproj numpy
    python3 make_truth.py ../../data/border.geojson points_1000.csv > truth_1000.csv

Every edge of the border is a WGS84 geodesic. For each point, golden sections on the geodesic distance run over all edges
that can hold the nearest point; the one that is kept is then refined by bisection on the angle between the edge and the
way to the point, whose zero is sharper than the minimum of the distance.

The kilometre is the sum of the lengths of the edges before, and the way along the edge.

The side does not look at the nearest point. The border is joined to a far ring around everything, which makes a polygon
of what lies to its left; the point is left where the winding number says that it is inside. Edges are cut into geodesic
pieces of at most PIECE_M metres, so that straight lines in longitude and latitude stand for them to far below the
distance of any point; and the border's two ends are prolonged straight on, as a walker would who keeps his bearing.
Where a point is nearest to an end of the border, it lies beside no edge: its side is unknown.
"""

import csv
import json
import sys

import numpy as np
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
PIECE_M = 2000.0
GOLDEN = (5**0.5 - 1) / 2


def line_of(path):
    feature = json.load(open(path))["features"][0]
    return np.array([c[:2] for c in feature["geometry"]["coordinates"]], dtype=float)


def winding(ring, x, y):
    """How often the ring runs around the point, counted by signed crossings of a ray to the east."""
    x0, y0 = ring[:-1, 0], ring[:-1, 1]
    x1, y1 = ring[1:, 0], ring[1:, 1]
    cross = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
    up = (y0 <= y) & (y1 > y) & (cross > 0)
    down = (y0 > y) & (y1 <= y) & (cross < 0)
    return int(up.sum()) - int(down.sum())


def left_ring(line):
    """A closed ring, counterclockwise, around what lies to the left of the line."""
    pieces = [line[:1]]
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        azimuth, _, length = GEOD.inv(ax, ay, bx, by)
        count = int(length // PIECE_M)
        if count:
            steps = np.arange(1, count + 1) * length / (count + 1)
            lon, lat, _ = GEOD.fwd(*(np.full(count, v) for v in (ax, ay, azimuth)), steps)
            pieces.append(np.column_stack([lon, lat]))
        pieces.append(np.array([[bx, by]]))
    dense = np.vstack(pieces)
    # Straight on beyond both ends, then around far outside, so that the left side is inside.
    first = dense[0] + 30 * (dense[0] - dense[1]) / np.hypot(*(dense[0] - dense[1]))
    last = dense[-1] + 30 * (dense[-1] - dense[-2]) / np.hypot(*(dense[-1] - dense[-2]))
    centre = dense.mean(axis=0)
    start = np.arctan2(*(last - centre)[::-1])
    end = np.arctan2(*(first - centre)[::-1])
    while end <= start:
        end += 2 * np.pi
    angles = np.linspace(start, end, 400)
    arc = centre + 60 * np.column_stack([np.cos(angles), np.sin(angles)])
    return np.vstack([first, dense, last, arc, first])


def main():
    line = line_of(sys.argv[1])
    a, b = line[:-1], line[1:]
    azimuth, _, length = GEOD.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    before = np.concatenate([[0.0], np.cumsum(length)])
    ring = left_ring(line)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "distance_m", "nearest_lon", "nearest_lat", "border_km", "side"])
    for row in csv.DictReader(open(sys.argv[2])):
        x, y = float(row["lon"]), float(row["lat"])
        n = len(a)
        start = GEOD.inv(np.full(n, x), np.full(n, y), a[:, 0], a[:, 1])[2]
        # An edge whose start is further than its length and the nearest vertex cannot hold the nearest point.
        c = np.where(start - length <= start.min() + 1)[0]
        px, py = np.full(len(c), x), np.full(len(c), y)

        def at(along):
            return GEOD.fwd(a[c, 0], a[c, 1], azimuth[c], along)

        def distance(along):
            lon, lat, _ = at(along)
            return GEOD.inv(px, py, lon, lat)[2]

        low, high = np.zeros(len(c)), length[c].copy()
        for _ in range(64):
            m1, m2 = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
            left = distance(m1) < distance(m2)
            high, low = np.where(left, m2, high), np.where(left, low, m1)
        candidates = [np.zeros(len(c)), (low + high) / 2, length[c]]
        all_m = np.array([distance(t) for t in candidates])
        which, i = np.unravel_index(all_m.argmin(), all_m.shape)
        k = c[i]

        def ahead(along):
            """How much of the way to the point leads on along the edge: above 0 before the nearest point."""
            lon, lat, back = GEOD.fwd(a[k, 0], a[k, 1], azimuth[k], along)
            to = GEOD.inv(lon, lat, x, y)[0]
            return np.cos(np.radians(to - (back + 180.0)))

        along = float(candidates[which][i])
        if which == 1:
            low, high = max(0.0, along - 10.0), min(float(length[k]), along + 10.0)
            if ahead(low) > 0 > ahead(high):
                for _ in range(60):
                    middle = (low + high) / 2
                    low, high = (middle, high) if ahead(middle) > 0 else (low, middle)
                along = (low + high) / 2
        lon, lat, _ = GEOD.fwd(a[k, 0], a[k, 1], azimuth[k], along)
        metres = GEOD.inv(x, y, lon, lat)[2]
        km = (before[k] + along) / 1000
        at_end = km < 1e-9 or km > before[-1] / 1000 - 1e-9
        side = "unknown" if at_end else "left" if winding(ring, x, y) > 0 else "right"
        out.writerow([row["id"], f"{metres:.6f}", f"{lon:.9f}", f"{lat:.9f}", f"{km:.9f}", side])


main()
