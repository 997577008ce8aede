//! Files of layers being written: FlatGeobuf and GeoParquet hold one layer, GeoPackage and the QGIS package all.

use super::columns::Columns;
use super::layers::Layer;
use super::one_layer::OneLayer;
use super::package::{Database, ExportPackage};
use super::point_rows::LayerFormat;
use super::row::{ExportFormat, ExportedIncident};
use super::sink::Target;
use crate::error::Error;
use crate::measure::GeodesicLine;
use crate::model::Case;

/// A file of layers on its way to its target.
pub enum LayerFile {
    /// FlatGeobuf, GeoParquet.
    One(Box<OneLayer>, &'static str),
    /// GeoPackage.
    Database(Box<Database>),
    /// A folder: GeoPackage, QGIS project, GeoJSON with its style.
    Folder(Box<ExportPackage>),
}

impl LayerFile {
    /// Begins a file of one layer: GeoParquet where that is asked for, else FlatGeobuf.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written, or this library was built without the format.
    pub fn of_one(target: &Target, format: ExportFormat, layer: Layer) -> Result<Self, Error> {
        let format = match format {
            ExportFormat::GeoParquet(version) => LayerFormat::GeoParquet(version),
            _ => LayerFormat::FlatGeobuf,
        };
        let name = layer.name;
        Ok(Self::One(Box::new(OneLayer::begin(target, format, layer)?), name))
    }

    /// Begins a file of all layers of a dossier: the QGIS package where that is asked for, else a GeoPackage.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn of_all(
        target: &Target,
        format: ExportFormat,
        dossier: &Case,
        line: &GeodesicLine,
        columns: &Columns,
    ) -> Result<Self, Error> {
        Ok(match format {
            ExportFormat::Qgis => {
                let package = ExportPackage::begin(target.path(), dossier, line, columns)?;
                Self::Folder(Box::new(package.with_plain(dossier)?))
            }
            _ => Self::Database(Box::new(Database::begin(target, dossier, line, columns)?)),
        })
    }

    /// Adds an incident.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn put(&mut self, incident: ExportedIncident) -> Result<(), Error> {
        match self {
            Self::One(file, name) => file.put(incident.of_layer(name)),
            Self::Database(database) => database.put(&incident),
            Self::Folder(folder) => folder.put(&incident),
        }
    }

    /// Puts all of it in its place; `newest` is the date of the data. Returns what was written, in words.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn end(self, newest: Option<&str>) -> Result<String, Error> {
        match self {
            Self::One(file, _) => file.end().map(|ended| ended.summary),
            Self::Database(database) => {
                let (target, temp, summary) = database.finish(newest)?;
                target.commit_temp_file(temp)?;
                Ok(summary)
            }
            Self::Folder(folder) => {
                let (files, summary) = folder.finish(newest)?;
                let project = files.iter().find(|f| f.extension().is_some_and(|e| e == "qgz"));
                let shown = project.map(|p| p.display().to_string()).unwrap_or_default();
                Ok(format!("{summary}\nopen {shown} in QGIS"))
            }
        }
    }
}
