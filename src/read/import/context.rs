//! What all rows of a file share.

use super::country;
use super::date::DateRules;
use crate::model::{Coding, CountryCodes, Edtf, ReportedSide, Sides, Zone};

/// What all rows of a file share.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The name of the file, for messages.
    pub file: String,
    /// How its codes are read.
    pub coding: Coding,
    /// The sides of the border: a report that names one of the two countries names its side.
    pub sides: Option<Sides>,
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
        let known = if self.has_fips() { country::of_fips(text) } else { country::of_name(text) };
        known.map(str::to_owned)
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
