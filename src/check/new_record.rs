//! What there is to say about a record before and after it is added to a dossier.

use std::sync::Arc;

use serde_json::{Value, json};

use super::wrong_sides;
use crate::analyse::duplicates;
use crate::dossier::{Dossier, HeldFile, region_of};
use crate::error::Error;
use crate::measured::MeasuredIncident;
use crate::model::Incident;
use crate::monitor::Monitor;
use crate::read::{self, Document, Problem};

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
        let (problems, is_usable) = self.problems(&feature).map_err(|p| Error::Data(p.message))?;
        monitor.problems(&problems);
        if !is_usable {
            return Err(Error::Data("the record cannot be used; nothing was written".to_owned()));
        }
        let Some(file) = file else {
            let list = Document::parse("", b"{\n  \"type\": \"FeatureCollection\",\n  \"features\": []\n}\n");
            let text = list.ok().and_then(|list| list.with_feature(&feature).ok());
            return Ok(Some(text.unwrap_or_else(|| format!("{feature:#}"))));
        };
        file.edit(command, |document| document.with_feature(&feature))?;
        monitor.note(&format!("{}: added '{}'", file.path().display(), self.incident.id));
        self.distance().iter().for_each(|distance| monitor.note(distance));
        monitor.problems(&self.wrong_side());
        self.same_event().iter().for_each(|proposal| monitor.note(proposal));
        Ok(None)
    }

    /// The problems that `marz check` would report of it, and whether it can be used.
    ///
    /// # Arguments
    ///
    /// `feature` is the record as it is to stand in the file.
    ///
    /// # Errors
    ///
    /// A [`Problem`] if the feature is nested too deeply, or too large.
    pub fn problems(&self, feature: &Value) -> Result<(Vec<Problem>, bool), Box<Problem>> {
        let collection = json!({"type": "FeatureCollection", "features": [feature]}).to_string();
        let document = Document::parse("the new record", collection.as_bytes())?;
        let case = self.dossier.case();
        let read = read::incidents_of(&document, Some(&region_of(&case.border)), &case.categories);
        // The text is ours and on one line: where in it is no help.
        let mut problems = read.problems;
        #[cfg(feature = "import")]
        problems.extend(super::dates::problems("the new record", std::slice::from_ref(self.incident), None));
        for problem in &mut problems {
            (problem.line, problem.column, problem.span) = (None, None, None);
        }
        Ok((problems, read.rejected == 0))
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

    /// A warning if its side is reported as another than that of its point.
    #[must_use]
    pub fn wrong_side(&self) -> Vec<Problem> {
        wrong_sides("the new record", self.dossier.context(), std::slice::from_ref(self.incident))
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
