//! Sealing a dossier: the hashes of its records and files, chained to the previous seal.

use std::path::Path;

use super::state::{Files, State};
use crate::dossier::{Dossier, Inputs};
use crate::error::Error;
use crate::ledger::Seals;

/// The result of sealing.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The number of the seal.
    pub number: u32,
    /// Whether the seal is new: without a change since the last seal none is added.
    pub is_new: bool,
    /// The edition of the dossier.
    pub edition: String,
    /// The numbers of records, inputs and outputs, in words.
    pub summary: String,
}

/// Seals a dossier in its folder. The caller must hold the lock of the folder.
///
/// # Errors
///
/// If a file is missing, cannot be read or was changed meanwhile, or if the chain of seals is broken.
pub fn seal(dossier: &Dossier, folder: &Path) -> Result<Sealed, Error> {
    let (source, manifest) = (dossier.source(), dossier.manifest());
    // Every recipe must be readable: recipes are parameters of the seal.
    source.recipes()?.iter().try_for_each(|name| source.recipe(name).map(drop))?;
    let inputs = Inputs::of(source, manifest)?;
    let now = State::of(folder, &Files::of(source, manifest)?)?;
    if let Some((_, why)) = now.unreadable.first_key_value() {
        return Err(Error::Data(format!("{why}; marz check tells more")));
    }
    let layers = source.layer_files()?;
    let mut files = manifest.files().chain(layers.iter().map(String::as_str));
    if let Some(path) = files.find(|path| !now.inputs.contains_key(*path)) {
        return Err(Error::Data(format!("{} is not there", source.shown(path))));
    }
    // The lock excludes other runs of the program, not an editor.
    if let Some((path, _)) = inputs.files.iter().find(|(path, mark)| now.inputs.get(*path) != Some(mark)) {
        let message = format!("{} was changed while this ran; nothing was sealed", source.shown(path));
        return Err(Error::request(message, "run it again".to_owned()));
    }
    let edition = inputs.edition()?;
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
    Ok(Sealed { number, is_new, edition, summary })
}
