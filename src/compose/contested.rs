//! Contested ground on a map: neither side's tint, hatched.

use super::furniture::strokes;
use super::scene::{Item, Layer, Shape, Stroke};
use super::style::Style;
use crate::model::{Case, ContestedArea};
use crate::project::{Frame, Page, Rect, clip_area, clip_rings_to_rings, is_in_rings};

/// The contested areas that a frame shows.
#[derive(Clone)]
pub struct ContestedGround {
    /// Their number in the file, with their rings on the page.
    pub areas: Vec<(usize, Vec<Vec<Page>>)>,
}

/// How far apart the lines of the hatching are, in units of the design.
pub const APART: f64 = 9.0;

/// What of the contested ground lies in a frame.
pub fn contested_ground(dossier: &Case, frame: &Frame) -> ContestedGround {
    let areas = dossier.basemap.contested.iter().flat_map(|l| &l.features).enumerate();
    let shown = areas.map(|(i, area): (usize, &ContestedArea)| (i, clip_area(frame, &area.shape)));
    ContestedGround { areas: shown.filter(|(_, rings)| !rings.is_empty()).collect() }
}

impl ContestedGround {
    /// Whether a point of the page lies on it.
    pub fn contains(&self, at: Page) -> bool {
        self.areas.iter().any(|(_, rings)| is_in_rings(rings, at))
    }

    /// Whether some of a circle lies on contested ground and a point does not, or the other way round.
    pub fn parts_from(&self, point: Page, (centre, radius): (Page, f64)) -> bool {
        /// Points of the circle that are looked at.
        const AROUND: u8 = 12;
        if self.areas.is_empty() {
            return false;
        }
        let is_on = self.contains(point);
        let around = (0..AROUND).map(|k| std::f64::consts::TAU * f64::from(k) / f64::from(AROUND));
        let mut looked = around.map(|a| (centre.0 + radius * a.cos(), centre.1 + radius * a.sin()));
        self.contains(centre) != is_on || looked.any(|at| self.contains(at) != is_on)
    }

    /// The tint of ground that is of neither side, on the land alone; without land everywhere.
    pub fn tint(&self, lands: &[Vec<Vec<Page>>], style: &Style) -> Layer {
        let mut layer = Layer::new("contested-ground", "Contested ground");
        let fill = |paths: Vec<Vec<Page>>| {
            Item::Shape(Shape { paths, fill: Some(style.theme.land_other), stroke: None, about: None })
        };
        for (_, rings) in &self.areas {
            if lands.is_empty() {
                layer.items.push(fill(rings.clone()));
                continue;
            }
            let parts = lands.iter().map(|land| clip_rings_to_rings(rings, land)).filter(|part| !part.is_empty());
            layer.items.extend(parts.map(fill));
        }
        layer
    }

    /// The hatching and the edge.
    pub fn hatching(&self, style: &Style) -> Layer {
        let mut layer = Layer::new("contested-hatching", "Contested ground, hatched");
        for (_, rings) in &self.areas {
            layer.items.extend(hatched(rings, style));
        }
        layer
    }
}

/// Rings hatched, with their edge.
pub fn hatched(rings: &[Vec<Page>], style: &Style) -> Vec<Item> {
    let paint = style.theme.border;
    let closed = |ring: &Vec<Page>| ring.iter().copied().chain(ring.first().copied()).collect::<Vec<Page>>();
    let edge = Stroke { paint: paint.fade(0.6), width: style.px(1.0), dash: vec![style.px(3.0), style.px(2.5)] };
    let lines = hatching(rings, style);
    let mut items = Vec::new();
    if !lines.is_empty() {
        items.push(strokes(lines, Stroke::solid(paint.fade(0.5), style.px(1.1))));
    }
    items.push(strokes(rings.iter().map(closed).collect(), edge));
    items
}

/// A sample of the hatching for a legend.
pub fn hatched_sample(bounds: Rect, style: &Style) -> Vec<Item> {
    let ring = super::furniture::corners(bounds).to_vec();
    let ground = Shape { paths: vec![ring.clone()], fill: Some(style.theme.land_other), stroke: None, about: None };
    std::iter::once(Item::Shape(ground)).chain(hatched(&[ring], style)).collect()
}

/// Parallel lines at 45° inside rings filled even-odd.
///
/// The lines are those of the page, not of the area: neighbouring areas continue each other.
pub fn hatching(rings: &[Vec<Page>], style: &Style) -> Vec<Vec<Page>> {
    level_lines(rings, style.px(APART))
}

/// Parallel lines at 45° inside rings filled even-odd, so far apart in pixels.
fn level_lines(rings: &[Vec<Page>], apart: f64) -> Vec<Vec<Page>> {
    // Turned by 45° the lines are level: v is constant on each.
    let turned = |(x, y): Page| (x - y, x + y);
    let back = |u: f64, v: f64| ((u + v) / 2.0, (v - u) / 2.0);
    let step = apart * std::f64::consts::SQRT_2;
    let edges: Vec<(Page, Page)> = rings
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().skip(1).chain(ring.first())))
        .map(|(a, b)| (turned(*a), turned(*b)))
        .filter(|(a, b)| (a.1 - b.1).abs() > 1e-9)
        .collect();
    let values = || edges.iter().flat_map(|(a, b)| [a.1, b.1]);
    let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
    let mut crossings: std::collections::BTreeMap<i64, Vec<f64>> = std::collections::BTreeMap::new();
    if low > high || !(high - low).is_finite() || (high - low) / step > 10_000.0 {
        return Vec::new();
    }
    for (a, b) in &edges {
        let (a, b) = if a.1 < b.1 { (a, b) } else { (b, a) };
        // Half open, so that a vertex counts once. The page is some thousand pixels wide: the numbers are small.
        let first = (a.1 / step).ceil() as i64;
        let mut n = first;
        while n as f64 * step < b.1 {
            let v = n as f64 * step;
            crossings.entry(n).or_default().push(a.0 + (v - a.1) / (b.1 - a.1) * (b.0 - a.0));
            n += 1;
        }
    }
    let mut lines = Vec::new();
    for (n, mut at) in crossings {
        at.sort_by(f64::total_cmp);
        for pair in at.chunks_exact(2) {
            if let [from, to] = pair
                && to - from > 0.2
            {
                lines.push(vec![back(*from, n as f64 * step), back(*to, n as f64 * step)]);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_inside_and_leaves_holes_free() {
        let square = |a: f64, b: f64| vec![(a, a), (b, a), (b, b), (a, b)];
        let rings = [square(0.0, 100.0), square(40.0, 60.0)];
        let lines = level_lines(&rings, 5.0);
        let length: f64 = lines.iter().map(|l| (l[0].0 - l[1].0).hypot(l[0].1 - l[1].1)).sum();
        // Lines 5 px apart on 9,600 square pixels.
        assert!((length * 5.0 - 9_600.0).abs() < 300.0, "{length}");
        let middles = lines.iter().map(|l| ((l[0].0 + l[1].0) / 2.0, (l[0].1 + l[1].1) / 2.0));
        for (x, y) in middles {
            assert!((0.0..=100.0).contains(&x) && (0.0..=100.0).contains(&y), "{x} {y}");
            assert!(!((41.0..59.0).contains(&x) && (41.0..59.0).contains(&y)), "{x} {y}");
        }
        assert!(level_lines(&[], 5.0).is_empty());
    }
}
