//! Figures against goldens: what an SVG holds as text, layer by layer with the place of every element, and a few small
//! pictures, tile by tile. A symbol moved by 3 pixels or erased fails both.
//!
//! `MARZ_BLESS=1 cargo test -p marz-cli --test figures` writes the goldens anew and fails: look at the difference before
//! committing it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

mod support;

use support::golden::golden;
use support::{program, root};

/// The figures that are compared as text: a name, and the options that make it.
const FIGURES: [(&str, &[&str]); 21] = [
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
    ("bands", &["bands"]),
    (
        "bands-ar-year",
        &["bands", "--lang", "ar", "--theme", "outline", "--by", "year", "--within", "5km,20km", "--title", "كم القرب"],
    ),
    (
        "bands-ru-page",
        &[
            "bands",
            "--lang",
            "ru",
            "--theme",
            "grey",
            "--page",
            "a4-landscape",
            "--to",
            "crossing",
            "--within",
            "10km,50km",
        ],
    ),
    ("strip-fa-years", &["strip-years", "--lang", "fa", "--theme", "dark", "--title", "سال به سال"]),
    (
        "strip-tg-stretch",
        &["strip", "--km", "240..460", "--lang", "tg+ru", "--theme", "outline", "--page", "a4-landscape"],
    ),
    ("around", &["overview", "--around", "Khorugh", "--radius", "40km", "--locator", "false", "--legend", "false"]),
    ("gold-mine-ar", &["gold-mine", "--lang", "ar", "--title", "اشتباك عند منجم الذهب"]),
    ("strip-fr", &["strip", "--lang", "fr", "--title", "La moitié des violences sur un dixième de la frontière"]),
    ("timeline-es", &["timeline", "--lang", "es", "--title", "Tres cuartas partes de los muertos"]),
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
    let out = program(folder.path(), &["map"])
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

/// The box around a path of straight lines: left, top, right, bottom.
fn path_box(d: &str) -> [f64; 4] {
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let (mut x, mut y) = (0.0, 0.0);
    let (mut start_x, mut start_y) = (0.0, 0.0);
    let mut rest = d;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |i| i + 1);
        let numbers: Vec<f64> = rest[1..end].split_whitespace().map(|n| n.parse().unwrap()).collect();
        for pair in numbers.chunks_exact(2) {
            match command {
                'M' => (x, y, start_x, start_y) = (pair[0], pair[1], pair[0], pair[1]),
                'l' => (x, y) = (x + pair[0], y + pair[1]),
                other => panic!("a path command that this test does not read: {other}"),
            }
            bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
        }
        if command == 'z' {
            (x, y) = (start_x, start_y);
        }
        rest = &rest[end..];
    }
    bounds
}

/// Numbers as a place in a golden: marked, and rounded to a tenth of a pixel.
fn place(numbers: &[f64]) -> String {
    let all: Vec<String> = numbers.iter().map(|v| format!("{v:.1}").replace("-0.0", "0.0")).collect();
    format!("@{}", all.join(","))
}

/// The words of an element, without its tags.
fn words(line: &str) -> String {
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
}

/// What an SVG shows, a line an element: layers; texts, shapes and images with their place in pixels and their style.
/// The place of a text is its anchor, of a circle its centre and radius, of a path the box around it.
fn described(svg: &str) -> String {
    let mut out = String::new();
    for line in svg.lines() {
        let of = |name: &str| attribute(line, name).unwrap_or("-");
        let numbers = |names: &[&str]| place(&names.iter().map(|n| of(n).parse().unwrap()).collect::<Vec<f64>>());
        if let Some(id) = attribute(line, "id").filter(|_| line.starts_with("<g ")) {
            writeln!(out, "layer {id}").unwrap();
        } else if line.starts_with("<text") && !line.contains("aria-hidden") {
            let turned = if line.contains("rotate(") { " turned" } else { "" };
            writeln!(out, "  text {} {}{turned} {}", numbers(&["x", "y"]), of("font-size"), words(line)).unwrap();
        } else if line.starts_with("<path") || line.starts_with("<circle") {
            let (kind, at) = if line.starts_with("<circle") {
                ("circle".to_owned(), numbers(&["cx", "cy", "r"]))
            } else {
                (format!("path {}", of("d").matches('M').count()), place(&path_box(of("d"))))
            };
            let (fill, stroke, width, dash) = (of("fill"), of("stroke"), of("stroke-width"), of("stroke-dasharray"));
            let about = line.split_once("<title>").and_then(|(_, r)| r.split_once("</title>")).map_or("", |(t, _)| t);
            writeln!(out, "  {}", format!("{kind} {at} {fill} {stroke} {width} {dash} {about}").trim_end()).unwrap();
        } else if line.starts_with("<image") {
            writeln!(out, "  image {}", numbers(&["x", "y", "width", "height"])).unwrap();
        } else if line.starts_with("<title") || line.starts_with("<desc") {
            writeln!(out, "{}", words(line)).unwrap();
        }
    }
    out
}

/// Whether two lines of a description are the same, with places that may differ as they do between machines, whose C
/// libraries round sines differently.
fn same(a: &str, b: &str) -> bool {
    /// Places are rounded to a tenth: one unit more or less, and a little for the binary fractions.
    const TOLERANCE_PX: f64 = 0.11;
    let (mut left, mut right) = (a.split(' '), b.split(' '));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(l), Some(r)) if l == r => {}
            (Some(l), Some(r)) => {
                let numbers = |word: &str| -> Option<Vec<f64>> {
                    word.strip_prefix('@')?.split(',').map(|n| n.parse().ok()).collect()
                };
                let (Some(l), Some(r)) = (numbers(l), numbers(r)) else { return false };
                if l.len() != r.len() || l.iter().zip(&r).any(|(x, y)| (x - y).abs() > TOLERANCE_PX) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// The layers of a description in their order, what stands before the first one under the name of none.
fn layers(description: &str) -> Vec<(&str, Vec<&str>)> {
    let mut all = vec![("", Vec::new())];
    for line in description.lines() {
        match line.strip_prefix("layer ") {
            Some(name) => all.push((name, Vec::new())),
            None => all.last_mut().unwrap().1.push(line),
        }
    }
    all
}

/// Where two descriptions differ: for every layer the number of its elements and the first that is another.
fn differing_layers(expected: &str, found: &str) -> Vec<String> {
    let (expected, found) = (layers(expected), layers(found));
    let names = |all: &[(&str, Vec<&str>)]| all.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
    if names(&expected) != names(&found) {
        return vec![format!("layers: expected {:?}, found {:?}", names(&expected), names(&found))];
    }
    let mut wrong = Vec::new();
    for ((name, a), (_, b)) in expected.iter().zip(&found) {
        let first = (0..a.len().max(b.len())).find(|i| match (a.get(*i), b.get(*i)) {
            (Some(a), Some(b)) => !same(a, b),
            _ => true,
        });
        if let Some(i) = first {
            let at = |all: &[&str]| all.get(i).map_or("nothing", |l| l.trim()).to_owned();
            wrong.push(format!(
                "layer {name:?} ({} elements expected, {} found), element {}:\n    expected {}\n    found    {}",
                a.len(),
                b.len(),
                i + 1,
                at(a),
                at(b)
            ));
        }
    }
    wrong
}

#[test]
fn figures_hold_what_they_held() {
    let mut wrong = Vec::new();
    for (name, options) in FIGURES {
        let found = described(&String::from_utf8(drawn(options, &[], "svg")).unwrap());
        match golden(&goldens().join(format!("{name}.txt")), found.as_bytes()) {
            Ok(expected) => {
                let expected = String::from_utf8(expected).unwrap();
                wrong.extend(differing_layers(&expected, &found).into_iter().map(|w| format!("{name}, {w}")));
            }
            Err(blessed) => wrong.push(blessed),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An element moved to the right.
fn moved(line: &str, by: f64) -> String {
    let there = |number: &str| (number.parse::<f64>().unwrap() + by).to_string();
    if line.starts_with("<path") {
        let (head, d) = line.split_once(" d=\"").unwrap();
        let (d, tail) = d.split_once('"').unwrap();
        let parts = d.split('M').skip(1).map(|part| {
            let (x, rest) = part.split_once(' ').unwrap();
            format!("M{} {rest}", there(x))
        });
        return format!("{head} d=\"{}\"{tail}", parts.collect::<String>());
    }
    let name = if line.starts_with("<circle") { "cx" } else { "x" };
    let x = attribute(line, name).unwrap();
    line.replacen(&format!(" {name}=\"{x}\""), &format!(" {name}=\"{}\"", there(x)), 1)
}

#[test]
fn a_moved_or_erased_element_is_seen_in_every_layer() {
    let svg = String::from_utf8(drawn(&["overview"], &[], "svg")).unwrap();
    let expected = described(&svg);
    assert_eq!(differing_layers(&expected, &expected), Vec::<String>::new());
    let lines: Vec<&str> = svg.lines().collect();
    let with = |i: usize, line: &str| {
        let mut all = lines.clone();
        all[i] = line;
        differing_layers(&expected, &described(&all.join("\n")))
    };
    let mut layer = "";
    let mut tried = 0;
    for (i, line) in lines.iter().enumerate() {
        if let Some(id) = attribute(line, "id").filter(|_| line.starts_with("<g ")) {
            layer = id;
        }
        let element = ["<path", "<circle", "<text", "<image"].iter().any(|e| line.starts_with(e));
        if !element || line.contains("aria-hidden") {
            continue;
        }
        for (what, seen) in [("moved", with(i, &moved(line, 3.0))), ("erased", with(i, ""))] {
            assert!(seen.len() == 1 && seen[0].contains(&format!("layer {layer:?}")), "{what}: {line}: {seen:?}");
        }
        // Far less than an eye sees is no difference.
        assert_eq!(with(i, &moved(line, 0.01)), Vec::<String>::new(), "{line}");
        tried += 1;
    }
    assert!(tried > 300, "{tried}");
}

#[derive(Clone)]
struct Pixels {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Pixels {
    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let i = 3 * (y * self.width + x);
        [self.rgb[i], self.rgb[i + 1], self.rgb[i + 2]]
    }

    fn set(&mut self, x: usize, y: usize, color: [u8; 3]) {
        let i = 3 * (y * self.width + x);
        self.rgb[i..i + 3].copy_from_slice(&color);
    }
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

/// The tiles in which two pictures of one size differ: their left upper corners and the mean difference of the channel
/// that differs most, of 255.
fn differing_tiles(a: &Pixels, b: &Pixels) -> Vec<(usize, usize, f64)> {
    /// About the size of a symbol's half, so that no large quiet picture makes a small difference vanish.
    const TILE: usize = 8;
    /// Edges that machines blend differently stay far below this, a symbol moved by 3 pixels far above.
    const MEAN: f64 = 8.0;
    let mut all = Vec::new();
    for y in (0..a.height).step_by(TILE) {
        for x in (0..a.width).step_by(TILE) {
            let (mut sum, mut count) = (0.0, 0.0);
            for v in y..(y + TILE).min(a.height) {
                for u in x..(x + TILE).min(a.width) {
                    let far = a.at(u, v).iter().zip(b.at(u, v)).map(|(p, q)| p.abs_diff(q)).max();
                    sum += f64::from(far.unwrap());
                    count += 1.0;
                }
            }
            if sum / count > MEAN {
                all.push((x, y, sum / count));
            }
        }
    }
    all
}

const SMALL: [&str; 4] = ["--size", "560x420", "--dpi", "72"];

/// Pixels may differ a little between machines: their C libraries round sines differently.
#[test]
fn pictures_look_as_they_did() {
    /// The mean difference of a channel over the whole picture, of 255.
    const MEAN: f64 = 0.5;
    let mut wrong = Vec::new();
    for (name, options) in PICTURES {
        let bytes = drawn(options, &SMALL, "png");
        let expected = match golden(&goldens().join(format!("{name}.png")), &bytes) {
            Ok(expected) => expected,
            Err(blessed) => {
                wrong.push(blessed);
                continue;
            }
        };
        let (expected, found) = (decoded(&expected), decoded(&bytes));
        if (expected.width, expected.height) != (found.width, found.height) {
            wrong.push(format!("{name}: another size"));
            continue;
        }
        let sum: f64 = expected.rgb.iter().zip(&found.rgb).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
        let mean = sum / expected.rgb.len() as f64;
        let tiles = differing_tiles(&expected, &found);
        if mean > MEAN || !tiles.is_empty() {
            let panels = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
            three_panels(&expected, &found, &panels);
            let tiles = &tiles[..tiles.len().min(5)];
            wrong.push(format!("{name}: mean difference {mean:.2}; tiles {tiles:?}: see {}", panels.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_moved_or_erased_symbol_is_seen_in_pixels() {
    for (name, options) in PICTURES {
        let picture = decoded(&fs::read(goldens().join(format!("{name}.png"))).unwrap());
        let svg = String::from_utf8(drawn(options, &SMALL, "svg")).unwrap();
        let description = described(&svg);
        let layers = layers(&description);
        let symbols = &layers.iter().find(|(name, _)| *name == "incidents").unwrap().1;
        let mut tried = 0;
        for symbol in symbols {
            let numbers = symbol.split_once('@').unwrap().1.split(' ').next().unwrap();
            let of: Vec<f64> = numbers.split(',').map(|n| n.parse().unwrap()).collect();
            let [left, top, right, bottom] = match of[..] {
                [x, y, r] => [x - r, y - r, x + r, y + r],
                _ => [of[0], of[1], of[2], of[3]],
            };
            let low = |v: f64| v.floor() as usize - 1;
            let high = |v: f64| v.ceil() as usize + 1;
            // Beside the symbol lies what the place of the erased one is filled with.
            let beside = picture.at(high(right) + 2, low(top));
            let (mut shifted, mut erased) = (picture.clone(), picture.clone());
            for y in low(top)..=high(bottom) {
                for x in low(left)..=high(right) {
                    shifted.set(x + 3, y, picture.at(x, y));
                    erased.set(x, y, beside);
                }
            }
            assert!(!differing_tiles(&picture, &shifted).is_empty(), "{name}: moved: {symbol}");
            assert!(!differing_tiles(&picture, &erased).is_empty(), "{name}: erased: {symbol}");
            tried += 1;
        }
        assert!(tried > 3, "{name}: {tried}");
    }
}
