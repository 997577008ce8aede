//! `marz verify`: what changed since a seal, record by record, field by field; whose a picture is.

use std::path::Path;

use super::args::{Global, VerifyArgs};
use super::console::{Console, Failure, deliver_as};
use super::outcome::Outcome;
use super::{editing, open};
use marz::dossier::Source;
use marz::evidence::{Known, since, whose};
use marz::ledger::Seals;

pub fn run(args: &VerifyArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let Source::Folder(folder) = open::source(global, console)? else {
        return Err(Failure::usage("the embedded dossier has no seals", "go to a dossier's folder".to_owned()));
    };
    let seals = Seals::of(&folder);
    let Some(last) = seals.numbers().last().copied() else {
        return Err(Failure::usage("there is no seal", "marz seal makes the first".to_owned()));
    };
    let asked = args.what.as_deref().map_or(Ok(last), str::parse::<u32>);
    let (key, _lock) = (args.key.as_deref(), editing::lock_to_look(&folder, console));
    let number = match (asked, &args.what) {
        (Err(_), Some(file)) if !args.rebuild && args.end.is_none() => {
            let report = whose(&seals, Path::new(file), key)?;
            deliver_as(args.output.to(), || report.text(), || report.json())?;
            return Ok(Outcome::of(!report.holds));
        }
        (Err(_), Some(file)) => {
            let hint = "marz verify --rebuild, or marz verify 1 --rebuild".to_owned();
            return Err(Failure::usage(format!("{file}: --rebuild and --end are for a seal, not for one file"), hint));
        }
        (asked, _) => asked.unwrap_or(last),
    };
    let mut report = since(&folder, &seals, number, Known { key, end: args.end.as_deref() })?;
    if args.rebuild {
        let dossier = open::dossier(global, console)?.with_edition()?;
        report = report.with_rebuilt(&seals.read(number)?.content, &dossier, &console.steps())?;
    }
    deliver_as(args.output.to(), || report.text(), || report.json())?;
    Ok(Outcome::of(!report.holds))
}
