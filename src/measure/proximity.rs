//! Points measured against a border: the proximity to its line, with the accuracy of the border and the polygons of its two sides.

use geo::Point;
use marz_geodesic::{GeodesicLine, Nearest, Sample, Side, SidedLine, UncertainPoint, Within};

use super::judgement::Judgements;
use super::side_polygons::SidePolygons;
use crate::model::{Border, Incident, LonLat, ReportedSide};

/// Distance, border kilometre and side of a point, with the interval and the probabilities that its location radius and the accuracy
/// of the border leave open.
#[derive(Debug, Clone, PartialEq)]
pub struct Proximity {
    /// The nearest point of the border to the point itself, with its distance in metres.
    pub nearest: Nearest,
    /// The location radius, in metres.
    pub radius_m: Option<f64>,
    /// The least distance that the radius and the accuracy of the border allow, in metres; never below 0.
    pub distance_min_m: f64,
    /// The greatest distance that the radius and the accuracy of the border allow, in metres.
    pub distance_max_m: f64,
    /// The least and the greatest border kilometre that the nearest point can have; `None` without a radius.
    pub km_range: Option<(f64, f64)>,
    /// The accuracy of the border at the nearest point, in metres.
    pub border_accuracy_m: f64,
    /// The probability of lying within each limit of the context, in order.
    pub within: Vec<Within>,
    /// The probability of lying to the left, contested ground counted half to either side; `None` if no side is known, or for less than
    /// half of the disc, and for a point on contested ground.
    pub p_left: Option<f64>,
    /// Whether `p_left` is the reported side and not computed.
    pub side_as_reported: bool,
    /// Whether its verdicts hold under the rival lines of the context; `None` if there are none.
    pub judgements: Option<Box<Judgements>>,
}

impl Proximity {
    /// `yes` or `no` if the whole interval of the distance lies within a limit or beyond it, else `possible`.
    ///
    /// The interval includes the accuracy of the line, the probability does not: if the line is accurate to 20 km, a point within 5 km
    /// of the line is only possibly within 5 km of the border.
    #[must_use]
    pub fn verdict(&self, within: &Within) -> &'static str {
        if self.distance_max_m <= within.limit_m {
            "yes"
        } else if self.distance_min_m > within.limit_m {
            "no"
        } else {
            "possible"
        }
    }
}

/// The reference of measurements: the border with its accuracy, its line, and the polygons of its sides.
///
/// # Example
///
/// ```
/// use marz::measure::{GeodesicLine, ProximityContext, SidePolygons, UncertainPoint};
/// use marz::model::{Border, BorderFacts, LonLat};
/// let at = |lon, lat| LonLat::new(lon, lat).unwrap();
/// // The 49th parallel, given to 100 m.
/// let facts = BorderFacts { accuracy_m: Some(100.0), ..BorderFacts::default() };
/// let border = Border::new("49".into(), vec![vec![at(-95.15, 49.0), at(-123.3, 49.0)]], facts).unwrap();
/// let (line, polygons) = (GeodesicLine::from(&border), SidePolygons::default());
/// let context = ProximityContext { border: &border, line: &line, polygons: &polygons, limits_m: &[100_000.0] };
/// let winnipeg = UncertainPoint::new(at(-97.138, 49.895)).radius_m(5_000.0);
/// let p = &context.proximities(&[winnipeg])[0];
/// assert!(p.distance_min_m <= p.nearest.distance_m - 5_099.0);
/// assert!((0.0..=1.0).contains(&p.within[0].probability));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ProximityContext<'a> {
    /// The border, for its accuracy and the codes of its sides.
    pub border: &'a Border,
    /// The line of the same border.
    pub line: &'a GeodesicLine,
    /// The polygons of the two sides, which give the side of points beyond the ends of the line, and farther from it than its accuracy; may
    /// be empty.
    pub polygons: &'a SidePolygons,
    /// The distances for [`Proximity::within`], in metres.
    pub limits_m: &'a [f64],
}

/// The point of a report: its position, its location radius in metres, and the side that the report names.
///
/// [`ReportedSide::Both`] restricts nothing.
#[must_use]
pub fn uncertain_point(at: LonLat, radius_m: Option<f64>, side: Option<ReportedSide>) -> UncertainPoint {
    let point = UncertainPoint::new(at);
    let point = radius_m.map_or(point, |r| point.radius_m(r));
    match side {
        Some(ReportedSide::Left) => point.on_side(Side::Left),
        Some(ReportedSide::Right) => point.on_side(Side::Right),
        Some(ReportedSide::Both) | None => point,
    }
}

/// The point of an incident, with its location radius and reported side; `None` if the incident has no position.
#[must_use]
pub fn incident_point(incident: &Incident) -> Option<UncertainPoint> {
    let location = &incident.location;
    incident.at.map(|at| uncertain_point(at, location.radius_m.map(f64::from), location.side))
}

/// Whether a report names the side.
#[must_use]
pub fn is_reported(side: Side, reported: ReportedSide) -> bool {
    matches!((side, reported), (Side::Left, ReportedSide::Left) | (Side::Right, ReportedSide::Right))
}

impl ProximityContext<'_> {
    /// Measures points against the border, on all cores, in their order.
    ///
    /// As [`GeodesicLine::proximity`] for the line, with four rules for borders:
    ///
    /// * the interval is widened on either side by the accuracy of the border at the nearest point, never below 0, and the
    ///   kilometres likewise, never beyond the ends;
    /// * beyond the ends of the line, and farther from it than its accuracy, the polygons give the side: unknown on the ground of
    ///   neither country;
    /// * where the line meets itself and has no left and right ([`Border::has_sides`]), the side is unknown within its accuracy;
    /// * on contested ground the side is disputed, however near the line; a side that the report names restricts nothing there, and there
    ///   is no [`Proximity::p_left`].
    #[must_use]
    pub fn proximities(&self, points: &[UncertainPoint]) -> Vec<Proximity> {
        let points: Vec<UncertainPoint> = points.iter().map(|p| self.opened(p)).collect();
        let found = self.sided(|line| line.proximity_batch(&points, self.limits_m));
        found.into_iter().map(|p| self.with_border_accuracy(p)).collect()
    }

    /// As [`ProximityContext::proximities`] for one point whose nearest point on this line is known.
    #[must_use]
    pub fn proximity(&self, point: &UncertainPoint, nearest: Nearest) -> Proximity {
        let point = self.opened(point);
        self.with_border_accuracy(self.sided(|line| line.proximity_of_nearest(&point, nearest, self.limits_m)))
    }

    /// As [`ProximityContext::proximity`] for many points in their order, on the calling thread.
    #[must_use]
    pub fn proximities_of_nearest(&self, points: &[UncertainPoint], nearest: &[Nearest]) -> Vec<Proximity> {
        let points: Vec<UncertainPoint> = points.iter().map(|p| self.opened(p)).collect();
        let found = self.sided(|line| line.proximities_of_nearest(&points, nearest, self.limits_m));
        found.into_iter().map(|p| self.with_border_accuracy(p)).collect()
    }

    /// The nearest point of the border; beyond the ends of the line and far from it the polygons give the side.
    #[must_use]
    pub fn nearest(&self, at: LonLat) -> Nearest {
        self.sided(|line| line.nearest(at))
    }

    /// Samples of the disc of a point: see [`GeodesicLine::sample_disc`].
    #[must_use]
    pub fn sample_disc(&self, point: &UncertainPoint, count: u32) -> Vec<Sample> {
        self.sided(|line| line.sample_disc(&self.opened(point), count))
    }

    /// Samples of the discs of many points, in their order, on all cores: see [`GeodesicLine::sample_disc`].
    #[must_use]
    pub fn sample_discs(&self, points: &[UncertainPoint], count: u32) -> Vec<Vec<Sample>> {
        let points: Vec<UncertainPoint> = points.iter().map(|p| self.opened(p)).collect();
        self.sided(|line| line.sample_disc_batch(&points, count))
    }

    /// A point without the side that its report names, if it lies on contested ground: the report's word for the side does not say where
    /// on the ground it was.
    pub(super) fn opened(&self, point: &UncertainPoint) -> UncertainPoint {
        if self.polygons.is_contested(point.point) { point.on_side(Side::Unknown) } else { *point }
    }

    /// Asks the line together with the rule of the polygons: beyond its ends, and farther from it than its accuracy.
    fn sided<A>(&self, ask: impl FnOnce(SidedLine<'_>) -> A) -> A {
        let accuracy_m = |measure_m: f64| self.border.accuracy_m(measure_m / 1000.0);
        let has_sides = |measure_m: f64| self.border.has_sides(measure_m / 1000.0);
        let rule = |point: Point| {
            if !self.border.has_sides_everywhere() {
                if self.polygons.is_empty() {
                    // Beyond an end, or where the line has no sides: either way nothing is known.
                    return Some(Side::Unknown);
                }
                let by_line = self.line.nearest(point);
                if !has_sides(by_line.measure_m) {
                    return Some(self.polygons.side_far_from(point, &by_line, accuracy_m).unwrap_or(Side::Unknown));
                }
            }
            self.polygons.side_beside(point, self.line, accuracy_m)
        };
        let far_from = |measure_m: f64| match has_sides(measure_m) {
            true => self.polygons.overrule_from_m(measure_m, accuracy_m(measure_m)),
            false => 0.0,
        };
        let uniform_side = |point: Point, reach_m: f64| {
            let has_sides = self.border.has_sides_everywhere();
            has_sides.then(|| self.polygons.uniform_side_beside((point, reach_m), self.line, accuracy_m)).flatten()
        };
        ask(self.line.with_side_beyond_ends(&rule).and_beyond_m(&far_from, &uniform_side))
    }

    fn with_border_accuracy(&self, found: marz_geodesic::Proximity) -> Proximity {
        let accuracy_m = self.border.accuracy_m(found.nearest.measure_km());
        let (slack_km, whole_km) = (accuracy_m / 1000.0, self.line.length_m() / 1000.0);
        let widened = |(low_m, high_m): (f64, f64)| {
            ((low_m / 1000.0 - slack_km).max(0.0), (high_m / 1000.0 + slack_km).min(whole_km))
        };
        Proximity {
            radius_m: found.radius_m,
            distance_min_m: (found.distance_min_m - accuracy_m).max(0.0),
            distance_max_m: found.distance_max_m + accuracy_m,
            km_range: found.measure_range_m.map(widened),
            border_accuracy_m: accuracy_m,
            within: found.within,
            // On contested ground the question has no answer, whatever the rest of the disc says.
            p_left: found.p_left.filter(|_| found.nearest.side != Side::Disputed),
            side_as_reported: found.side_as_given,
            judgements: None,
            nearest: found.nearest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BorderFacts, Stretch};

    #[test]
    fn the_accuracy_of_the_border_widens_the_interval() {
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        let facts = BorderFacts {
            accuracy_m: Some(200.0),
            stretches: vec![Stretch { from_km: 50.0, to_km: 60.0, accuracy_m: Some(5_000.0), ..Stretch::default() }],
            ..BorderFacts::default()
        };
        let border = Border::new(String::new(), vec![vec![at(0.0, 0.0), at(2.0, 0.0)]], facts).unwrap();
        let line = GeodesicLine::from(&border);
        let context =
            ProximityContext { border: &border, line: &line, polygons: &SidePolygons::default(), limits_m: &[] };
        let measured = |lon: f64| context.proximities(&[UncertainPoint::new(at(lon, 0.09))])[0].clone();
        let (sure, unsure) = (measured(0.1), measured(0.5));
        let d = sure.nearest.distance_m;
        assert_eq!((sure.distance_min_m, sure.distance_max_m), (d - 200.0, d + 200.0));
        assert!((unsure.distance_max_m - unsure.nearest.distance_m - 5_000.0).abs() < 1e-6);
        assert_eq!(sure.km_range, None);
    }

    #[test]
    fn contested_ground_is_on_neither_side() {
        use crate::model::{ContestedArea, Reason, ReportedSide};
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        let facts = BorderFacts { accuracy_m: Some(500.0), ..BorderFacts::default() };
        let border = Border::new(String::new(), vec![vec![at(0.0, 0.0), at(2.0, 0.0)]], facts).unwrap();
        let line = GeodesicLine::from(&border);
        // North of the line, from it to 11 km.
        let square = geo::Rect::new((0.5, 0.0), (1.0, 0.1)).to_polygon();
        let area = |between: &[&str]| ContestedArea {
            names: crate::model::Names::default(),
            between: between.iter().map(|c| (*c).to_owned()).collect(),
            reason: Reason::from("Two maps."),
            sources: Vec::new(),
            unverified: false,
            shape: geo::MultiPolygon(vec![square.clone()]),
        };
        let of = |between: &[&str]| SidePolygons::default().and_contested(&border, &line, &[area(between)]);
        let polygons = of(&[]);
        let context = ProximityContext { border: &border, line: &line, polygons: &polygons, limits_m: &[20_000.0] };
        let measured = |lon: f64, lat: f64, radius_m: Option<f64>, side: Option<ReportedSide>| {
            context.proximities(&[uncertain_point(at(lon, lat), radius_m, side)])[0].clone()
        };
        // Deep in it, and 100 m from the line, which is known to 500 m.
        for lat in [0.05, 0.0009] {
            let p = measured(0.75, lat, None, None);
            assert_eq!((p.nearest.side, p.p_left), (Side::Disputed, None), "{lat}");
        }
        // The report's word for the side cuts nothing and is no answer.
        let reported = measured(0.75, 0.05, Some(2_000.0), Some(ReportedSide::Right));
        assert_eq!((reported.nearest.side, reported.p_left, reported.side_as_reported), (Side::Disputed, None, false));
        assert!(reported.distance_min_m > 2_900.0 && reported.within[0].probability > 0.999);
        let samples =
            context.sample_disc(&uncertain_point(at(0.75, 0.05), Some(2_000.0), Some(ReportedSide::Right)), 64);
        assert!(samples.iter().all(|s| s.nearest.side == Side::Disputed));
        // Across the line, beside it, and north of it: as ever.
        for (lon, lat, side) in
            [(0.75, -0.0009, Side::Right), (0.75, -0.2, Side::Right), (0.3, 0.05, Side::Left), (0.75, 0.15, Side::Left)]
        {
            assert_eq!(measured(lon, lat, None, None).nearest.side, side, "{lon} {lat}");
        }
        // A disc of which a third is contested: that third counts half to either side.
        let p = measured(0.45, 0.05, Some(11_100.0), None).p_left.unwrap();
        assert!((0.68..0.78).contains(&p), "{p}");
        // Ground that others claim says nothing of these sides.
        let polygons = of(&["XX", "YY"]);
        let context = ProximityContext { polygons: &polygons, ..context };
        assert_eq!(context.proximities(&[UncertainPoint::new(at(0.75, 0.05))])[0].nearest.side, Side::Left);
        assert_eq!(
            SidePolygons::default()
                .and_contested(&border, &line, &[area(&["left", "YY"])])
                .side(geo::point!(x: 0.75, y: 0.05)),
            Some(Side::Disputed)
        );
    }
}
