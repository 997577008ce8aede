//! The countries and territories that the borders divide: their codes, names and outlines.

use std::collections::BTreeMap;

use geo::{Distance, Haversine, Point, Rect};
use serde::Deserialize;

use crate::alias::aliases;
use crate::home::Home;
use crate::outline;

/// A country or territory with an ISO 3166-1 code, and Kosovo (`XKX`, `XK`).
#[derive(Debug, Clone, Default, Deserialize)]
#[non_exhaustive]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// ISO 3166-1 alpha-2.
    pub alpha2: String,
    /// Its short name by language (BCP 47 primary tag), of CLDR; the English one as in the borders' source.
    pub names: BTreeMap<String, String>,
    /// Its official languages, of CLDR.
    pub languages: Vec<String>,
    /// West, south, east, north; one for each hemisphere.
    boxes: Vec<[f64; 4]>,
    pub(crate) rings: Vec<Vec<ArcRef>>,
    #[serde(skip)]
    pub(crate) home: Home,
}

/// An arc of a ring: a part of a border, or a line of the country's own coast.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum ArcRef {
    /// The border, the number of its part, and 1 if the ring runs against it.
    Border(String, usize, u8),
    Coast(usize),
}

impl Country {
    /// Its English name.
    #[must_use]
    pub fn english(&self) -> &str {
        self.names.get("en").map_or(&self.code, String::as_str)
    }

    /// Official and former names beside those of CLDR, in small letters without marks.
    pub fn further_names(&self) -> impl Iterator<Item = String> {
        aliases(&self.code).into_iter().map(str::to_owned)
    }

    /// What of its rings leads nowhere: a border's part, by the number of parts of each border, or a line of the coast.
    pub(crate) fn stray_arc(&self, parts: &BTreeMap<&str, usize>, coast: usize) -> Option<String> {
        let is_there = |arc: &&ArcRef| match arc {
            ArcRef::Coast(i) => *i < coast,
            ArcRef::Border(id, part, _) => parts.get(id.as_str()).is_some_and(|count| part < count),
        };
        let stray = self.rings.iter().flatten().find(|arc| !is_there(arc))?;
        Some(format!("a ring runs along what is not there: {stray:?}"))
    }

    /// How far the middle of its land is from that of another country's, in metres on the mean sphere: to sort by, no more.
    pub(crate) fn middle_distance_m(&self, other: &Self) -> f64 {
        let size = |b: &&[f64; 4]| (b[2] - b[0]) * (b[3] - b[1]);
        // A country has a box for each hemisphere; the greater holds most of it.
        let middle = |c: &Self| {
            let [west, south, east, north] =
                c.boxes.iter().max_by(|a, b| size(a).total_cmp(&size(b))).copied().unwrap_or_default();
            Point::new((west + east) / 2.0, (south + north) / 2.0)
        };
        Haversine.distance(middle(self), middle(other))
    }

    /// Whether its land may lie in a box.
    pub(crate) fn is_near(&self, cut: Rect) -> bool {
        self.boxes
            .iter()
            .any(|[west, south, east, north]| outline::meet(Rect::new((*west, *south), (*east, *north)), cut))
    }
}
