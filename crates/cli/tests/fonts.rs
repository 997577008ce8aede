//! Fonts of a dossier: letters without a glyph are named, with a font they are set, and a broken font is refused.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

mod support;

use support::{dossier, marz, root, text};

const THAI: &str = "อรัญประเทศ";
/// Of a script without a font here.
const TAMIL: &str = "தலைமன்னார்";

/// A dossier whose first record has a Thai title.
fn thai_dossier() -> tempfile::TempDir {
    titled(THAI)
}

fn titled(title: &str) -> tempfile::TempDir {
    let folder = dossier();
    let path = folder.path().join("data/incidents.geojson");
    let mut stored: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    stored["features"][1]["properties"]["title"] = title.into();
    fs::write(&path, format!("{stored:#}\n")).unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/one.toml"), format!("title = 'Clash at {title}'\n[extent]\nborder = true\n"))
        .unwrap();
    folder
}

fn with_fonts(folder: &Path, fonts: &str) {
    let manifest = fs::read_to_string(folder.join("marz.toml")).unwrap();
    fs::write(folder.join("marz.toml"), manifest.replace("[data]", &format!("fonts = [{fonts}]\n[data]"))).unwrap();
    fs::create_dir_all(folder.join("fonts")).unwrap();
    for name in ["NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"] {
        fs::copy(root().join("tests/languages/mekong/fonts").join(name), folder.join("fonts").join(name)).unwrap();
    }
}

const BOTH: &str = "'fonts/NotoSansThai-Regular.ttf', 'fonts/NotoSansThai-Bold.ttf'";

/// The fonts of a PDF by its font descriptors, which are never compressed: the name of the subset, and whether a stream of this
/// document holds the font (ISO 32000-1, 9.8 and 9.9).
fn embedded_fonts(pdf: &[u8]) -> Vec<(String, bool)> {
    let file = String::from_utf8_lossy(pdf);
    let objects = || file.split("endobj").filter_map(|object| object.split_once(" 0 obj"));
    let number = |text: &str| text.rsplit(['\n', '\r']).next().unwrap_or_default().to_owned();
    let descriptors = objects().filter_map(|(_, body)| body.contains("/Type/FontDescriptor").then_some(body));
    let embedded = |body: &str| {
        let (_, font) = body.split_once("/FontFile")?;
        // FontFile2 and FontFile3 name the stream of a TrueType and of an OpenType font.
        let stream = font.get(1..)?.trim_start().split(' ').next()?;
        objects().find(|(before, _)| number(before) == stream).filter(|(_, body)| body.contains("stream"))
    };
    let name = |body: &str| body.split_once("/FontName/")?.1.split(['/', ' ', '>']).next().map(str::to_owned);
    descriptors.map(|body| (name(body).unwrap_or_default(), embedded(body).is_some())).collect()
}

#[test]
fn a_letter_without_a_glyph_is_named_with_its_script_and_remedy() {
    let folder = titled(TAMIL);
    let map = marz(folder.path(), &["map", "one", "--output", "one.svg"]);
    assert!(map.status.success());
    let printed = text(&map.stderr);
    for part in ["Clash at", TAMIL, "Tamil", "recipe, title", "fonts = [", "marz.toml"] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    let check = marz(folder.path(), &["check"]);
    let printed = text(&check.stdout);
    assert!(check.status.success() && printed.contains("Tamil") && printed.contains("fonts = ["), "{printed}");
}

#[test]
fn a_thai_title_needs_no_font_of_the_dossier() {
    let folder = thai_dossier();
    for name in ["one.svg", "one.png", "one.pdf"] {
        let out = marz(folder.path(), &["map", "one", "--output", name]);
        assert!(out.status.success() && !text(&out.stderr).contains("no font has"), "{}", text(&out.stderr));
    }
    let svg = fs::read_to_string(folder.path().join("one.svg")).unwrap();
    assert!(svg.contains("@font-face{font-family:'Noto Sans Thai'") && svg.contains("'Noto Sans Thai', sans-serif"));
    let fonts = embedded_fonts(&fs::read(folder.path().join("one.pdf")).unwrap());
    assert!(fonts.iter().any(|(name, is_embedded)| name.contains("NotoSansThai") && *is_embedded), "{fonts:?}");
    assert_eq!(marz(folder.path(), &["check"]).status.code(), Some(0));
    let report = marz(folder.path(), &["report", "--output", "report.html"]);
    assert!(report.status.success(), "{}", text(&report.stderr));
    let page = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("@font-face{font-family:'Noto Sans Thai'") && !page.contains("'Noto Sans Lao'"));
    assert!(page.contains("html[dir]{font-family:'Noto Sans','Vazirmatn','Noto Sans Thai',sans-serif}"));
}

#[test]
fn with_its_font_a_thai_title_is_set_in_it_everywhere() {
    let folder = thai_dossier();
    let render = |name: &str| {
        let out = marz(folder.path(), &["map", "one", "--output", name]);
        assert!(out.status.success(), "{}", text(&out.stderr));
        (fs::read(folder.path().join(name)).unwrap(), text(&out.stderr))
    };
    let (regular, _) = render("before.png");
    with_fonts(folder.path(), BOTH);
    let (glyphs, printed) = render("after.png");
    assert!(!printed.contains("no font has"), "{printed}");
    assert_ne!(regular, glyphs, "the title is bold");
    assert_eq!(glyphs, render("again.png").0, "the same input gives the same bytes");
    let (svg, _) = render("one.svg");
    let svg = text(&svg);
    assert!(svg.contains("'Noto Sans', 'Vazirmatn', 'Noto Sans Thai', sans-serif") && svg.contains(THAI));
    let (pdf, _) = render("one.pdf");
    let fonts = embedded_fonts(&pdf);
    assert!(fonts.iter().any(|(name, is_embedded)| name.ends_with("+NotoSansThai-Bold") && *is_embedded), "{fonts:?}");
    assert!(fonts.iter().all(|(_, is_embedded)| *is_embedded), "{fonts:?}");
}

#[test]
fn a_broken_font_and_one_outside_the_dossier_are_refused() {
    for (font, bytes, said) in [
        ("fonts/x.ttf", &b"no font"[..], "not a TrueType or OpenType font"),
        ("fonts/x.ttf", &b"wOF2...."[..], "web font"),
        ("../x.ttf", &b""[..], "a path inside the dossier"),
    ] {
        let folder = thai_dossier();
        with_fonts(folder.path(), &format!("'{font}'"));
        fs::write(folder.path().join("fonts/x.ttf"), bytes).unwrap();
        let out = marz(folder.path(), &["map", "one", "--output", "one.svg"]);
        let printed = text(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{printed}");
        assert!(printed.contains(said) && printed.contains("x.ttf"), "{printed}");
    }
}
