//! The whole analysis, as `marz analyse` gives it.

use serde::Serialize;

use super::{
    By, Caveats, Count, DensityPoint, Event, HALF_WIDTH_KM, HOT_HALF_WIDTH_KM, Hot, Profile, Reach, Repeat, Row, count,
    events, hot, kilometres, reach, repeat, rounded, total,
};
use crate::measured::Measured;

/// The parameters of an analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The periods to count by: year, quarter or month.
    pub period: By,
    /// The length of the sections of the border to count by, in kilometres.
    pub section_km: f64,
    /// The bandwidth (half the width of the kernel) of the density, in kilometres.
    pub half_width_km: f64,
    /// The bandwidth of the test for hot sections, in kilometres.
    pub hot_half_width_km: f64,
    /// Distances for the length of border near an event, in kilometres.
    pub within_km: Vec<f64>,
    /// Near repeats: the largest distance between two near events, in kilometres.
    pub repeat_km: f64,
    /// Near repeats: the largest difference between the dates of two near events, in days.
    pub repeat_days: u32,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            period: By::Year,
            section_km: 100.0,
            half_width_km: HALF_WIDTH_KM,
            hot_half_width_km: HOT_HALF_WIDTH_KM,
            within_km: vec![5.0, 20.0],
            repeat_km: 20.0,
            repeat_days: 14,
        }
    }
}

/// The results of an analysis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Findings {
    /// Records that passed the filter.
    pub records: usize,
    /// Those of them that are events; the others are aggregates, statements, and visits or talks.
    pub events: usize,
    /// What is to be said beside the counts.
    #[serde(skip_serializing_if = "Caveats::is_none")]
    pub caveats: Caveats,
    /// Events without a place: they are in the counts only.
    pub without_place: usize,
    /// The length of the border, in kilometres.
    pub length_km: f64,
    /// The edition of the line.
    pub border_edition: String,
    /// The counts of all events together.
    pub total: Row,
    /// Counts by period, category, side, province, section, status and grade.
    pub counts: Vec<Count>,
    /// The length of border within each distance of an event.
    pub near: Vec<Reach>,
    /// The Monte Carlo test for sections with more events than chance explains.
    pub hot: Hot,
    /// Knox's test for near repeats.
    pub repeat: Repeat,
    /// The bandwidth (half the width of the kernel) of the density, in kilometres.
    pub half_width_km: f64,
    /// The density along the border, in events to 100 km.
    pub density: Vec<DensityPoint>,
    /// The distribution of each event along the border, as in the test for hot sections.
    pub spreads: Vec<EventSpread>,
}

/// The distribution of an event along the border: uniform about a mean, as in the test for hot sections.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventSpread {
    /// The id of the incident.
    pub id: String,
    /// The mean border kilometre of its samples.
    pub middle_km: f64,
    /// The half width of the uniform distribution with the standard deviation of its samples, in kilometres.
    pub half_km: f64,
}

/// Analyses the incidents that passed a filter.
#[must_use]
pub fn findings(measured: &Measured<'_>, plan: &Plan) -> Findings {
    let (border, line) = (measured.context().border(), measured.context().line());
    let events = events(&measured.list());
    let length_km = line.length_m() / 1000.0;
    let tables = [plan.period, By::Category, By::Side, By::Province, By::Stretch, By::Status, By::Grade].into_iter();
    let profile = Profile::new(kilometres(&events), length_km, plan.half_width_km);
    let spread = |e: &Event<'_>| {
        let (middle_km, half_km) = super::spread(e)?;
        let id = e.incident.id.clone();
        Some(EventSpread { id, middle_km: rounded(middle_km), half_km: rounded(half_km) })
    };
    Findings {
        records: measured.len(),
        events: events.len(),
        caveats: Caveats::of(events.iter().map(|e| e.incident)),
        without_place: events.iter().filter(|e| e.samples.is_empty()).count(),
        length_km: rounded(length_km),
        border_edition: border.facts.edition.clone(),
        total: total(&events),
        counts: tables.map(|by| count(&events, by, border, length_km, plan.section_km)).collect(),
        near: plan.within_km.iter().map(|x| reach(&events, line, *x)).collect(),
        hot: hot(&events, length_km, plan.hot_half_width_km),
        repeat: repeat(&events, plan.repeat_km, plan.repeat_days),
        half_width_km: plan.half_width_km,
        density: profile
            .points()
            .map(|(km, v)| DensityPoint { km: rounded(km), per_100_km: rounded(v * 100.0) })
            .collect(),
        spreads: events.iter().filter_map(spread).collect(),
    }
}
