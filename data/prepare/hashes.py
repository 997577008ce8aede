"""Refreshes the SHA-256 column of the table in data/README.md from the files themselves.

Usage: python3 data/prepare/hashes.py [--check]

A row is a line that begins with a file name in backticks; its last cell takes the hash. A file that does not exist yet
keeps its cell. With --check nothing is written: exit code 1 if a row is out of date, or a file of data/ has no row.
"""

import hashlib
import pathlib
import re
import sys

DATA = pathlib.Path(__file__).resolve().parent.parent
README = DATA / "README.md"
ROW = re.compile(r"^\| `([^`]+)` \|(.*)\| ([^|]*) \|$")
WITHOUT_ROW = ("README.md", "prepare", "licences")


def refreshed(line, seen):
    row = ROW.match(line)
    if not row:
        return line
    name, cells, _ = row.groups()
    seen.add(name)
    file = DATA / name
    if not file.is_file():
        print(f"not there yet: {name}")
        return line
    return f"| `{name}` |{cells}| `{hashlib.sha256(file.read_bytes()).hexdigest()}` |"


def main():
    old = README.read_text(encoding="utf-8")
    seen = set()
    new = "\n".join(refreshed(line, seen) for line in old.split("\n"))
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    missing = sorted(name for name in files - seen if name.split("/")[0] not in WITHOUT_ROW)
    for name in missing:
        print(f"no row: {name}")
    if "--check" in sys.argv[1:]:
        return int(bool(missing) or new != old)
    if new != old:
        README.write_text(new, encoding="utf-8", newline="\n")
    return 0


sys.exit(main())
