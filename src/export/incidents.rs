//! Export of measured incidents in any format, and of the other layers of a dossier.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use super::columns::Columns;
use super::flatgeobuf::FlatGeobuf;
use super::geojson::{COLLECTION_TAIL, border_features, collection, collection_head, place_features, sequence};
use super::kml::{KML_TAIL, KmlStyle, kml_head};
use super::layers::{Layer, layers};
use super::package::{Database, ExportPackage};
use super::parquet_file::ParquetFile;
use super::record::MeasuredRecord;
use super::row::{ExportFormat, ExportedIncident, RowWriter, sheet};
use super::sink::{Listing, Target};
use crate::compose::category_looks;
use crate::error::{Error, unmade};
use crate::measure::GeodesicLine;
use crate::measured::Measured;
use crate::model::Dossier;

/// An export being written, one incident after the other.
pub struct IncidentExport {
    target: Target,
    into: Destination,
}

enum Destination {
    Text(Box<Listing>),
    FlatGeobuf(Box<FlatGeobuf>),
    Parquet(Box<ParquetFile>),
    Database(Box<Database>),
    Folder(Box<ExportPackage>),
}

impl IncidentExport {
    /// Begins an export; the target of [`ExportFormat::Qgis`] is a folder, which is created if it does not exist.
    ///
    /// # Errors
    ///
    /// If the target cannot be written; [`Error::Request`] if the library was built without the format.
    pub fn begin(
        target: &Target,
        format: ExportFormat,
        dossier: &Dossier,
        line: &GeodesicLine,
        columns: &Columns,
    ) -> Result<Self, Error> {
        let edition = dossier.edition.as_deref();
        let text = |head: &[u8], between, tail| {
            Listing::begin(target, head, between, tail).map(|l| Destination::Text(Box::new(l)))
        };
        let into = match format {
            ExportFormat::Csv | ExportFormat::HxlCsv => {
                let sheet = sheet(columns);
                let mut head = sheet.header();
                if format == ExportFormat::HxlCsv {
                    head.extend(sheet.hashtags());
                }
                text(&head, "", "")?
            }
            ExportFormat::GeoJson | ExportFormat::NestedGeoJson => {
                // Nearest points are taken from the border: the file is under the border's licence.
                let licence = &dossier.border.facts.licence;
                let head = collection_head("incidents", licence, &dossier.incidents_attribution, edition);
                text(head.as_bytes(), ",\n", COLLECTION_TAIL)?
            }
            ExportFormat::GeoJsonSeq => text(b"", "", "")?,
            ExportFormat::Kml => {
                let looks = category_looks();
                let styles: Vec<KmlStyle> =
                    looks.iter().map(|l| KmlStyle { category: l.category.as_str(), rgb: l.rgb }).collect();
                text(kml_head(&dossier.border, &styles, edition).as_bytes(), "", KML_TAIL)?
            }
            ExportFormat::FlatGeobuf => {
                let layer = layer(dossier, line, columns, "incidents")?;
                Destination::FlatGeobuf(Box::new(FlatGeobuf::begin(layer).map_err(unmade(target.path()))?))
            }
            ExportFormat::GeoParquet => {
                let layer = layer(dossier, line, columns, "incidents")?;
                Destination::Parquet(Box::new(ParquetFile::begin(target, layer)?))
            }
            ExportFormat::GeoPackage => {
                Destination::Database(Box::new(Database::begin(target, dossier, line, columns)?))
            }
            ExportFormat::Qgis => {
                let package = ExportPackage::begin(target.path(), dossier, line, columns)?;
                Destination::Folder(Box::new(package.with_plain(dossier)?))
            }
        };
        Ok(Self { target: target.clone(), into })
    }

    /// Adds an incident.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn put(&mut self, incident: ExportedIncident) -> Result<(), Error> {
        match &mut self.into {
            Destination::Text(listing) => listing.put(&incident.text),
            Destination::FlatGeobuf(writer) => {
                incident.incidents().try_for_each(|row| writer.push(&row)).map_err(unmade(self.target.path()))
            }
            Destination::Parquet(file) => incident.incidents().try_for_each(|row| file.put(row)),
            Destination::Database(database) => database.put(&incident),
            Destination::Folder(folder) => folder.put(&incident),
        }
    }

    /// Ends the export and moves the file to its target. `newest` is the date of the data (`YYYY-MM-DD`). Returns a
    /// summary in words.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn end(self, newest: Option<&str>) -> Result<String, Error> {
        match self.into {
            Destination::Text(listing) => Ok(format!("{} incidents written", listing.end()?)),
            Destination::FlatGeobuf(writer) => flatgeobuf_to(&self.target, *writer),
            Destination::Parquet(file) => file.end(),
            Destination::Database(database) => {
                let (target, temp, summary) = database.finish(newest)?;
                target.commit_temp_file(temp)?;
                Ok(summary)
            }
            Destination::Folder(folder) => {
                let (files, summary) = folder.finish(newest)?;
                let project = files.iter().find(|f| f.extension().is_some_and(|e| e == "qgz"));
                let shown = project.map(|p| p.display().to_string()).unwrap_or_default();
                Ok(format!("{summary}\nopen {shown} in QGIS"))
            }
        }
    }
}

/// Writes measured incidents to a target in a format; returns a summary in words, such as `12 incidents written`.
///
/// Records without a place are included wherever the format allows a feature without a geometry.
///
/// # Errors
///
/// If the target cannot be written.
pub fn export(measured: &Measured<'_>, format: ExportFormat, target: &Target) -> Result<String, Error> {
    let (case, context) = (measured.case(), measured.context());
    let columns = Columns::of(context);
    let mut file = IncidentExport::begin(target, format, case, context.line(), &columns)?;
    let writer = RowWriter::new(format, &columns);
    measured.iter().try_for_each(|m| file.put(writer.write(&MeasuredRecord::from(m))))?;
    file.end(case.data_date().as_deref())
}

/// Writes measured incidents and the other layers of their dossier as a GeoPackage 1.3, with styles that QGIS applies when it opens
/// the file; returns a summary in words.
///
/// The target is replaced only when the whole file is written.
///
/// # Errors
///
/// If the file cannot be written.
///
/// # Example
///
/// ```
/// use marz::{Dossier, Selection};
/// let dossier = Dossier::embedded()?;
/// let measured = dossier.measure(&Selection::default().near_m(10_000.0))?;
/// let path = std::env::temp_dir().join("marz-example.gpkg");
/// marz::export::geopackage(&measured, &path)?;
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), marz::Error>(())
/// ```
pub fn geopackage(measured: &Measured<'_>, path: impl AsRef<Path>) -> Result<String, Error> {
    export(measured, ExportFormat::GeoPackage, &Target::file(path.as_ref()))
}

/// A layer other than the incidents, exported as one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherLayer {
    /// The places.
    Places,
    /// The border.
    Border,
}

/// Writes the places or the border of a dossier in a format of one layer; returns a summary in words.
///
/// # Errors
///
/// If the target cannot be written.
pub fn export_layer(
    which: OtherLayer,
    format: ExportFormat,
    target: &Target,
    dossier: &Dossier,
    line: &GeodesicLine,
    columns: &Columns,
) -> Result<String, Error> {
    let facts = &dossier.border.facts;
    let (name, attribution, features) = match which {
        OtherLayer::Places => ("places", &dossier.places_attribution, place_features(&dossier.places)),
        OtherLayer::Border => ("border", &facts.attribution, border_features(&dossier.border, line.length_m())),
    };
    match format {
        ExportFormat::GeoParquet => {
            return ParquetFile::begin(target, layer(dossier, line, columns, name)?)?.end();
        }
        ExportFormat::FlatGeobuf => {
            let layer = layer(dossier, line, columns, name)?;
            return flatgeobuf_to(target, FlatGeobuf::begin(layer).map_err(unmade(target.path()))?);
        }
        _ => {}
    }
    let text = match format {
        ExportFormat::GeoJsonSeq => sequence(&features),
        _ => collection(name, &facts.licence, attribution, dossier.edition.as_deref(), &features),
    };
    target.write(text.as_bytes())?;
    Ok(format!("{} features written", features.len()))
}

fn layer(dossier: &Dossier, line: &GeodesicLine, columns: &Columns, name: &str) -> Result<Layer, Error> {
    let found = layers(dossier, line, columns).into_iter().find(|l| l.name == name);
    found.ok_or_else(|| Error::request(format!("the dossier has no layer {name}"), None))
}

fn flatgeobuf_to(target: &Target, writer: FlatGeobuf) -> Result<String, Error> {
    let (written, without) = writer.counts();
    let temp = target.temp_file()?;
    let file = File::options().write(true).open(temp.path());
    let file = file.map_err(|source| Error::Unwritten { path: target.path().to_path_buf(), source })?;
    writer.finish(BufWriter::new(file)).map_err(unmade(target.path()))?;
    target.commit_temp_file(temp)?;
    Ok(format!("{written} features written, {without} left out: FlatGeobuf holds none without a geometry"))
}
