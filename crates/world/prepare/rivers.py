"""rivers.geojson.gz: rivers of the levels 1 to 4, simplified by 250 m, without names.

Usage: rivers.py BINNED_RIVER_F.nc OUT.geojson.gz

The file is that of the Debian package gmt-gshhg-full 2.3.7 (GSHHG, from the CIA's World Data Bank II; LGPL). It keeps
rivers in pieces, cut at every whole degree. Pieces of one level are joined where exactly two ends meet; rivers that fit
into 0.05 degrees are left out.
"""

import sys

import netCDF4
import numpy
import shapely
from shapely.geometry import LineString, MultiLineString

from layers import rounded, simplified, write

LEVELS = (1, 2, 3, 4)  # permanent rivers, the large ones first; 10 repeats some of level 1, 6 is intermittent
SMALL = 0.05


def pieces(path):
    """The positions of every piece, by level, to four decimals."""
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
    by = {number: [] for number in LEVELS}
    for number in range(len(first)):
        # Bins count from Greenwich eastwards: those of the western half get longitudes below 0, whole.
        west, south = (number % across * size + 180) % 360 - 180, 90 - (number // across + 1) * size
        for piece in range(first[number], first[number] + count[number]):
            if level[piece] in LEVELS and length[piece] > 1:
                points = slice(start[piece], start[piece] + length[piece])
                line = numpy.column_stack([west + east[points] * size / 65535, south + north[points] * size / 65535])
                by[int(level[piece])].append(LineString(numpy.round(line, 4)))
    return by


features = []
for level, lines in pieces(sys.argv[1]).items():
    merged = shapely.get_parts(shapely.line_merge(MultiLineString([line for line in lines if line.length > 0])))
    for river in merged:
        west, south, east, north = river.bounds
        if max(east - west, north - south) >= SMALL:
            line = rounded(simplified(river.coords, 250), 4)
            features.append((None, {"level": level}, {"type": "LineString", "coordinates": line}))
assert len(features) == 7038, len(features)
head = {
    "licence": "LGPL-3.0-or-later",
    "attribution": "Rivers: GSHHG (LGPL)",
    "source": "gmt-gshhg-full 2.3.7 (GSHHG, World Data Bank II)",
}
write(sys.argv[2], head, features)
