//! The columns of one border among many.

use super::cell::Cell;
use super::fields::Kind;
use super::number::{DEGREES, METRES};
use crate::measure::{Nearest, SetMember};

/// What a column says of one border among many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfBorder {
    Id,
    Name,
    Left,
    Right,
    Distance,
    Km,
    Side,
    NearestLon,
    NearestLat,
}

impl OfBorder {
    /// The columns that name a border.
    pub const NAMES: [(Self, &'static str); 4] =
        [(Self::Id, "border"), (Self::Name, "border_name"), (Self::Left, "left"), (Self::Right, "right")];

    /// The columns that say where its nearest point is, of the next nearest borders.
    pub const PLACE: [(Self, &'static str); 5] = [
        (Self::Distance, "distance_m"),
        (Self::NearestLon, "nearest_lon"),
        (Self::NearestLat, "nearest_lat"),
        (Self::Km, "border_km"),
        (Self::Side, "side"),
    ];

    /// Its value, of a border and the nearest point of it with the measure from its start.
    pub fn cell<'m>(self, border: &'m SetMember, nearest: &Nearest) -> Cell<'m> {
        match self {
            Self::Id => Cell::Text(&border.id),
            Self::Name => Cell::Text(&border.name),
            Self::Left => Cell::Text(&border.left),
            Self::Right => Cell::Text(&border.right),
            Self::Distance => Cell::Number(nearest.distance_m, METRES),
            Self::Km => Cell::Number(nearest.measure_km(), METRES),
            Self::Side => Cell::Word(nearest.side.as_str()),
            Self::NearestLon => Cell::Number(nearest.point.x(), DEGREES),
            Self::NearestLat => Cell::Number(nearest.point.y(), DEGREES),
        }
    }

    /// The type of its values, their unit, their hashtag and their description.
    pub fn meaning(self) -> (Kind, &'static str, &'static str, &'static str) {
        let text = |meaning| (Kind::Text, "", "", meaning);
        let real = |unit, meaning| (Kind::Real, unit, "", meaning);
        match self {
            Self::Id => text("The code of the border, as of marz border list"),
            Self::Name => text("Its name in English"),
            Self::Left => text("The ISO 3166-1 alpha-3 code of the country to its left, walking from its start"),
            Self::Right => text("The ISO 3166-1 alpha-3 code of the country to its right"),
            Self::Distance => real("metres", "The shortest WGS84 geodesic from the point to that border"),
            Self::Km => real("kilometres", "The kilometre of its nearest point, from the start of that border"),
            Self::Side => text("The side of its line on which the point lies: left, right, on, unknown"),
            Self::NearestLon => real("degrees", "Longitude of its nearest point"),
            Self::NearestLat => real("degrees", "Latitude of its nearest point"),
        }
    }
}
