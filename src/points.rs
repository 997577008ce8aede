//! Measuring the points of any file, as a stream: constant memory, all cores, order kept.

mod numbered;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashSet;

use crate::dossier::{Redaction, region_of};
use crate::error::{Error, unreadable};
use crate::export::{
    Columns, MeasuredRecord, MeasuredRows, MeasurementFile, MeasurementFormat, Record, Spreadsheet, Target, in_layer,
    replaced,
};
use crate::measure::{CoarseningGrid, Nearest, Proximity, UncertainPoint, uncertain_point};
use crate::measured::{MeasureContext, Selection};
use crate::model::{Account, Unjudged, Verdict};
use crate::monitor::Monitor;
use crate::parallel::ordered;
#[cfg(feature = "vector")]
use crate::read::POINT_MEMBERS;
use crate::read::{Block, Parsed, PointRecord, PointSource, Problem, Region, Severity, TableColumns, strange_position};
use crate::terminal::some_of;
#[cfg(feature = "vector")]
use crate::vector::Members;
use numbered::NumberedIds;

/// The options of measuring a file of points.
#[derive(Debug, Clone)]
pub struct PointOptions {
    /// The names of the columns of a table, if they are not the usual ones.
    pub columns: TableColumns,
    /// Whether CSV and workbooks keep the properties of the input; the other formats always keep them.
    pub keep: bool,
    /// The format of the output.
    pub format: MeasurementFormat,
}

/// The counts of a run; read = used + rejected + filtered + not judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PointCounts {
    /// Points read.
    pub read: usize,
    /// Points written.
    pub used: usize,
    /// Points that cannot be used.
    pub rejected: usize,
    /// The ids of the points that the filter could not judge, each with what it lacks.
    pub not_judged: Vec<(String, Unjudged)>,
    /// Whether the file has errors outside its points.
    pub has_other_errors: bool,
}

impl PointCounts {
    /// What became of the points of the file.
    #[must_use]
    pub fn account(self) -> Account {
        let Self { read, used, rejected, not_judged, .. } = self;
        Account { read, used, rejected, filtered: read - used - rejected - not_judged.len(), not_judged }
    }
}

/// The result of one block.
struct Done {
    rows: MeasuredRows,
    counts: PointCounts,
    problems: Vec<Problem>,
    /// Positions that somebody should look at.
    strange: Vec<Problem>,
    /// The bytes of it that were not reported while it was measured.
    bytes: usize,
    /// The ids of the redaction that occur in it, each with whether it is of our making.
    seen: Vec<(String, bool)>,
    /// The ids in it that are numbers.
    numbered: Vec<(usize, bool)>,
    /// The names of members for which there is no column.
    without_column: BTreeSet<String>,
}

/// Measures the points of a file as a stream and writes them to a target, in the order of the file.
///
/// # Errors
///
/// If the file cannot be read or the target not written, or if the redaction contradicts the options.
pub fn measure_points(
    input: PointInput,
    context: &MeasureContext<'_>,
    selection: &Selection,
    redaction: &Redaction,
    options: &PointOptions,
    target: &Target,
    monitor: &dyn Monitor,
) -> Result<PointCounts, Error> {
    let filter = context.with_running_km(selection.filter.clone())?;
    let selection = &Selection { filter, ..Selection::default() };
    let cells = redaction.cells();
    if options.keep && cells.is_some() {
        let hint = "no one but you knows which members of a file of points tell where they are".to_owned();
        return Err(Error::request("--coarsen leaves the members of the input out; it does not go with --keep", hint));
    }
    let keep = options.keep || (cells.is_none() && options.format.keeps_members());
    let name = &input.name().to_owned();
    let file = Path::new(name);
    let mut source = input.points(&options.columns, keep, monitor)?;
    let parser = source.parser();
    let region = region_of(context.border());
    let columns = Columns::of(context);
    let mut first = source.next_block().map_err(unreadable(file))?;
    // The members of GeoJSON are known after the first block.
    let parsed = match (&first, source.table_header()) {
        (Some(block), None) if keep => parser.parse(block),
        _ => Parsed::default(),
    };
    let kept = match source.table_header() {
        _ if !keep => Vec::new(),
        Some(header) => {
            let taken: Vec<&str> = columns.names().collect();
            header.iter().filter(|h| !taken.contains(&h.as_str())).cloned().collect()
        }
        None => {
            let records: Vec<MeasuredRecord<'_>> = parsed.points.iter().map(|p| record(p, None)).collect();
            Spreadsheet::property_names(&columns, &records)
        }
    };
    if keep {
        let header = source.table_header();
        let members = header.into_iter().flatten().chain(parsed.points.iter().flat_map(|p| p.extra.keys()));
        let read = if header.is_some() { &READ[..] } else { &READ[..3] };
        let replaced = replaced(&columns, members, read);
        if !replaced.is_empty() {
            let list = some_of(&replaced, ", ");
            monitor.note(&format!("members that measured columns of the same name replace: {list}"));
        }
    }
    drop(parsed);
    let (kept, renamed) = match options.format {
        MeasurementFormat::Layer(_) => in_layer(&columns, kept),
        _ => (kept, Vec::new()),
    };
    let changes: Vec<String> = renamed.iter().map(|(name, new)| format!("{name} → {new}")).collect();
    if !changes.is_empty() {
        let list = some_of(&changes, ", ");
        monitor.note(&format!("members with other names in the layer, which has columns of theirs: {list}"));
    }

    // To know all names first the file would have to be read twice, and a pipe can be read only once.
    let may_lack_columns = keep && source.table_header().is_none() && options.format.has_columns();
    let with_column: Option<FxHashSet<String>> =
        may_lack_columns.then(|| columns.names().map(str::to_owned).chain(kept.iter().cloned()).collect());
    let mut without_column: BTreeSet<String> = BTreeSet::new();
    let sheet = Spreadsheet { columns, kept, is_untyped: source.table_header().is_some() };
    let mut product = MeasurementFile::begin(target, options.format, context.border(), context.limits(), sheet)?;
    let writer = product.writer().clone();
    let mut total = PointCounts::default();
    let mut seen: BTreeSet<(String, bool)> = BTreeSet::new();
    let mut numbered = NumberedIds::default();
    let mut strange_positions = 0;
    // Points are reported as they are measured: a block of large discs takes long.
    let measured_so_far = AtomicUsize::new(0);
    let work = |block: Block| {
        let mut parsed = parser.parse(&block);
        for (name, new) in &renamed {
            for p in &mut parsed.points {
                p.extra.remove(name).into_iter().for_each(|value| drop(p.extra.insert(new.clone(), value)));
            }
        }
        let strange: Vec<Problem> = parsed.points.iter().filter_map(|p| strange(p, name, &region)).collect();
        if let Some(cells) = cells {
            parsed.points.iter_mut().for_each(|p| coarsen(p, cells));
        }
        let numbered = NumberedIds::of(&parsed.points);
        let seen = parsed.points.iter().filter(|p| redaction.ids().contains(&*p.id));
        let seen: Vec<(String, bool)> = seen.map(|p| (p.id.to_string(), p.is_numbered)).collect();
        let point = |p: &PointRecord<'_>| Some(uncertain_point(p.at?, p.radius_m, p.side));
        let points: Vec<UncertainPoint> = parsed.points.iter().filter_map(point).collect();
        let bytes_done = AtomicUsize::new(0);
        let measured = context.measure_points_with(&points, &|count| {
            let bytes = block.len() * count / points.len().max(1);
            bytes_done.fetch_add(bytes, Ordering::Relaxed);
            monitor.progress(measured_so_far.fetch_add(count, Ordering::Relaxed) + count, bytes);
        });
        let mut found = measured.iter();
        let mut not_judged = Vec::new();
        let used: Vec<MeasuredRecord<'_>> = parsed
            .points
            .iter()
            .map(|p| record(p, p.at.and_then(|_| found.next())))
            .filter(|m| match judge(m, selection, context) {
                Verdict::NotJudged(why) => {
                    not_judged.push((m.id().to_owned(), why));
                    false
                }
                verdict => verdict.passes(),
            })
            .collect();
        let members = used.iter().filter_map(|m| match m.record {
            Record::Point(_, extra) => Some(extra.keys()),
            Record::Incident(_) => None,
        });
        let is_lost = |name: &&String| with_column.as_ref().is_some_and(|known| !known.contains(*name));
        let lost: BTreeSet<&String> = members.flatten().filter(is_lost).collect();
        let without_column = lost.into_iter().cloned().collect();
        let count = used.len();
        let rows = writer.rows(used.into_iter());
        let Parsed { read, rejected, problems, .. } = parsed;
        let counts = PointCounts { read, used: count, rejected, not_judged, has_other_errors: false };
        let bytes = block.len().saturating_sub(bytes_done.into_inner());
        Done { rows, counts, problems, strange, bytes, seen, numbered, without_column }
    };
    ordered(
        || match first.take() {
            Some(block) => Ok(Some(block)),
            None => source.next_block().map_err(unreadable(file)),
        },
        work,
        |done| {
            monitor.problems(&done.problems);
            let shown = done.strange.len().min(MOST_STRANGE.saturating_sub(strange_positions));
            monitor.problems(done.strange.get(..shown).unwrap_or_default());
            strange_positions += done.strange.len();
            total.read += done.counts.read;
            total.used += done.counts.used;
            total.rejected += done.counts.rejected;
            total.not_judged.extend(done.counts.not_judged);
            seen.extend(done.seen);
            numbered.extend(&done.numbered);
            without_column.extend(done.without_column);
            // Names without end are the same news as some.
            while without_column.len() > MOST_NAMES {
                without_column.pop_last();
            }
            monitor.progress(total.read.max(measured_so_far.load(Ordering::Relaxed)), done.bytes);
            product.put(done.rows)
        },
    )?;
    if strange_positions > MOST_STRANGE {
        monitor.note(&format!("and {} more positions like these", strange_positions - MOST_STRANGE));
    }
    monitor.problems(lost_columns(name, &without_column).as_slice());
    let around = source.problems_around();
    monitor.problems(&around);
    total.has_other_errors = around.iter().any(|p| p.severity == Severity::Error);
    // A file in another system holds no point that was measured rightly.
    let is_foreign = around.iter().any(|p| p.field.as_deref() == Some("crs"));
    if total.has_other_errors && (total.used == 0 || is_foreign) {
        return Err(unusable(name));
    }
    redaction.check_ids(seen.iter().map(|(id, _)| id.as_str()))?;
    numbered::are_of_one_record(&seen)?;
    monitor.problems(numbered.warning(name).as_slice());
    product.end()?.iter().for_each(|warning| monitor.note(warning));
    Ok(total)
}

/// What is read of a point, and of a row its position: in the output it stands as it was read.
const READ: [&str; 5] = ["id", "radius_m", "reported_side", "lon", "lat"];

/// So many positions that look wrong are shown one by one.
const MOST_STRANGE: usize = 40;

/// So many names of members without a column are shown.
const MOST_NAMES: usize = 10;

/// That members of the input are not in the output, since no record of the first block has them; `None` if there are none.
fn lost_columns(name: &str, names: &BTreeSet<String>) -> Option<Problem> {
    let listed: Vec<&str> = names.iter().map(String::as_str).collect();
    let others = if names.len() < MOST_NAMES { "" } else { " and perhaps others" };
    let problem = Problem::warning(name, "members that first appear far from the beginning of the file have no column")
        .found(format!("{}{others}", listed.join(", ")))
        .expected("every member in one of the first records")
        .hint("put a record that has them all first, or write GeoJSON, which keeps every member: --format geojson");
    (!names.is_empty()).then_some(problem)
}

/// What is strange about the position of a point.
fn strange(p: &PointRecord<'_>, name: &str, region: &Region) -> Option<Problem> {
    let (message, hint) = strange_position(p.at?, Some(region))?;
    let found = p.at.map(|at| format!("longitude {}, latitude {}", at.lon(), at.lat())).unwrap_or_default();
    Some(Problem::warning(name, message).at(p.line, 1).feature(p.id.to_string()).found(found).hint(hint))
}

/// Coarsens a point and removes its other properties: any of them may reveal the place.
fn coarsen(p: &mut PointRecord<'_>, cells: CoarseningGrid) {
    p.extra.clear();
    if let Some(at) = p.at {
        let (centre, radius_m) = cells.coarsen(at, p.radius_m);
        (p.at, p.radius_m) = (Some(centre), Some(radius_m));
    }
}

fn record<'p>(p: &'p PointRecord<'_>, measured: Option<&'p (Proximity, Vec<Nearest>)>) -> MeasuredRecord<'p> {
    let (proximity, comparison) = measured.map_or((None, &[][..]), |(p, lines)| (Some(p), lines.as_slice()));
    MeasuredRecord { record: Record::Point(&p.id, &p.extra), at: p.at, proximity, comparison }
}

fn judge(m: &MeasuredRecord<'_>, selection: &Selection, context: &MeasureContext<'_>) -> Verdict {
    let filter = &selection.filter;
    let nearest = m.proximity.map(|p| context.distance_and_km(&p.nearest, filter));
    let on_position = filter.judge_position(m.at).and(filter.judge_measured(nearest));
    Verdict::of(filter.passes_id(m.id())).and(on_position)
}

/// A file of points, or stdin.
pub struct PointInput {
    from: From,
    size: Option<u64>,
    name: String,
}

enum From {
    Text(Box<dyn Read + Send>),
    #[cfg(feature = "vector")]
    Layer(crate::vector::VectorFile),
}

impl PointInput {
    /// The text of a file of points, and what messages call it.
    #[must_use]
    pub fn text(reader: Box<dyn Read + Send>, name: &str) -> Self {
        Self { from: From::Text(reader), size: None, name: name.to_owned() }
    }

    /// A file of points in any form; stdin for `-`.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where it cannot be read or is a folder.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        #[cfg(feature = "vector")]
        if path.as_os_str() != "-"
            && let Some(file) = crate::vector::VectorFile::of(path)?
        {
            return Ok(Self { from: From::Layer(file), size: None, name });
        }
        let (reader, size, name) = opened_text(path, name)?;
        Ok(Self { from: From::Text(reader), size, name })
    }

    /// How many bytes its text has, where that is known.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The points, once the head of the file is understood; what is wrong with it and what is to be said of it goes to the monitor.
    ///
    /// # Arguments
    ///
    /// `keep` keeps the members of the input.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or holds no points; those of `vector::VectorFile::open`.
    pub fn points(
        self,
        columns: &TableColumns,
        keep: bool,
        monitor: &dyn Monitor,
    ) -> Result<PointSource<Box<dyn Read + Send>>, Error> {
        let name = &self.name;
        let opened = match self.from {
            From::Text(reader) => {
                PointSource::open(reader, name, columns, keep).map_err(unreadable(Path::new(name)))?
            }
            #[cfg(feature = "vector")]
            From::Layer(file) => {
                let members = if keep { Members::All } else { Members::Only(&POINT_MEMBERS) };
                let (batches, remarks) = file.features(members)?;
                remarks.iter().for_each(|remark| monitor.note(remark));
                PointSource::layer(batches, name, columns, keep)
            }
        };
        let source = opened.map_err(|problem| {
            monitor.problems(&[*problem]);
            unusable(name)
        })?;
        monitor.problems(source.warnings());
        Ok(source)
    }
}

/// Where records come from, how many bytes there are where that is known, and what messages call it.
pub type Opened = (Box<dyn Read + Send>, Option<u64>, String);

/// The error for a file of which the monitor has been given what is wrong.
pub fn unusable(name: &str) -> Error {
    Error::Data(format!("{name} cannot be read; see above"))
}

/// A file as a stream; stdin for `-`. A file of another program (`vector::VectorFile`) is a stream of GeoJSON.
///
/// # Arguments
///
/// `note` is given what is to be said of the file.
///
/// # Errors
///
/// [`Error::Read`] where it cannot be read or is a folder; those of `vector::VectorFile::open`.
pub fn opened(input: &Path, note: &dyn Fn(&str)) -> Result<Opened, Error> {
    let name = input.display().to_string();
    #[cfg(feature = "vector")]
    if input.as_os_str() != "-"
        && let Some(file) = crate::vector::VectorFile::of(input)?
    {
        let (reader, remarks) = file.open()?;
        remarks.iter().for_each(|remark| note(remark));
        return Ok((reader, None, name));
    }
    let _ = note;
    opened_text(input, name)
}

/// The bytes of a file or of stdin as they are.
fn opened_text(input: &Path, name: String) -> Result<Opened, Error> {
    if input.as_os_str() == "-" {
        return Ok((Box::new(io::stdin()), None, "stdin".to_owned()));
    }
    let file = File::open(input).map_err(unreadable(input))?;
    let about = file.metadata().map_err(unreadable(input))?;
    if about.is_dir() {
        return Err(unreadable(input)(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")));
    }
    let size = if about.is_file() { Some(about.len()) } else { None };
    Ok((Box::new(file), size, name))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::dossier::Dossier;

    /// The numbers of records and the bytes of every report.
    #[derive(Default)]
    struct Reports(Mutex<Vec<(usize, usize)>>);

    impl Monitor for Reports {
        fn progress(&self, records: usize, bytes: usize) {
            self.0.lock().unwrap().push((records, bytes));
        }
    }

    #[test]
    fn a_member_that_comes_too_late_for_a_column_is_said() {
        #[derive(Default)]
        struct Said(Mutex<Vec<Problem>>);
        impl Monitor for Said {
            fn problems(&self, problems: &[Problem]) {
                self.0.lock().unwrap().extend_from_slice(problems);
            }
        }
        let feature = |i: usize, more: &str| {
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"title\":\"a\"{more}}},\
                 \"geometry\":{{\"type\":\"Point\",\"coordinates\":[69.{i:04},37.2]}}}}"
            )
        };
        let late = |i: usize| if i == 9_999 { ",\"late\":1,\"later\":2" } else { "" };
        let features: Vec<String> = (0..10_000).map(|i| feature(i, late(i))).collect();
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",\n"));
        let dossier = Dossier::embedded().unwrap();
        let said = |format: MeasurementFormat, keep: bool, text: &str| {
            let options = PointOptions { columns: TableColumns::default(), keep, format };
            let (said, nowhere) = (Said::default(), Target::stream("nowhere", || Box::new(io::sink())));
            let input: Box<dyn Read + Send> = Box::new(io::Cursor::new(text.to_owned().into_bytes()));
            let (context, all) = (dossier.context(), Selection::default());
            let redaction = Redaction::default();
            measure_points(
                PointInput::text(input, "late.geojson"),
                &context,
                &all,
                &redaction,
                &options,
                &nowhere,
                &said,
            )
            .unwrap();
            said.0.into_inner().unwrap()
        };
        let found = said(MeasurementFormat::Csv, true, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].found.as_deref(), Some("late, later"));
        assert!(found[0].hint.as_ref().unwrap().contains("geojson"));
        // Not asked for, kept as it is, or in time.
        assert!(said(MeasurementFormat::Csv, false, &text).is_empty());
        assert!(said(MeasurementFormat::GeoJson, false, &text).is_empty());
        let early = text.replacen("\"title\"", "\"late\":null,\"later\":null,\"title\"", 1);
        assert!(said(MeasurementFormat::Csv, true, &early).is_empty());
    }

    #[test]
    fn progress_is_reported_from_within_a_block() {
        let dossier = Dossier::embedded().unwrap();
        let rows: String = (0..400).map(|i| format!("{i},69.{i:03},37.2,500\n")).collect();
        let text = format!("id,lon,lat,radius_m\n{rows}");
        let options = PointOptions { columns: TableColumns::default(), keep: false, format: MeasurementFormat::Csv };
        let (reports, nowhere) = (Reports::default(), Target::stream("nowhere", || Box::new(io::sink())));
        let input: Box<dyn Read + Send> = Box::new(io::Cursor::new(text.clone().into_bytes()));
        let (context, all) = (dossier.context(), Selection::default());
        let redaction = Redaction::default();
        let counts =
            measure_points(PointInput::text(input, "t.csv"), &context, &all, &redaction, &options, &nowhere, &reports)
                .unwrap();
        assert_eq!(counts.used, 400);
        let reports = reports.0.into_inner().unwrap();
        assert!(reports.len() > 4, "{reports:?}");
        assert_eq!(reports.iter().map(|(records, _)| *records).max(), Some(400));
        let bytes: usize = reports.iter().map(|(_, bytes)| bytes).sum();
        assert!((rows.len()..=text.len()).contains(&bytes), "{bytes}");
    }
}
