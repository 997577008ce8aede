//! Left, right, on the line, or unknown.

use crate::ellipsoid::Ecef;

/// The side of a line on which a point lies, as seen going along the line from its start to its end.
///
/// Going east along a parallel, the north is to the left. Along a closed ring whose vertices run against the clock, as the exterior
/// of a polygon in GeoJSON, the inside is to the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// On the line, within [`ON_LINE_M`](crate::ON_LINE_M).
    On,
    /// Not defined by the line: the nearest point is an end of it, and one gets from one side to the other around the end.
    Unknown,
    /// On ground of which a rule says that both sides claim it. The line itself never gives this.
    Disputed,
}

impl Side {
    /// The other side: left for right and right for left; the others stay.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::On | Self::Unknown | Self::Disputed => self,
        }
    }

    /// The side in lower case, as written in tables: `left`, `right`, `on`, `unknown`, `disputed`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::On => "on",
            Self::Unknown => "unknown",
            Self::Disputed => "disputed",
        }
    }

    /// Whether a disc that is cut to this side loses what lies on another one; ground that both sides claim stays.
    pub(crate) fn cuts_away(self, other: Self) -> bool {
        other != self && other != Self::Disputed
    }
}

/// The side of a direction at a point of the line.
///
/// # Arguments
///
/// `arriving` and `leaving` are the directions of the line before and after the point (equal inside an edge), `towards` the
/// direction to the other point; only what lies along the surface counts. `up` is the outward normal.
pub fn side_of(arriving: Ecef, leaving: Ecef, towards: Ecef, up: Ecef) -> Side {
    let left_of = |direction: Ecef| up.dot(direction.cross(towards)) > 0.0;
    let turns_left = up.dot(arriving.cross(leaving)) > 0.0;
    // In a turn to the left the left side is the narrow one: left of both directions; in a turn to the right the wide one.
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
