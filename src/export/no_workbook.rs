//! Workbooks, in a library built without the feature `export`: a word on how to get them.

use super::sheet::{SheetColumn, SheetValue};
use super::sheet_about::SheetAbout;
use super::sink::Target;
use crate::error::Error;

/// There is none.
pub enum Workbook {}

impl Workbook {
    /// Begins none.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn begin(_: &Target, _: &'static str, _: Vec<SheetColumn>) -> Result<Self, Error> {
        let hint = "turn the feature export of the library marz on; CSV needs none".to_owned();
        Err(Error::request("this marz was built without workbooks", hint))
    }

    /// Adds nothing.
    ///
    /// # Errors
    ///
    /// None: there is no such file.
    pub fn put(&mut self, _: Vec<Vec<SheetValue>>) -> Result<(), Error> {
        match *self {}
    }

    /// Ends nothing.
    ///
    /// # Errors
    ///
    /// None: there is no such file.
    pub fn end(self, _: &SheetAbout) -> Result<Option<String>, Error> {
        match self {}
    }
}
