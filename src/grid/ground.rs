//! What cells are measured against: all land borders, and the ground of all countries.

use geo::Point;

use super::cell::GridCell;
use crate::error::Error;
use crate::export::GridRow;
use crate::measure::{BorderSet, Nearest, SetMember, Side, Territories, Territory};
use crate::parallel::both;
use crate::world::{all_borders, territories};

/// All land borders, and the ground of all countries.
pub struct Ground {
    pub borders: BorderSet,
    pub territories: Territories,
    /// For each border the numbers of the countries to its left and right.
    sides: Vec<[Option<usize>; 2]>,
}

impl Ground {
    /// That of the edition in use.
    pub fn new() -> Result<Self, Error> {
        const IN_USE: &str = "world";
        let (borders, territories) = both(|| all_borders(IN_USE), || territories(IN_USE));
        let (borders, territories) = (borders?, territories?);
        let number = |code: &str| territories.all().iter().position(|t| t.code == code);
        let sides = borders.members().iter().map(|m| [number(&m.left), number(&m.right)]).collect();
        Ok(Self { borders, territories, sides })
    }

    /// The country of a number of [`Territories`].
    pub fn country(&self, number: Option<usize>) -> Option<&Territory> {
        number.and_then(|number| self.territories.all().get(number))
    }

    /// Whether an outline of a country comes within a distance of a point; never no where one does.
    pub fn has_outline_within(&self, at: Point, limit_m: f64) -> bool {
        self.borders.line().is_within(at, limit_m) || self.territories.coasts().is_within(at, limit_m)
    }

    /// The row of a cell whose nearest point on all borders is known.
    pub fn row(&self, cell: GridCell, nearest: Option<Nearest>) -> GridRow<'_> {
        let nearest = nearest.and_then(|n| Some((self.borders.member_of(&n)?, n)));
        let country = self.country(cell.country);
        let (mut own, mut other) = (None, None);
        if let (Some(at), Some((member, n))) = (cell.at, nearest) {
            // Mostly the nearest border of all is one of the country itself.
            own = cell.country.and_then(|c| {
                if self.is_of(self.borders.number_of(&n), c) { Some((member, n)) } else { self.own(at.into(), c) }
            });
            other = self.other(at.into(), cell.country, &n);
        }
        GridRow { id: cell.id, at: cell.at, country, nearest, own, other }
    }

    /// Whether the border of a number is one of the country of a number.
    fn is_of(&self, border: usize, country: usize) -> bool {
        self.sides.get(border).is_some_and(|sides| sides.contains(&Some(country)))
    }

    fn own(&self, at: Point, country: usize) -> Option<(&SetMember, Nearest)> {
        let found = self.borders.nearest(at, 1, |border| self.is_of(border, country)).pop()?;
        Some((self.borders.member_of(&found)?, found))
    }

    /// The nearest other country, and how far it is: its coast, or the nearest land border of all, of which one side at least is another country.
    fn other(&self, at: Point, own: Option<usize>, nearest: &Nearest) -> Option<(&Territory, f64)> {
        let [left, right] = *self.sides.get(self.borders.number_of(nearest))?;
        let beyond = match (own, nearest.side) {
            (Some(_), _) if left == own => right,
            (Some(_), _) if right == own => left,
            // Of neither: across the sea, and the near side comes first.
            (_, Side::Right) => right,
            _ => left,
        };
        let by_land = beyond.map(|number| (number, nearest.distance_m));
        let most_m = by_land.map_or(f64::INFINITY, |(_, m)| m);
        let by_sea = self.territories.nearest_coast(at, own, most_m).map(|(number, n)| (number, n.distance_m));
        let nearer = by_land.into_iter().chain(by_sea).min_by(|a, b| a.1.total_cmp(&b.1))?;
        Some((self.territories.all().get(nearer.0)?, nearer.1))
    }
}
