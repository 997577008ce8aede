//! Two hundred broken files and more, made of good ones by named damage: the message names each, with what is wrong, and
//! nothing is left half-written. The message for each stands in `tests/broken/messages.txt`.
//!
//! `MARZ_BLESS=1 cargo test --test broken_files` writes that file anew, and still fails: read it before it is committed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

#[path = "../../../tests/hardening/bodies/packed.rs"]
mod packed;
mod support;

use support::golden::assert_golden;

/// The least number of cases.
const AT_LEAST: usize = 200;

const INCIDENTS: &str = r#"{"type": "FeatureCollection", "features": [
 {"type": "Feature", "id": "a",
  "geometry": {"type": "Point", "coordinates": [70.13, 37.519]},
  "properties": {
   "title": "caf\u00e9 T", "summary": "s é", "category": "clash",
   "date": "2025-08-24",
   "location": {"name": "n", "radius_m": 15000, "side": "right", "basis": "estimate", "extent": "point"},
   "actors": [{"name": "x", "role": "first"}],
   "killed": {"min": 1, "best": null, "max": 4}, "wounded": {"min": null, "best": null, "max": null},
   "status": "disputed", "grade": {"reliability": "B", "credibility": 3},
   "sources": [{"publisher": "p"}]
  }}
]}"#;

const PLACES: &str = r#"{"type": "FeatureCollection", "features": [
 {"type": "Feature", "id": "p",
  "geometry": {"type": "Point", "coordinates": [70.1, 37.5]},
  "properties": {"kind": "town", "country": "TJ", "names": {"en": "P é"}, "radius_m": 500, "rank": 3}}
]}"#;

const BORDER: &str = r#"{"type": "FeatureCollection", "features": [
 {"type": "Feature", "id": "b",
  "geometry": {"type": "LineString", "coordinates": [[69.0, 37.0], [70.0, 37.5], [71.0, 38.0]]},
  "properties": {
   "name": "B é", "sides": {"left": {"code": "AA", "names": {"en": "A"}}, "right": {"code": "BB", "names": {"en": "B"}}},
   "published_lengths": [{"km": 100, "by": "x"}], "accuracy_m": 200,
   "stretches": [{"from_km": 1, "to_km": 2, "accuracy_m": 500, "reason": "r"}],
   "source": "s", "licence": "ODbL-1.0", "attribution": "a", "edition": "2025"}}
]}"#;

const AREAS: &str = r#"{"type": "FeatureCollection", "attribution": "a é", "features": [
 {"type": "Feature", "properties": {"code": "AA", "names": {"en": "A"}},
  "geometry": {"type": "Polygon", "coordinates": [[[68.0, 37.6], [71.0, 38.0], [70.5, 39.0], [68.0, 37.6]]]}}
]}"#;

const RIVERS: &str = r#"{"type": "FeatureCollection", "attribution": "a é", "features": [
 {"type": "Feature", "properties": {"names": {"en": "A"}, "level": 1},
  "geometry": {"type": "LineString", "coordinates": [[68.0, 37.6], [71.0, 38.0]]}}
]}"#;

const SETTLEMENTS: &str = r#"{"type": "FeatureCollection", "source": "s é", "features": [
 {"type": "Feature", "id": 7, "properties": {"name": "Q", "country": "TJ", "population": 5, "variants": ["QQ"]},
  "geometry": {"type": "Point", "coordinates": [68.0, 37.6]}}
]}"#;

const MANIFEST: &str = "title = 'x é'\ndisclaimer = 'y'\nwithin = ['5km']\n\n[data]\nborder = 'data/border.geojson'\nincidents = 'data/incidents.geojson'\n\
    places = 'data/places.geojson'\ngazetteer = 'data/settlements.geojson'\n\n[basemap]\ncountries = 'data/areas.geojson'\nrivers = 'data/rivers.geojson'\n";

const RECIPE: &str = "title = 'a longer title é'\nsize = [1600, 1200]\ndpi = 200\ntext_scale = 1.0\nlang = 'en'\nextent = { km = [10, 90] }\n[filter]\nsince = '2025'\n";

const CODING: &str = "publisher = 'p é'\n[category]\nBattles = 'clash'\n[precision.1]\nradius_m = 100\nprecision = 1\nextent = 'point'\nmeaning = 'm'\n\
    [country]\nAtlantis = 'TJ'\n[defaults]\ngrade = 'C3'\nradius_m = 500\n";

const POINTS: &str = "id,lon,lat,radius_m,note\na,69.5,37.2,500,é\nb,69.6,37.3,,\n";
const LINES: &str = "{\"type\":\"Feature\",\"id\":\"a é\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[69.5,37.2]}}\n\
    {\"type\":\"Feature\",\"id\":\"b\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[69.6,37.3]}}\n";

const ACLED: &str = "event_id_cnty,event_date,event_type,sub_event_type,country,location,latitude,longitude,geo_precision,source,fatalities\n\
    AFG1,2025-08-24,Battles,Armed clash,Afghanistan,P é,37.5,70.1,1,X,3\n";
const UCDP: &str = "id,date_start,date_end,date_prec,type_of_violence,side_a,side_b,country,where_coordinates,where_prec,latitude,longitude,best,low,high\n\
    7,2025-08-24,2025-08-24,1,1,A,B,Afghanistan,P é,1,37.5,70.1,3,2,5\n";
const TABLE: &str = "id,date,title,category,place,lon,lat,source\n1,2025-08-24,T é,clash,P,70.1,37.5,S\n";
const MAPPING: &str = "publisher = 'P'\n[columns]\nid = 'id'\ndate = 'date'\ntitle = 'title'\ncategory = 'category'\nplace = 'place'\nlon = 'lon'\nlat = 'lat'\n";

fn gdelt() -> String {
    let mut cells = vec![""; 61];
    for (i, text) in [
        (0, "1200000001"),
        (1, "20250824"),
        (26, "190"),
        (28, "19"),
        (32, "3"),
        (51, "4"),
        (52, "P é"),
        (53, "AF"),
        (56, "37.5"),
        (57, "70.1"),
        (59, "20250824101500"),
        (60, "https://example.org"),
    ] {
        cells[i] = text;
    }
    cells.join("\t") + "\n"
}

fn sheet() -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |line: &str| format!("<row>{}</row>", line.split(',').map(cell).collect::<String>());
    let rows: String = ACLED.lines().map(row).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    packed::workbook(format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>").as_bytes())
}

/// A kind of file that the program reads: a good one, and the command that reads it from where it lies.
struct Kind {
    name: &'static str,
    file: &'static str,
    good: Vec<u8>,
    command: &'static [&'static str],
    /// Texts in it, and what takes their place.
    changes: &'static [(&'static str, &'static str)],
}

const IMPORT_ACLED: &[&str] = &["import", "acled", "broken.csv", "--output", "new.geojson"];

fn kinds() -> Vec<Kind> {
    let kind = |name, file, good: &str, command, changes| Kind {
        name,
        file,
        good: good.as_bytes().to_vec(),
        command,
        changes,
    };
    vec![
        kind(
            "incidents",
            "data/incidents.geojson",
            INCIDENTS,
            &["check"],
            &[
                ("[70.13, 37.519]", "[37.519, 70.13]"),
                ("[70.13, 37.519]", "[370.13, 37.519]"),
                ("[70.13, 37.519]", "[70.13, 1e400]"),
                ("[70.13, 37.519]", "[]"),
                ("[70.13, 37.519]", "[null, null]"),
                ("[70.13, 37.519]", "[70.13, 37.519, 1, 2]"),
                ("[70.13, 37.519]", "{}"),
                ("\"Point\"", "\"Pont\""),
                ("\"clash\"", "\"clahs\""),
                ("\"clash\"", "7"),
                ("\"2025-08-24\"", "\"2025-02-30\""),
                ("\"2025-08-24\"", "\"24/8/2025\""),
                ("\"2025-08-24\"", "\"2025-08-24/2024\""),
                ("\"2025-08-24\"", "null"),
                ("15000", "-1"),
                ("15000", "1e300"),
                ("15000", "\"15 km\""),
                ("\"right\"", "\"north\""),
                ("\"extent\": \"point\"", "\"extent\": \"none\""),
                ("\"role\": \"first\"", "\"role\": \"third\""),
                ("\"min\": 1,", "\"min\": 9,"),
                ("\"min\": 1,", "\"min\": 1.5,"),
                ("\"max\": 4", "\"max\": 99999999999"),
                ("\"status\": \"disputed\"", "\"status\": \"true\""),
                ("\"credibility\": 3", "\"credibility\": 0"),
                ("\"reliability\": \"B\"", "\"reliability\": \"G\""),
                ("[{\"publisher\": \"p\"}]", "[]"),
                ("[{\"publisher\": \"p\"}]", "[{}]"),
                ("[{\"publisher\": \"p\"}]", "\"p\""),
                ("\"id\": \"a\"", "\"id\": \"a b\""),
                ("\"id\": \"a\"", "\"id\": [1]"),
                ("\"id\": \"a\",", ""),
                ("\"title\": ", "\"titel\": "),
                ("\"properties\": {", "\"properties\": [{"),
                ("\"FeatureCollection\"", "\"Features\""),
                ("\"features\": [", "\"feature\": ["),
                ("\"location\": {\"name\": \"n\", ", "\"location\": {"),
                ("\"killed\": {", "\"kill\": {"),
                (
                    "{\"type\": \"FeatureCollection\",",
                    "{\"type\": \"FeatureCollection\", \"crs\": {\"properties\": {\"name\": \"EPSG:3857\"}},",
                ),
            ],
        ),
        kind(
            "places",
            "data/places.geojson",
            PLACES,
            &["check"],
            &[
                ("\"town\"", "\"twon\""),
                ("\"names\": {\"en\": \"P é\"}", "\"names\": {}"),
                ("\"names\": {\"en\": \"P é\"}", "\"names\": \"P\""),
                ("\"rank\": 3", "\"rank\": 10"),
                ("\"rank\": 3", "\"rank\": null"),
                ("\"rank\": 3", "\"rang\": 3"),
                ("[70.1, 37.5]", "[700.1, 37.5]"),
                ("[70.1, 37.5]", "[37.5, 70.1]"),
                ("\"radius_m\": 500", "\"radius_m\": -500"),
                ("\"geometry\": {\"type\": \"Point\", \"coordinates\": [70.1, 37.5]}", "\"geometry\": null"),
            ],
        ),
        kind(
            "border",
            "data/border.geojson",
            BORDER,
            &["check"],
            &[
                ("\"LineString\"", "\"Polygon\""),
                ("[[69.0, 37.0], [70.0, 37.5], [71.0, 38.0]]", "[[69.0, 37.0]]"),
                ("[[69.0, 37.0], [70.0, 37.5], [71.0, 38.0]]", "[]"),
                ("[70.0, 37.5]", "[70.0, 97.5]"),
                ("[70.0, 37.5]", "[70.0]"),
                ("[70.0, 37.5]", "\"x\""),
                ("\"accuracy_m\": 200", "\"accuracy_m\": -200"),
                ("\"accuracy_m\": 200,", ""),
                ("\"to_km\": 2", "\"to_km\": 0.5"),
                ("\"sides\": {\"left\"", "\"sides\": {\"west\""),
                ("\"edition\": \"2025\"", "\"edition\": 2025"),
                ("{\"code\": \"BB\"", "{\"code\": \"\""),
            ],
        ),
        kind(
            "any line",
            "line.geojson",
            BORDER,
            &["border", "info", "--border", "line.geojson"],
            &[
                ("\"LineString\"", "\"Point\""),
                ("[[69.0, 37.0], [70.0, 37.5], [71.0, 38.0]]", "[[69.0, 37.0], [69.0, 37.0]]"),
                ("[70.0, 37.5]", "[270.0, 37.5]"),
                ("\"coordinates\":", "\"coords\":"),
                ("\"features\":", "\"list\":"),
            ],
        ),
        kind(
            "countries",
            "data/areas.geojson",
            AREAS,
            &["check"],
            &[
                ("\"Polygon\"", "\"Point\""),
                ("[71.0, 38.0]", "[71.0]"),
                ("[71.0, 38.0]", "[710.0, 38.0]"),
                ("\"FeatureCollection\"", "\"Feature\""),
                ("\"Polygon\"", "\"Polygone\""),
            ],
        ),
        kind(
            "rivers",
            "data/rivers.geojson",
            RIVERS,
            &["check"],
            &[("\"LineString\"", "\"MultiPoint\""), ("[71.0, 38.0]", "[]"), ("[71.0, 38.0]", "[71.0, -95]")],
        ),
        kind(
            "settlements",
            "data/settlements.geojson",
            SETTLEMENTS,
            &["find", "Q"],
            &[
                ("\"name\": \"Q\",", ""),
                ("\"country\": \"TJ\"", "\"country\": 5"),
                ("[68.0, 37.6]", "[68.0]"),
                ("[68.0, 37.6]", "[68.0, 137.6]"),
                ("\"id\": 7,", ""),
            ],
        ),
        kind(
            "manifest",
            "marz.toml",
            MANIFEST,
            &["check"],
            &[
                ("title = ", "titel = "),
                ("title = 'x é'", "title = 5"),
                ("'data/border.geojson'", "'../border.geojson'"),
                ("'data/border.geojson'", "'/etc/passwd'"),
                ("'data/border.geojson'", "''"),
                ("'data/border.geojson'", "'data/none.geojson'"),
                ("'data/border.geojson'", "'data'"),
                ("'5km'", "'5 miles'"),
                ("'5km'", "'-5km'"),
                ("'5km'", "'nankm'"),
                ("[data]", "[date]"),
                ("[basemap]", "[basemap"),
                ("places = 'data/places.geojson'\n", ""),
                (
                    "[basemap]\n",
                    "[basemap.relief]\nfile = 'data/areas.geojson'\nbbox = [66, 34, 76, 40]\nattribution = 'a'\n[basemap]\n",
                ),
                (
                    "[basemap]\n",
                    "[basemap.relief]\nfile = 'data/areas.geojson'\nbbox = [76, 34, 66, nan]\nattribution = 'a'\n[basemap]\n",
                ),
            ],
        ),
        kind(
            "recipe",
            "maps/broken.toml",
            RECIPE,
            &["map", "broken", "--output", "new.svg"],
            &[
                ("[1600, 1200]", "[100000, 100000]"),
                ("[1600, 1200]", "[-1, 5]"),
                ("[1600, 1200]", "[0, 0]"),
                ("[1600, 1200]", "[1600]"),
                ("dpi = 200", "dpi = 100000"),
                ("dpi = 200", "dpi = 0"),
                ("dpi = 200", "dpi = 'high'"),
                ("text_scale = 1.0", "text_scale = nan"),
                ("text_scale = 1.0", "text_scale = -1.0"),
                ("text_scale = 1.0", "text_scale = inf"),
                ("'en'", "'xx'"),
                ("[10, 90]", "[90, 10]"),
                ("[10, 90]", "[nan, 90]"),
                ("[10, 90]", "[10, inf]"),
                ("[10, 90]", "[10]"),
                ("{ km = [10, 90] }", "{ bbox = [0, 0, 0, 0] }"),
                ("{ km = [10, 90] }", "{ bbox = [0, nan, 1, 1] }"),
                ("{ km = [10, 90] }", "{ around = 'P é', radius = '1e99km' }"),
                ("{ km = [10, 90] }", "{ around = 'Nowhere', radius = '5km' }"),
                ("{ km = [10, 90] }", "{ km = [1000, 2000] }"),
                ("'2025'", "'soon'"),
                ("since = '2025'", "category = ['clashes']"),
                ("since = '2025'", "near = '-5km'"),
                ("since = '2025'", "km = [inf, nan]"),
                ("since = '2025'", "min_grade = 'Z9'"),
                ("title = ", "titles = "),
                ("[filter]", "[fliter]"),
                ("dpi = 200", "page = 'a9'"),
                ("dpi = 200", "projection = 'EPSG:4326000'"),
                ("dpi = 200", "formats = ['gif']"),
                ("dpi = 200", "theme = 'sepia'"),
                ("dpi = 200", "kind = 'globe'"),
            ],
        ),
        kind(
            "coding",
            "table.toml",
            CODING,
            &["import", "acled", "good.csv", "--table", "table.toml", "--output", "new.geojson"],
            &[
                ("'clash'", "'clahs'"),
                ("radius_m = 100\n", "radius_m = -100\n"),
                ("radius_m = 100\n", "radius_m = 99999999\n"),
                ("precision = 1\n", "precision = 9\n"),
                ("'point'", "'spot'"),
                ("'TJ'", "'Tajikistan'"),
                ("'C3'", "'C9'"),
                ("radius_m = 500", "radius_m = 1e400"),
                ("radius_m = 500", "radius_m = 50000000"),
                ("[defaults]", "[default]"),
                ("meaning = 'm'\n", ""),
            ],
        ),
        kind(
            "points",
            "broken.csv",
            POINTS,
            &["measure", "broken.csv", "--border", "good-line.geojson", "--format", "csv", "--output", "new.csv"],
            &[
                ("69.5", "x"),
                ("69.5", ""),
                ("69.5", "1e400"),
                ("69.5", "NaN"),
                ("37.2", "137.2"),
                ("500", "-500"),
                ("500", "1e300"),
                ("500", "inf"),
                ("lon,lat", "east,north"),
                ("lon,lat", "lat"),
                ("a,69.5,37.2,500,é", "a,69.5"),
                ("a,69.5", "\"a,69.5"),
            ],
        ),
        kind(
            "lines",
            "broken.ndjson",
            LINES,
            &["measure", "broken.ndjson", "--border", "good-line.geojson", "--format", "csv", "--output", "new.csv"],
            &[
                ("[69.5,37.2]", "[69.5]"),
                ("[69.5,37.2]", "[69.5,137.2]"),
                ("\"Point\"", "\"LineString\""),
                ("}\n{", "}{"),
                ("{\"type\":\"Feature\",\"id\":\"b\"", "{'type':'Feature','id':'b'"),
            ],
        ),
        kind(
            "ACLED",
            "broken.csv",
            ACLED,
            IMPORT_ACLED,
            &[
                ("AFG1", ""),
                ("2025-08-24", "yesterday"),
                ("2025-08-24", "3/8/2025"),
                ("2025-08-24", "2025-02-30"),
                ("37.5,70.1", "x,y"),
                ("37.5,70.1", ","),
                ("37.5,70.1", "137.5,70.1"),
                ("event_date", "date"),
                ("latitude", "breite"),
                ("X,3", "X,3,4,5"),
                ("AFG1", "AFG 1"),
                ("Battles,", "\"Battles,"),
            ],
        ),
        kind(
            "UCDP",
            "broken.csv",
            UCDP,
            &["import", "ucdp", "broken.csv", "--output", "new.geojson"],
            &[
                ("\n7,", "\nx,"),
                ("2025-08-24,2025-08-24", "x,y"),
                ("37.5,70.1", "37.5,"),
                ("37.5,70.1", "37.5,270.1"),
                ("date_start", "begin"),
            ],
        ),
        Kind {
            name: "GDELT",
            file: "broken.csv",
            good: gdelt().into_bytes(),
            command: &["import", "gdelt", "broken.csv", "--output", "new.geojson"],
            changes: &[
                ("1200000001", "x"),
                ("20250824\t", "20251399\t"),
                ("37.5\t70.1", "37.5\tx"),
                ("37.5\t70.1", "95\t70.1"),
                ("https://example.org", "a\tb"),
            ],
        },
        kind(
            "spreadsheet",
            "broken.csv",
            TABLE,
            &["import", "csv", "broken.csv", "--table", "good-mapping.toml", "--output", "new.geojson"],
            &[
                ("2025-08-24", "3/8/2025"),
                ("2025-08-24", ""),
                ("70.1,37.5", "x,37.5"),
                ("70.1,37.5", "70.1,95"),
                ("id,date", "id,day"),
            ],
        ),
        Kind {
            name: "workbook",
            file: "broken.xlsx",
            good: sheet(),
            command: &["import", "acled", "broken.xlsx", "--output", "new.geojson"],
            changes: &[
                ("2025-08-24", "2025-99-24"),
                ("<t>37.5</t>", "<t>3x.5</t>"),
                ("event_date", "event_dote"),
                ("<sheetData>", "<sheetDota>"),
                ("xl/workbook.xml", "xl/workbonk.xml"),
                ("<row>", "<row r=\"2000000\">"),
                ("<c t=\"inlineStr\">", "<c r=\"ZZZZ1\" t=\"inlineStr\">"),
            ],
        },
    ]
}

/// A good file's bytes made broken ones.
type Bytes = fn(&[u8]) -> Vec<u8>;

/// Damage to bytes that no kind of file survives.
fn damages() -> Vec<(&'static str, Bytes)> {
    let utf16 = |good: &[u8]| -> Vec<u8> {
        let text = String::from_utf8_lossy(good).into_owned();
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    vec![
        ("empty", |_| Vec::new()),
        ("blank", |_| b" \n\t\r\n".to_vec()),
        ("a byte order mark", |_| b"\xEF\xBB\xBF".to_vec()),
        ("UTF-16", utf16),
        ("zeros", |good| vec![0; good.len()]),
        ("a web page", |_| b"<!DOCTYPE html><html><body>Please log in</body></html>".to_vec()),
        ("a picture", |_| b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06".to_vec()),
        ("gzip", |_| b"\x1F\x8B\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0".to_vec()),
        ("a PDF", |_| b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n".to_vec()),
        ("half", |good| good[..good.len() / 2].to_vec()),
    ]
}

/// What is done to a good file.
enum Damage {
    Bytes(Bytes),
    Change(&'static str, &'static str),
    /// Its text in Latin-1.
    Latin1,
    Directory,
    Missing,
}

fn lay_out(folder: &Path) {
    fs::create_dir_all(folder.join("data")).unwrap();
    fs::create_dir_all(folder.join("maps")).unwrap();
    for (path, text) in [
        ("marz.toml", MANIFEST),
        ("data/border.geojson", BORDER),
        ("data/incidents.geojson", INCIDENTS),
        ("data/places.geojson", PLACES),
        ("data/settlements.geojson", SETTLEMENTS),
        ("data/areas.geojson", AREAS),
        ("data/rivers.geojson", RIVERS),
        ("good-line.geojson", BORDER),
        ("good.csv", ACLED),
        ("good-mapping.toml", MAPPING),
    ] {
        fs::write(folder.join(path), text).unwrap();
    }
}

fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        }
        found.insert(path.display().to_string());
    }
    found
}

/// The exit code and all messages; the file must be named, and nothing left behind.
fn messages(kind: &Kind, damage: &Damage, name: &str) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay_out(folder);
    let path = folder.join(kind.file);
    let replaced = |from: &str, to: &str| {
        let at = memchr::memmem::find(&kind.good, from.as_bytes()).unwrap_or_else(|| panic!("{name}: no {from}"));
        [&kind.good[..at], to.as_bytes(), &kind.good[at + from.len()..]].concat()
    };
    match damage {
        Damage::Bytes(damage) => fs::write(&path, damage(&kind.good)).unwrap(),
        // The sheet is stored as it is: a longer text would only damage the archive around it.
        Damage::Change(from, to) if kind.name == "workbook" => {
            let sheet = String::from_utf8(packed::sheet_of(&kind.good)).unwrap();
            let book = if sheet.contains(from) {
                packed::workbook(sheet.replacen(from, to, 1).as_bytes())
            } else {
                replaced(from, to)
            };
            fs::write(&path, book).unwrap();
        }
        Damage::Change(from, to) => fs::write(&path, replaced(from, to)).unwrap(),
        Damage::Latin1 => {
            fs::write(&path, replaced("é", "\u{1}").iter().map(|b| if *b == 1 { 0xE9 } else { *b }).collect::<Vec<_>>())
                .unwrap()
        }
        Damage::Directory => {
            let _ = fs::remove_file(&path);
            fs::create_dir(&path).unwrap();
        }
        Damage::Missing => drop(fs::remove_file(&path)),
    }
    let before = files(folder);
    let out = Command::new(env!("CARGO_BIN_EXE_marz")).current_dir(folder).args(kind.command).output().unwrap();
    let text = format!("{}{}", String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap());
    assert!(!text.contains("panicked"), "{name}: {text}");
    let code = out.status.code().unwrap_or_else(|| panic!("{name}: killed\n{text}"));
    let new: Vec<String> = files(folder).difference(&before).cloned().collect();
    // A list of which some records were rejected is written; after a failure nothing is.
    assert!(code != 2 || new.is_empty(), "{name}: left behind {new:?}\n{text}");
    assert!(new.iter().all(|f| f.contains("new.")), "{name}: left behind {new:?}");
    let file = kind.file.rsplit('/').next().unwrap();
    // A manifest that names a file that is not there is an error of that file.
    let named = [file, "recipe maps/broken", "cannot read data", "data/areas.geojson"].iter().any(|f| text.contains(f));
    assert!(named, "{name}: {file} is not named in\n{text}");
    (code, text)
}

/// The first message: its first lines, without what a system says in its own words.
fn first(text: &str) -> String {
    let mut lines = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with("no marz.toml"));
    let head = lines.next().unwrap_or_default().trim_end().to_owned();
    let more: Vec<&str> = lines
        .take_while(|l| !l.starts_with("error") && !l.starts_with("warning") && !l.starts_with("marz: "))
        .map(str::trim)
        .filter(|l| !l.chars().all(|c| "|-~^ ".contains(c)))
        .take(4)
        .collect();
    let all = std::iter::once(head.as_str()).chain(more).collect::<Vec<_>>().join(" / ");
    match all.split_once("(os error") {
        Some((said, _)) => format!("{} …", said.rsplit_once(": ").map_or(said, |(before, _)| before)),
        None => all,
    }
}

#[test]
fn two_hundred_broken_files_are_reported() {
    let kinds = kinds();
    let mut cases: Vec<(String, &Kind, Damage)> = Vec::new();
    for kind in &kinds {
        let is_table = ["ACLED", "UCDP", "GDELT", "spreadsheet", "workbook", "points"].contains(&kind.name);
        for (name, damage) in damages() {
            // Half of a table is a shorter table, and one in UTF-16 is read.
            if !(["half", "UTF-16"].contains(&name) && is_table && kind.name != "workbook") {
                cases.push((format!("{}: {name}", kind.name), kind, Damage::Bytes(damage)));
            }
        }
        for (from, to) in kind.changes {
            cases.push((format!("{}: {from} > {to}", kind.name), kind, Damage::Change(from, to)));
        }
        if !is_table {
            cases.push((format!("{}: Latin-1", kind.name), kind, Damage::Latin1));
        }
        // A folder without a manifest is no dossier: another is used, and that is said.
        if kind.name != "manifest" {
            cases.push((format!("{}: a directory", kind.name), kind, Damage::Directory));
            cases.push((format!("{}: missing", kind.name), kind, Damage::Missing));
        }
    }
    let next = AtomicUsize::new(0);
    let (all, wrong) = (Mutex::new(BTreeMap::new()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some((name, kind, damage)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match std::panic::catch_unwind(|| messages(kind, damage, name)) {
                        Ok(printed) => drop(all.lock().unwrap().insert(name.clone(), printed)),
                        Err(_) => wrong.lock().unwrap().push(name.clone()),
                    }
                }
            });
        }
    });
    let (all, wrong) = (all.into_inner().unwrap(), wrong.into_inner().unwrap());
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), cases.len());
    assert_eq!(all.len(), cases.len(), "a name stands twice");
    assert!(all.len() >= AT_LEAST, "{} cases", all.len());
    let mut printed = String::new();
    for (name, _, _) in &cases {
        let (code, text) = &all[name];
        writeln!(printed, "{}\n    {code}  {}", name.replace('\n', " ⏎ "), first(text)).unwrap();
    }
    for (name, (code, text)) in &all {
        assert!(matches!(code, 1 | 2), "{name}: exit code {code}\n{text}");
    }
    assert_golden(Path::new("tests/broken/messages.txt"), &printed);
}
