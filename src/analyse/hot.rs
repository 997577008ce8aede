//! Hot sections: a Monte Carlo test for parts of the border with more events than a uniform distribution explains.

use serde::Serialize;

use super::chance::{Numbers, draws, p_value};
use super::profile::{inside, quartic};
use super::{Event, kilometres, rounded};

/// The default bandwidth of the test, in kilometres: its standard deviation of 19 km is that of a uniform distribution of
/// ± 33 km, and no test resolves more than the location radius of a usual record.
pub const HOT_HALF_WIDTH_KM: f64 = 50.0;
/// The smallest number of events that is tested.
pub const FEWEST: usize = 5;
/// With fewer events than this only a strong concentration is distinguishable from chance.
pub const FEW: usize = 30;
/// The significance level: a section is hot if a smaller share of draws has as high a density anywhere along the border.
pub const LEVEL: f64 = 0.05;

/// The result of the test.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hot {
    /// The number of events with a place: only these are tested.
    pub events: usize,
    /// The number of Monte Carlo draws; 0 if there are too few events.
    pub draws: u32,
    /// The bandwidth: half the width of the kernel, in kilometres.
    pub half_width_km: f64,
    /// The density of a uniform distribution of the events, in events to 100 km.
    pub even_per_100_km: f64,
    /// The density that a share of [`LEVEL`] of the draws exceeds somewhere, in events to 100 km; `None` without draws.
    pub threshold_per_100_km: Option<f64>,
    /// The sections above that density, in order of their kilometres.
    pub stretches: Vec<HotSection>,
    /// The limits of the result, in words, if there are too few events.
    pub warning: Option<String>,
}

/// A section of the border with more events than chance explains.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HotSection {
    /// Its first border kilometre.
    pub from_km: f64,
    /// Its last border kilometre.
    pub to_km: f64,
    /// The border kilometre of its greatest density.
    pub peak_km: f64,
    /// The greatest density, in events to 100 km.
    pub peak_per_100_km: f64,
    /// The number of events on it, each counted by the share of its samples that lie there.
    pub events: f64,
    /// The number of events expected on it under a uniform distribution.
    pub even: f64,
    /// The p-value of its greatest density, corrected for multiple testing along the border.
    pub p: f64,
}

/// Monte Carlo test for sections of a border with more events than a uniform distribution explains.
///
/// The statistic is the kernel density of [`super::Profile`], in which each event is a uniform distribution with the mean and
/// the standard deviation of its border kilometres, cut at the ends of the border. Under the null hypothesis the mean of
/// each event is uniform along the border; the widths stay. Corrects for multiple testing along the border: the density at
/// every point is compared with the greatest density of each draw (max-T).
///
/// # Units
///
/// `length_km` is the length of the border and `half_km` the bandwidth, both in kilometres.
///
/// # Accuracy
///
/// With 999 draws the standard error of a p-value near 0.05 is 0.007. The seed is fixed: the same events give the same result.
/// Beyond 20,000 events there are fewer draws, down to 199.
///
/// # References
///
/// A. C. A. Hope 1968 (Monte Carlo tests); the maximum statistic: P. H.
/// Westfall & S. S. Young, Resampling-based multiple testing, Wiley 1993; T. E. Nichols & A. P. Holmes, Nonparametric
/// permutation tests, Hum. Brain Mapp. 15 (2002), 1–25, doi:10.1002/hbm.1058.
#[must_use]
pub fn hot(events: &[Event<'_>], length_km: f64, half_km: f64) -> Hot {
    let widths: Vec<(f64, f64)> = events.iter().filter_map(spread).collect();
    let n = widths.len();
    let mut out = Hot {
        events: n,
        draws: 0,
        half_width_km: half_km,
        even_per_100_km: rounded(n as f64 / length_km * 100.0),
        threshold_per_100_km: None,
        stretches: Vec::new(),
        warning: None,
    };
    if n < FEWEST {
        out.warning = Some(format!("too few events with a place ({n}) to tell anything about stretches from chance"));
        return out;
    }
    if n < FEW {
        out.warning = Some(format!(
            "with {n} events only a strong concentration can be told from chance; a stretch that is not named is not thereby \
             quiet"
        ));
    }
    let lattice = Lattice::new(length_km, half_km);
    // At least 199 and at most 999.
    out.draws = (20_000_000 / n).clamp(199, 999) as u32;
    let drawn: Vec<f64> = draws(out.draws, |draw| {
        let mut numbers = Numbers::of_draw(draw);
        let mut field = lattice.empty();
        for (_, half) in &widths {
            field.add(numbers.unit() * length_km, *half);
        }
        lattice.density(&field).into_iter().fold(0.0, f64::max)
    });
    let mut field = lattice.empty();
    widths.iter().for_each(|(middle, half)| field.add(*middle, *half));
    let found = lattice.density(&field);
    let mut sorted = drawn.clone();
    sorted.sort_by(f64::total_cmp);
    // The lowest density with a p-value of at most the level.
    let rank = (LEVEL * (sorted.len() + 1) as f64).floor() as usize;
    let Some(threshold) = sorted.len().checked_sub(rank.max(1)).and_then(|i| sorted.get(i)).copied() else {
        return out;
    };
    out.threshold_per_100_km = Some(rounded(threshold * 100.0));
    let mut from = None;
    for (i, v) in found.iter().chain([&0.0]).enumerate() {
        match (from, *v > threshold) {
            (None, true) => from = Some(i),
            (Some(first), false) => {
                from = None;
                let section = &found[first..i];
                let (mut peak, mut top) = (first, 0.0);
                for (k, v) in section.iter().enumerate() {
                    if *v > top {
                        (peak, top) = (first + k, *v);
                    }
                }
                let (a, b) = (first as f64 * lattice.step_km, (i - 1) as f64 * lattice.step_km);
                out.stretches.push(HotSection {
                    from_km: rounded(a),
                    to_km: rounded(b),
                    peak_km: rounded(peak as f64 * lattice.step_km),
                    peak_per_100_km: rounded(top * 100.0),
                    events: rounded(kilometres(events).filter(|(km, _)| (a..=b).contains(km)).map(|(_, w)| w).sum()),
                    even: rounded(n as f64 * (b - a) / length_km),
                    p: rounded(p_value(top, &drawn)),
                });
            }
            _ => {}
        }
    }
    out
}

/// The mean of an event's border kilometres and the half width of the uniform distribution of the same standard deviation, in
/// kilometres; `None` if the event has no place.
#[must_use]
pub fn spread(event: &Event<'_>) -> Option<(f64, f64)> {
    let n = event.samples.len() as f64;
    if event.samples.is_empty() {
        return None;
    }
    let mean = event.samples.iter().map(|s| s.nearest.measure_km()).sum::<f64>() / n;
    let variance = event.samples.iter().map(|s| (s.nearest.measure_km() - mean).powi(2)).sum::<f64>() / n;
    Some((mean, (3.0 * variance).sqrt()))
}

/// Evenly spaced points along the border, with the kernel by which the density at each sums the mass around it.
struct Lattice {
    length_km: f64,
    step_km: f64,
    steps: usize,
    /// The kernel at a distance of 0, 1, 2 … steps.
    weight: Vec<f64>,
    /// Edge correction: one over the part of the kernel around each point that lies on the line.
    edge: Vec<f64>,
}

/// The mass of events in the cell around each point.
struct Field {
    length_km: f64,
    step_km: f64,
    /// The mass of a cell beyond the running sum of `change`.
    own: Vec<f64>,
    /// The change of the running sum from one cell to the next (a difference array).
    change: Vec<f64>,
}

impl Lattice {
    fn new(length_km: f64, half_km: f64) -> Self {
        const POINTS: f64 = 20.0;
        const MAX_POINTS: f64 = 20_000.0;
        let half_km = half_km.min(length_km);
        let steps = (length_km / half_km * POINTS).ceil().clamp(1.0, MAX_POINTS) as usize;
        let step_km = length_km / steps as f64;
        let reach = (half_km / step_km).floor() as usize;
        Self {
            length_km,
            step_km,
            steps,
            weight: (0..=reach).map(|i| quartic(i as f64 * step_km / half_km) / half_km).collect(),
            edge: (0..=steps).map(|i| 1.0 / inside(i as f64 * step_km, length_km, half_km)).collect(),
        }
    }

    fn empty(&self) -> Field {
        let none = vec![0.0; self.steps + 2];
        Field { length_km: self.length_km, step_km: self.step_km, own: none.clone(), change: none }
    }

    fn density(&self, field: &Field) -> Vec<f64> {
        let mut through = 0.0;
        let cell_mass = |i: usize| {
            through += field.change[i];
            (field.own[i] + through) * self.edge[i]
        };
        let mass: Vec<f64> = (0..=self.steps).map(cell_mass).collect();
        let reach = self.weight.len() - 1;
        let density_at = |point: usize| {
            let (from, to) = (point.saturating_sub(reach), (point + reach).min(self.steps));
            (from..=to).map(|i| mass[i] * self.weight[i.abs_diff(point)]).sum()
        };
        (0..=self.steps).map(density_at).collect()
    }
}

impl Field {
    /// Adds one event: a uniform distribution about a kilometre, cut at the ends. Constant time, whatever its width.
    fn add(&mut self, middle_km: f64, half_km: f64) {
        let (from, to) = ((middle_km - half_km).max(0.0), (middle_km + half_km).min(self.length_km));
        // Cells reach half a step to either side of their point. Kilometres are within the border: no cell is beyond the last.
        let (a, b) = (from / self.step_km + 0.5, to / self.step_km + 0.5);
        let (i, j) = (a as usize, b as usize);
        if i == j || b - a < 1e-9 {
            self.own[i] += 1.0;
            return;
        }
        let slope = 1.0 / (b - a);
        self.own[i] += slope * ((i + 1) as f64 - a);
        self.change[i + 1] += slope;
        self.own[j] -= slope * ((j + 1) as f64 - b);
        self.change[j + 1] -= slope;
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, events_of, incident, line};
    use super::*;
    use crate::model::Incident;

    fn tested(degrees: &[f64], radius_m: u32) -> Hot {
        let (border, line) = line();
        let event_at =
            |(i, lon): (usize, &f64)| incident(&i.to_string(), "2025", "clash", None, at(*lon, 0.0), radius_m);
        let list: Vec<Incident> = degrees.iter().enumerate().map(event_at).collect();
        hot(&events_of(&list, &border, &line), line.length_m() / 1000.0, 20.0)
    }

    #[test]
    fn an_event_is_summed_whatever_its_width() {
        let lattice = Lattice::new(100.0, 20.0);
        let mut field = lattice.empty();
        field.add(50.0, 10.0);
        field.add(0.0, 10.0);
        field.add(99.9, 0.0);
        let (mut through, mut cells) = (0.0, Vec::new());
        for i in 0..=lattice.steps {
            through += field.change[i];
            cells.push(field.own[i] + through);
        }
        assert!((cells.iter().sum::<f64>() - 3.0).abs() < 1e-9);
        // 20 km wide, a twentieth to each kilometre; at the end of the line half is cut, and the rest weighs twice.
        assert!((cells[50] - 0.05).abs() < 1e-12 && (cells[40] - 0.025).abs() < 1e-12 && cells[39].abs() < 1e-12);
        assert!((cells[5] - 0.1).abs() < 1e-12 && (cells[100] - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_cluster_is_hot_and_an_even_border_is_not() {
        let even: Vec<f64> = (0..25).map(|i| 0.2 + 0.4 * f64::from(i)).collect();
        let none = tested(&even, 10_000);
        assert!(none.stretches.is_empty() && none.draws == 999 && none.warning.is_some(), "{none:?}");
        let mut clustered = even[..15].to_vec();
        clustered.extend([3.0, 3.02, 3.05, 3.1, 3.12, 3.15, 3.2, 3.22, 3.3, 2.95]);
        let found = tested(&clustered, 10_000);
        let [section] = found.stretches.as_slice() else { panic!("{found:?}") };
        assert!(section.from_km > 310.0 && section.to_km < 380.0 && section.p <= 0.002, "{section:?}");
        assert!(section.events > 8.0 && section.even < 2.0, "{section:?}");
        assert_eq!(found, tested(&clustered, 10_000));
    }

    #[test]
    fn few_events_give_a_warning() {
        assert!(tested(&[1.0, 1.0, 1.0], 0).warning.is_some_and(|w| w.starts_with("too few events with a place (3)")));
        let some = tested(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 0);
        assert!(some.warning.is_some_and(|w| w.contains("only a strong concentration")) && some.draws == 999);
    }

    /// Under the null hypothesis one border in twenty has a hot section.
    #[test]
    fn the_false_positive_rate_is_the_level() {
        let mut hot_ones = 0;
        for trial in 0..60 {
            let mut n = Numbers::of_draw(100_000 + trial);
            let degrees: Vec<f64> = (0..12).map(|_| n.unit() * 10.0).collect();
            hot_ones += usize::from(!tested(&degrees, 5_000).stretches.is_empty());
        }
        // Of 60 with 0.05 each: 3 on average, more than 9 in one of a thousand.
        assert!(hot_ones <= 9, "{hot_ones}");
    }
}
