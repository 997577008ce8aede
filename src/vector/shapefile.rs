//! Shapefiles (ESRI 1998), with their table, its encoding and their `.prj`.

use std::fs::{self, File};
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;

use ::shapefile::{Shape, ShapeReader};
use encoding_rs::Encoding;
use geo_types::Geometry;
use serde_json::Map;

use super::crs::{Crs, refused};
use super::dbf::Table;
use super::layer::{Members, Put, Reader, not_read};
use crate::error::{Error, unreadable};
use crate::read::LayerFeature;

pub fn open(path: &Path, members: Members, remarks: &mut Vec<String>) -> Result<Reader, Error> {
    let beside = |ending: &str| {
        let upper = path.with_extension(ending.to_ascii_uppercase());
        [path.with_extension(ending), upper].into_iter().find(|p| p.is_file())
    };
    let text = |ending: &str| beside(ending).map(|p| fs::read(&p).map_err(unreadable(&p))).transpose();
    let name = path.display().to_string();
    let crs = crs(&name, text("prj")?.as_deref(), remarks)?;
    let shapes = BufReader::new(File::open(path).map_err(unreadable(path))?);
    let dbf = beside("dbf").map(|p| File::open(&p).map(BufReader::new).map_err(unreadable(&p))).transpose()?;
    let table = table(&name, dbf, text("cpg")?.as_deref(), (members, remarks))?;
    Ok(Box::new(move |put| features(shapes, table, &crs, put)))
}

/// The one Shapefile of an archive.
pub fn open_zip(path: &Path, members: Members, remarks: &mut Vec<String>) -> Result<Reader, Error> {
    let name = path.display().to_string();
    let [shapes, dbf, prj, cpg] = super::archive::shapefile(path)?;
    let crs = crs(&name, prj.as_deref(), remarks)?;
    let shapes = Cursor::new(shapes.unwrap_or_default());
    let table = table(&name, dbf.map(Cursor::new), cpg.as_deref(), (members, remarks))?;
    Ok(Box::new(move |put| features(shapes, table, &crs, put)))
}

/// The table of the shapes, if there is one.
fn table<D: Read>(
    name: &str,
    dbf: Option<D>,
    cpg: Option<&[u8]>,
    (members, remarks): (Members, &mut Vec<String>),
) -> Result<Option<Table<D>>, Error> {
    let Some(dbf) = dbf else {
        remarks.push(format!("{name}: there is no .dbf beside it: its shapes have no fields"));
        return Ok(None);
    };
    let table = Table::new(dbf, encoding(cpg)).map_err(|why| Error::Data(format!("{name}: .dbf: {why}")))?;
    let in_bytes: Vec<&str> = table.in_bytes().into_iter().filter(|column| members.include(column)).collect();
    remarks.extend(not_read(name, &in_bytes));
    Ok(Some(table))
}

fn crs(name: &str, prj: Option<&[u8]>, remarks: &mut Vec<String>) -> Result<Crs, Error> {
    let Some(text) = prj.map(String::from_utf8_lossy) else {
        remarks.push(format!("{name}: there is no .prj beside it: taken as longitude and latitude on WGS84"));
        return Ok(Crs::Wgs84);
    };
    let title = text.split('"').nth(1).unwrap_or("unknown").to_owned();
    Crs::wkt(&text).ok_or_else(|| refused(name, &title, None))
}

/// The encoding that a `.cpg` names; without one that of the table itself.
fn encoding(cpg: Option<&[u8]>) -> Option<&'static Encoding> {
    let label = String::from_utf8_lossy(cpg?).trim().to_owned();
    // Code pages are often given by their number alone.
    let by_number = || Encoding::for_label(format!("windows-{label}").as_bytes());
    Encoding::for_label(label.as_bytes()).or_else(by_number)
}

fn features<S: Read + Seek, D: Read + Seek>(
    shapes: S,
    mut table: Option<Table<D>>,
    crs: &Crs,
    put: Put<'_>,
) -> Result<(), String> {
    let mut shapes = ShapeReader::new(shapes).map_err(|e| e.to_string())?;
    let broken = |why: String| format!(".dbf: {why}");
    for (number, shape) in (1_u64..).zip(shapes.iter_shapes()) {
        let at = |why: String| format!("shape {number}: {why}");
        let shape = shape.map_err(|e| at(e.to_string()))?;
        let properties = match table.as_mut().map(Table::next).transpose().map_err(|why| at(broken(why)))? {
            None => Map::new(),
            Some(None) => return Err(at("its row is missing in the .dbf".to_owned())),
            Some(Some(row)) => row,
        };
        let geometry = geometry(shape).map_err(at)?.map(|g| crs.to_wgs84(g)).transpose().map_err(at)?;
        put(LayerFeature { id: Some(number.into()), geometry, properties })?;
    }
    match table.as_mut().map(Table::next).transpose().map_err(broken)?.flatten() {
        Some(_) => Err("the .dbf has more rows than there are shapes".to_owned()),
        None => Ok(()),
    }
}

fn geometry(shape: Shape) -> Result<Option<Geometry>, String> {
    if matches!(shape, Shape::NullShape) {
        return Ok(None);
    }
    let kind = shape.shapetype().to_string();
    Geometry::try_from(shape).map(Some).map_err(|e| format!("a shape of the kind {kind} is not read: {e}"))
}
