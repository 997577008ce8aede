"""Reads time-zone outlines. Along a country's edge they follow the borders of OpenStreetMap.

Python packages: timezonefinder-data 3.2026.3.post1 (timezone-boundary-builder 2026c), read with timezonefinder 9.0.0.
"""

from timezonefinder import TimezoneFinder

SOURCE = "timezonefinder-data 3.2026.3.post1 (timezone-boundary-builder 2026c, OpenStreetMap)"
LICENCE = "ODbL-1.0"

finder = TimezoneFinder()


def polygons(zone):
    """Lists of rings, the exterior first; positions to 6 decimals, as in the source."""
    return [
        [[(round(lon, 6), round(lat, 6)) for lon, lat in ring] for ring in polygon]
        for polygon in finder.get_geometry(tz_name=zone, coords_as_pairs=True)
    ]
