//! The countries of the world as ground: which one a point lies in, and how far the coasts of the others are.

use geo::{MultiLineString, MultiPolygon, Point};
use marz_geodesic::{GeodesicLine, GroupedLine, LineError, Nearest};

use super::bands::Bands;

/// One country of [`Territories`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// Its code, as borders name it.
    pub code: String,
    /// Its name in English.
    pub name: String,
}

/// The ground of many countries: their outlines, and their coasts in one index.
#[derive(Debug, Clone)]
pub struct Territories {
    territories: Vec<Territory>,
    /// Their outlines, each with the number of its country; those without ground are left out.
    outlines: Vec<(usize, Bands)>,
    coasts: GroupedLine,
}

impl Territories {
    /// Makes them of countries, each with its outline and its coast.
    ///
    /// # Errors
    ///
    /// [`LineError`] where no country has a coast.
    pub fn new(countries: Vec<(Territory, MultiPolygon, MultiLineString)>) -> Result<Self, LineError> {
        let coasts = GroupedLine::try_new(countries.iter().map(|(_, _, coast)| coast))?;
        let outlines = countries.iter().enumerate().filter_map(|(i, (_, area, _))| Some((i, Bands::new(area)?)));
        let outlines = outlines.collect();
        Ok(Self { outlines, coasts, territories: countries.into_iter().map(|(territory, ..)| territory).collect() })
    }

    /// The countries, in the order in which they were given.
    #[must_use]
    pub fn all(&self) -> &[Territory] {
        &self.territories
    }

    /// The number of the country whose outline contains a point, its edges being straight in longitude and latitude; the first, should several
    /// contain it. `None` at sea.
    #[must_use]
    pub fn country_at(&self, at: Point) -> Option<usize> {
        self.outlines.iter().find(|(_, bands)| bands.contains(at)).map(|(number, _)| *number)
    }

    /// The coasts of all countries as one line.
    #[must_use]
    pub fn coasts(&self) -> &GeodesicLine {
        self.coasts.line()
    }

    /// The nearest coast of another country than the one of a number, if it is no farther than `most_m` metres: that country's number, and the
    /// nearest point.
    #[must_use]
    pub fn nearest_coast(&self, at: Point, but: Option<usize>, most_m: f64) -> Option<(usize, Nearest)> {
        self.coasts.nearest_groups_within(at, 1, most_m, |country| Some(country) != but).pop()
    }

    /// The ends of all edges of the outlines, longitude and latitude; an edge may come more than once.
    pub fn edges(&self) -> impl Iterator<Item = [(f64, f64); 2]> + '_ {
        self.outlines.iter().flat_map(|(_, bands)| bands.edges())
    }
}
