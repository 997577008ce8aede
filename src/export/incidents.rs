//! Export of measured incidents in any format, and of the other layers of a dossier.

use super::columns::Columns;
use super::geojson::{COLLECTION_TAIL, border_features, collection, collection_head, place_features, sequence};
use super::kml::{KML_TAIL, KmlStyle, kml_head};
use super::layer_file::LayerFile;
use super::layers::{Layer, layers};
use super::record::MeasuredRecord;
use super::row::{ExportFormat, ExportedIncident, RowWriter, sheet};
use super::sink::{Listing, Target};
use crate::error::Error;
use crate::measure::GeodesicLine;
use crate::measured::Measured;
use crate::model::Case;
use crate::theme::category_looks;

/// An export being written, one incident after the other.
pub struct IncidentExport {
    into: Destination,
}

enum Destination {
    Text(Box<Listing>),
    Layers(LayerFile),
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
        dossier: &Case,
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
                let looks = category_looks(std::iter::empty());
                let styles: Vec<KmlStyle> =
                    looks.iter().map(|l| KmlStyle { category: l.category.as_str().to_owned(), rgb: l.rgb }).collect();
                text(kml_head(&dossier.border, &styles, edition).as_bytes(), "", KML_TAIL)?
            }
            ExportFormat::FlatGeobuf | ExportFormat::GeoParquet => {
                let layer = layer(dossier, line, columns, "incidents")?;
                Destination::Layers(LayerFile::of_one(target, format, layer)?)
            }
            ExportFormat::GeoPackage | ExportFormat::Qgis => {
                Destination::Layers(LayerFile::of_all(target, format, dossier, line, columns)?)
            }
        };
        Ok(Self { into })
    }

    /// Adds an incident.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn put(&mut self, incident: ExportedIncident) -> Result<(), Error> {
        match &mut self.into {
            Destination::Text(listing) => listing.put(&incident.text),
            Destination::Layers(file) => file.put(incident),
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
            Destination::Layers(file) => file.end(newest),
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
    let columns = Columns::of(context).carrying(case.edition.as_deref());
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
#[cfg(feature = "export")]
pub fn geopackage(measured: &Measured<'_>, path: impl AsRef<std::path::Path>) -> Result<String, Error> {
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
    dossier: &Case,
    line: &GeodesicLine,
    columns: &Columns,
) -> Result<String, Error> {
    let facts = &dossier.border.facts;
    let (name, attribution, features) = match which {
        OtherLayer::Places => ("places", &dossier.places_attribution, place_features(&dossier.places)),
        OtherLayer::Border => ("border", &facts.attribution, border_features(&dossier.border, line)),
    };
    if matches!(format, ExportFormat::GeoParquet | ExportFormat::FlatGeobuf) {
        return LayerFile::of_one(target, format, layer(dossier, line, columns, name)?)?.end(None);
    }
    let text = match format {
        ExportFormat::GeoJsonSeq => sequence(&features),
        _ => collection(name, &facts.licence, attribution, dossier.edition.as_deref(), &features),
    };
    target.write(text.as_bytes())?;
    Ok(format!("{} features written", features.len()))
}

fn layer(dossier: &Case, line: &GeodesicLine, columns: &Columns, name: &str) -> Result<Layer, Error> {
    let found = layers(dossier, line, columns).into_iter().find(|l| l.name == name);
    found.ok_or_else(|| Error::request(format!("the dossier has no layer {name}"), None))
}
