//! What tests of figures are drawn in: the style of print, and frames of one page.

use std::sync::LazyLock;

use super::style::Style;
use crate::language::{Language, LanguagePair, Languages};
use crate::model::{House, LonLat};
use crate::project::{Frame, Projection, Rect};
use crate::recipe::Theme;
use crate::theme::theme;
use crate::typeface::Typefaces;

/// The style of print in a language, a pixel to the unit.
pub fn style(code: &str) -> Style<'static> {
    let language: Language = Languages::embedded().find(code).unwrap();
    Style {
        theme: theme(Theme::Print),
        unit: 1.0,
        least_letters: 0.0,
        languages: LanguagePair::only(language),
        fonts: Typefaces::bundled(),
        house: no_house(),
        logo: (0.0, 0.0),
        has_tints: false,
        selection: String::new(),
    }
}

/// The style of no house.
pub fn no_house() -> &'static House {
    static NONE: LazyLock<House> = LazyLock::new(House::default);
    &NONE
}

/// A frame of 1500 by 900 pixels around two corners, in a projection (`auto` for the fitted one).
pub fn frame(definition: &str, corners: [(f64, f64); 2]) -> Frame {
    let rect = Rect { x: 70.0, y: 100.0, width: 1500.0, height: 900.0 };
    let points: Vec<LonLat> = corners.iter().map(|(x, y)| LonLat::new(*x, *y).unwrap()).collect();
    let projection = match definition {
        "auto" => Projection::fitted(&points).unwrap(),
        given => Projection::requested(given).unwrap(),
    };
    Frame::fit(projection, rect, &points, 0.05).unwrap()
}
