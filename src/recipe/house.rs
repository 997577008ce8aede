//! The style of a house: colours, fonts, logo and byline of every figure of a dossier, the table `[style]` of `marz.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::colour::{COLOUR, rgb};
use super::view::names;
use super::{RecipeError, Theme, did_you_mean};
use crate::model::{COLOUR_ROLES, House, Names, Rgb};

/// The style of a house as `marz.toml` has it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseText {
    /// Who made the figures, in their foot: English, or a table by language.
    #[serde(default, deserialize_with = "names")]
    pub byline: Names,
    /// The logo, in the foot.
    pub logo: Option<LogoText>,
    /// TrueType and OpenType files in which figures are set where they have the letters.
    #[serde(default)]
    pub fonts: Vec<String>,
    /// Colours of the theme `print`, by role.
    #[serde(default)]
    pub print: BTreeMap<String, String>,
    /// Colours of the theme `grey`, by role.
    #[serde(default)]
    pub grey: BTreeMap<String, String>,
    /// Colours of the theme `dark`, by role.
    #[serde(default)]
    pub dark: BTreeMap<String, String>,
    /// Colours of the theme `outline`, by role.
    #[serde(default)]
    pub outline: BTreeMap<String, String>,
}

/// A logo as `marz.toml` has it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogoText {
    /// A PNG or SVG file, as a path below the dossier's folder.
    pub file: String,
    /// How high it is drawn, in millimetres.
    #[serde(default = "ten")]
    pub height_mm: f64,
}

fn ten() -> f64 {
    10.0
}

impl HouseText {
    /// The colours by theme and role.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for a role that there is not, with the list, and for what is no colour.
    fn colours(&self, file: &str) -> Result<BTreeMap<&'static str, BTreeMap<String, Rgb>>, RecipeError> {
        let mut all = BTreeMap::new();
        let themes = [
            (Theme::Print, &self.print),
            (Theme::Grey, &self.grey),
            (Theme::Dark, &self.dark),
            (Theme::Outline, &self.outline),
        ];
        for (theme, given) in themes {
            let mut colours = BTreeMap::new();
            for (role, text) in given {
                let key = format!("{file}: style.{}.{role}", theme.as_str());
                if !COLOUR_ROLES.contains(&role.as_str()) {
                    let like = did_you_mean(role, COLOUR_ROLES, ["`", "`"]);
                    let expected = format!("one of {}{like}", COLOUR_ROLES.join(", "));
                    return Err(RecipeError::value(&key, "no role of a colour", expected));
                }
                let colour = rgb(text).ok_or_else(|| RecipeError::value(&key, text.as_str(), COLOUR))?;
                colours.insert(role.clone(), colour);
            }
            if !colours.is_empty() {
                all.insert(theme.as_str(), colours);
            }
        }
        Ok(all)
    }

    /// The style without its logo, which is a file.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] naming the key.
    pub fn resolve(&self, file: &str) -> Result<House, RecipeError> {
        for (lang, text) in &self.byline.0 {
            let count = text.chars().count();
            if text.trim().is_empty() || count > 200 {
                let key = format!("{file}: style.byline.{lang}");
                return Err(RecipeError::value(&key, format!("{count} characters"), "1 to 200 characters"));
            }
        }
        if let Some(height) = self.logo.as_ref().map(|l| l.height_mm).filter(|mm| !(2.0..=60.0).contains(mm)) {
            let key = format!("{file}: style.logo.height_mm");
            return Err(RecipeError::value(&key, height.to_string(), "2 to 60 millimetres"));
        }
        Ok(House { byline: self.byline.clone(), logo: None, colours: self.colours(file)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_styles_name_the_key_and_what_there_is() {
        for (text, expected) in [
            ("[print]\nink = 'black'", "style.print.ink: black: expected #"),
            ("[dark]\nlandleft = '#000000'", "did you mean `land_left`?"),
            ("[logo]\nfile = 'logo.png'\nheight_mm = 500", "style.logo.height_mm: 500: expected 2 to 60"),
            ("byline = ' '", "style.byline.en"),
        ] {
            let style: HouseText = toml::from_str(text).unwrap();
            let error = style.resolve("marz.toml").unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
