//! `marz undo`: what the last edit did is put back.

use std::path::{Path, PathBuf};

use super::args::{Global, UndoArgs};
use super::console::{Console, Failure, deliver_as};
use super::outcome::Outcome;
use super::{editing, open};
use marz::dossier::Source;
use marz::ledger::{History, HistoryError};

pub fn run(args: &UndoArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    // A file outside any dossier, such as one that --into named, is edited in its own folder.
    let is_own = global.dossier.is_none() && Path::new(".marz").is_dir();
    let source = if is_own { Source::Folder(PathBuf::new()) } else { open::source(global, console)? };
    let Source::Folder(folder) = source else {
        return Err(Failure::usage("the embedded dossier cannot be changed: there is nothing to undo", None));
    };
    if args.list {
        let entries = History::of(&folder).entries()?;
        let text = || entries.iter().map(|entry| format!("{entry}\n")).collect();
        deliver_as((args.format, &args.output), text, || serde_json::json!(entries))?;
        return Ok(Outcome::of(false));
    }
    let history = editing::begin(&folder, console)?.history();
    let done = if args.redo { history.redo(args.force) } else { history.undo(args.force) };
    let entry = done.map_err(|e| match e {
        HistoryError::Changed { .. } => {
            let back = if args.redo { "marz undo" } else { "marz undo --redo" };
            let hint = format!("--force does it all the same, and keeps what is there now for: {back}");
            Failure::usage(e.to_string(), hint)
        }
        e => e.into(),
    })?;
    let what = if args.redo { "done again" } else { "undone" };
    console.note(&format!("{what}: {}\n{}", entry.command, entry.files.join(", ")));
    Ok(Outcome::of(false))
}
