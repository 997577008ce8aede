//! Notes, layers and labels that a recipe adds to its map.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

mod support;

use support::{copy, marz, root, text};

const EXTENT: &str = "size = [1200, 900]\n[extent]\nbbox = [69.0, 37.0, 71.9, 38.7]\n";

const ZONE: &str = r#"{"type":"FeatureCollection","attribution":"Zones: A Desk","features":[
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[70.0,37.4],[70.9,37.4],[70.9,38.1],[70.0,38.1],[70.0,37.4]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[69.2,37.2],[71.5,38.4]]}}]}"#;

/// The embedded dossier with a recipe, and the zones in `data/zones.geojson`.
fn with(recipe: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("maps")).unwrap();
    fs::copy(root().join("marz.toml"), folder.path().join("marz.toml")).unwrap();
    copy(&root().join("data"), &folder.path().join("data"));
    fs::write(folder.path().join("data/zones.geojson"), ZONE).unwrap();
    fs::write(folder.path().join("maps/own.toml"), format!("title = 'Own'\n{recipe}")).unwrap();
    folder
}

/// Draws the recipe as SVG; returns the picture, the messages, and whether it succeeded.
fn drawn(folder: &Path, more: &[&str]) -> (String, String, bool) {
    let words: Vec<&str> = ["map", "own", "--output", "own.svg"].iter().chain(more).copied().collect();
    let out = marz(folder, &words);
    let svg = fs::read_to_string(folder.join("own.svg")).unwrap_or_default();
    (svg, text(&out.stderr), out.status.success())
}

#[test]
fn notes_layers_buffers_and_templates_are_drawn_and_described() {
    let recipe = format!(
        "caption = true\nlabel = {{ en = '{{place}}, {{killed}} killed', fa = '{{place}}: {{killed}}' }}\n{EXTENT}\
         [[note]]\nat = [70.3, 37.3]\ntext = {{ en = 'Road closed since May', fa = 'راه بسته است' }}\n\
         [[note]]\nkm = 620\ntext = 'Bridge'\narrow = false\n\
         [[note]]\nincident = '2023-08-29-kevron-infiltration'\ntext = 'Three men had crossed at night'\n\
         [[layer]]\nfile = 'data/zones.geojson'\nname = {{ en = 'Closed zone', fa = 'منطقهٔ بسته' }}\nhatching = true\ncolour = '#7a3e9d'\n\
         [[layer]]\nbuffers = ['5km', '20km']\n\
         [[layer]]\nrings = ['25km']\naround = 'Khorugh'\ndash = [4, 3]\n"
    );
    let folder = with(&recipe);
    let (svg, messages, ok) = drawn(folder.path(), &[]);
    assert!(ok, "{messages}");
    for part in [
        "Closed zone",
        "Road closed",
        "Three men had",
        "Bridge",
        "Kevron, 3 killed",
        "id=\"own-1\"",
        "id=\"own-3\"",
        "id=\"note-arrows\"",
        "Zones: A Desk",
        "Within 5",
        "around Khorugh",
        "Notes on the map: Road closed since May",
        "#7a3e9d",
    ] {
        assert!(svg.contains(part), "{part}: {messages}");
    }
    assert!(!messages.contains("note["), "{messages}");
    // The same again, mirrored, and as the other formats.
    assert_eq!(drawn(folder.path(), &[]).0, svg);
    let (svg, messages, ok) = drawn(folder.path(), &["--lang", "fa"]);
    assert!(ok && svg.contains("منطقهٔ بسته") && svg.contains("راه بسته است"), "{messages}");
    assert!(!svg.contains("Road closed") && !messages.contains("note["), "{messages}");
}

#[test]
fn what_cannot_be_drawn_is_said_with_what_to_change() {
    for (recipe, expected) in [
        (
            "[[note]]\nat = [10, 10]\ntext = 'Far away'",
            "note[0]: \"Far away\" points outside of the map: widen the extent",
        ),
        (
            "[[note]]\nincident = '2021-10-03-imran-khan-call'\ntext = 'x'\n[filter]\nwithout = ['2021-10-03-imran-khan-call']",
            "is left out by id",
        ),
        (
            "[[note]]\nincident = '2023-04-28-tishor-firefight'\ntext = 'x'\n[filter]\nsince = '2025'",
            "does not pass the filter",
        ),
        ("[[note]]\nincident = '2023-04-late-two-ja-killed'\ntext = 'x'", "has no point"),
        ("[[layer]]\nfile = 'data/far.geojson'\nname = 'Far'", "layer[0]: nothing of \"Far\" lies on this map"),
        ("[[layer]]\nfile = 'data/far.geojson'\nname = 'Far'", "has no credit"),
    ] {
        let folder = with(&format!("{EXTENT}{recipe}\n"));
        fs::write(folder.path().join("data/far.geojson"), r#"{"type":"LineString","coordinates":[[1,1],[2,2]]}"#)
            .unwrap();
        let (svg, messages, ok) = drawn(folder.path(), &[]);
        assert!(ok && !svg.is_empty() && messages.contains(expected), "{expected}: {messages}");
    }
}

#[test]
fn what_is_wrong_is_refused_with_what_was_expected() {
    for (recipe, expected) in [
        ("[[note]]\ntext = 'x'", "note[0]: no point: expected one of at"),
        ("[[note]]\ntext = 'x'\nat = [370, 100]", "note[0].at"),
        ("[[note]]\ntext = 'x'\nkm = 99999", "note[0].km: 99999: expected kilometre 0 to"),
        ("[[note]]\ntext = 'x'\nkm = '7:1'", "note[0].km"),
        (
            "[[note]]\ntext = 'x'\nincident = '2023-08-29-kevron-infiltratio'",
            "did you mean '2023-08-29-kevron-infiltration'",
        ),
        ("[[note]]\ntext = ' '\nkm = 5", "note[0].text.en: no words"),
        ("[[note]]\nkm = 5", "text"),
        ("[[layer]]\nfile = 'data/zones.geojson'", "layer[0].name"),
        ("[[layer]]\nfile = '../zones.geojson'\nname = 'x'", "a path inside the dossier"),
        ("[[layer]]\nfile = 'data/none.geojson'\nname = 'x'", "none.geojson"),
        ("[[layer]]\nfile = 'data/zones.geojson'\nname = 'x'\ncolour = 'red'", "layer[0].colour: red: expected #"),
        ("[[layer]]\nbuffers = ['1m']", "layer[0].buffers: 1m: expected lengths of 10 m"),
        ("[[layer]]\nrings = ['5km']", "rings without around"),
        ("[[layer]]\nrings = ['5km']\naround = 'Nowhere at all'", "there is no place"),
        ("[[layer]]\nfile = 'data/foreign.geojson'\nname = 'x'", "ogr2ogr -t_srs EPSG:4326"),
        ("[[layer]]\nfile = 'data/metres.geojson'\nname = 'x'", "ogr2ogr -t_srs EPSG:4326"),
    ] {
        let folder = with(&format!("{EXTENT}{recipe}\n"));
        let foreign =
            ZONE.replacen('{', r#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32642"}},"#, 1);
        fs::write(folder.path().join("data/foreign.geojson"), foreign).unwrap();
        fs::write(folder.path().join("data/metres.geojson"), ZONE.replace("[69.2,37.2]", "[500000,4100000]")).unwrap();
        let (svg, messages, ok) = drawn(folder.path(), &[]);
        assert!(!ok && svg.is_empty() && messages.contains(expected), "{expected}: {messages}");
    }
    for (head, expected) in [
        ("label = '{dead} dead'\n", "label.en: {dead}: expected one of {date}"),
        ("label = '{place}'\nkind = 'strip'\n", "a key of maps"),
        ("label = '{place}'\nshow = { key = true }\n", "both label and show.key"),
        ("kind = 'timeline'\nnote = [{ text = 'x', km = 5 }]\n", "a key of maps"),
    ] {
        let (_, messages, ok) = drawn(with(head).path(), &[]);
        assert!(!ok && messages.contains(expected), "{expected}: {messages}");
    }
}

#[test]
fn a_huge_note_and_a_huge_layer_are_survived() {
    let words = "word ".repeat(59);
    let many: String = (0..12).fold(String::new(), |mut all, k| {
        let _ = write!(all, "[[note]]\nat = [{}, 37.8]\ntext = '{words}'\n", 69.2 + f64::from(k) * 0.2);
        all
    });
    let folder = with(&format!(
        "{EXTENT}{many}[[note]]\nat = [70, 38]\ntext = '{}'\n[[layer]]\nfile = 'data/huge.geojson'\nname = 'Huge'\nhatching = true\ncredit = 'A'\n",
        "x".repeat(300)
    ));
    // A ring of 20,000 vertices, to and fro.
    let ring: Vec<String> = (0..=20_000_u32)
        .map(|k| {
            let angle = f64::from(k % 20_000) * std::f64::consts::TAU / 20_000.0;
            let radius = if k % 2 == 0 { 0.5 } else { 0.501 };
            format!("[{:.6},{:.6}]", 70.4 + radius * angle.cos(), 37.8 + radius * angle.sin())
        })
        .collect();
    let huge = format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.join(","));
    fs::write(folder.path().join("data/huge.geojson"), huge).unwrap();
    let (svg, messages, ok) = drawn(folder.path(), &[]);
    assert!(ok && svg.contains("Huge"), "{messages}");
    // Not all of these have room, and each that has none is named.
    assert!(messages.contains("it has no room: shorten it"), "{messages}");
    assert!(svg.len() < 4_000_000, "{}", svg.len());
}

#[test]
fn the_file_of_a_layer_is_part_of_the_edition_and_of_the_seal() {
    let folder = with(&format!("{EXTENT}[[layer]]\nfile = 'data/zones.geojson'\nname = 'Zone'\n"));
    let edition = || {
        let (svg, ..) = drawn(folder.path(), &[]);
        let at = svg.find("marz-edition-").unwrap();
        svg[at..at + 29].to_owned()
    };
    let before = edition();
    assert!(marz(folder.path(), &["seal"]).status.success());
    fs::write(folder.path().join("data/zones.geojson"), ZONE.replace("70.9,38.1", "70.8,38.1")).unwrap();
    assert_ne!(edition(), before);
    let verified = marz(folder.path(), &["verify"]);
    let words = text(&verified.stdout) + &text(&verified.stderr);
    assert!(words.contains("data/zones.geojson"), "{words}");
    fs::remove_file(folder.path().join("data/zones.geojson")).unwrap();
    let sealed = marz(folder.path(), &["seal"]);
    assert!(!sealed.status.success() && text(&sealed.stderr).contains("zones.geojson"), "{}", text(&sealed.stderr));
}

#[test]
fn an_atlas_has_the_notes_and_layers_of_its_pages() {
    let recipe = "kind = 'atlas'\nevery = '450km'\n[extent]\nkm = [200, 1100]\n\
        [[note]]\nkm = 300\ntext = 'Bridge closed'\n[[note]]\nat = [10, 10]\ntext = 'Far away'\n\
        [[layer]]\nfile = 'data/zones.geojson'\nname = 'Closed zone'\nhatching = true\n\
        [[layer]]\nfile = 'data/far.geojson'\nname = 'Far zone'\ncredit = 'A Desk'\n";
    let folder = with(recipe);
    fs::write(folder.path().join("data/far.geojson"), r#"{"type":"LineString","coordinates":[[1,1],[2,2]]}"#).unwrap();
    let out = marz(folder.path(), &["map", "own", "--output", "own.pdf", "--caption", "own.txt"]);
    let messages = text(&out.stderr);
    assert!(out.status.success(), "{messages}");
    // Each is said once: what lies on some page is on none of the others.
    let note = "note[1]: \"Far away\" points outside of the pages: widen extent.km, or move the note";
    assert!(messages.contains(note), "{messages}");
    assert!(messages.contains("layer[1]: nothing of \"Far zone\" lies on any page: widen extent.km"), "{messages}");
    assert!(!messages.contains("note[0]") && !messages.contains("layer[0]"), "{messages}");
    let caption = fs::read_to_string(folder.path().join("own.txt")).unwrap();
    assert!(
        caption.contains("Also drawn: Closed zone") && caption.contains("Notes on the map: Bridge closed"),
        "{caption}"
    );
    // Of the whole border there is no more to show.
    let whole = recipe.replace("km = [200, 1100]", "border = true");
    fs::write(folder.path().join("maps/own.toml"), format!("title = 'A map'\n{whole}")).unwrap();
    let out = marz(folder.path(), &["map", "own", "--output", "own.pdf"]);
    let messages = text(&out.stderr);
    assert!(
        out.status.success() && messages.contains("outside of the pages: the pages follow the whole border"),
        "{messages}"
    );
    for (key, own) in [("label", "label = '{place}'"), ("inset", "inset = { auto = true }")] {
        let folder = with(&format!("kind = 'atlas'\n{own}\n"));
        let out = marz(folder.path(), &["map", "own", "--output", "own.pdf"]);
        let messages = text(&out.stderr);
        let why = format!("{key}: a key of maps: expected none with kind = \"atlas\"");
        assert!(!out.status.success() && messages.contains(&why), "{messages}");
    }
}

#[test]
fn an_inset_is_a_file_of_its_own_layers_and_the_same_every_time() {
    let folder = with(&format!("caption = true\n{EXTENT}[inset]\naround = 'Khorugh'\nradius = '12km'\n"));
    let (svg, messages, ok) = drawn(folder.path(), &[]);
    assert!(ok, "{messages}");
    for id in ["inset-part", "inset-sheet", "inset-border", "inset-scale-bar", "inset-letter", "inset-names"] {
        assert_eq!(svg.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(svg.contains("Inset A draws a part of it larger") && svg.contains("Frame: drawn larger"));
    assert_eq!(drawn(folder.path(), &[]).0, svg);
    let (without, _, ok) = drawn(folder.path(), &["--inset", "false"]);
    assert!(ok && !without.contains("inset-"));
    let (_, messages, ok) = drawn(folder.path(), &["--inset", "Khorugh:900km"]);
    assert!(ok && messages.contains("no inset: it would draw its part 0"), "{messages}");
}
