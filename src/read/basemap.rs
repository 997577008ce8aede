//! Basemap layers: third-party files, or the user's own in their place.

use std::io::Cursor;

use geo_types::{Geometry, MultiPolygon};
use geojson::{FeatureCollection, GeoJson, GeometryValue};

use super::{Document, Problem};
use crate::model::{Area, Layer, Line, Names, Raster, Relief};

/// Reads a layer of polygons with `code` and `names`.
///
/// # Errors
///
/// A [`Problem`] where the file is no GeoJSON collection, or has another geometry than polygons.
pub fn areas(name: &str, bytes: &[u8]) -> Result<Layer<Area>, Box<Problem>> {
    let collection = collection(name, bytes)?;
    let attribution = attribution(&collection);
    let mut features = Vec::with_capacity(collection.features.len());
    for (i, feature) in collection.features.into_iter().enumerate() {
        let (code, names) = (text(&feature, "code"), names(&feature));
        features.push(Area { code, names, shape: polygons(name, i, feature)? });
    }
    Ok(Layer { features, attribution })
}

/// Reads a layer of lines with `names` and `level`.
///
/// # Errors
///
/// A [`Problem`] where the file is no GeoJSON collection, or has another geometry than lines.
pub fn lines(name: &str, bytes: &[u8]) -> Result<Layer<Line>, Box<Problem>> {
    let collection = collection(name, bytes)?;
    let attribution = attribution(&collection);
    let mut features = Vec::with_capacity(collection.features.len());
    for (i, feature) in collection.features.into_iter().enumerate() {
        let names = names(&feature);
        let level = feature.property("level").and_then(|v| v.as_u64()).and_then(|v| u8::try_from(v).ok());
        let parts = match geometry(name, i, feature)? {
            Geometry::LineString(one) => vec![one],
            Geometry::MultiLineString(many) => many.0,
            _ => return Err(wrong_geometry(name, i, "LineString or MultiLineString")),
        };
        features.push(Line { names, level: level.unwrap_or(u8::MAX), parts });
    }
    Ok(Layer { features, attribution })
}

/// Reads a grey picture of the relief: a PNG of 8 bits, plate carrée, with its west, south, east and north edge.
///
/// # Errors
///
/// A [`Problem`] where the file is no such PNG.
pub fn relief(name: &str, bytes: &[u8], bbox: [f64; 4], attribution: &str) -> Result<Relief, Box<Problem>> {
    let wrong = |found: String| {
        Box::new(
            Problem::error(name, "the picture cannot be used")
                .found(found)
                .expected("a grey PNG of 8 bits without transparency"),
        )
    };
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().map_err(|e| wrong(e.to_string()))?;
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_PIXELS);
    let mut grey = vec![0; size.ok_or_else(|| wrong("too many pixels".to_owned()))?];
    let info = reader.next_frame(&mut grey).map_err(|e| wrong(e.to_string()))?;
    if info.color_type != png::ColorType::Grayscale || info.bit_depth != png::BitDepth::Eight {
        return Err(wrong(format!("{:?}, {:?} bits", info.color_type, info.bit_depth)));
    }
    let side = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let picture = Raster { width: side(info.width), height: side(info.height), grey };
    Ok(Relief { picture, bbox, attribution: attribution.to_owned() })
}

/// A relief of more pixels than this is refused.
const MOST_PIXELS: usize = 100_000_000;

/// The geometry of a feature that must be polygons.
pub(super) fn polygons(name: &str, i: usize, feature: geojson::Feature) -> Result<MultiPolygon, Box<Problem>> {
    match geometry(name, i, feature)? {
        Geometry::Polygon(one) => Ok(MultiPolygon(vec![one])),
        Geometry::MultiPolygon(many) => Ok(many),
        _ => Err(wrong_geometry(name, i, "Polygon or MultiPolygon")),
    }
}

pub(super) fn collection(name: &str, bytes: &[u8]) -> Result<FeatureCollection, Box<Problem>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| unreadable(name, bytes, &e.to_string()))?;
    match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => Ok(collection),
        Ok(_) => Err(Box::new(Problem::error(name, "this is no collection").expected("a FeatureCollection"))),
        Err(e) => Err(unreadable(name, bytes, &e.to_string())),
    }
}

/// What is wrong with bytes that are no GeoJSON: with its line where they are no JSON either.
fn unreadable(name: &str, bytes: &[u8], why: &str) -> Box<Problem> {
    Document::parse(name, bytes).err().unwrap_or_else(|| {
        let found = "this is JSON, but no GeoJSON that can be read";
        let why = why.strip_prefix("Error while deserializing GeoJSON: ").unwrap_or(why);
        Box::new(
            Problem::error(name, found)
                .found(why)
                .expected("a FeatureCollection whose geometries have their coordinates"),
        )
    })
}

pub(super) fn attribution(collection: &FeatureCollection) -> String {
    let member = collection.foreign_members.as_ref().and_then(|m| m.get("attribution"));
    member.and_then(|v| v.as_str()).unwrap_or_default().to_owned()
}

fn text(feature: &geojson::Feature, key: &str) -> String {
    feature.property(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned()
}

pub(super) fn names(feature: &geojson::Feature) -> Names {
    let names = feature.property("names").and_then(|v| serde_json::from_value(v.clone()).ok());
    names.or_else(|| feature.property("name").and_then(|v| v.as_str()).map(Names::english)).unwrap_or_default()
}

fn geometry(name: &str, i: usize, feature: geojson::Feature) -> Result<Geometry<f64>, Box<Problem>> {
    checked(name, i, feature.geometry.ok_or_else(|| wrong_geometry(name, i, "a geometry"))?, 180.0)
}

/// The geometry of a feature by its number from 0, as the value of a document; longitudes may go on beyond the antimeridian.
pub(super) fn shape(name: &str, i: usize, value: &serde_json::Value) -> Result<Geometry<f64>, Box<Problem>> {
    let geometry = serde_json::from_value::<geojson::Geometry>(value.clone());
    let geometry = geometry.map_err(|e| {
        let problem = Problem::error(name, "the geometry cannot be used").feature(format!("number {}", i + 1));
        Box::new(problem.field("geometry").found(e.to_string()))
    });
    checked(name, i, geometry?, 360.0)
}

fn checked(name: &str, i: usize, geometry: geojson::Geometry, most_lon: f64) -> Result<Geometry<f64>, Box<Problem>> {
    if !has_whole_positions(&geometry.value) {
        return Err(wrong_geometry(name, i, "positions of a longitude and a latitude"));
    }
    let shape: Geometry<f64> = geometry
        .try_into()
        .map_err(|e: geojson::Error| Problem::error(name, e.to_string()).feature(format!("number {}", i + 1)))?;
    use geo::CoordsIter;
    let sound = |c: geo_types::Coord<f64>| c.x.abs() <= most_lon && c.y.abs() <= 90.0;
    if shape.coords_iter().all(sound) { Ok(shape) } else { Err(wrong_geometry(name, i, IN_DEGREES)) }
}

/// What is expected of positions that are none on the earth: those of a projection, in metres, among others.
pub(super) const IN_DEGREES: &str = "positions in degrees";

/// Whether every position has its two numbers: the library takes that for granted.
fn has_whole_positions(value: &GeometryValue) -> bool {
    let whole = |p: &geojson::Position| p.len() >= 2;
    match value {
        GeometryValue::Point { coordinates } => whole(coordinates),
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => {
            coordinates.iter().all(whole)
        }
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().flatten().all(whole)
        }
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().flatten().flatten().all(whole),
        GeometryValue::GeometryCollection { geometries } => geometries.iter().all(|g| has_whole_positions(&g.value)),
    }
}

fn wrong_geometry(name: &str, i: usize, expected: &str) -> Box<Problem> {
    let problem = Problem::error(name, "the geometry cannot be used").feature(format!("number {}", i + 1));
    Box::new(problem.field("geometry").expected(expected))
}
