//! The polygons of the countries of a border: they give the side of points beyond the ends of the line, and far from it.

use std::sync::OnceLock;

use geo::{BoundingRect, MultiPolygon, Point, Rect};
use marz_geodesic::{GeodesicLine, Nearest, Side};

use super::bands::{Bands, METRES_A_DEGREE};
use crate::model::{Area, Border, ContestedArea, Sides};

/// The polygons of the countries on the two sides of a border, and of the others around; those of either side may be missing.
#[derive(Debug, Clone, Default)]
pub struct SidePolygons {
    left: Vec<Bands>,
    right: Vec<Bands>,
    others: Vec<Bands>,
    /// Ground that both sides claim, or one side and another country.
    contested: Vec<Bands>,
    /// Ground on which the two sides are exchanged: see [`SidePolygons::except_on`].
    exchanged: Option<Bands>,
    /// By stretches of the line as below, whether contested ground lies on it.
    touches: Vec<bool>,
    /// The box of all of them: outside of it nothing is known.
    frame: Option<Rect>,
    /// How far the line strays from their edges, in metres, by equal stretches of its measure.
    strays_m: Vec<f64>,
    /// The length of a stretch, in metres.
    stretch_m: f64,
    elsewhere: Option<Elsewhere>,
}

/// Other polygons for the ground outside of the frame, made when the first point asks for them.
#[derive(Debug, Clone)]
struct Elsewhere {
    edition: String,
    make: fn(&str) -> Option<SidePolygons>,
    made: OnceLock<Option<Box<SidePolygons>>>,
}

/// A point of neither side nearer than this to one of them alone, in metres, belongs to it: a harbour, an islet, a coast cut short.
const COAST_M: f64 = 2_000.0;

/// The line is compared with the edges of the polygons over so many stretches.
const STRETCHES: u16 = 1_024;

impl SidePolygons {
    /// The polygons of the countries whose codes are those of the sides of the border; the other countries are of neither side.
    #[must_use]
    pub fn new(border: &Border, line: &GeodesicLine, countries: &[Area]) -> Self {
        let mut all = Self::of_sides(&border.facts.sides, countries);
        if all.has_both() {
            all.compare(line);
        }
        all
    }

    /// The same without a line: for [`SidePolygons::side`] alone.
    #[must_use]
    pub fn of_sides(sides: &Sides, countries: &[Area]) -> Self {
        let of =
            |code: &str| countries.iter().filter(|c| c.code == code).filter_map(|c| Bands::new(&c.shape)).collect();
        let is_other = |c: &&Area| c.code != sides.left.code && c.code != sides.right.code;
        let boxes = countries.iter().filter_map(|c| c.shape.bounding_rect());
        Self {
            left: of(&sides.left.code),
            right: of(&sides.right.code),
            others: countries.iter().filter(is_other).filter_map(|c| Bands::new(&c.shape)).collect(),
            frame: boxes.reduce(joined),
            ..Self::default()
        }
    }

    /// The same polygons, with the contested ground of them that concerns a side: a point on it is [`Side::Disputed`], however near the line.
    #[must_use]
    pub fn and_contested(mut self, border: &Border, line: &GeodesicLine, areas: &[ContestedArea]) -> Self {
        /// Contested ground this near to the line, in metres, lies on it.
        const ON_THE_LINE_M: f64 = 100.0;
        let sides = &border.facts.sides;
        let concerned = areas.iter().filter(|a| a.concerns(&[&sides.left.code, &sides.right.code]));
        self.contested = concerned.filter_map(|a| Bands::new(&a.shape)).collect();
        if self.contested.is_empty() {
            return self;
        }
        self.stretch_m = line.length_m() / f64::from(STRETCHES);
        // Within the accuracy of the line, which its direction decides alone, the rule is asked only where it may be needed.
        let widest_m = border.facts.stretches.iter().filter_map(|s| s.accuracy_m).chain(border.facts.accuracy_m);
        let reach_m = widest_m.fold(0.0, f64::max) + self.stretch_m + ON_THE_LINE_M;
        let middle = |stretch: u16| line.point_at_measure(self.stretch_m * (f64::from(stretch) + 0.5));
        let is_near =
            |point: Point| self.contested.iter().any(|b| b.contains(point) || b.distance_m(point, reach_m) <= reach_m);
        let touches = (0..STRETCHES).map(|s| middle(s).is_some_and(|(point, _)| is_near(point))).collect();
        self.touches = touches;
        self
    }

    /// Whether there is no ground of which anything is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.left.is_empty() && self.right.is_empty() && self.contested.is_empty() && self.elsewhere.is_none()
    }

    /// The same polygons, known to be whole wherever they reach.
    #[must_use]
    pub fn uncut(self) -> Self {
        Self { frame: Some(Rect::new((-180.0, -90.0), (180.0, 90.0))), ..self }
    }

    /// The same polygons for a line that runs elsewhere than their common edge: on the ground between both, such as [`ground_between`] gives,
    /// left is right.
    ///
    /// [`ground_between`]: super::ground_between()
    #[must_use]
    pub fn except_on(self, ground: &MultiPolygon) -> Self {
        Self { exchanged: Bands::new(ground), ..self }
    }

    /// The same polygons, and outside of their frame those that `make` gives for an edition of the border.
    #[must_use]
    pub fn and_elsewhere(mut self, edition: &str, make: fn(&str) -> Option<Self>) -> Self {
        self.elsewhere = Some(Elsewhere { edition: edition.to_owned(), make, made: OnceLock::new() });
        self
    }

    /// The side of a point whose nearest point on the line is known: [`Side::Disputed`] on contested ground, else by the direction of the
    /// line within its accuracy and by [`SidePolygons::side`] beyond. For the stretches where contested ground lies on the line, which
    /// [`SidePolygons::overrule_from_m`] leaves to this rule wholly.
    #[must_use]
    pub fn side_beside(&self, point: Point, line: &GeodesicLine, accuracy_m: impl Fn(f64) -> f64) -> Option<Side> {
        let side = self.side(point);
        if self.contested.is_empty() || side == Some(Side::Disputed) {
            return side;
        }
        let by_line = line.nearest(point);
        let is_far = self.is_far(&by_line, accuracy_m);
        if is_far || by_line.side == Side::Unknown { side } else { Some(by_line.side) }
    }

    /// What [`SidePolygons::side`] says of a point that is farther from the line than its accuracy; `None` for a nearer one.
    #[must_use]
    pub fn side_far_from(&self, point: Point, by_line: &Nearest, accuracy_m: impl Fn(f64) -> f64) -> Option<Side> {
        let is_far = self.is_far(by_line, accuracy_m);
        self.side(point).filter(|side| is_far || *side == Side::Disputed)
    }

    /// What [`SidePolygons::side_beside`] says of all points within a distance, in metres, of a point; `None` where it may change or that is
    /// not known.
    #[must_use]
    pub fn uniform_side_beside(
        &self,
        (point, reach_m): (Point, f64),
        line: &GeodesicLine,
        accuracy_m: impl Fn(f64) -> f64,
    ) -> Option<Option<Side>> {
        let side = self.uniform_side(point, reach_m)?;
        if self.contested.is_empty() || matches!(side, None | Some(Side::Disputed)) {
            return Some(side);
        }
        // Near the line its direction decides.
        let by_line = line.nearest(point);
        let from_m = self.reliable_from_m(by_line.measure_m, accuracy_m(by_line.measure_m));
        let is_far = by_line.distance_m - reach_m > from_m;
        (is_far || (by_line.side != Side::Unknown && side == Some(by_line.side))).then_some(side)
    }

    /// Whether a point lies on contested ground.
    #[must_use]
    pub fn is_contested(&self, point: Point) -> bool {
        self.contested.iter().any(|b| b.contains(point))
    }

    /// The side whose polygons contain a point, or near whose coast it lies; [`Side::Disputed`] on contested ground, [`Side::Unknown`] for
    /// the ground of neither; `None` where that is not known: both contain it, polygons of a side are missing, or the point lies outside of the frame of the layer.
    #[must_use]
    pub fn side(&self, point: Point) -> Option<Side> {
        if self.is_contested(point) {
            return Some(Side::Disputed);
        }
        let contains = |polygons: &[Bands]| polygons.iter().any(|b| b.contains(point));
        match (contains(&self.left), contains(&self.right)) {
            (true, false) => return Some(self.exchanged(point, Side::Left)),
            (false, true) => return Some(self.exchanged(point, Side::Right)),
            (true, true) => return None,
            (false, false) => {}
        }
        if !self.frame.is_some_and(|frame| covers(frame, point)) {
            return self.elsewhere.as_ref()?.polygons()?.side(point);
        }
        if !self.has_both() {
            return None;
        }
        if contains(&self.others) {
            return Some(Side::Unknown);
        }
        let is_near = |polygons: &[Bands]| polygons.iter().any(|b| b.distance_m(point, COAST_M) <= COAST_M);
        match (is_near(&self.left), is_near(&self.right)) {
            (false, false) => Some(Side::Unknown),
            (true, false) => Some(Side::Left),
            (false, true) => Some(Side::Right),
            (true, true) => None,
        }
    }

    /// The number of the country, none of the two sides, whose polygons alone contain a point: the same for all of its ground.
    #[cfg(feature = "figures")]
    pub(crate) fn third_country(&self, point: Point) -> Option<usize> {
        let contains = |polygons: &[Bands]| polygons.iter().any(|b| b.contains(point));
        if contains(&self.left) || contains(&self.right) || self.is_contested(point) {
            return None;
        }
        let beyond = |elsewhere: &Elsewhere| Some(self.others.len() + elsewhere.polygons()?.third_country(point)?);
        match self.frame.is_some_and(|frame| covers(frame, point)) {
            true => self.others.iter().position(|b| b.contains(point)),
            // Polygons of another layer, with numbers of their own.
            false => self.elsewhere.as_ref().and_then(beyond),
        }
    }

    /// The side of a point that lies on the ground of one, by the line.
    fn exchanged(&self, point: Point, side: Side) -> Side {
        match (self.exchanged.as_ref().is_some_and(|ground| ground.contains(point)), side) {
            (true, Side::Left) => Side::Right,
            (true, Side::Right) => Side::Left,
            _ => side,
        }
    }

    /// What [`SidePolygons::side`] says of all points within a distance, in metres, of a point, where no edge by which that changes lies
    /// nearer; `None` where it may change or that is not known.
    #[must_use]
    pub fn uniform_side(&self, point: Point, reach_m: f64) -> Option<Option<Side>> {
        let has_edge = |polygons: &[Bands], reach_m: f64| polygons.iter().any(|b| b.has_edge(point, reach_m));
        let contains = |polygons: &[Bands]| polygons.iter().any(|b| b.contains(point));
        if has_edge(&self.contested, reach_m) {
            return None;
        }
        if contains(&self.contested) {
            return Some(Some(Side::Disputed));
        }
        if self.left.is_empty() && self.right.is_empty() && self.elsewhere.is_none() {
            // Without polygons nothing else is known.
            return Some(None);
        }
        let is_cut = self.exchanged.as_ref().is_some_and(|ground| ground.has_edge(point, reach_m));
        if is_cut || has_edge(&self.left, reach_m) || has_edge(&self.right, reach_m) {
            return None;
        }
        let is_uniform = contains(&self.left) || contains(&self.right) || {
            let high = reach_m / METRES_A_DEGREE;
            let wide = high / point.y().to_radians().cos().max(1e-3);
            let is_covered = |frame: Rect| {
                [(-wide, -high), (wide, high)]
                    .into_iter()
                    .all(|(east, north)| covers(frame, Point::new(point.x() + east, point.y() + north)))
            };
            if !self.frame.is_some_and(is_covered) {
                // Partly inside of the frame two sets of polygons answer.
                let is_beyond = !self.frame.is_some_and(|frame| near(frame, point, (wide, high)));
                return self.elsewhere.as_ref().filter(|_| is_beyond)?.polygons()?.uniform_side(point, reach_m);
            }
            // Beside the land of both a coast counts as well.
            let coast_m = if contains(&self.others) { 0.0 } else { COAST_M };
            !has_edge(&self.others, reach_m)
                && (coast_m <= 0.0
                    || !(has_edge(&self.left, reach_m + coast_m) || has_edge(&self.right, reach_m + coast_m)))
        };
        is_uniform.then(|| self.side(point))
    }

    /// How far from the line the polygons overrule its direction, in metres, by the measure of the nearest point in metres and the
    /// accuracy of the line: where the polygons' edges stray from the line, they know better only beyond. 0 where contested ground lies on
    /// the line: there [`SidePolygons::side_beside`] decides.
    #[must_use]
    pub fn overrule_from_m(&self, measure_m: f64, accuracy_m: f64) -> f64 {
        let touches = self.touches.get(self.stretch(measure_m)).or(self.touches.last());
        if touches.is_some_and(|t| *t) { 0.0 } else { self.reliable_from_m(measure_m, accuracy_m) }
    }

    /// Whether a point is so far from the line that the polygons of the countries know better than its direction.
    fn is_far(&self, by_line: &Nearest, accuracy_m: impl Fn(f64) -> f64) -> bool {
        by_line.distance_m > self.reliable_from_m(by_line.measure_m, accuracy_m(by_line.measure_m))
    }

    /// How far from the line the polygons of the countries know better than its direction.
    fn reliable_from_m(&self, measure_m: f64, accuracy_m: f64) -> f64 {
        let stray_m =
            self.strays_m.get(self.stretch(measure_m)).or(self.strays_m.last()).copied().unwrap_or(f64::INFINITY);
        accuracy_m.max(stray_m)
    }

    /// The number of the stretch of a measure.
    fn stretch(&self, measure_m: f64) -> usize {
        // The cast turns a float below 0 into 0.
        (measure_m / self.stretch_m.max(1e-9)) as usize
    }

    /// Of points 2 to 5 km beside the line how many lie in the polygons of their side, and how many in those of the other one.
    #[must_use]
    pub fn beside(&self, line: &GeodesicLine) -> (usize, usize) {
        const POSITIONS: u16 = 80;
        const AWAY_M: [f64; 3] = [2_000.0, 3_500.0, 5_000.0];
        let step_m = line.length_m() / f64::from(POSITIONS);
        let (mut agree, mut differ) = (0, 0);
        for position in 0..POSITIONS {
            let Some((at, azimuth_deg)) = line.point_at_measure(step_m * (f64::from(position) + 0.5)) else { continue };
            for (turn_deg, away_m) in [-90.0, 90.0].into_iter().flat_map(|turn| AWAY_M.map(|away| (turn, away))) {
                let (point, _) = marz_geodesic::direct(at, azimuth_deg + turn_deg, away_m);
                // In a bend the point beside one part lies across another.
                match (line.nearest(point).side, self.side(point)) {
                    (Side::Left, Some(Side::Left)) | (Side::Right, Some(Side::Right)) => agree += 1,
                    (Side::Left, Some(Side::Right)) | (Side::Right, Some(Side::Left)) => differ += 1,
                    _ => {}
                }
            }
        }
        (agree, differ)
    }

    fn has_both(&self) -> bool {
        !self.left.is_empty() && !self.right.is_empty()
    }

    /// Compares the line with the edges of both sides: the distances of its points, the greatest of each stretch and its neighbours.
    fn compare(&mut self, line: &GeodesicLine) {
        /// Points of a stretch.
        const POINTS: u16 = 3;
        /// Edges are looked for within these distances in turn.
        const REACHES_M: [f64; 4] = [60.0, 1_000.0, 8_000.0, 40_000.0];
        self.stretch_m = line.length_m() / f64::from(STRETCHES);
        let stray = |point: Point| {
            let of = |polygons: &[Bands]| {
                let within = |reach: f64| {
                    let least = polygons.iter().map(|b| b.distance_m(point, reach)).fold(f64::INFINITY, f64::min);
                    (least <= reach).then_some(least)
                };
                REACHES_M.into_iter().find_map(within).unwrap_or(f64::INFINITY)
            };
            of(&self.left).max(of(&self.right))
        };
        let step_m = self.stretch_m / f64::from(POINTS);
        let at = |stretch: u16, i: u16| {
            let measure_m = self.stretch_m * f64::from(stretch) + step_m * f64::from(i);
            line.point_at_measure(measure_m).map_or(f64::INFINITY, |(point, _)| stray(point))
        };
        let each: Vec<f64> = (0..STRETCHES).map(|s| (0..POINTS).map(|i| at(s, i)).fold(0.0, f64::max)).collect();
        let around = |i: usize| each.iter().skip(i.saturating_sub(1)).take(if i == 0 { 2 } else { 3 });
        // Between the points compared the edges may be a little farther.
        self.strays_m = (0..each.len()).map(|i| around(i).copied().fold(0.0, f64::max) * 1.2 + 20.0).collect();
    }
}

impl Elsewhere {
    fn polygons(&self) -> Option<&SidePolygons> {
        self.made.get_or_init(|| (self.make)(&self.edition).map(Box::new)).as_deref()
    }
}

fn joined(a: Rect, b: Rect) -> Rect {
    let (low, high) = ((a.min(), b.min()), (a.max(), b.max()));
    Rect::new((low.0.x.min(low.1.x), low.0.y.min(low.1.y)), (high.0.x.max(high.1.x), high.0.y.max(high.1.y)))
}

/// Whether a box around a point, by its half width and height in degrees, meets a frame.
fn near(frame: Rect, point: Point, (wide, high): (f64, f64)) -> bool {
    point.x() + wide >= frame.min().x
        && point.x() - wide <= frame.max().x
        && point.y() + high >= frame.min().y
        && point.y() - high <= frame.max().y
}

fn covers(frame: Rect, point: Point) -> bool {
    (frame.min().x..=frame.max().x).contains(&point.x()) && (frame.min().y..=frame.max().y).contains(&point.y())
}
