//! The proximity of an uncertain point: the interval of its distance, and probabilities.

use geo::Point;

use crate::blocks::in_blocks;
use crate::disc::{Buffers, Disc};
use crate::line::GeodesicLine;
use crate::nearest::Nearest;
use crate::side::Side;
use crate::sided::SidedLine;
use crate::spread::spread;
use crate::uncertain::UncertainPoint;

/// How far a probability of [`Proximity`] may be off.
pub const PROBABILITY_ACCURACY: f64 = 0.005;

/// Distance, measure and side of a point, with the interval and the probabilities that its location radius leaves open.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Proximity {
    /// The nearest point of the line to the point itself, with the exact distance.
    pub nearest: Nearest,
    /// The location radius, in metres.
    pub radius_m: Option<f64>,
    /// The least distance of the true place that the radius allows, in metres.
    pub distance_min_m: f64,
    /// The greatest distance of the true place that the radius allows, in metres.
    pub distance_max_m: f64,
    /// The least and the greatest measure that the nearest point of the true place can have, in metres; `None` without a radius.
    pub measure_range_m: Option<(f64, f64)>,
    /// The probability of lying within each limit, in the order of the limits.
    pub within: Vec<Within>,
    /// The probability of lying to the left; `None` if no side is known, or for less than half of the disc.
    pub p_left: Option<f64>,
    /// Whether `p_left` is the side that was given with the point, and not computed.
    pub side_as_given: bool,
}

/// The probability of lying within a distance of the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Within {
    /// The distance in metres.
    pub limit_m: f64,
    /// The probability, 0…1.
    pub probability: f64,
}

impl GeodesicLine {
    /// The proximity of an uncertain point: the interval of its distance, the range of its measure, its side, and the probability of
    /// lying within each limit.
    ///
    /// The true place is taken as uniformly distributed over the disc of the location radius, restricted to the side given with the
    /// point. The disc is cut into cells, each bounded by one distance, and those in doubt are refined (branch and bound).
    ///
    /// # Arguments
    ///
    /// `limits_m`: the distances for [`Proximity::within`], in metres; may be empty.
    ///
    /// # Range and special cases
    ///
    /// * A point without radius, or with radius 0, is exact: its probabilities are 0 or 1 and its interval is its distance.
    /// * If the side leaves nothing of the disc, side and point contradict each other, and the whole disc is taken.
    /// * For a point that is no position, a radius that is no length, or a line without edges every number is NaN and the others are
    ///   `None`.
    ///
    /// # Accuracy
    ///
    /// * Probabilities: [`PROBABILITY_ACCURACY`], for discs within [`FAR_M`](crate::FAR_M) of the line that need no more than
    ///   [`DISC_EVALUATIONS`](crate::DISC_EVALUATIONS). Beyond the ends of the line a rule for the side that cannot say where it is uniform is
    ///   asked at points: an area smaller than a third of the radius may be missed.
    /// * The lower end of the interval is exact, or too small if the point lies beyond an end of the line and the side takes away what
    ///   was nearest. The upper is never too small; it may be too large by a thousandth of the radius or a metre, beyond
    ///   [`FAR_M`](crate::FAR_M) by a fiftieth of the radius and 0.03 % of the distance. Where the disc is cut to a side near an
    ///   end of the line: a thirtieth of the radius either way, for radii to 1,000 km.
    /// * The range of measures holds that of every point of the disc; it may be too wide by
    ///   [`MEASURE_RANGE_ACCURACY`](crate::MEASURE_RANGE_ACCURACY) of the radius, and by parts of the
    ///   line that come nearly as near as the nearest. Beyond [`FAR_M`](crate::FAR_M) straight distances decide which part is nearest. Where
    ///   a rule parts the disc and a side cuts it, what the cut leaves is searched at points.
    ///
    /// # Cost
    ///
    /// At most [`DISC_EVALUATIONS`](crate::DISC_EVALUATIONS) nearest points wherever the disc lies, twice that where the side leaves
    /// nothing of it. Where they do not suffice, as with very many meanders, the upper end is too large rather than too small, and
    /// what is still in doubt is taken as cut straight.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{line_string, point};
    /// use marz_geodesic::{GeodesicLine, UncertainPoint};
    /// let line = GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1), (x: 71.6, y: 36.7)]);
    /// // Reported 44 km north of the line, known to 15 km.
    /// let p = line.proximity(&UncertainPoint::new(point!(x: 69.4, y: 37.5)).radius_m(15_000.0), &[40_000.0]);
    /// assert!(p.distance_min_m > 28_000.0 && p.distance_max_m < 60_000.0);
    /// assert!((0.1..0.5).contains(&p.within[0].probability));
    /// assert_eq!(p.p_left, Some(1.0));
    /// ```
    #[must_use]
    pub fn proximity(&self, point: &UncertainPoint, limits_m: &[f64]) -> Proximity {
        self.alone().proximity(point, limits_m)
    }

    /// [`GeodesicLine::proximity`] of many points, in their order; on all cores with the feature `rayon`.
    #[must_use]
    pub fn proximity_batch(&self, points: &[UncertainPoint], limits_m: &[f64]) -> Vec<Proximity> {
        self.alone().proximity_batch(points, limits_m)
    }
}

impl SidedLine<'_> {
    /// See [`GeodesicLine::proximity`]; the rule for the sides beyond the ends is asked for every part of the disc there.
    #[must_use]
    pub fn proximity(&self, point: &UncertainPoint, limits_m: &[f64]) -> Proximity {
        self.proximity_of_nearest(point, self.line.nearest(point.point), limits_m)
    }

    /// [`SidedLine::proximity`] of many points, in their order; on all cores with the feature `rayon`.
    #[must_use]
    pub fn proximity_batch(&self, points: &[UncertainPoint], limits_m: &[f64]) -> Vec<Proximity> {
        in_blocks(points, |block| {
            let places: Vec<Point> = block.iter().map(|p| p.point).collect();
            let nearest = self.line.nearest_batch(&places);
            let mut buffers = Buffers::default();
            block.iter().zip(nearest).map(|(p, n)| self.proximity_with(p, n, limits_m, &mut buffers)).collect()
        })
    }

    /// [`SidedLine::proximity`] of a point whose nearest point is known already.
    ///
    /// `nearest` must be this line's answer for `point.point`, as of [`GeodesicLine::nearest_batch`].
    #[must_use]
    pub fn proximity_of_nearest(&self, point: &UncertainPoint, nearest: Nearest, limits_m: &[f64]) -> Proximity {
        self.proximity_with(point, nearest, limits_m, &mut Buffers::default())
    }

    /// [`SidedLine::proximity_of_nearest`] of many points in their order, on the calling thread; `nearest` has the answer for each of them.
    #[must_use]
    pub fn proximities_of_nearest(
        &self,
        points: &[UncertainPoint],
        nearest: &[Nearest],
        limits_m: &[f64],
    ) -> Vec<Proximity> {
        let mut buffers = Buffers::default();
        points.iter().zip(nearest).map(|(p, n)| self.proximity_with(p, *n, limits_m, &mut buffers)).collect()
    }

    fn proximity_with(
        &self,
        point: &UncertainPoint,
        nearest: Nearest,
        limits_m: &[f64],
        buffers: &mut Buffers,
    ) -> Proximity {
        let nearest = self.completed(point.point, nearest);
        let (d, r) = (nearest.distance_m, point.radius_m.unwrap_or(0.0));
        let side = point.cut();
        let is_known = !d.is_nan() && point.has_valid_radius();
        let exact = |limit_m: f64| match is_known {
            true if d <= limit_m => 1.0,
            true => 0.0,
            false => f64::NAN,
        };
        let mut found = Proximity {
            radius_m: point.radius_m,
            distance_min_m: if is_known { (d - r).max(0.0) } else { f64::NAN },
            distance_max_m: if is_known { d + r } else { f64::NAN },
            measure_range_m: None,
            within: limits_m.iter().map(|x| Within { limit_m: *x, probability: exact(*x) }).collect(),
            p_left: match (side, nearest.side) {
                (Some(side), _) => Some(if side == Side::Left { 1.0 } else { 0.0 }),
                _ if !is_known => None,
                (None, Side::Left) => Some(1.0),
                (None, Side::Right) => Some(0.0),
                (None, _) => None,
            },
            side_as_given: side.is_some(),
            nearest,
        };
        if is_known && r > 0.0 {
            self.spread_over_disc(point, r, limits_m, &mut found, buffers);
        }
        found
    }

    fn spread_over_disc(
        &self,
        point: &UncertainPoint,
        radius_m: f64,
        limits_m: &[f64],
        found: &mut Proximity,
        buffers: &mut Buffers,
    ) {
        let nearest = found.nearest;
        let cut = point.cut();
        let shares = cut.is_none() || !limits_m.is_empty();
        let mut disc = Disc::new(self, point.point, radius_m, cut, &nearest, std::mem::take(buffers));
        let mut left_open = spread(&mut disc, limits_m, &nearest, shares);
        if left_open.farthest_m.is_none() {
            disc = disc.uncut();
            left_open = spread(&mut disc, limits_m, &nearest, shares);
        }
        *buffers = disc.buffers;
        found.distance_max_m = left_open.farthest_m.unwrap_or(found.distance_max_m);
        for (within, share) in found.within.iter_mut().zip(&left_open.within) {
            within.probability = *share;
        }
        if cut.is_none() {
            found.p_left = left_open.left;
        }
        found.measure_range_m = left_open.measures_m;
    }
}
