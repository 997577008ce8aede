//! A line with a rule for the side of points beyond its ends.

use geo::Point;

use crate::ellipsoid::Ecef;
use crate::index::Shortlist;
use crate::line::GeodesicLine;
use crate::nearest::{Nearest, QuickNearest};
use crate::side::Side;

/// The side of a point that is nearest to an end of the line; `None` if it has none.
pub type SideBeyondEnds<'a> = &'a (dyn Fn(Point) -> Option<Side> + Sync);

/// A line together with a rule for the side of points whose nearest point is an end of the line.
///
/// The line alone leaves their side [`Side::Unknown`]; the rule may know it, from the polygons of the two sides for example. Made by
/// [`GeodesicLine::with_side_beyond_ends`].
#[derive(Clone, Copy)]
pub struct SidedLine<'a> {
    pub(crate) line: &'a GeodesicLine,
    side_beyond_ends: SideBeyondEnds<'a>,
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
    pub fn with_side_beyond_ends<'a>(&'a self, rule: SideBeyondEnds<'a>) -> SidedLine<'a> {
        SidedLine { line: self, side_beyond_ends: rule }
    }

    /// The line with sides unknown beyond its ends.
    pub(crate) fn alone(&self) -> SidedLine<'_> {
        self.with_side_beyond_ends(&|_| None)
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

    /// The same answer with the side of a point beyond an end.
    pub(crate) fn completed(&self, point: Point, nearest: Nearest) -> Nearest {
        Nearest { side: self.side_or_rule(nearest.side, || point), ..nearest }
    }

    pub(crate) fn quick_nearest(&self, point: Ecef, list: &mut Shortlist) -> QuickNearest {
        let found = self.line.quick_nearest(point, list);
        QuickNearest { side: self.side_or_rule(found.side, || point.position()), ..found }
    }

    fn side_or_rule(&self, side: Side, point: impl FnOnce() -> Point) -> Side {
        if side == Side::Unknown { (self.side_beyond_ends)(point()).unwrap_or(Side::Unknown) } else { side }
    }
}
