//! The rows of the sheet under a mapping, and how they are shown.

use std::path::Path;

use super::paths::Paths;
use super::remarks::Remarks;
use crate::dossier::Dossier;
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::import::{FileImport, GeocodedField, ImportOptions, RowCounts, context};
use crate::model::{Basis, Coding, Dataset, Incident};
use crate::monitor::Monitor;
use crate::points::opened;
use crate::read::Problem;
use crate::read::import::SHEET_ROW;
use crate::recipe::coding;

/// So many rows are shown as they are understood.
const SHOWN: usize = 3;

/// The rows of a sheet, read.
pub struct SheetRows {
    /// The incidents.
    pub incidents: Vec<Incident>,
    /// What became of the rows.
    pub counts: RowCounts,
    /// What is to be said of them.
    pub remarks: Remarks,
}

/// Reads sheets for a dossier.
pub struct SheetReader<'d> {
    /// The dossier.
    pub dossier: &'d Dossier,
    gazetteer: Option<Gazetteer>,
    monitor: &'d dyn Monitor,
}

impl<'d> SheetReader<'d> {
    /// A reader for a dossier; `monitor` is told of the progress.
    ///
    /// # Errors
    ///
    /// Where its places cannot be read.
    pub fn new(dossier: &'d Dossier, monitor: &'d dyn Monitor) -> Result<Self, Error> {
        Ok(Self { gazetteer: Some(dossier.gazetteer()?), dossier, monitor })
    }

    /// The places of the dossier.
    pub fn gazetteer(&self) -> Option<&Gazetteer> {
        self.gazetteer.as_ref()
    }

    /// Reads all rows by a mapping, which is given by its name and text.
    ///
    /// # Errors
    ///
    /// Where the mapping or the sheet cannot be read.
    pub fn read(&mut self, paths: &Paths, mapping: (&str, &str)) -> Result<SheetRows, Error> {
        self.read_as(paths, Dataset::Table, coding(Dataset::Table, Some(mapping))?)
    }

    /// Reads all rows as those of an export of a dataset.
    ///
    /// # Errors
    ///
    /// Where the sheet cannot be read, or is no such export.
    pub fn read_export(&mut self, paths: &Paths, dataset: Dataset) -> Result<SheetRows, Error> {
        self.read_as(paths, dataset, coding(dataset, None)?)
    }

    fn read_as(&mut self, paths: &Paths, dataset: Dataset, coding: Coding) -> Result<SheetRows, Error> {
        let case = self.dossier.case();
        let context = context(&paths.sheet, coding, self.dossier, None, None);
        let remarks = Remarks::default();
        let (reader, _, _) = opened(&paths.sheet, &|_| {})?;
        let options = ImportOptions {
            geocode: (dataset == Dataset::Table).then_some(GeocodedField::Place),
            table: paths.table.clone(),
            has_all_warnings: true,
            ..ImportOptions::default()
        };
        let import = FileImport {
            file: &paths.sheet,
            border: &case.border,
            line: self.dossier.line(),
            categories: &case.categories,
            gazetteer: self.gazetteer.take(),
            options,
            monitor: &Listener { remarks: &remarks, outer: self.monitor },
        };
        let read = import.read(reader, dataset, context);
        self.gazetteer = import.gazetteer;
        match read {
            Ok((incidents, counts)) => Ok(SheetRows { incidents, counts, remarks }),
            Err(error) => Err(remarked_error(&remarks, error)),
        }
    }
}

/// Keeps what is to be said, and passes the progress on.
struct Listener<'m> {
    remarks: &'m Remarks,
    outer: &'m dyn Monitor,
}

impl Monitor for Listener<'_> {
    fn problems(&self, problems: &[Problem]) {
        self.remarks.problems(problems);
    }

    fn note(&self, text: &str) {
        self.remarks.note(text);
    }

    fn progress(&self, records: usize, bytes: usize) {
        self.outer.progress(records, bytes);
    }
}

/// The error of a file that cannot be read at all, with what was said of it.
fn remarked_error(remarks: &Remarks, error: Error) -> Error {
    match (error, remarks.first_error()) {
        (Error::Data(_), Some(problem)) => {
            let about = [problem.title(), problem.found_and_expected()].into_iter().filter(|part| !part.is_empty());
            Error::request(format!("{}: {}", problem.file, about.collect::<Vec<_>>().join("; ")), problem.hint)
        }
        (error, _) => error,
    }
}

/// The row of the sheet that an incident comes from, from 1; `None` if it comes from none.
pub fn row_of(incident: &Incident) -> Option<usize> {
    let note = incident.sources.first()?.note.as_deref()?.strip_prefix(SHEET_ROW)?;
    note.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The first rows as they are understood: date, place, tolls, category, title.
pub fn shown(incidents: &[Incident]) -> Vec<String> {
    let line = |incident: &Incident| {
        let row = row_of(incident).map(|row| format!("row {row}: ")).unwrap_or_default();
        let at = match (incident.at, incident.location.basis) {
            (Some(_), Basis::Gazetteer) => {
                let place = incident.location.method.as_deref().and_then(|m| m.strip_prefix("looked up as "));
                format!(" (looked up: {})", place.and_then(|p| p.split(':').next()).unwrap_or("a place"))
            }
            (Some(at), _) => format!(" ({}, {})", rounded(at.lat()), rounded(at.lon())),
            (None, _) => " (no position)".to_owned(),
        };
        format!(
            "  {row}{}; {}{at}; dead {}, wounded {}; {}; {}",
            incident.date.as_str(),
            incident.location.name,
            incident.killed.in_words(),
            incident.wounded.in_words(),
            incident.category.as_str(),
            incident.title
        )
    };
    incidents.iter().take(SHOWN).map(line).collect()
}

/// Degrees to the metre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

/// How many of the columns that a mapping names a table has, and how many it lacks.
pub fn named_columns(coding: &Coding, has: impl Fn(&str) -> bool) -> (usize, usize) {
    let named = coding.columns.values().filter(|name| !name.is_empty());
    let (there, lost): (Vec<_>, Vec<_>) = named.partition(|name| has(name));
    (there.len(), lost.len())
}

/// The name of a file without its folder and ending, in small letters without signs.
pub fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain: String = stem.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    plain.trim_matches('-').to_owned()
}
