//! `marz find`: the place that a name means.

use super::args::{FindArgs, Global};
use super::console::{Console, Failure, deliver_as};
use super::open;
use super::outcome::Outcome;
use marz::export::{found_json, found_text};
use marz::gazetteer::{Answer, Query};

pub fn run(args: &FindArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let dossier = open::dossier(global, console)?;
    let (line, gazetteer) = (dossier.line(), dossier.gazetteer()?);
    let country = args.country.as_deref().map(|text| dossier.country_code("--country ", text)).transpose()?;
    let (province, country) = (args.province.as_deref(), country.as_deref());
    let query = Query { name: &args.name, province, country, is_district: false };
    let answer = gazetteer.find(&query);
    let text = || found_text(&args.name, &answer, line, args.limit);
    deliver_as(args.output.to(), text, || found_json(&args.name, &answer, line, args.limit))?;
    Ok(Outcome::of(!matches!(answer, Answer::Sure { .. })))
}
