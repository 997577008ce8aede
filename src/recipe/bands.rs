//! The distances and groups of bands, as they are written in recipes and options.

use super::{By, Kind, Length, Recipe, RecipeError};
use crate::model::{BandBy, BandLimits, BandLimitsError};

/// The distances of bands; the usual ones where none are given.
///
/// # Errors
///
/// [`RecipeError::Value`] for an empty list, a distance of 0, one that is given twice, and too many.
///
/// # Example
///
/// ```
/// use marz::recipe::{Length, band_limits};
/// let given: Vec<Length> = vec!["20km".parse()?, "5km".parse()?];
/// assert_eq!(band_limits("within", Some(&given))?.metres(), [5_000.0, 20_000.0]);
/// assert!(band_limits("within", Some(&["0km".parse()?])).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn band_limits(key: &str, given: Option<&[Length]>) -> Result<BandLimits, RecipeError> {
    let Some(given) = given else { return Ok(BandLimits::default()) };
    let metres: Vec<f64> = given.iter().map(Length::metres).collect();
    let written = |metres: f64| given.iter().find(|l| l.metres().total_cmp(&metres).is_eq()).map(Length::to_string);
    BandLimits::new(&metres).map_err(|e| {
        let found = match e {
            BandLimitsError::NoLength(m) => written(m).unwrap_or_else(|| e.to_string()),
            BandLimitsError::Twice(m) => format!("{} twice", written(m).unwrap_or_default()),
            _ => e.to_string(),
        };
        let expected = format!("1 to {} different lengths above 0, such as 5km", BandLimits::MOST);
        RecipeError::value(key, found, expected)
    })
}

impl Recipe {
    /// The distances of its bands.
    ///
    /// # Errors
    ///
    /// As [`band_limits`]; never after [`Recipe::check`].
    pub fn band_limits(&self) -> Result<BandLimits, RecipeError> {
        band_limits("within", self.within.as_deref())
    }

    /// By what its bands are grouped; `None` for all events together.
    #[must_use]
    pub fn band_by(&self) -> Option<BandBy> {
        match self.by? {
            By::Side => Some(BandBy::Side),
            By::Year => Some(BandBy::Year),
            By::Category => Some(BandBy::Category),
            By::Quarter => None,
        }
    }

    /// Keys of bands are refused for other figures.
    pub(super) fn fits_bands(&self) -> Result<(), RecipeError> {
        if self.kind == Kind::Bands {
            return self.band_limits().map(drop);
        }
        let keys = [("within", self.within.is_some()), ("to", self.to.is_some())];
        match keys.into_iter().find(|(_, is_set)| *is_set) {
            Some((key, _)) => {
                let expected = format!("none with kind = \"{}\"", self.kind.as_str());
                Err(RecipeError::value(key, "a key of bands", expected))
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BandTarget;

    #[test]
    fn keys_of_bands_are_read_and_wrong_ones_refused() {
        let parse = |text: &str| Recipe::parse("m.toml", &format!("title='x'\n{text}"));
        let recipe = parse("kind='bands'\nby='side'\nwithin=['20km','5km']\nto='crossing'").unwrap();
        assert_eq!(recipe.band_limits().unwrap().metres(), &[5_000.0, 20_000.0][..]);
        assert_eq!((recipe.band_by(), recipe.to), (Some(BandBy::Side), Some(BandTarget::Crossing)));
        assert_eq!(parse("kind='bands'").unwrap().band_limits().unwrap(), BandLimits::default());
        for (text, expected) in [
            ("kind='bands'\nwithin=[]", "within: no distance: expected 1 to 12 different lengths above 0"),
            ("kind='bands'\nwithin=['5km','0m']", "within: 0m: expected"),
            ("kind='bands'\nwithin=['-5km']", "'-5km' is no length"),
            ("kind='bands'\nwithin=['NaNkm']", "'NaNkm' is no length"),
            ("kind='bands'\nwithin=['5km','5000m']", "within: 5km twice"),
            ("kind='bands'\nto='river'", "river"),
            ("kind='bands'\nby='quarter'", "by: quarter: expected side, year or category with kind = \"bands\""),
            ("kind='bands'\nextent={km=[1,2]}", "extent: "),
            ("kind='bands'\nshow={rivers=false}", "show.rivers"),
            ("kind='multiples'\nby='side'", "by: side: expected year, quarter or category with kind = \"multiples\""),
            ("within=['5km']", "within: a key of bands: expected none with kind = \"map\""),
            ("kind='strip'\nto='crossing'", "to: a key of bands: expected none with kind = \"strip\""),
        ] {
            let message = parse(text).unwrap_err().to_string();
            assert!(message.contains(expected), "{text}: {message}");
        }
        let many = (1..=13).map(|n| format!("'{n}km'")).collect::<Vec<_>>().join(",");
        assert!(parse(&format!("kind='bands'\nwithin=[{many}]")).unwrap_err().to_string().contains("13 distances"));
    }
}
