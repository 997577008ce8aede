//! The size and outline of symbols.

use crate::project::Page;
use crate::theme::Form;

/// The size of a symbol without deaths, as the radius of a circle of the same area, in units of the page.
pub const QUIET: f64 = 5.6;
/// The radius of a symbol for one death: area grows with the number.
pub const ONE_DEATH: f64 = 8.0;

/// More dead than this are drawn as this many, and the legend says so: a symbol must not cover the map.
pub const MOST_DEATHS: u32 = 50;

/// How many dead the largest symbol of a figure stands for whose radius shall be no larger than this, in pixels: ten at least.
#[must_use]
pub fn most_dead(largest: f64, unit: f64) -> u32 {
    let steps = [MOST_DEATHS, 30, 20, 15];
    steps.into_iter().find(|n| symbol_radius(true, Some(*n), unit) <= largest).unwrap_or(10)
}

/// The radius of the circle whose area a symbol has.
#[must_use]
pub fn symbol_radius(loud: bool, deaths: Option<u32>, unit: f64) -> f64 {
    match deaths {
        Some(n) if loud && n > 0 => ONE_DEATH * f64::from(n.min(MOST_DEATHS)).sqrt() * unit,
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
        Form::Circle | Form::Ring => return None,
        Form::Square => regular(4, PI / 4.0),
        Form::Diamond => regular(4, 0.0),
        // A triangle's middle lies low; it is raised by a sixth of its height to look centred.
        Form::Triangle => regular(3, 0.0).into_iter().map(|(x, y)| (x, y + r * 0.2)).collect(),
        Form::TriangleDown => regular(3, PI).into_iter().map(|(x, y)| (x, y - r * 0.2)).collect(),
        Form::Pentagon => regular(5, 0.0),
        Form::Hexagon => regular(6, 0.0),
        Form::Cross | Form::Saltire => {
            let (a, b) = (r * 1.1, r * 0.42);
            let turn = if form == Form::Saltire { PI / 4.0 } else { 0.0 };
            let (sin, cos) = turn.sin_cos();
            [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b), (b, a), (-b, a), (-b, b), (-a, b), (-a, -b), (-b, -b)]
                .into_iter()
                .map(|(dx, dy)| (x + cos * dx - sin * dy, y + sin * dx + cos * dy))
                .collect()
        }
        Form::Octagon => regular(8, PI / 8.0),
        Form::TriangleRight => regular(3, PI / 2.0).into_iter().map(|(x, y)| (x - r * 0.2, y)).collect(),
        Form::TriangleLeft => regular(3, -PI / 2.0).into_iter().map(|(x, y)| (x + r * 0.2, y)).collect(),
        Form::Star => scaled(&star(5, 0.5), (x, y), r),
        Form::FourStar => scaled(&star(4, 0.45), (x, y), r),
        Form::Trapezoid => scaled(&[(-0.55, -0.75), (0.55, -0.75), (1.2, 0.75), (-1.2, 0.75)], (x, y), r),
        Form::Dome => {
            let corner = |i: u8| {
                let a = PI * f64::from(i) / 16.0;
                (-a.cos(), 0.45 - a.sin())
            };
            scaled(&(0..=16).map(corner).collect::<Vec<_>>(), (x, y), r)
        }
        Form::Arrow => scaled(
            &[(0.0, -1.2), (0.95, -0.15), (0.4, -0.15), (0.4, 1.1), (-0.4, 1.1), (-0.4, -0.15), (-0.95, -0.15)],
            (x, y),
            r,
        ),
    })
}

/// A star of so many points around the origin, its inner corners at a share of the outer radius.
fn star(points: u8, inner: f64) -> Vec<Page> {
    let corner = |i: u8| {
        let a = std::f64::consts::PI * f64::from(i) / f64::from(points);
        let c = if i.is_multiple_of(2) { 1.0 } else { inner };
        (c * a.sin(), -c * a.cos())
    };
    (0..points * 2).map(corner).collect()
}

/// A ring around the origin, moved to a middle and scaled to the area of a circle of radius `r`.
fn scaled(ring: &[Page], (x, y): Page, r: f64) -> Vec<Page> {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    let factor = r * (std::f64::consts::PI / (twice.abs() / 2.0)).sqrt();
    ring.iter().map(|(dx, dy)| (x + dx * factor, y + dy * factor)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_the_area_of_their_circle() {
        // Crosses are drawn by eye.
        let exact = |form: &Form| !matches!(form, Form::Circle | Form::Ring | Form::Cross | Form::Saltire);
        for form in Form::ALL.into_iter().map(|(_, form)| form).filter(exact) {
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
