//! The hero: the border, cased, broken where it is uncertain, with its kilometres.

use super::scene::{Anchor, Item, Layer, Shape, Stroke, Text};
use super::style::Theme;
use crate::measure::BorderLine;
use crate::model::Border;
use crate::project::{Frame, Page, clip_line};
use crate::typeface::Cut;

/// The border on the page.
pub struct Hero {
    pub layer: Layer,
    /// Its visible lines.
    pub paths: Vec<Vec<Page>>,
    /// Where its ends are seen, and what stands there.
    pub ends: Vec<(Page, String)>,
    /// The kilometre figures, to be kept free.
    pub ticks: Layer,
    /// The step between kilometre ticks.
    pub tick_km: f64,
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
    for pair in cuts.windows(2) {
        let [from, to] = pair else { continue };
        let mut stroke = Stroke::solid(theme.border, 3.8 * unit);
        if unsure((from + to) / 2.0) {
            stroke.dash = vec![7.0 * unit, 4.5 * unit];
        }
        let paths = drawn(*from, *to);
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
        let square = vec![
            (at.0 - r, at.1 - r),
            (at.0 + r, at.1 - r),
            (at.0 + r, at.1 + r),
            (at.0 - r, at.1 + r),
        ];
        layer.items.push(Item::Shape(Shape {
            paths: vec![square],
            fill: Some(theme.paper),
            stroke: Some(Stroke::solid(theme.border, 2.2 * unit)),
            about: None,
        }));
    }
    let (ticks, tick_km) = ticks(frame, line, theme, unit, length_km);
    Hero { layer, paths, ends, ticks, tick_km }
}

/// Ticks at round kilometres, far enough apart to be read.
fn ticks(frame: &Frame, line: &BorderLine, theme: &Theme, unit: f64, length_km: f64) -> (Layer, f64) {
    /// The least distance between two ticks, in pixels of the design.
    const APART: f64 = 130.0;
    let mut layer = Layer::new("border-km", "Border kilometres");
    let least_km = APART * unit / frame.pixels_per_metre() / 1000.0;
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];
    let step = steps.into_iter().find(|s| *s >= least_km).unwrap_or(5000.0);
    let mut km = step;
    while km < length_km {
        if let Some(((x, y), turn)) = line.at_km(km).and_then(|(at, azimuth)| {
            // The direction of the line on the page, from two spots half a step of a pixel apart.
            let here = frame.shows(at)?;
            let ahead = line.at_km((km + 0.2 * least_km).min(length_km))?.0;
            let behind = line.at_km((km - 0.2 * least_km).max(0.0))?.0;
            let (a, b) = (frame.place(behind.lon(), behind.lat())?, frame.place(ahead.lon(), ahead.lat())?);
            let turn = if (a.0 - b.0).abs() + (a.1 - b.1).abs() > 0.5 {
                (b.1 - a.1).atan2(b.0 - a.0)
            } else {
                (azimuth - 90.0).to_radians()
            };
            Some((here, turn))
        }) {
            // Across the line, to its right (down on the page where the line runs east).
            let (nx, ny) = (-turn.sin(), turn.cos());
            let (from, to) = (3.0 * unit, 9.0 * unit);
            layer.items.push(Item::Shape(Shape {
                paths: vec![vec![(x + nx * from, y + ny * from), (x + nx * to, y + ny * to)]],
                fill: None,
                stroke: Some(Stroke::solid(theme.border, 1.6 * unit)),
                about: None,
            }));
            let size = 14.0 * unit;
            let away = 18.0 * unit;
            layer.items.push(Item::Text(Text {
                words: format!("{km:.0}"),
                at: (x + nx * away, y + ny * away + size * 0.36),
                anchor: Anchor::Middle,
                cut: Cut::Regular,
                size,
                tracking: 0.0,
                paint: theme.border,
                halo: Some((theme.halo, 3.0 * unit)),
            }));
        }
        km += step;
    }
    (layer, step)
}
