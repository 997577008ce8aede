//! `marz bands`: shares of events and of the dead within distances.

use super::args::{AnalyseFormat, BandsArgs, Global};
use super::console::{Console, Failure, deliver_table};
use super::open;
use super::outcome::Outcome;
use marz::Selection;
use marz::analyse::{BandPlan, bands};
use marz::export::{SheetAbout, bands_sheet, bands_sheet_in_words, bands_text};
use marz::phrase::Phrases;
use marz::recipe::band_limits;

pub fn run(args: &BandsArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let selection = Selection { filter: args.filter.text().resolve()?, within: args.within.clone() };
    let plan = BandPlan { limits: band_limits("--within", Some(&args.within))?, by: args.by.clone(), to: args.to };
    if args.lang.is_some() && !matches!(args.table.format, AnalyseFormat::Table | AnalyseFormat::Xlsx) {
        return Err(Failure::usage("--lang belongs to --format table and xlsx: the others are for programs", None));
    }
    let dossier = open::dossier(global, console)?.with_edition()?.redacted(&args.filter.redaction()?)?;
    let dossier = open::under(dossier, args.line.asked(), console)?;
    let language = dossier.asked_or_english(args.lang.as_deref())?.first;
    let (case, measured) = (dossier.case(), dossier.measure(&selection)?);
    let found = bands(&measured.list(), &case.places, &plan).map_err(|e| Failure::usage(e.to_string(), None))?;
    let text = || bands_text(&found, &case.title, &case.border.facts.sides, Phrases::new(&language));
    let about = SheetAbout::of_case(case, &case.border);
    let sheet = || match args.lang {
        Some(_) => bands_sheet_in_words(&found, &case.border.facts.sides, Phrases::new(&language), about),
        None => bands_sheet(&found, about),
    };
    deliver_table(&args.table, console, case.edition.as_deref(), text, || serde_json::json!(found), sheet)?;
    console.caveats(found.caveats, args.table.format);
    console.note(&measured.account(dossier.counts().rejected).summary("incidents"));
    Ok(Outcome::of(dossier.counts().errors > 0))
}
