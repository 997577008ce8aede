use serde::Serialize;

use crate::model::{LonLat, ReportedSide};

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
/// `arriving_deg` and `leaving_deg` are the azimuths of the line before and after the spot (equal inside an edge),
/// `bearing_deg` the azimuth from the spot to the point. All in degrees clockwise from north.
pub fn side_of(arriving_deg: f64, leaving_deg: f64, bearing_deg: f64) -> Side {
    // Turning left from the way ahead: everything before the way back is on the left.
    let turn_left = |to: f64| (leaving_deg - to).rem_euclid(360.0);
    if turn_left(bearing_deg) < turn_left(arriving_deg + 180.0) { Side::Left } else { Side::Right }
}

/// Whether a position lies in one of several polygons given by longitude and latitude.
pub fn contains(shape: &geo_types::MultiPolygon<f64>, at: LonLat) -> bool {
    use geo::Contains;
    shape.contains(&geo_types::Point::from(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_straight_lines_and_corners() {
        assert_eq!(side_of(90.0, 90.0, 0.0), Side::Left);
        assert_eq!(side_of(90.0, 90.0, 180.0), Side::Right);
        // Walking east, then north: the inner corner is to the left, the outer to the right.
        assert_eq!(side_of(90.0, 0.0, -45.0), Side::Left);
        assert_eq!(side_of(90.0, 0.0, 135.0), Side::Right);
        assert_eq!(side_of(90.0, 0.0, 100.0), Side::Right);
        // Walking east, then nearly back with a turn to the right: all is left, except the sliver inside.
        assert_eq!(side_of(90.0, -91.0, 90.0), Side::Left);
        assert_eq!(side_of(90.0, -91.0, -90.5), Side::Right);
    }
}
