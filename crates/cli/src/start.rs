//! `marz start`: from a sheet and the name of a border to figures, table and report.

use std::path::PathBuf;

use super::args::{ImportFormat, StartArgs};
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{ask, editing};
use marz::dossier::Source;
use marz::read::TableOptions;
use marz::start::{StartRequest, start};

pub fn run(args: &StartArgs, console: &Console) -> Result<Outcome, Failure> {
    // Within a dossier it is that one, as for every other command.
    let around = || match std::env::current_dir().ok().and_then(|here| Source::around(&here)) {
        Some(Source::Folder(folder)) if folder.as_os_str().is_empty() => Some(PathBuf::from(".")),
        Some(Source::Folder(folder)) => Some(folder),
        _ => None,
    };
    let folder = args.folder.clone().or_else(|| if args.border.is_none() { around() } else { None });
    let request = StartRequest {
        folder,
        border: args.border.clone(),
        sheet: args.sheet.clone(),
        dataset: args.format.map(ImportFormat::dataset),
        columns: args.column.clone(),
        table: TableOptions { encoding: args.encoding.clone(), sheet: args.worksheet.clone() },
        takes_guesses: args.yes,
        command: editing::command(),
    };
    let started = start(&request, ask::asker(), console)?;
    Ok(Outcome::of(started.counts.is_some_and(|counts| counts.rejected > 0)))
}
