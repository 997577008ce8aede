//! The way through all steps.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use super::columns::{chosen, text_of, understood};
use super::guide::Guide;
use super::paths::Paths;
use super::reading::{Chosen, Reading};
use super::request::StartRequest;
use super::rows::{SheetReader, SheetRows};
use super::{border, places, products};
use crate::check;
use crate::dossier::{Dossier, Source, file_like, inside, load_around};
use crate::error::Error;
use crate::import::RowCounts;
use crate::interview::Asker;
use crate::ledger;
use crate::ledger::command_line;
use crate::model::{Basis, Dataset, Incident};
use crate::monitor::Monitor;
use crate::points::opened;
use crate::reimport::{Update, update};
use crate::terminal::counted;

/// What came of a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Started {
    /// What became of the rows of the sheet; `None` without a sheet.
    pub counts: Option<RowCounts>,
}

/// Leads from a sheet and the name of a border to a dossier with figures, table and report.
///
/// # Arguments
///
/// `asker` is the person who is asked; `None` where nobody is there. `monitor` receives what is told.
///
/// # Errors
///
/// [`Error::Request`] where something is missing and nobody can be asked; else what is wrong at the step where it is found. What was
/// done before stands, and the monitor is told the command that goes on.
pub fn start<R: BufRead, W: Write>(
    request: &StartRequest,
    asker: Option<Asker<R, W>>,
    monitor: &dyn Monitor,
) -> Result<Started, Error> {
    let guide = Guide::new(asker.filter(|_| !request.takes_guesses), monitor);
    request.check(guide.can_ask())?;
    // Before anything is made for it.
    request.sheet.as_deref().map(|sheet| opened(sheet, &|remark| monitor.note(remark))).transpose()?;
    request.sheet.as_deref().map(|sheet| understood(request, sheet, guide.can_ask())).transpose()?;
    let folder = border::begun(request, &guide)?;
    let Some(sheet) = sheet(request, &guide)? else {
        guide.say("  no sheet: incidents come with marz add, or with a sheet later: marz start again");
        return Ok(Started { counts: None });
    };
    let paths = Paths { folder, sheet, table: request.table.clone(), dataset: request.dataset };
    let from_sheet = from_sheet(request, &paths, &guide);
    if from_sheet.is_err() {
        guide.say(&format!("stopped at {}; what was done before stands in {}", guide.step(), paths.folder.display()));
        let more: &[&str] = if guide.can_ask() { &[] } else { &["--yes"] };
        guide.say(&format!("to go on once it is put right: {}", command_line(paths.again(more).into_iter())));
    }
    from_sheet.map(|counts| Started { counts: Some(counts) })
}

/// The sheet; `None` where there is none yet.
fn sheet<R: BufRead, W: Write>(request: &StartRequest, guide: &Guide<'_, R, W>) -> Result<Option<PathBuf>, Error> {
    let path = |text: &str| PathBuf::from(text.trim_matches(['"', '\'']));
    let read = |text: &str| match text {
        "" => Ok(None),
        _ if path(text).is_file() => Ok(Some(path(text))),
        _ => {
            let like = file_like(&path(text)).map(|like| format!("; did you mean '{}'?", like.display()));
            Err(format!("there is no file {text}{}", like.unwrap_or_default()))
        }
    };
    match &request.sheet {
        Some(sheet) => Ok(Some(sheet.clone())),
        None => Ok(guide.ask("Which sheet of incidents (a file: XLSX, ODS, CSV; empty: none yet)", read)?.flatten()),
    }
}

/// The steps from the sheet on.
fn from_sheet<R: BufRead, W: Write>(
    request: &StartRequest,
    paths: &Paths,
    guide: &Guide<'_, R, W>,
) -> Result<RowCounts, Error> {
    let dossier = Dossier::from_loaded(load_around(Source::folder(&paths.folder)?)?)?;
    let mut reader = SheetReader::new(&dossier, guide.monitor)?;
    let into = &dossier.manifest().data.incidents;
    let (mut reading, mut rows) = chosen(request, paths, &mut reader, guide)?;
    if let Some(file) = reading.new_mapping().map(|chosen| chosen.file.as_str()) {
        guide.say_alone(&paths.guess(file));
    }
    guide.begin_step();
    if let Reading::Mapped(mapping) = &mut reading {
        choose_places(mapping, &mut rows, paths, &mut reader, guide)?;
    }
    say_places(&rows.incidents, paths, guide);
    let mut near = reading.import(paths, into);
    near.extend(["--near", "100km"].map(str::to_owned));
    let far = places::say_far(&dossier, &rows.incidents, &near, guide)?;
    if let Some(chosen) = reading.new_mapping() {
        ledger::write(&inside(&paths.folder, &chosen.file)?, chosen.text.as_bytes())?;
        guide.say(&format!("  the mapping is written: {}", paths.in_dossier(&chosen.file)));
    }
    guide.begin_step();
    let SheetRows { incidents, counts, remarks } = rows;
    remarks.pass_on(guide.monitor);
    if incidents.is_empty() {
        let message = format!("{}: no row can be used", paths.sheet.display());
        return Err(Error::request(message, reading.remedy(paths)));
    }
    let confirm = |change: &str| guide.confirms(&format!("{change}\n  take this correction?"), true);
    let prefix = reading.dataset().and_then(Dataset::id_prefix);
    let asked = Update { prefix, command: Some(&request.command), confirm: &confirm, takes_theirs: None };
    let done = update(&inside(&paths.folder, into)?, &incidents, &asked, guide.monitor)?;
    guide.say(&format!("  {done}"));
    guide.say(&format!("  {}", counts.summary()));
    guide.say_alone(&reading.import(paths, into));
    if let Some(terms) = reading.terms()? {
        guide.say(&format!("  {terms}"));
    }
    products::made(paths, guide)?;
    // Last, where it is seen.
    far.iter().chain(&check::wrong_sides_in_words(dossier.context(), &incidents)).for_each(|line| guide.say(line));
    Ok(counts)
}

/// Settles names that several places have; rows are read again where an answer changes them.
fn choose_places<R: BufRead, W: Write>(
    mapping: &mut Chosen,
    rows: &mut SheetRows,
    paths: &Paths,
    reader: &mut SheetReader<'_>,
    guide: &Guide<'_, R, W>,
) -> Result<(), Error> {
    let find = |name: &str| paths.command(&["find", name]);
    let answers = match reader.gazetteer() {
        Some(gazetteer) => places::chosen(&rows.incidents, gazetteer, &find, guide)?,
        None => Default::default(),
    };
    if let Some(guess) = mapping.mapping.as_mut().filter(|_| !answers.is_empty()) {
        guess.places.extend(answers);
        mapping.text = text_of(guess, paths, &mapping.file);
        *rows = reader.read(paths, (&mapping.file, &mapping.text))?;
    }
    Ok(())
}

/// Says how many records have a position, and of what kind.
fn say_places<R: BufRead, W: Write>(incidents: &[Incident], paths: &Paths, guide: &Guide<'_, R, W>) {
    let located = |basis| incidents.iter().filter(|i| i.at.is_some() && i.location.basis == basis).count();
    let without = incidents.iter().filter(|i| i.at.is_none()).count();
    guide.say(&format!(
        "  {} of the sheet, {} looked up, {without} without a position",
        counted(located(Basis::Reported), "position"),
        counted(located(Basis::Gazetteer), "place")
    ));
    places::say_looked_up(incidents, guide);
    if let Some(incident) = incidents.iter().find(|i| i.location.basis == Basis::Gazetteer) {
        guide.say_alone(&paths.command(&["find", &incident.location.name]));
    }
}
