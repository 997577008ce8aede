//! `marz lint`: the publication check.

use serde_json::json;

use super::args::{Global, LintArgs};
use super::console::{Console, Failure, deliver_as};
use super::open;
use super::outcome::Outcome;
use marz::Selection;
use marz::model::not_judged_in_words;
use marz::report::{ReportData, lint_text, warnings};
use marz::terminal::counted;

pub fn run(args: &LintArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    let dossier = open::dossier(global, console)?.redacted(&args.filter.redaction()?)?;
    let measured = dossier.measure(&Selection::of(filter))?;
    not_judged_in_words(measured.not_judged()).iter().for_each(|words| console.note(words));
    let warnings = warnings(&dossier, &ReportData::new(dossier.case(), &measured))?;
    let json = || json!({ "records": dossier.case().incidents.len(), "warnings": warnings });
    deliver_as(args.output.to(), || lint_text(&warnings), json)?;
    console.note(&counted(warnings.len(), "warning"));
    Ok(Outcome::of(dossier.counts().errors > 0 || !warnings.is_empty()))
}
