//! The kind of a file by its first bytes; what cannot be read is refused by its name, with what to do.

use crate::read::Problem;

/// A kind of file that tables are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Rows of text: CSV, tab-separated.
    Text,
    /// XLSX, XLSB, XLS, ODS.
    Workbook,
    /// JSON: GeoJSON, or the pages of an API.
    Json,
}

/// What is read and what is refused, and what to do with the latter; for the documentation.
pub const FILE_KINDS: [(&str, &str); 15] = [
    ("CSV, tab-separated text, any delimiter of comma, semicolon, tab and bar", "read"),
    ("workbooks XLSX, XLSB, XLS and ODS", "read"),
    ("JSON: GeoJSON points, lists of objects, pages of the ACLED and UCDP APIs", "read"),
    (
        "GeoPackage (`file.gpkg#layer` where it has several), Shapefile, also in a zip archive, FlatGeobuf",
        "read from a file",
    ),
    ("KML, KMZ, GPX (`file.gpx#track_points` where it has several kinds of points)", "read from a file"),
    ("GeoParquet (snappy, gzip), native geometries of Parquet", "read from a file"),
    ("another SQLite database", GEOPACKAGE),
    ("Parquet without a geometry", PARQUET),
    ("zip archive", ZIP),
    ("gzip", GZIP),
    ("PDF", PDF),
    ("web page (HTML)", HTML),
    ("other XML", XML),
    ("document of a word processor (DOCX, ODT)", DOCUMENT),
    ("other binary files", BINARY),
];

const GEOPACKAGE: &str = "export the table as CSV";
const SHAPEFILE: &str = "give the .shp itself, or a zip archive with it: it cannot be read from a pipe";
const PARQUET: &str = "export it as CSV, for example with pandas: read_parquet(…).to_csv(…)";
const ZIP: &str = "unpack it, and give the table in it";
const GZIP: &str = "unpack it first";
const PDF: &str = "export the table behind it as CSV or XLSX";
const HTML: &str = "a login or error page was saved under the name of the file: open it and download again";
const XML: &str = "export it as CSV or XLSX";
const DOCUMENT: &str = "copy the table into a spreadsheet, and save that as XLSX or CSV";
const BY_NAME: &str = "it is broken, or came through a pipe: give the file itself; QGIS shows whether it can be opened";
const BINARY: &str = "export it as CSV or XLSX";

/// Recognises a file by its first bytes.
///
/// # Errors
///
/// A [`Problem`] that names a kind that is not read, and what to do with it.
pub fn kind(head: &[u8], name: &str) -> Result<FileKind, Box<Problem>> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start: Vec<u8> = text.iter().take(64).map(u8::to_ascii_lowercase).collect();
    let starts = |with: &[&str]| with.iter().any(|w| start.starts_with(w.as_bytes()));
    let holds = |what: &str| memchr::memmem::find(head, what.as_bytes()).is_some();
    let (what, hint) = if text.is_empty() {
        ("the file is empty", "was the download cut short?")
    } else if head.starts_with(b"PK\x03\x04") {
        if holds("doc.kml") || holds(".kmlPK") {
            ("this is KMZ, not a table", BY_NAME)
        } else if holds("word/document.xml") || holds("opendocument.text") {
            ("this is a document of a word processor, not a table", DOCUMENT)
        } else if holds(".shpPK") || holds(".dbf") {
            ("this is a zip archive with a Shapefile", SHAPEFILE)
        } else {
            return Ok(FileKind::Workbook);
        }
    } else if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Ok(FileKind::Workbook);
    } else if starts(&["<!doctype html", "<html", "<head"]) {
        ("this is a web page, not a table", HTML)
    } else if starts(&["<"]) && holds("<kml") {
        ("this is KML, not a table", BY_NAME)
    } else if starts(&["<"]) {
        ("this is XML, not a table", if holds("<gpx") { BY_NAME } else { XML })
    } else if head.starts_with(b"%PDF") {
        ("this is a PDF, not a table", PDF)
    } else if head.starts_with(b"\x1F\x8B") {
        ("the file is compressed with gzip", GZIP)
    } else if head.starts_with(b"SQLite format 3") {
        ("this is a database (GeoPackage or another SQLite), not a table", BY_NAME)
    } else if head.starts_with(b"PAR1") {
        ("this is Parquet, not a table of text", BY_NAME)
    } else if head.starts_with(b"\x00\x00\x27\x0A") || is_dbf(head, name) {
        ("this is a part of a Shapefile, not a table of text", SHAPEFILE)
    } else if head.starts_with(b"fgb\x03") {
        ("this is FlatGeobuf, not a table", BY_NAME)
    } else if head.starts_with(b"\xFF\xFE\0\0") || head.starts_with(b"\0\0\xFE\xFF") {
        ("the text is in UTF-32", "save it with the encoding UTF-8")
    } else if matches!(text.first(), Some(b'{' | b'[' | 0x1E)) {
        return Ok(FileKind::Json);
    } else if head.contains(&0) && super::text::utf16(head).is_none() {
        ("the file is binary", BINARY)
    } else {
        return Ok(FileKind::Text);
    };
    let expected = "a table: text (CSV), a workbook (XLSX, XLS, ODS), or JSON";
    Err(Box::new(Problem::error(name, what).at(1, 1).expected(expected).hint(hint)))
}

/// Why a file of another kind is no GeoJSON; `None` where it may be.
pub fn not_geojson(bytes: &[u8], name: &str) -> Option<Problem> {
    let expected = "GeoJSON with a LineString or MultiLineString";
    match kind(bytes, name) {
        Ok(FileKind::Json) => None,
        Ok(FileKind::Text) => {
            let problem = Problem::error(name, "this is text, but no GeoJSON").at(1, 1).expected(expected);
            Some(problem.hint("convert it, for example with: ogr2ogr -t_srs EPSG:4326 out.geojson in"))
        }
        Ok(FileKind::Workbook) => {
            let problem = Problem::error(name, "this is a workbook or an archive, but no GeoJSON").at(1, 1);
            Some(problem.expected(expected).hint("unpack it, and convert the layer in it: ogr2ogr out.geojson in.shp"))
        }
        Err(problem) => Some(problem.expected(expected)),
    }
}

/// The table of a Shapefile has no mark of its own but a version and a date.
fn is_dbf(head: &[u8], name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".dbf") && head.first() == Some(&3)
}
