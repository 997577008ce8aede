//! Lines that stand twice in a file: the same vertices within a metre, perhaps the other way round; or all of one along others.

use std::collections::BTreeMap;

use super::vertex::same;
use crate::measure::{DoubledLine, doubled_lines, doubled_within_m};
use crate::model::LonLat;

/// Lines of which none stands twice.
#[derive(Debug, Default)]
pub struct DistinctLines {
    lines: Vec<Vec<LonLat>>,
    /// The numbers of lines by their count of vertices and their lowest end: others are not compared.
    numbers: BTreeMap<(usize, i64), Vec<usize>>,
}

impl DistinctLines {
    /// Adds a line, unless it stands here already: then this is the one that does, and whether the other runs against it.
    pub fn add(&mut self, line: Vec<LonLat>) -> Option<(&[LonLat], bool)> {
        /// In steps of twice what [`same`] takes for one latitude, rounded.
        const STEPS_A_DEGREE: f64 = 5e4;
        let step = |p: &LonLat| (p.lat() * STEPS_A_DEGREE).round() as i64;
        let lowest = line.first().into_iter().chain(line.last()).map(step).min().unwrap_or_default();
        let mut near = (lowest - 1..=lowest + 1).filter_map(|step| self.numbers.get(&(line.len(), step))).flatten();
        let found = near.find_map(|number| {
            let other = self.lines.get(*number)?;
            if other.iter().zip(&line).all(|(a, b)| same(*a, *b)) {
                return Some((*number, false));
            }
            other.iter().zip(line.iter().rev()).all(|(a, b)| same(*a, *b)).then_some((*number, true))
        });
        match found {
            Some((number, is_against)) => self.lines.get(number).map(|line| (line.as_slice(), is_against)),
            None => {
                self.numbers.entry((line.len(), lowest)).or_default().push(self.lines.len());
                self.lines.push(line);
                None
            }
        }
    }

    /// The lines, in the order in which they came.
    #[must_use]
    pub fn into_lines(self) -> Vec<Vec<LonLat>> {
        self.lines
    }
}

/// Lines without those that lie along others from end to end, within the accuracy of the line in metres (see [`doubled_within_m`]), and what was left
/// out, for people.
///
/// The direction of the line that comes first in the file holds: a later one that stands for it, and runs against it, is turned around.
#[must_use]
pub fn taken_once(mut lines: Vec<Vec<LonLat>>, accuracy_m: Option<f64>) -> (Vec<Vec<LonLat>>, Vec<String>) {
    let within_m = doubled_within_m(accuracy_m.unwrap_or(0.0));
    let doubled = doubled_lines(&lines, within_m);
    let mut firsts: BTreeMap<usize, &DoubledLine> = BTreeMap::new();
    for one in &doubled {
        firsts.entry(one.beside).or_insert(one);
    }
    for (beside, first) in firsts {
        if first.line < beside && first.is_against {
            lines.iter_mut().skip(beside).take(1).for_each(|line| line.reverse());
        }
    }
    let described = |one: &DoubledLine| {
        let way = if one.is_against { "the other way round" } else { "the same way" };
        let (length_km, lon, lat) = (one.length_km, one.start.lon(), one.start.lat());
        format!("{length_km:.1} km from [{lon:.5}, {lat:.5}] run along another line within {within_m:.0} m, {way}")
    };
    let said = doubled.iter().map(described).collect();
    let mut number = 0;
    lines.retain(|_| {
        number += 1;
        doubled.binary_search_by_key(&(number - 1), |one| one.line).is_err()
    });
    (lines, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_one_within_a_metre_either_way() {
        let line =
            |off: f64| [(0.0, 0.0), (1.0, 0.5), (2.0, 0.0)].map(|(x, y)| LonLat::new(x + off, y).unwrap()).to_vec();
        let reversed = |mut line: Vec<LonLat>| {
            line.reverse();
            line
        };
        let mut all = DistinctLines::default();
        assert_eq!(all.add(line(0.0)), None);
        // A degree of the equator is 111.3 km.
        for (again, is_against) in
            [(line(0.0), false), (line(4e-6), false), (reversed(line(0.0)), true), (reversed(line(-4e-6)), true)]
        {
            assert_eq!(all.add(again), Some((line(0.0).as_slice(), is_against)));
        }
        assert_eq!(all.add(line(2e-5)), None);
        assert_eq!(all.add(line(0.0)[..2].to_vec()), None);
        assert_eq!(all.into_lines().len(), 3);
    }
}
