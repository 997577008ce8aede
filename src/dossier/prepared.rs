//! A border ready to be measured: of a dossier, or by itself.

use super::Dossier;
use super::sides::of_border;
use crate::measure::{GeodesicLine, SidePolygons};
use crate::measured::MeasureContext;
use crate::model::Border;

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
