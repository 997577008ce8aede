//! Sealing a dossier: what it is now, by hashes, chained to the seal before.

use std::path::Path;

use super::state::{Files, State};
use crate::dossier::{Dossier, Inputs};
use crate::error::Error;
use crate::ledger::Seals;

/// What sealing wrote.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The number of the seal.
    pub number: u32,
    /// Whether it is a new one; where nothing changed since the last there is none.
    pub is_new: bool,
    /// The edition of the dossier.
    pub edition: String,
    /// How many records, inputs and outputs there are, in words.
    pub summary: String,
    /// Outputs that were made from another edition.
    pub stale: Vec<String>,
}

/// Seals a dossier in its folder, of which the caller holds the lock.
///
/// # Errors
///
/// Where a file is missing, cannot be read or was changed meanwhile, or the chain of seals is broken.
pub fn seal(dossier: &Dossier, folder: &Path) -> Result<Sealed, Error> {
    let (source, manifest) = (dossier.source(), dossier.manifest());
    // A recipe that cannot be read is no parameter of anything.
    source.recipes()?.iter().try_for_each(|name| source.recipe(name).map(drop))?;
    let inputs = Inputs::of(source, manifest)?;
    let now = State::of(folder, &Files::of(source, manifest)?)?;
    if let Some((_, why)) = now.unreadable.first_key_value() {
        return Err(Error::Data(format!("{why}; marz check tells more")));
    }
    if let Some(path) = manifest.files().find(|path| !now.inputs.contains_key(*path)) {
        return Err(Error::Data(format!("{} is not there", source.shown(path))));
    }
    // The lock keeps our own edits away, not an editor's.
    if let Some((path, _)) = inputs.files.iter().find(|(path, mark)| now.inputs.get(*path) != Some(mark)) {
        let message = format!("{} was changed while this ran; nothing was sealed", source.shown(path));
        return Err(Error::request(message, "run it again".to_owned()));
    }
    let edition = inputs.edition()?;
    let stale: Vec<String> =
        now.carried.iter().filter(|(_, has)| has.iter().any(|e| *e != edition)).map(|(path, _)| path.clone()).collect();
    let records = now.records.iter().filter(|r| r.id.is_some()).count();
    let summary = format!("{records} records, {} inputs, {} outputs", now.inputs.len(), now.outputs.len());
    let (content, lines) = now.content(&inputs, (&manifest.data.border, &dossier.case().border.facts.edition))?;
    let seals = Seals::of(folder);
    let faults = seals.faults()?;
    if !faults.is_empty() {
        let hint =
            "marz verify tells what changed; take the seals as they were from your backup or from git".to_owned();
        return Err(Error::request(format!("the chain of seals is broken: {}", faults.join("; ")), hint));
    }
    let (number, is_new) = seals.append(content, &lines)?;
    Ok(Sealed { number, is_new, edition, summary, stale })
}
