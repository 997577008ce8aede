#!/usr/bin/env bash
# How the cost grows: whole runs of marz over numbers of points and of border vertices, as Markdown tables.
# usage: benches/scaling.sh target/release/marz      (needs python3 and GNU time)
set -euo pipefail
marz=$(realpath "$1")
border=$(realpath "$(dirname "$0")/../data/border.geojson")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

points() { # COUNT: the same random points every run
    python3 - "$1" <<'PY'
import random, sys
random.seed(7)
print("id,lon,lat")
for i in range(int(sys.argv[1])):
    print(f"{i},{66 + 10 * random.random():.6f},{35 + 5 * random.random():.6f}")
PY
}
line() { # VERTICES: a winding line from west to east
    python3 - "$1" <<'PY'
import json, math, sys
n = int(sys.argv[1])
at = [(67 + 8 * i / (n - 1), 37.5 + 0.8 * math.sin(i * 40 / n) + 0.05 * math.sin(i * 900 / n) + 0.002 * math.sin(i * 2.4)) for i in range(n)]
print(json.dumps({"type": "LineString", "coordinates": [[round(x, 7), round(y, 7)] for x, y in at]}))
PY
}
timed() { # ARGS: the median of three runs in seconds, and the greatest memory in MB
    for _ in 1 2 3; do
        rm -f out.csv
        /usr/bin/time -f "%e %M" -a -o times "$marz" measure "$@" --format csv --output out.csv --quiet
    done
    sort -n times | awk 'NR==2{s=$1} {m=($2>m)?$2:m} END{printf "%.2f | %.0f", s, m/1000}'
    rm times
}
echo "| points | seconds | MB |"
echo "|---:|---:|---:|"
for n in 1000 10000 100000 1000000 10000000; do
    points $n > points.csv
    echo "| $n | $(timed points.csv --border "$border") |"
done
points 100000 > points.csv
echo
echo "| vertices (100,000 points) | seconds | MB |"
echo "|---:|---:|---:|"
for n in 100 1000 10000 100000 1000000; do
    line $n > line.geojson
    echo "| $n | $(timed points.csv --border line.geojson) |"
done
