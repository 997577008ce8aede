//! The points of an Arrow table: two columns of numbers, or one of WKB or of GeoArrow points.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, Float64Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use serde_json::Value;

use crate::wkb_point;

/// Which columns hold the points.
#[derive(Debug, Clone)]
pub enum PointColumns {
    /// Longitudes and latitudes in degrees.
    LonLat(String, String),
    /// Geometries.
    Geometry(String),
}

/// What is wrong with a table, and what to do.
pub struct Fault {
    pub message: String,
    pub hint: String,
}

impl Fault {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// The geometry column of a table that names none: the only one that says it is one.
pub fn geometry_column(schema: &Schema) -> Result<String, Fault> {
    let is_geometry = |f: &&Arc<Field>| extension(f).is_some_and(|(name, _)| name.starts_with("geoarrow."));
    let names: Vec<&str> = schema.fields().iter().filter(is_geometry).map(|f| f.name().as_str()).collect();
    match names[..] {
        [one] => Ok(one.to_owned()),
        [] => Err(Fault::new(
            format!("the table has no geometry column among {}", names_of(schema)),
            "name the columns: lon=\"…\", lat=\"…\", or geometry=\"…\" for one of WKB",
        )),
        _ => Err(Fault::new(
            format!("the table has several geometry columns: {}", names.join(", ")),
            "name one: geometry=\"…\"",
        )),
    }
}

/// A column by its name.
pub fn column<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b ArrayRef, Fault> {
    Ok(batch.column(number_of(batch.schema_ref(), name)?))
}

/// The number of a column.
pub fn number_of(schema: &Schema, name: &str) -> Result<usize, Fault> {
    let missing = || Fault::new(format!("the table has no column '{name}'"), format!("it has {}", names_of(schema)));
    schema.column_with_name(name).map(|(number, _)| number).ok_or_else(missing)
}

fn names_of(schema: &Schema) -> String {
    schema.fields().iter().map(|f| f.name().as_str()).collect::<Vec<_>>().join(", ")
}

/// The extension type of a field and its metadata.
fn extension(field: &Field) -> Option<(&str, Option<&str>)> {
    let get = |key: &str| field.metadata().get(key).map(String::as_str);
    Some((get("ARROW:extension:name")?, get("ARROW:extension:metadata")))
}

/// Refuses a geometry column in another system than longitude and latitude on WGS84. `given` is whether the caller says that it is in that
/// one; a column that is no GeoArrow cannot say anything and is taken at the caller's word.
pub fn check_crs(field: &Field, is_given: bool) -> Result<(), Fault> {
    let Some((name, metadata)) = extension(field) else { return Ok(()) };
    if !name.starts_with("geoarrow.") {
        return Ok(());
    }
    let parsed: Value = metadata.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null);
    let found = match &parsed["crs"] {
        Value::Null if is_given => return Ok(()),
        Value::Null => {
            return Err(Fault::new(
                format!("the geometry column '{}' has no coordinate reference system", field.name()),
                "if it is longitude and latitude on WGS84, say so: crs=\"EPSG:4326\"",
            ));
        }
        Value::String(text) => authority_code(text).unwrap_or_else(|| text.clone()),
        json => code_of(json),
    };
    if is_wgs84(&found) {
        return Ok(());
    }
    Err(Fault::new(
        format!("the geometry column '{}' is in {found}; expected longitude and latitude on WGS84", field.name()),
        "transform it first, in GeoPandas: points.to_crs(4326)",
    ))
}

/// Whether a code names longitude and latitude on WGS84.
pub fn is_wgs84(code: &str) -> bool {
    matches!(code.to_ascii_uppercase().as_str(), "EPSG:4326" | "OGC:CRS84" | "CRS84" | "4326")
}

/// The code in the text of PROJJSON, where it is some.
fn authority_code(text: &str) -> Option<String> {
    serde_json::from_str::<Value>(text).ok().filter(Value::is_object).map(|json| code_of(&json))
}

/// `EPSG:3857` of the PROJJSON of a system, else its name.
fn code_of(json: &Value) -> String {
    let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    match (&json["id"]["authority"], &json["id"]["code"]) {
        (Value::Null, _) | (_, Value::Null) => json["name"].as_str().unwrap_or("an unknown system").to_owned(),
        (authority, code) => format!("{}:{}", text(authority), text(code)),
    }
}

/// The positions of one batch, read in place.
pub enum Positions {
    Numbers(Float64Array, Float64Array),
    Wkb(ArrayRef),
    /// The coordinates of all points, and which of them are there.
    Interleaved(ArrayRef, Float64Array),
    Separated(ArrayRef, Float64Array, Float64Array),
}

impl Positions {
    /// The positions of a batch.
    pub fn of(batch: &RecordBatch, columns: &PointColumns) -> Result<Self, Fault> {
        match columns {
            PointColumns::LonLat(lon, lat) => Ok(Self::Numbers(numbers(batch, lon)?, numbers(batch, lat)?)),
            PointColumns::Geometry(name) => Self::of_geometry(column(batch, name)?, name),
        }
    }

    fn of_geometry(array: &ArrayRef, name: &str) -> Result<Self, Fault> {
        let flat = |list: &ArrayRef| as_numbers(list, name);
        match array.data_type() {
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Ok(Self::Wkb(Arc::clone(array))),
            DataType::FixedSizeList(_, 2) => {
                Ok(Self::Interleaved(Arc::clone(array), flat(array.as_fixed_size_list().values())?))
            }
            DataType::Struct(fields) => {
                let of_struct = array.as_struct();
                let names: Vec<&str> = fields.iter().map(|f| f.name().as_str()).collect();
                let found = match names[..] {
                    ["x", "y"] | ["lon", "lat"] | ["longitude", "latitude"] => [0, 1],
                    ["y", "x"] | ["lat", "lon"] | ["latitude", "longitude"] => [1, 0],
                    _ => {
                        return Err(Fault::new(
                            format!("the column '{name}' is a struct of {}; expected x and y", names.join(", ")),
                            "leave out heights and measures, in SQL: ST_Force2D",
                        ));
                    }
                };
                let [lon, lat] = found.map(|i| of_struct.column(i));
                Ok(Self::Separated(Arc::clone(array), flat(lon)?, flat(lat)?))
            }
            other => Err(Fault::new(
                format!("the column '{name}' is {other}; expected points as WKB or as GeoArrow"),
                "give longitudes and latitudes instead, lon=\"…\", lat=\"…\", or make WKB of it, in SQL: ST_AsWKB",
            )),
        }
    }

    /// Longitude and latitude of a row; `None` where there is none.
    ///
    /// # Errors
    ///
    /// What was found, if it is no point.
    pub fn at(&self, row: usize) -> Result<Option<(f64, f64)>, String> {
        let empty = || "found an empty point; expected one with a position".to_owned();
        match self {
            Self::Numbers(lon, lat) => match (lon.is_valid(row), lat.is_valid(row)) {
                (true, true) => Ok(Some((lon.value(row), lat.value(row)))),
                (false, false) => Ok(None),
                (true, false) => Err("found a longitude without a latitude".to_owned()),
                (false, true) => Err("found a latitude without a longitude".to_owned()),
            },
            Self::Wkb(array) if array.is_null(row) => Ok(None),
            Self::Wkb(array) => {
                let bytes = match array.data_type() {
                    DataType::Binary => array.as_binary::<i32>().value(row),
                    DataType::LargeBinary => array.as_binary::<i64>().value(row),
                    _ => array.as_binary_view().value(row),
                };
                wkb_point::point(bytes)?.map(Some).ok_or_else(empty)
            }
            Self::Interleaved(array, _) | Self::Separated(array, _, _) if array.is_null(row) => Ok(None),
            Self::Interleaved(_, flat) => not_empty((flat.value(2 * row), flat.value(2 * row + 1))).ok_or_else(empty),
            Self::Separated(_, x, y) => not_empty((x.value(row), y.value(row))).ok_or_else(empty),
        }
    }
}

/// GeoArrow writes an empty point as two NaN.
fn not_empty((x, y): (f64, f64)) -> Option<Option<(f64, f64)>> {
    (!(x.is_nan() && y.is_nan())).then_some(Some((x, y)))
}

/// A column of numbers, in place if it holds doubles.
pub fn numbers(batch: &RecordBatch, name: &str) -> Result<Float64Array, Fault> {
    as_numbers(column(batch, name)?, name)
}

fn as_numbers(array: &ArrayRef, name: &str) -> Result<Float64Array, Fault> {
    macro_rules! widened {
        ($kind:ty) => {
            array.as_primitive::<$kind>().unary::<_, Float64Type>(|v| v as f64)
        };
    }
    Ok(match array.data_type() {
        DataType::Float64 => array.as_primitive::<Float64Type>().clone(),
        DataType::Float32 => widened!(Float32Type),
        DataType::Int8 => widened!(Int8Type),
        DataType::Int16 => widened!(Int16Type),
        DataType::Int32 => widened!(Int32Type),
        DataType::Int64 => widened!(Int64Type),
        DataType::UInt8 => widened!(UInt8Type),
        DataType::UInt16 => widened!(UInt16Type),
        DataType::UInt32 => widened!(UInt32Type),
        DataType::UInt64 => widened!(UInt64Type),
        // What a number is in SQL until somebody casts it; a power of ten is exact.
        DataType::Decimal128(_, scale) => {
            let unit = 10_f64.powi(i32::from(*scale));
            array.as_primitive::<Decimal128Type>().unary::<_, Float64Type>(|v| v as f64 / unit)
        }
        DataType::Null => Float64Array::new_null(array.len()),
        other => {
            return Err(Fault::new(
                format!("the column '{name}' is {other}; expected numbers"),
                "make doubles of it, in SQL: CAST(… AS DOUBLE)",
            ));
        }
    })
}

/// The texts of a column, in order.
pub fn texts(batch: &RecordBatch, name: &str) -> Result<Vec<Option<String>>, Fault> {
    let array = column(batch, name)?;
    let (array, keys) = match array.as_any_dictionary_opt() {
        Some(dictionary) => {
            let keys = dictionary.normalized_keys();
            let rows = (0..array.len()).map(|row| array.is_valid(row).then(|| keys[row]));
            (dictionary.values(), rows.collect::<Vec<_>>())
        }
        None => (array, (0..array.len()).map(|row| array.is_valid(row).then_some(row)).collect()),
    };
    let text = |at: usize| match array.data_type() {
        DataType::Utf8 => Some(array.as_string::<i32>().value(at).to_owned()),
        DataType::LargeUtf8 => Some(array.as_string::<i64>().value(at).to_owned()),
        DataType::Utf8View => Some(array.as_string_view().value(at).to_owned()),
        _ => None,
    };
    if !matches!(array.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null) {
        let message = format!("the column '{name}' is {}; expected text", array.data_type());
        return Err(Fault::new(message, "it says left, right, both or nothing"));
    }
    Ok(keys.into_iter().map(|key| key.and_then(text)).collect())
}
