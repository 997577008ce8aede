//! The way back of edits: an exported file that somebody edited in another program, merged three ways into its dossier.
//!
//! Base is what the file held when it was exported, which the export carries in it or, for a table, beside it ([`crate::export::ExportOrigin`]); theirs is the file as it
//! came back, ours the dossier now, seen through the redaction of the export. [`merge()`] is pure; [`import_edits`] does all of it, as one step
//! that can be undone.

mod cell;
mod collection;
mod computed;
mod decode;
mod file;
mod flat;
mod geopackage;
mod layer;
mod list;
mod merge;
mod point;
mod record;
mod rows;
mod sheet;
mod take;
mod tally;
mod target;
mod view;

use std::path::{Path, PathBuf};

use serde_json::Value;

pub use decode::{forget_originals, put, put_list, set, shown};
pub use file::{EditedFile, EditedLayer, EditedRow};
pub use layer::LayerKind;
pub use list::{Item, items};
pub use merge::{Cells, Clash, Difference, Prefer, RowOutcome, Rows, Step, merge};
pub use tally::Tally;

use crate::check;
use crate::dossier::{Dossier, Redaction, Source, WAITING, folder_of, load};
use crate::error::Error;
use crate::ledger::{Editing, FileChange};
use crate::model::{Edtf, Revision};
use crate::monitor::Monitor;
use computed::computed_layer;
use record::Records;
use take::{Choice, Taking};
use target::StoredFile;

/// What is asked of an import of edits.
pub struct EditsRequest<'a> {
    /// The file that came back, or the folder of an export package.
    pub file: &'a Path,
    /// The base of a flat export, or that export as it was written, where the file came back without it; `None` if it is with the file.
    pub base: Option<&'a Path>,
    /// Who edited it, for the history of the records.
    pub by: &'a str,
    /// The day on which the file was last written; `None` if it is not known.
    pub date: Option<Edtf>,
    /// The side that is taken in every conflict; `None` if `ask` decides on each.
    pub prefer: Option<Prefer>,
    /// Decides on a conflict, which it is given in words; `None` leaves the record as it is.
    pub ask: &'a dyn Fn(&str) -> Option<Prefer>,
    /// What undoing names the edit by; without it nothing is written.
    pub command: Option<&'a str>,
}

/// What an import of edits did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenEdits {
    /// What became of the rows of each layer.
    pub tallies: Vec<Tally>,
    /// Whether anything was written.
    pub is_written: bool,
}

impl TakenEdits {
    /// What was done, in words: a line for each layer.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut lines: Vec<String> = self.tallies.iter().map(Tally::summary).collect();
        if self.tallies.iter().any(|tally| tally.conflicts + tally.gone_conflicts > 0) {
            lines.push("conflicts are decided by --ours or --theirs".to_owned());
        }
        if self.tallies.iter().any(|tally| tally.refused + tally.gone_refused_records() > 0) {
            lines.push("what was refused is to be put right in the file".to_owned());
        }
        lines.push(
            if self.is_written { "written; marz undo puts all of it back" } else { "nothing was written" }.to_owned(),
        );
        lines.join("\n")
    }

    /// Whether everything was taken that could be: no conflict is open, and no row was refused.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.tallies.iter().all(Tally::is_complete)
    }
}

/// Merges the edits of an exported file into the dossier that it was exported from, as one edit that can be undone.
///
/// # Errors
///
/// Where the file carries no base, or that of another dossier; where a record could not be used after the merge: then nothing is written.
pub fn import_edits(source: Source, asked: &EditsRequest<'_>, monitor: &dyn Monitor) -> Result<TakenEdits, Error> {
    let folder = source.own_folder()?.to_path_buf();
    let edited = read_edited(asked.file, asked.base)?;
    let waiting = || monitor.note(WAITING);
    let editing = asked.command.map(|_| Editing::begin(&folder_of(&folder), waiting)).transpose()?;
    let loaded = load(source)?;
    monitor.problems(&loaded.problems);
    let dossier = Dossier::from_loaded(loaded)?;
    is_of(&edited, &dossier, asked.file)?;
    edited.remarks.iter().for_each(|remark| monitor.note(&format!("{}: {remark}", edited.name)));
    for layer in &edited.changed_layers {
        monitor.note(&format!(
            "layer     {layer} was edited; nothing of it is taken: it is computed, or belongs to the ground of the map"
        ));
    }
    let redaction = match &edited.origin.coarsened {
        Some(size) => Redaction::new(Some(&size.parse().map_err(|e| broken(asked.file, &format!("{e}")))?), &[])?,
        None => Redaction::default(),
    };
    let revision = Revision {
        by: asked.by.to_owned(),
        file: edited.name.clone(),
        sha256: edited.sha256.clone(),
        date: asked.date.clone(),
        columns: Vec::new(),
    };
    let choice = Choice { prefer: asked.prefer, ask: asked.ask };
    let data = &dossier.manifest().data;
    let (mut tallies, mut changes) = (Vec::new(), Vec::new());
    for layer in &edited.layers {
        let kind = layer.kind;
        let (path, ours) = match kind {
            LayerKind::Computed => {
                tallies.push(computed_layer(layer, monitor));
                continue;
            }
            LayerKind::Incidents => (&data.incidents, view::incident_rows(dossier.case().incidents.iter(), &redaction)),
            LayerKind::NestedIncidents => {
                (&data.incidents, view::nested_rows(dossier.case().incidents.iter(), &redaction))
            }
            LayerKind::Places => (&data.places, view::place_rows(&dossier.case().places)),
        };
        let mut file = StoredFile::read(&folder, path)?;
        let records = Records { kind, categories: &dossier.case().categories, revision: &revision };
        let taking = Taking { layer, ours: &ours, records: &records, choice: &choice, monitor };
        tallies.push(taking.put_into(&mut file));
        let written: Vec<&Value> = file.written().collect();
        match kind {
            kind if kind.is_incidents() => {
                drop(check::written_incidents(file.name(), &written, &dossier, monitor)?);
            }
            _ => check::written_places(file.name(), &written, &dossier, monitor)?,
        }
        changes.extend(file.change()?);
    }
    let is_written = written(editing.as_ref().zip(asked.command), &changes, &edited)?;
    Ok(TakenEdits { tallies, is_written })
}

/// The name of the account that this runs in, as the system gives it; `unknown` if it gives none.
#[must_use]
pub fn account() -> String {
    let named = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    named.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "unknown".to_owned())
}

/// The file, or the GeoPackage in the folder of an export package.
fn read_edited(path: &Path, base: Option<&Path>) -> Result<EditedFile, Error> {
    let file: PathBuf = if path.is_dir() { path.join(crate::export::PACKAGE_DATABASE) } else { path.to_path_buf() };
    let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" | "txt" | "tsv" | "geojson" | "json" => return flat::read(&file, base),
        "geojsonl" | "kml" | "fgb" | "parquet" | "xlsx" | "xls" | "ods" => {
            let message = format!(
                "{}: a file of the kind {ending} carries no base, so that nobody can tell what was edited",
                file.display()
            );
            let hint = "edit a GeoPackage, GeoJSON or CSV: marz export --to gpkg, qgis, geojson or csv".to_owned();
            return Err(Error::request(message, hint));
        }
        _ => {}
    }
    if base.is_some() {
        let message = format!("{}: a GeoPackage carries its base itself", file.display());
        return Err(Error::request(message, "leave out --base".to_owned()));
    }
    geopackage::read(&file)
}

fn broken(path: &Path, why: &str) -> Error {
    Error::request(format!("{}: what it says of its export was changed: {why}", path.display()), None)
}

/// Refuses a file of another dossier.
fn is_of(edited: &EditedFile, dossier: &Dossier, path: &Path) -> Result<(), Error> {
    let (origin, case) = (&edited.origin, dossier.case());
    let refuse = |why: String, hint: &str| {
        let hint = Some(hint.to_owned()).filter(|hint| !hint.is_empty());
        Err(Error::request(format!("{}: it was exported from another dossier: {why}", path.display()), hint))
    };
    if origin.border != case.border.id {
        let why = format!("its border is '{}', and that of this one is '{}'", origin.border, case.border.id);
        return refuse(why, "name the dossier with --dossier DIR");
    }
    if origin.title != case.title {
        let why = format!("its title is '{}', and that of this one is '{}'", origin.title, case.title);
        return refuse(
            why,
            "name the dossier with --dossier DIR; where it was renamed, give it the earlier title in marz.toml for the import",
        );
    }
    let exported = edited.layers.iter().filter(|layer| layer.name == "incidents").flat_map(|layer| layer.base.keys());
    let exported: Vec<&String> = exported.collect();
    let is_here = |id: &&&String| case.incidents.iter().any(|i| i.id == ***id);
    if !exported.is_empty() && !exported.iter().any(|id| is_here(&id)) {
        return refuse(
            format!("none of its {} incidents is in this one", exported.len()),
            "name the dossier with --dossier DIR",
        );
    }
    Ok(())
}

/// Writes all files as one edit; returns whether there was anything to write.
fn written(to: Option<(&Editing, &str)>, changes: &[FileChange], edited: &EditedFile) -> Result<bool, Error> {
    let Some((editing, command)) = to.filter(|_| !changes.is_empty()) else { return Ok(false) };
    editing.commit(&format!("{command}  # {}, SHA-256 {}", edited.name, edited.sha256), changes)?;
    Ok(true)
}
