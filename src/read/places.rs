use super::features::{collect, properties};
use super::position::position;
use super::{Document, Reading, Region, schema};
use crate::model::Place;

/// Reads the places of a GeoJSON document; positions are expected inside `region`.
#[must_use]
pub fn places(document: &Document, region: Option<&Region>) -> Reading<Vec<Place>> {
    collect(document, &schema::PLACE, |id, feature, to| {
        let coordinates = feature.pointer("/geometry/coordinates");
        let at = coordinates.and_then(|c| position(c, &["geometry", "coordinates"], region, to));
        let mut place: Place = properties(feature, to)?;
        place.id = id;
        place.at = at?;
        Some(place)
    })
}
