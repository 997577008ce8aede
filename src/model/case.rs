use std::collections::BTreeSet;

use super::{Basemap, Border, Categories, House, Incident, Names, Place, View};
#[cfg(feature = "figures")]
use crate::typeface::Typefaces;

/// SPDX for a licence that nobody stated.
pub const NO_LICENCE: &str = "NOASSERTION";

/// One case: a border, what happened along it, the places that reports name, and the basemap.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the case is called.
    pub title: String,
    /// The sentence about boundaries that every figure must carry.
    pub disclaimer: Names,
    /// The border.
    pub border: Border,
    /// Its rival lines: drawn, and asked which verdicts depend on the line.
    pub views: Vec<View>,
    /// What happened, in file order.
    pub incidents: Vec<Incident>,
    /// The credit for the incidents, as it stands on a map.
    pub incidents_attribution: String,
    /// The licence of the incidents; `None` if none is stated.
    pub incidents_licence: Option<String>,
    /// The categories that the dossier defines.
    pub categories: Categories,
    /// Named places, in file order.
    pub places: Vec<Place>,
    /// The credit for the places, as it stands on a map.
    pub places_attribution: String,
    /// The basemap layers.
    pub basemap: Basemap,
    /// The style of the house.
    pub house: House,
    /// The fonts that figures are set in: the bundled ones and the dossier's own.
    #[cfg(feature = "figures")]
    pub fonts: Typefaces,
    /// What all of this was read from, as outputs carry it; `None` if outputs are not to carry one.
    pub edition: Option<String>,
    /// The languages of the labels in exported styles, by their tags: one, or a second for a second line of names.
    pub label_languages: Vec<String>,
    /// The cell size of the grid that positions were coarsened to, in metres; `None` if they are exact.
    pub coarsened_m: Option<f64>,
    /// The same size as it was written, such as `10km`.
    pub coarsened_to: Option<String>,
    /// The ids of records that were left out by name, and are no longer among the incidents.
    pub withheld: BTreeSet<String>,
}

impl Case {
    /// The ids of all records, also of those that were left out by name.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.incidents.iter().map(|i| i.id.as_str()).chain(self.withheld.iter().map(String::as_str))
    }

    /// The last day that any incident can mean, as `YYYY-MM-DD`: the date of the data.
    #[must_use]
    pub fn data_date(&self) -> Option<String> {
        self.incidents.iter().filter_map(|i| i.date.last_known_day()).max()
    }
}
