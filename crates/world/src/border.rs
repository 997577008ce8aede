//! The land borders: their facts and their lines.

use geo::MultiLineString;
use serde::Deserialize;

use crate::edition::{Edition, Home, Layer};
use crate::outline;
use crate::pack::multi;

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

/// The edition in use, such as `2026e`: boundaries as mapped in OpenStreetMap in October 2026.
#[must_use]
pub fn edition() -> &'static str {
    Edition::in_use().name()
}

/// All land borders, by id.
#[must_use]
pub fn borders() -> &'static [LandBorder] {
    Edition::in_use().borders()
}

/// The border of an id, such as `KHM-THA`; `None` if there is none. [`crate::find`] takes codes as people write them.
#[must_use]
pub fn border(id: &str) -> Option<&'static LandBorder> {
    Edition::in_use().border(id)
}

impl LandBorder {
    /// Its line: parts in order, longitude and latitude in degrees.
    ///
    /// The source means its edges straight in longitude and latitude. Here positions are added so that the geodesics between them keep
    /// within [`EDGE_M`] of those; all vertices are within [`SIMPLIFIED_M`] of the unsimplified line.
    #[must_use]
    pub fn lines(&self) -> MultiLineString {
        let edition = self.edition();
        let Some(frame) = edition.borders().iter().position(|b| b.id == self.id) else { return multi(Vec::new()) };
        multi(
            edition.pack(Layer::Borders).lines(frame + 1).iter().map(|part| outline::densified(part, EDGE_M)).collect(),
        )
    }

    /// The edition that it belongs to.
    #[must_use]
    pub fn edition(&self) -> &'static Edition {
        self.home.edition()
    }

    /// Whether it is taller than wide.
    #[must_use]
    pub fn is_upright(&self) -> bool {
        self.direction.starts_with("north")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_border_has_its_parts_and_its_length() {
        use geo::{Geodesic, Length};
        assert_eq!((edition(), borders().len()), ("2026e", 325));
        let mut total = 0.0;
        for border in borders() {
            let lines = border.lines();
            assert_eq!(lines.0.len(), border.parts, "{}", border.id);
            assert_eq!(lines.0.iter().filter(|l| l.is_closed()).count(), border.enclave_rings, "{}", border.id);
            // Simplifying shortens a bent line a little.
            let km = Geodesic.length(&lines) / 1000.0;
            assert!(
                km <= border.length_km * 1.000_1 + 0.02 && km >= border.length_km * 0.96 - 0.03,
                "{} {km} {}",
                border.id,
                border.length_km
            );
            assert!(border.disputed == border.disputed_reason.is_some(), "{}", border.id);
            assert!(border.left_country().is_some() && border.right_country().is_some(), "{}", border.id);
            total += border.length_km;
        }
        assert!((total - 276_981.0).abs() < 2.0, "{total}");
    }

    #[test]
    fn long_edges_are_those_of_the_source() {
        // The border of Egypt and Sudan is the 22nd parallel, one edge of 843 km: its geodesic would stray 5.6 km.
        let lines = border("EGY-SDN").unwrap().lines();
        let along: Vec<_> = lines.0.iter().flatten().filter(|c| (25.0..33.0).contains(&c.x)).collect();
        assert!(along.len() > 70 && along.iter().all(|c| (c.y - 22.0).abs() < 2e-4));
    }
}
