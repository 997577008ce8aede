//! `marz undo`: what the last edit did is put back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::args::{Global, UndoArgs};
use super::console::{Console, Failure, deliver_as};
use super::outcome::Outcome;
use super::{ask, editing, open};
use marz::build::PRODUCTS;
use marz::dossier::Source;
use marz::ledger::{Entry, History, HistoryError};
use marz::terminal::counted;

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
    let last = if args.redo { None } else { history.last()? };
    if let Some(entry) = last.filter(|entry| !args.yes && brings_many(entry) && !confirmed(entry)) {
        console.note(&format!("nothing was undone: {} stays; --yes does not ask", entry.command));
        return Ok(Outcome::of(false));
    }
    let before = Counts::of(&folder, &history)?;
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
    before.changed(&folder, &entry).iter().for_each(|line| console.note(line));
    let is_built = PRODUCTS.iter().any(|product| folder.join(product).is_file());
    if is_built {
        let build = editing::in_dossier(&["build"], global);
        console.note(&format!("the figures, tables and report that were built are unchanged; {build} makes them anew"));
    }
    console.note(if args.redo { "to put it back again: marz undo" } else { "to get it back: marz undo --redo" });
    Ok(Outcome::of(false))
}

/// Whether an edit brought the records of a whole file.
fn brings_many(entry: &Entry) -> bool {
    ["marz import", "marz start"].iter().any(|words| entry.command.starts_with(words))
}

/// Whether somebody at the terminal wants the edit undone; where nobody is there, it was asked for.
fn confirmed(entry: &Entry) -> bool {
    let question = format!("the last edit is '{}'\nundo it, with all records that it brought? y/N", entry.command);
    ask::asker().is_none_or(|mut asker| asker.ask(&question, |answer| Ok(answer == "y")).unwrap_or(false))
}

/// How many records the files of an edit hold.
struct Counts(BTreeMap<String, usize>);

impl Counts {
    fn of(folder: &Path, history: &History) -> Result<Self, Failure> {
        let files = history.entries()?.into_iter().flat_map(|entry| entry.files).collect::<BTreeSet<_>>();
        let counted = |file: String| records(&folder.join(&file)).map(|count| (file, count));
        Ok(Self(files.into_iter().filter_map(counted).collect()))
    }

    /// What the edit changed of it, a line for each file of records.
    fn changed(&self, folder: &Path, entry: &Entry) -> Vec<String> {
        let line = |file: &String| {
            let was = self.0.get(file).copied().unwrap_or(0);
            let is = records(&folder.join(file)).unwrap_or(0);
            let records = |n: usize| counted(n, "record");
            (was > 0 || is > 0).then(|| format!("{file}: {} before, {} now", records(was), records(is)))
        };
        entry.files.iter().filter_map(line).collect()
    }
}

/// How many features a file of features holds; `None` for any other file.
fn records(path: &Path) -> Option<usize> {
    let is_geojson = path.extension().is_some_and(|ending| ending == "geojson");
    let text = is_geojson.then(|| std::fs::read(path).ok()).flatten()?;
    let value: serde_json::Value = serde_json::from_slice(&text).ok()?;
    value.get("features")?.as_array().map(Vec::len)
}
