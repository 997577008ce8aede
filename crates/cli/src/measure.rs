//! `marz measure`: proximity of the dossier's incidents, or of any points.

use std::path::Path;
use std::sync::Arc;

use super::args::{Global, MeasureArgs, MeasureFormat};
use super::console::{Console, Failure, target};
use super::open;
use super::outcome::Outcome;
use marz::Selection;
use marz::dossier::{AskedBorder, PreparedBorder, view_lines};
use marz::export::{
    Columns, GeoParquetVersion, LayerFormat, MeasuredRecord, MeasurementFile, MeasurementFormat, Spreadsheet,
};
use marz::measure::GeodesicLine;
use marz::measured::{MeasureContext, Measured};
use marz::points::{PointInput, PointOptions, measure_points};
use marz::read::TableColumns;

pub fn run(args: &MeasureArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let selection = Selection { filter: args.filter.text().resolve()?, within: args.within.clone() };
    let comparison: Vec<(String, GeodesicLine)> = args
        .compare
        .iter()
        .map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok((stem, GeodesicLine::from(&open::border(&AskedBorder::from(path.as_path()), console)?)))
        })
        .collect::<Result<_, Failure>>()?;
    if args.keep && matches!(args.format, MeasureFormat::Table) {
        let hint = "--format csv has them with --keep, the other formats always".to_owned();
        return Err(Failure::usage("--keep: the table for people has no room for the members of the input", hint));
    }
    let lines: Vec<(String, &GeodesicLine)> = comparison.iter().map(|(name, line)| (name.clone(), line)).collect();
    let world = args.line.asked().map(|asked| asked.all_borders()).transpose()?.flatten().map(Arc::new);
    let world = match (&world, args.nearest) {
        (Some(_), _) if !(lines.is_empty() && args.views.view.is_empty()) => {
            let option = if lines.is_empty() { "--view" } else { "--compare" };
            let message = format!("{option} takes lines beside one border, not beside all of the world");
            return Err(Failure::usage(message, "leave out one of them".to_owned()));
        }
        (Some(borders), nearest) => Some(MeasureContext::among(borders, nearest.unwrap_or(1))?),
        (None, Some(_)) => {
            return Err(Failure::usage("--nearest is for many borders", "with --border world".to_owned()));
        }
        (None, None) => None,
    };
    match &args.input {
        None => dossier(args, &selection, (lines, world), global, console),
        Some(input) => points(input, args, &selection, (lines, world), global, console),
    }
}

/// The lines to compare with, or all borders of the world.
type Other<'o> = (Vec<(String, &'o GeodesicLine)>, Option<MeasureContext<'o>>);

fn dossier(
    args: &MeasureArgs,
    selection: &Selection,
    (comparison, world): Other<'_>,
    global: &Global,
    console: &Console,
) -> Result<Outcome, Failure> {
    if let Some((option, _)) = args.columns().given() {
        let hint = "name one: marz measure points.csv".to_owned();
        return Err(Failure::usage(format!("{option} is for a table of points, and no file is given"), hint));
    }
    let dossier = open::dossier(global, console)?.with_edition()?.redacted(&args.filter.redaction()?)?;
    let dossier = open::under(dossier, args.line.asked().filter(|_| world.is_none()), console)?;
    let dossier = open::seen_by(dossier, &args.views, console)?;
    let context = world.unwrap_or_else(|| dossier.context()).within(&args.within).compared_with(comparison);
    let filter = dossier.filter_on(selection.filter.clone(), &context)?;
    let measured = Measured::new(dossier.case(), &filter, context).complete();
    let records: Vec<MeasuredRecord<'_>> = measured.iter().map(MeasuredRecord::from).collect();
    let columns = Columns::of(measured.context()).carrying(dossier.case().edition.as_deref());
    let kept = if args.keep || args.format().keeps_members() {
        Spreadsheet::property_names(&columns, &records)
    } else {
        Vec::new()
    };
    let sheet = Spreadsheet { columns, kept, is_untyped: false };
    let border = measured.context().border();
    let of = (dossier.case(), border);
    let mut file = MeasurementFile::of_case(&target(&args.output), args.format(), of, &args.within, sheet)?;
    let rows = file.writer().rows(records.into_iter());
    file.put(rows)?;
    file.end()?.iter().for_each(|warning| console.note(warning));
    console.note(&measured.account(dossier.counts().rejected).summary("incidents"));
    if args.format() == MeasurementFormat::Workbook && !args.keep {
        console.note(
            "the workbook has what was measured; --keep adds date, title, place, toll and all else of the incidents",
        );
    }
    Ok(Outcome::of(dossier.counts().errors > 0))
}

/// Points of any file, as a stream.
fn points(
    input: &Path,
    args: &MeasureArgs,
    selection: &Selection,
    (comparison, world): Other<'_>,
    global: &Global,
    console: &Console,
) -> Result<Outcome, Failure> {
    if let Some(option) = args.filter.text().needs_incidents() {
        let message = format!("{option} works on a dossier's incidents, not on a file of points");
        return Err(Failure::usage(message, "--near, --km and --bbox work on both".to_owned()));
    }
    let options = PointOptions { columns: args.columns(), keep: args.keep, format: args.format() };
    let redaction = args.filter.redaction()?;
    let input = PointInput::of(input)?;
    let measured = |context: MeasureContext<'_>| {
        let context = context.within(&args.within).compared_with(comparison.clone());
        let (target, monitor) = (target(&args.output), console.monitor(input.size(), "points"));
        measure_points(input, &context, selection, &redaction, &options, &target, &monitor)
    };
    let counts = match args.line.asked() {
        _ if world.is_some() => world.map(measured).transpose()?.unwrap_or_default(),
        Some(asked) => match open::of_code(&asked, console)? {
            Some(dossier) => measured(open::seen_by(dossier, &args.views, console)?.context())?,
            None => {
                let border = PreparedBorder::from(open::border(&asked, console)?);
                let own = border.context();
                let views = view_lines(&open::views(&args.views, console)?, (own.border(), own.line()))?;
                measured(own.seen_by(&views))?
            }
        },
        None => measured(open::seen_by(open::dossier(global, console)?, &args.views, console)?.context())?,
    };
    let outcome = Outcome::of(counts.rejected > 0 || counts.has_other_errors);
    console.note(&counts.account().summary("points"));
    Ok(outcome)
}

impl MeasureArgs {
    fn columns(&self) -> TableColumns {
        TableColumns { radius: self.radius.clone(), ..self.columns.with(&self.text) }
    }

    fn format(&self) -> MeasurementFormat {
        match self.format {
            MeasureFormat::Table => MeasurementFormat::Table,
            MeasureFormat::Csv => MeasurementFormat::Csv,
            MeasureFormat::Xlsx => MeasurementFormat::Workbook,
            MeasureFormat::Json => MeasurementFormat::Json,
            MeasureFormat::Ndjson => MeasurementFormat::Ndjson,
            MeasureFormat::Geojson => MeasurementFormat::GeoJson,
            MeasureFormat::Geojsonseq => MeasurementFormat::GeoJsonSeq,
            MeasureFormat::Gpkg => MeasurementFormat::Layer(LayerFormat::GeoPackage),
            MeasureFormat::Fgb => MeasurementFormat::Layer(LayerFormat::FlatGeobuf),
            MeasureFormat::Parquet => MeasurementFormat::Layer(LayerFormat::GeoParquet(GeoParquetVersion::default())),
            MeasureFormat::Kml => MeasurementFormat::Kml,
        }
    }
}
