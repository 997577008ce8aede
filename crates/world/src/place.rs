//! Populated places of GeoNames: all within 60 km of a land border, and all capitals of countries and provinces.

use geo::{Coord, Rect};

use crate::edition::{Edition, Layer};
use crate::outline::{bounds, meet};

/// A populated place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Place {
    /// The GeoNames id.
    pub id: u32,
    /// Longitude and latitude in degrees, to about 10 m.
    pub at: Coord,
    /// The alpha-3 code of its country.
    pub country: &'static str,
    /// What it is the centre of.
    pub seat: Seat,
    /// Inhabitants; `None` if not known.
    pub population: Option<u32>,
    /// The main name of GeoNames, mostly in Latin letters.
    pub name: String,
    /// Other names, each with the Unicode name of its script, such as `THAI`; the language is not known. GeoNames' own, slips included.
    pub others: Vec<(String, String)>,
}

/// What a place is the centre of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Seat {
    /// A country.
    Country,
    /// A first-order division.
    Province,
    /// A second-order division.
    District,
    /// A smaller division, or none that is known.
    Other,
}

impl Place {
    pub(crate) fn read(line: &str, country: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let mut next = || cells.next();
        let id = next()?.parse().ok()?;
        let at = Coord { x: next()?.parse().ok()?, y: next()?.parse().ok()? };
        let seat = match next()? {
            "PPLC" => Seat::Country,
            "PPLA" => Seat::Province,
            "PPLA2" => Seat::District,
            _ => Seat::Other,
        };
        let population = next()?.parse().ok().filter(|p| *p > 0);
        let name = next()?.to_owned();
        let scripts = next().into_iter().flat_map(|cell| cell.split(';')).filter_map(|one| one.split_once('='));
        let others = scripts.flat_map(|(s, names)| names.split('|').map(|n| (s.to_owned(), n.to_owned()))).collect();
        Some(Self { id, at, country, seat, population, name, others })
    }
}

/// The places of a country.
pub(crate) fn of_country(edition: &'static Edition, code: &str) -> Vec<Place> {
    let countries = edition.place_countries();
    let Some((i, country)) = countries.iter().enumerate().find(|(_, c)| *c == code) else { return Vec::new() };
    let text = edition.pack(Layer::Places).text(i + 1);
    text.lines().filter_map(|line| Place::read(line, country)).collect()
}

/// The places of some countries inside a box, the most important first: seats, then inhabitants.
pub(crate) fn inside(edition: &'static Edition, countries: &[&str], cut: Rect) -> Vec<Place> {
    let is_inside = |p: &Place| bounds([p.at].iter()).is_some_and(|b| meet(b, cut));
    let mut all: Vec<Place> = countries.iter().flat_map(|code| of_country(edition, code)).filter(is_inside).collect();
    all.sort_by(|a, b| a.seat.cmp(&b.seat).then(b.population.cmp(&a.population)).then(a.id.cmp(&b.id)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_place() {
        let mut count = 0;
        let edition = Edition::embedded();
        for (i, code) in edition.place_countries().iter().enumerate() {
            let text = edition.pack(Layer::Places).text(i + 1);
            let places = of_country(edition, code);
            assert_eq!(places.len(), text.lines().count(), "{code}");
            assert!(
                places.iter().all(|p| p.at.x.abs() <= 180.0 && p.at.y.abs() <= 90.0 && !p.name.is_empty()),
                "{code}"
            );
            count += places.len();
        }
        assert_eq!((count, edition.pack(Layer::Places).count()), (57_814, edition.place_countries().len() + 1));
    }

    #[test]
    fn the_capital_comes_first() {
        let places = inside(Edition::embedded(), &["KHM", "THA"], Rect::new((102.0, 10.0), (108.0, 15.0)));
        assert_eq!((places[0].name.as_str(), places[0].seat), ("Phnom Penh", Seat::Country));
        let at_the_line = places.iter().find(|p| p.name == "Aranyaprathet").unwrap();
        assert!(at_the_line.others.contains(&("THAI".to_owned(), "อรัญประเทศ".to_owned())));
    }

    #[test]
    fn a_place_that_geonames_has_in_the_wrong_country_is_put_right() {
        let id = |code: &str| of_country(Edition::embedded(), code).into_iter().find(|p| p.id == 334_717);
        assert!(id("ERI").is_none() && id("ETH").is_some_and(|humera| humera.at.y < 14.29));
    }
}
