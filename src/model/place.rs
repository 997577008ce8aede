use serde::{Deserialize, Serialize};

use super::{LonLat, Names, Revision};

/// A named point with its names in several languages and scripts.
///
/// `id` and `at` are the feature's id and geometry; the rest serialises to its `properties`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The stable slug of the feature.
    #[serde(skip)]
    pub id: String,
    /// The point.
    #[serde(skip, default = "nowhere")]
    pub at: LonLat,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// The country code, or two with `/` between them for a place on the line.
    pub country: String,
    /// Its names by language.
    #[cfg_attr(test, schemars(extend("minProperties" = 1)))]
    pub names: Names,
    /// Other spellings and scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<String>,
    /// The province, region or district it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin: Option<String>,
    /// How far the true place may lie from the point, in metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(range(min = 0, max = super::MOST_RADIUS_M)))]
    pub radius_m: Option<u32>,
    /// Inhabitants, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    /// Where the point comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Label priority: 1 is named first.
    #[cfg_attr(test, schemars(range(min = 1, max = 9)))]
    pub rank: u8,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What was taken from exported files that came back edited, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Revision>,
}

impl Place {
    /// Whether a map marks it only where it stands apart from other places, and nothing else needs the room.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.rank >= 8
    }

    /// Whether a text is its id or one of its names, in capitals or not.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let wanted = text.to_lowercase();
        let is = |name: &str| name.to_lowercase() == wanted;
        is(&self.id) || self.names.0.values().any(|n| is(n)) || self.variants.iter().any(|n| is(n))
    }
}

/// The point before the reader sets it from the geometry.
fn nowhere() -> LonLat {
    LonLat::wrapped(0.0, 0.0)
}

/// The closed list of kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the documentation")]
pub enum PlaceKind {
    Capital,
    City,
    Town,
    ProvinceCentre,
    DistrictCentre,
    Village,
    Settlement,
    BorderCrossing,
    BorderPost,
    MiningSite,
    ArchaeologicalSite,
    Province,
    Region,
    District,
    Valley,
    River,
}

impl PlaceKind {
    /// Whether the place is a point that a map may mark with a symbol; an area or a river is not.
    #[must_use]
    pub fn is_point(self) -> bool {
        !matches!(
            self,
            PlaceKind::Province | PlaceKind::Region | PlaceKind::District | PlaceKind::Valley | PlaceKind::River
        )
    }
}
