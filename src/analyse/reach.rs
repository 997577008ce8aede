//! The length of border within a distance of an event.

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{Event, rounded};
use crate::measure::{BorderKilometres, Ecef, GeodesicLine};

/// The length of border within a distance of an event.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reach {
    /// The distance, in kilometres.
    pub within_km: f64,
    /// The length within it for every place in the discs of the events, in kilometres: a lower bound.
    pub surely_km: f64,
    /// The expected length, in kilometres.
    pub km: f64,
    /// The length within it for some place in the disc of an event, in kilometres: an upper bound.
    pub possibly_km: f64,
}

/// The length of border within a distance of at least one event.
///
/// The border is sampled once to a kilometre or less. At each mark the probability that some event lies within the
/// distance is one less the product of the probabilities that none of them does; events are taken as independent.
///
/// # Units
///
/// Kilometres. Distances are chords through the ellipsoid: shorter than the geodesic by 1 m at 100 km.
#[must_use]
pub fn reach(events: &[Event<'_>], line: &GeodesicLine, within_km: f64) -> Reach {
    /// The largest number of marks, whatever the length.
    const MAX_MARKS: f64 = 20_000.0;
    let length_km = line.length_m() / 1000.0;
    let count = length_km.ceil().clamp(1.0, MAX_MARKS);
    let step_km = length_km / count;
    // At most [`MAX_MARKS`]: the cast loses nothing.
    let marks: Vec<Ecef> = (0..count as u32)
        .filter_map(|i| line.at_km((f64::from(i) + 0.5) * step_km))
        .map(|(at, _)| Ecef::on_ellipsoid(at.into()))
        .collect();
    let limit_m = within_km * 1000.0;
    // Cubes twice as wide as the distance: a ball touches at most eight.
    let side_m = (2.0 * limit_m).max(1.0);
    let key = |v: f64| (v / side_m).floor() as i32;
    let mut cubes: FxHashMap<(i32, i32, i32), Vec<u32>> = FxHashMap::default();
    for (i, p) in (0..).zip(&marks) {
        cubes.entry((key(p.x), key(p.y), key(p.z))).or_default().push(i);
    }
    let free = vec![1.0_f64; marks.len()];
    // A fixed number of events to a chunk, so that the products do not depend on the number of threads.
    const CHUNK: usize = 4096;
    let free_of_chunk = |chunk: &[Event<'_>]| {
        let mut free = free.clone();
        let mut hits = vec![0_u32; marks.len()];
        let mut touched: Vec<u32> = Vec::new();
        for event in chunk {
            // A sample farther from the border than the distance is far from every mark on it.
            for sample in event.samples.iter().filter(|s| s.nearest.distance_m <= limit_m * 1.01) {
                let p = Ecef::on_ellipsoid(sample.point);
                let range = |v: f64| key(v - limit_m)..=key(v + limit_m);
                let cubes_near =
                    range(p.x).flat_map(|x| range(p.y).flat_map(move |y| range(p.z).map(move |z| (x, y, z))));
                for mark in cubes_near.filter_map(|cube| cubes.get(&cube)).flatten() {
                    let i = *mark as usize;
                    if marks[i].chord_m(p) <= limit_m {
                        if hits[i] == 0 {
                            touched.push(*mark);
                        }
                        hits[i] += 1;
                    }
                }
            }
            for mark in touched.drain(..) {
                let i = mark as usize;
                free[i] *= 1.0 - f64::from(hits[i]) / event.samples.len() as f64;
                hits[i] = 0;
            }
        }
        free
    };
    let parts: Vec<Vec<f64>> = events.par_chunks(CHUNK).map(free_of_chunk).collect();
    let mut sum = Reach { within_km, surely_km: 0.0, km: 0.0, possibly_km: 0.0 };
    for i in 0..marks.len() {
        let none: f64 = parts.iter().map(|p| p[i]).product();
        sum.km += (1.0 - none) * step_km;
        sum.surely_km += if none <= 0.0 { step_km } else { 0.0 };
        sum.possibly_km += if none < 1.0 { step_km } else { 0.0 };
    }
    Reach { within_km, surely_km: rounded(sum.surely_km), km: rounded(sum.km), possibly_km: rounded(sum.possibly_km) }
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
        let found = reach(&events, &line, 10.0);
        assert!((found.km - 24.0).abs() <= 1.5, "{found:?}");
        assert!((found.km - found.surely_km).abs() < 1e-9 && (found.km - found.possibly_km).abs() < 1e-9);
    }

    #[test]
    fn a_radius_leaves_lengths_open() {
        let (border, line) = line();
        let list = [incident("a", "2025", "clash", None, at(5.0, 0.0), 8_000)];
        let found = reach(&events_of(&list, &border, &line), &line, 10.0);
        // Surely only what is within 10 km of the whole disc: 2 km to either side; possibly 18 km to either side.
        assert!((found.surely_km - 4.0).abs() <= 1.1 && (found.possibly_km - 36.0).abs() <= 2.1, "{found:?}");
        assert!(found.km > 15.0 && found.km < 20.0, "{found:?}");
    }
}
