//! The border layer: the border line on a casing, dashed where it is uncertain or not agreed on, with its kilometre ticks.

use super::furniture::strokes;
use super::scene::{About, Anchor, Item, Layer, Shape, Stroke, Text};
use super::status::{CORE, Claims, dashes_of};
use super::style::Style;
use super::views::{FlatViews, view_layer};
use crate::measure::{BorderKilometres, GeodesicLine};
use crate::model::{Border, Case, LineStatus, Stretch};
use crate::project::{Frame, Page, Rect, clip_line};
use crate::typeface::{CAP_HEIGHT, FontStyle};

/// The border on the page.
pub struct BorderLayer {
    pub layer: Layer,
    /// Its rival lines, which stand below it.
    pub views: Layer,
    /// Its visible lines, with points so close together that a box over a line contains one.
    pub paths: Vec<Vec<Page>>,
    /// The ends that are in the frame, with their names.
    pub ends: Vec<(Page, String)>,
    /// What is said of the line that is visible.
    pub claims: Claims,
}

/// Kilometre ticks along the border, with the bounding boxes of their figures.
pub struct Ticks {
    pub layer: Layer,
    pub boxes: Vec<Rect>,
}

/// Draws the border.
pub fn border_layer(
    frame: &Frame,
    dossier: &Case,
    line: &GeodesicLine,
    flat_views: &FlatViews,
    style: &Style,
) -> BorderLayer {
    let (theme, unit, border) = (style.theme, style.unit, &dossier.border);
    /// Edges are geodesics: longer ones are densified.
    const STEP_KM: f64 = 20.0;
    let length_km = line.length_m() / 1000.0;
    let usual = border.facts.accuracy_m.unwrap_or(0.0);
    // The core is dashed where the line is less accurate than usual, or not agreed on.
    let matters = |s: &Stretch| s.accuracy_m.is_some_and(|a| a > usual) || s.status != LineStatus::NotStated;
    let drawn = |from: f64, to: f64| -> Vec<Vec<Page>> {
        line.densified_km(from, to, STEP_KM).iter().flat_map(|part| clip_line(frame, part)).collect()
    };
    let paths = drawn(0.0, length_km);
    let mut layer = Layer::new("border", "The border");
    let name = border_name(border, style);
    let shape = |paths: Vec<Vec<Page>>, stroke: Stroke, about: Option<About>| {
        Item::Shape(Shape { paths, fill: None, stroke: Some(stroke), about })
    };
    layer.items.push(shape(
        paths.clone(),
        Stroke::solid(theme.casing.fade(0.92), 9.0 * unit),
        Some(About::other(name)),
    ));
    let mut claims = Claims::default();
    for run in border.runs(0.0, length_km, matters) {
        let paths = drawn(run.from_km, run.to_km);
        if !paths.is_empty() {
            claims.note(&run, usual);
            let core = Stroke { dash: dashes_of(&run, usual, style), ..Stroke::solid(theme.border, CORE * unit) };
            layer.items.push(shape(paths, core, None));
        }
    }
    let ends = border
        .facts
        .ends
        .iter()
        .zip(border.end_positions())
        .flat_map(|(ends, [start, end])| [(start, &ends.start), (end, &ends.end)]);
    let ends: Vec<(Page, String)> = ends
        .filter_map(|(at, end)| {
            let page = frame.shows(at)?;
            Some((page, style.name(&end.names).to_owned()))
        })
        .collect();
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
    let (views, view_paths) = view_layer(frame, dossier, flat_views, &mut claims, style);
    let mut paths = paths;
    if !paths.is_empty() {
        // What keeps off the border keeps off its rival lines too.
        paths.extend(view_paths);
    }
    let paths = paths.iter().map(|path| stepped(path, 8.0 * unit)).collect();
    BorderLayer { layer, views, paths, ends, claims }
}

/// A path densified to points no further apart than a step.
fn stepped(path: &[Page], step: f64) -> Vec<Page> {
    let mut out: Vec<Page> = path.first().copied().into_iter().collect();
    for (a, b) in path.iter().zip(path.iter().skip(1)) {
        let steps = (((a.0 - b.0).hypot(a.1 - b.1)) / step).ceil().clamp(1.0, 10_000.0);
        let mut k = 1.0;
        while k <= steps {
            let t = k / steps;
            out.push((a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)));
            k += 1.0;
        }
    }
    out
}

/// The name of the border in the language of the figure.
pub fn border_name(border: &Border, style: &Style) -> String {
    let names = &border.facts.names;
    match (names.0.is_empty(), border.facts.name.is_empty()) {
        (false, _) => style.name(names).to_owned(),
        (true, false) => border.facts.name.clone(),
        (true, true) => style.words().text("unnamed-border").to_owned(),
    }
}

/// Ticks at round kilometres, far enough apart to be read; a figure that would cover something, or the line itself in the visible `paths`,
/// is left out.
pub fn kilometres(frame: &Frame, line: &GeodesicLine, paths: &[Vec<Page>], busy: &[Rect], style: &Style) -> Ticks {
    let (theme, unit) = (style.theme, style.unit);
    /// The least distance between two ticks, in pixels of the design.
    const APART: f64 = 130.0;
    let mut ticks = Ticks { layer: Layer::new("border-km", "Border kilometres"), boxes: Vec::new() };
    let length_km = line.length_m() / 1000.0;
    let least_km = APART * unit / frame.pixels_per_metre() / 1000.0;
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];
    let step = steps.into_iter().find(|s| *s >= least_km).unwrap_or(5000.0);
    let size = style.letters(14.0);
    let mut km = step;
    while km < length_km {
        if let Some(((x, y), turn)) = direction(frame, line, km, 0.2 * least_km) {
            let words = style.number(format!("{km:.0}"));
            // Across the line: to its right (down on the page where the line runs east), or else to its left.
            let across = |sign: f64| (-turn.sin() * sign, turn.cos() * sign);
            // The figure runs along the line, never upside down.
            let lean = turn.to_degrees();
            let lean = if lean > 90.0 {
                lean - 180.0
            } else if lean < -90.0 {
                lean + 180.0
            } else {
                lean
            };
            let (wide, cap) = (style.fonts.width(&words, FontStyle::Regular, size, 0.0), size * CAP_HEIGHT);
            let middle = |(nx, ny): Page| (x + nx * 18.0 * unit, y + ny * 18.0 * unit);
            let bounds = |n: Page| turned_box(middle(n), wide, cap, lean).grown(2.0 * unit);
            let (sin, cos) = lean.to_radians().sin_cos();
            let covers_line = |n: Page| {
                let (mx, my) = middle(n);
                let is_under = |p: &Page| {
                    let (dx, dy) = (p.0 - mx, p.1 - my);
                    (dx * cos + dy * sin).abs() < wide / 2.0 + 2.0 * unit
                        && (dy * cos - dx * sin).abs() < cap / 2.0 + 2.0 * unit
                };
                paths.iter().flatten().any(is_under)
            };
            let is_free = |n: &Page| {
                let bounds = bounds(*n);
                let room = frame.rect.grown(-2.0 * unit);
                let inside = room.contains((bounds.x, bounds.y)) && room.contains((bounds.right(), bounds.bottom()));
                inside && !busy.iter().chain(&ticks.boxes).any(|b| b.overlaps(&bounds)) && !covers_line(*n)
            };
            let free = [across(1.0), across(-1.0)].into_iter().find(is_free);
            let (nx, ny) = free.unwrap_or(across(1.0));
            let (from, to) = (3.0 * unit, 9.0 * unit);
            let tick = vec![(x + nx * from, y + ny * from), (x + nx * to, y + ny * to)];
            ticks.layer.items.push(strokes(vec![tick], Stroke::solid(theme.border, 1.6 * unit)));
            if let Some(n) = free {
                let (mx, my) = middle(n);
                ticks.boxes.push(bounds(n));
                ticks.layer.items.push(Item::Text(Text {
                    at: (mx - sin * cap / 2.0, my + cos * cap / 2.0),
                    words,
                    anchor: Anchor::Middle,
                    font_style: FontStyle::Regular,
                    size,
                    tracking: 0.0,
                    turn: lean,
                    paint: theme.border,
                    halo: Some((theme.halo, 3.0 * unit)),
                }));
            }
        }
        km += step;
    }
    ticks
}

/// The axis-aligned bounding box of a rotated box, given by its middle.
pub fn turned_box((x, y): Page, wide: f64, high: f64, turn_deg: f64) -> Rect {
    let (sin, cos) = turn_deg.to_radians().sin_cos();
    let (w, h) = (wide * cos.abs() + high * sin.abs(), wide * sin.abs() + high * cos.abs());
    Rect { x: x - w / 2.0, y: y - h / 2.0, width: w, height: h }
}

/// The point of a kilometre on the page and the direction of the line there in radians, averaged over a stretch to
/// either side.
fn direction(frame: &Frame, line: &GeodesicLine, km: f64, around_km: f64) -> Option<(Page, f64)> {
    let (at, azimuth) = line.at_km(km)?;
    let here = frame.shows(at)?;
    let ahead = line.at_km((km + around_km).min(line.length_m() / 1000.0))?.0;
    let behind = line.at_km((km - around_km).max(0.0))?.0;
    let (a, b) = (frame.place(behind.lon(), behind.lat())?, frame.place(ahead.lon(), ahead.lat())?);
    let seen = (a.0 - b.0).abs() + (a.1 - b.1).abs() > 0.5;
    Some((here, if seen { (b.1 - a.1).atan2(b.0 - a.0) } else { (azimuth - 90.0).to_radians() }))
}
