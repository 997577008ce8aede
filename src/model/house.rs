//! The style of a house: what every figure and report of a dossier has in common.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Names;

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

/// The roles of colours that a house may set, in each theme.
pub const COLOUR_ROLES: [&str; 19] = [
    "paper",
    "ink",
    "quiet_ink",
    "land_left",
    "land_right",
    "land_other",
    "water",
    "water_edge",
    "water_ink",
    "province",
    "province_ink",
    "other_border",
    "border",
    "casing",
    "place",
    "halo",
    "country_ink",
    "journey",
    "accent",
];

/// The style of a house.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct House {
    /// Who made the figures, by language; empty for nobody.
    pub byline: Names,
    /// The logo.
    pub logo: Option<Logo>,
    /// Colours by the name of the theme and the role.
    pub colours: BTreeMap<&'static str, BTreeMap<String, Rgb>>,
}

impl House {
    /// The colour of a role in a theme; `None` if the house sets none.
    #[must_use]
    pub fn colour(&self, theme: &str, role: &str) -> Option<Rgb> {
        self.colours.get(theme)?.get(role).copied()
    }
}

/// A logo as pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// A PNG.
    pub png: Arc<[u8]>,
    /// The same in greys, for a theme of these.
    pub grey: Arc<[u8]>,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// How high it is drawn, in millimetres.
    pub height_mm: f64,
}
