//! What a location radius does to a distance: the interval, and the probabilities.

use super::disc::Disc;
use super::ellipsoid::Ecef;
use super::index::Shortlist;
use super::nearest::Glance;
use super::{BorderLine, Lands, Nearest, Side};
use crate::model::{Border, LonLat, ReportedSide};

/// How exact a probability is.
pub const PROBABILITY_ACCURACY: f64 = 0.005;

/// A point with what its report says about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Query {
    /// The point.
    pub at: LonLat,
    /// It happened within so many metres of the point; nothing where the report says nothing.
    pub radius_m: Option<f64>,
    /// The side of the border that the report names.
    pub side: Option<ReportedSide>,
}

/// Distance, nearest spot, border kilometre and side of a point, with what its radius leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct Proximity {
    /// The nearest spot, and the exact distance of the point itself.
    pub nearest: Nearest,
    /// The location radius, in metres.
    pub radius_m: Option<f64>,
    /// The least distance that the radius and the accuracy of the border allow, in metres.
    pub distance_min_m: f64,
    /// The greatest distance that they allow, in metres.
    pub distance_max_m: f64,
    /// The least and the greatest border kilometre that the nearest spot can have; nothing without a radius.
    pub km_range: Option<(f64, f64)>,
    /// The accuracy of the border at the nearest spot, in metres.
    pub border_accuracy_m: f64,
    /// The probability of lying within each distance asked for.
    pub within: Vec<Within>,
    /// The probability of lying to the left; nothing where no side can be told, or for less than half of the disc.
    pub p_left: Option<f64>,
    /// Whether `p_left` is what the report says and not computed.
    pub side_as_reported: bool,
}

/// The probability of lying within a distance of the border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Within {
    /// The distance in metres.
    pub limit_m: f64,
    /// The probability, 0…1.
    pub probability: f64,
}

/// What points are measured against.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// The border, for its accuracy and the codes of its sides.
    pub border: &'a Border,
    /// The same border made ready.
    pub line: &'a BorderLine,
    /// The land of the two sides, which tells the side of points beyond the ends of the line; may be empty.
    pub lands: &'a Lands,
    /// The distances for [`Proximity::within`], in metres.
    pub limits_m: &'a [f64],
}

/// Measures points against a border, on one thread; [`proximities`] uses all.
///
/// The true place is taken as uniform in the disc of the radius, cut to the side that the report names.
///
/// * Probabilities are for what is left of the disc, to [`PROBABILITY_ACCURACY`].
/// * The interval runs from the least to the greatest distance of any place left of the disc, widened on either side by
///   the accuracy of the border at the nearest spot, never below 0. Its lower end is exact, or too small where the
///   point lies beyond an end of the line and the cut takes away what was nearest; the upper may be too large by a thousandth
///   of the radius or a metre.
/// * The kilometres are those of the nearest spots of places left of the disc, widened by the same accuracy.
///
/// A point without radius is taken as exact. Where the cut would leave nothing, report and point contradict each other, and
/// the whole disc is taken.
#[must_use]
pub fn proximities_on_one_thread(against: &Against<'_>, queries: &[Query]) -> Vec<Proximity> {
    let points: Vec<LonLat> = queries.iter().map(|q| q.at).collect();
    let nearest = against.line.nearest_batch(&points);
    queries.iter().zip(nearest).map(|(query, nearest)| against.proximity(query, nearest)).collect()
}

/// Measures points against a border on all cores, in their order: see [`proximities_on_one_thread`].
#[must_use]
pub fn proximities(against: &Against<'_>, queries: &[Query]) -> Vec<Proximity> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(queries.len()).max(1);
    let share = queries.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let one = |chunk| scope.spawn(move || proximities_on_one_thread(against, chunk));
        let work: Vec<_> = queries.chunks(share).map(one).collect();
        work.into_iter().flat_map(|handle| handle.join().unwrap_or_default()).collect()
    })
}

impl Against<'_> {
    /// The nearest spot of the border to a point; beyond an end of the line the side is that of the land the point lies on.
    #[must_use]
    pub fn nearest(&self, at: LonLat) -> Nearest {
        self.with_land(at, self.line.nearest(at))
    }

    /// What is known of a point whose nearest spot was found already: see [`proximities_on_one_thread`].
    #[must_use]
    pub fn proximity(&self, query: &Query, nearest: Nearest) -> Proximity {
        let nearest = self.with_land(query.at, nearest);
        let (d, r) = (nearest.distance_m, query.radius_m.unwrap_or(0.0));
        let reported = query.side.filter(|s| *s != ReportedSide::Both);
        let accuracy_m = self.border.accuracy_m(nearest.border_km);
        let here = |limit_m: f64| if d <= limit_m { 1.0 } else { 0.0 };
        let mut told = Proximity {
            radius_m: query.radius_m,
            distance_min_m: (d - r).max(0.0),
            distance_max_m: d + r,
            km_range: None,
            border_accuracy_m: accuracy_m,
            within: self.limits_m.iter().map(|x| Within { limit_m: *x, probability: here(*x) }).collect(),
            p_left: match (reported, nearest.side) {
                (Some(side), _) => Some(if side == ReportedSide::Left { 1.0 } else { 0.0 }),
                (None, Side::Left) => Some(1.0),
                (None, Side::Right) => Some(0.0),
                (None, _) => None,
            },
            side_as_reported: reported.is_some(),
            nearest,
        };
        if r > 0.0 {
            self.spread_over_disc(query, r, reported, &mut told);
        }
        told.distance_min_m = (told.distance_min_m - accuracy_m).max(0.0);
        told.distance_max_m += accuracy_m;
        told
    }

    fn spread_over_disc(&self, query: &Query, radius_m: f64, reported: Option<ReportedSide>, told: &mut Proximity) {
        let mut list = Shortlist::default();
        let mut glance = |at: Ecef| {
            let seen = self.line.glance(at, &mut list);
            Glance { side: self.side_or_land(seen.side, || at.position()), ..seen }
        };
        // Only ends that can be the nearest spot of some place in the disc matter.
        let centre = Ecef::on_ellipsoid(query.at);
        let reach_m = told.nearest.distance_m + 2.0 * radius_m;
        let ends: Vec<Ecef> = self.line.ends.iter().copied().filter(|e| e.chord_m(centre) <= reach_m).collect();
        let mut disc = Disc::new(query.at, radius_m, reported, &ends, &mut glance);
        let farthest_m = disc.farthest_m().or_else(|| {
            disc.side = None;
            disc.farthest_m()
        });
        told.distance_max_m = farthest_m.map_or(told.distance_max_m, |m| m.min(told.distance_max_m));
        if reported.is_none() || !self.limits_m.is_empty() {
            let shares = disc.shares(self.limits_m);
            for (within, share) in told.within.iter_mut().zip(&shares.within) {
                within.probability = *share;
            }
            if reported.is_none() {
                told.p_left = shares.left;
            }
        }
        let (slack_km, whole_km) = (told.border_accuracy_m / 1000.0, self.line.length_m() / 1000.0);
        let widened = |(low, high): (f64, f64)| ((low - slack_km).max(0.0), (high + slack_km).min(whole_km));
        told.km_range = disc.kilometres().map(widened);
    }

    /// The same, with the side of a point beyond an end of the line told by the land it lies on.
    pub(super) fn with_land(&self, at: LonLat, nearest: Nearest) -> Nearest {
        Nearest { side: self.side_or_land(nearest.side, || at), ..nearest }
    }

    /// The side of a point; beyond an end of the line it is told by the land it lies on.
    fn side_or_land(&self, side: Side, at: impl FnOnce() -> LonLat) -> Side {
        if side == Side::Unknown { self.lands.side(at()).unwrap_or(Side::Unknown) } else { side }
    }
}
