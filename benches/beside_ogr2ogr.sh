#!/usr/bin/env bash
# A dossier of many incidents as GeoPackage: marz, which also measures every one of them with its radius, beside ogr2ogr,
# which copies. Prints seconds, seconds of the processors, and the greatest memory of each.
# usage: benches/beside_ogr2ogr.sh target/release/marz [COUNT]      (needs python3, ogr2ogr and GNU time)
set -euo pipefail
marz=$(realpath "$1")
count=${2:-100000}
here=$(realpath "$(dirname "$0")/..")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$here/marz.toml" "$here/data" "$folder"
cd "$folder"
# The dossier's own records over and over, each moved a little and with an id of its own: no two questions are the same.
python3 - "$count" <<'PY'
import json, random, sys
random.seed(1)
whole = json.load(open("data/incidents.geojson", encoding="utf-8"))
features = whole.pop("features")
with open("data/incidents.geojson", "w", encoding="utf-8") as out:
    out.write(json.dumps(whole, ensure_ascii=False)[:-1] + ',"features":[\n')
    for i in range(int(sys.argv[1])):
        f = json.loads(json.dumps(features[i % len(features)]))
        f["id"] += f"-{i}"
        if f["geometry"]:
            lon, lat = f["geometry"]["coordinates"]
            f["geometry"]["coordinates"] = [round(lon + random.uniform(-0.1, 0.1), 5), round(lat + random.uniform(-0.1, 0.1), 5)]
        out.write((",\n" if i else "") + json.dumps(f, ensure_ascii=False))
    out.write("]}\n")
PY
echo "$count incidents, $(du -m data/incidents.geojson | cut -f1) MB of GeoJSON"
echo
echo "| what | seconds | processor seconds | MB |"
echo "|---|---:|---:|---:|"
timed() { # NAME COMMAND…: the run with the median time of three
    local name=$1
    shift
    rm -f times
    for _ in 1 2 3; do
        rm -rf out.*
        /usr/bin/time -f "%e %U %S %M" -a -o times "$@" >/dev/null 2>&1 || test $? -eq 1
    done
    sort -n times | awk -v name="$name" 'NR==2{printf "| %s | %.1f | %.1f | %.0f |\n", name, $1, $2+$3, $4/1000}'
}
timed "marz export --to gpkg: measured, 11 layers" "$marz" export --quiet --to gpkg --output out.gpkg
timed "marz export --to fgb: measured, indexed" "$marz" export --quiet --to fgb --output out.fgb
timed "marz export --to csv: measured" "$marz" export --quiet --to csv --output out.csv
"$marz" export --quiet --to geojson --output flat.geojson || test $? -eq 1
timed "ogr2ogr, flat GeoJSON to GeoPackage: copied" ogr2ogr -f GPKG out.gpkg flat.geojson
timed "ogr2ogr, stored GeoJSON to GeoPackage: copied" ogr2ogr -f GPKG out.gpkg data/incidents.geojson
