//! The names of a dossier: its gazetteer, and its countries.

use super::Dossier;
use super::country::names_country;
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::model::{Names, Place};
use crate::read;
use crate::recipe::closest;

/// Places of the wider stock that lie this near to the border are proposed for a spelling that is only alike.
const NEAR_M: f64 = 50_000.0;

impl Dossier {
    /// Its gazetteer: its own places, the wider stock that its manifest names, and the outlines of provinces.
    ///
    /// # Errors
    ///
    /// Where the file of the wider stock cannot be read.
    pub fn gazetteer(&self) -> Result<Gazetteer, Error> {
        let (dossier, line) = (&self.case, self.line());
        let mut gazetteer = Gazetteer::new(&dossier.places);
        if self.manifest.data.gazetteer.is_some() {
            gazetteer = gazetteer.with_wider(&self.stock()?.0, |at| line.nearest(at).distance_m <= NEAR_M);
        }
        if let Some(provinces) = &dossier.basemap.provinces {
            gazetteer = gazetteer.with_provinces(&provinces.features);
        }
        Ok(gazetteer)
    }

    /// The wider stock of places that its manifest names, and its credit; empty if it names none.
    ///
    /// # Errors
    ///
    /// Where its file cannot be read.
    pub fn stock(&self) -> Result<(Vec<Place>, String), Error> {
        let Some(path) = &self.manifest.data.gazetteer else { return Ok(Default::default()) };
        let stock = read::stock(&self.source.shown(path), &self.source.bytes(path)?);
        stock.map_err(|p| Error::Data(format!("{}: {}", p.file, p.message)))
    }

    /// The code of the country in which a record lies, given by code or by one of its names: one of the dossier, else any, since records may lie in
    /// a country that the dossier has nothing to do with.
    ///
    /// # Errors
    ///
    /// As [`Dossier::country_code`].
    #[cfg(feature = "import")]
    pub fn country_of_record(&self, given_as: &str, text: &str) -> Result<String, Error> {
        self.country_code(given_as, text).or_else(|why| self.own_countries().named(text).ok_or(why))
    }

    /// The countries that the dossier names, as imports look them up.
    #[cfg(feature = "import")]
    #[must_use]
    pub fn own_countries(&self) -> read::import::OwnCountries {
        let own = read::import::OwnCountries::of(self.countries().into_iter());
        #[cfg(feature = "world")]
        let own = own.with(crate::world::alpha2_of_name);
        own
    }

    /// The countries on the two sides, and those of its ground, by their codes.
    fn countries(&self) -> Vec<(&str, &Names)> {
        let sides = &self.case.border.facts.sides;
        let own = [&sides.left, &sides.right].map(|side| (side.code.as_str(), &side.names));
        let layer = self.case.basemap.countries.iter().flat_map(|layer| &layer.features);
        own.into_iter().chain(layer.map(|area| (area.code.as_str(), &area.names))).collect()
    }

    /// The code of a country that is given by code or by one of its names; `given_as` stands before it in a message, such as `--country `.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] with the countries that the dossier knows.
    pub fn country_code(&self, given_as: &str, text: &str) -> Result<String, Error> {
        let known = self.countries();
        let found = known.iter().find(|(code, names)| names_country(text, code, names));
        found.map(|(code, _)| (*code).to_owned()).ok_or_else(|| {
            let mut codes: Vec<&str> = known.iter().map(|(code, _)| *code).collect();
            codes.sort_unstable();
            codes.dedup();
            let names = known.iter().flat_map(|(code, names)| names.0.values().map(String::as_str).chain([*code]));
            let like = closest(text.trim(), names).filter(|n| strsim::jaro_winkler(n, text.trim()) > 0.8);
            let like = like.map(|n| format!("did you mean '{n}'? ")).unwrap_or_default();
            let hint = format!("{like}the dossier knows {}", codes.join(", "));
            Error::request(format!("{given_as}{text}: no country of this dossier"), hint)
        })
    }
}
