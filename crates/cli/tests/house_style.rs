//! The style of a house: colours, logo, byline and fonts in figures and report, and what cannot be used.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

mod support;

use support::{dossier, marz, root, text};

const LOGO: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='10'><rect width='30' height='10' fill='#0b5796'/></svg>";

/// A dossier with this table `[style]`, a logo and a recipe.
fn with(style: &str) -> tempfile::TempDir {
    let folder = dossier();
    let path = folder.path().join("marz.toml");
    let manifest = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{manifest}\n{style}\n")).unwrap();
    fs::write(folder.path().join("data/logo.svg"), LOGO).unwrap();
    fs::write(folder.path().join("data/logo.txt"), "no picture").unwrap();
    fs::create_dir_all(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/one.toml"), "title = 'One'\nsize = [1200, 900]\n[extent]\nkm = [600, 700]\n")
        .unwrap();
    folder
}

fn drawn(folder: &Path, more: &[&str]) -> (String, String, bool) {
    let words: Vec<&str> = ["map", "one", "--output", "one.svg"].iter().chain(more).copied().collect();
    let out = marz(folder, &words);
    (fs::read_to_string(folder.join("one.svg")).unwrap_or_default(), text(&out.stderr), out.status.success())
}

#[test]
fn figures_and_report_have_the_style_of_the_house() {
    let style = "[style]\nbyline = { en = 'Graphic: The Desk', fa = 'نگارهٔ میز' }\n\
                 [style.logo]\nfile = 'data/logo.svg'\n[style.print]\npaper = '#fffdf7'\naccent = '#0b5796'";
    let folder = with(style);
    for kind in ["map", "strip", "timeline"] {
        let more: &[&str] = if kind == "timeline" { &["--kind", kind] } else { &["--kind", kind, "--km", "600..700"] };
        let (svg, messages, ok) = drawn(folder.path(), more);
        assert!(ok && svg.contains("Graphic: The Desk") && svg.contains("#fffdf7"), "{kind}: {messages}");
        assert!(svg.contains("data:image/png;base64,") && !messages.contains("contrast"), "{kind}: {messages}");
    }
    let (svg, messages, ok) = drawn(folder.path(), &["--lang", "fa"]);
    assert!(ok && svg.contains("نگارهٔ"), "{messages}");
    // Another theme keeps its own colours.
    assert!(!drawn(folder.path(), &["--theme", "dark"]).0.contains("#fffdf7"));
    let report = marz(folder.path(), &["report", "--output", "report.html"]);
    let page = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(report.status.success() && page.contains("Graphic: The Desk"));
    assert!(page.contains("--paper:#fffdf7;--accent:#0b5796") && page.contains("height:10mm"));
}

#[test]
fn what_cannot_be_used_or_read_is_said_with_what_to_change() {
    for (style, expected) in [
        ("[style.print]\nink = 'black'", "style.print.ink: black: expected # and six"),
        ("[style.print]\npapr = '#ffffff'", "did you mean `paper`?"),
        ("[style.logo]\nfile = 'data/logo.txt'", "this is no picture that can be a logo"),
        ("[style.logo]\nfile = '../logo.png'", "a path inside the dossier"),
        ("[style.logo]\nfile = 'data/none.png'", "none.png"),
        ("[style.logo]\nfile = 'data/logo.svg'\nheight_mm = 0", "style.logo.height_mm: 0: expected 2 to 60"),
        ("[style]\nfonts = ['data/logo.txt']", "logo.txt"),
        ("[style]\ncolour = '#000000'", "colour"),
    ] {
        let (svg, messages, ok) = drawn(with(style).path(), &[]);
        assert!(!ok && svg.is_empty() && messages.contains(expected), "{expected}: {messages}");
    }
    let folder = with("[style.print]\nquiet_ink = '#bbbbbb'\nprovince_ink = '#cccccc'");
    let (_, messages, ok) = drawn(folder.path(), &[]);
    assert!(messages.contains("province_ink cannot be read on land_left, land_right, land_other"), "{messages}");
    // Only where a figure in these colours is made.
    assert!(!drawn(folder.path(), &["--theme", "dark"]).1.contains("cannot be read"));
    let list = marz(folder.path(), &["list"]);
    assert!(list.status.success() && !text(&list.stderr).contains("cannot be read"), "{}", text(&list.stderr));
    assert!(text(&marz(folder.path(), &["check"]).stdout).contains("quiet_ink cannot be read on paper"));
    assert!(ok && messages.contains("quiet_ink cannot be read on paper"), "{messages}");
    assert!(messages.contains("a contrast of 1.9 to 1") && messages.contains("4.5 to 1 at least"), "{messages}");
}

#[test]
fn the_fonts_of_the_house_come_first_and_logo_and_fonts_belong_to_the_edition() {
    let folder = with("[style]\nfonts = ['data/house.ttf', 'data/second.ttf']\n[style.logo]\nfile = 'data/logo.svg'");
    let fonts = root().join("tests/languages/mekong/fonts");
    for (font, name) in [("NotoSansThai-Regular.ttf", "house.ttf"), ("NotoSansThai-Bold.ttf", "second.ttf")] {
        fs::copy(fonts.join(font), folder.path().join("data").join(name)).unwrap();
    }
    let edition = || {
        let (svg, messages, ok) = drawn(folder.path(), &[]);
        assert!(ok, "{messages}");
        let at = svg.find("marz-edition-").unwrap();
        (svg[at..at + 29].to_owned(), svg.contains("'Noto Sans Thai'"))
    };
    let (before, is_set) = edition();
    assert!(is_set);
    fs::write(folder.path().join("data/logo.svg"), LOGO.replace("#0b5796", "#0b5797")).unwrap();
    let with_other_logo = edition().0;
    assert_ne!(with_other_logo, before);
    fs::copy(fonts.join("NotoSansLao-Bold.ttf"), folder.path().join("data/second.ttf")).unwrap();
    assert_ne!(edition().0, with_other_logo);
}
