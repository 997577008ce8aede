//! Two countries as a person names them, for files that hold them among others.

use marz_world::{Country, LookupError};

use super::border::{languages, refused, side};
use crate::error::Error;
use crate::measure::{GeodesicLine, SidePolygons};
use crate::model::{Area, Names, SideNames, Sides};
use crate::read::CountryNames;

/// Codes that Natural Earth has for countries of another code in ISO 3166-1.
const NATURAL_EARTH: [(&str, &str); 5] =
    [("SSD", "SDS"), ("XKX", "KOS"), ("PSE", "PSX"), ("ESH", "SAH"), ("ALA", "ALD")];

/// A country of the catalogue.
#[derive(Debug, Clone)]
pub struct NamedCountry {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// Its English name.
    pub name: String,
    /// Its code and names as a side of a border.
    pub side: SideNames,
    /// How files may name it.
    pub names: CountryNames,
}

/// Two countries by codes or names in any language of the catalogue; `None` for one that the catalogue has not.
///
/// # Errors
///
/// [`Error::Request`] where a name is that of several countries.
pub fn countries_of(texts: [&str; 2]) -> Result<[Option<NamedCountry>; 2], Error> {
    let find = |text: &str| match marz_world::country_named(text) {
        Ok(country) => Ok(Some(country)),
        Err(e @ LookupError::Ambiguous { .. }) => Err(refused(&e)),
        Err(_) => Ok(None),
    };
    let found = [find(texts[0])?, find(texts[1])?];
    let tags = match found {
        [Some(a), Some(b)] => languages(a, b),
        [one, other] => one.or(other).map(|c| languages(c, c)).unwrap_or_default(),
    };
    Ok(found.map(|country| country.map(|country| named(country, &tags))))
}

fn named(country: &Country, tags: &[String]) -> NamedCountry {
    let own = NATURAL_EARTH.iter().filter(|(code, _)| *code == country.code).map(|(_, other)| (*other).to_owned());
    let codes = [country.code.clone(), country.alpha2.clone()].into_iter().chain(own).collect();
    let names = country.names.values().cloned().chain(country.further_names());
    NamedCountry {
        code: country.code.clone(),
        name: country.english().trim_start_matches("The ").to_owned(),
        side: side(country, tags),
        names: CountryNames::new(format!("{} ({})", country.english(), country.alpha2), codes, names),
    }
}

/// Whether the line between two countries, by their codes, runs from north to south; `None` where they share none.
#[must_use]
pub fn is_upright(codes: [&str; 2]) -> Option<bool> {
    marz_world::border(&codes.join("-")).map(marz_world::LandBorder::is_upright)
}

/// Of points 2 to 5 km beside a line how many lie in the country that is said to be on their side of it, and how many in the other one,
/// by the outlines of the world.
#[must_use]
pub fn beside(line: &GeodesicLine, left: &str, right: &str) -> (usize, usize) {
    let side = |code: &str| SideNames { code: code.to_owned(), names: Names::default() };
    let area = |code: &str| {
        let shape = marz_world::country(code)?.outline(&[], 0.0);
        Some(Area { code: code.to_owned(), names: Names::default(), shape })
    };
    let areas: Vec<Area> = [left, right].into_iter().filter_map(area).collect();
    SidePolygons::of_sides(&Sides { left: side(left), right: side(right) }, &areas).uncut().beside(line)
}
