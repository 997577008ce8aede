//! `marz border diff`: two lines of one border.

use super::args::{DiffArgs, DiffFormat, Global};
use super::console::{Console, Failure, deliver};
use super::open;
use super::outcome::Outcome;
use marz::diff::BorderDiff;
use marz::dossier::AskedBorder;
use marz::export::{self, DiffIncidents, DiffReport};

pub fn run(args: &DiffArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let line = |path: &std::path::Path| open::border(&AskedBorder::from(path), console);
    let (a, b) = (line(&args.a)?, line(&args.b)?);
    let diff = BorderDiff::new(&a, &b, args.over.metres()).map_err(marz::Error::from)?;
    let incidents = match open::dossier_around(global, console)? {
        Some(dossier) => {
            let bands = [&args.within[..], &dossier.manifest().within];
            Some(DiffIncidents::of(&dossier.case().incidents, (&a, &b), bands)?)
        }
        None => None,
    };
    let names = [&args.a, &args.b].map(|path| path.display().to_string());
    let report = DiffReport { names, diff, credits: [a, b].map(|line| line.facts.attribution), incidents };
    let format = match args.format {
        DiffFormat::Table => export::DiffFormat::Table,
        DiffFormat::Csv => export::DiffFormat::Csv,
        DiffFormat::Json => export::DiffFormat::Json,
        DiffFormat::Geojson => export::DiffFormat::GeoJson,
    };
    deliver(&args.output, &report.written(format)?)?;
    Ok(Outcome::Clean)
}
