//! The inset of a map: a part of it, drawn larger.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::extent::{around, bbox};
use super::{Length, RecipeError, value};

/// The inset of a map, as it is written: the table `[inset]` of a recipe.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InsetText {
    /// The part in which symbols crowd most.
    pub auto: Option<bool>,
    /// A place by name; needs `radius`.
    pub around: Option<String>,
    /// How far around it.
    pub radius: Option<Length>,
    /// West, south, east, north in degrees.
    pub bbox: Option<[f64; 4]>,
}

/// The part of a map that its inset shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Inset {
    /// Where symbols crowd most.
    Auto,
    /// A circle around a place, radius in metres.
    Around(String, f64),
    /// West, south, east, north in degrees.
    Bbox([f64; 4]),
}

/// What makes an inset.
const FORMS: &str =
    "one of auto = true, around = \"NAME\" with radius = \"15km\", and bbox = [west, south, east, north]";

impl InsetText {
    /// The part that is meant; `None` without an inset.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] where several are given, `around` lacks its radius, or numbers make no box.
    pub fn resolve(&self) -> Result<Option<Inset>, RecipeError> {
        let auto = (self.auto == Some(true)).then_some(Inset::Auto);
        let around = around("inset", &self.around, &self.radius)?.map(|(name, radius_m)| Inset::Around(name, radius_m));
        let mut given = auto.into_iter().chain(around).chain(bbox("inset", self.bbox)?.map(Inset::Bbox));
        match (given.next(), given.next()) {
            (Some(_), Some(_)) => Err(RecipeError::value("inset", "several", FORMS)),
            (first, _) => Ok(first),
        }
    }
}

impl FromStr for InsetText {
    type Err = String;

    /// Reads the value of an option: `auto`, a place with a radius, a box such as `69,37,70,38`, or `false`.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(bbox) = value::bbox(text) {
            return Ok(Self { bbox: Some(bbox), ..Self::default() });
        }
        match (text, text.rsplit_once(':')) {
            ("auto", _) => Ok(Self { auto: Some(true), ..Self::default() }),
            ("false", _) => Ok(Self::default()),
            (_, Some((place, radius))) if !place.trim().is_empty() => {
                let radius = radius.parse::<Length>().map_err(|e| e.to_string())?;
                Ok(Self { around: Some(place.trim().to_owned()), radius: Some(radius), ..Self::default() })
            }
            _ => Err(format!(
                "{text}: expected auto, PLACE:RADIUS with a length such as 15km, west,south,east,north, or false"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::Recipe;

    #[test]
    fn one_part_of_the_map_is_meant() {
        let of = |text: &str| Recipe::parse("m.toml", &format!("title='x'\n{text}"));
        let inset = |text: &str| of(text).unwrap().inset.resolve().unwrap();
        assert_eq!(inset(""), None);
        // What says that there is none is refused nowhere.
        for kind in ["", "kind='strip'", "kind='atlas'", "kind='multiples'", "animate='year'"] {
            assert_eq!(inset(&format!("{kind}\n[inset]\nauto=false")), None, "{kind}");
        }
        assert_eq!(inset("[inset]\nauto=true"), Some(Inset::Auto));
        let around = Some(Inset::Around("Panj".to_owned(), 15_000.0));
        assert_eq!(inset("[inset]\naround='Panj'\nradius='15km'"), around);
        for (wrong, word) in [
            ("[inset]\naround='Panj'", "inset: around without radius"),
            ("[inset]\nauto=true\nbbox=[1,2,3,4]", "inset: several"),
            ("[inset]\nbbox=[1,2,1,4]", "inset.bbox"),
            ("[inset]\nbbox=[1,2,3,4]\naround='Panj'\nradius='1km'", "inset: several"),
            ("[inset]\nradis='1km'", "did you mean `radius`?"),
            ("kind='strip'\n[inset]\nauto=true", "inset"),
            ("kind='atlas'\n[inset]\nauto=true", "inset"),
            ("animate='year'\n[inset]\nauto=true", "inset of a still figure"),
        ] {
            let message = of(wrong).unwrap_err().to_string();
            assert!(message.contains(word), "{wrong}: {message}");
        }
    }

    #[test]
    fn an_option_is_read_or_refused_with_what_it_may_be() {
        let of = |text: &str| text.parse::<InsetText>().unwrap().resolve().unwrap();
        assert_eq!((of("auto"), of("false")), (Some(Inset::Auto), None));
        assert_eq!(of("Panj : 15km"), Some(Inset::Around("Panj".to_owned(), 15_000.0)));
        assert_eq!(of("69,37,70,38"), Some(Inset::Bbox([69.0, 37.0, 70.0, 38.0])));
        for wrong in ["", "Panj", ":15km", "Panj:far", "1,2,3"] {
            assert!(wrong.parse::<InsetText>().is_err(), "{wrong}");
        }
    }
}
