//! Other people's data: rows of ACLED, UCDP, GDELT or any spreadsheet become incidents, one by one, as a stream.

mod acled;
mod address;
mod citation;
mod collected;
mod context;
pub mod country;
mod crosscheck;
mod date;
mod fields;
mod gdelt;
mod guess;
mod identity;
mod incident;
mod merge;
mod number;
mod numerals;
mod outcome;
mod precision;
mod recognise;
mod rematch;
mod row;
mod source_date;
mod status;
mod table;
mod toll;
mod ucdp;

use std::collections::BTreeMap;
use std::io::{self, Read};

pub use citation::typed as typed_source;
pub use collected::{Added, Collected, RowId, members};
pub use context::{Context, OwnCountries};
pub use date::{FORMS as DATE_FORMS, TypedDate, WINDOW_FROM, typed as typed_date};
pub use guess::{CORRECTIONS, Evidence, MappedColumn, Mapping, Sample, SampleColumn};
pub use merge::{Change, FROM_FILE, Merged, POSITION, SHEET_ROW, merged, unit};
pub use number::{FORMS as NUMBER_FORMS, typed as typed_number, whole as whole_number};
pub use outcome::{RowOutcome, RowPreview, Taken};
pub use rematch::{Rematched, is_of_our_making, rematched, source_file};

use super::position::NULL_ISLAND;
use super::table::{
    Cells, ENCODING_HINT, PROJECTED, PROJECTED_HINT, Rows, TOO_SHORT, TOO_WIDE, TableOptions, UNCLOSED, UNCLOSED_HINT,
    Wanted, is_projected, is_usual, too_short, too_wide,
};
use super::{MOST_CHARACTERS, Problem, Region, Severity};
use crate::model::{Dataset, Verdict};
use fields::FieldColumns;
use incident::RowFields;
use row::{Notes, Row};

/// A row, read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRow {
    /// The line of the file, or the row of the sheet.
    pub line: usize,
    /// Its id, as far as it is known.
    pub id: String,
    /// Its id as the file gives it; `None` if the file gives none and the record's is of our making.
    pub given_id: Option<String>,
    /// All its cells, where it has no id: rows are one only where all they say is equal.
    pub cells: Option<String>,
    /// What became of it.
    pub outcome: RowOutcome,
    /// What was taken of it without its saying so.
    pub taken: Taken,
    /// What is wrong with it, or strange.
    pub problems: Vec<Problem>,
}

/// A file of another dataset that is read row by row.
pub struct Import {
    rows: Rows,
    reader: RowReader,
    warnings: Vec<Problem>,
}

/// Reads rows; can be shared between threads.
#[derive(Debug, Clone)]
pub struct RowReader {
    header: Vec<String>,
    /// The names of the columns as they are written.
    names: Vec<String>,
    fields: FieldColumns,
    dataset: Dataset,
    /// Whether a row is a line of text, and short where something is missing.
    is_text: bool,
    context: Context,
    region: Option<Region>,
}

/// Some rows of a file.
#[derive(Debug)]
pub struct RowBlock(Vec<Cells>);

impl Import {
    /// Begins to read: text (CSV with any delimiter, in UTF-8 or UTF-16), a workbook (XLSX, XLS, ODS), or JSON.
    ///
    /// # Errors
    ///
    /// An I/O error, or a [`Problem`] with the form that was found and the one that was expected.
    pub fn open(
        reader: Box<dyn Read + Send>,
        dataset: Dataset,
        context: Context,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        Self::open_with(reader, dataset, context, &TableOptions::default(), None)
    }

    /// Begins to read a file that is opened with options; positions that lie in a region only when their numbers are swapped are errors.
    ///
    /// # Errors
    ///
    /// As [`Import::open`].
    pub fn open_with(
        reader: Box<dyn Read + Send>,
        dataset: Dataset,
        context: Context,
        options: &TableOptions,
        region: Option<Region>,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let needed = table::needed(&context.coding);
        let columns: Vec<&str> = needed.iter().map(|(name, _)| name.as_str()).collect();
        let wanted = match dataset {
            Dataset::Table => Wanted { columns: &columns, instead: &needed, ..Wanted::QUOTED },
            export => recognise::wanted(export),
        };
        let is_known = |name: &str| match dataset {
            Dataset::Table => is_usual(name) || fields::is_field(&context.coding, name),
            Dataset::Ucdp => ucdp::COLUMNS.contains(&name),
            Dataset::Gdelt => gdelt::COLUMNS.contains(&name),
            Dataset::Acled => false,
        };
        let rows = Rows::open(reader, &context.file, wanted, &is_known, options)?;
        Ok(rows.and_then(|mut rows| {
            let header = rows.header().to_vec();
            let mut warnings = rows.take_warnings();
            let fields = match dataset {
                Dataset::Table => FieldColumns::new(&header, &context.coding, &context.file, &mut warnings)?,
                _ => FieldColumns::default(),
            };
            if dataset == Dataset::Table && fields.position().is_none() && is_projected(&header) {
                let problem = Problem::error(&context.file, PROJECTED).at(1, 1).found(header.join(", "));
                return Err(Box::new(problem.expected("lon and lat in degrees").hint(PROJECTED_HINT)));
            }
            // Who names columns in a mapping has chosen to read it so.
            if dataset == Dataset::Table
                && context.coding.columns.is_empty()
                && let Some(export) = recognise::dataset_of(&header)
            {
                warnings.push(export_as_table(&context.file, export));
            }
            warnings.extend(fields::assumed_radius(dataset, &header, &fields, &context.coding, &context.file));
            let is_text = rows.is_text();
            let names = rows.names().to_vec();
            let reader = RowReader { header, names, fields, dataset, is_text, context, region };
            Ok(Self { rows, reader, warnings })
        }))
    }

    /// What is strange about the file as a whole: columns that nothing reads, sheets that are passed over, a radius that is assumed.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// Whether no column holds a position.
    #[must_use]
    pub fn lacks_position(&self) -> bool {
        self.reader.dataset == Dataset::Table && self.reader.fields.position().is_none()
    }

    /// What reads the rows.
    #[must_use]
    pub fn reader(&self) -> RowReader {
        self.reader.clone()
    }

    /// The next rows; `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// An I/O error.
    pub fn next_block(&mut self) -> io::Result<Option<RowBlock>> {
        /// Rows in a block: enough to be worth another thread.
        const ROWS: usize = 1_024;
        let mut block = Vec::new();
        while block.len() < ROWS {
            match self.rows.next_row()? {
                Some(cells) => block.push(cells),
                None => break,
            }
        }
        Ok((!block.is_empty()).then_some(RowBlock(block)))
    }
}

/// That an export of a dataset is read as any table.
fn export_as_table(file: &str, dataset: Dataset) -> Problem {
    let (name, key) = (dataset.name(), dataset.key());
    let message = format!(
        "this has the columns of {name}, and is read as any table: not by its codes, precision and rows of one event"
    );
    Problem::warning(file, message).at(1, 1).hint(format!("marz import {key} reads it by the rules of {name}"))
}

/// Whether something is to be said of a row although it is filtered out: it may lie elsewhere than its position says.
#[must_use]
pub fn is_said_of_filtered(problem: &Problem) -> bool {
    problem.message == NULL_ISLAND || problem.message == table::TOTAL
}

impl RowReader {
    /// What the column of a field is called, where it is called otherwise; `None` where no column holds it, or one of its own name.
    #[must_use]
    pub fn heading(&self, field: &str) -> Option<&str> {
        let at = self.fields.get(field)?;
        let is_other = self.header.get(at).is_some_and(|name| name != field);
        self.names.get(at).filter(|_| is_other).map(|name| name.trim())
    }

    /// A problem of a row with what the column of its field is called.
    #[must_use]
    pub fn with_heading(&self, problem: Problem) -> Problem {
        match problem.field.as_deref().and_then(|field| self.heading(field)).map(str::to_owned) {
            Some(heading) => problem.under(heading),
            None => problem,
        }
    }

    /// The rows of a block, read, in the order of the file. Rows that do not `pass` are not looked at any further.
    pub fn read(&self, block: &RowBlock, passes: &dyn Fn(&RowPreview<'_>) -> Verdict) -> Vec<ReadRow> {
        let one = |cells: &Cells| {
            let row = Row { header: &self.header, fields: &self.fields, cells };
            let (file, line) = (self.context.file.as_str(), cells.line);
            let sheet = cells.sheet.as_ref().map(|sheet| format!("{file} [{sheet}]"));
            let file = sheet.as_deref().unwrap_or(file);
            let mut notes = Notes {
                file,
                line,
                id: String::new(),
                given_id: None,
                problems: Vec::new(),
                original: BTreeMap::new(),
                taken: Taken::default(),
                is_1904: cells.is_1904,
                region: self.region.as_ref(),
            };
            let outcome = self.outcome(&row, &mut notes, passes);
            for remark in &cells.remarks {
                let column = self.header.get(remark.column).map_or("geometry", String::as_str);
                notes.warning(column, remark.message, |p| p.found(format!("{}: {}", remark.cell, remark.found)));
            }
            let id = if notes.id.is_empty() { format!("line {line}") } else { notes.id };
            let given_id = notes.given_id.or_else(|| (self.dataset != Dataset::Table).then(|| id.clone()));
            let text = || cells.cells.iter().map(str::trim).collect::<Vec<_>>().join("\u{1F}");
            let cells = given_id.is_none().then(text);
            ReadRow { line, id, given_id, cells, outcome, taken: notes.taken, problems: notes.problems }
        };
        block.0.iter().map(one).collect()
    }

    fn outcome(&self, row: &Row<'_>, notes: &mut Notes<'_>, passes: &dyn Fn(&RowPreview<'_>) -> Verdict) -> RowOutcome {
        let (cells, columns) = (row.cells.cells.len(), row.header.len());
        let beyond = row.cells.cells.iter().zip(1..).skip(columns).filter(|(c, _)| !c.trim().is_empty());
        let filled = beyond.map(|(_, count)| count).last().unwrap_or(0);
        if filled > columns {
            notes.error("row", TOO_WIDE, |p| too_wide(p, filled, columns));
            return RowOutcome::Rejected;
        }
        if let Some(long) =
            row.cells.cells.iter().find(|c| c.len() > MOST_CHARACTERS && c.chars().count() > MOST_CHARACTERS)
        {
            let count = long.chars().count();
            notes.error("row", "a text is too long", |p| {
                p.found(format!("{count} characters"))
                    .expected(format!("at most {MOST_CHARACTERS}"))
                    .hint("is a quote not closed?")
            });
            return RowOutcome::Rejected;
        }
        if row.cells.is_unclosed {
            notes.error("row", UNCLOSED, |p| p.hint(UNCLOSED_HINT));
            return RowOutcome::Rejected;
        }
        if cells < columns && self.is_text {
            notes.warning("row", TOO_SHORT, |p| too_short(p, cells, columns));
        }
        if row.cells.is_garbled {
            notes.warning("row", "a text that is not UTF-8; signs that cannot be read are replaced", |p| {
                p.hint(ENCODING_HINT)
            });
        }
        let read = match self.dataset {
            Dataset::Acled => acled::read,
            Dataset::Ucdp => ucdp::read,
            Dataset::Gdelt => gdelt::read,
            Dataset::Table => return table::read(row, &self.context, notes, passes),
        };
        match read(row, &self.context, notes, passes) {
            Err(outcome) => outcome,
            Ok((fields, revision)) => self.checked(fields, revision, notes),
        }
    }

    /// What is stored must pass the same checks as what a person writes.
    fn checked(&self, fields: RowFields, revision: i64, notes: &mut Notes<'_>) -> RowOutcome {
        let incident = self.context.incident(fields, notes);
        if notes.problems.iter().any(|p| p.severity == Severity::Error) {
            return RowOutcome::Rejected;
        }
        RowOutcome::Kept(Box::new(incident), revision)
    }
}
