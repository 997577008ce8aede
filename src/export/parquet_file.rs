//! GeoParquet files if the feature `geoparquet` is on; otherwise an error that names the feature.

#[cfg(feature = "geoparquet")]
pub use with::ParquetFile;
#[cfg(not(feature = "geoparquet"))]
pub use without::ParquetFile;

#[cfg(feature = "geoparquet")]
mod with {
    use std::fs::File;
    use std::io::BufWriter;

    use crate::error::{Error, unmade};
    use crate::export::geoparquet::GeoParquet;
    use crate::export::layers::{Layer, Row};
    use crate::export::point_rows::GeoParquetVersion;
    use crate::export::sink::Target;
    use crate::ledger::TempFile;

    /// A layer being written to a file.
    pub struct ParquetFile {
        file: GeoParquet<BufWriter<File>>,
        temp: TempFile,
        target: Target,
    }

    impl ParquetFile {
        /// Begins the file.
        ///
        /// # Errors
        ///
        /// If the target cannot be written.
        pub fn begin(target: &Target, layer: Layer, version: GeoParquetVersion) -> Result<Self, Error> {
            let temp = target.temp_file()?;
            let unwritten = |source| Error::Unwritten { path: target.path().to_path_buf(), source };
            let file = File::options().write(true).open(temp.path()).map_err(unwritten)?;
            let file = GeoParquet::begin(BufWriter::new(file), layer, version).map_err(unmade(target.path()))?;
            Ok(Self { file, temp, target: target.clone() })
        }

        /// Adds a row.
        ///
        /// # Errors
        ///
        /// If the target cannot be written.
        pub fn put(&mut self, row: Row) -> Result<(), Error> {
            self.file.push(row).map_err(unmade(self.target.path()))
        }

        /// Ends the file and moves it to its target; returns a summary in words.
        ///
        /// # Errors
        ///
        /// If the target cannot be written.
        pub fn end(self) -> Result<String, Error> {
            let written = self.file.finish().map_err(unmade(self.target.path()))?;
            self.target.commit_temp_file(self.temp)?;
            Ok(format!("{written} rows written"))
        }
    }
}

#[cfg(not(feature = "geoparquet"))]
mod without {
    use crate::error::Error;
    use crate::export::layers::{Layer, Row};
    use crate::export::point_rows::GeoParquetVersion;
    use crate::export::sink::Target;

    /// No such file: the feature is off.
    pub enum ParquetFile {}

    impl ParquetFile {
        /// Begins the file.
        ///
        /// # Errors
        ///
        /// If the target cannot be written.
        pub fn begin(_: &Target, _: Layer, _: GeoParquetVersion) -> Result<Self, Error> {
            let hint = "turn the feature geoparquet of the library marz on; it is on by default".to_owned();
            Err(Error::request("this marz was built without GeoParquet", hint))
        }

        /// Adds a row.
        ///
        /// # Errors
        ///
        /// If the target cannot be written.
        pub fn put(&mut self, _: Row) -> Result<(), Error> {
            match *self {}
        }

        /// Ends the file and moves it to its target; returns a summary in words.
        ///
        /// # Errors
        ///
        /// If the target cannot be written.
        pub fn end(self) -> Result<String, Error> {
            match self {}
        }
    }
}
