"""Edges of a border made into parts: chained, gaps between two outlines closed, turned."""

import collections
import math

POCKET_KM = 15  # the longest way round a pocket that neither country's outline holds


def chained(edges):
    """Directed edges as paths of vertices; a closed one ends where it begins."""
    out, into = collections.defaultdict(list), collections.Counter()
    for begin, end in sorted(edges):
        out[begin].append(end)
        into[end] += 1
    paths, rings = [], []

    def walk(vertex):
        path, at = [vertex], {vertex: 0}
        while out[path[-1]]:
            path.append(out[path[-1]].pop())
            if path[-1] in at and len(path) > 1:
                # Where a path meets itself the loop is a ring of its own.
                begin = at[path[-1]]
                rings.append(path[begin:])
                for passed in path[begin + 1 : -1]:
                    del at[passed]
                del path[begin + 1 :]
            at[path[-1]] = len(path) - 1
        return path

    for vertex in [v for v in out if len(out[v]) > into[v]]:
        while len(out[vertex]) > 0:
            paths.append(walk(vertex))
    for vertex in list(out):
        while out[vertex]:
            paths.append(walk(vertex))
    return [path for path in paths if len(path) > 1] + rings


def over_pockets(edges, free, length):
    """The edges, and those of the country to the left along pockets that lie in neither outline: between an end and a start.

    free: {vertex: the vertices that the country's own edges lead to}; length: kilometres between two vertices.
    """
    starts = {begin for begin, _ in edges} - {end for _, end in edges}
    found = set()
    for vertex in {end for _, end in edges} - {begin for begin, _ in edges}:
        way, km = [vertex], 0.0
        while len(free.get(way[-1], ())) == 1 and km < POCKET_KM:
            way.append(free[way[-1]][0])
            km += length(way[-2], way[-1])
            if way[-1] in starts:
                found |= set(zip(way, way[1:]))
                break
    return found


def turned(parts, way_km):
    """Parts in order, all turned so that the whole runs west to east, or north to south where the sum of the ways from their
    starts to their ends is taller than wide; the direction, and whether they were turned.

    The first part is the one that starts first; the next is always the one that starts nearest to the end before. Closed rings come last,
    those of most vertices first.
    """
    rings = [part for part in parts if part[0] == part[-1]]
    left = [part for part in parts if part[0] != part[-1]]
    lat = [p[1] for part in parts for p in part]
    narrow = math.cos(math.radians((max(lat) + min(lat)) / 2))
    east, north = (sum(part[-1][axis] - part[0][axis] for part in left) for axis in (0, 1))
    is_upright = abs(north) > abs(east) * narrow
    is_turned = north > 0 if is_upright else east < 0
    if is_turned:
        rings, left = ([part[::-1] for part in some] for some in (rings, left))
    ordered = sorted(left, key=lambda part: -part[0][1] if is_upright else part[0][0])[:1]
    left = [part for part in left if part not in ordered]
    while left:
        ordered.append(min(left, key=lambda part: way_km(ordered[-1][-1], part[0])))
        left.remove(ordered[-1])
    rings.sort(key=len, reverse=True)
    return ordered + rings, "north to south" if is_upright else "west to east", is_turned
