//! The layer of hexagons within which incidents are counted.

use super::scene::{Item, Layer, Shape, Stroke};
use super::style::Style;
use super::symbols::{Symbol, apart};
use crate::measure::Side;
use crate::project::{Page, Rect, clip_ring_on_page, clip_ring_to_rings};

/// How many incidents a hexagon of a symbol holds, on average.
fn density(s: &Symbol<'_>) -> f64 {
    let [n, hexagons] = [s.incidents().count(), s.hexagons.len().max(1)].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    f64::from(n) / f64::from(hexagons)
}

/// How many incidents the fullest hexagon of symbols holds, 1 at least.
pub fn densest(symbols: &[Symbol<'_>]) -> f64 {
    symbols.iter().filter(|s| !s.hexagons.is_empty()).map(density).fold(1.0, f64::max)
}

/// The hexagons, the darker the more incidents they hold, `most` at the darkest; one that the border crosses in the parts of its two sides, of which `land_of` gives the land.
pub fn hexagons(
    symbols: &[Symbol<'_>],
    most: f64,
    frame: Rect,
    border: &[Vec<Page>],
    land_of: impl Fn(Side) -> Option<Vec<Vec<Page>>>,
    style: &Style,
) -> Layer {
    let mut layer = Layer::new("hexagons", "Hexagons of counted incidents");
    for s in symbols {
        let fill = style.theme.border.fade(0.06 + 0.34 * (density(s) / most).sqrt());
        for hexagon in &s.hexagons {
            let ring = hexagon.ring();
            let is_crossed = border.iter().flatten().any(|p| apart(*p, hexagon.centre) < hexagon.radius);
            let paths = match land_of(s.side).filter(|_| is_crossed) {
                Some(land) => clip_ring_to_rings(&ring, &land),
                None => clip_ring_on_page(frame, &ring),
            };
            let stroke = Some(Stroke::solid(style.theme.paper.fade(0.8), style.px(1.2)));
            layer.items.push(Item::Shape(Shape { paths, fill: Some(fill), stroke, about: None }));
        }
    }
    layer
}
