//! Amending stored incidents: fields set by key and value, or in a form that a person edits; checked before anything is written.

mod assignment;
mod form;
mod place;

use std::collections::BTreeMap;

use serde_json::Value;

pub use assignment::{Assignment, Given, amend, keys};
pub use form::{Form, changes};

use crate::check;
use crate::dossier::{Dossier, HeldFile};
use crate::error::Error;
use crate::monitor::Monitor;
use crate::recipe::closest;

/// The id that a person means: itself, or the only one that begins so.
///
/// # Errors
///
/// [`Error::Request`] with the ids where several begin so, or with the nearest where none does.
pub fn id_of(file: &HeldFile, text: &str) -> Result<String, Error> {
    /// So many ids are named.
    const MOST: usize = 6;
    let ids = file.ids();
    let begun: Vec<&str> =
        ids.iter().map(String::as_str).filter(|id| !text.is_empty() && id.starts_with(text)).collect();
    match begun.as_slice() {
        _ if ids.contains(text) => Ok(text.to_owned()),
        [one] => Ok((*one).to_owned()),
        [] => record_of(file, text).map(|_| text.to_owned()),
        all => {
            let named = all.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
            let more = if all.len() > MOST { ", …" } else { "" };
            let message = format!("'{text}' is the beginning of {} ids", all.len());
            Err(Error::request(message, format!("say which: {named}{more}")))
        }
    }
}

/// The stored record of an id.
///
/// # Errors
///
/// [`Error::Request`] with the nearest id where there is none.
pub fn record_of<'f>(file: &'f HeldFile, id: &str) -> Result<&'f Value, Error> {
    file.feature(id).ok_or_else(|| {
        let ids = file.ids();
        let like = closest(id, ids.iter().map(String::as_str)).map(|n| format!("did you mean '{n}'? "));
        Error::request(
            format!("there is no incident '{id}'"),
            format!("{}marz list shows all", like.unwrap_or_default()),
        )
    })
}

/// Sets fields of records and writes them, as one edit that can be undone; returns what changed, a line for each field. Without a
/// `command` nothing is written. A place that is set without a point is looked up, and the record moves there.
///
/// # Arguments
///
/// * `all` are the ids, or beginnings that one id has, with what is set.
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
    let (mut replaced, mut lines) = (BTreeMap::<String, Value>::new(), Vec::new());
    // Once for all records: a wide stock of names takes its time.
    let is_asked = all.iter().any(|(_, assignments)| place::looked_up(assignments).is_some());
    let gazetteer = is_asked.then(|| dossier.gazetteer()).transpose()?;
    for (id, assignments) in all {
        let id = id_of(file, id)?;
        let of_record = |why: Error| match why {
            Error::Request { message, hint } => Error::request(format!("{id}: {message}"), hint),
            other => other,
        };
        let assignments = &place::with_codes(assignments, dossier).map_err(of_record)?;
        // It may be named twice, by its id and by a beginning of it: what is set later comes on top.
        let before = replaced.get(&id).map_or_else(|| record_of(file, &id), Ok)?;
        let after = amend(before, assignments, dossier.manifest().timezone.as_ref(), &dossier.case().categories)
            .map_err(|why| Error::request(format!("{id}: {why}"), None))?;
        let after = match &gazetteer {
            Some(gazetteer) => {
                place::moved((&id, before), after, assignments, gazetteer, monitor).map_err(of_record)?
            }
            None => after,
        };
        if after == *before {
            continue;
        }
        check::written_incidents("the record", &[&after], dossier, monitor)?;
        lines.extend(
            Form::whole(before).differences(&Form::whole(&after)).into_iter().map(|line| format!("{id}: {line}")),
        );
        replaced.insert(id, after);
    }
    if let Some(command) = command.filter(|_| !replaced.is_empty()) {
        let replaced = replaced.iter().map(|(id, after)| (id.as_str(), after.clone())).collect();
        file.edit(command, |document| document.with_records(&replaced))?;
    }
    Ok(lines)
}
