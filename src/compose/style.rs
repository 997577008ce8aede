//! Colours, sizes and symbols: how things look, and nothing else.

use super::scene::Paint;
use crate::model::Category;
use crate::project::Page;

/// The colours of the `print` theme.
pub struct Theme {
    pub paper: Paint,
    pub ink: Paint,
    pub quiet_ink: Paint,
    pub land_left: Paint,
    pub land_right: Paint,
    pub land_other: Paint,
    pub water: Paint,
    pub water_edge: Paint,
    pub province: Paint,
    pub other_border: Paint,
    pub border: Paint,
    pub casing: Paint,
    pub place: Paint,
    pub halo: Paint,
    pub country_ink: Paint,
}

pub const PRINT: Theme = Theme {
    paper: Paint::hex(0xFFFFFF),
    ink: Paint::hex(0x1C1C1C),
    quiet_ink: Paint::hex(0x5A5A5A),
    land_left: Paint::hex(0xEDF0E3),
    land_right: Paint::hex(0xF6ECDA),
    land_other: Paint::hex(0xF3F2F0),
    water: Paint::hex(0xC9DEEC),
    water_edge: Paint::hex(0x8FB4CF),
    province: Paint::hex(0xC4B9A8),
    other_border: Paint::hex(0x857C72),
    border: Paint::hex(0x1B2733),
    casing: Paint::hex(0xFFFFFF),
    place: Paint::hex(0x2A2A2A),
    halo: Paint::hex(0xFFFFFF),
    country_ink: Paint::hex(0x8B7F6E),
};

/// The form of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Circle,
    Square,
    Diamond,
    Triangle,
    TriangleDown,
    Pentagon,
    Cross,
}

/// How a category looks.
pub struct Mark {
    pub form: Form,
    pub paint: Paint,
    /// What the legend calls it.
    pub name: &'static str,
    /// Whether deaths are shown by area; the others are quiet symbols of one size.
    pub loud: bool,
}

/// Colours from Okabe & Ito's set for colour-blind readers, darkened for white halos; forms differ as well, so that grey
/// prints can be read.
#[must_use]
pub const fn mark(category: Category) -> Mark {
    let (form, rgb, name, loud) = match category {
        Category::Clash => (Form::Circle, 0xC4281B, "Armed clash", true),
        Category::Shelling => (Form::Triangle, 0x7B3294, "Rockets or shelling", true),
        Category::DroneAttack => (Form::TriangleDown, 0xB5478C, "Drone attack", true),
        Category::SmugglingClash => (Form::Square, 0xD98500, "Clash with smugglers", true),
        Category::Incursion => (Form::Diamond, 0x0A6AA1, "Armed crossing or incursion", true),
        Category::Deployment => (Form::Pentagon, 0x66727E, "Deployment, drill, post", false),
        Category::Contact => (Form::Cross, 0x1E7F66, "Visit or talks", false),
        Category::Claim => (Form::Cross, 0x8C8C8C, "Claim", false),
        Category::Aggregate | Category::Other => (Form::Circle, 0x8C8C8C, "Other", false),
    };
    Mark { form, paint: Paint::hex(rgb), name, loud }
}

/// The size of a symbol without deaths, as the radius of a circle of the same area, in units of the page.
pub const QUIET: f64 = 5.6;
/// The radius of a symbol for one death: area grows with the number.
pub const ONE_DEATH: f64 = 8.0;

/// The radius of the circle whose area a symbol has.
#[must_use]
pub fn symbol_radius(loud: bool, deaths: Option<u32>, unit: f64) -> f64 {
    match deaths {
        Some(n) if loud && n > 0 => ONE_DEATH * f64::from(n).sqrt() * unit,
        _ if loud => 6.8 * unit,
        _ => QUIET * unit,
    }
}

/// The outline of a symbol with the area of a circle of radius `r`; nothing for the circle itself.
#[must_use]
pub fn outline(form: Form, (x, y): Page, r: f64) -> Option<Vec<Page>> {
    use std::f64::consts::PI;
    // A regular polygon of n corners and circumradius c has the area n/2·c²·sin(2π/n).
    let regular = |n: u8, turn: f64| {
        let n_f = f64::from(n);
        let c = r * (2.0 * PI / (n_f * (2.0 * PI / n_f).sin())).sqrt();
        let corner = |i: u8| {
            let a = turn + 2.0 * PI * f64::from(i) / n_f;
            (x + c * a.sin(), y - c * a.cos())
        };
        (0..n).map(corner).collect::<Vec<Page>>()
    };
    Some(match form {
        Form::Circle => return None,
        Form::Square => regular(4, PI / 4.0),
        Form::Diamond => regular(4, 0.0),
        // A triangle's middle lies low; it is raised by a sixth of its height to look centred.
        Form::Triangle => regular(3, 0.0).into_iter().map(|(x, y)| (x, y + r * 0.2)).collect(),
        Form::TriangleDown => regular(3, PI).into_iter().map(|(x, y)| (x, y - r * 0.2)).collect(),
        Form::Pentagon => regular(5, 0.0),
        Form::Cross => {
            let (a, b) = (r * 1.1, r * 0.42);
            [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b), (b, a), (-b, a), (-b, b), (-a, b), (-a, -b), (-b, -b)]
                .into_iter()
                .map(|(dx, dy)| (x + dx, y + dy))
                .collect()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_the_area_of_their_circle() {
        for form in [Form::Square, Form::Diamond, Form::Triangle, Form::TriangleDown, Form::Pentagon] {
            let ring = outline(form, (0.0, 0.0), 10.0).unwrap();
            let next = ring.iter().cycle().skip(1);
            let twice: f64 = ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
            assert!((twice.abs() / 2.0 - 314.159).abs() < 0.01, "{form:?}");
        }
    }

    #[test]
    fn area_grows_with_deaths_and_unknown_is_not_zero_by_size_alone() {
        let r = |n| symbol_radius(true, Some(n), 1.0);
        assert!((r(4) / r(1) - 2.0).abs() < 1e-9);
        assert!(r(0) < r(1));
    }
}
