//! Export of measured incidents in any format, and of the other layers of a dossier.

use super::base::ExportOrigin;
use super::columns::Columns;
use super::flat_base::{BASE_MEMBER, FlatBase, base_beside, place_line};
use super::geojson::{COLLECTION_TAIL, border_features, collection_head, place_features, sequence};
use super::kml::{KmlStyle, kml_head, kml_tail};
use super::layer_file::LayerFile;
use super::layers::{Layer, layer_of_records};
use super::record::MeasuredRecord;
use super::row::{ExportFormat, ExportedIncident, RowWriter, sheet};
use super::sink::{Listing, OutputSink, Target};
use crate::error::Error;
use crate::measure::GeodesicLine;
use crate::measured::Measured;
use crate::model::Case;
use crate::theme::category_looks;

/// A flat export, with its base.
struct FlatFile {
    listing: Listing,
    base: Option<FlatBase>,
    /// The file that the base goes into where it is not a member of the collection.
    beside: Target,
    /// So many bytes a base may have as a member of the collection: none in a table. GDAL refuses one of more than 200 MB behind
    /// the features (findings/gdal_geojson_member_order.sh).
    most_within: usize,
}

/// So many bytes of its own a collection may carry.
const MOST_WITHIN: usize = 150_000_000;

impl FlatFile {
    fn new(target: &Target, listing: Listing, base: Option<FlatBase>, most_within: usize) -> Self {
        Self { listing, base, beside: Target::file(base_beside(target.path())), most_within }
    }

    fn put(&mut self, text: &[u8], base: &[u8]) -> Result<(), Error> {
        // A bare point is no stored record.
        if text.is_empty() {
            return Ok(());
        }
        // A base that lacks a row would call it new: an export whose writer makes none carries none.
        if base.is_empty() {
            self.base = None;
        }
        self.base.as_mut().map_or(Ok(()), |of_all| of_all.put(base))?;
        self.listing.put(text)
    }

    /// Ends the export; returns a summary in words. `parts` is what it consists of.
    fn end(self, parts: &str) -> Result<String, Error> {
        let is_table = self.most_within == 0;
        let Some(base) = self.base else { return Ok(format!("{} {parts} written", self.listing.end()?)) };
        if !is_table && base.bytes() <= self.most_within {
            return Ok(format!("{} {parts} written", self.listing.end_with(|sink| end_collection(base, sink))?));
        }
        let mut sink = self.beside.begin()?;
        base.write_to(&mut sink)?;
        sink.put(b"\n")?;
        let path = self.beside.path();
        let count = self.listing.end_with(|file| {
            file.put(if is_table { "" } else { COLLECTION_TAIL }.as_bytes())?;
            // Both are written by now. An older base must not stand beside the new file, whatever happens between the two.
            match std::fs::remove_file(path) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    Err(Error::Unwritten { path: path.to_path_buf(), source: e })
                }
                _ => Ok(()),
            }
        })?;
        sink.commit()?;
        let large =
            format!("; too large for a member, {BASE_MEMBER} stands in {}: keep the two together", path.display());
        Ok(format!("{count} {parts} written{}", if is_table { "" } else { &large }))
    }
}

/// Ends a collection with its base.
fn end_collection(base: FlatBase, sink: &mut OutputSink) -> Result<(), Error> {
    sink.put(format!("],\"{BASE_MEMBER}\":").as_bytes())?;
    base.write_to(sink)?;
    sink.put(b"}\n")
}

/// An export being written, one incident after the other.
pub struct IncidentExport {
    into: Destination,
}

enum Destination {
    Text(Box<FlatFile>),
    Layers(LayerFile),
}

impl IncidentExport {
    /// Begins an export of another layer than the incidents that is made of them, such as `links`, as [`IncidentExport::begin`]. The
    /// format is one of layers.
    ///
    /// # Errors
    ///
    /// As there, and where there is no such layer.
    pub fn begin_layer(
        target: &Target,
        format: ExportFormat,
        name: &str,
        (dossier, line): (&Case, &GeodesicLine),
        columns: &Columns,
    ) -> Result<Self, Error> {
        let layer = layer(dossier, line, columns, name)?;
        Ok(Self { into: Destination::Layers(LayerFile::of_one(target, format, layer)?) })
    }

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
        let base = Self::carries_base(format, target)
            .then(|| FlatBase::begin(&ExportOrigin::of(dossier), "incidents", format == ExportFormat::NestedGeoJson));
        let base = base.transpose()?;
        let is_table = matches!(format, ExportFormat::Csv | ExportFormat::HxlCsv);
        let most_within = if is_table { 0 } else { MOST_WITHIN };
        let text = |head: &[u8], between, tail: &str| {
            let listing = Listing::begin(target, head, between, tail)?;
            Ok::<_, Error>(Destination::Text(Box::new(FlatFile::new(target, listing, base, most_within))))
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
                let licence = &dossier.measured_licence();
                let head = collection_head("incidents", licence, &dossier.incidents_attribution, edition);
                text(head.as_bytes(), ",\n", COLLECTION_TAIL)?
            }
            ExportFormat::GeoJsonSeq => text(b"", "", "")?,
            ExportFormat::Kml => {
                let looks = category_looks(std::iter::empty());
                let styles: Vec<KmlStyle> =
                    looks.iter().map(|l| KmlStyle { category: l.category.as_str().to_owned(), rgb: l.rgb }).collect();
                let credit = dossier.credit_measured_to(&dossier.border.facts);
                let head = kml_head(&dossier.border, &credit, &styles, edition, "Incidents");
                text(head.as_bytes(), "", &kml_tail(&dossier.border))?
            }
            ExportFormat::FlatGeobuf | ExportFormat::GeoParquet(_) => {
                return Self::begin_layer(target, format, "incidents", (dossier, line), columns);
            }
            ExportFormat::GeoPackage | ExportFormat::Qgis => {
                Destination::Layers(LayerFile::of_all(target, format, dossier, line, columns)?)
            }
        };
        Ok(Self { into })
    }

    /// Whether an export carries a base of its own, so that edits of it come back: a table or a collection that is a file.
    #[must_use]
    pub fn carries_base(format: ExportFormat, target: &Target) -> bool {
        use ExportFormat::{Csv, GeoJson, HxlCsv, NestedGeoJson};
        target.is_file() && matches!(format, Csv | HxlCsv | GeoJson | NestedGeoJson)
    }

    /// Adds an incident.
    ///
    /// # Errors
    ///
    /// If the target cannot be written.
    pub fn put(&mut self, incident: ExportedIncident) -> Result<(), Error> {
        match &mut self.into {
            Destination::Text(file) => file.put(&incident.text, &incident.base),
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
            Destination::Text(file) => file.end("incidents"),
            Destination::Layers(file) => file.end(newest),
        }
    }
}

/// What writes the rows of an export to a target, with those of its base where it carries one.
#[must_use]
pub fn row_writer(format: ExportFormat, columns: &Columns, target: &Target) -> RowWriter {
    let writer = RowWriter::new(format, columns);
    if IncidentExport::carries_base(format, target) { writer.with_base(format, columns) } else { writer }
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
    let writer = row_writer(format, &columns, target);
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
    let (name, licence, attribution, features) = match which {
        OtherLayer::Places => {
            ("places", dossier.licence_of_places(), &dossier.places_attribution, place_features(&dossier.places))
        }
        OtherLayer::Border => {
            ("border", facts.licence.as_str(), &facts.attribution, border_features(&dossier.border, line))
        }
    };
    if matches!(format, ExportFormat::GeoParquet(_) | ExportFormat::FlatGeobuf) {
        return LayerFile::of_one(target, format, layer(dossier, line, columns, name)?)?.end(None);
    }
    if format == ExportFormat::GeoJsonSeq {
        target.write(sequence(&features).as_bytes())?;
        return Ok(format!("{} features written", features.len()));
    }
    let edition = dossier.edition.as_deref();
    let head = collection_head(name, licence, attribution, edition);
    let listing = Listing::begin(target, head.as_bytes(), ",\n", COLLECTION_TAIL)?;
    let base = (which == OtherLayer::Places && target.is_file())
        .then(|| FlatBase::begin(&ExportOrigin::of(dossier), name, false));
    let mut file = FlatFile::new(target, listing, base.transpose()?, MOST_WITHIN);
    for (i, feature) in features.iter().enumerate() {
        let place = dossier.places.get(i).filter(|_| which == OtherLayer::Places);
        file.put(feature.to_string().as_bytes(), &place.map_or(Vec::new(), |place| place_line(place, feature)))?;
    }
    file.end("features")
}

fn layer(dossier: &Case, line: &GeodesicLine, columns: &Columns, name: &str) -> Result<Layer, Error> {
    layer_of_records(dossier, line, columns, name)
        .ok_or_else(|| Error::request(format!("the dossier has no layer {name}"), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_that_is_too_large_for_a_member_stands_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.geojson");
        let target = Target::file(&path);
        let origin = ExportOrigin {
            format: super::super::base::BASE_FORMAT,
            title: "A test".to_owned(),
            border: "x".to_owned(),
            edition: None,
            coarsened: None,
        };
        let export = |most_within, rows: &[(&str, &str)]| {
            let listing = Listing::begin(&target, b"{\"features\":[", ",\n", COLLECTION_TAIL).unwrap();
            let base = FlatBase::begin(&origin, "incidents", false).unwrap();
            let mut file = FlatFile::new(&target, listing, Some(base), most_within);
            rows.iter().for_each(|(text, row)| file.put(text.as_bytes(), row.as_bytes()).unwrap());
            file.end("incidents").unwrap()
        };
        let read = |path: &std::path::Path| -> serde_json::Value {
            serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
        };
        let both = [("{}", r#""a":{"title":"x"}"#), ("", ""), ("{}", r#""b":{}"#)];
        assert_eq!(export(30, &both), "2 incidents written");
        let rows = serde_json::json!({"a": {"title": "x"}, "b": {}});
        assert_eq!(read(&path)["marz_base"]["rows"], rows);
        assert!(!base_beside(&path).exists());
        let said = export(20, &both);
        assert!(said.contains("a.geojson.base.json"), "{said}");
        assert!(read(&path).get("marz_base").is_none() && read(&base_beside(&path))["rows"] == rows);
        // Of a writer that makes no rows for it there is no base.
        assert_eq!(export(30, &[("{}", ""), ("{}", "")]), "2 incidents written");
        assert!(read(&path)["features"].as_array().unwrap().len() == 2 && read(&path).get("marz_base").is_none());
    }
}
