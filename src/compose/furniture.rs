//! Around and upon the map: title, graticule, north arrow.

use super::scene::{Anchor, Item, Layer, Paint, Shape, Stroke, Text};
use super::style::Style;
use crate::model::{LonLat, degrees_east};
use crate::project::{Frame, Page, Rect, clip_line};
use crate::typeface::{FontStyle, Typefaces, breakable};

/// A plain line of text.
pub fn text(words: &str, at: Page, anchor: Anchor, font_style: FontStyle, size: f64, paint: Paint) -> Item {
    Item::Text(Text {
        words: words.to_owned(),
        at,
        anchor,
        font_style,
        size,
        tracking: 0.0,
        turn: 0.0,
        paint,
        halo: None,
    })
}

/// Lines without a fill.
pub fn strokes(paths: Vec<Vec<Page>>, stroke: Stroke) -> Item {
    Item::Shape(Shape { paths, fill: None, stroke: Some(stroke), about: None })
}

/// A filled rectangle with an edge.
pub fn rectangle(r: Rect, fill: Paint, edge: Stroke) -> Item {
    Item::Shape(Shape { paths: vec![corners(r).to_vec()], fill: Some(fill), stroke: Some(edge), about: None })
}

/// The corners of a rectangle, clockwise from the upper left.
pub fn corners(r: Rect) -> [Page; 4] {
    [(r.x, r.y), (r.right(), r.y), (r.right(), r.bottom()), (r.x, r.bottom())]
}

/// The square around a point.
pub fn around(at: Page, r: f64) -> Rect {
    Rect { x: at.0 - r, y: at.1 - r, width: 2.0 * r, height: 2.0 * r }
}

/// Breaks words into lines no wider than a width; a word that is wider is cut, after a dash where it has one.
pub fn wrapped(fonts: &Typefaces, words: &str, font_style: FontStyle, size: f64, most: f64) -> Vec<String> {
    /// More characters of a word than this are shaped in parts: no line of a figure has so many.
    const AT_ONCE: usize = 1_000;
    let mut lines: Vec<String> = Vec::new();
    // What stands before a piece on the same line: a space, or an empty string inside a word that may break there.
    let mut pieces: Vec<(&str, String)> = Vec::new();
    // No-break spaces hold a number and its unit together.
    let may_break = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}');
    let separate = words.split(may_break).filter(|w| !w.is_empty());
    let parts = separate.flat_map(|w| breakable(w).into_iter().enumerate());
    for (number, word) in parts {
        let mut space = if number == 0 { " " } else { "" };
        let mut rest = word.to_owned();
        loop {
            let at_once: String = rest.chars().take(AT_ONCE).collect();
            let count = at_once.chars().count();
            let wide = fonts.width(&at_once, font_style, size, 0.0);
            if count < 2 || (wide <= most && at_once.len() == rest.len()) {
                break;
            }
            // As many characters as have room, judged by the mean of the word.
            let share = (most / wide).min(1.0);
            let kept = ((f64::from(u32::try_from(count).unwrap_or(u32::MAX)) * share).floor() as usize).max(1);
            let mut head: String = at_once.chars().take(kept).collect();
            if let Some((dash, c)) = head.char_indices().rfind(|(_, c)| matches!(c, '-' | '–' | '—' | '/' | '_')) {
                head.truncate(dash + c.len_utf8());
            }
            rest = rest.split_off(head.len());
            pieces.push((std::mem::take(&mut space), head));
        }
        pieces.push((space, rest));
    }
    pieces.retain(|(_, p)| !p.is_empty());
    for (space, word) in &pieces {
        match lines.last_mut() {
            Some(line) if fonts.width(&format!("{line}{space}{word}"), font_style, size, 0.0) <= most => {
                line.push_str(space);
                line.push_str(word);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines
}

/// Words in one line, their end cut for an ellipsis where they are wider than there is room.
pub fn fitted(fonts: &Typefaces, words: &str, font_style: FontStyle, size: f64, tracking: f64, most: f64) -> String {
    let mut kept: Vec<char> = words.chars().collect();
    let mut shortened = words.to_owned();
    while !kept.is_empty() && fonts.width(&shortened, font_style, size, tracking) > most {
        kept.pop();
        shortened = format!("{}…", kept.iter().collect::<String>().trim_end());
    }
    shortened
}

/// Title and subtitle at the head of the page, and where they end.
pub fn title_block(title: &str, subtitle: &str, page: Rect, style: &Style) -> (Vec<Item>, f64) {
    let indent = style.px(26.0);
    let most = page.width - 2.0 * indent;
    let (x, anchor) = style.lead(page, indent);
    let mut items = Vec::new();
    let mut y = style.px(24.0);
    // A narrow page has a smaller title, so that it does not fill the page.
    let size = style.px(38.0).min(most / 17.0).max(style.letters(22.0));
    for line in wrapped(style.fonts, title, FontStyle::Bold, size, most) {
        y += size * 0.9;
        items.push(text(&line, (x, y), anchor, FontStyle::Bold, size, style.theme.ink));
        y += size * 0.27;
    }
    let size = (size * 0.56).max(style.letters(15.0));
    for line in wrapped(style.fonts, subtitle, FontStyle::Regular, size, most) {
        y += size * 0.95;
        items.push(text(&line, (x, y), anchor, FontStyle::Regular, size, style.theme.quiet_ink));
        y += size * 0.38;
    }
    (items, y + style.px(14.0))
}

/// How far apart the lines of the graticule are, in degrees.
fn step_deg(frame: &Frame) -> f64 {
    let seen: Vec<LonLat> = corners(frame.rect).iter().filter_map(|c| frame.position(*c)).collect();
    let Some(first) = seen.first() else { return 30.0 };
    let span = |values: Vec<f64>| {
        values.iter().copied().fold(f64::MIN, f64::max) - values.iter().copied().fold(f64::MAX, f64::min)
    };
    let high = span(seen.iter().map(|p| p.lat()).collect());
    let wide = span(seen.iter().map(|p| degrees_east(first.lon(), p.lon())).collect());
    let steps = [0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0];
    steps.into_iter().find(|s| high / s <= 7.0 && wide / s <= 11.0).unwrap_or(30.0)
}

/// How many decimals the figures of lines so far apart have.
fn decimals(step: f64) -> usize {
    if step < 0.1 || (0.2..0.3).contains(&step) {
        2
    } else if step < 1.0 {
        1
    } else {
        0
    }
}

/// The messages of positive and negative latitudes.
pub const LATITUDE: [&str; 2] = ["latitude-north", "latitude-south"];
/// The messages of positive and negative longitudes.
const LONGITUDE: [&str; 2] = ["longitude-east", "longitude-west"];

/// An angle with its hemisphere, as the language writes it.
pub fn degrees(value: f64, decimals: usize, [positive, negative]: [&str; 2], style: &Style) -> String {
    let rounded = format!("{:.decimals$}", value.abs());
    let n = style.number(&rounded);
    let is_zero = rounded.chars().all(|c| matches!(c, '0' | '.'));
    if is_zero {
        format!("{n}°")
    } else {
        style.words().fill(if value > 0.0 { positive } else { negative }, &[("n", &n)])
    }
}

/// The figures and ticks of the graticule on the frame, longitudes below and latitudes at the leading edge.
pub fn graticule(frame: &Frame, style: &Style) -> Layer {
    let mut layer = Layer::new("graticule", "Graticule");
    let r = frame.rect;
    let step = step_deg(frame);
    let size = style.letters(13.5);
    let paint = style.theme.quiet_ink;
    let mut tick = |at: Page, out: Page, words: String, anchor: Anchor, shift: Page| {
        let to = (at.0 + out.0 * style.px(6.0), at.1 + out.1 * style.px(6.0));
        layer.items.push(strokes(vec![vec![at, to]], Stroke::solid(paint, style.unit)));
        layer.items.push(text(&words, (to.0 + shift.0, to.1 + shift.1), anchor, FontStyle::Regular, size, paint));
    };
    let longitudes =
        crossings((r.x, r.bottom()), (r.right(), r.bottom()), step, |p| frame.position(p).map(|q| q.lon()));
    let mut free_from = f64::MIN;
    for (at, lon) in longitudes {
        let words = degrees(lon, decimals(step), LONGITUDE, style);
        let half = style.fonts.width(&words, FontStyle::Regular, size, 0.0) / 2.0 + style.px(6.0);
        // Figures that would touch are left out.
        if at.0 - half >= free_from {
            free_from = at.0 + half;
            tick(at, (0.0, 1.0), words, Anchor::Middle, (0.0, size * 0.95));
        }
    }
    let (edge, out, anchor) =
        if style.is_mirrored() { (r.right(), 1.0, Anchor::Start) } else { (r.x, -1.0, Anchor::End) };
    for (at, lat) in crossings((edge, r.y), (edge, r.bottom()), step, |p| frame.position(p).map(|q| q.lat())) {
        let words = degrees(lat, decimals(step), LATITUDE, style);
        tick(at, (out, 0.0), words, anchor, (out * style.px(3.0), size * 0.36));
    }
    layer
}

/// How wide the figures of the latitudes are.
pub fn latitude_room(style: &Style) -> f64 {
    style.fonts.width(&degrees(88.25, 2, LATITUDE, style), FontStyle::Regular, style.letters(13.5), 0.0)
        + style.px(14.0)
}

/// The lines of the graticule across the map.
pub fn graticule_lines(frame: &Frame, style: &Style) -> Layer {
    let mut layer = Layer::new("graticule-lines", "Graticule lines");
    let step = step_deg(frame);
    let r = frame.rect;
    let mut seen: Vec<LonLat> = Vec::new();
    for i in 0..=16_u8 {
        for j in 0..=16_u8 {
            let at = (r.x + r.width * f64::from(i) / 16.0, r.y + r.height * f64::from(j) / 16.0);
            seen.extend(frame.position(at));
        }
    }
    let Some(first) = seen.first().copied() else { return layer };
    let range = |values: Vec<f64>| {
        let (low, high) =
            (values.iter().copied().fold(f64::MAX, f64::min), values.into_iter().fold(f64::MIN, f64::max));
        (low - step, high + step)
    };
    let (west, east) = range(seen.iter().map(|p| first.lon() + degrees_east(first.lon(), p.lon())).collect());
    let (south, north) = range(seen.iter().map(|p| p.lat()).collect());
    let multiples = |low: f64, high: f64| {
        let mut v = (low / step).ceil() * step;
        std::iter::from_fn(move || {
            let here = v;
            v += step;
            (here <= high).then_some(here)
        })
    };
    let along = |low: f64, high: f64| (0..=64_u8).map(move |i| low + (high - low) * f64::from(i) / 64.0);
    let (south, north) = (south.max(-90.0), north.min(90.0));
    let meridians = multiples(west, east).map(|lon| along(south, north).map(|lat| LonLat::wrapped(lon, lat)).collect());
    let parallels = multiples(south, north).map(|lat| along(west, east).map(|lon| LonLat::wrapped(lon, lat)).collect());
    let lines: Vec<Vec<LonLat>> = meridians.chain(parallels).collect();
    let paths = lines.iter().flat_map(|l| clip_line(frame, l)).collect();
    layer.items.push(strokes(paths, Stroke::solid(style.theme.quiet_ink.fade(0.35), style.px(0.7))));
    layer
}

/// Where a coordinate passes multiples of a step along an edge.
fn crossings(from: Page, to: Page, step: f64, value: impl Fn(Page) -> Option<f64>) -> Vec<(Page, f64)> {
    const PARTS: u16 = 400;
    let at = |i: u16| {
        let t = f64::from(i) / f64::from(PARTS);
        (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1))
    };
    let mut out = Vec::new();
    for i in 0..PARTS {
        let (a, b) = (at(i), at(i + 1));
        let (Some(va), Some(vb)) = (value(a), value(b)) else { continue };
        // Across the antimeridian the figures run on.
        let vb = vb + 360.0 * ((va - vb) / 360.0).round();
        let line = (va.max(vb) / step).floor() * step;
        if line > va.min(vb) && line <= va.max(vb) {
            let t = (line - va) / (vb - va);
            let shown = if line > 180.0 {
                line - 360.0
            } else if line < -180.0 {
                line + 360.0
            } else {
                line
            };
            out.push(((a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)), shown));
        }
    }
    out
}

/// How far north is turned clockwise from up at the middle of the map, in degrees.
pub fn north_turn(frame: &Frame) -> f64 {
    let r = frame.rect;
    let middle = (r.x + r.width / 2.0, r.y + r.height / 2.0);
    let Some(at) = frame.position(middle) else { return 0.0 };
    let ahead = LonLat::wrapped(at.lon(), (at.lat() + 0.01).min(90.0));
    let Some(to) = frame.place(ahead.lon(), ahead.lat()) else { return 0.0 };
    (to.0 - middle.0).atan2(middle.1 - to.1).to_degrees()
}

/// An arrow to the north is drawn if it is further from up than this, in degrees.
pub const NORTH_IS_UP: f64 = 1.0;

/// An arrow to the north in a box of 40 by 64 units whose upper left corner is given.
pub fn north_arrow(turn: f64, corner: Page, style: &Style) -> (Layer, Rect) {
    let mut layer = Layer::new("north", "North arrow");
    let bounds = Rect { x: corner.0, y: corner.1, width: style.px(40.0), height: style.px(64.0) };
    let middle = (bounds.x + bounds.width / 2.0, bounds.y + style.px(40.0));
    let (sin, cos) = turn.to_radians().sin_cos();
    let at = |dx: f64, dy: f64| {
        let (dx, dy) = (style.px(dx), style.px(dy));
        (middle.0 + cos * dx - sin * dy, middle.1 + sin * dx + cos * dy)
    };
    let arrow = vec![at(0.0, -20.0), at(7.0, 14.0), at(0.0, 9.0), at(-7.0, 14.0)];
    let edge = Stroke::solid(style.theme.halo, style.px(1.5));
    let fill = Some(style.theme.ink);
    layer.items.push(Item::Shape(Shape { paths: vec![arrow], fill, stroke: Some(edge), about: None }));
    layer.items.push(Item::Text(Text {
        words: style.words().text("north-arrow").to_owned(),
        at: (middle.0, bounds.y + style.px(14.0)),
        anchor: Anchor::Middle,
        font_style: FontStyle::Bold,
        size: style.letters(15.0),
        tracking: 0.0,
        turn: 0.0,
        paint: style.theme.ink,
        halo: Some((style.theme.halo, style.px(4.0))),
    }));
    (layer, bounds)
}

/// How wide the break of a line is, in units of the design.
pub const BREAK: f64 = 5.0;

/// Two slanted strokes over a gap: a line that is interrupted here.
pub fn break_sign((x, y): Page, style: &Style) -> Vec<Item> {
    let (half, lean, high) = (style.px(BREAK) / 2.0, style.px(2.5), style.px(8.0));
    let slant = |x: f64| vec![(x - lean, y + high), (x + lean, y - high)];
    let gap = Rect { x: x - half, y: y - style.px(2.0), width: 2.0 * half, height: style.px(4.0) };
    vec![
        rectangle(gap, style.theme.paper, Stroke::solid(style.theme.paper, 0.0)),
        strokes(vec![slant(x - half), slant(x + half)], Stroke::solid(style.theme.border, style.px(1.6))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sample::{frame, style};

    #[test]
    fn north_is_up_on_a_fitted_map_and_not_far_from_a_given_meridian() {
        assert!(north_turn(&frame("auto", [(67.0, 34.5), (75.0, 38.6)])).abs() < 0.2);
        // pyproj 3.7: Proj("EPSG:32642").get_factors(75, 37).meridian_convergence = 3.6156 degrees to the east.
        let turn = north_turn(&frame("EPSG:32642", [(74.9, 36.9), (75.1, 37.1)]));
        assert!((turn.abs() - 3.6).abs() < 0.1, "{turn}");
    }

    #[test]
    fn angles_are_written_as_the_language_does() {
        let written = |code: &str, value: f64, decimals: usize| {
            let style = style(code);
            degrees(value, decimals, LATITUDE, &style)
        };
        assert_eq!(written("en", 37.25, 2), "37.25°N");
        assert_eq!(written("en", -0.0, 0), "0°");
        assert_eq!(written("ru", -37.5, 1), "37,5° ю. ш.");
        assert_eq!(written("fa", 37.5, 1), "\u{200E}۳۷٫۵°\u{200E} شمالی");
    }

    #[test]
    fn a_word_that_is_too_long_is_cut_after_a_dash() {
        let style = style("en");
        let at = |text: &str, most: f64| wrapped(style.fonts, text, FontStyle::Regular, 15.0, most);
        assert_eq!(at("India–Pakistan border", 90.0), ["India–", "Pakistan", "border"]);
        assert_eq!(at("India–Pakistan border", 400.0), ["India–Pakistan border"]);
        // No space comes into a word that was cut; without a dash it is cut where there is no more room.
        assert_eq!(at("Kyrgyzstan–Uzbekistan", 100.0).concat(), "Kyrgyzstan–Uzbekistan");
        let cut = at("Llanfairpwllgwyngyllgogerych", 100.0);
        assert!(cut.len() > 1 && cut.concat() == "Llanfairpwllgwyngyllgogerych", "{cut:?}");
    }
}
