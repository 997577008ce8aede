//! Measured incidents: each record of a dossier with what was measured of it, made here and nowhere else.
//!
//! Figures, tables, exports, analysis and report only read [`MeasuredIncident`]; none of them asks the border line itself. What is
//! measured, and how the report's own words about the side count, stands in [`MeasureContext`].

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::measure::{
    GeodesicLine, Nearest, Proximity, ProximityContext, Sample, SidePolygons, UncertainPoint, incident_point,
};
use crate::model::{Basis, Border, Dossier as Case, Incident, ReportedSide};
use crate::recipe::{Filter, Length};

/// Which incidents to measure, and the distances to give probabilities for.
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
    /// Which incidents pass.
    pub filter: Filter,
    /// The distances to the border for which [`Proximity::within`] has a probability.
    pub within: Vec<Length>,
}

impl Selection {
    /// The incidents that pass a filter.
    #[must_use]
    pub fn of(filter: Filter) -> Self {
        Self { filter, within: Vec::new() }
    }

    /// Only incidents whose point lies at most so many metres from the border.
    #[must_use]
    pub fn near_m(mut self, metres: f64) -> Self {
        self.filter = self.filter.near_m(metres);
        self
    }

    /// Also the probability of lying within this distance of the border.
    #[must_use]
    pub fn within(mut self, limit: Length) -> Self {
        self.within.push(limit);
        self
    }
}

/// What incidents are measured against: a border, its line, the land of its two sides, other lines to compare with.
#[derive(Debug, Clone)]
pub struct MeasureContext<'a> {
    border: &'a Border,
    line: &'a GeodesicLine,
    polygons: &'a SidePolygons,
    within: Vec<Length>,
    limits_m: Vec<f64>,
    comparison: Vec<(String, &'a GeodesicLine)>,
}

impl<'a> MeasureContext<'a> {
    /// A border with its line and the land of its two sides (which may be empty), without limits and comparison lines.
    #[must_use]
    pub fn new(border: &'a Border, line: &'a GeodesicLine, polygons: &'a SidePolygons) -> Self {
        Self { border, line, polygons, within: Vec::new(), limits_m: Vec::new(), comparison: Vec::new() }
    }

    /// With the distances to the border for which probabilities are computed.
    #[must_use]
    pub fn within(mut self, limits: &[Length]) -> Self {
        self.within = limits.to_vec();
        self.limits_m = limits.iter().map(Length::metres).collect();
        self
    }

    /// With other lines, each with its name, to which each point is measured as well, in this order.
    #[must_use]
    pub fn compared_with(mut self, lines: Vec<(String, &'a GeodesicLine)>) -> Self {
        self.comparison = lines;
        self
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

    /// The same distances as they were given.
    #[must_use]
    pub fn limits(&self) -> &[Length] {
        &self.within
    }

    /// The names of the lines to compare with.
    pub fn comparison_names(&self) -> impl Iterator<Item = &str> {
        self.comparison.iter().map(|(name, _)| name.as_str())
    }

    /// The same for the measuring functions.
    fn context(&self) -> ProximityContext<'_> {
        ProximityContext { border: self.border, line: self.line, lands: self.polygons, limits_m: &self.limits_m }
    }

    /// Measures any points, in their order, on the calling thread.
    #[must_use]
    pub fn measure_points(&self, points: &[UncertainPoint]) -> Vec<(Proximity, Vec<Nearest>)> {
        let at: Vec<_> = points.iter().map(|p| p.point).collect();
        let mut compared: Vec<_> = self.comparison.iter().map(|(_, l)| l.nearest_batch(&at).into_iter()).collect();
        let context = self.context();
        let nearest = self.line.nearest_batch(&at);
        let one = |(point, nearest): (&UncertainPoint, Nearest)| {
            (context.proximity(point, nearest), compared.iter_mut().filter_map(Iterator::next).collect())
        };
        points.iter().zip(nearest).map(one).collect()
    }
}

/// An incident with what is measured of it, each value computed once, when it is first asked for.
///
/// A record without a place has neither nearest point nor proximity.
#[derive(Debug, Clone)]
pub struct MeasuredIncident<'a> {
    /// What the record says.
    pub incident: &'a Incident,
    context: Arc<MeasureContext<'a>>,
    nearest: OnceLock<Option<Nearest>>,
    proximity: OnceLock<Option<Proximity>>,
    comparison: OnceLock<Vec<Nearest>>,
}

impl<'a> MeasuredIncident<'a> {
    /// An incident of which nothing is measured yet.
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

    /// Incidents measured at once, in their order, on the calling thread: faster than one by one.
    #[must_use]
    pub fn batch(incidents: impl Iterator<Item = &'a Incident>, context: &Arc<MeasureContext<'a>>) -> Vec<Self> {
        let all: Vec<Self> = incidents.map(|i| Self::new(i, context)).collect();
        let placed: Vec<(&Self, UncertainPoint)> =
            all.iter().filter_map(|m| Some((m, incident_point(m.incident)?))).collect();
        let at: Vec<_> = placed.iter().map(|(_, p)| p.point).collect();
        let proximities = context.context();
        for ((m, point), nearest) in placed.iter().zip(context.line.nearest_batch(&at)) {
            let proximity = proximities.proximity(point, nearest);
            let _ = m.nearest.set(Some(proximity.nearest));
            let _ = m.proximity.set(Some(proximity));
        }
        all
    }

    /// What is measured context.
    #[must_use]
    pub fn context(&self) -> &MeasureContext<'a> {
        &self.context
    }

    /// The side of the border that the report names.
    #[must_use]
    pub fn reported_side(&self) -> Option<ReportedSide> {
        self.incident.location.side
    }

    /// Whether its point was set from the border, so that its distance is no evidence.
    #[must_use]
    pub fn is_set_from_border(&self) -> bool {
        self.incident.location.basis == Basis::FromBorder
    }

    /// The nearest point of the border, with distance, border kilometre and side; `None` if the record has no place.
    #[must_use]
    pub fn nearest(&self) -> Option<&Nearest> {
        let measured = || {
            let at = self.incident.at?;
            Some(self.context.context().nearest(at))
        };
        self.nearest.get_or_init(measured).as_ref()
    }

    /// Distance, side and border kilometre with what radius and accuracy leave open; `None` if the record has no place.
    #[must_use]
    pub fn proximity(&self) -> Option<&Proximity> {
        let measured = || Some(self.context.context().proximity(&incident_point(self.incident)?, *self.nearest()?));
        self.proximity.get_or_init(measured).as_ref()
    }

    /// The nearest points of the lines to compare with, in their order; empty if the record has no place.
    #[must_use]
    pub fn comparison(&self) -> &[Nearest] {
        let measured = || {
            let lines = self.context.comparison.iter();
            self.incident.at.map(|at| lines.map(|(_, line)| line.nearest(at)).collect()).unwrap_or_default()
        };
        self.comparison.get_or_init(measured)
    }

    /// Places spread evenly over what the report leaves open, so many at most; none if the record has no place.
    #[must_use]
    pub fn sample(&self, count: u32) -> Vec<Sample> {
        let sample = |point| self.context.context().sample_disc(&point, count);
        incident_point(self.incident).map(sample).unwrap_or_default()
    }

    /// Whether it passes a filter; the distance is measured only where the filter asks for it.
    #[must_use]
    pub fn passes(&self, filter: &Filter) -> bool {
        filter.passes(self.incident)
            && (!filter.needs_place()
                || self.nearest().is_some_and(|n| filter.passes_measured(n.distance_m, n.measure_km())))
    }
}

/// The measured incidents of a dossier that passed a selection, in the order of the file.
#[derive(Debug, Clone)]
pub struct Measured<'a> {
    case: &'a Case,
    incidents: Vec<MeasuredIncident<'a>>,
    context: Arc<MeasureContext<'a>>,
    filtered: usize,
}

impl<'a> Measured<'a> {
    /// The incidents that pass a filter; what is measured is measured when it is asked for.
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
        let read = all.len();
        let incidents: Vec<_> = all.into_iter().filter(|m| m.passes(filter)).collect();
        Self { case, filtered: read - incidents.len(), incidents, context }
    }

    /// The same data with these incidents of theirs alone, in this order; what is measured of them stays measured.
    #[must_use]
    pub fn only(&self, incidents: &[MeasuredIncident<'a>]) -> Self {
        let filtered = self.filtered + self.incidents.len() - incidents.len().min(self.incidents.len());
        Self { case: self.case, incidents: incidents.to_vec(), context: Arc::clone(&self.context), filtered }
    }

    /// The same with everything measured, on all cores.
    #[must_use]
    pub fn complete(self) -> Self {
        measure_all(&self.incidents);
        self
    }

    /// The data that the incidents are from.
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

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.incidents.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.incidents.is_empty()
    }

    /// How many the filter kept out.
    #[must_use]
    pub fn filtered(&self) -> usize {
        self.filtered
    }

    /// What is measured context.
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

/// Measures incidents on all cores, so that asking them afterwards costs nothing.
pub fn measure_all<'m, 'a: 'm>(incidents: impl IntoParallelIterator<Item = &'m MeasuredIncident<'a>>) {
    incidents.into_par_iter().for_each(|m| {
        let _ = (m.proximity(), m.comparison());
    });
}
