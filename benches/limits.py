"""Time and memory of the commands at the stated limits, as a Markdown table.

usage: limits.py MARZ [--only WORD] [--scale 1] [--limit 1800]     (needs python3 alone, and 6 GB of disk; a smaller scale needs less)

Dossiers are made of the one here: 100,000 places; a gigabyte of GeoJSON, and the same with one record that is wrong; 1,000,000 incidents at one
place; 50 rival borders, which `marz measure --compare` takes one by one. Processor seconds (user and system, of all threads), seconds of the clock and greatest resident
memory of each run, as /usr/bin/time -v gives them; the message of a command that refuses its input goes to stderr.
"""
import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ADDRESS_SPACE = 12 << 30
INCIDENTS, PLACES = "data/incidents.geojson", "data/places.geojson"
COMMANDS = [
    ["check"],
    ["measure", "--format", "csv", "--output", "out.csv"],
    ["map", "overview", "--output", "out.png"],
    ["export", "--to", "csv", "--output", "out.csv"],
    ["export", "--to", "gpkg", "--output", "out.gpkg"],
    ["report", "--output", "out.html"],
    ["analyse", "--output", "out.txt"],
    ["lint", "--output", "out.txt"],
]


def load(name):
    return json.load(open(os.path.join(HOME, name), encoding="utf-8"))


def dossier(folder):
    ignore = lambda d, names: [n for n in names if d == HOME and n not in ("marz.toml", "data", "maps")]
    shutil.copytree(HOME, folder, ignore=ignore)


def write(folder, name, features):
    """A collection like the one that stands there, of other features."""
    whole = load(name)
    whole.pop("features")
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(json.dumps(whole, ensure_ascii=False)[:-1] + ',"features":[\n')
        for i, feature in enumerate(features):
            out.write((",\n" if i else "") + json.dumps(feature, ensure_ascii=False))
        out.write("]}\n")


def places(count):
    """The places of the dossier, which recipes name, and so many more."""
    numbers, known = random.Random(1), load(PLACES)["features"]
    yield from known
    one = known[0]
    kinds = ["city", "town", "village", "village", "village", "border_crossing"]
    for i in range(count):
        at = [round(numbers.uniform(66, 76), 5), round(numbers.uniform(35, 40), 5)]
        properties = {"kind": kinds[i % len(kinds)], "country": "TJ", "names": {"en": f"Place {i}", "ru": f"Место {i}"}, "source": "Made up", "rank": 1 + i % 9}
        yield {**one, "id": f"p{i}", "geometry": {"type": "Point", "coordinates": at}, "properties": properties}


def records(of_bytes):
    """The records of the dossier over and over, each moved a little, so many that they take so many bytes."""
    numbers, all, left, i = random.Random(1), load(INCIDENTS)["features"], of_bytes, 0
    while left > 0:
        one = all[i % len(all)]
        feature = {**one, "id": f"{one['id']}-{i}"}
        if one["geometry"]:
            moved = [round(v + numbers.uniform(-0.1, 0.1), 5) for v in one["geometry"]["coordinates"]]
            feature["geometry"] = {"type": "Point", "coordinates": moved}
        left -= len(json.dumps(feature, ensure_ascii=False).encode()) + 2
        i += 1
        yield feature


def one_wrong(records):
    for i, record in enumerate(records):
        if i == 1000:
            record = {**record, "properties": {**record["properties"], "date": "2024-02-31"}}
        yield record


def at_one_place(count):
    one = load(INCIDENTS)["features"][0]
    kept = {k: v for k, v in one["properties"].items() if k in ("title", "summary", "category", "date", "status", "killed", "wounded", "grade")}
    location = {k: v for k, v in one["properties"]["location"].items() if k in ("name", "radius_m", "method", "basis", "extent")}
    sources = [{k: v for k, v in one["properties"]["sources"][0].items() if k in ("publisher", "url", "date")}]
    for i in range(count):
        date = f"{2021 + i % 5}-{1 + i // 5 % 12:02}-{1 + i // 60 % 28:02}"
        yield {**one, "id": f"r{i}", "properties": {**kept, "date": date, "location": location, "sources": sources}}


def rivals(folder, count):
    numbers, border = random.Random(1), load("data/border.geojson")
    line = border["features"][0]["geometry"]["coordinates"]
    names = []
    for i in range(count):
        lon, lat = numbers.uniform(-0.05, 0.05), numbers.uniform(-0.05, 0.05)
        border["features"][0]["geometry"]["coordinates"] = [[round(x + lon, 6), round(y + lat, 6)] for x, y in line]
        names.append(f"rival-{i}.geojson")
        json.dump(border, open(os.path.join(folder, names[-1]), "w"))
    return names


def cases(scale):
    n = lambda count: max(1, int(count * scale))
    yield f"{n(100_000):,} places", COMMANDS, lambda folder: write(folder, PLACES, places(n(100_000)))
    yield f"{n(1_000_000_000) / 1e9:g} GB of incidents", COMMANDS, lambda folder: write(folder, INCIDENTS, records(n(1_000_000_000)))
    yield f"{n(1_000_000_000) / 1e9:g} GB, one wrong", COMMANDS[:4], lambda folder: write(folder, INCIDENTS, one_wrong(records(n(1_000_000_000))))
    yield f"{n(1_000_000):,} incidents at one place", COMMANDS, lambda folder: write(folder, INCIDENTS, at_one_place(n(1_000_000)))
    compare = [word for i in range(n(50)) for word in ("--compare", f"rival-{i}.geojson")]
    measure = ["measure", *compare, "--format", "csv", "--output", "out.csv"]
    yield f"{n(50)} rival borders", [measure], lambda folder: rivals(folder, n(50))


def bounded():
    """No run takes the machine's memory from others."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def run(command, folder, limit):
    """Processor seconds, seconds, MB, exit code, the lines of what was said."""
    for name in os.listdir(folder):
        if name.startswith("out."):
            os.remove(os.path.join(folder, name))
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, preexec_fn=bounded)
        stop = threading.Timer(limit, child.kill)
        stop.start()
        _, status, usage = os.wait4(child.pid, 0)
        stop.cancel()
        seconds = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines() or [""]
    return usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss / 1000, child.returncode, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marz")
    parser.add_argument("--only", default="")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--limit", type=float, default=1800.0)
    args = parser.parse_args()
    marz = os.path.abspath(args.marz)
    print("| input | command | processor s | s | MB |\n|---|---|---:|---:|---:|")
    for name, commands, make in cases(args.scale):
        if args.only not in name:
            continue
        with tempfile.TemporaryDirectory() as outer:
            folder = os.path.join(outer, "case")
            dossier(folder)
            make(folder)
            for command in commands:
                cpu, seconds, megabytes, code, lines = run([marz, *command], folder, args.limit)
                words = [w for i, w in enumerate(command) if w not in ("--output", "--compare") and command[i - 1] not in ("--output", "--compare")]
                note = "" if code == 0 else f" (exit code {code})"
                print(f"| {name} | `{' '.join(words)}`{note} | {cpu:.1f} | {seconds:.1f} | {megabytes:.0f} |", flush=True)
                if code != 0:
                    print("\n".join(lines[-3:]), file=sys.stderr, flush=True)


main()
