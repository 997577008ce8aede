//! The timeline: incidents by month and category, each on its date, and the cumulative number of dead.
//!
//! An uncertain date is a bar over the days it may mean, and counts in each month by its share.

use std::collections::BTreeMap;

use super::arrangement::{MOST_APART, SIZES};
use super::figure::Figure;
use super::footer::Drawn;
use super::furniture::{rectangle, strokes, text};
use super::labels::{Label, Room, place};
use super::legend::{self, Detail, Facts, TimelineFacts};
use super::paper::{ComposeError, too_small};
use super::scene::{Anchor, Item, Layer, Shape, Stroke};
use super::sheet::{Content, Sheet};
use super::shown::Shown;
use super::status::Claims;
use super::style::Style;
use super::symbols::{Symbol, drawn, symbol};
use crate::analyse::is_event;
use crate::language::{LanguagePair, date};
use crate::model::{Case, Category, Edtf, Incident, axis_years, is_on_axis, off_axis_in_words};
use crate::project::{Page, Rect};
use crate::recipe::{Recipe, Theme};
use crate::typeface::FontStyle;

/// On a small page symbols are tried in this size too.
const SMALLEST: f64 = 0.5;
/// A month as year and number.
type Month = (i16, u8);

/// Days across the page; in a language that is written from right to left they run that way.
struct Days {
    from: i32,
    to: i32,
    rect: Rect,
    mirrored: bool,
}

impl Days {
    /// Where a day begins.
    fn x(&self, day: f64) -> f64 {
        let share = (day - f64::from(self.from)) / f64::from(self.to - self.from);
        let share = if self.mirrored { 1.0 - share } else { share };
        self.rect.x + share * self.rect.width
    }

    /// The part of a date that the axis has: an end that is open goes to the edge.
    fn clipped(&self, date: &Edtf) -> (i32, i32) {
        let (first, last) = date.days();
        (first.clamp(self.from, self.to - 1), last.clamp(self.from, self.to - 1))
    }

    /// Where a range of days lies, left edge first.
    fn span(&self, first: i32, last: i32) -> (f64, f64) {
        let (a, b) = (self.x(f64::from(first)), self.x(f64::from(last + 1)));
        (a.min(b), a.max(b))
    }
}

/// Composes a timeline of the incidents that passed a filter.
///
/// # Errors
///
/// [`ComposeError`] if the page is too small.
pub fn compose_timeline(
    dossier: &Case,
    incidents: &[&Incident],
    recipe: &Recipe,
    languages: LanguagePair,
) -> Result<Figure, ComposeError> {
    let all: Vec<&Incident> = incidents.iter().copied().filter(|i| is_event(i.category)).collect();
    let years = axis_years(dossier.incidents.iter());
    let (mut events, off): (Vec<&Incident>, Vec<&Incident>) =
        all.iter().copied().partition(|i| is_on_axis(&i.date, &years));
    events.sort_by_key(|i| (i.date.days(), i.id.clone()));
    let shown = Shown { of: all.len(), shown: events.len(), ..Shown::default() };
    let sheet = Sheet::new(recipe, languages, dossier, &Drawn::chart(&shown));
    let style = sheet.style.clone();
    let mut symbols: Vec<Symbol<'_>> = events.iter().map(|i| Symbol::new(i, (0.0, 0.0), 0.0, &style)).collect();
    let months = months(&events);
    let margin = style.px(58.0);
    let inner = sheet.inner();
    let total: i32 = months.iter().map(|(_, (a, b))| b - a + 1).sum();
    let day_wide = (inner.width - margin) / f64::from(total.max(1));
    let is_bar = |s: &Symbol<'_>| {
        let (first, last) = s.incident.date.days();
        f64::from(last - first + 1) * day_wide > 2.0 * s.extent(&style)
    };
    let reading = TimelineFacts {
        has_bars: symbols.iter().any(is_bar),
        has_shares: events.iter().any(|i| i.date.months().len() > 1),
    };
    let lead = if style.is_mirrored() { 0.0 } else { margin };
    let head = style.px(24.0);
    let axis = style.px(46.0);
    let days_in = |lane: Rect| {
        let (first, last) = months.first().zip(months.last())?;
        Some(Days { from: first.1.0, to: last.1.1 + 1, rect: lane, mirrored: style.is_mirrored() })
    };
    // By date; where one would cover another, the largest first, and then smaller.
    let smaller = SIZES.into_iter().chain([SMALLEST]).map(|size| (size, true)).filter(|_| symbols.len() <= MOST_APART);
    let mut attempts = std::iter::once((1.0, false)).chain(smaller).collect::<Vec<_>>().into_iter().peekable();
    let (blocks, bars, lane, dead, lost) = loop {
        let (size, is_largest_first) = attempts.next().unwrap_or((1.0, false));
        symbols.iter_mut().for_each(|s| s.resize(style.unit * size));
        let blocks = if recipe.show.legend.is_shown() {
            legend::blocks(&symbols, &facts(Detail::of(recipe, dossier), &events, reading), sheet.column(), &style)
        } else {
            Vec::new()
        };
        let body = sheet.body(&blocks);
        let free = body.height - axis - 3.0 * head - 2.0 * style.px(12.0);
        if free < style.px(260.0) {
            return Err(too_small(recipe));
        }
        let band =
            |share: f64, y: f64| Rect { x: inner.x + lead, y, width: inner.width - margin, height: share * free };
        let bars = band(0.26, body.y + head);
        let lane = band(0.48, bars.bottom() + style.px(12.0) + head);
        let dead = band(0.26, lane.bottom() + style.px(12.0) + head);
        let mut order: Vec<usize> = (0..symbols.len()).collect();
        if is_largest_first {
            order.sort_by(|a, b| symbols[*b].extent(&style).total_cmp(&symbols[*a].extent(&style)));
        }
        let lost =
            days_in(lane).map(|days| set_on_dates(&mut symbols, &order, &days, lane, &style)).unwrap_or_default();
        if lost.is_empty() || attempts.peek().is_none() {
            break (blocks, bars, lane, dead, lost);
        }
    };
    let mut layers = Vec::new();
    let mut content = Content {
        layers: Vec::new(),
        labels: Vec::new(),
        leaders: Vec::new(),
        symbols: Vec::new(),
        placed: Vec::new(),
        unnamed_sides: Vec::new(),
        unnamed: Vec::new(),
        remarks: Vec::new(),
        description: description(&events, recipe, &shown, &style),
    };
    content.remarks.extend(lost.iter().map(|id| format!("no room for {id}: it covers another")));
    if let Some(days) = days_in(lane) {
        layers.push(grid(&months, &days, [bars, lane, dead], &style));
        layers.push(monthly(&events, &days, bars, recipe.theme, &style));
        layers.extend(on_their_dates(dossier, &symbols, &days, lane, &mut content, &style));
        layers.push(added_up(&events, &days, dead, &style));
    } else {
        content.remarks.push("no incident passes the filter".to_owned());
    }
    let off: Vec<&str> = off.iter().map(|i| i.id.as_str()).collect();
    content.remarks.extend(off_axis_in_words(&off, &years));
    let words = style.words();
    let mut heads = Layer::new("headings", "Headings");
    for (rect, head) in [
        (bars, words.text("timeline-by-month")),
        (lane, words.text("timeline-on-its-date")),
        (dead, words.text("timeline-cumulative-dead")),
    ] {
        let (x, anchor) = style.lead(rect, 0.0);
        let at = (x, rect.y - style.px(9.0));
        heads.items.push(text(head, at, anchor, FontStyle::Bold, style.letters(14.0), style.theme.quiet_ink));
    }
    layers.push(heads);
    content.layers = layers;
    content.symbols = symbols.iter().map(|s| s.bounds(&style)).collect();
    sheet.figure(content, &blocks, shown.clone())
}

/// What the legend explains.
fn facts(detail: Detail, events: &[&Incident], timeline: TimelineFacts) -> Facts {
    Facts {
        detail,
        border_name: String::new(),
        has_border: false,
        has_kilometres: false,
        claims: Claims::default(),
        statuses: Vec::new(),
        has_radii: false,
        cells: None,
        hexagons: None,
        has_leader_lines: false,
        journeys: Vec::new(),
        has_disputed_journey: false,
        example: events.iter().map(|i| i.category).min().unwrap_or(Category::Clash),
        has_key: false,
        has_inset: false,
        choropleth: None,
        kinds: Vec::new(),
        own: Vec::new(),
        strip: None,
        timeline: Some(timeline),
    }
}

/// All months from the first to the last that an incident may have had, with their first and last day.
fn months(events: &[&Incident]) -> Vec<(Month, (i32, i32))> {
    let all = events.iter().flat_map(|i| i.date.months()).map(|(m, _)| m);
    let (Some(first), Some(last)) = (all.clone().min(), all.max()) else { return Vec::new() };
    let number = |(y, m): Month| i32::from(y) * 12 + i32::from(m) - 1;
    let month = |n: i32| {
        let (year, month) = (n.div_euclid(12), n.rem_euclid(12) + 1);
        let days = format!("{year:04}-{month:02}").parse::<Edtf>().ok()?.days();
        Some(((i16::try_from(year).ok()?, u8::try_from(month).ok()?), days))
    };
    (number(first)..=number(last)).filter_map(month).collect()
}

/// Years as shaded backgrounds, months as ticks, and their names below.
fn grid(months: &[(Month, (i32, i32))], days: &Days, panels: [Rect; 3], style: &Style) -> Layer {
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
        let room = if each == 1 { month_wide } else { month_wide * f64::from(each) };
        let name = style.words().month(*month);
        let fits = style.fonts.width(name, FontStyle::Regular, size, 0.0) < room - style.px(3.0);
        if starts && each < 12 && fits {
            let at = ((a + b) / 2.0, bottom + style.px(8.0) + 0.75 * size);
            layer.items.push(text(name, at, Anchor::Middle, FontStyle::Regular, size, theme.quiet_ink));
        }
    }
    for (i, (year, (a, b))) in years.iter().enumerate() {
        for panel in panels {
            let basemap = Rect { x: *a, width: b - a, ..panel };
            // Every other year is shaded, where the theme has shades.
            let shade = if i % 2 == 0 { theme.land_other } else { theme.paper };
            layer.items.insert(0, rectangle(basemap, shade, Stroke::solid(shade, 0.0)));
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
        let footer = vec![(panel.x, panel.bottom()), (panel.right(), panel.bottom())];
        layer.items.push(strokes(vec![footer], Stroke::solid(theme.quiet_ink, style.px(0.9))));
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
fn monthly(events: &[&Incident], days: &Days, rect: Rect, theme: Theme, style: &Style) -> Layer {
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

/// Gives symbols their places on their dates, one after the other in an order, and returns the ids of those that cover another.
fn set_on_dates(symbols: &mut [Symbol<'_>], order: &[usize], days: &Days, rect: Rect, style: &Style) -> Vec<String> {
    let mut taken: Vec<Rect> = Vec::new();
    let mut lost = Vec::new();
    let middle = rect.y + rect.height / 2.0;
    for i in order {
        let s = &mut symbols[*i];
        let (first, last) = days.clipped(&s.incident.date);
        let (a, b) = days.span(first, last);
        let x = (a + b) / 2.0;
        let r = s.extent(style);
        let wide = ((b - a) / 2.0).max(r);
        let own = |y: f64| Rect { x: x - wide, y: y - r, width: 2.0 * wide, height: 2.0 * r }.grown(style.px(2.5));
        let step = style.px(6.0);
        let inside = |y: &f64| *y - r >= rect.y && *y + r <= rect.bottom();
        // Apart by the room of a label's line where there is so much, else by what parts the symbols.
        let found = [style.px(8.0), 0.0].into_iter().find_map(|more| {
            let free = |y: &f64| {
                let own = own(*y);
                let own = Rect { y: own.y - more, height: own.height + 2.0 * more, ..own };
                inside(y) && !taken.iter().any(|t| t.overlaps(&own))
            };
            let offsets = (0..200_i32).map(|k| f64::from((k + 1) / 2) * if k % 2 == 0 { 1.0 } else { -1.0 } * step);
            offsets.map(|o| middle + o).find(free)
        });
        let y = found.unwrap_or_else(|| {
            lost.push(s.incident.id.clone());
            middle
        });
        (s.point, s.at) = ((x, y), (x, y));
        taken.push(own(y));
    }
    lost
}

/// Each incident on its date: a symbol, and a bar over the days where there are several.
fn on_their_dates(
    dossier: &Case,
    symbols: &[Symbol<'_>],
    days: &Days,
    rect: Rect,
    content: &mut Content,
    style: &Style,
) -> Vec<Layer> {
    let mut bars = Layer::new("date-bars", "Days it may have been");
    for s in symbols {
        let (first, last) = days.clipped(&s.incident.date);
        let (a, b) = days.span(first, last);
        let (r, y) = (s.extent(style), s.at.1);
        // A bar no longer than its symbol would be hidden by it.
        if b - a > 2.0 * r {
            let paint = style.theme.mark(s.incident.category).paint;
            let bar = Rect { x: a, y: y - style.px(3.5), width: b - a, height: style.px(7.0) };
            let edge = Stroke::solid(paint.fade(0.6), style.px(0.8));
            bars.items.push(rectangle(bar, paint.fade(0.22), edge));
        }
    }
    let label = |s: &Symbol<'_>| Label {
        lines: vec![style.phrases().place(s.incident, &dossier.places)],
        at: s.at,
        clear: s.extent(style),
        extent: s.extent(style),
        edge: s.extent(style),
        font_style: FontStyle::Regular,
        size: style.letters(12.5),
        paint: style.theme.ink,
        rank: 2,
        leader: true,
        keeps_side: false,
        others: Vec::new(),
    };
    // Where no place is known, no name is set.
    let named: Vec<&Symbol<'_>> = symbols.iter().filter(|s| s.incident.at.is_some()).collect();
    let labels: Vec<Label> = named.iter().map(|s| label(s)).collect();
    let blocked: Vec<Rect> = symbols.iter().map(|s| s.bounds(style).grown(style.px(1.0))).collect();
    let room = Room { fonts: style.fonts, frame: rect, blocked: &blocked, lines: &[] };
    let placed = place(&labels, &room, style.theme.halo, style.unit);
    for lost in placed.dropped.iter().filter_map(|i| named.get(*i)) {
        content.remarks.push(format!("no room for the place of {}", lost.incident.id));
    }
    content.labels.extend(placed.boxes);
    content.leaders.extend(placed.leaders);
    vec![bars, drawn(symbols, style), placed.layer]
}

/// The cumulative number of dead from the first day on, as the lowest and the highest figures with the area between.
fn added_up(events: &[&Incident], days: &Days, rect: Rect, style: &Style) -> Layer {
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
    let none = None;
    let mut shape =
        |paths, fill, stroke| layer.items.push(Item::Shape(Shape { paths, fill, stroke, about: none.clone() }));
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
fn range(low: f64, high: f64, is_least: bool, style: &Style) -> String {
    let (low, high) = (format!("{low:.0}"), format!("{high:.0}"));
    let figures = if low == high { low } else { format!("{low}–{high}") };
    let figures = style.number(figures);
    if is_least { style.words().fill("or-more", &[("range", &figures)]) } else { figures }
}

/// The description of the figure.
fn description(events: &[&Incident], recipe: &Recipe, shown: &Shown, style: &Style) -> String {
    let (words, title) = (style.words(), recipe.title.trim_end_matches('.'));
    if events.is_empty() {
        return format!("{title}.");
    }
    let count = |c: Category| events.iter().filter(|i| i.category == c).count();
    let counts: Vec<String> = Category::among(events.iter().map(|i| i.category))
        .into_iter()
        .map(|c| format!("{} ({})", words.category(c), style.number(count(c))))
        .collect();
    let months = months(events);
    let month_name = |m: Option<&(Month, (i32, i32))>| {
        let text = m.map(|((y, m), _)| format!("{y:04}-{m:02}")).and_then(|t| t.parse::<Edtf>().ok());
        text.map(|d| date(style.language(), &d)).unwrap_or_default()
    };
    let mut sentences = vec![words.fill(
        "timeline-description",
        &[
            ("title", title),
            ("n", &style.number(shown.shown)),
            ("from", &month_name(months.first())),
            ("to", &month_name(months.last())),
            ("list", &counts.join(words.text("comma"))),
        ],
    )];
    let mut by_month: BTreeMap<Month, f64> = BTreeMap::new();
    for (month, share) in events.iter().flat_map(|i| i.date.months()) {
        *by_month.entry(month).or_default() += share;
    }
    let best = by_month.iter().fold(None, |best: Option<(Month, f64)>, (m, n)| match best {
        Some((_, most)) if most >= n - 1e-9 => best,
        _ => Some((*m, *n)),
    });
    if let Some((month, n)) = best.filter(|(_, n)| *n >= 2.0) {
        let name = month_name(months.iter().find(|(m, _)| *m == month));
        let n = if (n - n.round()).abs() < 0.05 { format!("{n:.0}") } else { format!("{n:.1}") };
        sentences.push(words.fill("timeline-most", &[("month", &name), ("n", &style.number(n))]));
    }
    let known: Vec<(u32, u32, bool)> = events
        .iter()
        .filter_map(|i| {
            let (min, max) = i.killed.least_and_most()?;
            Some((min, max.unwrap_or(min), max.is_none()))
        })
        .collect();
    let (low, high) = known.iter().fold((0, 0), |sum, k| (sum.0 + k.0, sum.1 + k.1));
    let range = range(f64::from(low), f64::from(high), known.iter().any(|k| k.2), style);
    // Where nobody gives a number there is none to add up.
    if known.is_empty() {
        sentences.push(words.text("timeline-dead-unknown").to_owned());
    } else {
        sentences.push(words.counted("timeline-dead", events.len() - known.len(), &[("range", &range)]));
    }
    sentences.join(" ")
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

    #[test]
    fn days_run_with_the_script() {
        let rect = Rect { x: 100.0, y: 0.0, width: 200.0, height: 10.0 };
        let mut days = Days { from: 0, to: 100, rect, mirrored: false };
        assert!((days.x(25.0) - 150.0).abs() < 1e-9);
        days.mirrored = true;
        assert!((days.x(25.0) - 250.0).abs() < 1e-9);
        assert_eq!(days.span(0, 49), (200.0, 300.0));
    }
}
