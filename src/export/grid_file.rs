//! The table of a grid as a file: CSV, workbook, GeoPackage, GeoParquet.

use super::grid_table::{GridColumns, GridFormat, GridRows};
use super::layers::{Geometry, Layer};
use super::one_layer::OneLayer;
use super::point_rows::{GeoParquetVersion, LayerFormat};
use super::sheet::SheetColumn;
use super::sheet_about::SheetAbout;
use super::sink::{OutputSink, Target};
use super::workbook::Workbook;
use crate::error::Error;
use crate::model::BorderFacts;

/// A file of a grid being written.
pub struct GridFile {
    target: Target,
    into: Destination,
}

enum Destination {
    Csv(OutputSink),
    Layer(Box<OneLayer>),
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
                Destination::Layer(Box::new(OneLayer::begin(target, LayerFormat::GeoPackage, layer())?))
            }
            GridFormat::GeoParquet => Destination::Layer(Box::new(OneLayer::begin(
                target,
                LayerFormat::GeoParquet(GeoParquetVersion::default()),
                layer(),
            )?)),
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
            (Destination::Layer(file), GridRows::Layer(rows)) => file.put(rows),
            (Destination::Workbook(file, _), GridRows::Values(rows)) => file.put(rows),
            _ => Err(Error::Data(format!("{}: rows of another format", self.target.path().display()))),
        }
    }

    /// Ends the file and moves it to its target; returns a warning if the format could not keep something.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn end(self) -> Result<Option<String>, Error> {
        match self.into {
            Destination::Csv(sink) => sink.commit().map(|()| None),
            Destination::Layer(file) => file.end().map(|ended| ended.warning),
            Destination::Workbook(file, about) => file.end(&about),
        }
    }
}
