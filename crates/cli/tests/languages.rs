//! A dossier in a language of its own: catalogue, names, columns, and what is said of a catalogue that is wrong.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;
use std::path::Path;

use marz::Dossier;
use marz::compose::Item;
use png::{Decoder, Transformations};
use support::{copy, dossier, program, root};

const FIGURES: [&str; 4] = ["overview", "strip", "timeline", "multiples"];

/// A dossier with the Thai catalogue of the tests and one place with a Thai name.
fn thai() -> tempfile::TempDir {
    let folder = dossier();
    fs::create_dir(folder.path().join("languages")).unwrap();
    fs::copy(root().join("tests/languages/mekong/languages/th.ftl"), folder.path().join("languages/th.ftl")).unwrap();
    let path = folder.path().join("data/places.geojson");
    let mut places: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    places["features"][0]["properties"]["names"]["th"] = "ด่านชายแดน".into();
    fs::write(&path, places.to_string()).unwrap();
    folder
}

/// The exit code of a run, its stdout and its stderr.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = program(folder, args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn figures_reports_and_exports_take_a_language_of_the_dossier() {
    let folder = thai();
    let at = folder.path();
    fs::create_dir(at.join("maps")).unwrap();
    fs::write(at.join("maps/m.toml"), "title = 'x'\nlang = 'th+en'\nsize = [800, 800]\n[extent]\nincidents = true\n")
        .unwrap();
    let (code, _, stderr) = run(at, &["map", "m", "--output", "m.svg", "--caption", "m.txt"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(fs::read_to_string(at.join("m.txt")).unwrap().contains("เหตุการณ์"));
    let (code, _, stderr) = run(at, &["report", "--lang", "th", "--output", "r.html"]);
    assert_eq!(code, Some(0), "{stderr}");
    let page = fs::read_to_string(at.join("r.html")).unwrap();
    assert!(page.contains("<html lang=\"th\" dir=\"ltr\">") && page.contains("การปะทะด้วยอาวุธ"));
    let (_, places, _) = run(at, &["export", "--layer", "places", "--to", "geojson"]);
    assert!(places.contains("\"name_th\":\"ด่านชายแดน\""), "{places}");
    let (code, _, stderr) = run(at, &["check"]);
    assert_eq!(code, Some(0), "{stderr}");
}

#[test]
fn lint_lists_what_a_catalogue_lacks() {
    let folder = thai();
    let (_, stdout, _) = run(folder.path(), &["lint"]);
    assert!(stdout.contains("languages/th.ftl") && stdout.contains("report-summary: missing"), "{stdout}");
    let (_, stdout, _) = run(dossier().path(), &["lint"]);
    assert!(!stdout.contains("incomplete-catalogue"), "{stdout}");
}

#[test]
fn a_language_without_a_catalogue_and_a_broken_catalogue_are_refused() {
    let folder = thai();
    let at = folder.path();
    for args in [&["report", "--lang", "lo", "--output", "-"][..], &["map", "overview", "--lang", "lo"]] {
        fs::create_dir_all(at.join("maps")).unwrap();
        fs::copy(root().join("maps/overview.toml"), at.join("maps/overview.toml")).unwrap();
        let (code, _, stderr) = run(at, args);
        assert_eq!(code, Some(2), "{stderr}");
        let parts = ["lang", "en, tg, fa, ru, es, fr, ar or th", "languages/lo.ftl beside marz.toml"];
        assert!(parts.iter().all(|part| stderr.contains(part)), "{stderr}");
    }
    fs::write(at.join("languages/th.ftl"), "km = กม.\nfooter-shown = { $number } of\n").unwrap();
    for args in [&["report", "--output", "-"][..], &["check"], &["map", "overview"]] {
        let (code, _, stderr) = run(at, args);
        assert_eq!(code, Some(2), "{stderr}");
        assert!(stderr.contains("th.ftl:2: footer-shown: there is no variable $number"), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_catalogue_outside_the_dossier_is_refused() {
    let folder = dossier();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("th.ftl"), "km = กม.\n").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("languages")).unwrap();
    let (code, _, stderr) = run(folder.path(), &["report", "--output", "-"]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("leads out of the folder"), "{stderr}");
}

/// The dossier on the Mekong: its title, names, catalogue and fonts are Thai.
fn mekong() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("tests/languages/mekong"), folder.path());
    folder
}

/// The same without its fonts.
fn mekong_without_fonts() -> tempfile::TempDir {
    let folder = mekong();
    let path = folder.path().join("marz.toml");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("fonts = [").unwrap();
    let (_, after) = rest.split_once("]\n").unwrap();
    fs::write(&path, format!("{before}{after}")).unwrap();
    folder
}

#[test]
fn a_thai_dossier_is_checked_drawn_reported_and_handed_over() {
    let folder = mekong();
    let at = folder.path();
    let done = |args: &[&str]| {
        let (code, stdout, stderr) = run(at, args);
        assert_eq!(code, Some(0), "{args:?}: {stderr}");
        assert!(!stderr.contains("no font has"), "{args:?}: {stderr}");
        stdout
    };
    let (code, _, stderr) = run(at, &["check"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stderr.contains("6 records read, 6 used, 0 rejected: 0 errors, 0 warnings"), "{stderr}");
    for figure in FIGURES {
        for (ending, begins) in [("png", &b"\x89PNG"[..]), ("svg", b"<"), ("pdf", b"%PDF")] {
            let name = format!("{figure}.{ending}");
            done(&["map", figure, "--output", &name]);
            assert!(fs::read(at.join(&name)).unwrap().starts_with(begins), "{name}");
        }
        let svg = fs::read_to_string(at.join(format!("{figure}.svg"))).unwrap();
        for words in ["การปะทะด้วยอาวุธ", "ไม่มีรายงานผู้เสียชีวิต", "เหตุการณ์"]
        {
            assert!(svg.contains(words), "{figure}: {words}");
        }
    }
    done(&["report", "--lang", "th", "--output", "r.html"]);
    let page = fs::read_to_string(at.join("r.html")).unwrap();
    assert!(page.contains("<html lang=\"th\" dir=\"ltr\">") && page.contains("บึงกาฬ"));
    assert!(page.contains("@font-face{font-family:'Noto Sans Thai'"));

    let table = done(&["export", "--to", "csv"]);
    assert!(table.contains(",ทดสอบที่หนึ่ง: เสียงปืนริมฝั่งที่บึงกาฬ,"), "{table}");
    let places = done(&["export", "--layer", "places", "--to", "geojson"]);
    assert!(places.contains("\"name_th\":\"เวียงจันทน์\"") && places.contains("\"name_lo\":\"ວຽງຈັນ\""), "{places}");
    done(&["export", "--to", "gpkg", "--output", "m.gpkg"]);
    let package = rusqlite::Connection::open(at.join("m.gpkg")).unwrap();
    let thai: String =
        package.query_row("SELECT name_th FROM places WHERE id = 'thakhek'", [], |row| row.get(0)).unwrap();
    assert_eq!(thai, "ท่าแขก");

    done(&["build", "--output", "built"]);
    for name in ["maps/overview.png", "maps/multiples.png", "out/report.html", "out/marz.gpkg"] {
        assert!(at.join("built").join(name).exists(), "{name}");
    }
    let (_, lint, _) = run(at, &["lint"]);
    assert!(lint.contains("languages/th.ftl: report-summary: missing"), "{lint}");
}

#[test]
fn no_letter_of_a_thai_figure_is_an_empty_box() {
    let (with, without) = (mekong(), mekong_without_fonts());
    for figure in FIGURES {
        let whole = Dossier::open(with.path()).unwrap().figure(figure).unwrap().compose().unwrap();
        assert!(whole.unprintable.is_empty(), "{figure}: {:?}", whole.unprintable);
        let texts: Vec<_> = whole.scene.layers.iter().flat_map(|l| &l.items).collect();
        let texts = || texts.iter().filter_map(|i| if let Item::Text(text) = i { Some(text) } else { None });
        assert!(texts().filter(|t| !t.words.is_ascii()).count() > 20, "{figure}");
        for text in texts() {
            assert_eq!(whole.scene.fonts.missing(&text.words, text.font_style), None, "{figure}");
        }
        // The program's own fonts have the letters too.
        let bundled = Dossier::open(without.path()).unwrap().figure(figure).unwrap().compose().unwrap();
        assert!(bundled.unprintable.is_empty(), "{figure}: {:?}", bundled.unprintable);
    }
}

#[test]
fn without_its_fonts_a_thai_figure_is_set_in_those_of_the_program() {
    let folder = mekong_without_fonts();
    let (code, _, stderr) = run(folder.path(), &["map", "overview", "--output", "o.svg"]);
    assert!(code == Some(0) && !stderr.contains("no font has"), "{stderr}");
    let svg = fs::read_to_string(folder.path().join("o.svg")).unwrap();
    assert!(svg.contains("@font-face{font-family:'Noto Sans Thai'") && svg.contains("'Noto Sans Thai', sans-serif"));
}

#[test]
fn a_vowel_of_two_letters_is_not_painted_over() {
    let folder = mekong();
    let dossier = Dossier::open(folder.path()).unwrap();
    // How far right the letters of the title reach.
    let reach = |title: &str| {
        let mut figure = dossier.figure("timeline").unwrap();
        figure.recipe_mut().title = title.to_owned();
        figure.recipe_mut().subtitle.clear();
        let png = figure.png().unwrap();
        let mut decoder = Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let row = |y: usize| pixels.chunks_exact(info.line_size).nth(y).unwrap();
        // The title stands in the first 64 of 1200 rows.
        (0..64).filter_map(|y| row(y).chunks_exact(3).rposition(|p| p[0] < 100)).max().unwrap()
    };
    // The vowel am is a mark without width and the letter aa.
    let (am, aa) = (reach(&"น้ำ".repeat(12)), reach(&"น้า".repeat(12)));
    assert!(am.abs_diff(aa) <= 2 && aa > 500, "{am} {aa}");
}

#[test]
fn a_font_that_cannot_be_read_is_named_with_file_and_key() {
    let folder = mekong();
    let at = folder.path();
    fs::write(at.join("fonts/NotoSansThai-Bold.ttf"), "cut").unwrap();
    for args in [&["map", "overview"][..], &["build"], &["report", "--output", "-"]] {
        let (code, _, stderr) = run(at, args);
        assert_eq!(code, Some(2), "{stderr}");
        assert!(stderr.contains("fonts/NotoSansThai-Bold.ttf: fonts: "), "{stderr}");
    }
    fs::remove_file(at.join("fonts/NotoSansThai-Bold.ttf")).unwrap();
    let (code, _, stderr) = run(at, &["map", "overview"]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("fonts/NotoSansThai-Bold.ttf") && stderr.contains("fonts"), "{stderr}");
}
