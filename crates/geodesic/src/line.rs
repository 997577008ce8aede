//! The line itself: edges as geodesics, the measure along them, and the index.

use geo::{LineString, MultiLineString, Point, Polygon};

use crate::blocks::in_blocks;
use crate::edge::{Edge, link};
use crate::ellipsoid::Ecef;
use crate::index::{Chord, Index};
use crate::position::position;
use crate::subsegment::{SUBSEGMENT_M, Subsegment};

/// A line of one or more parts on the WGS84 ellipsoid, with the index that finds its nearest point.
///
/// Vertices are longitude (x) and latitude (y) in degrees, as in all of geo. Every edge is the shortest *geodesic* between its two
/// vertices, not the straight longitude–latitude line of RFC 7946. Parts are not joined: the measure (metres along the line from
/// its start) runs on from part to part without the gaps. Left and right are as seen going from the start to the end.
///
/// Made once, in some microseconds a vertex, and used for any number of points from any number of threads.
///
/// # Range and special cases
///
/// * A vertex at the place of the one before it makes no edge: written twice, as 180° and −180°, or at a pole.
/// * A longitude may be any finite number; one outside of −180…180 is wrapped, so that lines written in 0…360 are right.
/// * A part whose first and last vertex are one place is closed: it has no ends.
/// * [`From`] never fails. Input that [`GeodesicLine::try_new`] refuses (a coordinate that is no position; no edge at all; too long) gives a
///   line without edges: its length and every distance to it are NaN, as geo's own answers are.
///
/// # Example
///
/// ```
/// use geo::{line_string, point};
/// use marz_geodesic::{GeodesicLine, Side};
/// // The 49th parallel from the Lake of the Woods to the Strait of Georgia, as two vertices.
/// let line = GeodesicLine::from(&line_string![(x: -95.15, y: 49.0), (x: -123.3, y: 49.0)]);
/// let winnipeg = line.nearest(point!(x: -97.138, y: 49.895));
/// // Going west, the north is to the right; the geodesic bulges north of the parallel.
/// assert_eq!(winnipeg.side, Side::Right);
/// assert!(winnipeg.distance_m < 99_500.0);
/// ```
#[derive(Debug, Clone)]
pub struct GeodesicLine {
    pub(crate) edges: Vec<Edge>,
    pub(crate) subsegments: Vec<Subsegment>,
    pub(crate) index: Index,
    /// The ends of the line's open parts.
    pub(crate) ends: Vec<Ecef>,
    /// Where each part starts and stops, closed or not, with the measures there.
    pub(crate) parts: Vec<((Ecef, f64), (Ecef, f64))>,
    length_m: f64,
}

/// The greatest length of a line, in metres: four million kilometres, a hundred times around the earth.
pub const LONGEST_M: f64 = 4e9;

/// Why coordinates make no [`GeodesicLine`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum LineError {
    /// A vertex is no position: its longitude is not finite, or its latitude is not a number from −90 to 90.
    NotAPosition {
        /// The number of the part, from 0.
        part: usize,
        /// The number of the vertex in its part, from 0.
        vertex: usize,
        /// The longitude found.
        x: f64,
        /// The latitude found.
        y: f64,
    },
    /// The line is longer than [`LONGEST_M`], as one is that runs to and fro without end: searching it would take memory in proportion.
    TooLong {
        /// The length up to the first edge that is too much, in metres.
        length_m: f64,
    },
    /// No part has two different positions.
    NoEdge {
        /// The number of parts found.
        parts: usize,
        /// The number of vertices found, over all parts.
        vertices: usize,
    },
}

impl std::fmt::Display for LineError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAPosition { part, vertex, x, y } => write!(
                f,
                "part {part}, vertex {vertex}: found longitude {x}, latitude {y}; expected a finite longitude and a latitude \
                 from -90 to 90, in degrees (x is the longitude)"
            ),
            Self::TooLong { length_m } => write!(
                f,
                "found a line of more than {:.0} km; expected at most {:.0} km",
                length_m / 1000.0,
                LONGEST_M / 1000.0
            ),
            Self::NoEdge { parts, vertices } => write!(
                f,
                "found no edge in {parts} parts with {vertices} vertices; expected a part with at least two different positions"
            ),
        }
    }
}

impl std::error::Error for LineError {}

impl GeodesicLine {
    /// Makes a line of parts, each a list of vertices in order, and refuses input that is not a line.
    ///
    /// # Arguments
    ///
    /// `parts`: a `&MultiLineString`, or `[&line_string]` for a line of one part; longitude and latitude in degrees. Parts
    /// without an edge are left out, if others have one.
    ///
    /// # Errors
    ///
    /// [`LineError::NotAPosition`] names the first vertex that is no position; [`LineError::NoEdge`] if no part has an edge;
    /// [`LineError::TooLong`] beyond [`LONGEST_M`].
    ///
    /// # Example
    ///
    /// ```
    /// use geo::line_string;
    /// use marz_geodesic::{GeodesicLine, LineError};
    /// // Latitude and longitude exchanged: Nome lies at 64.5° N, 165.4° W.
    /// let exchanged = line_string![(x: 65.75, y: -168.09), (x: 64.5, y: -165.4)];
    /// let found = GeodesicLine::try_new([&exchanged]).unwrap_err();
    /// assert_eq!(found, LineError::NotAPosition { part: 0, vertex: 0, x: 65.75, y: -168.09 });
    /// ```
    pub fn try_new<'a>(parts: impl IntoIterator<Item = &'a LineString>) -> Result<Self, LineError> {
        Self::of_parts(parts, |_| ())
    }

    /// The same; `at_part` gets the number of edges before each part.
    pub(crate) fn of_parts<'a>(
        parts: impl IntoIterator<Item = &'a LineString>,
        mut at_part: impl FnMut(usize),
    ) -> Result<Self, LineError> {
        let parts: Vec<&LineString> = parts.into_iter().collect();
        // At once: edges are large, and a list that grows has room for half as many again.
        let mut edges: Vec<Edge> = Vec::with_capacity(parts.iter().map(|line| line.0.len().saturating_sub(1)).sum());
        let (mut count, mut vertices) = (0, 0);
        for (part, line) in parts.into_iter().enumerate() {
            let first = edges.len();
            at_part(first);
            let mut last: Option<Point> = None;
            // The pairs of vertices whose edges are still to be made.
            let mut ways: Vec<(Point, Point)> = Vec::new();
            for (vertex, at) in line.points().enumerate() {
                let (x, y) = at.x_y();
                let here = position(at).ok_or(LineError::NotAPosition { part, vertex, x, y })?;
                ways.extend(last.map(|last| (last, here)));
                last = Some(here);
                if ways.len() >= AT_ONCE {
                    edges.extend(solved(&ways));
                    ways.clear();
                }
            }
            edges.extend(solved(&ways));
            link(&mut edges, first);
            (count, vertices) = (part + 1, vertices + line.0.len());
        }
        if edges.is_empty() {
            return Err(LineError::NoEdge { parts: count, vertices });
        }
        let mut from_m = 0.0;
        for edge in &mut edges {
            edge.from_m = from_m;
            from_m += edge.length_m;
            if from_m > LONGEST_M {
                return Err(LineError::TooLong { length_m: from_m });
            }
        }
        Ok(Self::of(edges, from_m))
    }

    fn of(edges: Vec<Edge>, length_m: f64) -> Self {
        let mut subsegments = Vec::with_capacity(edges.len());
        let mut chords = Vec::with_capacity(edges.len());
        let numbered: Vec<(u32, &Edge)> = (0..).zip(&edges).collect();
        for some in numbered.chunks(AT_ONCE) {
            let made = in_blocks(some, |block| block.iter().flat_map(|(number, edge)| cut(*number, edge)).collect());
            for (subsegment, chord) in made {
                subsegments.push(subsegment);
                chords.push(chord);
            }
        }
        // A line and its reverse are searched alike, so that whatever is left to chance or to an accuracy is the same for both.
        if runs_against(&edges) {
            subsegments.reverse();
            chords.reverse();
            chords.iter_mut().for_each(Chord::turn);
        }
        let starts = edges.iter().filter(|e| e.before.is_none()).map(|e| e.start_ecef);
        let stops = edges.iter().filter(|e| e.after.is_none()).map(|e| e.end_ecef);
        let ends = starts.chain(stops).collect();
        let runs_on = |from: usize| edges[from].after.is_some_and(|after| after as usize == from + 1);
        let starts =
            (0..edges.len()).filter(|i| *i == 0 || !runs_on(i - 1)).map(|i| (edges[i].start_ecef, edges[i].from_m));
        let stops = (0..edges.len()).filter(|i| !runs_on(*i));
        let stops = stops.map(|i| (edges[i].end_ecef, edges[i].from_m + edges[i].length_m));
        let parts = starts.zip(stops).collect();
        Self { ends, parts, edges, subsegments, index: Index::new(&chords), length_m }
    }

    /// The length of all parts together, without gaps, in metres; NaN for a line without edges.
    ///
    /// # Accuracy
    ///
    /// The sum of the edges by Karney's algorithm, each good to about 15 nm.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{Geodesic, Length, line_string};
    /// use marz_geodesic::GeodesicLine;
    /// let khorugh_to_ishkashim = line_string![(x: 71.551, y: 37.489), (x: 71.509, y: 37.013), (x: 71.613, y: 36.725)];
    /// let line = GeodesicLine::from(&khorugh_to_ishkashim);
    /// assert_eq!(line.length_m(), Geodesic.length(&khorugh_to_ishkashim));
    /// ```
    #[must_use]
    pub fn length_m(&self) -> f64 {
        self.length_m
    }

    /// The mean length of a chord of the index, in metres.
    pub(crate) fn chord_m(&self) -> f64 {
        self.length_m / self.subsegments.len() as f64
    }

    /// The measures at which each part starts and stops, in metres, in the order of the parts; parts without an edge are left out.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{line_string, MultiLineString};
    /// use marz_geodesic::GeodesicLine;
    /// // The Pyrenees, and an enclave: the measure runs on from part to part.
    /// let parts = vec![line_string![(x: -1.78, y: 43.36), (x: 1.44, y: 42.60)], line_string![(x: 1.97, y: 42.49), (x: 2.02, y: 42.46)]];
    /// let found = GeodesicLine::from(&MultiLineString(parts)).part_measures_m();
    /// assert!(found.len() == 2 && found[0].0 == 0.0 && found[1].0 == found[0].1);
    /// ```
    #[must_use]
    pub fn part_measures_m(&self) -> Vec<(f64, f64)> {
        self.parts.iter().map(|((_, from_m), (_, to_m))| (*from_m, *to_m)).collect()
    }

    /// The length of the longest edge, in metres; 0 for a line without edges.
    #[must_use]
    pub fn longest_edge_m(&self) -> f64 {
        self.edges.iter().map(|e| e.length_m).fold(0.0, f64::max)
    }

    /// The number of edges of more than zero length, over all parts.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// The two vertices of an edge, numbered from 0 over all parts; `None` if there is no edge of that number.
    #[must_use]
    pub fn edge(&self, number: usize) -> Option<(Point, Point)> {
        self.edges.get(number).map(|e| (e.start, e.end))
    }

    /// The measures at which an edge starts and stops, in metres; `None` if there is no edge of that number.
    #[must_use]
    pub fn edge_measures_m(&self, number: usize) -> Option<(f64, f64)> {
        self.edges.get(number).map(|e| (e.from_m, e.from_m + e.length_m))
    }
}

/// One part; see [`GeodesicLine`] for input that makes no line.
impl From<&LineString> for GeodesicLine {
    fn from(line: &LineString) -> Self {
        Self::try_new([line]).unwrap_or_else(|_| Self::of(Vec::new(), f64::NAN))
    }
}

/// One part; see [`GeodesicLine`] for input that makes no line.
impl From<LineString> for GeodesicLine {
    fn from(line: LineString) -> Self {
        Self::from(&line)
    }
}

/// The parts in their order; see [`GeodesicLine`] for input that makes no line.
impl From<&MultiLineString> for GeodesicLine {
    fn from(lines: &MultiLineString) -> Self {
        Self::try_new(lines).unwrap_or_else(|_| Self::of(Vec::new(), f64::NAN))
    }
}

/// The parts in their order; see [`GeodesicLine`] for input that makes no line.
impl From<MultiLineString> for GeodesicLine {
    fn from(lines: MultiLineString) -> Self {
        Self::from(&lines)
    }
}

/// The boundary of a polygon: the exterior ring, then the interiors; see [`GeodesicLine`] for input that makes no line.
impl From<&Polygon> for GeodesicLine {
    fn from(polygon: &Polygon) -> Self {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        Self::try_new(rings).unwrap_or_else(|_| Self::of(Vec::new(), f64::NAN))
    }
}

/// Whether a line runs against the order in which it and its reverse are searched: from the lesser to the greater of its two ends, by longitude
/// and latitude, or of the vertices next to them where the ends are one place.
fn runs_against(edges: &[Edge]) -> bool {
    let from_start = edges.iter().flat_map(|e| [e.start, e.end]);
    let from_end = edges.iter().rev().flat_map(|e| [e.end, e.start]);
    let order = |(a, b): (Point, Point)| a.x().total_cmp(&b.x()).then(a.y().total_cmp(&b.y()));
    from_start.zip(from_end).map(order).find(|order| order.is_ne()).is_some_and(std::cmp::Ordering::is_gt)
}

/// So many edges are made at once, block by block: what is waiting for its place takes little memory.
const AT_ONCE: usize = 1 << 15;

/// The edges between vertices, those of no length left out.
fn solved(ways: &[(Point, Point)]) -> Vec<Edge> {
    in_blocks(ways, |block| block.iter().filter_map(|(from, to)| Edge::new(*from, *to, 0.0)).collect())
}

/// Cuts an edge into subsegments that the curve model and the index can bound.
fn cut(number: u32, edge: &Edge) -> impl Iterator<Item = (Subsegment, Chord)> {
    let count = (edge.length_m / SUBSEGMENT_M).ceil().max(1.0);
    let (mut from_m, mut a, mut k) = (0.0, edge.start_ecef, 1.0);
    std::iter::from_fn(move || {
        if k > count {
            return None;
        }
        let last = k >= count;
        let to_m = if last { edge.length_m } else { edge.length_m * k / count };
        let b = if last { edge.end_ecef } else { Ecef::on_ellipsoid(edge.at(to_m).0) };
        let one = (Subsegment::new(number, edge, from_m, to_m), Chord::new(a, b));
        (from_m, a, k) = (to_m, b, k + 1.0);
        Some(one)
    })
}
