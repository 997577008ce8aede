//! `marz link`: records that two records are about one event.

use serde_json::Value;

use super::args::{Global, LinkArgs};
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{editing, open};
use marz::dossier::{IncidentsFile, WAITING};
use marz::model::Incident;
use marz::recipe::closest;

pub fn run(args: &LinkArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    let file = IncidentsFile::of(&source)?.held(|| console.note(WAITING))?;
    let dossier = open::loaded(source, console)?;
    let incidents = &dossier.case().incidents;
    let (a, b) = (args.record.trim(), args.same_as.trim());
    let record = |id: &str| -> Result<&Incident, Failure> {
        incidents.iter().find(|i| i.id == id).ok_or_else(|| {
            let nearest = closest(id, incidents.iter().map(|i| i.id.as_str()));
            let hint = nearest.map(|n| format!("did you mean '{n}'?"));
            Failure::usage(format!("there is no incident '{id}'"), hint)
        })
    };
    let (first, second) = (record(a)?, record(b)?);
    if a == b {
        return Err(Failure::usage("a record is always the same event as itself", None));
    }
    if first.same_event_as.iter().any(|id| id == b) || second.same_event_as.iter().any(|id| id == a) {
        console.note("they are linked already; nothing was changed");
        return Ok(Outcome::of(false));
    }
    let mut same: Vec<Value> = first.same_event_as.iter().map(|id| Value::from(id.as_str())).collect();
    same.push(Value::from(b));
    file.edit(&editing::command(), |document| document.with_property(a, "same_event_as", &Value::from(same)))?;
    console.note(&format!("{}: '{a}' is the same event as '{b}'", file.path().display()));
    Ok(Outcome::of(false))
}
