//! `marz analyse`: counts, density along the border, hot stretches, near repeats.

use super::args::{AnalyseArgs, Global, Period};
use super::console::{Console, Failure, deliver_table};
use super::open;
use super::outcome::Outcome;
use marz::analyse::{By, Plan, findings};
use marz::export::{SheetAbout, findings_sheet, findings_text};
use marz::measured::Measured;
use marz::model::not_judged_in_words;
use marz::recipe::Length;

pub fn run(args: &AnalyseArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    let plan = plan(args)?;
    let dossier = open::dossier(global, console)?.with_edition()?.redacted(&args.filter.redaction()?)?;
    let dossier = open::under(dossier, args.line.asked(), console)?;
    let measured = Measured::new(dossier.case(), &dossier.own_filter(filter)?, dossier.context());
    not_judged_in_words(measured.not_judged()).iter().for_each(|words| console.note(words));
    let found = findings(&measured, &plan);
    let text = || findings_text(&found, &dossier.case().title);
    let sheet = || findings_sheet(&found, SheetAbout::of_case(dossier.case(), &dossier.case().border));
    deliver_table(&args.table, console, dossier.case().edition.as_deref(), text, || serde_json::json!(found), sheet)?;
    console.caveats(found.caveats, args.table.format);
    Ok(Outcome::of(dossier.counts().errors > 0))
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
        section_km: positive("stretch", &args.stretch, 100.0)?,
        half_width_km: positive("kernel", &args.kernel, 100.0)?,
        hot_half_width_km: positive("hot-kernel", &args.hot_kernel, 100.0)?,
        within_km: if within_km.is_empty() { usual.within_km } else { within_km },
        repeat_km: positive("near-repeat", &args.near_repeat, 0.0)?,
        repeat_days: args.days,
    })
}
