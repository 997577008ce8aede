//! A line with a rule for the side of points where the line's own direction may mislead.

use geo::Point;

use crate::index::Shortlist;
use crate::line::GeodesicLine;
use crate::nearest::Nearest;
use crate::side::Side;

/// The side of a point; `None` if the rule has nothing to say, [`Side::Unknown`] if it knows that the point is on neither side,
/// [`Side::Disputed`] if both claim its ground.
pub type SideRule<'a> = &'a (dyn Fn(Point) -> Option<Side> + Sync);

/// How far from the line a rule overrules it, in metres, by the measure of the nearest point in metres.
pub type FarFrom<'a> = &'a (dyn Fn(f64) -> f64 + Sync);

/// What a rule says of all points within a distance, in metres, of a point; `None` where that is not the same for all, or not known.
pub type UniformSide<'a> = &'a (dyn Fn(Point, f64) -> Option<Option<Side>> + Sync);

/// A line together with a rule for the side of points whose nearest point is an end of the line, and perhaps of those far from it.
///
/// The line alone leaves the side beyond its ends [`Side::Unknown`], and elsewhere takes it from the direction of its nearest part, which
/// misleads where the way to the point crosses another part, a gap or a third country. The rule may know better, from the polygons of the
/// two sides for example. Made by [`GeodesicLine::with_side_beyond_ends`].
#[derive(Clone, Copy)]
pub struct SidedLine<'a> {
    pub(crate) line: &'a GeodesicLine,
    /// `None` if the line alone decides.
    rule: Option<SideRule<'a>>,
    far: Option<(FarFrom<'a>, UniformSide<'a>)>,
}

impl GeodesicLine {
    /// The line with a rule for the side of points beyond its ends.
    ///
    /// # Arguments
    ///
    /// `rule` gets the longitude and latitude of a point whose nearest point is an end of the line, and returns its side, or `None`
    /// if it is unknown.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{Contains, Point, line_string, point, polygon};
    /// use marz_geodesic::{GeodesicLine, Side};
    /// let line = GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 71.6, y: 36.7)]);
    /// let north = polygon![(x: 66.0, y: 37.3), (x: 67.8, y: 37.2), (x: 71.6, y: 36.7), (x: 77.0, y: 37.4), (x: 70.0, y: 41.0)];
    /// let rule = |p: Point| north.contains(&p).then_some(Side::Left);
    /// let murghob = point!(x: 73.966, y: 38.170);
    /// assert_eq!(line.nearest(murghob).side, Side::Unknown);
    /// assert_eq!(line.with_side_beyond_ends(&rule).nearest(murghob).side, Side::Left);
    /// ```
    #[must_use]
    pub fn with_side_beyond_ends<'a>(&'a self, rule: SideRule<'a>) -> SidedLine<'a> {
        SidedLine { line: self, rule: Some(rule), far: None }
    }

    /// The line with sides unknown beyond its ends.
    pub(crate) fn alone(&self) -> SidedLine<'_> {
        SidedLine { line: self, rule: None, far: None }
    }
}

impl<'a> SidedLine<'a> {
    /// The same line whose rule also overrules the line's own direction for points farther from it than `metres`, which gets the measure
    /// of the nearest point in metres. Where the rule has nothing to say the line's direction stays.
    ///
    /// `uniform` lets parts of discs that no edge of the rule crosses be settled at once; parts for which it is `None` are cut further.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{Point, line_string, point};
    /// use marz_geodesic::{GeodesicLine, Side};
    /// // North of the line lies a third country from 38° N.
    /// let line = GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 71.6, y: 36.7)]);
    /// let rule = |p: Point| (p.y() > 38.0).then_some(Side::Unknown);
    /// let uniform = |p: Point, reach_m: f64| ((p.y() - 38.0).abs() * 110_500.0 > reach_m).then(|| rule(p));
    /// let sided = line.with_side_beyond_ends(&rule).and_beyond_m(&|_| 500.0, &uniform);
    /// assert_eq!(sided.nearest(point!(x: 70.0, y: 37.9)).side, Side::Left);
    /// assert_eq!(sided.nearest(point!(x: 70.0, y: 38.1)).side, Side::Unknown);
    /// ```
    #[must_use]
    pub fn and_beyond_m(self, metres: FarFrom<'a>, uniform: UniformSide<'a>) -> Self {
        Self { far: Some((metres, uniform)), ..self }
    }
}

impl SidedLine<'_> {
    /// The nearest point of the line to a point: see [`GeodesicLine::nearest`].
    #[must_use]
    pub fn nearest(&self, point: impl Into<Point>) -> Nearest {
        self.nearest_with(point.into(), &mut Shortlist::default())
    }

    pub(crate) fn nearest_with(&self, point: Point, list: &mut Shortlist) -> Nearest {
        self.completed(point, self.line.nearest_with(point, list))
    }

    /// The same answer with the side of a point beyond an end, or far from the line.
    pub(crate) fn completed(&self, point: Point, nearest: Nearest) -> Nearest {
        let Nearest { side, distance_m, measure_m, .. } = nearest;
        Nearest { side: self.ruled_side(side, (distance_m, measure_m), None, || point), ..nearest }
    }

    /// What the rule says of every point within a distance in metres of a point, if that is known to be the same for all.
    pub(crate) fn uniform_answer(&self, point: Point, reach_m: f64) -> Option<Option<Side>> {
        match (self.rule, self.far) {
            (None, _) => Some(None),
            (Some(_), Some((_, uniform))) => uniform(point, reach_m),
            (Some(_), None) => None,
        }
    }

    /// How far from the line the rule overrules it, in metres; infinite if it does nowhere.
    pub(crate) fn overruled_from_m(&self, measure_m: f64) -> f64 {
        self.far.map_or(f64::INFINITY, |(from_m, _)| from_m(measure_m))
    }

    /// What the rule says of a point.
    pub(crate) fn answer(&self, point: Point) -> Option<Side> {
        self.rule.and_then(|rule| rule(point))
    }

    /// The side of a point by the line, or by the rule where that is asked, whose answer may be known already.
    pub(crate) fn ruled_side(
        &self,
        by_line: Side,
        (distance_m, measure_m): (f64, f64),
        answer: Option<Option<Side>>,
        point: impl FnOnce() -> Point,
    ) -> Side {
        let is_asked = by_line == Side::Unknown || distance_m > self.overruled_from_m(measure_m);
        if is_asked { answer.unwrap_or_else(|| self.answer(point())).unwrap_or(by_line) } else { by_line }
    }
}
