"""Two binaries of marz side by side on the same inputs: medians of processor time (user + system), time and memory.

The runs of the two take turns, so that what else the machine does meets both alike; compare processor time on a machine
that others use. A case that an old binary does not end within the time limit counts as that limit.

usage: side_by_side.py OLD NEW [--rounds 5] [--only NAME,NAME] [--count 100000] [--limit 600]     (needs python3 alone)
"""
import argparse
import json
import math
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BORDER = os.path.join(HOME, "data", "border.geojson")


def line():
    return json.load(open(BORDER, encoding="utf-8"))["features"][0]["geometry"]["coordinates"]


def discs(path, count, low_km, high_km, away_km=(0, 11)):
    """Points around random vertices of the border, so many kilometres away, with radii."""
    numbers, vertices = random.Random(3), line()
    with open(path, "w") as out:
        out.write("id,lon,lat,radius_m\n")
        for i in range(count):
            lon, lat = numbers.choice(vertices)
            turn, way = numbers.uniform(0, 2 * math.pi), numbers.uniform(*away_km) / 111.2
            # Along a great circle.
            phi, c = math.radians(lat), math.radians(way)
            there = math.asin(math.sin(phi) * math.cos(c) + math.cos(phi) * math.sin(c) * math.cos(turn))
            east = math.atan2(math.sin(turn) * math.sin(c) * math.cos(phi), math.cos(c) - math.sin(phi) * math.sin(there))
            x = (lon + math.degrees(east) + 180) % 360 - 180
            out.write(f"{i},{x:.5f},{math.degrees(there):.5f},{int(1000 * numbers.uniform(low_km, high_km))}\n")


def points(path, count):
    numbers = random.Random(7)
    with open(path, "w") as out:
        out.write("id,lon,lat\n")
        for i in range(count):
            out.write(f"{i},{66 + 10 * numbers.random():.6f},{35 + 5 * numbers.random():.6f}\n")


def winding(path, count):
    def at(i):
        x = 67 + 8 * i / (count - 1)
        y = 37.5 + 0.8 * math.sin(i * 40 / count) + 0.05 * math.sin(i * 900 / count) + 0.002 * math.sin(i * 2.4)
        return [round(x, 7), round(y, 7)]

    json.dump({"type": "LineString", "coordinates": [at(i) for i in range(count)]}, open(path, "w"))


def dossier(folder, count):
    """The dossier's own records over and over, each moved a little and with an id of its own."""
    numbers = random.Random(1)
    shutil.copytree(HOME, folder, ignore=lambda d, names: [n for n in names if d == HOME and n not in ("marz.toml", "data", "maps")])
    # The name of a key that an old binary knows; a newer one reads it with a warning.
    for name in os.listdir(os.path.join(folder, "maps")):
        if name.endswith(".toml"):
            recipe = os.path.join(folder, "maps", name)
            text = open(recipe, encoding="utf-8").read()
            open(recipe, "w", encoding="utf-8").write(text.replace("text_scale =", "text ="))
    path = os.path.join(folder, "data", "incidents.geojson")
    whole = json.load(open(path, encoding="utf-8"))
    features = whole.pop("features")
    with open(path, "w", encoding="utf-8") as out:
        out.write(json.dumps(whole, ensure_ascii=False)[:-1] + ',"features":[\n')
        for i in range(count):
            feature = json.loads(json.dumps(features[i % len(features)]))
            feature["id"] += f"-{i}"
            if feature["geometry"]:
                moved = [round(v + numbers.uniform(-0.1, 0.1), 5) for v in feature["geometry"]["coordinates"]]
                feature["geometry"]["coordinates"] = moved
            out.write((",\n" if i else "") + json.dumps(feature, ensure_ascii=False))
        out.write("]}\n")


def run(command, folder, limit):
    """Processor seconds, seconds, MB."""
    for name in os.listdir(folder):
        if name.startswith("out."):
            path = os.path.join(folder, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        done, status, used = os.wait4(process.pid, os.WNOHANG)
        took = time.perf_counter() - start
        if done:
            break
        if took > limit:
            process.kill()
            os.wait4(process.pid, 0)
            return limit, limit, math.nan
        time.sleep(0.002)
    # 1: some records were rejected.
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, took, used.ru_maxrss / 1000


def cases(count):
    """Name, what makes the input in a folder, the arguments."""
    few = max(count // 10, 1)
    csv = ["--format", "csv", "--output", "out.csv", "--quiet"]
    measure = ["measure", "in.csv", "--border", BORDER]
    yield "discs-8km", lambda f: discs(f + "/in.csv", few, 8, 8), [*measure, *csv]
    yield "discs-2-50km", lambda f: discs(f + "/in.csv", few, 2, 50), [*measure, "--within", "5km", *csv]
    yield "discs-200km", lambda f: discs(f + "/in.csv", max(few // 10, 1), 200, 200), [*measure, "--within", "5km", *csv]
    yield "discs-far", lambda f: discs(f + "/in.csv", few, 50, 50, (500, 8000)), [*measure, *csv]
    yield "discs-near", lambda f: discs(f + "/in.csv", few, 50, 50), [*measure, *csv]
    yield "points-csv", lambda f: points(f + "/in.csv", 10 * count), [*measure, *csv]
    yield "points-table", lambda f: points(f + "/in.csv", 10 * count), [*measure, "--format", "table", "--output", "out.txt", "--quiet"]
    yield "border-1m", lambda f: (points(f + "/in.csv", count), winding(f + "/line.geojson", 10 * count)), ["measure", "in.csv", "--border", "line.geojson", *csv]
    whole = lambda n: lambda f: dossier(f + "/case", n)
    case = ["--dossier", "case", "--quiet"]
    yield "export-csv", whole(count), ["export", *case, "--to", "csv", "--output", "out.csv"]
    yield "export-gpkg", whole(count), ["export", *case, "--to", "gpkg", "--output", "out.gpkg"]
    yield "report", whole(count), ["report", *case, "--output", "out.html"]
    yield "build", whole(count), ["build", *case, "--output", "out.build"]
    yield "analyse", whole(count), ["analyse", *case, "--output", "out.txt"]
    yield "lint", whole(count), ["lint", *case, "--output", "out.txt"]
    yield "map-300", whole(300), ["map", *case, "--output", "out.png"]
    yield "map-5000", whole(5000), ["map", *case, "--output", "out.png"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--limit", type=float, default=600.0)
    args = parser.parse_args()
    only = {name for name in args.only.split(",") if name}
    binaries = [os.path.abspath(args.old), os.path.abspath(args.new)]
    print("| case | old: processor s | s | MB | new: processor s | s | MB | processor time, old / new |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, make, arguments in cases(args.count):
        if only and name not in only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            make(folder)
            runs = ([], [])
            for _ in range(args.rounds):
                for binary, results in zip(binaries, runs):
                    results.append(run([binary, *arguments], folder, args.limit))
            (a, b), cells = [[statistics.median(column) for column in zip(*results)] for results in runs], ""
            for cpu, wall, memory in (a, b):
                cells += f" {cpu:.2f} | {wall:.2f} | {memory:.0f} |"
            print(f"| {name} |{cells} {a[0] / b[0]:.2f} |", flush=True)


if __name__ == "__main__":
    main()
