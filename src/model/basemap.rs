use geo_types::{LineString, MultiPolygon};

use super::{Citation, Names, Reason};

/// The basemap layers under the incidents; every one is optional.
#[derive(Debug, Clone, Default)]
pub struct Basemap {
    /// Countries around the border, as polygons that meet at their common edges.
    pub countries: Option<Layer<Area>>,
    /// Provinces of the two sides.
    pub provinces: Option<Layer<Area>>,
    /// Lakes.
    pub lakes: Option<Layer<Area>>,
    /// Rivers, without the one that is the border.
    pub rivers: Option<Layer<Line>>,
    /// Ground that more than one country claims.
    pub contested: Option<Layer<ContestedArea>>,
    /// Countries of the world, coarse, for a locator.
    pub world: Option<Layer<Area>>,
    /// Shaded relief.
    pub relief: Option<Relief>,
}

/// One layer and the credit that a map must carry where it draws it.
#[derive(Debug, Clone)]
pub struct Layer<T> {
    /// The features in file order.
    pub features: Vec<T>,
    /// The credit, as it stands on a map.
    pub attribution: String,
}

/// An area with its names; longitude and latitude in degrees.
#[derive(Debug, Clone)]
pub struct Area {
    /// A code, such as ISO 3166; empty where there is none.
    pub code: String,
    /// Its names by language.
    pub names: Names,
    /// Its polygons.
    pub shape: MultiPolygon<f64>,
}

impl Area {
    /// The country of a division by its code of ISO 3166-2, such as `TH` of `TH-27`; `None` for any other code.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        let (country, _) = self.code.split_once('-')?;
        (country.len() == 2).then_some(country)
    }
}

/// Ground that more than one country claims; longitude and latitude in degrees.
#[derive(Debug, Clone)]
pub struct ContestedArea {
    /// Its names by language; may be empty.
    pub names: Names,
    /// The codes of the countries that claim it; empty where the file does not say.
    pub between: Vec<String>,
    /// Why it is contested.
    pub reason: Reason,
    /// Where that can be read.
    pub sources: Vec<Citation>,
    /// Whether nobody has checked the reason against a source.
    pub unverified: bool,
    /// Its polygons.
    pub shape: MultiPolygon<f64>,
}

impl ContestedArea {
    /// Whether the reason was checked against a source that is named.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        !self.unverified && !self.sources.is_empty()
    }

    /// Whether one of the countries with these codes claims it, as far as the file says.
    #[must_use]
    pub fn concerns(&self, codes: &[&str]) -> bool {
        self.between.is_empty() || self.between.iter().any(|code| codes.contains(&code.as_str()))
    }
}

/// A line with its names; longitude and latitude in degrees.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its names by language.
    pub names: Names,
    /// Importance, 1 is first.
    pub level: u8,
    /// Its parts.
    pub parts: Vec<LineString<f64>>,
}

/// A grey picture of the relief in plate carrée.
#[derive(Debug, Clone)]
pub struct Relief {
    /// The picture.
    pub picture: Raster,
    /// West, south, east and north edge of the picture, in degrees.
    pub bbox: [f64; 4],
    /// The credit, as it stands on a map.
    pub attribution: String,
}

/// A grey picture.
#[derive(Debug, Clone)]
pub struct Raster {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Grey values, row by row from the upper left.
    pub grey: Vec<u8>,
}
