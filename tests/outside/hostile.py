"""Hostile dossiers and files: a corpus made here, case by case, and what marz makes of each.

Usage: hostile.py MARZ PROJECT [WORD...]

Every case changes a copy of the first dossier, or brings a file of its own. The commands are run one after the other, each under a limit of
time and address space. None may panic, be killed, leave a temporary file, or change a file outside of its folder; the first must end
with the exit code that the case expects (0 nothing to object, 1 records rejected, 2 refused).
"""

import concurrent.futures
import gzip
import io
import json
import math
import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SECONDS = 60
MEMORY = 6 << 30  # bytes of address space, of which threads reserve much
CHECK = ["check"]
ALL = [CHECK, ["measure", "--format", "csv", "--output", "o.csv"], ["map", "overview", "--output", "o.svg"], ["export", "--to", "geojson", "--output", "o.geojson"], ["report", "--output", "o.html"]]
FORM = [CHECK, ["measure", "--format", "csv", "--output", "o.csv"]]
DRAW = [CHECK, ["map", "x", "--output", "o.png"], ["map", "x", "--output", "o.svg"]]
BORDER = [["border", "info", "--border", "b.geojson"], ["measure", "p.csv", "--border", "b.geojson", "--format", "csv", "--output", "o.csv"], ["map", "--border", "b.geojson", "--output", "o.svg"], ["border", "at", "10", "--border", "b.geojson"]]
POINTS = [["measure", "t.csv", "--format", "csv", "--output", "o.csv"], ["import", "table", "t.csv", "--output", "o.geojson"]]

CASES = []


def case(name, expected, commands=ALL):
    """Adds a case: a function that changes the folder."""

    def add(change):
        CASES.append((name, expected, commands, change))
        return change

    return add


# What stands in files.


def load(home, name):
    return json.loads((home / "data" / name).read_text())


def store(home, name, value):
    (home / "data" / name).write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def incidents(change):
    """Changes the first incident."""

    def of(home):
        all = load(home, "incidents.geojson")
        change(all["features"][0], all)
        store(home, "incidents.geojson", all)

    return of


def member(**values):
    def change(feature, _):
        feature["properties"].update(values)

    return incidents(change)


def located(**values):
    def change(feature, _):
        feature["properties"]["location"].update(values)

    return incidents(change)


def at(*position):
    def change(feature, _):
        feature["geometry"]["coordinates"] = list(position)

    return incidents(change)


def raw(text):
    return lambda home: store(home, "incidents.geojson", text)


def recipe(text):
    def of(home):
        (home / "maps/x.toml").write_text("title = 'X'\nextent = { border = true }\n" + text)

    return of


def manifest(old, new):
    def of(home):
        text = (home / "marz.toml").read_text()
        assert old in text, old
        (home / "marz.toml").write_text(text.replace(old, new))

    return of


def border(geometry, **properties):
    def of(home):
        value = geometry(random.Random(1)) if callable(geometry) else geometry
        feature = {"type": "Feature", "properties": properties, "geometry": value}
        (home / "b.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
        (home / "p.csv").write_text("id,lon,lat,radius_m\na,70.1,37.5,5000\nb,-179.9,10,\nc,0,90,1\nd,-70,-20,20000\n")

    return of


def line(*positions):
    return {"type": "LineString", "coordinates": [list(p) for p in positions]}


def table(text, name="t.csv"):
    def of(home):
        data = text() if callable(text) else text
        (home / name).write_bytes(data if isinstance(data, bytes) else data.encode())

    return of


# Incidents: the form.

HEAD = '{"type":"FeatureCollection","features":['
for name, expected, text in [
    ("empty file", 1, ""),
    ("only a byte order mark", 1, "\ufeff"),
    ("one brace", 1, "{"),
    ("100,000 braces", 1, '{"a":' * 100_000),
    ("100,000 brackets in a member", 1, HEAD + '{"type":"Feature","id":"a","properties":{"x":' + "[" * 100_000),
    ("a list of features alone", 1, "[]"),
    ("features as an object", 1, '{"type":"FeatureCollection","features":{"a":1}}'),
    ("no features", 0, HEAD + "]}"),
    ("10,000 nulls as features", 1, HEAD + ",".join(["null"] * 10_000) + "]}"),
    ("numbers beyond any float", 1, HEAD + '{"type":"Feature","id":"a","properties":{"title":"x"},"geometry":{"type":"Point","coordinates":[1e400,-1e400]}}]}'),
    ("a number of a million digits", 1, HEAD + '{"type":"Feature","id":' + "9" * 1_000_000 + ',"properties":{},"geometry":null}]}'),
    ("NaN", 1, HEAD + '{"type":"Feature","id":"a","properties":{},"geometry":{"type":"Point","coordinates":[NaN,NaN]}}]}'),
    ("a lone surrogate", 1, HEAD + '{"type":"Feature","id":"\\ud800","properties":{},"geometry":null}]}'),
    ("a text of 20 MB", 1, HEAD + '{"type":"Feature","id":"a","properties":{"title":"' + "x" * 20_000_000 + '"},"geometry":null}]}'),
    ("a hundred thousand members", 1, HEAD + '{"type":"Feature","id":"a","properties":{' + ",".join(f'"k{n}":{n}' for n in range(100_000)) + '},"geometry":null}]}'),
    ("the same member twice", 1, HEAD + '{"type":"Feature","id":"a","id":"b","properties":{},"properties":{"title":"x"},"geometry":null}]}'),
    ("another coordinate system", 1, '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[]}'),
    ("two documents", 1, HEAD + "]}" + HEAD + "]}"),
]:
    case(f"incidents: {name}", expected, FORM)(raw(text))


def bytes_of(data):
    return lambda home: (home / "data/incidents.geojson").write_bytes(data)


for name, expected, data in [
    ("UTF-16", 1, (HEAD + "]}").encode("utf-16")),
    ("UTF-32", 1, (HEAD + "]}").encode("utf-32")),
    ("zero bytes", 1, bytes(1_000_000)),
    ("packed by gzip", 1, gzip.compress((HEAD + "]}").encode())),
    ("random bytes", 1, random.Random(2).randbytes(1_000_000)),
    ("a picture", 1, b"\x89PNG\r\n\x1a\n" + bytes(1000)),
]:
    case(f"incidents: {name}", expected, FORM)(bytes_of(data))

# Incidents: what they say.

ID = "2021-06-22-sher-khan-bandar-capture"
for name, expected, change in [
    ("year 9999", 0, member(date="9999-12-31")),
    ("year 0", 0, member(date="0000-01-01")),
    ("a year of ten digits", 0, member(date="Y1234567890")),
    ("an interval of all time", 0, member(date="0001/9999")),
    ("31 February", 1, member(date="2024-02-31")),
    ("a date of a megabyte", 1, member(date="2024-" * 200_000)),
    ("a date of digits of another script", 1, member(date="٢٠٢٤-٠١-٠١")),
    ("a title of a megabyte", 1, member(title="x" * 1_000_000)),
    ("a title of a megabyte of spaces", 1, member(title=" " * 1_000_000)),
    ("a title of line ends", 0, member(title="\n" * 1000)),
    ("colours for the terminal in a title", 0, member(title="\u001b[31mred\u001b[0m\u001b]0;title\u0007")),
    ("text turned round in a title", 0, member(title="\u202eevitcejni\u202c")),
    ("a thousand marks on one letter", 0, member(title="Z" + "\u0301" * 1000 + "algo")),
    ("letters of private use", 0, member(title="\ue000\U000f0000 somewhere")),
    ("HTML in a title", 0, member(title="<script>alert(1)</script><img src=x onerror=alert(2)>")),
    ("a formula in a title", 0, member(title="=cmd|' /C calc'!A0")),
    ("an expression of QGIS in a title", 0, member(title="[% env('HOME') %]")),
    ("Markdown in a title", 0, member(title="![x](http://x.example/) | $x$ | @cite | `x`")),
    ("an id that is a path", 0, incidents(lambda f, _: f.update(id="../../../etc/passwd"))),
    ("an id with a line end", 1, incidents(lambda f, _: f.update(id="a\nb"))),
    ("an id of a megabyte", 0, incidents(lambda f, _: f.update(id="x" * 1_000_000))),
    ("an id that is a list", 1, incidents(lambda f, _: f.update(id=[1, 2]))),
    ("a thousand records with one id", 1, incidents(lambda f, a: a.update(features=[f] * 1000))),
    ("killed: -1", 1, member(killed={"min": -1, "max": 3})),
    ("killed: 1e30", 1, member(killed={"min": 1e30, "best": 1e30, "max": 1e30})),
    ("killed: more at least than at most", 1, member(killed={"min": 9, "best": 5, "max": 1})),
    ("killed: a text of digits", 1, member(killed="12345678901234567890")),
    ("count of 1e18", 1, member(count=10**18)),
    ("ten thousand sources", 0, incidents(lambda f, _: f["properties"].update(sources=f["properties"]["sources"][:1] * 10_000))),
    ("a source with a script for an address", 0, incidents(lambda f, _: f["properties"]["sources"][0].update(url="javascript:alert(1)"))),
    ("a hundred thousand tags", 0, member(tags=[f"t{n}" for n in range(100_000)])),
    ("an unknown category", 1, member(category="no\u001bsuch")),
    ("an unknown status", 1, member(status=[])),
    ("the same event as itself", 0, member(same_event_as=[ID])),
    ("the same event as ten thousand others", 0, member(same_event_as=[f"x{n}" for n in range(10_000)])),
    ("radius 0", 0, located(radius_m=0)),
    ("radius -5", 1, located(radius_m=-5)),
    ("radius larger than the earth", 1, located(radius_m=100_000_000)),
    ("radius 1e308", 1, located(radius_m=1e308)),
    ("radius as a text", 1, located(radius_m="5 km")),
    ("location as a list", 1, member(location=[])),
    ("a hundred thousand variants of a name", 0, located(variants=[f"name {n}" for n in range(100_000)])),
    ("a country of a megabyte", 1, located(country="x" * 1_000_000)),
    ("at the north pole", 0, at(0, 90)),
    ("beyond the pole", 1, at(0, 91)),
    ("at longitude 1e9", 1, at(1e9, 10)),
    ("at the antimeridian", 0, at(180, 37)),
    ("one number as a position", 1, at(68.6)),
    ("a hundred numbers as a position", 1, at(*([68.6] * 100))),
    ("texts as a position", 1, at("68.6", "37.1")),
    ("a polygon as a place", 1, incidents(lambda f, _: f.update(geometry={"type": "Polygon", "coordinates": [[[68, 37], [69, 37], [69, 38], [68, 37]]]}))),
    ("geometries in one another", 1, incidents(lambda f, _: f.update(geometry=json.loads('{"type":"GeometryCollection","geometries":[' * 100 + '{"type":"Point","coordinates":[68,37]}' + "]}" * 100)))),
]:
    case(f"record: {name}", expected)(change)


@case("record: twenty thousand at one position", 0)
def _(home):
    all = load(home, "incidents.geojson")
    first = all["features"][0]
    all["features"] = [{**first, "id": f"r{n}"} for n in range(20_000)]
    store(home, "incidents.geojson", all)


@case("record: a circle of a thousand that are the same event", 0)
def _(home):
    all = load(home, "incidents.geojson")
    first = all["features"][0]
    all["features"] = [{**first, "id": f"r{n}", "properties": {**first["properties"], "same_event_as": [f"r{(n + 1) % 1000}"]}} for n in range(1000)]
    store(home, "incidents.geojson", all)


# Lines.


def star(r):
    return line(*[(70 + math.cos(n * 2.4) * 2, 38 + math.sin(n * 2.4) * 2) for n in range(500)])


def walk(r):
    here, out = [70.0, 38.0], []
    for _ in range(50_000):
        here = [here[0] + r.uniform(-0.001, 0.001), here[1] + r.uniform(-0.001, 0.001)]
        out.append(here)
    return line(*out)


for name, expected, geometry, properties in [
    ("one position", 2, line((70, 38)), {}),
    ("the same position twice", 2, line((70, 38), (70, 38)), {}),
    ("no position", 2, line(), {}),
    ("a hundred thousand times the same two positions", 2, line(*[(70, 38), (71, 38)] * 50_000), {}),
    ("from pole to pole", 0, line((0, -90), (0, 0), (0, 90)), {}),
    ("from one side of the earth to the other", 0, line((0, 0), (180, 0)), {}),
    ("nearly to the other side of the earth", 0, line((0, 0.1), (179.7, 0.2)), {}),
    ("across the antimeridian", 0, line((179, 10), (-179, 11)), {}),
    ("around the pole", 0, line(*[(n * 10 - 180, 89) for n in range(37)]), {}),
    ("a star of 500 rays", 0, star, {}),
    ("a walk of 50,000 steps", 0, walk, {}),
    ("a spike of no width", 0, line((70, 38), (71, 38), (70.5, 38), (72, 38)), {}),
    ("an edge of a nanometre", 0, line((70, 38), (70.00000000000001, 38), (71, 38)), {}),
    ("a figure of eight", 0, line((70, 38), (71, 39), (71, 38), (70, 39), (70, 38)), {}),
    ("ten thousand parts", 0, {"type": "MultiLineString", "coordinates": [[[70 + n / 1e4, 38], [70 + n / 1e4, 38.0001]] for n in range(10_000)]}, {}),
    ("no part", 2, {"type": "MultiLineString", "coordinates": []}, {}),
    ("parts of no position", 2, {"type": "MultiLineString", "coordinates": [[], []]}, {}),
    ("a polygon", 2, {"type": "Polygon", "coordinates": [[[70, 38], [71, 38], [71, 39], [70, 38]]]}, {}),
    ("points", 2, {"type": "MultiPoint", "coordinates": [[70, 38], [71, 38]]}, {}),
    ("latitude 91", 2, line((70, 38), (70, 91)), {}),
    ("longitude 1e300", 2, line((70, 38), (1e300, 38)), {}),
    ("texts as numbers", 2, line(("70", "38"), ("71", "38")), {}),
    ("accuracy of -1", 0, line((70, 38), (71, 38)), {"accuracy_m": -1}),
    ("accuracy of 1e308", 0, line((70, 38), (71, 38)), {"accuracy_m": 1e308}),
    ("a kind of edge nobody knows", 2, line((70, 38), (71, 38)), {"edges": "curly"}),
    ("straight edges around the earth", 0, line((-179, 10), (179, 10)), {"edges": "straight"}),
    ("straight edges to the pole", 0, line((0, 60), (170, 90)), {"edges": "straight"}),
    ("a stretch that ends before it begins", 0, line((70, 38), (71, 38)), {"stretches": [{"from_km": 50, "to_km": 10, "status": "disputed"}]}),
    ("ten thousand stretches on top of one another", 0, line((70, 38), (71, 38)), {"stretches": [{"from_km": 0, "to_km": 50, "status": "disputed"}] * 10_000}),
    ("a name of a megabyte", 0, line((70, 38), (71, 38)), {"name": {"en": "x" * 1_000_000}}),
    ("both sides the same", 0, line((70, 38), (71, 38)), {"sides": {"left": {"code": "TJ", "names": {"en": "A"}}, "right": {"code": "TJ", "names": {"en": "A"}}}}),
]:
    case(f"line: {name}", expected, BORDER)(border(geometry, **properties))

# Manifest and recipes.

for name, expected, text in [
    ("a picture of 1e9 pixels a side", 1, "size = [1000000000, 1000000000]\n"),
    ("a picture of -1 pixels", 1, "size = [-1, -1]\n"),
    ("a picture of 1 pixel", 1, "size = [1, 1]\n"),
    ("a million dots an inch", 1, "dpi = 1000000\n"),
    ("no dots an inch", 1, "dpi = 0\n"),
    ("text of no size", 1, "text_scale = 0\n"),
    ("text a million times as large", 1, "text_scale = 1000000\n"),
    ("text of size NaN", 1, "text_scale = nan\n"),
    ("a frame turned inside out", 1, None),
    ("a million formats", 1, "formats = [" + "'png'," * 1_000_000 + "]\n"),
    ("a title of a megabyte", 1, None),
    ("years without end", 0, "filter = { since = '0001', until = '9999' }\n"),
    ("a distance of 1e308 m", 1, "filter = { near = '1e308m' }\n"),
    ("a key nobody knows", 1, "no_such_key = 1\n"),
    ("a hundred thousand keys", 1, "".join(f"k{n} = 1\n" for n in range(100_000))),
    ("tables in one another", 1, "a" + ".a" * 10_000 + " = 1\n"),
    ("brackets in one another", 1, "extent = " + "[" * 100_000 + "\n"),
    ("ten thousand places to include", 1, "include = [" + ",".join(f"'p{n}'" for n in range(10_000)) + "]\n"),
    ("a language that is a path", 1, "lang = '../../../etc/passwd'\n"),
]:
    change = recipe(text or "")
    if name.startswith("a frame"):
        change = lambda home: (home / "maps/x.toml").write_text("title = 'X'\nextent = { bbox = [72, 39, 68, 36] }\n")
    if name.startswith("a title"):
        change = lambda home: (home / "maps/x.toml").write_text("title = '" + "x" * 1_000_000 + "'\nextent = { border = true }\n")
    case(f"recipe: {name}", expected, DRAW)(change)


@case("recipe: a pipe", 1, DRAW)
def _(home):
    os.mkfifo(home / "maps/x.toml")


@case("recipe: a folder", 1, DRAW)
def _(home):
    (home / "maps/x.toml").mkdir()


@case("recipe: a link to a device", 1, DRAW)
def _(home):
    (home / "maps/x.toml").symlink_to("/dev/zero")


@case("recipe: a name with a line end and colours", 1, [CHECK])
def _(home):
    (home / "maps/a\n\u001b[31m.toml").write_text("title = 1\n")


@case("recipe: a name that is no UTF-8", 0, [CHECK, ["seal", "--no-rebuild"], ["verify"]])
def _(home):
    (Path(os.fsdecode(os.fsencode(home / "maps") + b"/\xff\xfe.png"))).write_bytes(b"x")


for name, expected, old, new in [
    ("data outside of the dossier", 2, 'incidents = "data/incidents.geojson"', 'incidents = "../../../../etc/passwd"'),
    ("data in a device", 2, 'incidents = "data/incidents.geojson"', 'incidents = "/dev/zero"'),
    ("one file for everything", 1, 'incidents = "data/incidents.geojson"', 'incidents = "data/border.geojson"'),
    ("a relief around the earth a hundred times", 2, "bbox = [66, 34, 76, 40]", "bbox = [-36000, -9000, 36000, 9000]"),
    ("a relief of no size", 2, "bbox = [66, 34, 76, 40]", "bbox = [66, 34, 66, 34]"),
    ("a relief that is no picture", 1, 'file = "data/basemap/relief.png"', 'file = "data/border.geojson"'),
    ("a relief outside", 2, 'file = "data/basemap/relief.png"', 'file = "/etc/passwd"'),
    ("distances without end", 2, 'within = ["5km", "20km"]', 'within = [' + '"5km",' * 100_000 + ']'),
    ("a distance of -5 km", 2, 'within = ["5km", "20km"]', 'within = ["-5km"]'),
    ("a title with colours", 0, 'title = "The Tajik–Afghan border, 2021–2026"', 'title = "\\u001b[31mred"'),
    ("a title of two megabytes", 2, 'title = "The Tajik–Afghan border, 2021–2026"', 'title = "' + "x" * 2_000_000 + '"'),
]:
    case(f"manifest: {name}", expected)(manifest(old, new))


def with_relief(make):
    return lambda home: (home / "data/basemap/relief.png").write_bytes(make())


def png(width, height):
    import binascii
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", binascii.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


case("relief: a header of four billion pixels a side", 1)(with_relief(lambda: png(0x7FFFFFFF, 0x7FFFFFFF)))
case("relief: a header of 60,000 pixels a side", 1)(with_relief(lambda: png(60_000, 60_000)))
case("relief: empty", 1)(with_relief(lambda: b""))

# Tables and workbooks.

ROW = "id,title,date,lat,lon,place\n"
for name, expected, text in [
    ("empty", 2, ""),
    ("a header alone", 0, ROW),
    ("100,000 columns", 2, lambda: ",".join(f"c{n}" for n in range(100_000)) + "\n" + "1," * 99_999 + "1\n"),
    ("a million empty lines", 0, lambda: ROW + "\n" * 1_000_000),
    ("a quote that never ends", 1, lambda: ROW + 'a,"' + "x" * 5_000_000),
    ("a cell of 20 MB", 0, lambda: ROW + "a," + "x" * 20_000_000 + ",2024,37,70,x\n"),
    ("a row of commas", 1, lambda: ROW + "," * 1_000_000 + "\n"),
    ("zero bytes in cells", 2, lambda: ROW + "a\0b,x,2024-01-01,37,70,x\n"),
    ("numbers beyond any float", 1, ROW + "a,x,2024-01-01,1e999,-1e999,x\n"),
    ("words as numbers", 1, ROW + "a,x,2024-01-01,nan,inf,x\n"),
    ("only carriage returns", 0, ROW.replace("\n", "\r") + "a,x,2024-01-01,37,70,x\r"),
    ("packed by gzip", 2, lambda: gzip.compress(b"0" * 10_000_000)),
    ("lines of random bytes", 2, lambda: random.Random(3).randbytes(500_000)),
    ("formulas in every cell", 1, ROW + "=1+1,@SUM(A1),-2,+37,=70,|x\n"),
]:
    case(f"table: {name}", expected, POINTS)(table(text))


def workbook(sheet, strings="", ratio=None):
    """A workbook of one sheet."""

    def of(home):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
            z.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
            z.writestr("xl/workbook.xml", '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>')
            z.writestr("xl/_rels/workbook.xml.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
            if strings:
                z.writestr("xl/sharedStrings.xml", strings)
            z.writestr("xl/worksheets/sheet1.xml", sheet() if callable(sheet) else sheet)
        (home / "t.xlsx").write_bytes(out.getvalue())

    return of


BOOK = [["import", "table", "t.xlsx", "--output", "o.geojson"]]
SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData>{}</worksheet>'
for name, sheet in [
    ("a size of all cells there can be", SHEET.format('<dimension ref="A1:XFD1048576"/>', '<row r="1"><c r="A1"><v>1</v></c></row>', "")),
    ("two cells at the ends of the sheet", SHEET.format("", '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "")),
    ("a cell that is no cell", SHEET.format("", '<row r="1"><c r="ZZZZ99999999"><v>1</v></c></row>', "")),
    ("all cells as one", SHEET.format("", '<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    ("a string that is not there", SHEET.format("", '<row r="1"><c r="A1" t="s"><v>4000000000</v></c></row>', "")),
    ("zeros of 300 MB", lambda: SHEET.format("", "<!--" + "0" * 300_000_000 + "-->", "")),
    ("elements in one another", SHEET.format("", "<a>" * 200_000, "")),
    ("an entity in an entity", '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + SHEET.format("", '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>', "")),
]:
    case(f"workbook: {name}", 2, BOOK)(workbook(sheet))

# Seals, history, links.


def sealed(home):
    (home / "seals").mkdir()


def seal_file(name, text):
    def of(home):
        sealed(home)
        (home / "seals" / name).write_text(text)

    return of


VERIFY = [["verify"], ["seal", "--no-rebuild"]]
for name, text in [
    ("not JSON", "{"),
    ("numbers without end", '{"number":' + "9" * 100_000 + "}"),
    ("braces in one another", "{" * 200_000),
    ("empty", ""),
]:
    case(f"seal: {name}", 1, VERIFY)(seal_file("0001.json", text))
case("seal: number 4294967295", 1, VERIFY)(seal_file("4294967295.json", "{}"))


@case("seal: a link to another file", 2, VERIFY)
def _(home):
    sealed(home)
    (home / "seals/0001.json").symlink_to("/etc/passwd")


@case("seal: the folder leads outside", 2, VERIFY)
def _(home):
    (home / "seals").symlink_to("/etc")


@case("history: the folder leads outside", 2, [["undo"], ["undo", "--list"]])
def _(home):
    (home / ".marz").symlink_to("/etc")


@case("history: an entry that puts back a file outside", 2, [["undo"], ["undo", "--list"]])
def _(home):
    (home / ".marz/undo/0001").mkdir(parents=True)
    entry = {"command": "\u001b[31mmarz add", "files": [{"path": "../../outside", "before": None, "after": "0" * 64}]}
    (home / ".marz/undo/0001/entry.json").write_text(json.dumps(entry))


@case("outputs: a link that leads to a file outside", 2, [["build", "--quiet"]])
def _(home):
    (home / "maps/overview.png").symlink_to("/etc/hostname")


@case("outputs: a folder where a file is to be", 2, [["build", "--quiet"]])
def _(home):
    (home / "out/report.html").mkdir(parents=True)


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def faults(marz, project, number, talk):
    """What is wrong with one case."""
    name, expected, commands, change = CASES[number]
    with tempfile.TemporaryDirectory() as outer:
        home = Path(outer) / "a/b/c"
        home.mkdir(parents=True)
        (Path(outer) / "canary").write_text("untouched")
        shutil.copytree(project / "data", home / "data", ignore=shutil.ignore_patterns("prepare", "schema"))
        shutil.copy(project / "marz.toml", home)
        (home / "maps").mkdir()
        shutil.copy(project / "maps/overview.toml", home / "maps")
        change(home)
        found, slowest = [], 0.0
        for n, command in enumerate(commands):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run = subprocess.Popen([marz, *command], cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limits)
            try:
                out, err = run.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                run.communicate()
                found.append(f"{' '.join(command)}: more than {SECONDS} s")
                continue
            said = (out + err).decode(errors="replace")
            if talk:
                print(f"{name}: marz {' '.join(command)}: {run.returncode}\n{said[:1500]}")
            if run.returncode not in (0, 1, 2) or "panicked" in said:
                found.append(f"{' '.join(command)}: exit code {run.returncode}: {said[-300:]}")
            elif n == 0 and run.returncode != expected:
                found.append(f"{' '.join(command)}: exit code {run.returncode}, not {expected}: {said[:300]}")
            if "\u001b" in said:
                found.append(f"{' '.join(command)}: escapes for the terminal")
            if run.returncode == 2 and not err.strip():
                found.append(f"{' '.join(command)}: refused without a word")
        left = [p for p in Path(outer).rglob(".marz-*") if not p.is_symlink() and p.suffix == ".tmp"]
        others = {p.name for p in Path(outer).iterdir()} | {p.name for p in (Path(outer) / "a").iterdir()} | {p.name for p in (Path(outer) / "a/b").iterdir()}
        if left or others != {"a", "b", "c", "canary"} or (Path(outer) / "canary").read_text() != "untouched":
            found.append(f"left behind {left}, outside {others}")
        return [f"{name}: {fault}" for fault in found]


def main():
    marz, project, words = sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3:]
    is_all = words == ["all"]
    words = [] if is_all else words
    # Without a word every third: the whole takes minutes.
    numbers = [n for n, c in enumerate(CASES) if is_all or (any(w in c[0] for w in words) if words else n % 3 == 0)]
    assert len({c[0] for c in CASES}) == len(CASES), "a name stands twice"
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        all = [fault for found in pool.map(lambda n: faults(marz, project, n, bool(words)), numbers) for fault in found]
    for fault in all:
        print(fault)
    assert not all, f"{len(all)} faults"
    print(f"{len(numbers)} hostile dossiers and files: each a result or a message, none over {SECONDS} s or {MEMORY >> 30} GiB of address space")


main()
