//! One layer of points as a file: GeoPackage, FlatGeobuf, GeoParquet.

use super::flatgeobuf::FlatGeobuf;
use super::geopackage::GeoPackage;
use super::layer_file::flatgeobuf_to;
use super::layers::{Layer, Row};
use super::parquet_file::ParquetFile;
use super::point_rows::LayerFormat;
use super::sink::Target;
use crate::error::{Error, unmade};
use crate::ledger::TempFile;

/// A file of one layer being written.
pub struct PointLayer {
    target: Target,
    name: &'static str,
    into: Destination,
}

enum Destination {
    GeoPackage(Box<GeoPackage>, TempFile),
    FlatGeobuf(Box<FlatGeobuf>),
    Parquet(Box<ParquetFile>),
}

impl PointLayer {
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
            LayerFormat::GeoParquet => Destination::Parquet(Box::new(ParquetFile::begin(target, layer)?)),
        };
        Ok(Self { target: target.clone(), name, into })
    }

    /// Adds rows.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn put(&mut self, rows: Vec<Row>) -> Result<(), Error> {
        let path = self.target.path();
        match &mut self.into {
            Destination::GeoPackage(file, _) => {
                rows.iter().try_for_each(|row| file.push(self.name, row)).map_err(unmade(path))
            }
            Destination::FlatGeobuf(file) => rows.iter().try_for_each(|row| file.push(row)).map_err(unmade(path)),
            Destination::Parquet(file) => rows.into_iter().try_for_each(|row| file.put(row)),
        }
    }

    /// Ends the file and moves it to its target; returns what the format could not keep.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn end(self) -> Result<Option<String>, Error> {
        /// No date of anybody's data: the edition says how old the lines are.
        const STAMP: &str = "1970-01-01";
        let Self { target, into, .. } = self;
        match into {
            Destination::GeoPackage(file, temp) => {
                let provenance = format!("Written by marz {}", env!("CARGO_PKG_VERSION"));
                file.finish(&[], STAMP, &provenance).map_err(unmade(target.path()))?;
                target.commit_temp_file(temp).map(|()| None)
            }
            Destination::FlatGeobuf(file) => {
                let (_, without) = file.counts();
                let summary = flatgeobuf_to(&target, *file)?;
                Ok((without > 0).then_some(summary))
            }
            Destination::Parquet(file) => file.end().map(|_| None),
        }
    }
}
