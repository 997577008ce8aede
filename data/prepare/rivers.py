"""data/basemap/rivers.geojson: 36 river lines, simplified by 100 m.

Usage: rivers.py BINNED_RIVER_F.nc OUT.geojson

BINNED_RIVER_F.nc is the file binned_river_f.nc of the Debian package gmt-gshhg-full 2.3.7 (GSHHG, from the CIA's World
Data Bank II). It keeps the rivers in pieces, cut at every whole degree. Here the pieces of one level are joined where
their ends meet within about a hundred metres, cut to the region, and the ones shorter than MIN_KM left out.

The Panj and Amu Darya of this file run 0.6 km beside the border on average: where the border follows the river, draw
the border line as the river. The names are ours, given by hand.
"""

import math
import sys

import netCDF4
import numpy
import shapely
from shapely.geometry import LineString, MultiLineString, box

import collection

REGION = (66.0, 34.0, 76.0, 40.0)
LEVELS = (1, 2, 3, 4)  # permanent rivers, the large ones first; 10 repeats some of level 1, 6 is intermittent
JOIN_DEGREES = 0.001
MIN_KM = 6.0
METRES = 100.0
METRES_A_DEGREE = 111_320.0
STEMS = [(72.7483, 35.8706)]  # by its upper end: the Gilgit goes on below the Hunza, though the Hunza is longer

# The upper end of the line, the level, and the names: English, and Tajik, Dari and Russian where we are certain.
NAMES = [
    ((73.7767, 37.4344), 1, {"en": "Panj / Amu Darya", "tg": "Панҷ / Амударё", "fa": "پنج / آمو", "ru": "Пяндж / Амударья"}),
    ((73.5842, 39.5419), 3, {"en": "Vakhsh–Surkhob–Kyzylsu", "tg": "Вахш–Сурхоб–Қизилсу", "ru": "Вахш–Сурхоб–Кызылсу"}),
    ((76.0, 35.0971), 1, {"en": "Indus", "fa": "سند", "ru": "Инд"}),
    ((67.3947, 35.0425), 4, {"en": "Balkh (Band-e Amir)", "tg": "Балхоб", "fa": "بلخاب", "ru": "Балхаб"}),
    ((68.8028, 34.5578), 3, {"en": "Kabul", "tg": "Кобул", "fa": "کابل", "ru": "Кабул"}),
    ((67.3986, 34.6578), 3, {"en": "Kunduz", "tg": "Қундуз", "fa": "کندز", "ru": "Кундуз"}),
    ((70.4567, 39.4511), 3, {"en": "Zeravshan", "tg": "Зарафшон", "fa": "زرافشان", "ru": "Зеравшан"}),
    ((70.9956, 36.2031), 3, {"en": "Kokcha", "fa": "کوکچه", "ru": "Кокча"}),
    ((73.8697, 36.8456), 3, {"en": "Yarkhun–Chitral (Kunar)", "ru": "Ярхун–Читрал"}),
    ((74.2275, 37.2394), 3, {"en": "Oqsu–Murghab", "tg": "Оқсу–Мурғоб", "ru": "Оксу–Мургаб"}),
    ((72.7483, 35.8706), 1, {"en": "Gilgit", "ru": "Гилгит"}),
    ((74.2267, 36.8456), 1, {"en": "Hunza", "ru": "Хунза"}),
    ((70.2353, 35.6517), 4, {"en": "Alingar", "fa": "الینگار", "ru": "Алингар"}),
    ((74.5142, 34.2969), 2, {"en": "Jhelum", "ru": "Джелам"}),
    ((71.5525, 35.3328), 3, {"en": "Kunar", "tg": "Кунар", "fa": "کنر", "ru": "Кунар"}),
    ((74.1331, 37.3133), 3, {"en": "Wakhan", "tg": "Вахон", "fa": "واخان", "ru": "Вахан"}),
    ((68.6342, 34.6261), 2, {"en": "Helmand", "tg": "Ҳилманд", "fa": "هلمند", "ru": "Гильменд"}),
    ((72.6086, 38.2767), 3, {"en": "Bartang", "tg": "Бартанг", "fa": "برتنگ", "ru": "Бартанг"}),
    ((69.6678, 37.5714), 3, {"en": "Panj, Darqad branch", "tg": "Панҷ, шохаи Дарқад", "fa": "پنج، شاخهٔ درقد", "ru": "Пяндж, рукав Даркад"}),
]


def pieces(path):
    """(level, positions) of every piece in the one-degree bins that touch the region."""
    data = netCDF4.Dataset(path)
    data.set_auto_mask(False)
    read = lambda name: data.variables[name][:]
    across = int(read("N_bins_in_360_longitude_range")[0])
    size = int(read("Bin_size_in_minutes")[0]) / 60
    first, count = read("Id_of_first_segment_in_a_bin"), read("N_segments_in_a_bin")
    start, length = read("Id_of_first_point_in_a_segment"), read("N_points_for_a_segment")
    level = read("Hierarchial_level_of_a_segment")
    # Stored as signed 16-bit numbers that mean 0 to 65,535 parts of a bin.
    east = read("Relative_longitude_from_SW_corner_of_bin").astype(numpy.int64) & 0xFFFF
    north = read("Relative_latitude_from_SW_corner_of_bin").astype(numpy.int64) & 0xFFFF
    frame = box(*REGION)
    for number in range(len(first)):
        west, south = number % across * size, 90 - (number // across + 1) * size
        if not frame.intersects(box(west, south, west + size, south + size)):
            continue
        for piece in range(first[number], first[number] + count[number]):
            points = slice(start[piece], start[piece] + length[piece])
            yield int(level[piece]), list(
                zip(west + east[points] * size / 65535, south + north[points] * size / 65535)
            )


def joined(level, found):
    """The pieces of one level as long lines. They run downstream, so the end of one is joined to the start of another.
    Where rivers part or meet, the longest branch goes on as the longest river."""
    lines = [LineString(numpy.round(line, 4)) for at, line in found if at == level]
    cut = shapely.intersection(MultiLineString([line for line in lines if line.length > 0]), box(*REGION))
    parts = [part for part in shapely.get_parts(shapely.line_merge(cut, directed=True)) if part.geom_type == "LineString"]
    merged = [list(part.coords) for part in parts if part.length > 0 and not part.is_ring]
    while True:
        pairs = [
            (-length(lower), upper[0] not in STEMS, -length(upper), m, n)
            for m, upper in enumerate(merged)
            for n, lower in enumerate(merged)
            if m != n and math.dist(upper[-1], lower[0]) <= JOIN_DEGREES
        ]
        if not pairs:
            return merged
        *_, m, n = min(pairs)
        merged[m] = merged[m] + merged[n]
        del merged[n]


def flat(line):
    here = numpy.array(line)
    scale = METRES_A_DEGREE * math.cos(math.radians((REGION[1] + REGION[3]) / 2))
    return LineString(numpy.column_stack([here[:, 0] * scale, here[:, 1] * METRES_A_DEGREE, numpy.arange(len(here))]))


def length(line):
    return flat(line).length  # the sequence number is the third coordinate: it does not count


def simplified(line):
    kept = shapely.get_coordinates(flat(line).simplify(METRES, preserve_topology=False), include_z=True)[:, 2]
    return [line[int(n)] for n in kept]


def main():
    found = list(pieces(sys.argv[1]))
    lines = [(level, line) for level in LEVELS for line in joined(level, found)]
    lines = [(level, line) for level, line in lines if length(line) >= MIN_KM * 1000]
    lines.sort(key=lambda item: -length(item[1]))
    features = []
    named = set()
    for level, line in lines:
        properties = {"level": level}
        for n, (spot, of, names) in enumerate(NAMES):
            if of == level and math.dist(line[0], spot) < 0.0005:
                named.add(n)
                properties = {"names": names, "level": level}
                break
        features.append((None, properties, collection.line(simplified(line), 4)))
    assert len(named) == len(NAMES), [names["en"] for n, (_, _, names) in enumerate(NAMES) if n not in named]
    head = {
        "name": "Rivers around the border of Afghanistan and Tajikistan",
        "licence": "LGPL-3.0-or-later",
        "attribution": "Rivers: GSHHG (LGPL)",
        "source": "gmt-gshhg-full 2.3.7 (GSHHG, from World Data Bank II)",
    }
    collection.write(sys.argv[2], head, features)


main()
