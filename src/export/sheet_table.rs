//! A whole table of typed values, which is written as CSV or as a workbook.

use super::fields::{EDITION, explained_fields};
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
    /// The same with the edition of the dossier as its last column, where the table has one.
    fn carrying(mut self) -> Self {
        let field = explained_fields().into_iter().find(|f| f.name == EDITION);
        if let (Some(edition), Some(field)) = (self.about.edition(), field) {
            let edition = SheetValue::from(edition);
            self.rows.iter_mut().for_each(|row| row.push(edition.clone()));
            self.columns.push(field.into());
        }
        self
    }

    /// The table as CSV.
    #[must_use]
    pub fn csv(self) -> Vec<u8> {
        let this = self.carrying();
        let mut out = Vec::new();
        push_names(this.columns.iter().map(|c| c.field.name.as_str()), &mut out);
        for row in &this.rows {
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
        let this = self.carrying();
        let mut file = Workbook::begin(target, this.name, this.columns)?;
        file.put(this.rows)?;
        file.end(&this.about)
    }
}
