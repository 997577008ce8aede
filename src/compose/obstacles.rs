//! Rectangles on the page, indexed by an R-tree: what is near a place, in time that grows with what is near.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::project::Rect;

/// Rectangles that may not be covered.
pub struct Obstacles {
    all: Vec<Rect>,
    tree: RTree<Numbered>,
}

/// The box of a rectangle, with its number.
type Numbered = GeomWithData<Rectangle<[f64; 2]>, usize>;

fn numbered(number: usize, r: &Rect) -> Numbered {
    // A hair larger, for the rounding of the right and the lower edge.
    const HAIR: f64 = 1e-6;
    let (low, high) = ([r.x - HAIR, r.y - HAIR], [r.right() + HAIR, r.bottom() + HAIR]);
    GeomWithData::new(Rectangle::from_corners(low, high), number)
}

fn envelope(r: &Rect) -> AABB<[f64; 2]> {
    AABB::from_corners([r.x, r.y], [r.right(), r.bottom()])
}

impl Obstacles {
    /// Indexes rectangles.
    pub fn new(rectangles: &[Rect]) -> Self {
        let numbered = rectangles.iter().enumerate().map(|(i, r)| numbered(i, r)).collect();
        Self { all: rectangles.to_vec(), tree: RTree::bulk_load(numbered) }
    }

    /// Every rectangle that touches another, and perhaps some that just do not; in no order.
    pub fn near<'a>(&'a self, r: &Rect) -> impl Iterator<Item = &'a Rect> + use<'a> {
        self.tree.locate_in_envelope_intersecting(&envelope(r)).filter_map(|found| self.all.get(found.data))
    }
}

/// Rectangles that come and go, each with a number.
#[derive(Default)]
pub struct Taken {
    tree: RTree<Numbered>,
}

impl Taken {
    /// Adds the rectangle of a number.
    pub fn add(&mut self, number: usize, r: &Rect) {
        self.tree.insert(numbered(number, r));
    }

    /// Takes away the rectangle that was added with a number.
    pub fn take(&mut self, number: usize, r: &Rect) {
        self.tree.remove(&numbered(number, r));
    }

    /// The numbers of every rectangle that touches another, and perhaps some that just do not; in no order.
    pub fn near<'a>(&'a self, r: &Rect) -> impl Iterator<Item = usize> + use<'a> {
        self.tree.locate_in_envelope_intersecting(&envelope(r)).map(|found| found.data)
    }
}
