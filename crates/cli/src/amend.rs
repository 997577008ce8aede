//! `marz set` and `marz edit`: fields of stored incidents, by key and value or in an editor.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::Command;

use super::args::{EditArgs, Global, SetArgs};
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{ask, editing, open};
use marz::amend::{Assignment, Form, changes, id_of, record_of, set_fields};
use marz::dossier::{IncidentsFile, Source, WAITING};
use marz::ledger::{self, TemporaryFolder};

pub fn set(args: &SetArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let (fields, ids): (Vec<&String>, Vec<&String>) = args.words.iter().partition(|word| word.contains('='));
    if fields.is_empty() || ids.is_empty() {
        let hint = "marz list shows the ids; such as: marz set ID killed=4-6".to_owned();
        return Err(Failure::usage("expected at least one id and one KEY=VALUE", hint));
    }
    let fields = fields.into_iter().map(|word| word.parse()).collect::<Result<Vec<Assignment>, String>>();
    let fields = fields.map_err(|why| Failure::usage(why, None))?;
    // An id that is named twice is set once.
    let mut seen = BTreeSet::new();
    let ids = ids.into_iter().filter(|id| seen.insert(*id));
    let all: Vec<(String, Vec<Assignment>)> = ids.map(|id| (id.clone(), fields.clone())).collect();
    put(open::source(global, console)?, &all, (None, args.dry_run), console)
}

/// Sets the fields and says which; not where the record of a form is another by now.
fn put(
    source: Source,
    all: &[(String, Vec<Assignment>)],
    (form, is_trial): (Option<&Form>, bool),
    console: &Console,
) -> Result<Outcome, Failure> {
    let file = IncidentsFile::of(&source)?.held(|| console.note(WAITING))?;
    for ((id, _), form) in all.iter().zip(form) {
        let changed = form.differences(&Form::of(record_of(&file, id)?));
        if !changed.is_empty() {
            return Err(Failure::data(format!("'{id}' was changed while you edited it: {}", changed.join("; "))));
        }
    }
    let (dossier, command) = (open::loaded(source, console)?, editing::command());
    let lines = set_fields(&file, &dossier, all, (!is_trial).then_some(command.as_str()), console)?;
    lines.iter().for_each(|line| console.note(line));
    console.note(match (lines.is_empty(), is_trial) {
        (true, _) => "every field has that value already: nothing was written",
        (false, true) => "nothing was written: --dry-run",
        (false, false) => "written; marz undo puts it back",
    });
    Ok(Outcome::of(false))
}

/// Where a form is kept that could not be taken, in the dossier.
const UNSAVED: &str = ".marz/unsaved.toml";

pub fn edit(args: &EditArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    // Nobody waits while a person edits; the record is read anew after that.
    let (id, form) = {
        let file = IncidentsFile::of(&source)?.held(|| console.note(WAITING))?;
        let id = id_of(&file, args.record.trim())?;
        let form = Form::of(record_of(&file, &id)?);
        (id, form)
    };
    let kept = |e: io::Error| Failure::data(format!("the form cannot be kept: {e}"));
    let folder = TemporaryFolder::new().map_err(kept)?;
    let file = folder.path().join("incident.toml");
    fs::write(&file, form.toml(&id)).map_err(kept)?;
    loop {
        run_editor(&file)?;
        let text = fs::read_to_string(&file).map_err(kept)?;
        let put = changes(&form, &text)
            .map_err(|why| Failure::usage(format!("{id}: {why}"), None))
            .and_then(|set| put(source.clone(), &[(id.clone(), set)], (Some(&form), false), console));
        match put {
            Err(failure) if ask::again(&failure.to_string()) => {}
            Err(failure) => {
                let path = source.own_folder()?.join(UNSAVED);
                ledger::write(&path, text.as_bytes())?;
                console.note(&format!("nothing was written; what you wrote is in {}", path.display()));
                return Err(failure);
            }
            done => return done,
        }
    }
}

/// Opens a file in the editor of the user and waits until it is closed.
fn run_editor(path: &Path) -> Result<(), Failure> {
    let named =
        ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok().filter(|e| !e.trim().is_empty()));
    let hint = "set EDITOR to an editor that waits, such as nano or 'code --wait'; or use marz set".to_owned();
    let usual = || io::stdin().is_terminal().then(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    let Some(editor) = named.or_else(usual) else {
        return Err(Failure::usage("there is no terminal for an editor", hint));
    };
    // A path with blanks is one word, as those of Windows have them.
    let editor = editor.trim();
    let (program, words) = match editor.split_once(char::is_whitespace) {
        Some((program, words)) if !Path::new(editor).is_file() => (program, words),
        _ => (editor, ""),
    };
    match Command::new(program).args(words.split_whitespace()).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(Failure::usage(format!("the editor '{editor}' ended with {status}; nothing was written"), hint))
        }
        Err(e) => Err(Failure::usage(format!("the editor '{editor}' cannot be started: {e}"), hint)),
    }
}
