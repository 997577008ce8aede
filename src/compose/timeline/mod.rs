//! The timeline: incidents by month and category, each on its date, and the cumulative number of dead.
//!
//! An uncertain date is a bar over the days it may mean, and counts in each month by its share. Incidents that are too many to be told apart
//! are counted by week, month, quarter or year, with their dead; those whose dates leave the period open are one count with one bar.

mod counted;
mod days;
mod dead;
mod panels;

use std::collections::BTreeMap;

use crate::analyse::{is_event, total_of};
use crate::compose::arrangement::{MOST_APART, SIZES};
use crate::compose::figure::Figure;
use crate::compose::footer::Drawn;
use crate::compose::furniture::{rectangle, text};
use crate::compose::labels::{Label, Room, place};
use crate::compose::legend::{self, Detail, Facts, TimelineFacts};
use crate::compose::panel::Block;
use crate::compose::paper::{ComposeError, too_small};
use crate::compose::places::beside;
use crate::compose::remarks::without_room;
use crate::compose::scene::{Layer, Stroke};
use crate::compose::sheet::{Content, Sheet};
use crate::compose::shown::Shown;
use crate::compose::status::Claims;
use crate::compose::style::Style;
use crate::compose::symbols::{Symbol, drawn};
use crate::language::{LanguagePair, date};
use crate::model::{Case, Category, Edtf, Incident, axis_years, is_on_axis, off_axis_in_words};
use crate::project::Rect;
use crate::recipe::Recipe;
use crate::typeface::FontStyle;
use counted::{Count, LEGIBLE, Period, counts};
use days::{Days, Month, months};
use dead::{added_up, is_unknown};
use panels::{grid, monthly};

/// The smallest size, tried after those of maps where symbols still cover each other.
const SMALLEST: f64 = 0.5;

/// What of a timeline has its place before its incidents have: the legend, and the three panels.
struct Laid {
    blocks: Vec<Block>,
    bars: Rect,
    lane: Rect,
    dead: Rect,
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
    let shows_unknown = |s: &Symbol<'_>| s.is_single() && s.is_scaled && is_unknown(s.incident);
    let reading = |symbols: &[Symbol<'_>], has_bars: bool| TimelineFacts {
        has_bars,
        has_shares: events.iter().any(|i| i.date.months().len() > 1),
        has_unnamed_unknown: events.iter().any(|i| is_unknown(i)) && !symbols.iter().any(shows_unknown),
        has_known: events.iter().any(|i| !is_unknown(i)),
    };
    let lead = if style.is_mirrored() { 0.0 } else { margin };
    let head = style.px(24.0);
    let axis = style.px(46.0);
    let days_in = |lane: Rect| {
        let (first, last) = months.first().zip(months.last())?;
        Some(Days { from: first.1.0, to: last.1.1 + 1, rect: lane, mirrored: style.is_mirrored() })
    };
    let laid = |symbols: &[Symbol<'_>], has_bars: bool| -> Result<Laid, ComposeError> {
        let blocks = if recipe.show.legend.is_shown() {
            let facts = facts(Detail::of(recipe, dossier), &events, reading(symbols, has_bars));
            legend::blocks(symbols, &facts, sheet.column(), &style)
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
        Ok(Laid { blocks, bars, lane, dead })
    };
    let has_bars = symbols.iter().any(is_bar);
    // By date; where one would cover another, the largest first, and then smaller. More than can be told apart are counted.
    let smaller = SIZES.into_iter().chain([SMALLEST]).map(|size| (size, true)).filter(|_| symbols.len() <= MOST_APART);
    let mut attempts = std::iter::once((1.0, false)).chain(smaller).collect::<Vec<_>>().into_iter().peekable();
    let (mut page, mut lost) = loop {
        let (size, is_largest_first) = attempts.next().unwrap_or((1.0, false));
        symbols.iter_mut().for_each(|s| s.resize(style.unit * size));
        let page = laid(&symbols, has_bars)?;
        let mut order: Vec<usize> = (0..symbols.len()).collect();
        if is_largest_first {
            order.sort_by(|a, b| symbols[*b].extent(&style).total_cmp(&symbols[*a].extent(&style)));
        }
        let set = |days: Days| set_on_dates(&mut symbols, &order, &days, page.lane, &style);
        let lost = days_in(page.lane).map(set).unwrap_or_default();
        if lost.is_empty() || attempts.peek().is_none() {
            break (page, lost);
        }
    };
    let mut counted: Option<(Period, Vec<Count<'_>>)> = None;
    if lost.len() * LEGIBLE > symbols.len() {
        symbols.iter_mut().for_each(|s| s.resize(style.unit * SIZES[2]));
        // The shortest period in which few enough cover another, else the one in which fewest do.
        for period in Period::ALL {
            let Some(days) = days_in(page.lane) else { break };
            let mut counts = counts(&symbols, period, &months, &days, &style);
            if !counted::are_legible(period, &counts, &days, &style) {
                continue;
            }
            let all: Vec<Symbol<'_>> = counts.iter().map(|c| c.symbol.clone()).collect();
            let counted_page = laid(&all, counts.iter().any(|c| c.is_open))?;
            let lost_here = counted::set(&mut counts, &days, counted_page.lane, &style);
            let is_legible = lost_here.len() * LEGIBLE <= symbols.len();
            if counted.is_none() || lost_here.len() < lost.len() {
                (page, lost, counted) = (counted_page, lost_here, Some((period, counts)));
            }
            if is_legible {
                break;
            }
        }
    }
    let Laid { blocks, bars, lane, dead } = page;
    let mut layers = Vec::new();
    let description = description(&events, recipe, &shown, &style);
    let mut content = Content { description, ..Content::default() };
    content.remarks.extend(without_room("what covers another: ", &lost));
    if let Some(days) = days_in(lane) {
        layers.push(grid(&months, &days, [bars, lane, dead], &style));
        layers.push(monthly(&events, &days, bars, recipe.theme, &style));
        match &counted {
            Some((period, counts)) => {
                layers.extend(counted::layers(counts, &days, &style));
                content.labels.extend(counted::labels(counts));
                symbols = counts.iter().map(|c| c.symbol.clone()).collect();
                let count: usize = symbols.iter().filter(|s| !s.is_single()).map(|s| s.incidents().count()).sum();
                let period = period.name();
                content.remarks.push(format!(
                    "{count} incidents cannot be told apart on their dates and are counted by {period}, with their dead"
                ));
            }
            None => layers.extend(on_their_dates(dossier, &symbols, &days, lane, &mut content, &style)),
        }
        layers.push(added_up(&events, &days, dead, &style));
    } else {
        content.remarks.push("no incident passes the filter".to_owned());
    }
    let off: Vec<&str> = off.iter().map(|i| i.id.as_str()).collect();
    content.remarks.extend(off_axis_in_words(&off, &years));
    let words = style.words();
    let mut heads = Layer::new("headings", "Headings");
    let on_dates = counted.as_ref().map_or_else(|| words.text("timeline-on-its-date"), |(p, _)| p.heading(&style));
    for (rect, head) in
        [(bars, words.text("timeline-by-month")), (lane, on_dates), (dead, words.text("timeline-cumulative-dead"))]
    {
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
        radii_beyond: 0,
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
    // Where no place is known, no name is set.
    let named: Vec<&Symbol<'_>> = symbols.iter().filter(|s| s.incident.at.is_some()).collect();
    let labels: Vec<Label> =
        named.iter().map(|s| beside(s, style.phrases().place(s.incident, &dossier.places), style)).collect();
    let blocked: Vec<Rect> = symbols.iter().map(|s| s.bounds(style).grown(style.px(1.0))).collect();
    let room = Room { fonts: style.fonts, frame: rect, blocked: &blocked, lines: &[] };
    let placed = place(&labels, &room, style.theme.halo, style.unit);
    let lost: Vec<&str> = placed.dropped.iter().filter_map(|i| named.get(*i)).map(|s| s.incident.id.as_str()).collect();
    content.remarks.extend(without_room("the places of ", &lost));
    content.labels.extend(placed.boxes);
    content.leaders.extend(placed.leaders);
    vec![bars, drawn(symbols, style), placed.layer]
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
    let mut sentences = vec![words.counted(
        "timeline-description",
        shown.shown,
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
    let total = total_of(events.iter().copied());
    let unknown = total.killed_unknown.round() as usize;
    // Where nobody gives a number there is none to add up.
    if unknown == events.len() {
        sentences.push(words.text("timeline-dead-unknown").to_owned());
    } else {
        sentences.push(words.counted("timeline-dead", unknown, &[("range", &style.phrases().dead(&total))]));
    }
    sentences.join(" ")
}
