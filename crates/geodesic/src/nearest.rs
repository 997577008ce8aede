//! The nearest point of a line.

use geo::Point;

use crate::arc::MARGIN_TO_M;
use crate::edge::Edge;
use crate::ellipsoid::{EP2, Ecef, Frame};
use crate::exact::ExactProjection;
use crate::geodesic::inverse;
use crate::index::{Shortlist, Step};
use crate::line::GeodesicLine;
use crate::position::position;
use crate::side::{Side, side_of};
use crate::subsegment::{Projection, departure};

/// How far [`Nearest::distance_m`] may be off for points within [`FAR_M`] of the line, in metres.
pub const ACCURACY_M: f64 = 1e-4;

/// How far [`Nearest::distance_m`] may be off beyond [`FAR_M`], as a share of the distance.
pub const FAR_ACCURACY: f64 = 1e-9;

/// Up to this distance, in metres, the closed formula of [`arc`](crate::arc) answers; beyond it Karney's algorithm at every step.
pub const FAR_M: f64 = 1_000_000.0;

/// A point at most this far from the line is on it, in metres.
pub const ON_LINE_M: f64 = 1e-3;

/// How far [`GeodesicLine::is_within`] may be off for distances up to 50 km, in metres.
pub const IS_WITHIN_ACCURACY_M: f64 = 1.0;

/// The nearest point of a line to a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// The length of the shortest geodesic from the point to the line, in metres.
    pub distance_m: f64,
    /// The nearest point: where that geodesic meets the line; longitude and latitude in degrees.
    pub point: Point,
    /// The measure of the nearest point: metres along the line from its start, without the gaps between parts.
    pub measure_m: f64,
    /// The azimuth at the point towards the nearest point, in degrees clockwise from north, 0…360; `None` if the point is on the
    /// line.
    pub bearing_deg: Option<f64>,
    /// The side of the line on which the point lies.
    pub side: Side,
    /// The number of the edge that holds the nearest point, from 0 over all parts.
    pub edge: usize,
}

impl Nearest {
    /// The measure of the nearest point in kilometres.
    #[must_use]
    pub fn measure_km(&self) -> f64 {
        self.measure_m / 1000.0
    }

    /// The answer for a point that is no position, or of a line without edges.
    const NOTHING: Self = Self {
        distance_m: f64::NAN,
        point: Point(geo::Coord { x: f64::NAN, y: f64::NAN }),
        measure_m: f64::NAN,
        bearing_deg: None,
        side: Side::Unknown,
        edge: 0,
    };
}

/// The part of [`Nearest`] that needs no longitude and latitude: the answer for a cell of a disc.
///
/// Beyond [`FAR_M`] the subsegment is that of the nearest chord, and the distance good to
/// `arc::FORMULA_FAR_ACCURACY` of itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Foot {
    pub distance_m: f64,
    pub measure_m: f64,
    pub side: Side,
    /// The nearest point.
    pub at: Ecef,
    /// The number of its subsegment.
    pub number: u32,
}

/// Whether the nearest point of a subsegment to a point of a circle is an end of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndOfLine {
    /// For every point of the circle.
    Always,
    /// For no point of the circle.
    Never,
    Maybe,
}

impl GeodesicLine {
    /// The nearest point of the line to a point, with distance, measure, side and bearing.
    ///
    /// # Arguments
    ///
    /// `point`: longitude and latitude in degrees, as a [`Point`] or a type that converts to one.
    ///
    /// # Range and special cases
    ///
    /// Any position, poles and the antimeridian included. Of two equally near points either is right. The side is
    /// computed from the line around the nearest point, at any distance, since the shortest way to the line does not cross it;
    /// it is [`Side::Unknown`] if the nearest point is an end of the line and [`Side::On`] within [`ON_LINE_M`]. For a point that
    /// is no position (not finite, a latitude beyond ±90) and for a line without edges every number is NaN, as in geo.
    ///
    /// # Accuracy
    ///
    /// The distance: [`ACCURACY_M`] within [`FAR_M`], [`FAR_ACCURACY`] beyond. The nearest point may be off along the line by as
    /// much as changes the distance by no more than that: far away the distance is flat there.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{line_string, point};
    /// use marz_geodesic::{GeodesicLine, Side};
    /// // Across the antimeridian between Fiji's islands, going east.
    /// let line = GeodesicLine::from(&line_string![(x: 179.0, y: -17.0), (x: -179.0, y: -17.0)]);
    /// let nearest = line.nearest(point!(x: 180.0, y: -16.0));
    /// assert_eq!(nearest.side, Side::Left);
    /// assert!((nearest.measure_m - 106_500.0).abs() < 100.0);
    /// ```
    ///
    /// # References
    ///
    /// C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), 43–55, doi:10.1007/s00190-012-0578-z; S. Baselga &
    /// J. C. Martínez-Llario, Intersection and point-to-line solutions for geodesics on the ellipsoid, Stud. Geophys. Geod.
    /// 62 (2018), 353–363, doi:10.1007/s11200-017-1020-z. The closed formula is this crate's own: see [`crate::arc`].
    #[must_use]
    pub fn nearest(&self, point: impl Into<Point>) -> Nearest {
        self.nearest_with(point.into(), &mut Shortlist::default())
    }

    /// The nearest point for each of many points, in their order; each answer is that of [`GeodesicLine::nearest`].
    ///
    /// Faster than one by one: the points are visited along a curve through space, so that the answer for one is a good
    /// first guess for the next. Uses one thread; cut the points into blocks to use more.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{line_string, point};
    /// let line = marz_geodesic::GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1)]);
    /// let (kunduz, dushanbe) = (point!(x: 68.857, y: 36.729), point!(x: 68.779, y: 38.536));
    /// assert_eq!(line.nearest_batch(&[kunduz, dushanbe])[1], line.nearest(dushanbe));
    /// ```
    #[must_use]
    pub fn nearest_batch<P: Copy + Into<Point>>(&self, points: &[P]) -> Vec<Nearest> {
        // Place on the curve and number in one word: sorting words is quick. More points than fit go in portions.
        const PORTION: usize = 1 << 24;
        let mut found: Vec<Nearest> = vec![Nearest::NOTHING; points.len()];
        let mut list = Shortlist::default();
        for (portion, found) in points.chunks(PORTION).zip(found.chunks_mut(PORTION)) {
            let mut order: Vec<u64> =
                portion.iter().zip(0..).map(|(p, i): (_, u64)| along_curve((*p).into()) << 24 | i).collect();
            order.sort_unstable();
            for word in order {
                let i = (word & (PORTION as u64 - 1)) as usize;
                found[i] = self.nearest_with(portion[i].into(), &mut list);
            }
        }
        found
    }

    /// The nearest point for each of any number of points, one by one, in their order.
    ///
    /// For points that follow each other closely, as along a track, nearly as fast as [`GeodesicLine::nearest_batch`], and in
    /// constant memory.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::line_string;
    /// let border = marz_geodesic::GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1)]);
    /// let track = line_string![(x: 68.0, y: 37.3), (x: 68.1, y: 37.25), (x: 68.2, y: 37.22)];
    /// let least_m = border.nearest_iter(track.points()).map(|n| n.distance_m).fold(f64::INFINITY, f64::min);
    /// assert!(least_m < 5_000.0);
    /// ```
    pub fn nearest_iter<'a>(
        &'a self,
        points: impl IntoIterator<Item = Point> + 'a,
    ) -> impl Iterator<Item = Nearest> + 'a {
        let mut list = Shortlist::default();
        points.into_iter().map(move |point| self.nearest_with(point, &mut list))
    }

    /// Whether the line comes within a distance of a point, in metres: cheaper than [`GeodesicLine::nearest`].
    ///
    /// # Range and special cases
    ///
    /// For limits up to some tens of kilometres: the straight distance through the earth is compared. False for a point that is no
    /// position, for a line without edges and for a limit that is NaN.
    ///
    /// # Accuracy
    ///
    /// [`IS_WITHIN_ACCURACY_M`], on the side of "within".
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{line_string, point};
    /// let line = marz_geodesic::GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1)]);
    /// let kunduz = point!(x: 68.857, y: 36.729);
    /// assert!(line.is_within(kunduz, 50_000.0) && !line.is_within(kunduz, 40_000.0));
    /// ```
    #[must_use]
    pub fn is_within(&self, point: impl Into<Point>, limit_m: f64) -> bool {
        let Some(point) = position(point.into()) else { return false };
        let mut within = false;
        self.index.visit_boxes(Ecef::on_ellipsoid(point), limit_m, |step, left_m| {
            if let Step::Subsegment(_, chord_m) = step
                && chord_m <= limit_m
            {
                (within, *left_m) = (true, -1.0);
            }
            true
        });
        within
    }

    pub(crate) fn nearest_with(&self, point: Point, list: &mut Shortlist) -> Nearest {
        let Some(point) = position(point) else { return Nearest::NOTHING };
        let frame = Frame::at(point);
        match self.projection(frame.origin, list) {
            Some((number, projection)) => self.nearest_of(&frame, number, &projection),
            None => self
                .exact(point, list)
                .map_or(Nearest::NOTHING, |projection| self.nearest_of_exact(&projection, frame.origin)),
        }
    }

    /// The nearest point to a point of the ellipsoid; the line has an edge.
    pub(crate) fn foot(&self, point: Ecef, list: &mut Shortlist) -> Foot {
        self.foot_on(point, self.index.nearest_chord(point, list))
    }

    /// The nearest point of one subsegment to a point of the ellipsoid.
    pub(crate) fn foot_on(&self, point: Ecef, number: u32) -> Foot {
        let (subsegment, ends) = (&self.subsegments[number as usize], self.ends_of(number));
        let projection = if point.chord_m(ends.0) < FAR_M {
            subsegment.project(point, ends, None)
        } else {
            Some(subsegment.project_far(point, ends))
        };
        // Only a projection that is known already is none.
        let at_start = || Projection { along_m: 0.0, at: ends.0, distance_m: f64::NAN };
        self.foot_of(point, number, &projection.unwrap_or_else(at_start))
    }

    fn foot_of(&self, point: Ecef, number: u32, projection: &Projection) -> Foot {
        Foot {
            distance_m: projection.distance_m,
            measure_m: self.measure_m(number, projection),
            side: self.side(point, number, projection),
            at: projection.at,
            number,
        }
    }

    /// The ends of a subsegment: at the ends of its edge the vertices themselves.
    pub(crate) fn ends_of(&self, number: u32) -> (Ecef, Ecef) {
        let subsegment = &self.subsegments[number as usize];
        let edge = &self.edges[subsegment.edge as usize];
        let start =
            if subsegment.middle_m <= subsegment.half_m { edge.start_ecef } else { subsegment.at(-subsegment.half_m) };
        let end = if subsegment.middle_m + subsegment.half_m >= edge.length_m {
            edge.end_ecef
        } else {
            subsegment.at(subsegment.half_m)
        };
        (start, end)
    }

    /// The least and the greatest measure that the nearest point of a subsegment to points within `reach_m` of a point can have,
    /// in metres.
    pub(crate) fn measures_near(&self, point: Ecef, number: u32, reach_m: f64) -> (f64, f64) {
        let Some(subsegment) = self.subsegments.get(number as usize) else { return (f64::INFINITY, f64::NEG_INFINITY) };
        let edge = &self.edges[subsegment.edge as usize];
        let (low, high) = subsegment.along_near(point, reach_m);
        let measure = |along_m: f64| edge.from_m + (subsegment.middle_m + along_m).clamp(0.0, edge.length_m);
        (measure(low), measure(high))
    }

    /// Whether the nearest point of a subsegment to points within `reach_m` of a point is an end of the line.
    pub(crate) fn ends_of_line(&self, point: Ecef, number: u32, reach_m: f64) -> EndOfLine {
        let subsegment = &self.subsegments[number as usize];
        let edge = &self.edges[subsegment.edge as usize];
        if edge.before.is_some() && edge.after.is_some() {
            return EndOfLine::Never;
        }
        let (low, high) = subsegment.along_near(point, reach_m);
        // The sums are rounded.
        let (first_m, last_m) = (subsegment.middle_m - subsegment.half_m, subsegment.middle_m + subsegment.half_m);
        let starts = edge.before.is_none() && first_m <= 1e-6;
        let stops = edge.after.is_none() && last_m >= edge.length_m - 1e-6;
        match (starts && low <= -subsegment.half_m, stops && high >= subsegment.half_m) {
            (true, _) if high <= -subsegment.half_m => EndOfLine::Always,
            (_, true) if low >= subsegment.half_m => EndOfLine::Always,
            (false, false) => EndOfLine::Never,
            _ => EndOfLine::Maybe,
        }
    }

    /// Whether a point within `reach_m` of a point, whose nearest point lies on a subsegment, may lie on a side of the line.
    ///
    /// At a vertex the sides of both subsegments there are asked for.
    pub(crate) fn may_be_on_side(&self, point: Ecef, number: u32, reach_m: f64, side: Side) -> bool {
        let left_m = self.subsegments[number as usize].left_m(point);
        match side {
            Side::Left => left_m > -reach_m,
            _ => left_m < reach_m,
        }
    }

    /// The direction of the line at the middle of a subsegment.
    pub(crate) fn direction_of(&self, number: u32) -> Ecef {
        self.subsegments[number as usize].direction(0.0)
    }

    /// The nearest subsegment and the projection onto it by the closed formula; `None` if the point is too far for it.
    fn projection(&self, point: Ecef, list: &mut Shortlist) -> Option<(u32, Projection)> {
        let subsegments = self.index.shortlist(point, FAR_M.min(MARGIN_TO_M), list)?;
        let mut best: Option<(u32, Projection)> = None;
        for number in subsegments {
            // The shortlist has no order; of equally near points that of the lower subsegment is taken, wherever lines meet.
            let known = best.as_ref().filter(|(n, _)| *n < number).map(|(_, projection)| projection.at);
            let subsegment = &self.subsegments[number as usize];
            let Some(projection) = subsegment.project(point, self.ends_of(number), known) else { continue };
            let nearer = |(n, b): &(u32, Projection)| {
                projection.distance_m < b.distance_m || (projection.distance_m <= b.distance_m && number < *n)
            };
            if best.as_ref().is_none_or(nearer) {
                best = Some((number, projection));
            }
        }
        best
    }

    fn edge_of(&self, number: u32) -> &Edge {
        &self.edges[self.subsegments[number as usize].edge as usize]
    }

    fn measure_m(&self, number: u32, projection: &Projection) -> f64 {
        let edge = self.edge_of(number);
        edge.from_m + projection.along_m.clamp(0.0, edge.length_m)
    }

    fn side(&self, point: Ecef, number: u32, projection: &Projection) -> Side {
        if projection.distance_m <= ON_LINE_M {
            return Side::On;
        }
        let edge = self.edge_of(number);
        let (at_start, at_end) = ends_at(projection.along_m, edge);
        let directions = self.directions(edge, at_start, at_end).or_else(|| {
            (!at_start && !at_end).then(|| {
                let subsegment = &self.subsegments[number as usize];
                let direction = subsegment.direction(projection.along_m - subsegment.middle_m);
                (direction, direction)
            })
        });
        let towards = departure(projection.at, point);
        directions.map_or(Side::Unknown, |(a, b)| side_of(a, b, towards, normal(projection.at)))
    }

    pub(crate) fn nearest_of(&self, frame: &Frame, number: u32, projection: &Projection) -> Nearest {
        let edge = self.edge_of(number);
        let point = match ends_at(projection.along_m, edge) {
            (true, _) => edge.start,
            (_, true) => edge.end,
            _ => projection.at.position(),
        };
        let bearing = departure(frame.origin, projection.at);
        let bearing_deg = bearing.dot(frame.east).atan2(bearing.dot(frame.north)).to_degrees();
        let side = self.side(frame.origin, number, projection);
        Nearest {
            distance_m: projection.distance_m,
            point,
            measure_m: self.measure_m(number, projection),
            bearing_deg: if side == Side::On { None } else { Some(from_0_to_360(bearing_deg)) },
            side,
            edge: self.subsegments[number as usize].edge as usize,
        }
    }

    /// The directions of the line before and after an end of an edge; `None` at an end of the line.
    fn directions(&self, edge: &Edge, at_start: bool, at_end: bool) -> Option<(Ecef, Ecef)> {
        if at_start {
            edge.before.map(|i| (self.edges[i as usize].arriving, edge.leaving))
        } else if at_end {
            edge.after.map(|i| (edge.arriving, self.edges[i as usize].leaving))
        } else {
            None
        }
    }

    pub(crate) fn nearest_of_exact(&self, projection: &ExactProjection, point: Ecef) -> Nearest {
        let edge = &self.edges[projection.edge as usize];
        let (at_start, at_end) = ends_at(projection.along_m, edge);
        let back_deg = inverse(projection.point, point.position()).azimuth_deg;
        let here = Frame::at(projection.point);
        let directions = if at_start || at_end {
            self.directions(edge, at_start, at_end)
        } else {
            let direction = here.along(edge.at(projection.along_m).1);
            Some((direction, direction))
        };
        let on_line = projection.distance_m <= ON_LINE_M;
        let side = match directions {
            _ if on_line => Side::On,
            Some((a, b)) => side_of(a, b, here.along(back_deg), here.up),
            None => Side::Unknown,
        };
        Nearest {
            distance_m: projection.distance_m,
            point: projection.point,
            measure_m: edge.from_m + projection.along_m,
            bearing_deg: if on_line { None } else { Some(from_0_to_360(projection.bearing_deg)) },
            side,
            edge: projection.edge as usize,
        }
    }
}

/// Whether a projection is the start or the end of its edge: within a micrometre of a vertex the turn at the vertex decides the
/// side.
fn ends_at(along_m: f64, edge: &Edge) -> (bool, bool) {
    (along_m <= 1e-6, along_m >= edge.length_m - 1e-6)
}

/// An azimuth from 0 to 360.
fn from_0_to_360(deg: f64) -> f64 {
    let turned = match deg {
        d if d < 0.0 => d + 360.0,
        d if d >= 360.0 => d - 360.0,
        d => d,
    };
    // A hair west of north is so near to it that the sum is the full circle.
    if turned < 360.0 { turned } else { 0.0 }
}

/// The outward normal at a point of the ellipsoid, up to a positive factor.
fn normal(at: Ecef) -> Ecef {
    Ecef { z: at.z * (1.0 + EP2), ..at }
}

/// A place on a curve through longitude and latitude that keeps neighbours together (Morton order), in 40 bits.
fn along_curve(p: Point) -> u64 {
    // An invalid position gets any place: the cast turns a NaN or a float below 0 into 0.
    let grid = |share: f64| (share.min(1.0) * f64::from((1_u32 << 20) - 1)) as u32;
    interleave(grid((p.x() + 180.0) / 360.0)) | interleave(grid((p.y() + 90.0) / 180.0)) << 1
}

/// The lower 20 bits of a number, each followed by a zero.
fn interleave(v: u32) -> u64 {
    let mut x = u64::from(v);
    x = (x | x << 16) & 0x0000_FFFF_0000_FFFF;
    x = (x | x << 8) & 0x00FF_00FF_00FF_00FF;
    x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0F;
    x = (x | x << 2) & 0x3333_3333_3333_3333;
    (x | x << 1) & 0x5555_5555_5555_5555
}

#[cfg(test)]
mod tests {
    use super::from_0_to_360;

    #[test]
    fn bearings_are_below_a_full_circle() {
        for (given, expected) in
            [(-1e-20, 0.0), (-90.0, 270.0), (0.0, 0.0), (359.5, 359.5), (360.0, 0.0), (450.0, 90.0)]
        {
            assert_eq!(from_0_to_360(given).to_bits(), f64::to_bits(expected), "{given}");
        }
    }
}
