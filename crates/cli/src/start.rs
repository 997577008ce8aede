//! `marz start`: from a sheet and the name of a border to figures, table and report.

use super::args::StartArgs;
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{ask, editing};
use marz::read::TableOptions;
use marz::start::{StartRequest, start};

pub fn run(args: &StartArgs, console: &Console) -> Result<Outcome, Failure> {
    let request = StartRequest {
        folder: args.folder.clone(),
        border: args.border.clone(),
        sheet: args.sheet.clone(),
        columns: args.column.clone(),
        table: TableOptions { encoding: args.encoding.clone(), sheet: args.worksheet.clone() },
        takes_guesses: args.yes,
        command: editing::command(),
    };
    let started = start(&request, ask::asker(), console)?;
    Ok(Outcome::of(started.counts.is_some_and(|counts| counts.rejected > 0)))
}
