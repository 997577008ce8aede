#!/usr/bin/env bash
# marz beside Boost.Geometry's geographic cross-track distance (Vincenty) on the same border: seconds of the processor a point, and how far the
# two differ. marz is timed as a whole process over 1,000,000 points, reading and writing included; Boost over 1,000 points in memory, its
# reading left out. Processor time is the same on a busy machine; that marz works on all cores is not counted.
# usage: benches/beside_boost.sh target/release/marz [POINTS] [ROUNDS]      (needs python3, a C++ compiler and Boost: apt install g++ libboost-dev)
set -euo pipefail
marz=$(realpath "$1")
count=${2:-1000000}
rounds=${3:-3}
here=$(realpath "$(dirname "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
g++ -O3 -march=native -DBOOST_ALLOW_DEPRECATED_HEADERS -o "$folder/cross_track" "$here/cross_track.cpp"
python3 - "$marz" "$count" "$rounds" "$here" "$folder" <<'PY'
import csv, json, os, random, resource, statistics, subprocess, sys

marz, count, rounds, here, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
border = os.path.join(here, "..", "data", "border.geojson")
line = json.load(open(border, encoding="utf-8"))["features"][0]["geometry"]["coordinates"]
numbers = random.Random(7)
points = [(round(66 + 10 * numbers.random(), 6), round(35 + 5 * numbers.random(), 6)) for _ in range(count)]
few = points[:1000]
at = lambda name: os.path.join(folder, name)
for name, vertices in (("line", line), ("few", few)):
    open(at(name), "w").writelines(f"{x} {y}\n" for x, y in vertices)
with open(at("points.csv"), "w") as out:
    out.write("id,lon,lat\n")
    out.writelines(f"{i},{x:.6f},{y:.6f}\n" for i, (x, y) in enumerate(points))
ours, theirs = [], []
for _ in range(rounds):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([marz, "measure", at("points.csv"), "--border", border, "--format", "csv", "--output", at("out.csv"), "--quiet"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    ours.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / count)
    boost = subprocess.run([at("cross_track"), at("line"), at("few")], check=True, capture_output=True, text=True)
    theirs.append(float(boost.stderr) / len(few))
with open(at("out.csv"), newline="", encoding="utf-8") as table:
    distances = [float(row["distance_m"]) for row, _ in zip(csv.DictReader(table), few)]
off = sorted(abs(a - float(b)) for a, b in zip(distances, boost.stdout.split()))
us = lambda times: f"{1e6 * statistics.median(times):,.2f} µs a point"
print(f"{len(line)} vertices: Boost.Geometry {us(theirs)}, marz {us(ours)}: {statistics.median(theirs) / statistics.median(ours):,.0f} times")
print(f"distances differ by {off[len(off) // 2]:.4f} m in the middle, {off[-1]:.3f} m at most")
PY
