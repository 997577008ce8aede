//! The panels of a timeline: incidents by month, and the dead added up.

use std::collections::BTreeMap;

use super::days::{Days, Month, months};
use crate::compose::furniture::{rectangle, strokes, text};
use crate::compose::scene::{Anchor, Item, Layer, Shape, Stroke};
use crate::compose::style::Style;
use crate::compose::symbols::symbol;
use crate::model::{Category, Incident};
use crate::project::{Page, Rect};
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
fn scale(rect: Rect, most: f64, step: f64, style: &Style) -> Vec<Item> {
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
fn steps(most: f64) -> (f64, f64) {
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

/// The cumulative number of dead from the first day on, as the lowest and the highest figures with the area between.
pub(super) fn added_up(events: &[&Incident], days: &Days, rect: Rect, style: &Style) -> Layer {
    let mut layer = Layer::new("dead", "The dead, added up");
    let count = usize::try_from(days.to - days.from).unwrap_or(0) + 1;
    let (mut low, mut high) = (vec![0.0; count], vec![0.0; count]);
    let mut is_least = false;
    for i in events {
        let killed = &i.killed;
        let Some((min, most)) = killed.least_and_most() else { continue };
        let max = most.unwrap_or(min);
        is_least |= most.is_none();
        let (first, last) = days.clipped(&i.date);
        let share = 1.0 / f64::from(last - first + 1);
        for day in first..=last {
            // The day after: on the day itself nobody knows the hour.
            if let Some(at) = usize::try_from(day - days.from + 1).ok().filter(|at| *at < count) {
                low[at] += share * f64::from(min);
                high[at] += share * f64::from(max);
            }
        }
    }
    let summed = |list: &[f64]| -> Vec<f64> {
        let mut sum = 0.0;
        list.iter()
            .map(|v| {
                sum += v;
                sum
            })
            .collect()
    };
    let (low, high) = (summed(&low), summed(&high));
    let top = high.last().copied().unwrap_or(0.0);
    let (step, most) = steps(top);
    layer.items.extend(scale(rect, most, step, style));
    let y = |v: f64| rect.bottom() - v / most * rect.height;
    // A point where the sum changes, and one just before it.
    let path = |list: &[f64]| -> Vec<Page> {
        let mut out: Vec<Page> = Vec::new();
        for (i, v) in list.iter().enumerate() {
            let is_edge = i == 0 || i + 1 == list.len();
            let before = i.checked_sub(1).and_then(|b| list.get(b)).copied().unwrap_or(*v);
            let after = list.get(i + 1).copied().unwrap_or(*v);
            if is_edge || (v - before).abs() > 1e-9 || (after - v).abs() > 1e-9 {
                out.push((days.x(f64::from(days.from) + i as f64), y(*v)));
            }
        }
        out
    };
    let (lower, upper) = (path(&low), path(&high));
    let paint = style.theme.mark(Category::Clash).paint;
    let mut area = lower.clone();
    area.push((days.x(f64::from(days.to)), rect.bottom()));
    area.push((days.x(f64::from(days.from)), rect.bottom()));
    let mut shape = |paths, fill, stroke| layer.items.push(Item::Shape(Shape { paths, fill, stroke, about: None }));
    shape(vec![area], Some(paint.fade(0.16)), None);
    let mut between = upper.clone();
    between.extend(lower.iter().rev());
    shape(vec![between], Some(paint.fade(0.42)), None);
    shape(
        vec![upper],
        None,
        Some(Stroke { dash: vec![style.px(5.0), style.px(3.0)], ..Stroke::solid(paint, style.px(1.2)) }),
    );
    shape(vec![lower], None, Some(Stroke::solid(paint, style.px(2.0))));
    let range = range(low.last().copied().unwrap_or(0.0), top, is_least, style);
    let at = (days.x(f64::from(days.to)), y(top) - style.px(7.0));
    let (inset, anchor) = if days.mirrored { (style.px(4.0), Anchor::Start) } else { (-style.px(4.0), Anchor::End) };
    let at = (at.0 + inset, at.1);
    let mut item = text(&range, at, anchor, FontStyle::Bold, style.letters(15.0), style.theme.ink);
    if let Item::Text(t) = &mut item {
        t.halo = Some((style.theme.halo, style.px(4.0)));
    }
    layer.items.push(item);
    layer
}

/// A sum of dead as a range.
pub(super) fn range(low: f64, high: f64, is_least: bool, style: &Style) -> String {
    let (low, high) = (format!("{low:.0}"), format!("{high:.0}"));
    let figures = if low == high { low } else { format!("{low}–{high}") };
    let figures = style.number(figures);
    if is_least { style.words().fill("or-more", &[("range", &figures)]) } else { figures }
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
