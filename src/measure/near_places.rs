//! The distance of an uncertain point to the nearest of some places.

use std::collections::BTreeMap;

use geo::{LineString, MultiLineString};
use marz_geodesic::{GeodesicLine, Sample, Side, UncertainPoint, Within};

use crate::model::Place;

/// Places of which the nearest is asked for, with the radii within which they are known.
///
/// # Example
///
/// ```
/// use geo::point;
/// use marz::Dossier;
/// use marz::measure::{NearPlaces, UncertainPoint};
/// use marz::model::PlaceKind;
/// let dossier = Dossier::embedded()?;
/// let crossings: Vec<_> = dossier.case().places.iter().filter(|p| p.kind == PlaceKind::BorderCrossing).collect();
/// let near = NearPlaces::new(&crossings).unwrap();
/// let found = near.distance(&UncertainPoint::new(point!(x: 69.1, y: 37.2)).radius_m(5_000.0), &[10_000.0]);
/// assert!(found.min_m <= found.point_m && found.point_m <= found.max_m);
/// # Ok::<(), marz::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct NearPlaces {
    /// All places.
    all: GeodesicLine,
    /// Those of one radius, with the radius in metres.
    by_radius: Vec<(f64, GeodesicLine)>,
}

/// The distance of an uncertain point, with the interval and the probabilities that its radius leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenDistance {
    /// The distance of the point itself, in metres.
    pub point_m: f64,
    /// The least distance, in metres; never below 0.
    pub min_m: f64,
    /// The greatest distance, in metres; never below the true one.
    pub max_m: f64,
    /// The probability of lying within each limit, in order.
    pub within: Vec<Within>,
}

impl NearPlaces {
    /// Some places; `None` without any.
    #[must_use]
    pub fn new(places: &[&Place]) -> Option<Self> {
        let mut by_radius: BTreeMap<u32, Vec<&Place>> = BTreeMap::new();
        for place in places {
            by_radius.entry(place.radius_m.unwrap_or(0)).or_default().push(place);
        }
        let of_radius = |(radius_m, places): (u32, Vec<&Place>)| (f64::from(radius_m), points(&places));
        let by_radius = by_radius.into_iter().map(of_radius).collect();
        (!places.is_empty()).then(|| Self { all: points(places), by_radius })
    }

    /// The distance of a point to the nearest place.
    ///
    /// The interval holds for every place in the disc of the point's radius and for every position of the places within their own
    /// radii. Probabilities are over the disc alone, as those of [`Proximity`](super::Proximity) are. The side of the point is
    /// not used; see [`NearPlaces::cut_to`].
    #[must_use]
    pub fn distance(&self, point: &UncertainPoint, limits_m: &[f64]) -> OpenDistance {
        let whole = point.on_side(Side::Unknown);
        let found = self.all.proximity(&whole, limits_m);
        let most_m = self.by_radius.iter().map(|(radius_m, _)| *radius_m).fold(0.0, f64::max);
        let mut open = OpenDistance {
            point_m: found.nearest.distance_m,
            min_m: found.distance_min_m,
            max_m: found.distance_max_m + most_m,
            within: found.within,
        };
        for (radius_m, places) in self.by_radius.iter().filter(|_| most_m > 0.0) {
            let found = places.proximity(&whole, &[]);
            open.min_m = open.min_m.min((found.distance_min_m - radius_m).max(0.0));
            open.max_m = open.max_m.min(found.distance_max_m + radius_m);
        }
        open
    }

    /// A distance with the probabilities of samples: of a disc that is cut to one side of a border.
    #[must_use]
    pub fn cut_to(&self, mut open: OpenDistance, samples: &[Sample]) -> OpenDistance {
        let at: Vec<_> = samples.iter().map(|s| s.point).collect();
        let found = self.all.nearest_batch(&at);
        for within in &mut open.within {
            let inside = found.iter().filter(|n| n.distance_m <= within.limit_m).count();
            within.probability = inside as f64 / found.len().max(1) as f64;
        }
        open
    }
}

/// Places as a line of parts, each a centimetre long: every question about a line then has its answer for places.
fn points(places: &[&Place]) -> GeodesicLine {
    const PART_DEG: f64 = 1e-7;
    let part = |place: &&Place| {
        let (lon, lat) = (place.at.lon(), place.at.lat());
        let beside = if lat < 0.0 { lat + PART_DEG } else { lat - PART_DEG };
        LineString::from(vec![(lon, lat), (lon, beside)])
    };
    GeodesicLine::from(&places.iter().map(part).collect::<MultiLineString>())
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Geodesic, Point};

    use super::*;

    fn place(lon: f64, lat: f64, radius_m: u32) -> Place {
        let text = format!(
            r#"{{"kind":"border_crossing","country":"X","names":{{"en":"n"}},"rank":1,"radius_m":{radius_m}}}"#
        );
        let mut p: Place = serde_json::from_str(&text).unwrap();
        p.at = crate::model::LonLat::new(lon, lat).unwrap();
        p
    }

    /// Distances to the nearest of some places from points all over a disc, one by one.
    fn brute(places: &[Place], centre: Point, radius_m: f64) -> Vec<f64> {
        use geo::Destination;
        let distance = |p: Point| {
            let each = places.iter().map(|q| Geodesic.distance(p, Point::new(q.at.lon(), q.at.lat())));
            each.fold(f64::INFINITY, f64::min)
        };
        let ring = |i: u32| (0..120_u32).map(move |j| (f64::from(i) + 0.5, f64::from(j) * 3.0));
        // Rings of equal area, and the rim.
        let inner = (0..60_u32).flat_map(ring).map(|(i, turn)| ((i / 60.0).sqrt() * radius_m, turn));
        inner.map(|(way_m, turn)| distance(Geodesic.destination(centre, turn, way_m))).collect()
    }

    #[test]
    fn interval_and_probabilities_are_those_of_every_place_of_the_disc() {
        let places = [place(70.0, 37.0, 0), place(70.2, 37.05, 0), place(69.9, 37.3, 0), place(71.5, 38.0, 0)];
        let near = NearPlaces::new(&places.iter().collect::<Vec<_>>()).unwrap();
        for (lon, lat, radius_m) in [(70.05, 37.1, 12_000.0), (70.1, 37.02, 30_000.0), (70.6, 37.4, 8_000.0)] {
            let centre = Point::new(lon, lat);
            let limits = [5_000.0, 10_000.0, 20_000.0];
            let found = near.distance(&UncertainPoint::new(centre).radius_m(radius_m), &limits);
            let all = brute(&places, centre, radius_m);
            let (low, high) = all.iter().fold((f64::INFINITY, 0.0_f64), |(a, b), d| (a.min(*d), b.max(*d)));
            assert!((found.point_m - brute(&places, centre, 0.001)[0]).abs() < 0.05);
            assert!(found.min_m <= low + 0.05 && found.min_m > low - 0.08 * radius_m, "{found:?} {low}");
            assert!(found.max_m >= high - 0.05 && found.max_m < high + 0.05 * radius_m, "{found:?} {high}");
            for within in found.within {
                let share = all.iter().filter(|d| **d <= within.limit_m).count() as f64 / all.len() as f64;
                assert!((within.probability - share).abs() < 0.015, "{within:?} {share}");
            }
        }
    }

    #[test]
    fn the_radius_of_a_place_widens_the_interval() {
        let [near, far] = [place(70.0, 37.0, 2_000), place(70.3, 37.0, 20_000)];
        let both = NearPlaces::new(&[&near, &far]).unwrap();
        let at = UncertainPoint::new(Point::new(70.0, 37.1));
        let [d, e] = [&near, &far].map(|p| Geodesic.distance(at.point, Point::new(p.at.lon(), p.at.lat())));
        let found = both.distance(&at, &[]);
        assert!((found.point_m - d).abs() < 0.05);
        assert!((found.min_m - (d - 2_000.0).min(e - 20_000.0)).abs() < 0.05, "{found:?} {d} {e}");
        assert!((found.max_m - (d + 2_000.0)).abs() < 0.05, "{found:?} {d} {e}");
        assert!(NearPlaces::new(&[]).is_none());
    }
}
