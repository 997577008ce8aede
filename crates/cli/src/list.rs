//! `marz list`: the incidents with their ids.

use super::args::{Global, ListArgs};
use super::console::{Console, Failure, deliver_table};
use super::open;
use super::outcome::Outcome;
use marz::Selection;
use marz::export::{SheetAbout, incident_list, incident_list_json, incident_list_sheet};
use marz::model::not_judged_in_words;

pub fn run(args: &ListArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    let dossier = open::dossier(global, console)?.redacted(&args.filter.redaction()?)?;
    let measured = dossier.measure(&Selection::of(filter))?;
    // Records that came later stand at the end of the file, whatever their date.
    let mut listed: Vec<_> = measured.iter().map(|m| m.incident).collect();
    listed.sort_by_cached_key(|incident| incident.date.days());
    let about = || SheetAbout::of_case(dossier.case(), &dossier.case().border);
    let sheet = || incident_list_sheet(&listed, about());
    deliver_table(&args.table, console, None, || incident_list(&listed), || incident_list_json(&listed), sheet)?;
    not_judged_in_words(measured.not_judged()).iter().for_each(|words| console.note(words));
    console.note(&format!("{} of {} incidents", listed.len(), dossier.case().incidents.len()));
    Ok(Outcome::of(dossier.counts().errors > 0))
}
