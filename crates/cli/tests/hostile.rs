//! Hostile texts in every field of a dossier: whatever is made of it stays whole, and says what the field says or shows that it cannot.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Output;

use marz::terminal::drives;
use serde_json::{Value, json};

mod support;

use support::program;

/// Texts that end a string, a cell, a tag, a query or a line, or drive what shows them. Every one stands in every field.
const INJECTIONS: [&str; 38] = [
    "<script>alert(1)</script>",
    "</title></style></script><script>alert(2)</script>",
    "\"><img src=x onerror=alert(3)>",
    "' onmouseover='alert(4)",
    "]]><x/><![CDATA[",
    "<!--",
    "--><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
    "&e; &amp; &#0; &#x1b; &lt;b&gt;",
    "<?php echo 1 ?>",
    "\"&'<>`",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "a,b;c\td\"e\"\"f",
    "line\nbreak\r\nand another",
    "'); DROP TABLE incidents; --",
    "\" OR 1=1; --",
    "`rm -rf /` $(rm -rf /) ${HOME}",
    "javascript:alert(5)",
    "[click](javascript:alert(6))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "# heading\n- list\n| a | b |\n```\ncode",
    "1. one",
    "---",
    "\u{1b}[2J\u{1b}[31mred\u{1b}]0;title\u{7}",
    "nul\u{0}byte bell\u{7} back\u{8}\u{8}\u{8} del\u{7f}",
    "\u{9b}31m C1 \u{85} \u{2028}\u{2029}",
    "\u{202e}gpj.exe\u{202a}\u{2066}open",
    "\u{200f}\u{200e}\u{200b}\u{feff}\u{2060}",
    "\u{301}\u{301}\u{301}alone",
    "Z\u{351}\u{36b}\u{343}a\u{302}\u{342}l\u{353}g\u{31d}o",
    "\u{fffe}\u{ffff}\u{fdd0} noncharacters \u{1f3f4}\u{e0067}\u{e007f}",
    "пӣ فیض\u{200c}آباد 中文 🇹🇯",
    "../../../../etc/passwd\\..\\..",
    "%00%0a{{7*7}}{0}%s%n",
    "[% @user_account_name %] [%1+1%]",
    "$E=mc^2$ @doe {.class}",
];

/// A name of 10,000 characters without a place to break it, and one of words.
fn long() -> [String; 2] {
    ["W".repeat(10_000), "word ".repeat(2_000)]
}

fn texts() -> Vec<String> {
    INJECTIONS.iter().map(|t| (*t).to_owned()).chain(long()).collect()
}

/// Everything at once, for what stands once in a dossier.
fn everything() -> String {
    INJECTIONS.join(" ")
}

fn incident(i: usize, text: &str) -> Value {
    // An id has neither spaces nor control characters: what is left of the text.
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(2_000).collect();
    let categories =
        ["clash", "shelling", "drone_attack", "smuggling_clash", "incursion", "deployment", "contact", "other"];
    json!({
        "type": "Feature", "id": format!("{i:02}{bare}"),
        "geometry": {"type": "Point", "coordinates": [69.0 + 0.02 * i as f64, 37.2 + 0.01 * i as f64]},
        "properties": {
            "title": text, "summary": text, "category": categories[i % categories.len()], "date": format!("2025-{:02}-{:02}", 1 + i % 12, 1 + i % 28),
            "location": {"name": text, "variants": [text], "district": text, "province": text, "country": text, "radius_m": 1000 * (i % 7),
                         "method": text, "side": null, "basis": "reported", "extent": "point"},
            "actors": [{"name": text, "role": "first"}, {"name": text, "role": "second"}],
            "killed": {"min": 1, "best": null, "max": 4, "who": text}, "wounded": {"min": null, "best": null, "max": null},
            "status": "disputed", "status_note": text, "grade": {"reliability": "B", "credibility": 3, "reason": text},
            "notes": [text, text], "tags": [text],
            "sources": [
                {"publisher": text, "title": text, "title_basis": text, "url": text, "date": "2025-08-24", "note": text},
                {"publisher": text, "url": format!("javascript:alert('{i}')")},
                {"publisher": text, "url": format!("https://example.org/{text}")},
            ],
        }
    })
}

fn place(i: usize, text: &str) -> Value {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(2_000).collect();
    let kinds = ["capital", "city", "town", "village", "border_crossing", "province", "river"];
    json!({
        "type": "Feature", "id": format!("p{i:02}{bare}"),
        "geometry": {"type": "Point", "coordinates": [69.1 + 0.02 * i as f64, 37.3 + 0.01 * i as f64]},
        "properties": {"kind": kinds[i % kinds.len()], "country": text, "names": {"en": text, "fa": text, text: text}, "variants": [text],
                       "admin": text, "source": text, "note": text, "rank": 1 + i % 9}
    })
}

fn collection(features: Vec<Value>) -> String {
    json!({"type": "FeatureCollection", "name": everything(), "licence": everything(), "attribution": everything(), "features": features})
        .to_string()
}

/// A dossier in which every field has every text.
fn dossier(folder: &Path) {
    let texts = texts();
    let all = everything();
    let number = |f: fn(usize, &str) -> Value| texts.iter().enumerate().map(|(i, t)| f(i, t)).collect::<Vec<_>>();
    let side = |code: &str| json!({"code": code, "names": {"en": all, "fa": all}});
    let border = json!({"type": "FeatureCollection", "features": [{
        "type": "Feature", "id": "b",
        "geometry": {"type": "LineString", "coordinates": [[68.6, 37.1], [69.2, 37.35], [69.6, 37.5], [70.3, 37.9]]},
        "properties": {
            "name": all, "names": {"en": all}, "sides": {"left": side(&all), "right": side("B")}, "accuracy_m": 200, "accuracy_note": all,
            "ends": {"start": {"names": {"en": all}}, "end": {"names": {"en": all}}},
            "published_lengths": [{"km": 100, "by": all, "url": "javascript:alert(7)", "note": all}],
            "stretches": [{"from_km": 1, "to_km": 2, "accuracy_m": 500, "reason": all}],
            "source": all, "licence": all, "attribution": all, "edition": all,
        }
    }]});
    let area = json!({
        "type": "Feature", "properties": {"code": all, "names": {"en": all, "fa": all}},
        "geometry": {"type": "Polygon", "coordinates": [[[68.0, 37.6], [71.0, 38.0], [70.5, 39.0], [68.0, 39.0], [68.0, 37.6]]]}
    });
    let river = json!({
        "type": "Feature", "properties": {"names": {"en": all}, "level": 1},
        "geometry": {"type": "LineString", "coordinates": [[68.5, 37.0], [70.4, 37.8]]}
    });
    fs::create_dir_all(folder.join("data")).unwrap();
    fs::create_dir_all(folder.join("maps")).unwrap();
    let put = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    put("data/border.geojson", border.to_string());
    put("data/incidents.geojson", collection(number(incident)));
    put("data/places.geojson", collection(number(place)));
    put("data/areas.geojson", collection(vec![area]));
    put("data/rivers.geojson", collection(vec![river]));
    let toml = |key: &str, text: &str| format!("{key} = {}\n", toml_text(text));
    let manifest = format!(
        "{}[disclaimer]\n{}[data]\nborder = 'data/border.geojson'\nincidents = 'data/incidents.geojson'\nplaces = 'data/places.geojson'\n\
         [basemap]\ncountries = 'data/areas.geojson'\nprovinces = 'data/areas.geojson'\nlakes = 'data/areas.geojson'\nrivers = 'data/rivers.geojson'\n",
        toml("title", &all),
        toml("en", "A sentence of \u{1b}[31m<b>every</b> & \"map\" =1+1 \u{202e}.")
    );
    put("marz.toml", manifest);
    let short: String = "<script>\u{1b}[31m]]>\u{202e}& \"'=\u{0}\u{fffe}".to_owned();
    let head = format!("{}{}formats = ['svg']\ncaption = true\n", toml("title", &short), toml("subtitle", &short));
    put("maps/overview.toml", format!("{head}size = [3000, 3000]\ndpi = 150\nextent = {{ border = true }}\n"));
    put("maps/keyed.toml", format!("{head}size = [3000, 3000]\ndpi = 72\n[show]\nkey = false\n"));
    put("maps/strip.toml", format!("kind = 'strip'\n{head}size = [3000, 2400]\ndpi = 150\n"));
    put("maps/timeline.toml", format!("kind = 'timeline'\n{head}size = [3000, 2400]\ndpi = 150\n"));
}

/// A text as a basic string of TOML.
fn toml_text(text: &str) -> String {
    let one = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(one).collect::<String>())
}

fn marz(folder: &Path, args: &[&str]) -> Output {
    let out = program(folder, args).output().unwrap();
    let err = String::from_utf8(out.stderr.clone()).unwrap();
    assert!(!err.contains("panicked") && matches!(out.status.code(), Some(0 | 1)), "{args:?}: {:?}\n{err}", out.status);
    let driven = err.chars().find(|c| drives(*c));
    assert!(driven.is_none(), "{args:?}: {driven:?} on stderr\n{err}");
    out
}

fn made(folder: &Path, args: &[&str], file: &str) -> Vec<u8> {
    let args: Vec<&str> = args.iter().copied().chain(["--output", file]).collect();
    marz(folder, &args);
    fs::read(folder.join(file)).unwrap()
}

fn ready() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    dossier(folder.path());
    folder
}

/// What XML can hold of a text: no line breaks of its own, and a sign where a character is forbidden.
fn in_xml(text: &str) -> String {
    let one = |c: char| match c {
        '\t' | '\n' | '\r' => ' ',
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
        c => c,
    };
    text.chars().map(one).collect()
}

fn xml(bytes: &[u8]) -> roxmltree::Document<'_> {
    let text = std::str::from_utf8(bytes).unwrap();
    let document = roxmltree::Document::parse(text).unwrap();
    for node in document.descendants() {
        assert!(!matches!(node.tag_name().name().to_ascii_lowercase().as_str(), "script" | "img" | "x"), "{node:?}");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            let leads = attribute.name() == "href" && attribute.value().contains("script:");
            assert!(!leads, "{attribute:?}");
        }
    }
    document
}

#[test]
fn the_dossier_is_read_and_nothing_of_it_reaches_the_terminal_raw() {
    let folder = ready();
    let out = marz(folder.path(), &["check", "--format", "json"]);
    let printed: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((&printed["read"], &printed["rejected"]), (&texts().len().into(), &0.into()), "{printed:#}");
    let tables: [&[&str]; 9] = [
        &["check"],
        &["measure"],
        &["measure", "--format", "table", "--within", "5km"],
        &["analyse"],
        &["lint"],
        &["border", "info"],
        &["find", "\u{1b}[2J\u{202e}<script>"],
        &["find", "alone"],
        &["fields"],
    ];
    for args in tables {
        let out = marz(folder.path(), args);
        let text = String::from_utf8(out.stdout).unwrap();
        let driven = text.chars().find(|c| drives(*c));
        assert!(
            driven.is_none() && (text.len() > 20 || ["check", "lint"].contains(&args[0])),
            "{args:?}: {driven:?}\n{text}"
        );
    }
}

#[test]
fn texts_survive_in_what_holds_any_text() {
    let folder = ready();
    let texts = texts();
    let same = |features: &[Value], pointers: &[&str], what: &str| {
        assert_eq!(features.len(), texts.len(), "{what}");
        for (feature, text) in features.iter().zip(&texts) {
            for pointer in pointers {
                assert_eq!(feature.pointer(pointer).and_then(Value::as_str), Some(text.as_str()), "{what} {pointer}");
            }
        }
    };
    let flat = ["/properties/title", "/properties/summary", "/properties/place"];
    for (args, pointers) in [
        (&["export", "--to", "geojson"][..], &flat[..]),
        (
            &["export", "--to", "geojson", "--nested"],
            &["/properties/title", "/properties/location/name", "/properties/sources/0/publisher"],
        ),
        (&["measure", "--format", "geojson", "--keep"], &["/properties/title"]),
    ] {
        let read: Value = serde_json::from_slice(&made(folder.path(), args, "o.geojson")).unwrap();
        same(read["features"].as_array().unwrap(), pointers, &args.join(" "));
    }
    for args in [&["export", "--to", "geojsonseq"][..], &["measure", "--format", "geojsonseq", "--keep"]] {
        let bytes = made(folder.path(), args, "o.geojsons");
        let lines = bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty());
        let read: Vec<Value> =
            lines.map(|l| serde_json::from_slice(l.strip_prefix(b"\x1e").unwrap_or(l)).unwrap()).collect();
        same(&read, &["/properties/title"], &args.join(" "));
    }
    for args in [&["measure", "--format", "json"][..], &["analyse", "--format", "json"], &["lint", "--format", "json"]]
    {
        serde_json::from_slice::<Value>(&made(folder.path(), args, "o.json")).unwrap();
    }
}

/// Cells that a spreadsheet would take for a formula have an apostrophe before them; all others are the text itself.
#[test]
fn cells_hold_the_text_and_no_formula() {
    let folder = ready();
    for args in [&["export", "--to", "csv"][..], &["measure", "--format", "csv", "--keep"]] {
        let bytes = made(folder.path(), args, "o.csv");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header = reader.headers().unwrap().clone();
        let title = header.iter().position(|h| h == "title").unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let texts = texts();
        assert_eq!(rows.len(), texts.len());
        for (row, text) in rows.iter().zip(&texts) {
            assert_eq!(row.len(), header.len());
            let is_risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let expected = if is_risky { format!("'{text}") } else { text.clone() };
            assert_eq!(&row[title], expected);
            for cell in row {
                let formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
                assert!(!formula, "{cell}");
            }
        }
    }
    let bytes = made(folder.path(), &["analyse", "--format", "csv"], "a.csv");
    assert!(csv::Reader::from_reader(bytes.as_slice()).records().all(|r| r.is_ok()));
}

#[test]
fn databases_hold_the_text() {
    let folder = ready();
    made(folder.path(), &["export", "--to", "gpkg"], "o.gpkg");
    let db = rusqlite::Connection::open(folder.path().join("o.gpkg")).unwrap();
    let check: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(check, "ok");
    for (layer, column) in [("incidents", "title"), ("incidents", "summary")] {
        let mut rows = db.prepare(&format!("SELECT {column} FROM {layer} ORDER BY fid")).unwrap();
        let read: Vec<String> = rows.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(read, texts(), "{layer}.{column}");
    }
    let styles: Vec<String> = db
        .prepare("SELECT styleQML FROM layer_styles")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(styles.len() >= 3);
    styles.iter().for_each(|qml| xml_with_doctype(qml.as_bytes()));
    let bytes = made(folder.path(), &["export", "--to", "fgb"], "o.fgb");
    for text in texts() {
        assert!(memchr::memmem::find(&bytes, text.as_bytes()).is_some(), "{text:?} is not in the FlatGeobuf");
    }
}

#[test]
fn xml_stays_xml_and_shows_what_it_cannot_hold() {
    let folder = ready();
    let bytes = made(folder.path(), &["export", "--to", "kml"], "o.kml");
    let kml = xml(&bytes);
    let titles: Vec<&str> = kml
        .descendants()
        .filter(|n| n.tag_name().name() == "Data" && n.attribute("name") == Some("title"))
        .filter_map(|n| n.first_element_child()?.text())
        .collect();
    assert_eq!(titles, texts().iter().map(|t| in_xml(t)).collect::<Vec<_>>());
    // A viewer takes a description for HTML: read once more, it is the text again and no markup.
    let printed = kml.descendants().filter(|n| n.tag_name().name() == "description").filter_map(|n| n.text());
    for description in printed {
        assert!(!description.contains('<'), "{description}");
    }
    marz(folder.path(), &["export", "--to", "qgis", "--output", "hand"]);
    let project = fs::File::open(folder.path().join("hand/marz.qgz")).unwrap();
    let mut archive = zip::ZipArchive::new(project).unwrap();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if file.name().unwrap().ends_with(".qgs") {
            xml_with_doctype(&bytes);
        }
    }
    for entry in fs::read_dir(folder.path().join("hand")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "qml") {
            xml_with_doctype(&fs::read(path).unwrap());
        }
    }
}

fn xml_with_doctype(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text, options).unwrap();
    assert!(!document.descendants().any(|n| n.tag_name().name() == "script"));
    // In what QGIS shows it evaluates what stands between these marks; in an expression they are letters of a text.
    for node in document.descendants() {
        let shown = node.attributes().filter(|a| matches!(a.name(), "labelText" | "label" | "name" | "title"));
        let inner = node.text().filter(|_| matches!(node.tag_name().name(), "layername" | "title" | "abstract"));
        for words in shown.map(|a| a.value()).chain(inner) {
            assert!(!words.contains("[%"), "{}: {words}", node.tag_name().name());
        }
    }
}

/// The tags of a page with their attributes, as a browser would take them: quoted values do not end a tag.
fn tags(page: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '!' | '-')).collect();
        let mut attributes = BTreeMap::new();
        let mut tail = &rest[name.len()..];
        loop {
            tail = tail.trim_start();
            if tail.is_empty() || tail.starts_with('>') || tail.starts_with("/>") {
                break;
            }
            let key: String = tail.chars().take_while(|c| !c.is_whitespace() && !matches!(c, '=' | '>')).collect();
            tail = tail[key.len().max(1).min(tail.len())..].trim_start();
            if let Some(value) = tail.strip_prefix("=\"") {
                let end = value.find('"').unwrap();
                attributes.insert(key, value[..end].to_owned());
                tail = &value[end + 1..];
            } else {
                attributes.insert(key, String::new());
            }
        }
        // What stands in these two is no markup.
        for raw in ["script", "style"] {
            if name == raw {
                tail = &tail[tail.find(&format!("</{raw}")).unwrap()..];
            }
        }
        found.push((name, attributes));
        rest = tail;
    }
    found
}

#[test]
fn the_report_runs_nothing_and_links_to_the_web_alone() {
    let folder = ready();
    let page = String::from_utf8(made(folder.path(), &["report"], "r.html")).unwrap();
    let tags = tags(&page);
    let count = |name: &str| tags.iter().filter(|(n, _)| n == name).count();
    assert_eq!((count("script"), count("style"), count("img"), count("x")), (1, 1, 0, 0));
    let mut links = 0;
    for (name, attributes) in &tags {
        for (key, value) in attributes {
            assert!(!key.starts_with("on"), "{name} {key}={value}");
            if key == "href" {
                links += 1;
                let leads = value.starts_with('#') || value.starts_with("https://") || value.starts_with("http://");
                assert!(leads, "{name} {key}={value}");
            }
        }
    }
    assert!(links > texts().len());
    // A browser drops what is no text of HTML; here it is shown.
    assert!(!page.contains('\u{0}') && !page.contains('\u{1b}'), "control characters in the page");
    for text in ["<script>alert(1)", "<img src=x"] {
        assert!(!page.contains(text), "{text}");
    }
}

#[test]
fn markdown_has_no_markup_of_its_own() {
    let folder = ready();
    let text = String::from_utf8(made(folder.path(), &["report", "--format", "md"], "r.md")).unwrap();
    let mut before = ' ';
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if c == '<' && before != '\\' {
            let leads = ["<https://", "<http://", "<r-"].iter().any(|s| rest.starts_with(s));
            assert!(leads, "{}", rest.chars().take(60).collect::<String>());
        }
        if rest.starts_with("](") && before != '\\' {
            let to: String = rest.chars().skip(2).take_while(|c| *c != ')').collect();
            assert!(to.starts_with("<r-") && to.ends_with(".png>"), "a link to {to}");
        }
        before = if before == '\\' && c == '\\' { ' ' } else { c };
        rest = &rest[c.len_utf8()..];
    }
    assert!(!text.chars().any(drives), "control characters");
    assert!(text.contains("\\$E=mc\\^2\\$ \\@doe \\{.class\\}") && !text.contains(" @doe"));
    for line in text.lines().filter(|l| !l.starts_with("- ") && !l.starts_with('#')) {
        let starts = ["1. ", "```", "+ ", "---", "===", "    "].iter().find(|s| line.starts_with(**s));
        assert!(starts.is_none(), "{line}");
    }
}

#[test]
fn figures_stand_whatever_they_name() {
    let folder = ready();
    for name in ["overview", "keyed", "strip", "timeline"] {
        let bytes = made(folder.path(), &["map", name, "--caption", "c.txt"], &format!("{name}.svg"));
        let svg = xml(&bytes);
        let mut drawn = 0;
        let wide: f64 = svg.root_element().attribute("width").unwrap().parse().unwrap();
        for node in svg.descendants().filter(|n| matches!(n.tag_name().name(), "text" | "tspan" | "title" | "desc")) {
            let words: String = node.children().filter_map(|c| c.text()).collect();
            assert!(!words.chars().any(|c| c.is_control()), "{words:?}");
            drawn += words.chars().count();
            // What leaves the page was not laid out.
            let x: Option<f64> = node.attribute("x").and_then(|x| x.parse().ok());
            assert!(x.is_none_or(|x| (-1.0..=wide + 1.0).contains(&x)), "{name}: {x:?}: {words}");
        }
        assert!(drawn > 200, "{name}: {drawn}");
        let caption = fs::read_to_string(folder.path().join("c.txt")).unwrap();
        assert!(!caption.is_empty() && !caption.chars().any(drives), "{name}: {caption}");
    }
    let pdf = made(folder.path(), &["map", "overview"], "o.pdf");
    assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    let png = made(folder.path(), &["map", "overview"], "o.png");
    let mut picture = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; picture.output_buffer_size().unwrap()];
    assert_eq!(picture.next_frame(&mut pixels).unwrap().width, 3000);
}

#[test]
fn columns_hold_the_text() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;
    let folder = ready();
    let bytes = made(folder.path(), &["export", "--to", "parquet"], "o.parquet");
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let title = |row: parquet::record::Row| {
        row.get_column_iter().find_map(|(name, field)| match field {
            Field::Str(text) if name == "title" => Some(text.clone()),
            _ => None,
        })
    };
    let read: Vec<String> = reader.get_row_iter(None).unwrap().map(|row| title(row.unwrap()).unwrap()).collect();
    assert_eq!(read, texts());
}

#[test]
fn a_whole_build_stands() {
    let folder = ready();
    marz(folder.path(), &["build"]);
    for file in ["maps/measured.csv", "maps/overview.svg", "maps/overview.txt", "out/marz.gpkg", "out/report.html"] {
        assert!(folder.path().join(file).metadata().unwrap().len() > 100, "{file}");
    }
}

#[test]
fn nobody_need_listen_on_stderr() {
    let folder = ready();
    let mut child = program(folder.path(), &["check", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    let out = child.wait_with_output().unwrap();
    assert!(out.status.code().is_some_and(|code| code <= 1), "{:?}", out.status);
    assert!(!out.stdout.is_empty());
}
