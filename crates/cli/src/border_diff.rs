//! `marz border diff`: two lines of one border.

use super::args::{DiffArgs, Global};
use super::console::{Console, Failure, deliver};
use super::map::format;
use super::open;
use super::outcome::Outcome;
use marz::diff::BorderDiff;
use marz::dossier::AskedBorder;
use marz::export::{DiffIncidents, DiffReport};
use marz::figure::rendered;

pub fn run(args: &DiffArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let (a, b) = (AskedBorder::from(args.a.as_path()), AskedBorder::from(args.b.as_path()));
    let lines = [open::border(&a, console)?, open::border(&b, console)?];
    let diff = BorderDiff::new(&lines[0], &lines[1], args.over.metres()).map_err(marz::Error::from)?;
    let names = [&args.a, &args.b].map(|path| path.display().to_string());
    if let Some(path) = &args.figure {
        let format = format(path)?;
        let ground = AskedBorder::ground_of(&[&args.b, &args.a]).map(|code| open::of_code(&code, console));
        let ground = ground.transpose()?.flatten().map_or_else(|| open::dossier(global, console), Ok)?;
        deliver(path, &rendered(&ground.diff_figure(&names, lines.clone(), &diff, args.change)?, format)?)?;
    }
    let incidents = open::dossier_around(global, console)?.map(|dossier| {
        let bands = [&args.within[..], &dossier.manifest().within];
        DiffIncidents::of(&dossier.case().incidents, (&lines[0], &lines[1]), bands)
    });
    let credits = lines.map(|line| line.facts.attribution);
    let report = DiffReport { names, diff, credits, incidents: incidents.transpose()? };
    deliver(&args.output, &report.written(args.format)?)?;
    Ok(Outcome::Clean)
}
