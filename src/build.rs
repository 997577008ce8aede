//! The main job: every product that a dossier's recipes and defaults name, made into a folder.

use std::path::{Path, PathBuf};

use crate::compose::{Figure, unprintable_warning};
use crate::dossier::{Dossier, inside};
use crate::error::Error;
use crate::export::{
    Columns, ExportFormat, ExportPackage, MeasuredRecord, RowWriter, Spreadsheet, build_summary, collection,
    measured_features,
};
use crate::figure::{page_file, rendered_pages};
use crate::ledger;
use crate::measured::Selection;
use crate::monitor::Monitor;
use crate::recipe::{ImageFormat, Theme};
use crate::report;
use crate::terminal::shown;

/// The table that every build makes, below the folder of the dossier.
const MEASURED: &str = "maps/measured.csv";
/// The report that every build makes.
const REPORT: &str = "out/report.html";
/// Products that show that a dossier was built, below its folder.
pub const PRODUCTS: [&str; 2] = [REPORT, MEASURED];

/// The products of a dossier.
#[derive(Debug)]
pub struct Built {
    /// The files written, in the order of writing.
    pub files: Vec<PathBuf>,
    /// What was made of what, in words.
    pub summary: String,
    /// Why figures could not be made, one error a recipe; all other products are there.
    pub failures: Vec<Error>,
}

impl Built {
    /// The same if every figure could be made.
    ///
    /// # Errors
    ///
    /// The first of [`Built::failures`].
    pub fn complete(mut self) -> Result<Self, Error> {
        if self.failures.is_empty() { Ok(self) } else { Err(self.failures.swap_remove(0)) }
    }
}

/// Makes every product of a dossier below a folder: `maps/measured.csv` and `.geojson`, the figures of all recipes with their captions
/// (PDF in `out/`, other formats in `maps/`), the GeoPackage with its QGIS project in `out/`, and `out/report.html`.
///
/// The products carry the edition of the dossier if it was opened with [`Dossier::with_edition`]. The same dossier gives the same bytes,
/// whatever the folder. The caller must hold the lock of a folder that others may write.
///
/// # Errors
///
/// If a recipe cannot be read (before anything is written) or a file cannot be written. A figure that cannot be made keeps no other product
/// from being made: see [`Built::failures`].
///
/// # Example
///
/// ```
/// use marz::build::build;
/// use marz::monitor::Silent;
/// use marz::Dossier;
///
/// let folder = std::env::temp_dir().join("marz-build-example");
/// let built = build(&Dossier::embedded()?.with_edition()?, &folder, &Silent)?;
/// assert!(built.files.contains(&folder.join("maps/overview.png")));
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), marz::Error>(())
/// ```
pub fn build(dossier: &Dossier, folder: &Path, monitor: &dyn Monitor) -> Result<Built, Error> {
    let (case, line, counts) = (dossier.case(), dossier.line(), dossier.counts());
    // Recipes are all read before anything is drawn: a mistake in the last one costs no work.
    let names = dossier.recipes()?;
    let recipes =
        names.into_iter().map(|name| Ok((dossier.recipe(&name)?, name))).collect::<Result<Vec<_>, Error>>()?;
    let steps = recipes.len() + 3;
    let mut files: Vec<PathBuf> = Vec::new();
    let mut write = |file: &str, bytes: &[u8]| -> Result<(), Error> {
        let path = inside(folder, file)?;
        ledger::write(&path, bytes)?;
        files.push(path);
        Ok(())
    };

    monitor.step(0, steps, "measuring");
    let measured = dossier.measure(&Selection { within: dossier.manifest().within.clone(), ..Selection::default() })?;
    let records: Vec<MeasuredRecord<'_>> = measured.iter().map(MeasuredRecord::from).collect();
    monitor.step(1, steps, "writing tables");
    let columns = Columns::of(measured.context()).carrying(case.edition.as_deref());
    let features = measured_features(&records, &columns);
    let credit = case.credit_measured_to(&case.border.facts);
    let edition = case.edition.as_deref();
    let geojson = collection("measured", &credit.licence, &credit.attribution, edition, &features);
    let kept = Spreadsheet::property_names(&columns, &records);
    let sheet = Spreadsheet { columns: columns.clone(), kept, is_untyped: false };
    write(MEASURED, &sheet.whole(&records))?;
    write("maps/measured.geojson", geojson.as_bytes())?;
    let mut layers = ExportPackage::begin(&inside(folder, "out")?, case, line, &columns)?;
    let writer = RowWriter::new(ExportFormat::GeoPackage, &columns);
    records.iter().try_for_each(|m| layers.put(&writer.write(m)))?;
    let (exported, _) = layers.finish(case.data_date().as_deref())?;
    // The report is in the first of them.
    let is_used = |theme: &Theme| *theme == Theme::Print || recipes.iter().any(|(recipe, _)| recipe.theme == *theme);
    let themes: Vec<Theme> = Theme::ALL.into_iter().filter(is_used).collect();
    monitor.problems(&dossier.colour_warnings(&themes));
    let mut failures = Vec::new();
    for (n, (recipe, name)) in recipes.iter().enumerate() {
        monitor.step(2 + n, steps, &format!("drawing {name}"));
        let pictures = |figure: &Figure| -> Result<Vec<Vec<Vec<u8>>>, Error> {
            recipe.formats.iter().map(|format| rendered_pages(figure, *format)).collect()
        };
        let composed = dossier.figure_of(recipe.clone()).with(&measured).compose();
        let drawn = composed.and_then(|figure| Ok((pictures(&figure)?, figure)));
        let (pictures, figure) = match drawn.map_err(|e| e.of_recipe(&format!("maps/{name}.toml"))) {
            Ok(drawn) => drawn,
            Err(failure) => {
                failures.push(failure);
                continue;
            }
        };
        for (format, pages) in recipe.formats.iter().zip(&pictures) {
            // Pages for print are made anew whenever they are needed; what is committed stands in maps/.
            let below = if *format == ImageFormat::Pdf { "out" } else { "maps" };
            let file = PathBuf::from(format!("{below}/{name}.{}", format.ending()));
            for (page, number) in pages.iter().zip(1..) {
                let file = page_file(&file, number);
                // The figure of another recipe is not written over.
                let stem = file.file_stem().unwrap_or_default().to_string_lossy();
                if number > 1 && recipes.iter().any(|(_, other)| *other == stem) {
                    let ending = format.ending();
                    monitor.note(&format!(
                        "warning: {name}: page {number} is not written, as {stem}.{ending} is that of another recipe"
                    ));
                    continue;
                }
                write(&file.to_string_lossy(), page)?;
            }
        }
        if recipe.caption {
            write(&format!("maps/{name}.txt"), shown(&figure.caption).as_bytes())?;
        }
        if let Some(warning) = unprintable_warning(&figure.unprintable) {
            monitor.note(&format!("warning: {name}: {warning}"));
        }
        figure.remarks.iter().for_each(|remark| monitor.note(&format!("{name}: {remark}")));
    }
    monitor.step(steps - 1, steps, "writing the report");
    write(REPORT, report::whole(dossier, &measured, monitor)?.as_bytes())?;
    files.extend(exported);
    let summary = build_summary(&measured, (counts.read, counts.rejected), &files);
    Ok(Built { files, summary, failures })
}
