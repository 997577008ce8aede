//! The paper of a figure: its page, the size of the unit of design, and the error for a page that is too small.

use thiserror::Error;

use super::style::{Style, house_theme};
use crate::analyse::NoPlaces;
use crate::language::LanguagePair;
use crate::model::Case;
use crate::project::{ProjectionError, Rect};
use crate::recipe::{Choropleth, Page, Recipe};

/// Why a figure cannot be composed.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ComposeError {
    /// There are too many small multiples.
    #[error(
        "{found} or more small maps would be too many; at most {most} can be read: narrow the filter, or use a longer period"
    )]
    TooMany {
        /// How many there would be.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// An animated map would have too many frames.
    #[error(
        "{found} frames would be too many; at most {most} are looked at: narrow the filter, or use a longer period (animate = \"quarter\" or \"year\")"
    )]
    TooManyFrames {
        /// How many there would be.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// No incident with a date stands on an animated map.
    #[error("nothing to animate: no incident with a date that passes the filter lies on this map")]
    NothingMoves,
    /// There is no place of the kind from which distances are to be measured.
    #[error(transparent)]
    NoPlaces(#[from] NoPlaces),
    /// There is nothing to show, or the projection cannot show it.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
    /// The page has no room for a map beside its furniture.
    #[error(
        "{width} x {height} pixels at {dpi} dots an inch are {wide_mm:.0} x {high_mm:.0} mm: title, legend and footer leave no \
         room for a map"
    )]
    TooSmall {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Dots per inch.
        dpi: u32,
        /// Width on paper in millimetres.
        wide_mm: f64,
        /// Height on paper in millimetres.
        high_mm: f64,
    },
}

/// On a small page the design grows until letters of so many units are the least that can be read; smaller ones alone are set larger.
const LEAST_UNITS: f64 = 16.8;
/// The same for social media, where most of the text is as small as can be read, and the rest must stand out from it.
const LEAST_UNITS_OF_SOCIAL: f64 = 19.0;

/// How a recipe's figure looks, and its page.
pub fn paper<'a>(recipe: &Recipe, languages: LanguagePair, dossier: &'a Case) -> (Style<'a>, Rect) {
    let (size, dpi) = (recipe.pixels(), recipe.dots());
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    // The design is made for 1600 by 1200 pixels at 200 dots an inch. It grows with the root of the area, and so far that letters stay legible in
    // print: of a figure 174 mm wide that decides, but for a high one.
    let fitting = (width * height / (1600.0 * 1200.0)).sqrt();
    let pixels = |points: f64| points / 72.0 * f64::from(dpi);
    let least_letters = pixels(Page::least_points_of(recipe.page));
    let legible = match recipe.page.is_some_and(Page::is_social) {
        true => least_letters / LEAST_UNITS_OF_SOCIAL,
        // A slide is not read on paper: its letters alone are larger.
        false => pixels(Page::least_points_of(None)) / LEAST_UNITS,
    };
    let unit = fitting.max(legible) * recipe.text_scale;
    let (fonts, house) = (&dossier.fonts, &dossier.house);
    let logo = house.logo.as_ref().map_or((0.0, 0.0), |logo| {
        let high = logo.height_mm / 25.4 * f64::from(dpi);
        (high * f64::from(logo.size.0) / f64::from(logo.size.1.max(1)), high)
    });
    let has_tints = recipe.show.choropleth != Choropleth::None;
    // A logo is no more than a quarter of a small page.
    let logo = if logo.0 > width / 4.0 { (width / 4.0, logo.1 * width / 4.0 / logo.0) } else { logo };
    let selection = recipe.selection.clone();
    (
        Style {
            theme: house_theme(recipe.theme, house),
            unit,
            least_letters,
            languages,
            fonts,
            house,
            logo,
            has_tints,
            selection,
        },
        Rect { x: 0.0, y: 0.0, width, height },
    )
}

/// The error for a page on which a figure has no room.
pub fn too_small(recipe: &Recipe) -> ComposeError {
    let ((width, height), dpi) = (recipe.pixels(), recipe.dots());
    let mm = |pixels: u32| f64::from(pixels) / f64::from(dpi) * 25.4;
    ComposeError::TooSmall { width, height, dpi, wide_mm: mm(width), high_mm: mm(height) }
}
