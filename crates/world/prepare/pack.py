"""The packed layers of crates/world/data.

Usage: pack.py LAYERS OUT

LAYERS is the folder that the other scripts write: borders_10m, topology, admin1_polygons, admin1_labels, lakes, rivers, places, contested,
contested_held, countries_250m (GeoJSON or JSON, gzip) and relief.webp. OUT gets one file a layer, each of frames packed by zstd (see twkb.py), so that the ground of one
border is read without the rest:

  borders.pack    frame 0: index.json (a list of the borders); then one TWKB MultiLineString a border, 1e-5 degrees
  countries.pack  frame 0: countries.json (codes, names, languages, rings); then the coast of each country, TWKB, 1e-3 degrees
  provinces.pack  frame 0: the countries in order; then two a country: its provinces as JSON, and as one TWKB collection of areas
  lakes.pack      one TWKB MultiPolygon
  rivers.pack     one TWKB MultiLineString a level (GSHHG, LGPL: this file can be replaced by another of the same form)
  places.pack     frame 0: the countries in order; then one table a country, tab separated
  world.pack      frame 0: codes and numbers of areas; then all countries, coarse, as one TWKB MultiPolygon, 1e-2 degrees
  contested.pack  frame 0: the facts as JSON; then one TWKB MultiPolygon an area
  relief.pack     frame 0: the tiles that there are; then one WebP picture of 10 by 10 degrees each (not packed again)
"""

import gzip
import hashlib
import io
import json
import math
import struct
import sys
from collections import defaultdict
from pathlib import Path

import babel
import babel.languages
import numpy
import shapely
from PIL import Image
from shapely.geometry import LineString, MultiPolygon, shape

from alternates import kept
from evened import evened
from iso import ISO
from twkb import AREAS, LINES, encode, write_frames

LAYERS, OUT = Path(sys.argv[1]), Path(sys.argv[2])
EDITION = "2026e"
TILE = 10  # degrees
OPEN = 2.5  # degrees: the widest gap of an outline, the mouth of the Rio de la Plata
# Where the coast is cut for an end of a border inside a fjord that the coast leaves out: the fjord's mouth.
MOUTHS = {(11.461638, 58.989196): (11.2, 59.08)}
# Ends of a border on a lagoon: the border goes on across it, no coast leads there.
LAGOON = {(14.26743, 53.697997), (14.21272, 53.866892)}
BESIDE = 0.1  # degrees: a coast is kept whole as far from the end of a border
NEAR = 3.0  # degrees: relief farther than this from every border is left out


def read(name):
    for path in (LAYERS / f"{name}.geojson.gz", LAYERS / f"{name}.json.gz", LAYERS / f"{name}.geojson"):
        if path.exists():
            data = path.read_bytes()
            return json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    raise SystemExit(f"there is no {name} in {LAYERS}")


def text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def simplified(line, metres):
    """Douglas and Peucker in metres at the middle latitude of the line; the ends stay."""
    here = numpy.array(line)
    if len(here) < 3:
        return line
    scale = math.cos(math.radians((here[:, 1].min() + here[:, 1].max()) / 2)) * 111_320
    flat = LineString(numpy.column_stack([here[:, 0] * scale, here[:, 1] * 111_320, numpy.arange(len(here))]))
    kept = shapely.get_coordinates(flat.simplify(metres, preserve_topology=False), include_z=True)[:, 2].astype(int)
    return [line[n] for n in kept]


def coarser_away(coast):
    """A coast from border to border: as it is where a border meets it, so that two countries do not overlap there; simplified by 500 m elsewhere."""
    near = lambda end: next((n for n, p in enumerate(end) if far(p, end[0]) > BESIDE), len(end))
    head, tail = near(coast), near(coast[::-1])
    if head + tail >= len(coast):
        return coast
    middle = simplified(coast[head - 1 : len(coast) - tail + 1], 500)
    return coast[: head - 1] + middle + coast[len(coast) - tail + 1 :]


def parts(geometry):
    many = geometry["type"].startswith("Multi")
    return geometry["coordinates"] if many else [geometry["coordinates"]]


# Codes of Natural Earth for countries that have another in ISO 3166-1. Its other own codes are parts of countries and stay unread.
NATURAL_EARTH = {"SDS": "SSD", "KOS": "XKX", "PSX": "PSE", "SAH": "ESH", "ALD": "ALA"}


def borders():
    features = read("borders_10m")["features"]
    index, frames = [], []
    for feature in features:
        facts = {k: v for k, v in feature["properties"].items() if k not in ("a_name", "b_name", "vertices")}
        facts["vertices"] = sum(len(part) for part in parts(feature["geometry"]))
        index.append(facts)
        frames.append(encode(LINES, parts(feature["geometry"]), 5))
    head = {"edition": EDITION, "borders": index}
    print("borders", write_frames(OUT / "borders.pack", [text(head)] + frames))
    return {f["id"]: parts(f["geometry"]) for f in features}, {f["id"]: f["properties"] for f in features}


def far(p, q):
    return max(abs(p[0] - q[0]), abs(p[1] - q[1]))


def placed(arc, lines, taken, turned):
    """The part of a border that an arc is; arcs have the first country of the id to the left, lines perhaps the other."""
    begin, end = (arc["to"], arc["from"]) if turned else (arc["from"], arc["to"])
    distance, n = min((max(far(line[0], begin), far(line[-1], end)), n) for n, line in enumerate(lines) if n not in taken)
    if distance > 2e-5:
        raise SystemExit(f"no part of {arc['border']} runs from {begin} to {end}")
    taken.add(n)
    return n


def area2(line):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(line, line[1:] + line[:1]))


def country_names():
    names = {}
    tags = sorted(t for t in babel.localedata.locale_identifiers() if "_" not in t)
    for tag in tags:
        territories = babel.Locale.parse(tag).territories
        if sum(two in territories for two in ISO) < 200:
            continue
        for two in ISO:
            if two in territories:
                names.setdefault(two, {})[tag] = territories[two]
    official = {tag for two in ISO for tag in babel.languages.get_official_languages(two, de_facto=True)}
    keep = {t for t in official if "_" not in t} | set("ar de en es fa fr hi it ja ko pt ru tg tr uk ur zh".split())
    return {two: {t: n for t, n in sorted(all.items()) if t in keep} for two, all in names.items()}


def exchanged(topology):
    """Gives islands in the channel of a border to the second country, where the source gives their coast to the first.

    There the second country has a straight line between the two ends of a border part, and the first country the coast of the
    island behind it, on the way to another part: Taipa and Coloane, Sindo in the mouth of the Yalu.
    """
    arcs = topology["arcs"]
    # The start of the border part, the end of the island's coast, and what is left of that coast to the first country, behind the part.
    islands = [
        ((113.545924, 22.120605), (113.5319, 22.1734), [(113.535, 22.128), (113.5459, 22.1206)]),
        ((124.230226, 39.921201), (124.2857, 39.931), [(124.2857, 39.931)]),
    ]
    for part, there, rest in islands:
        border = next(a for a in arcs if "border" in a and tuple(a["from"]) == part)
        begin, end = [list(round(v, 4) for v in border[key]) for key in ("from", "to")]
        straight = next(a for a in arcs if a.get("coast") == [begin, end])
        island = next(a for a in arcs if "coast" in a and a["coast"][0] == end and tuple(a["coast"][-1]) == there)
        coast = island["coast"]
        first = min(range(1, len(coast) - 1), key=lambda n: far(coast[n], begin))
        straight["coast"], island["coast"] = [begin, *coast[first:-1], end], [end, *map(list, rest)]
    return topology


def repaired(topology):
    """The rings of topology with those that do not close taken apart and joined anew: some hold a neighbour's coast.

    Ends are joined to starts, the nearest first; a border part stays with its country, a coast goes where its ends lead. What then is
    still open (lakes, small rivers whose banks end differently, the Rio de la Plata) is closed by a straight line.
    """
    arcs = topology["arcs"]

    def ends(number):
        arc = arcs[number if number >= 0 else -number - 1]
        begin, end = (arc["from"], arc["to"]) if "border" in arc else (arc["coast"][0], arc["coast"][-1])
        return (end, begin) if number < 0 else (begin, end)

    def is_closed(ring):
        return all(far(ends(a)[1], ends(b)[0]) < 2e-3 for a, b in zip(ring, ring[1:] + ring[:1]))

    islets = {n for n, arc in enumerate(arcs) if "border" in arc and far(arc["from"], arc["to"]) < 0.013}
    rings, loose = {}, []
    for code, lists in topology["rings"].items():
        rings[code] = [ring for ring in lists if is_closed(ring)]
        for number in (n for ring in lists if not is_closed(ring) for n in ring):
            # A closed arc is a ring by itself; so is, without an area, a part across an islet in a river's mouth.
            if is_closed([number]) or (number if number >= 0 else -number - 1) in islets:
                rings[code].append([number])
            else:
                loose.append((code if "border" in arcs[number if number >= 0 else -number - 1] else None, number))
    # Some coasts run past the mouth of a border: they are cut there.
    at_sea = [(code, position) for code, number in loose if code for position in ends(number)]
    mouths = {tuple(position) for code, position in at_sea if sum(far(position, other) < 0.03 for same, other in at_sea if same == code) < 2}
    cuts = set()
    for position in sorted(mouths - LAGOON):
        if any(far(position, end) < 3e-3 for code, number in loose if code is None for end in ends(number)):
            continue
        near = []
        for i, (code, number) in enumerate(loose):
            line = arcs[number]["coast"] if code is None and number >= 0 else []
            near += [(far(position, p), i, n) for n, p in enumerate(line) if 0 < n < len(line) - 1]
        if position in MOUTHS:
            near = [(far(MOUTHS[position], arcs[loose[i][1]]["coast"][n]), i, n) for _, i, n in near]
        distance, i, n = min(near)
        if distance < OPEN:
            line = arcs[loose[i][1]]["coast"]
            arcs += [{"coast": line[: n + 1]}, {"coast": line[n:]}]
            loose[i] = (None, len(arcs) - 2)
            loose.append((None, len(arcs) - 1))
            cuts.add((len(arcs) - 2, len(arcs) - 1))
    pairs = sorted(
        # Where two coasts meet a border ends: its parts come first.
        (far(ends(a)[1], ends(b)[0]) + (0.1 if x is None and y is None else 0), i, j)
        for i, (x, a) in enumerate(loose)
        for j, (y, b) in enumerate(loose)
        if (x is None or y is None or x == y) and (a, b) not in cuts
    )
    follows, led = {}, set()
    for distance, i, j in pairs:
        if distance < OPEN and i not in follows and j not in led:
            follows[i] = j
            led.add(j)
    seen = set()
    for i in sorted(range(len(loose)), key=lambda i: i in led):
        ring = []
        while i not in seen:
            seen.add(i)
            ring.append(i)
            i = follows.get(i, i)
        owners = {loose[n][0] for n in ring} - {None}
        if ring and len(owners) != 1:
            raise SystemExit(f"a ring of {owners or 'nobody'}: {[ends(loose[n][1]) for n in ring]}")
        if ring:
            numbers = [loose[n][1] for n in ring]
            if not is_closed(numbers):
                print("closed by a straight line:", *owners, max(far(ends(a)[1], ends(b)[0]) for a, b in zip(numbers, numbers[1:] + numbers[:1])))
            rings[owners.pop()].append(numbers)
    return rings


def bank(exterior, begin, end):
    """The shorter way along a ring from near one position to near another."""
    ring = [(round(x, 4), round(y, 4)) for x, y in exterior.coords][:-1]
    nearest = lambda p: min(range(len(ring)), key=lambda n: far(ring[n], p))
    i, j = nearest(begin), nearest(end)
    ways = [ring[i : j + 1] if i <= j else ring[i:] + ring[: j + 1], (ring[j : i + 1] if j <= i else ring[j:] + ring[: i + 1])[::-1]]
    return [list(p) for p in min(ways, key=lambda way: LineString(way).length)]


def with_plata(topology, rings):
    """The banks of the Rio de la Plata, which the coast of 2017 crosses at its mouth: those of the provinces of Natural Earth, to about 1 km.

    Without them Argentina and Uruguay are closed by a straight line from cape to border, and Buenos Aires lies in Uruguay.
    """
    arcs, features = topology["arcs"], read("admin1_polygons_250m")["features"]
    head, cape, point = (-58.422001, -33.918868), (-56.7838, -36.2895), (-54.9544, -34.9716)
    for code in ("ARG", "URY"):
        own = [shapely.make_valid(shape(f["geometry"])) for f in features if f["properties"]["country"] == code]
        # Divisions do not quite meet: gaps of 200 m are closed.
        land = sorted(shapely.get_parts(shapely.unary_union(own).buffer(0.002).buffer(-0.002)), key=lambda p: -p.area)
        number = next(n for ring in rings[code] for n in ring if n >= 0 and "coast" in arcs[n] and cape in (tuple(arcs[n]["coast"][0]), tuple(arcs[n]["coast"][-1])))
        coast = arcs[number]["coast"]
        if code == "ARG":
            arcs[number]["coast"] = coast + bank(land[0].exterior, cape, head)
        else:
            arcs[number]["coast"] = bank(land[0].exterior, head, point) + coast[1:]
        for island in land[1:]:
            west, south, east, north = island.bounds
            if -58.6 < west and east < -56 and -35.6 < south and north < -33.9:
                ring = shapely.geometry.polygon.orient(island).exterior.coords
                arcs.append({"coast": [[round(x, 4), round(y, 4)] for x, y in ring]})
                rings[code].append([len(arcs) - 1])
    return rings


def with_islands(topology, rings):
    """Gives the islands of island_corrections.tsv (country before, country, a position on it) to the country whose outline they lie in."""
    arcs = topology["arcs"]
    lone = [(before, ring, arcs[ring[0] if ring[0] >= 0 else -ring[0] - 1]) for before in rings for ring in rings[before] if len(ring) == 1]
    coasts = [(before, ring, arc["coast"]) for before, ring, arc in lone if "coast" in arc]
    for before, country, lon, lat, _ in rows_of("island_corrections.tsv"):
        here = numpy.array([[float(lon), float(lat)]])
        found = [ring for code, ring, coast in coasts if code == before and inside([coast], here)[0]]
        if len(found) != 1:
            raise SystemExit(f"island_corrections.tsv: {len(found)} islands of {before} at {lon}, {lat}")
        rings[before].remove(found[0])
        rings.setdefault(country, []).append(found[0])
    return rings


def boxes(feature, code, lines):
    """A box for each hemisphere, so that no box spans the world for a few islands: west, south, east, north."""
    found = []
    for is_east in (False, True):
        # The smallest have no outline at 250 m, but a border.
        all = [area[0] for area in parts(feature["geometry"])] if feature else [p for id in lines if code in id for p in lines[id]]
        positions = [p for ring in all for p in ring if (ring[0][0] >= 0) == is_east]
        if positions:
            lon, lat = zip(*positions)
            found.append([min(lon) - 0.01, min(lat) - 0.01, max(lon) + 0.01, max(lat) + 0.01])
    return [[round(v, 2) for v in box] for box in found]


def countries(lines, left):
    topology = read("topology")
    detailed = {f["id"]: f for f in read("countries_250m")["features"]}
    english = {code: f["properties"]["name"] for code, f in detailed.items()}
    names, two_of = country_names(), {three: two for two, three in ISO.items()}
    all_rings = with_islands(topology, with_plata(topology, repaired(exchanged(topology))))
    taken, where = defaultdict(set), {}
    open_arcs = [(n, a) for n, a in enumerate(topology["arcs"]) if "border" in a]
    for n, arc in sorted(open_arcs, key=lambda item: item[1]["from"] == item[1]["to"]):
        id = arc["border"]
        turned = left[id] != id[:3]
        where[n] = (id, placed(arc, lines[id], taken[id], turned), turned)
    rows, frames, outlines = [], [], []
    for code in sorted({*english, *(code for pair in lines for code in pair.split("-"))}):
        coast, rings, full = [], [], []
        for ring in all_rings.get(code, []):
            refs, drawn = [], []
            full.append(drawn)
            for number in ring:
                turned = number < 0
                n = -number - 1 if turned else number
                arc = topology["arcs"][n]
                if "border" in arc:
                    border, part, against = where[n]
                    refs.append([border, part, int(turned != against)])
                    drawn.append([tuple(p) for p in lines[border][part]][:: -1 if turned != against else 1])
                else:
                    line = arc["coast"][::-1] if turned else arc["coast"]
                    drawn.append([tuple(p) for p in line])
                    short = simplified([tuple(p) for p in line], 500) if len(ring) == 1 else coarser_away([tuple(p) for p in line])
                    if len(ring) == 1 and len({(round(x, 3), round(y, 3)) for x, y in short}) < 3:
                        continue
                    refs.append(len(coast))
                    coast.append(short)
            if any(isinstance(ref, list) for ref in refs) or len(refs) > 1:
                rings.append(refs)
        two = two_of.get(code)
        languages = [t for t in babel.languages.get_official_languages(two, de_facto=True) if "_" not in t] if two else []
        all = dict(names.get(two, {}))
        all["en"] = english.get(code) or all["en"]
        outlines.append((code, full))
        rows.append({"code": code, "alpha2": two or code, "names": all, "languages": languages, "boxes": boxes(detailed.get(code), code, lines), "rings": rings})
        frames.append(encode(LINES, coast, 3))
    print("countries", write_frames(OUT / "countries.pack", [text(rows)] + frames))
    return outlines


def provinces():
    # Code, country, tag of the language (* takes all names away), name, why.
    corrections = rows_of("province_corrections.tsv")
    labels = defaultdict(list)
    for feature in read("admin1_labels")["features"]:
        labels[feature["properties"]["country"], feature["properties"]["code"]].append(feature["properties"])
    features = read("admin1_polygons_250m")["features"]
    sound = [shapely.make_valid(shape(f["geometry"])) for f in features]
    shapes = [MultiPolygon([p for p in shapely.get_parts(shapely.get_parts(g)) if p.geom_type == "Polygon"]) for g in sound]
    small = shapely.coverage_simplify(shapes, 0.01, simplify_boundary=True)
    by = defaultdict(list)
    for feature, geometry in zip(features, small):
        facts = feature["properties"]
        found = [p for p in labels[facts["country"], facts["code"]] if p["name"] == facts["name"]]
        names = dict(found[0]["names"]) if found else {}
        names.setdefault("en", facts["name"])
        if found and found[0]["local"]:
            names["local"] = found[0]["local"]
        for code, country, tag, name, _ in corrections:
            if (code, country) != (facts["code"], facts["country"]):
                continue
            if tag == "*":
                names.clear()
            else:
                names[tag] = name
        areas = [[list(r.coords)[:-1] for r in (p.exterior, *p.interiors)] for p in shapely.get_parts(geometry) if p.geom_type == "Polygon"]
        areas = [[r for r in area if len({(round(x, 3), round(y, 3)) for x, y in r}) > 2] for area in areas]
        areas = [area for area in areas if area]
        if areas:
            country = NATURAL_EARTH.get(facts["country"], facts["country"])
            by[country].append(({"code": facts["code"], "names": names}, areas))
    frames = [text(sorted(by))]
    for code in sorted(by):
        frames.append(text([dict(facts, areas=len(areas)) for facts, areas in by[code]]))
        frames.append(encode(AREAS, [area for _, areas in by[code] for area in areas], 3))
    print("provinces", write_frames(OUT / "provinces.pack", frames))


def lakes():
    areas = []
    for feature in read("lakes")["features"]:
        for area in parts(feature["geometry"]):
            rings = [simplified([tuple(p) for p in ring], 250)[:-1] for ring in area]
            areas.append([r for r in rings if len({(round(x, 3), round(y, 3)) for x, y in r}) > 2])
    print("lakes", write_frames(OUT / "lakes.pack", [encode(AREAS, [a for a in areas if a], 3)]))


def rivers():
    by = defaultdict(list)
    for feature in read("rivers")["features"]:
        for line in parts(feature["geometry"]):
            by[feature["properties"]["level"]].append(simplified([tuple(p) for p in line], 500))
    frames = [encode(LINES, by[level], 3) for level in (1, 2, 3, 4)]
    print("rivers", write_frames(OUT / "rivers.pack", frames))


ASSUMED = {"A": 500, "B": 1_000, "C": 2_000}  # metres, as AccuracyClass::assumed_m
DOUBTFUL = ("DEU-POL",)  # a shore of the lagoon of Szczecin


def inside(rings, positions):
    """Which positions lie inside of an odd number of rings."""
    found = numpy.zeros(len(positions), dtype=bool)
    for ring in rings:
        area = shapely.make_valid(shapely.Polygon(ring))
        shapely.prepare(area)
        found ^= shapely.contains_xy(area, positions[:, 0], positions[:, 1])
    return found


def owners(features, outlines, lines, facts):
    """The country of each place: that of the outline it lies in, where GeoNames says otherwise farther from the line than its accuracy.

    Where the line is disputed the code of GeoNames stays, since an outline there says who holds the ground or how a map draws it (East
    Jerusalem, the Golan Heights, the shores of Lake Malawi); and where the outlines are known to be wrong.
    """
    rings = {code: [r for r in ([p for line in ring for p in line] for ring in all) if len(set(r)) > 2] for code, all in outlines}
    by = defaultdict(list)
    for number, feature in enumerate(features):
        by[feature["properties"]["country"]].append(number)
    owner = {}
    for code, numbers in by.items():
        positions = numpy.array([features[n]["geometry"]["coordinates"] for n in numbers])
        outside = [n for n, own in zip(numbers, inside(rings.get(code, []), positions)) if not own]
        for id in (id for id in lines if code in id.split("-") and not facts[id]["disputed"] and id not in DOUBTFUL):
            other = id.replace(code, "").strip("-")
            vertices = numpy.array([p for part in lines[id] for p in part])
            for n in outside:
                lon, lat = features[n]["geometry"]["coordinates"]
                scale = math.cos(math.radians(lat)) * 111_320
                way = numpy.hypot((vertices[:, 0] - lon) * scale, (vertices[:, 1] - lat) * 111_320).min()
                if ASSUMED[facts[id]["accuracy"]] < way < 30_000 and inside(rings[other], numpy.array([[lon, lat]]))[0]:
                    owner[n] = other
    return owner


def rows_of(name):
    """The rows of a table beside this script."""
    table = (Path(__file__).resolve().parent / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in table.splitlines()]


def corrected(features):
    """Puts right what place_corrections.tsv says of a place: id, country, longitude, latitude, why."""
    rows = {row[0]: row for row in rows_of("place_corrections.tsv")}
    for feature in features:
        if row := rows.get(str(feature["id"])):
            feature["properties"]["country"] = row[1]
            feature["geometry"]["coordinates"] = [float(row[2]), float(row[3])]
    return features


def places(outlines, lines, borders):
    by, features = defaultdict(list), corrected(read("places")["features"])
    owner = owners(features, outlines, lines, borders)
    for number, feature in enumerate(features):
        facts = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"]
        country = owner.get(number, facts["country"])
        if country != facts["country"]:
            print("of", facts["country"], "in GeoNames, on the ground of", country, facts["name"], lon, lat, facts["pop"])
        others = ";".join(f"{script}={'|'.join(names)}" for script, names in kept(facts["name"], facts.get("alt") or {}).items())
        row = [feature["id"], f"{lon:.4f}", f"{lat:.4f}", facts["kind"] or "", facts["pop"] or "", facts["name"], others]
        by[country].append((lon, "\t".join(map(str, row))))
    frames = [text(sorted(by))]
    for code in sorted(by):
        frames.append("\n".join(row for _, row in sorted(by[code])).encode())
    print("places", write_frames(OUT / "places.pack", frames))


def world(outlines):
    """The same outlines, coarse: every part and coast simplified by itself, so that neighbours meet; rings under 2,000 km² left out."""
    facts, areas = [], []
    for code, rings in outlines:
        rounded = [[(round(x, 2), round(y, 2)) for line in ring for x, y in simplified(line, 8_000)] for ring in rings]
        rounded = [ring for ring in rounded if len(set(ring)) > 2]
        size = lambda ring: area2(ring) / 2 * 12_364 * math.cos(math.radians(ring[0][1]))
        outer = [[ring] for ring in rounded if size(ring) > 2_000]
        for hole in (ring for ring in rounded if size(ring) < -2_000):
            around = [area for area in outer if shapely.Polygon(area[0]).buffer(0).contains(shapely.Polygon(hole).representative_point())]
            for area in around[:1]:
                area.append(hole)
        if outer:
            facts.append([code, len(outer)])
            areas += outer
    print("world", write_frames(OUT / "world.pack", [text(facts), encode(AREAS, areas, 2)]))


def contested():
    facts, frames = [], []
    for feature in read("contested")["features"] + read("contested_held")["features"]:
        facts.append(feature["properties"])
        areas = [[ring[:-1] for ring in area] for area in parts(feature["geometry"])]
        frames.append(encode(AREAS, areas, 4))
    print("contested", write_frames(OUT / "contested.pack", [text(facts)] + frames))


def relief(lines):
    Image.MAX_IMAGE_PIXELS = None
    picture = evened(Image.open(LAYERS / "relief.webp").convert("L"))
    per_degree = picture.width // 360
    near = set()
    for line in (part for all in lines.values() for part in all):
        for lon, lat in line[::20] + line[-1:]:
            for x in (lon - NEAR, lon, lon + NEAR):
                for y in (lat - NEAR, lat, lat + NEAR):
                    near.add((math.floor(x / TILE) * TILE, math.floor(y / TILE) * TILE))
    tiles = sorted(t for t in near if -180 <= t[0] < 180 and -90 <= t[1] < 90)
    packed = []
    for west, south in tiles:
        left, top = (west + 180) * per_degree, (90 - south - TILE) * per_degree
        out = io.BytesIO()
        picture.crop((left, top, left + TILE * per_degree, top + TILE * per_degree)).save(out, "WEBP", quality=50, method=6)
        packed.append(out.getvalue())
    head = text({"tile": TILE, "per_degree": per_degree, "tiles": tiles})
    ends, end = [], 0
    for frame in [head] + packed:
        end += len(frame)
        ends.append(end)
    with open(OUT / "relief.pack", "wb") as file:
        file.write(struct.pack(f"<{len(ends) + 1}I", len(ends), *ends) + head + b"".join(packed))
    print("relief", end, len(tiles), "tiles")


lines, facts = borders()
outlines = countries(lines, {id: f["left"] for id, f in facts.items()})
world(outlines)
provinces()
lakes()
rivers()
places(outlines, lines, facts)
contested()
relief(lines)
sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(OUT.glob("*.pack"))]
(OUT / "SHA256SUMS").write_text("".join(sums))
