//! A whole table of typed values, which is written as CSV or as a workbook.

use super::sheet::{SheetColumn, SheetValue};
use super::sheet_about::SheetAbout;
use super::sink::Target;
use super::spreadsheet::push_names;
use super::workbook::Workbook;
use crate::error::Error;

/// A whole table.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// The values of each row, in the order of the columns.
    pub rows: Vec<Vec<SheetValue>>,
    /// Where it comes from.
    pub about: SheetAbout,
}

impl Sheet {
    /// The table as CSV.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let mut out = Vec::new();
        push_names(self.columns.iter().map(|c| c.field.name.as_str()), &mut out);
        for row in &self.rows {
            let texts: Vec<String> = row.iter().map(SheetValue::text).collect();
            push_names(texts.iter().map(String::as_str), &mut out);
        }
        out
    }

    /// Writes the table as a workbook (XLSX); returns a warning if something of it could not be kept.
    ///
    /// # Errors
    ///
    /// If the target cannot be written, or the table is larger than a workbook can be.
    pub fn workbook(self, target: &Target) -> Result<Option<String>, Error> {
        let mut file = Workbook::begin(target, self.name, self.columns)?;
        file.put(self.rows)?;
        file.end(&self.about)
    }
}
