//! `marz link`: records that two records are about one event.

use serde_json::Value;

use super::args::{Global, LinkArgs};
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{editing, open};
use marz::amend::record_of;
use marz::dossier::{IncidentsFile, WAITING};

pub fn run(args: &LinkArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    let file = IncidentsFile::of(&source)?.held(|| console.note(WAITING))?;
    // As for set and edit: problems are shown, and a dossier that cannot be used is not edited.
    open::loaded(source, console)?;
    let (a, b) = (args.record.trim(), args.same_as.trim());
    let linked = |id: &str| -> Result<Vec<Value>, Failure> {
        match record_of(&file, id)?.pointer("/properties/same_event_as") {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(list)) => Ok(list.clone()),
            Some(other) => {
                let found = format!("{}: '{id}': found same_event_as = {other}", file.path().display());
                Err(Failure::data(format!(
                    "{found}; expected a list of ids, such as [\"{id}-2\"]: mend it there first"
                )))
            }
        }
    };
    let (mut same, back) = (linked(a)?, linked(b)?);
    if a == b {
        return Err(Failure::usage("a record is always the same event as itself", None));
    }
    if same.iter().any(|id| id == b) || back.iter().any(|id| id == a) {
        console.note("they are linked already; nothing was changed");
        return Ok(Outcome::of(false));
    }
    same.push(Value::from(b));
    file.edit(&editing::command(), |document| document.with_property(a, "same_event_as", &Value::from(same)))?;
    console.note(&format!("{}: '{a}' is the same event as '{b}'", file.path().display()));
    Ok(Outcome::of(false))
}
