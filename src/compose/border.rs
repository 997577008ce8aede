//! The hero: the border, cased, broken where it is uncertain, with its kilometres.

use super::labels::text_box;
use super::scene::{Anchor, Item, Layer, Shape, Stroke, Text};
use super::style::Theme;
use crate::measure::BorderLine;
use crate::model::Border;
use crate::project::{Frame, Page, Rect, clip_line};
use crate::typeface::Cut;

/// The border on the page.
pub struct Hero {
    pub layer: Layer,
    /// Its visible lines.
    pub paths: Vec<Vec<Page>>,
    /// Where its ends are seen, and what stands there.
    pub ends: Vec<(Page, String)>,
    /// Whether a stretch that is less sure is seen.
    pub is_broken: bool,
}

/// Draws the border.
pub fn hero(frame: &Frame, border: &Border, line: &BorderLine, theme: &Theme, unit: f64) -> Hero {
    let length_km = line.length_m() / 1000.0;
    let usual = border.facts.accuracy_m.unwrap_or(0.0);
    // Where the line is less sure than elsewhere its core is broken.
    let mut cuts = vec![0.0, length_km];
    let unsure = |km: f64| border.accuracy_m(km) > usual;
    for stretch in border.facts.stretches.iter().filter(|s| s.accuracy_m > usual) {
        cuts.extend([stretch.from_km.clamp(0.0, length_km), stretch.to_km.clamp(0.0, length_km)]);
    }
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let drawn = |from: f64, to: f64| -> Vec<Vec<Page>> {
        line.stretch(from, to).iter().flat_map(|part| clip_line(frame, part)).collect()
    };
    let paths = drawn(0.0, length_km);
    let mut layer = Layer::new("border", "The border");
    let name = border.facts.name.clone();
    let shape = |paths: Vec<Vec<Page>>, stroke: Stroke, about: Option<String>| {
        Item::Shape(Shape { paths, fill: None, stroke: Some(stroke), about })
    };
    layer.items.push(shape(paths.clone(), Stroke::solid(theme.casing.fade(0.92), 9.0 * unit), Some(name)));
    let mut is_broken = false;
    for pair in cuts.windows(2) {
        let [from, to] = pair else { continue };
        let paths = drawn(*from, *to);
        let mut stroke = Stroke::solid(theme.border, 3.8 * unit);
        if unsure((from + to) / 2.0) {
            stroke.dash = vec![7.0 * unit, 4.5 * unit];
            is_broken |= !paths.is_empty();
        }
        if !paths.is_empty() {
            layer.items.push(shape(paths, stroke, None));
        }
    }
    let ends = [(0.0, 0), (length_km, 1)].into_iter().filter_map(|(km, which)| {
        let at = line.at_km(km)?.0;
        let page = frame.shows(at)?;
        let ends = border.facts.ends.as_ref()?;
        let names = if which == 0 { &ends.start.names } else { &ends.end.names };
        Some((page, names.in_language("en")?.to_owned()))
    });
    let ends: Vec<(Page, String)> = ends.collect();
    for (at, _) in &ends {
        let r = 5.5 * unit;
        let square = vec![(at.0 - r, at.1 - r), (at.0 + r, at.1 - r), (at.0 + r, at.1 + r), (at.0 - r, at.1 + r)];
        layer.items.push(Item::Shape(Shape {
            paths: vec![square],
            fill: Some(theme.paper),
            stroke: Some(Stroke::solid(theme.border, 2.2 * unit)),
            about: None,
        }));
    }
    Hero { layer, paths, ends, is_broken }
}

/// Ticks at round kilometres, far enough apart to be read; a figure that would cover something is left out.
pub fn kilometres(frame: &Frame, line: &BorderLine, busy: &[Rect], theme: &Theme, unit: f64) -> Layer {
    /// The least distance between two ticks, in pixels of the design.
    const APART: f64 = 130.0;
    let mut layer = Layer::new("border-km", "Border kilometres");
    let length_km = line.length_m() / 1000.0;
    let least_km = APART * unit / frame.pixels_per_metre() / 1000.0;
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];
    let step = steps.into_iter().find(|s| *s >= least_km).unwrap_or(5000.0);
    let size = 14.0 * unit;
    let mut km = step;
    while km < length_km {
        if let Some(((x, y), turn)) = direction(frame, line, km, 0.2 * least_km) {
            let words = format!("{km:.0}");
            // Across the line: to its right (down on the page where the line runs east), or else to its left.
            let across = |sign: f64| (-turn.sin() * sign, turn.cos() * sign);
            let baseline = |(nx, ny): Page| (x + nx * 19.0 * unit, y + ny * 19.0 * unit + size * 0.36);
            let is_free = |n: &Page| {
                let bounds = text_box(&words, Cut::Regular, size, 0.0, baseline(*n), Anchor::Middle);
                let room = frame.rect.grown(-2.0 * unit);
                let inside = room.contains((bounds.x, bounds.y)) && room.contains((bounds.right(), bounds.bottom()));
                inside && !busy.iter().any(|b| b.overlaps(&bounds))
            };
            let free = [across(1.0), across(-1.0)].into_iter().find(is_free);
            let (nx, ny) = free.unwrap_or(across(1.0));
            let (from, to) = (3.0 * unit, 9.0 * unit);
            layer.items.push(Item::Shape(Shape {
                paths: vec![vec![(x + nx * from, y + ny * from), (x + nx * to, y + ny * to)]],
                fill: None,
                stroke: Some(Stroke::solid(theme.border, 1.6 * unit)),
                about: None,
            }));
            if let Some(n) = free {
                layer.items.push(Item::Text(Text {
                    at: baseline(n),
                    words,
                    anchor: Anchor::Middle,
                    cut: Cut::Regular,
                    size,
                    tracking: 0.0,
                    paint: theme.border,
                    halo: Some((theme.halo, 3.0 * unit)),
                }));
            }
        }
        km += step;
    }
    layer
}

/// Where a kilometre is on the page, and the way the line runs there in radians, seen over a stretch to either side.
fn direction(frame: &Frame, line: &BorderLine, km: f64, around_km: f64) -> Option<(Page, f64)> {
    let (at, azimuth) = line.at_km(km)?;
    let here = frame.shows(at)?;
    let ahead = line.at_km((km + around_km).min(line.length_m() / 1000.0))?.0;
    let behind = line.at_km((km - around_km).max(0.0))?.0;
    let (a, b) = (frame.place(behind.lon(), behind.lat())?, frame.place(ahead.lon(), ahead.lat())?);
    let seen = (a.0 - b.0).abs() + (a.1 - b.1).abs() > 0.5;
    Some((here, if seen { (b.1 - a.1).atan2(b.0 - a.0) } else { (azimuth - 90.0).to_radians() }))
}
