//! `marz migrate`: the keys of before renamed in the files of a dossier.

use std::path::Path;

use super::args::{Global, MigrateArgs};
use super::console::{Console, Failure, deliver_text};
use super::outcome::Outcome;
use super::{editing, open};
use marz::dossier::{WAITING, migrate};

pub fn run(args: &MigrateArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    let command = editing::command();
    let renamed = migrate(&source, (!args.dry_run).then_some(command.as_str()), || console.note(WAITING))?;
    let list: String = renamed.iter().map(|key| format!("{key}\n")).collect();
    deliver_text(Path::new("-"), &list)?;
    let count = format!("{} {}", renamed.len(), if renamed.len() == 1 { "key" } else { "keys" });
    console.note(&match (renamed.is_empty(), args.dry_run) {
        (true, _) => "nothing to do: every key has its present name".to_owned(),
        (false, true) => format!("{count} to rename; nothing was changed"),
        (false, false) => format!("{count} renamed; marz undo puts them back"),
    });
    Ok(Outcome::of(false))
}
