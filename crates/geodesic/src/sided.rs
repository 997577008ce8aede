//! A line with a rule for the side of points where the line's own direction may mislead.

use geo::Point;

use crate::ellipsoid::Ecef;
use crate::index::Shortlist;
use crate::line::GeodesicLine;
use crate::nearest::{Nearest, QuickNearest};
use crate::side::Side;

/// The side of a point; `None` if the rule has nothing to say, [`Side::Unknown`] if it knows that the point is on neither side.
pub type SideRule<'a> = &'a (dyn Fn(Point) -> Option<Side> + Sync);

/// How far from the line a rule overrules it, in metres, by the measure of the nearest point in metres.
pub type FarFrom<'a> = &'a (dyn Fn(f64) -> f64 + Sync);

/// A line together with a rule for the side of points whose nearest point is an end of the line, and perhaps of those far from it.
///
/// The line alone leaves the side beyond its ends [`Side::Unknown`], and elsewhere takes it from the direction of its nearest part, which
/// misleads where the way to the point crosses another part, a gap or a third country. The rule may know better, from the polygons of the
/// two sides for example. Made by [`GeodesicLine::with_side_beyond_ends`].
#[derive(Clone, Copy)]
pub struct SidedLine<'a> {
    pub(crate) line: &'a GeodesicLine,
    rule: SideRule<'a>,
    far_from: Option<FarFrom<'a>>,
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
        SidedLine { line: self, rule, far_from: None }
    }

    /// The line with sides unknown beyond its ends.
    pub(crate) fn alone(&self) -> SidedLine<'_> {
        self.with_side_beyond_ends(&|_| None)
    }
}

impl<'a> SidedLine<'a> {
    /// The same line whose rule also overrules the line's own direction for points farther from it than `metres`, which gets the measure
    /// of the nearest point in metres. Where the rule has nothing to say the line's direction stays.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{Point, line_string, point};
    /// use marz_geodesic::{GeodesicLine, Side};
    /// // North of the line lies a third country from 38° N.
    /// let line = GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 71.6, y: 36.7)]);
    /// let rule = |p: Point| (p.y() > 38.0).then_some(Side::Unknown);
    /// let sided = line.with_side_beyond_ends(&rule).and_beyond_m(&|_| 500.0);
    /// assert_eq!(sided.nearest(point!(x: 70.0, y: 37.9)).side, Side::Left);
    /// assert_eq!(sided.nearest(point!(x: 70.0, y: 38.1)).side, Side::Unknown);
    /// ```
    #[must_use]
    pub fn and_beyond_m(self, metres: FarFrom<'a>) -> Self {
        Self { far_from: Some(metres), ..self }
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
        let side = self.side_or_rule(nearest.side, (nearest.distance_m, nearest.measure_m), || point);
        Nearest { side, ..nearest }
    }

    /// The nearest point, and whether the rule gave another side than the line.
    pub(crate) fn quick_nearest(&self, point: Ecef, list: &mut Shortlist) -> (QuickNearest, bool) {
        let found = self.line.quick_nearest(point, list);
        let side = self.side_or_rule(found.side, (found.distance_m, found.measure_m), || point.position());
        (QuickNearest { side, ..found }, found.side != Side::Unknown && side != found.side)
    }

    fn side_or_rule(&self, side: Side, (distance_m, measure_m): (f64, f64), point: impl FnOnce() -> Point) -> Side {
        let is_far = |from: FarFrom<'_>| distance_m > from(measure_m);
        if side == Side::Unknown || self.far_from.is_some_and(is_far) {
            (self.rule)(point()).unwrap_or(side)
        } else {
            side
        }
    }
}
