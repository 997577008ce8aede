//! Squares over which the polygons of a border answer alike, remembered from one disc to the next.

use std::sync::atomic::{AtomicU8, Ordering};

use geo::{Point, Rect};
use marz_geodesic::Side;

use super::bands::METRES_A_DEGREE;

/// A grid over a frame. A square is asked about when it is needed first; what is remembered depends on the square alone, not on who asks.
#[derive(Debug)]
pub(super) struct SideRaster {
    west: f64,
    south: f64,
    per_degree: f64,
    columns: usize,
    squares: Vec<AtomicU8>,
}

/// What every point of an area is answered.
type Answer = Option<Side>;

/// What is remembered of a square: nothing yet, that its points are answered differently, or the answer by its place in this list.
const UNASKED: u8 = 0;
const MIXED: u8 = 1;
const ANSWERS: [Answer; 5] = [None, Some(Side::Left), Some(Side::Right), Some(Side::Unknown), Some(Side::Disputed)];

impl SideRaster {
    /// Squares of a hundredth of a degree, larger ones where the frame is so wide that they were too many.
    pub(super) fn new(frame: Rect) -> Self {
        const MOST: f64 = 1_000_000.0;
        const FINEST_PER_DEGREE: f64 = 100.0;
        let area = (frame.width() * frame.height()).max(1e-9);
        let per_degree = (MOST / area).sqrt().min(FINEST_PER_DEGREE);
        // The casts cut off what is less than a square.
        let count = |degrees: f64| (degrees * per_degree) as usize + 1;
        let (columns, rows) = (count(frame.width()), count(frame.height()));
        let squares = (0..columns * rows).map(|_| AtomicU8::new(UNASKED)).collect();
        Self { west: frame.min().x, south: frame.min().y, per_degree, columns, squares }
    }

    /// The answer for all points within a distance, in metres, of a point, if the squares there all have it; `ask` says it of all points
    /// within a distance of the middle of a square.
    pub(super) fn uniform(
        &self,
        point: Point,
        reach_m: f64,
        ask: impl Fn(Point, f64) -> Option<Answer>,
    ) -> Option<Answer> {
        /// More squares are not looked at.
        const MOST: usize = 24;
        let high = reach_m / METRES_A_DEGREE;
        let wide = high / (point.y().abs() + high).to_radians().cos().max(1e-3);
        let (low, top) =
            (self.place(point.x() - wide, point.y() - high)?, self.place(point.x() + wide, point.y() + high)?);
        if (top.0 - low.0 + 1) * (top.1 - low.1 + 1) > MOST {
            return None;
        }
        let mut all = None;
        for (column, row) in (low.1..=top.1).flat_map(|row| (low.0..=top.0).map(move |column| (column, row))) {
            let square = self.squares.get(row * self.columns + column)?;
            let mut found = square.load(Ordering::Relaxed);
            if found == UNASKED {
                found = self.asked(column, row, &ask);
                square.store(found, Ordering::Relaxed);
            }
            let here = answer_of(found)?;
            if all.is_some_and(|all| all != here) {
                return None;
            }
            all = Some(here);
        }
        all
    }

    fn asked(&self, column: usize, row: usize, ask: impl Fn(Point, f64) -> Option<Answer>) -> u8 {
        let middle = |k: usize, from: f64| from + (k as f64 + 0.5) / self.per_degree;
        let at = Point::new(middle(column, self.west), middle(row, self.south));
        // A degree of longitude is the longest on the side of the equator.
        let half = 0.5 / self.per_degree;
        let scale = (at.y().abs() - half).max(0.0).to_radians().cos();
        let reach_m = 1.02 * METRES_A_DEGREE * half * (1.0 + scale * scale).sqrt();
        let place = ask(at, reach_m).and_then(|answer| ANSWERS.iter().position(|a| *a == answer));
        place.and_then(|place| u8::try_from(place).ok()).map_or(MIXED, |place| place + MIXED + 1)
    }

    /// The column and the row of a position.
    fn place(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        let (column, row) = ((x - self.west) * self.per_degree, (y - self.south) * self.per_degree);
        let rows = self.squares.len() / self.columns;
        let is_inside = column >= 0.0 && row >= 0.0 && column < self.columns as f64 && row < rows as f64;
        is_inside.then_some((column as usize, row as usize))
    }
}

fn answer_of(remembered: u8) -> Option<Answer> {
    ANSWERS.get(usize::from(remembered.checked_sub(MIXED + 1)?)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// North of 10.503° is left, the rest right.
    fn ask(at: Point, reach_m: f64) -> Option<Answer> {
        let off = at.y() - 10.503;
        (off.abs() * METRES_A_DEGREE > reach_m).then_some(Some(if off > 0.0 { Side::Left } else { Side::Right }))
    }

    #[test]
    fn squares_answer_alike_or_not_at_all() {
        let raster = SideRaster::new(Rect::new((5.0, 10.0), (6.0, 11.0)));
        let at = Point::new(5.5, 10.7);
        assert_eq!(raster.uniform(at, 1_000.0, ask), Some(Some(Side::Left)));
        // It is remembered.
        assert_eq!(raster.uniform(at, 500.0, |_, _| unreachable!()), Some(Some(Side::Left)));
        assert_eq!(raster.uniform(Point::new(5.5, 10.49), 100.0, ask), Some(Some(Side::Right)));
        // Across the edge, too large for squares, and beyond the frame.
        assert_eq!(raster.uniform(Point::new(5.5, 10.5), 100.0, ask), None);
        assert_eq!(raster.uniform(at, 20_000.0, ask), None);
        assert_eq!(raster.uniform(Point::new(5.0, 10.7), 1_000.0, ask), None);
        assert_eq!(raster.uniform(Point::new(7.0, 10.7), 1_000.0, ask), None);
        // The world has fewer squares, of the same order.
        assert!(SideRaster::new(Rect::new((-180.0, -90.0), (180.0, 90.0))).squares.len() < 1_010_000);
    }
}
