//! The border as a line on the ellipsoid, and its kilometres.

use geo::{LineString, MultiLineString};
use marz_geodesic::{GeodesicLine, Nearest};

use crate::model::{Border, LonLat};

/// The parts of the border in their order.
impl From<&Border> for GeodesicLine {
    fn from(border: &Border) -> Self {
        let part = |part: &Vec<LonLat>| part.iter().map(|p| geo::Coord::from(*p)).collect::<LineString>();
        Self::from(&border.parts().iter().map(part).collect::<MultiLineString>())
    }
}

/// Linear referencing by the border kilometre: the measure of a border's line, in kilometres.
pub trait BorderKilometres {
    /// The position at a border kilometre, and the azimuth of the line there in degrees clockwise from north; `None` below 0 or
    /// beyond the end. See [`GeodesicLine::point_at_measure`].
    fn at_km(&self, km: f64) -> Option<(LonLat, f64)>;

    /// The border kilometres at which each part starts and stops, in the order of the parts; a part stops a micrometre before the next one starts,
    /// which lies elsewhere. See [`GeodesicLine::part_measures_m`].
    fn parts_km(&self) -> Vec<(f64, f64)>;

    /// The part, counted from 1, to which a nearest point of the line belongs, and its kilometre from the start of that part.
    fn part_of(&self, nearest: &Nearest) -> (usize, f64);

    /// The border kilometre of a nearest point, within its own part: for ranges of kilometres, in which the end of a part is not the start of the
    /// next.
    fn own_km(&self, nearest: &Nearest) -> f64;

    /// The line from one border kilometre to another, part by part. See [`GeodesicLine::substring`].
    fn substring_km(&self, from_km: f64, to_km: f64) -> Vec<Vec<LonLat>>;

    /// The same for drawing: with positions added along the geodesics of edges longer than a step. See
    /// [`GeodesicLine::densified_substring`].
    fn densified_km(&self, from_km: f64, to_km: f64, step_km: f64) -> Vec<Vec<LonLat>>;

    /// Kilometre marks: the positions at every multiple of a step, with their border kilometre; none for a step that is not above 0.
    ///
    /// # Example
    ///
    /// ```
    /// use geo::line_string;
    /// use marz::measure::{BorderKilometres, GeodesicLine};
    /// // A degree of the equator is 111.3 km.
    /// let line = GeodesicLine::from(&line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0)]);
    /// let marks = line.kilometre_marks(50.0);
    /// assert_eq!(marks.iter().map(|(km, _)| *km).collect::<Vec<_>>(), [0.0, 50.0, 100.0]);
    /// ```
    fn kilometre_marks(&self, step_km: f64) -> Vec<(f64, LonLat)>;
}

impl BorderKilometres for GeodesicLine {
    fn at_km(&self, km: f64) -> Option<(LonLat, f64)> {
        self.point_at_measure(km * 1000.0).map(|(point, azimuth_deg)| (LonLat::wrapped_point(point), azimuth_deg))
    }

    fn parts_km(&self) -> Vec<(f64, f64)> {
        const BEFORE_NEXT_KM: f64 = 1e-9;
        let measures = self.part_measures_m();
        let last = measures.len().saturating_sub(1);
        let before_next_km = |n: usize| if n < last { BEFORE_NEXT_KM } else { 0.0 };
        let part = |(n, (from_m, to_m)): (usize, (f64, f64))| (from_m / 1000.0, to_m / 1000.0 - before_next_km(n));
        measures.into_iter().enumerate().map(part).collect()
    }

    fn part_of(&self, nearest: &Nearest) -> (usize, f64) {
        // The end of a part has the measure of the start of the next one: the middle of the edge lies in one part only.
        let middle_km = self.edge_measures_m(nearest.edge).map_or(nearest.measure_m, |(a, b)| (a + b) / 2.0) / 1000.0;
        let parts = self.parts_km();
        let part = parts.iter().rposition(|(from, _)| *from <= middle_km).unwrap_or_default();
        let from_km = parts.get(part).map_or(0.0, |(from, _)| *from);
        (part + 1, nearest.measure_km() - from_km)
    }

    fn own_km(&self, nearest: &Nearest) -> f64 {
        // Most borders are of one part.
        let parts = self.parts_km();
        match parts.get(self.part_of(nearest).0 - 1) {
            Some((from, to)) if parts.len() > 1 => nearest.measure_km().clamp(*from, *to),
            _ => nearest.measure_km(),
        }
    }

    fn substring_km(&self, from_km: f64, to_km: f64) -> Vec<Vec<LonLat>> {
        positions(self.substring(from_km.max(0.0) * 1000.0, to_km * 1000.0))
    }

    fn densified_km(&self, from_km: f64, to_km: f64, step_km: f64) -> Vec<Vec<LonLat>> {
        positions(self.densified_substring(from_km.max(0.0) * 1000.0, to_km * 1000.0, step_km * 1000.0))
    }

    fn kilometre_marks(&self, step_km: f64) -> Vec<(f64, LonLat)> {
        let mut marks = Vec::new();
        let mut k = 0.0;
        while step_km > 0.0
            && let Some((at, _)) = self.at_km(k * step_km)
        {
            marks.push((k * step_km, at));
            k += 1.0;
        }
        marks
    }
}

fn positions(lines: MultiLineString) -> Vec<Vec<LonLat>> {
    lines.into_iter().map(|line| line.points().map(LonLat::wrapped_point).collect()).collect()
}
