//! The data of a report: measured records, events, figures.

use crate::analyse::{BandPlan, Bands, By, Count, Event, bands, count, events, is_event};
use crate::measured::{Measured, MeasuredIncident};
use crate::model::{BandBy, BandLimits, BandTarget, Case, Incident};
use crate::phrase::Phrases;

/// The largest number of records listed in a report; of more only the latest are listed.
pub const MOST_LISTED: usize = 1_000;

/// The largest number of records drawn on the map; of more only the latest are drawn, since symbols and names would overlap.
pub const MOST_DRAWN: usize = 300;

/// A rendered figure.
#[derive(Debug, Clone)]
pub struct Illustration {
    /// A name without spaces, for ids and file names.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// Its text alternative.
    pub description: String,
    /// The SVG element, its ids beginning with `name`.
    pub svg: String,
}

/// The records of a period with their events.
#[derive(Debug, Clone)]
pub struct ReportData<'a> {
    /// The dossier.
    pub dossier: &'a Case,
    /// Records that pass the filter, by date, then by id.
    pub entries: Vec<MeasuredIncident<'a>>,
    /// Those of them that are events, each with samples of its disc.
    pub events: Vec<Event<'a>>,
    /// The distances for which the report gives numbers, in metres.
    pub limits_m: Vec<f64>,
    /// The measured length of the border, in kilometres.
    pub length_km: f64,
    /// The first and the last day of any event, or of any record where there is no event, as `YYYY-MM-DD`.
    pub span: Option<(String, String)>,
}

impl<'a> ReportData<'a> {
    /// The data of a report on measured records.
    #[must_use]
    pub fn new(dossier: &'a Case, measured: &Measured<'a>) -> Self {
        let mut entries: Vec<MeasuredIncident<'a>> = measured.iter().cloned().collect();
        entries.sort_by_cached_key(|e| (e.incident.date.days(), e.incident.id.clone()));
        let all: Vec<&Incident> = entries.iter().map(|e| e.incident).collect();
        let events = events(&entries.iter().collect::<Vec<_>>());
        // The date of a statement may cover decades.
        let of_events = |i: &&&Incident| events.is_empty() || is_event(i.category);
        let first = all.iter().filter(of_events).filter_map(|i| i.date.first_known_day()).min();
        let last = all.iter().filter(of_events).filter_map(|i| i.date.last_known_day()).max();
        Self {
            dossier,
            entries,
            events,
            limits_m: measured.context().limits_m().to_vec(),
            length_km: measured.context().line().length_m() / 1000.0,
            span: first.zip(last),
        }
    }

    /// The records that are listed one by one: all, or the latest [`MOST_LISTED`].
    #[must_use]
    pub fn listed(&self) -> &[MeasuredIncident<'a>] {
        let from = self.entries.len().saturating_sub(MOST_LISTED);
        self.entries.get(from..).unwrap_or_default()
    }

    /// The records that are drawn: all, or the latest [`MOST_DRAWN`].
    #[must_use]
    pub fn drawn(&self) -> &[MeasuredIncident<'a>] {
        let from = self.entries.len().saturating_sub(MOST_DRAWN);
        self.entries.get(from..).unwrap_or_default()
    }

    /// Whether some records are counted but not listed.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.entries.len() > MOST_LISTED
    }

    /// A day in words.
    #[must_use]
    pub fn day(&self, iso: &str, t: Phrases<'_>) -> String {
        iso.parse().map_or_else(|_| iso.to_owned(), |d| t.date(&d))
    }

    /// Counts of events by year, category and section of 100 km.
    #[must_use]
    pub fn counts(&self) -> Vec<Count> {
        let by = [By::Year, By::Category, By::Stretch];
        by.into_iter().map(|by| count(&self.events, by, &self.dossier.border, self.length_km, 100.0)).collect()
    }

    /// The shares of events and of the dead within the distances of the report, of all and by side; within 5, 10, 20 and 50 km where the
    /// report has no distances above 0, or more than [`BandLimits::MOST`].
    #[must_use]
    pub fn bands(&self) -> Bands {
        let mut limits_m: Vec<f64> = self.limits_m.iter().copied().filter(|m| *m > 0.0).collect();
        limits_m.sort_by(f64::total_cmp);
        limits_m.dedup();
        let limits = BandLimits::new(&limits_m).unwrap_or_default();
        let plan = BandPlan { limits, by: vec![BandBy::Side], to: BandTarget::Border };
        let all: Vec<&MeasuredIncident<'a>> = self.entries.iter().collect();
        bands(&all, &[], &plan).unwrap_or_else(|none| Bands::nothing(none.to))
    }

    /// The number of records that are events.
    #[must_use]
    pub fn event_count(&self) -> usize {
        self.entries.iter().filter(|e| is_event(e.incident.category)).count()
    }
}
