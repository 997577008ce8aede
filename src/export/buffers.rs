//! The buffers of the border: what lies within some distances of it.

use crate::error::Error;
use crate::measure::GeodesicLine;
use crate::model::LonLat;

/// The name of the layer.
pub const BUFFERS: &str = "border_buffers";

/// The distances in kilometres, the greatest first, so that the lesser ones lie upon it.
pub const BUFFERS_KM: [f64; 3] = [20.0, 10.0, 5.0];

/// Polygons, each an outer ring and its holes.
pub type Polygons = Vec<Vec<Vec<LonLat>>>;

/// How the ground within a distance is called.
#[must_use]
pub fn buffer_label(km: f64) -> String {
    format!("within {km} km of the border")
}

/// The ground within a distance of a line.
///
/// # Errors
///
/// [`Error::Request`] for a line that has none, such as one around a pole, or across the antimeridian, where longitudes that run on are no
/// layer for a map.
pub fn buffer_areas(km: f64, line: &GeodesicLine) -> Result<Polygons, Error> {
    let found = line.buffer(km * 1000.0).map_err(|e| Error::request(e.to_string(), None))?;
    let ring = |ring: &geo_types::LineString| -> Option<Vec<LonLat>> {
        ring.0.iter().map(|c| LonLat::new(c.x, c.y).ok()).collect()
    };
    let polygon = |polygon: &geo_types::Polygon| -> Option<Vec<Vec<LonLat>>> {
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
    };
    found.0.iter().map(polygon).collect::<Option<Polygons>>().filter(|areas| !areas.is_empty()).ok_or_else(|| {
        Error::request("found ground across the antimeridian; expected longitudes of -180 to 180".to_owned(), None)
    })
}

#[allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "tests"
)]
#[cfg(test)]
mod tests {
    use geo::{Contains, Coord, LineString, MultiPolygon, Polygon};

    use super::*;
    use crate::measure::{BorderKilometres as _, distance_m};
    use crate::model::BorderFacts;

    /// Of this border and this distance a spike once left nothing of the union.
    #[cfg(feature = "world")]
    #[test]
    fn a_whole_border_of_the_world_has_its_ground() {
        let line = GeodesicLine::from(&crate::world::by_code("CAN-USA").unwrap().border);
        let vertices: usize = buffer_areas(20.0, &line).unwrap().concat().iter().map(Vec::len).sum();
        assert!(vertices > 1_000, "{vertices}");
    }

    #[test]
    fn a_line_without_ground_says_why() {
        let line = |lon: [f64; 2], lat: f64| GeodesicLine::from(LineString::from(lon.map(|lon| (lon, lat)).to_vec()));
        for (line, why) in [(line([10.0, 100.0], 89.9), "a pole"), (line([179.9, 180.0], 10.0), "antimeridian")] {
            let said = buffer_areas(20.0, &line).unwrap_err().to_string();
            assert!(said.starts_with("found") && said.contains(why) && said.contains("expected"), "{said}");
        }
    }

    #[test]
    fn inside_is_what_is_nearer_than_the_distance() {
        let ends = [(67.8, 37.2), (69.4, 37.1), (69.5, 37.6), (71.6, 36.7)];
        let parts = vec![ends.map(|(lon, lat)| LonLat::new(lon, lat).unwrap()).to_vec()];
        let border = crate::model::Border::new("x".to_owned(), parts, BorderFacts::default()).unwrap();
        let line = GeodesicLine::from(&border);
        let buffers = BUFFERS_KM.map(|km| buffer_areas(km, &line).unwrap());
        // Brute force: the line as points every 25 m.
        let km = line.length_m() / 1000.0;
        let along: Vec<LonLat> = line
            .substring_km(0.0, km)
            .concat()
            .windows(2)
            .flat_map(|edge| {
                let way = crate::measure::inverse(edge[0], edge[1]);
                let steps = (way.distance_m / 25.0).ceil();
                let (from, azimuth, step) = (edge[0], way.azimuth_deg, way.distance_m / steps);
                (0..=steps as u32).map(move |k| crate::measure::direct(from, azimuth, f64::from(k) * step).0)
            })
            .collect();
        let mut state = 7_u64;
        let mut dice = move |from: f64, to: f64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            from + (to - from) * (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        let (mut inside, mut outside) = (0, 0);
        for _ in 0..150 {
            let at = LonLat::new(dice(67.5, 71.9), dice(36.5, 37.8)).unwrap();
            let nearest = along.iter().map(|p| distance_m(at, *p)).fold(f64::INFINITY, f64::min);
            for (areas, km) in buffers.iter().zip(BUFFERS_KM) {
                let ring = |ring: &Vec<LonLat>| -> LineString {
                    ring.iter().map(|p| Coord { x: p.lon(), y: p.lat() }).collect()
                };
                let polygon =
                    |rings: &Vec<Vec<LonLat>>| Polygon::new(ring(&rings[0]), rings[1..].iter().map(ring).collect());
                let area = MultiPolygon(areas.iter().map(polygon).collect());
                if (nearest - km * 1000.0).abs() > km + 1.0 {
                    let is_inside = nearest < km * 1000.0;
                    assert_eq!(area.contains(&Coord { x: at.lon(), y: at.lat() }), is_inside, "{at:?} {km} {nearest}");
                    if is_inside { inside += 1 } else { outside += 1 }
                }
            }
        }
        assert!(inside > 20 && outside > 100, "{inside} {outside}");
    }
}
