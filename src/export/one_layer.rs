//! One layer as a file: GeoPackage, FlatGeobuf, GeoParquet.

use std::fs::File;
use std::io::BufWriter;

use super::flatgeobuf::FlatGeobuf;
use super::geopackage::GeoPackage;
use super::layers::{Layer, Row};
use super::parquet_file::ParquetFile;
use super::point_rows::{Ended, LayerFormat};
use super::sink::Target;
use crate::error::{Error, unmade};
use crate::ledger::TempFile;

/// A file of one layer being written.
pub struct OneLayer {
    target: Target,
    name: &'static str,
    into: Destination,
}

enum Destination {
    GeoPackage(Box<GeoPackage>, TempFile),
    FlatGeobuf(Box<FlatGeobuf>),
    Parquet(Box<ParquetFile>),
}

impl OneLayer {
    /// Begins a file of a layer.
    ///
    /// # Errors
    ///
    /// If the target cannot be written; [`Error::Request`] if the library was built without the format.
    pub fn begin(target: &Target, format: LayerFormat, layer: Layer) -> Result<Self, Error> {
        let name = layer.name;
        let into = match format {
            LayerFormat::GeoPackage => {
                let temp = target.temp_file()?;
                let mut file = GeoPackage::create(temp.path()).map_err(unmade(target.path()))?;
                file.begin(layer).map_err(unmade(target.path()))?;
                Destination::GeoPackage(Box::new(file), temp)
            }
            LayerFormat::FlatGeobuf => {
                Destination::FlatGeobuf(Box::new(FlatGeobuf::begin(layer).map_err(unmade(target.path()))?))
            }
            LayerFormat::GeoParquet(version) => {
                Destination::Parquet(Box::new(ParquetFile::begin(target, layer, version)?))
            }
        };
        Ok(Self { target: target.clone(), name, into })
    }

    /// Adds rows.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn put(&mut self, rows: impl IntoIterator<Item = Row>) -> Result<(), Error> {
        let path = self.target.path();
        let mut rows = rows.into_iter();
        match &mut self.into {
            Destination::GeoPackage(file, _) => {
                rows.try_for_each(|row| file.push(self.name, &row)).map_err(unmade(path))
            }
            Destination::FlatGeobuf(file) => rows.try_for_each(|row| file.push(&row)).map_err(unmade(path)),
            Destination::Parquet(file) => rows.try_for_each(|row| file.put(row)),
        }
    }

    /// Ends the file and moves it to its target.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn end(self) -> Result<Ended, Error> {
        /// No date of anybody's data: the edition says how old the lines are.
        const STAMP: &str = "1970-01-01";
        let Self { target, into, .. } = self;
        let whole = |summary| Ended { summary, warning: None };
        match into {
            Destination::GeoPackage(file, temp) => {
                let provenance = format!("Written by marz {}", env!("CARGO_PKG_VERSION"));
                file.finish(&[], STAMP, &provenance).map_err(unmade(target.path()))?;
                target.commit_temp_file(temp).map(|()| whole(String::new()))
            }
            Destination::FlatGeobuf(file) => {
                let (written, without) = file.counts();
                let temp = target.temp_file()?;
                let to = File::options().write(true).open(temp.path());
                let to = to.map_err(|source| Error::Unwritten { path: target.path().to_path_buf(), source })?;
                file.finish(BufWriter::new(to)).map_err(unmade(target.path()))?;
                target.commit_temp_file(temp)?;
                let summary =
                    format!("{written} features written, {without} left out: FlatGeobuf holds none without a geometry");
                Ok(Ended { warning: (without > 0).then(|| summary.clone()), summary })
            }
            Destination::Parquet(file) => file.end().map(whole),
        }
    }
}
