//! How a sheet is read: by a mapping of its columns, or as an export of a dataset, by the rules of that.

use std::io::{BufRead, Write};

use super::guide::Guide;
use super::paths::Paths;
use super::request::StartRequest;
use super::rows::{SheetReader, SheetRows, shown};
use crate::error::Error;
use crate::ledger::command_line;
use crate::model::Dataset;
use crate::read::import::{Mapping, Sample};
use crate::recipe::coding;

/// How a sheet is read.
pub enum Reading {
    /// As an export of a dataset.
    Export(Dataset),
    /// By a mapping.
    Mapped(Box<Chosen>),
}

/// A mapping of the dossier's folder: guessed, or as it was saved.
pub struct Chosen {
    /// Its file, in the folder.
    pub file: String,
    /// The guess; `None` where it was saved before.
    pub mapping: Option<Mapping>,
    /// The text of the file.
    pub text: String,
}

impl Reading {
    /// The words of the command that imports the sheet so.
    pub fn import(&self, paths: &Paths, incidents: &str) -> Vec<String> {
        match self {
            Self::Export(dataset) => paths.import_export(*dataset, incidents),
            Self::Mapped(chosen) => paths.import(&chosen.file, incidents),
        }
    }

    /// What can be done where no row can be used.
    pub fn remedy(&self, paths: &Paths) -> String {
        match self {
            Self::Export(_) => format!("to read it as any other sheet: {}", as_any_sheet(paths)),
            Self::Mapped(chosen) => {
                format!("change {}, or remove it to have it guessed anew", paths.in_dossier(&chosen.file))
            }
        }
    }

    /// The mapping, where it was guessed now.
    pub fn new_mapping(&self) -> Option<&Chosen> {
        match self {
            Self::Mapped(chosen) if chosen.mapping.is_some() => Some(chosen),
            _ => None,
        }
    }

    /// What the terms of the dataset ask for.
    ///
    /// # Errors
    ///
    /// None, where the table of the program can be read.
    pub fn terms(&self) -> Result<Option<String>, Error> {
        let terms = |dataset| coding(dataset, None).map(|coding| coding.terms);
        Ok(self.dataset().map(terms).transpose()?.flatten())
    }

    /// The dataset, for exports.
    pub fn dataset(&self) -> Option<Dataset> {
        match self {
            Self::Export(dataset) => Some(*dataset),
            Self::Mapped(_) => None,
        }
    }
}

/// The dataset by whose rules a sheet is to be read: the one that is said, else the one whose columns it has; `None` for any other sheet.
///
/// # Errors
///
/// Where columns are said for an export, whose columns are known.
pub fn export_of(request: &StartRequest, sample: &Sample) -> Result<Option<Dataset>, Error> {
    let found = request.dataset.or(sample.dataset).filter(|dataset| *dataset != Dataset::Table);
    match (found, request.columns.first()) {
        (Some(dataset), Some(words)) => {
            let name = dataset.name();
            let message = format!("--column '{words}': this is an export of {name}, whose columns are known");
            let hint = "leave --column out; or --format table, to read it as any other sheet".to_owned();
            Err(Error::request(message, hint))
        }
        (found, _) => Ok(found),
    }
}

/// Reads a sheet as an export of a dataset, shows its first rows, and asks whether that is right; `None` where it is to be read as any other.
///
/// # Errors
///
/// Where the sheet cannot be read so.
pub fn read_export<R: BufRead, W: Write>(
    dataset: Dataset,
    request: &StartRequest,
    paths: &Paths,
    reader: &mut SheetReader<'_>,
    guide: &Guide<'_, R, W>,
) -> Result<Option<SheetRows>, Error> {
    let (name, key) = (dataset.name(), dataset.key());
    let why = if request.dataset.is_some() { "as you say" } else { "by its columns" };
    guide.say(&format!(
        "  an export of {name}, {why}: read by the rules of that, as marz import {key} does (its codes: marz import {key} --explain)"
    ));
    let rows = reader.read_export(paths, dataset)?;
    show(&rows, guide);
    if !guide.can_ask() {
        let undo = command_line(paths.command(&["undo"]).into_iter());
        guide.say(&format!("  to read it as any other sheet: {undo}, then {}", as_any_sheet(paths)));
        return Ok(Some(rows));
    }
    let read = |text: &str| match text.to_lowercase().as_str() {
        "" | "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err("expected y or n".to_owned()),
    };
    let question = format!("Is that right (y; n reads it as any other sheet, and not as one of {name})");
    let is_right = guide.ask(&question, read)?.unwrap_or(true);
    Ok(is_right.then_some(rows))
}

/// The command that reads the sheet as any other.
fn as_any_sheet(paths: &Paths) -> String {
    let paths = Paths { dataset: Some(Dataset::Table), ..paths.clone() };
    command_line(paths.again(&["--yes"]).into_iter())
}

/// Shows the first rows as they are understood.
pub fn show<R: BufRead, W: Write>(rows: &SheetRows, guide: &Guide<'_, R, W>) {
    guide.say("  the first rows as they are understood:");
    shown(&rows.incidents).iter().for_each(|line| guide.say(&format!("  {line}")));
    guide.say(&format!("  {}", rows.counts.summary()));
}
