//! How much of the border has an incident near it.

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::Event;
use crate::measure::{BorderKilometres, Ecef, GeodesicLine};

/// The length of border within a distance of an event.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reach {
    /// The distance, in kilometres.
    pub within_km: f64,
    /// Length that is within it wherever in its disc each event was.
    pub surely_km: f64,
    /// The length to expect.
    pub km: f64,
    /// Length that is within it for some place that an event may have had.
    pub possibly_km: f64,
}

/// The length of border within a distance of at least one event.
///
/// The border is looked at once to a kilometre or less. At each post the probability that some event lies within the
/// distance is one less the product of the probabilities that none of them does; events are taken as independent.
///
/// # Units
///
/// Kilometres. Distances are straight through the earth: shorter than the geodesic by 1 m at 100 km.
#[must_use]
pub fn reach(events: &[Event<'_>], line: &GeodesicLine, within_km: f64) -> Reach {
    /// Posts at most, whatever the length.
    const MOST_POSTS: f64 = 20_000.0;
    let length_km = line.length_m() / 1000.0;
    let count = length_km.ceil().clamp(1.0, MOST_POSTS);
    let step_km = length_km / count;
    // A few thousand.
    let posts: Vec<Ecef> = (0..count as u32)
        .filter_map(|i| line.at_km((f64::from(i) + 0.5) * step_km))
        .map(|(at, _)| Ecef::on_ellipsoid(at.into()))
        .collect();
    let limit_m = within_km * 1000.0;
    // Cubes twice as wide as the distance: a ball touches at most eight.
    let side_m = (2.0 * limit_m).max(1.0);
    let key = |v: f64| (v / side_m).floor() as i32;
    let mut cubes: FxHashMap<(i32, i32, i32), Vec<u32>> = FxHashMap::default();
    for (i, p) in (0..).zip(&posts) {
        cubes.entry((key(p.x), key(p.y), key(p.z))).or_default().push(i);
    }
    let free = vec![1.0_f64; posts.len()];
    // Whole numbers of events to a piece of work, so that products are the same on every machine.
    const PIECE: usize = 4096;
    let one = |chunk: &[Event<'_>]| {
        let mut free = free.clone();
        let mut hits = vec![0_u32; posts.len()];
        let mut touched: Vec<u32> = Vec::new();
        for event in chunk {
            // What is farther from the border than the distance is far from every post of it.
            for sample in event.samples.iter().filter(|s| s.nearest.distance_m <= limit_m * 1.01) {
                let p = Ecef::on_ellipsoid(sample.point);
                let range = |v: f64| key(v - limit_m)..=key(v + limit_m);
                let cubes_near =
                    range(p.x).flat_map(|x| range(p.y).flat_map(move |y| range(p.z).map(move |z| (x, y, z))));
                for post in cubes_near.filter_map(|cube| cubes.get(&cube)).flatten() {
                    let i = *post as usize;
                    if posts[i].chord_m(p) <= limit_m {
                        if hits[i] == 0 {
                            touched.push(*post);
                        }
                        hits[i] += 1;
                    }
                }
            }
            for post in touched.drain(..) {
                let i = post as usize;
                free[i] *= 1.0 - f64::from(hits[i]) / event.samples.len() as f64;
                hits[i] = 0;
            }
        }
        free
    };
    let parts: Vec<Vec<f64>> = events.par_chunks(PIECE).map(one).collect();
    let mut told = Reach { within_km, surely_km: 0.0, km: 0.0, possibly_km: 0.0 };
    for i in 0..posts.len() {
        let none: f64 = parts.iter().map(|p| p[i]).product();
        told.km += (1.0 - none) * step_km;
        told.surely_km += if none <= 0.0 { step_km } else { 0.0 };
        told.possibly_km += if none < 1.0 { step_km } else { 0.0 };
    }
    Reach {
        within_km,
        surely_km: super::told(told.surely_km),
        km: super::told(told.km),
        possibly_km: super::told(told.possibly_km),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, events_of, incident, line};
    use super::*;

    #[test]
    fn lengths_are_those_of_chords_of_circles() {
        let (border, line) = line();
        // 6 km off the line: within 10 km of 2·√(100 − 36) = 16 km of it; two that overlap by half.
        let north = 6.0 / 110.574;
        let list = [
            incident("a", "2025", "clash", None, at(5.0, north), 0),
            incident("b", "2025", "clash", None, at(5.0 + 8.0 / 111.319, north), 0),
            incident("c", "2025", "clash", None, at(2.0, 0.5), 0),
        ];
        let events = events_of(&list, &border, &line);
        let told = reach(&events, &line, 10.0);
        assert!((told.km - 24.0).abs() <= 1.5, "{told:?}");
        assert!((told.km - told.surely_km).abs() < 1e-9 && (told.km - told.possibly_km).abs() < 1e-9);
    }

    #[test]
    fn a_radius_leaves_lengths_open() {
        let (border, line) = line();
        let list = [incident("a", "2025", "clash", None, at(5.0, 0.0), 8_000)];
        let told = reach(&events_of(&list, &border, &line), &line, 10.0);
        // Surely only what is within 10 km of the whole disc: 2 km to either side; possibly 18 km to either side.
        assert!((told.surely_km - 4.0).abs() <= 1.1 && (told.possibly_km - 36.0).abs() <= 2.1, "{told:?}");
        assert!(told.km > 15.0 && told.km < 20.0, "{told:?}");
    }
}
