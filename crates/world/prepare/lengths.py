"""The table of lengths in docs/borders.md: every border beside its published length, with a reason where they differ by a tenth or more.

Usage: lengths.py BORDERS.geojson.gz BORDERS.md

BORDERS.geojson.gz is a file of borders.py. The reasons stand in length_reasons.tsv beside this script.
"""

import pathlib
import re
import sys

from layers import read

MUCH = 0.10
ROW = re.compile(r"^\| [A-Z]{3}-[A-Z]{3} \|.*\n", re.MULTILINE)

reasons_file = pathlib.Path(__file__).parent / "length_reasons.tsv"
reasons = dict(row.split("\t") for row in reasons_file.read_text(encoding="utf-8").splitlines())
rows = []
for border in sorted((feature["properties"] for feature in read(sys.argv[1])["features"]), key=lambda border: border["id"]):
    km, published = border["length_km"], [entry["km"] for entry in border["published"]]
    difference = km / published[0] - 1 if published else 0
    reason = reasons.pop(border["id"], "")
    if (abs(difference) >= MUCH) != bool(reason):
        raise SystemExit(f"{border['id']}: {difference:+.1%} and the reason is {reason!r}: see length_reasons.tsv")
    figures = " / ".join(dict.fromkeys(f"{km:g}" for km in published))
    known = [figures, f"{difference * 100:+.0f} %"] if published else ["none", ""]
    cells = [border["id"], f"{km:.1f}", *known, str(border["parts"]), border["accuracy"], reason]
    rows.append("| " + " | ".join(cells) + " |\n")
assert not reasons, f"reasons for borders that there are not: {sorted(reasons)}"

path = pathlib.Path(sys.argv[2])
page = path.read_text(encoding="utf-8")
old = ROW.findall(page)
first = page.index(old[0])
path.write_text(page[:first] + "".join(rows) + ROW.sub("", page[first:]), encoding="utf-8", newline="\n")
print(f"{path}: {len(rows)} borders, {sum(a != b for a, b in zip(old, rows))} rows changed")
