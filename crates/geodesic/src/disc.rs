//! Branch and bound over a disc, cut to one side of the line or not: probabilities, greatest distance, range of measures.
//!
//! The distance to the line is Lipschitz continuous with constant 1, so a single distance at the middle of a cell bounds it
//! over the whole cell. Cells with a decided answer are settled at once; the others are quartered until the undecided
//! share is small.

use geo::{Destination, Geodesic, Point};

use crate::ellipsoid::{Ecef, Frame, POLAR_RADIUS_M};
use crate::nearest::{FAR_M, QuickNearest};
use crate::side::Side;
use crate::sided::RuledNearest;

/// A disc on the ellipsoid, and the side of the line to which it is cut.
pub struct Disc<'a> {
    centre: Point,
    frame: Frame,
    radius_m: f64,
    pub side: Option<Side>,
    /// The ends of the line: paths around them reach the other side without crossing the line.
    ends: &'a [Ecef],
    /// Distance, measure and side of any point of the ellipsoid; whether a rule gave the side, and parts what lies within a distance in
    /// metres. Without a distance the rule is left out, where the side does not matter.
    quick_nearest: &'a mut dyn FnMut(Ecef, Option<f64>) -> RuledNearest,
}

/// Within this distance of the centre, in metres, points of the disc are found by the arc of the local curvature.
///
/// The arc deviates from the geodesic by about e²·(s/R)²/6 of its length s: 0.5 m here, and 1 mm at 20 km.
const ARC_TO_M: f64 = 200_000.0;

/// The nearest point of the middle of a cell, and the extent of the cell.
struct CellProbe {
    found: QuickNearest,
    /// How far from there the farthest point of the cell can be, in metres.
    reach_m: f64,
    /// Whether an end of the line may be the nearest point of some point of the cell.
    by_an_end: bool,
    /// Whether the side is that of a rule, against the line's own.
    is_overruled: bool,
    /// Whether a rule may part the cell, wherever the line is.
    is_parted: bool,
}

impl CellProbe {
    /// Whether the cell lies on one side of the line for certain.
    fn one_sided(&self) -> bool {
        self.found.distance_m > self.reach_m && !self.by_an_end
    }
}

/// Shares of the disc after the cut, 0…1.
pub struct Shares {
    /// For each limit, the share that lies within it.
    pub within: Vec<f64>,
    /// The share to the left of the line, of what has a side; `None` if less than half has.
    pub left: Option<f64>,
}

/// Shares of the disc while they are summed.
struct Sums {
    kept: f64,
    left: f64,
    right: f64,
    within: Vec<f64>,
}

/// A cell in polar coordinates around the centre: `u` is the share of the disc's area within the radius.
#[derive(Debug, Clone, Copy)]
struct Cell {
    u: (f64, f64),
    turn_deg: (f64, f64),
}

impl Cell {
    /// The initial cells: they cover the disc.
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

impl<'a> Disc<'a> {
    pub fn new(
        centre: Point,
        radius_m: f64,
        side: Option<Side>,
        ends: &'a [Ecef],
        quick_nearest: &'a mut dyn FnMut(Ecef, Option<f64>) -> RuledNearest,
    ) -> Self {
        Self { centre, frame: Frame::at(centre), radius_m, side, ends, quick_nearest }
    }

    /// The point of the ellipsoid at an azimuth and a distance from the centre.
    fn at(&self, turn_deg: f64, way_m: f64) -> Ecef {
        if way_m > ARC_TO_M {
            return Ecef::on_ellipsoid(Geodesic.destination(self.centre, turn_deg, way_m));
        }
        let curvature = self.frame.curvature(turn_deg);
        let (sin, cos) = (curvature * way_m).sin_cos();
        let (along, down) = (sin / curvature, (1.0 - cos) / curvature);
        let at = self.frame.origin.plus(self.frame.along(turn_deg).times(along)).minus(self.frame.up.times(down));
        at.onto_ellipsoid()
    }

    /// The distance from the centre within which a share of the disc's area lies, in metres.
    ///
    /// As on a sphere: the effect of the flattening on the curvature is neglected.
    fn reach_m(&self, u: f64) -> f64 {
        let half = (self.radius_m / (2.0 * POLAR_RADIUS_M)).min(std::f64::consts::FRAC_PI_2).sin();
        2.0 * POLAR_RADIUS_M * (u.max(0.0).sqrt() * half).clamp(0.0, 1.0).asin()
    }

    /// The nearest point of the line to the point at an azimuth and at the distance within which a share of the area lies.
    fn found(&mut self, u: f64, turn_deg: f64) -> QuickNearest {
        let at = self.at(turn_deg, self.reach_m(u));
        (self.quick_nearest)(at, self.side.map(|_| 0.0)).found
    }

    /// Probes a cell at its middle, with how far from there its farthest point can be, in metres.
    ///
    /// With Δr and Δθ to a corner the way is at most √(Δr² + (r₁Δθ)²), as in the plane: on a surface that curves inwards
    /// geodesics from one point spread more slowly.
    ///
    /// The cell is on one side if the line is farther than its farthest point, and no end of the line can be the
    /// nearest point of any of its points: the end is farther than the line by more than twice the way to that point.
    fn probe(&mut self, cell: &Cell, with_side: bool) -> CellProbe {
        let (u, turn) = (mean(cell.u), mean(cell.turn_deg));
        let (inner, middle, outer) = (self.reach_m(cell.u.0), self.reach_m(u), self.reach_m(cell.u.1));
        let across = outer * (cell.turn_deg.1 - cell.turn_deg.0).to_radians() / 2.0;
        let along = (middle - inner).max(outer - middle);
        let reach_m = along.hypot(across);
        let at = self.at(turn, middle);
        let RuledNearest { found, is_overruled, is_parted } = (self.quick_nearest)(at, with_side.then_some(reach_m));
        let least_m = found.distance_m + 2.0 * reach_m;
        let by_an_end = !self.ends.is_empty() && { self.ends.iter().any(|end| end.chord_m(at) <= least_m) };
        CellProbe { found, reach_m, by_an_end, is_overruled, is_parted }
    }

    fn is_out(&self, side: Side) -> bool {
        self.side.is_some_and(|s| side != s)
    }

    /// The shares of the disc within each limit in metres and on the left, good to [`PROBABILITY_ACCURACY`](crate::PROBABILITY_ACCURACY).
    pub fn shares(&mut self, limits_m: &[f64]) -> Shares {
        /// Cells that a line cuts are taken as cut straight. No more than this share of the disc is: the errors of single
        /// cells cancel for the most part.
        const CUT: f64 = 0.05;
        const DEEPEST: u32 = 9;
        /// Beyond the ends of the line all cells may stay in doubt: so many are enough for the accuracy.
        const MOST_CELLS: usize = 20_000;
        /// Beyond [`FAR_M`] each cell costs hundreds of geodesics; so many are enough for the accuracy where no line cuts the disc.
        const MOST_FAR_CELLS: usize = 1_024;
        /// Cells that a rule parts are counted as their middles once they are this small: 1/4,096 of the disc.
        const RULED: u32 = 4;
        let mut sums = Sums { kept: 0.0, left: 0.0, right: 0.0, within: vec![0.0; limits_m.len()] };
        let mut cells = Cell::first();
        for depth in 0.. {
            let probed: Vec<(Cell, CellProbe)> = cells.iter().map(|cell| (*cell, self.probe(cell, true))).collect();
            let is_far = probed.iter().all(|(_, probe)| probe.found.distance_m > FAR_M);
            let most_cells = if is_far { MOST_FAR_CELLS } else { MOST_CELLS };
            let is_open = |probe: &CellProbe, out: bool| {
                let (d, reach) = (probe.found.distance_m, probe.reach_m);
                let mixed_limit = limits_m.iter().any(|x| (d - reach..d + reach).contains(x));
                !probe.one_sided() || (mixed_limit && !out)
            };
            let is_parted = |probe: &CellProbe| depth < RULED && probe.is_parted;
            let (mut open, mut mass) = (0.0, sums.kept);
            for (cell, probe) in &probed {
                let out = self.is_out(probe.found.side);
                open += if is_open(probe, out) { cell.weight() } else { 0.0 };
                mass += if out { 0.0 } else { cell.weight() };
            }
            // The undecided share is relative to the disc after the cut.
            let is_fine = open <= CUT * mass;
            let is_done = is_fine && !probed.iter().any(|(_, probe)| is_parted(probe));
            let last = depth >= DEEPEST || is_done || cells.len() >= most_cells;
            cells.clear();
            for (cell, probe) in probed {
                let is_split = is_parted(&probe) || (!is_fine && is_open(&probe, self.is_out(probe.found.side)));
                if !last && is_split {
                    cells.extend(cell.quarters());
                } else {
                    self.add(&cell, &probe, limits_m, &mut sums);
                }
            }
            if last {
                break;
            }
        }
        let Sums { kept, left, right, within } = sums;
        let share = |part: f64| if kept > 0.0 { (part / kept).clamp(0.0, 1.0) } else { 0.0 };
        let within = within.into_iter().map(share).collect();
        let left = (left + right > 0.5 * kept).then(|| left / (left + right));
        Shares { within, left }
    }

    /// Adds a cell to the sums.
    ///
    /// A curve that cuts the cell, be it the line or a limit, is taken as straight: the part of a square on one side of a
    /// line grows about evenly over the square's mean half width, 0.64 of its half diagonal.
    fn add(&self, cell: &Cell, probe: &CellProbe, limits_m: &[f64], sums: &mut Sums) {
        let half = 0.64 * probe.reach_m;
        // Signed distances over the cell, positive on the side of its middle.
        let (low, high) = (probe.found.distance_m - half, probe.found.distance_m + half);
        let share = |from: f64, to: f64| (to.min(high) - from.max(low)).max(0.0) / (2.0 * half) * cell.weight();
        // Around an end of the line the other side is reached without crossing it: the whole cell counts as its middle.
        let (here, there) = if probe.by_an_end || low >= 0.0 {
            (share(f64::MIN, f64::MAX), 0.0)
        } else {
            (share(0.0, f64::MAX), share(f64::MIN, 0.0))
        };
        let side = probe.found.side;
        let across = side.opposite();
        let is_whole = there <= 0.0;
        for (part, side, is_here) in [(here, side, true), (there, across, false)] {
            if part <= 0.0 || self.is_out(side) {
                continue;
            }
            sums.kept += part;
            sums.left += if side == Side::Left { part } else { 0.0 };
            sums.right += if side == Side::Right { part } else { 0.0 };
            for (within, limit) in sums.within.iter_mut().zip(limits_m) {
                *within += match is_here {
                    true if is_whole => share(f64::MIN, *limit),
                    true => share(0.0, *limit),
                    false => share(-limit, 0.0),
                };
            }
        }
    }

    /// The greatest distance to the line over the disc, after the cut, in metres; `None` if the cut leaves nothing.
    ///
    /// Never too small, and too large by a thousandth of the radius or a metre at most. Where the disc is cut to a side and
    /// an end of the line is near, good to a thirtieth of the radius either way.
    pub fn farthest_m(&mut self) -> Option<f64> {
        const DEEPEST: u32 = 16;
        /// With more cells than this at a time the bound reached so far is the answer: too large rather than too small.
        const MOST_CELLS: usize = 4_096;
        let tolerance = (self.radius_m / 1_000.0).max(1.0);
        let by_end_m = (self.radius_m / 64.0).max(1.0);
        let mut best: Option<f64> = None;
        let mut cells = Cell::first();
        for depth in 0..=DEEPEST {
            let mut bounded = Vec::with_capacity(cells.len());
            for cell in &cells {
                let CellProbe { found, reach_m, by_an_end, is_overruled, is_parted } =
                    self.probe(cell, self.side.is_some());
                let by_an_end = by_an_end || is_overruled || is_parted;
                let d = found.distance_m;
                let bound = match (self.is_out(found.side), by_an_end) {
                    (false, _) => d + reach_m,
                    // Across the line the bound is the way beyond the line.
                    (true, false) => reach_m - d,
                    // Around an end, or where a rule decides, the other side is reached without crossing: small cells there count as their middles.
                    (true, true) if reach_m <= by_end_m => -1.0,
                    (true, true) => d + reach_m,
                };
                let mut tried = vec![found];
                if cell.u.1 >= 1.0 {
                    // The farthest point is usually on the rim.
                    tried.push(self.found(1.0, mean(cell.turn_deg)));
                }
                for found in tried.iter().filter(|n| !self.is_out(n.side)) {
                    best = Some(best.map_or(found.distance_m, |b| b.max(found.distance_m)));
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
            // A cell that cannot exceed the best by more than the tolerance is settled.
            cells = bounded.iter().filter(|(_, b)| *b > reached + tolerance).flat_map(|(c, _)| c.quarters()).collect();
        }
        best
    }

    /// The least and the greatest measure that the nearest point of a point of the disc can have, in metres.
    ///
    /// Searched on a grid of 16 rings by 40 rays and along the rim: a part of the line that is nearest to only a sliver of the
    /// disc may be missed.
    pub fn measures_m(&mut self) -> Option<(f64, f64)> {
        let mut range: Option<(f64, f64)> = None;
        let mut add = |found: QuickNearest, out: bool| {
            if !out {
                let m = found.measure_m;
                range = Some(range.map_or((m, m), |(a, b)| (a.min(m), b.max(m))));
            }
        };
        let is_far = self.found(0.0, 0.0).distance_m > FAR_M + self.radius_m;
        let (rings, rays) = if is_far { (4_u8, 20_u8) } else { (16, 40) };
        for ring in 0..=rings {
            // The last ring is the rim itself.
            let u = if ring == rings { 1.0 } else { (f64::from(ring) + 0.5) / f64::from(rings) };
            for ray in 0..rays {
                let found = self.found(u, f64::from(ray) * 360.0 / f64::from(rays));
                let out = self.is_out(found.side);
                add(found, out);
            }
        }
        range
    }
}
