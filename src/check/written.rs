//! Checking records that are about to be written, as `marz check` does.

use serde_json::{Value, json};

use super::{wrong_dates, wrong_sides};
use crate::dossier::{Dossier, region_of};
use crate::error::Error;
use crate::model::Incident;
use crate::monitor::Monitor;
use crate::read::{self, Document, Problem, Severity};
use crate::terminal::counted;

/// Checks incidents that are about to be written; returns them as they will be read.
///
/// # Arguments
///
/// `name` is the file that they go into, for messages.
///
/// # Errors
///
/// If one could not be used: then nothing is to be written.
pub fn written_incidents(
    name: &str,
    features: &[&Value],
    dossier: &Dossier,
    monitor: &dyn Monitor,
) -> Result<Vec<Incident>, Error> {
    let (document, case) = (collected(name, features)?, dossier.case());
    let read = read::incidents_of(&document, Some(&region_of(&case.border)), &case.categories);
    let sides = wrong_sides(name, dossier.context(), &read.value);
    let dates = wrong_dates(name, &read.value, None);
    judged(name, read.problems.into_iter().chain(dates).chain(sides).collect(), monitor)?;
    Ok(read.value)
}

/// Checks places that are about to be written.
///
/// # Errors
///
/// If one could not be used: then nothing is to be written.
pub fn written_places(name: &str, features: &[&Value], dossier: &Dossier, monitor: &dyn Monitor) -> Result<(), Error> {
    let region = region_of(&dossier.case().border);
    judged(name, read::places(&collected(name, features)?, Some(&region)).problems, monitor)
}

fn collected(name: &str, features: &[&Value]) -> Result<Document, Error> {
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    Document::parse(name, text.as_bytes()).map_err(|p| Error::Data(p.message))
}

/// Says what is wrong.
fn judged(name: &str, mut problems: Vec<Problem>, monitor: &dyn Monitor) -> Result<(), Error> {
    for problem in &mut problems {
        // The text is ours: where in it is no help.
        (problem.line, problem.column, problem.span) = (None, None, None);
    }
    monitor.problems(&problems);
    match problems.iter().filter(|p| p.severity == Severity::Error).count() {
        0 => Ok(()),
        errors => Err(Error::Data(format!(
            "with this {} would be wrong in {name}; nothing was written",
            counted(errors, "thing")
        ))),
    }
}
