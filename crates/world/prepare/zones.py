"""The outlines of the countries, as edges between numbered vertices, from the time zones of timezonefinder-data 4.2026.5.

The package keeps every ring of every zone of timezone-boundary-builder 2026e, in whole millionths of a degree. A zone is
one country's by zone.tab (Python package tzdata 2026.6), but for Asia/Bangkok, which holds northern Viet Nam too: that is told apart by
place. Zones of the sea belong to nobody.
"""

import collections
import importlib.resources

import numpy
import shapely
from timezonefinder import TimezoneFinder

from iso import ISO

MILLIONTHS = 1_000_000
# Where the outlines of two countries overlap, the first of these is taken; else the first by alphabet.
BEFORE = [("PSE", "ISR"), ("SDN", "SSD"), ("GEO", "RUS"), ("IND", "NPL"), ("BTN", "CHN"), ("SRB", "HRV")]

Ring = collections.namedtuple("Ring", "country polygon is_hole positions")


def rings():
    """Every ring of every country, as whole millionths of a degree."""
    zones = TimezoneFinder(in_memory=True)
    assert zones.data_version == "2026e", zones.data_version
    table = importlib.resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text()
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    country_of = {row[2]: ISO[row[0]] for row in rows}
    for number in range(zones.nr_of_polygons):
        zone = zones.zone_name_from_boundary_id(number)
        if zone not in country_of:
            assert zone.startswith("Etc/"), zone
            continue
        # Stored in ten-millionths, all of them multiples of ten.
        outer = numpy.array(zones.coords_of(number)).astype(numpy.int64) // 10
        country = country_of[zone]
        if zone == "Asia/Bangkok" and outer[0].min() > 102 * MILLIONTHS and outer[1].min() > 16 * MILLIONTHS:
            country = "VNM"
        yield Ring(country, number, False, outer.T)
        for hole in zones._holes_of_poly(number):
            yield Ring(country, number, True, numpy.array(hole).astype(numpy.int64).T // 10)


def goes_before(first, second):
    """Whether the first of two countries is taken where they overlap."""
    if (second, first) in BEFORE:
        return False
    return (first, second) in BEFORE or first < second


def foremost(countries):
    return next(c for c in countries if all(c == other or goes_before(c, other) for other in countries))


class Edges:
    """Every edge of a country, the country to its left; vertices are numbered."""

    def __init__(self, all_rings):
        begins, ends, owners = [], [], []
        self.countries = sorted({ring.country for ring in all_rings})
        number = {country: n for n, country in enumerate(self.countries)}
        for ring in all_rings:
            x, y = ring.positions.T
            area = (x * numpy.roll(y, -1) - numpy.roll(x, -1) * y).astype(float).sum()
            if (area < 0) != ring.is_hole:
                x, y = x[::-1], y[::-1]
            key = (x + 180 * MILLIONTHS) * 400 * MILLIONTHS + y + 90 * MILLIONTHS
            key = key[key != numpy.roll(key, 1)]
            begins.append(key)
            ends.append(numpy.roll(key, -1))
            owners.append(numpy.full(len(key), number[ring.country]))
        keys, numbered = numpy.unique(numpy.concatenate(begins + ends), return_inverse=True)
        self.owner = numpy.concatenate(owners)
        self.begin, self.end = numbered[: len(self.owner)], numbered[len(self.owner) :]
        self.lon = (keys // (400 * MILLIONTHS) - 180 * MILLIONTHS) / MILLIONTHS
        self.lat = (keys % (400 * MILLIONTHS) - 90 * MILLIONTHS) / MILLIONTHS

    def position(self, vertex):
        return float(self.lon[vertex]), float(self.lat[vertex])

    def sides(self):
        """The countries to the left and to the right of each edge: {(begin, end): (set, set)} with begin < end."""
        found = collections.defaultdict(lambda: (set(), set()))
        for begin, end, owner in zip(self.begin.tolist(), self.end.tolist(), self.owner.tolist()):
            if begin < end:
                found[begin, end][0].add(owner)
            else:
                found[end, begin][1].add(owner)
        return found


def borders(edges, all_rings):
    """The edges of each border, the first country of the id to the left, and how many of them a rule chose.

    {id: {(begin, end): whether a rule chose it}}
    """
    found = collections.defaultdict(dict)
    free = []
    names = edges.countries

    def add(left, right, begin, end, by_rule):
        if left > right:
            left, right, begin, end = right, left, end, begin
        found[f"{left}-{right}"][begin, end] = by_rule

    for (begin, end), (left, right) in edges.sides().items():
        if left and right:
            first, second = foremost([names[n] for n in left]), foremost([names[n] for n in right])
            if first != second:
                add(first, second, begin, end, False)
        elif left:
            free.append((names[next(iter(left))], begin, end) if len(left) == 1 else (foremost([names[n] for n in left]), begin, end))
        else:
            free.append((foremost([names[n] for n in right]), end, begin))
    for (country, begin, end), other in inside_of(edges, free, all_rings):
        if goes_before(country, other):
            add(country, other, begin, end, True)
    return found


def inside_of(edges, free, all_rings):
    """The edges that are a country's alone and lie inside another country's outline, with that country."""
    begin, end = (numpy.array([edge[n] for edge in free]) for n in (1, 2))
    lon, lat = (edges.lon[begin] + edges.lon[end]) / 2, (edges.lat[begin] + edges.lat[end]) / 2
    holes = collections.defaultdict(list)
    for ring in all_rings:
        if ring.is_hole:
            holes[ring.polygon].append(ring.positions / MILLIONTHS)
    for ring in all_rings:
        if ring.is_hole:
            continue
        outer = ring.positions / MILLIONTHS
        (west, south), (east, north) = outer.min(0), outer.max(0)
        near = numpy.nonzero((lon > west) & (lon < east) & (lat > south) & (lat < north))[0]
        near = [n for n in near if free[n][0] != ring.country]
        if near:
            polygon = shapely.Polygon(outer, holes[ring.polygon])
            shapely.prepare(polygon)
            for n in numpy.array(near)[shapely.contains_xy(polygon, lon[near], lat[near])]:
                yield free[n], ring.country
