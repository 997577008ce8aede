//! One incident, measured.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::context::MeasureContext;
use crate::measure::{NearPlaces, Nearest, OpenDistance, Proximity, Sample, Side, UncertainPoint, incident_point};
use crate::model::{Basis, Incident, ReportedSide, Verdict};
use crate::recipe::Filter;

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

    /// Whether its point lies on the other side of the line than its report names, farther from it than the line is accurate there.
    #[must_use]
    pub fn contradicts_its_side(&self) -> bool {
        let (Some(nearest), Some(reported)) = (self.nearest(), self.reported_side()) else { return false };
        let other =
            matches!((nearest.side, reported), (Side::Left, ReportedSide::Right) | (Side::Right, ReportedSide::Left));
        other && nearest.distance_m > self.context().border().accuracy_m(nearest.measure_km())
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
        Some(self.context.proximity_within(&self.point_on(side)?, *self.nearest()?, limits_m))
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

/// Measures incidents on all cores, so that later reads of proximity and comparison are immediate.
pub fn measure_all<'m, 'a: 'm>(incidents: impl IntoParallelIterator<Item = &'m MeasuredIncident<'a>>) {
    incidents.into_par_iter().for_each(|m| {
        let _ = (m.proximity(), m.comparison());
    });
}
