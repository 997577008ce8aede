//! Drafting a new record: its location and its id.

use std::collections::{BTreeMap, BTreeSet};

use crate::gazetteer::Candidate;
use crate::model::{
    Basis, Casualties, Category, Edtf, Extent, Grade, Incident, Location, LonLat, PlaceKind, Reliability, ReportedSide,
    Status,
};

/// The location radius at a place without a radius of its own, in metres.
const NEAR_A_PLACE_M: u32 = 5_000;

/// The largest location radius of a point, in metres: with a larger one a record stands for a region.
const REGION_M: u32 = 50_000;

/// The extent of a record whose point is known to within a radius in metres: with a large one it stands for a region.
#[must_use]
pub fn extent_within(radius_m: Option<u32>) -> Extent {
    if radius_m.is_some_and(|m| m > REGION_M) { Extent::Area } else { Extent::Point }
}

/// The location of a new incident.
#[derive(Debug, Clone)]
pub struct DraftLocation {
    /// Its position; `None` without a place.
    pub at: Option<LonLat>,
    /// The location as it is stored.
    pub location: Location,
    /// The place as part of an id.
    pub slug: String,
}

impl DraftLocation {
    /// A record at this location, of which nothing else is known: one line says what happened, and nobody has judged it.
    #[must_use]
    pub fn record(self, id: String, title: String, date: Edtf, category: Category, status: Status) -> Incident {
        Incident {
            id,
            at: self.at,
            summary: title.clone(),
            title,
            category,
            date,
            reported_on: None,
            location: self.location,
            actors: Vec::new(),
            visitors_from: None,
            killed: Casualties::default(),
            wounded: Casualties::default(),
            count: None,
            status,
            status_note: None,
            grade: Grade { reliability: Reliability::F, credibility: 6, reason: None },
            notes: Vec::new(),
            sources: Vec::new(),
            tags: Vec::new(),
            same_event_as: Vec::new(),
            original: BTreeMap::new(),
            history: Vec::new(),
        }
    }
}

/// The facts of a location given by the user, besides the place itself.
#[derive(Debug, Clone, Default)]
pub struct LocationFacts {
    /// The name of the place in the report.
    pub name: Option<String>,
    /// The location radius, in metres.
    pub radius_m: Option<u32>,
    /// The district.
    pub district: Option<String>,
    /// The province.
    pub province: Option<String>,
    /// The code of the country.
    pub country: Option<String>,
    /// The side of the border that the report names.
    pub side: Option<ReportedSide>,
    /// The basis of the point.
    pub basis: Option<Basis>,
}

impl LocationFacts {
    /// The location at a place of the gazetteer; `asked` is the name that was looked up.
    #[must_use]
    pub fn place(&self, asked: &str, candidate: &Candidate<'_>) -> DraftLocation {
        let entry = candidate.entry;
        let place = &entry.place;
        let main = place.names.in_language("en").unwrap_or(&place.id);
        let name = self.name.clone().unwrap_or_else(|| main.to_owned());
        let variants = if asked == name || asked == place.id { Vec::new() } else { vec![asked.to_owned()] };
        let radius_m = self.radius_m.or(candidate.radius_m).unwrap_or(NEAR_A_PLACE_M);
        let is_region =
            matches!(place.kind, PlaceKind::Province | PlaceKind::Region | PlaceKind::River) || radius_m > REGION_M;
        let precision = match place.kind {
            PlaceKind::Province | PlaceKind::Region | PlaceKind::River => 4,
            PlaceKind::District | PlaceKind::Valley => 3,
            _ if candidate.radius_m != place.radius_m => 3,
            _ => 2,
        };
        let source = place.source.as_deref().map(|s| format!("; {s}")).unwrap_or_default();
        let located = Location {
            method: Some(format!("place '{}' of the gazetteer: {}{source}", place.id, candidate.reasons.join("; "))),
            variants,
            district: self.district.clone(),
            province: self
                .province
                .clone()
                .or_else(|| place.admin.clone())
                .or_else(|| entry.provinces.first().cloned()),
            country: self.country.clone().or_else(|| Some(place.country.clone())),
            radius_m: Some(radius_m),
            precision: Some(precision),
            basis: self.basis.unwrap_or(Basis::Gazetteer),
            extent: if is_region { Extent::Area } else { Extent::Point },
            ..self.bare(&name)
        };
        DraftLocation { at: Some(place.at), location: located, slug: place.id.clone() }
    }

    /// The location at a position.
    #[must_use]
    pub fn at(&self, at: LonLat, name: &str, radius_m: u32) -> DraftLocation {
        let location = Location {
            radius_m: Some(radius_m),
            basis: self.basis.unwrap_or(Basis::Reported),
            extent: extent_within(Some(radius_m)),
            ..self.bare(name)
        };
        DraftLocation { at: Some(at), location, slug: "place".to_owned() }
    }

    /// A location without a place.
    #[must_use]
    pub fn nowhere(&self, name: &str) -> DraftLocation {
        let basis = self.basis.unwrap_or(Basis::Estimate);
        DraftLocation { at: None, location: Location { basis, ..self.bare(name) }, slug: "no-place".to_owned() }
    }

    fn bare(&self, name: &str) -> Location {
        Location {
            name: name.to_owned(),
            variants: Vec::new(),
            district: self.district.clone(),
            province: self.province.clone(),
            country: self.country.clone(),
            radius_m: None,
            precision: None,
            method: None,
            side: self.side,
            basis: Basis::Estimate,
            extent: Extent::None,
        }
    }
}

/// An unused id: the first day and the first words of the title (the place if the title has no Latin letters), with a number if
/// that id is taken.
#[must_use]
pub fn free_id(date: &Edtf, title: &str, place: &str, taken: &BTreeSet<String>) -> String {
    const WORDS: usize = 5;
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| w.is_ascii() && !w.is_empty());
    let words: Vec<&str> = words.take(WORDS).collect();
    let rest = if words.is_empty() { place.to_owned() } else { words.join("-") };
    let id = format!("{}-{rest}", date.first_known_day().unwrap_or_else(|| date.as_str().to_owned()));
    let numbered = (2..).map(|n| format!("{id}-{n}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_day_and_title_and_is_free() {
        let date: Edtf = "2026-04-17/2026-04-18".parse().unwrap();
        let id = |title: &str, taken: &[&str]| {
            free_id(&date, title, "farkhor", &taken.iter().map(|t| (*t).to_owned()).collect())
        };
        assert_eq!(id("Two smugglers shot near the bridge, say guards", &[]), "2026-04-17-two-smugglers-shot-near-the");
        assert_eq!(id("Перестрелка", &[]), "2026-04-17-farkhor");
        assert_eq!(id("A", &["2026-04-17-a", "2026-04-17-a-2"]), "2026-04-17-a-3");
    }
}
