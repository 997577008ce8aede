//! The position of a point relative to named places: the nearest place and crossing, no more precise than the location radii.

use super::geodesic::inverse;
use crate::model::{LonLat, Place, PlaceKind};

/// A named place near a point, with the distance and direction from the place to the point.
#[derive(Debug, Clone, PartialEq)]
pub struct NearbyPlace<'a> {
    /// The place.
    pub place: &'a Place,
    /// The distance, as precise as the radii allow.
    pub distance: ApproxDistance,
}

/// A distance to a named place, no more precise than the radii of the two allow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ApproxDistance {
    /// The two discs touch: less than so many metres, in an unknown direction.
    Within(f64),
    /// About so many metres, with the direction if it is known.
    About(f64, Option<Compass>),
}

/// One of the eight principal points of the compass, as seen from the named place: 0 is north, 1 north-east, and so on clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compass(u8);

impl Compass {
    /// Its number, 0 to 7, clockwise from north.
    #[must_use]
    pub fn number(self) -> usize {
        usize::from(self.0)
    }

    /// The compass point nearest to an azimuth in degrees, among the `count` cardinal (4) or principal (8) points.
    fn of(azimuth_deg: f64, count: u8) -> Self {
        let n = f64::from(count);
        // Below the count by the remainder.
        let part = (azimuth_deg.rem_euclid(360.0) / 360.0 * n).round().rem_euclid(n) as u8;
        Self(part * (8 / count))
    }
}

/// The nearest named place, crossings apart, and the nearest border crossing within [`CROSSING_M`].
///
/// # Units
///
/// `radius_m` is the location radius in metres; a point without one is taken as exact.
///
/// # Range and special cases
///
/// Only places that are points count: no province, valley or river. Of two equally near ones the one of the smaller rank is taken,
/// then the first by id. `None` if the list has none.
///
/// # Accuracy
///
/// With r the sum of the point's and the place's radius: a distance d ≤ r is only given as an upper bound, d + r rounded up;
/// another is rounded to [`step_m`] of r. One of eight compass points is given if the disc of r fills at most an eighth of the
/// horizon as seen from the place (r ≤ d sin 22.5°), one of four if it fills at most a quarter, else none.
#[must_use]
pub fn relative_position<'a>(
    at: LonLat,
    radius_m: Option<f64>,
    places: &'a [Place],
) -> (Option<NearbyPlace<'a>>, Option<NearbyPlace<'a>>) {
    let is_crossing = |p: &&Place| p.kind == PlaceKind::BorderCrossing;
    let settled = places.iter().filter(|p| p.kind.is_point() && !is_crossing(p));
    let place = nearest_place(at, radius_m, settled).map(|(_, n)| n);
    let crossing = nearest_place(at, radius_m, places.iter().filter(is_crossing));
    (place, crossing.filter(|(d, _)| *d <= CROSSING_M).map(|(_, n)| n))
}

/// Crossings farther away than this are not given, in metres.
pub const CROSSING_M: f64 = 50_000.0;

fn nearest_place<'a>(
    at: LonLat,
    radius_m: Option<f64>,
    places: impl Iterator<Item = &'a Place>,
) -> Option<(f64, NearbyPlace<'a>)> {
    let measured = places.map(|p| (inverse(p.at, at), p));
    let (found, place) = measured.min_by(|(a, p), (b, q)| {
        a.distance_m.total_cmp(&b.distance_m).then_with(|| (p.rank, &p.id).cmp(&(q.rank, &q.id)))
    })?;
    let (d, r) = (found.distance_m, radius_m.unwrap_or(0.0) + place.radius_m.map_or(0.0, f64::from));
    let step = step_m(r);
    let distance = if d <= r {
        ApproxDistance::Within(((d + r) / step).ceil() * step)
    } else {
        let half = (r / d).asin().to_degrees();
        let count = if half <= 22.5 { Some(8) } else { (half <= 45.0).then_some(4) };
        ApproxDistance::About((d / step).round() * step, count.map(|n| Compass::of(found.azimuth_deg, n)))
    };
    Some((d, NearbyPlace { place, distance }))
}

/// The step to which a distance is rounded, in metres: the largest of 1, 2 and 5 times a power of ten not above the radius, and at
/// least 100 m. Rounding to it adds at most half of the uncertainty.
#[must_use]
pub fn step_m(radius_m: f64) -> f64 {
    const LEAST_M: f64 = 100.0;
    let mut step = LEAST_M;
    for next in (2..8).flat_map(|n| [1.0, 2.0, 5.0].map(|m| m * 10_f64.powi(n))) {
        if next <= radius_m {
            step = next;
        }
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::geodesic::direct;

    fn place(id: &str, kind: &str, lon: f64, lat: f64, radius_m: u32) -> Place {
        let text =
            format!(r#"{{"kind":"{kind}","country":"XX","names":{{"en":"{id}"}},"radius_m":{radius_m},"rank":1}}"#);
        let mut place: Place = serde_json::from_str(&text).unwrap();
        (place.id, place.at) = (id.to_owned(), LonLat::new(lon, lat).unwrap());
        place
    }

    #[test]
    fn the_statement_is_no_finer_than_the_knowledge() {
        let places = [place("town", "town", 70.0, 38.0, 0), place("gate", "border_crossing", 70.0, 38.0, 0)];
        let away = |azimuth: f64, d: f64, r: f64| {
            let at = direct(places[0].at, azimuth, d).0;
            relative_position(at, Some(r), &places).0.unwrap().distance
        };
        // 12.34 km to the north-west, known to 1 km, to 4 km, to 8 km, to 11 km and to 15 km.
        assert_eq!(away(-45.0, 12_340.0, 1_000.0), ApproxDistance::About(12_000.0, Some(Compass(7))));
        assert_eq!(away(-45.0, 12_340.0, 4_000.0), ApproxDistance::About(12_000.0, Some(Compass(7))));
        assert_eq!(away(-50.0, 12_340.0, 8_000.0), ApproxDistance::About(10_000.0, Some(Compass(6))));
        assert_eq!(away(-50.0, 12_340.0, 11_000.0), ApproxDistance::About(10_000.0, None));
        assert_eq!(away(-50.0, 12_340.0, 15_000.0), ApproxDistance::Within(30_000.0));
        assert_eq!(away(359.0, 12_340.0, 0.0), ApproxDistance::About(12_300.0, Some(Compass(0))));
    }

    #[test]
    fn crossings_and_regions_are_no_places_and_far_crossings_are_left_out() {
        let places = [
            place("gate", "border_crossing", 70.0, 38.0, 0),
            place("river", "river", 70.0, 38.0, 0),
            place("village", "village", 71.0, 38.0, 0),
        ];
        let (near, gate) = relative_position(places[0].at, None, &places);
        assert_eq!((near.unwrap().place.id.as_str(), gate.unwrap().place.id.as_str()), ("village", "gate"));
        assert_eq!(relative_position(LonLat::new(71.0, 38.0).unwrap(), None, &places).1, None);
        assert_eq!(relative_position(places[0].at, None, &[]), (None, None));
    }

    #[test]
    fn steps_are_never_above_the_radius() {
        let steps = [0.0, 150.0, 4_000.0, 5_000.0, 25_000.0].map(|r| format!("{}", step_m(r)));
        assert_eq!(steps, ["100", "100", "2000", "5000", "20000"]);
    }
}
