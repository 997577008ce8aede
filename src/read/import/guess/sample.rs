//! The first rows of a sheet, column by column.

use std::io::{self, Read};

use super::names;
use crate::model::{Categories, Category, Dataset, is_placeholder};
use crate::read::import::recognise::{dataset_of, dataset_of_row};
use crate::read::table::{Rows, TableOptions, Wanted, column, is_usual};
use crate::read::{Problem, Region};

/// So many rows are looked at.
const MOST_ROWS: usize = 500;

/// The first rows of a sheet, column by column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// The columns with a name, in their order.
    pub columns: Vec<SampleColumn>,
    /// How many rows were looked at.
    pub rows: usize,
    /// What is strange about the file as a whole.
    pub warnings: Vec<Problem>,
    /// The dataset that it is an export of, by its columns; `None` for any other sheet.
    pub dataset: Option<Dataset>,
}

/// A column of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SampleColumn {
    /// Its name as it is written.
    pub name: String,
    /// Its cells that say something.
    pub cells: Vec<String>,
}

impl Sample {
    /// Whether the file has more rows than were looked at, as far as is known.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.rows >= MOST_ROWS
    }

    /// Reads the first rows of a file.
    ///
    /// # Arguments
    ///
    /// `open` gives the bytes from their beginning: a header of unknown names is only taken where no other is found.
    ///
    /// # Errors
    ///
    /// An I/O error, or a [`Problem`] where the file is no table.
    pub fn read(
        open: &dyn Fn() -> io::Result<Box<dyn Read + Send>>,
        file: &str,
        options: &TableOptions,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let is_known = |name: &str| is_usual(name) || names::is_known(name);
        let mut opened = Rows::open(open()?, file, Wanted::QUOTED, &is_known, options)?;
        if opened.is_err() {
            let any = Wanted { takes_any: true, ..Wanted::QUOTED };
            opened = Rows::open(open()?, file, any, &is_known, options)?;
        }
        let mut rows = match opened {
            Ok(rows) => rows,
            Err(problem) => return Ok(Err(problem)),
        };
        let mut columns: Vec<SampleColumn> =
            rows.names().iter().map(|name| SampleColumn { name: name.clone(), cells: Vec::new() }).collect();
        // Without a header the first row stands in its place.
        let first: Vec<&str> = rows.names().iter().map(String::as_str).collect();
        let dataset = dataset_of(rows.header()).or_else(|| dataset_of_row(&first));
        let mut count = 0;
        while let Some(row) = if count < MOST_ROWS { rows.next_row()? } else { None } {
            count += 1;
            let filled = columns.iter_mut().zip(row.cells.iter()).filter(|(_, cell)| !is_placeholder(cell));
            filled.for_each(|(column, cell)| column.cells.push(cell.trim().to_owned()));
        }
        columns.retain(|column| !column.name.trim().is_empty());
        Ok(Ok(Self { columns, rows: count, warnings: rows.take_warnings(), dataset }))
    }

    /// The column of a name, whatever its case.
    pub fn column(&self, name: &str) -> Option<&SampleColumn> {
        self.columns.iter().find(|c| column(&c.name) == column(name))
    }

    /// The names of the columns.
    pub fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|c| c.name.as_str()).collect()
    }
}

/// What a guess may ask about cells.
pub struct Evidence<'a> {
    /// The category of this name, in any language of the legends; `None` if there is none.
    pub category: &'a dyn Fn(&str) -> Option<Category>,
    /// The categories of the dossier beside those of the program.
    pub own: &'a Categories,
    /// Whether a name is surely that of a place.
    pub is_place: &'a dyn Fn(&str) -> bool,
    /// The region around the border, in degrees.
    pub region: Option<Region>,
}
