//! One point to measure, in whatever form of file it stood.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::Problem;
use crate::model::{LonLat, MOST_RADIUS_M, ReportedSide};

/// The radii that a place can have, in metres: half around the earth is the most.
pub const RADIUS_M: std::ops::RangeInclusive<f64> = 0.0..=MOST_RADIUS_M as f64;

/// A record of more bytes is refused: 64 MiB. A quote or bracket that is never closed would make one of all that follows.
pub const MOST_RECORD: usize = 64 << 20;

/// One point to measure.
#[derive(Debug, Clone, PartialEq)]
pub struct PointRecord<'a> {
    /// Its id, or its line or number in the file.
    pub id: Cow<'a, str>,
    /// Whether its id is of our making: it has none.
    pub is_numbered: bool,
    /// The line of the file, or the row of the sheet, on which it stands.
    pub line: usize,
    /// The point, or `None` if the record has none.
    pub at: Option<LonLat>,
    /// Its location radius in metres.
    pub radius_m: Option<f64>,
    /// The side that its report names.
    pub side: Option<ReportedSide>,
    /// All other members of the record, in order; of a table only the columns that were asked for.
    pub extra: Map<String, Value>,
}

/// What was read of a block; read = points + rejected.
#[derive(Debug, Default)]
pub struct Parsed<'a> {
    /// The points, in file order.
    pub points: Vec<PointRecord<'a>>,
    /// How many records were read.
    pub read: usize,
    /// How many of them were left out because of an error.
    pub rejected: usize,
    /// Everything that was wrong.
    pub problems: Vec<Problem>,
}

impl<'a> Parsed<'a> {
    /// Adds a point of which nothing is to be said.
    pub(super) fn add(&mut self, point: PointRecord<'a>) {
        self.read += 1;
        self.points.push(point);
    }
}

/// The side that a text names.
pub fn reported_side(text: &str) -> Option<ReportedSide> {
    match text {
        "left" => Some(ReportedSide::Left),
        "right" => Some(ReportedSide::Right),
        "both" => Some(ReportedSide::Both),
        _ => None,
    }
}
