#!/usr/bin/env bash
# The same points out of every kind of file: seconds, seconds of the processors, and the greatest memory.
# usage: benches/readers.sh target/release/marz [POINTS]      (needs python3 with geopandas and pyarrow, ogr2ogr and GNU time)
set -euo pipefail
marz=$(realpath "$1")
count=${2:-1000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 - "$count" <<'PY'
import sys

import geopandas
import numpy as np
import pandas

count = int(sys.argv[1])
lon, lat = np.random.default_rng(7).random((count, 2)).T * [[8], [5]] + [[67], [36]]
table = pandas.DataFrame({"id": [f"p{i}" for i in range(count)], "lon": lon.round(7), "lat": lat.round(7), "name": [f"place {i % 977}" for i in range(count)]})
table.to_csv("points.csv", index=False)
geometry = geopandas.points_from_xy(table.lon, table.lat)
geopandas.GeoDataFrame(table[["id", "name"]], geometry=geometry, crs=4326).to_parquet("points.parquet")
PY
ogr2ogr -f GPKG points.gpkg points.csv -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -oo KEEP_GEOM_COLUMNS=NO -a_srs EPSG:4326
ogr2ogr -f FlatGeobuf points.fgb points.gpkg
ogr2ogr -f GeoJSON points.geojson points.gpkg
echo "| $count points of | MB | seconds | processor seconds | MB of memory |"
echo "|---|---:|---:|---:|---:|"
# In turns, so that what else the machine does meets all of them.
endings=(csv gpkg fgb parquet geojson)
for _ in 1 2 3 4 5 6 7; do
    for ending in "${endings[@]}"; do
        /usr/bin/time -f "%e %U %S %M" -a -o "$ending.times" "$marz" measure --quiet --border AFG-TJK "points.$ending" --output out.csv
    done
done
for ending in "${endings[@]}"; do
    sort -n "$ending.times" | awk -v name="$ending" -v size="$(du -m "points.$ending" | cut -f1)" \
        'NR==4{printf "| %s | %d | %.2f | %.2f | %.0f |\n", name, size, $1, $2+$3, $4/1000}'
done
