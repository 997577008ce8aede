"""The land of 2017, from the npm package @geo-maps/countries-coastline-1m 0.6.0 (OpenStreetMap)."""

import collections

import numpy
import pyproj
import shapely
import shapely.ops
from shapely.geometry import LineString, Point

from layers import polygons, read

ELLIPSOID = pyproj.Geod(ellps="WGS84")
WIDE = 1.0  # degrees around a line, so that lakes beside it stay whole
PIECE_KM = 0.150  # pieces of land that are shorter are left out
WATER_KM = 1.5  # water between land that is narrower is kept


def length_km(line):
    lon, lat = numpy.array(line).T
    return ELLIPSOID.line_length(lon, lat) / 1000


def way_km(a, b):
    return ELLIPSOID.inv(*a, *b)[2] / 1000


class Land:
    """The polygons of all countries."""

    def __init__(self, path):
        self.of = collections.defaultdict(list)
        for feature in read(path)["features"]:
            self.of[feature["properties"]["A3"]] += polygons(feature["geometry"])
        self.areas = [rings for all_rings in self.of.values() for rings in all_rings]
        boxes = []
        for rings in self.areas:
            lon, lat = numpy.array(rings[0]).T
            boxes.append((lon.min(), lat.min(), lon.max(), lat.max()))
        self.boxes, self.valid = numpy.array(boxes), {}

    def area(self, n):
        if n not in self.valid:
            self.valid[n] = shapely.make_valid(shapely.Polygon(self.areas[n][0], self.areas[n][1:]))
        return self.valid[n]

    def around(self, lines):
        """All land near lines, lakes and slivers between countries included."""
        west, south, east, north = shapely.MultiLineString(lines).buffer(WIDE).bounds
        boxes = self.boxes
        near = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        clipped = [shapely.clip_by_rect(self.area(n), west, south, east, north) for n in numpy.nonzero(near)[0]]
        whole = shapely.unary_union([shapely.make_valid(area) for area in clipped if not area.is_empty])
        return shapely.unary_union([shapely.Polygon(p.exterior) for p in shapely.get_parts(whole) if p.geom_type == "Polygon"])


def on_land(path, land, held=None):
    """The pieces of a path that are on land, its edge included; narrow water between them is kept, short pieces are not.

    held: the two positions on the path between which it counts as on land, whatever the coast says.
    """
    is_ring = path[0] == path[-1]
    wet = [piece for piece in shapely.get_parts(LineString(path).difference(land)) if not piece.is_empty]
    if not wet:
        return [path]
    if is_ring:
        dry = numpy.nonzero(shapely.intersects_xy(land, *numpy.array(path).T))[0]
        if not len(dry):
            return []
        path = path[dry[0] :] + path[1 : dry[0] + 1]
    line = LineString(path)
    at = lambda position: line.line_locate_point(Point(position))
    spans = sorted(sorted((at(piece.coords[0]), at(piece.coords[-1]))) for piece in wet)
    if held:
        begin, end = map(at, held)
        spans = [part for a, b in spans for part in ((a, min(b, begin)), (max(a, end), b)) if part[0] < part[1]]
    pieces, reached = [], 0.0
    for begin, end in [*spans, (line.length, line.length)]:
        if begin > reached:
            pieces.append((reached, begin))
        reached = max(reached, end)
    cut = lambda span: list(shapely.ops.substring(line, *span).coords)
    kept = []
    for span in pieces:
        if kept and length_km(cut((kept[-1][1], span[0]))) < WATER_KM:
            kept[-1] = (kept[-1][0], span[1])
        else:
            kept.append(span)
    found = [cut(span) for span in kept]
    if is_ring and len(found) > 1 and found[-1][-1] == found[0][0]:
        # It was opened on land: there the last piece goes on as the first.
        found[0] = found.pop() + found[0][1:]
    return [piece for piece in found if length_km(piece) >= PIECE_KM]
