//! The gazetteer: place names looked up in any script and romanisation, by folding, transliteration and fuzzy matching (Jaro–Winkler).
//!
//! A [`Gazetteer`] is made of the dossier's places and, where there is one, a wider stock that shows homonyms. An answer is sure,
//! or it lists what the name may mean; it is never a guess: spellings that are only alike are marked as such, and a name that
//! several places have needs its province or country. Nothing here reads a file, or knows where the border runs: the caller states
//! which places of the wider stock lie near it.
//!
//! # Example
//!
//! ```
//! use marz::gazetteer::{Answer, Gazetteer, Query};
//! use marz::read::{Document, places};
//!
//! let bytes = std::fs::read("data/places.geojson").unwrap();
//! let stock = places(&Document::parse("places.geojson", &bytes).unwrap(), None).value;
//! let gazetteer = Gazetteer::new(&stock);
//! for name in ["Панҷ", "پنج", "Panj", "Pyandzh"] {
//!     let Answer::Sure { best, .. } = gazetteer.find(&Query::of(name)) else { panic!("{name}") };
//!     assert_eq!(best.entry.place.id, "panj-town");
//! }
//! // On both sides of the river lies a town of that name.
//! let query = Query::of("Ishkashim");
//! assert!(matches!(gazetteer.find(&query), Answer::Unsure(_)));
//! assert!(matches!(gazetteer.find(&Query { country: Some("TJ"), ..query }), Answer::Sure { .. }));
//! ```

mod answer;
mod entry;
mod fold;
mod kind;
mod sound;

use std::collections::{BTreeMap, BTreeSet};

use geo::Contains as _;

pub use answer::{Answer, Candidate, Match};
pub use entry::Entry;

use crate::model::{Area, LonLat, Place};
use entry::Written;
use kind::Class;
use sound::Sound;

/// Whether two names, in Latin, Cyrillic or Arabic letters, have the same consonants, where p counts as b and g as j: some alphabets have but
/// one of them.
#[must_use]
pub fn has_same_consonants(a: &str, b: &str) -> bool {
    let skeletons = |name: &str| -> BTreeSet<String> {
        Sound::readings(name).iter().map(|s| s.skeleton().replace('p', "b").replace('g', "j")).collect()
    };
    let (a, b) = (skeletons(a), skeletons(b));
    a.intersection(&b).any(|consonants| !consonants.is_empty())
}

/// How alike two names sound, in Latin, Cyrillic or Arabic letters: 1 for the same sound, 0 for nothing in common.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (Sound::readings(a), Sound::readings(b));
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| x.likeness(y)));
    pairs.fold(0.0, f64::max)
}

/// A query: a name, and the province and country that the report gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Query<'a> {
    /// The name as it was found; `Name, Province` is understood.
    pub name: &'a str,
    /// The province, region or district, in any spelling.
    pub province: Option<&'a str>,
    /// The country code.
    pub country: Option<&'a str>,
    /// Whether the name is a district's, without a word that says so: it stands in a column of districts.
    pub is_district: bool,
}

impl<'a> Query<'a> {
    /// A name alone.
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        Self { name, ..Self::default() }
    }
}

/// A stock of places, looked up by name.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// Entries and their names by the consonants that every way of writing has.
    by_skeleton: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Gazetteer {
    /// A gazetteer of the dossier's own places: those that its reports name.
    #[must_use]
    pub fn new(places: &[Place]) -> Self {
        let mut gazetteer = Self::default();
        for place in places {
            gazetteer.add(Entry::new(place, true, true));
        }
        gazetteer
    }

    /// The same with a wider stock, which makes names ambiguous and is trusted less: its other spellings are often slips, so
    /// that a sure answer comes from it only by a main name, or where country or province are given.
    ///
    /// A place of it that is one of the dossier's own, near it and of a common name, is not listed beside that; its other
    /// spellings lead there, never surely.
    ///
    /// `near` tests whether a place lies near the border: only those are proposed for a spelling that is merely alike.
    #[must_use]
    pub fn with_wider(mut self, places: &[Place], near: impl Fn(LonLat) -> bool) -> Self {
        for place in places {
            let mut entry = Entry::new(place, false, near(place.at));
            entry.twin_of = self.entries.iter().position(|own| own.own && answer::is_twin(&entry, own));
            self.add(entry);
        }
        self
    }

    /// The same with the provinces that hold each place, in all their languages; a province is only asked about places of
    /// its own country, where its code begins with one (ISO 3166-2).
    #[must_use]
    pub fn with_provinces(mut self, provinces: &[Area]) -> Self {
        for entry in &mut self.entries {
            let point: geo_types::Point<f64> = entry.place.at.into();
            for area in provinces {
                let fits = area.code.split_once('-').is_none_or(|(country, _)| entry.in_country(country));
                if fits && area.shape.contains(&point) {
                    entry.provinces.extend(area.names.latin_first().into_iter().map(str::to_owned));
                }
            }
        }
        self
    }

    fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        for (i, name) in entry.names.iter().enumerate() {
            for sound in &name.sounds {
                let bucket = self.by_skeleton.entry(sound.skeleton()).or_default();
                if bucket.last() != Some(&(at, i)) {
                    bucket.push((at, i));
                }
            }
        }
        self.entries.push(entry);
    }

    /// All places, the dossier's own first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The place with an id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Answer<'_>> {
        self.chosen(id, &Query::of(id))
    }

    /// The place with an id, as the answer to a query.
    #[must_use]
    pub fn chosen(&self, id: &str, query: &Query<'_>) -> Option<Answer<'_>> {
        let entry = self.entries.iter().find(|e| e.place.id == id)?;
        Some(Answer::Sure { best: Candidate::chosen(entry, query.is_district), also: Vec::new() })
    }

    /// Looks a name up.
    ///
    /// Places whose country or province is another than the one given are only listed where nothing else has the name, and then
    /// as unsure. A name written `A, B` is looked up as it stands first, then as A in B.
    pub fn find(&self, query: &Query<'_>) -> Answer<'_> {
        let country = query.country.map(str::trim).filter(|c| !c.is_empty());
        let province: Vec<&str> = query.province.into_iter().map(str::trim).filter(|p| !p.is_empty()).collect();
        let class = query.is_district.then_some(Class::District);
        let whole = self.answer((query.name, class), country, &province);
        if matches!(whole, Answer::Sure { .. }) || !query.name.contains(',') {
            return whole;
        }
        let mut parts = query.name.split(',').map(str::trim).filter(|p| !p.is_empty());
        let Some(name) = parts.next() else { return whole };
        let (mut country, mut provinces) = (country, province);
        for part in parts {
            match self.entries.iter().any(|e| e.in_country(part)) {
                true => country = country.or(Some(part)),
                false => provinces.push(part),
            }
        }
        self.answer((name, class), country, &provinces)
    }

    fn answer(&self, (name, class): (&str, Option<Class>), country: Option<&str>, provinces: &[&str]) -> Answer<'_> {
        let mut asked = Written::all(name, false);
        asked.iter_mut().for_each(|written| written.class = written.class.or(class));
        let provinces: Vec<Vec<Written>> = provinces.iter().map(|p| Written::all(p, false)).collect();
        let mut here = Vec::new();
        let mut elsewhere = Vec::new();
        for mut candidate in self.candidates(&asked, !provinces.is_empty()) {
            let entry = candidate.entry;
            let in_country = country.is_none_or(|c| entry.in_country(c));
            let in_province = provinces.iter().all(|p| self.lies_in(entry, p));
            if in_country && in_province {
                candidate.named = country.is_some() || !provinces.is_empty();
                here.push(candidate);
            } else if candidate.how <= Match::Sound {
                let lies = entry.lies_in().next().map(|l| format!("{l}, ")).unwrap_or_default();
                let what = if in_country { "province" } else { "country" };
                candidate.reasons.push(format!("lies in {lies}{}, not in the {what} named", entry.place.country));
                elsewhere.push(candidate);
            }
        }
        Answer::of(here, elsewhere)
    }

    /// The best match of every entry that has one.
    fn candidates(&self, asked: &[Written], province_named: bool) -> Vec<Candidate<'_>> {
        let mut best: BTreeMap<usize, Candidate<'_>> = BTreeMap::new();
        for question in asked {
            for (at, entry) in self.entries.iter().enumerate() {
                let found = entry.names.iter().filter_map(|name| Candidate::by_writing(entry, name, question));
                let entry_of_place = self.reported_entry(at);
                found.for_each(|candidate| keep_better(&mut best, entry_of_place, candidate));
            }
            for sound in &question.sounds {
                for (at, i) in self.by_skeleton.get(&sound.skeleton()).into_iter().flatten() {
                    let entry = &self.entries[*at];
                    let found = Candidate::by_sound(entry, &entry.names[*i], question, sound);
                    let entry_of_place = self.reported_entry(*at);
                    found.into_iter().for_each(|candidate| keep_better(&mut best, entry_of_place, candidate));
                }
            }
        }
        if best.values().any(|c| c.entry.own && c.how <= Match::Sound) {
            return best.into_values().collect();
        }
        for question in asked {
            for (at, entry) in self.entries.iter().enumerate().filter(|(_, e)| e.near || province_named) {
                let found = entry.names.iter().filter_map(|name| Candidate::by_likeness(entry, name, question));
                let entry_of_place = self.reported_entry(at);
                found.for_each(|candidate| keep_better(&mut best, entry_of_place, candidate));
            }
        }
        best.into_values().collect()
    }

    /// The entry that a place is reported as: itself, or the dossier's own where it is the same.
    fn reported_entry(&self, at: usize) -> (usize, &Entry) {
        let reported = self.entries[at].twin_of.unwrap_or(at);
        (reported, &self.entries[reported])
    }

    /// Whether a place lies in a province or district, as far as its own data, the provinces' outlines and the names of areas show.
    fn lies_in(&self, entry: &Entry, asked: &[Written]) -> bool {
        let same = |name: &Written| asked.iter().any(|a| answer::same_name(a, name) || answer::is_part(a, name));
        entry.lies_in().any(|area_name| {
            let area_names = Written::all(area_name, true);
            let is_area = |e: &&Entry| e.own && matches!(e.class(), Class::Province | Class::District);
            let areas = self.entries.iter().filter(is_area);
            area_names.iter().any(&same)
                || areas
                    .filter(|area| area.shares_country(entry))
                    .filter(|area| area.names.iter().any(|n| area_names.iter().any(|t| answer::same_name(t, n))))
                    .any(|area| area.names.iter().any(&same))
        })
    }
}

/// Keeps the better match of a place, and whether a main name is among those that are sure.
fn keep_better<'g>(
    best: &mut BTreeMap<usize, Candidate<'g>>,
    (at, reported): (usize, &'g Entry),
    candidate: Candidate<'g>,
) {
    let mut candidate = candidate.reported_as(reported);
    let is_main = |c: &Candidate<'_>| c.main && c.how <= Match::Sound;
    match best.get_mut(&at) {
        None => {
            best.insert(at, candidate);
        }
        Some(before) => {
            let main = is_main(before) || is_main(&candidate);
            if candidate.order() < before.order() {
                std::mem::swap(before, &mut candidate);
            }
            before.main |= main;
        }
    }
}
