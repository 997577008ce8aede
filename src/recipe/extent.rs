//! The extent of a map.

use serde::{Deserialize, Serialize};

use super::{BorderKm, Length, RecipeError};

/// The extent of a map, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtentText {
    /// The whole border.
    pub border: Option<bool>,
    /// All incidents shown.
    pub incidents: Option<bool>,
    /// From one border kilometre to another.
    pub km: Option<(BorderKm, BorderKm)>,
    /// A place by name; needs `radius`.
    pub around: Option<String>,
    /// How far around it.
    pub radius: Option<Length>,
    /// West, south, east, north in degrees.
    pub bbox: Option<[f64; 4]>,
    /// Places by name that must be on the map as well.
    #[serde(default)]
    pub include: Vec<String>,
}

/// A place with the radius around it in metres, as a table has them; `None` without them.
pub(super) fn around(
    table: &str,
    name: &Option<String>,
    radius: &Option<Length>,
) -> Result<Option<(String, f64)>, RecipeError> {
    match (name, radius) {
        (Some(name), Some(radius)) if radius.metres() > 0.0 => Ok(Some((name.clone(), radius.metres()))),
        (None, None) => Ok(None),
        _ => Err(RecipeError::value(table, "around without radius", "around = \"NAME\" and radius = \"40km\"")),
    }
}

/// The box in degrees that a table has; `None` without one.
pub(super) fn bbox(table: &str, given: Option<[f64; 4]>) -> Result<Option<[f64; 4]>, RecipeError> {
    let Some([west, south, east, north]) = given else { return Ok(None) };
    // West may be greater than east: across the antimeridian.
    let degrees = [west, east].iter().all(|v| (-180.0..=180.0).contains(v));
    if degrees && (west - east).abs() > 0.0 && south < north && south >= -90.0 && north <= 90.0 {
        return Ok(given);
    }
    let found = format!("{west},{south},{east},{north}");
    Err(RecipeError::value(&format!("{table}.bbox"), found, "west,south,east,north in degrees"))
}

/// The extent of a map.
#[derive(Debug, Clone, PartialEq)]
pub enum Extent {
    /// The whole border.
    Border,
    /// All incidents shown.
    Incidents,
    /// From one border kilometre to another; [`BorderKm::range_on`] makes running ones of those of parts.
    Km(BorderKm, BorderKm),
    /// A circle around a place, radius in metres.
    Around(String, f64),
    /// West, south, east, north in degrees.
    Bbox([f64; 4]),
}

impl ExtentText {
    /// The one extent that is meant; the whole border where none is given.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] where several are given, `around` lacks its radius, or numbers make no extent.
    pub fn resolve(&self) -> Result<Extent, RecipeError> {
        let mut given = Vec::new();
        if self.border == Some(true) {
            given.push(Extent::Border);
        }
        if self.incidents == Some(true) {
            given.push(Extent::Incidents);
        }
        if let Some((from, to)) = self.km {
            let is_range = match (from, to) {
                (BorderKm::Running(from), BorderKm::Running(to)) => from >= 0.0 && to > from && to.is_finite(),
                // Known with the border.
                _ => true,
            };
            if !is_range {
                return Err(RecipeError::value(
                    "extent.km",
                    format!("{from}..{to}"),
                    "two kilometres, the smaller first",
                ));
            }
            given.push(Extent::Km(from, to));
        }
        given.extend(
            around("extent", &self.around, &self.radius)?.map(|(name, radius_m)| Extent::Around(name, radius_m)),
        );
        given.extend(bbox("extent", self.bbox)?.map(Extent::Bbox));
        if given.len() > 1 {
            return Err(RecipeError::value("extent", "several", "one of border, incidents, km, around, bbox"));
        }
        Ok(given.pop().unwrap_or(Extent::Border))
    }
}
