//! The legend: only what is on this map, with counts.

use std::collections::BTreeSet;

mod entry;
mod facts;
mod reading;

pub use entry::{Entry, entry};
pub use facts::{Detail, Facts, StripFacts, TimelineFacts};
pub use reading::unknown_sign;
use reading::{dating, reading};

use crate::compose::contested::hatched_sample;
use crate::compose::counted::{count_sign, counted_radius, shares};
use crate::compose::furniture::{rectangle, strokes, text, wrapped};
use crate::compose::hexagons;
use crate::compose::inset_mark::mark_sample;
use crate::compose::journeys::arrow_sample;
use crate::compose::key::shows_distance;
use crate::compose::panel::{Block, head};
use crate::compose::places::place_mark;
use crate::compose::scene::{Anchor, Disc, Item, Stroke};
use crate::compose::status::{CORE, UNCERTAIN, dashes};
use crate::compose::style::{Form, MOST_DEATHS, Mark, Style, symbol_radius};
use crate::compose::symbols::{Symbol, symbol, zero_hole};
use crate::compose::views::{between_sample, sample};
use crate::model::{Category, LineStatus, PlaceKind};
use crate::project::{Page, Rect};
use crate::typeface::FontStyle;

/// Room for a sign before its words, in units of the design.
const SLOT: f64 = 58.0;
/// Between the sign and its words.
const GAP: f64 = 8.0;
/// The widest lines of words that are tried on the map.
pub const WIDEST: [f64; 2] = [315.0, 225.0];
pub const SIZE: f64 = 15.0;

/// How wide a legend is whose lines of words are at most so wide, in units of the design.
pub fn natural_width(symbols: &[Symbol<'_>], facts: &Facts, widest: f64, style: &Style) -> f64 {
    let rows = rows(symbols, facts, style);
    let size = style.letters(SIZE);
    let entries = rows.iter().filter_map(Row::entry);
    let lines = entries.flat_map(|e| wrapped(style.fonts, &e.words, FontStyle::Regular, size, style.px(widest)));
    let widest = lines.map(|l| style.fonts.width(&l, FontStyle::Regular, size, 0.0)).fold(0.0, f64::max);
    widest + style.px(SLOT + GAP + 2.0)
}

/// The legend as blocks of a width.
pub fn blocks<'a>(symbols: &[Symbol<'_>], facts: &Facts, wide: f64, style: &Style<'a>) -> Vec<Block> {
    set(rows(symbols, facts, style), wide, style)
}

/// How a figure without symbols is read, as blocks of a width.
pub fn reading_blocks(entries: Vec<Entry>, wide: f64, style: &Style<'_>) -> Vec<Block> {
    let head = Row::Head(style.words().text("legend-how-to-read").to_owned());
    set(std::iter::once(head).chain(entries.into_iter().map(Row::Entry)).collect(), wide, style)
}

fn set(rows: Vec<Row>, wide: f64, style: &Style<'_>) -> Vec<Block> {
    let size = style.letters(SIZE);
    let block = |row: Row| match row {
        Row::Head(words) => head(&words, (wide, size), style),
        Row::Entry(entry) => {
            let lines = wrapped(style.fonts, &entry.words, FontStyle::Regular, size, wide - style.px(SLOT + GAP));
            let count = f64::from(u32::try_from(lines.len()).unwrap_or(1));
            let height = style.px(entry.height).max(count * size * 1.2 + 0.35 * size);
            let draw = move |r: Rect, style: &Style| {
                let middle_y = r.y + r.height / 2.0;
                let inset = style.px(SLOT / 2.0);
                let middle = (if style.is_mirrored() { r.right() - inset } else { r.x + inset }, middle_y);
                let mut items = (entry.draw)(middle, style);
                let (x, anchor) = style.lead(r, style.px(SLOT + GAP));
                let mut baseline = middle_y - (count - 1.0) * size * 0.6 + size * 0.36;
                for words in &lines {
                    items.push(text(words, (x, baseline), anchor, FontStyle::Regular, size, style.theme.ink));
                    baseline += size * 1.2;
                }
                items
            };
            Block { height, draw: Box::new(draw), stays_with_next: false }
        }
    };
    rows.into_iter().map(block).collect()
}

enum Row {
    Head(String),
    Entry(Entry),
}

impl Row {
    fn entry(&self) -> Option<&Entry> {
        if let Row::Entry(entry) = self { Some(entry) } else { None }
    }
}

fn rows<'a>(symbols: &[Symbol<'_>], facts: &Facts, style: &Style<'a>) -> Vec<Row> {
    let words = style.words();
    if matches!(facts.detail, Detail::Short) {
        let mut tints = tints(facts, style).unwrap_or_default();
        if let Some(first) = tints.1.first_mut() {
            first.words = words.fill("legend-choropleth-first", &[("head", &tints.0), ("range", &first.words)]);
        }
        let entries = incidents(symbols, facts, style).into_iter().chain(tints.1).chain(basemap_layers(facts, style));
        return entries.map(Row::Entry).collect();
    }
    let mut rows = Vec::new();
    let mut group = |head: &str, entries: Vec<Entry>| {
        if !entries.is_empty() {
            rows.push(Row::Head(head.to_owned()));
            rows.extend(entries.into_iter().map(Row::Entry));
        }
    };
    group(words.text("legend-incidents"), incidents(symbols, facts, style));
    group(words.text("legend-certainty"), certainty(facts, style));
    if let Some((head, entries)) = tints(facts, style) {
        group(&head, entries);
    }
    match &facts.strip {
        Some(strip) => {
            let mut entries = reading(strip, facts.example, style);
            entries.extend(basemap_layers(facts, style));
            group(words.text("legend-how-to-read"), entries);
        }
        None => match &facts.timeline {
            Some(timeline) => group(words.text("legend-how-to-read"), dating(*timeline, facts.example, style)),
            None => group(words.text("legend-on-the-map"), basemap_layers(facts, style)),
        },
    }
    rows
}

fn incidents(symbols: &[Symbol<'_>], facts: &Facts, style: &Style) -> Vec<Entry> {
    let (theme, words) = (style.theme, style.words());
    let mut list = Vec::new();
    let is_short = matches!(facts.detail, Detail::Short);
    let series: &[Category] = if let Detail::Series(all) = &facts.detail { all } else { &[] };
    let all = symbols.iter().flat_map(Symbol::incidents).map(|i| i.category).chain(facts.journeys.iter().copied());
    let all = all.chain(series.iter().copied());
    for category in Category::among(all) {
        let arrows = facts.journeys.iter().filter(|c| **c == category).count();
        // What an inset shows has a count on the map as well.
        let own = symbols.iter().flat_map(Symbol::incidents).filter(|i| i.category == category);
        let count = own.map(std::ptr::from_ref).collect::<BTreeSet<_>>().len() + arrows;
        if count > 0 || series.contains(&category) {
            let label = format!("{} ({})", words.category(category), style.number(count));
            list.push(entry(label, 21.0, move |at, style| {
                symbol(&theme.mark(category), at, style.px(8.5), false, style, None)
            }));
        }
    }
    if !facts.journeys.is_empty() {
        list.push(entry(words.text("legend-journey"), 24.0, move |at, style| arrow_sample(at, false, style)));
        if facts.has_disputed_journey {
            list.push(entry(words.text("legend-disputed-journey"), 20.0, move |at, style| {
                arrow_sample(at, true, style)
            }));
        }
    }
    let has = |test: &dyn Fn(&Symbol<'_>) -> bool| symbols.iter().any(test);
    if has(&|s| s.is_hollow()) {
        let any = Mark { form: Form::Circle, paint: theme.quiet_ink, is_scaled: true };
        let draw = move |at: Page, style: &Style| symbol(&any, at, style.px(8.5), true, style, None);
        list.push(entry(words.text("legend-hollow"), 21.0, draw));
    }
    if let Some(largest) = symbols.iter().filter(|s| !s.is_single()).max_by(|a, b| a.radius.total_cmp(&b.radius)) {
        let shares = shares(&largest.incidents().collect::<Vec<_>>(), style);
        list.push(entry(words.text("legend-counted"), 30.0, move |at, style| {
            count_sign(at, counted_radius(12, style), &shares, &style.number(12), style)
        }));
    }
    if let Some(size) = &facts.hexagons {
        list.push(entry(words.fill("legend-hexagons", &[("n", size)]), 32.0, |at, style| {
            vec![hexagons::sample(at, style)]
        }));
    }
    let scaled: Vec<&Symbol<'_>> = symbols.iter().filter(|s| s.is_scaled).collect();
    if !scaled.is_empty() {
        list.extend(casualties(&scaled, is_short, style));
    }
    if facts.has_key {
        let draw = move |at: Page, style: &Style| {
            let baseline = (at.0, at.1 + style.px(5.4));
            let size = style.letters(15.0);
            vec![text(&style.number(12), baseline, Anchor::Middle, FontStyle::Bold, size, theme.ink)]
        };
        list.push(entry(words.text("legend-see-list"), 20.0, draw));
        if is_short {
            return list;
        }
        let text_sample = |sample: String, label: &str| {
            entry(label, 20.0, move |at, style| {
                let size = style.letters(15.0);
                vec![text(
                    &sample,
                    (at.0, at.1 + style.px(5.4)),
                    Anchor::Middle,
                    FontStyle::Regular,
                    size,
                    theme.quiet_ink,
                )]
            })
        };
        if symbols.iter().any(|s| shows_distance(s.incident)) {
            list.push(text_sample(words.text("km").to_owned(), words.text("report-distance")));
        }
        list.push(text_sample("B2".to_owned(), words.text("legend-grades")));
    }
    list
}

fn casualties(scaled: &[&Symbol<'_>], is_short: bool, style: &Style) -> Vec<Entry> {
    let (theme, words) = (style.theme, style.words());
    let grey = theme.quiet_ink.fade(theme.muted);
    let disc = move |centre: Page, radius: f64| {
        Item::Disc(Disc { centre, radius, fill: Some(grey), stroke: None, about: None })
    };
    let mut list = Vec::new();
    let unit = scaled.first().map_or(style.unit, |s| s.unit);
    let r = move |n: u32| symbol_radius(true, Some(n), unit);
    let most = scaled.iter().filter_map(|s| s.incident.killed.best_or_least()).max().unwrap_or(0);
    if most > 0 {
        // The largest of these that has room in the slot, and one.
        let cap = scaled.first().map_or(MOST_DEATHS, |s| s.most_dead);
        let largest = [1, 2, 5, 10].into_iter().filter(|n| *n <= most.min(cap)).max().unwrap_or(1);
        let shown: Vec<u32> = if largest > 1 { vec![1, largest] } else { vec![1] };
        let figures: Vec<String> = shown.iter().map(|n| style.number(n)).collect();
        let label = words.fill("legend-dead", &[("list", &figures.join(&format!(" {} ", words.text("and"))))]);
        list.push(entry(label, 2.0 * r(largest) / style.unit + 4.0, move |at, style| {
            let footer = at.1 + r(largest);
            let wide: f64 = shown.iter().map(|n| 2.0 * r(*n)).sum::<f64>() + style.px(3.0);
            if wide > style.px(SLOT) {
                // One within the other, on a common base line.
                let stroke = Some(Stroke::solid(theme.paper, style.unit));
                let small = Disc { centre: (at.0, footer - r(1)), radius: r(1), fill: Some(grey), stroke, about: None };
                return vec![disc(at, r(largest)), Item::Disc(small)];
            }
            let mut x = at.0 - wide / 2.0;
            let mut items = Vec::new();
            for n in &shown {
                items.push(disc((x + r(*n), at.1), r(*n)));
                x += 2.0 * r(*n) + style.px(3.0);
            }
            items
        }));
        let highest = scaled.iter().filter_map(|s| s.incident.killed.max).max().unwrap_or(0);
        if most.max(highest) > cap {
            let label = words.fill("legend-most-dead", &[("n", &style.number(cap))]);
            list.push(entry(label, 20.0, |_, _| Vec::new()));
        }
    }
    if is_short {
        return list;
    }
    let has = |test: &dyn Fn(&Symbol<'_>) -> bool| scaled.iter().any(|s| test(s));
    if has(&|s| s.highest().is_some()) {
        list.push(entry(words.text("legend-highest-figure"), 27.0, move |at, style| {
            let stroke = Some(Stroke::solid(theme.quiet_ink, style.unit));
            vec![Item::Disc(Disc { centre: at, radius: r(2), fill: None, stroke, about: None }), disc(at, r(1))]
        }));
    }
    let small = symbol_radius(true, None, unit);
    if has(&|s| s.incident.killed.best_or_least() == Some(0)) {
        list.push(entry(words.text("legend-none-dead"), 20.0, move |at, _| {
            vec![disc(at, small), zero_hole(at, small, theme.paper)]
        }));
    }
    if has(&|s| s.incident.killed.best_or_least().is_none()) {
        list.push(entry(words.text("legend-unknown-dead"), 20.0, move |at, style| unknown_sign(at, small, style)));
    }
    list
}

fn certainty(facts: &Facts, style: &Style) -> Vec<Entry> {
    let (theme, words) = (style.theme, style.words());
    let mut list = Vec::new();
    if facts.has_radii {
        list.push(entry(words.text("legend-radius"), 30.0, move |at, style| {
            let paint = theme.quiet_ink;
            let stroke = Some(Stroke::solid(paint.fade(0.7), style.px(0.9)));
            let fill = (theme.radius_fill > 0.0).then(|| paint.fade(theme.radius_fill));
            vec![Item::Disc(Disc { centre: at, radius: style.px(13.0), fill, stroke, about: None })]
        }));
    }
    if facts.radii_beyond > 0 {
        let label = words.fill("legend-radius-beyond", &[("n", &style.number(facts.radii_beyond))]);
        list.push(entry(label, 20.0, |_, _| Vec::new()));
    }
    if let Some(size) = &facts.cells {
        list.push(entry(words.fill("legend-cell", &[("n", size)]), 26.0, move |at, style| {
            let half = style.px(11.0);
            let cell = Rect { x: at.0 - half, y: at.1 - half, width: 2.0 * half, height: 2.0 * half };
            let paint = theme.quiet_ink;
            vec![rectangle(cell, paint.fade(0.12), Stroke::solid(paint.fade(0.7), style.px(0.9)))]
        }));
    }
    if facts.has_leader_lines {
        let example = facts.example;
        list.push(entry(words.text("legend-moved"), 21.0, move |at, style| {
            let (a, b) = ((at.0 - style.px(13.0), at.1 + style.px(5.0)), (at.0 + style.px(9.0), at.1 - style.px(3.0)));
            let mut items = vec![strokes(vec![vec![a, b]], Stroke::solid(theme.ink.fade(0.8), style.px(1.1)))];
            items.push(Item::Disc(Disc {
                centre: a,
                radius: style.px(2.0),
                fill: Some(theme.ink),
                stroke: None,
                about: None,
            }));
            items.extend(symbol(&theme.mark(example), b, style.px(7.0), false, style, None));
            items
        }));
    }
    list
}

/// The classes of provinces, and their heading.
fn tints(facts: &Facts, style: &Style) -> Option<(String, Vec<Entry>)> {
    facts.choropleth.as_ref().map(|c| (c.head(style), c.entries(style)))
}

fn basemap_layers(facts: &Facts, style: &Style) -> Vec<Entry> {
    let words = style.words();
    let mut list = Vec::new();
    let words_of = |status: LineStatus| style.phrases().status(status);
    // A line of one status throughout needs one entry.
    let sole = facts.statuses.first().copied().filter(|_| facts.statuses.len() == 1 && !facts.claims.has_unstated);
    if facts.has_border {
        let label = match facts.has_kilometres {
            true => words.fill("legend-border", &[("name", &facts.border_name)]),
            false => facts.border_name.clone(),
        };
        let label = match sole {
            Some(status) => {
                words.fill("legend-border-sole-status", &[("border", &label), ("status", words_of(status))])
            }
            None => label,
        };
        let dash = sole.map_or(&[][..], dashes);
        list.push(entry(label, 21.0, move |at, style| line(at, dash, style)));
        for status in facts.statuses.iter().copied().filter(|_| sole.is_none()) {
            let label = words.fill("legend-border-status", &[("status", words_of(status))]);
            list.push(entry(label, 22.0, move |at, style| line(at, dashes(status), style)));
        }
    }
    let is_short = matches!(facts.detail, Detail::Short);
    if facts.claims.has_uncertain && !is_short {
        list.push(entry(words.text("legend-border-uncertain"), 22.0, |at, style| line(at, UNCERTAIN, style)));
    }
    for (number, name) in facts.claims.views.clone() {
        list.push(entry(name, 21.0, move |at, style| sample(number, at, style)));
    }
    let area = |at: Page, style: &Style| {
        let (wide, high) = (style.px(38.0), style.px(17.0));
        Rect { x: at.0 - wide / 2.0, y: at.1 - high / 2.0, width: wide, height: high }
    };
    if !facts.claims.between.is_empty() {
        let numbers = facts.claims.between.clone();
        let sample = move |at: Page, style: &Style| between_sample(&numbers, area(at, style), style);
        list.push(entry(words.text("legend-between"), 24.0, sample));
    }
    if !facts.claims.areas.is_empty() {
        let sample = move |at: Page, style: &Style| hatched_sample(area(at, style), style);
        list.push(entry(words.text("legend-contested"), 24.0, sample));
    }
    if facts.has_inset {
        list.push(entry(words.text("legend-inset"), 26.0, move |at, style| mark_sample(area(at, style), style)));
    }
    for sign in facts.own.iter().cloned() {
        list.push(entry(sign.label.clone(), 24.0, move |at, style| sign.draw(at, style)));
    }
    for (kind, label) in
        [(PlaceKind::BorderCrossing, words.text("legend-crossing")), (PlaceKind::MiningSite, words.text("legend-mine"))]
    {
        if facts.kinds.contains(&kind) && !is_short {
            list.push(entry(label, 20.0, move |at, style| place_mark(kind, 2, at, style)));
        }
    }
    list
}

/// A sample of the border line.
fn line(at: Page, dash: &[f64], style: &Style) -> Vec<Item> {
    let path = vec![vec![(at.0 - style.px(19.0), at.1), (at.0 + style.px(19.0), at.1)]];
    let dash = dash.iter().map(|d| style.px(*d)).collect();
    let core = Stroke { paint: style.theme.border, width: style.px(CORE), dash };
    vec![strokes(path.clone(), Stroke::solid(style.theme.casing, style.px(9.0))), strokes(path, core)]
}
