//! `marz export`: the hand-over to other programs.

use super::Outcome;
use super::args::{ExportArgs, ExportFormat, ExportLayer, Global};
use super::console::{Console, Failure, deliver};
use super::dossier::{Home, load};
use super::measure::{filtered, measured};
use crate::export::{Columns, border_features, collection, measured_features, place_features};
use crate::measure::BorderLine;
use crate::model::Incident;
use crate::recipe::Length;

pub fn run(args: &ExportArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    let (_, _, dossier, counts) = load(Home::find(global, console)?)?.usable(console)?;
    let line = BorderLine::new(&dossier.border);
    let facts = &dossier.border.facts;
    let (name, attribution, features) = match args.layer {
        ExportLayer::Incidents => {
            let names: Vec<String> = args.within.iter().map(Length::to_string).collect();
            let all: Vec<&Incident> = dossier.incidents.iter().collect();
            let records = filtered(measured(&dossier, &line, &[], &all, &args.within), &filter);
            let columns = Columns::new(&names, &[], &facts.edition);
            ("incidents", &dossier.incidents_attribution, measured_features(&records, &columns))
        }
        ExportLayer::Places => ("places", &dossier.places_attribution, place_features(&dossier.places)),
        ExportLayer::Border => ("border", &facts.attribution, border_features(&dossier.border, line.length_m())),
    };
    let product = match args.to {
        // Whatever holds points read off the border is under the border's licence.
        ExportFormat::Geojson => collection(name, &facts.licence, attribution, &features),
    };
    deliver(&args.output, product.as_bytes())?;
    console.note(&format!("{} features written", features.len()));
    Ok(Outcome::of(counts.errors > 0))
}
