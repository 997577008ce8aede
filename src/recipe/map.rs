use serde::Deserialize;

use super::{FilterText, Length, RecipeError, from_toml};

/// What one figure shows: a file under `maps/`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The kind of figure; only `map` is drawn so far.
    #[serde(default)]
    pub kind: Kind,
    /// What the figure finds.
    pub title: String,
    /// What it shows, and when.
    #[serde(default)]
    pub subtitle: String,
    /// How much ground it covers.
    #[serde(default)]
    pub extent: ExtentText,
    /// Width and height in pixels.
    #[serde(default = "default_size")]
    pub size: (u32, u32),
    /// Dots per inch, written into the picture.
    #[serde(default = "default_dpi")]
    pub dpi: u32,
    /// What `build` writes.
    #[serde(default = "default_formats")]
    pub formats: Vec<ImageFormat>,
    /// Which incidents it shows.
    #[serde(default)]
    pub filter: FilterText,
    /// What else it shows.
    #[serde(default)]
    pub show: Show,
}

/// The kind of figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A map.
    #[default]
    Map,
}

/// A picture format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageFormat {
    /// Pixels.
    Png,
    /// Vectors with named layers and live text.
    Svg,
}

impl ImageFormat {
    /// The ending of its file names.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            ImageFormat::Png => "png",
            ImageFormat::Svg => "svg",
        }
    }
}

/// What a map shows beside its incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Show {
    /// Shaded relief.
    pub relief: bool,
    /// Statements about the situation.
    pub claims: bool,
    /// Visits and talks.
    pub contacts: bool,
}

impl Default for Show {
    fn default() -> Self {
        Self { relief: true, claims: false, contacts: true }
    }
}

/// How much ground a map covers, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtentText {
    /// The whole border.
    pub border: Option<bool>,
    /// All incidents shown.
    pub incidents: Option<bool>,
    /// From one border kilometre to another.
    pub km: Option<(f64, f64)>,
    /// A place by name; needs `radius`.
    pub around: Option<String>,
    /// How far around it.
    pub radius: Option<Length>,
    /// West, south, east, north in degrees.
    pub bbox: Option<[f64; 4]>,
    /// Places by name that must be on the map as well.
    #[serde(default)]
    pub include: Vec<String>,
}

/// How much ground a map covers.
#[derive(Debug, Clone, PartialEq)]
pub enum Extent {
    /// The whole border.
    Border,
    /// All incidents shown.
    Incidents,
    /// From one border kilometre to another.
    Km(f64, f64),
    /// A circle around a place, radius in metres.
    Around(String, f64),
    /// West, south, east, north in degrees.
    Bbox([f64; 4]),
}

impl ExtentText {
    /// The one extent that is meant; the whole border where nothing is said.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] where several are given, `around` lacks its radius, or numbers make no extent.
    pub fn resolve(&self) -> Result<Extent, RecipeError> {
        let mut given = Vec::new();
        if self.border == Some(true) {
            given.push(Extent::Border);
        }
        if self.incidents == Some(true) {
            given.push(Extent::Incidents);
        }
        if let Some((from, to)) = self.km {
            if !(from >= 0.0 && to > from && to.is_finite()) {
                return Err(RecipeError::value(
                    "extent.km",
                    format!("{from}..{to}"),
                    "two kilometres, the smaller first",
                ));
            }
            given.push(Extent::Km(from, to));
        }
        match (&self.around, &self.radius) {
            (Some(name), Some(radius)) if radius.metres() > 0.0 => {
                given.push(Extent::Around(name.clone(), radius.metres()));
            }
            (None, None) => {}
            _ => {
                return Err(RecipeError::value(
                    "extent",
                    "around without radius",
                    "around = \"NAME\" and radius = \"40km\"",
                ));
            }
        }
        if let Some([west, south, east, north]) = self.bbox {
            let sound =
                west < east && south < north && west >= -180.0 && east <= 180.0 && south >= -90.0 && north <= 90.0;
            if !sound {
                let found = format!("{west},{south},{east},{north}");
                return Err(RecipeError::value("extent.bbox", found, "west,south,east,north in degrees"));
            }
            given.push(Extent::Bbox([west, south, east, north]));
        }
        if given.len() > 1 {
            return Err(RecipeError::value("extent", "several", "one of border, incidents, km, around, bbox"));
        }
        Ok(given.pop().unwrap_or(Extent::Border))
    }
}

/// The least and the most pixels along one side of a picture.
const SIDE_PX: std::ops::RangeInclusive<u32> = 400..=10_000;
const DPI: std::ops::RangeInclusive<u32> = 36..=1_200;

fn default_size() -> (u32, u32) {
    (1600, 1200)
}

fn default_dpi() -> u32 {
    200
}

fn default_formats() -> Vec<ImageFormat> {
    vec![ImageFormat::Png]
}

impl Recipe {
    /// Reads a recipe.
    ///
    /// # Errors
    ///
    /// [`RecipeError::File`] with line and column where it is not TOML or a key is missing, unknown or wrong, and
    /// [`RecipeError::Value`] where a number makes no picture.
    pub fn parse(file: &str, text: &str) -> Result<Self, RecipeError> {
        let recipe: Self = from_toml(file, text)?;
        recipe.check()?;
        Ok(recipe)
    }

    /// Checks what the types alone do not tell; called again after options have changed a recipe.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] naming the key.
    pub fn check(&self) -> Result<(), RecipeError> {
        let (width, height) = self.size;
        let ratio = f64::from(width) / f64::from(height.max(1));
        if !SIDE_PX.contains(&width) || !SIDE_PX.contains(&height) || !(0.4..=4.0).contains(&ratio) {
            let expected = "400 to 10000 pixels a side, at most 4 times as wide as high and 2.5 times as high as wide";
            return Err(RecipeError::value("size", format!("{width} x {height}"), expected));
        }
        if !DPI.contains(&self.dpi) {
            return Err(RecipeError::value("dpi", self.dpi.to_string(), "36 to 1200"));
        }
        self.extent.resolve()?;
        self.filter.resolve().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_read_with_its_defaults() {
        let recipe = Recipe::parse("m.toml", "title = 'x'\n[extent]\nkm = [260, 440]").unwrap();
        assert_eq!(recipe.extent.resolve().unwrap(), Extent::Km(260.0, 440.0));
        assert_eq!((recipe.size, recipe.dpi), ((1600, 1200), 200));
    }

    #[test]
    fn absurd_values_are_refused() {
        for wrong in [
            "title='x'\nsize=[100000,100000]",
            "title='x'\nsize=[0,0]",
            "title='x'\nextent={km=[440,260]}",
            "title='x'\nextent={km=[nan,440]}",
            "title='x'\nextent={around='Kabul'}",
            "title='x'\nextent={border=true,km=[1,2]}",
            "title='x'\ndpi=0",
            "title='x'\nlegend=true",
            "size=[1600,1200]",
        ] {
            assert!(Recipe::parse("m.toml", wrong).is_err(), "{wrong}");
        }
    }
}
