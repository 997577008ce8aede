//! How one figure looks: its theme, measure, language and fonts.

mod symbol;

use super::scene::{Anchor, Paint};
use crate::language::{Language, LanguagePair};
use crate::model::{House, Names};
use crate::phrase::Phrases;
use crate::project::Rect;
use crate::typeface::Typefaces;

pub use crate::theme::{Form, Mark, Theme, house_theme};
pub use symbol::{MOST_DEATHS, most_dead, outline, symbol_radius};

/// How one figure looks: its colours, its measure and its language.
#[derive(Debug, Clone)]
pub struct Style<'a> {
    pub theme: &'static Theme,
    /// Pixels to one unit of the design, which is made for a page of 1600 units.
    pub unit: f64,
    /// The least size of letters, in pixels: what can be read at the page's own size.
    pub least_letters: f64,
    pub languages: LanguagePair,
    /// The fonts that the figure is set in.
    pub fonts: &'a Typefaces,
    /// The style of the house.
    pub house: &'a House,
    /// Which records were chosen, as a sentence; empty where nothing is to be said of that.
    pub selection: String,
    /// Width and height of its logo, in pixels; nothing without one.
    pub logo: (f64, f64),
    /// Whether tints lie under the names of lands, which then have a halo.
    pub has_tints: bool,
}

impl Style<'_> {
    /// The halo of names of the basemap.
    pub fn basemap_halo(&self) -> Option<Paint> {
        self.theme.basemap_halo.or(self.has_tints.then_some(self.theme.halo))
    }

    /// A length of the design in pixels.
    pub fn px(&self, units: f64) -> f64 {
        units * self.unit
    }

    /// The size of letters that the design has in so many units, in pixels: never too small to be read.
    pub fn letters(&self, units: f64) -> f64 {
        self.px(units).max(self.least_letters)
    }

    pub fn language(&self) -> &Language {
        &self.languages.first
    }

    /// What the figure says by itself.
    pub fn words(&self) -> &Language {
        self.language()
    }

    /// What it says of facts.
    pub fn phrases(&self) -> Phrases<'_> {
        Phrases::new(self.language())
    }

    /// A number as the language writes it.
    pub fn number(&self, number: impl ToString) -> String {
        self.language().number(&number.to_string())
    }

    /// The name of a thing in the language of the figure.
    pub fn name<'n>(&self, names: &'n Names) -> &'n str {
        self.language().name(names).unwrap_or_default()
    }

    /// Whether the layout is mirrored, for a language that is written from right to left.
    pub fn is_mirrored(&self) -> bool {
        self.language().is_right_to_left()
    }

    /// Where a line begins that stands so many pixels in from the leading edge of a box, and what that point is to it.
    pub fn lead(&self, bounds: Rect, indent: f64) -> (f64, Anchor) {
        if self.is_mirrored() { (bounds.right() - indent, Anchor::End) } else { (bounds.x + indent, Anchor::Start) }
    }
}
