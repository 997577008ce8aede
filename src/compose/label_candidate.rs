//! One of the places where a label can stand, and whether two of them can both be taken.

use super::scene::Anchor;
use crate::project::{Page, Rect};

/// A place where a label can stand.
#[derive(Debug)]
pub struct Candidate {
    /// The box of its text, with some room around it.
    pub bounds: Rect,
    /// Where its first baseline is, by the anchor.
    pub baseline: Page,
    pub anchor: Anchor,
    /// The less, the better.
    pub cost: i64,
    /// From the symbol to the text.
    pub leader: Option<(Page, Page)>,
}

impl Candidate {
    /// The box around its text and its leader line.
    pub fn extent(&self) -> Rect {
        self.leader.map_or(self.bounds, |(a, b)| self.bounds.with(box_of(a, b)))
    }

    /// Whether both cannot be drawn. Their extents touch then.
    pub fn conflicts_with(&self, other: &Candidate) -> bool {
        let crosses = |a: &Candidate, b: &Candidate| a.leader.is_some_and(|(p, q)| enters(p, q, &b.bounds));
        let both = |a: (Page, Page), b: (Page, Page)| meet(a.0, a.1, b.0, b.1);
        self.bounds.overlaps(&other.bounds)
            || crosses(self, other)
            || crosses(other, self)
            || self.leader.zip(other.leader).is_some_and(|(a, b)| both(a, b))
    }
}

/// The box of the segment between two points.
pub fn box_of(a: Page, b: Page) -> Rect {
    Rect { x: a.0.min(b.0), y: a.1.min(b.1), width: (a.0 - b.0).abs(), height: (a.1 - b.1).abs() }
}

/// Whether a segment passes through a rectangle.
pub fn enters(p: Page, q: Page, r: &Rect) -> bool {
    let (w, e, n, s) = (r.x, r.right(), r.y, r.bottom());
    if p.0.min(q.0) > e || p.0.max(q.0) < w || p.1.min(q.1) > s || p.1.max(q.1) < n {
        return false;
    }
    let corners = [(w, n), (e, n), (e, s), (w, s)];
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    r.contains(p) || r.contains(q) || edges.into_iter().any(|(a, b)| meet(p, q, *a, *b))
}

/// Whether two segments cross.
pub fn meet(p: Page, q: Page, a: Page, b: Page) -> bool {
    let turn = |a: Page, b: Page, c: Page| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0) > 0.0;
    turn(p, q, a) != turn(p, q, b) && turn(a, b, p) != turn(a, b, q)
}
