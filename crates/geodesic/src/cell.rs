//! A cell of a disc in polar coordinates, and the shares of it on either side of a straight line.

use crate::side::Side;

/// A cell in polar coordinates around the centre: `u` is the share of the disc's area within the radius.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub u: (f64, f64),
    pub turn_deg: (f64, f64),
}

impl Cell {
    /// The initial cells: they cover the disc.
    pub fn first() -> impl Iterator<Item = Self> {
        let ring = |u| (0..8_u8).map(move |i| Self { u, turn_deg: (f64::from(i) * 45.0, f64::from(i + 1) * 45.0) });
        [(0.0, 0.25), (0.25, 1.0)].into_iter().flat_map(ring)
    }

    pub fn quarters(&self) -> [Self; 4] {
        let (u, t) = (mean(self.u), mean(self.turn_deg));
        let half = |us, turns| Self { u: us, turn_deg: turns };
        let (inner, outer) = ((self.u.0, u), (u, self.u.1));
        let (first, second) = ((self.turn_deg.0, t), (t, self.turn_deg.1));
        [half(inner, first), half(inner, second), half(outer, first), half(outer, second)]
    }

    /// Its share of the disc's area.
    pub fn weight(&self) -> f64 {
        (self.u.1 - self.u.0) * (self.turn_deg.1 - self.turn_deg.0) / 360.0
    }

    pub fn touches_rim(&self) -> bool {
        self.u.1 >= 1.0
    }
}

pub fn mean((a, b): (f64, f64)) -> f64 {
    (a + b) / 2.0
}

/// How a distance grows over a cell, if it grows evenly: what a quarter of the width of a rectangle adds to it either way.
///
/// `along` and `across` are the greatest changes of the distance from the middle to the cell's rims, in metres.
#[derive(Debug, Clone, Copy)]
pub struct Slope {
    pub along: f64,
    pub across: f64,
}

impl Slope {
    /// The share of the rectangle in which the distance differs from that of the middle by less than `change` (which may be
    /// below 0): a line cuts a rectangle into parts that grow as a trapezoid.
    pub fn share_below(&self, change: f64) -> f64 {
        let (a, b) = (self.along.abs().max(self.across.abs()), self.along.abs().min(self.across.abs()));
        let s = change.abs();
        let beyond = if s >= a + b {
            0.0
        } else if s <= a - b {
            0.5 - s / (2.0 * a)
        } else {
            (a + b - s) * (a + b - s) / (8.0 * a * b)
        };
        if change >= 0.0 { 1.0 - beyond } else { beyond }
    }
}

/// Shares of a disc, or of a part of it: what the cut keeps, what lies to the left and to the right, and what lies within each limit.
#[derive(Debug, Clone, Default)]
pub struct Shares {
    /// Kept, left, right, of both sides, then one for each limit.
    values: Vec<f64>,
}

/// A cell whose shares are estimated by its middle.
#[derive(Debug, Clone, Copy)]
pub struct Middle {
    /// Its share of the disc's area.
    pub weight: f64,
    /// The distance of its middle to the line in metres, and its side.
    pub distance_m: f64,
    pub side: Side,
    pub slope: Slope,
    /// Whether the line crosses the cell; without that the whole cell is on the side of its middle.
    pub is_crossed: bool,
}

impl Shares {
    pub fn new(limits: usize) -> Self {
        Self { values: vec![0.0; 4 + limits] }
    }

    pub fn kept(&self) -> f64 {
        self.values[0]
    }

    pub fn left_and_right(&self) -> (f64, f64) {
        (self.values[1], self.values[2])
    }

    /// Ground that both sides claim.
    pub fn disputed(&self) -> f64 {
        self.values[3]
    }

    pub fn within(&self) -> &[f64] {
        &self.values[4..]
    }

    pub fn clear(&mut self) {
        self.values.fill(0.0);
    }

    pub fn add(&mut self, other: &Self) {
        for (sum, value) in self.values.iter_mut().zip(&other.values) {
            *sum += value;
        }
    }

    /// Adds so many times the other.
    pub fn add_times(&mut self, other: &Self, factor: f64) {
        for (sum, value) in self.values.iter_mut().zip(&other.values) {
            *sum += factor * value;
        }
    }

    /// The greatest of the shares, by amount.
    pub fn greatest(&self) -> f64 {
        self.values.iter().fold(0.0, |most, value| if value.abs() > most { value.abs() } else { most })
    }

    /// Adds the shares of a cell that are kept by a cut to a side, within limits in metres.
    ///
    /// A curve that cuts the cell, be it the line or a limit, is taken as straight, at a right angle to the way to the nearest point.
    pub fn add_cell(&mut self, cell: &Middle, cut: Option<Side>, limits_m: &[f64]) {
        let Middle { weight, distance_m, side, slope, is_crossed } = *cell;
        // Signed distances over the cell, positive on the side of its middle.
        let below = |x: f64| slope.share_below(x - distance_m) * weight;
        let there = if is_crossed { below(0.0) } else { 0.0 };
        for (part, side, is_here) in [(weight - there, side, true), (there, side.opposite(), false)] {
            if part <= 0.0 || cut.is_some_and(|cut| cut.cuts_away(side)) {
                continue;
            }
            self.values[0] += part;
            self.values[1] += if side == Side::Left { part } else { 0.0 };
            self.values[2] += if side == Side::Right { part } else { 0.0 };
            self.values[3] += if side == Side::Disputed { part } else { 0.0 };
            for (within, limit) in self.values[4..].iter_mut().zip(limits_m) {
                *within += if is_here { below(*limit) - there } else { there - below(-limit) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cuts_a_rectangle_as_a_fine_grid_says() {
        for (along, across) in [(1.0, 0.4), (-0.3, 2.0), (1.0, 0.0), (0.7, 0.7)] {
            let slope = Slope { along, across };
            for change in [-2.1, -1.0, -0.3, 0.0, 0.2, 0.65, 1.7, 3.0] {
                let mut below = 0.0;
                for i in 0..200_u8 {
                    for j in 0..200_u8 {
                        let at = |k: u8| (f64::from(k) + 0.5) / 100.0 - 1.0;
                        below += if at(i) * along + at(j) * across < change { 1.0 } else { 0.0 };
                    }
                }
                let off = slope.share_below(change) - below / 40_000.0;
                assert!(off.abs() < 0.006, "{along} {across} {change}: {off}");
            }
        }
    }

    #[test]
    fn quarters_cover_their_cell() {
        let whole: f64 = Cell::first().map(|c| c.weight()).sum();
        assert!((whole - 1.0).abs() < 1e-12);
        for cell in Cell::first() {
            let parts: f64 = cell.quarters().iter().map(Cell::weight).sum();
            assert!((parts - cell.weight()).abs() < 1e-12);
        }
    }

    #[test]
    fn a_crossed_cell_is_parted_between_the_sides() {
        let slope = Slope { along: 100.0, across: 0.0 };
        // From -60 m to 140 m: 3/10 beyond the line, 10/200 of it within 10 m on either side.
        let cell = Middle { weight: 0.5, distance_m: 40.0, side: Side::Left, slope, is_crossed: true };
        let mut shares = Shares::new(1);
        shares.add_cell(&cell, None, &[10.0]);
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        let (left, right) = shares.left_and_right();
        assert!(near(shares.kept(), 0.5) && near(left, 0.35) && near(right, 0.15), "{shares:?}");
        assert!(near(shares.within()[0], 0.05), "{shares:?}");
        shares.clear();
        shares.add_cell(&cell, Some(Side::Right), &[10.0]);
        assert!(near(shares.kept(), 0.15) && near(shares.within()[0], 0.025), "{shares:?}");
    }
}
