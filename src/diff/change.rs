//! A stretch where two lines are apart, and how near they count as one.

use geo::{MultiLineString, MultiPolygon, Point};

/// Two lines are further apart than this before they count as parted, in metres: both may be simplified by 10 m.
pub const APART_M: f64 = 25.0;

/// What is different about a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Both lines run there, apart from each other.
    Moved,
    /// Only the first line is there: an end that reaches further, an enclave.
    OnlyInA,
    /// Only the second line is there.
    OnlyInB,
}

impl ChangeKind {
    /// The word for it in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::OnlyInA => "only_in_a",
            Self::OnlyInB => "only_in_b",
        }
    }
}

/// A stretch where the two lines are apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What is different.
    pub kind: ChangeKind,
    /// From which to which kilometre of the first line; both the same where it is not there.
    pub a_km: (f64, f64),
    /// From which to which kilometre of the second line; both the same where it is not there.
    pub b_km: (f64, f64),
    /// The greatest distance from either line to the other, in metres.
    pub greatest_m: f64,
    /// Where that is: a point of the line that is farther from the other.
    pub at: Point,
    /// Whether that point is one of the second line.
    pub is_at_b: bool,
    /// The area between both lines, in square kilometres.
    pub area_km2: f64,
    /// That area; empty where one line is not there and the other does not enclose any.
    pub between: MultiPolygon,
    /// The first line there.
    pub a: MultiLineString,
    /// The second line there.
    pub b: MultiLineString,
}
