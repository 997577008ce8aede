//! What all rows of a file share.

use std::collections::BTreeMap;

use super::country;
use super::date::DateRules;
use crate::model::{Coding, CountryCodes, Edtf, Names, ReportedSide, Sides, Zone};

/// The countries that a dossier names, by what it calls them.
#[derive(Debug, Clone, Default)]
pub struct OwnCountries {
    by_name: BTreeMap<String, String>,
    /// Other names of countries, beyond those that every import knows.
    elsewhere: Option<fn(&str) -> Option<&'static str>>,
    /// Its codes by those of ISO 3166-1.
    by_iso: BTreeMap<&'static str, String>,
}

impl OwnCountries {
    /// Those of some codes and names; of two with one name the first.
    pub fn of<'n>(countries: impl Iterator<Item = (&'n str, &'n Names)>) -> Self {
        let mut own = Self::default();
        for (code, names) in countries {
            for name in names.0.values().map(String::as_str).chain([code]) {
                own.by_name.entry(name.to_lowercase()).or_insert_with(|| code.to_owned());
            }
            if let Some(iso) = country::of_name(code) {
                own.by_iso.entry(iso).or_insert_with(|| code.to_owned());
            }
        }
        own
    }

    /// The same with another list of names, which is asked last.
    #[must_use]
    pub fn with(self, elsewhere: fn(&str) -> Option<&'static str>) -> Self {
        Self { elsewhere: Some(elsewhere), ..self }
    }

    /// The code of the country that a text names: one of the dossier's, or any other of ISO 3166-1.
    #[must_use]
    pub fn named(&self, text: &str) -> Option<String> {
        let own = || self.by_name.get(&text.trim().to_lowercase()).cloned();
        let iso = || country::of_name(text).or_else(|| self.elsewhere.and_then(|names| names(text)));
        let any = || iso().map(|iso| self.by_iso.get(iso).map_or(iso, String::as_str).to_owned());
        own().or_else(any)
    }
}

/// What all rows of a file share.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The name of the file, for messages.
    pub file: String,
    /// How its codes are read.
    pub coding: Coding,
    /// The sides of the border: a report that names one of the two countries names its side.
    pub sides: Option<Sides>,
    /// The countries that the dossier names.
    pub countries: OwnCountries,
    /// When the file was fetched.
    pub accessed: Option<Edtf>,
    /// The day of the import: dates after the year behind it are warned about. `None` takes them as they are.
    pub today: Option<Edtf>,
    /// The time zone of the dossier, into which times with an offset are turned.
    pub zone: Option<Zone>,
}

impl Context {
    /// How its dates are read.
    pub fn date_rules(&self) -> DateRules<'_> {
        DateRules {
            order: self.coding.date_order,
            calendar: self.coding.calendar.unwrap_or_default(),
            zone: self.zone.as_ref(),
            is_1904: false,
        }
    }

    /// The country code of a name or code; `None` if it is not known.
    pub fn country(&self, text: &str) -> Option<String> {
        if let Some(code) = self.coding.country.get(&Coding::key(text)) {
            return Some(code.to_uppercase());
        }
        if self.has_fips() { country::of_fips(text).map(str::to_owned) } else { self.countries.named(text) }
    }

    /// Whether countries stand in codes of FIPS 10-4, of which none is one of ISO 3166-1.
    pub(super) fn has_fips(&self) -> bool {
        self.coding.country_codes == Some(CountryCodes::Fips)
    }

    /// The side of the border that is this country.
    pub fn side(&self, country: Option<&str>) -> Option<ReportedSide> {
        let (sides, country) = (self.sides.as_ref()?, country?);
        if sides.left.code == country {
            Some(ReportedSide::Left)
        } else if sides.right.code == country {
            Some(ReportedSide::Right)
        } else {
            None
        }
    }
}
