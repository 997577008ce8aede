//! `marz build`: the main job.

use std::path::PathBuf;

use super::args::{BuildArgs, Global};
use super::console::{Console, Failure};
use super::outcome::Outcome;
use super::{editing, open};
use marz::dossier::{Source, inside};
use marz::export::{
    Columns, ExportFormat, ExportPackage, MeasuredRecord, RowWriter, Spreadsheet, build_summary, collection,
    measured_features,
};
use marz::figure::rendered;
use marz::recipe::ImageFormat;
use marz::terminal::shown;
use marz::{Selection, ledger, report};

pub fn run(args: &BuildArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let source = open::source(global, console)?;
    // Two builds in one folder would mix their files where the data changed in between.
    let _lock = match (&args.output, &source) {
        (None, Source::Folder(folder)) => Some(editing::lock(folder, console)?),
        _ => None,
    };
    let dossier = open::loaded(source, console)?.with_edition()?;
    let (case, line, counts) = (dossier.case(), dossier.line(), dossier.counts());
    let root = match (&args.output, dossier.source()) {
        (Some(folder), _) => folder.clone(),
        (None, Source::Folder(folder)) => folder.clone(),
        (None, Source::Embedded | Source::New(..)) => PathBuf::new(),
    };
    // Recipes are all read before anything is drawn: a mistake in the last one costs no work.
    let recipes = dossier
        .recipes()?
        .into_iter()
        .map(|name| Ok((dossier.recipe(&name)?, name)))
        .collect::<Result<Vec<_>, Failure>>()?;
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
    let measured = dossier.measure(&Selection { within: dossier.manifest().within.clone(), ..Selection::default() })?;
    let records: Vec<MeasuredRecord<'_>> = measured.iter().map(MeasuredRecord::from).collect();
    bar.inc(1);
    bar.set_message("writing tables");
    let columns = Columns::of(measured.context());
    let features = measured_features(&records, &columns);
    let licence = &case.border.facts.licence;
    let geojson = collection("measured", licence, &case.incidents_attribution, case.edition.as_deref(), &features);
    let kept = Spreadsheet::property_names(&columns, &records);
    let sheet = Spreadsheet { columns: columns.clone(), kept };
    write("maps", "measured.csv".to_owned(), &sheet.whole(&records))?;
    write("maps", "measured.geojson".to_owned(), geojson.as_bytes())?;
    let mut layers = ExportPackage::begin(&inside(&root, "out")?, case, line, &columns)?;
    let writer = RowWriter::new(ExportFormat::GeoPackage, &columns);
    records.iter().try_for_each(|m| layers.put(&writer.write(m)))?;
    let (exported, _) = layers.finish(case.data_date().as_deref())?;
    bar.inc(1);
    for (recipe, name) in &recipes {
        bar.set_message(format!("drawing {name}"));
        let figure = dossier
            .figure_of(recipe.clone())
            .with(&measured)
            .compose()
            .map_err(|e| e.of_recipe(&format!("maps/{name}.toml")))?;
        for format in &recipe.formats {
            let folder = if *format == ImageFormat::Pdf { "out" } else { "maps" };
            write(folder, format!("{name}.{}", format.ending()), &rendered(&figure, *format)?)?;
        }
        if recipe.caption {
            write("maps", format!("{name}.txt"), shown(&figure.caption).as_bytes())?;
        }
        bar.suspend(|| {
            console.unprintable(name, &figure.unprintable);
            for remark in &figure.remarks {
                console.detail(&format!("{name}: {remark}"));
            }
        });
        bar.inc(1);
    }
    bar.set_message("writing the report");
    write("out", "report.html".to_owned(), report::whole(&dossier, &measured, console)?.as_bytes())?;
    bar.finish_and_clear();
    files.extend(exported);
    console.note(&build_summary(&measured, (counts.read, counts.rejected), &files));
    Ok(Outcome::of(counts.errors > 0))
}
