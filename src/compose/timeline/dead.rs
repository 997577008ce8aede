//! The panel of the dead added up: the lowest and the highest figures, and where nobody gives a number.

use super::days::Days;
use super::panels::{scale, steps};
use crate::analyse::{Row, total_of};
use crate::compose::furniture::text;
use crate::compose::legend::unknown_sign;
use crate::compose::scene::{Anchor, Disc, Item, Layer, Shape, Stroke};
use crate::compose::style::{Style, symbol_radius};
use crate::model::{Category, Incident};
use crate::project::{Page, Rect};
use crate::typeface::FontStyle;

/// Whether nobody gives a number of dead for an incident.
pub(super) fn is_unknown(incident: &Incident) -> bool {
    incident.killed.least_and_most().is_none()
}

/// The sums of the dead day by day: the lowest and the highest figures.
struct Sums {
    low: Vec<f64>,
    high: Vec<f64>,
}

impl Sums {
    /// The dead of an uncertain date are shared by its days.
    fn new(events: &[&Incident], days: &Days) -> Self {
        let count = usize::try_from(days.to - days.from).unwrap_or(0) + 1;
        let (mut low, mut high) = (vec![0.0; count], vec![0.0; count]);
        for i in events {
            let Some((min, most)) = i.killed.least_and_most() else { continue };
            let (first, last) = days.clipped(&i.date);
            let share = 1.0 / f64::from(last - first + 1);
            for day in first..=last {
                // The day after: on the day itself nobody knows the hour.
                if let Some(at) = usize::try_from(day - days.from + 1).ok().filter(|at| *at < count) {
                    low[at] += share * f64::from(min);
                    high[at] += share * f64::from(most.unwrap_or(min));
                }
            }
        }
        let summed = |list: Vec<f64>| -> Vec<f64> {
            let mut sum = 0.0;
            let add = |v: f64| {
                sum += v;
                sum
            };
            list.into_iter().map(add).collect()
        };
        Self { low: summed(low), high: summed(high) }
    }
}

/// The cumulative number of dead from the first day on, as the lowest and the highest figures with the area between. An incident for which nobody
/// gives a number has a sign on its date, and the sum is a lower bound; without any number there is no sum.
pub(super) fn added_up(events: &[&Incident], days: &Days, rect: Rect, style: &Style) -> Layer {
    let mut layer = Layer::new("dead", "The dead, added up");
    let total = total_of(events.iter().copied());
    let signs = unknown_signs(events, days, rect, style);
    if total.killed_unknown >= total.events {
        let size = style.letters(14.0);
        let at = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
        let words = style.words().text("timeline-dead-unknown");
        layer.items.push(text(words, at, Anchor::Middle, FontStyle::Italic, size, style.theme.quiet_ink));
    } else {
        layer.items.extend(curve(&Sums::new(events, days), &total, days, rect, style));
    }
    layer.items.extend(signs);
    layer
}

/// The curve with its scale, and the whole sum at its end.
fn curve(sums: &Sums, total: &Row, days: &Days, rect: Rect, style: &Style) -> Vec<Item> {
    let top = sums.high.last().copied().unwrap_or(0.0);
    let (step, most) = steps(top);
    let mut items = scale(rect, most, step, style);
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
    let (lower, upper) = (path(&sums.low), path(&sums.high));
    let paint = style.theme.mark(Category::Clash).paint;
    let mut area = lower.clone();
    area.push((days.x(f64::from(days.to)), rect.bottom()));
    area.push((days.x(f64::from(days.from)), rect.bottom()));
    let mut shape = |paths, fill, stroke| items.push(Item::Shape(Shape { paths, fill, stroke, about: None }));
    shape(vec![area], Some(paint.fade(0.16)), None);
    let mut between = upper.clone();
    between.extend(lower.iter().rev());
    shape(vec![between], Some(paint.fade(0.42)), None);
    let dash = vec![style.px(5.0), style.px(3.0)];
    shape(vec![upper], None, Some(Stroke { dash, ..Stroke::solid(paint, style.px(1.2)) }));
    shape(vec![lower], None, Some(Stroke::solid(paint, style.px(2.0))));
    // Above the signs, where the sum is so small.
    let above = if total.killed_unknown > 0.0 { rect.bottom() - signs_high(style) } else { rect.bottom() };
    let at = (days.x(f64::from(days.to)), y(top).min(above) - style.px(7.0));
    let (inset, anchor) = if days.mirrored { (style.px(4.0), Anchor::Start) } else { (-style.px(4.0), Anchor::End) };
    let size = style.letters(15.0);
    let words = style.phrases().dead(total);
    let mut item = text(&words, (at.0 + inset, at.1), anchor, FontStyle::Bold, size, style.theme.ink);
    if let Item::Text(t) = &mut item {
        t.halo = Some((style.theme.halo, style.px(4.0)));
    }
    items.push(item);
    items
}

/// The size of a sign of an unknown number of dead, and the room above the base line that a row of them takes, in pixels.
fn sign_radius(style: &Style) -> f64 {
    symbol_radius(true, None, style.unit)
}

fn signs_high(style: &Style) -> f64 {
    2.0 * sign_radius(style) + style.px(4.0)
}

/// The signs of incidents for which nobody gives a number of dead, each on the middle of its date, in a row above the base line: a sum that does not
/// grow there is no measured zero. One that would cover the sign before it is left out: they say the same.
fn unknown_signs(events: &[&Incident], days: &Days, rect: Rect, style: &Style) -> Vec<Item> {
    let radius = sign_radius(style);
    let middle = |i: &&Incident| {
        let (first, last) = days.clipped(&i.date);
        let (a, b) = days.span(first, last);
        ((a + b) / 2.0).clamp(rect.x + radius, (rect.right() - radius).max(rect.x + radius))
    };
    let mut all: Vec<f64> = events.iter().copied().filter(|i| is_unknown(i)).map(|i| middle(&i)).collect();
    all.sort_by(f64::total_cmp);
    let mut kept: Vec<f64> = Vec::new();
    for x in all {
        if kept.last().is_none_or(|before| x - before >= 2.0 * radius) {
            kept.push(x);
        }
    }
    let y = rect.bottom() - radius - style.px(2.0);
    let paper = style.theme.paper;
    let sign = |x: f64| {
        // The curve does not shine through.
        let under =
            Disc { centre: (x, y), radius: radius + style.px(1.0), fill: Some(paper), stroke: None, about: None };
        std::iter::once(Item::Disc(under)).chain(unknown_sign((x, y), radius, style))
    };
    kept.into_iter().flat_map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sample;

    fn incident(date: &str, min: &str, max: &str) -> Incident {
        let text = format!(
            r#"{{"title":"t","summary":"s","category":"clash","date":"{date}","location":{{"name":"n","basis":"gazetteer",
            "extent":"point"}},"killed":{{"min":{min},"max":{max}}},"wounded":{{"min":null,"max":null}},
            "status":"one_side","grade":{{"reliability":"B","credibility":2}},"sources":[{{"publisher":"p"}}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    /// The words of the panel, its signs, and whether it has a curve.
    fn panel(list: &[Incident]) -> (Vec<String>, usize, bool) {
        let events: Vec<&Incident> = list.iter().collect();
        let rect = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 200.0 };
        let from = list[0].date.days().0;
        let layer =
            added_up(&events, &Days { from, to: from + 365, rect, mirrored: false }, rect, &sample::style("en"));
        let words = layer.items.iter().filter_map(|i| if let Item::Text(t) = i { Some(t.words.clone()) } else { None });
        let signs = layer.items.iter().filter(|i| matches!(i, Item::Disc(_))).count() / 2;
        let is_dashed = |i: &Item| matches!(i, Item::Shape(s) if s.stroke.as_ref().is_some_and(|s| !s.dash.is_empty()));
        (words.collect(), signs, layer.items.iter().any(is_dashed))
    }

    #[test]
    fn a_sum_without_some_tolls_is_a_lower_bound_and_without_all_of_them_none() {
        let known = |n: &str| incident("2024-01-10", n, n);
        let (words, signs, _) = panel(&[known("3"), known("4")]);
        assert!(words.last().is_some_and(|w| w == "7") && signs == 0, "{words:?}");
        let (words, signs, has_curve) = panel(&[known("3"), incident("2024-06-10", "null", "null"), known("4")]);
        assert!(words.last().is_some_and(|w| w == "7 or more") && signs == 1 && has_curve, "{words:?} {signs}");
        let unknown = ["2024-01-10", "2024-06-10"].map(|d| incident(d, "null", "null"));
        let (words, signs, has_curve) = panel(&unknown);
        assert_eq!(
            (words.join("|").as_str(), signs, has_curve),
            ("For no incident is a number of dead known.", 2, false)
        );
    }
}
