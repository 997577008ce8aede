//! `marz bands`: shares of events and of the dead within distances.

use super::args::{AnalyseFormat, BandsArgs, Global};
use super::console::{Console, Failure, deliver};
use super::open;
use super::outcome::Outcome;
use marz::Selection;
use marz::analyse::{BandPlan, bands};
use marz::export::{bands_csv, bands_text};
use marz::model::BandBy;
use marz::phrase::Phrases;
use marz::recipe::{Length, band_limits};
use marz::terminal::shown;

pub fn run(args: &BandsArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let limits = band_limits("--within", Some(args.within.as_slice()).filter(|list| !list.is_empty()))?;
    let by = if args.by.is_empty() { BandBy::ALL.to_vec() } else { args.by.clone() };
    let within = limits.metres().iter().map(|m| Length::of_metres(*m)).collect();
    let selection = Selection { filter: args.filter.text().resolve()?, within };
    if args.lang.is_some() && args.format != AnalyseFormat::Table {
        return Err(Failure::usage("--lang belongs to --format table: the others are for programs", None));
    }
    let dossier = open::dossier(global, console)?.redacted(&args.filter.redaction()?)?;
    let dossier = open::under(dossier, args.line.asked(), console)?;
    let language = dossier.asked_languages(args.lang.as_deref())?.map(|pair| pair.first);
    let language = language.unwrap_or_else(|| dossier.languages().english());
    let measured = dossier.measure(&selection)?;
    let plan = BandPlan { limits, by, to: args.to };
    let (case, incidents) = (dossier.case(), measured.list());
    let found = bands(&incidents, &case.places, &plan).map_err(|e| Failure::usage(e.to_string(), None))?;
    let product = match args.format {
        AnalyseFormat::Table => {
            let text = bands_text(&found, &case.title, &case.border.facts.sides, Phrases::new(&language));
            shown(&text).into_owned().into_bytes()
        }
        AnalyseFormat::Json => format!("{:#}\n", serde_json::json!(found)).into_bytes(),
        AnalyseFormat::Csv => bands_csv(&found).map_err(|e| Failure::data(format!("no table could be made: {e}")))?,
    };
    deliver(&args.output, &product)?;
    console.note(&measured.account(dossier.counts().rejected).summary("incidents"));
    Ok(Outcome::of(dossier.counts().errors > 0))
}
