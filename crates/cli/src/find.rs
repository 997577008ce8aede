//! `marz find`: the place that a name means. The joint of the gazetteer, the border and the data.

use super::args::{CheckFormat, FindArgs, Global};
use super::console::{Console, Failure, deliver};
use super::open;
use super::outcome::Outcome;
use marz::export::{found_json, found_text};
use marz::gazetteer::{Answer, Query};
use marz::terminal::shown;

pub fn run(args: &FindArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let dossier = open::dossier(global, console)?;
    let (line, gazetteer) = (dossier.line(), dossier.gazetteer()?);
    let country = args.country.as_deref().map(|text| dossier.country_code(text)).transpose()?;
    let query = Query { name: &args.name, province: args.province.as_deref(), country: country.as_deref() };
    let answer = gazetteer.find(&query);
    let product = match args.format {
        CheckFormat::Text => shown(&found_text(&args.name, &answer, line, args.limit)).into_owned(),
        CheckFormat::Json => format!("{:#}\n", found_json(&args.name, &answer, line, args.limit)),
    };
    deliver(&args.output, product.as_bytes())?;
    Ok(Outcome::of(!matches!(answer, Answer::Sure { .. })))
}
