//! Which polygons give the side of a point beyond the direction of a border's line: those of a dossier, or those of the world.

use super::Dossier;
use crate::measure::{GeodesicLine, SidePolygons};
use crate::measured::MeasureContext;
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
#[must_use]
pub(crate) fn of_border(border: &Border, line: &GeodesicLine) -> SidePolygons {
    #[cfg(feature = "world")]
    return crate::world::border_polygons(border, line).unwrap_or_default();
    #[cfg(not(feature = "world"))]
    match (border, line) {
        _ => SidePolygons::default(),
    }
}

/// A border ready to be measured: with its line, and the polygons that give the side where the direction of the line does not.
///
/// # Example
///
/// ```
/// use marz::dossier::PreparedBorder;
/// use marz::measure::Side;
/// use marz::model::LonLat;
/// // Zürich lies nearest to France on this border, and in neither of its countries.
/// let zurich = LonLat::new(8.55, 47.37)?;
/// let border = PreparedBorder::from(marz::world::by_code("DEU-FRA")?.border);
/// assert_eq!(border.context().side_at(zurich), Side::Unknown);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct PreparedBorder {
    border: Border,
    line: GeodesicLine,
    polygons: SidePolygons,
}

impl From<Border> for PreparedBorder {
    /// A border that stands in no dossier.
    fn from(border: Border) -> Self {
        let line = GeodesicLine::from(&border);
        let polygons = of_border(&border, &line);
        Self { border, line, polygons }
    }
}

impl From<&Dossier> for PreparedBorder {
    /// The border of a dossier, with the countries of its basemap.
    fn from(dossier: &Dossier) -> Self {
        let context = dossier.context();
        let (border, line) = (context.border().clone(), context.line().clone());
        Self { border, line, polygons: context.polygons().clone() }
    }
}

impl PreparedBorder {
    /// What points are measured against.
    #[must_use]
    pub fn context(&self) -> MeasureContext<'_> {
        MeasureContext::new(&self.border, &self.line, &self.polygons)
    }
}
