//! The incidents of a dossier, measured.

use std::sync::Arc;

use rayon::prelude::*;

use super::context::MeasureContext;
use super::incident::{MeasuredIncident, measure_all};
use crate::model::{Account, Case, Unjudged, Verdict};
use crate::recipe::Filter;

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
