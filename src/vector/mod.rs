//! Files of other programs as GeoJSON: GeoPackage, Shapefile, KML and KMZ, GPX, FlatGeobuf, GeoParquet, GeoJSON text sequences.
//!
//! [`VectorFile`] recognises a file and gives it out as a stream of one GeoJSON collection in WGS84, so that whatever reads GeoJSON reads these
//! too: points to measure, rows to import, lines of a border, ground of a map. No more than a few blocks are in memory at a time.

mod archive;
mod crs;
mod dbf;
mod flatgeobuf;
mod geopackage;
mod gpx;
mod kml;
mod layer;
mod parquet;
mod parquet_column;
mod shapefile;
mod stream;
mod wkb;
mod xml_reader;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, unreadable};
use crate::read::LayerBatches;
pub use layer::Members;
use layer::Reader;
use stream::{Broken, FeatureText};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    GeoPackage,
    Shapefile,
    /// A zip archive with one Shapefile.
    ZippedShapefile,
    Kml,
    Kmz,
    Gpx,
    FlatGeobuf,
    Parquet,
}

/// A file of another program.
#[derive(Debug, Clone)]
pub struct VectorFile {
    path: PathBuf,
    /// The layer that was asked for: `file.gpkg#layer`.
    layer: Option<String>,
    kind: Kind,
}

/// So many of the first bytes tell what a file is.
const HEAD: u64 = 4096;

impl VectorFile {
    /// The file of a path, which may end in `#layer`; `None` where it is none of these kinds, or is not there.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn of(asked: &Path) -> Result<Option<Self>, Error> {
        let (path, layer) = parted(asked);
        if !path.is_file() {
            return Ok(None);
        }
        let mut head = Vec::new();
        let file = File::open(&path).map_err(unreadable(&path))?;
        file.take(HEAD).read_to_end(&mut head).map_err(unreadable(&path))?;
        Ok(kind(&head, &path).map(|kind| Self { path, layer, kind }))
    }

    /// The file itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The layer as a stream of one GeoJSON collection in WGS84, and what is to be said of it.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] where the file has several layers and none is named, or another than these; where it is in a coordinate reference system
    /// that is not transformed exactly. Where it is broken, the stream ends in an error.
    pub fn open(&self) -> Result<(Box<dyn Read + Send>, Vec<String>), Error> {
        let (reader, broken, remarks) = self.layer(Members::All)?;
        Ok((Box::new(FeatureText::new(broken, reader)), remarks))
    }

    /// The features of the layer in WGS84, in batches, and what is to be said of it.
    ///
    /// # Errors
    ///
    /// Those of [`VectorFile::open`]. Where the file is broken, an error is the last batch.
    pub fn features(&self, members: Members) -> Result<(LayerBatches, Vec<String>), Error> {
        let (reader, broken, remarks) = self.layer(members)?;
        Ok((Box::new(stream::features(broken, reader)), remarks))
    }

    fn layer(&self, members: Members) -> Result<(Reader, Broken, Vec<String>), Error> {
        let mut remarks = Vec::new();
        if let Some(layer) = self.layer.as_ref().filter(|_| !matches!(self.kind, Kind::GeoPackage | Kind::Gpx)) {
            let message = format!("{}: such a file has no layer '{layer}': it is one", self.path.display());
            return Err(Error::request(message, "name the file alone".to_owned()));
        }
        let reader = self.reader(members, &mut remarks).map_err(|e| match e {
            Error::Data(message) => Error::request(message, self.otherwise()),
            other => other,
        })?;
        let file = self.clone();
        let broken = Box::new(move |why: &str| file.broken(why));
        Ok((reader, broken, remarks))
    }

    /// The layer that was asked for, as far as its file can be opened.
    fn reader(&self, members: Members, remarks: &mut Vec<String>) -> Result<Reader, Error> {
        let layer = self.layer.as_deref();
        match self.kind {
            Kind::GeoPackage => geopackage::open(&self.path, layer, members, remarks),
            Kind::Shapefile => shapefile::open(&self.path, members, remarks),
            Kind::ZippedShapefile => shapefile::open_zip(&self.path, members, remarks),
            Kind::Kml => kml::open(&self.path, remarks),
            Kind::Kmz => kml::open_kmz(&self.path, remarks),
            Kind::Gpx => gpx::open(&self.path, layer),
            Kind::FlatGeobuf => flatgeobuf::open(&self.path, members, remarks),
            Kind::Parquet => parquet::open(&self.path, members, remarks),
        }
    }

    /// What to do with a file that cannot be read.
    fn otherwise(&self) -> String {
        format!("see whether QGIS opens it, or convert it: ogr2ogr out.geojson {}", self.path.display())
    }

    /// The error of reading it, where it is broken.
    fn broken(&self, why: &str) -> io::Error {
        let what = match self.kind {
            Kind::GeoPackage => "GeoPackage",
            Kind::Shapefile | Kind::ZippedShapefile => "Shapefile",
            Kind::Kml => "KML",
            Kind::Kmz => "KMZ",
            Kind::Gpx => "GPX",
            Kind::FlatGeobuf => "FlatGeobuf",
            Kind::Parquet => "Parquet",
        };
        let text = format!("this {what} cannot be read to its end: {why}; {}", self.otherwise());
        io::Error::new(io::ErrorKind::InvalidData, text)
    }

    /// The whole layer as GeoJSON text.
    ///
    /// # Errors
    ///
    /// As [`VectorFile::open`]; where it is broken, or larger than a document may be.
    pub fn text(&self) -> Result<(Vec<u8>, Vec<String>), Error> {
        let (reader, remarks) = self.open()?;
        let mut bytes = Vec::new();
        let most = crate::read::MOST_BYTES as u64;
        reader.take(most + 1).read_to_end(&mut bytes).map_err(unreadable(&self.path))?;
        Ok((bytes, remarks))
    }
}

/// The file and the layer of a path. A file whose own name has a `#` goes before.
fn parted(asked: &Path) -> (PathBuf, Option<String>) {
    let text = asked.to_string_lossy();
    match text.rsplit_once('#') {
        Some((file, layer)) if !asked.exists() && !layer.is_empty() && Path::new(file).is_file() => {
            (PathBuf::from(file), Some(layer.to_owned()))
        }
        _ => (asked.to_path_buf(), None),
    }
}

fn kind(head: &[u8], path: &Path) -> Option<Kind> {
    let holds = |what: &[u8]| memchr::memmem::find(head, what).is_some();
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    Some(match head {
        h if h.starts_with(b"SQLite format 3\0") => Kind::GeoPackage,
        h if h.starts_with(b"\0\0\x27\x0A") && !ends(path, "shx") => Kind::Shapefile,
        h if h.starts_with(b"fgb\x03") => Kind::FlatGeobuf,
        h if h.starts_with(b"PAR1") => Kind::Parquet,
        h if h.starts_with(b"PK\x03\x04") => match archive::holds(path, ["kml", "shp", "xml"])? {
            // A workbook may hold anything; a KML or Shapefile is at home nowhere else.
            [true, _, false] => Kind::Kmz,
            [_, true, _] => Kind::ZippedShapefile,
            _ => return None,
        },
        _ if text.starts_with(b"<") && holds(b"<kml") => Kind::Kml,
        _ if text.starts_with(b"<") && holds(b"<gpx") => Kind::Gpx,
        _ => return None,
    })
}

fn ends(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending))
}
