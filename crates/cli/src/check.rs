//! `marz check`: every problem in the data.

use serde_json::json;

use super::args::{CheckArgs, Global};
use super::console::{Console, Failure, deliver_as, rendered_all};
use super::open;
use super::outcome::Outcome;
use marz::check::{self, same_event_text};
use marz::dossier::load;
use marz::read::Severity;
use marz::terminal::counted;

pub fn run(args: &CheckArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    let found = match args.files.is_empty() {
        true => check::dossier(load(source)?, args.today.as_ref())?,
        false => check::files(&args.files, &source, args.today.as_ref())?,
    };
    let count = |s| found.problems.iter().filter(|p| p.severity == s).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let (read, used, rejected) = (found.read, found.read - found.rejected, found.rejected);
    let text = || rendered_all(&found.problems, &found.documents) + &same_event_text(&found.same_event);
    let json = || {
        json!({
            "read": read, "used": used, "rejected": rejected,
            "errors": errors, "warnings": warnings, "problems": found.problems,
            "same_event": found.same_event,
        })
    };
    deliver_as(args.output.to(), text, json)?;
    console.note(&format!(
        "{} read, {used} used, {rejected} rejected: {}, {}",
        counted(read, "record"),
        counted(errors, "error"),
        counted(warnings, "warning")
    ));
    if !found.same_event.is_empty() {
        console.note(&format!("{} of records may be one event", counted(found.same_event.len(), "pair")));
    }
    Ok(Outcome::of(errors > 0))
}
