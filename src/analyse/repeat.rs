//! Near repeats: Knox's test for space–time interaction, by Monte Carlo permutation of the dates.

use serde::Serialize;

use super::chance::{Numbers, draws, p_value};
use super::{Event, rounded};
use crate::measure::Ecef;

/// The smallest number of events that is tested.
const FEWEST: usize = 8;
/// The largest number of events that is tested: more make too many pairs.
pub const MOST: usize = 500;
const DRAWS: u32 = 999;

/// The result of the test.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Repeat {
    /// The number of events with a place: only these are tested.
    pub events: usize,
    /// The largest distance between two near events, in kilometres.
    pub km: f64,
    /// The largest difference between the dates of two near events, in days.
    pub days: u32,
    /// The number of permutations of the dates; 0 if there was no test.
    pub draws: u32,
    /// Knox's statistic: the number of pairs near in both, each counted by its probability; `None` if there was no test.
    pub pairs: Option<f64>,
    /// The mean of the statistic over the permutations; `None` if there was no test.
    pub expected: Option<f64>,
    /// The p-value; `None` if there was no test.
    pub p: Option<f64>,
    /// The limits of the result, in words.
    pub warning: Option<String>,
}

/// Knox's test for space–time interaction: the number of pairs of events that are near in both, against Monte Carlo permutations
/// of the dates.
///
/// A pair is near in place by the share of the pairs of their samples that are within `km` kilometres, and near in time by the
/// share of the pairs of their days that are within `days` days. Dates are permuted with their uncertainty. Two records of one
/// event count as a pair: the test is about records.
///
/// # References
///
/// E. G. Knox, The detection of space–time interactions, J. R. Stat. Soc. C 13 (1964), 25–30, doi:10.2307/2985220; with
/// permutations: N. Mantel, Cancer Res. 27 (1967), 209–220; for crime: S. D. Johnson & K. J. Bowers, Eur. J. Criminol. 1
/// (2004), 237–255.
#[must_use]
pub fn repeat(events: &[Event<'_>], km: f64, days: u32) -> Repeat {
    let placed: Vec<&Event<'_>> = events.iter().filter(|e| !e.samples.is_empty()).collect();
    let n = placed.len();
    let mut out = Repeat { events: n, km, days, draws: 0, pairs: None, expected: None, p: None, warning: None };
    if n < FEWEST {
        out.warning = Some(format!("too few events with a place ({n}) to tell repeats from chance"));
        return out;
    }
    if n > MOST {
        out.warning = Some(format!("near repeats are told of up to {MOST} events; narrow the filter: there are {n}"));
        return out;
    }
    if n < 30 {
        out.warning = Some(format!("with {n} events only strong repetition can be told from chance"));
    }
    let places: Vec<Vec<Ecef>> = placed.iter().map(|e| thinned(e)).collect();
    let limit_m = km * 1000.0;
    let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
    for (i, a) in places.iter().enumerate() {
        for (j, b) in places.iter().enumerate().skip(i + 1) {
            let share = near_in_place(a, b, limit_m);
            if share > 0.0 {
                pairs.push((i, j, share));
            }
        }
    }
    let dates: Vec<(i32, i32)> = placed.iter().map(|e| e.incident.date.days()).collect();
    let near: Vec<f64> =
        dates.iter().flat_map(|a| dates.iter().map(|b| near_in_time(*a, *b, i64::from(days)))).collect();
    let knox = |order: &[usize]| pairs.iter().map(|(i, j, s)| s * near[order[*i] * n + order[*j]]).sum::<f64>();
    let own: Vec<usize> = (0..n).collect();
    let found = knox(&own);
    let drawn = draws(DRAWS, |draw| {
        let mut numbers = Numbers::of_draw(draw);
        let mut order = own.clone();
        // The shuffle of Fisher and Yates.
        for i in (1..n).rev() {
            order.swap(i, numbers.below(i + 1));
        }
        knox(&order)
    });
    out.draws = DRAWS;
    out.pairs = Some(rounded(found));
    out.expected = Some(rounded(drawn.iter().sum::<f64>() / drawn.len() as f64));
    out.p = Some(rounded(p_value(found, &drawn)));
    out
}

/// Every n-th sample of an event: at least 24 of them if it has as many.
fn thinned(event: &Event<'_>) -> Vec<Ecef> {
    const KEPT: usize = 24;
    let step = (event.samples.len() / KEPT).max(1);
    event.samples.iter().step_by(step).map(|s| Ecef::on_ellipsoid(s.point)).collect()
}

/// The share of pairs of points with a chord of at most a limit in metres.
fn near_in_place(a: &[Ecef], b: &[Ecef], limit_m: f64) -> f64 {
    let near = a.iter().flat_map(|p| b.iter().map(move |q| p.chord_m(*q))).filter(|d| *d <= limit_m).count();
    near as f64 / (a.len() * b.len()).max(1) as f64
}

/// The share of pairs of days at most `days` days apart.
fn near_in_time(a: (i32, i32), b: (i32, i32), days: i64) -> f64 {
    let wide = |(from, to): (i32, i32)| i64::from(to) - i64::from(from) + 1;
    let (short, long) = if wide(a) <= wide(b) { (a, b) } else { (b, a) };
    let (from, to) = (i64::from(long.0), i64::from(long.1));
    let held = |day: i64| ((day + days).min(to) - (day - days).max(from) + 1).max(0);
    let pairs: i64 = (i64::from(short.0)..=i64::from(short.1)).map(held).sum();
    pairs as f64 / (wide(a) * wide(b)) as f64
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, events_of, incident, line};
    use super::*;
    use crate::model::Incident;

    #[test]
    fn days_are_shared_as_they_may_lie() {
        let is = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found}");
        is(near_in_time((10, 10), (17, 17), 7), 1.0);
        is(near_in_time((10, 10), (18, 18), 7), 0.0);
        // One day against ten of which three are within two days.
        assert!((near_in_time((0, 0), (0, 9), 2) - 0.3).abs() < 1e-12);
        // Two days against three, at most none apart: (1,1), (2,2) of six.
        assert!((near_in_time((1, 2), (1, 3), 0) - 2.0 / 6.0).abs() < 1e-12);
    }

    fn tested(days: impl Fn(usize) -> usize) -> Repeat {
        let (border, line) = line();
        // Six places with three events each, 1° apart.
        let event_of = |i: usize| {
            let day = days(i);
            let date = format!("2025-{:02}-{:02}", 1 + day / 28, 1 + day % 28);
            incident(&i.to_string(), &date, "clash", None, at(1.0 + (i / 3) as f64, 0.0), 0)
        };
        let list: Vec<Incident> = (0..18).map(event_of).collect();
        repeat(&events_of(&list, &border, &line), 10.0, 7)
    }

    #[test]
    fn repeats_are_found_and_counted_by_hand() {
        // Each place has its own month: three days in a row.
        let found = tested(|i| (i / 3) * 40 + i % 3);
        assert_eq!(found.pairs, Some(18.0));
        assert!(found.p.unwrap() <= 0.001 + 1e-9, "{found:?}");
        // 18 near pairs of 153 in place; 18 of 153 in time as well: 18 · 18 / 153 by chance.
        assert!((found.expected.unwrap() - 18.0 * 18.0 / 153.0).abs() < 0.25, "{found:?}");
        // The same days permuted so that no two at a place are near.
        let none = tested(|i| (i % 3) * 80 + (i / 3) * 9);
        assert_eq!(none.pairs, Some(0.0));
        assert!(none.p.unwrap() > 0.9);
    }

    #[test]
    fn too_few_and_too_many_give_a_warning() {
        let (border, line) = line();
        let few = [incident("a", "2025", "clash", None, at(1.0, 0.0), 0)];
        let found = repeat(&events_of(&few, &border, &line), 10.0, 7);
        assert!(found.p.is_none() && found.warning.is_some_and(|w| w.contains("too few")));
    }
}
