//! The table of a grid as a file: CSV, workbook, GeoPackage, GeoParquet.

use super::geopackage::GeoPackage;
use super::grid_table::{GridColumns, GridFormat, GridRows};
use super::layers::{Geometry, Layer};
use super::parquet_file::ParquetFile;
use super::sheet::SheetColumn;
use super::sheet_about::SheetAbout;
use super::sink::{OutputSink, Target};
use super::workbook::Workbook;
use crate::error::{Error, unmade};
use crate::ledger::TempFile;
use crate::model::BorderFacts;

/// A file of a grid being written.
pub struct GridFile {
    target: Target,
    into: Destination,
}

enum Destination {
    Csv(OutputSink),
    GeoPackage(Box<GeoPackage>, TempFile),
    Parquet(Box<ParquetFile>),
    Workbook(Box<Workbook>, SheetAbout),
}

/// The name of the layer.
const LAYER: &str = "grid";

impl GridFile {
    /// Begins a file; `facts` are those of the borders to which the cells were measured.
    ///
    /// # Errors
    ///
    /// If the target cannot be written; [`Error::Request`] if the library was built without the format.
    pub fn begin(
        target: &Target,
        format: GridFormat,
        columns: &GridColumns,
        facts: &BorderFacts,
    ) -> Result<Self, Error> {
        let layer = || Layer {
            name: LAYER,
            title: "Distances of the centres of cells to land borders".to_owned(),
            geometry: Geometry::Point,
            fields: columns.fields(),
            licence: facts.licence.clone(),
            attribution: facts.attribution.clone(),
            rows: Vec::new(),
            edition: Some(facts.edition.clone()),
        };
        let into = match format {
            GridFormat::Csv => {
                let mut sink = target.begin()?;
                sink.put(&columns.header())?;
                Destination::Csv(sink)
            }
            GridFormat::GeoPackage => {
                let temp = target.temp_file()?;
                let mut file = GeoPackage::create(temp.path()).map_err(unmade(target.path()))?;
                file.begin(layer()).map_err(unmade(target.path()))?;
                Destination::GeoPackage(Box::new(file), temp)
            }
            GridFormat::GeoParquet => Destination::Parquet(Box::new(ParquetFile::begin(target, layer())?)),
            GridFormat::Workbook => {
                let fields = columns.fields().into_iter().map(SheetColumn::from).collect();
                let file = Workbook::begin(target, LAYER, fields)?;
                Destination::Workbook(Box::new(file), SheetAbout::of_borders(facts))
            }
        };
        Ok(Self { target: target.clone(), into })
    }

    /// Adds rows, made in the format of the file.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn put(&mut self, rows: GridRows) -> Result<(), Error> {
        match (&mut self.into, rows) {
            (Destination::Csv(sink), GridRows::Text(text)) => sink.put(&text),
            (Destination::GeoPackage(file, _), GridRows::Layer(rows)) => {
                rows.iter().try_for_each(|row| file.push(LAYER, row)).map_err(unmade(self.target.path()))
            }
            (Destination::Workbook(file, _), GridRows::Values(rows)) => file.put(rows),
            (Destination::Parquet(file), GridRows::Layer(rows)) => rows.into_iter().try_for_each(|row| file.put(row)),
            _ => Err(Error::Data(format!("{}: rows of another format", self.target.path().display()))),
        }
    }

    /// Ends the file and moves it to its target; returns a warning if the format could not keep something.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn end(self) -> Result<Option<String>, Error> {
        /// No date of anybody's data: the edition says how old the lines are.
        const STAMP: &str = "1970-01-01";
        let Self { target, into } = self;
        match into {
            Destination::Csv(sink) => sink.commit()?,
            Destination::GeoPackage(file, temp) => {
                let provenance = format!("Written by marz {}", env!("CARGO_PKG_VERSION"));
                file.finish(&[], STAMP, &provenance).map_err(unmade(target.path()))?;
                target.commit_temp_file(temp)?;
            }
            Destination::Parquet(file) => {
                file.end()?;
            }
            Destination::Workbook(file, about) => return file.end(&about),
        }
        Ok(None)
    }
}
