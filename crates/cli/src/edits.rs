//! `marz import edits`: an exported file that somebody edited, back into its dossier.

use super::args::{EditsArgs, Global};
use super::ask::preferred;
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{editing, open};
use marz::edits::{EditsRequest, Prefer, account, import_edits};
use marz::import::last_written;

pub fn run(args: &EditsArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let prefer = if args.ours { Some(Prefer::Ours) } else { args.theirs.then_some(Prefer::Theirs) };
    let (by, command) = (args.by.clone().unwrap_or_else(account), (!args.dry_run).then(editing::command));
    let (date, command) = (last_written(&args.file), command.as_deref());
    let asked =
        EditsRequest { file: &args.file, base: args.base.as_deref(), by: &by, date, prefer, ask: &preferred, command };
    let taken = import_edits(open::source(global, console)?, &asked, console)?;
    console.note(&taken.summary());
    Ok(Outcome::of(!taken.is_complete()))
}
