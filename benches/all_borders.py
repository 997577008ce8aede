"""Every land border of the world, from nothing to its figures: init, check, overview, strip, and 200 points measured.

For each border in a folder of its own: `init CODE`, `check` (no error, no warning, nothing on stdout), `map overview` as PNG, `map strip`,
`measure` of 200 points around the line. Prints per step the median, the 95th percentile and the slowest, what the program remarked (a name
without room), then every fault by the border's name, and writes a table with a row a border. Exit code 1 where anything failed or warned, or
the median of a figure is over its bar.

usage: all_borders.py MARZ [CODE ...] [--folder DIR] [--table FILE.csv] [--jobs N] [--points 200] [--without-bar]     (needs python3 alone)

With --folder dossiers and figures stay there (about 400 MB for all); without, each is deleted after its turn. One job gives times that can
be compared; several share the machine.
"""
import argparse
import collections
import concurrent.futures
import csv
import json
import math
import os
import random
import re
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

STEPS = ("init", "check", "overview", "strip", "measure")
BAR_S = 0.6
# What the program says where all is well; anything else on stderr is shown, and a fault where it is a warning or an error.
QUIET = re.compile(
    r"^(started the dossier |the line (starts at|is drawn as|is closed) |the accuracy of the line is assumed |the border has \d+ parts|next: "
    r"|0 records read, 0 used, 0 rejected: 0 errors, 0 warnings"
    r"|\d+ points read, \d+ used, 0 rejected|border edition |wrote |.*\.png: )"
)


def run(marz, folder, *args):
    start = time.perf_counter()
    done = subprocess.run([marz, *args], cwd=folder, capture_output=True, text=True)
    return time.perf_counter() - start, done


def vertices(home):
    """The line's vertices, and the ends of its parts."""
    border = json.load(open(os.path.join(home, "data", "border.geojson"), encoding="utf-8"))["features"][0]["geometry"]
    parts = border["coordinates"] if border["type"] == "MultiLineString" else [border["coordinates"]]
    return [p for part in parts for p in part], [p for part in parts for p in (part[0], part[-1])]


def points(home, path, count, seed):
    """Around vertices, around the ends of parts, and beyond, within a fifth of the line's extent."""
    line, ends = vertices(home)
    lon, lat = [p[0] for p in line], [p[1] for p in line]
    spread = 0.2 * max(0.02, min(5.0, max(max(lon) - min(lon), max(lat) - min(lat))))
    numbers = random.Random(seed)
    with open(path, "w", encoding="utf-8") as out:
        out.write("id,lon,lat\n")
        for n in range(count):
            x, y = numbers.choice(ends if n % 8 == 0 else line)
            turn, away = numbers.uniform(0, 2 * math.pi), spread * 10 ** numbers.uniform(-3, 0)
            y = max(-89.0, min(89.0, y + away * math.sin(turn)))
            x += away * math.cos(turn) / math.cos(math.radians(y))
            out.write(f"{n},{(x + 180) % 360 - 180:.6f},{y:.6f}\n")


def size(path):
    """Width and height of a PNG."""
    with open(path, "rb") as png:
        return struct.unpack(">II", png.read(24)[16:24])


def border(marz, top, id, count, keeps):
    """Times of the steps, faults and remarks of one border."""
    home, took, faults, remarks = os.path.join(top, id), {}, [], []

    def step(name, folder, *args):
        took[name], done = run(marz, folder, *args)
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        if done.returncode != 0:
            faults.append(f"{name}: exit code {done.returncode}: {' '.join(lines)[:300]}")
        else:
            faults.extend(f"{name}: {line}" for line in lines if re.search(r"\b(warning|error):|has no glyph|no font", line))
            remarks.extend(f"{name}: {line}" for line in lines if not QUIET.match(line))
        return done

    init = step("init", top, "init", id)
    if init.returncode == 0:
        check = step("check", home, "check")
        if check.stdout or "0 errors, 0 warnings" not in check.stderr:
            faults.append(f"check: {check.stdout[:300]}{check.stderr[:200]}")
        for figure in ("overview", "strip"):
            step(figure, home, "map", figure, "--output", f"{figure}.png")
            path = os.path.join(home, f"{figure}.png")
            if not os.path.exists(path) or min(size(path)) < 600:
                faults.append(f"{figure}: no picture, or a small one")
        points(home, os.path.join(home, "points.csv"), count, id)
        measured = step("measure", home, "measure", "points.csv", "--format", "csv")
        rows = list(csv.DictReader(measured.stdout.splitlines()))
        if len(rows) != count or any(not row["distance_m"] for row in rows):
            faults.append(f"measure: {len(rows)} rows of {count}, or rows without a distance")
    if not keeps:
        shutil.rmtree(home, ignore_errors=True)
    return id, took, faults, remarks


def main():
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("marz")
    asked.add_argument("codes", nargs="*")
    asked.add_argument("--folder")
    asked.add_argument("--table")
    asked.add_argument("--jobs", type=int, default=1)
    asked.add_argument("--points", type=int, default=200)
    asked.add_argument("--without-bar", action="store_true")
    asked = asked.parse_intermixed_args()
    marz = os.path.abspath(asked.marz)
    top = os.path.abspath(asked.folder) if asked.folder else tempfile.mkdtemp()
    os.makedirs(top, exist_ok=True)
    listed = json.loads(run(marz, top, "border", "list", "--format", "json")[1].stdout)
    codes = asked.codes or [one["id"] for one in listed]
    with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
        done = list(pool.map(lambda id: border(marz, top, id, asked.points, bool(asked.folder)), codes))
    if not asked.folder:
        shutil.rmtree(top)
    if asked.table:
        with open(asked.table, "w", newline="", encoding="utf-8") as out:
            rows = csv.writer(out)
            rows.writerow(["border", *(f"{step}_s" for step in STEPS), "faults", "remarks"])
            for id, took, faults, remarks in done:
                times = (f"{took[s]:.3f}" if s in took else "" for s in STEPS)
                rows.writerow([id, *times, " | ".join(faults), " | ".join(remarks)])
    print(f"{'step':9} {'median':>8} {'95 %':>8} {'slowest':>8}")
    slow = False
    for step in STEPS:
        times = sorted((took[step], id) for id, took, _, _ in done if step in took)
        if times:
            alone = [seconds for seconds, _ in times]
            high = alone[min(len(alone) - 1, math.ceil(0.95 * len(alone)) - 1)]
            median, (most, id) = statistics.median(alone), times[-1]
            slow |= step in ("overview", "strip") and median > BAR_S
            print(f"{step:9} {median:7.3f}s {high:7.3f}s {most:7.3f}s  {id}")
    wrong = [(id, fault) for id, _, faults, _ in done for fault in faults]
    kinds = collections.defaultdict(list)
    for id, _, _, remarks in done:
        for remark in remarks:
            kind = re.sub(r"(no room for the labels) .*", r"\1", remark)
            kinds[re.sub(r"\d[\d.,]*", "N", kind)[:100]].append((id, remark))
    for kind, all in sorted(kinds.items(), key=lambda k: -len(k[1])):
        print(f"remark, {len(all)} times, such as {all[0][0]}: {all[0][1]}")
    for id, fault in wrong:
        print(f"fault: {id}: {fault}")
    print(f"{len(codes)} borders, {len(wrong)} faults, {sum(map(len, kinds.values()))} remarks")
    slow &= not asked.without_bar
    if slow:
        print(f"a figure's median is over {BAR_S} s")
    sys.exit(1 if wrong or slow else 0)


main()
