//! Rectangles on the page in a grid: what is near a place, in time that grows with what is near.

use crate::project::Rect;

/// The squares of the grid from side to side, and from top to bottom.
const SQUARES: usize = 48;

/// What a rectangle is larger by, for the rounding of the right and the lower edge.
const HAIR: f64 = 1e-6;

/// Numbered rectangles that come and go.
pub struct Grid {
    x: f64,
    y: f64,
    /// Squares to a pixel, across and down.
    per_pixel: (f64, f64),
    squares: Vec<Vec<Numbered>>,
}

struct Numbered {
    number: usize,
    bounds: Rect,
    /// The first column and row that it touches.
    first: (usize, usize),
}

impl Grid {
    /// An empty grid for rectangles that lie, for the most part, within the box around some.
    pub fn over<'r>(around: impl Iterator<Item = Rect> + 'r) -> Self {
        let bounds = around.reduce(|a, b| a.with(b)).unwrap_or(Rect { x: 0.0, y: 0.0, width: 1.0, height: 1.0 });
        let per_pixel = |pixels: f64| SQUARES as f64 / pixels.max(1.0);
        Self {
            x: bounds.x,
            y: bounds.y,
            per_pixel: (per_pixel(bounds.width), per_pixel(bounds.height)),
            squares: std::iter::repeat_with(Vec::new).take(SQUARES * SQUARES).collect(),
        }
    }

    /// The columns and the rows that a rectangle touches; what is beyond the grid counts to its edge.
    fn reach(&self, r: &Rect) -> ((usize, usize), (usize, usize)) {
        // The cast turns a float below 0 into 0.
        let place = |from: f64, per_pixel: f64| ((from * per_pixel) as usize).min(SQUARES - 1);
        let column = |x: f64| place(x - self.x, self.per_pixel.0);
        let row = |y: f64| place(y - self.y, self.per_pixel.1);
        ((column(r.x), row(r.y)), (column(r.right()), row(r.bottom())))
    }

    fn places(first: (usize, usize), last: (usize, usize)) -> impl Iterator<Item = (usize, usize)> {
        (first.1..=last.1).flat_map(move |row| (first.0..=last.0).map(move |column| (column, row)))
    }

    /// Adds the rectangle of a number.
    pub fn add(&mut self, number: usize, r: &Rect) {
        let bounds = r.grown(HAIR);
        let (first, last) = self.reach(&bounds);
        for (column, row) in Self::places(first, last) {
            if let Some(square) = self.squares.get_mut(row * SQUARES + column) {
                square.push(Numbered { number, bounds, first });
            }
        }
    }

    /// Takes away the rectangle that was added with a number.
    pub fn take(&mut self, number: usize, r: &Rect) {
        let (first, last) = self.reach(&r.grown(HAIR));
        for (column, row) in Self::places(first, last) {
            let square = self.squares.get_mut(row * SQUARES + column);
            if let Some((square, at)) = square.and_then(|s| s.iter().position(|n| n.number == number).map(|at| (s, at)))
            {
                square.swap_remove(at);
            }
        }
    }

    /// The numbers of every rectangle that touches another, and perhaps some that just do not; in no order.
    pub fn near<'a>(&'a self, r: &Rect) -> impl Iterator<Item = usize> + use<'a> {
        let (first, last) = self.reach(r);
        let (west, east, north, south) = (r.x, r.right(), r.y, r.bottom());
        Self::places(first, last).flat_map(move |(column, row)| {
            let square = self.squares.get(row * SQUARES + column).into_iter().flatten();
            let near = square.filter(move |n| {
                // In the first square that both touch.
                n.first.0.max(first.0) == column
                    && n.first.1.max(first.1) == row
                    && n.bounds.x <= east
                    && n.bounds.right() >= west
                    && n.bounds.y <= south
                    && n.bounds.bottom() >= north
            });
            near.map(|n| n.number)
        })
    }
}

/// Rectangles that may not be covered.
pub struct Obstacles {
    all: Vec<Rect>,
    grid: Grid,
}

impl Obstacles {
    /// Indexes rectangles.
    pub fn new(rectangles: &[Rect]) -> Self {
        let mut grid = Grid::over(rectangles.iter().copied());
        for (number, r) in rectangles.iter().enumerate() {
            grid.add(number, r);
        }
        Self { all: rectangles.to_vec(), grid }
    }

    /// Every rectangle that touches another, and perhaps some that just do not; in no order.
    pub fn near<'a>(&'a self, r: &Rect) -> impl Iterator<Item = &'a Rect> + use<'a> {
        self.grid.near(r).filter_map(|number| self.all.get(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_finds_what_a_search_through_all_finds() {
        let mut seed = 7_u64;
        let mut random = move |below: f64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as f64 / f64::from(1_u32 << 31) * below
        };
        let mut rectangle = move |size: f64| Rect {
            // Some beyond the frame.
            x: random(1_100.0) - 50.0,
            y: random(900.0) - 50.0,
            width: random(size),
            height: random(30.0),
        };
        let all: Vec<Rect> = (0..300).map(|i| rectangle(if i % 20 == 0 { 700.0 } else { 60.0 })).collect();
        let mut grid = Grid::over([Rect { x: 0.0, y: 0.0, width: 1_000.0, height: 800.0 }].into_iter());
        for (number, r) in all.iter().enumerate() {
            grid.add(number, r);
        }
        for number in (0..300).step_by(3) {
            grid.take(number, &all[number]);
        }
        let mut hits = 0;
        for _ in 0..300 {
            let asked = rectangle(120.0);
            let mut found: Vec<usize> = grid.near(&asked).collect();
            found.sort_unstable();
            let is_left = |i: &usize| !i.is_multiple_of(3) && all[*i].grown(1e-6).overlaps(&asked);
            assert_eq!(found, (0..300).filter(is_left).collect::<Vec<_>>());
            hits += found.len();
        }
        assert!(hits > 100, "{hits}");
    }
}
