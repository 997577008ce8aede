//! The rows of any table, with the names of its columns.

use std::collections::BTreeSet;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::TableOptions;
use super::cells::Cells;
use super::columns::{column, find, nearest};
use super::errors::emptied;
use super::head::BEFORE_HEADER;
use super::header::header;
use super::kind::{FileKind, kind};
use super::layout::is_unclosed;
use super::text::{self, ENCODING_HINT, HEAD, Text};
use super::{delimiter, json};
use crate::read::Problem;
use crate::read::record::MOST_RECORD;

/// What a table must have in its header.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Columns without which nothing can be read, in small letters.
    pub columns: &'a [&'a str],
    /// Columns that do in place of a column that is needed.
    pub instead: &'a [(String, Vec<String>)],
    /// The columns of files that come without a header, by their position, for a number of cells.
    pub positional: fn(usize) -> Option<Vec<&'static str>>,
    /// Whether cells may stand in quotes; where not, a quote is a character like any other, unless the file has a header.
    pub is_quoted: bool,
    /// Whether a header without any name that is known does.
    pub takes_any: bool,
}

impl Wanted<'_> {
    /// A table with quoted cells and a header.
    pub const QUOTED: Self =
        Self { columns: &[], instead: &[], positional: |_| None, is_quoted: true, takes_any: false };

    /// Whether the first line names the first column that is needed.
    fn has_header(&self, head: &[u8]) -> bool {
        let line = head.split(|b| *b == b'\n').next().unwrap_or_default().to_ascii_lowercase();
        self.columns.first().is_some_and(|c| line.windows(c.len()).any(|part| part == c.as_bytes()))
    }
}

/// A table that is read row by row.
pub struct Rows {
    header: Vec<String>,
    /// The same as they are written.
    names: Vec<String>,
    source: Source,
    /// Rows that were read before the header was known.
    waiting: std::vec::IntoIter<Cells>,
    /// What is strange about the file as a whole.
    warnings: Vec<Problem>,
    name: String,
}

enum Source {
    Text(Box<Lines>),
    /// All rows of a sheet or of a JSON file are known at once.
    Memory,
}

type FileReader = BufReader<Box<dyn Read + Send>>;

/// A stream of rows of text.
struct Lines {
    csv: csv::Reader<Guarded<Text<FileReader>>>,
    progress: Arc<Progress>,
    is_quoted: bool,
    /// The bytes and cells of the last row.
    row_bytes: usize,
    row_cells: usize,
    is_decoded: bool,
    /// Whether letters of UTF-8 came before: a row that is none is a broken one, not another encoding.
    has_letters: bool,
}

/// A table of which all rows are known.
pub struct Opened {
    /// The names of the columns as they are written.
    pub names: Vec<String>,
    /// Its rows.
    pub rows: Vec<Cells>,
    /// What is strange about the file as a whole.
    pub warnings: Vec<Problem>,
}

/// Opens a workbook or a JSON file, of which all bytes are there.
///
/// # Errors
///
/// A [`Problem`] where it cannot be read, or has not what is wanted.
pub fn opened(
    kind: FileKind,
    bytes: Vec<u8>,
    name: &str,
    wanted: Wanted<'_>,
    is_known: &dyn Fn(&str) -> bool,
    options: &TableOptions,
) -> Result<Opened, Box<Problem>> {
    if kind == FileKind::Json {
        let records = json::records(&bytes, name)?;
        if records.rows.is_empty() {
            let mut warnings = records.warnings;
            warnings.push(
                Problem::warning(name, "the answer of the API holds no rows")
                    .hint("was it asked for the right days and countries?"),
            );
            let names = wanted.columns.iter().map(|c| (*c).to_owned()).collect();
            return Ok(Opened { names, rows: Vec::new(), warnings });
        }
        if let Some(missing) = missing(&records.header, wanted) {
            return Err(refused(name, 1, &records.header, &missing, wanted));
        }
        return Ok(Opened { names: records.header, rows: records.rows, warnings: records.warnings });
    }
    in_workbook(bytes, name, wanted, is_known, options)
}

#[cfg(not(feature = "import"))]
fn in_workbook(
    _: Vec<u8>,
    name: &str,
    _: Wanted<'_>,
    _: &dyn Fn(&str) -> bool,
    _: &TableOptions,
) -> Result<Opened, Box<Problem>> {
    let problem = Problem::error(name, "this is a workbook, and this build reads none");
    Err(Box::new(problem.hint("save the sheet as CSV, or build with the feature import")))
}

/// The rows of the first sheet that has what is wanted, and of every other that has the same columns.
#[cfg(feature = "import")]
fn in_workbook(
    bytes: Vec<u8>,
    name: &str,
    wanted: Wanted<'_>,
    is_known: &dyn Fn(&str) -> bool,
    options: &TableOptions,
) -> Result<Opened, Box<Problem>> {
    let mut book = super::workbook::Workbook::open(bytes, name)?;
    let sheets = book.sheets();
    if let Some(asked) = &options.sheet
        && !sheets.iter().any(|s| s.name == *asked)
    {
        let names: Vec<&str> = sheets.iter().map(|s| s.name.as_str()).collect();
        let like = nearest(asked, names.iter().copied()).map(|n| format!("did you mean '{n}'?"));
        let problem = Problem::error(name, "there is no sheet of this name").field("--sheet").found(asked.clone());
        let problem = problem.expected(names.join(", "));
        return Err(Box::new(if let Some(like) = like { problem.hint(like) } else { problem }));
    }
    let mut found: Option<Opened> = None;
    let mut first_problem = None;
    let (mut warnings, is_1904) = (book.warnings(), book.is_1904());
    for sheet in sheets {
        if options.sheet.as_ref().is_some_and(|asked| *asked != sheet.name) {
            continue;
        }
        let passed = |message: &str, hint: &str| {
            Problem::warning(name, message).field("sheet").found(sheet.name.clone()).hint(hint.to_owned())
        };
        let Some(mut rows) = book.rows(&sheet.name)? else { continue };
        let head = rows.iter().take(BEFORE_HEADER).cloned().collect::<Vec<_>>();
        if head.is_empty() {
            continue;
        }
        let asked = options.sheet.is_some();
        let (names, start) = match with_header(&head, name, wanted, is_known) {
            Ok(found) => found,
            Err(problem) => {
                if !sheet.is_hidden && rows.len() > 1 {
                    warnings
                        .push(passed("a sheet without the columns that are needed is passed over", "is it a note?"));
                }
                first_problem = first_problem.or(Some(problem));
                continue;
            }
        };
        if sheet.is_hidden && !asked {
            let hint = format!("--sheet '{}' reads it", sheet.name);
            warnings.push(passed("a hidden sheet is passed over", &hint));
            continue;
        }
        rows.drain(..start);
        rows.iter_mut().for_each(|row| row.is_1904 = is_1904);
        let label: Arc<str> = Arc::from(sheet.name.as_str());
        match &mut found {
            None => found = Some(Opened { names, rows, warnings: Vec::new() }),
            Some(first) => {
                let set = |names: &[String]| {
                    names.iter().map(|n| column(n)).filter(|n| !n.is_empty()).collect::<BTreeSet<_>>()
                };
                if set(&names) != set(&first.names) {
                    let hint = format!("--sheet '{}' reads it", sheet.name);
                    warnings.push(passed("a sheet with other columns than the first is passed over", &hint));
                    continue;
                }
                let place = |n: &String| first.names.iter().position(|f| column(f) == column(n));
                let places: Vec<Option<usize>> = names.iter().map(place).collect();
                first.rows.extend(rows.into_iter().map(|row| moved(row, &places, first.names.len(), &label)));
            }
        }
    }
    match found {
        Some(found) => Ok(Opened { warnings, ..found }),
        None => Err(first_problem.unwrap_or_else(|| {
            let problem = Problem::error(name, "the workbook has no sheet with rows");
            Box::new(problem.expected("a workbook (XLSX) or CSV").hint("is it the right one?"))
        })),
    }
}

/// A row of another sheet with its cells in the order of the first.
#[cfg(feature = "import")]
fn moved(mut row: Cells, places: &[Option<usize>], width: usize, sheet: &Arc<str>) -> Cells {
    let mut cells = vec![""; width];
    for (cell, place) in row.cells.iter().zip(places) {
        if let Some(to) = place.and_then(|at| cells.get_mut(at)) {
            *to = cell;
        }
    }
    let cells = cells.into_iter().collect();
    for remark in &mut row.remarks {
        remark.column = places.get(remark.column).copied().flatten().unwrap_or(remark.column);
    }
    Cells { cells, sheet: Some(Arc::clone(sheet)), ..row }
}

/// Whether a header has a column under its own name, or under a usual one of it.
fn has(names: &[String], wanted: &str) -> bool {
    names.iter().any(|n| column(n) == wanted) || find(names, wanted).one().is_some()
}

/// The columns that are wanted and not there; `None` if there are all.
fn missing(names: &[String], wanted: Wanted<'_>) -> Option<Vec<String>> {
    let has_other = |name: &str| {
        let others = wanted.instead.iter().filter(|(n, _)| n == name).flat_map(|(_, others)| others);
        others.into_iter().any(|other| has(names, other))
    };
    let lacks = |name: &&&str| !has(names, name) && !has_other(name);
    let missing: Vec<String> = wanted.columns.iter().filter(lacks).map(|w| (*w).to_owned()).collect();
    (!missing.is_empty()).then_some(missing)
}

fn refused(name: &str, line: usize, there: &[String], missing: &[String], wanted: Wanted<'_>) -> Box<Problem> {
    let like = missing.iter().find_map(|m| Some((m, nearest(m, there.iter().map(String::as_str))?)));
    let like = like.map(|(m, n)| format!(" The column most like '{m}' is '{n}'.")).unwrap_or_default();
    let problem =
        Problem::error(name, format!("no row has the columns that are needed; missing: {}", missing.join(", ")))
            .at(line, 1)
            .found(there.join(", "))
            .expected(format!("a header with {}", wanted.columns.join(", ")))
            .hint(format!(
                "is this the right kind of file? marz import acled, ucdp, gdelt or table; --table FILE names the columns of a table.{like}"
            ));
    Box::new(problem)
}

/// The names of the columns, and the number of rows above the first row of data.
fn with_header(
    rows: &[Cells],
    name: &str,
    wanted: Wanted<'_>,
    is_known: &dyn Fn(&str) -> bool,
) -> Result<(Vec<String>, usize), Box<Problem>> {
    let Some(found) = header(rows, is_known) else {
        return Err(Box::new(Problem::error(name, "the table is empty").expected("a header row and rows below it")));
    };
    // Points need a position alone, under whatever name it is known.
    if wanted.columns.is_empty() && found.known == 0 && !wanted.takes_any {
        let line = rows.get(found.at).map_or(1, |r| r.line);
        let problem = Problem::error(name, "there are no columns of longitude and latitude").at(line, 1);
        let expected = "columns named lon and lat (or longitude and latitude, x and y), or position";
        let problem = problem.found(found.names.join(", ")).expected(expected);
        return Err(Box::new(problem.hint("--lon NAME and --lat NAME name the columns")));
    }
    let Some(missing) = missing(&found.names, wanted) else { return Ok((found.names, found.rows)) };
    let is_bare = missing.len() == wanted.columns.len();
    let positional = rows.first().filter(|_| is_bare).and_then(|r| (wanted.positional)(r.cells.len()));
    if let Some(positional) = positional {
        return Ok((positional.into_iter().map(str::to_owned).collect(), 0));
    }
    let line = rows.get(found.at).map_or(1, |r| r.line);
    Err(refused(name, line, &found.names, &missing, wanted))
}

impl Rows {
    /// Opens a table: detects the form of the file, and finds its header.
    ///
    /// # Errors
    ///
    /// An I/O error, or a [`Problem`] with the form that was found and the one that was expected.
    pub fn open(
        reader: Box<dyn Read + Send>,
        name: &str,
        wanted: Wanted<'_>,
        is_known: &dyn Fn(&str) -> bool,
        options: &TableOptions,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let mut reader = BufReader::with_capacity(HEAD, reader);
        let mut head = Vec::new();
        reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let known = |n: &str| is_known(n) || wanted.columns.contains(&n);
        match kind(&head, name).and_then(|kind| options.fits(kind, name).map(|()| kind)) {
            Err(problem) => return Ok(Err(problem)),
            Ok(FileKind::Text) => {}
            Ok(kind) => {
                let mut bytes = head;
                reader.read_to_end(&mut bytes)?;
                return Ok(opened(kind, bytes, name, wanted, &known, options).map(|found| {
                    let header = found.names.iter().map(|n| column(n)).collect();
                    let (waiting, warnings) = (found.rows.into_iter(), found.warnings);
                    Self {
                        header,
                        names: found.names,
                        source: Source::Memory,
                        waiting,
                        warnings,
                        name: name.to_owned(),
                    }
                }));
            }
        }
        let (text, head) = match Text::open(head, reader, name, options.encoding.as_deref())? {
            Ok(opened) => opened,
            Err(problem) => return Ok(Err(problem)),
        };
        let is_quoted = wanted.is_quoted || wanted.has_header(&head);
        let is_width = |cells: usize| (wanted.positional)(cells).is_some();
        let delimiter = delimiter::delimiter(&head, &known, &is_width, is_quoted);
        let progress = Arc::new(Progress::default());
        let (is_decoded, has_letters) = (text.is_decoded, text.has_letters);
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .quoting(is_quoted)
            // Lines are counted by this; the rest of the other line end is trimmed with the cell.
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(Guarded { inner: text, progress: Arc::clone(&progress) });
        let mut lines = Lines { csv, progress, is_quoted, row_bytes: 0, row_cells: 0, is_decoded, has_letters };
        let mut first = Vec::new();
        while first.len() < BEFORE_HEADER {
            match lines.next_row(name)? {
                Ok(Some(row)) => first.push(row),
                Ok(None) => break,
                Err(problem) => return Ok(Err(problem)),
            }
        }
        if delimiter::named(&head).is_some() && !first.is_empty() {
            first.remove(0);
        }
        Ok(with_header(&first, name, wanted, &known).map(|(names, start)| {
            let header = names.iter().map(|n| column(n)).collect();
            first.drain(..start);
            let source = Source::Text(Box::new(lines));
            Self { header, names, source, waiting: first.into_iter(), warnings: Vec::new(), name: name.to_owned() }
        }))
    }

    /// The names of the columns, in small letters.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The names of the columns as they are written.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether the rows are lines of text, which all have the cells of the header.
    pub fn is_text(&self) -> bool {
        matches!(self.source, Source::Text(_))
    }

    /// What is strange about the file as a whole.
    pub fn take_warnings(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.warnings)
    }

    /// The next row that is not empty; `None` at the end.
    ///
    /// # Errors
    ///
    /// An I/O error; of invalid data where the file is in another encoding than its beginning.
    pub fn next_row(&mut self) -> io::Result<Option<Cells>> {
        loop {
            let mut row = match (self.waiting.next(), &mut self.source) {
                (Some(row), _) => row,
                (None, Source::Text(lines)) => match lines.next_row(&self.name)? {
                    Ok(Some(row)) => row,
                    Ok(None) => return Ok(None),
                    Err(problem) => {
                        let found = problem.found.unwrap_or_default();
                        let line = problem.line.unwrap_or(0);
                        let message = format!("line {line}: {}; {found}; {ENCODING_HINT}", problem.message);
                        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
                    }
                },
                (None, Source::Memory) => return Ok(None),
            };
            emptied(&mut row);
            if !row.remarks.is_empty() || row.cells.iter().any(|c| !c.trim().is_empty()) {
                return Ok(Some(row));
            }
        }
    }
}

/// How far a text was read.
#[derive(Default)]
struct Progress {
    /// The bytes that were read since the last row ended.
    since: AtomicUsize,
    quotes: AtomicUsize,
    is_ended: AtomicBool,
}

impl Progress {
    /// Whether the text ended inside quotes.
    fn ended_in_quotes(&self) -> bool {
        self.is_ended.load(Ordering::Relaxed) && self.quotes.load(Ordering::Relaxed) % 2 == 1
    }
}

/// A reader that ends with an error where too much is read for one row.
struct Guarded<R> {
    inner: R,
    progress: Arc<Progress>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(to)?;
        let progress = &self.progress;
        progress.is_ended.fetch_or(count == 0 && !to.is_empty(), Ordering::Relaxed);
        let quotes = memchr::memchr_iter(b'"', to.get(..count).unwrap_or_default()).count();
        progress.quotes.fetch_add(quotes, Ordering::Relaxed);
        if progress.since.fetch_add(count, Ordering::Relaxed) > MOST_RECORD {
            let message = "a row does not end within 64 MiB; is a quote not closed?";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(count)
    }
}

impl Lines {
    /// The line of a record that was just read, as `head::line_of` has it of a whole text: what the parser gives lies before any blank lines above it (issues 208 and 395 of rust-csv).
    fn line_of(&self, record: &csv::ByteRecord) -> usize {
        // The last row of a text need not end with a line.
        let own = usize::from(!self.progress.is_ended.load(Ordering::Relaxed));
        let inside = memchr::memchr_iter(b'\n', record.as_slice()).count();
        let after = usize::try_from(self.csv.position().line()).unwrap_or(usize::MAX);
        after.saturating_sub(inside + own).max(1)
    }

    /// The next row of text; a [`Problem`] where its bytes show that the file is in another encoding.
    fn next_row(&mut self, name: &str) -> io::Result<Result<Option<Cells>, Box<Problem>>> {
        self.progress.since.store(0, Ordering::Relaxed);
        // A row is about as long as the one before it.
        let mut record = csv::ByteRecord::with_capacity(self.row_bytes, self.row_cells);
        if !self.csv.read_byte_record(&mut record).map_err(|e| match e.into_kind() {
            csv::ErrorKind::Io(e) => e,
            other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
        })? {
            return Ok(Ok(None));
        }
        (self.row_bytes, self.row_cells) = (record.as_slice().len() + 64, record.len());
        let line = self.line_of(&record);
        let (cells, is_garbled) = match csv::StringRecord::from_byte_record(record) {
            Ok(cells) => {
                let is_garbled = self.is_decoded && cells.as_slice().contains('\u{FFFD}');
                (cells, is_garbled)
            }
            Err(e) if self.has_letters => (csv::StringRecord::from_byte_record_lossy(e.into_byte_record()), true),
            Err(e) => return Ok(Err(Box::new(text::foreign(e.into_byte_record().as_slice(), name, line)))),
        };
        let is_unclosed = self.is_quoted && self.progress.ended_in_quotes() && is_unclosed(cells.iter().next_back());
        Ok(Ok(Some(Cells { line, cells, is_garbled, is_unclosed, ..Cells::default() })))
    }
}
