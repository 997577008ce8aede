//! Linear referencing: from a measure to a point of the line and back, and parts of the line by their measures.

use geo::{Closest, LineString, MultiLineString, Point};

use crate::line::GeodesicLine;

/// How far the point of a measure may be from the point at which the measure was taken, in metres.
pub const MEASURE_ACCURACY_M: f64 = 1e-6;

impl GeodesicLine {
    /// The point at a measure (metres along the line from its start), and the azimuth of the line there in degrees clockwise from
    /// north, −180…180. [`Nearest::measure_m`](crate::Nearest::measure_m) is the way back.
    ///
    /// # Range and special cases
    ///
    /// `None` below 0, beyond the length of the line (a millimetre is allowed for rounding) and for NaN. At a vertex the azimuth
    /// is that of the edge after it; where two parts do not meet, the measure between them belongs to the start of the second.
    ///
    /// # Accuracy
    ///
    /// [`MEASURE_ACCURACY_M`].
    ///
    /// # Example
    ///
    /// ```
    /// use geo::line_string;
    /// let line = marz_geodesic::GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1), (x: 71.6, y: 36.7)]);
    /// let (point, azimuth_deg) = line.point_at_measure(150_000.0).unwrap();
    /// assert!((line.nearest(point).measure_m - 150_000.0).abs() < 1e-3);
    /// assert!((90.0..110.0).contains(&azimuth_deg));
    /// assert_eq!(line.point_at_measure(-1.0), None);
    /// ```
    #[must_use]
    pub fn point_at_measure(&self, measure_m: f64) -> Option<(Point, f64)> {
        // Allow for the measure of the end to have been rounded up to the millimetre.
        if !(0.0..=self.length_m() + 1e-3).contains(&measure_m) {
            return None;
        }
        let i = self.edges.partition_point(|e| e.from_m <= measure_m).saturating_sub(1);
        let edge = self.edges.get(i)?;
        Some(edge.at(measure_m - edge.from_m))
    }

    /// The share of the line's length at which the nearest point to a point lies, 0…1: geo's
    /// [`LineLocatePoint`](geo::LineLocatePoint) on the ellipsoid.
    ///
    /// # Range and special cases
    ///
    /// `None` if the point is no position or the line has no edges.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{line_string, point};
    /// let equator = marz_geodesic::GeodesicLine::from(&line_string![(x: 0.0, y: 0.0), (x: 10.0, y: 0.0)]);
    /// let share = equator.line_locate_point(&point!(x: 2.5, y: 1.0)).unwrap();
    /// assert!((share - 0.25).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn line_locate_point(&self, point: &Point) -> Option<f64> {
        let share = self.nearest(*point).measure_m / self.length_m();
        (!share.is_nan()).then(|| share.clamp(0.0, 1.0))
    }

    /// The point at a share of the line's length: geo's [`LineInterpolatePoint`](geo::LineInterpolatePoint) on the ellipsoid.
    ///
    /// # Range and special cases
    ///
    /// As in geo, below 0 the start of the line and above 1 its end; `None` for NaN or a line without edges.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::line_string;
    /// let equator = marz_geodesic::GeodesicLine::from(&line_string![(x: 0.0, y: 0.0), (x: 10.0, y: 0.0)]);
    /// assert!((equator.line_interpolate_point(0.3).unwrap().x() - 3.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn line_interpolate_point(&self, fraction: f64) -> Option<Point> {
        // A NaN passes through the clamp.
        self.point_at_measure(fraction.clamp(0.0, 1.0) * self.length_m()).map(|(point, _)| point)
    }

    /// The nearest point to a point: geo's [`ClosestPoint`](geo::ClosestPoint) on the ellipsoid.
    ///
    /// # Range and special cases
    ///
    /// [`Closest::Intersection`] within [`ON_LINE_M`](crate::ON_LINE_M) of the line; [`Closest::Indeterminate`] if the point is no
    /// position or the line has no edges.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{Closest, line_string, point};
    /// let equator = marz_geodesic::GeodesicLine::from(&line_string![(x: 0.0, y: 0.0), (x: 10.0, y: 0.0)]);
    /// let Closest::SinglePoint(found) = equator.closest_point(&point!(x: 2.5, y: 1.0)) else { panic!() };
    /// assert!((found.x() - 2.5).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn closest_point(&self, point: &Point) -> Closest<f64> {
        let nearest = self.nearest(*point);
        match nearest.distance_m {
            d if d.is_nan() => Closest::Indeterminate,
            d if d <= crate::nearest::ON_LINE_M => Closest::Intersection(nearest.point),
            _ => Closest::SinglePoint(nearest.point),
        }
    }

    /// The part of the line from one measure to another, in metres: its vertices between, and the two points themselves.
    ///
    /// # Range and special cases
    ///
    /// Measures outside of the line are moved to its ends. One line string for each part that the measures touch; empty if
    /// `from_m` is not below `to_m`.
    ///
    /// # Accuracy
    ///
    /// [`MEASURE_ACCURACY_M`].
    ///
    /// # Example
    ///
    /// ```
    /// use geo::{Geodesic, Length, line_string};
    /// let line = marz_geodesic::GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1), (x: 71.6, y: 36.7)]);
    /// let part = line.substring(100_000.0, 250_000.0);
    /// assert!((Geodesic.length(&part) - 150_000.0).abs() < 1e-5);
    /// ```
    #[must_use]
    pub fn substring(&self, from_m: f64, to_m: f64) -> MultiLineString {
        self.densified_substring(from_m, to_m, f64::INFINITY)
    }

    /// The whole line with points added along its geodesics, so that no segment is longer than `max_segment_m` metres.
    ///
    /// The same as [`GeodesicLine::densified_substring`] from 0 to the line's length.
    #[must_use]
    pub fn densified(&self, max_segment_m: f64) -> MultiLineString {
        self.densified_substring(0.0, self.length_m(), max_segment_m)
    }

    /// [`GeodesicLine::substring`] with points added along its geodesics, so that no segment is longer than `max_segment_m` metres.
    ///
    /// For programs that draw straight lines between longitudes and latitudes. Edges are cut into equal segments, as by geo's
    /// [`Densify`](geo::Densify).
    ///
    /// # Range and special cases
    ///
    /// At least a metre, and at most 10,000 segments an edge.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::line_string;
    /// // The 49th parallel as one geodesic bulges north: in its middle it is above 49.5° N.
    /// let line = marz_geodesic::GeodesicLine::from(&line_string![(x: -95.15, y: 49.0), (x: -123.3, y: 49.0)]);
    /// let drawn = line.densified(100_000.0);
    /// assert!(drawn.0[0].points().any(|p| p.y() > 49.5));
    /// ```
    #[must_use]
    pub fn densified_substring(&self, from_m: f64, to_m: f64, max_segment_m: f64) -> MultiLineString {
        const MOST_SEGMENTS: f64 = 10_000.0;
        let (from_m, to_m) = (from_m.max(0.0), to_m.min(self.length_m()));
        let step_m = max_segment_m.max(1.0);
        let mut parts: Vec<LineString> = Vec::new();
        for edge in self.edges.iter().filter(|e| e.from_m < to_m && e.from_m + e.length_m > from_m) {
            let (a_m, b_m) = ((from_m - edge.from_m).max(0.0), (to_m - edge.from_m).min(edge.length_m));
            let steps = ((b_m - a_m) / step_m).ceil().clamp(1.0, MOST_SEGMENTS);
            let a = edge.at(a_m).0;
            if parts.last().and_then(|p| p.0.last()) != Some(&a.0) {
                parts.push(LineString(vec![a.0]));
            }
            let mut k = 1.0;
            while k <= steps {
                let at = edge.at(if k < steps { a_m + (b_m - a_m) * k / steps } else { b_m }).0;
                parts.iter_mut().next_back().into_iter().for_each(|part| part.0.push(at.0));
                k += 1.0;
            }
        }
        MultiLineString(parts)
    }
}
