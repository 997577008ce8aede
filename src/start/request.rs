//! What somebody asks for who starts.

use std::path::PathBuf;

use crate::dossier::MANIFEST;
use crate::error::Error;
use crate::model::Dataset;
use crate::read::TableOptions;

/// What options say; the rest is asked for.
#[derive(Debug, Clone, Default)]
pub struct StartRequest {
    /// The folder of the dossier; made where it is missing.
    pub folder: Option<PathBuf>,
    /// Its border: two countries by name, a code, or a file.
    pub border: Option<String>,
    /// The sheet of incidents.
    pub sheet: Option<PathBuf>,
    /// Whose data the sheet is; `None` for the dataset whose columns it has, or else any table.
    pub dataset: Option<Dataset>,
    /// Corrections of the columns, such as `killed = Dead`.
    pub columns: Vec<String>,
    /// How the sheet is opened.
    pub table: TableOptions,
    /// Whether guesses are taken without asking.
    pub takes_guesses: bool,
    /// The command as it was typed, for the history of the dossier.
    pub command: String,
}

impl StartRequest {
    /// Refuses a request that leaves something open where nobody can be asked.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] with everything that is missing.
    pub fn check(&self, can_ask: bool) -> Result<(), Error> {
        if can_ask {
            return Ok(());
        }
        let has_dossier = self.folder.as_ref().is_some_and(|folder| folder.join(MANIFEST).is_file());
        let missing: Vec<&str> = [
            (self.folder.is_none(), "the folder of the dossier"),
            (self.border.is_none() && !has_dossier, "--border (two countries, a code or a file)"),
            (self.sheet.is_none(), "--sheet (the file of incidents)"),
            (!self.takes_guesses, "--yes (takes the guesses, and lists them)"),
        ]
        .into_iter()
        .filter_map(|(is_missing, what)| is_missing.then_some(what))
        .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let hint = "such as: marz start my-dossier --border 'Peru Ecuador' --sheet incidents.xlsx --yes; on a terminal it is asked for";
        Err(Error::request(format!("nobody can be asked here; missing: {}", missing.join(", ")), hint.to_owned()))
    }
}
