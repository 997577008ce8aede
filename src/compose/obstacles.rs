//! Rectangles on the page, indexed by an R-tree or by a grid: what is near a place, in time that grows with what is near.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use rustc_hash::FxHashMap;

use crate::project::Rect;

/// Rectangles that may not be covered.
pub struct Obstacles {
    all: Vec<Rect>,
    tree: RTree<Numbered>,
}

/// The box of a rectangle, with its number.
type Numbered = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// Rectangles are taken as a hair larger, for the rounding of the right and the lower edge.
const HAIR: f64 = 1e-6;

fn numbered(number: usize, r: &Rect) -> Numbered {
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

    /// Adds a rectangle.
    pub fn add(&mut self, r: Rect) {
        self.tree.insert(numbered(self.all.len(), &r));
        self.all.push(r);
    }

    /// Every rectangle that touches another, and perhaps some that just do not; in no order.
    pub fn near<'a>(&'a self, r: &Rect) -> impl Iterator<Item = &'a Rect> + use<'a> {
        self.tree.locate_in_envelope_intersecting(&envelope(r)).filter_map(|found| self.all.get(found.data))
    }
}

/// Rectangles that come and go, each with a number, by the cells of a grid: they change more often than a tree is worth.
pub struct Taken {
    /// The width and the height of a cell.
    cell: f64,
    numbers: FxHashMap<(i32, i32), Vec<usize>>,
}

impl Taken {
    /// None yet, for rectangles of about a size.
    pub fn new(size: f64) -> Self {
        Self { cell: size.max(1.0), numbers: FxHashMap::default() }
    }

    fn cells(&self, r: &Rect) -> impl Iterator<Item = (i32, i32)> + use<> {
        // The casts keep to the range of the whole numbers.
        let cell = self.cell;
        let number = move |v: f64| (v / cell).floor() as i32;
        let (x, y) = (number(r.x - HAIR)..=number(r.right() + HAIR), number(r.y - HAIR)..=number(r.bottom() + HAIR));
        y.flat_map(move |row| x.clone().map(move |column| (column, row)))
    }

    /// Adds the rectangle of a number.
    pub fn add(&mut self, number: usize, r: &Rect) {
        self.cells(r).for_each(|cell| self.numbers.entry(cell).or_default().push(number));
    }

    /// Takes away the rectangle that was added with a number.
    pub fn take(&mut self, number: usize, r: &Rect) {
        for cell in self.cells(r) {
            let Some(here) = self.numbers.get_mut(&cell) else { continue };
            if let Some(at) = here.iter().position(|n| *n == number) {
                here.swap_remove(at);
            }
        }
    }

    /// The numbers of every rectangle that touches another, some of them more than once, and of some that only lie near; in no order.
    pub fn near<'a>(&'a self, r: &Rect) -> impl Iterator<Item = usize> + use<'a> {
        self.cells(r).filter_map(|cell| self.numbers.get(&cell)).flatten().copied()
    }
}
