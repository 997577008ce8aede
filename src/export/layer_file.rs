//! Files of layers being written: FlatGeobuf and GeoParquet hold one layer, GeoPackage and the QGIS package all.

use std::fs::File;
use std::io::BufWriter;

use super::columns::Columns;
use super::flatgeobuf::FlatGeobuf;
use super::layers::Layer;
use super::package::{Database, ExportPackage};
use super::parquet_file::ParquetFile;
use super::row::{ExportFormat, ExportedIncident};
use super::sink::Target;
use crate::error::{Error, unmade};
use crate::measure::GeodesicLine;
use crate::model::Case;

/// A file of layers on its way to its target.
pub enum LayerFile {
    /// FlatGeobuf.
    FlatGeobuf(Target, Box<FlatGeobuf>),
    /// GeoParquet.
    Parquet(Box<ParquetFile>),
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
        Ok(match format {
            ExportFormat::GeoParquet => Self::Parquet(Box::new(ParquetFile::begin(target, layer)?)),
            _ => {
                let file = FlatGeobuf::begin(layer).map_err(unmade(target.path()))?;
                Self::FlatGeobuf(target.clone(), Box::new(file))
            }
        })
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
            Self::FlatGeobuf(target, writer) => {
                incident.incidents().try_for_each(|row| writer.push(&row)).map_err(unmade(target.path()))
            }
            Self::Parquet(file) => incident.incidents().try_for_each(|row| file.put(row)),
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
            Self::FlatGeobuf(target, writer) => flatgeobuf_to(&target, *writer),
            Self::Parquet(file) => file.end(),
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

/// Writes a FlatGeobuf to its target; returns how much of it could be written, in words.
///
/// # Errors
///
/// Where the target cannot be written.
pub fn flatgeobuf_to(target: &Target, writer: FlatGeobuf) -> Result<String, Error> {
    let (written, without) = writer.counts();
    let temp = target.temp_file()?;
    let file = File::options().write(true).open(temp.path());
    let file = file.map_err(|source| Error::Unwritten { path: target.path().to_path_buf(), source })?;
    writer.finish(BufWriter::new(file)).map_err(unmade(target.path()))?;
    target.commit_temp_file(temp)?;
    Ok(format!("{written} features written, {without} left out: FlatGeobuf holds none without a geometry"))
}
