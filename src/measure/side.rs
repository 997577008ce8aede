use serde::Serialize;

use super::ellipsoid::Ecef;
use crate::model::ReportedSide;

/// The side of the border on which a point lies, as seen walking along the border from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// On the line.
    On,
    /// Not to be told: the nearest spot is an end of the line.
    Unknown,
}

impl Side {
    /// The side as it is written in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
            Side::On => "on",
            Side::Unknown => "unknown",
        }
    }

    /// Whether a report names this side.
    #[must_use]
    pub fn is_reported(self, side: ReportedSide) -> bool {
        matches!((self, side), (Side::Left, ReportedSide::Left) | (Side::Right, ReportedSide::Right))
    }
}

/// The side of a direction at a spot of the line.
///
/// # Arguments
///
/// `arriving` and `leaving` are the ways that the line runs before and after the spot (equal inside an edge), `towards` the
/// way to the point; only what lies along the surface counts. `up` is away from the earth.
pub fn side_of(arriving: Ecef, leaving: Ecef, towards: Ecef, up: Ecef) -> Side {
    let left_of = |way: Ecef| up.dot(way.cross(towards)) > 0.0;
    let turns_left = up.dot(arriving.cross(leaving)) > 0.0;
    // In a turn to the left the left side is the narrow one: left of both ways; in a turn to the right the wide one.
    let left = if turns_left { left_of(arriving) && left_of(leaving) } else { left_of(arriving) || left_of(leaving) };
    if left { Side::Left } else { Side::Right }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_straight_lines_and_corners() {
        let way = |azimuth: f64| {
            let (x, y) = azimuth.to_radians().sin_cos();
            Ecef { x, y, z: 0.0 }
        };
        let side = |arriving, leaving, towards| {
            side_of(way(arriving), way(leaving), way(towards), Ecef { x: 0.0, y: 0.0, z: 1.0 })
        };
        assert_eq!(side(90.0, 90.0, 0.0), Side::Left);
        assert_eq!(side(90.0, 90.0, 180.0), Side::Right);
        // Walking east, then north: the inner corner is to the left, the outer to the right.
        assert_eq!(side(90.0, 0.0, -45.0), Side::Left);
        assert_eq!(side(90.0, 0.0, 135.0), Side::Right);
        assert_eq!(side(90.0, 0.0, 100.0), Side::Right);
        // Walking east, then nearly back with a turn to the right: all is left, except the sliver inside.
        assert_eq!(side(90.0, -91.0, 90.0), Side::Left);
        assert_eq!(side(90.0, -91.0, -90.5), Side::Right);
    }
}
