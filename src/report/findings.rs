//! What a report is made of: measured records, drawn figures, and what they come to.

use crate::analyse::{By, Count, Event, count, events, is_event};
use crate::measured::{Measured, MeasuredIncident};
use crate::model::{Dossier, Incident};
use crate::phrase::Phrases;

/// More records than this, and a report lists only the latest so many: a page of more is of no use.
pub const MOST_LISTED: usize = 1_000;

/// More records than this, and the map draws only the latest so many: symbols and names of more cannot be told apart.
pub const MOST_DRAWN: usize = 300;

/// A figure, painted.
#[derive(Debug, Clone)]
pub struct Illustration {
    /// A name without spaces, for ids and file names.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// Its text alternative.
    pub description: String,
    /// The SVG element, its ids beginning with `name`.
    pub svg: String,
}

/// The records of a period and what they come to.
#[derive(Debug, Clone)]
pub struct ReportData<'a> {
    /// The case.
    pub dossier: &'a Dossier,
    /// Records that pass the filter, by date, then by id.
    pub entries: Vec<MeasuredIncident<'a>>,
    /// Those of them that are events, with the places that each may have had.
    pub events: Vec<Event<'a>>,
    /// The distances for which numbers are told, in metres.
    pub limits_m: Vec<f64>,
    /// The measured length of the border, in kilometres.
    pub length_km: f64,
    /// The first and the last day of any event, or of any record where there is no event, as `YYYY-MM-DD`.
    pub span: Option<(String, String)>,
}

impl<'a> ReportData<'a> {
    /// Takes up measured records.
    #[must_use]
    pub fn new(dossier: &'a Dossier, measured: &Measured<'a>) -> Self {
        let mut entries: Vec<MeasuredIncident<'a>> = measured.iter().cloned().collect();
        entries.sort_by_cached_key(|e| (e.incident.date.earliest(), e.incident.date.latest(), e.incident.id.clone()));
        let all: Vec<&Incident> = entries.iter().map(|e| e.incident).collect();
        let events = events(&entries.iter().collect::<Vec<_>>());
        // A statement may be about decades.
        let of_events = |i: &&&Incident| events.is_empty() || is_event(i.category);
        let first = all.iter().filter(of_events).map(|i| i.date.earliest()).min();
        let last = all.iter().filter(of_events).map(|i| i.date.latest()).max();
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

    /// Whether some records are only counted.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.entries.len() > MOST_LISTED
    }

    /// A day in words.
    #[must_use]
    pub fn day(&self, iso: &str, t: Phrases<'_>) -> String {
        iso.parse().map_or_else(|_| iso.to_owned(), |d| t.date(&d))
    }

    /// Counts of events by year, category and stretch of 100 km.
    #[must_use]
    pub fn counts(&self) -> Vec<Count> {
        let by = [By::Year, By::Category, By::Stretch];
        by.into_iter().map(|by| count(&self.events, by, &self.dossier.border, self.length_km, 100.0)).collect()
    }

    /// How many of the records are events.
    #[must_use]
    pub fn event_count(&self) -> usize {
        self.entries.iter().filter(|e| is_event(e.incident.category)).count()
    }
}
