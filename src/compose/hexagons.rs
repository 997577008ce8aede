//! Hexagons within which very many incidents are counted on a map of a small scale.

use std::collections::BTreeSet;

use super::scene::{Item, Shape, Stroke};
use super::style::Style;
use crate::project::{Page, Rect};

/// A map no wider than this is close, in kilometres: there clusters are counted, not hexagons.
pub const CLOSE_KM: f64 = 250.0;
/// With more hexagons a map is not read at a glance.
const MOST: usize = 60;
/// The radii that are tried, in units of the design.
const RADII: [f64; 6] = [46.0, 58.0, 74.0, 94.0, 120.0, 150.0];

/// A hexagon with a corner on top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hexagon {
    pub centre: Page,
    /// From the centre to a corner.
    pub radius: f64,
}

impl Hexagon {
    /// From one upright edge to the other.
    pub fn width(&self) -> f64 {
        self.radius * 3.0_f64.sqrt()
    }

    pub fn contains(&self, (x, y): Page) -> bool {
        let (dx, dy) = ((x - self.centre.0).abs(), (y - self.centre.1).abs());
        dx <= self.width() / 2.0 && dy <= self.radius - dx / 3.0_f64.sqrt()
    }

    /// Its corners.
    pub fn ring(&self) -> Vec<Page> {
        let (half, r, (x, y)) = (self.width() / 2.0, self.radius, self.centre);
        [(0.0, -r), (half, -r / 2.0), (half, r / 2.0), (0.0, r), (-half, r / 2.0), (-half, -r / 2.0)]
            .map(|(dx, dy)| (x + dx, y + dy))
            .to_vec()
    }
}

/// A tiling of the page.
#[derive(Clone, Copy)]
pub struct HexagonGrid {
    origin: Page,
    radius: f64,
}

impl HexagonGrid {
    /// The finest tiling in which points lie in no more hexagons than can be read.
    pub fn fit(points: &[Page], frame: Rect, unit: f64) -> Self {
        let grid = |radius: f64| Self { origin: (frame.x, frame.y), radius: radius * unit };
        let count = |grid: &Self| points.iter().map(|p| grid.cell(*p)).collect::<BTreeSet<_>>().len();
        let coarsest = grid(RADII[RADII.len() - 1]);
        RADII.into_iter().map(grid).find(|g| count(g) <= MOST).unwrap_or(coarsest)
    }

    /// The axial coordinates of the hexagon around a point.
    pub fn cell(&self, at: Page) -> (i64, i64) {
        let (x, y) = ((at.0 - self.origin.0) / self.radius, (at.1 - self.origin.1) / self.radius);
        let (q, r) = (x / 3.0_f64.sqrt() - y / 3.0, 2.0 * y / 3.0);
        let s = -q - r;
        let (mut whole_q, mut whole_r, whole_s) = (q.round(), r.round(), s.round());
        let (off_q, off_r, off_s) = ((whole_q - q).abs(), (whole_r - r).abs(), (whole_s - s).abs());
        // What was rounded most follows from the others.
        if off_q > off_r && off_q > off_s {
            whole_q = -whole_r - whole_s;
        } else if off_r > off_s {
            whole_r = -whole_q - whole_s;
        }
        (whole_q as i64, whole_r as i64)
    }

    pub fn hexagon(&self, (q, r): (i64, i64)) -> Hexagon {
        let (q, r) = (q as f64, r as f64);
        let x = self.origin.0 + self.radius * 3.0_f64.sqrt() * (q + r / 2.0);
        Hexagon { centre: (x, self.origin.1 + self.radius * 1.5 * r), radius: self.radius }
    }
}

/// One hexagon, for the legend.
pub fn sample(at: Page, style: &Style) -> Item {
    let ring = Hexagon { centre: at, radius: style.px(14.0) }.ring();
    let stroke = Some(Stroke::solid(style.theme.paper, style.px(1.2)));
    Item::Shape(Shape { paths: vec![ring], fill: Some(style.theme.border.fade(0.28)), stroke, about: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_lies_in_its_hexagon() {
        let frame = Rect { x: 13.0, y: 7.0, width: 900.0, height: 600.0 };
        let points: Vec<Page> = (0..90)
            .flat_map(|i| (0..60).map(move |j| (13.0 + 10.0 * f64::from(i), 7.0 + 10.0 * f64::from(j))))
            .collect();
        let grid = HexagonGrid::fit(&points, frame, 1.0);
        let mut cells = BTreeSet::new();
        for p in &points {
            let hexagon = grid.hexagon(grid.cell(*p));
            // Centres of neighbours are as far apart as a hexagon is wide: nothing is farther from its own than a corner.
            let off = (hexagon.centre.0 - p.0).hypot(hexagon.centre.1 - p.1);
            assert!(off <= hexagon.radius + 1e-9, "{p:?}");
            let inner = Hexagon { radius: hexagon.radius * 1.000_001, ..hexagon };
            assert!(inner.contains(*p), "{p:?} {hexagon:?}");
            cells.insert(grid.cell(*p));
        }
        assert!((20..=MOST).contains(&cells.len()), "{}", cells.len());
        let near = HexagonGrid::fit(&points[..3], frame, 1.0);
        assert!(near.radius < grid.radius);
    }
}
