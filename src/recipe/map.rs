use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::note::check_notes;
use super::own_layer::check_layers;
use super::view::names;
use super::{
    By, ExtentText, FilterText, InsetText, Kind, LabelTemplate, LayerText, Legend, Length, Locator, NoteText, Page,
    RecipeError, Step, TextAs,
};
use crate::language::{LanguagePair, Languages};
use crate::model::{BandTarget, Names};

/// What one figure shows: a file under `maps/`. Every key is also an option of `marz map`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The kind of figure.
    #[serde(default)]
    pub kind: Kind,
    /// What small multiples are made by, or bands are grouped by; without it there is one figure, of all events together.
    pub by: Option<By>,
    /// The periods of a pair of maps, or of small multiples in place of `by`.
    pub periods: Option<Vec<String>>,
    /// The period of each frame of an animated map; without it the map stands still.
    pub animate: Option<Step>,
    /// The length of the border on each page of an atlas; without it 150 km.
    pub every: Option<Length>,
    /// The distances of bands; without it 5, 10, 20 and 50 km.
    pub within: Option<Vec<Length>>,
    /// From what the distances of bands are measured; without it from the border.
    pub to: Option<BandTarget>,
    /// What the figure finds.
    pub title: String,
    /// What it shows, and when.
    #[serde(default)]
    pub subtitle: String,
    /// The extent that it covers.
    #[serde(default)]
    pub extent: ExtentText,
    /// Width and height in pixels; without size and page, 1600 by 1200.
    pub size: Option<(u32, u32)>,
    /// A page instead of a size.
    pub page: Option<Page>,
    /// Dots per inch, written into the picture; without it, what suits the page, and for a size as many as make the
    /// picture 174 mm wide, as the text of an A4 page is, 1200 at most.
    pub dpi: Option<u32>,
    /// How much larger letters and symbols are than usual, 0.5 to 3.
    #[serde(default = "one")]
    pub text_scale: f64,
    /// Whether the text of an SVG or a PDF is text or outlines.
    #[serde(default)]
    pub text_as: TextAs,
    /// What `build` writes.
    #[serde(default = "default_formats")]
    pub formats: Vec<ImageFormat>,
    /// Whether `build` also writes a caption as text.
    #[serde(default)]
    pub caption: bool,
    /// The language, or two of them for names in two scripts.
    #[serde(default = "english")]
    pub lang: String,
    /// The colours.
    #[serde(default)]
    pub theme: Theme,
    /// `auto`, a PROJ string, or an EPSG code such as `EPSG:32642`.
    #[serde(default = "auto")]
    pub projection: String,
    /// Which incidents it shows.
    #[serde(default)]
    pub filter: FilterText,
    /// What was chosen beside the recipe, as a sentence; it stands in the foot and the caption. Empty where the title speaks for all.
    #[serde(skip)]
    pub selection: String,
    /// What else it shows.
    #[serde(default)]
    pub show: Show,
    /// A part of the map that is drawn larger beside it.
    #[serde(default)]
    pub inset: InsetText,
    /// The labels of incidents, with placeholders such as `{place}`: English, or a table by language; empty for dates or numbers.
    #[serde(default, deserialize_with = "names")]
    pub label: Names,
    /// Notes on the map.
    #[serde(default)]
    pub note: Vec<NoteText>,
    /// Layers drawn under the incidents.
    #[serde(default)]
    pub layer: Vec<LayerText>,
}

/// A picture format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageFormat {
    /// Pixels.
    Png,
    /// Vectors with named layers and live text.
    Svg,
    /// A page with embedded fonts and selectable text.
    Pdf,
    /// Moving pixels, for programs that do not know animated PNG.
    Gif,
}

impl ImageFormat {
    /// All formats.
    pub const ALL: [ImageFormat; 4] = [ImageFormat::Png, ImageFormat::Svg, ImageFormat::Pdf, ImageFormat::Gif];

    /// The format of a file by its ending, whatever its letters; SVG for `-`, which is stdout; `None` for another ending.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension().map(|e| e.to_ascii_lowercase());
        let is_of = |f: &Self| ending.as_deref().is_some_and(|e| e == f.ending() || (*f == Self::Png && e == "apng"));
        let known = Self::ALL.into_iter().find(is_of);
        known.or((path.as_os_str() == "-").then_some(Self::Svg))
    }

    /// The ending of its file names.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            ImageFormat::Png => "png",
            ImageFormat::Svg => "svg",
            ImageFormat::Pdf => "pdf",
            ImageFormat::Gif => "gif",
        }
    }
}

/// The colours of a figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// For reports printed in colour.
    #[default]
    Print,
    /// For one ink.
    Grey,
    /// For slides.
    Dark,
    /// For fax and photocopy: lines and black alone.
    Outline,
}

impl Theme {
    /// All themes.
    pub const ALL: [Theme; 4] = [Theme::Print, Theme::Grey, Theme::Dark, Theme::Outline];

    /// The theme as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Print => "print",
            Theme::Grey => "grey",
            Theme::Dark => "dark",
            Theme::Outline => "outline",
        }
    }
}

/// Whether something is shown: `true`, `false`, or `"auto"` for where it serves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Choice {
    /// Where it serves.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl FromStr for Choice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Choice::Auto),
            "true" => Ok(Choice::Always),
            "false" => Ok(Choice::Never),
            _ => Err(format!("{text}: expected true, false or auto")),
        }
    }
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Choice::Auto => to.serialize_str("auto"),
            Choice::Always => to.serialize_bool(true),
            Choice::Never => to.serialize_bool(false),
        }
    }
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Choice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false or \"auto\"")
            }

            fn visit_bool<E>(self, v: bool) -> Result<Choice, E> {
                Ok(if v { Choice::Always } else { Choice::Never })
            }

            fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<Choice, E> {
                v.parse().map_err(E::custom)
            }
        }
        from.deserialize_any(Either)
    }
}

/// How the graticule is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Graticule {
    /// Not at all.
    None,
    /// As ticks with figures on the frame.
    #[default]
    Ticks,
    /// As lines across the map, with figures on the frame.
    Lines,
}

/// What the tints of provinces count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choropleth {
    /// Nothing: provinces are not tinted.
    #[default]
    None,
    /// Incidents.
    Incidents,
    /// The dead, attackers included.
    Killed,
}

/// What a map shows beside its incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Show {
    /// Shaded relief; `auto` where its picture is fine enough.
    pub relief: Choice,
    /// Numbers on the map and a dated list beside it; `auto` where dates would crowd.
    pub key: Choice,
    /// Statements about the situation.
    pub claims: bool,
    /// Visits and talks.
    pub contacts: bool,
    /// Arrows from the seat of the visitors to the place of the visit.
    pub journeys: bool,
    /// Longitudes and latitudes.
    pub graticule: Graticule,
    /// A small globe that shows where the map lies.
    pub locator: Locator,
    /// The legend.
    pub legend: Legend,
    /// Lines and names of provinces.
    pub provinces: bool,
    /// Tints of provinces by the count of incidents or dead.
    pub choropleth: Choropleth,
    /// Rivers and their names.
    pub rivers: bool,
    /// Whether symbols that would cover each other are moved aside, drawn smaller or counted together; otherwise each stands at
    /// its point.
    pub displace: bool,
}

impl Default for Show {
    fn default() -> Self {
        Self {
            relief: Choice::Auto,
            key: Choice::Auto,
            claims: false,
            contacts: true,
            journeys: false,
            graticule: Graticule::Ticks,
            locator: Locator::Plain,
            legend: Legend::Auto,
            provinces: true,
            choropleth: Choropleth::None,
            rivers: true,
            displace: true,
        }
    }
}

/// The least and the most pixels along one side of a picture.
const SIDE_PX: std::ops::RangeInclusive<u32> = 400..=10_000;
/// A picture without size or page.
const DEFAULT_SIZE: (u32, u32) = (1600, 1200);
/// How wide a picture without a page is on paper, in millimetres: as the text of an A4 page.
const TEXT_WIDTH_MM: f64 = 174.0;
const DPI: std::ops::RangeInclusive<u32> = 36..=1_200;
/// A title of more characters would leave no room for a map, nor be read.
const TITLE: usize = 500;
const TEXT_SCALE: std::ops::RangeInclusive<f64> = 0.5..=3.0;

fn one() -> f64 {
    1.0
}

fn auto() -> String {
    "auto".to_owned()
}

fn english() -> String {
    "en".to_owned()
}

fn default_formats() -> Vec<ImageFormat> {
    vec![ImageFormat::Png]
}

impl Recipe {
    /// The same for another border: title, extent, inset and notes at kilometres belong to the one that the recipe was written for. A border without a name is
    /// called by its file.
    #[must_use]
    pub fn for_other_border(mut self, name: &str, file: &Path) -> Self {
        (self.extent, self.inset) = (ExtentText::default(), InsetText::default());
        self.note.retain(|note| note.km.is_none());
        let stem = || file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        (self.title, self.subtitle) = (if name.is_empty() { stem() } else { name.to_owned() }, String::new());
        self
    }

    /// Dots per inch.
    #[must_use]
    pub fn dots(&self) -> u32 {
        // A picture of fewer pixels is the same figure, as large on paper.
        let wide = f64::from(self.size.unwrap_or(DEFAULT_SIZE).0) / (TEXT_WIDTH_MM / 25.4);
        let usual = wide.round().clamp(f64::from(*DPI.start()), f64::from(*DPI.end())) as u32;
        self.dpi.unwrap_or_else(|| self.page.map_or(usual, Page::dpi))
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn pixels(&self) -> (u32, u32) {
        // A page that is turned has both, and its own size.
        let (Some(page), None) = (self.page, self.size) else { return self.size.unwrap_or(DEFAULT_SIZE) };
        // Pages are less than half a metre wide and dots are checked: both fit.
        let pixels = |mm: f64| (mm / 25.4 * f64::from(self.dots())).round() as u32;
        let (width, height) = page.millimetres();
        (pixels(width), pixels(height))
    }

    /// The language, or two of them, among those that there are.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] if there is no such language.
    pub fn languages(&self, there_are: &Languages) -> Result<LanguagePair, RecipeError> {
        there_are.pair(&self.lang).map_err(|e| RecipeError::value("lang", &self.lang, e.expected()))
    }

    /// Checks what the types alone cannot; called again after options have changed a recipe.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] naming the key.
    pub fn check(&self) -> Result<(), RecipeError> {
        if !DPI.contains(&self.dots()) {
            return Err(RecipeError::value("dpi", self.dots().to_string(), "36 to 1200"));
        }
        if self.size.is_some() && self.page.is_some() {
            return Err(RecipeError::value("size", "both size and page", "one of them"));
        }
        let (width, height) = self.pixels();
        let ratio = f64::from(width) / f64::from(height.max(1));
        if !SIDE_PX.contains(&width) || !SIDE_PX.contains(&height) || !(0.4..=4.0).contains(&ratio) {
            let expected = "400 to 10000 pixels a side, at most 4 times as wide as high and 2.5 times as high as wide";
            return Err(RecipeError::value("size", format!("{width} x {height}"), expected));
        }
        if !TEXT_SCALE.contains(&self.text_scale) {
            return Err(RecipeError::value("text_scale", self.text_scale.to_string(), "0.5 to 3"));
        }
        for (key, text) in [("title", &self.title), ("subtitle", &self.subtitle)] {
            let count = text.chars().count();
            if count > TITLE {
                return Err(RecipeError::value(key, format!("{count} characters"), format!("at most {TITLE}")));
            }
        }
        if let Some(twice) = self.formats.iter().enumerate().find(|(n, format)| self.formats[..*n].contains(format)) {
            return Err(RecipeError::value("formats", format!("{} twice", twice.1.ending()), "each format once"));
        }
        let extent = self.extent.resolve()?;
        let has_inset = self.inset.resolve()?.is_some();
        self.fits_kind(&extent, has_inset)?;
        for (lang, text) in &self.label.0 {
            LabelTemplate::parse(&format!("label.{lang}"), text)?;
        }
        check_notes(&self.note)?;
        check_layers(&self.layer)?;
        self.fits_bands()?;
        self.fits_steps(has_inset)?;
        self.filter.resolve().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::Defaults;
    use crate::recipe::{BorderKm, Extent};

    #[test]
    fn a_recipe_is_read_with_its_defaults() {
        let recipe = Recipe::parse("m.toml", "title = 'x'\n[extent]\nkm = [260, 440]").unwrap();
        assert_eq!(recipe.extent.resolve().unwrap(), Extent::Km(BorderKm::Running(260.0), BorderKm::Running(440.0)));
        assert_eq!((recipe.pixels(), recipe.dots()), ((1600, 1200), 234));
        // 174 mm wide, to a hundredth.
        for width in [500_u32, 1200, 1600, 1800, 4000] {
            let recipe = Recipe::parse("m.toml", &format!("title='x'\nsize=[{width},{width}]")).unwrap();
            let mm = f64::from(width) / f64::from(recipe.dots()) * 25.4;
            assert!((mm / 174.0 - 1.0).abs() < 0.01, "{width}: {mm}");
        }
        assert_eq!(Recipe::parse("m.toml", "title='x'\nsize=[10000, 10000]").unwrap().dots(), 1200);
        assert_eq!((recipe.show.key, recipe.show.relief), (Choice::Auto, Choice::Auto));
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
            "title='x'\ntext_scale=nan",
            "title='x'\npage='a4'\nsize=[800,800]",
            "title='x'\ntheme='sepia'",
            "title='x'\nby='year'",
            "title='x'\nkind='strip'\nby='week'",
            "title='x'\nkind='strip'\nprojection='EPSG:32642'",
            "title='x'\nkind='strip'\nextent={around='Kabul',radius='5km'}",
            "title='x'\nkind='strip'\nshow={relief=true}",
            "title='x'\nkind='globe'",
            "title='x'\nkind='strip'\nby='quarter'",
            "title='x'\nkind='multiples'\nby='year'\nshow={key=true}",
            "title='x'\nkind='timeline'\nby='year'",
            "title='x'\nkind='timeline'\nextent={km=[1,2]}",
            "title='x'\nkind='timeline'\nshow={provinces=false}",
            "size=[1600,1200]",
            "title='x'\nkind='pair'",
            "title='x'\nkind='pair'\nperiods=['2024']",
            "title='x'\nkind='pair'\nperiods=['2024','20x5']",
            "title='x'\nkind='pair'\nperiods=['2024','2025']\nby='year'",
            "title='x'\nkind='multiples'\nperiods=[]",
            "title='x'\nperiods=['2024','2025']",
            "title='x'\nkind='strip'\nanimate='year'",
            "title='x'\nanimate='week'",
            "title='x'\nanimate='year'\nshow={key=true}",
            "title='x'\nanimate='year'\nshow={journeys=true}",
            "title='x'\nanimate='year'\nformats=['svg']",
            "title='x'\nformats=['gif']",
            "title='x'\nevery='100km'",
            "title='x'\nkind='atlas'\nevery='0km'",
            "title='x'\nkind='atlas'\nformats=['png']",
            "title='x'\nkind='atlas'\nextent={around='Kabul',radius='5km'}",
            "title='x'\nkind='multiples'\nshow={legend='left'}",
            "title='x'\nkind='bands'\nshow={legend='short'}",
            "title='x'\nkind='strip'\nshow={locator='named'}",
        ] {
            assert!(Recipe::parse("m.toml", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_formats_of_an_atlas_and_of_an_animated_map_are_those_that_can_hold_them() {
        let formats = |text: &str| Recipe::parse("m.toml", &format!("title='x'\n{text}")).unwrap().formats;
        assert_eq!(formats("kind='atlas'"), [ImageFormat::Pdf]);
        assert_eq!(formats("animate='year'"), [ImageFormat::Png]);
        assert_eq!(formats("animate='year'\nformats=['gif','png']"), [ImageFormat::Gif, ImageFormat::Png]);
        // What a dossier sets for all of its figures does not bind those that cannot be it.
        let defaults = Defaults { formats: Some(vec![ImageFormat::Svg, ImageFormat::Png]), ..Defaults::default() };
        let of = |text: &str| Recipe::layered(&defaults, "m.toml", text).unwrap().0.formats;
        assert_eq!(of("title='x'\nkind='atlas'"), [ImageFormat::Pdf]);
        assert_eq!(of("title='x'\nanimate='month'"), [ImageFormat::Png]);
        assert_eq!(of("title='x'"), [ImageFormat::Svg, ImageFormat::Png]);
        assert_eq!(ImageFormat::of_path(Path::new("a.GIF")), Some(ImageFormat::Gif));
        assert_eq!(ImageFormat::of_path(Path::new("a.apng")), Some(ImageFormat::Png));
    }

    #[test]
    fn a_language_without_a_catalogue_is_refused_with_the_nearest() {
        let of = |lang: &str| Recipe::parse("m.toml", &format!("title='x'\nlang='{lang}'")).unwrap();
        let languages = Languages::embedded();
        assert_eq!(of("tg+fa").languages(languages).unwrap().first.code(), "tg");
        let message = of("th").languages(languages).unwrap_err().to_string();
        assert!(message.contains("lang") && message.contains("languages/th.ftl beside marz.toml"), "{message}");
    }

    #[test]
    fn a_misspelt_key_or_value_is_refused_with_the_nearest() {
        for (text, nearest) in
            [("title='x'\nsubtitel='y'", "subtitle"), ("title='x'\ntheme='drak'", "dark"), ("[show]\nkeys=1", "key")]
        {
            let message = Recipe::parse("m.toml", text).unwrap_err().to_string();
            assert!(message.contains(&format!("did you mean `{nearest}`?")), "{message}");
        }
    }
}
