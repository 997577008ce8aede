//! The edges of a multipolygon, indexed by bands of latitude: point in polygon, and the distance to the nearest edge.

use geo::{BoundingRect, Coord, Point, Rect};
use geo_types::MultiPolygon;

/// The edges of a multipolygon, indexed by the bands of latitude that they cross.
#[derive(Debug, Clone)]
pub(super) struct Bands {
    bounds: Rect,
    south: f64,
    /// The number of bands to a degree.
    per_degree: f64,
    bands: Vec<Vec<Edge>>,
}

/// Both ends as longitude and latitude.
pub(super) type Edge = [(f64, f64); 2];

/// Metres to a degree of latitude, on the mean sphere.
pub(super) const METRES_A_DEGREE: f64 = 111_195.0;

impl Bands {
    pub(super) fn new(shape: &MultiPolygon<f64>) -> Option<Self> {
        /// Each band then holds few edges.
        const EDGES: usize = 16;
        let bounds = shape.bounding_rect()?;
        let rings = || shape.0.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        let edges: usize = rings().map(|r| r.0.len()).sum();
        let count = (edges / EDGES).clamp(64, 16_384);
        let (south, high) = (bounds.min().y, (bounds.max().y - bounds.min().y).max(1e-9));
        let per_degree = count as f64 / high;
        let mut all = Self { bounds, south, per_degree, bands: vec![Vec::new(); count + 1] };
        for (a, b) in rings().flat_map(|r| r.0.iter().zip(r.0.iter().skip(1))) {
            let (low, high) = (all.band(a.y.min(b.y)), all.band(a.y.max(b.y)));
            for band in all.bands.iter_mut().take(high + 1).skip(low) {
                band.push([(a.x, a.y), (b.x, b.y)]);
            }
        }
        Some(all)
    }

    /// The band of a latitude; for a latitude outside all bands the nearest one.
    fn band(&self, lat: f64) -> usize {
        // The cast turns a float below 0 into 0.
        (((lat - self.south) * self.per_degree) as usize).min(self.bands.len().saturating_sub(1))
    }

    /// All edges; one that crosses several bands comes once for each.
    pub(super) fn edges(&self) -> impl Iterator<Item = Edge> + '_ {
        self.bands.iter().flatten().copied()
    }

    /// Even-odd rule: the parity of the crossings of the rings with the ray to the east.
    pub(super) fn contains(&self, point: Point) -> bool {
        let (x, y) = point.x_y();
        let (low, high) = (self.bounds.min(), self.bounds.max());
        if x < low.x || x > high.x || y < low.y || y > high.y {
            return false;
        }
        let mut inside = false;
        for [a, b] in self.bands.get(self.band(y)).into_iter().flatten() {
            if (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) {
                inside = !inside;
            }
        }
        inside
    }

    /// The distance to the nearest edge in metres, to about a percent; infinite where there is none within `reach_m`.
    pub(super) fn distance_m(&self, point: Point, reach_m: f64) -> f64 {
        self.squares(point, reach_m).fold(f64::INFINITY, f64::min).sqrt() * METRES_A_DEGREE
    }

    /// The vertices within a distance in metres of the straight line between two positions, in order along it, each once; none near its ends.
    pub(super) fn vertices_beside(&self, a: Coord, b: Coord, reach_m: f64) -> Vec<Coord> {
        let (reach, scale) = (reach_m / METRES_A_DEGREE, f64::midpoint(a.y, b.y).to_radians().cos().max(1e-3));
        let (dx, dy) = ((b.x - a.x) * scale, b.y - a.y);
        let length = dx.hypot(dy);
        let bands = self.band(a.y.min(b.y) - reach)..=self.band(a.y.max(b.y) + reach);
        let beside = |[v, _]: &Edge| {
            let (x, y) = ((v.0 - a.x) * scale, v.1 - a.y);
            let (along, off) = ((x * dx + y * dy) / length, (x * dy - y * dx).abs() / length);
            (off <= reach && along > reach && along < length - reach).then_some((along, Coord { x: v.0, y: v.1 }))
        };
        let mut on: Vec<(f64, Coord)> =
            self.bands.get(bands).into_iter().flatten().flatten().filter_map(beside).collect();
        // An edge stands in every band that it crosses.
        on.sort_by(|(p, a), (q, b)| p.total_cmp(q).then(a.x.total_cmp(&b.x)).then(a.y.total_cmp(&b.y)));
        on.dedup();
        on.into_iter().map(|(_, at)| at).collect()
    }

    /// Whether an edge lies within a distance in metres, to about a percent.
    pub(super) fn has_edge(&self, point: Point, reach_m: f64) -> bool {
        let reach = reach_m / METRES_A_DEGREE;
        self.squares(point, reach_m).any(|square| square <= reach * reach)
    }

    /// The squares of the distances of a point from the edges near it, in degrees of latitude: all edges within `reach_m` are among them.
    fn squares(&self, point: Point, reach_m: f64) -> impl Iterator<Item = f64> {
        let (x, y) = point.x_y();
        let scale = y.to_radians().cos().max(1e-3);
        let (high, wide) = (reach_m / METRES_A_DEGREE, reach_m / METRES_A_DEGREE / scale);
        let (least, most) = (self.bounds.min(), self.bounds.max());
        let is_apart = x + wide < least.x || x - wide > most.x || y + high < least.y || y - high > most.y;
        let bands = self.band(y - high)..=self.band(y + high);
        let near = self.bands.get(bands).filter(|_| !is_apart).into_iter().flatten().flatten();
        near.filter_map(move |[a, b]| {
            if a.0.min(b.0) > x + wide || a.0.max(b.0) < x - wide || a.1.min(b.1) > y + high || a.1.max(b.1) < y - high
            {
                return None;
            }
            let ((px, py), (qx, qy)) = (((a.0 - x) * scale, a.1 - y), ((b.0 - x) * scale, b.1 - y));
            let (dx, dy) = (qx - px, qy - py);
            let length2 = dx * dx + dy * dy;
            let t = if length2 > 0.0 { (-(px * dx + py * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
            let (ox, oy) = (px + t * dx, py + t * dy);
            Some(ox * ox + oy * oy)
        })
    }
}

#[cfg(test)]
mod tests {
    use geo::Contains;
    use geo_types::{LineString, Polygon};

    use super::*;

    #[test]
    fn bands_agree_with_the_geometry_library() {
        // A star with a hole, and an island.
        let star: Vec<(f64, f64)> = (0..40_u8)
            .map(|i| {
                let (angle, r) = (f64::from(i) / 40.0 * std::f64::consts::TAU, if i % 2 == 0 { 3.0 } else { 1.7 });
                (70.0 + r * angle.cos(), 37.0 + r * angle.sin())
            })
            .collect();
        let square = |x: f64, y: f64, a: f64| vec![(x - a, y - a), (x + a, y - a), (x + a, y + a), (x - a, y + a)];
        let shape = MultiPolygon(vec![
            Polygon::new(LineString::from(star), vec![LineString::from(square(70.0, 37.0, 0.5))]),
            Polygon::new(LineString::from(square(75.0, 40.0, 0.3)), Vec::new()),
        ]);
        let bands = Bands::new(&shape).unwrap();
        let mut inside = 0;
        for i in 0..90_u8 {
            for j in 0..90_u8 {
                let (x, y) = (66.013 + f64::from(i) * 0.1103, 33.517 + f64::from(j) * 0.0801);
                let found = bands.contains(Point::new(x, y));
                assert_eq!(found, shape.contains(&Point::new(x, y)), "{x} {y}");
                inside += u32::from(found);
            }
        }
        assert!(inside > 500, "{inside}");
    }
}
