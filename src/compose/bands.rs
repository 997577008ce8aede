//! Bands: the shares of events and of the dead within distances, each with all that is left open.
//!
//! A light bar from the least to the most that places and tolls allow, on it a dark one for the interval of 90 % with a tick at the
//! expected share, and a hollow mark for the points alone.

use super::figure::Figure;
use super::footer::Drawn;
use super::furniture::{rectangle, strokes, text};
use super::labels::text_box;
use super::legend::{entry, reading_blocks};
use super::panel::Block;
use super::paper::{ComposeError, too_small};
use super::scene::{About, Anchor, Disc, Item, Layer, Shape, Stroke};
use super::sheet::{Content, Sheet};
use super::shown::Shown;
use super::style::Style;
use crate::analyse::{BandGroup, BandPlan, Bands, Share, bands};
use crate::language::LanguagePair;
use crate::measured::MeasuredIncident;
use crate::model::{Case, Category, Sides};
use crate::project::{Page, Rect};
use crate::recipe::{Recipe, Theme};
use crate::theme::Paint;
use crate::typeface::FontStyle;

/// Composes the bands of the incidents that passed a filter.
///
/// # Errors
///
/// [`ComposeError`] if the page is too small, or there is no place from which distances are to be measured.
pub fn compose_bands(
    dossier: &Case,
    incidents: &[&MeasuredIncident<'_>],
    recipe: &Recipe,
    languages: LanguagePair,
) -> Result<Figure, ComposeError> {
    let plan = BandPlan {
        limits: recipe.band_limits().unwrap_or_default(),
        by: recipe.band_by().into_iter().collect(),
        to: recipe.to.unwrap_or_default(),
    };
    let found = bands(incidents, &dossier.places, &plan)?;
    let placed = found.events - found.without_place;
    let shown = Shown { of: found.events, shown: placed, no_place: found.without_place, ..Shown::default() };
    let sheet = Sheet::new(recipe, languages.clone(), dossier, &Drawn::chart(&shown));
    let style = sheet.style.clone();
    let blocks = if recipe.show.legend.is_shown() { reading(recipe.theme, sheet.column(), &style) } else { Vec::new() };
    let (body, inner) = (sheet.body(&blocks), sheet.inner());
    let mut content = Content { description: description(&found, recipe, &style), ..Content::default() };
    let groups: Vec<&BandGroup> = found.groups.iter().filter(|g| g.placed.events > 0.0).collect();
    let has_dead = groups.iter().any(|g| g.bands.iter().any(|b| b.dead.is_some()));
    let room = Rect { x: inner.x, width: inner.width, ..body };
    let rows: f64 = groups.iter().map(|group| NAME_ROWS + group.bands.len() as f64).sum();
    let panels = panels(room, if has_dead { 2 } else { 1 }, rows, &style);
    if let Some(size) = lower(recipe, &panels, rows, room, &style) {
        return compose_bands(dossier, incidents, &Recipe { size: Some(size), ..recipe.clone() }, languages);
    }
    let chart = Chart { found: &found, sides: &dossier.border.facts.sides, theme: recipe.theme, style: &style };
    match groups.is_empty() {
        true => {
            let words = style.words().text("bands-nothing");
            let (x, anchor) = style.lead(room, 0.0);
            let at = (x, room.y + style.px(40.0));
            let mut layer = Layer::new("nothing", "Nothing to show");
            layer.items.push(text(words, at, anchor, FontStyle::Regular, style.letters(18.0), style.theme.quiet_ink));
            content.layers.push(layer);
            content.remarks.push("no event with a place passes the filter".to_owned());
        }
        false => {
            for (panel, of_dead) in panels.iter().zip([false, true]) {
                chart.draw(&groups, rows, (*panel, of_dead), &mut content).ok_or_else(|| too_small(recipe))?;
            }
        }
    }
    sheet.figure(content, &blocks, shown.clone())
}

/// The size of a page that nobody chose, as high as its rows need; `None` where it is no higher, or was chosen.
fn lower(recipe: &Recipe, panels: &[Rect], rows: f64, room: Rect, style: &Style) -> Option<(u32, u32)> {
    /// So much of a page may be blank.
    const BLANK: f64 = 0.06;
    if recipe.size.is_some() || recipe.page.is_some() || rows <= 0.0 {
        return None;
    }
    let is_stacked = panels.iter().any(|p| p.y > room.y);
    let count = if is_stacked { panels.len() } else { 1 };
    let needed = count as f64 * style.px(ABOVE + rows * ROW[1] + BELOW + APART);
    let (width, height) = recipe.pixels();
    // A pixel more, since the page is of whole ones.
    let blank = (room.height - needed).floor() - 1.0;
    (blank > BLANK * f64::from(height)).then(|| (width, height - blank.min(f64::from(height) / 2.0) as u32))
}

/// Panels of so many rows side by side where there is room, else one below the other; so also where their rows leave half of the page blank.
fn panels(room: Rect, count: usize, rows: f64, style: &Style) -> Vec<Rect> {
    /// A panel narrower than this, in units of the design, has no room for bars between its words.
    const LEAST: f64 = 430.0;
    let n = f64::from(u32::try_from(count).unwrap_or(1));
    let gap = style.px(44.0);
    let width = (room.width - gap * (n - 1.0)) / n;
    let is_half_blank = n * style.px(ABOVE + rows * ROW[1] + BELOW) <= room.height;
    let mut panels: Vec<Rect> = if width >= style.px(LEAST) && !is_half_blank {
        (0..count).map(|i| Rect { x: room.x + i as f64 * (width + gap), width, ..room }).collect()
    } else {
        let height = room.height / n;
        return (0..count).map(|i| Rect { y: room.y + i as f64 * height, height, ..room }).collect();
    };
    if style.is_mirrored() {
        panels.reverse();
    }
    panels
}

/// What every panel is drawn from.
struct Chart<'c> {
    found: &'c Bands,
    sides: &'c Sides,
    theme: Theme,
    style: &'c Style<'c>,
}

/// Sizes in units of the design.
const HEAD: f64 = 17.0;
const NAME: f64 = 15.0;
const LABEL: f64 = 13.5;
/// The least and the usual height of a row, and the greatest where few rows would leave a page blank.
const ROW: [f64; 3] = [19.0, 40.0, 72.0];
/// The bars of a row are no higher than those of one so high.
const BARS: f64 = 46.0;
/// Room above the rows of a panel, and below them.
const ABOVE: f64 = HEAD + 58.0;
const BELOW: f64 = 10.0;
/// Still below rows that are higher than usual.
const APART: f64 = 14.0;
/// Heights in rows: the name of a group with the space above it.
const NAME_ROWS: f64 = 1.35;

/// A row: what it says before and behind the plot, and its share.
struct Row {
    limit: String,
    value: String,
    share: Share,
    within_m: f64,
}

impl Chart<'_> {
    fn rows(&self, group: &BandGroup, of_dead: bool) -> Vec<Row> {
        let phrases = self.style.phrases();
        let shares = group.bands.iter().filter_map(|b| Some((b.within_m, if of_dead { b.dead } else { b.events }?)));
        let row = |(within_m, share)| Row {
            limit: phrases.language.fill("bands-within", &[("d", &phrases.length(within_m))]),
            value: phrases.expected_share(&share),
            share,
            within_m,
        };
        shares.map(row).collect()
    }

    /// Draws a panel of groups that are so many rows high together; `None` if it has no room.
    fn draw(
        &self,
        groups: &[&BandGroup],
        count: f64,
        (panel, of_dead): (Rect, bool),
        content: &mut Content,
    ) -> Option<()> {
        let style = self.style;
        // A group of which nothing is known keeps its place, so that the panels have the same rows.
        let parts: Vec<(&BandGroup, Vec<Row>)> = groups.iter().map(|g| (*g, self.rows(g, of_dead))).collect();
        let top = panel.y + style.px(ABOVE);
        let high_in = |room: f64| (room - style.px(BELOW)) / count.max(1.0);
        let room = panel.bottom() - top;
        let [usual, most] = [ROW[1], ROW[2]].map(|units| style.px(units));
        let high = high_in(room).min(high_in(room - style.px(APART)).clamp(usual, most));
        if high < style.px(ROW[0]) {
            return None;
        }
        let wide = |words: &str| style.fonts.width(words, FontStyle::Regular, style.letters(LABEL), 0.0);
        let widest = |of: &dyn Fn(&Row) -> f64| parts.iter().flat_map(|(_, rows)| rows).map(of).fold(0.0, f64::max);
        let (before, behind) = (widest(&|r| wide(&r.limit)), widest(&|r| wide(&r.value)));
        let column = style.words().text("bands-column-expected");
        let (before, behind) = (before + style.px(16.0), behind.max(wide(column)) + style.px(16.0));
        let left = if style.is_mirrored() { behind } else { before };
        let plot = Rect { x: panel.x + left, y: top, width: panel.width - before - behind, height: count * high };
        if plot.width < style.px(120.0) {
            return None;
        }
        self.frame(panel, plot, of_dead, content);
        let id = if of_dead { "dead" } else { "events" };
        let mut bars = Layer::new(&format!("{id}-shares"), "Shares");
        let mut labels = Layer::new(&format!("{id}-labels"), "Labels");
        let mut y = top;
        for (group, rows) in &parts {
            y += NAME_ROWS * high;
            self.name(group, of_dead, (panel, y - 0.3 * high), &mut labels, content);
            for (i, row) in rows.iter().enumerate() {
                let middle = y + (i as f64 + 0.5) * high;
                self.bar(row, plot, (middle, high.min(style.px(BARS))), of_dead, &mut bars, content);
                let baseline = middle + 0.36 * style.letters(LABEL);
                let (lead, trail) = (style.px(8.0), style.px(10.0));
                let (start, end) = (plot.x - lead, plot.right() + trail);
                let (limit_x, value_x) =
                    if style.is_mirrored() { (plot.right() + lead, plot.x - trail) } else { (start, end) };
                let (limit_anchor, value_anchor) =
                    if style.is_mirrored() { (Anchor::Start, Anchor::End) } else { (Anchor::End, Anchor::Start) };
                let mut put = |words: &str, x: f64, anchor: Anchor, paint: Paint| {
                    let (at, size) = ((x, baseline), style.letters(LABEL));
                    labels.items.push(text(words, at, anchor, FontStyle::Regular, size, paint));
                    content.labels.push(text_box(style.fonts, words, FontStyle::Regular, size, 0.0, at, anchor));
                };
                put(&row.limit, limit_x, limit_anchor, style.theme.quiet_ink);
                put(&row.value, value_x, value_anchor, style.theme.ink);
            }
            y += group.bands.len() as f64 * high;
        }
        content.layers.extend([bars, labels]);
        Some(())
    }

    /// The heading of a panel, its scale and its grid.
    fn frame(&self, panel: Rect, plot: Rect, of_dead: bool, content: &mut Content) {
        let style = self.style;
        let (words, theme, size) = (style.words(), style.theme, style.letters(LABEL));
        let mut grid = Layer::new(if of_dead { "dead-grid" } else { "events-grid" }, "Scale");
        let (x, anchor) = style.lead(panel, 0.0);
        let head = words.text(if of_dead { "bands-dead" } else { "report-events" });
        let at = (x, panel.y + style.px(HEAD));
        grid.items.push(text(head, at, anchor, FontStyle::Bold, style.letters(HEAD), theme.ink));
        // From what distances are measured, with the heading of the last column on the same line.
        let below = panel.y + style.px(HEAD + 21.0);
        let target = style.phrases().band_target(self.found.to);
        grid.items.push(text(&target, (x, below), anchor, FontStyle::Regular, size, theme.quiet_ink));
        let baseline = plot.y - style.px(9.0);
        for step in 0..=4_u8 {
            let share = f64::from(step) / 4.0;
            let x = self.x(share, plot);
            let is_end = step % 4 == 0;
            let paint = theme.quiet_ink.fade(if is_end { 0.55 } else { 0.22 });
            let line = vec![(x, plot.y - style.px(4.0)), (x, plot.bottom())];
            grid.items.push(strokes(vec![line], Stroke::solid(paint, style.px(0.9))));
            let percent = style.phrases().percent(share);
            let anchor = Anchor::Middle;
            grid.items.push(text(&percent, (x, baseline), anchor, FontStyle::Regular, size, theme.quiet_ink));
        }
        let trail = style.px(10.0);
        let (x, anchor) =
            if style.is_mirrored() { (plot.x - trail, Anchor::End) } else { (plot.right() + trail, Anchor::Start) };
        let expected = words.text("bands-column-expected");
        grid.items.push(text(expected, (x, below), anchor, FontStyle::Regular, size, theme.quiet_ink));
        content.layers.push(grid);
    }

    /// The name of a group with the number of its events or dead.
    fn name(
        &self,
        group: &BandGroup,
        of_dead: bool,
        (panel, y): (Rect, f64),
        layer: &mut Layer,
        content: &mut Content,
    ) {
        let style = self.style;
        let phrases = style.phrases();
        let count = if of_dead { phrases.dead(&group.placed) } else { phrases.events(group.placed.events) };
        let words = capitalised(&format!("{} ({count})", phrases.band_group(group.group, self.sides)));
        let (x, anchor) = style.lead(panel, 0.0);
        let size = style.letters(NAME);
        let mut item = text(&words, (x, y), anchor, FontStyle::Bold, size, style.theme.ink);
        if let Item::Text(t) = &mut item {
            t.halo = Some((style.theme.halo, style.px(4.0)));
        }
        layer.items.push(item);
        content.labels.push(text_box(style.fonts, &words, FontStyle::Bold, size, 0.0, (x, y), anchor));
    }

    /// Where a share lies across a plot.
    fn x(&self, share: f64, plot: Rect) -> f64 {
        let share = if self.style.is_mirrored() { 1.0 - share } else { share };
        plot.x + share.clamp(0.0, 1.0) * plot.width
    }

    /// The bars and the mark of a share.
    fn bar(
        &self,
        row: &Row,
        plot: Rect,
        (y, high): (f64, f64),
        of_dead: bool,
        layer: &mut Layer,
        content: &mut Content,
    ) {
        let style = self.style;
        let share = &row.share;
        let at = |v: f64| (self.x(v, plot), y);
        let signs = Signs { theme: self.theme, paint: paint(of_dead, style), high, style };
        let (outer, items) =
            signs.drawn([share.least, share.low, share.expected, share.high, share.most].map(at), share.points.map(at));
        let about = About::other(style.phrases().share_sentence(row.within_m, share));
        layer.items.extend(items.into_iter().enumerate().map(|(i, item)| match item {
            Item::Shape(shape) if i == 0 => Item::Shape(Shape { about: Some(about.clone()), ..shape }),
            other => other,
        }));
        content.symbols.push(outer);
    }
}

/// The colour of events, and that of the dead as on the timeline.
fn paint(of_dead: bool, style: &Style) -> Paint {
    if of_dead { style.theme.mark(Category::Clash).paint } else { style.theme.border }
}

/// How a share is drawn.
struct Signs<'s> {
    theme: Theme,
    paint: Paint,
    /// The height of its row.
    high: f64,
    style: &'s Style<'s>,
}

impl Signs<'_> {
    /// The box of all, and the items, of which the first is the light bar: from the places of the least, the lower end, the expected
    /// share, the upper end and the most, and that of the points.
    fn drawn(&self, [least, low, expected, high, most]: [Page; 5], points: Option<Page>) -> (Rect, Vec<Item>) {
        let (style, theme) = (self.style, self.style.theme);
        let bar = |a: Page, b: Page, share: f64| {
            let (left, right) = (a.0.min(b.0), a.0.max(b.0));
            // What has no width is still seen.
            let wider = (style.px(3.0) - (right - left)).max(0.0) / 2.0;
            let height = share * self.high;
            Rect { x: left - wider, y: a.1 - height / 2.0, width: right - left + 2.0 * wider, height }
        };
        let (bounds, inner) = (bar(least, most, 0.62), bar(low, high, 0.3));
        let light = match self.theme {
            Theme::Outline => rectangle(bounds, theme.paper, Stroke::solid(self.paint, style.px(1.1))),
            _ => rectangle(bounds, self.paint.fade(0.2), Stroke::solid(self.paint.fade(0.0), 0.0)),
        };
        let dark = rectangle(inner, self.paint, Stroke::solid(self.paint, 0.0));
        let reach = 0.31 * self.high;
        let tick = vec![(expected.0, expected.1 - reach), (expected.0, expected.1 + reach)];
        let mut items = vec![
            light,
            dark,
            strokes(vec![tick.clone()], Stroke::solid(theme.paper, style.px(5.0))),
            strokes(vec![tick], Stroke::solid(self.paint, style.px(2.4))),
        ];
        let radius = (0.2 * self.high).min(style.px(5.5));
        items.extend(points.map(|centre| {
            let stroke = Some(Stroke::solid(theme.ink, style.px(1.6)));
            Item::Disc(Disc { centre, radius, fill: Some(theme.paper), stroke, about: None })
        }));
        let outer = points.map_or(bounds, |p| {
            let (left, right) = (bounds.x.min(p.0 - radius), bounds.right().max(p.0 + radius));
            Rect { x: left, width: right - left, ..bounds }
        });
        (outer, items)
    }
}

/// How bands are read.
fn reading(theme: Theme, wide: f64, style: &Style) -> Vec<Block> {
    let words = style.words();
    let parts = [
        ("bands-legend-bounds", [true, false, false]),
        ("bands-legend-interval", [false, true, false]),
        ("bands-legend-points", [false, false, true]),
    ];
    let sample = |(key, [has_bounds, has_interval, has_points]): (&str, [bool; 3])| {
        entry(words.text(key), 24.0, move |at: Page, style: &Style| {
            let p = |x: f64| (at.0 + style.px(x), at.1);
            let signs = Signs { theme, paint: paint(false, style), high: style.px(26.0), style };
            let (_, items) = signs.drawn([p(-22.0), p(-13.0), p(-1.0), p(11.0), p(22.0)], Some(p(0.0)));
            let kept = [has_bounds, has_interval, has_interval, has_interval, has_points];
            items.into_iter().zip(kept).filter(|(_, is_kept)| *is_kept).map(|(item, _)| item).collect()
        })
    };
    reading_blocks(parts.into_iter().map(sample).collect(), wide, style)
}

/// The description of the figure: the shares of all events.
fn description(found: &Bands, recipe: &Recipe, style: &Style) -> String {
    let (phrases, title) = (style.phrases(), recipe.title.trim_end_matches('.'));
    let placed = found.events - found.without_place;
    if placed == 0 {
        return format!("{title}.");
    }
    let (to, n) = (phrases.band_target(found.to), phrases.count(placed));
    let first = style.words().counted("bands-description", placed, &[("title", title), ("to", &to), ("n", &n)]);
    let all = found.groups.first().map_or(&[][..], |g| &g.bands);
    let of_events = all.iter().filter_map(|b| Some(phrases.share_sentence(b.within_m, &b.events?)));
    std::iter::once(first).chain(of_events).collect::<Vec<_>>().join(" ")
}

/// A heading begins with a capital, as names of countries do.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.as_str().chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_take_the_page_one_panel_below_the_other() {
        let style = crate::compose::sample::style("en");
        let room = Rect { x: 0.0, y: 0.0, width: 1500.0, height: 800.0 };
        let (few, many) = (panels(room, 2, 5.35, &style), panels(room, 2, 16.0, &style));
        assert_eq!((few[1].x, few[1].y, few[0].width), (0.0, 400.0, 1500.0));
        assert_eq!((many[1].y, many[0].height), (0.0, 800.0));
    }

    #[test]
    fn a_page_that_nobody_chose_ends_with_its_rows() {
        let style = crate::compose::sample::style("en");
        let free = Recipe::parse("m.toml", "title='x'").unwrap();
        let chosen = Recipe { size: Some((1600, 1200)), ..free.clone() };
        let room = Rect { x: 0.0, y: 0.0, width: 1500.0, height: 800.0 };
        let lower_for = |recipe: &Recipe, rows: f64| lower(recipe, &panels(room, 2, rows, &style), rows, room, &style);
        // Two panels of 99 and 3.35 rows of 40 units.
        assert_eq!(lower_for(&free, 3.35), Some((1600, 1200 - (800 - 466 - 1))));
        assert_eq!((lower_for(&chosen, 3.35), lower_for(&free, 17.0)), (None, None));
    }
}
