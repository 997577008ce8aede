//! The shades of a heat band: the darker, the more.

use super::furniture::rectangle;
use super::scene::{Item, Paint, Stroke};
use super::style::Style;
use crate::project::{Page, Rect};

/// The shades that are told apart.
pub const LEVELS: u8 = 6;

/// The paint of a level from 1 on.
pub fn shade(level: u8, style: &Style) -> Paint {
    style.theme.border.fade(0.10 + 0.75 * f64::from(level.saturating_sub(1)) / f64::from(LEVELS - 1))
}

/// The shades side by side, for the legend.
pub fn sample(at: Page, style: &Style) -> Vec<Item> {
    let (wide, high) = (style.px(7.0), style.px(16.0));
    let from = at.0 - f64::from(LEVELS) * wide / 2.0;
    let swatch = |level: u8| {
        let rect = Rect { x: from + f64::from(level - 1) * wide, y: at.1 - high / 2.0, width: wide, height: high };
        rectangle(rect, shade(level, style), Stroke::solid(style.theme.paper, 0.0))
    };
    (1..=LEVELS).map(swatch).collect()
}
