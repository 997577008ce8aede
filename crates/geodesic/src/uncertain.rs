//! A point that is known only to within a radius.

use geo::Point;

use crate::side::Side;

/// A point with its location radius and, if known from elsewhere, its side of the line.
///
/// The true place is taken as uniformly distributed over the disc of the radius, restricted to the given side.
///
/// # Example
///
/// ```
/// use geo::point;
/// use marz_geodesic::{Side, UncertainPoint};
/// // Known to 5 km, and reported to be left of the line.
/// let reported = UncertainPoint::new(point!(x: 69.4, y: 37.5)).radius_m(5_000.0).on_side(Side::Left);
/// assert_eq!((reported.radius_m, reported.side), (Some(5_000.0), Some(Side::Left)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct UncertainPoint {
    /// The point: longitude and latitude in degrees.
    pub point: Point,
    /// The location radius in metres: the true place lies within it. `None` if the point is taken as exact.
    pub radius_m: Option<f64>,
    /// The side of the line on which the true place is known to lie; `None` if unknown.
    pub side: Option<Side>,
}

impl UncertainPoint {
    /// A point without a radius and without a side: an exact one.
    #[must_use]
    pub fn new(point: impl Into<Point>) -> Self {
        Self { point: point.into(), radius_m: None, side: None }
    }

    /// The same point with a location radius in metres.
    ///
    /// # Range and special cases
    ///
    /// 0 is an exact point. With a radius that is negative or not finite distances, interval and probabilities are unknown (NaN),
    /// and the sample of the disc is empty.
    #[must_use]
    pub fn radius_m(self, radius_m: f64) -> Self {
        Self { radius_m: Some(radius_m), ..self }
    }

    /// The same point with a known side of the line.
    ///
    /// # Range and special cases
    ///
    /// Only [`Side::Left`] and [`Side::Right`] restrict the disc; [`Side::On`] and [`Side::Unknown`] remove a side
    /// given before.
    #[must_use]
    pub fn on_side(self, side: Side) -> Self {
        Self { side: matches!(side, Side::Left | Side::Right).then_some(side), ..self }
    }

    /// Whether the radius is a length: absent, or finite and at least 0.
    pub(crate) fn has_valid_radius(&self) -> bool {
        self.radius_m.is_none_or(|r| r.is_finite() && r >= 0.0)
    }

    /// The side to which the disc is cut.
    pub(crate) fn cut(&self) -> Option<Side> {
        self.side.filter(|s| matches!(s, Side::Left | Side::Right))
    }
}
