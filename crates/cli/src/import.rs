//! `marz import`: other people's data into incidents.

use super::args::{GeocodeField, Global, ImportArgs, ImportCommand};
use super::ask::confirmed;
use super::console::{Console, Failure, deliver_data, deliver_text, target};
use super::outcome::Outcome;
use super::{editing, edits, open};
use marz::check::same_event_in_file;
use marz::dossier::read_text;
use marz::import::{FileImport, GeocodedField, ImportOptions, context, written};
use marz::model::Dataset;
use marz::points::opened;
use marz::recipe::{coding, coding_text};
use marz::reimport::{Update, update};
use marz::start::guessed_mapping;

const HOW: &str = "marz import acled|ucdp|gdelt|table|edits FILE; --explain shows the table of a format";

pub fn run(args: &ImportArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let dataset = match (&args.command, args.format) {
        (Some(ImportCommand::Edits(args)), _) => return edits::run(args, global, console),
        (None, None) => return Err(Failure::usage("no format is named", HOW.to_owned())),
        (None, Some(format)) => format.dataset(),
    };
    let by = match &args.table {
        Some(path) => Some((path.display().to_string(), read_text(path)?)),
        None => None,
    };
    let coding = coding(dataset, by.as_ref().map(|(name, text)| (name.as_str(), text.as_str())))?;
    if args.explain {
        let own = by.map(|(name, text)| format!("\n# {name}, which comes before it:\n{text}")).unwrap_or_default();
        deliver_text(&args.output, &format!("{}{own}", coding_text(dataset)))?;
        return Ok(Outcome::of(false));
    }
    let Some(file) = &args.file else {
        return Err(Failure::usage("there is no file to import", HOW.to_owned()));
    };
    if (args.geocode.is_some() || args.guess) && dataset != Dataset::Table {
        return Err(Failure::usage(
            "--geocode and --guess belong to table: the other datasets have positions and known columns",
            None,
        ));
    }
    let dossier = open::around(global, console)?;
    if args.guess {
        deliver_data(&args.output, guessed_mapping(&dossier, file, &args.text.options())?.as_bytes())?;
        return Ok(Outcome::of(false));
    }
    let gazetteer = args.geocode.as_ref().map(|_| dossier.gazetteer()).transpose()?;
    let dossier = open::under(dossier, args.line.asked(), console)?;
    let (border, line, categories) = (&dossier.case().border, dossier.line(), &dossier.case().categories);
    let context = context(file, coding, &dossier, args.accessed.clone(), args.today.clone());
    let terms = context.coding.terms.clone();
    let options = ImportOptions {
        near: args.near.clone(),
        since: args.since.clone(),
        countries: args.country.clone(),
        geocode: args.geocode.map(|field| match field {
            GeocodeField::Place => GeocodedField::Place,
            GeocodeField::District => GeocodedField::District,
        }),
        table: args.text.options(),
        report: args.report.as_deref().map(target),
        ..ImportOptions::default()
    };
    let (reader, _, _) = opened(file, &|remark| console.note(remark))?;
    let monitor = console.monitor(None, "rows");
    let import = FileImport { file, border, line, categories, gazetteer, options, monitor: &monitor };
    let (incidents, count) = import.read(reader, dataset, context)?;
    drop(monitor);
    let outcome = match &args.into {
        Some(into) => {
            let into = &dossier.source().file_named(into);
            let command = (!args.dry_run).then(editing::command);
            let asked = Update {
                prefix: dataset.id_prefix(),
                command: command.as_deref(),
                confirm: &|correction| args.yes || confirmed(correction),
                takes_theirs: (args.ours || args.theirs).then_some(args.theirs),
            };
            update(into, &incidents, &asked, console)?
        }
        None => written(&incidents, &border.facts, &target(&args.output))?,
    };
    console.note(&format!("{}: {}", file.display(), count.summary()));
    console.note(&outcome);
    if let Some(into) = args.into.as_ref().filter(|_| !args.dry_run) {
        let into = dossier.source().file_named(into);
        let doubled = same_event_in_file(&into, categories, &|words| editing::in_dossier(words, global))?;
        doubled.iter().for_each(|line| console.note(line));
    }
    marz::check::wrong_sides_in_words(dossier.context(), &incidents).iter().for_each(|line| console.note(line));
    if let Some(terms) = terms.filter(|_| !incidents.is_empty()) {
        console.note(&terms);
    }
    Ok(Outcome::of(count.rejected > 0))
}
