//! `marz export`: layers and tables for other programs.

use super::args::{ExportArgs, ExportFormat, ExportLayer, Global, ParquetVersion};
use super::console::{Console, Failure, target};
use super::open;
use super::outcome::Outcome;
use marz::Selection;
use marz::dossier::Streaming;
use marz::export::{
    self, Columns, GeoParquetVersion, IncidentExport, MeasuredRecord, OtherLayer, export_layer, row_writer,
};

pub fn run(args: &ExportArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let selection = Selection { filter: args.filter.text().resolve()?, within: args.within.clone() };
    consistent(args)?;
    let redaction = args.filter.redaction()?;
    let dossier = open::around(global, console)?.with_edition()?.with_redacted_credit(&redaction);
    let dossier = if args.has_labels() { dossier.with_label_language(args.lang.as_deref())? } else { dossier };
    let dossier = open::seen_by(dossier, &args.views, console)?;
    let (case, line, errors) = (dossier.case(), dossier.line(), dossier.counts().errors);
    let (format, target) = (args.format(), target(&args.output));
    let columns = Columns::of(&dossier.context().within(&args.within)).carrying(dossier.case().edition.as_deref());
    if let Some(layer @ (ExportLayer::Places | ExportLayer::Border)) = args.layer {
        let which = if layer == ExportLayer::Places { OtherLayer::Places } else { OtherLayer::Border };
        console.note(&export_layer(which, format, &target, case, line, &columns)?);
        return Ok(Outcome::of(errors > 0));
    }
    if args.to == ExportFormat::Qgis && (args.output.as_os_str() == "-" || args.output.is_file()) {
        let message = format!("{}: --to qgis writes several files", args.output.display());
        return Err(Failure::usage(message, "--output names a folder; it is made where it is missing".to_owned()));
    }
    let mut file = match args.layer {
        Some(ExportLayer::Links) => IncidentExport::begin_layer(&target, format, "links", (case, line), &columns)?,
        _ => IncidentExport::begin(&target, format, case, line, &columns)?,
    };
    let writer = row_writer(format, &columns, &target);
    // A file that is refused as a whole, for example for its coordinate system, has no incidents that can be trusted.
    let streamed = match dossier.counts().incidents_refused {
        true => Streaming::default(),
        false => {
            let monitor = console.monitor(None, "incidents");
            dossier.stream(
                &selection,
                &redaction,
                &monitor,
                |m| writer.write(&MeasuredRecord::from(m)),
                |row| file.put(row),
            )?
        }
    };
    console.note(&file.end(streamed.newest.as_deref())?);
    console.note(&streamed.account().summary("incidents"));
    Ok(Outcome::of(streamed.counts.errors + errors > 0))
}

impl ExportArgs {
    /// Whether a file of the format has styles with labels.
    fn has_labels(&self) -> bool {
        matches!(self.to, ExportFormat::Qgis | ExportFormat::Gpkg)
    }

    fn format(&self) -> export::ExportFormat {
        use export::ExportFormat as Format;
        match self.to {
            ExportFormat::Qgis => Format::Qgis,
            ExportFormat::Gpkg => Format::GeoPackage,
            ExportFormat::Geojson if self.nested => Format::NestedGeoJson,
            ExportFormat::Geojson => Format::GeoJson,
            ExportFormat::Geojsonseq => Format::GeoJsonSeq,
            ExportFormat::Csv if self.hxl => Format::HxlCsv,
            ExportFormat::Csv => Format::Csv,
            ExportFormat::Fgb => Format::FlatGeobuf,
            ExportFormat::Kml => Format::Kml,
            ExportFormat::Parquet => Format::GeoParquet(match self.parquet_version {
                Some(ParquetVersion::V2) => GeoParquetVersion::V2_0,
                _ => GeoParquetVersion::V1_1,
            }),
        }
    }
}

/// Refuses options that contradict each other.
fn consistent(args: &ExportArgs) -> Result<(), Failure> {
    for (is_given, format, option) in
        [(args.nested, ExportFormat::Geojson, "--nested"), (args.hxl, ExportFormat::Csv, "--hxl")]
    {
        if is_given && args.to != format {
            let name = if format == ExportFormat::Csv { "csv" } else { "geojson" };
            return Err(Failure::usage(format!("{option} belongs to --to {name}"), None));
        }
    }
    let measured = [(!args.within.is_empty(), "--within"), (!args.views.view.is_empty(), "--view")];
    if let Some((_, option)) = measured.iter().find(|(is_given, _)| *is_given && args.nested) {
        let hint = "leave --nested out to get what was measured".to_owned();
        return Err(Failure::usage(format!("{option}: with --nested incidents are written as they are stored"), hint));
    }
    if args.layer.is_some() && !args.to.has_one_layer() {
        let hint = "leave it out, or name a format of one layer, such as geojson".to_owned();
        return Err(Failure::usage("--layer: this format holds every layer that it can", hint));
    }
    if args.layer == Some(ExportLayer::Links) && !matches!(args.to, ExportFormat::Fgb | ExportFormat::Parquet) {
        let hint = "use --to fgb or parquet, or gpkg for all layers".to_owned();
        return Err(Failure::usage("links are written as a layer of a file of layers", hint));
    }
    if args.parquet_version.is_some() && args.to != ExportFormat::Parquet {
        return Err(Failure::usage("--parquet-version belongs to --to parquet", None));
    }
    if args.lang.is_some() && !args.has_labels() {
        return Err(Failure::usage("--lang belongs to --to qgis and gpkg: it is the language of their labels", None));
    }
    if args.to == ExportFormat::Csv && args.layer.is_some_and(|layer| layer != ExportLayer::Incidents) {
        let hint = "use --to geojson for the other layers".to_owned();
        return Err(Failure::usage("csv holds incidents alone", hint));
    }
    if matches!(args.layer, Some(ExportLayer::Places | ExportLayer::Border)) {
        let of_incidents = [
            (args.nested, "--nested"),
            (!args.within.is_empty(), "--within"),
            (!args.views.view.is_empty(), "--view"),
            (args.filter.coarsen.is_some(), "--coarsen"),
            (!args.filter.without.is_empty(), "--without"),
        ];
        let given = of_incidents.into_iter().find(|(is_given, _)| *is_given).map(|(_, option)| option);
        if let Some(option) = given.or(args.filter.text().chooses()) {
            let hint = "leave it out: this layer is written whole".to_owned();
            return Err(Failure::usage(format!("{option} is for incidents, and --layer names another layer"), hint));
        }
    }
    Ok(Columns::distinct(&args.within)?)
}
