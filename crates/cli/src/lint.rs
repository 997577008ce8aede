//! `marz lint`: the publication check.

use serde_json::json;

use super::Outcome;
use super::args::{CheckFormat, Global, LintArgs};
use super::console::{Console, Failure, deliver};
use super::dossier::{Home, load};
use super::measure::selected;
use super::report::found;
use super::withhold::Withheld;
use marz::analyse::is_event;
use marz::measure::BorderLine;
use marz::model::Dossier;
use marz::report::{Headline, lint, lint_languages, lint_text};
use marz::terminal::shown;

pub fn run(args: &LintArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let text = args.filter.text();
    text.resolve()?;
    let (home, _, dossier, counts) = load(Home::find(global, console)?)?.usable(console)?;
    let dossier = Withheld::of(&args.filter)?.from(dossier)?;
    let line = BorderLine::new(&dossier.border);
    let mut warnings = lint(&found(&dossier, &line, &text, &[])?, &headlines(&home, &dossier, &line)?);
    warnings.extend(lint_languages(&home.languages()?));
    let product = match args.format {
        CheckFormat::Text => shown(&lint_text(&warnings)).into_owned(),
        CheckFormat::Json => {
            let told = json!({ "records": dossier.incidents.len(), "warnings": warnings });
            format!("{told:#}\n")
        }
    };
    deliver(&args.output, product.as_bytes())?;
    console.note(&format!("{} warnings", warnings.len()));
    Ok(Outcome::of(counts.errors > 0 || !warnings.is_empty()))
}

/// The titles of the recipes, each with the number of events it is about.
pub fn headlines(home: &Home, dossier: &Dossier, line: &BorderLine) -> Result<Vec<Headline>, Failure> {
    let one = |name: String| -> Result<[Headline; 2], Failure> {
        let recipe = home.recipe(&name)?;
        let chosen = selected(dossier, line, &recipe.filter.resolve()?);
        let events = chosen.iter().filter(|i| is_event(i.category)).count();
        let of = format!("maps/{name}.toml");
        Ok([recipe.title, recipe.subtitle].map(|words| Headline { of: of.clone(), words, events }))
    };
    let all: Result<Vec<[Headline; 2]>, Failure> = home.recipes()?.into_iter().map(one).collect();
    Ok(all?.into_iter().flatten().collect())
}
