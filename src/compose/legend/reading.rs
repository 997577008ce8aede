//! How a strip or a timeline is read.

use super::entry::{Entry, entry};
use super::facts::{StripFacts, TimelineFacts};
use crate::compose::furniture::{break_sign, rectangle, strokes};
use crate::compose::scene::{Disc, Item, Shape, Stroke};
use crate::compose::shades;
use crate::compose::style::{Style, symbol_radius};
use crate::compose::symbols::{symbol, unknown_bar};
use crate::model::Category;
use crate::project::{Page, Rect};

/// How a strip is read.
pub fn reading(strip: &StripFacts, example: Category, style: &Style) -> Vec<Entry> {
    let (theme, words) = (style.theme, style.words());
    let paint = theme.mark(example).paint;
    let dot = move |at: Page, style: &Style| symbol(&theme.mark(example), at, style.px(6.0), false, style, None);
    let bar = move |at: Page, style: &Style| {
        let (long, cap) = (style.px(20.0), style.px(3.5));
        let ends = [at.0 - long, at.0 + long].map(|x| vec![(x, at.1 - cap), (x, at.1 + cap)]);
        let paths = std::iter::once(vec![(at.0 - long, at.1), (at.0 + long, at.1)]).chain(ends).collect();
        strokes(paths, Stroke::solid(paint.fade(0.75), style.px(1.3)))
    };
    let mut list = Vec::new();
    if strip.has_ranges {
        list.push(entry(words.text("legend-ranges"), 26.0, move |at, style| {
            let (high, cap) = (style.px(12.0), style.px(3.5));
            let ends = [at.1 - high, at.1 + high].map(|y| vec![(at.0 - cap, y), (at.0 + cap, y)]);
            let paths = std::iter::once(vec![(at.0, at.1 - high), (at.0, at.1 + high)]).chain(ends).collect();
            let upright = strokes(paths, Stroke::solid(paint.fade(0.75), style.px(1.3)));
            [bar(at, style), upright].into_iter().chain(dot(at, style)).collect()
        }));
    }
    if strip.has_heat {
        let short = |v: f64| style.number(if v < 9.95 { format!("{v:.1}") } else { format!("{v:.0}") });
        let darkest = strip.darkest.map(|(n, km)| {
            let km = format!("{}\u{A0}{}", short(km), words.text("km"));
            format!("; {}", words.fill("legend-heat-darkest", &[("n", &short(n)), ("km", &km)]))
        });
        let heat = format!("{}{}", words.text("legend-heat"), darkest.unwrap_or_default());
        list.push(entry(heat, 26.0, shades::sample));
    }
    if strip.has_columns {
        list.push(entry(words.text("legend-range-only"), 30.0, move |at, style| {
            let (wide, high) = (style.px(7.0), style.px(28.0));
            let column = Rect { x: at.0 - wide / 2.0, y: at.1 - high / 2.0, width: wide, height: high };
            let edge = Stroke::solid(paint.fade(0.45), style.px(0.7));
            [rectangle(column, paint.fade(0.20), edge), bar(at, style)].into_iter().chain(dot(at, style)).collect()
        }));
    }
    if strip.has_accuracy {
        list.push(entry(words.text("legend-border-accuracy"), 22.0, move |at, style| {
            let band = Rect {
                x: at.0 - style.px(19.0),
                y: at.1 - style.px(7.0),
                width: style.px(38.0),
                height: style.px(14.0),
            };
            let none = Stroke::solid(theme.paper, 0.0);
            let core = vec![vec![(band.x, at.1), (band.right(), at.1)]];
            vec![
                rectangle(band, theme.quiet_ink.fade(0.28), none),
                strokes(core, Stroke::solid(theme.border, style.px(3.0))),
            ]
        }));
    }
    if strip.has_breaks {
        list.push(entry(words.text("legend-break"), 22.0, move |at, style| {
            let part = |from: f64, to: f64| vec![(at.0 + style.px(from), at.1), (at.0 + style.px(to), at.1)];
            let parts = vec![part(-19.0, -2.5), part(2.5, 19.0)];
            [vec![strokes(parts, Stroke::solid(theme.border, style.px(3.0)))], break_sign(at, style)].concat()
        }));
    }
    list.push(entry(words.text("legend-root-scale"), 26.0, move |at, style| {
        // Ticks at 0, 1, 5, 10 and 20 as the scale sets them.
        let footer = at.1 + style.px(10.0);
        let ticks = [0.0, 1.0, 5.0, 10.0, 20.0_f64].map(|v| {
            let y = footer - v.sqrt() * style.px(4.6);
            vec![(at.0 - style.px(5.0), y), (at.0 + style.px(5.0), y)]
        });
        let axis = vec![(at.0, footer), (at.0, footer - style.px(21.0))];
        let paths = ticks.into_iter().chain([axis]).collect();
        vec![strokes(paths, Stroke::solid(theme.quiet_ink, style.px(1.1)))]
    }));
    if !strip.has_ranges && !strip.has_heat {
        return list;
    }
    list.push(entry(words.text("legend-density-note"), 24.0, move |at, style| {
        let footer = at.1 + style.px(8.0);
        let hill: Vec<Page> = (0..=24_u8)
            .map(|i| {
                let u = f64::from(i) / 12.0 - 1.0;
                (at.0 + u * style.px(20.0), footer - (1.0 - u * u).powi(2) * style.px(17.0))
            })
            .collect();
        let fill = Some(theme.border.fade(0.22));
        let stroke = Some(Stroke::solid(theme.border, style.px(1.4)));
        vec![Item::Shape(Shape { paths: vec![hill], fill, stroke, about: None })]
    }));
    list.push(entry(words.text("legend-even-density"), 20.0, move |at, style| {
        let dash = Stroke { dash: vec![style.px(5.0), style.px(4.0)], ..Stroke::solid(theme.quiet_ink, style.px(1.0)) };
        vec![strokes(vec![vec![(at.0 - style.px(20.0), at.1), (at.0 + style.px(20.0), at.1)]], dash)]
    }));
    list
}

/// The sign of an unknown number of dead, of no category.
pub fn unknown_sign(at: Page, radius: f64, style: &Style) -> Vec<Item> {
    let fill = Some(style.theme.quiet_ink.fade(style.theme.muted));
    let disc = Item::Disc(Disc { centre: at, radius, fill, stroke: None, about: None });
    vec![disc, unknown_bar(at, radius, style.theme.paper)]
}

/// How a timeline is read.
pub fn dating(timeline: TimelineFacts, example: Category, style: &Style) -> Vec<Entry> {
    let (theme, words) = (style.theme, style.words());
    let paint = theme.mark(example).paint;
    let red = theme.mark(Category::Clash).paint;
    let bar = entry(words.text("legend-date-bar"), 22.0, move |at, style| {
        let bar =
            Rect { x: at.0 - style.px(22.0), y: at.1 - style.px(3.5), width: style.px(44.0), height: style.px(7.0) };
        let edge = Stroke::solid(paint.fade(0.6), style.px(0.8));
        let dot = symbol(&theme.mark(example), at, style.px(7.0), false, style, None);
        [rectangle(bar, paint.fade(0.22), edge)].into_iter().chain(dot).collect()
    });
    let share = entry(words.text("legend-month-share"), 26.0, move |at, style| {
        let part = |x: f64, high: f64| Rect {
            x: at.0 + style.px(x),
            y: at.1 + style.px(10.0 - high),
            width: style.px(9.0),
            height: style.px(high),
        };
        let none = Stroke::solid(theme.paper, 0.0);
        [(-15.0, 10.0), (-5.0, 20.0), (5.0, 5.0)]
            .map(|(x, high)| rectangle(part(x, high), theme.quiet_ink.fade(theme.muted), none.clone()))
            .into_iter()
            .collect()
    });
    let sum = entry(words.text("legend-dead-range"), 26.0, move |at, style| {
        let p = |x: f64, y: f64| (at.0 + style.px(x), at.1 + style.px(y));
        let (low, high) =
            (vec![p(-20.0, 9.0), p(-4.0, 4.0), p(20.0, -2.0)], vec![p(-20.0, 9.0), p(-4.0, 1.0), p(20.0, -9.0)]);
        let mut between = high.clone();
        between.extend(low.iter().rev());
        let dash = vec![style.px(5.0), style.px(3.0)];
        vec![
            Item::Shape(Shape { paths: vec![between], fill: Some(red.fade(0.42)), stroke: None, about: None }),
            strokes(vec![high], Stroke { dash, ..Stroke::solid(red, style.px(1.2)) }),
            strokes(vec![low], Stroke::solid(red, style.px(2.0))),
        ]
    });
    let unknown = entry(words.text("legend-unknown-dead"), 20.0, move |at, style| {
        unknown_sign(at, symbol_radius(true, None, style.unit), style)
    });
    let all = [
        timeline.has_shares.then_some(share),
        timeline.has_bars.then_some(bar),
        timeline.has_known.then_some(sum),
        timeline.has_unnamed_unknown.then_some(unknown),
    ];
    all.into_iter().flatten().collect()
}
