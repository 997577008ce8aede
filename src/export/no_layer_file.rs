//! Files of layers, in a library built without the feature `export`: a word on how to get them.

use super::columns::Columns;
use super::layers::Layer;
use super::row::{ExportFormat, ExportedIncident};
use super::sink::Target;
use crate::error::Error;
use crate::measure::GeodesicLine;
use crate::model::Case;

/// There is none.
pub enum LayerFile {}

fn missing() -> Error {
    let hint = "turn the feature export of the library marz on; CSV, GeoJSON and KML need none".to_owned();
    Error::request("this marz was built without files of layers", hint)
}

impl LayerFile {
    /// Begins none.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn of_one(_: &Target, _: ExportFormat, _: Layer) -> Result<Self, Error> {
        Err(missing())
    }

    /// Begins none.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn of_all(_: &Target, _: ExportFormat, _: &Case, _: &GeodesicLine, _: &Columns) -> Result<Self, Error> {
        Err(missing())
    }

    /// Adds nothing.
    ///
    /// # Errors
    ///
    /// None: there is no such file.
    pub fn put(&mut self, _: ExportedIncident) -> Result<(), Error> {
        match *self {}
    }

    /// Ends nothing.
    ///
    /// # Errors
    ///
    /// None: there is no such file.
    pub fn end(self, _: Option<&str>) -> Result<String, Error> {
        match self {}
    }
}
