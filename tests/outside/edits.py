"""Random edits of exported files in other programs (OGR, an edit session of QGIS, a spreadsheet program), merged back by marz, held to a model
in plain Python.

In every round the dossier is exported and edited: points moved, fields changed, records added and deleted, places as well. In every second
round the dossier changes too; in every third the export is coarsened, and what is not moved keeps its exact point. What each record must be
afterwards is decided here, field by field, without marz.
"""

import collections
import copy
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from edit_programs import WAYS

marz, root = sys.argv[1], sys.argv[2]
wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 96
dice = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
PER_ROUND = 12

# Column of the export, and where its field is stored.
FIELDS = {
    "incidents": {
        "title": ("title",), "summary": ("summary",), "place": ("location", "name"), "district": ("location", "district"),
        "status_note": ("status_note",), "tags": ("tags",), "notes": ("notes",), "radius_m": ("location", "radius_m"),
        "killed_who": ("killed", "who"), "status": ("status",), "category": ("category",), "date": ("date",),
    },
    "places": {"admin": ("admin",), "population": ("population",), "name_ru": ("names", "ru"), "variants": ("variants",), "rank": ("rank",)},
}
LISTS = {"tags", "notes", "variants"}
NUMBERS = {"radius_m", "population", "rank"}
OPTIONAL = {"district", "status_note", "tags", "notes", "killed_who", "admin", "population", "variants", "name_ru"}


def word():
    return "".join(dice.choice("abcdefghijklmnopqrstuvwxyzтҷکگ") for _ in range(8))


def value(column):
    """A new value as it is stored."""
    if column in OPTIONAL and dice.random() < 0.2:
        return None
    if column in LISTS:
        return [word() for _ in range(dice.randint(1, 3))]
    if column in NUMBERS:
        return dice.randint(1, 9) if column == "rank" else dice.randint(0, 40_000)
    if column == "status":
        return dice.choice(["officially_confirmed", "multiple_media", "one_side", "disputed", "denied"])
    if column == "category":
        return dice.choice(["clash", "shelling", "contact", "other", "aggregate"])
    if column == "date":
        return f"202{dice.randint(1, 5)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    return f"{word()} {word()}"


def pick(feature, path):
    at = feature["properties"]
    for step in path:
        at = (at or {}).get(step)
    return at or None if not isinstance(at, int) else at


def put(feature, path, new):
    at = feature["properties"]
    for step in path[:-1]:
        at = at[step]
    if new is None:
        at.pop(path[-1], None)
    else:
        at[path[-1]] = new


def moved(feature):
    lon, lat = feature["geometry"]["coordinates"][:2]
    return [round(lon + dice.uniform(-0.05, 0.05), 7), round(lat + dice.uniform(-0.05, 0.05), 7)]


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def edit(store, layer, is_coarse):
    """One random edit of a layer's features, by id; returns its words."""
    ids = [i for i in store if not i.startswith("new-")]
    kind = dice.choices(["field", "move", "add", "delete"], [6, 0 if is_coarse else 2, 1, 1])[0]
    one = dice.choice(ids)
    feature = store[one]
    if kind == "field" or (kind == "move" and feature["geometry"] is None):
        column = dice.choice(sorted(FIELDS[layer]))
        if column == "name_ru" and len(feature["properties"]["names"]) < 2:
            column = "rank"
        if column == "radius_m" and (is_coarse or feature["geometry"] is None):
            column = "title"
        put(feature, FIELDS[layer][column], value(column))
    elif kind == "move":
        feature["geometry"]["coordinates"] = moved(feature)
    elif kind == "delete" and len(ids) > 20:
        del store[one]
    else:
        new = copy.deepcopy(dice.choice(list(store.values())))
        new["id"] = f"new-{word()}".translate(str.maketrans("тҷکگ", "abcd"))
        if layer == "incidents":
            title, point = f"{word()} {word()}", [round(dice.uniform(68, 71), 7), round(dice.uniform(37, 38), 7)]
            new["geometry"] = {"type": "Point", "coordinates": point}
            new["properties"] = {
                "title": title, "summary": title, "category": "clash", "date": value("date"),
                "location": {"name": word(), "basis": "reported", "extent": "point"},
                "killed": {"min": None, "best": None, "max": None}, "wounded": {"min": None, "best": None, "max": None},
                "status": "one_side", "grade": {"reliability": "F", "credibility": 6},
                "sources": [{"publisher": f"Paper {dice.randint(1, 9)}"}],
            }
        else:
            new["properties"] = {"kind": "village", "country": "TJ", "names": {"en": word()}, "rank": 8}
        new["properties"].pop("history", None)
        store[new["id"]] = new
    return kind


def cell(column, new):
    return "; ".join(new) if isinstance(new, list) else new


def changes(layer, base, theirs):
    """The difference of two states, as a person makes it in another program."""
    columns = FIELDS[layer]
    for one in sorted(set(base) | set(theirs)):
        if one not in theirs:
            yield "delete", one
            continue
        if base.get(one) == theirs[one]:
            continue
        new, cells = theirs[one], {}
        if one not in base:
            properties = new["properties"]
            if layer == "incidents":
                cells["sources"] = properties["sources"][0]["publisher"]
            else:
                cells.update({column: properties[column] for column in ("kind", "country")}, name_en=properties["names"]["en"])
        for column, stored in columns.items():
            now = pick(new, stored)
            if one in base and now == pick(base[one], stored):
                continue
            # Some programs write nothing, others an empty text.
            nothing = None if column in NUMBERS or dice.random() < 0.5 else ""
            cells[column] = nothing if now is None else cell(column, now)
        is_moved = one not in base or base[one]["geometry"] != new["geometry"]
        yield "add" if one not in base else "change", one, cells, new["geometry"]["coordinates"][:2] if is_moved else None


def seen(feature, layer):
    """What an export shows of a record, by column."""
    if feature is None:
        return None
    row = {column: pick(feature, stored) for column, stored in FIELDS[layer].items()}
    geometry = feature["geometry"]
    row["position"] = None if geometry is None else [round(v, 7) for v in geometry["coordinates"][:2]]
    if geometry is None and "radius_m" in row:
        row["radius_m"] = None
    return row


def merged(base, ours, theirs):
    """What a record must be: its row, and the columns that are in conflict (a conflict of the whole record: 'record')."""
    if theirs == base or ours == theirs:
        return ours, set()
    if ours == base:
        return theirs, set()
    if ours is None or theirs is None or base is None:
        return ours, {"record"}
    # A point and its radius are one statement.
    unit = {"radius_m": "position"}
    differing = [c for c in base if ours[c] != theirs[c]]
    there, here = ({unit.get(c, c) for c in differing if side[c] != base[c]} for side in (theirs, ours))
    clash = {c for c in differing if unit.get(c, c) in there & here}
    if clash:
        return ours, clash
    return {c: ours[c] if theirs[c] == base[c] else theirs[c] for c in base}, set()


def states(folder):
    files = {"incidents": "data/incidents.geojson", "places": "data/places.geojson"}
    return {layer: {f["id"]: f for f in load(os.path.join(folder, path))["features"]} for layer, path in files.items()}, files


def save(folder, path, store):
    whole = load(os.path.join(folder, path))
    whole["features"] = list(store.values())
    with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
        json.dump(whole, file, ensure_ascii=False, indent=1)


def run(folder, *words):
    return subprocess.run([marz, *words], cwd=folder, capture_output=True, text=True, check=False)


counts = collections.Counter()
number = 0
while counts["edits"] < wanted:
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, "dossier")
        os.makedirs(folder)
        shutil.copy(os.path.join(root, "marz.toml"), folder)
        shutil.copytree(os.path.join(root, "data"), os.path.join(folder, "data"))
        is_coarse = number % 3 == 2
        options = ["--coarsen", "10km"] if is_coarse else []
        ending, form, program = WAYS[number // 2 % len(WAYS)]
        name = f"case.{ending}"
        out = run(folder, "export", "--quiet", "--to", form, "--output", name, *options)
        assert out.returncode == 0, out.stderr
        base, files = states(folder)
        theirs, ours = copy.deepcopy(base), copy.deepcopy(base)
        for _ in range(PER_ROUND):
            # A flat file has one layer.
            layer = dice.choices(["incidents", "places"], [3, ending == "gpkg"])[0]
            counts[edit(theirs[layer], layer, is_coarse)] += 1
            counts["edits"] += 1
        if number % 2:
            # The same few records, so that both sides meet.
            for layer in theirs:
                touched = [i for i in base[layer] if theirs[layer].get(i) != base[layer][i]]
                few = {i: ours[layer][i] for i in touched}
                for one in touched:
                    if dice.random() < 0.7:
                        column = dice.choice(sorted(FIELDS[layer]))
                        if column != "name_ru" and not (column == "radius_m" and (is_coarse or few[one]["geometry"] is None)):
                            put(ours[layer][one], FIELDS[layer][column], value(column))
                    changed = [c for c, p in FIELDS[layer].items() if one in theirs[layer] and pick(theirs[layer][one], p) != pick(base[layer][one], p)]
                    if changed and dice.random() < 0.4:
                        put(ours[layer][one], FIELDS[layer][changed[0]], value(changed[0]))
                    if dice.random() < 0.1:
                        ours[layer].pop(one)
                save(folder, files[layer], ours[layer])
        ours, _ = states(folder)
        for layer in theirs:
            made = list(changes(layer, base[layer], theirs[layer]))
            if made:
                program(os.path.join(folder, name), layer, made)
        before = {path: open(os.path.join(folder, path), "rb").read() for path in files.values()}
        dry = run(folder, "import", "edits", name, "--dry-run")
        assert all(open(os.path.join(folder, path), "rb").read() == text for path, text in before.items()), "a dry run wrote"
        out = run(folder, "import", "edits", name, "--by", "check")
        assert out.returncode in (0, 1), f"round {number}, {program.__name__} {name}: {out.stderr}"
        assert dry.returncode == out.returncode
        after, _ = states(folder)
        named = collections.defaultdict(set)
        for one, column in re.findall(r"^conflict  (\S+)  (\w+): ", out.stderr, re.M):
            named[one].add(column)
        expected_conflicts = 0
        for layer in files:
            for one in sorted(set(base[layer]) | set(ours[layer]) | set(theirs[layer]) | set(after[layer])):
                rows = [seen(s[layer].get(one), layer) for s in (base, ours, theirs)]
                row, clash = merged(*rows)
                found = seen(after[layer].get(one), layer)
                assert found == row, f"round {number}: {one}: expected {row}\nfound {found}\n{out.stderr}"
                assert bool(clash) == bool(named[one]), f"round {number}: {one}: conflicts {clash}, named {named[one]}\n{out.stderr}"
                assert "record" in clash or clash == named[one], f"round {number}: {one}: conflicts {clash}, named {named[one]}"
                expected_conflicts += bool(clash)
                # What no column shows is as it was.
                if one in ours[layer] and one in after[layer]:
                    was, now = copy.deepcopy(ours[layer][one]), copy.deepcopy(after[layer][one])
                    for feature in (was, now):
                        feature["properties"].pop("history", None)
                        feature["geometry"] = None
                        for stored in FIELDS[layer].values():
                            put(feature, stored, None)
                    assert was == now, f"round {number}: {one}: something else changed"
        assert (out.returncode == 1) == (expected_conflicts > 0), out.stderr
        counts["conflicts"] += expected_conflicts
        check = run(folder, "check", "--format", "json")
        errors = [p for p in json.loads(check.stdout)["problems"] if p["severity"] == "error"]
        assert not errors, f"round {number}: {errors}"
        if "nothing was written" not in out.stderr:
            undo = run(folder, "undo")
            assert undo.returncode == 0, undo.stderr
        assert all(open(os.path.join(folder, path), "rb").read() == text for path, text in before.items()), "undo"
    number += 1
words = ", ".join(f"{counts[kind]} {kind}" for kind in ("field", "move", "add", "delete"))
print(f"{counts['edits']} edits in {number} rounds ({words}): none lost, none invented, {counts['conflicts']} records in conflict, each named")
