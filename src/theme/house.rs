//! Themes with the colours of a house.

use std::sync::{Mutex, PoisonError};

use super::{Paint, Theme, theme};
use crate::model::{House, Rgb};
use crate::recipe;

/// The contrast ratio that text needs on its ground (WCAG 2.2, section 1.4.3).
pub const READABLE: f64 = 4.5;

/// A theme with the colours of a house that were asked for once.
type Made = (recipe::Theme, Vec<(String, Rgb)>, &'static Theme);

/// The colours of a theme as a house has them.
///
/// Each style is made once and kept for as long as the program runs: a figure has many references to its theme.
#[must_use]
pub fn house_theme(name: recipe::Theme, house: &House) -> &'static Theme {
    static MADE: Mutex<Vec<Made>> = Mutex::new(Vec::new());
    let Some(colours) = house.colours.get(name.as_str()) else { return theme(name) };
    let colours: Vec<(String, Rgb)> = colours.iter().map(|(role, rgb)| (role.clone(), *rgb)).collect();
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((.., found)) = made.iter().find(|(known, own, _)| *known == name && *own == colours) {
        return found;
    }
    let mut own = theme(name).clone();
    for (role, rgb) in &colours {
        if let Some(paint) = own.role(role) {
            paint.rgb = *rgb;
        }
    }
    let kept: &'static Theme = Box::leak(Box::new(own));
    made.push((name, colours, kept));
    kept
}

impl Theme {
    /// The colour of a role; `None` if figures have none of that name.
    fn role(&mut self, role: &str) -> Option<&mut Paint> {
        Some(match role {
            "paper" => &mut self.paper,
            "ink" => &mut self.ink,
            "quiet_ink" => &mut self.quiet_ink,
            "land_left" => &mut self.land_left,
            "land_right" => &mut self.land_right,
            "land_other" => &mut self.land_other,
            "water" => &mut self.water,
            "water_edge" => &mut self.water_edge,
            "water_ink" => &mut self.water_ink,
            "province" => &mut self.province,
            "province_ink" => &mut self.province_ink,
            "other_border" => &mut self.other_border,
            "border" => &mut self.border,
            "casing" => &mut self.casing,
            "place" => &mut self.place,
            "halo" => &mut self.halo,
            "country_ink" => &mut self.country_ink,
            "journey" => &mut self.journey,
            _ => return None,
        })
    }

    /// The pairs of text and its ground whose contrast is too low to be read, with the ratio.
    #[must_use]
    pub fn unreadable(&self) -> Vec<(&'static str, &'static str, f64)> {
        let lands = [("land_left", self.land_left), ("land_right", self.land_right), ("land_other", self.land_other)];
        let on_land = lands.into_iter().flat_map(|(name, land)| {
            [("country_ink", self.country_ink, name, land), ("province_ink", self.province_ink, name, land)]
        });
        // Names on the map have a halo.
        let pairs = [
            ("ink", self.ink, "paper", self.paper),
            ("quiet_ink", self.quiet_ink, "paper", self.paper),
            ("ink", self.ink, "halo", self.halo),
            ("border", self.border, "halo", self.halo),
            ("water_ink", self.water_ink, "halo", self.halo),
            ("journey", self.journey, "halo", self.halo),
        ];
        let ratios = pairs.into_iter().chain(on_land).map(|(a, ink, b, ground)| (a, b, ink.contrast(ground)));
        ratios.filter(|(.., ratio)| *ratio < READABLE).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_house_changes_its_roles_alone_and_what_cannot_be_read_is_named() {
        let house = |role: &str, rgb: Rgb| House {
            colours: BTreeMap::from([("print", BTreeMap::from([(role.to_owned(), rgb)]))]),
            ..House::default()
        };
        let grey = house_theme(recipe::Theme::Print, &house("ink", (0xCC, 0xCC, 0xCC)));
        assert_eq!((grey.ink.rgb, grey.quiet_ink), ((0xCC, 0xCC, 0xCC), theme(recipe::Theme::Print).quiet_ink));
        assert!(std::ptr::eq(grey, house_theme(recipe::Theme::Print, &house("ink", (0xCC, 0xCC, 0xCC)))));
        let found = grey.unreadable();
        assert_eq!(found.iter().map(|(a, b, _)| (*a, *b)).collect::<Vec<_>>(), [("ink", "paper"), ("ink", "halo")]);
        assert!((found[0].2 - 1.61).abs() < 0.01, "{}", found[0].2);
        for name in recipe::Theme::ALL {
            assert!(
                theme(name).unreadable().is_empty() && std::ptr::eq(house_theme(name, &House::default()), theme(name))
            );
        }
        // Every role but that of the report is one of figures.
        let mut print = theme(recipe::Theme::Print).clone();
        assert!(crate::model::COLOUR_ROLES.iter().all(|role| *role == "accent" || print.role(role).is_some()));
    }
}
