//! `marz build`: the main job.

use std::path::PathBuf;

use super::Outcome;
use super::args::{BuildArgs, Global};
use super::console::{Console, Failure};
use super::dossier::{Counts, Home, inside, load};
use super::export::Form;
use super::handover::HandOver;
use super::measure::measured;
use super::picture::{figure, rendered};
use super::report;
use super::{editing, edition};
use marz::export::{Columns, Measured, Record, Spreadsheet, collection, measured_features};
use marz::language::Language;
use marz::ledger;
use marz::measure::BorderLine;
use marz::model::{Dossier, Extent, Incident};
use marz::phrase::Phrases;
use marz::recipe::{ImageFormat, Length};
use marz::terminal::shown;

pub fn run(args: &BuildArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let home = Home::find(global, console)?;
    // Two builds in one folder would mix their files where the data changed in between.
    let _lock = match (&args.output, &home) {
        (None, Home::Folder(folder)) => Some(editing::lock(folder, console)?),
        _ => None,
    };
    let (home, manifest, dossier, counts) = load(home)?.usable(console)?;
    let dossier = edition::told(dossier, &home, &manifest)?;
    let languages = home.languages()?;
    let root = match (&args.output, &home) {
        (Some(folder), _) => folder.clone(),
        (None, Home::Folder(folder)) => folder.clone(),
        (None, Home::Embedded) => PathBuf::new(),
    };
    // Recipes are all read before anything is drawn: a mistake in the last one costs no work.
    let recipes =
        home.recipes()?.into_iter().map(|name| Ok((home.recipe(&name)?, name))).collect::<Result<Vec<_>, Failure>>()?;
    let bar = console.progress(recipes.len() + 2);
    let mut files: Vec<PathBuf> = Vec::new();
    // Pages for print are made anew whenever they are needed; what is committed stands in maps/.
    let mut write = |folder: &str, name: String, bytes: &[u8]| -> Result<(), Failure> {
        let path = inside(&root, &format!("{folder}/{name}"))?;
        ledger::write(&path, bytes)?;
        files.push(path);
        Ok(())
    };

    bar.set_message("measuring");
    let line = BorderLine::new(&dossier.border);
    let all: Vec<&Incident> = dossier.incidents.iter().collect();
    let records = measured(&dossier, &line, &[], &all, &manifest.within);
    let names: Vec<String> = manifest.within.iter().map(Length::to_string).collect();
    bar.inc(1);
    bar.set_message("writing tables");
    let columns = Columns::new(&names, &[], &dossier.border.facts.edition);
    let features = measured_features(&records, &columns);
    let licence = &dossier.border.facts.licence;
    let geojson =
        collection("measured", licence, &dossier.incidents_attribution, dossier.edition.as_deref(), &features);
    let kept = Spreadsheet::members(&columns, &records);
    let sheet = Spreadsheet { columns: columns.clone(), kept };
    write("maps", "measured.csv".to_owned(), &sheet.whole(&records))?;
    write("maps", "measured.geojson".to_owned(), geojson.as_bytes())?;
    let mut layers = HandOver::begin(&inside(&root, "out")?, &dossier, &line, &columns)?;
    let form = Form::rows(&columns);
    records.iter().try_for_each(|m| layers.put(&form.part(m)))?;
    let (handed_over, _) = layers.finish(dossier.data_date().as_deref())?;
    bar.inc(1);
    for (recipe, name) in &recipes {
        bar.set_message(format!("drawing {name}"));
        let figure =
            figure(&dossier, &languages, &line, recipe).map_err(|e| e.of_recipe(&format!("maps/{name}.toml")))?;
        for format in &recipe.formats {
            let folder = if *format == ImageFormat::Pdf { "out" } else { "maps" };
            write(folder, format!("{name}.{}", format.ending()), &rendered(&figure, *format)?)?;
        }
        if recipe.caption {
            write("maps", format!("{name}.txt"), shown(&figure.caption).as_bytes())?;
        }
        bar.suspend(|| {
            for remark in &figure.remarks {
                console.detail(&format!("{name}: {remark}"));
            }
        });
        bar.inc(1);
    }
    bar.set_message("writing the report");
    write("out", "report.html".to_owned(), report::whole(&dossier, &languages, &line, &manifest, console)?.as_bytes())?;
    bar.finish_and_clear();
    files.extend(handed_over);
    console.note(&summary(&dossier, &line, &records, counts, &files));
    Ok(Outcome::of(counts.errors > 0))
}

/// What was done, in words a person can read.
fn summary(
    dossier: &Dossier,
    line: &BorderLine,
    records: &[Measured<'_>],
    counts: Counts,
    files: &[PathBuf],
) -> String {
    let without = records.iter().filter(|m| m.at.is_none()).count();
    let mut out = format!(
        "{}\n\nincidents   {} read, {} used, {} rejected; {without} without a place\n",
        dossier.title,
        counts.read,
        counts.read - counts.rejected,
        counts.rejected
    );
    // Events at a spot whose point is evidence of its distance: not set from the border, not a region, not a statement.
    let is_evidence = |m: &&Measured<'_>| match m.record {
        Record::Incident(i) => i.category.counts() && i.location.extent == Extent::Point && !m.is_set_from_border(),
        Record::Point(..) => false,
    };
    let mut ranked: Vec<&Measured<'_>> = records.iter().filter(is_evidence).filter(|m| m.proximity.is_some()).collect();
    let distance = |m: &Measured<'_>| m.proximity.as_ref().map_or(0.0, |p| p.nearest.distance_m);
    ranked.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then_with(|| a.id().cmp(b.id())));
    let english = Language::english();
    let phrases = Phrases::new(&english);
    for (what, found) in [("nearest", ranked.first()), ("farthest", ranked.last())] {
        if let Some(m) = found
            && let (Record::Incident(i), Some(p)) = (m.record, &m.proximity)
        {
            let distance = phrases.distance(Some(&i.location), p);
            out.push_str(&format!("{what:<12}{distance}: {}, {}: {}\n", i.date, i.location.name, i.title));
        }
    }
    if !ranked.is_empty() {
        out.push_str("            among events at a spot whose point was not set from the border\n");
    }
    let measured_km = line.length_m() / 1000.0;
    let mut published: Vec<f64> = dossier.border.facts.published_lengths.iter().map(|p| p.km).collect();
    published.sort_by(f64::total_cmp);
    published.dedup();
    let list: Vec<String> = published.iter().map(f64::to_string).collect();
    let published = if list.is_empty() { String::new() } else { format!("; published: {} km", list.join(", ")) };
    out.push_str(&format!("length      {measured_km:.3} km measured{published}\n"));
    let written: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    out.push_str(&format!("written     {}\n", written.join("\n            ")));
    out
}
