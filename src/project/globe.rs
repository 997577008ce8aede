//! The orthographic projection of a sphere, for a locator.

use geo_types::{LineString, MultiPolygon};

use super::Page;
use crate::model::LonLat;

/// An orthographic view of a sphere, centred on a position; points on the page, y down.
#[derive(Debug, Clone, Copy)]
pub struct Globe {
    centre: LonLat,
    middle: Page,
    radius: f64,
}

type Vector = [f64; 3];

impl Globe {
    /// A globe seen from above `centre`, drawn with its middle at a point of the page.
    #[must_use]
    pub fn new(centre: LonLat, middle: Page, radius: f64) -> Self {
        Self { centre, middle, radius }
    }

    /// East, north and towards the viewer, each -1 to 1.
    fn seen(&self, lon: f64, lat: f64) -> Vector {
        let (turn, lat, own) =
            ((lon - self.centre.lon()).to_radians(), lat.to_radians(), self.centre.lat().to_radians());
        let (x, y, z) = (lat.cos() * turn.sin(), lat.sin(), lat.cos() * turn.cos());
        [x, own.cos() * y - own.sin() * z, own.sin() * y + own.cos() * z]
    }

    fn page(&self, v: Vector) -> Page {
        (self.middle.0 + self.radius * v[0], self.middle.1 - self.radius * v[1])
    }

    /// Where a position is on the page, if it is on the near half.
    #[must_use]
    pub fn place(&self, at: LonLat) -> Option<Page> {
        let v = self.seen(at.lon(), at.lat());
        (v[2] >= 0.0).then(|| self.page(v))
    }

    /// The near part of an area, as rings to be filled even-odd. Where the horizon cuts it, it follows the horizon the
    /// shorter way round.
    #[must_use]
    pub fn near_side(&self, area: &MultiPolygon<f64>) -> Vec<Vec<Page>> {
        let rings = area.0.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        rings.map(|r| self.near_ring(r)).filter(|r| r.len() > 2).collect()
    }

    fn near_ring(&self, ring: &LineString<f64>) -> Vec<Page> {
        let seen: Vec<Vector> = ring.0.iter().map(|c| self.seen(c.x, c.y)).collect();
        let mut kept: Vec<Vector> = Vec::new();
        // Where the ring has gone below the horizon.
        let mut gone: Option<Vector> = None;
        let mut first_return: Option<Vector> = None;
        for pair in seen.windows(2) {
            let [a, b] = pair else { continue };
            match (a[2] >= 0.0, b[2] >= 0.0) {
                (true, true) => kept.push(*a),
                (true, false) => {
                    let edge = horizon(*a, *b);
                    kept.extend([*a, edge]);
                    gone = Some(edge);
                }
                (false, true) => {
                    let edge = horizon(*a, *b);
                    match gone.take() {
                        Some(from) => kept.extend(along_horizon(from, edge)),
                        None => first_return = Some(edge),
                    }
                    kept.push(edge);
                }
                (false, false) => {}
            }
        }
        if let (Some(from), Some(to)) = (gone, first_return) {
            kept.extend(along_horizon(from, to));
        }
        kept.into_iter().map(|v| self.page(v)).collect()
    }
}

/// Where the way from one point to another passes the horizon.
fn horizon(a: Vector, b: Vector) -> Vector {
    let t = a[2] / (a[2] - b[2]);
    let (x, y) = (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]));
    let r = (x * x + y * y).sqrt().max(1e-12);
    [x / r, y / r, 0.0]
}

/// Points on the horizon between two of its points.
fn along_horizon(from: Vector, to: Vector) -> Vec<Vector> {
    use std::f64::consts::{PI, TAU};
    let (a, b) = (from[1].atan2(from[0]), to[1].atan2(to[0]));
    let turn = (b - a + PI).rem_euclid(TAU) - PI;
    (1..12_u8).map(|i| a + turn * f64::from(i) / 12.0).map(|angle| [angle.cos(), angle.sin(), 0.0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::Polygon;

    #[test]
    fn the_far_half_is_not_seen() {
        let globe = Globe::new(LonLat::wrapped(70.0, 37.0), (100.0, 100.0), 50.0);
        let middle = globe.place(LonLat::wrapped(70.0, 37.0)).unwrap();
        assert!((middle.0 - 100.0).abs() < 1e-9 && (middle.1 - 100.0).abs() < 1e-9);
        assert!(globe.place(LonLat::wrapped(-110.0, -37.0)).is_none());
        // An area across the horizon stays on the disc and reaches its edge.
        let ring = vec![(150.0, 0.0), (180.0, 0.0), (180.0, 20.0), (150.0, 20.0), (150.0, 0.0)];
        let area = MultiPolygon(vec![Polygon::new(LineString::from(ring), Vec::new())]);
        let seen = globe.near_side(&area);
        let far = seen[0].iter().map(|p| (p.0 - 100.0).hypot(p.1 - 100.0)).fold(0.0, f64::max);
        assert!((far - 50.0).abs() < 1e-6, "{far}");
    }
}
