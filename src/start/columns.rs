//! The second step: which column holds what, guessed, shown and corrected.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};

use super::guide::Guide;
use super::paths::Paths;
use super::reading::{Chosen, Reading, export_of, read_export, show};
use super::request::StartRequest;
use super::rows::{SheetReader, SheetRows, named_columns, stem};
use crate::dossier::{Dossier, MANIFEST, inside, read_text, region_of};
use crate::error::{Error, unreadable};
use crate::gazetteer::{Answer, Gazetteer, Query};
use crate::language::Languages;
use crate::ledger::command_line;
use crate::model::{Categories, Category, Coding, Dataset};
use crate::points::opened;
use crate::read::import::{CORRECTIONS, Evidence, Mapping, Sample};
use crate::read::{Problem, Severity, TableOptions};
use crate::recipe::{coding, spreadsheet_table};

/// The category that a name means: its key, or what legends call it in any language.
fn category_named(own: &Categories, text: &str) -> Option<Category> {
    let key = Coding::key(text);
    let known = || Category::ALL.into_iter().chain(Category::STOCK);
    let by_key = key.replace(' ', "_").parse::<Category>().ok().and_then(|category| own.resolve(category));
    let in_legend = || {
        let languages = Languages::embedded();
        languages.iter().find_map(|l| known().find(|c| Coding::key(l.category(*c)) == key))
    };
    by_key.or_else(|| own.named(text)).or_else(in_legend)
}

/// The first rows of the sheet.
fn sample(paths: &Paths) -> Result<Sample, Error> {
    drop(opened(&paths.sheet, &|_| {})?);
    let open = || -> io::Result<Box<dyn Read + Send>> {
        opened(&paths.sheet, &|_| {}).map(|(reader, _, _)| reader).map_err(|e| io::Error::other(e.to_string()))
    };
    let name = paths.sheet.display().to_string();
    let read = Sample::read(&open, &name, &paths.table).map_err(unreadable(&paths.sheet))?;
    read.map_err(|problem| {
        let about = [problem.title(), problem.found_and_expected()].into_iter().filter(|part| !part.is_empty());
        Error::request(format!("{name}: {}", about.collect::<Vec<_>>().join("; ")), problem.hint.clone())
    })
}

/// Whether a sheet can be read for a new dossier: opened, with rows and dates, and with the columns that are named. Before anything is
/// made, since a dossier that was begun for a sheet of another kind is in the way.
///
/// # Errors
///
/// What is wrong with the sheet or a correction.
pub fn understood(request: &StartRequest, sheet: &Path, can_ask: bool) -> Result<(), Error> {
    if request.folder.as_ref().is_some_and(|folder| folder.join(MANIFEST).is_file()) {
        return Ok(());
    }
    let paths = Paths {
        folder: PathBuf::new(),
        sheet: sheet.to_path_buf(),
        table: request.table.clone(),
        dataset: request.dataset,
    };
    let sample = sample(&paths)?;
    let export = export_of(request, &sample)?;
    let category = |text: &str| category_named(&Categories::default(), text);
    let own = Categories::default();
    let evidence = Evidence { category: &category, own: &own, is_place: &|_| false, region: None };
    let mut mapping = Mapping::guessed(&sample, &evidence);
    request.columns.iter().try_for_each(|words| corrected(&mut mapping, words, &sample, &evidence))?;
    if let Some(lack) = Lack::of(&mapping).filter(|_| !can_ask && export.is_none()) {
        let instead = format!("--column '{}'", lack.correction(&mapping, &sample));
        return Err(lack.error(&paths, &mapping, &sample, &instead));
    }
    if sample.rows == 0 && export.is_none() {
        let message = format!("{}: there is no row below the names of its columns", sheet.display());
        return Err(Error::request(
            message,
            "is it the right one, and the right sheet of it? --worksheet NAME".to_owned(),
        ));
    }
    Ok(())
}

/// Takes a correction of `--column`.
fn corrected(mapping: &mut Mapping, words: &str, sample: &Sample, evidence: &Evidence<'_>) -> Result<(), Error> {
    let corrected = mapping.correct(words, sample, evidence);
    corrected.map_err(|why| Error::request(format!("--column '{words}': {why}"), None))
}

/// What no row can be read without, and no column of a mapping holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Dates,
    What,
}

impl Lack {
    fn of(mapping: &Mapping) -> Option<Self> {
        let lacks = |(field, others): (&str, &[&str])| !mapping.has(field) && !others.iter().any(|f| mapping.has(f));
        let [what, date] = Coding::NEEDED;
        let dates = lacks(date).then_some(Self::Dates);
        dates.or_else(|| lacks(what).then_some(Self::What))
    }

    fn in_words(self, mapping: &Mapping, sample: &Sample) -> String {
        let several = mapping
            .open
            .get("date")
            .map(|names| format!("several columns may hold the dates, '{}'", names.join("', '")));
        match self {
            Self::Dates => several
                .or_else(|| mapping.misread("date", sample))
                .unwrap_or_else(|| "no column holds dates".to_owned()),
            Self::What => "no column says what happened, its kind or its place".to_owned(),
        }
    }

    /// The correction that says which column does; that with the longest texts of those that nothing reads may be the title.
    fn correction(self, mapping: &Mapping, sample: &Sample) -> String {
        let letters = |name: &String| -> usize {
            let column = sample.columns.iter().find(|column| column.name == *name);
            column.map_or(0, |c| c.cells.iter().flat_map(|cell| cell.chars()).filter(|c| c.is_alphabetic()).count())
        };
        match self {
            Self::Dates => {
                let first = mapping.open.get("date").and_then(|names| names.first());
                format!("date = {}", first.map_or("NAME", String::as_str))
            }
            Self::What => {
                let longest = mapping.unread.iter().max_by_key(|name| letters(name));
                format!("title = {}", longest.map_or("NAME", String::as_str))
            }
        }
    }

    fn error(self, paths: &Paths, mapping: &Mapping, sample: &Sample, instead: &str) -> Error {
        let names: BTreeSet<String> = sample.columns.iter().map(|c| format!("'{}'", c.name)).collect();
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        let is_text = is_text_called_workbook(&paths.sheet);
        let text = if is_text { "it is text and no workbook, whatever its name says; " } else { "" };
        let what = self.in_words(mapping, sample);
        let message = format!("{}: {text}{what}; the columns are {names}", paths.sheet.display());
        Error::request(message, format!("say which one does: {instead}"))
    }
}

/// Whether a file has the ending of a workbook and not its first bytes.
fn is_text_called_workbook(sheet: &Path) -> bool {
    let ending = sheet.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let head = opened(sheet, &|_| {}).ok().and_then(|(reader, _, _)| {
        let mut head = Vec::new();
        reader.take(4).read_to_end(&mut head).ok().map(|_| head)
    });
    let is_workbook = |head: Vec<u8>| head.starts_with(b"PK") || head.starts_with(&[0xD0, 0xCF]);
    ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&ending.as_str()) && !head.is_some_and(is_workbook)
}

/// What a guess may ask of a dossier and of its places.
fn with_evidence<T>(dossier: &Dossier, gazetteer: Option<&Gazetteer>, guess: impl FnOnce(&Evidence<'_>) -> T) -> T {
    let case = dossier.case();
    let category = |text: &str| category_named(&case.categories, text);
    let is_place = |name: &str| gazetteer.is_some_and(|g| matches!(g.find(&Query::of(name)), Answer::Sure { .. }));
    let region = Some(region_of(&case.border));
    guess(&Evidence { category: &category, own: &case.categories, is_place: &is_place, region })
}

/// The mapping that is guessed for a sheet of a dossier, as the text of its file.
///
/// # Errors
///
/// Where the sheet or the places of the dossier cannot be read.
pub fn guessed_mapping(dossier: &Dossier, sheet: &Path, table: &TableOptions) -> Result<String, Error> {
    let folder = dossier.source().own_folder().map(Path::to_path_buf).unwrap_or_default();
    let paths = Paths { folder, sheet: sheet.to_path_buf(), table: table.clone(), dataset: None };
    let sample = sample(&paths)?;
    let gazetteer = dossier.gazetteer()?;
    let mapping = with_evidence(dossier, Some(&gazetteer), |evidence| Mapping::guessed(&sample, evidence));
    let text = text_of(&mapping, &paths, "import/mapping.toml");
    Ok(match sample.dataset {
        Some(dataset) => format!(
            "# These are the columns of {}, which marz import {} reads without a mapping, by its codes and its precision.\n{text}",
            dataset.name(),
            dataset.key()
        ),
        None => text,
    })
}

/// The file of the mapping: the first that fits the sheet, else one that nearly does, which reading then refuses with the columns that the
/// sheet lacks: read anew, what those gave would be taken out of the records. Else the first that is not there yet or only the template; so
/// too where the person `is_correcting` what is guessed.
fn file_of(paths: &Paths, sample: &Sample, is_correcting: bool) -> Result<(String, Option<String>), Error> {
    let of_sheet = format!("import/{}.toml", stem(&paths.sheet));
    let mut nearly = None;
    for name in ["import/mapping.toml", &of_sheet] {
        let path = inside(&paths.folder, name)?;
        let text = if path.is_file() { Some(read_text(&path)?) } else { None };
        let Some(text) = text.filter(|text| *text != spreadsheet_table()) else {
            return Ok(nearly.unwrap_or((name.to_owned(), None)));
        };
        let saved = coding(Dataset::Table, Some((&path.display().to_string(), &text)))?;
        let (there, lost) = named_columns(&saved, |column| sample.column(column).is_some());
        if lost == 0 {
            return Ok((name.to_owned(), Some(text)));
        }
        if !is_correcting && there >= THERE * lost {
            nearly = nearly.or(Some((name.to_owned(), Some(text))));
        }
    }
    let message = format!("the saved mappings name columns that {} does not have", paths.sheet.display());
    let hint = format!("change {}, or remove it to have it guessed anew", paths.in_dossier(&of_sheet));
    nearly.ok_or_else(|| Error::request(message, hint))
}

/// Of so many columns of a saved mapping that are there for each that is not, a sheet is a later form of the one that the mapping was made for.
const THERE: usize = 2;

/// Guesses the columns, or takes the saved mapping; shows three rows as they are understood, and asks until the person says yes.
///
/// # Errors
///
/// Where the sheet cannot be read, has no dates or no row that can be used, or a correction cannot be understood.
pub fn chosen<R: BufRead, W: Write>(
    request: &StartRequest,
    paths: &Paths,
    reader: &mut SheetReader<'_>,
    guide: &Guide<'_, R, W>,
) -> Result<(Reading, SheetRows), Error> {
    guide.begin_step();
    let sample = sample(paths)?;
    guide.say(&format!("  {}: {} columns", paths.sheet.display(), sample.columns.len()));
    // Where a mapping was saved for an export, its records have the ids of that: read otherwise, each would come a second time.
    let is_saved = || file_of(paths, &sample, true).is_ok_and(|(_, saved)| saved.is_some());
    if let Some(dataset) = export_of(request, &sample)?.filter(|_| request.dataset.is_some() || !is_saved())
        && let Some(rows) = read_export(dataset, request, paths, reader, guide)?
    {
        return Ok((Reading::Export(dataset), rows));
    }
    let (file, saved) = file_of(paths, &sample, !request.columns.is_empty())?;
    let strange = |p: &&Problem| p.severity == Severity::Warning;
    guide.monitor.problems(&sample.warnings.iter().filter(strange).cloned().collect::<Vec<_>>());
    if let Some(text) = saved {
        if !request.columns.is_empty() {
            let message = format!("the columns are saved in {}", paths.in_dossier(&file));
            return Err(Error::request(
                message,
                "change them there, or remove the file to have them guessed anew".to_owned(),
            ));
        }
        guide.say(&format!("  read as saved in {}", paths.in_dossier(&file)));
        if let Some(dataset) = sample.dataset.filter(|_| request.dataset.is_none()) {
            let (name, key) = (dataset.name(), dataset.key());
            guide.say(&format!(
                "  it has the columns of {name}; --format {key} reads it by the rules of that, as other records"
            ));
        }
        let rows = reader.read(paths, (&file, &text))?;
        show(&rows, guide);
        return Ok((Reading::Mapped(Box::new(Chosen { file, mapping: None, text })), rows));
    }
    let dossier = reader.dossier;
    let mut mapping = with_evidence(dossier, reader.gazetteer(), |evidence| {
        let mut mapping = Mapping::guessed(&sample, evidence);
        request.columns.iter().try_for_each(|words| corrected(&mut mapping, words, &sample, evidence))?;
        Ok::<_, Error>(mapping)
    })?;
    loop {
        mapping.in_lines().iter().for_each(|line| guide.say(line));
        if sample.is_part() {
            guide.say(&format!("  guessed and counted from the first {} rows", sample.rows));
        }
        let text = text_of(&mapping, paths, &file);
        let lack = Lack::of(&mapping);
        let rows = if lack.is_none() { Some(reader.read(paths, (&file, &text))?) } else { None };
        if let Some(rows) = &rows {
            show(rows, guide);
        }
        if guide.can_ask() {
            guide.say(&format!("  to change something, say such as: {CORRECTIONS}"));
        }
        let question = "Is that right (y, or what to change)";
        let read = |words: &str| match words.to_lowercase().as_str() {
            "" | "y" | "yes" => lack.map_or(Ok(None), |lack| {
                let (what, such) = (lack.in_words(&mapping, &sample), lack.correction(&mapping, &sample));
                Err(format!("{what}, and without it no row can be read: say which one does, such as {such}"))
            }),
            _ => {
                let mut corrected = mapping.clone();
                with_evidence(dossier, None, |evidence| corrected.correct(words, &sample, evidence))
                    .map(|()| Some(corrected))
            }
        };
        match (guide.ask(question, read)?.flatten(), rows) {
            (Some(corrected), _) => mapping = corrected,
            (None, Some(rows)) => {
                return Ok((Reading::Mapped(Box::new(Chosen { file, text, mapping: Some(mapping) })), rows));
            }
            (None, None) => {
                let lack = lack.unwrap_or(Lack::Dates);
                let correction = lack.correction(&mapping, &sample);
                let again = command_line(paths.again(&["--column", &correction, "--yes"]).into_iter());
                return Err(lack.error(paths, &mapping, &sample, &again));
            }
        }
    }
}

/// The mapping as the text of its file.
pub fn text_of(mapping: &Mapping, paths: &Paths, file: &str) -> String {
    let command = command_line(paths.import(file, "data/incidents.geojson").into_iter());
    mapping.to_toml(&paths.sheet.display().to_string(), &command)
}
