//! Lines that stand twice in a file: the same vertices within a metre, perhaps the other way round.

use std::collections::BTreeMap;

use super::vertex::same;
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
