//! `marz analyse`: counts, density along the border, hot stretches, near repeats.

use super::Outcome;
use super::args::{AnalyseArgs, AnalyseFormat, Global, Period};
use super::console::{Console, Failure, deliver};
use super::dossier::{Home, border_file, load};
use super::measure::selected;
use super::withhold::Withheld;
use marz::analyse::{By, Plan, findings};
use marz::export::{findings_csv, findings_text};
use marz::measure::{GeodesicLine, ProximityContext, SidePolygons};
use marz::recipe::Length;
use marz::terminal::shown;

pub fn run(args: &AnalyseArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    let plan = plan(args)?;
    let (_, _, dossier, counts) = load(Home::find(global, console)?)?.usable(console)?;
    let mut dossier = Withheld::of(&args.filter)?.from(dossier)?;
    if let Some(path) = &args.border {
        dossier.border = border_file(path, console)?;
        // What reports call left and right is meant of the dossier's own border.
        for incident in &mut dossier.incidents {
            incident.location.side = None;
        }
    }
    let line = GeodesicLine::from(&dossier.border);
    let countries = dossier.basemap.countries.as_ref().map_or(&[][..], |l| &l.features);
    let lands = SidePolygons::new(&dossier.border, countries);
    let context = ProximityContext { border: &dossier.border, line: &line, lands: &lands, limits_m: &[] };
    let found = findings(&context, &selected(&dossier, &line, &filter), &plan);
    let product = match args.format {
        AnalyseFormat::Table => shown(&findings_text(&found, &dossier.title)).into_owned().into_bytes(),
        AnalyseFormat::Json => {
            let told = serde_json::json!(found);
            format!("{told:#}\n").into_bytes()
        }
        AnalyseFormat::Csv => {
            findings_csv(&found).map_err(|e| Failure::Data(format!("no table could be made: {e}")))?
        }
    };
    deliver(&args.output, &product)?;
    Ok(Outcome::of(counts.errors > 0))
}

/// What is asked for, refused where a length makes no sense.
fn plan(args: &AnalyseArgs) -> Result<Plan, Failure> {
    let positive = |option: &str, length: &Length, least_m: f64| {
        let km = length.metres() / 1000.0;
        let hint = format!("--{option} takes a length such as 20km");
        if length.metres() >= least_m {
            Ok(km)
        } else {
            Err(Failure::usage(format!("--{option} {length} is too short"), hint))
        }
    };
    let within_km: Vec<f64> = args.within.iter().map(|w| positive("within", w, 1.0)).collect::<Result<_, _>>()?;
    let usual = Plan::default();
    Ok(Plan {
        period: match args.period {
            Period::Year => By::Year,
            Period::Quarter => By::Quarter,
            Period::Month => By::Month,
        },
        stretch_km: positive("stretch", &args.stretch, 100.0)?,
        half_width_km: positive("kernel", &args.kernel, 100.0)?,
        hot_half_width_km: positive("hot-kernel", &args.hot_kernel, 100.0)?,
        within_km: if within_km.is_empty() { usual.within_km } else { within_km },
        repeat_km: positive("near-repeat", &args.near_repeat, 0.0)?,
        repeat_days: args.days,
    })
}
