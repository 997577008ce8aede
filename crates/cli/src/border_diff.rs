//! `marz border diff`: two lines of one border.

use super::args::{DiffArgs, Global};
use super::console::{Console, Failure, deliver_data};
use super::map::format;
use super::open;
use super::outcome::Outcome;
use marz::diff::{BorderDiff, DiffIncidents};
use marz::dossier::AskedBorder;
use marz::export::{DiffFormat, DiffReport};
use marz::figure::rendered;
use marz::recipe::band_limits;

pub fn run(args: &DiffArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let dossier = open::dossier_around(global, console)?;
    if !args.within.is_empty() && (dossier.is_none() || args.format == DiffFormat::Csv) {
        let message = "--within judges the incidents of a dossier, and none are written here";
        return Err(Failure::usage(
            message,
            "in a dossier's folder, or with --dossier, and without --format csv".to_owned(),
        ));
    }
    if args.figure.as_ref() == Some(&args.output) {
        return Err(Failure::usage("--figure and --output would write to one place", "name another file".to_owned()));
    }
    let (a, b) = (AskedBorder::from(args.a.as_path()), AskedBorder::from(args.b.as_path()));
    let lines = [open::border(&a, console)?, open::border(&b, console)?];
    let diff = BorderDiff::new(&lines[0], &lines[1], args.over.metres()).map_err(marz::Error::from)?;
    let names = [&args.a, &args.b].map(|path| path.display().to_string());
    if !args.within.is_empty() {
        band_limits("--within", Some(&args.within))?;
    }
    let incidents = dossier.as_ref().map(|dossier| {
        let bands = [&args.within[..], &dossier.manifest().within];
        DiffIncidents::of(&dossier.case().incidents, (&lines[0], &lines[1]), bands)
    });
    if let Some(path) = &args.figure {
        let format = format(path)?;
        // The ground of a dossier that lies here, else that of the border itself.
        let near = incidents.as_ref().filter(|i| i.near > 0);
        let code = AskedBorder::ground_of(&[&args.b, &args.a]).filter(|_| near.is_none());
        let of_code = code.map(|code| open::of_code(&code, console)).transpose()?.flatten();
        let ground = of_code.or(dossier).map_or_else(|| open::dossier(global, console), Ok)?;
        let changed = near.map(|i| i.changed.as_slice()).unwrap_or_default();
        let figure = ground.diff_figure(&names, lines.clone(), &diff, changed, args.change, args.lang.as_deref())?;
        figure.remarks.iter().for_each(|remark| console.note(remark));
        deliver_data(path, &rendered(&figure, format)?)?;
    }
    let credits = lines.each_ref().map(|line| line.facts.attribution.clone());
    let licences = lines.map(|line| line.facts.licence);
    let report = DiffReport { names, diff, credits, licences, incidents };
    deliver_data(&args.output, &report.written(args.format)?)?;
    Ok(Outcome::Clean)
}
