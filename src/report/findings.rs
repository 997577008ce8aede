//! The data of a report: measured records, events, figures.

use geo::{Contains, Point};

use super::landmarks::Landmarks;
use crate::analyse::duplicates::linked;
use crate::analyse::{BandPlan, Bands, By, Count, Event, bands, count, events, is_event};
use crate::measure::GeodesicLine;
use crate::measured::{Measured, MeasuredIncident};
use crate::model::{BandBy, BandLimits, BandTarget, Case, ContestedArea, Edtf, Incident, LonLat};
use crate::phrase::Phrases;
use crate::recipe::Filter;

/// The largest number of records listed in a report; of more only the latest are listed.
pub const MOST_LISTED: usize = 1_000;

/// The largest number of records drawn on the map; of more only the latest are drawn, since symbols and names would overlap.
pub const MOST_DRAWN: usize = 300;

/// The largest number of months of a period whose events are counted by months.
pub const MOST_MONTHS: usize = 36;

/// The months of a period, as `YYYY-MM`; none where an end is open or unknown.
fn months(since: &Edtf, until: &Edtf) -> Vec<String> {
    let ends = since.earliest().zip(until.latest());
    let period = ends.and_then(|(a, b)| format!("{a}/{b}").parse::<Edtf>().ok());
    let all = period.iter().flat_map(Edtf::months);
    all.map(|((year, month), _)| format!("{year:04}-{month:02}")).collect()
}

/// A rendered figure.
#[derive(Debug, Clone)]
pub struct Illustration {
    /// A name without spaces, for ids and file names.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// Its text alternative.
    pub description: String,
    /// Its caption in print, a sentence or two.
    pub caption: String,
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
    /// The first and the last date of the period that was asked for; `None` if none was.
    pub asked: Option<(Edtf, Edtf)>,
    /// What chose the records beside that period.
    pub filter: Filter,
    /// The places beside the line, by which its kilometres are named.
    pub landmarks: Landmarks,
    /// The records that are linked as reports of the same event, those of each event together.
    pub linked: Vec<Vec<&'a Incident>>,
    /// The contested areas that the method tells of: those between the two countries of the border, beside the line,
    /// or with a record on them.
    pub contested: Vec<&'a ContestedArea>,
}

/// The contested areas of a dossier that matter to a report of its border. Others may be on a figure, whose legend
/// explains them.
fn contested<'a>(dossier: &'a Case, entries: &[MeasuredIncident<'a>], line: &GeodesicLine) -> Vec<&'a ContestedArea> {
    /// An area is beside the line if a corner of it lies no farther from it than this, in metres.
    const BESIDE_M: f64 = 50_000.0;
    let sides = &dossier.border.facts.sides;
    let is_between = |area: &ContestedArea| {
        area.between.is_empty() || [&sides.left.code, &sides.right.code].iter().all(|code| area.between.contains(code))
    };
    let is_beside = |area: &ContestedArea| {
        let corners = area.shape.0.iter().flat_map(|p| &p.exterior().0);
        let corners: Vec<LonLat> = corners.filter_map(|c| LonLat::new(c.x, c.y).ok()).collect();
        line.nearest_batch(&corners).iter().any(|n| n.distance_m <= BESIDE_M)
    };
    let has_record = |area: &ContestedArea| {
        let at = entries.iter().filter_map(|e| e.incident.at);
        at.into_iter().any(|at| area.shape.contains(&Point::new(at.lon(), at.lat())))
    };
    let areas = dossier.basemap.contested.iter().flat_map(|l| &l.features);
    areas.filter(|area| is_between(area) || is_beside(area) || has_record(area)).collect()
}

/// The first and the last known day of events, whose dates begin and end the records: that of a statement may cover decades. Without an event those of
/// all records.
pub fn days_of_events(all: &[&Incident]) -> Option<(String, String)> {
    let has_events = all.iter().any(|i| is_event(i.category));
    Edtf::known_days(all.iter().filter(|i| !has_events || is_event(i.category)).map(|i| &i.date))
}

impl<'a> ReportData<'a> {
    /// The data of a report on measured records.
    #[must_use]
    pub fn new(dossier: &'a Case, measured: &Measured<'a>) -> Self {
        let mut entries: Vec<MeasuredIncident<'a>> = measured.iter().cloned().collect();
        entries.sort_by_cached_key(|e| (e.incident.date.days(), e.incident.id.clone()));
        let all: Vec<&Incident> = entries.iter().map(|e| e.incident).collect();
        let contested = contested(dossier, &entries, measured.context().line());
        let events = events(&entries.iter().collect::<Vec<_>>());
        let (first, last) = days_of_events(&all).unzip();
        Self {
            dossier,
            entries,
            events,
            limits_m: measured.context().limits_m().to_vec(),
            length_km: measured.context().line().length_m() / 1000.0,
            span: first.zip(last),
            asked: None,
            filter: Filter::default(),
            linked: linked(&all),
            contested,
            landmarks: Landmarks::of(&dossier.places, measured.context().line()),
        }
    }

    /// The same with the filter that chose the records: the period that it asks for, and the rest of it.
    #[must_use]
    pub fn selected(mut self, filter: Filter) -> Self {
        self.asked = filter.period();
        self.filter = if self.asked.is_some() { filter.in_period(None) } else { filter };
        self
    }

    /// The period that was asked for, else the days that the records cover, in words.
    #[must_use]
    pub fn period(&self, t: Phrases<'_>) -> String {
        let span = || {
            let (first, last) = self.span.as_ref()?;
            first.parse().ok().zip(last.parse().ok())
        };
        self.asked.clone().or_else(span).map_or_else(String::new, |(since, until)| t.period(&since, &until))
    }

    /// The title of the dossier: in the language of the report where it is the name of the border, which has names by
    /// language.
    #[must_use]
    pub fn title(&self, t: Phrases<'_>) -> String {
        let (title, facts) = (&self.dossier.title, &self.dossier.border.facts);
        let is_name = *title == facts.name || facts.names.0.values().any(|name| name == title);
        let name = if is_name { t.name(&facts.names) } else { "" };
        if name.is_empty() { title.clone() } else { name.to_owned() }
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

    /// Counts of events by month or year, category and section of 100 km.
    ///
    /// A period of at most [`MOST_MONTHS`] months that was asked for is counted by months, each of them, also where nothing happened.
    #[must_use]
    pub fn counts(&self) -> Vec<Count> {
        let months = self.asked.as_ref().map(|(since, until)| months(since, until)).filter(|m| m.len() <= MOST_MONTHS);
        let of = |by| count(&self.events, by, &self.dossier.border, self.length_km, 100.0);
        let in_time = months.map_or_else(|| of(By::Year), |months| of(By::Month).with_rows(&months));
        vec![in_time, of(By::Category), of(By::Stretch)]
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
