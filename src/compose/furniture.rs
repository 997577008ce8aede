//! Around and upon the map: title, frame, graticule, scale bar, foot, country names.

use super::ground::Land;
use super::labels::text_box;
use super::scene::{Anchor, Item, Layer, Paint, Shape, Stroke, Text};
use super::style::Theme;
use crate::measure::distance_m;
use crate::project::{Frame, Page, Rect, coarse};
use crate::typeface::{Cut, width};

/// A plain line of text.
pub fn text(words: &str, at: Page, cut: Cut, size: f64, paint: Paint) -> Item {
    Item::Text(Text { words: words.to_owned(), at, anchor: Anchor::Start, cut, size, tracking: 0.0, paint, halo: None })
}

fn stroke_only(paths: Vec<Vec<Page>>, stroke: Stroke) -> Item {
    Item::Shape(Shape { paths, fill: None, stroke: Some(stroke), about: None })
}

/// A filled rectangle with a thin edge.
pub fn panel(r: Rect, fill: Paint, edge: Stroke) -> Item {
    let ring = vec![(r.x, r.y), (r.right(), r.y), (r.right(), r.bottom()), (r.x, r.bottom())];
    Item::Shape(Shape { paths: vec![ring], fill: Some(fill), stroke: Some(edge), about: None })
}

/// Breaks words into lines no wider than a width.
pub fn wrapped(words: &str, cut: Cut, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), cut, size, 0.0) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The lines of longitude and latitude as ticks with figures on the frame.
pub fn graticule(frame: &Frame, theme: &Theme, unit: f64) -> Layer {
    let mut layer = Layer::new("graticule", "Graticule");
    let r = frame.rect;
    let corners = [(r.x, r.y), (r.right(), r.y), (r.right(), r.bottom()), (r.x, r.bottom())];
    let seen: Vec<_> = corners.iter().filter_map(|c| frame.position(*c)).collect();
    let lats: Vec<f64> = seen.iter().map(|p| p.lat()).collect();
    let span = lats.iter().copied().fold(f64::MIN, f64::max) - lats.iter().copied().fold(f64::MAX, f64::min);
    let steps = [0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0];
    let step = steps.into_iter().find(|s| span / s <= 7.0).unwrap_or(30.0);
    let size = 13.5 * unit;
    let mut tick = |at: Page, out: Page, words: String, anchor: Anchor, shift: Page| {
        let to = (at.0 + out.0 * 6.0 * unit, at.1 + out.1 * 6.0 * unit);
        layer.items.push(stroke_only(vec![vec![at, to]], Stroke::solid(theme.quiet_ink, unit)));
        layer.items.push(Item::Text(Text {
            words,
            at: (to.0 + shift.0, to.1 + shift.1),
            anchor,
            cut: Cut::Regular,
            size,
            tracking: 0.0,
            paint: theme.quiet_ink,
            halo: None,
        }));
    };
    let label = |v: f64, positive: char, negative: char| {
        let rounded = (v.abs() * 100.0).round() / 100.0;
        let letter = if rounded == 0.0 {
            String::new()
        } else if v > 0.0 {
            positive.into()
        } else {
            negative.to_string()
        };
        format!("{rounded}°{letter}")
    };
    for at in crossings((r.x, r.bottom()), (r.right(), r.bottom()), step, |p| frame.position(p).map(|q| q.lon())) {
        tick(at.0, (0.0, 1.0), label(at.1, 'E', 'W'), Anchor::Middle, (0.0, size * 0.95));
    }
    for at in crossings((r.x, r.y), (r.x, r.bottom()), step, |p| frame.position(p).map(|q| q.lat())) {
        tick(at.0, (-1.0, 0.0), label(at.1, 'N', 'S'), Anchor::End, (-3.0 * unit, size * 0.36));
    }
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
        if (va - vb).abs() > 180.0 {
            continue;
        }
        let line = (va.max(vb) / step).floor() * step;
        if line > va.min(vb) && line <= va.max(vb) {
            let t = (line - va) / (vb - va);
            out.push(((a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)), line));
        }
    }
    out
}

/// A scale bar, true at the latitude where it stands.
///
/// Returns nothing and the reason where the scale varies by more than [`SCALE_VARIES`] over the map.
pub fn scale_bar(frame: &Frame, at: Page, theme: &Theme, unit: f64) -> Result<(Layer, Rect), String> {
    let here = pixels_per_km(frame, at).ok_or("no scale can be told where the bar would stand")?;
    let (least, most) = scale_range(frame);
    if most / least > 1.0 + SCALE_VARIES {
        let varies = (most / least - 1.0) * 100.0;
        return Err(format!("the scale varies by {varies:.0} % over the map: no one bar is true"));
    }
    let mut layer = Layer::new("scale-bar", "Scale bar");
    let room = 210.0 * unit;
    let steps = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1000.0, 2000.0];
    let longest = |per: f64| steps.into_iter().rev().find(|s| s * per <= room).unwrap_or(0.1);
    const KM_A_MILE: f64 = 1.609_344;
    let (km, miles) = (longest(here), longest(here * KM_A_MILE));
    let (wide_km, wide_miles) = (km * here, miles * here * KM_A_MILE);
    let (x, y) = at;
    let size = 14.0 * unit;
    let ink = theme.ink;
    let halo = Some((theme.halo, 4.0 * unit));
    let bar = vec![vec![(x, y - 7.0 * unit), (x, y), (x + wide_km, y), (x + wide_km, y - 7.0 * unit)]];
    let below = vec![vec![(x, y), (x, y + 7.0 * unit)], vec![(x + wide_miles, y), (x + wide_miles, y + 7.0 * unit)]];
    let line = vec![vec![(x, y), (x + wide_km.max(wide_miles), y)]];
    for (paint, width) in [(theme.halo, 5.0), (ink, 1.6)] {
        layer
            .items
            .push(stroke_only([bar.clone(), below.clone(), line.clone()].concat(), Stroke::solid(paint, width * unit)));
    }
    let mut put = |words: String, at: Page, anchor: Anchor| {
        let paint = ink;
        layer.items.push(Item::Text(Text { words, at, anchor, cut: Cut::Regular, size, tracking: 0.0, paint, halo }));
    };
    put("0".to_owned(), (x, y - 11.0 * unit), Anchor::Middle);
    put(format!("{km} km"), (x + wide_km, y - 11.0 * unit), Anchor::Middle);
    put(format!("{miles} miles"), (x + wide_miles, y + 11.0 * unit + size * 0.72), Anchor::Middle);
    let lat = frame.position(at).map_or(0.0, |p| p.lat());
    let letter = if lat < 0.0 { 'S' } else { 'N' };
    put(format!("true at {:.1}°{letter}", lat.abs()), (x, y + 31.0 * unit + size * 0.72), Anchor::Start);
    let wide = wide_km.max(wide_miles) + 50.0 * unit;
    Ok((layer, Rect { x: x - 14.0 * unit, y: y - 30.0 * unit, width: wide + 20.0 * unit, height: 80.0 * unit }))
}

/// More variation of the scale than this over the map, and no bar is drawn.
pub const SCALE_VARIES: f64 = 0.05;

/// Pixels to a true kilometre, along the row of the page.
fn pixels_per_km(frame: &Frame, at: Page) -> Option<f64> {
    const STEP_PX: f64 = 20.0;
    let (a, b) = (frame.position(at)?, frame.position((at.0 + STEP_PX, at.1))?);
    let m = distance_m(a, b);
    (m > 0.0).then(|| STEP_PX / m * 1000.0)
}

/// The least and the greatest scale over the frame, in pixels to a true kilometre.
pub fn scale_range(frame: &Frame) -> (f64, f64) {
    let r = frame.rect;
    let mut range = (f64::INFINITY, 0.0_f64);
    for i in 0..=8_u8 {
        for j in 0..=8_u8 {
            let at = (r.x + r.width * f64::from(i) / 8.0, r.y + r.height * f64::from(j) / 8.0);
            if let Some(scale) = pixels_per_km(frame, at) {
                range = (range.0.min(scale), range.1.max(scale));
            }
        }
    }
    range
}

/// The names of the countries in spaced capitals, where their land has room.
pub fn country_names(lands: &[Land], frame: Rect, blocked: &[Rect], theme: &Theme, unit: f64) -> Layer {
    let mut layer = Layer::new("country-names", "Country names");
    let mut taken: Vec<Rect> = Vec::new();
    let mut order: Vec<&Land> = lands.iter().collect();
    order.sort_by_key(|l| !l.is_side);
    for land in order {
        let words = land.name.to_uppercase();
        let sizes: &[(f64, f64)] = if land.is_side {
            &[(38.0, 15.0), (32.0, 11.0), (26.0, 8.0), (20.0, 5.0)]
        } else {
            &[(21.0, 6.0), (17.0, 4.0), (14.0, 2.0)]
        };
        // The outline to a pixel or two is enough to see where there is room.
        let rings: Vec<Vec<Page>> = land.rings.iter().map(|r| coarse(r, 2.0 * unit)).filter(|r| r.len() > 3).collect();
        let middle = middle_of(&rings);
        // Spots on the land, near the middle first.
        let far = |at: &Page| ((at.0 - middle.0).powi(2) + (1.5 * (at.1 - middle.1)).powi(2)).round() as i64;
        let mut spots_there = grid(frame, 18.0 * unit);
        spots_there.retain(|at| holds(&rings, *at));
        spots_there.sort_by_key(far);
        let room = frame.grown(-8.0 * unit);
        let found = sizes.iter().find_map(|(size, tracking)| {
            let (size, tracking) = (size * unit, tracking * unit);
            spots_there.iter().find_map(|&at| {
                let b = text_box(&words, Cut::Bold, size, tracking, at, Anchor::Middle).grown(6.0 * unit);
                let fits = room.contains((b.x, b.y))
                    && room.contains((b.right(), b.bottom()))
                    && !blocked.iter().chain(&taken).any(|o| o.overlaps(&b))
                    && spots(&b).iter().all(|p| holds(&rings, *p));
                fits.then_some((at, size, tracking, b))
            })
        });
        if let Some((at, size, tracking, bounds)) = found {
            taken.push(bounds);
            layer.items.push(Item::Text(Text {
                words,
                // Tracking stands after the last letter as well: half of it is given back.
                at: (at.0 + tracking / 2.0, at.1),
                anchor: Anchor::Middle,
                cut: Cut::Bold,
                size,
                tracking,
                paint: theme.country_ink.fade(if land.is_side { 0.9 } else { 0.8 }),
                halo: None,
            }));
        }
    }
    layer
}

fn grid(frame: Rect, step: f64) -> Vec<Page> {
    let mut out = Vec::new();
    let mut y = frame.y + step;
    while y < frame.bottom() {
        let mut x = frame.x + step;
        while x < frame.right() {
            out.push((x, y));
            x += step;
        }
        y += step;
    }
    out
}

/// Corners, edge points and middle of a rectangle.
fn spots(b: &Rect) -> Vec<Page> {
    let mut out = Vec::new();
    for i in 0..=6_u8 {
        for j in 0..=2_u8 {
            out.push((b.x + b.width * f64::from(i) / 6.0, b.y + b.height * f64::from(j) / 2.0));
        }
    }
    out
}

/// Even-odd: whether rings hold a point.
fn holds(rings: &[Vec<Page>], (x, y): Page) -> bool {
    let mut inside = false;
    for ring in rings {
        let next = ring.iter().cycle().skip(1);
        for (a, b) in ring.iter().zip(next) {
            if (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) {
                inside = !inside;
            }
        }
    }
    inside
}

fn middle_of(rings: &[Vec<Page>]) -> Page {
    let Some(outer) = rings.iter().max_by(|a, b| area(a).total_cmp(&area(b))) else { return (0.0, 0.0) };
    let xs = outer.iter().map(|p| p.0);
    let ys = outer.iter().map(|p| p.1);
    let mid = |low: f64, high: f64| (low + high) / 2.0;
    (
        mid(xs.clone().fold(f64::MAX, f64::min), xs.fold(f64::MIN, f64::max)),
        mid(ys.clone().fold(f64::MAX, f64::min), ys.fold(f64::MIN, f64::max)),
    )
}

fn area(ring: &[Page]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs() / 2.0
}
