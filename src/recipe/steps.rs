//! What a recipe comes to by kind: the periods of small multiples and pairs, formats, and the legend.

use super::{Choice, Choropleth, ImageFormat, Kind, Legend, Page, Period, Recipe, RecipeError, period};
use crate::model::Edtf;

/// So many periods can be asked for.
const MOST_PERIODS: usize = 24;

impl Recipe {
    /// The legend that the figure has: on social media, where letters are large, the short one unless another is asked for.
    #[must_use]
    pub fn legend(&self) -> Legend {
        match (self.show.legend, self.page.is_some_and(Page::is_social)) {
            (Legend::Auto, true) if self.kind != Kind::Bands => Legend::Short,
            (asked, _) => asked,
        }
    }

    /// The periods that are asked for, as their first and last dates; empty if none are. One such as `last-year` counts
    /// from `today`.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for one that cannot be read, or has no day to count from.
    pub fn periods_asked(&self, today: Option<&str>) -> Result<Vec<(Edtf, Edtf)>, RecipeError> {
        let one = |text: &String| {
            let wrong = |expected: String| RecipeError::value("periods", text, expected);
            let period: Option<Period> = text.parse().ok();
            let period = period.ok_or_else(|| wrong(period::FORMS.to_owned()))?;
            period.ends(today).map_err(wrong)
        };
        self.periods.iter().flatten().map(one).collect()
    }

    /// Whether a period that is asked for counts from a day.
    #[must_use]
    pub fn has_relative_periods(&self) -> bool {
        let mut periods = self.periods.iter().flatten().filter_map(|text| text.parse::<Period>().ok());
        periods.any(|p| p.is_relative())
    }

    /// Whether this picture format can hold such a figure.
    ///
    /// # Errors
    ///
    /// [`RecipeError::Value`] for pictures of an atlas, still formats of an animated map, and GIF of another.
    pub fn can_be(&self, format: ImageFormat) -> Result<(), RecipeError> {
        let refused = |expected: &str| Err(RecipeError::value("formats", format.ending(), expected));
        match (self.kind, self.animate, format) {
            (Kind::Atlas, _, ImageFormat::Pdf) => Ok(()),
            (Kind::Atlas, ..) => refused(
                "pdf for an atlas, which has pages; one of them alone is a map: kind = \"map\" with extent = { km = [from, to] }",
            ),
            (_, Some(_), ImageFormat::Png | ImageFormat::Gif) => Ok(()),
            (_, Some(_), _) => refused("png (an animated one) or gif for a map with animate"),
            (_, None, ImageFormat::Gif) => refused("png, svg or pdf; gif is for a map with animate"),
            _ => Ok(()),
        }
    }

    /// Leaves out the formats that cannot hold such a figure, and takes the usual one where none is left; whether all could.
    pub fn fit_formats(&mut self) -> bool {
        let fitting: Vec<ImageFormat> =
            self.formats.iter().copied().filter(|format| self.can_be(*format).is_ok()).collect();
        let did_all = fitting.len() == self.formats.len();
        self.formats = fitting;
        if self.formats.is_empty() && !did_all {
            self.formats.push(self.usual_format());
        }
        did_all
    }

    /// The format of such a figure where none is named.
    #[must_use]
    pub fn usual_format(&self) -> ImageFormat {
        if self.kind == Kind::Atlas { ImageFormat::Pdf } else { ImageFormat::Png }
    }

    /// Periods and frames are refused where the kind of figure has none.
    pub(super) fn fits_steps(&self, has_inset: bool) -> Result<(), RecipeError> {
        let value = |key: &str, found: &str, expected: &str| RecipeError::value(key, found, expected);
        if let Some(periods) = &self.periods {
            let count = periods.len();
            let expected = match self.kind {
                Kind::Pair if count != 2 => Some("two periods".to_owned()),
                Kind::Multiples if !(1..=MOST_PERIODS).contains(&count) => Some(format!("1 to {MOST_PERIODS} periods")),
                Kind::Pair | Kind::Multiples => None,
                _ => Some("none: periods are for kind = \"pair\" or \"multiples\"".to_owned()),
            };
            if let Some(expected) = expected {
                return Err(RecipeError::value("periods", format!("{count} periods"), expected));
            }
            if self.by.is_some() {
                return Err(value("by", "by beside periods", "one of them"));
            }
            // What counts from a day is known with the data.
            self.periods_asked(Some("2000-01-01"))?;
        } else if self.kind == Kind::Pair {
            return Err(value("periods", "none", "two periods with kind = \"pair\", such as [\"2024\", \"2025\"]"));
        }
        match (&self.every, self.kind) {
            (Some(every), Kind::Atlas) if every.metres() < 1.0 => {
                return Err(value("every", &every.to_string(), "a length such as 150km"));
            }
            (Some(_), kind) if kind != Kind::Atlas => {
                return Err(value("every", "a key of an atlas", "kind = \"atlas\" with every"));
            }
            _ => {}
        }
        if self.animate.is_some() {
            let keys = [
                ("kind", self.kind != Kind::Map),
                ("show.choropleth", self.show.choropleth != Choropleth::None),
                ("show.key", self.show.key == Choice::Always),
                ("show.journeys", self.show.journeys),
                ("inset", has_inset),
                ("note.incident", self.note.iter().any(|note| note.incident.is_some())),
            ];
            if let Some((key, _)) = keys.iter().find(|(_, is_set)| *is_set) {
                let expected = "a map without inset, choropleth, key, journeys and notes on incidents";
                return Err(value("animate", &format!("{key} of a still figure"), expected));
            }
        }
        self.formats.iter().try_for_each(|format| self.can_be(*format))
    }
}
