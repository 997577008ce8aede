use std::collections::BTreeSet;

use super::{Basemap, Border, BorderFacts, Categories, Credit, House, Incident, NO_LICENCE, Names, Place, View};
#[cfg(feature = "figures")]
use crate::typeface::Typefaces;

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
    /// The date of the data as `YYYY-MM-DD` where these incidents are a part of them; `None` where they are all.
    pub data_to: Option<String>,
    /// The credit for the incidents, as it stands on a map.
    pub incidents_attribution: String,
    /// The SPDX id of the licence of the incidents; empty where their file says nothing, [`NO_LICENCE`] where nobody stated one.
    pub incidents_licence: String,
    /// The same of the places.
    pub places_licence: String,
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
    /// The licence of incidents with what is measured of them: theirs and, since nearest points are taken from the line, that of the
    /// border.
    #[must_use]
    pub fn measured_licence(&self) -> String {
        self.credit_measured_to(&self.border.facts).licence
    }

    /// The credit of incidents that are measured to a border of these facts: theirs, and that of the border.
    #[must_use]
    pub fn credit_measured_to(&self, border: &BorderFacts) -> Credit {
        let own = Credit { licence: self.incidents_licence.clone(), attribution: self.incidents_attribution.clone() };
        own.with(&border.into())
    }

    /// The licence of the places: that of the border where their file says nothing, since nothing of them is measured.
    #[must_use]
    pub fn licence_of_places(&self) -> &str {
        if self.places_licence.is_empty() { &self.border.facts.licence } else { &self.places_licence }
    }

    /// Whether the file of the incidents states their licence.
    #[must_use]
    pub fn states_licence(&self) -> bool {
        !matches!(self.incidents_licence.as_str(), "" | NO_LICENCE)
    }

    /// The ids of all records, also of those that were left out by name.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.incidents.iter().map(|i| i.id.as_str()).chain(self.withheld.iter().map(String::as_str))
    }

    /// The last day that any incident can mean, of the data that these are a part of, as `YYYY-MM-DD`: the date of the data.
    #[must_use]
    pub fn data_date(&self) -> Option<String> {
        let latest = || self.incidents.iter().filter_map(|i| i.date.last_known_day()).max();
        self.data_to.clone().or_else(latest)
    }
}
