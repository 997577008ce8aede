//! The curve above a strip: how many incidents to 100 km of border.

use super::scale::Kilometres;
use crate::analyse::Profile;
use crate::compose::furniture::{strokes, text};
use crate::compose::scene::{Anchor, Item, Layer, Shape, Stroke};
use crate::compose::style::Style;
use crate::project::{Page, Rect};
use crate::typeface::FontStyle;

/// The length that a density refers to, in kilometres.
pub const UNIT_KM: f64 = 100.0;

/// A round number no less than a value, of few digits.
pub fn round_up(value: f64) -> f64 {
    let decade = 10.0_f64.powf(value.max(1e-6).log10().floor());
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|s| s * decade).find(|s| *s >= value * (1.0 - 1e-9)).unwrap_or(10.0 * decade)
}

/// The curve with its scale, and the dashed line of incidents spread evenly.
///
/// # Arguments
///
/// `most` is the density at the upper edge, and `even` that of all spread evenly, both to [`UNIT_KM`].
pub fn curve(profile: &Profile, across: &Kilometres, rect: Rect, most: f64, even: f64, style: &Style) -> Layer {
    let theme = style.theme;
    let mut layer = Layer::new("density", "Density");
    let y = |v: f64| rect.bottom() - (v * UNIT_KM / most).clamp(0.0, 1.0) * rect.height;
    // One sample beyond either end, drawn at that end: the curve goes from edge to edge.
    let (from, to) = (across.from_km - profile.step_km, across.to_km + profile.step_km);
    let seen = profile.points().filter(|(km, _)| (from..=to).contains(km));
    let points: Vec<Page> = seen.map(|(km, v)| (across.within(km), y(v))).collect();
    let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else { return layer };
    let mut area = vec![(first.0, rect.bottom())];
    area.extend(points.iter().copied());
    area.push((last.0, rect.bottom()));
    let paint = theme.border;
    layer.items.push(Item::Shape(Shape { paths: vec![area], fill: Some(paint.fade(0.22)), stroke: None, about: None }));
    layer.items.push(strokes(vec![points], Stroke::solid(paint, style.px(1.4))));
    let dash = Stroke { dash: vec![style.px(5.0), style.px(4.0)], ..Stroke::solid(theme.quiet_ink, style.px(1.0)) };
    let level = y(even / UNIT_KM);
    layer.items.push(strokes(vec![vec![(rect.x, level), (rect.right(), level)]], dash));
    layer.items.push(strokes(
        vec![vec![(rect.x, rect.bottom()), (rect.right(), rect.bottom())]],
        Stroke::solid(theme.quiet_ink.fade(0.6), style.px(0.8)),
    ));
    layer
}

/// The figures of the curve's scale at the leading edge.
pub fn scale(rect: Rect, most: f64, style: &Style) -> Vec<Item> {
    let size = style.letters(12.5);
    let (x, anchor, out) = if style.is_mirrored() {
        (rect.right() + style.px(8.0), Anchor::Start, 1.0)
    } else {
        (rect.x - style.px(8.0), Anchor::End, -1.0)
    };
    let edge = if style.is_mirrored() { rect.right() } else { rect.x };
    let mut items = Vec::new();
    for (value, y) in [(0.0, rect.bottom()), (most, rect.y)] {
        let words =
            style.number(if value.fract().abs() < 1e-9 { format!("{value:.0}") } else { format!("{value:.1}") });
        items.push(text(&words, (x, y + 0.36 * size), anchor, FontStyle::Regular, size, style.theme.quiet_ink));
        let tick = vec![(edge, y), (edge + out * style.px(5.0), y)];
        items.push(strokes(vec![tick], Stroke::solid(style.theme.quiet_ink, style.px(0.9))));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_round_numbers() {
        let rounded: Vec<f64> = [0.0123, 0.9, 1.0, 5.1, 7.2, 96.0].into_iter().map(round_up).collect();
        for (found, expected) in rounded.iter().zip([0.015, 1.0, 1.0, 6.0, 8.0, 100.0]) {
            assert!((found / expected - 1.0).abs() < 1e-9, "{found} {expected}");
        }
    }
}
