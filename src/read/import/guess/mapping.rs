//! Which column of a sheet holds which field.

use std::collections::{BTreeMap, BTreeSet};

use super::sample::{Sample, SampleColumn};
use crate::model::{Category, Coding, DateCalendar, DateOrder, LetterO, Status};

/// A column that holds a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedColumn {
    /// The field, as [`Coding::FIELDS`] names it.
    pub field: &'static str,
    /// The name of the column as it is written.
    pub column: String,
    /// Why.
    pub why: String,
}

/// Which column of a sheet holds which field, and what its words mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    /// The columns that are read, in the order of [`Coding::FIELDS`].
    pub columns: Vec<MappedColumn>,
    /// Columns that nothing reads.
    pub unread: Vec<String>,
    /// Fields that no column is to be read for, although one is called so.
    pub none: BTreeSet<&'static str>,
    /// The order of day and month, and why.
    pub date_order: Option<(DateOrder, String)>,
    /// The calendar of the dates.
    pub calendar: DateCalendar,
    /// What the letter O means in positions, and why.
    pub letter_o: Option<(LetterO, String)>,
    /// What words of the sheet mean as categories.
    pub categories: BTreeMap<String, Category>,
    /// How many rows have each word of the column of categories, by its key.
    pub category_rows: BTreeMap<String, usize>,
    /// Words of the column of categories that mean none that is known, each with the number of its rows.
    pub unknown_categories: BTreeMap<String, usize>,
    /// What words of the sheet mean as statuses, as a person said.
    pub statuses: BTreeMap<String, Status>,
    /// Words of the column of statuses that mean none that is known, each with the number of its rows.
    pub unknown_statuses: BTreeMap<String, usize>,
    /// Which place, by its id, a name of the sheet means.
    pub places: BTreeMap<String, String>,
    /// Within how many metres of a position it happened, where a row does not say.
    pub radius_m: Option<u32>,
    /// Columns of numbers or codes that are not read for the id, in words, with why and what to say.
    pub passed_over: Vec<String>,
    /// Columns with an equal claim to a field, of which none is read.
    pub open: BTreeMap<&'static str, Vec<String>>,
    /// What could not be settled, in words, with what to say.
    pub unsure: Vec<String>,
}

impl Mapping {
    /// Whether a column is read for a field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.columns.iter().any(|c| c.field == field)
    }

    /// The column that is read for a field.
    pub fn column_of<'s>(&self, field: &str, sample: &'s Sample) -> Option<&'s SampleColumn> {
        sample.column(&self.columns.iter().find(|c| c.field == field)?.column)
    }

    /// Reads a field from a column, and from no other.
    pub fn put(&mut self, field: &'static str, column: &str, why: &str) {
        self.columns.retain(|c| c.field != field && c.column != column);
        self.none.remove(field);
        self.open.remove(field);
        self.columns.push(MappedColumn { field, column: column.to_owned(), why: why.to_owned() });
        let place = |field: &str| Coding::FIELDS.iter().position(|(known, _)| *known == field);
        self.columns.sort_by_key(|c| place(c.field));
    }
}
