//! Hot stretches: where more happened than chance would bring to a border on which every kilometre is alike.

use serde::Serialize;

use super::chance::{Numbers, draws, p_value};
use super::profile::{inside, quartic};
use super::{Event, kilometres, told};

/// Half the width of the test's kernel where nothing is said, in kilometres: its standard deviation of 19 km is that of an
/// even stretch of ± 33 km, and no test can see finer than what is known of a usual record.
pub const HOT_HALF_WIDTH_KM: f64 = 50.0;
/// Fewer events than this, and nothing is tested.
pub const FEWEST: usize = 5;
/// Fewer events than this, and only strong concentrations can be told from chance.
pub const FEW: usize = 30;
/// A stretch is hot where fewer than this share of evenly spread borders have as high a density anywhere.
pub const LEVEL: f64 = 0.05;

/// What the test found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hot {
    /// Events with a place: only these are tested.
    pub events: usize,
    /// How many borders with evenly spread events were drawn; none where there are too few events.
    pub draws: u32,
    /// Half the width of the kernel, in kilometres.
    pub half_width_km: f64,
    /// Events to 100 km if all were spread evenly.
    pub even_per_100_km: f64,
    /// The density that only [`LEVEL`] of the drawn borders reach anywhere, in events to 100 km.
    pub threshold_per_100_km: Option<f64>,
    /// Stretches above it, along the border.
    pub stretches: Vec<HotStretch>,
    /// What to keep in mind.
    pub warning: Option<String>,
}

/// A stretch with more than chance brings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HotStretch {
    /// Where it begins.
    pub from_km: f64,
    /// Where it ends.
    pub to_km: f64,
    /// Where the density is greatest.
    pub peak_km: f64,
    /// The greatest density, in events to 100 km.
    pub peak_per_100_km: f64,
    /// Events on it, each by the part of it that may lie there.
    pub events: f64,
    /// Events that it would have if all were spread evenly.
    pub even: f64,
    /// The share of drawn borders that have so high a density anywhere: made for the whole border, not for one spot of it.
    pub p: f64,
}

/// Tests whether events are spread evenly along a border.
///
/// The statistic is the density of [`super::Profile`], in which each event is a stretch about the mean of its kilometres, as
/// wide as an even stretch of the same standard deviation, cut at the ends of the border. Under chance the middle of
/// each is drawn evenly from all kilometres; widths stay. The greatest density of a drawn border is compared with the
/// density at every post, so that looking at the whole border at once is paid for.
///
/// # Accuracy
///
/// With 999 draws a probability near 0.05 is good to 0.007 (one standard error). Draws are fixed by a seed. Beyond 20,000
/// events there are fewer, down to 199.
///
/// # References
///
/// A. C. A. Hope 1968, as in the tests by draws; the greatest of a field against the greatest of drawn fields: P. H.
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
        even_per_100_km: told(n as f64 / length_km * 100.0),
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
    // The least density that gets a probability of at most the level.
    let rank = (LEVEL * (sorted.len() + 1) as f64).floor() as usize;
    let Some(threshold) = sorted.len().checked_sub(rank.max(1)).and_then(|i| sorted.get(i)).copied() else {
        return out;
    };
    out.threshold_per_100_km = Some(told(threshold * 100.0));
    let mut from = None;
    for (i, v) in found.iter().chain([&0.0]).enumerate() {
        match (from, *v > threshold) {
            (None, true) => from = Some(i),
            (Some(first), false) => {
                from = None;
                let stretch = &found[first..i];
                let (mut peak, mut top) = (first, 0.0);
                for (k, v) in stretch.iter().enumerate() {
                    if *v > top {
                        (peak, top) = (first + k, *v);
                    }
                }
                let (a, b) = (first as f64 * lattice.step_km, (i - 1) as f64 * lattice.step_km);
                out.stretches.push(HotStretch {
                    from_km: told(a),
                    to_km: told(b),
                    peak_km: told(peak as f64 * lattice.step_km),
                    peak_per_100_km: told(top * 100.0),
                    events: told(kilometres(events).filter(|(km, _)| (a..=b).contains(km)).map(|(_, w)| w).sum()),
                    even: told(n as f64 * (b - a) / length_km),
                    p: told(p_value(top, &drawn)),
                });
            }
            _ => {}
        }
    }
    out
}

/// The mean of an event's kilometres, and half the width of an even stretch of the same standard deviation.
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

/// Posts along the border, and how the density at each comes from what lies around them.
struct Lattice {
    length_km: f64,
    step_km: f64,
    steps: usize,
    /// The kernel at 0, 1, 2 … posts.
    weight: Vec<f64>,
    /// One over the part of the kernel around each post that lies on the line.
    edge: Vec<f64>,
}

/// What lies at each post, gathered.
struct Field {
    length_km: f64,
    step_km: f64,
    /// What a cell holds beside what runs through it.
    own: Vec<f64>,
    /// By how much what runs through the cells changes from one to the next.
    change: Vec<f64>,
}

impl Lattice {
    fn new(length_km: f64, half_km: f64) -> Self {
        const POSTS: f64 = 20.0;
        const MOST_POSTS: f64 = 20_000.0;
        let half_km = half_km.min(length_km);
        let steps = (length_km / half_km * POSTS).ceil().clamp(1.0, MOST_POSTS) as usize;
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
        let cell = |i: usize| {
            through += field.change[i];
            (field.own[i] + through) * self.edge[i]
        };
        let mass: Vec<f64> = (0..=self.steps).map(cell).collect();
        let reach = self.weight.len() - 1;
        let at = |post: usize| {
            let (from, to) = (post.saturating_sub(reach), (post + reach).min(self.steps));
            (from..=to).map(|i| mass[i] * self.weight[i.abs_diff(post)]).sum()
        };
        (0..=self.steps).map(at).collect()
    }
}

impl Field {
    /// Adds one event: an even stretch about a kilometre, cut at the ends. The work does not depend on its width.
    fn add(&mut self, middle_km: f64, half_km: f64) {
        let (from, to) = ((middle_km - half_km).max(0.0), (middle_km + half_km).min(self.length_km));
        // Cells reach half a step to either side of their post. Kilometres are within the border: no cell is beyond the last.
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
        let one = |(i, lon): (usize, &f64)| incident(&i.to_string(), "2025", "clash", None, at(*lon, 0.0), radius_m);
        let list: Vec<Incident> = degrees.iter().enumerate().map(one).collect();
        hot(&events_of(&list, &border, &line), line.length_m() / 1000.0, 20.0)
    }

    #[test]
    fn a_stretch_is_gathered_whatever_its_width() {
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
        let [stretch] = found.stretches.as_slice() else { panic!("{found:?}") };
        assert!(stretch.from_km > 310.0 && stretch.to_km < 380.0 && stretch.p <= 0.002, "{stretch:?}");
        assert!(stretch.events > 8.0 && stretch.even < 2.0, "{stretch:?}");
        assert_eq!(found, tested(&clustered, 10_000));
    }

    #[test]
    fn few_events_are_told_to_be_few() {
        assert!(tested(&[1.0, 1.0, 1.0], 0).warning.is_some_and(|w| w.starts_with("too few events with a place (3)")));
        let some = tested(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 0);
        assert!(some.warning.is_some_and(|w| w.contains("only a strong concentration")) && some.draws == 999);
    }

    /// Under chance itself one border in twenty has a hot stretch.
    #[test]
    fn chance_is_called_hot_as_often_as_the_level_says() {
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
