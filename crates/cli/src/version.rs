//! `marz version`: the program, and the editions of the data inside it, read from those data.

use serde_json::json;

use super::args::VersionArgs;
use super::console::{Failure, deliver_as};
use super::outcome::Outcome;
use marz::Dossier;
use marz::model::Case;
use marz::world::edition;

pub fn run(args: &VersionArgs) -> Result<Outcome, Failure> {
    let dossier = embedded()?;
    let json = || {
        json!({
            "program": "marz",
            "version": env!("CARGO_PKG_VERSION"),
            "features": features(),
            "data": {
                "dossier": dossier.title,
                "records": dossier.incidents.len(),
                "date": dossier.data_date(),
                "border": dossier.border.facts.name,
                "border_edition": dossier.border.facts.edition,
                "border_licence": dossier.border.facts.licence,
                "world_edition": edition(),
            },
        })
    };
    deliver_as(&args.output, || text(&dossier), json)?;
    Ok(Outcome::of(false))
}

/// The text of `--version`.
pub fn long() -> Result<String, Failure> {
    Ok(text(&embedded()?))
}

fn text(dossier: &Case) -> String {
    let facts = &dossier.border.facts;
    let features = features();
    let features = if features.is_empty() { "none".to_owned() } else { features.join(", ") };
    format!(
        "marz {}\nembedded dossier  {}\nrecords           {}, to {}\nborder edition    {} ({})\nworld edition     {}\nfeatures          {features}\n",
        env!("CARGO_PKG_VERSION"),
        dossier.title,
        dossier.incidents.len(),
        dossier.data_date().unwrap_or_default(),
        facts.edition,
        facts.licence,
        edition(),
    )
}

fn embedded() -> Result<Case, Failure> {
    Ok(Dossier::embedded()?.case().clone())
}

/// What was built in beyond what every build has.
fn features() -> Vec<&'static str> {
    if cfg!(feature = "geoparquet") { vec!["geoparquet"] } else { Vec::new() }
}
