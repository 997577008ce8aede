//! `marz measure`: proximity of the dossier's incidents, or of any points.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Outcome;
use super::args::{FilterArgs, Global, MeasureArgs, MeasureFormat};
use super::console::{Console, Failure, deliver};
use super::dossier::{Home, border_or, load, read_file};
use crate::export::{Measured, Record, collection, measured_csv, measured_features, measured_table};
use crate::measure::{BorderLine, Query, proximities};
use crate::model::{Area, Border, Dossier, Incident};
use crate::read::{PointRecord, PointsFormat, points};
use crate::recipe::{Filter, Length};

pub fn run(args: &MeasureArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    let names: Vec<String> = args.within.iter().map(Length::to_string).collect();
    let Some(input) = &args.input else {
        let (_, _, mut dossier, counts) = load(Home::find(global, console)?)?.usable(console)?;
        if let Some(path) = &args.border {
            dossier.border = border_or(Some(path), global, console)?;
        }
        let line = BorderLine::new(&dossier.border);
        let incidents: Vec<&Incident> = dossier.incidents.iter().collect();
        let records = filtered(measured(&dossier, &line, &incidents, &args.within), &filter);
        deliver(&args.output, written(&records, &names, args, &dossier.border).as_bytes())?;
        let used = records.len();
        let (read, rejected) = (counts.read, counts.rejected);
        console.note(&format!(
            "{read} incidents read, {used} told, {rejected} rejected, {} filtered out",
            read - used - rejected
        ));
        return Ok(Outcome::of(counts.errors > 0));
    };
    needs_dossier(&args.filter)?;
    let (border, countries) = border_and_countries(args, global, console)?;
    let name = if input.as_os_str() == "-" { "stdin".to_owned() } else { input.display().to_string() };
    let bytes = read_file(input)?;
    let read = points(&name, &bytes, PointsFormat::guess(&name, &bytes));
    console.problems(&read.problems, &BTreeMap::new());
    if read.read == 0 && read.has_errors() {
        return Err(Failure::Data(format!("{name} cannot be read; see above")));
    }
    let line = BorderLine::new(&border);
    let records = filtered(measured_points(&border, &line, &countries, &args.within, &read.value), &filter);
    deliver(&args.output, written(&records, &names, args, &border).as_bytes())?;
    let (all, used, rejected) = (read.read, records.len(), read.rejected);
    console
        .note(&format!("{all} points read, {used} told, {rejected} rejected, {} filtered out", all - used - rejected));
    Ok(Outcome::of(rejected > 0 || read.has_errors()))
}

fn border_and_countries(
    args: &MeasureArgs,
    global: &Global,
    console: &Console,
) -> Result<(Border, Vec<Area>), Failure> {
    match &args.border {
        Some(path) => Ok((border_or(Some(path), global, console)?, Vec::new())),
        None => {
            let dossier = load(Home::find(global, console)?)?.usable(console)?.2;
            Ok((dossier.border, dossier.basemap.countries.map(|l| l.features).unwrap_or_default()))
        }
    }
}

/// Points of any file have no dates, categories or grades to filter by.
fn needs_dossier(filter: &FilterArgs) -> Result<(), Failure> {
    let asked = [
        ("--since", filter.since.is_some()),
        ("--until", filter.until.is_some()),
        ("--category", !filter.category.is_empty()),
        ("--status", !filter.status.is_empty()),
        ("--min-grade", filter.min_grade.is_some()),
    ];
    match asked.iter().find(|(_, asked)| *asked) {
        Some((option, _)) => Err(Failure::usage(
            format!("{option} works on a dossier's incidents, not on a file of points"),
            "--near, --km and --bbox work on both".to_owned(),
        )),
        None => Ok(()),
    }
}

/// Measures a dossier's incidents; those without a place get no proximity.
pub fn measured<'a>(
    dossier: &'a Dossier,
    line: &BorderLine,
    incidents: &[&'a Incident],
    within: &[Length],
) -> Vec<Measured<'a>> {
    let countries = dossier.basemap.countries.as_ref().map_or(&[][..], |l| &l.features);
    let query = |i: &Incident| {
        let l = &i.location;
        i.at.map(|at| Query { at, radius_m: l.radius_m.map(f64::from), side: l.side })
    };
    let queries: Vec<Option<Query>> = incidents.iter().map(|i| query(i)).collect();
    let records = incidents.iter().map(|i| (Record::Incident(i), i.at)).collect();
    join(&dossier.border, line, countries, within, records, &queries)
}

fn measured_points<'a>(
    border: &Border,
    line: &BorderLine,
    countries: &[Area],
    within: &[Length],
    points: &'a [PointRecord],
) -> Vec<Measured<'a>> {
    let query = |p: &PointRecord| p.at.map(|at| Query { at, radius_m: p.radius_m, side: p.side });
    let queries: Vec<Option<Query>> = points.iter().map(query).collect();
    let records = points.iter().map(|p| (Record::Point(&p.id, &p.extra), p.at)).collect();
    join(border, line, countries, within, records, &queries)
}

fn join<'a>(
    border: &Border,
    line: &BorderLine,
    countries: &[Area],
    within: &[Length],
    records: Vec<(Record<'a>, Option<crate::model::LonLat>)>,
    queries: &[Option<Query>],
) -> Vec<Measured<'a>> {
    let limits: Vec<f64> = within.iter().map(Length::metres).collect();
    let known: Vec<Query> = queries.iter().flatten().copied().collect();
    let mut found = proximities(border, line, countries, &limits, &known).into_iter();
    records
        .into_iter()
        .zip(queries)
        .map(|((record, at), query)| Measured { record, at, proximity: query.and_then(|_| found.next()) })
        .collect()
}

/// The records that pass a filter.
pub fn filtered<'a>(records: Vec<Measured<'a>>, filter: &Filter) -> Vec<Measured<'a>> {
    let passes = |m: &Measured<'a>| {
        let said = match m.record {
            Record::Incident(i) => filter.passes(i),
            Record::Point(..) => filter.passes_position(m.at),
        };
        said && match &m.proximity {
            Some(p) => filter.passes_measured(p.nearest.distance_m, p.nearest.border_km),
            None => !filter.needs_place(),
        }
    };
    records.into_iter().filter(passes).collect()
}

fn written(records: &[Measured<'_>], names: &[String], args: &MeasureArgs, border: &Border) -> String {
    match args.format {
        MeasureFormat::Table => measured_table(records, names),
        MeasureFormat::Csv => measured_csv(records, names, args.keep),
        MeasureFormat::Geojson => {
            let facts = &border.facts;
            collection("measured", &facts.licence, &facts.attribution, &measured_features(records, names))
        }
        MeasureFormat::Json | MeasureFormat::Ndjson => {
            let lines: Vec<String> = records.iter().map(|m| object(m, names).to_string()).collect();
            if args.format == MeasureFormat::Ndjson {
                lines.iter().map(|l| format!("{l}\n")).collect()
            } else {
                format!("[\n{}\n]\n", lines.join(",\n"))
            }
        }
    }
}

/// All columns, then what else the record says.
fn object(m: &Measured<'_>, names: &[String]) -> Value {
    let mut object: serde_json::Map<String, Value> = m.columns(names).into_iter().map(|(k, v, _)| (k, v)).collect();
    for (key, value) in m.flat(names) {
        object.entry(key).or_insert(value);
    }
    Value::Object(object)
}
