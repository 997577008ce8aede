//! Lines that stand twice in a file: the same vertices, perhaps the other way round, within a metre.

use std::collections::BTreeMap;

use super::vertex::same;
use crate::model::LonLat;

/// Lines without those that stand there already, and how many those were.
pub(super) fn without_doubles(lines: Vec<Vec<LonLat>>) -> (Vec<Vec<LonLat>>, usize) {
    /// In steps of twice what [`same`] takes for one latitude, rounded.
    const STEPS_A_DEGREE: f64 = 5e4;
    let step = |p: &LonLat| (p.lat() * STEPS_A_DEGREE).round() as i64;
    // By the number of vertices and the lowest end: others are not compared.
    let mut kept: BTreeMap<(usize, i64), Vec<usize>> = BTreeMap::new();
    let mut all: Vec<Vec<LonLat>> = Vec::new();
    let mut doubles = 0;
    for line in lines {
        let lowest = line.first().into_iter().chain(line.last()).map(step).min().unwrap_or_default();
        let near = (lowest - 1..=lowest + 1).filter_map(|step| kept.get(&(line.len(), step))).flatten();
        let stands = |other: &Vec<LonLat>| {
            other.iter().zip(&line).all(|(a, b)| same(*a, *b))
                || other.iter().zip(line.iter().rev()).all(|(a, b)| same(*a, *b))
        };
        if line.len() > 1 && near.filter_map(|i| all.get(*i)).any(stands) {
            doubles += 1;
            continue;
        }
        kept.entry((line.len(), lowest)).or_default().push(all.len());
        all.push(line);
    }
    (all, doubles)
}
