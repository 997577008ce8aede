//! What the disc of a location radius leaves open: probabilities, greatest distance, range of measures.
//!
//! The disc is parted into cells in polar coordinates around its centre; each is probed at its middle. One pass over the cells answers
//! all three questions; a cell is quartered as long as one of them needs it. The shares of a cell are taken as those of a straight cut;
//! what the quarters of a cell change in that is the measure of its error.

use crate::arc::FORMULA_FAR_ACCURACY;
use crate::candidates::List;
use crate::cell::Shares;
use crate::disc::{Border, Disc, HALF_MERIDIAN_M, Level, Probe};
use crate::nearest::{FAR_M, Foot, Nearest};
use crate::rim::Arc;

/// The largest number of nearest points that one pass over a disc looks up, wherever the disc lies; on a line that runs many times along itself or
/// has very many parts, one may count as many. Where a given side leaves nothing of the disc there is a second pass.
pub const DISC_EVALUATIONS: usize = 24_000;

/// How much too wide either end of [`Proximity::measure_range_m`](crate::Proximity::measure_range_m) may be, as a share of the radius, but for
/// parts of the line that come nearly as near as the nearest.
pub const MEASURE_RANGE_ACCURACY: f64 = 0.02;

/// Cells are not quartered more often than this.
const DEEPEST: u32 = 16;

/// Cells that may be cut are quartered at least so often: what the middles miss is smaller than this.
const LEAST_DEPTH: u32 = 2;

/// What the errors of the shares may add up to, as a share of the disc after the cut: by the changes of the last quartering, which
/// are larger than what is left.
const DOUBT: f64 = 0.0025;

/// What the disc leaves open.
pub struct Spread {
    /// The greatest distance to the line over the disc, after the cut, in metres; `None` if the cut leaves nothing.
    pub farthest_m: Option<f64>,
    /// For each limit, the share of the disc that lies within it; empty if the shares were not asked for.
    pub within: Vec<f64>,
    /// The share to the left of the line, of what has a side; `None` if less than half has.
    pub left: Option<f64>,
    /// The least and the greatest measure of a nearest point, in metres.
    pub measures_m: Option<(f64, f64)>,
}

/// The answers of a pass while they are gathered.
struct Pass<'a> {
    limits_m: &'a [f64],
    /// How much too large the greatest distance may be, in metres.
    tolerance_m: f64,
    sums: Shares,
    /// The square of what the errors of the cells in the sums may add up to.
    doubt2: f64,
    /// The greatest distance found, and the greatest that cannot be ruled out, in metres.
    best_m: Option<f64>,
    most_m: f64,
    /// The measures found, and those that cannot be ruled out, in metres.
    found: Option<(f64, f64)>,
    possible: Option<(f64, f64)>,
}

/// What the disc leaves open, for limits in metres and the nearest point of its centre; `shares`: whether probabilities are wanted.
pub fn spread(disc: &mut Disc<'_>, limits_m: &[f64], nearest: &Nearest, shares: bool) -> Spread {
    let farthest_m = (nearest.distance_m + disc.radius_m).min(HALF_MERIDIAN_M);
    let tolerance_m = if farthest_m <= FAR_M {
        (disc.radius_m / 1_000.0).max(1.0)
    } else {
        disc.radius_m / 50.0 + 1.5 * FORMULA_FAR_ACCURACY * farthest_m
    };
    let mut pass = Pass {
        limits_m,
        tolerance_m,
        sums: Shares::new(limits_m.len()),
        doubt2: 0.0,
        best_m: None,
        most_m: f64::NEG_INFINITY,
        found: None,
        possible: None,
    };
    for measure_m in disc.breaks_m() {
        pass.found = Some(hull(pass.found, (measure_m, measure_m)));
    }
    let (mut probed, mut level) = (std::mem::take(&mut disc.buffers.probed), std::mem::take(&mut disc.buffers.level));
    disc.first(shares, &mut level);
    for depth in 0..=DEEPEST {
        probed.clear();
        for waiting in &level.waiting {
            let probe = disc.probe(waiting);
            if probe.cell.touches_rim() && (depth == 0 || disc.bound_m(&probe) > pass.reached_m()) {
                // The farthest point is usually on the rim.
                let arc = disc.arc(&probe, waiting.list);
                let (foot, ..) = disc.probe_arc(&arc);
                pass.see(disc, &foot);
            }
            pass.see(disc, &probe.foot);
            probed.push(probe);
        }
        let open = pass.open_groups(disc, &level, &probed, depth);
        level.waiting.clear();
        level.parents.clear();
        for (i, group) in probed.chunks_mut(4).enumerate() {
            for probe in group {
                let is_open = open.get(i).is_some_and(|open| *open);
                pass.settle(disc, probe, (is_open, depth), &mut level);
            }
        }
        if level.waiting.is_empty() {
            break;
        }
    }
    (disc.buffers.probed, disc.buffers.level) = (probed, level);
    let Pass { sums, best_m, most_m, found, possible, .. } = pass;
    let kept = sums.kept();
    let share = |part: f64| if kept > 0.0 { (part / kept).clamp(0.0, 1.0) } else { 0.0 };
    let ((left, right), disputed) = (sums.left_and_right(), sums.disputed());
    Spread {
        farthest_m: best_m.map(|best_m| best_m.max(most_m).min(farthest_m)),
        within: if shares { sums.within().iter().map(|part| share(*part)).collect() } else { Vec::new() },
        // Ground that both sides claim is as likely to be the one's as the other's.
        left: (left + right > 0.5 * kept).then(|| (left + disputed / 2.0) / (left + right + disputed)),
        measures_m: found.map(|found| hull(possible, found)),
    }
}

impl Pass<'_> {
    /// A cell that cannot exceed this is of no matter for the greatest distance.
    fn reached_m(&self) -> f64 {
        self.best_m.unwrap_or(0.0) + self.tolerance_m
    }

    /// Takes note of a nearest point.
    fn see(&mut self, disc: &Disc<'_>, foot: &Foot) {
        if !disc.is_out(foot.side) {
            self.best_m = Some(self.best_m.map_or(foot.distance_m, |b| b.max(foot.distance_m)));
            self.found = Some(hull(self.found, (foot.measure_m, foot.measure_m)));
        }
    }

    /// Whether the shares of a cell are those of its middle for certain.
    fn is_certain(&self, disc: &Disc<'_>, probe: &Probe) -> bool {
        let (d, reach) = (probe.foot.distance_m, probe.reach_m);
        let is_cut = self.limits_m.iter().any(|x| (d - reach..d + reach).contains(x));
        disc.is_gone(probe) || (probe.border == Border::Outside && !is_cut)
    }

    /// Which groups of cells need smaller ones for the shares. Keeps account of the doubt that the others leave.
    fn open_groups(&mut self, disc: &Disc<'_>, level: &Level, probed: &[Probe], depth: u32) -> Vec<bool> {
        /// What the middle of a cell may not see of a line that winds through it, as a share of the cell.
        const UNSEEN: f64 = 0.1;
        let new = || Shares::new(self.limits_m.len());
        let (mut change, mut coarse, mut changes, mut fine) = (new(), new(), new(), new());
        let mut doubts: Vec<Option<f64>> = Vec::with_capacity(probed.len() / 4);
        for (i, group) in probed.chunks(4).enumerate() {
            if !group.iter().any(|probe| probe.shares) {
                doubts.push(None);
                continue;
            }
            change.clear();
            let mut unseen2 = 0.0;
            for probe in group {
                let middle = disc.middle(probe);
                change.add_cell(&middle, disc.side, self.limits_m);
                let unseen = UNSEEN * middle.weight;
                unseen2 += match probe.border {
                    Border::Mixed => 9.0 * unseen * unseen,
                    Border::Crosses if !probe.list.is_some_and(List::is_short) => unseen * unseen,
                    _ => 0.0,
                };
            }
            fine.add(&change);
            let Some(parent) = level.parents.get(i) else {
                doubts.push(Some(f64::INFINITY));
                continue;
            };
            coarse.clear();
            coarse.add_cell(parent, disc.side, self.limits_m);
            change.add_times(&coarse, -1.0);
            changes.add(&change);
            let greatest = change.greatest();
            doubts.push(Some((greatest * greatest + unseen2).sqrt()));
        }
        let limit = DOUBT * (self.sums.kept() + fine.kept());
        let squares: f64 = doubts.iter().flatten().map(|doubt| doubt * doubt).sum();
        // Changes may go the same way everywhere, as along the outside of a bend.
        let in_step = changes.greatest() / 2.0;
        let is_fine = (self.doubt2 + squares).sqrt() <= limit && in_step <= limit;
        let count = doubts.iter().flatten().count() as f64;
        let least = if in_step > limit { limit / count } else { limit / (2.0 * count).sqrt() };
        let mut open = Vec::with_capacity(doubts.len());
        for doubt in doubts {
            let is_open = doubt.is_some_and(|doubt| depth < LEAST_DEPTH || (!is_fine && doubt > least));
            if let Some(doubt) = doubt.filter(|_| !is_open) {
                self.doubt2 += doubt * doubt / 4.0;
            }
            open.push(is_open);
        }
        open
    }

    /// Quarters a cell if one of the questions needs it, or else takes its answers.
    fn settle(&mut self, disc: &mut Disc<'_>, probe: &mut Probe, (is_open, depth): (bool, u32), level: &mut Level) {
        let planned = disc.effort.after(2 * (level.waiting.len() + 4));
        let may_quarter = depth < DEEPEST && planned <= DISC_EVALUATIONS;
        // Some are kept for the greatest distance.
        let for_shares = may_quarter
            && is_open
            && probe.shares
            && 3 * planned <= 2 * DISC_EVALUATIONS
            && !self.is_certain(disc, probe);
        if probe.shares && !for_shares {
            self.sums.add_cell(&disc.middle(probe), disc.side, self.limits_m);
        }
        let mut bound_m = disc.bound_m(probe);
        let across = probe.border == Border::Crosses && disc.is_out(probe.foot.side);
        if bound_m > self.reached_m() && !across {
            bound_m = bound_m.min(disc.corner_bound_m(probe));
        }
        let for_farthest = bound_m > self.reached_m();
        let is_gone = disc.is_gone(probe);
        if for_shares || (may_quarter && for_farthest) {
            level.parents.push(disc.middle(probe));
            level.waiting.extend(disc.quarters(probe, for_shares));
        } else if !is_gone {
            self.most_m = self.most_m.max(bound_m);
            if probe.cell.touches_rim() {
                self.take_measures(disc, &disc.arc(probe, probe.list));
            }
        }
    }

    /// Takes the measures of the nearest points of an arc of the rim, of smaller arcs if that makes the range notably narrower.
    fn take_measures(&mut self, disc: &mut Disc<'_>, arc: &Arc) {
        /// The smallest arc, in degrees.
        const SMALLEST: f64 = 45.0 / 128.0;
        let wide_m = MEASURE_RANGE_ACCURACY * disc.radius_m;
        let is_known = |pass: &Self, (low, high): (f64, f64)| {
            pass.found.is_some_and(|found| low >= found.0 - wide_m && high <= found.1 + wide_m)
        };
        if is_known(self, arc.measures_m) {
            self.possible = Some(hull(self.possible, arc.measures_m));
            return;
        }
        let probe = disc.probe_arc(arc);
        self.see(disc, &probe.0);
        let halves = disc.halves(arc, &probe);
        let is_smallest = arc.turn_deg.1 - arc.turn_deg.0 <= SMALLEST || disc.effort.evaluations() >= DISC_EVALUATIONS;
        let own_m = halves[0].measures_m;
        if is_known(self, own_m) {
            self.possible = Some(hull(self.possible, own_m));
        } else if is_smallest {
            let own_m = if halves[0].list.is_some() { own_m } else { disc.arc_measures_m(&probe) };
            self.possible = Some(hull(self.possible, own_m));
        } else {
            for half in &halves {
                self.take_measures(disc, half);
            }
        }
    }
}

/// The range that holds two ranges.
fn hull(a: Option<(f64, f64)>, b: (f64, f64)) -> (f64, f64) {
    a.map_or(b, |a| (a.0.min(b.0), a.1.max(b.1)))
}
