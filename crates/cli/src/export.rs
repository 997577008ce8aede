//! `marz export`: the hand-over to other programs.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use super::Outcome;
use super::args::{ExportArgs, ExportFormat, ExportLayer, Global};
use super::console::{Console, Failure, Listing, deliver, deliver_scratch, scratch, unmade};
use super::dossier::{Home, load_around};
use super::edition;
use super::geoparquet::Parquet;
use super::handover::{Database, HandOver};
use super::incidents::{Incidents, Told};
use super::withhold::Withheld;
use marz::compose::category_looks;
use marz::export::{
    COLLECTION_TAIL, Columns, FlatGeobuf, IncidentRows, KML_TAIL, KmlStyle, Layer, Measured, Record, Row, Spreadsheet,
    border_features, collection, collection_head, kml_head, kml_placemark, layers, measured_feature, nested_feature,
    place_features, said_fields, sequence,
};
use marz::measure::GeodesicLine;
use marz::model::Dossier;
use marz::recipe::Length;

pub fn run(args: &ExportArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    consistent(args)?;
    let names: Vec<String> = args.within.iter().map(Length::to_string).collect();
    let withheld = Withheld::of(&args.filter)?;
    let (home, manifest, dossier, around) = load_around(Home::find(global, console)?)?.usable(console)?;
    let mut dossier = withheld.without_edition(edition::told(dossier, &home, &manifest)?);
    withheld.credit(&mut dossier.incidents_attribution);
    let line = GeodesicLine::from(&dossier.border);
    let columns = Columns::new(&names, &[], &dossier.border.facts.edition);
    if args.layer != ExportLayer::Incidents && args.to.has_one_layer() {
        let told = other_layer(args, &dossier, &line, &columns)?;
        console.note(&told);
        return Ok(Outcome::of(around.errors > 0));
    }
    let mut product = Product::begin(args, &dossier, &line, &columns)?;
    let form = Form::new(args, &columns);
    let incidents = Incidents {
        home: &home,
        manifest: &manifest,
        dossier: &dossier,
        line: &line,
        within: &args.within,
        filter: &filter,
        withheld: &withheld,
    };
    // A file that is refused as a whole, for its coordinate system say, has no incidents that can be trusted.
    let told = match around.incidents_refused {
        true => Told::default(),
        false => incidents.each(console, |m| form.part(m), |part| product.put(part))?,
    };
    let counts = told.counts;
    console.note(&product.end(told.newest.as_deref())?);
    let out = counts.read - counts.rejected - told.told;
    console.note(&format!(
        "{} incidents read, {} told, {} rejected, {out} filtered out",
        counts.read, told.told, counts.rejected
    ));
    Ok(Outcome::of(counts.errors + around.errors > 0))
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
    if args.to == ExportFormat::Csv && args.layer != ExportLayer::Incidents {
        let hint = "use --to geojson for the other layers".to_owned();
        return Err(Failure::usage("csv holds incidents alone", hint));
    }
    // Databases take names that differ in case alone for the same.
    let mut seen = BTreeSet::new();
    match args.within.iter().map(Length::to_string).find(|n| !seen.insert(n.to_lowercase())) {
        Some(twice) => {
            let told = format!("--within {twice}: two fields would be called p_within_{twice}");
            Err(Failure::usage(told, "name every distance once".to_owned()))
        }
        None => Ok(()),
    }
}

/// Places, or the border, as one file.
fn other_layer(
    args: &ExportArgs,
    dossier: &Dossier,
    line: &GeodesicLine,
    columns: &Columns,
) -> Result<String, Failure> {
    let facts = &dossier.border.facts;
    let (name, attribution, features) = match args.layer {
        ExportLayer::Places => ("places", &dossier.places_attribution, place_features(&dossier.places)),
        _ => ("border", &facts.attribution, border_features(&dossier.border, line.length_m())),
    };
    if args.to == ExportFormat::Parquet {
        return Parquet::begin(&args.output, layer(dossier, line, columns, name)?)?.end();
    }
    if args.to == ExportFormat::Fgb {
        return geobuf_to(
            &args.output,
            FlatGeobuf::begin(layer(dossier, line, columns, name)?).map_err(unmade(&args.output))?,
        );
    }
    let text = match args.to {
        ExportFormat::Geojsonseq => sequence(&features),
        _ => collection(name, &facts.licence, attribution, dossier.edition.as_deref(), &features),
    };
    deliver(&args.output, text.as_bytes())?;
    Ok(format!("{} features written", features.len()))
}

fn layer(dossier: &Dossier, line: &GeodesicLine, columns: &Columns, name: &str) -> Result<Layer, Failure> {
    let found = layers(dossier, line, columns).into_iter().find(|l| l.name == name);
    found.ok_or_else(|| Failure::usage(format!("the dossier has no layer {name}"), None))
}

fn geobuf_to(output: &Path, writer: FlatGeobuf) -> Result<String, Failure> {
    let (written, without) = writer.counts();
    let scratch = scratch(output)?;
    let file = File::options().write(true).open(scratch.path());
    let unwritten = |source| Failure::Unwritten { path: output.to_path_buf(), source };
    writer.finish(BufWriter::new(file.map_err(unwritten)?)).map_err(unmade(output))?;
    deliver_scratch(output, scratch)?;
    Ok(format!("{written} features written, {without} left out: FlatGeobuf holds none without a geometry"))
}

/// An incident, written.
#[derive(Debug, Default)]
pub struct Part {
    /// For a file of text.
    pub text: Vec<u8>,
    /// For a file of layers: rows with the names of their layers.
    pub rows: Vec<(&'static str, Row)>,
}

impl Part {
    /// The rows of the layer of incidents.
    fn incidents(self) -> impl Iterator<Item = Row> {
        self.rows.into_iter().filter(|(layer, _)| *layer == "incidents").map(|(_, row)| row)
    }
}

/// How incidents are written.
pub struct Form {
    text: Option<TextForm>,
    rows: Option<IncidentRows>,
}

enum TextForm {
    Sheet(Spreadsheet),
    Nested,
    Feature(Columns),
    Sequence(Columns),
    Placemark(Columns),
}

impl Form {
    fn new(args: &ExportArgs, columns: &Columns) -> Self {
        let (own, rows) = (|| columns.clone(), || Some(IncidentRows::new(columns)));
        let (text, rows) = match args.to {
            ExportFormat::Csv => (Some(TextForm::Sheet(sheet(columns))), None),
            ExportFormat::Geojson if args.nested => (Some(TextForm::Nested), None),
            ExportFormat::Geojson => (Some(TextForm::Feature(own())), None),
            ExportFormat::Geojsonseq => (Some(TextForm::Sequence(own())), None),
            ExportFormat::Kml => (Some(TextForm::Placemark(own())), None),
            ExportFormat::Gpkg | ExportFormat::Fgb | ExportFormat::Parquet => (None, rows()),
            ExportFormat::Qgis => (Some(TextForm::Feature(own())), rows()),
        };
        Self { text, rows }
    }

    /// Rows of layers alone.
    pub fn rows(columns: &Columns) -> Self {
        Self { text: None, rows: Some(IncidentRows::new(columns)) }
    }

    /// An incident in this form.
    pub fn part(&self, m: &Measured<'_>) -> Part {
        let text = self.text.as_ref().map(|form| match form {
            TextForm::Sheet(sheet) => {
                let mut row = Vec::new();
                sheet.row(m, &mut row);
                row
            }
            TextForm::Nested => match m.record {
                Record::Incident(i) => nested_feature(i).to_string().into_bytes(),
                Record::Point(..) => Vec::new(),
            },
            TextForm::Feature(columns) => measured_feature(m, columns).to_string().into_bytes(),
            TextForm::Sequence(columns) => format!("\u{1e}{}\n", measured_feature(m, columns)).into_bytes(),
            TextForm::Placemark(columns) => kml_placemark(m, columns).into_bytes(),
        });
        let rows = self.rows.as_ref().map(|rows| rows.rows(m));
        Part { text: text.unwrap_or_default(), rows: rows.unwrap_or_default() }
    }
}

/// A table with everything that incidents say.
fn sheet(columns: &Columns) -> Spreadsheet {
    let taken: Vec<&str> = columns.names().collect();
    let kept = said_fields().into_iter().map(|f| f.name).filter(|n| !taken.contains(&n.as_str())).collect();
    Spreadsheet { columns: columns.clone(), kept }
}

/// What is being made.
enum Product<'a> {
    Text(Listing),
    FlatGeobuf(Box<FlatGeobuf>, &'a Path),
    Parquet(Box<Parquet>),
    Database(Box<Database>, &'a Path),
    Folder(Box<HandOver>),
}

impl<'a> Product<'a> {
    fn begin(args: &'a ExportArgs, dossier: &Dossier, line: &GeodesicLine, columns: &Columns) -> Result<Self, Failure> {
        let (output, edition) = (&args.output, dossier.edition.as_deref());
        let text = |head: &[u8], between, tail| Listing::begin(output, head, between, tail).map(Product::Text);
        match args.to {
            ExportFormat::Csv => {
                let sheet = sheet(columns);
                let mut head = sheet.header();
                if args.hxl {
                    head.extend(sheet.hashtags());
                }
                text(&head, "", "")
            }
            ExportFormat::Geojson => {
                // Whatever holds points read off the border is under the border's licence.
                let licence = &dossier.border.facts.licence;
                let head = collection_head("incidents", licence, &dossier.incidents_attribution, edition);
                text(head.as_bytes(), ",\n", COLLECTION_TAIL)
            }
            ExportFormat::Geojsonseq => text(b"", "", ""),
            ExportFormat::Kml => {
                let looks = category_looks();
                let styles: Vec<KmlStyle> =
                    looks.iter().map(|l| KmlStyle { category: l.category.as_str(), rgb: l.rgb }).collect();
                text(kml_head(&dossier.border, &styles, edition).as_bytes(), "", KML_TAIL)
            }
            ExportFormat::Fgb => {
                let writer = FlatGeobuf::begin(layer(dossier, line, columns, "incidents")?).map_err(unmade(output))?;
                Ok(Product::FlatGeobuf(Box::new(writer), output))
            }
            ExportFormat::Parquet => {
                let layer = layer(dossier, line, columns, "incidents")?;
                Ok(Product::Parquet(Box::new(Parquet::begin(output, layer)?)))
            }
            ExportFormat::Gpkg => {
                Ok(Product::Database(Box::new(Database::begin(output, dossier, line, columns)?), output))
            }
            ExportFormat::Qgis if output.as_os_str() == "-" || output.is_file() => {
                let told = format!("{}: --to qgis writes several files", output.display());
                Err(Failure::usage(told, "--output names a folder; it is made where it is missing".to_owned()))
            }
            ExportFormat::Qgis => {
                Ok(Product::Folder(Box::new(HandOver::begin(output, dossier, line, columns)?.with_plain(dossier)?)))
            }
        }
    }

    fn put(&mut self, part: Part) -> Result<(), Failure> {
        match self {
            Product::Text(listing) => listing.put(&part.text),
            Product::FlatGeobuf(writer, output) => {
                part.incidents().try_for_each(|row| writer.push(&row)).map_err(unmade(output))
            }
            Product::Parquet(file) => part.incidents().try_for_each(|row| file.put(row)),
            Product::Database(database, _) => database.put(&part),
            Product::Folder(folder) => folder.put(&part),
        }
    }

    /// Puts all of it in its place; `newest` is the date of the data. Returns what was written, in words.
    fn end(self, newest: Option<&str>) -> Result<String, Failure> {
        match self {
            Product::Text(listing) => Ok(format!("{} incidents written", listing.end()?)),
            Product::FlatGeobuf(writer, output) => geobuf_to(output, *writer),
            Product::Parquet(file) => file.end(),
            Product::Database(database, output) => {
                let (scratch, told) = database.finish(newest)?;
                deliver_scratch(output, scratch)?;
                Ok(told)
            }
            Product::Folder(folder) => {
                let (files, told) = folder.finish(newest)?;
                let project = files.iter().find(|f| f.extension().is_some_and(|e| e == "qgz"));
                let shown = project.map(|p| p.display().to_string()).unwrap_or_default();
                Ok(format!("{told}\nopen {shown} in QGIS"))
            }
        }
    }
}
