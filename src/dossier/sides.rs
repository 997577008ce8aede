//! Which polygons give the side of a point beyond the direction of a border's line: those of a dossier, or those of the world.

use crate::measure::{GeodesicLine, SidePolygons};
use crate::model::{Border, Case};

/// The polygons of the countries and of the contested ground of a dossier, which give the side far from its line. Outside of a layer cut to a frame those of the world
/// serve, where the border is one of the world's in the edition of this program.
#[must_use]
pub fn side_polygons(case: &Case, line: &GeodesicLine) -> SidePolygons {
    let own = case.basemap.countries.as_ref().map(|countries| {
        let own = SidePolygons::new(&case.border, line, &countries.features);
        #[cfg(feature = "world")]
        let own = own.and_elsewhere(&case.border.facts.edition, crate::world::side_polygons);
        own
    });
    let contested = case.basemap.contested.as_ref().map_or(&[][..], |layer| &layer.features);
    own.unwrap_or_default().and_contested(&case.border, line, contested)
}

/// The polygons for a border that stands in no dossier: those of the world where its line is that of an edition of the world's data, today's or
/// the one before; none for any other line.
#[cfg(feature = "world")]
pub(super) fn of_border(border: &Border, line: &GeodesicLine) -> SidePolygons {
    crate::world::border_polygons(border, line).unwrap_or_default()
}

/// Without the world's data no border has polygons of its own.
#[cfg(not(feature = "world"))]
pub(super) fn of_border(_: &Border, _: &GeodesicLine) -> SidePolygons {
    SidePolygons::default()
}
