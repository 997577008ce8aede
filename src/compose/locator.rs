//! The locator: a small globe that shows where in the world the map lies.

use super::furniture::{around, corners, strokes};
use super::labels::text_box;
use super::scene::{Anchor, Disc, Item, Layer, Shape, Stroke, Text};
use super::style::Style;
use super::symbols::apart;
use crate::measure::{BorderKilometres, GeodesicLine};
use crate::model::{Area, Case, Category, LonLat, Place, PlaceKind};
use crate::project::{Frame, Globe, Page, Rect, clip_ring_to_rings, simplify};
use crate::typeface::{CAP_HEIGHT, FontStyle};

/// The radius of the globe, in units of the design.
const RADIUS: f64 = 58.0;
/// The same with the names of capitals on it.
const NAMED_RADIUS: f64 = 84.0;

/// A capital on the globe.
pub struct Capital {
    pub name: String,
    pub at: LonLat,
}

/// The capitals of the two sides of a border, where the dossier has them, in the language of a figure.
pub fn capitals(dossier: &Case, style: &Style) -> Vec<Capital> {
    let sides = &dossier.border.facts.sides;
    let codes = [&sides.left.code, &sides.right.code];
    let is_own = |p: &&Place| p.kind == PlaceKind::Capital && codes.contains(&&p.country);
    let capital = |p: &Place| Capital { name: style.name(&p.names).to_owned(), at: p.at };
    dossier.places.iter().filter(is_own).map(capital).filter(|c| !c.name.is_empty()).collect()
}

/// The radius of the globe in pixels.
pub fn radius(capitals: &[Capital], style: &Style) -> f64 {
    style.px(if capitals.is_empty() { RADIUS } else { NAMED_RADIUS })
}

/// A globe seen from above the middle of the map, with the border, the map's extent and capitals on it; seen from nearer where
/// the extent would be a dot. Also the capitals that are not named on it.
pub fn locator(
    world: &[Area],
    capitals: &[Capital],
    line: &GeodesicLine,
    frame: &Frame,
    middle: Page,
    style: &Style,
) -> Option<(Layer, Vec<String>)> {
    /// The least share of the disc that the extent shall cover, and the nearest view.
    const LEAST: f64 = 0.13;
    const NEAREST: f64 = 9.0;
    let r = frame.rect;
    let at = |x: f64, y: f64| frame.position((r.x + x * r.width, r.y + y * r.height));
    let radius = radius(capitals, style);
    let centre = at(0.5, 0.5)?;
    let edge: Vec<LonLat> = (0..=80_u8)
        .filter_map(|i| {
            let t = f64::from(i % 20) / 20.0;
            let (x, y) = match i / 20 {
                0 => (t, 0.0),
                1 => (1.0, t),
                2 => (1.0 - t, 1.0),
                3 => (0.0, 1.0 - t),
                _ => (0.0, 0.0),
            };
            at(x, y)
        })
        .collect();
    let on = |globe: &Globe| edge.iter().filter_map(|p| globe.place(*p)).collect::<Vec<Page>>();
    let wide = |edge: &[Page]| {
        edge.iter().map(|p| p.0).fold(f64::MIN, f64::max) - edge.iter().map(|p| p.0).fold(f64::MAX, f64::min)
    };
    let share = wide(&on(&Globe::new(centre, middle, radius))) / (2.0 * radius);
    let zoom = (LEAST / share.max(1e-9)).clamp(1.0, NEAREST);
    let globe = Globe::new(centre, middle, radius * zoom);
    let theme = style.theme;
    let mut layer = Layer::new("locator", "Locator");
    let disc = |radius, fill, stroke| Item::Disc(Disc { centre: middle, radius, fill, stroke, about: None });
    layer.items.push(disc(radius + style.px(3.0), Some(theme.paper.fade(0.9)), None));
    layer.items.push(disc(radius, Some(theme.water), None));
    // Islands that would be a speck are left out.
    let speck = style.px(0.8);
    let rim: Vec<Page> = (0..72_u8)
        .map(|i| f64::from(i) / 72.0 * std::f64::consts::TAU)
        .map(|a| (middle.0 + radius * a.cos(), middle.1 + radius * a.sin()))
        .collect();
    let far = |p: &Page| apart(*p, middle) > radius;
    let cut = |ring: Vec<Page>| {
        let leaves_disc = ring.iter().any(far);
        if zoom > 1.0 && leaves_disc { clip_ring_to_rings(&rim, &[ring]) } else { vec![ring] }
    };
    let land: Vec<Vec<Page>> = world
        .iter()
        .flat_map(|a| globe.near_side(&a.shape))
        .map(|ring| simplify(&ring, style.px(0.35)))
        .filter(|ring| ring.len() > 3 && ring.iter().any(|p| apart(*p, ring[0]) > speck))
        .flat_map(cut)
        .collect();
    let stroke = Some(Stroke::solid(theme.province, style.px(0.4)));
    layer.items.push(Item::Shape(Shape { paths: land, fill: Some(theme.land_right), stroke, about: None }));
    // The border itself, as far as it is on the disc.
    let mut border: Vec<Vec<Page>> = Vec::new();
    for part in line.substring_km(0.0, line.length_m() / 1000.0) {
        let points: Vec<Option<Page>> = part.iter().map(|p| globe.place(*p).filter(|p| !far(p))).collect();
        let runs = points.split(Option::is_none).map(|run| run.iter().copied().flatten().collect::<Vec<Page>>());
        border.extend(runs.map(|run| simplify(&run, style.px(0.3))).filter(|run| run.len() > 1));
    }
    layer.items.push(strokes(border, Stroke::solid(theme.border, style.px(1.4))));
    layer.items.push(disc(radius, None, Some(Stroke::solid(theme.quiet_ink, style.px(0.8)))));
    let edge = on(&globe);
    let mark = Stroke::solid(theme.mark(Category::Clash).paint, style.px(2.0));
    if wide(&edge) > style.px(7.0) {
        layer.items.push(strokes(vec![edge], mark));
    } else {
        // Too small for a box: a cross at the middle.
        let (x, y, a) = (middle.0, middle.1, style.px(6.0));
        layer.items.push(strokes(vec![vec![(x - a, y), (x + a, y)], vec![(x, y - a), (x, y + a)]], mark));
    }
    let (named, unnamed) = names(capitals, &globe, (middle, radius), style);
    layer.items.extend(named);
    Some((layer, unnamed))
}

/// The capitals that lie on the disc, with their names to the right of them, to the left, above or below, the first that is free; and the names of those
/// that lie beyond it or have no room.
fn names(
    capitals: &[Capital],
    globe: &Globe,
    (middle, radius): (Page, f64),
    style: &Style,
) -> (Vec<Item>, Vec<String>) {
    let size = style.letters(13.0);
    let gap = style.px(5.0);
    let on_disc = |at: LonLat| globe.place(at).filter(|p| apart(*p, middle) < radius);
    let placed: Vec<(&Capital, Page)> = capitals.iter().filter_map(|c| on_disc(c.at).map(|at| (c, at))).collect();
    let mut unnamed: Vec<String> =
        capitals.iter().filter(|c| on_disc(c.at).is_none()).map(|c| c.name.clone()).collect();
    let mut items = Vec::new();
    let mut taken: Vec<Rect> = Vec::new();
    for (capital, at) in &placed {
        let at = *at;
        let dot = Disc {
            centre: at,
            radius: style.px(2.6),
            fill: Some(style.theme.ink),
            stroke: Some(Stroke::solid(style.theme.halo, style.px(1.0))),
            about: None,
        };
        items.push(Item::Disc(dot));
        let low = at.1 + 0.5 * CAP_HEIGHT * size;
        let candidates = [
            ((at.0 + gap, low), Anchor::Start),
            ((at.0 - gap, low), Anchor::End),
            ((at.0, at.1 - gap), Anchor::Middle),
            ((at.0, at.1 + gap + CAP_HEIGHT * size), Anchor::Middle),
        ];
        let bounds =
            |(at, anchor): (Page, Anchor)| text_box(style.fonts, &capital.name, FontStyle::Bold, size, 0.0, at, anchor);
        // Wholly on the disc, and on no other name or dot.
        let holds = |r: &Rect| corners(*r).iter().all(|c| apart(*c, middle) < radius);
        let is_on_dot = |r: &Rect| placed.iter().any(|(_, dot)| *dot != at && around(*dot, gap).overlaps(r));
        let is_free = |r: &Rect| holds(r) && !is_on_dot(r) && !taken.iter().any(|t| t.overlaps(r));
        let Some(found) = candidates.into_iter().find(|c| is_free(&bounds(*c))) else {
            unnamed.push(capital.name.clone());
            continue;
        };
        taken.push(bounds(found));
        items.push(Item::Text(Text {
            words: capital.name.clone(),
            at: found.0,
            anchor: found.1,
            font_style: FontStyle::Bold,
            size,
            tracking: 0.0,
            turn: 0.0,
            paint: style.theme.ink,
            halo: Some((style.theme.halo, style.px(3.0))),
        }));
    }
    (items, unnamed)
}
