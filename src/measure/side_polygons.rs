//! The polygons of the two sides, indexed by bands of latitude: they give the side of points beyond the ends of the line.

use geo::{BoundingRect, Point};
use geo_types::MultiPolygon;
use marz_geodesic::Side;

use crate::model::{Area, Border};

/// The polygons of the countries on the two sides of a border; those of either side may be missing.
#[derive(Debug, Clone, Default)]
pub struct SidePolygons {
    left: Vec<Bands>,
    right: Vec<Bands>,
}

/// The edges of a multipolygon, indexed by the bands of latitude that they cross.
#[derive(Debug, Clone)]
struct Bands {
    south: f64,
    /// The number of bands to a degree.
    per_degree: f64,
    bands: Vec<Vec<Edge>>,
}

/// Both ends as longitude and latitude.
type Edge = [(f64, f64); 2];

impl SidePolygons {
    /// The polygons of the countries whose codes are those of the sides of the border.
    #[must_use]
    pub fn new(border: &Border, countries: &[Area]) -> Self {
        let sides = &border.facts.sides;
        let of =
            |code: &str| countries.iter().filter(|c| c.code == code).filter_map(|c| Bands::new(&c.shape)).collect();
        Self { left: of(&sides.left.code), right: of(&sides.right.code) }
    }

    /// Point in polygon: the side whose polygons contain a point; `None` if neither or both do.
    #[must_use]
    pub fn side(&self, point: Point) -> Option<Side> {
        let contains = |polygons: &[Bands]| polygons.iter().any(|b| b.contains(point));
        match (contains(&self.left), contains(&self.right)) {
            (true, false) => Some(Side::Left),
            (false, true) => Some(Side::Right),
            _ => None,
        }
    }
}

impl Bands {
    /// The number of bands: each then holds few edges.
    const COUNT: u16 = 512;

    fn new(shape: &MultiPolygon<f64>) -> Option<Self> {
        let bounds = shape.bounding_rect()?;
        let (south, high) = (bounds.min().y, (bounds.max().y - bounds.min().y).max(1e-9));
        let per_degree = f64::from(Self::COUNT) / high;
        let mut all = Self { south, per_degree, bands: vec![Vec::new(); usize::from(Self::COUNT) + 1] };
        let rings = shape.0.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        for (a, b) in rings.flat_map(|r| r.0.iter().zip(r.0.iter().skip(1))) {
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
        (((lat - self.south) * self.per_degree) as usize).min(usize::from(Self::COUNT))
    }

    /// Even-odd rule: the parity of the crossings of the rings with the ray to the east.
    fn contains(&self, point: Point) -> bool {
        let (x, y) = point.x_y();
        let mut inside = false;
        for [a, b] in self.bands.get(self.band(y)).into_iter().flatten() {
            if (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) {
                inside = !inside;
            }
        }
        inside
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
