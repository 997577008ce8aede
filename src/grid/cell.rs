//! One cell that is to be measured.

use crate::error::Error;
use crate::export::GridId;
use crate::model::LonLat;

/// More cells than this are refused: a file of some two gigabytes.
pub const MOST_CELLS: usize = 10_000_000;

/// A cell: its name, its centre, and the number of the country that the centre lies in, of [`Territories`](crate::measure::Territories).
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    pub id: GridId,
    /// `None` for a point of a file that has no place.
    pub at: Option<LonLat>,
    pub country: Option<usize>,
}

/// The error of a grid of more than [`MOST_CELLS`].
pub fn too_many(what: &str) -> Error {
    Error::request(
        format!("{what}: more than {MOST_CELLS} cells lie within the limit, and no more are written"),
        "take a coarser resolution, or a narrower limit with --near, --bbox or --country".to_owned(),
    )
}
