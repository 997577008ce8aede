//! Importing a file of other people's data: rows filtered, geocoded, merged and checked as a stream.

mod account;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use serde_json::{Value, json};

use crate::dossier::{Dossier, region_of};
use crate::error::Error;
use crate::export::{COLLECTION_TAIL, Listing, Target, collection_head};
use crate::gazetteer::{Answer, Gazetteer, Query};
use crate::language::Languages;
use crate::ledger::{Hash, Hashed};
use crate::measure::GeodesicLine;
use crate::model::{
    Basis, Border, BorderFacts, Categories, Category, Coding, Dataset, Edtf, Extent, Incident, LonLat, Unjudged,
    Verdict, not_judged_in_words,
};
use crate::monitor::Monitor;
use crate::parallel::ordered;
use crate::read::import::country::nearest;
use crate::read::import::{
    Added, Collected, Context, FROM_FILE, Import, ReadRow, RowBlock, RowId, RowOutcome, RowPreview, is_said_of_filtered,
};
use crate::read::{self, Document, Problem, Severity, TableOptions, feature};
use crate::recipe::{Length, check_categories, judge_period};
use account::Account;

/// The counts of an import; read = used + merged + identical + filtered + rejected + not judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows read.
    pub read: usize,
    /// Rows that became an incident.
    pub used: usize,
    /// Rows that are another version of an incident read before.
    pub merged: usize,
    /// Rows without an id that say all that a row before them says.
    pub identical: usize,
    /// Rows that the options filter out.
    pub filtered: usize,
    /// Rows that cannot be used.
    pub rejected: usize,
    /// Whether the file has no column of position.
    pub lacks_position: bool,
    /// Rows that the options can neither filter out nor let pass: left out, and named to the monitor.
    pub not_judged: usize,
}

impl RowCounts {
    /// The counts in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let Self { read, used, merged, identical, filtered, rejected, lacks_position, not_judged } = self;
        let same = if *identical > 0 { format!(", {identical} identical") } else { String::new() };
        let position = if *lacks_position { "; no column of position was found" } else { "" };
        let rest = format!("{filtered} filtered out, {rejected} rejected, {not_judged} not judged{same}{position}");
        format!("{read} rows read: {used} used, {merged} merged, {rest}")
    }
}

/// The field by which an incident without a position is geocoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeocodedField {
    /// The name of the place.
    Place,
    /// The district.
    District,
}

/// The options of an import.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Only rows within this distance of the border.
    pub near: Option<Length>,
    /// Only rows whose date does not end before this date.
    pub since: Option<Edtf>,
    /// Only rows of these countries, by code or by name; of all countries if empty.
    pub countries: Vec<String>,
    /// The field by which rows without a position are geocoded; `None` for no geocoding.
    pub geocode: Option<GeocodedField>,
    /// How the file is opened where it leaves that open itself.
    pub table: TableOptions,
    /// A file with the outcome of every row: JSON if its name ends in `.json`, else CSV.
    pub report: Option<Target>,
    /// Whether the monitor gets all warnings, and not the first alone.
    pub has_all_warnings: bool,
}

/// What all rows of a file share that is imported into a dossier; `accessed` and `today` are by default the day on which it was last
/// written.
#[must_use]
pub fn context(file: &Path, coding: Coding, dossier: &Dossier, accessed: Option<Edtf>, today: Option<Edtf>) -> Context {
    let accessed = accessed.or_else(|| last_written(file));
    Context {
        file: file.display().to_string(),
        sides: Some(dossier.case().border.facts.sides.clone()),
        countries: dossier.own_countries(),
        coding,
        today: today.or_else(|| accessed.clone()),
        zone: dossier.manifest().timezone.clone(),
        accessed,
    }
}

/// An import of one file.
pub struct FileImport<'a> {
    /// The name of the file, or `-`.
    pub file: &'a Path,
    /// The border for [`ImportOptions::near`].
    pub border: &'a Border,
    /// Its line.
    pub line: &'a GeodesicLine,
    /// The categories that the dossier defines.
    pub categories: &'a Categories,
    /// The gazetteer for [`ImportOptions::geocode`].
    pub gazetteer: Option<Gazetteer>,
    /// The options.
    pub options: ImportOptions,
    /// Receives problems and progress.
    pub monitor: &'a dyn Monitor,
}

impl FileImport<'_> {
    /// Reads the file to its end.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or is of another kind. Rows that cannot be used are counted and reported to the monitor.
    pub fn read(
        &self,
        reader: Box<dyn Read + Send>,
        dataset: Dataset,
        mut context: Context,
    ) -> Result<(Vec<Incident>, RowCounts), Error> {
        let Self { options, file, monitor, .. } = self;
        check_categories(&context.coding, self.categories)?;
        self.check_countries(&context)?;
        context.coding.own_categories = self.categories.clone();
        if dataset == Dataset::Table {
            let all = || Category::ALL.into_iter().chain(Category::STOCK);
            let names = Languages::embedded().iter().flat_map(|l| all().map(|c| (Coding::key(l.category(c)), c)));
            for (name, category) in names {
                context.coding.legend.entry(name).or_insert(category);
            }
        }
        let unreadable = |source: io::Error| Error::Read { path: file.to_path_buf(), source };
        let (reader, hash) = Hashed::new(reader);
        let mut import = match Import::open_with(
            Box::new(reader),
            dataset,
            context.clone(),
            &options.table,
            Some(region_of(self.border)),
        )
        .map_err(unreadable)?
        {
            Ok(import) => import,
            Err(problem) => {
                monitor.problems(&[*problem]);
                return Err(Error::Data(format!("{} cannot be read; see above", file.display())));
            }
        };
        let is_json = options.report.as_ref().is_some_and(|t| t.path().extension().is_some_and(|e| e == "json"));
        let report_row = if is_json { report_object } else { report_row };
        let mut report = match &options.report {
            Some(target) if is_json => Some(Listing::begin(target, b"[\n", ",\n", "]\n")?),
            Some(target) => Some(Listing::begin(target, b"line,id,fate,what\n", "", "")?),
            None => None,
        };
        let passes = self.filter(&context);
        let (mut all, mut count) = (Collected::default(), RowCounts::default());
        let mut lines: HashMap<String, usize> = HashMap::new();
        let mut not_judged = Vec::new();
        let mut account = Account::default();
        let mut warnings = Warnings { monitor: *monitor, is_limited: !options.has_all_warnings, shown: 0, more: 0 };
        warnings.show(import.warnings());
        count.lacks_position = import.lacks_position();
        let rows = import.reader();
        let work = |block: RowBlock| {
            let mut read = rows.read(&block, &passes);
            read.iter_mut().for_each(|row| self.geocode(row, &context.coding));
            read
        };
        let put = |block: Vec<ReadRow>| {
            block.into_iter().try_for_each(|mut row| -> Result<(), Error> {
                count.read += 1;
                if count.read % 4096 == 0 {
                    monitor.progress(count.read, 0);
                }
                let word = match row.outcome {
                    RowOutcome::Filtered => {
                        count.filtered += 1;
                        "filtered"
                    }
                    RowOutcome::Rejected => {
                        count.rejected += 1;
                        "rejected"
                    }
                    RowOutcome::NotJudged(why) => {
                        count.not_judged += 1;
                        not_judged.push((row.id.clone(), why));
                        "not judged"
                    }
                    RowOutcome::Kept(incident, revision) => {
                        account.add(&row.taken, &incident.location);
                        let id = incident.id.clone();
                        let row_id = RowId::of(row.given_id.as_deref(), row.cells.as_deref());
                        match all.add(*incident, revision, row_id) {
                            Added::New(id) => {
                                if let Some(given) = row.given_id.as_deref().filter(|_| id != row.id) {
                                    let problem = Problem::warning(
                                        &self.file.display().to_string(),
                                        "as a name of letters, digits and hyphens this id is another's; numbered by the order of the rows",
                                    );
                                    let problem = problem.at(row.line, 1).feature(id.clone()).field("id");
                                    row.problems.push(problem.found(given.to_owned()).hint(
                                        "give it an id that differs in more than case and marks: in another order the two would be exchanged",
                                    ));
                                }
                                lines.insert(id, row.line);
                                count.used += 1;
                                "used"
                            }
                            Added::Merged(differs) => {
                                if differs && dataset == Dataset::Table {
                                    row.problems.push(same_id(&self.file.display().to_string(), row.line, &id));
                                }
                                lines.insert(id, row.line);
                                count.merged += 1;
                                "merged"
                            }
                            Added::Identical => {
                                count.identical += 1;
                                "identical"
                            }
                        }
                    }
                };
                let problems = std::mem::take(&mut row.problems);
                row.problems = problems.into_iter().map(|problem| rows.with_heading(problem)).collect();
                if word == "filtered" {
                    row.problems
                        .iter()
                        .filter(|p| is_said_of_filtered(p))
                        .for_each(|p| warnings.show(std::slice::from_ref(p)));
                } else {
                    warnings.show(&row.problems);
                }
                if let Some(report) = &mut report {
                    report.put(&report_row(row.line, &row.id, word, &row.problems))?;
                }
                Ok(())
            })
        };
        ordered(|| import.next_block().map_err(unreadable), work, put)?;
        let mut incidents = all.into_incidents();
        let from = format!("{FROM_FILE}{} (SHA-256 {})", shown_name(file), hash_of(file, &hash)?);
        for source in incidents.iter_mut().filter_map(|i| i.sources.first_mut()) {
            source.note = Some(format!("{}{from}", source.note.as_deref().unwrap_or_default()));
        }
        let rejected_row =
            |line: usize, id: &str, problems: &[Problem]| report_row(line, id, "rejected after all", problems);
        self.reject_invalid(
            &mut incidents,
            &lines,
            &mut warnings,
            &mut report.as_mut().map(|r| (r, rejected_row)),
            &mut count,
        )?;
        warnings.end();
        let named = |field: &str| context.coding.columns.get(field).filter(|name| !name.is_empty()).cloned();
        account.in_lines(dataset == Dataset::Table, named).iter().for_each(|line| monitor.note(line));
        if let Some(words) = not_judged_in_words(&not_judged) {
            monitor.note(&words);
        }
        if let Some(report) = report {
            report.end()?;
        }
        Ok((incidents, count))
    }

    /// The filter of the options: distance to the border, date, country.
    fn filter<'c>(&'c self, context: &'c Context) -> impl Fn(&RowPreview<'_>) -> Verdict + Sync + 'c {
        let options = &self.options;
        let near = options.near.as_ref().map(Length::metres);
        let since = options.since.as_ref();
        // What a person asks for is a code of ISO 3166-1 or a name, whatever codes the file has.
        let asked = |c: &String| context.countries.named(c).unwrap_or_else(|| c.trim().to_uppercase());
        let countries: Vec<String> = options.countries.iter().map(asked).collect();
        let known: Mutex<HashMap<String, Verdict>> = Mutex::default();
        let in_country = move |text: Option<&str>| {
            if countries.is_empty() {
                return Verdict::Passes;
            }
            let Some(text) = text else { return Verdict::NotJudged(Unjudged::Country) };
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(found) = known.get(text) {
                return *found;
            }
            let found = match context.country(text) {
                Some(code) => Verdict::of(countries.contains(&code)),
                None => Verdict::NotJudged(Unjudged::Country),
            };
            known.insert(text.to_owned(), found);
            found
        };
        move |glimpse: &RowPreview<'_>| {
            let first = judge_period(glimpse.date, since, None).and(in_country(glimpse.country));
            match (near, glimpse.at) {
                (Some(limit), Some(at)) if first != Verdict::Filtered => {
                    first.and(Verdict::of(self.is_near(at, limit)))
                }
                // A row that is still to be geocoded is filtered by distance afterwards.
                (Some(_), None) if self.gazetteer.is_none() => first.and(Verdict::NotJudged(Unjudged::Place)),
                _ => first,
            }
        }
    }

    /// Checks that each country that is asked for is a known one, or one that the table of a person names.
    fn check_countries(&self, context: &Context) -> Result<(), Error> {
        let is_named = |text: &str| context.coding.country.values().any(|code| code.eq_ignore_ascii_case(text.trim()));
        let is_known = |text: &str| context.countries.named(text).is_some() || is_named(text);
        let unknown = self.options.countries.iter().find(|text| !is_known(text));
        unknown.map_or(Ok(()), |text| {
            let like = nearest(text).map(|name| format!("did you mean '{name}'? ")).unwrap_or_default();
            let hint = format!("{like}a code of ISO 3166-1, or a name; [country] in --table FILE names others");
            Err(Error::request(format!("--country {text}: no country that is known"), hint))
        })
    }

    fn is_near(&self, at: LonLat, limit_m: f64) -> bool {
        self.line.is_within(at, limit_m)
    }

    /// Geocodes an incident without a point, if the options ask for it; only a sure answer is taken, or the one that the table gives.
    fn geocode(&self, row: &mut ReadRow, coding: &Coding) {
        let (Some(gazetteer), RowOutcome::Kept(incident, _)) = (&self.gazetteer, &mut row.outcome) else { return };
        if incident.at.is_some() {
            return;
        }
        let l = &incident.location;
        let name = match self.options.geocode {
            Some(GeocodedField::District) => l.district.clone().unwrap_or_default(),
            _ => l.name.clone(),
        };
        let is_district = row.taken.is_district || self.options.geocode == Some(GeocodedField::District);
        let (province, country) = (l.province.as_deref(), l.country.as_deref());
        let query = Query { name: &name, province, country, is_district };
        let warning = |message: String, hint: &str| {
            Problem::warning(&self.file.display().to_string(), message)
                .at(row.line, 1)
                .feature(incident.id.clone())
                .field("place")
                .found(name.clone())
                .hint(hint)
        };
        match asked(gazetteer, &query, coding) {
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
                let problem = warning(message, "marz find tells more; give the country or province, or a position");
                row.problems.push(problem);
            }
            Answer::Nothing => {
                let problem =
                    warning("no place near this border is called so; stored without a point".to_owned(), NOWHERE);
                row.problems.push(problem);
            }
        }
        let near = self.options.near.as_ref().map(Length::metres);
        match (near, incident.at) {
            (Some(_), None) => row.outcome = RowOutcome::NotJudged(Unjudged::Place),
            (Some(limit), Some(at)) if !self.is_near(at, limit) => row.outcome = RowOutcome::Filtered,
            _ => {}
        }
    }

    /// Rejects the incidents that `marz check` would refuse, each with its reason.
    fn reject_invalid(
        &self,
        incidents: &mut Vec<Incident>,
        lines: &HashMap<String, usize>,
        warnings: &mut Warnings<'_>,
        report: &mut Option<(&mut Listing, impl Fn(usize, &str, &[Problem]) -> Vec<u8>)>,
        count: &mut RowCounts,
    ) -> Result<(), Error> {
        let features: Vec<Value> = incidents.iter().map(feature).collect();
        let text = json!({"type": "FeatureCollection", "features": features}).to_string();
        let name = self.file.display().to_string();
        let document = Document::parse(&name, text.as_bytes()).map_err(|p| Error::Data(p.message))?;
        let read = read::incidents_of(&document, Some(&region_of(self.border)), self.categories);
        let mut refused: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
        for mut problem in read.problems.into_iter().filter(|p| p.severity == Severity::Error) {
            let Some(id) = problem.feature.clone() else { continue };
            problem.span = None;
            let line = lines.get(&id).copied().unwrap_or(1);
            refused.entry(id).or_default().push(problem.at(line, 1));
        }
        for (id, problems) in &refused {
            (count.used, count.rejected) = (count.used.saturating_sub(1), count.rejected + 1);
            warnings.show(problems);
            if let Some((report, row)) = report {
                report.put(&row(lines.get(id).copied().unwrap_or(1), id, problems))?;
            }
        }
        incidents.retain(|i| !refused.contains_key(&i.id));
        Ok(())
    }
}

/// What to do about a name that no place has.
const NOWHERE: &str = "give a position; or look for another spelling with marz find, and name the place under [place] of the \
                       mapping: 'the name' = 'its id'";

/// The place of a query: the one that the table names for it, if it lies in the country of the query, or what the gazetteer finds.
fn asked<'g>(gazetteer: &'g Gazetteer, query: &Query<'_>, coding: &Coding) -> Answer<'g> {
    let chosen = coding.place.get(&Coding::key(query.name)).and_then(|id| gazetteer.chosen(id, query));
    let is_there = |answer: &Answer<'_>| match (answer, query.country) {
        (Answer::Sure { best, .. }, Some(country)) => best.entry.in_country(country),
        _ => true,
    };
    chosen.filter(is_there).unwrap_or_else(|| gazetteer.find(query))
}

/// Two rows of a sheet have one id and say different things.
fn same_id(file: &str, line: usize, id: &str) -> Problem {
    let problem = Problem::warning(file, "another row has this id and says something else; the later counts");
    problem.at(line, 1).feature(id).field("id").found(id).expected("an id of its own for every record")
}

/// The day on which a file was last written, in UTC; `None` for stdin or where the system does not say.
#[must_use]
pub fn last_written(file: &Path) -> Option<Edtf> {
    let written = std::fs::metadata(file).and_then(|m| m.modified()).ok()?;
    let seconds = written.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let day = i32::try_from(seconds / 86_400).ok()?;
    Edtf::of_days(day, day)
}

/// Writes incidents as a file of their own, under the licence and with the credit of the border; returns how many, in words.
///
/// # Errors
///
/// If the target cannot be written.
pub fn written(incidents: &[Incident], facts: &BorderFacts, target: &Target) -> Result<String, Error> {
    let head = collection_head("incidents", &facts.licence, &facts.attribution, None);
    let mut listing = Listing::begin(target, head.as_bytes(), ",\n", COLLECTION_TAIL)?;
    incidents.iter().try_for_each(|i| listing.put(feature(i).to_string().as_bytes()))?;
    Ok(format!("{} incidents written", listing.end()?))
}

fn shown_name(file: &Path) -> String {
    file.file_name().map_or_else(|| "stdin".to_owned(), |n| n.to_string_lossy().into_owned())
}

fn report_row(line: usize, id: &str, word: &str, problems: &[Problem]) -> Vec<u8> {
    let in_words = |p: &Problem| {
        let found = p.found.as_ref().map(|f| format!(" ({f})")).unwrap_or_default();
        format!("{}: {}{found}", p.field.as_deref().unwrap_or("row"), p.message)
    };
    let words: Vec<String> = problems.iter().map(in_words).collect();
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    format!("{line},{},{word},{}\n", cell(id), cell(&words.join("; "))).into_bytes()
}

/// A row of the report as JSON.
fn report_object(line: usize, id: &str, word: &str, problems: &[Problem]) -> Vec<u8> {
    json!({"line": line, "id": id, "fate": word, "problems": problems}).to_string().into_bytes()
}

/// Reports all errors and the first warnings to the monitor, and counts the other warnings.
struct Warnings<'a> {
    monitor: &'a dyn Monitor,
    is_limited: bool,
    shown: usize,
    more: usize,
}

impl Warnings<'_> {
    fn show(&mut self, problems: &[Problem]) {
        const MOST: usize = 40;
        for problem in problems {
            if problem.severity == Severity::Error || self.shown < MOST || !self.is_limited {
                self.shown += usize::from(problem.severity == Severity::Warning);
                self.monitor.problems(std::slice::from_ref(problem));
            } else {
                self.more += 1;
            }
        }
    }

    fn end(&self) {
        if self.more > 0 {
            self.monitor.note(&format!("and {} more warnings: --report FILE lists them all", self.more));
        }
    }
}

/// The SHA-256 of a file as it is, where what was read was made of it.
fn hash_of(file: &Path, read: &Hash) -> Result<String, Error> {
    #[cfg(feature = "vector")]
    if let Some(path) = crate::vector::VectorFile::of(file)?.map(|file| file.path().to_path_buf()) {
        let failed = crate::error::unreadable(&path);
        let (mut reader, own) = Hashed::new(std::fs::File::open(&path).map_err(&failed)?);
        io::copy(&mut reader, &mut io::sink()).map_err(&failed)?;
        return Ok(own.hex());
    }
    let _ = file;
    Ok(read.hex())
}
