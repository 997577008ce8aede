//! `marz measure`: proximity of the dossier's incidents, or of any points.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::{Map, Value};

use super::Outcome;
use super::args::{FilterArgs, Global, MeasureArgs, MeasureFormat};
use super::console::{Console, Delivery, Failure};
use super::dossier::{Home, border_file, border_or, load};
use super::stream::ordered;
use super::withhold::Withheld;
use marz::export::{
    COLLECTION_TAIL, Cell, Columns, Measured, Record, Spreadsheet, collection_head, measured_feature, measured_table,
};
use marz::language::Language;
use marz::measure::{Against, BorderLine, Cells, Lands, Query, proximities};
use marz::model::{Area, Border, Dossier, Incident, LonLat, Sides};
use marz::phrase::Phrases;
use marz::read::{Block, Parsed, PointRecord, PointSource, Problem, TableColumns};
use marz::recipe::{Filter, Length};
use marz::terminal::shown;

pub fn run(args: &MeasureArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let filter = args.filter.text().resolve()?;
    let rivals: Vec<(String, BorderLine)> = args
        .compare
        .iter()
        .map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok((stem, BorderLine::new(&border_file(path, console)?)))
        })
        .collect::<Result<_, Failure>>()?;
    let job = Job { args, filter, rivals, global, console };
    match &args.input {
        None => dossier(&job),
        Some(input) => points(input, &job),
    }
}

/// What is to be done, resolved.
struct Job<'a> {
    args: &'a MeasureArgs,
    filter: Filter,
    /// The lines to compare with, by the names of their files.
    rivals: Vec<(String, BorderLine)>,
    global: &'a Global,
    console: &'a Console,
}

fn names(args: &MeasureArgs) -> Vec<String> {
    args.within.iter().map(Length::to_string).collect()
}

fn columns(args: &MeasureArgs, rivals: &[(String, BorderLine)], border: &Border) -> Columns {
    let rivals: Vec<String> = rivals.iter().map(|(name, _)| name.clone()).collect();
    Columns::new(&names(args), &rivals, &border.facts.edition)
}

fn dossier(job: &Job<'_>) -> Result<Outcome, Failure> {
    let Job { args, filter, rivals, global, console } = job;
    let (_, _, dossier, counts) = load(Home::find(global, console)?)?.usable(console)?;
    let mut dossier = Withheld::of(&args.filter)?.from(dossier)?;
    if let Some(path) = &args.border {
        dossier.border = border_or(Some(path), global, console)?;
    }
    let line = BorderLine::new(&dossier.border);
    let incidents: Vec<&Incident> = dossier.incidents.iter().collect();
    let rivals_only: Vec<&BorderLine> = rivals.iter().map(|(_, line)| line).collect();
    let records = filtered(measured(&dossier, &line, &rivals_only, &incidents, &args.within), filter);
    let columns = columns(args, rivals, &dossier.border);
    let kept = if args.keep { Spreadsheet::members(&columns, &records) } else { Vec::new() };
    let mut product = Product::begin(args, &dossier.border, Spreadsheet { columns, kept })?;
    let told = records.len();
    let form = product.form().clone();
    let mut rows = form.begin(told);
    records.into_iter().for_each(|m| form.push(m, &mut rows));
    product.put(&form.end(rows))?;
    product.end()?;
    let (read, rejected) = (counts.read, counts.rejected);
    let out = read - told - rejected;
    console.note(&format!("{read} incidents read, {told} told, {rejected} rejected, {out} filtered out"));
    Ok(Outcome::of(counts.errors > 0))
}

/// Points of any file, as a stream: constant memory, all cores, order kept.
fn points(input: &Path, job: &Job<'_>) -> Result<Outcome, Failure> {
    let Job { args, filter, rivals, global, console } = job;
    needs_dossier(&args.filter)?;
    let withheld = Withheld::of(&args.filter)?;
    let cells = withheld.cells();
    if args.keep && cells.is_some() {
        let hint = "no one but you knows which members of a file of points tell where they are".to_owned();
        return Err(Failure::usage("--coarsen leaves the members of the input out; it does not go with --keep", hint));
    }
    let (border, countries) = border_and_countries(args, global, console)?;
    let line = BorderLine::new(&border);
    let limits: Vec<f64> = args.within.iter().map(Length::metres).collect();
    let lands = Lands::new(&border, &countries);
    let against = Against { border: &border, line: &line, lands: &lands, limits_m: &limits };

    let Input { reader, size, name } = open(input)?;
    let unreadable = |source: io::Error| Failure::Read { path: input.to_path_buf(), source };
    let table =
        TableColumns { lon: args.lon.clone(), lat: args.lat.clone(), id: args.id.clone(), radius: args.radius.clone() };
    let keep = args.keep || (cells.is_none() && !matches!(args.format, MeasureFormat::Csv | MeasureFormat::Table));
    let mut source = match PointSource::open(reader, &name, &table, keep).map_err(unreadable)? {
        Ok(source) => source,
        Err(problem) => {
            console.problems(&[*problem], &BTreeMap::new());
            return Err(Failure::Data(format!("{name} cannot be read; see above")));
        }
    };
    let parser = source.parser();
    let columns = columns(args, rivals, &border);
    let kept = match (args.keep, source.table_header()) {
        (false, _) => Some(Vec::new()),
        (true, Some(header)) => {
            let taken: Vec<&str> = columns.names().collect();
            Some(header.iter().filter(|h| !taken.contains(&h.as_str())).cloned().collect())
        }
        // The members of GeoJSON are known when the first block is.
        (true, None) => None,
    };
    let mut first = source.next_block().map_err(unreadable)?;
    let kept = kept.unwrap_or_else(|| {
        let parsed = first.as_ref().map(|block| parser.parse(block)).unwrap_or_default();
        let records: Vec<Measured<'_>> = parsed.points.iter().map(unmeasured).collect();
        Spreadsheet::members(&columns, &records)
    });

    let mut product = Product::begin(args, &border, Spreadsheet { columns, kept })?;
    let form = product.form().clone();
    let bar = console.stream_progress(size);
    let mut total = Count::default();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let work = |block: Block| {
        let mut parsed = parser.parse(&block);
        if let Some(cells) = cells {
            parsed.points.iter_mut().for_each(|p| coarse(p, cells));
        }
        let seen = parsed.points.iter().filter(|p| withheld.names().contains(&*p.id));
        let seen: Vec<String> = seen.map(|p| p.id.to_string()).collect();
        let places: Vec<LonLat> = parsed.points.iter().filter_map(|p| p.at).collect();
        let mut found = line.nearest_batch(&places).into_iter();
        let mut others: Vec<_> = rivals.iter().map(|(_, rival)| rival.nearest_batch(&places).into_iter()).collect();
        let mut told = 0;
        let mut rows = form.begin(parsed.points.len());
        for p in &parsed.points {
            let query = p.at.map(|at| Query { at, radius_m: p.radius_m, side: p.side });
            let measured = Measured {
                record: Record::Point(&p.id, &p.extra),
                at: p.at,
                proximity: query.zip(query.and_then(|_| found.next())).map(|(q, n)| against.proximity(&q, n)),
                rivals: match p.at {
                    Some(_) => others.iter_mut().filter_map(Iterator::next).collect(),
                    None => Vec::new(),
                },
            };
            if passes(&measured, filter) {
                told += 1;
                form.push(measured, &mut rows);
            }
        }
        let rows = form.end(rows);
        let Parsed { read, rejected, problems, .. } = parsed;
        Done { rows, count: Count { read, told, rejected }, problems, bytes: block.len(), seen }
    };
    let stream = ordered(
        || match first.take() {
            Some(block) => Ok(Some(block)),
            None => source.next_block().map_err(unreadable),
        },
        work,
        |done| {
            console.problems(&done.problems, &BTreeMap::new());
            total.add(&done.count);
            seen.extend(done.seen);
            bar.inc(u64::try_from(done.bytes).unwrap_or(0));
            bar.set_message(format!("{} points", total.read));
            product.put(&done.rows)
        },
    );
    bar.finish_and_clear();
    stream?;
    let around = source.problems_around();
    console.problems(&around, &BTreeMap::new());
    let is_bad = around.iter().any(|p| p.severity == marz::read::Severity::Error);
    if is_bad && total.told == 0 {
        return Err(Failure::Data(format!("{name} cannot be read; see above")));
    }
    withheld.known(seen.iter().map(String::as_str))?;
    product.end()?;
    let Count { read, told, rejected } = total;
    let out = read - told - rejected;
    console.note(&format!("{read} points read, {told} told, {rejected} rejected, {out} filtered out"));
    Ok(Outcome::of(rejected > 0 || is_bad))
}

/// How many records there were of each kind.
#[derive(Default)]
struct Count {
    read: usize,
    told: usize,
    rejected: usize,
}

impl Count {
    fn add(&mut self, o: &Self) {
        self.read += o.read;
        self.told += o.told;
        self.rejected += o.rejected;
    }
}

/// A block, done.
struct Done {
    rows: Vec<u8>,
    count: Count,
    problems: Vec<Problem>,
    bytes: usize,
    /// The ids in it that are to be left out.
    seen: Vec<String>,
}

/// A point in its cell, and nothing else that its file says: any of it may tell where it was.
fn coarse(p: &mut PointRecord<'_>, cells: Cells) {
    p.extra.clear();
    if let Some(at) = p.at {
        let (centre, radius_m) = cells.coarse(at, p.radius_m);
        (p.at, p.radius_m) = (Some(centre), Some(radius_m));
    }
}

fn unmeasured<'p>(p: &'p PointRecord<'_>) -> Measured<'p> {
    Measured { record: Record::Point(&p.id, &p.extra), at: p.at, proximity: None, rivals: Vec::new() }
}

/// Where points come from.
struct Input {
    reader: Box<dyn Read + Send>,
    /// How many bytes it holds, where that is known.
    size: Option<u64>,
    name: String,
}

fn open(input: &Path) -> Result<Input, Failure> {
    if input.as_os_str() == "-" {
        return Ok(Input { reader: Box::new(io::stdin()), size: None, name: "stdin".to_owned() });
    }
    let unreadable = |source| Failure::Read { path: input.to_path_buf(), source };
    let file = File::open(input).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if about.is_dir() {
        return Err(unreadable(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")));
    }
    let size = if about.is_file() { Some(about.len()) } else { None };
    Ok(Input { reader: Box::new(file), size, name: input.display().to_string() })
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
    rivals: &[&BorderLine],
    incidents: &[&'a Incident],
    within: &[Length],
) -> Vec<Measured<'a>> {
    let limits: Vec<f64> = within.iter().map(Length::metres).collect();
    let countries = dossier.basemap.countries.as_ref().map_or(&[][..], |l| &l.features);
    let lands = Lands::new(&dossier.border, countries);
    let against = Against { border: &dossier.border, line, lands: &lands, limits_m: &limits };
    let query = |i: &&Incident| {
        let l = &i.location;
        i.at.map(|at| Query { at, radius_m: l.radius_m.map(f64::from), side: l.side })
    };
    let known: Vec<Query> = incidents.iter().filter_map(query).collect();
    let mut found = proximities(&against, &known).into_iter();
    let one = |incident: &&'a Incident| Measured {
        record: Record::Incident(incident),
        at: incident.at,
        proximity: incident.at.and_then(|_| found.next()),
        rivals: incident.at.map(|at| rivals.iter().map(|r| r.nearest(at)).collect()).unwrap_or_default(),
    };
    incidents.iter().map(one).collect()
}

/// The records that pass a filter.
pub fn filtered<'a>(mut records: Vec<Measured<'a>>, filter: &Filter) -> Vec<Measured<'a>> {
    records.retain(|m| passes(m, filter));
    records
}

/// Whether a record passes a filter.
pub fn passes(m: &Measured<'_>, filter: &Filter) -> bool {
    let said = match m.record {
        Record::Incident(i) => filter.passes(i),
        Record::Point(id, _) => filter.passes_id(id) && filter.passes_position(m.at),
    };
    said && match &m.proximity {
        Some(p) => filter.passes_measured(p.nearest.distance_m, p.nearest.border_km),
        None => !filter.needs_place(),
    }
}

/// The incidents of a dossier that pass a filter, measured only where the filter asks for a distance.
pub fn selected<'a>(dossier: &'a Dossier, line: &BorderLine, filter: &Filter) -> Vec<&'a Incident> {
    let all: Vec<&Incident> = dossier.incidents.iter().collect();
    if !filter.needs_place() {
        return all.into_iter().filter(|i| filter.passes(i)).collect();
    }
    let records = filtered(measured(dossier, line, &[], &all, &[]), filter);
    records.iter().filter_map(|m| if let Record::Incident(i) = m.record { Some(i) } else { None }).collect()
}

/// How rows are written.
#[derive(Clone)]
struct Form {
    format: MeasureFormat,
    sheet: Spreadsheet,
    limits: Vec<String>,
    edition: String,
    sides: Sides,
}

impl Form {
    /// Makes room for a number of rows.
    fn begin<'m>(&self, count: usize) -> Rows<'m> {
        const ROW: usize = 150;
        Rows { bytes: Vec::with_capacity(count * ROW), waiting: Vec::new() }
    }

    /// Adds the row of a record.
    fn push<'m>(&self, m: Measured<'m>, rows: &mut Rows<'m>) {
        let columns = &self.sheet.columns;
        let out = &mut rows.bytes;
        let mut line = |before: &str, text: &str, after: &str| {
            out.extend_from_slice(before.as_bytes());
            out.extend_from_slice(text.as_bytes());
            out.extend_from_slice(after.as_bytes());
        };
        match self.format {
            MeasureFormat::Csv => self.sheet.row(&m, out),
            // The widths of a table are known when all of its rows are.
            MeasureFormat::Table => rows.waiting.push(m),
            MeasureFormat::Ndjson => line("", &object(&m, columns).to_string(), "\n"),
            MeasureFormat::Json => line(",\n", &object(&m, columns).to_string(), ""),
            MeasureFormat::Geojson => line(",\n", &measured_feature(&m, columns).to_string(), ""),
            MeasureFormat::Geojsonseq => line("\u{1e}", &measured_feature(&m, columns).to_string(), "\n"),
        }
    }

    fn end(&self, rows: Rows<'_>) -> Vec<u8> {
        match self.format {
            MeasureFormat::Table => {
                let english = Language::english();
                measured_table(&rows.waiting, &self.limits, &self.sides, Phrases::new(&english)).into_bytes()
            }
            _ => rows.bytes,
        }
    }
}

/// Rows being written.
struct Rows<'m> {
    bytes: Vec<u8>,
    waiting: Vec<Measured<'m>>,
}

/// All columns, then what else the record says.
fn object(m: &Measured<'_>, columns: &Columns) -> Value {
    let cells = columns.names().zip(columns.cells(m));
    let mut object: Map<String, Value> =
        cells.map(|(name, cell): (&str, Cell<'_>)| (name.to_owned(), cell.json())).collect();
    for (key, value) in m.said() {
        object.entry(key).or_insert(value);
    }
    Value::Object(object)
}

/// The product on its way out: what stands before the rows, between them and after them.
struct Product {
    form: Form,
    delivery: Delivery,
    is_first: bool,
}

impl Product {
    fn begin(args: &MeasureArgs, border: &Border, sheet: Spreadsheet) -> Result<Self, Failure> {
        let mut delivery = Delivery::begin(&args.output)?;
        let facts = &border.facts;
        match args.format {
            MeasureFormat::Csv => delivery.put(&sheet.header())?,
            MeasureFormat::Json => delivery.put(b"[\n")?,
            MeasureFormat::Geojson => {
                delivery.put(collection_head("measured", &facts.licence, &facts.attribution, None).as_bytes())?;
            }
            MeasureFormat::Table | MeasureFormat::Ndjson | MeasureFormat::Geojsonseq => {}
        }
        let form = Form {
            format: args.format,
            sheet,
            limits: names(args),
            edition: facts.edition.clone(),
            sides: facts.sides.clone(),
        };
        Ok(Self { form, delivery, is_first: true })
    }

    fn form(&self) -> &Form {
        &self.form
    }

    fn put(&mut self, rows: &[u8]) -> Result<(), Failure> {
        // Rows of a list come with a comma before each: the first has none before it.
        let rows = match self.form.format {
            MeasureFormat::Json | MeasureFormat::Geojson if self.is_first => rows.strip_prefix(b",\n").unwrap_or(rows),
            _ => rows,
        };
        self.is_first &= rows.is_empty();
        self.delivery.put(rows)
    }

    fn end(mut self) -> Result<(), Failure> {
        let line_break = if self.is_first { "" } else { "\n" };
        match self.form.format {
            MeasureFormat::Json => self.delivery.put(format!("{line_break}]\n").as_bytes())?,
            MeasureFormat::Geojson => self.delivery.put(format!("{line_break}{COLLECTION_TAIL}").as_bytes())?,
            MeasureFormat::Table if !self.form.edition.is_empty() => {
                self.delivery.put(shown(&format!("\nborder edition {}\n", self.form.edition)).as_bytes())?;
            }
            _ => {}
        }
        self.delivery.commit()
    }
}
