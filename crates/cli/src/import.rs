//! `marz import`: other people's data into incidents. The joint of the importers, the border and the gazetteer.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use serde_json::{Value, json};

use super::Outcome;
use super::add::feature;
use super::args::{Global, ImportArgs, ImportFormat};
use super::console::{Console, Failure, Listing, deliver};
use super::dossier::{Home, border_file, load_around, read_text, region_of};
use super::find::stock;
use super::living::update;
use super::stream::ordered;
use marz::export::{COLLECTION_TAIL, collection_head};
use marz::gazetteer::{Answer, Gazetteer, Query};
use marz::ledger::Hashed;
use marz::measure::GeodesicLine;
use marz::model::{Basis, Border, Dataset, Edtf, Extent, Incident};
use marz::read::import::{Collected, Context, FROM_FILE, Fate, Glimpse, Import, RowBlock, Told};
use marz::read::{self, Document, Problem, Severity};
use marz::recipe::{coding, coding_text};

pub fn run(args: &ImportArgs, global: &Global, console: &Console) -> Result<Outcome, Failure> {
    let dataset = match args.format {
        ImportFormat::Acled => Dataset::Acled,
        ImportFormat::Ucdp => Dataset::Ucdp,
        ImportFormat::Gdelt => Dataset::Gdelt,
        ImportFormat::Csv => Dataset::Table,
    };
    let by = match &args.table {
        Some(path) => Some((path.display().to_string(), read_text(path)?)),
        None => None,
    };
    let coding = coding(dataset, by.as_ref().map(|(name, text)| (name.as_str(), text.as_str())))?;
    if args.explain {
        let own = by.map(|(name, text)| format!("\n# {name}, which comes before it:\n{text}")).unwrap_or_default();
        deliver(&args.output, format!("{}{own}", coding_text(dataset)).as_bytes())?;
        return Ok(Outcome::of(false));
    }
    let Some(file) = &args.file else {
        let hint = "marz import FORMAT FILE; --explain shows the table of a format".to_owned();
        return Err(Failure::usage("there is no file to import", hint));
    };
    if args.geocode.is_some() && dataset != Dataset::Table {
        return Err(Failure::usage("--geocode belongs to csv: the other datasets have positions", None));
    }
    let (home, manifest, dossier, _) = load_around(Home::find(global, console)?)?.usable(console)?;
    let own_line = GeodesicLine::from(&dossier.border);
    let gazetteer = match &args.geocode {
        Some(_) => Some(stock(&home, &manifest, &dossier, &own_line)?),
        None => None,
    };
    let border = match &args.border {
        Some(path) => border_file(path, console)?,
        None => dossier.border,
    };
    let context = Context {
        file: file.display().to_string(),
        sides: Some(border.facts.sides.clone()),
        coding,
        accessed: accessed(args, file)?,
    };
    let terms = context.coding.terms.clone();
    let job = Job { args, file, line: GeodesicLine::from(&border), border, gazetteer, console };
    let (incidents, count) = job.read(dataset, context)?;
    let outcome = match &args.into {
        Some(into) => {
            let prefix = match dataset {
                Dataset::Acled => Some("acled-"),
                Dataset::Ucdp => Some("ucdp-"),
                Dataset::Gdelt => Some("gdelt-"),
                Dataset::Table => None,
            };
            update(into, &incidents, prefix, args.dry_run, console)?
        }
        None => {
            let facts = &job.border.facts;
            let head = collection_head("incidents", &facts.licence, &facts.attribution, None);
            let mut listing = Listing::begin(&args.output, head.as_bytes(), ",\n", COLLECTION_TAIL)?;
            incidents.iter().try_for_each(|i| listing.put(feature(i).to_string().as_bytes()))?;
            format!("{} incidents written", listing.end()?)
        }
    };
    console.note(&format!("{}: {}", file.display(), count.told()));
    console.note(&outcome);
    if let Some(terms) = terms.filter(|_| !incidents.is_empty()) {
        console.note(&terms);
    }
    Ok(Outcome::of(count.rejected > 0))
}

/// When the file was fetched: as said, else the day on which it was last written.
fn accessed(args: &ImportArgs, file: &Path) -> Result<Option<Edtf>, Failure> {
    if let Some(day) = &args.accessed {
        let wrong = |e: marz::model::EdtfError| Failure::usage(format!("--accessed {day}: {e}"), None);
        return Ok(Some(day.parse().map_err(wrong)?));
    }
    let written = std::fs::metadata(file).and_then(|m| m.modified()).ok();
    let since = written.and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    let day = since.and_then(|d| i32::try_from(d.as_secs() / 86_400).ok());
    Ok(day.and_then(|day| Edtf::of_days(day, day)))
}

/// What became of the rows; read = used + merged + filtered + rejected.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    read: usize,
    used: usize,
    merged: usize,
    filtered: usize,
    rejected: usize,
}

impl Count {
    fn told(&self) -> String {
        let Self { read, used, merged, filtered, rejected } = self;
        format!("{read} rows read: {used} used, {merged} merged, {filtered} filtered out, {rejected} rejected")
    }
}

struct Job<'a> {
    args: &'a ImportArgs,
    file: &'a Path,
    border: Border,
    line: GeodesicLine,
    gazetteer: Option<Gazetteer>,
    console: &'a Console,
}

impl Job<'_> {
    /// Reads the file to its end.
    fn read(&self, dataset: Dataset, context: Context) -> Result<(Vec<Incident>, Count), Failure> {
        let Self { args, file, console, .. } = self;
        let unreadable = |source: io::Error| Failure::Read { path: file.to_path_buf(), source };
        let reader: Box<dyn Read + Send> = match file.as_os_str() == "-" {
            true => Box::new(io::stdin()),
            false => Box::new(File::open(file).map_err(unreadable)?),
        };
        let (reader, hash) = Hashed::new(reader);
        let mut import = match Import::open(Box::new(reader), dataset, context.clone()).map_err(unreadable)? {
            Ok(import) => import,
            Err(problem) => {
                console.problems(&[*problem], &BTreeMap::new());
                return Err(Failure::Data(format!("{} cannot be read; see above", file.display())));
            }
        };
        let is_json = args.report.as_deref().is_some_and(|path| path.extension().is_some_and(|e| e == "json"));
        let report_row = if is_json { report_object } else { report_row };
        let mut report = match &args.report {
            Some(path) if is_json => Some(Listing::begin(path, b"[\n", ",\n", "]\n")?),
            Some(path) => Some(Listing::begin(path, b"line,id,fate,what\n", "", "")?),
            None => None,
        };
        let passes = self.filter(&context)?;
        let bar = console.stream_progress(None);
        let (mut all, mut count) = (Collected::default(), Count::default());
        let mut lines: HashMap<String, usize> = HashMap::new();
        let mut told = Telling { console, shown: 0, more: 0 };
        let rows = import.reader();
        let work = |block: RowBlock| {
            let mut read = rows.read(&block, &passes);
            read.iter_mut().for_each(|row| self.geocode(row));
            read
        };
        let put = |block: Vec<Told>| {
            block.into_iter().try_for_each(|row| -> Result<(), Failure> {
                count.read += 1;
                if count.read % 4096 == 0 {
                    bar.set_message(format!("{} rows", count.read));
                }
                let word = match row.fate {
                    Fate::Filtered => {
                        count.filtered += 1;
                        "filtered"
                    }
                    Fate::Rejected => {
                        count.rejected += 1;
                        "rejected"
                    }
                    Fate::Kept(incident, revision) => {
                        lines.insert(incident.id.clone(), row.line);
                        if all.add(*incident, revision) {
                            count.merged += 1;
                            "merged"
                        } else {
                            count.used += 1;
                            "used"
                        }
                    }
                };
                if word != "filtered" {
                    told.tell(&row.problems);
                }
                if let Some(report) = &mut report {
                    report.put(&report_row(row.line, &row.id, word, &row.problems))?;
                }
                Ok(())
            })
        };
        ordered(|| import.next_block().map_err(unreadable), work, put)?;
        bar.finish_and_clear();
        let mut incidents = all.into_incidents();
        let from = format!("{FROM_FILE}{} (SHA-256 {})", shown_name(file), hash.hex());
        for source in incidents.iter_mut().filter_map(|i| i.sources.first_mut()) {
            source.note = Some(format!("{}{from}", source.note.as_deref().unwrap_or_default()));
        }
        let tell = |line: usize, id: &str, problems: &[Problem]| report_row(line, id, "rejected after all", problems);
        self.refuse_what_check_refuses(
            &mut incidents,
            &lines,
            &mut told,
            &mut report.as_mut().map(|r| (r, tell)),
            &mut count,
        )?;
        told.end();
        if let Some(report) = report {
            report.end()?;
        }
        Ok((incidents, count))
    }

    /// What is asked for: near the border, since a day, in a country.
    fn filter<'c>(&'c self, context: &'c Context) -> Result<impl Fn(&Glimpse<'_>) -> bool + Sync + 'c, Failure> {
        let args = self.args;
        let near = args.near.as_ref().map(marz::recipe::Length::metres);
        let since = match &args.since {
            Some(day) => {
                let date: Edtf = day.parse().map_err(|e| Failure::usage(format!("--since {day}: {e}"), None))?;
                Some(date.days().0)
            }
            None => None,
        };
        let countries: Vec<String> = args.country.iter().map(|c| c.trim().to_uppercase()).collect();
        let known: Mutex<HashMap<String, bool>> = Mutex::default();
        let in_country = move |text: Option<&str>| {
            let Some(text) = text else { return false };
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(found) = known.get(text) {
                return *found;
            }
            let code = context.country(text).unwrap_or_else(|| text.to_uppercase());
            let found = countries.contains(&code) || countries.contains(&text.to_uppercase());
            known.insert(text.to_owned(), found);
            found
        };
        let has_countries = !args.country.is_empty();
        Ok(move |glimpse: &Glimpse<'_>| {
            let near_enough = || match (near, glimpse.at) {
                (None, _) => true,
                (Some(limit), Some(at)) => self.is_near(at, limit),
                // A place that is still to be looked up is asked again when it was.
                (Some(_), None) => self.gazetteer.is_some(),
            };
            since.is_none_or(|day| glimpse.days.1 >= day)
                && (!has_countries || in_country(glimpse.country))
                && near_enough()
        })
    }

    fn is_near(&self, at: marz::model::LonLat, limit_m: f64) -> bool {
        self.line.is_within(at, limit_m)
    }

    /// Looks the place of an incident without a point up, where that is asked for: only a sure answer is taken.
    fn geocode(&self, row: &mut Told) {
        let (Some(gazetteer), Fate::Kept(incident, _)) = (&self.gazetteer, &mut row.fate) else { return };
        if incident.at.is_some() {
            return;
        }
        let l = &incident.location;
        let name = match self.args.geocode {
            Some(super::args::GeocodeField::District) => l.district.clone().unwrap_or_default(),
            _ => l.name.clone(),
        };
        let query = Query { name: &name, province: l.province.as_deref(), country: l.country.as_deref() };
        let warning = |message: String, hint: &str| {
            Problem::warning(&self.file.display().to_string(), message)
                .at(row.line, 1)
                .feature(incident.id.clone())
                .field("place")
                .found(name.clone())
                .hint(hint)
        };
        match gazetteer.find(&query) {
            Answer::Sure { best, .. } => {
                let radius = incident.location.radius_m.or(best.radius_m).unwrap_or(5_000);
                incident.at = Some(best.entry.place.at);
                incident.location.extent = if radius > 50_000 { Extent::Area } else { Extent::Point };
                incident.location.radius_m = Some(radius);
                incident.location.basis = Basis::Gazetteer;
                let reasons = best.reasons.join("; ");
                incident.location.method = Some(format!("looked up as {}: {reasons}", best.entry.place.id));
            }
            Answer::Unsure(candidates) => {
                let list: Vec<&str> = candidates.iter().take(5).map(|c| c.entry.place.id.as_str()).collect();
                let message = format!("not sure which place is meant; stored without a point: {}", list.join(", "));
                let told = warning(message, "marz find tells more; give the country or province, or a position");
                row.problems.push(told);
            }
            Answer::Nothing => {
                let told = warning("no place is called so; stored without a point".to_owned(), "give a position");
                row.problems.push(told);
            }
        }
        let near = self.args.near.as_ref().map(marz::recipe::Length::metres);
        if near.is_some_and(|limit| incident.at.is_none_or(|at| !self.is_near(at, limit))) {
            row.fate = Fate::Filtered;
        }
    }

    /// What is written passes `marz check`: what does not is rejected here, with its reason.
    fn refuse_what_check_refuses(
        &self,
        incidents: &mut Vec<Incident>,
        lines: &HashMap<String, usize>,
        told: &mut Telling<'_>,
        report: &mut Option<(&mut Listing, impl Fn(usize, &str, &[Problem]) -> Vec<u8>)>,
        count: &mut Count,
    ) -> Result<(), Failure> {
        let features: Vec<Value> = incidents.iter().map(feature).collect();
        let text = json!({"type": "FeatureCollection", "features": features}).to_string();
        let name = self.file.display().to_string();
        let document = Document::parse(&name, text.as_bytes()).map_err(|p| Failure::Data(p.message))?;
        let read = read::incidents(&document, Some(&region_of(&self.border)));
        let mut refused: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
        for mut problem in read.problems.into_iter().filter(|p| p.severity == Severity::Error) {
            let Some(id) = problem.feature.clone() else { continue };
            problem.span = None;
            let line = lines.get(&id).copied().unwrap_or(1);
            refused.entry(id).or_default().push(problem.at(line, 1));
        }
        for (id, problems) in &refused {
            (count.used, count.rejected) = (count.used.saturating_sub(1), count.rejected + 1);
            told.tell(problems);
            if let Some((report, row)) = report {
                report.put(&row(lines.get(id).copied().unwrap_or(1), id, problems))?;
            }
        }
        incidents.retain(|i| !refused.contains_key(&i.id));
        Ok(())
    }
}

fn shown_name(file: &Path) -> String {
    file.file_name().map_or_else(|| "stdin".to_owned(), |n| n.to_string_lossy().into_owned())
}

fn report_row(line: usize, id: &str, word: &str, problems: &[Problem]) -> Vec<u8> {
    let one = |p: &Problem| {
        let found = p.found.as_ref().map(|f| format!(" ({f})")).unwrap_or_default();
        format!("{}: {}{found}", p.field.as_deref().unwrap_or("row"), p.message)
    };
    let words: Vec<String> = problems.iter().map(one).collect();
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    format!("{line},{},{word},{}\n", cell(id), cell(&words.join("; "))).into_bytes()
}

/// The same for machines.
fn report_object(line: usize, id: &str, word: &str, problems: &[Problem]) -> Vec<u8> {
    json!({"line": line, "id": id, "fate": word, "problems": problems}).to_string().into_bytes()
}

/// Tells problems: all errors, and the first warnings.
struct Telling<'a> {
    console: &'a Console,
    shown: usize,
    more: usize,
}

impl Telling<'_> {
    fn tell(&mut self, problems: &[Problem]) {
        const MOST: usize = 40;
        for problem in problems {
            if problem.severity == Severity::Error || self.shown < MOST {
                self.shown += usize::from(problem.severity == Severity::Warning);
                self.console.problems(std::slice::from_ref(problem), &BTreeMap::new());
            } else {
                self.more += 1;
            }
        }
    }

    fn end(&self) {
        if self.more > 0 {
            self.console.note(&format!("and {} more warnings: --report FILE lists them all", self.more));
        }
    }
}
