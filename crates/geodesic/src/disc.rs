//! A disc on the ellipsoid, and what is known of a cell of it from the nearest point of its middle.
//!
//! The distance to the line is Lipschitz continuous with constant 1, so that the nearest point of the middle of a cell bounds it over the
//! whole cell, and the subsegments that can be nearest to some point of a cell are among those of the cell that it is a quarter of.
//!
//! Candidates are compared by their straight distances, in single precision relative to the centre of the disc; the distance itself
//! is that of the closed formula of [`arc`](crate::arc).

use geo::{Destination, Geodesic, Point};

use crate::arc::{FORMULA_FAR_ACCURACY, MARGIN_TO_M, asin_over, at_most_m, margin_m};
use crate::candidates::{Circle, Extent, List, Near, ROUNDING, local};
use crate::cell::{Cell, Middle, Slope, mean};
use crate::effort::Effort;
use crate::ellipsoid::{Ecef, Frame, LEAST_CURVATURE_RADIUS_M, POLAR_RADIUS_M};
use crate::index::Shortlist;
use crate::nearest::{FAR_M, Foot, Nearest};
use crate::side::Side;
use crate::sided::SidedLine;
use crate::subsegment::SAG_M;
use crate::turn::sin_cos;

/// The list of candidates of a disc does not grow beyond this.
const MOST_CANDIDATES: usize = 8_192;

/// Lists of candidates that are made for a cell of a disc that has none do not grow beyond this.
const MOST_OF_A_CELL: usize = 512;

/// Within this distance of the centre, in metres, points of the disc are found by the arc of the local curvature.
///
/// The arc deviates from the geodesic by about e²·(s/R)²/6 of its length s: 0.5 m here, and 1 mm at 20 km.
const ARC_TO_M: f64 = 200_000.0;

/// Discs beyond this size, in metres, are not nearly flat.
const FLAT_TO_M: f64 = 1_000_000.0;

/// No shortest geodesic of the ellipsoid is longer than half a meridian, in metres, rounded up.
pub const HALF_MERIDIAN_M: f64 = 20_003_932.0;

/// A disc on the ellipsoid, and the side of the line to which it is cut.
pub struct Disc<'a> {
    pub line: &'a SidedLine<'a>,
    centre: Point,
    pub frame: Frame,
    pub radius_m: f64,
    pub side: Option<Side>,
    /// The ends of the line that can be the nearest point of some point of the disc: paths around them reach the other side
    /// without crossing the line.
    pub ends: Vec<Ecef>,
    /// How much farther a chord may be than another and still belong to the nearest point, in metres.
    pub slack_m: f64,
    /// The sine of half of the radius, as an angle on a sphere.
    half: f64,
    /// The curvatures of the surface at the centre along the parallel and along the meridian, in 1/m.
    curvatures: (f64, f64),
    pub effort: Effort,
    pub buffers: Buffers,
}

/// What a pass over a disc needs to remember, kept for the next disc.
#[derive(Default)]
pub struct Buffers {
    search: Shortlist,
    numbers: Vec<u32>,
    pub near: Near,
    pub probed: Vec<Probe>,
    pub level: Level,
}

/// The cells of one size, in groups of four: the quarters of a larger one.
#[derive(Default)]
pub struct Level {
    pub waiting: Vec<Waiting>,
    /// The larger cell of each group; empty for the initial cells.
    pub parents: Vec<Middle>,
}

/// A cell that is to be probed, with what it inherits from the cell that it is a quarter of.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    pub cell: Cell,
    /// The distances from the centre between which it lies, in metres.
    rings_m: (f64, f64),
    /// Its candidates; without a list the whole line is searched.
    pub list: Option<List>,
    /// The measures that the nearest point of a point of the cell can have, in metres.
    measures_m: (f64, f64),
    /// What the rule for the side says of every point of the cell, if that is known to be the same for all.
    answer: Option<Option<Side>>,
    /// Whether its shares are to be summed.
    pub shares: bool,
}

/// The nearest point of the middle of a cell, and the extent of the cell.
#[derive(Debug, Clone, Copy)]
pub struct Probe {
    pub cell: Cell,
    pub shares: bool,
    pub rings_m: (f64, f64),
    middle_m: f64,
    pub foot: Foot,
    pub at: Ecef,
    /// The directions away from the centre and at a right angle to that.
    outwards: Ecef,
    aside: Ecef,
    /// How far from the middle the farthest point of the cell can be, in metres.
    pub reach_m: f64,
    /// The candidates of the cell that it is a quarter of, or its own if they are narrowed.
    pub list: Option<List>,
    pub narrowed: bool,
    /// The measures that the nearest point of a point of the cell can have, in metres: its own once the candidates are narrowed.
    pub measures_m: (f64, f64),
    pub answer: Option<Option<Side>>,
    pub border: Border,
}

/// How the sides of the line part a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// The cell lies on one side for certain.
    Outside,
    /// The line may cross the cell, no end of the line is near.
    Crosses,
    /// Both sides may occur though the line does not cross the cell: an end of it may be the nearest point of some point of the cell, so
    /// that one gets around it, or the rule may part the cell.
    Mixed,
    /// As before, but the cut leaves nothing of the cell.
    Gone,
}

/// The direction from the centre along an azimuth.
pub struct Ray {
    turn_deg: f64,
    along: Ecef,
    aside: Ecef,
    curvature: f64,
}

impl<'a> Disc<'a> {
    /// The disc of a radius in metres around a point whose nearest point is known.
    pub fn new(
        line: &'a SidedLine<'a>,
        centre: Point,
        radius_m: f64,
        side: Option<Side>,
        nearest: &Nearest,
        buffers: Buffers,
    ) -> Self {
        let frame = Frame::at(centre);
        let reach_m = nearest.distance_m + 2.0 * radius_m;
        let ends = line.line.ends.iter().copied().filter(|e| e.chord_m(frame.origin) <= reach_m).collect();
        let farthest_m = (nearest.distance_m + radius_m).min(HALF_MERIDIAN_M);
        // Farther away straight distances decide: there their margin would take in half the line.
        let margin_m = if farthest_m <= MARGIN_TO_M { margin_m(farthest_m) } else { 0.0 };
        let slack_m = 2.0 * SAG_M + margin_m + ROUNDING * (farthest_m + 2.0 * radius_m.min(HALF_MERIDIAN_M));
        let half = (radius_m / (2.0 * POLAR_RADIUS_M)).min(std::f64::consts::FRAC_PI_2).sin();
        let curvatures = (frame.curvature_of(1.0, 0.0), frame.curvature_of(0.0, 1.0));
        Self {
            line,
            centre,
            frame,
            radius_m,
            side,
            ends,
            slack_m,
            half,
            curvatures,
            effort: Effort::default(),
            buffers,
        }
    }

    /// The same disc without the cut.
    pub fn uncut(self) -> Self {
        Self { side: None, effort: Effort::default(), ..self }
    }

    pub fn ray(&self, turn_deg: f64) -> Ray {
        let (sin, cos) = sin_cos(turn_deg);
        let Frame { east, north, .. } = self.frame;
        Ray {
            turn_deg,
            along: east.times(sin).plus(north.times(cos)),
            aside: east.times(cos).minus(north.times(sin)),
            curvature: sin * sin * self.curvatures.0 + cos * cos * self.curvatures.1,
        }
    }

    /// The point of the ellipsoid on a ray at a distance from the centre, and the direction in which the ray goes on from there.
    pub fn at(&self, ray: &Ray, way_m: f64) -> (Ecef, Ecef) {
        let x = ray.curvature * way_m;
        if way_m > ARC_TO_M {
            let (sin, cos) = x.sin_cos();
            let outwards = ray.along.times(cos).minus(self.frame.up.times(sin));
            return (Ecef::on_ellipsoid(Geodesic.destination(self.centre, ray.turn_deg, way_m)), outwards);
        }
        // Their series: x is below 0.04.
        let x2 = x * x;
        let sin_over = 1.0 - x2 / 6.0 * (1.0 - x2 / 20.0);
        let down_over = 0.5 - x2 / 24.0 * (1.0 - x2 / 30.0);
        let outwards = ray.along.times(1.0 - x2 * down_over).minus(self.frame.up.times(x * sin_over));
        let at =
            self.frame.origin.plus(ray.along.times(way_m * sin_over)).minus(self.frame.up.times(way_m * x * down_over));
        (at.onto_ellipsoid(), outwards)
    }

    /// The distance from the centre within which a share of the disc's area lies, in metres.
    ///
    /// As on a sphere: the effect of the flattening on the curvature is neglected.
    fn way_m(&self, u: f64) -> f64 {
        /// Below this the series of the arc sine is exact to the last digits.
        const SMALL: f64 = 0.08;
        let x = (u.max(0.0).sqrt() * self.half).clamp(0.0, 1.0);
        2.0 * POLAR_RADIUS_M * if x < SMALL { x * asin_over(x * x) } else { x.asin() }
    }

    /// The nearest point of the line among candidates, or of the whole line; the side is the line's own.
    pub fn foot(&mut self, at: Ecef, list: Option<List>) -> Foot {
        let line = self.line.line;
        let point = local(at.minus(self.frame.origin));
        let Some(number) = list.and_then(|list| self.buffers.near.nearest(list, point)) else {
            let foot = line.foot(at, &mut self.buffers.search);
            self.effort.look_up(self.buffers.search.leaves());
            return foot;
        };
        self.effort.look_up(0);
        line.foot_on(at, number)
    }

    /// The initial cells, with the candidates of the whole disc.
    pub fn first(&mut self, shares: bool, level: &mut Level) {
        let at = self.frame.origin;
        let foot = self.line.line.foot(at, &mut self.buffers.search);
        let reach_m = self.radius_m.min(HALF_MERIDIAN_M);
        self.buffers.near.clear();
        let circle = Circle::new(at, reach_m, foot.at, self.slack_m);
        let found = self.fetch(&circle, MOST_CANDIDATES);
        let whole = (0.0, self.line.line.length_m());
        let measures_m = found.map_or(whole, |(_, extent)| self.measures_m(at, &foot, extent, reach_m));
        let list = found.map(|(list, _)| list);
        let answer = self.line.uniform_answer(self.centre, reach_m);
        let waiting = |cell: Cell| {
            let rings_m = (self.way_m(cell.u.0), self.way_m(cell.u.1));
            Waiting { cell, rings_m, list, measures_m, answer, shares }
        };
        level.parents.clear();
        level.waiting.clear();
        level.waiting.extend(Cell::first().map(waiting));
    }

    /// Probes a cell at its middle, with how far from there its farthest point can be, in metres.
    ///
    /// With Δr and Δθ to a corner the way is at most √(Δr² + (r₁Δθ)²), as in the plane: on a surface that curves inwards
    /// geodesics from one point spread more slowly.
    pub fn probe(&mut self, waiting: &Waiting) -> Probe {
        let Waiting { cell, rings_m, list, measures_m, mut answer, shares } = *waiting;
        let (inner, middle_m, outer) = (rings_m.0, self.way_m(mean(cell.u)), rings_m.1);
        let across = outer * (cell.turn_deg.1 - cell.turn_deg.0).to_radians() / 2.0;
        let along = (middle_m - inner).max(outer - middle_m);
        let reach_m = (along * along + across * across).sqrt();
        let ray = self.ray(mean(cell.turn_deg));
        let (at, outwards) = self.at(&ray, middle_m);
        let mut foot = self.foot(at, list);
        let (by_line, from_m) = (foot.side, self.line.overruled_from_m(foot.measure_m));
        let crosses = foot.distance_m <= reach_m;
        let may_overrule = foot.distance_m + reach_m > from_m;
        if answer.is_none() && !crosses && (may_overrule || by_line == Side::Unknown) {
            answer = self.line.uniform_answer(at.position(), reach_m);
        }
        foot.side = self.ruled_side(&foot, at, answer);
        let aside = ray.aside;
        let border = if crosses { Border::Crosses } else { Border::Outside };
        let mut probe = Probe {
            cell,
            shares,
            rings_m,
            middle_m,
            foot,
            at,
            outwards,
            aside,
            reach_m,
            list,
            narrowed: false,
            measures_m,
            answer,
            border,
        };
        if !crosses && matches!(answer, Some(Some(_))) && foot.distance_m - reach_m > from_m {
            return probe;
        }
        let is_parted = answer.is_none_or(|side| side.is_some_and(|side| side != by_line));
        let least_m = foot.distance_m + 2.0 * reach_m;
        if !crosses && may_overrule && is_parted {
            probe.border = Border::Mixed;
        } else if self.ends.iter().any(|end| end.chord_m(at) <= least_m) {
            probe.border = Border::Mixed;
            if !crosses {
                self.narrow_cell(&mut probe);
                probe.border = self.border_near_an_end(&probe, least_m);
            }
        }
        probe
    }

    /// The side of a point by the rule where that is asked, whose answer may be known.
    pub fn ruled_side(&self, foot: &Foot, at: Ecef, answer: Option<Option<Side>>) -> Side {
        self.line.ruled_side(foot.side, (foot.distance_m, foot.measure_m), answer, || at.position())
    }

    /// The quarters of a cell, with its own candidates.
    pub fn quarters(&mut self, probe: &mut Probe, shares: bool) -> [Waiting; 4] {
        if !probe.list.is_some_and(List::is_narrow) {
            self.narrow_cell(probe);
        }
        let Probe { rings_m, middle_m, list, measures_m, answer, .. } = *probe;
        probe.cell.quarters().map(|cell| {
            let is_inner = cell.u.1 < probe.cell.u.1;
            let rings_m = if is_inner { (rings_m.0, middle_m) } else { (middle_m, rings_m.1) };
            Waiting { cell, rings_m, list, measures_m, answer, shares }
        })
    }

    /// Narrows the candidates of a cell to its own.
    pub fn narrow_cell(&mut self, probe: &mut Probe) {
        if probe.narrowed {
            return;
        }
        if let Some((list, extent)) = self.narrow(probe.at, &probe.foot, probe.reach_m, probe.list) {
            probe.list = Some(list);
            probe.measures_m = self.measures_m(probe.at, &probe.foot, extent, probe.reach_m);
        }
        probe.narrowed = true;
    }

    /// The candidates for the points within `reach_m` of a point whose nearest point is known, out of a list or out of the whole line;
    /// `None` if they are too many for a list.
    pub fn narrow(&mut self, at: Ecef, foot: &Foot, reach_m: f64, list: Option<List>) -> Option<(List, Extent)> {
        let circle = Circle::new(at, reach_m, foot.at, self.slack_m);
        if let Some(list) = list {
            return Some(self.buffers.near.narrow(list, &circle, self.frame.origin));
        }
        // A line of 40 km that winds as rivers do has so many chords of its own as are listed: more are not to be expected.
        let few = 6.0 * reach_m <= MOST_OF_A_CELL as f64 * self.line.line.chord_m() || foot.distance_m > 4.0 * reach_m;
        if few { self.fetch(&circle, MOST_OF_A_CELL) } else { None }
    }

    /// The candidates for a circle out of the whole line; `None` if they are more than `most`.
    fn fetch(&mut self, circle: &Circle, most: usize) -> Option<(List, Extent)> {
        let (index, origin) = (&self.line.line.index, self.frame.origin);
        let Buffers { near, numbers, .. } = &mut self.buffers;
        if !index.candidates(circle, most, numbers) {
            return None;
        }
        let extent = numbers.first().zip(numbers.last()).map(|(first, last)| Extent { first: *first, last: *last });
        let chord = |number: &u32| index.chord(*number).map(|(start, along)| (*number, start.minus(origin), along));
        Some((near.list(numbers.iter().filter_map(chord)), extent.unwrap_or(Extent::NOTHING)))
    }

    pub fn is_out(&self, side: Side) -> bool {
        self.side.is_some_and(|s| s.cuts_away(side))
    }

    /// Whether nothing of a cell is left after the cut, for certain.
    pub fn is_gone(&self, probe: &Probe) -> bool {
        probe.border == Border::Gone || (self.is_out(probe.foot.side) && probe.border == Border::Outside)
    }

    /// The greatest distance to the line that a point of a cell can have after the cut, by the probe alone; below 0 if there is
    /// no such point.
    pub fn bound_m(&self, probe: &Probe) -> f64 {
        // Far away the distance itself is approximate.
        let d = probe.foot.distance_m;
        let d = if d > FAR_M { d * (1.0 + FORMULA_FAR_ACCURACY) } else { d };
        let is_small = self.radius_m <= FLAT_TO_M && probe.reach_m <= (self.radius_m / 64.0).max(1.0);
        match (self.is_out(probe.foot.side), probe.border) {
            (_, Border::Gone) | (true, Border::Outside) => -1.0,
            // Across the line the bound is the way beyond the line.
            (true, Border::Crosses) => probe.reach_m - d,
            // Small cells around an end count as their middles, but in discs so large that a part of the line is narrower.
            (true, Border::Mixed) if is_small => -1.0,
            _ => d + probe.reach_m,
        }
    }

    /// The same by the corners of the cell, in metres.
    ///
    /// The distance to one subsegment is a convex function in space, so its maximum over a cell is at a corner of what encloses
    /// the cell: the corners of the cell with those on the outer arc moved out until their straight connection touches the arc.
    /// The surface rises above that by no more than reach²/2ρ.
    pub fn corner_bound_m(&self, probe: &Probe) -> f64 {
        let (a, b) = probe.cell.turn_deg;
        let (inner, outer) = (probe.rings_m.0, probe.rings_m.1 / ((b - a).to_radians() / 2.0).cos());
        let chord = self.line.line.index.chord(probe.foot.number);
        let is_flat = outer <= FLAT_TO_M && probe.foot.distance_m <= FLAT_TO_M;
        let Some(chord) = chord.filter(|_| is_flat) else { return f64::INFINITY };
        let (a, b) = (self.ray(a), self.ray(b));
        let corners = [(&a, inner), (&a, outer), (&b, inner), (&b, outer)];
        let most2 =
            corners.map(|(ray, way_m)| chord_distance2(self.at(ray, way_m).0, chord)).into_iter().fold(0.0, f64::max);
        let bulge_m = probe.reach_m * probe.reach_m / (2.0 * LEAST_CURVATURE_RADIUS_M);
        at_most_m(most2.sqrt() + bulge_m + SAG_M)
    }

    /// The measures that the nearest point of some point within `reach_m` of a point can have, in metres.
    pub fn measures_m(&self, at: Ecef, foot: &Foot, extent: Extent, reach_m: f64) -> (f64, f64) {
        let line = self.line.line;
        let (first, last) =
            (line.measures_near(at, extent.first, reach_m), line.measures_near(at, extent.last, reach_m));
        // Where the line runs against the order of the search the first has the greatest measures.
        (first.0.min(last.0).min(foot.measure_m), first.1.max(last.1).max(foot.measure_m))
    }

    /// What the shares of a cell are estimated by.
    pub fn middle(&self, probe: &Probe) -> Middle {
        let Probe { cell, rings_m, middle_m, foot, .. } = *probe;
        let along_m = (rings_m.1 - rings_m.0) / 2.0;
        let across_m = middle_m * (cell.turn_deg.1 - cell.turn_deg.0).to_radians() / 2.0;
        // On the line itself the way to it has no direction: the line has.
        let way = probe.at.minus(foot.at);
        let (x, y) = if foot.distance_m > 1e-3 * probe.reach_m {
            (way.dot(probe.outwards), way.dot(probe.aside))
        } else {
            let direction = self.line.line.direction_of(foot.number);
            (direction.dot(probe.aside), direction.dot(probe.outwards))
        };
        let length = (x * x + y * y).sqrt();
        let slope = if length > 0.0 {
            Slope { along: x / length * along_m, across: y / length * across_m }
        } else {
            Slope { along: along_m, across: across_m }
        };
        let is_crossed = probe.border == Border::Crosses;
        Middle { weight: cell.weight(), distance_m: foot.distance_m, side: foot.side, slope, is_crossed }
    }
}

/// The square of the straight distance of a point from a chord, given by its start and its vector.
pub fn chord_distance2(at: Ecef, (start, along): (Ecef, Ecef)) -> f64 {
    let (d, length2) = (at.minus(start), along.dot(along));
    let share = if length2 > 0.0 { (d.dot(along) / length2).clamp(0.0, 1.0) } else { 0.0 };
    let off = d.minus(along.times(share));
    off.dot(off)
}
