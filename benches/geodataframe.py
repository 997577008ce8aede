"""Points of a GeoDataFrame to their nearest point of a border: marz beside geopandas' sjoin_nearest, in one process on the same points.

Usage: geodataframe.py [POINTS]   Needs geopandas and marz. geopandas measures on a plane: its points and the line are in UTM before the clock
runs, and it is timed with the line whole and cut into its segments, which its index can use; the faster of the two counts. marz measures on the
ellipsoid, out of the longitudes and latitudes that the GeoDataFrame has. The least of three runs of marz counts, and one run of
geopandas.
"""

import sys
import time

import geopandas
import marz
import numpy as np
import shapely

count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
numbers = np.random.default_rng(7)
lon, lat = numbers.uniform(66, 76, count), numbers.uniform(35, 40, count)
points = geopandas.GeoDataFrame({"id": np.arange(count)}, geometry=geopandas.points_from_xy(lon, lat), crs=4326)
border = marz.border("AFG-TJK")
parts = border.substring(0.0, border.length_m).to_shapely()
line = geopandas.GeoDataFrame(geometry=[parts], crs=4326).to_crs(32642)
coordinates = [shapely.get_coordinates(part) for part in line.geometry.iloc[0].geoms]
edges = np.concatenate([shapely.linestrings(np.stack([c[:-1], c[1:]], axis=1)) for c in coordinates])
segments = geopandas.GeoDataFrame(geometry=edges, crs=32642)
plane = points.to_crs(32642)


def least(run, times=3):
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        found.append(time.perf_counter() - begun)
    return min(found)


ours = least(lambda: border.nearest(points))
print(f"marz {marz.__version__}: {ours:.2f} s for {count:,} points, {len(edges):,} edges", flush=True)
theirs = least(lambda: geopandas.sjoin_nearest(plane, segments, distance_col="d"), 1)
print(f"geopandas {geopandas.__version__}, the line cut into segments: {theirs:.2f} s, {theirs / ours:.0f} times", flush=True)
# The line whole takes so long that a part of the points must do.
few = plane.iloc[: max(1, count // 100)]
whole = least(lambda: geopandas.sjoin_nearest(few, line, distance_col="d"), 1) * count / len(few)
print(f"geopandas, the line whole: about {whole:.0f} s, {whole / ours:.0f} times")
exact = border.nearest(points.iloc[:1000])["distance_m"]
plain = geopandas.sjoin_nearest(plane.iloc[:1000], segments, distance_col="d").drop_duplicates("id").sort_values("id")["d"]
print(f"of 1,000 points the plane is off by {np.abs(exact - plain).max():.1f} m at most")
