//! What may be true of a place that lies anywhere in a disc, cut to one side of the border or not.
//!
//! The distance to the border changes by no more than one walks, so a single distance at the middle of a cell bounds it
//! over the whole cell. Cells that are clear in every respect are settled at once; the others are cut in four until little
//! is left in doubt.

use super::ellipsoid::{Ecef, POLAR_RADIUS_M};
use super::geodesic::direct;
use super::{Nearest, Side};
use crate::model::{LonLat, ReportedSide};

/// A disc on the ellipsoid, and the side of the border that its report names.
pub struct Disc<'a> {
    pub centre: LonLat,
    pub radius_m: f64,
    pub side: Option<ReportedSide>,
    /// The ends of the line: around them one comes to another side without crossing the line.
    pub ends: &'a [Ecef],
    /// Tells the nearest spot and the side of any position.
    pub nearest: &'a mut dyn FnMut(LonLat) -> Nearest,
}

/// What is found at the middle of a cell.
struct Look {
    found: Nearest,
    /// How far from there the farthest point of the cell can be, in metres.
    reach_m: f64,
    /// Whether an end of the line may be the nearest spot of some point of the cell.
    by_an_end: bool,
}

impl Look {
    /// Whether the cell lies on one side of the border for certain.
    fn one_sided(&self) -> bool {
        self.found.distance_m > self.reach_m && !self.by_an_end
    }
}

/// Shares of the disc, after the cut.
pub struct Shares {
    /// For each limit, the share that lies within it.
    pub within: Vec<f64>,
    /// The share to the left of the border, of what has a side; nothing where less than half has.
    pub left: Option<f64>,
    /// Whether any of the disc is left after the cut.
    pub is_empty: bool,
}

/// A cell in polar coordinates around the centre: `u` is the share of the disc's area within the radius.
#[derive(Debug, Clone, Copy)]
struct Cell {
    u: (f64, f64),
    turn_deg: (f64, f64),
}

impl Cell {
    /// The cells to begin with: they cover the disc.
    fn first() -> Vec<Self> {
        let ring = |u| (0..8_u8).map(move |i| Self { u, turn_deg: (f64::from(i) * 45.0, f64::from(i + 1) * 45.0) });
        [(0.0, 0.25), (0.25, 1.0)].into_iter().flat_map(ring).collect()
    }

    fn quarters(&self) -> [Self; 4] {
        let (u, t) = (mean(self.u), mean(self.turn_deg));
        let half = |us, turns| Self { u: us, turn_deg: turns };
        let (inner, outer) = ((self.u.0, u), (u, self.u.1));
        let (first, second) = ((self.turn_deg.0, t), (t, self.turn_deg.1));
        [half(inner, first), half(inner, second), half(outer, first), half(outer, second)]
    }

    /// Its share of the disc's area.
    fn weight(&self) -> f64 {
        (self.u.1 - self.u.0) * (self.turn_deg.1 - self.turn_deg.0) / 360.0
    }
}

fn mean((a, b): (f64, f64)) -> f64 {
    (a + b) / 2.0
}

impl Disc<'_> {
    /// The distance from the centre within which a share of the disc's area lies, in metres.
    ///
    /// As on a sphere: what the flattening adds to the curvature is left out.
    fn reach_m(&self, u: f64) -> f64 {
        let half = (self.radius_m / (2.0 * POLAR_RADIUS_M)).min(std::f64::consts::FRAC_PI_2).sin();
        2.0 * POLAR_RADIUS_M * (u.max(0.0).sqrt() * half).clamp(0.0, 1.0).asin()
    }

    /// The nearest spot to the place where a share of the area lies inside, in a direction.
    fn found(&mut self, u: f64, turn_deg: f64) -> Nearest {
        let at = direct(self.centre, turn_deg, self.reach_m(u)).0;
        (self.nearest)(at)
    }

    /// What is found at the middle of a cell, and how far from there its farthest point can be, in metres.
    ///
    /// With Δr and Δθ to a corner the way is at most √(Δr² + (r₁Δθ)²), as in the plane: on a surface that curves inwards
    /// geodesics from one point spread more slowly.
    ///
    /// The cell is on one side where the border is farther than its farthest point, and no end of the line can be the
    /// nearest spot of any of its points: the end is farther than the border by more than twice the way to that point.
    fn look(&mut self, cell: &Cell) -> Look {
        let (u, turn) = (mean(cell.u), mean(cell.turn_deg));
        let (inner, middle, outer) = (self.reach_m(cell.u.0), self.reach_m(u), self.reach_m(cell.u.1));
        let across = outer * (cell.turn_deg.1 - cell.turn_deg.0).to_radians() / 2.0;
        let along = (middle - inner).max(outer - middle);
        let reach_m = along.hypot(across);
        let at = direct(self.centre, turn, self.reach_m(u)).0;
        let found = (self.nearest)(at);
        let least_m = found.distance_m + 2.0 * reach_m;
        let by_an_end = !self.ends.is_empty() && {
            let here = Ecef::on_ellipsoid(at);
            self.ends.iter().any(|end| end.chord_m(here) <= least_m)
        };
        Look { found, reach_m, by_an_end }
    }

    fn is_out(&self, side: Side) -> bool {
        self.side.is_some_and(|s| s != ReportedSide::Both && !side.is_reported(s))
    }

    /// The shares of the disc within each limit in metres and on the left, good to the crate's `PROBABILITY_ACCURACY`.
    pub fn shares(&mut self, limits_m: &[f64]) -> Shares {
        /// No more than this share stays in doubt; what does is judged by the middles of its cells, whose
        /// errors cancel for the most part.
        const DOUBT: f64 = 0.02;
        const DEEPEST: u32 = 9;
        /// Beyond the ends of the line all cells may stay in doubt: so many are enough for the accuracy.
        const MOST_CELLS: usize = 20_000;
        let mut within = vec![0.0; limits_m.len()];
        let (mut kept, mut left, mut right) = (0.0, 0.0, 0.0);
        let mut cells = Cell::first();
        for depth in 0.. {
            let mut open = Vec::new();
            let mut doubt = 0.0;
            let looked: Vec<(Cell, Look)> = cells.iter().map(|cell| (*cell, self.look(cell))).collect();
            let is_open = |look: &Look, out: bool| {
                let (d, reach) = (look.found.distance_m, look.reach_m);
                let mixed_limit = limits_m.iter().any(|x| (d - reach..d + reach).contains(x));
                !look.one_sided() || (mixed_limit && !out)
            };
            let mut mass = kept;
            for (cell, look) in &looked {
                let out = self.is_out(look.found.side);
                doubt += if is_open(look, out) { cell.weight() } else { 0.0 };
                mass += if out { 0.0 } else { cell.weight() };
            }
            // What counts is the doubt about what is left after the cut.
            let last = depth >= DEEPEST || doubt <= DOUBT * mass || cells.len() >= MOST_CELLS;
            for (cell, look) in looked {
                let found = look.found;
                let out = self.is_out(found.side);
                if !last && is_open(&look, out) {
                    open.extend(cell.quarters());
                } else if !out {
                    let weight = cell.weight();
                    kept += weight;
                    for (share, limit) in within.iter_mut().zip(limits_m) {
                        // A limit that cuts the cell is taken as straight: the part of a square on one side of a line grows
                        // about evenly over the square's mean half width, 0.64 of its half diagonal.
                        let across = (limit - found.distance_m) / (2.0 * 0.64 * look.reach_m);
                        *share += weight * (0.5 + across).clamp(0.0, 1.0);
                    }
                    left += if found.side == Side::Left { weight } else { 0.0 };
                    right += if found.side == Side::Right { weight } else { 0.0 };
                }
            }
            if last {
                break;
            }
            cells = open;
        }
        let share = |part: f64| if kept > 0.0 { (part / kept).clamp(0.0, 1.0) } else { 0.0 };
        let within = within.into_iter().map(share).collect();
        let left = (left + right > 0.5 * kept).then(|| left / (left + right));
        Shares { within, left, is_empty: kept <= 0.0 }
    }

    /// The greatest distance to the border over the disc, after the cut, in metres; nothing where the cut leaves nothing.
    ///
    /// Never too small, and too large by a thousandth of the radius or a metre at most. Where the disc is cut to a side and
    /// an end of the line is near, good to a thirtieth of the radius either way.
    pub fn farthest_m(&mut self) -> Option<f64> {
        const DEEPEST: u32 = 16;
        /// More cells than this at a time, and the bound reached so far is told: too large rather than too small.
        const MOST_CELLS: usize = 4_096;
        let tolerance = (self.radius_m / 1_000.0).max(1.0);
        let by_end_m = (self.radius_m / 64.0).max(1.0);
        let mut best: Option<f64> = None;
        let mut cells = Cell::first();
        for depth in 0..=DEEPEST {
            let mut bounded = Vec::with_capacity(cells.len());
            for cell in &cells {
                let Look { found, reach_m, by_an_end } = self.look(cell);
                let d = found.distance_m;
                let bound = match (self.is_out(found.side), by_an_end) {
                    (false, _) => d + reach_m,
                    // Across the line only what is left of the way after reaching it counts.
                    (true, false) => reach_m - d,
                    // Around an end one comes over without crossing: small cells there are judged by their middles.
                    (true, true) if reach_m <= by_end_m => -1.0,
                    (true, true) => d + reach_m,
                };
                let mut tried = vec![found];
                if cell.u.1 >= 1.0 {
                    // The rim is where the farthest place mostly is.
                    tried.push(self.found(1.0, mean(cell.turn_deg)));
                }
                for spot in tried.iter().filter(|n| !self.is_out(n.side)) {
                    best = Some(best.map_or(spot.distance_m, |b| b.max(spot.distance_m)));
                }
                if bound >= 0.0 {
                    bounded.push((*cell, bound));
                }
            }
            let reached = best.unwrap_or(0.0);
            bounded.retain(|(_, bound)| *bound > reached);
            let most = bounded.iter().map(|(_, bound)| *bound).fold(reached, f64::max);
            if most - reached <= tolerance || depth == DEEPEST || bounded.len() > MOST_CELLS {
                return best.map(|_| most);
            }
            // A cell that cannot beat the best by more than the tolerance is as good as settled.
            cells = bounded.iter().filter(|(_, b)| *b > reached + tolerance).flat_map(|(c, _)| c.quarters()).collect();
        }
        best
    }

    /// The least and the greatest border kilometre that the nearest spot of a place in the disc can have.
    ///
    /// Looked for on a grid of 16 rings by 40 rays and along the rim: a stretch that only a sliver of the disc looks at may
    /// be missed.
    pub fn kilometres(&mut self) -> Option<(f64, f64)> {
        let mut range: Option<(f64, f64)> = None;
        let mut add = |found: Nearest, out: bool| {
            if !out {
                let km = found.border_km;
                range = Some(range.map_or((km, km), |(a, b)| (a.min(km), b.max(km))));
            }
        };
        for ring in 0..=16_u8 {
            // The last ring is the rim itself.
            let u = if ring == 16 { 1.0 } else { (f64::from(ring) + 0.5) / 16.0 };
            for ray in 0..40_u8 {
                let found = self.found(u, f64::from(ray) * 9.0);
                let out = self.is_out(found.side);
                add(found, out);
            }
        }
        range
    }
}
