//! Records that may be one event, in a line or two at the end of an import.

use std::path::Path;

use crate::analyse::duplicates::proposals;
use crate::dossier::read_file;
use crate::error::Error;
use crate::model::{Categories, Incident};
use crate::read::{self, Document};

/// So many pairs are named.
const MOST_NAMED: usize = 5;

/// More records than this are left to `marz check`.
const MOST_RECORDS: usize = 20_000;

/// The pairs of records that may be one event, and so count twice; nothing where there are none.
///
/// # Arguments
///
/// `command` writes a command of what follows `marz`, with the dossier that it is for.
#[must_use]
pub fn same_event_in_words(incidents: &[Incident], command: &dyn Fn(&[&str]) -> String) -> Vec<String> {
    if incidents.len() > MOST_RECORDS {
        return vec![format!("{} says which records may be one event", command(&["check"]))];
    }
    let pairs = proposals(incidents).pairs;
    let ids = |pair: (usize, usize)| Some((&incidents.get(pair.0)?.id, &incidents.get(pair.1)?.id));
    let Some((first, second)) = pairs.first().and_then(|p| ids(p.pair)) else { return Vec::new() };
    let named = pairs.iter().take(MOST_NAMED).filter_map(|p| ids(p.pair)).map(|(a, b)| format!("{a} and {b}"));
    let more = if pairs.len() > MOST_NAMED { "; …" } else { "" };
    let may_be = match pairs.len() {
        1 => "1 pair of records may be one event and counts".to_owned(),
        n => format!("{n} pairs of records may be one event each and count"),
    };
    vec![
        format!("warning: {may_be} twice: {}{more}", named.collect::<Vec<_>>().join("; ")),
        format!(
            "  to look: {}; to record that two are one event: {}",
            command(&["check"]),
            command(&["link", second, first])
        ),
    ]
}

/// The same of the records of a file.
///
/// # Errors
///
/// If the file cannot be read.
pub fn same_event_in_file(
    path: &Path,
    own: &Categories,
    command: &dyn Fn(&[&str]) -> String,
) -> Result<Vec<String>, Error> {
    let document = Document::parse(&path.display().to_string(), &read_file(path)?);
    let read = document.map(|document| read::incidents_of(&document, None, own).value);
    // What is wrong with the file has been said where it was written.
    Ok(read.map(|incidents| same_event_in_words(&incidents, command)).unwrap_or_default())
}
