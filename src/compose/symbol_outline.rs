//! What a symbol covers.

use crate::project::{Page, is_in_rings};

/// What a symbol covers.
#[derive(Debug, Clone)]
pub struct SymbolOutline {
    /// Where it stands.
    pub at: Page,
    /// Its outline, and the ring around it.
    pub rings: Vec<Vec<Page>>,
}

impl SymbolOutline {
    /// How far from a point its last edge in a direction lies, as a multiple of the direction; `None` where it does not lie in it.
    #[must_use]
    pub fn last_edge(&self, (x, y): Page, (dx, dy): Page) -> Option<f64> {
        let crossing = |(a, b): (&Page, &Page)| {
            let along = |p: &Page| ((p.0 - x) * dx + (p.1 - y) * dy) / (dx * dx + dy * dy);
            let across = |p: &Page| (p.1 - y) * dx - (p.0 - x) * dy;
            let (from, to) = (across(a), across(b));
            let is_crossed = (from > 0.0) != (to > 0.0);
            is_crossed.then(|| along(a) + from / (from - to) * (along(b) - along(a))).filter(|t| *t > 0.0)
        };
        let edges = self.rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
        edges.filter_map(crossing).reduce(f64::max)
    }

    /// How far from its place it reaches.
    #[must_use]
    pub fn reach(&self) -> f64 {
        let (x, y) = self.at;
        let square = |p: &Page| (p.0 - x) * (p.0 - x) + (p.1 - y) * (p.1 - y);
        self.rings.iter().flatten().map(square).fold(0.0, f64::max).sqrt()
    }

    /// Whether it covers a point.
    #[must_use]
    pub fn covers(&self, at: Page) -> bool {
        self.rings.iter().any(|ring| is_in_rings(std::slice::from_ref(ring), at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_edge_in_a_direction_is_found() {
        let square = vec![(10.0, -5.0), (20.0, -5.0), (20.0, 5.0), (10.0, 5.0)];
        let inner = vec![(12.0, -2.0), (14.0, -2.0), (14.0, 2.0), (12.0, 2.0)];
        let outline = SymbolOutline { at: (15.0, 0.0), rings: vec![square, inner] };
        assert_eq!(outline.last_edge((0.0, 0.0), (1.0, 0.0)), Some(20.0));
        assert_eq!(outline.last_edge((0.0, 0.0), (2.0, 0.0)), Some(10.0));
        assert_eq!(outline.last_edge((0.0, 0.0), (-1.0, 0.0)), None);
        assert_eq!(outline.last_edge((0.0, 6.0), (1.0, 0.0)), None);
        assert!(outline.covers((15.0, 0.0)) && !outline.covers((0.0, 0.0)));
    }
}
