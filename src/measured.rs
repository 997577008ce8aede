//! Measured incidents: the records of a dossier with their distance, side and border kilometre.
//!
//! Figures, tables, exports, analysis and report read [`MeasuredIncident`] only: every measurement is made here, in one
//! [`MeasureContext`], which also decides how the side that a report names restricts its location.

use std::collections::BTreeSet;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::measure::{
    Among, BorderKilometres, BorderSet, GeodesicLine, NearPlaces, Nearest, OpenDistance, Proximity, ProximityContext,
    Sample, Side, SidePolygons, UncertainPoint, ViewLine, incident_point,
};
use crate::model::{Account, Basis, Border, Case, Incident, LonLat, ReportedSide, Unjudged, Verdict};
use crate::recipe::{Filter, Length, RecipeError};

/// Which incidents to measure, and the distances for which to compute probabilities.
///
/// The default selects all incidents and no distances.
///
/// # Example
///
/// ```
/// use marz::{Dossier, Selection};
/// let dossier = Dossier::embedded()?;
/// let near = dossier.measure(&Selection::default().near_m(50_000.0))?;
/// assert!(near.iter().all(|m| m.nearest().is_some_and(|n| n.distance_m <= 50_000.0)));
/// # Ok::<(), marz::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// The filter that incidents must pass.
    pub filter: Filter,
    /// The distances to the border for which [`Proximity::within`] gives a probability.
    pub within: Vec<Length>,
}

impl Selection {
    /// Selects the incidents that pass a filter.
    #[must_use]
    pub fn of(filter: Filter) -> Self {
        Self { filter, within: Vec::new() }
    }

    /// Selects only incidents whose point lies at most `metres` metres from the border.
    #[must_use]
    pub fn near_m(mut self, metres: f64) -> Self {
        self.filter = self.filter.near_m(metres);
        self
    }

    /// Also computes the probability of lying within this distance of the border.
    #[must_use]
    pub fn within(mut self, limit: Length) -> Self {
        self.within.push(limit);
        self
    }
}

/// The reference of measurements: a border, its line, the polygons of its two sides, and comparison lines.
///
/// # Example
///
/// ```
/// use geo::point;
/// use marz::Dossier;
/// use marz::measure::UncertainPoint;
/// let dossier = Dossier::embedded()?;
/// // Kunduz, known to 5 km.
/// let kunduz = UncertainPoint::new(point!(x: 68.857, y: 36.729)).radius_m(5_000.0);
/// let (proximity, _) = &dossier.context().measure_points(&[kunduz])[0];
/// let nearest_m = proximity.nearest.distance_m;
/// assert!(proximity.distance_min_m < nearest_m && nearest_m < proximity.distance_max_m);
/// # Ok::<(), marz::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct MeasureContext<'a> {
    border: &'a Border,
    line: &'a GeodesicLine,
    polygons: &'a SidePolygons,
    within: Vec<Length>,
    limits_m: Vec<f64>,
    comparison: Vec<(String, &'a GeodesicLine)>,
    among: Option<Among>,
    views: &'a [ViewLine],
}

impl<'a> MeasureContext<'a> {
    /// A border with its line and the polygons of its two sides (which may be empty), without limits and comparison lines.
    #[must_use]
    pub fn new(border: &'a Border, line: &'a GeodesicLine, polygons: &'a SidePolygons) -> Self {
        Self {
            border,
            line,
            polygons,
            within: Vec::new(),
            limits_m: Vec::new(),
            comparison: Vec::new(),
            views: &[],
            among: None,
        }
    }

    /// Many borders instead of one: each point is measured to the nearest of all, and to the next nearest up to `nearest` of them, which take
    /// the place of comparison lines.
    ///
    /// Distance, interval and probabilities are then those of the nearest border of all, wherever in its disc the point lies; kilometres
    /// are those of the nearest border itself; the side is that of its line. The side that a report names is that of one border,
    /// and restricts nothing.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a number of 0 or above that of the borders.
    pub fn among(borders: &'a Arc<BorderSet>, nearest: usize) -> Result<Self, RecipeError> {
        let count = borders.members().len();
        if nearest == 0 || nearest > count {
            return Err(RecipeError::value(
                "nearest",
                nearest.to_string(),
                format!("a number from 1 to {count}, so many borders there are"),
            ));
        }
        let among = Some(Among { borders: Arc::clone(borders), nearest });
        Ok(Self { among, ..Self::new(borders.border(), borders.line(), borders.polygons()) })
    }

    /// The many borders; `None` where it is one.
    #[must_use]
    pub fn among_borders(&self) -> Option<&Among> {
        self.among.as_ref()
    }

    /// Sets the distances to the border for which probabilities are computed.
    #[must_use]
    pub fn within(mut self, limits: &[Length]) -> Self {
        // Each names a column: a distance that stands twice is one.
        let mut seen = BTreeSet::new();
        self.within = limits.iter().filter(|limit| seen.insert(limit.to_string())).cloned().collect();
        self.limits_m = self.within.iter().map(Length::metres).collect();
        self
    }

    /// Sets the comparison lines, each with its name: other lines to which each point is measured as well, in this order.
    #[must_use]
    pub fn compared_with(mut self, lines: Vec<(String, &'a GeodesicLine)>) -> Self {
        self.comparison = lines;
        self
    }

    /// Sets the rival lines of the border, by which verdicts are judged: see [`Proximity::judgements`].
    #[must_use]
    pub fn seen_by(mut self, views: &'a [ViewLine]) -> Self {
        self.views = views;
        self
    }

    /// The rival lines of the border.
    #[must_use]
    pub fn views(&self) -> &'a [ViewLine] {
        self.views
    }

    /// The border.
    #[must_use]
    pub fn border(&self) -> &'a Border {
        self.border
    }

    /// Its line.
    #[must_use]
    pub fn line(&self) -> &'a GeodesicLine {
        self.line
    }

    /// The distances to the border for which probabilities are computed, in metres.
    #[must_use]
    pub fn limits_m(&self) -> &[f64] {
        &self.limits_m
    }

    /// The same distances in the units in which they were given.
    #[must_use]
    pub fn limits(&self) -> &[Length] {
        &self.within
    }

    /// The names of the comparison lines, in order.
    pub fn comparison_names(&self) -> impl Iterator<Item = &str> {
        self.comparison.iter().map(|(name, _)| name.as_str())
    }

    /// A filter with running kilometres of this border in place of those of its parts.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a part or a kilometre that the border has not.
    pub fn with_running_km(&self, filter: Filter) -> Result<Filter, RecipeError> {
        if self.among.is_some() && filter.asks_km() {
            return Err(RecipeError::value(
                "km",
                "a range of kilometres",
                "no kilometres: each belongs to one of many borders",
            ));
        }
        filter.on_border(&self.line.parts_km())
    }

    /// What a filter judges of a nearest point: its distance in metres, and its border kilometre within its own part where that is asked for.
    pub(crate) fn distance_and_km(&self, nearest: &Nearest, filter: &Filter) -> (f64, f64) {
        let km = if filter.asks_km() { self.line.own_km(nearest) } else { nearest.measure_km() };
        (nearest.distance_m, km)
    }

    /// The context of the functions of [`crate::measure`].
    fn proximity_context(&self) -> ProximityContext<'_> {
        ProximityContext { border: self.border, line: self.line, polygons: self.polygons, limits_m: &self.limits_m }
    }

    /// The side of a position: by the direction of the line, and beyond its ends and far from it by the polygons.
    #[must_use]
    pub fn side_at(&self, at: LonLat) -> Side {
        self.proximity_context().nearest(at).side
    }

    /// The proximity of a point whose nearest point on the line is known, its verdicts judged if there are views.
    fn proximity(&self, point: &UncertainPoint, nearest: Nearest) -> Proximity {
        let context = self.proximity_context();
        if let Some(Among { borders, .. }) = &self.among {
            // A side belongs to one border, and a range of kilometres as well.
            let found = context.proximity(&point.on_side(Side::Unknown), nearest);
            return Proximity { nearest: borders.with_own_measure(found.nearest), km_range: None, ..found };
        }
        let mut found = context.proximity(point, nearest);
        if !self.views.is_empty() {
            found.judgements = Some(Box::new(context.judgements(point, &found, self.views)));
        }
        found
    }

    /// Measures points, in order, on the calling thread: for each the proximity to the border and the nearest points
    /// of the comparison lines.
    #[must_use]
    pub fn measure_points(&self, points: &[UncertainPoint]) -> Vec<(Proximity, Vec<Nearest>)> {
        if let Some(among) = &self.among {
            let at: Vec<_> = points.iter().map(|p| p.point).collect();
            let nearest = self.line.nearest_batch(&at);
            let measured = |(point, nearest)| (self.proximity(point, nearest), among.next(point));
            return points.iter().zip(nearest).map(measured).collect();
        }
        let at: Vec<_> = points.iter().map(|p| p.point).collect();
        let mut compared: Vec<_> = self.comparison.iter().map(|(_, l)| l.nearest_batch(&at).into_iter()).collect();
        let nearest = self.line.nearest_batch(&at);
        let measured = |(point, nearest): (&UncertainPoint, Nearest)| {
            (self.proximity(point, nearest), compared.iter_mut().filter_map(Iterator::next).collect())
        };
        points.iter().zip(nearest).map(measured).collect()
    }
}

/// An incident with its measurements, each computed once, at its first use.
///
/// Distances are metres, kilometres are border kilometres from the start of the line. A record without a place has neither nearest
/// point nor proximity. Values may be read from several threads.
///
/// # Example
///
/// ```
/// use marz::{Dossier, Selection};
/// let dossier = Dossier::embedded()?;
/// let measured = dossier.measure(&Selection::default().near_m(20_000.0))?;
/// for m in &measured {
///     let (Some(nearest), Some(proximity)) = (m.nearest(), m.proximity()) else { continue };
///     // The interval contains the distance of the point itself, unless the side that the report names excludes it.
///     assert!(nearest.distance_m <= 20_000.0 && proximity.distance_min_m <= proximity.distance_max_m);
/// }
/// # Ok::<(), marz::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct MeasuredIncident<'a> {
    /// The record.
    pub incident: &'a Incident,
    context: Arc<MeasureContext<'a>>,
    nearest: OnceLock<Option<Nearest>>,
    proximity: OnceLock<Option<Proximity>>,
    comparison: OnceLock<Vec<Nearest>>,
}

impl<'a> MeasuredIncident<'a> {
    /// An incident without measurements yet.
    #[must_use]
    pub fn new(incident: &'a Incident, context: &Arc<MeasureContext<'a>>) -> Self {
        Self {
            incident,
            context: Arc::clone(context),
            nearest: OnceLock::new(),
            proximity: OnceLock::new(),
            comparison: OnceLock::new(),
        }
    }

    /// Measures incidents in one batch, in order, on the calling thread: faster than one by one.
    #[must_use]
    pub fn batch(incidents: impl Iterator<Item = &'a Incident>, context: &Arc<MeasureContext<'a>>) -> Vec<Self> {
        let all: Vec<Self> = incidents.map(|i| Self::new(i, context)).collect();
        let placed: Vec<(&Self, UncertainPoint)> =
            all.iter().filter_map(|m| Some((m, incident_point(m.incident)?))).collect();
        let at: Vec<_> = placed.iter().map(|(_, p)| p.point).collect();
        for ((m, point), nearest) in placed.iter().zip(context.line.nearest_batch(&at)) {
            let proximity = context.proximity(point, nearest);
            let _ = m.nearest.set(Some(proximity.nearest));
            let _ = m.proximity.set(Some(proximity));
        }
        all
    }

    /// The context of the measurements.
    #[must_use]
    pub fn context(&self) -> &MeasureContext<'a> {
        &self.context
    }

    /// The side of the border that the report names.
    #[must_use]
    pub fn reported_side(&self) -> Option<ReportedSide> {
        self.incident.location.side
    }

    /// The side on which a figure draws it: the one that the report names, which says nothing on contested ground, else that of its
    /// point. [`Side::Unknown`] where it may stand on either: on the line itself, where the report names both, and beyond the line.
    #[must_use]
    pub fn drawn_side(&self) -> Side {
        let Some(nearest) = self.nearest() else { return Side::Unknown };
        match (nearest.side, self.reported_side()) {
            (Side::Disputed, _) => Side::Disputed,
            (_, Some(ReportedSide::Left)) => Side::Left,
            (_, Some(ReportedSide::Right)) => Side::Right,
            (_, Some(ReportedSide::Both)) | (Side::On, None) => Side::Unknown,
            (side, None) => side,
        }
    }

    /// Whether its point was derived from the border, so that its distance is no evidence.
    #[must_use]
    pub fn is_set_from_border(&self) -> bool {
        self.incident.location.basis == Basis::FromBorder
    }

    /// The nearest point of the border, with distance, border kilometre and side; `None` if the record has no place.
    #[must_use]
    pub fn nearest(&self) -> Option<&Nearest> {
        let measured = || {
            let at = self.incident.at?;
            let nearest = self.context.proximity_context().nearest(at);
            Some(self.context.among.as_ref().map_or(nearest, |among| among.borders.with_own_measure(nearest)))
        };
        self.nearest.get_or_init(measured).as_ref()
    }

    /// Distance, side and border kilometre with the interval and the probabilities that the location radius and the accuracy of the
    /// border leave open; `None` if the record has no place.
    #[must_use]
    pub fn proximity(&self) -> Option<&Proximity> {
        let measured = || {
            let point = incident_point(self.incident)?;
            let nearest = match &self.context.among {
                Some(_) => self.context.line.nearest(point.point),
                None => *self.nearest()?,
            };
            Some(self.context.proximity(&point, nearest))
        };
        self.proximity.get_or_init(measured).as_ref()
    }

    /// The nearest points of the comparison lines, or of the next nearest borders among many, in order; empty if the record has no place.
    #[must_use]
    pub fn comparison(&self) -> &[Nearest] {
        let measured = || {
            if let Some(among) = &self.context.among {
                return incident_point(self.incident).map(|point| among.next(&point)).unwrap_or_default();
            }
            let lines = self.context.comparison.iter();
            self.incident.at.map(|at| lines.map(|(_, line)| line.nearest(at)).collect()).unwrap_or_default()
        };
        self.comparison.get_or_init(measured)
    }

    /// A quasi-Monte Carlo sample of at most `count` points of the disc of the location radius, cut to the side that the report
    /// names; empty if the record has no place.
    #[must_use]
    pub fn sample(&self, count: u32) -> Vec<Sample> {
        self.sample_on(None, count)
    }

    /// As [`MeasuredIncident::proximity`] for these limits in metres and, if `side` is one, with the disc cut to that side; the
    /// nearest point is not searched again, and for the limits of the context nothing is measured again.
    #[must_use]
    pub fn proximity_on(&self, side: Option<Side>, limits_m: &[f64]) -> Option<Proximity> {
        if side.is_none() && limits_m == self.context.limits_m {
            return self.proximity().cloned();
        }
        let context = ProximityContext { limits_m, ..self.context.proximity_context() };
        Some(context.proximity(&self.point_on(side)?, *self.nearest()?))
    }

    /// As [`MeasuredIncident::sample`] with the disc cut to a side, if `side` is one.
    #[must_use]
    pub fn sample_on(&self, side: Option<Side>, count: u32) -> Vec<Sample> {
        let sample = |point| self.context.proximity_context().sample_disc(&point, count);
        self.point_on(side).map(sample).unwrap_or_default()
    }

    /// The point with its radius, and the side that the report names or that is asked about.
    fn point_on(&self, side: Option<Side>) -> Option<UncertainPoint> {
        incident_point(self.incident).map(|point| side.map_or(point, |side| point.on_side(side)))
    }

    /// The distance to the nearest of some places, with its interval and the probabilities for limits in metres; `None` if the
    /// record has no place. Where the border may part the disc, the side that the report names or that is asked about cuts it.
    #[must_use]
    pub fn distance_to(&self, places: &NearPlaces, side: Option<Side>, limits_m: &[f64]) -> Option<OpenDistance> {
        /// Probabilities are then good to about half a percent.
        const SAMPLES: u32 = 1024;
        let point = self.point_on(side)?;
        let open = places.distance(&point, limits_m);
        let is_parted = point.side.is_some() && self.nearest()?.distance_m <= point.radius_m.unwrap_or(0.0);
        Some(if is_parted { places.cut_to(open, &self.sample_on(side, SAMPLES)) } else { open })
    }

    /// What a filter says of it; the distance is measured only if the filter needs it.
    #[must_use]
    pub fn judge(&self, filter: &Filter) -> Verdict {
        match filter.judge(self.incident) {
            Verdict::Filtered => Verdict::Filtered,
            first if !filter.needs_place() => first,
            first => first.and(filter.judge_measured(self.nearest().map(|n| self.context.distance_and_km(n, filter)))),
        }
    }
}

/// The incidents of a dossier that passed a filter, with their measurements, in the order of the file.
///
/// Made by [`Dossier::measure`](crate::Dossier::measure).
#[derive(Debug, Clone)]
pub struct Measured<'a> {
    case: &'a Case,
    incidents: Vec<MeasuredIncident<'a>>,
    context: Arc<MeasureContext<'a>>,
    filtered: usize,
    not_judged: Vec<(String, Unjudged)>,
}

impl<'a> Measured<'a> {
    /// The incidents that pass a filter. Each value is measured at its first use; [`Measured::complete`] measures all.
    #[must_use]
    pub fn new(case: &'a Case, filter: &Filter, context: MeasureContext<'a>) -> Self {
        let context = Arc::new(context);
        let all: Vec<MeasuredIncident<'a>> =
            case.incidents.iter().map(|i| MeasuredIncident::new(i, &context)).collect();
        if filter.needs_place() {
            all.par_iter().for_each(|m| {
                let _ = m.nearest();
            });
        }
        let (mut filtered, mut not_judged) = (0, Vec::new());
        let mut asked_for = |m: &MeasuredIncident<'_>| match m.judge(filter) {
            Verdict::Passes => true,
            Verdict::Filtered => {
                filtered += 1;
                false
            }
            Verdict::NotJudged(why) => {
                not_judged.push((m.incident.id.clone(), why));
                false
            }
        };
        let incidents: Vec<_> = all.into_iter().filter(|m| asked_for(m)).collect();
        Self { case, filtered, not_judged, incidents, context }
    }

    /// The subset of these incidents, in this order, with the values measured so far; the others count as filtered.
    #[must_use]
    pub fn only(&self, incidents: &[MeasuredIncident<'a>]) -> Self {
        let filtered = self.filtered + self.incidents.len() - incidents.len().min(self.incidents.len());
        let (incidents, not_judged) = (incidents.to_vec(), self.not_judged.clone());
        Self { case: self.case, incidents, context: Arc::clone(&self.context), filtered, not_judged }
    }

    /// The same incidents, all measured, on all cores.
    #[must_use]
    pub fn complete(self) -> Self {
        measure_all(&self.incidents);
        self
    }

    /// The data of the dossier: border, places, incidents, basemap.
    #[must_use]
    pub fn case(&self) -> &'a Case {
        self.case
    }

    /// The incidents.
    pub fn iter(&self) -> std::slice::Iter<'_, MeasuredIncident<'a>> {
        self.incidents.iter()
    }

    /// The incidents as a list of references.
    #[must_use]
    pub fn list(&self) -> Vec<&MeasuredIncident<'a>> {
        self.incidents.iter().collect()
    }

    /// The number of incidents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.incidents.len()
    }

    /// Whether there are no incidents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.incidents.is_empty()
    }

    /// The number of incidents that did not pass the filter.
    #[must_use]
    pub fn filtered(&self) -> usize {
        self.filtered
    }

    /// The ids of the incidents that the filter could not judge, each with what it lacks: they are left out as well.
    #[must_use]
    pub fn not_judged(&self) -> &[(String, Unjudged)] {
        &self.not_judged
    }

    /// What became of the records of the file, of which so many were rejected when it was read.
    #[must_use]
    pub fn account(&self, rejected: usize) -> Account {
        let (used, filtered, not_judged) = (self.len(), self.filtered, self.not_judged.clone());
        Account { read: used + filtered + not_judged.len() + rejected, used, rejected, filtered, not_judged }
    }

    /// The context of the measurements.
    #[must_use]
    pub fn context(&self) -> &MeasureContext<'a> {
        &self.context
    }
}

impl<'m, 'a> IntoIterator for &'m Measured<'a> {
    type Item = &'m MeasuredIncident<'a>;
    type IntoIter = std::slice::Iter<'m, MeasuredIncident<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.incidents.iter()
    }
}

/// Measures incidents on all cores, so that later reads of proximity and comparison are immediate.
pub fn measure_all<'m, 'a: 'm>(incidents: impl IntoParallelIterator<Item = &'m MeasuredIncident<'a>>) {
    incidents.into_par_iter().for_each(|m| {
        let _ = (m.proximity(), m.comparison());
    });
}
