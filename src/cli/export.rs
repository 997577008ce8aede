//! `marz export`: the hand-over to other programs.

use std::collections::BTreeSet;

use super::Outcome;
use super::args::{ExportArgs, ExportFormat, ExportLayer, Global};
use super::console::{Console, Failure, deliver};
use super::dossier::{Home, load};
use super::measure::{filtered, measured};
use crate::compose::{CategoryLook, category_looks, ground_colors};
use crate::export::{
    CategorySign, Columns, GroundColors, Imprint, KmlStyle, Layer, Look, Measured, Record, Spreadsheet, View,
    border_features, collection, flatgeobuf, geopackage, kml, layers, measured_features, nested_features,
    place_features, project, sequence, styles,
};
use crate::ledger;
use crate::measure::BorderLine;
use crate::model::{Dossier, Incident, LonLat, Status};
use crate::project::Projection;
use crate::recipe::Length;

pub fn run(args: &ExportArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    for (is_given, format, option) in
        [(args.nested, ExportFormat::Geojson, "--nested"), (args.hxl, ExportFormat::Csv, "--hxl")]
    {
        if is_given && args.to != format {
            let name = if format == ExportFormat::Csv { "csv" } else { "geojson" };
            return Err(Failure::usage(format!("{option} belongs to --to {name}"), None));
        }
    }
    let (_, _, dossier, counts) = load(Home::find(global, console)?)?.usable(console)?;
    let line = BorderLine::new(&dossier.border);
    let names: Vec<String> = args.within.iter().map(Length::to_string).collect();
    // Databases take names that differ in case alone for the same.
    let mut seen = BTreeSet::new();
    if let Some(twice) = names.iter().find(|n| !seen.insert(n.to_lowercase())) {
        let told = format!("--within {twice}: two fields would be called p_within_{twice}");
        return Err(Failure::usage(told, "name every distance once".to_owned()));
    }
    let all: Vec<&Incident> = dossier.incidents.iter().collect();
    let records = filtered(measured(&dossier, &line, &[], &all, &args.within), &filter);
    let columns = Columns::new(&names, &[], &dossier.border.facts.edition);
    let (product, told) = match args.to {
        ExportFormat::Geojson | ExportFormat::Geojsonseq => geojson(args, &dossier, &line, &records, &columns),
        ExportFormat::Csv => {
            if args.layer != ExportLayer::Incidents {
                return Err(Failure::usage(
                    "csv holds incidents alone",
                    "use --to geojson for the other layers".to_owned(),
                ));
            }
            let kept = Spreadsheet::members(&columns, &records);
            let sheet = Spreadsheet { columns, kept };
            let mut bytes = sheet.header();
            if args.hxl {
                bytes.extend(sheet.hashtags());
            }
            records.iter().for_each(|m| sheet.row(m, &mut bytes));
            (bytes, format!("{} rows written", records.len()))
        }
        ExportFormat::Kml => {
            let looks = category_looks();
            let styles: Vec<KmlStyle> =
                looks.iter().map(|l| KmlStyle { category: l.category.as_str(), rgb: l.rgb }).collect();
            let text = kml(&records, &columns, &dossier.border, &styles);
            (text.into_bytes(), format!("{} placemarks written", records.len()))
        }
        ExportFormat::Fgb => {
            let wanted = match args.layer {
                ExportLayer::Incidents => "incidents",
                ExportLayer::Places => "places",
                ExportLayer::Border => "border",
            };
            let all = layers(&dossier, &line, &records, &columns);
            let Some(layer) = all.iter().find(|l| l.name == wanted) else {
                return Err(Failure::usage(format!("the dossier has no layer {wanted}"), None));
            };
            let (bytes, without) = flatgeobuf(layer)?;
            let written = layer.rows.len() - without;
            (bytes, format!("{written} features written, {without} left out: FlatGeobuf holds none without a geometry"))
        }
        ExportFormat::Qgis => {
            return to_folder(args, &hand_over(&dossier, &line, &records, &columns)?, counts.errors, console);
        }
        ExportFormat::Gpkg => {
            let all = layers(&dossier, &line, &records, &columns);
            (database(&dossier, &all, &look(&dossier))?, counted(&all))
        }
    };
    deliver(&args.output, &product)?;
    console.note(&told);
    Ok(Outcome::of(counts.errors > 0))
}

fn geojson(
    args: &ExportArgs,
    dossier: &Dossier,
    line: &BorderLine,
    records: &[Measured<'_>],
    columns: &Columns,
) -> (Vec<u8>, String) {
    let facts = &dossier.border.facts;
    let incident = |m: &Measured<'_>| if let Record::Incident(i) = m.record { Some(i.clone()) } else { None };
    let (name, attribution, features) = match args.layer {
        ExportLayer::Incidents if args.nested => {
            let incidents: Vec<Incident> = records.iter().filter_map(incident).collect();
            let features = nested_features(&incidents.iter().collect::<Vec<_>>());
            ("incidents", &dossier.incidents_attribution, features)
        }
        ExportLayer::Incidents => ("incidents", &dossier.incidents_attribution, measured_features(records, columns)),
        ExportLayer::Places => ("places", &dossier.places_attribution, place_features(&dossier.places)),
        ExportLayer::Border => ("border", &facts.attribution, border_features(&dossier.border, line.length_m())),
    };
    let text = match args.to {
        ExportFormat::Geojsonseq => sequence(&features),
        // Whatever holds points read off the border is under the border's licence.
        _ => collection(name, &facts.licence, attribution, &features),
    };
    (text.into_bytes(), format!("{} features written", features.len()))
}

/// How many features each layer has, in words.
fn counted(layers: &[Layer]) -> String {
    let list: Vec<String> = layers.iter().map(|l| format!("{} {}", l.rows.len(), l.name)).collect();
    format!("{} layers written: {}", layers.len(), list.join(", "))
}

fn database(dossier: &Dossier, layers: &[Layer], look: &Look) -> Result<Vec<u8>, Failure> {
    let stamp = dossier.data_date().unwrap_or_else(|| "1970-01-01".to_owned());
    Ok(geopackage(layers, &styles(layers, look), &stamp, &provenance(dossier))?)
}

/// The files of the hand-over by name.
pub struct HandOver {
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// How many features each layer has, in words.
    pub told: String,
}

/// The GeoPackage, the project that opens it styled, and the incidents as plain GeoJSON with their style beside it.
pub fn hand_over(
    dossier: &Dossier,
    line: &BorderLine,
    records: &[Measured<'_>],
    columns: &Columns,
) -> Result<HandOver, Failure> {
    let all = layers(dossier, line, records, columns);
    let look = look(dossier);
    let imprint = Imprint { title: dossier.title.clone(), credits: provenance(dossier) };
    let archive = project(&all, &look, &view(dossier)?, &imprint)
        .map_err(|source| Failure::Unwritten { path: "marz.qgz".into(), source })?;
    let facts = &dossier.border.facts;
    let features = measured_features(records, columns);
    let plain = collection("incidents", &facts.licence, &dossier.incidents_attribution, &features);
    let mut files = vec![
        ("marz.gpkg", database(dossier, &all, &look)?),
        ("marz.qgz", archive),
        ("incidents.geojson", plain.into_bytes()),
    ];
    // QGIS takes a style of the same name beside a plain GeoJSON.
    let style = styles(&all, &look).into_iter().find(|s| s.layer == "incidents");
    files.extend(style.map(|s| ("incidents.qml", s.qml.into_bytes())));
    Ok(HandOver { files, told: counted(&all) })
}

fn to_folder(args: &ExportArgs, hand_over: &HandOver, errors: usize, console: &Console) -> Result<Outcome, Failure> {
    let folder = &args.output;
    if folder.as_os_str() == "-" || folder.is_file() {
        let told = format!("{}: --to qgis writes several files", folder.display());
        return Err(Failure::usage(told, "--output names a folder; it is made where it is missing".to_owned()));
    }
    for (name, bytes) in &hand_over.files {
        ledger::write(&folder.join(name), bytes)?;
    }
    console.note(&format!("{}\nopen {} in QGIS", hand_over.told, folder.join("marz.qgz").display()));
    Ok(Outcome::of(errors > 0))
}

/// A coordinate system that fits the border, and a first view of all of it.
fn view(dossier: &Dossier) -> Result<View, Failure> {
    let points: Vec<LonLat> = dossier.border.parts().iter().flatten().copied().collect();
    let projection = Projection::fitted(&points)?;
    let flat: Vec<(f64, f64)> = points.iter().filter_map(|p| projection.forward(p.lon(), p.lat())).collect();
    let range = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
    };
    let (west, east) = range(&mut flat.iter().map(|p| p.0));
    let (south, north) = range(&mut flat.iter().map(|p| p.1));
    // A tenth around the border.
    let margin = 0.1 * (east - west).max(north - south).max(1_000.0);
    let extent = [west - margin, south - margin, east + margin, north + margin];
    Ok(View { wkt: projection.wkt().unwrap_or_default(), proj: projection.definition, extent })
}

/// Our maps' colours and signs, for styles.
fn look(dossier: &Dossier) -> Look {
    let colors = ground_colors();
    let of = |name: &str| colors.iter().find(|(n, _)| *n == name).map_or((0, 0, 0), |(_, rgb)| *rgb);
    let sign = |l: CategoryLook| CategorySign {
        value: l.category.as_str(),
        label: l.name,
        rgb: l.rgb,
        marker: l.marker,
        angle: l.angle,
    };
    let sides = &dossier.border.facts.sides;
    Look {
        categories: category_looks().into_iter().map(sign).collect(),
        statuses: Status::ALL.into_iter().map(|s| (s.as_str(), s.as_str().replace('_', " "))).collect(),
        sides: (sides.left.code.clone(), sides.right.code.clone()),
        ground: GroundColors {
            land_left: of("land_left"),
            land_right: of("land_right"),
            land_other: of("land_other"),
            water: of("water"),
            water_edge: of("water_edge"),
            province: of("province"),
            other_border: of("other_border"),
            border: of("border"),
            paper: of("paper"),
            ink: of("ink"),
        },
    }
}

/// Where all of it comes from, in words.
fn provenance(dossier: &Dossier) -> String {
    let facts = &dossier.border.facts;
    format!(
        "{}. Border edition {}: {}. {} {} Made by marz {}.",
        dossier.title,
        facts.edition,
        facts.source,
        dossier.incidents_attribution,
        dossier.disclaimer.in_language("en").unwrap_or_default(),
        env!("CARGO_PKG_VERSION")
    )
}
