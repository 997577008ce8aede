//! What there is to say about a record before and after it is added to a dossier.

use std::sync::Arc;

use super::written_incidents;
use crate::analyse::duplicates;
use crate::dossier::{Dossier, HeldFile};
use crate::error::Error;
use crate::measured::MeasuredIncident;
use crate::model::Incident;
use crate::monitor::Monitor;
use crate::read::{self, Document};

/// A new record of a dossier.
pub struct NewRecord<'a> {
    /// The record.
    pub incident: &'a Incident,
    /// The dossier, without it.
    pub dossier: &'a Dossier,
}

impl NewRecord<'_> {
    /// Adds it to the file of incidents as an edit that `command` names, or gives it as a file of its own where there is no file.
    ///
    /// The monitor is told what is wrong with it, how far from the border it is, and which records may be of the same event.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] where it cannot be used; nothing is written then. Where the file cannot be written.
    pub fn add(&self, file: Option<HeldFile>, command: &str, monitor: &dyn Monitor) -> Result<Option<String>, Error> {
        let feature = read::feature(self.incident);
        written_incidents("the new record", &[&feature], self.dossier, monitor)?;
        let Some(file) = file else {
            let list = Document::parse("", b"{\n  \"type\": \"FeatureCollection\",\n  \"features\": []\n}\n");
            let text = list.ok().and_then(|list| list.with_feature(&feature).ok());
            return Ok(Some(text.unwrap_or_else(|| format!("{feature:#}"))));
        };
        file.edit(command, |document| document.with_feature(&feature))?;
        monitor.note(&format!("{}: added '{}'", file.path().display(), self.incident.id));
        self.distance().iter().for_each(|distance| monitor.note(distance));
        self.same_event().iter().for_each(|proposal| monitor.note(proposal));
        Ok(None)
    }

    /// How far it is from the border; `None` without a point.
    #[must_use]
    pub fn distance(&self) -> Option<String> {
        let measured = MeasuredIncident::new(self.incident, &Arc::new(self.dossier.context()));
        let nearest = measured.nearest()?;
        let radius = self.incident.location.radius_m;
        let radius = radius.map(|m| format!(", radius {} km", f64::from(m) / 1000.0)).unwrap_or_default();
        let km = nearest.distance_m / 1000.0;
        Some(format!("{km:.1} km from the border at km {:.1}{radius}", nearest.measure_km()))
    }

    /// The records that may be about the same event, with the command that links them.
    #[must_use]
    pub fn same_event(&self) -> Vec<String> {
        let mut all = self.dossier.case().incidents.clone();
        all.push(self.incident.clone());
        let new = all.len() - 1;
        let proposals = duplicates::proposals(&all).pairs.into_iter().filter(|p| p.pair.1 == new);
        let words = |p: duplicates::Proposal| {
            let (other, reasons) = (&all.get(p.pair.0)?.id, p.reasons.join("; "));
            let id = &self.incident.id;
            Some(format!("perhaps the same event as '{other}' ({:.2}): {reasons}\n  marz link {id} {other}", p.score))
        };
        proposals.filter_map(words).collect()
    }
}
