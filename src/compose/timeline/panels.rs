//! The months of a timeline, and its panel of incidents by month.

use std::collections::BTreeMap;

use super::days::{Days, Month, months};
use crate::compose::furniture::{rectangle, strokes, text};
use crate::compose::scene::{Anchor, Item, Layer, Stroke};
use crate::compose::style::Style;
use crate::compose::symbols::symbol;
use crate::model::{Category, Incident};
use crate::project::Rect;
use crate::recipe::Theme;
use crate::typeface::FontStyle;

/// Years as shaded backgrounds, months as ticks, and their names below.
pub(super) fn grid(months: &[(Month, (i32, i32))], days: &Days, panels: [Rect; 3], style: &Style) -> Layer {
    let mut layer = Layer::new("months", "Months");
    let theme = style.theme;
    let hair = Stroke::solid(theme.quiet_ink.fade(0.25), style.px(0.8));
    let bottom = panels[2].bottom();
    let month_wide = panels[0].width / months.len().max(1) as f64;
    let size = style.letters(13.5);
    // Every month, or so many that their names have room.
    let each = [1, 3, 6, 12].into_iter().find(|e| month_wide * f64::from(*e) >= style.px(44.0)).unwrap_or(12);
    let mut years: BTreeMap<i16, (f64, f64)> = BTreeMap::new();
    for ((year, month), (first, last)) in months {
        let (a, b) = days.span(*first, *last);
        let span = years.entry(*year).or_insert((a, b));
        *span = (span.0.min(a), span.1.max(b));
        let x = days.x(f64::from(*first));
        let starts = (month - 1) % each == 0;
        let long = if starts { 6.0 } else { 3.0 };
        let tick = vec![(x, bottom), (x, bottom + style.px(long))];
        layer.items.push(strokes(vec![tick], Stroke::solid(theme.quiet_ink, style.px(0.9))));
        let room = month_wide * f64::from(each);
        let name = style.words().month(*month);
        let fits = style.fonts.width(name, FontStyle::Regular, size, 0.0) < room - style.px(3.0);
        if starts && each < 12 && fits {
            let at = ((a + b) / 2.0, bottom + style.px(8.0) + 0.75 * size);
            layer.items.push(text(name, at, Anchor::Middle, FontStyle::Regular, size, theme.quiet_ink));
        }
    }
    for (i, (year, (a, b))) in years.iter().enumerate() {
        for panel in panels {
            let background = Rect { x: *a, width: b - a, ..panel };
            // Every other year is shaded, where the theme has shades.
            let shade = if i % 2 == 0 { theme.land_other } else { theme.paper };
            layer.items.insert(0, rectangle(background, shade, Stroke::solid(shade, 0.0)));
            let start = if days.mirrored { *b } else { *a };
            layer.items.push(strokes(vec![vec![(start, panel.y), (start, panel.bottom())]], hair.clone()));
        }
        let words = style.number(year);
        let fits = style.fonts.width(&words, FontStyle::Bold, size, 0.0) < b - a;
        if fits {
            let at = ((a + b) / 2.0, bottom + style.px(14.0) + 1.04 * size + 0.75 * size);
            layer.items.push(text(&words, at, Anchor::Middle, FontStyle::Bold, style.letters(15.0), theme.ink));
        }
    }
    for panel in panels {
        let baseline = vec![(panel.x, panel.bottom()), (panel.right(), panel.bottom())];
        layer.items.push(strokes(vec![baseline], Stroke::solid(theme.quiet_ink, style.px(0.9))));
    }
    layer
}

/// The figures of a scale at the leading edge, with lines across.
pub(super) fn scale(rect: Rect, most: f64, step: f64, style: &Style) -> Vec<Item> {
    let size = style.letters(12.5);
    let theme = style.theme;
    let (edge, out, anchor) =
        if style.is_mirrored() { (rect.right(), 1.0, Anchor::Start) } else { (rect.x, -1.0, Anchor::End) };
    let mut items = Vec::new();
    let mut value = 0.0;
    while value <= most + 1e-9 {
        let y = rect.bottom() - value / most * rect.height;
        let at = (edge + out * style.px(8.0), y + 0.36 * size);
        items.push(text(&style.number(format!("{value:.0}")), at, anchor, FontStyle::Regular, size, theme.quiet_ink));
        let line = vec![(rect.x, y), (rect.right(), y)];
        items.push(strokes(vec![line], Stroke::solid(theme.quiet_ink.fade(0.18), style.px(0.7))));
        value += step;
    }
    items
}

/// A round step that cuts a range into some four parts, and the end of the scale.
pub(super) fn steps(most: f64) -> (f64, f64) {
    let all = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0];
    let step = all.into_iter().find(|s| most / s <= 5.0).unwrap_or(50_000.0);
    (step, (most / step - 1e-9).ceil().max(1.0) * step)
}

/// Bars by month, stacked by category; an uncertain date counts in each month by its share.
pub(super) fn monthly(events: &[&Incident], days: &Days, rect: Rect, theme: Theme, style: &Style) -> Layer {
    let mut layer = Layer::new("by-month", "By month");
    let mut counts: BTreeMap<Month, BTreeMap<Category, f64>> = BTreeMap::new();
    for i in events {
        for (month, share) in i.date.months() {
            *counts.entry(month).or_default().entry(i.category).or_default() += share;
        }
    }
    let most = counts.values().map(|c| c.values().sum()).fold(0.0, f64::max);
    let (step, most) = steps(most);
    layer.items.extend(scale(rect, most, step, style));
    let ends = months(events);
    for (month, count) in &counts {
        let Some((_, (first, last))) = ends.iter().find(|(m, _)| m == month) else { continue };
        let (a, b) = days.span(*first, *last);
        let gap = ((b - a) * 0.12).min(style.px(3.0));
        let mut y = rect.bottom();
        for (category, n) in count.iter().filter(|(_, n)| **n > 0.0) {
            let high = n / most * rect.height;
            let mark = style.theme.mark(*category);
            let part = Rect { x: a + gap, y: y - high, width: b - a - 2.0 * gap, height: high };
            // In a theme without colours a sign identifies the category.
            if theme == Theme::Outline {
                layer.items.push(rectangle(part, style.theme.paper, Stroke::solid(style.theme.ink, style.px(1.2))));
                let radius = (0.32 * part.width.min(part.height)).min(style.px(6.0));
                let middle = (part.x + part.width / 2.0, part.y + part.height / 2.0);
                layer.items.extend(symbol(&mark, middle, radius, false, style, None));
            } else {
                layer.items.push(rectangle(part, mark.paint, Stroke::solid(style.theme.paper, style.px(0.8))));
            }
            y -= high;
        }
    }
    layer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_some_four_steps() {
        for (most, expected) in [(0.0, (1.0, 1.0)), (4.0, (1.0, 4.0)), (6.5, (2.0, 8.0)), (35.0, (10.0, 40.0))] {
            let (step, end) = steps(most);
            assert!((step - expected.0).abs() < 1e-9 && (end - expected.1).abs() < 1e-9, "{most}: {step} {end}");
        }
    }
}
