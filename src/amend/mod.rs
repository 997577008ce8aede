//! Amending stored incidents: fields set by key and value, or in a form that a person edits; checked before anything is written.

mod assignment;
mod form;

use std::collections::BTreeMap;

use serde_json::Value;

pub use assignment::{Assignment, Given, amend, keys};
pub use form::{Form, changes};

use crate::check;
use crate::dossier::{Dossier, HeldFile};
use crate::error::Error;
use crate::monitor::Monitor;
use crate::recipe::closest;

/// The stored record of an id.
///
/// # Errors
///
/// [`Error::Request`] with the nearest id where there is none.
pub fn record_of<'f>(file: &'f HeldFile, id: &str) -> Result<&'f Value, Error> {
    file.feature(id).ok_or_else(|| {
        let ids = file.ids();
        let nearest =
            closest(id, ids.iter().map(String::as_str)).map(|n| format!("did you mean '{n}'? marz list shows all"));
        Error::request(format!("there is no incident '{id}'"), nearest)
    })
}

/// Sets fields of records and writes them, as one edit that can be undone; returns what changed, a line for each field. Without a
/// `command` nothing is written.
///
/// # Arguments
///
/// * `all` are the ids with what is set.
/// * `command` is what undoing names the edit by.
///
/// # Errors
///
/// Where a key or a value cannot be used, or a record could not be used with it: then nothing is written.
pub fn set_fields(
    file: &HeldFile,
    dossier: &Dossier,
    all: &[(String, Vec<Assignment>)],
    command: Option<&str>,
    monitor: &dyn Monitor,
) -> Result<Vec<String>, Error> {
    let (mut replaced, mut lines) = (BTreeMap::new(), Vec::new());
    for (id, assignments) in all {
        let before = record_of(file, id)?;
        let after = amend(before, assignments, dossier.manifest().timezone.as_ref(), &dossier.case().categories)
            .map_err(|why| Error::request(format!("{id}: {why}"), None))?;
        if after == *before {
            continue;
        }
        check::written_incidents("the record", &[&after], dossier, monitor)?;
        lines.extend(
            Form::whole(before).differences(&Form::whole(&after)).into_iter().map(|line| format!("{id}: {line}")),
        );
        replaced.insert(id.as_str(), after);
    }
    if let Some(command) = command.filter(|_| !replaced.is_empty()) {
        file.edit(command, |document| document.with_records(&replaced))?;
    }
    Ok(lines)
}
