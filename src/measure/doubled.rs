//! Lines that stand twice: drawn again, perhaps the other way round, a little beside, with more vertices or cut otherwise.

use super::geodesic::distance_m;
use super::strands::{Place, Strands};
use crate::model::LonLat;

/// A line whose accuracy is not known, or better than this, stands twice where another runs this near to it, in metres.
pub const DOUBLED_M: f64 = 10.0;

/// Lines that are farther apart than this are two, however inaccurate they are, in metres: the two banks of a river, the edges of a corridor.
const MOST_DOUBLED_M: f64 = 100.0;

/// A line that stands twice is so many times as long as it may lie beside the other: shorter ones are islands and stubs.
pub(super) const LEAST_TIMES: f64 = 20.0;

/// How near to each other two lines of an accuracy in metres are one: the accuracy, but from 10 m to 100 m.
#[must_use]
pub fn doubled_within_m(accuracy_m: f64) -> f64 {
    accuracy_m.clamp(DOUBLED_M, MOST_DOUBLED_M)
}

/// A line that lies along others from end to end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoubledLine {
    /// Its number.
    pub line: usize,
    /// The number of the line that most of it lies along, which is at least as long.
    pub beside: usize,
    /// Whether it runs against that.
    pub is_against: bool,
    /// Where it starts.
    pub start: LonLat,
    /// Its length in kilometres, with edges that are geodesics.
    pub length_km: f64,
}

/// Finds the lines that lie along longer ones, within a distance in metres, from end to end, in the order of their numbers; of lines of one length
/// the first stands. Without them the distance of a point from the lines differs by no more than that distance.
///
/// # Example
///
/// ```
/// use marz::measure::{DOUBLED_M, doubled_lines};
/// use marz::model::LonLat;
/// let at = |(lon, lat): (f64, f64)| LonLat::new(lon, lat).unwrap();
/// let line = [(70.0, 37.0), (72.0, 37.0)].map(at).to_vec();
/// // The same with a vertex more, the other way round and 2 m beside.
/// let again = [(72.0, 37.00002), (71.0, 37.00002), (70.0, 37.00002)].map(at).to_vec();
/// let found = doubled_lines(&[line, again], DOUBLED_M);
/// assert_eq!((found.len(), found[0].line, found[0].is_against), (1, 1, true));
/// ```
#[must_use]
pub fn doubled_lines(lines: &[Vec<LonLat>], within_m: f64) -> Vec<DoubledLine> {
    if lines.len() < 2 {
        return Vec::new();
    }
    let strands = Strands::new(lines);
    let mut by_length: Vec<usize> = (0..lines.len()).collect();
    by_length.sort_by(|a, b| strands.length_m(*b).total_cmp(&strands.length_m(*a)));
    // The lines that stand, which are longer than those that are still to come.
    let mut stands = vec![false; lines.len()];
    let mut all = Vec::new();
    for line in by_length {
        let found = along(&strands, line, within_m, |other| stands.get(other) == Some(&true));
        let start = lines.get(line).and_then(|l| l.first());
        match found.zip(start) {
            Some(((beside, is_against), start)) => {
                let edges = lines.get(line).into_iter().flat_map(|l| l.iter().zip(l.iter().skip(1)));
                let length_km = edges.map(|(a, b)| distance_m(*a, *b)).sum::<f64>() / 1000.0;
                all.push(DoubledLine { line, beside, is_against, start: *start, length_km });
            }
            None => stands.iter_mut().skip(line).take(1).for_each(|s| *s = true),
        }
    }
    all.sort_by_key(|d| d.line);
    all
}

/// The line that most of a line lies along, and whether it runs against that; `None` unless all of it lies along lines that stand.
fn along(strands: &Strands, line: usize, within_m: f64, stands: impl Fn(usize) -> bool) -> Option<(usize, bool)> {
    const LEAST_PLACES: f64 = 40.0;
    const MOST_PLACES: f64 = 2_000.0;
    const GAPS: f64 = 3.0;
    const COVERED: f64 = 0.9;
    let (length_m, (from_m, _)) = (strands.length_m(line), strands.line_m(line));
    if length_m < LEAST_TIMES * within_m {
        return None;
    }
    let beside = |at| strands.nearest(at, within_m, |other, _| other != line && stands(other));
    let count = (length_m / (10.0 * within_m)).clamp(LEAST_PLACES, MOST_PLACES).floor();
    let step_m = length_m / count;
    let own = |n: f64| strands.place(line, from_m + n * step_m);
    // The middle first: at an end it meets the next line, and most lines are refused at once.
    beside(own((count / 2.0).floor())?.at)?;
    let mut found: Vec<Place> = Vec::new();
    let mut n = 0.0;
    while n <= count {
        found.push(beside(own(n)?.at)?);
        n += 1.0;
    }
    if strands.coords_of(line).iter().any(|vertex| beside(*vertex).is_none()) {
        return None;
    }
    // A ring beside a line lies along half as much of it as it is long.
    let mut on_m: Vec<f64> = found.iter().map(|p| p.measure_m).collect();
    on_m.sort_by(f64::total_cmp);
    let gaps = on_m.iter().zip(on_m.iter().skip(1)).map(|(a, b)| b - a);
    let covered_m: f64 = gaps.filter(|gap_m| *gap_m <= GAPS * step_m).sum();
    if covered_m < COVERED * length_m {
        return None;
    }
    let against =
        found.iter().zip(found.iter().skip(1)).filter(|(a, b)| a.line == b.line && a.measure_m > b.measure_m).count();
    let with =
        found.iter().zip(found.iter().skip(1)).filter(|(a, b)| a.line == b.line && a.measure_m < b.measure_m).count();
    let mut numbers: Vec<usize> = found.iter().map(|p| p.line).collect();
    numbers.sort_unstable();
    let most = numbers.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).and_then(|run| run.first())?;
    Some((*most, against > with))
}

/// Two stretches of lines that run along each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Beside {
    /// Where the earlier stretch begins and ends.
    pub own: (Place, Place),
    /// The places of the later stretch beside those.
    pub other: (Place, Place),
}

impl Beside {
    /// Whether one runs against the other.
    pub(super) fn is_against(&self) -> bool {
        self.other.1.measure_m < self.other.0.measure_m
    }
}

/// A stretch that runs along another one is at least so long, in metres: narrow islands and the two sides of a narrow corridor are shorter.
const LEAST_BESIDE_M: f64 = 2_000.0;

/// The stretches that run along another stretch, of the same line or of a later one, within [`DOUBLED_M`] over at least two kilometres, in order.
///
/// Looked for in steps of 500 m, or of a 20,000th of all lines where that is more: a stretch of under two steps may not be found.
pub(super) fn beside_themselves(strands: &Strands, lines: usize) -> Vec<Beside> {
    const STEP_M: f64 = 500.0;
    const MOST_STEPS: f64 = 20_000.0;
    /// The two are so far apart along the line: an edge lies beside itself and beside the next one.
    const LEAST_M: f64 = LEAST_TIMES * DOUBLED_M;
    let step_m = STEP_M.max(strands.whole_m() / MOST_STEPS);
    let later = |own: Place| {
        let (start_m, end_m) = strands.line_m(own.line);
        // Beyond the end of a ring comes its start.
        let round_m = if strands.is_ring(own.line) { end_m - start_m } else { f64::INFINITY };
        strands.nearest(own.at, DOUBLED_M, |line, measure_m| {
            let apart_m = measure_m - own.measure_m;
            line > own.line || (line == own.line && apart_m >= LEAST_M && round_m - apart_m >= LEAST_M)
        })
    };
    let pair = |line: usize, measure_m: f64| {
        let own = strands.place(line, measure_m)?;
        Some((own, later(own)?))
    };
    let goes_on = |a: &(Place, Place), b: &(Place, Place)| {
        let (own_m, other_m) = (b.0.measure_m - a.0.measure_m, (b.1.measure_m - a.1.measure_m).abs());
        a.1.line == b.1.line && (own_m - other_m).abs() <= own_m / 2.0 + 4.0 * DOUBLED_M
    };
    let mut all: Vec<Beside> = Vec::new();
    for line in 0..lines {
        let (start_m, end_m) = strands.line_m(line);
        let steps = ((end_m - start_m) / step_m).floor();
        let mut run: Vec<(Place, Place)> = Vec::new();
        let mut n = 0.0;
        loop {
            let measure_m = if n <= steps { start_m + n * step_m } else { end_m };
            let found = pair(line, measure_m);
            let is_end = n > steps;
            n += 1.0;
            match found {
                Some(found) if run.last().is_none_or(|last| goes_on(last, &found)) => run.push(found),
                _ => {
                    all.extend(whole(&run, step_m, &pair, &goes_on));
                    run.clear();
                    run.extend(found);
                }
            }
            if is_end {
                break;
            }
        }
        all.extend(whole(&run, step_m, &pair, &goes_on));
    }
    all.retain(|b| b.own.1.measure_m - b.own.0.measure_m >= LEAST_BESIDE_M);
    all
}

/// The whole of a stretch that was found in steps, to about a metre; `None` for fewer than two.
fn whole(
    run: &[(Place, Place)],
    step_m: f64,
    pair: &impl Fn(usize, f64) -> Option<(Place, Place)>,
    goes_on: &impl Fn(&(Place, Place), &(Place, Place)) -> bool,
) -> Option<Beside> {
    let [first, .., last] = run else { return None };
    let farthest = |known: (Place, Place), way: f64| {
        let (mut known, mut beyond_m) = (known, known.0.measure_m + way * step_m);
        while (beyond_m - known.0.measure_m).abs() > 1.0 {
            let middle_m = f64::midpoint(known.0.measure_m, beyond_m);
            let found = pair(known.0.line, middle_m).filter(|p| {
                (p.0.measure_m - middle_m).abs() < 1e-6
                    && if way > 0.0 { goes_on(&known, p) } else { goes_on(p, &known) }
            });
            match found {
                Some(found) => known = found,
                None => beyond_m = middle_m,
            }
        }
        known
    };
    let (from, to) = (farthest(*first, -1.0), farthest(*last, 1.0));
    Some(Beside { own: (from.0, to.0), other: (from.1, to.1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(positions: &[(f64, f64)]) -> Vec<LonLat> {
        positions.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect()
    }

    #[test]
    fn only_what_lies_along_longer_lines_from_end_to_end_stands_twice() {
        let long = line(&[(0.0, 0.0), (2.0, 0.0)]);
        let cases: [(&[(f64, f64)], bool); 8] = [
            (&[(0.5, 0.000_05), (1.0, 0.000_05)], true),
            // A kilometre of it leaves the line; the rest does not.
            (&[(0.5, 0.000_05), (1.0, 0.000_05), (1.0, 0.01)], false),
            (&[(0.5, 0.000_05), (0.75, 0.01), (1.0, 0.000_05)], false),
            // It goes on where the line ends.
            (&[(1.0, 0.0), (2.1, 0.0)], false),
            // A stub, and an island of which two halves lie along the line.
            (&[(0.5, 0.000_05), (0.501, 0.000_05)], false),
            (&[(0.5, 0.000_02), (1.0, 0.000_02), (1.0, 0.000_05), (0.5, 0.000_05), (0.5, 0.000_02)], false),
            // 11 m beside it.
            (&[(0.5, 0.000_1), (1.0, 0.000_1)], false),
            // Across the antimeridian there is nothing.
            (&[(179.5, 0.0), (-179.5, 0.0)], false),
        ];
        for (other, is_doubled) in cases {
            let found = doubled_lines(&[long.clone(), line(other)], DOUBLED_M);
            assert_eq!(found.iter().map(|d| d.line).collect::<Vec<_>>(), vec![1; usize::from(is_doubled)], "{other:?}");
        }
        // Lines of which one comes after a turn around the earth.
        let far = [
            line(&[(179.0, 0.0), (-179.0, 0.0)]),
            line(&[(-100.0, 0.0), (-10.0, 5.0)]),
            line(&[(100.0, 10.0), (178.0, 10.0)]),
            line(&[(-179.0, 0.000_02), (180.0, 0.000_02), (179.0, 0.000_02)]),
        ];
        let found = doubled_lines(&far, DOUBLED_M);
        assert!(found.len() == 1 && found[0].line == 3 && found[0].is_against && found[0].beside == 0, "{found:?}");
    }

    #[test]
    fn stretches_that_run_along_each_other_are_found_to_the_metre() {
        let of = |lines: &[Vec<LonLat>]| beside_themselves(&Strands::new(lines), lines.len());
        let km = |m: f64| (m / 10.0).round() / 100.0;
        // Out for 111.2 km, and back 5 m beside from 100.1 km to 55.6 km.
        let back =
            line(&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.1), (0.9, 0.1), (0.9, 0.000_05), (0.5, 0.000_05), (0.5, 0.1)]);
        let found = of(&[back]);
        assert!(found.len() == 1 && found[0].is_against(), "{found:?}");
        assert_eq!((km(found[0].own.0.measure_m), km(found[0].own.1.measure_m)), (55.59, 100.08));
        assert!(found[0].other.0.measure_m > found[0].other.1.measure_m && km(found[0].other.1.measure_m) > 140.0);
        // A hairpin of 1.5 km, two lanes 20 m apart, neighbours that go on from each other, and a ring.
        for lines in [
            vec![line(&[(0.0, 0.0), (0.1, 0.0), (0.1, 0.0135), (0.100_05, 0.0135), (0.100_05, 0.0), (0.2, 0.0)])],
            vec![line(&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.000_18), (0.0, 0.000_18)])],
            vec![line(&[(0.0, 0.0), (1.0, 0.0)]), line(&[(1.0, 0.0), (2.0, 0.1)])],
            vec![line(&[(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.0)])],
        ] {
            assert_eq!(of(&lines), Vec::new(), "{lines:?}");
        }
    }

    #[test]
    fn a_long_line_is_looked_at_in_few_steps() {
        // A million vertices: 10 m apart, as straight as a meridian.
        let long: Vec<LonLat> = (0..1_000_000).map(|i| LonLat::new(0.0, f64::from(i) * 9e-5).unwrap()).collect();
        let lines = [long];
        let strands = Strands::new(&lines);
        assert!((strands.whole_m() - 89.999_91 * 111_195.0).abs() < 10.0);
        assert_eq!(beside_themselves(&strands, 1), Vec::new());
    }
}
