//! The kinds of figures.

use serde::{Deserialize, Serialize};

/// The kind of figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A map.
    #[default]
    Map,
    /// The border straightened: its kilometres across, the distance to either side up and down.
    Strip,
    /// Incidents by month, each on its date, and the dead added up.
    Timeline,
    /// The same map for each period or category.
    Multiples,
    /// The same map for two periods, side by side.
    Pair,
    /// Pages of maps along the border, with an overview.
    Atlas,
    /// Shares of events and of the dead within distances, and how sure they are.
    Bands,
}

/// What small multiples are made by, or bands are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// One for each year.
    Year,
    /// One for each quarter; for maps.
    Quarter,
    /// One for each category; for maps.
    Category,
    /// One for each side of the border; for bands.
    Side,
}

impl Kind {
    /// The kind as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Map => "map",
            Kind::Strip => "strip",
            Kind::Timeline => "timeline",
            Kind::Multiples => "multiples",
            Kind::Pair => "pair",
            Kind::Atlas => "atlas",
            Kind::Bands => "bands",
        }
    }

    /// Whether it shows an extent of ground or border, which a recipe may set.
    #[must_use]
    pub fn has_extent(self) -> bool {
        !matches!(self, Kind::Timeline | Kind::Bands)
    }

    /// Whether it shows the ground, and not only the border or time.
    #[must_use]
    pub fn is_map(self) -> bool {
        matches!(self, Kind::Map | Kind::Multiples | Kind::Pair | Kind::Atlas)
    }
}
