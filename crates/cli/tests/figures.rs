//! Figures against goldens: what an SVG says as text, and a few small pictures with a tolerance.
//!
//! `MARZ_BLESS=1 cargo test --test figures` writes the goldens anew: look at the difference before committing it.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

mod support;

use support::root;

/// The figures that are compared as text: a name, and the options that make it.
const FIGURES: [(&str, &[&str]); 15] = [
    ("overview", &["overview"]),
    ("gold-mine-fa", &["gold-mine", "--lang", "fa", "--title", "درگیری در معدن طلا"]),
    ("gold-mine-ru-grey", &["gold-mine", "--lang", "ru", "--theme", "grey", "--page", "a4"]),
    ("overview-tg-outline", &["overview", "--lang", "tg+fa", "--theme", "outline", "--key", "true"]),
    ("contacts", &["contacts"]),
    ("slide", &["overview-dark"]),
    ("strip", &["strip"]),
    ("multiples", &["multiples"]),
    (
        "multiples-tg-category",
        &["multiples", "--by", "category", "--lang", "tg", "--theme", "grey", "--km", "200..620", "--title", "Чӣ"],
    ),
    ("timeline", &["timeline"]),
    (
        "timeline-fa-outline",
        &["timeline", "--lang", "fa", "--theme", "outline", "--title", "کشته‌ها", "--since", "2022"],
    ),
    ("strip-fa-years", &["strip-years", "--lang", "fa", "--theme", "dark", "--title", "سال به سال"]),
    (
        "strip-tg-stretch",
        &["strip", "--km", "240..460", "--lang", "tg+ru", "--theme", "outline", "--page", "a4-landscape"],
    ),
    ("around", &["overview", "--around", "Khorugh", "--radius", "40km", "--locator", "false", "--legend", "false"]),
    (
        "utm",
        &[
            "overview",
            "--bbox",
            "73,36.5,75.5,38",
            "--projection",
            "EPSG:32642",
            "--graticule",
            "lines",
            "--claims",
            "true",
        ],
    ),
];

/// The figures that are compared as pixels, small.
const PICTURES: [(&str, &[&str]); 3] = [
    ("stretch", &["gold-mine", "--km", "330..390", "--key", "false", "--legend", "false"]),
    (
        "stretch-dark-tg",
        &["gold-mine", "--km", "330..390", "--key", "false", "--legend", "false", "--theme", "dark", "--lang", "tg"],
    ),
    (
        "stretch-fa",
        &["gold-mine", "--km", "330..390", "--key", "false", "--legend", "false", "--lang", "fa", "--title", "معدن طلا"],
    ),
];

fn goldens() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures")
}

fn drawn(options: &[&str], more: &[&str], ending: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("figure.{ending}"));
    // Another title leaves the recipe's subtitle out; here its place on the figure is what is looked at.
    let recipe = fs::read_to_string(root().join(format!("maps/{}.toml", options[0]))).unwrap();
    let recipe: toml::Table = recipe.parse().unwrap();
    let subtitle = recipe.get("subtitle").and_then(|s| s.as_str()).filter(|_| options.contains(&"--title"));
    let subtitle = subtitle.map_or(Vec::new(), |s| vec!["--subtitle", s]);
    // The embedded dossier: what is compared is what users have.
    let out = Command::new(env!("CARGO_BIN_EXE_marz"))
        .current_dir(folder.path())
        .arg("map")
        .args(options)
        .args(subtitle)
        .args(more)
        .args(["--quiet", "--output"])
        .arg(&path)
        .output()
        .unwrap();
    assert!(out.status.success(), "{options:?}: {}", String::from_utf8_lossy(&out.stderr));
    fs::read(path).unwrap()
}

fn attribute<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// What an SVG shows, a line an element: layers, texts with their place, shapes with their colours.
fn told(svg: &str) -> String {
    let mut out = String::new();
    let place = |line: &str, name: &str| {
        attribute(line, name).and_then(|v| v.parse::<f64>().ok()).map_or(String::from("-"), |v| format!("{v:.0}"))
    };
    let plain = |line: &str| {
        let mut words = String::new();
        let mut inside = false;
        for c in line.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                // Marks that order the letters are not words.
                '\u{2067}' | '\u{2069}' => {}
                c if !inside => words.push(c),
                _ => {}
            }
        }
        words
    };
    for line in svg.lines() {
        if let Some(id) = attribute(line, "id").filter(|_| line.starts_with("<g ")) {
            writeln!(out, "layer {id}").unwrap();
        } else if line.starts_with("<text") && !line.contains("aria-hidden") {
            let turned = if line.contains("rotate(") { " turned" } else { "" };
            let (x, y, size) = (place(line, "x"), place(line, "y"), attribute(line, "font-size").unwrap());
            writeln!(out, "  text {x},{y} {size}{turned} {}", plain(line)).unwrap();
        } else if line.starts_with("<path") || line.starts_with("<circle") {
            let kind = if line.starts_with("<path") { "path" } else { "circle" };
            let parts = attribute(line, "d").map_or(0, |d| d.matches('M').count());
            let of = |name: &str| attribute(line, name).unwrap_or("-").to_owned();
            let (fill, stroke, width, dash) = (of("fill"), of("stroke"), of("stroke-width"), of("stroke-dasharray"));
            let about = line.split_once("<title>").and_then(|(_, r)| r.split_once("</title>")).map_or("", |(t, _)| t);
            writeln!(out, "  {kind} {parts} {fill} {stroke} {width} {dash} {about}").unwrap();
        } else if line.starts_with("<title") || line.starts_with("<desc") {
            writeln!(out, "{}", plain(line)).unwrap();
        }
    }
    out
}

#[test]
fn figures_say_what_they_said() {
    let mut wrong = Vec::new();
    for (name, options) in FIGURES {
        let svg = String::from_utf8(drawn(options, &[], "svg")).unwrap();
        let found = told(&svg);
        let path = goldens().join(format!("{name}.txt"));
        if std::env::var_os("MARZ_BLESS").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            let line = found.lines().zip(expected.lines()).position(|(a, b)| a != b).unwrap_or(0);
            let at = |text: &str| text.lines().nth(line).unwrap_or("").to_owned();
            wrong.push(format!("{name}, line {}:\n  expected {}\n  found    {}", line + 1, at(&expected), at(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}\nIf that is meant: MARZ_BLESS=1 cargo test --test figures", wrong.join("\n"));
}

struct Pixels {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

fn decoded(bytes: &[u8]) -> Pixels {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgb).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    Pixels { width: info.width as usize, height: info.height as usize, rgb }
}

/// Expected, found and their difference beside each other.
fn three_panels(a: &Pixels, b: &Pixels, path: &Path) {
    let mut rows = Vec::new();
    for y in 0..a.height {
        let row = |p: &Pixels| p.rgb[y * p.width * 3..(y + 1) * p.width * 3].to_vec();
        let (left, middle) = (row(a), row(b));
        let difference: Vec<u8> = left.iter().zip(&middle).map(|(l, m)| 255 - l.abs_diff(*m)).collect();
        rows.extend([left, middle, difference].concat());
    }
    let file = fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, (3 * a.width) as u32, a.height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&rows).unwrap();
}

/// Pixels may differ a little between machines: their C libraries round sines differently.
#[test]
fn pictures_look_as_they_did() {
    /// The mean difference of a channel, of 255.
    const MEAN: f64 = 0.5;
    /// The share of pixels in which a channel differs by more than 48.
    const SHARE: f64 = 0.002;
    for (name, options) in PICTURES {
        let bytes = drawn(options, &["--size", "560x420", "--dpi", "72"], "png");
        let path = goldens().join(format!("{name}.png"));
        if std::env::var_os("MARZ_BLESS").is_some() {
            fs::write(&path, &bytes).unwrap();
        }
        let (expected, found) = (decoded(&fs::read(&path).unwrap()), decoded(&bytes));
        assert_eq!((expected.width, expected.height), (found.width, found.height), "{name}");
        let differences: Vec<u8> = expected.rgb.iter().zip(&found.rgb).map(|(a, b)| a.abs_diff(*b)).collect();
        let mean = differences.iter().map(|d| f64::from(*d)).sum::<f64>() / differences.len() as f64;
        let far = differences.chunks(3).filter(|p| p.iter().any(|d| *d > 48)).count();
        let share = far as f64 / (differences.len() / 3) as f64;
        if mean > MEAN || share > SHARE {
            let panels = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
            three_panels(&expected, &found, &panels);
            panic!(
                "{name}: mean difference {mean:.2}, {:.2} % of the pixels differ: see {}",
                share * 100.0,
                panels.display()
            );
        }
    }
}
