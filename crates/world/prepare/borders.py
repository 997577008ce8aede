"""borders_full.geojson.gz and borders_10m.geojson.gz: every land border, and the same simplified by 10 m.

Usage: borders.py MAP.geo.json FACTS.tsv FULL.geojson.gz SIMPLIFIED.geojson.gz

MAP.geo.json is the file of the npm package @geo-maps/countries-coastline-1m 0.6.0. FACTS.tsv says what no package has:
the lengths of the CIA World Factbook of January 2026 (repository factbook/factbook.json; the number, the page), remarks,
what is said to be in dispute.

1. An edge that two countries use in opposite directions is border (zones.py). Where outlines overlap, the edge of the foremost
   country inside the other's ground is the line.
2. Pockets that lie in neither outline are closed along the foremost country's own edge.
3. Kosovo has no zone of its own: its lines to Albania, North Macedonia and Montenegro are those of Serbia's zone. Its line
   to Serbia is its outline of 2017, the ends moved to meet them.
4. The sea is cut off with the coast of 2017 (land.py). By hand: no causeway of Bahrain, no Antarctica, no Río de la Plata.
"""

import collections
import sys

import lines
import zones
from land import Land, length_km, on_land, way_km
from layers import rounded, simplified, write

DROPPED = {"BHR-SAU"}
WITHOUT_RULE = {"MAF-SXM"}  # their outlines overlap in a lagoon only
# Where the border of Serbia and Kosovo meets the third country, chosen by hand among the vertices of the zone's outline.
KOSOVO = {"MNE": (20.351445, 42.836792), "MKD": (21.589547, 42.26136)}
PUNTA_GORDA = (-58.422001, -33.918868)
ANTARCTIC = -60.0
# The marsh of the Rann of Kutch and Sir Creek are cut through by tidal water in 2017: kept whole, from where to where.
HELD = {"IND-PAK": ((70.880944, 24.248583), (68.248026, 23.89571))}
RING_KM = 0.0195  # rings that are shorter are left out
SOURCE = "timezonefinder-data 4.2026.5 (timezone-boundary-builder 2026e, OpenStreetMap)"
SOURCE_2017 = "@geo-maps/countries-coastline-1m 0.6.0 (OpenStreetMap, November 2017)"
HEAD = {"name": "Land borders of the world", "licence": "ODbL-1.0", "attribution": "Boundaries © OpenStreetMap contributors (ODbL)"}


def kosovo(parts, land):
    """The parts of the borders of Kosovo, out of those of Serbia's zone, and its outline of 2017 between the two, with its ends moved."""
    ring = max((r for rings in land.of["XKX"] for r in rings), key=len)[:-1]
    ring = [tuple(round(value, 6) for value in p) for p in ring]
    west, east = (min(range(len(ring)), key=lambda n: way_km(ring[n], KOSOVO[c])) for c in ("MNE", "MKD"))
    assert west < east, "the outline should run from Montenegro to North Macedonia, Serbia to its left"
    for country, n in (("MNE", west), ("MKD", east)):
        print(f"SRB-XKX: its end at {country} is moved by {way_km(ring[n], KOSOVO[country]) * 1000:.0f} m")
        ring[n] = KOSOVO[country]
    found = {"ALB-XKX": parts.pop("ALB-SRB"), "SRB-XKX": [ring[west : east + 1]]}
    albania = found["ALB-XKX"][0]
    for country, end in KOSOVO.items():
        (whole,) = parts.pop(f"{country}-SRB")
        n = whole.index(end)
        # Kosovo's piece is the one that meets Albania's.
        pieces = sorted((whole[: n + 1], whole[n:]), key=lambda piece: not {piece[0], piece[-1]} & {albania[0], albania[-1]})
        found[f"{country}-XKX"], found[f"{country}-SRB"] = [pieces[0]], [pieces[1]]
    return found


def joined(parts):
    """Parts whose ends lie near to each other as one."""
    parts = list(parts)
    while True:
        near = [
            (way_km(a[-1], b[0]), m, n)
            for m, a in enumerate(parts)
            for n, b in enumerate(parts)
            if m != n and a[0] != a[-1] and b[0] != b[-1]
        ]
        if not near or min(near)[0] >= 1.5:
            return parts
        _, m, n = min(near)
        parts[m] = parts[m] + parts[n]
        del parts[n]


def all_parts(land):
    """The parts of each border with the first country of its id to the left, and the edges that a rule chose."""
    all_rings = list(zones.rings())
    edges = zones.Edges(all_rings)
    found = zones.borders(edges, all_rings)
    own = collections.defaultdict(lambda: collections.defaultdict(list))
    for begin, end, owner in zip(edges.begin.tolist(), edges.end.tolist(), edges.owner.tolist()):
        own[edges.countries[owner]][begin].append(end)
    distance = lambda a, b: way_km(edges.position(a), edges.position(b))
    paths, chosen = {}, {}
    for id, border in found.items():
        if id in DROPPED or "ATA" in id:
            continue
        first, second = id.split("-")
        border = {edge: by_rule for edge, by_rule in border.items() if not (by_rule and id in WITHOUT_RULE)}
        used = set(border)
        if zones.goes_before(first, second):
            pockets = lines.over_pockets(used, own[first], distance)
        else:
            # Along the second country's own edge everything runs the other way.
            back = lines.over_pockets({(b, a) for a, b in used}, own[second], distance)
            pockets = {(b, a) for a, b in back}
        paths[id] = [[edges.position(v) for v in path] for path in lines.chained(used | pockets)]
        chosen[id] = {(edges.position(a), edges.position(b)) for (a, b), by_rule in border.items() if by_rule}
    return paths, chosen


def main():
    land, facts = Land(sys.argv[1]), facts_of(sys.argv[2])
    paths, chosen = all_parts(land)
    paths |= kosovo(paths, land)
    full, short = [], []
    for id in sorted(paths):
        parts = paths[id]
        if id == "ARG-CHL":
            parts = [part for part in parts if part[0][1] > ANTARCTIC]
        if id == "ARG-URY":
            parts = [up_to(part, PUNTA_GORDA) for part in parts]
        ground = land.around(parts)
        parts = [rounded(piece, 6) for part in parts for piece in on_land(part, ground, HELD.get(id))]
        parts = joined([list(map(tuple, part)) for part in parts if len(part) > 1])
        parts = [list(map(tuple, rounded(part, 6))) for part in parts]
        parts = [part for part in parts if part[0] != part[-1] or length_km(part) >= RING_KM]
        if not parts:
            continue
        by_rule = chosen.get(id, set())
        rule_km = sum(way_km(a, b) for part in parts for a, b in zip(part, part[1:]) if (a, b) in by_rule)
        feature = described(id, parts, rule_km)
        feature[1].update(facts.pop(id))
        full.append(feature)
    assert not facts, f"no line for {sorted(facts)}"
    write(sys.argv[3], HEAD, full)
    write(sys.argv[4], HEAD, [simplified_feature(feature) for feature in full])


def facts_of(path):
    found = {}
    with open(path, encoding="utf-8") as file:
        for id, published, note, reason in (row.rstrip("\n").split("\t") for row in file):
            known = (text.split(" ", 1) for text in published.split(";") if text)
            facts = {"disputed": bool(reason)}
            facts |= {"disputed_reason": reason} if reason else {}
            facts |= {"note": note} if note else {}
            facts["published"] = [{"km": float(km), "by": "CIA World Factbook", "page": page, "as_of": "2026-01"} for km, page in known]
            found[id] = facts
    return found


def up_to(part, end):
    """A part as far as the vertex nearest to a position, if that lies on it; the longer piece."""
    n = min(range(len(part)), key=lambda n: way_km(part[n], end))
    return max(part[: n + 1], part[n:], key=len) if way_km(part[n], end) < 0.1 and 0 < n < len(part) - 1 else part


def described(id, parts, rule_km):
    a, b = id.split("-")
    parts, direction, is_turned = lines.turned(parts, way_km)
    left, right = (b, a) if is_turned else (a, b)
    own = [part for part in parts if part[0] != part[-1]]
    facts = {
        "id": id,
        "a": a,
        "b": b,
        "left": left,
        "right": right,
        "direction": direction,
        "length_km": round(sum(map(length_km, parts)), 3),
        "parts": len(parts),
        "enclave_rings": len(parts) - len(own),
        "gap_km": round(sum(way_km(x[-1], y[0]) for x, y in zip(own, own[1:])), 2),
        "source": SOURCE_2017 if id == "SRB-XKX" else SOURCE,
        "accuracy": "C" if id == "SRB-XKX" else "B" if rule_km else "A",
        "rule_km": round(rule_km, 2),
        "vertices": sum(map(len, parts)),
    }
    return id, facts, {"type": "MultiLineString", "coordinates": parts}


def simplified_feature(feature):
    id, facts, geometry = feature
    parts = [rounded(simplified(part, 10), 5) for part in geometry["coordinates"]]
    here = {"vertices": sum(map(len, parts)), "length_km_here": round(sum(map(length_km, parts)), 3), "tolerance_m": 10}
    return id, facts | here, {"type": "MultiLineString", "coordinates": parts}


main()
