//! The subsegments that can be nearest to some point of a disc, and of its cells: lists that the quarters of a cell inherit and narrow.
//!
//! The chords are fetched once for a disc of up to `MOST_CANDIDATES` (else by cell, until the next disc) and kept in single precision, relative to its centre, in blocks of eight neighbours for SIMD,
//! each with a ball around it; a list names blocks. Single precision rounds distances by less than [`ROUNDING`] of the size of what is
//! listed; the tests on them have that much slack.

use crate::ellipsoid::Ecef;

/// The number of chords of a block.
const LANES: usize = 8;

/// A list of no more candidates is short: so few edges near a cell hardly wind in it, which the share of the cell that was not looked at rests on.
const SHORT: u32 = 24;

/// A generous bound of the rounding of a distance, as a share of the largest coordinate: single precision rounds by 6e-8.
pub const ROUNDING: f64 = 1e-6;

/// A point relative to the centre of the disc.
pub type Local = [f32; 3];

/// A vector in single precision.
pub fn local(v: Ecef) -> Local {
    [v.x as f32, v.y as f32, v.z as f32]
}

/// The number of a subsegment, and its chord: the start relative to the centre of the disc, and the vector.
pub type NumberedChord = (u32, Ecef, Ecef);

/// Eight chords, coordinate by coordinate.
#[derive(Debug, Clone, Copy)]
struct Block {
    start: [[f32; LANES]; 3],
    along: [[f32; LANES]; 3],
    /// 1 over the square of the length; 0 for a chord without one.
    shrink: [f32; LANES],
    number: [u32; LANES],
    /// The lanes that are taken; the others repeat the last: finding it again does no harm.
    taken: u8,
    /// A ball around the chords.
    middle: Local,
    half_m: f32,
}

/// The squares of the distances of a point from the chords of a block.
type Squares = [f32; LANES];

impl Block {
    fn of(chords: &[NumberedChord]) -> Self {
        let mut block = Self {
            start: [[0.0; LANES]; 3],
            along: [[0.0; LANES]; 3],
            shrink: [0.0; LANES],
            number: [0; LANES],
            taken: 0,
            middle: [0.0; 3],
            half_m: 0.0,
        };
        let (mut low, mut high) = ([f32::INFINITY; 3], [f32::NEG_INFINITY; 3]);
        for lane in 0..LANES {
            let Some((number, start, along)) = chords.get(lane).or(chords.last()) else { continue };
            let (s, a, length2) = (local(*start), local(*along), along.dot(*along));
            for axis in 0..3 {
                (block.start[axis][lane], block.along[axis][lane]) = (s[axis], a[axis]);
                let (from, to) = (s[axis], s[axis] + a[axis]);
                low[axis] = low[axis].min(from).min(to);
                high[axis] = high[axis].max(from).max(to);
            }
            block.shrink[lane] = if length2 > 0.0 { (1.0 / length2) as f32 } else { 0.0 };
            block.number[lane] = *number;
            block.taken |= if lane < chords.len() { 1 << lane } else { 0 };
        }
        block.middle = [0, 1, 2].map(|axis| (low[axis] + high[axis]) / 2.0);
        let half2 = [0, 1, 2].map(|axis| (high[axis] - low[axis]) * (high[axis] - low[axis]) / 4.0);
        let size_m = [0, 1, 2].map(|axis| low[axis].abs().max(high[axis].abs())).into_iter().fold(0.0, f32::max);
        block.half_m = (half2[0] + half2[1] + half2[2]).sqrt() + ROUNDING as f32 * size_m;
        block
    }

    /// The square of the distance of a point from the middle of the ball.
    fn middle2(&self, p: Local) -> f32 {
        let (x, y, z) = (p[0] - self.middle[0], p[1] - self.middle[1], p[2] - self.middle[2]);
        x * x + y * y + z * z
    }

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

    /// Those of some lanes that are no farther from the first point than `wide` and `near` with `turn` of their distance from the second;
    /// and the square of the least distance.
    fn candidates(&self, (p, s): (Local, Local), (wide, near, turn): (f32, f32, f32), lanes: u8) -> (u8, f32) {
        let squares = self.distance2(p);
        let least = least(&squares);
        if least > wide * wide {
            return (0, least);
        }
        let mut off = [0_u8; LANES];
        for (k, off) in off.iter_mut().enumerate() {
            let (x, y, z) = (self.start[0][k] - s[0], self.start[1][k] - s[1], self.start[2][k] - s[2]);
            let (ex, ey, ez) = (x + self.along[0][k], y + self.along[1][k], z + self.along[2][k]);
            let (a, b) = (x * x + y * y + z * z, ex * ex + ey * ey + ez * ez);
            let limit = least_of(wide, near + turn * (if a > b { a } else { b }).sqrt());
            *off = u8::from(squares[k] <= limit * limit) << k;
        }
        (off.iter().fold(0, |all, one| all | one) & lanes, least)
    }
}

/// A list of candidates of a [`Near`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    from: u32,
    to: u32,
    /// The number of its candidates.
    count: u32,
    /// The block that a search looks at first.
    first: u32,
}

impl List {
    /// Whether the line hardly winds where its candidates are few.
    pub fn is_short(self) -> bool {
        self.count <= SHORT
    }

    /// The number of its candidates.
    pub fn len(self) -> usize {
        self.count as usize
    }

    /// Whether it takes longer to narrow the list than to look through it.
    pub fn is_narrow(self) -> bool {
        self.to - self.from <= 1
    }
}

/// The chords near a disc, and the lists of them.
#[derive(Debug, Clone, Default)]
pub struct Near {
    blocks: Vec<Block>,
    /// The blocks of the lists, with the lanes that are candidates.
    listed: Vec<(u32, u8)>,
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

impl Near {
    pub fn clear(&mut self) {
        self.blocks.clear();
        self.listed.clear();
    }

    /// A list of chords that are given in the order of their numbers.
    pub fn list(&mut self, chords: impl Iterator<Item = NumberedChord>) -> List {
        let from = self.listed.len() as u32;
        let mut count = 0;
        let mut waiting = [(0, Ecef::default(), Ecef::default()); LANES];
        let mut filled = 0;
        for chord in chords {
            // A block does not bridge a gap: the ball around it would be large.
            let is_apart = filled > 0 && chord.0 - waiting[filled - 1].0 > LANES as u32;
            if filled == LANES || is_apart {
                self.add(&waiting[..filled]);
                filled = 0;
            }
            waiting[filled] = chord;
            (filled, count) = (filled + 1, count + 1);
        }
        if filled > 0 {
            self.add(&waiting[..filled]);
        }
        // A disc lists far fewer than 2³² blocks: every one is found by an evaluation, and these are bounded.
        let to = self.listed.len() as u32;
        List { from, to, count, first: self.listed.get(from as usize).map_or(0, |(block, _)| *block) }
    }

    fn add(&mut self, chords: &[NumberedChord]) {
        let block = Block::of(chords);
        self.listed.push((self.blocks.len() as u32, block.taken));
        self.blocks.push(block);
    }

    fn of(&self, list: List) -> &[(u32, u8)] {
        self.listed.get(list.from as usize..list.to as usize).unwrap_or(&[])
    }

    /// The number of the candidate whose chord is nearest to a point; `None` for an empty list.
    pub fn nearest(&self, list: List, p: Local) -> Option<u32> {
        let listed = self.of(list);
        let mut best = (f32::INFINITY, 0);
        let mut best_m = f32::INFINITY;
        let mut look = |block: &Block, best_m: f32| {
            let reach_m = best_m + block.half_m;
            if block.middle2(p) > reach_m * reach_m {
                return best_m;
            }
            let squares = block.distance2(p);
            let least = least(&squares);
            if least >= best.0 {
                return best_m;
            }
            let lane = squares.iter().position(|d2| *d2 <= least).unwrap_or(0);
            best = (least, block.number[lane]);
            least.sqrt()
        };
        if listed.len() > 2 {
            best_m = self.blocks.get(list.first as usize).map_or(best_m, |block| look(block, best_m));
        }
        for (block, _) in listed {
            best_m = self.blocks.get(*block as usize).map_or(best_m, |block| look(block, best_m));
        }
        (!listed.is_empty()).then_some(best.1)
    }

    /// A list of those candidates of another that can hold the nearest point of some point within a circle, and their extent; `origin`
    /// is the centre of the disc. Of a long list whole blocks are left out.
    pub fn narrow(&mut self, list: List, circle: &Circle, origin: Ecef) -> (List, Extent) {
        /// Lists of more blocks are long.
        const LONG: u32 = 24;
        let (p, s) = (local(circle.middle.minus(origin)), local(circle.nearest.minus(origin)));
        let (wide, near) = (circle.wide_m as f32, circle.near_m as f32);
        let turn = circle.turn.map_or(f32::INFINITY, |turn| turn as f32);
        let limit = |away: f32| least_of(wide, near + turn * away);
        let is_long = list.to - list.from > LONG;
        let mut extent = Extent::NOTHING;
        let (from, mut count) = (self.listed.len(), 0);
        let mut first = (f32::INFINITY, 0);
        for i in list.from as usize..list.to as usize {
            let Some(&(number, lanes)) = self.listed.get(i) else { continue };
            let Some(block) = self.blocks.get(number as usize) else { continue };
            let middle2 = block.middle2(p);
            let most = wide + block.half_m;
            if middle2 > most * most {
                continue;
            }
            let most = limit(block.middle2(s).sqrt() + block.half_m) + block.half_m;
            if middle2 > most * most {
                continue;
            }
            let (kept, least) =
                if is_long { (lanes, middle2) } else { block.candidates((p, s), (wide, near, turn), lanes) };
            if kept != 0 {
                first = if least < first.0 { (least, number) } else { first };
                count += kept.count_ones();
                // The blocks and the chords in them stand in the order of their numbers.
                extent.with(block.number[kept.trailing_zeros() as usize % LANES]);
                extent.with(block.number[kept.checked_ilog2().unwrap_or(0) as usize % LANES]);
                self.listed.push((number, kept));
            }
        }
        (List { from: from as u32, to: self.listed.len() as u32, count, first: first.1 }, extent)
    }

    /// The numbers of a list.
    pub fn numbers(&self, list: List) -> impl Iterator<Item = u32> + '_ {
        let lanes = |(block, lanes): &(u32, u8)| {
            let (block, lanes) = (self.blocks.get(*block as usize), *lanes);
            block.into_iter().flat_map(move |b| (0..LANES).filter(move |k| lanes & (1 << k) != 0).map(|k| b.number[k]))
        };
        self.of(list).iter().flat_map(lanes)
    }
}

/// As `f32::min`, without its handling of NaN: infinity times 0 keeps the first.
fn least_of(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

fn least(squares: &Squares) -> f32 {
    squares.iter().fold(f32::INFINITY, |a, b| if *b < a { *b } else { a })
}
