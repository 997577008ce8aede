//! Incidents counted together: a ring parted by category around their number.

use super::furniture::text;
use super::scene::{About, Anchor, Disc, Item, Shape, Stroke};
use super::style::Style;
use crate::model::{Category, Incident};
use crate::project::Page;
use crate::theme::Paint;
use crate::typeface::{CAP_HEIGHT, FontStyle};

/// The size of the number, in units of the design.
const SIZE: f64 = 13.0;

/// The radius for so many incidents: its area grows with their number, which has room inside.
pub fn counted_radius(count: usize, style: &Style) -> f64 {
    let n = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let size = style.letters(SIZE);
    let words = style.language().grouped(&count.to_string());
    let room = style.fonts.width(&words, FontStyle::Bold, size, 0.0).max(0.9 * size) / (2.0 * INNER * 0.92);
    style.px((11.0 + 1.9 * n.sqrt()).min(34.0)).max(room)
}

/// The share of the radius that the number has.
const INNER: f64 = 0.66;

/// The sign of a count: the ring in the colours of the categories, in their shares, and the number inside.
pub fn count_sign(at: Page, radius: f64, shares: &[(Paint, usize)], words: &str, style: &Style) -> Vec<Item> {
    let theme = style.theme;
    let total: usize = shares.iter().map(|(_, n)| n).sum();
    let part = |n: usize| {
        let whole = u32::try_from(total.max(1)).unwrap_or(u32::MAX);
        f64::from(u32::try_from(n).unwrap_or(u32::MAX)) / f64::from(whole) * std::f64::consts::TAU
    };
    let disc = |radius: f64, fill, stroke| Item::Disc(Disc { centre: at, radius, fill, stroke, about: None });
    let mut items = vec![disc(radius + style.px(1.2), Some(theme.paper), None)];
    let mut from = 0.0;
    for (paint, n) in shares {
        let to = from + part(*n);
        items.push(match shares.len() {
            1 => disc(radius, Some(*paint), None),
            _ => Item::Shape(Shape {
                paths: vec![sector(at, radius, (from, to))],
                fill: Some(*paint),
                stroke: Some(Stroke::solid(theme.paper, style.px(0.8))),
                about: None,
            }),
        });
        from = to;
    }
    items.push(disc(radius * INNER, Some(theme.paper), None));
    let size = style.letters(SIZE);
    items.push(text(words, (at.0, at.1 + 0.5 * CAP_HEIGHT * size), Anchor::Middle, FontStyle::Bold, size, theme.ink));
    items
}

/// A sector of a circle, its angles clockwise from the top.
fn sector(at: Page, radius: f64, (from, to): (f64, f64)) -> Vec<Page> {
    let steps = ((to - from) / 0.1).ceil().clamp(1.0, 64.0) as u8;
    let rim = (0..=steps).map(|k| from + (to - from) * f64::from(k) / f64::from(steps));
    std::iter::once(at).chain(rim.map(|a| (at.0 + radius * a.sin(), at.1 - radius * a.cos()))).collect()
}

/// How many of each category, in the order of the legend.
pub fn shares(incidents: &[&Incident], style: &Style) -> Vec<(Paint, usize)> {
    let of = |c: Category| incidents.iter().filter(|i| i.category == c).count();
    let all = Category::among(incidents.iter().map(|i| i.category));
    all.into_iter().map(|c| (style.theme.mark(c).paint, of(c))).collect()
}

/// The sign of incidents that are counted together.
pub fn counted(at: Page, radius: f64, incidents: &[&Incident], style: &Style) -> Vec<Item> {
    let words = style.language().grouped(&incidents.len().to_string());
    let mut items = count_sign(at, radius, &shares(incidents, style), &words, style);
    if let Some(Item::Disc(disc)) = items.first_mut() {
        disc.about = Some(About::other(style.words().counted("multiples-count", incidents.len(), &[])));
    }
    items
}
