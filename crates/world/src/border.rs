//! The land borders: their facts and their lines.

use serde::Deserialize;

use crate::home::Home;

/// The first frame of the file of borders.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Index {
    pub edition: String,
    pub borders: Vec<LandBorder>,
}

/// The edges of [`LandBorder::lines`] keep within so many metres of the straight edges of the source.
pub const EDGE_M: f64 = 0.5;

/// The lines are those of the source simplified by so many metres (Douglas and Peucker).
pub const SIMPLIFIED_M: f64 = 10.0;

/// The land border of two countries.
#[derive(Debug, Clone, Deserialize)]
#[non_exhaustive]
pub struct LandBorder {
    /// The alpha-3 codes of the two countries by alphabet, such as `KHM-THA`.
    pub id: String,
    /// The first of them.
    pub a: String,
    /// The second.
    pub b: String,
    /// The country to the left of the line, walking from its start to its end: the same for all its parts.
    pub left: String,
    /// The country to the right.
    pub right: String,
    /// `west to east`, or `north to south` for a border that is taller than wide.
    pub direction: String,
    /// The length of the unsimplified line in kilometres, on the WGS84 ellipsoid, without gaps.
    pub length_km: f64,
    /// How many parts do not meet, closed rings counted.
    pub parts: usize,
    /// How many of them are closed rings: enclaves. They come last.
    pub enclave_rings: usize,
    /// The ways between the ends of successive parts, in kilometres; 0 for one part.
    pub gap_km: f64,
    /// The package that the line was taken from, with its version.
    pub source: String,
    /// How sure it is that the two countries' outlines agree on the line.
    pub accuracy: AccuracyClass,
    /// Over how many kilometres the outlines overlap, so that a rule had to choose.
    pub rule_km: f64,
    /// Whether anybody is known to dispute the line or a stretch of it. `false` is no evidence of agreement.
    pub disputed: bool,
    /// Why, in one or two sentences. **Not verified**: from general knowledge. [`crate::dispute()`] has what was checked, with sources.
    pub disputed_reason: Option<String>,
    /// A remark about how the line was made.
    pub note: Option<String>,
    /// Whole lengths that have been published.
    pub published: Vec<Published>,
    #[serde(skip)]
    pub(crate) home: Home,
}

/// A length that somebody published.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Published {
    /// In kilometres.
    pub km: f64,
    /// Who published it.
    pub by: String,
    /// The page: the name of a country.
    pub page: String,
    /// The year and month of the page that was read.
    pub as_of: String,
}

/// How well the outlines of the two countries agree on their common line. It says nothing about the ground: no line here was surveyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum AccuracyClass {
    /// Both outlines share every vertex.
    A,
    /// The outlines overlap over some stretch, and a rule chose one of them there.
    B,
    /// The line is of another source and year, moved at its ends to meet its neighbours.
    C,
}

impl AccuracyClass {
    /// What may be assumed for the distance between the line and the border on the ground, in metres, where nobody states better: 500,
    /// 1,000, 2,000. An assumption: rivers were seen 2 to 5 km from their line.
    #[must_use]
    pub fn assumed_m(self) -> f64 {
        match self {
            Self::A => 500.0,
            Self::B => 1_000.0,
            Self::C => 2_000.0,
        }
    }

    /// What the class means, in a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "both countries' outlines share every vertex",
            Self::B => "the two outlines overlap over some stretch, where a rule chose one of them",
            Self::C => "the line is of another source and year, moved at its ends to meet its neighbours",
        }
    }
}

impl LandBorder {
    /// Whether it is taller than wide.
    #[must_use]
    pub fn is_upright(&self) -> bool {
        self.direction.starts_with("north")
    }
}
