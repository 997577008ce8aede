//! Files of one layer, in a library built without the feature `export`: a word on how to get them.

use super::layers::{Layer, Row};
use super::point_rows::{Ended, LayerFormat};
use super::sink::Target;
use crate::error::Error;

/// There is none.
pub enum OneLayer {}

impl OneLayer {
    /// Begins none.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn begin(_: &Target, _: LayerFormat, _: Layer) -> Result<Self, Error> {
        let hint = "turn the feature export of the library marz on; CSV, GeoJSON and KML need none".to_owned();
        Err(Error::request("this marz was built without files of layers", hint))
    }

    /// Adds nothing.
    ///
    /// # Errors
    ///
    /// None: there is no such file.
    pub fn put(&mut self, _: impl IntoIterator<Item = Row>) -> Result<(), Error> {
        match *self {}
    }

    /// Ends nothing.
    ///
    /// # Errors
    ///
    /// None: there is no such file.
    pub fn end(self) -> Result<Ended, Error> {
        match self {}
    }
}
