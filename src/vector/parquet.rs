//! GeoParquet 1.0 and 1.1 with well-known binary, and the native geometries of Parquet.

use std::fs::File;
use std::path::Path;

use ::parquet::basic::LogicalType;
use ::parquet::data_type::ByteArray;
use ::parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use geo_types::Point;
use serde_json::Value;

use super::crs::{Crs, refused};
use super::layer::{Members, Put, Reader, not_read};
use super::parquet_column::{Cells, bytes, readable, reals, values};
use super::wkb;
use crate::error::{Error, unreadable};
use crate::read::LayerFeature;

pub fn open(path: &Path, members: Members, remarks: &mut Vec<String>) -> Result<Reader, Error> {
    let name = path.display().to_string();
    let broken = |why: String| Error::Data(format!("{name}: {why}"));
    let file = File::open(path).map_err(unreadable(path))?;
    let reader = SerializedFileReader::new(file).map_err(|e| broken(e.to_string()))?;
    let metadata = reader.metadata().file_metadata();
    let geo = metadata.key_value_metadata().into_iter().flatten().find(|kv| kv.key == "geo");
    let geo = geo.and_then(|kv| kv.value.as_deref()).map(serde_json::from_str::<Value>).transpose();
    let geo = geo.map_err(|e| broken(format!("its description of geometries is no JSON: {e}")))?;
    let (column, crs, covering) = match geo {
        Some(geo) => {
            let column = geo["primary_column"].as_str().unwrap_or("geometry").to_owned();
            let about = &geo["columns"][column.as_str()];
            let encoding = about["encoding"].as_str().unwrap_or_default();
            if !["WKB", "point"].contains(&encoding) {
                let hint = "write it with the encoding WKB; points may also be in the encoding point".to_owned();
                return Err(Error::request(
                    format!("{name}: geometries in the encoding '{encoding}' are not read"),
                    hint,
                ));
            }
            let is_spherical = about["edges"].as_str() == Some("spherical");
            if is_spherical {
                remarks.push(format!(
                    "{name}: it says that its edges are arcs of a sphere; they are taken as geodesics on WGS84"
                ));
            }
            // Without one it is longitude and latitude on WGS84.
            let crs = of_json(about.get("crs")).map_err(|found| refused(&name, &found, None))?;
            // Where every geometry lies stands in a column of its own: no field of the features.
            let covering = about["covering"]["bbox"]["xmin"][0].as_str().unwrap_or_default().to_owned();
            (column, crs, covering)
        }
        None => {
            let fields = metadata.schema_descr();
            let native = |i: &usize| {
                let logical = fields.column(*i).logical_type_ref().cloned();
                matches!(logical, Some(LogicalType::Geometry(_) | LogicalType::Geography(_)))
            };
            let Some(i) = (0..fields.num_columns()).find(native) else {
                let hint = "tables of longitude and latitude are read as CSV; geometries as GeoParquet".to_owned();
                return Err(Error::request(format!("{name}: none of its columns is a geometry"), hint));
            };
            let crs = match fields.column(i).logical_type_ref() {
                Some(LogicalType::Geometry(of)) => of.crs.clone(),
                Some(LogicalType::Geography(of)) => of.crs.clone(),
                _ => None,
            };
            let known = crs.as_deref().map_or(Some(Crs::Wgs84), native_crs);
            let found = crs.unwrap_or_default();
            (fields.column(i).name().to_owned(), known.ok_or_else(|| refused(&name, &found, None))?, String::new())
        }
    };
    remarks.extend(not_read(&name, &of_another_kind(&reader, [&column, &covering], members)));
    Ok(Box::new(move |put| rows(&reader, &column, members, &crs, put)))
}

/// The system of a native column: `OGC:CRS84`, `EPSG:32642`, or PROJJSON.
fn native_crs(text: &str) -> Option<Crs> {
    match text.split_once(':') {
        _ if text.eq_ignore_ascii_case("OGC:CRS84") => Some(Crs::Wgs84),
        Some((authority, code)) if authority.eq_ignore_ascii_case("EPSG") => Crs::epsg(code.trim().parse().ok()?),
        _ => of_json(serde_json::from_str::<Value>(text).ok().as_ref()).ok(),
    }
}

/// The system of PROJJSON, or what was found.
fn of_json(crs: Option<&Value>) -> Result<Crs, String> {
    let Some(crs) = crs else { return Ok(Crs::Wgs84) };
    let (authority, code) = (crs["id"]["authority"].as_str().unwrap_or_default(), &crs["id"]["code"]);
    let known = match (authority, code) {
        ("OGC", Value::String(code)) if code == "CRS84" => Some(Crs::Wgs84),
        ("EPSG", code) => code.as_i64().or_else(|| code.as_str()?.parse().ok()).and_then(Crs::epsg),
        _ => None,
    };
    known.ok_or_else(|| match crs["name"].as_str() {
        Some(name) => name.to_owned(),
        None => "not known".to_owned(),
    })
}

/// The columns that are asked for and that hold no text, number or time; `hidden` are not to be said.
fn of_another_kind<'r>(reader: &'r SerializedFileReader<File>, hidden: [&str; 2], members: Members) -> Vec<&'r str> {
    let mut names: Vec<&str> = Vec::new();
    let group = (reader.num_row_groups() > 0).then(|| reader.get_row_group(0).ok()).flatten();
    let Some(group) = group else { return names };
    for (i, column) in reader.metadata().file_metadata().schema_descr().columns().iter().enumerate() {
        let Some((name, inner)) = column.path().parts().split_first() else { continue };
        // What cannot be opened at all, such as for its compression, is an error of its own.
        let is_read = || inner.is_empty() && group.get_column_reader(i).map_or(true, |r| values(r, column).is_some());
        if members.include(name)
            && !hidden.contains(&name.as_str())
            && names.last() != Some(&name.as_str())
            && !is_read()
        {
            names.push(name);
        }
    }
    names
}

/// What the cells of a column are for.
enum Part {
    Binary(Cells<ByteArray>),
    X(Cells<f64>),
    Y(Cells<f64>),
    Member(String, Cells<Value>),
}

/// The columns of a group of rows that are asked for.
fn parts(group: &dyn RowGroupReader, geometry: &str, members: Members) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for (i, column) in group.metadata().columns().iter().enumerate() {
        let column = column.column_descr();
        let reader = || group.get_column_reader(i).map_err(|e| readable(&e));
        match column.path().parts() {
            [name] if name == geometry => parts.extend(bytes(reader()?, column).map(Part::Binary)),
            [name, x] if name == geometry && x == "x" => parts.extend(reals(reader()?, column).map(Part::X)),
            [name, y] if name == geometry && y == "y" => parts.extend(reals(reader()?, column).map(Part::Y)),
            [name] if members.include(name) => {
                parts.extend(values(reader()?, column).map(|cells| Part::Member(name.clone(), cells)));
            }
            _ => {}
        }
    }
    Ok(parts)
}

fn rows(
    reader: &SerializedFileReader<File>,
    column: &str,
    members: Members,
    crs: &Crs,
    put: Put<'_>,
) -> Result<(), String> {
    let mut number = 0_u64;
    for i in 0..reader.num_row_groups() {
        let group = reader.get_row_group(i).map_err(|e| readable(&e))?;
        let mut parts = parts(group.as_ref(), column, members)?;
        let has = |is: fn(&Part) -> bool| parts.iter().any(is);
        let is_point = has(|part| matches!(part, Part::X(_))) && has(|part| matches!(part, Part::Y(_)));
        if !is_point && !has(|part| matches!(part, Part::Binary(_))) {
            return Err(format!("its {column} is no well-known binary"));
        }
        for _ in 0..group.metadata().num_rows() {
            number += 1;
            put(feature(&mut parts, members, crs).map_err(|why| format!("row {number}: {why}"))?)?;
        }
    }
    Ok(())
}

/// The next row of the columns.
fn feature(parts: &mut [Part], members: Members, crs: &Crs) -> Result<LayerFeature, String> {
    let mut feature = LayerFeature::default();
    let (mut x, mut y) = (None, None);
    let mut found = None;
    for part in parts {
        match part {
            Part::Binary(cells) => {
                found = next(cells)?.map(|bytes| wkb::geometry(bytes.data())).transpose()?.flatten();
            }
            Part::X(cells) => x = next(cells)?,
            Part::Y(cells) => y = next(cells)?,
            Part::Member(name, cells) => members.add(&mut feature, name, next(cells)?.unwrap_or_default()),
        }
    }
    // An empty point has no numbers for its position.
    let at = x.zip(y).filter(|(x, y)| !(x.is_nan() && y.is_nan()));
    found = found.or_else(|| at.map(|(x, y)| Point::new(x, y).into()));
    feature.geometry = found.map(|g| crs.to_wgs84(g)).transpose()?;
    Ok(feature)
}

fn next<C>(cells: &mut Cells<C>) -> Result<Option<C>, String> {
    cells.next().unwrap_or_else(|| Err("a column ends before the row".to_owned()))
}
