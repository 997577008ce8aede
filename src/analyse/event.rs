//! Events: incidents with samples of the places that their location radius leaves open.

use rayon::prelude::*;

use crate::measure::{Sample, Side};
use crate::measured::MeasuredIncident;
use crate::model::{Category, Incident};

/// An incident with samples of the disc in which it may have happened.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// A quasi-Monte Carlo sample of the disc, all points of equal weight; empty if the record has no place.
    pub samples: Vec<Sample>,
    /// Whether its point lies on contested ground, so that the side that a report names does not say where it was.
    pub is_contested: bool,
}

impl Event<'_> {
    /// An event beyond so many metres is left out where half of the events is said to lie on a stretch: its nearest
    /// kilometre says nothing of the border.
    pub const FAR_M: f64 = 50_000.0;

    /// Whether every place that it may have had lies farther from the border than so many metres.
    #[must_use]
    pub fn is_beyond(&self, metres: f64) -> bool {
        !self.samples.is_empty() && self.samples.iter().all(|s| s.nearest.distance_m > metres)
    }
}

/// Whether records of a category are events, which counts and densities include: aggregates, statements, and visits or talks
/// are not.
#[must_use]
pub fn is_event(category: Category) -> bool {
    category.counts() && category != Category::Contact
}

/// The number of samples for each of `events` events: 8 to 1024, fewer for more events.
#[must_use]
pub fn samples_each(events: usize) -> u32 {
    /// The total number of samples: they are measured in about a second.
    const BUDGET: usize = 800_000;
    u32::try_from(BUDGET / events.max(1)).unwrap_or(1024).clamp(8, 1024)
}

/// The events among incidents, in their order, each with its samples.
#[must_use]
pub fn events<'a>(incidents: &[&MeasuredIncident<'a>]) -> Vec<Event<'a>> {
    let counted: Vec<_> = incidents.iter().filter(|m| is_event(m.incident.category)).collect();
    let each = samples_each(counted.iter().filter(|m| m.incident.at.is_some()).count());
    let event = |m: &&MeasuredIncident<'a>| Event {
        incident: m.incident,
        samples: m.sample(each),
        is_contested: m.nearest().is_some_and(|n| n.side == Side::Disputed),
    };
    counted.par_iter().map(|m| event(m)).collect()
}

/// The border kilometres of all samples of events, each with its weight: the samples of one event add up to 1.
pub fn kilometres<'e>(events: &'e [Event<'_>]) -> impl Iterator<Item = (f64, f64)> + 'e {
    events.iter().flat_map(|e| {
        let share = 1.0 / f64::from(u32::try_from(e.samples.len()).unwrap_or(u32::MAX)).max(1.0);
        e.samples.iter().map(move |s| (s.nearest.measure_km(), share))
    })
}
