//! Coordinate reference systems of files: WGS84 as it is, projections of WGS84 back to degrees, every other refused.

use geo::MapCoords;
use geo_types::{Coord, Geometry};

use crate::error::Error;
use crate::project::Projection;

/// There and back, a position may differ by so many metres: less than is asked of a transformation within one datum.
const EXACT_M: f64 = 1e-4;

/// The system of the coordinates of a file.
#[derive(Debug, Clone)]
pub enum Crs {
    /// Longitude and latitude on WGS84.
    Wgs84,
    /// A projection of WGS84, in metres.
    Projected(Box<Projection>),
}

impl Crs {
    /// The system of an EPSG code; `None` where it is not on WGS84, or not known to be.
    #[must_use]
    pub fn epsg(code: i64) -> Option<Self> {
        // UTM zones and polar stereographic of WGS84, and the Mercator of the web.
        let is_ours = matches!(code, 32601..=32661 | 32701..=32761 | 3857);
        match code {
            4326 | 4979 => Some(Self::Wgs84),
            _ if is_ours => Projection::requested(&format!("EPSG:{code}")).ok().map(|p| Self::Projected(Box::new(p))),
            _ => None,
        }
    }

    /// The system of a well-known text, as in a `.prj`; `None` where it is not known to be on WGS84.
    #[must_use]
    pub fn wkt(text: &str) -> Option<Self> {
        let plain: String = text.to_ascii_uppercase().chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
        let is_wgs84 =
            plain.contains("WGS84") || plain.contains("WGS1984") || plain.contains("WORLDGEODETICSYSTEM1984");
        if !is_wgs84 || plain.contains("TOWGS84[") && !plain.contains("TOWGS84[0,0,0") {
            return None;
        }
        if plain.starts_with("GEOGCS[") || plain.starts_with("GEOGCRS[") || plain.starts_with("GEODCRS[") {
            return Some(Self::Wgs84);
        }
        if plain.contains("PSEUDO-MERCATOR") || plain.contains("WEBMERCATOR") {
            return Self::epsg(3857);
        }
        let zone = plain.split_once("UTMZONE").or_else(|| plain.split_once("UTMZ"))?.1;
        let digits: String = zone.chars().take_while(char::is_ascii_digit).collect();
        let number: i64 = digits.parse().ok().filter(|n| (1..=60).contains(n))?;
        match zone.chars().nth(digits.len()) {
            Some('N') => Self::epsg(32600 + number),
            Some('S') => Self::epsg(32700 + number),
            _ => None,
        }
    }

    /// A geometry in degrees.
    ///
    /// # Errors
    ///
    /// The first position that cannot be transformed to a tenth of a millimetre.
    pub fn to_wgs84(&self, geometry: Geometry) -> Result<Geometry, String> {
        let Self::Projected(projection) = self else { return Ok(geometry) };
        geometry.try_map_coords(|at| {
            let found = projection.inverse(at.x, at.y);
            let back = found.and_then(|p| projection.forward(p.lon(), p.lat()));
            match found.zip(back) {
                Some((p, (x, y))) if (x - at.x).hypot(y - at.y) <= EXACT_M => Ok(Coord { x: p.lon(), y: p.lat() }),
                _ => Err(format!("the position {}, {} lies outside of its coordinate reference system", at.x, at.y)),
            }
        })
    }
}

/// The error for a file in a system that is not transformed.
pub fn refused(name: &str, found: &str, layer: Option<&str>) -> Error {
    let layer = layer.map(|layer| format!(" {layer}")).unwrap_or_default();
    let message =
        format!("{name}: its coordinate reference system is {found}; expected WGS84, or UTM or Mercator on WGS84");
    Error::request(message, format!("transform it: ogr2ogr -t_srs EPSG:4326 wgs84.gpkg {name}{layer}"))
}
