//! GeoParquet 1.0 and 1.1 with well-known binary, and the native geometries of Parquet.

use std::fs::File;
use std::path::Path;

use ::parquet::basic::LogicalType;
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::{Type, TypePtr};
use geo_types::{Geometry, Point};
use serde_json::{Number, Value};

use super::crs::{Crs, refused};
use super::layer::{Members, Put, Reader};
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
    let (column, crs) = match geo {
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
            (column, of_json(about.get("crs")).map_err(|found| refused(&name, &found, None))?)
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
            (fields.column(i).name().to_owned(), known.ok_or_else(|| refused(&name, &found, None))?)
        }
    };
    Ok(Box::new(move |put| rows(reader, &column, members, &crs, put)))
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

fn rows(
    reader: SerializedFileReader<File>,
    column: &str,
    members: Members,
    crs: &Crs,
    put: Put<'_>,
) -> Result<(), String> {
    let schema = reader.metadata().file_metadata().schema();
    let is_asked = |field: &&TypePtr| field.name() == column || members.include(field.name());
    let fields: Vec<TypePtr> = schema.get_fields().iter().filter(is_asked).cloned().collect();
    let asked = Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(|e| readable(&e))?;
    let rows = reader.get_row_iter(Some(asked)).map_err(|e| readable(&e))?;
    for (number, row) in (1_u64..).zip(rows) {
        let at = |why: String| format!("row {number}: {why}");
        let row = row.map_err(|e| at(readable(&e)))?;
        let mut feature = LayerFeature::default();
        for (name, field) in row.into_columns() {
            if name == column {
                let found = match &field {
                    Field::Null => None,
                    Field::Bytes(bytes) => wkb::geometry(bytes.data()).map_err(at)?,
                    Field::Group(point) => position(point),
                    _ => return Err(at(format!("its {column} is no well-known binary"))),
                };
                feature.geometry = found.map(|g| crs.to_wgs84(g)).transpose().map_err(at)?;
            } else if let Some(value) = value(field) {
                members.add(&mut feature, &name, value);
            }
        }
        put(feature)?;
    }
    Ok(())
}

/// An error in words that say what to do.
fn readable(error: &ParquetError) -> String {
    let text = error.to_string();
    match text.split_once("Disabled feature at compile time: ") {
        Some((_, codec)) => format!("it is compressed with {codec}, which is not read; write it with snappy or gzip"),
        None => text,
    }
}

/// The point of the columns x and y; `None` where it is empty.
fn position(point: &Row) -> Option<Geometry> {
    let number = |name: &str| {
        let found = point.get_column_iter().find(|(key, _)| *key == name);
        found.and_then(|(_, field)| if let Field::Double(n) = field { Some(*n) } else { None })
    };
    let (x, y) = number("x").zip(number("y")).filter(|(x, y)| !(x.is_nan() && y.is_nan()))?;
    Some(Point::new(x, y).into())
}

/// A cell; none for what has parts, or is no text, number or time.
fn value(field: Field) -> Option<Value> {
    let real = |n: f64| Number::from_f64(n).map_or(Value::Null, Value::Number);
    let moment = |micros: i64| jiff::Timestamp::from_microsecond(micros).map_or(Value::Null, |t| t.to_string().into());
    Some(match field {
        Field::Null => Value::Null,
        Field::Bool(is) => is.into(),
        Field::Byte(n) => n.into(),
        Field::Short(n) => n.into(),
        Field::Int(n) => n.into(),
        Field::Long(n) => n.into(),
        Field::UByte(n) => n.into(),
        Field::UShort(n) => n.into(),
        Field::UInt(n) => n.into(),
        Field::ULong(n) => n.into(),
        Field::Float(n) => real(f64::from(n)),
        Field::Double(n) => real(n),
        Field::Str(text) => text.into(),
        Field::Date(days) => {
            let day = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?);
            day.map_or(Value::Null, |d| d.to_string().into())
        }
        Field::TimestampMillis(n) => moment(n.checked_mul(1000)?),
        Field::TimestampMicros(n) => moment(n),
        _ => return None,
    })
}
