//! The buffer of a line: everything within a distance of it.
//!
//! A first outline is the union, in longitude and latitude, of what each edge contributes: the strip between its two offset curves, and a
//! sector at each vertex. Its vertices are then moved along the geodesic from their nearest point of the line to the distance exactly,
//! and the boundary between them is checked by the distance and refined.

use geo::bool_ops::{FillRule, OpType};
use geo::{BooleanOps, Contains, Coord, LineString, MultiLineString, MultiPolygon, Orient, Point, Polygon};

use crate::blocks::in_blocks;
use crate::circle::ARC_STEP_DEG;
use crate::edge::Edge;
use crate::ellipsoid::{EQUATORIAL_RADIUS_M, POLAR_RADIUS_M};
use crate::geodesic::{direct, inverse};
use crate::line::GeodesicLine;

/// How far the boundary of a buffer may be from its distance, as a share of the distance; see [`GeodesicLine::buffer`].
pub const BUFFER_ACCURACY: f64 = 1.0 / 2000.0;

/// The least accuracy of the boundary of a buffer, in metres: what rounding leaves where the share of the distance is less.
pub const BUFFER_LEAST_ACCURACY_M: f64 = 0.05;

/// The least and the greatest distance of a buffer, in metres.
pub const BUFFER_DISTANCES_M: (f64, f64) = (10.0, 1_000_000.0);

/// Why a line has no buffer of a distance.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum BufferError {
    /// The distance is not within [`BUFFER_DISTANCES_M`].
    Distance {
        /// The distance found, in metres.
        distance_m: f64,
    },
    /// The line has no edges.
    NoEdge,
    /// A pole is within the distance: no polygon in longitude and latitude surrounds it.
    Pole,
    /// The buffer goes around the earth.
    AroundTheEarth,
    /// The union of the parts leaves out ground that they cover, as rounding may have it.
    Incomplete,
}

impl std::fmt::Display for BufferError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (least_m, most_m) = BUFFER_DISTANCES_M;
        match self {
            Self::Distance { distance_m } => {
                write!(f, "found a buffer of {distance_m} m; expected {least_m:.0} m to {:.0} km", most_m / 1000.0)
            }
            Self::NoEdge => f.write_str("found a line without edges; expected at least two different positions"),
            Self::Pole => f.write_str(
                "found a pole within the distance; expected a smaller distance: longitude and latitude have no polygon \
                 around a pole",
            ),
            Self::AroundTheEarth => f.write_str(
                "found a buffer that goes around the earth; expected one of less than 180 degrees of longitude a step",
            ),
            Self::Incomplete => f.write_str(
                "found a union that leaves out part of the line; expected all of it: take a distance that differs a little",
            ),
        }
    }
}

impl std::error::Error for BufferError {}

/// The accuracy of the boundary of a buffer of a distance, in metres: the greater of [`BUFFER_ACCURACY`] times the distance and
/// [`BUFFER_LEAST_ACCURACY_M`].
#[must_use]
pub fn buffer_accuracy_m(distance_m: f64) -> f64 {
    (distance_m * BUFFER_ACCURACY).max(BUFFER_LEAST_ACCURACY_M)
}

impl GeodesicLine {
    /// Everything within a distance of the line, as polygons in longitude and latitude whose edges are straight there.
    ///
    /// Exteriors run counter-clockwise and interiors clockwise; rings are closed. The polygons do not overlap.
    ///
    /// # Range and special cases
    ///
    /// `distance_m` is within [`BUFFER_DISTANCES_M`]. Longitudes run on across the antimeridian, around the middle of the line: there
    /// some are beyond ±180. Ends are round.
    ///
    /// # Accuracy
    ///
    /// Every point of the boundary is within [`buffer_accuracy_m`] of the distance; so a point is inside if it is nearer than the
    /// distance by more than that, and outside if it is farther by more than that.
    ///
    /// # Errors
    ///
    /// [`BufferError`].
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{Contains, line_string, point};
    /// let line = marz_geodesic::GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1), (x: 71.6, y: 36.7)]);
    /// let zone = line.buffer(50_000.0)?;
    /// // 46 km and 55 km from the line.
    /// assert!(zone.contains(&point!(x: 69.4, y: 37.515)) && !zone.contains(&point!(x: 69.4, y: 37.6)));
    /// # Ok::<(), marz_geodesic::BufferError>(())
    /// ```
    ///
    /// # References
    ///
    /// The offset curves and arcs are those of the exact buffer; the union is that of [`geo::BooleanOps`].
    pub fn buffer(&self, distance_m: f64) -> Result<MultiPolygon, BufferError> {
        if !(BUFFER_DISTANCES_M.0..=BUFFER_DISTANCES_M.1).contains(&distance_m) {
            return Err(BufferError::Distance { distance_m });
        }
        if self.edges.is_empty() {
            return Err(BufferError::NoEdge);
        }
        let accuracy_m = buffer_accuracy_m(distance_m);
        let is_near = |pole: f64| self.nearest(Point::new(0.0, pole)).distance_m <= distance_m + 2.0 * accuracy_m;
        if is_near(90.0) || is_near(-90.0) {
            return Err(BufferError::Pole);
        }
        let stroke = Stroke { line: self, chart: Chart::of(self), distance_m, accuracy_m };
        let first = stroke.outline()?;
        let refined = |polygon: &Polygon| Stroke::each_ring(polygon, |ring| stroke.refined(&stroke.boundary(ring)?));
        // Moved by less than the accuracy, a boundary may touch itself where it nearly did: the union takes that away.
        let refined: Vec<Polygon> = in_blocks(&first.0, |block| block.iter().filter_map(refined).collect());
        let united = united(refined);
        let clean = |polygon: &Polygon| Stroke::each_ring(polygon, |ring| stroke.boundary(ring));
        let zone = MultiPolygon(in_blocks(&united.0, |block| block.iter().filter_map(clean).collect()));
        if stroke.is_within(&zone) { Ok(zone) } else { Err(BufferError::Incomplete) }
    }
}

/// Longitudes that run on across the antimeridian, within half a turn of the middle of a line.
#[derive(Debug, Clone, Copy)]
struct Chart {
    middle_lon: f64,
}

impl Chart {
    /// The chart around the mean direction of the vertices.
    fn of(line: &GeodesicLine) -> Self {
        let sum = line.edges.iter().map(|e| e.start_ecef).reduce(|a, b| a.plus(b));
        let lon = sum.map_or(0.0, |sum| sum.y.atan2(sum.x).to_degrees());
        // To the degree: the same for a line and its reverse.
        Self { middle_lon: lon.round() }
    }

    fn place(self, point: Point) -> Coord {
        let turn = point.x() - self.middle_lon;
        let lon = if (-180.0..=180.0).contains(&turn) { point.x() } else { point.x() - 360.0 * (turn / 360.0).round() };
        Coord { x: lon, y: point.y() }
    }
}

/// About how wide a ring is: its area by half of its length, in metres.
fn width_m(ring: &LineString) -> f64 {
    let Some(first) = ring.0.first() else { return 0.0 };
    let degree_m = EQUATORIAL_RADIUS_M.to_radians();
    let flat = |at: &Coord| ((at.x - first.x) * degree_m * at.y.to_radians().cos(), (at.y - first.y) * degree_m);
    let (mut twice_area, mut length) = (0.0, 0.0);
    for (a, b) in ring.0.iter().map(flat).zip(ring.0.iter().skip(1).map(flat)) {
        twice_area += a.0 * b.1 - a.1 * b.0;
        length += (a.0 - b.0).hypot(a.1 - b.1);
    }
    if length > 0.0 { twice_area.abs() / length } else { 0.0 }
}

/// The union of polygons whose exteriors run counter-clockwise and whose interiors run clockwise.
///
/// `geo::unary_union` reads the direction of all rings off one vertex of the first: where a spike stands there it takes the wrong one,
/// and nothing is left.
fn united(polygons: Vec<Polygon>) -> MultiPolygon {
    let nothing = MultiPolygon(Vec::new());
    MultiPolygon(polygons).boolean_op_with_fill_rule(&nothing, OpType::Union, FillRule::Positive)
}

/// How a line is buffered.
struct Stroke<'a> {
    line: &'a GeodesicLine,
    chart: Chart,
    distance_m: f64,
    accuracy_m: f64,
}

impl Stroke<'_> {
    /// The union of what the edges contribute, before its vertices are moved to the distance.
    fn outline(&self) -> Result<MultiPolygon, BufferError> {
        /// So many are united at once: what is united at once overlaps, and the cost grows with the square of its number.
        const AT_ONCE: usize = 4;
        let drawn = self.line.densified(self.step_m());
        let parts: Vec<LineString> = drawn.iter().map(|part| self.thinned(part)).collect();
        let line = GeodesicLine::from(&MultiLineString(parts));
        let numbers: Vec<usize> = (0..line.edges.len()).collect();
        let groups: Vec<&[usize]> = numbers.chunks(AT_ONCE).collect();
        let group = |group: &&[usize]| {
            let shapes: Vec<Polygon> = group.iter().flat_map(|i| self.shapes(&line, *i)).collect();
            let is_whole = shapes.iter().all(|shape| self.is_whole(shape));
            is_whole.then(|| united(shapes)).ok_or(BufferError::AroundTheEarth)
        };
        let first: Vec<Result<MultiPolygon, BufferError>> =
            in_blocks(&groups, |block| block.iter().map(group).collect());
        let mut unions = first.into_iter().collect::<Result<Vec<MultiPolygon>, BufferError>>()?;
        while unions.len() > 1 {
            let groups: Vec<&[MultiPolygon]> = unions.chunks(AT_ONCE).collect();
            let of_all = |group: &&[MultiPolygon]| united(group.iter().flat_map(|of| of.0.iter().cloned()).collect());
            unions = in_blocks(&groups, |block| block.iter().map(of_all).collect());
        }
        unions.pop().ok_or(BufferError::NoEdge)
    }

    /// Whether some vertices all along the line lie in a zone around it.
    fn is_within(&self, zone: &MultiPolygon) -> bool {
        const SAMPLES: usize = 128;
        let edges = &self.line.edges;
        let mut samples = edges.iter().step_by(edges.len().div_ceil(SAMPLES).max(1));
        samples.all(|edge| zone.contains(&Point(self.chart.place(edge.start))))
    }

    /// The longest step along the line for which the chord of an offset curve keeps to a quarter of the accuracy, in metres.
    ///
    /// A straight line in longitude and latitude curves by the tangent of the latitude, an offset curve by that of its distance, both over the
    /// radius of the earth.
    fn step_m(&self) -> f64 {
        let reach_deg = (self.distance_m / POLAR_RADIUS_M).to_degrees();
        let lat_deg = self.line.edges.iter().map(|e| e.start.y().abs().max(e.end.y().abs())).fold(0.0, f64::max);
        let curvature = (lat_deg + reach_deg).min(89.0).to_radians().tan() + reach_deg.to_radians().tan();
        (8.0 * EQUATORIAL_RADIUS_M * self.accuracy_m / 4.0 / curvature.max(1e-3)).sqrt()
    }

    /// A part without vertices that are nearer to the one before than half of the accuracy.
    fn thinned(&self, part: &LineString) -> LineString {
        let mut kept: Vec<Coord> = Vec::with_capacity(part.0.len());
        for (i, at) in part.0.iter().enumerate() {
            let is_last = i + 1 == part.0.len();
            let is_near =
                |before: &Coord| inverse(Point(*before), Point(*at)).distance_m < self.accuracy_m / 2.0 && !is_last;
            if !kept.last().is_some_and(is_near) {
                kept.push(*at);
            }
        }
        LineString(kept)
    }

    /// What an edge and the vertex at its end contribute, and the cap of an open start.
    fn shapes(&self, line: &GeodesicLine, number: usize) -> Vec<Polygon> {
        let Some(edge) = line.edges.get(number) else { return Vec::new() };
        let mut shapes = vec![self.strip(edge)];
        if edge.before.is_none() {
            shapes.push(self.sector(edge.start, edge.leaving_deg + 90.0, 180.0));
        }
        let after = edge.after.and_then(|after| line.edges.get(after as usize));
        let end_deg = edge.arriving_deg;
        shapes.push(match after {
            None => self.sector(edge.end, end_deg - 90.0, 180.0),
            Some(after) => {
                let turn_deg = (after.leaving_deg - end_deg + 180.0).rem_euclid(360.0) - 180.0;
                // The sector is on the outer side of the turn.
                if turn_deg > 0.0 {
                    self.sector(edge.end, end_deg - 90.0, turn_deg)
                } else {
                    self.sector(edge.end, end_deg + 90.0 + turn_deg, -turn_deg)
                }
            }
        });
        shapes
    }

    fn offset(&self, at: Point, azimuth_deg: f64) -> Coord {
        self.chart.place(direct(at, azimuth_deg, self.distance_m).0)
    }

    /// The ground between the two offset curves of an edge.
    fn strip(&self, edge: &Edge) -> Polygon {
        let (start, end) = (edge.leaving_deg, edge.arriving_deg);
        let ring = vec![
            self.chart.place(edge.start),
            self.offset(edge.start, start + 90.0),
            self.offset(edge.end, end + 90.0),
            self.chart.place(edge.end),
            self.offset(edge.end, end - 90.0),
            self.offset(edge.start, start - 90.0),
        ];
        Polygon::new(LineString(ring), Vec::new()).orient(geo::orient::Direction::Default)
    }

    /// The sector of the disc around a vertex from an azimuth on, clockwise; a little wider, so that no gap is left beside a strip.
    fn sector(&self, at: Point, from_deg: f64, turn_deg: f64) -> Polygon {
        const WIDER_DEG: f64 = 0.5;
        let (from_deg, turn_deg) = (from_deg - WIDER_DEG, turn_deg + 2.0 * WIDER_DEG);
        let steps = (turn_deg / f64::from(ARC_STEP_DEG)).ceil().max(1.0);
        let mut ring = vec![self.chart.place(at)];
        let mut k = 0.0;
        while k <= steps {
            ring.push(self.offset(at, from_deg + turn_deg * k / steps));
            k += 1.0;
        }
        Polygon::new(LineString(ring), Vec::new()).orient(geo::orient::Direction::Default)
    }

    /// Whether a shape does not jump across the chart's own seam.
    fn is_whole(&self, shape: &Polygon) -> bool {
        shape.exterior().lines().all(|l| (l.start.x - l.end.x).abs() < 180.0)
    }

    /// A polygon with each of its rings changed; `None` if nothing is left of its exterior.
    fn each_ring(polygon: &Polygon, change: impl Fn(&LineString) -> Option<LineString>) -> Option<Polygon> {
        let interiors = polygon.interiors().iter().filter_map(&change).collect();
        Some(Polygon::new(change(polygon.exterior())?, interiors))
    }

    /// A ring without vertices that are not near the distance; `None` if that leaves none.
    ///
    /// The rounding of a union leaves slivers and spikes of no width between shapes that share an edge: neither is part of the boundary.
    fn boundary(&self, ring: &LineString) -> Option<LineString> {
        let off_m = |at: &Coord| (self.line.nearest(Point(*at)).distance_m - self.distance_m).abs();
        let mut kept: Vec<Coord> = ring.0.iter().copied().filter(|at| off_m(at) <= 2.0 * self.accuracy_m).collect();
        kept.dedup();
        if kept.first() != kept.last() {
            kept.extend(kept.first().copied());
        }
        // Four vertices, the last of them the first, are a triangle.
        let kept = Some(LineString(kept)).filter(|ring| ring.0.len() >= 4)?;
        (width_m(&kept) > self.accuracy_m / 4.0).then_some(kept)
    }

    /// A ring with its vertices at the distance, and more of them where the boundary between two strays; `None` if no area is left.
    fn refined(&self, ring: &LineString) -> Option<LineString> {
        /// How often the piece between two vertices is halved at most.
        const HALVINGS: u8 = 10;
        let moved: Vec<Coord> = ring.0.iter().map(|at| self.at_distance(*at)).collect();
        let mut refined: Vec<Coord> = moved.first().copied().into_iter().collect();
        for (from, to) in moved.iter().zip(moved.iter().skip(1)) {
            let mut ahead = vec![(*to, HALVINGS)];
            let mut from = *from;
            while let Some((to, left)) = ahead.pop() {
                let middle = (from + to) / 2.0;
                let strays = || (self.line.nearest(Point(middle)).distance_m - self.distance_m).abs();
                if left > 0 && strays() > self.accuracy_m / 2.0 {
                    ahead.push((to, left - 1));
                    ahead.push((self.at_distance(middle), left - 1));
                } else {
                    if from != to {
                        refined.push(to);
                    }
                    from = to;
                }
            }
        }
        (refined.len() >= 4).then_some(LineString(refined))
    }

    /// A position moved along the geodesic from its nearest point of the line, to the distance.
    fn at_distance(&self, at: Coord) -> Coord {
        /// A notch between two parts of the line needs some steps.
        const STEPS: u8 = 12;
        let mut at = at;
        for _ in 0..STEPS {
            let nearest = self.line.nearest(Point(at));
            if (nearest.distance_m - self.distance_m).abs() <= self.accuracy_m / 50.0 || nearest.bearing_deg.is_none() {
                break;
            }
            let azimuth_deg = inverse(nearest.point, Point(at)).azimuth_deg;
            at = self.chart.place(direct(nearest.point, azimuth_deg, self.distance_m).0);
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spike_on_the_first_ring_takes_nothing_from_a_union() {
        let square = [(1.0, 1.0), (0.0, 1.0), (0.0, 0.4), (-1.0, 0.5), (0.0, 0.6), (0.0, 0.0), (1.0, 0.0), (1.0, 1.0)];
        let beside = [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0)];
        let polygon = |ring: &[(f64, f64)]| Polygon::new(LineString::from(ring.to_vec()), Vec::new());
        let union = united(vec![polygon(&square), polygon(&beside)]);
        let area = geo::Area::unsigned_area(&union);
        assert!((area - 2.0).abs() < 1e-6, "{area}");
    }
}
