//! Everything at once: what `marz analyse` tells.

use serde::Serialize;

use super::{
    By, Count, Event, HALF_WIDTH_KM, HOT_HALF_WIDTH_KM, Hot, Post, Profile, Reach, Repeat, Row, count, events, hot,
    kilometres, reach, repeat, told, total,
};
use crate::measured::Measured;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The periods to count by: year, quarter or month.
    pub period: By,
    /// The length of stretches to count by, in kilometres.
    pub stretch_km: f64,
    /// Half the width of the kernel of the density, in kilometres.
    pub half_width_km: f64,
    /// Half the width of the kernel of the test for hot stretches, in kilometres.
    pub hot_half_width_km: f64,
    /// Distances for the length of border near an event, in kilometres.
    pub within_km: Vec<f64>,
    /// Near repeats: no further apart than this, in kilometres.
    pub repeat_km: f64,
    /// And no more than so many days.
    pub repeat_days: u32,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            period: By::Year,
            stretch_km: 100.0,
            half_width_km: HALF_WIDTH_KM,
            hot_half_width_km: HOT_HALF_WIDTH_KM,
            within_km: vec![5.0, 20.0],
            repeat_km: 20.0,
            repeat_days: 14,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Findings {
    /// Records that passed the filter.
    pub records: usize,
    /// Those of them that are events; the others are sums, statements, and visits or talks.
    pub events: usize,
    /// Events without a place: in counts alone.
    pub without_place: usize,
    /// The length of the border, in kilometres.
    pub length_km: f64,
    /// The edition of the line.
    pub border_edition: String,
    /// All events.
    pub total: Row,
    /// Counts by period, category, side, province, stretch, status and grade.
    pub counts: Vec<Count>,
    /// The length of border near an event.
    pub near: Vec<Reach>,
    /// Stretches with more than chance brings.
    pub hot: Hot,
    /// Whether events that are near in place are near in time.
    pub repeat: Repeat,
    /// Half the width of the kernel of the density, in kilometres.
    pub half_width_km: f64,
    /// The density along the border, in events to 100 km.
    pub density: Vec<Post>,
    /// The kilometres of each event: the middle of an even stretch and half its width, as the test of hot stretches has them.
    pub spreads: Vec<EventSpread>,
}

/// Where an event lies along the border, as the test of hot stretches has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventSpread {
    /// The incident.
    pub id: String,
    /// The mean of the kilometres that it may have had.
    pub middle_km: f64,
    /// Half the width of an even stretch of the same standard deviation, in kilometres.
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
        Some(EventSpread { id, middle_km: told(middle_km), half_km: told(half_km) })
    };
    Findings {
        records: measured.len(),
        events: events.len(),
        without_place: events.iter().filter(|e| e.samples.is_empty()).count(),
        length_km: told(length_km),
        border_edition: border.facts.edition.clone(),
        total: total(&events),
        counts: tables.map(|by| count(&events, by, border, length_km, plan.stretch_km)).collect(),
        near: plan.within_km.iter().map(|x| reach(&events, line, *x)).collect(),
        hot: hot(&events, length_km, plan.hot_half_width_km),
        repeat: repeat(&events, plan.repeat_km, plan.repeat_days),
        half_width_km: plan.half_width_km,
        density: profile.posts().map(|(km, v)| Post { km: told(km), per_100_km: told(v * 100.0) }).collect(),
        spreads: events.iter().filter_map(spread).collect(),
    }
}
