//! The subsegments that can be nearest to some point of a cell of a disc: a list that its quarters inherit and narrow.
//!
//! Chords are kept in single precision, relative to the centre of the disc, eight at a time for SIMD. That rounds distances by
//! less than [`ROUNDING`] of the size of what is listed; the tests on them have that much slack.

use crate::ellipsoid::Ecef;

/// The number of chords of a block.
const LANES: usize = 8;

/// A generous bound of the rounding of a distance, as a share of the largest coordinate: single precision rounds by 6e-8.
pub const ROUNDING: f64 = 1e-6;

/// A point relative to the centre of the disc.
pub type Local = [f32; 3];

/// A vector in single precision.
pub fn local(v: Ecef) -> Local {
    [v.x as f32, v.y as f32, v.z as f32]
}

/// Eight chords, coordinate by coordinate.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    start: [[f32; LANES]; 3],
    along: [[f32; LANES]; 3],
    /// 1 over the square of the length; 0 for a chord without one.
    shrink: [f32; LANES],
    number: [u32; LANES],
}

/// The squares of the distances of a point from the chords of a block.
pub type Squares = [f32; LANES];

impl Block {
    const EMPTY: Self =
        Self { start: [[0.0; LANES]; 3], along: [[0.0; LANES]; 3], shrink: [0.0; LANES], number: [0; LANES] };

    fn distance2(&self, p: Local) -> Squares {
        let mut out = [0.0; LANES];
        for (k, out) in out.iter_mut().enumerate() {
            let (dx, dy, dz) = (p[0] - self.start[0][k], p[1] - self.start[1][k], p[2] - self.start[2][k]);
            let (ax, ay, az) = (self.along[0][k], self.along[1][k], self.along[2][k]);
            let share = (dx * ax + dy * ay + dz * az) * self.shrink[k];
            let share = if share > 0.0 { share } else { 0.0 };
            let share = if share < 1.0 { share } else { 1.0 };
            let (ox, oy, oz) = (dx - ax * share, dy - ay * share, dz - az * share);
            *out = ox * ox + oy * oy + oz * oz;
        }
        out
    }

    /// Copies a lane of another block to this one.
    fn set(&mut self, lane: usize, from: &Self, k: usize) {
        for axis in 0..3 {
            self.start[axis][lane] = from.start[axis][k];
            self.along[axis][lane] = from.along[axis][k];
        }
        self.shrink[lane] = from.shrink[k];
        self.number[lane] = from.number[k];
    }
}

/// A list of candidates: a part of a store of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    from: u32,
    to: u32,
}

/// The lists of the cells of one size.
#[derive(Debug, Clone, Default)]
pub struct Store {
    blocks: Vec<Block>,
    /// The number of lanes taken of the last block of the list that is being written.
    lanes: usize,
    from: usize,
}

/// The first and the last subsegment of a list, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    pub first: u32,
    pub last: u32,
}

impl Extent {
    pub const NOTHING: Self = Self { first: u32::MAX, last: 0 };

    pub fn with(&mut self, number: u32) {
        (self.first, self.last) = (self.first.min(number), self.last.max(number));
    }
}

/// The circle around a cell, with the nearest point of the line to its middle; lengths in metres.
///
/// Let m be the middle, S its nearest point at distance d, and p a point at most ρ from m. A point q of a chord is nearer to
/// p than S only if |m − q| ≤ d + 2ρ; and since |p − q| − |p − S| changes with p no faster than by the angle between the
/// two directions, at most |q − S| / (d − ρ), only if |m − q| ≤ d + ρ·|q − S|/(d − ρ).
#[derive(Debug, Clone, Copy)]
pub struct Circle {
    pub middle: Ecef,
    pub nearest: Ecef,
    /// The greatest distance of the middle from what can be nearest, for any direction.
    wide_m: f64,
    pub wide2: f64,
    /// d with the slack, and ρ/(d − ρ) where that is a bound.
    near_m: f64,
    turn: Option<f64>,
}

impl Circle {
    /// `slack_m`: how much farther a chord may be and still belong to the nearest point.
    pub fn new(middle: Ecef, reach_m: f64, nearest: Ecef, slack_m: f64) -> Self {
        let nearest_m = nearest.chord_m(middle);
        let near_m = nearest_m + slack_m;
        let turn = (nearest_m > reach_m).then(|| reach_m / (nearest_m - reach_m));
        let wide_m = near_m + 2.0 * reach_m;
        Self { middle, nearest, wide_m, wide2: wide_m * wide_m, near_m, turn }
    }

    /// The greatest distance of the middle from a chord that can be nearest, if its points are at most so far from S.
    pub fn limit_m(&self, away_m: f64) -> f64 {
        self.turn.map_or(self.wide_m, |turn| self.wide_m.min(self.near_m + turn * away_m))
    }
}

impl List {
    /// Whether it takes longer to narrow the list than to look through it.
    pub fn is_short(self) -> bool {
        self.to - self.from <= 3
    }
}

impl Store {
    pub fn clear(&mut self) {
        self.blocks.clear();
    }

    /// Copies a list of another store.
    pub fn copy(&mut self, other: &Self, list: List) -> List {
        self.begin();
        self.blocks.extend_from_slice(other.of(list));
        self.end()
    }

    /// Begins a list.
    pub fn begin(&mut self) {
        self.from = self.blocks.len();
        self.lanes = LANES;
    }

    /// Adds a chord to the list that was begun.
    pub fn add(&mut self, number: u32, start: Ecef, along: Ecef) {
        let mut one = Block::EMPTY;
        let (s, a, length2) = (local(start), local(along), along.dot(along));
        for axis in 0..3 {
            (one.start[axis][0], one.along[axis][0]) = (s[axis], a[axis]);
        }
        one.shrink[0] = if length2 > 0.0 { (1.0 / length2) as f32 } else { 0.0 };
        one.number[0] = number;
        self.push(&one, 0);
    }

    fn push(&mut self, from: &Block, k: usize) {
        if self.lanes == LANES {
            // The lanes that stay unused repeat the first: finding it again does no harm.
            let mut block = *from;
            for lane in 0..LANES {
                block.set(lane, from, k);
            }
            self.blocks.push(block);
            self.lanes = 1;
        } else {
            let lane = self.lanes;
            if let Some(last) = self.blocks.last_mut() {
                last.set(lane, from, k);
            }
            self.lanes += 1;
        }
    }

    /// The list that was begun.
    pub fn end(&self) -> List {
        // A list has some thousand blocks at most, a store some thousand lists.
        List { from: self.from as u32, to: self.blocks.len() as u32 }
    }

    fn of(&self, list: List) -> &[Block] {
        self.blocks.get(list.from as usize..list.to as usize).unwrap_or(&[])
    }

    /// The number of the candidate whose chord is nearest to a point; `None` for an empty list. `squares` gets what
    /// [`Store::narrow`] needs.
    pub fn nearest(&self, list: List, p: Local, squares: &mut Vec<Squares>) -> Option<u32> {
        squares.clear();
        squares.extend(self.of(list).iter().map(|block| block.distance2(p)));
        let mut best = (f32::INFINITY, 0);
        for (i, squares) in squares.iter().enumerate() {
            let least = least(squares);
            if least < best.0 {
                best = (least, i);
            }
        }
        let (block, squares) = (self.of(list).get(best.1)?, squares.get(best.1)?);
        let lane = squares.iter().position(|d2| *d2 <= best.0)?;
        Some(block.number[lane])
    }

    /// Begins a list of those candidates of another that can hold the nearest point of some point within a circle, and
    /// returns their extent. `squares` is that of the last [`Store::nearest`] for the middle of the circle; `origin` is the centre of
    /// the disc.
    pub fn narrow(&mut self, other: &Self, list: List, squares: &[Squares], circle: &Circle, origin: Ecef) -> Extent {
        let [sx, sy, sz] = local(circle.nearest.minus(origin));
        let wide = circle.wide_m as f32;
        let wide2 = wide * wide;
        let near = circle.near_m as f32;
        let mut extent = Extent::NOTHING;
        self.begin();
        for (block, squares) in other.of(list).iter().zip(squares) {
            if least(squares) > wide2 {
                continue;
            }
            for (k, d2) in squares.iter().enumerate() {
                if *d2 > wide2 {
                    continue;
                }
                if let Some(turn) = circle.turn {
                    let (x, y, z) = (block.start[0][k] - sx, block.start[1][k] - sy, block.start[2][k] - sz);
                    let (ex, ey, ez) = (x + block.along[0][k], y + block.along[1][k], z + block.along[2][k]);
                    let (a, b) = (x * x + y * y + z * z, ex * ex + ey * ey + ez * ez);
                    let limit = near + turn as f32 * (if a > b { a } else { b }).sqrt();
                    if *d2 > limit * limit {
                        continue;
                    }
                }
                extent.with(block.number[k]);
                self.push(block, k);
            }
        }
        extent
    }

    /// The numbers of a list; some stand in it more than once.
    pub fn numbers(&self, list: List) -> impl Iterator<Item = u32> + '_ {
        self.of(list).iter().flat_map(|block| block.number)
    }
}

fn least(squares: &Squares) -> f32 {
    squares.iter().fold(f32::INFINITY, |a, b| if *b < a { *b } else { a })
}
