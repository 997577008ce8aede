//! Incidents on the map: symbols, their radius rings, and the displacement of symbols at one point.

use super::furniture::text;
use super::scene::{About, Anchor, Disc, Item, Layer, Paint, Shape, Stroke};
use super::style::{Form, Mark, Style, Theme, outline, symbol_radius};
use crate::model::{Incident, Status};
use crate::project::{Page, Rect, clip_on_page, clip_ring_on_page, clip_ring_to_rings};
use crate::typeface::{CAP_HEIGHT, FontStyle};

/// One incident to be drawn.
#[derive(Debug, Clone)]
pub struct Symbol<'a> {
    pub incident: &'a Incident,
    /// Its true position on the page.
    pub point: Page,
    /// Where the symbol is drawn, after displacement.
    pub at: Page,
    /// The radius of the circle that has its area.
    pub radius: f64,
    /// Its location radius, in pixels.
    pub location_radius: f64,
    /// Whether deaths are shown by its area.
    pub is_scaled: bool,
    /// Its number in the key, from 1; `None` without a key.
    pub number: Option<u32>,
}

impl<'a> Symbol<'a> {
    pub fn new(incident: &'a Incident, point: Page, location_radius: f64, style: &Style) -> Self {
        let is_scaled = style.theme.mark(incident.category).is_scaled;
        let radius = symbol_radius(is_scaled, incident.killed.best_or_least(), style.unit);
        Self { incident, point, at: point, radius, location_radius, is_scaled, number: None }
    }

    /// Whether the symbol is drawn hollow: what is disputed or denied.
    pub fn is_hollow(&self) -> bool {
        matches!(self.incident.status, Status::Disputed | Status::Denied)
    }

    /// Whether its number is large enough to stand inside.
    pub fn holds_number(&self, style: &Style) -> bool {
        self.number.is_some_and(|n| self.radius >= style.px(if n < 10 { 9.0 } else { 11.0 }))
    }

    /// The extent of the symbol from its middle, the ring of the highest figure included.
    pub fn extent(&self, style: &Style) -> f64 {
        let look = style.theme.mark(self.incident.category);
        let corners = outline(look.form, (0.0, 0.0), self.radius).unwrap_or_default();
        let own = corners.iter().map(|p| p.0.abs().max(p.1.abs())).fold(self.radius, f64::max);
        own.max(self.highest(style).unwrap_or(0.0))
    }

    /// The radius of the ring of the highest figure of dead, where it is higher than that of the symbol.
    pub fn highest(&self, style: &Style) -> Option<f64> {
        let killed = &self.incident.killed;
        let (least, most) = killed.best_or_least().zip(killed.max)?;
        (self.is_scaled && most > least).then(|| symbol_radius(true, Some(most), style.unit))
    }

    /// The square around the symbol.
    pub fn bounds(&self, style: &Style) -> Rect {
        let r = self.extent(style);
        Rect { x: self.at.0 - r, y: self.at.1 - r, width: 2.0 * r, height: 2.0 * r }
    }
}

/// The distance of two points. `sqrt` instead of `hypot`: IEEE 754 rounds it alike on every machine.
pub fn apart(a: Page, b: Page) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

/// Symbols at one point, on a common ring around it.
struct Group {
    /// In date order.
    members: Vec<usize>,
    point: Page,
    centre: Page,
    /// The radius of the ring on which the members stand; 0 for a single one.
    ring: f64,
    /// The radius of the whole group.
    radius: f64,
}

/// Displaces symbols that would overlap; deterministic.
///
/// Symbols at one point go onto a ring around it, clockwise in date order from the left; the sign of a place there,
/// given with its radius, stays free in the middle. Groups that would still cover each other are pushed apart, as
/// little as needed; leader lines connect them with their points.
pub fn spread(symbols: &mut [Symbol<'_>], signs: &[(Page, f64)], frame: Rect, unit: f64) {
    let gap = 2.0 * unit;
    let mut groups = groups(symbols, signs, gap, 6.0 * unit);
    push_apart(&mut groups, frame, gap);
    for group in &groups {
        let total: f64 = group.members.iter().map(|i| 2.0 * symbols[*i].radius + gap).sum();
        let mut gone = 0.0;
        let mut first = None;
        for i in &group.members {
            let share = 2.0 * symbols[*i].radius + gap;
            let middle = gone + share / 2.0;
            let angle = (middle - *first.get_or_insert(middle)) / total * std::f64::consts::TAU;
            let (dx, dy) = (-group.ring * angle.cos(), -group.ring * angle.sin());
            symbols[*i].at = (group.centre.0 + dx, group.centre.1 + dy);
            gone += share;
        }
    }
}

fn groups(symbols: &[Symbol<'_>], signs: &[(Page, f64)], gap: f64, same_point: f64) -> Vec<Group> {
    let mut order: Vec<usize> = (0..symbols.len()).collect();
    order.sort_by_key(|i| (symbols[*i].incident.date.days().0, symbols[*i].incident.id.clone()));
    let mut groups: Vec<Group> = Vec::new();
    for i in order {
        let point = symbols[i].point;
        match groups.iter_mut().find(|g| apart(g.point, point) < same_point) {
            Some(group) => group.members.push(i),
            None => groups.push(Group { members: vec![i], point, centre: point, ring: 0.0, radius: 0.0 }),
        }
    }
    for group in &mut groups {
        let radii: Vec<f64> = group.members.iter().map(|i| symbols[*i].radius).collect();
        let largest = radii.iter().copied().fold(0.0, f64::max);
        if radii.len() > 1 {
            let around: f64 = radii.iter().map(|r| 2.0 * r + gap).sum();
            // A chord is shorter than its arc: with few members the ring must be wider.
            let wider = if radii.len() < 4 { 1.25 } else { 1.06 };
            group.ring = (around / std::f64::consts::TAU * wider).max(largest * 1.2);
        }
        let sign =
            signs.iter().filter(|(at, _)| apart(*at, group.point) < same_point).map(|(_, r)| *r).fold(0.0, f64::max);
        if sign > 0.0 {
            group.ring = group.ring.max(sign + largest + gap);
        }
        group.radius = group.ring + largest;
    }
    groups
}

fn push_apart(groups: &mut [Group], frame: Rect, gap: f64) {
    const ROUNDS: u32 = 300;
    /// So many rounds at the end only push, so that nothing is left covered.
    const ONLY_PUSH: u32 = 100;
    /// The share of its displacement by which a group moves back to its point in every other round.
    const BACK: f64 = 0.03;
    let mut near = Near::new(groups, frame, gap);
    for round in 0..ROUNDS {
        for i in 0..groups.len() {
            // Those before it that it overlaps, in their order; the pushes may bring others into its way.
            let (mut list, mut from, mut at) = (near.before(groups, i, 0, gap), groups[i].centre, 0);
            while let Some(j) = list.get(at).copied() {
                at += 1;
                let (before, rest) = groups.split_at_mut(i);
                let (Some(a), Some(b)) = (before.get_mut(j), rest.first_mut()) else { break };
                let distance = apart(a.centre, b.centre);
                let overlap = a.radius + b.radius + gap - distance;
                if overlap <= 0.0 {
                    continue;
                }
                let (dx, dy) = if distance > 0.01 {
                    ((b.centre.0 - a.centre.0) / distance, (b.centre.1 - a.centre.1) / distance)
                } else {
                    (1.0, 0.0)
                };
                // The larger group gives way less.
                let share = b.radius / (a.radius + b.radius);
                a.centre = (a.centre.0 - dx * overlap * share, a.centre.1 - dy * overlap * share);
                b.centre = (b.centre.0 + dx * overlap * (1.0 - share), b.centre.1 + dy * overlap * (1.0 - share));
                near.moved(groups, j);
                near.moved(groups, i);
                if apart(groups[i].centre, from) >= near.margin(gap) {
                    (list, from, at) = (near.before(groups, i, j + 1, gap), groups[i].centre, 0);
                }
            }
        }
        for group in groups.iter_mut() {
            if round + ONLY_PUSH < ROUNDS {
                group.centre.0 += BACK * (group.point.0 - group.centre.0);
                group.centre.1 += BACK * (group.point.1 - group.centre.1);
            }
            // A group that is larger than the map stands in its middle.
            let kept = |v: f64, low: f64, high: f64| {
                let (low, high) = (low + group.radius + gap, high - group.radius - gap);
                if low < high { v.clamp(low, high) } else { (low + high) / 2.0 }
            };
            let (x, y) = group.centre;
            group.centre = (kept(x, frame.x, frame.right()), kept(y, frame.y, frame.bottom()));
        }
        for i in 0..groups.len() {
            near.moved(groups, i);
        }
    }
}

/// Groups by the cells of a grid in which their centres lie: a cell is as wide as two groups that overlap, and the margin.
struct Near {
    frame: Rect,
    largest: f64,
    cell: f64,
    columns: usize,
    cells: Vec<Vec<usize>>,
    /// For each group the number of its cell.
    of: Vec<usize>,
}

impl Near {
    fn new(groups: &[Group], frame: Rect, gap: f64) -> Self {
        /// Smaller cells would be many and nearly empty.
        const LEAST: f64 = 8.0;
        let largest = groups.iter().map(|g| g.radius).fold(0.0, f64::max);
        let cell = (3.0 * largest + 2.0 * gap).max(LEAST);
        let count = |length: f64| (length.max(0.0) / cell) as usize + 1;
        let (columns, rows) = (count(frame.width), count(frame.height));
        let mut near = Self { frame, largest, cell, columns, cells: vec![Vec::new(); columns * rows], of: Vec::new() };
        for (i, group) in groups.iter().enumerate() {
            let (column, row) = near.place(group.centre);
            near.of.push(row * columns + column);
            near.cells[row * columns + column].push(i);
        }
        near
    }

    /// The column and the row of a point; what lies outside the frame counts to its edge.
    fn place(&self, at: Page) -> (usize, usize) {
        // The cast turns a float below 0 into 0.
        let column = ((at.0 - self.frame.x) / self.cell) as usize;
        let row = ((at.1 - self.frame.y) / self.cell) as usize;
        (column.min(self.columns - 1), row.min(self.cells.len() / self.columns - 1))
    }

    /// Follows a group that has moved.
    fn moved(&mut self, groups: &[Group], i: usize) {
        let (column, row) = self.place(groups[i].centre);
        let (old, new) = (self.of[i], row * self.columns + column);
        if old != new {
            self.cells[old].retain(|g| *g != i);
            self.cells[new].push(i);
            self.of[i] = new;
        }
    }

    /// How far a group may move before its list is made anew.
    fn margin(&self, gap: f64) -> f64 {
        self.largest + gap
    }

    /// The groups from `from` on and before `i`, in order, that group `i` overlaps or would if it were moved by the margin.
    fn before(&self, groups: &[Group], i: usize, from: usize, gap: f64) -> Vec<usize> {
        let b = &groups[i];
        let (column, row) = self.place(b.centre);
        let is_near = |j: &usize| {
            let a = &groups[*j];
            a.radius + b.radius + gap + self.margin(gap) >= apart(a.centre, b.centre)
        };
        let columns = column.saturating_sub(1)..(column + 2).min(self.columns);
        let rows = row.saturating_sub(1)..=row + 1;
        let cells = rows.flat_map(|y| columns.clone().map(move |x| y * self.columns + x));
        let lists = cells.filter_map(|cell| self.cells.get(cell));
        let mut found: Vec<usize> =
            lists.flatten().copied().filter(|j| (from..i).contains(j)).filter(is_near).collect();
        found.sort_unstable();
        found
    }
}

/// The rings of the location radii: one for all records with the same point and radius.
///
/// `cut_to_side` gives the land of the side that a record's report names, where a ring shall be cut to it.
pub fn location_radii(
    symbols: &[Symbol<'_>],
    frame: Rect,
    style: &Style,
    cut_to_side: impl Fn(&Incident) -> Option<Vec<Vec<Page>>>,
) -> Layer {
    let mut layer = Layer::new("radii", "Location radii");
    let mut rings: Vec<(Page, f64, Paint, &Incident)> = Vec::new();
    for s in symbols.iter().filter(|s| s.location_radius > s.radius * 1.3) {
        let side = |i: &Incident| i.location.side;
        let same = |r: &(Page, f64, Paint, &Incident)| {
            apart(r.0, s.point) < 0.5 && (r.1 - s.location_radius).abs() < 0.5 && side(r.3) == side(s.incident)
        };
        if !rings.iter().any(same) {
            rings.push((s.point, s.location_radius, style.theme.mark(s.incident.category).paint, s.incident));
        }
    }
    // Where more than three overlap there are rings only, on the whole map: a fill on some would suggest that they
    // differ.
    let overlapping = |(i, a): (usize, &(Page, f64, Paint, &Incident))| {
        rings.iter().enumerate().filter(|(j, b)| *j != i && apart(a.0, b.0) < a.1 + b.1).count()
    };
    let crowded = rings.iter().enumerate().map(overlapping).max().unwrap_or(0) >= 3;
    let share = style.theme.radius_fill;
    for (centre, radius, paint, incident) in &rings {
        let fill = (!crowded && share > 0.0).then(|| paint.fade(share));
        let stroke = Stroke::solid(paint.fade(0.55), style.px(0.9));
        let land = cut_to_side(incident);
        if land.is_none() && frame.grown(-radius).contains(*centre) {
            layer.items.push(Item::Disc(Disc {
                centre: *centre,
                radius: *radius,
                fill,
                stroke: Some(stroke),
                about: None,
            }));
            continue;
        }
        // A ring that leaves the map is cut at its frame; the edge of the frame is no part of it.
        let ring: Vec<Page> = (0..=120_u8)
            .map(|i| f64::from(i) / 120.0 * std::f64::consts::TAU)
            .map(|a| (centre.0 + radius * a.sin(), centre.1 - radius * a.cos()))
            .collect();
        let shape = |paths, fill, stroke| Item::Shape(Shape { paths, fill, stroke, about: None });
        if let Some(land) = land {
            // The land is clipped to the frame, and so is the ring.
            layer.items.push(shape(clip_ring_to_rings(&ring, &land), fill, Some(stroke)));
            continue;
        }
        if fill.is_some() {
            layer.items.push(shape(clip_ring_on_page(frame, &ring), fill, None));
        }
        layer.items.push(shape(clip_on_page(frame, &ring), None, Some(stroke)));
    }
    layer
}

/// Leader lines from displaced symbols to their true positions.
pub fn leader_lines(symbols: &[Symbol<'_>], style: &Style) -> Layer {
    let (theme, unit) = (style.theme, style.unit);
    let mut layer = Layer::new("leader-lines", "Leader lines");
    for s in symbols.iter().filter(|s| apart(s.at, s.point) > 1.0) {
        layer.items.push(Item::Shape(Shape {
            paths: vec![vec![s.point, s.at]],
            fill: None,
            stroke: Some(Stroke::solid(theme.ink.fade(0.8), 1.1 * unit)),
            about: None,
        }));
    }
    layer
}

/// The true positions of displaced symbols: above all symbols, so that none is hidden.
pub fn anchors(symbols: &[Symbol<'_>], style: &Style) -> Layer {
    let mut layer = Layer::new("anchors", "True positions");
    let (theme, unit) = (style.theme, style.unit);
    let mut dots: Vec<Page> = Vec::new();
    // One within its own symbol is left out.
    for s in symbols.iter().filter(|s| apart(s.at, s.point) > s.radius) {
        if !dots.iter().any(|d| apart(*d, s.point) < 0.5) {
            dots.push(s.point);
            layer.items.push(Item::Disc(Disc {
                centre: s.point,
                radius: 2.0 * unit,
                fill: Some(theme.ink),
                stroke: Some(Stroke::solid(theme.paper, 0.8 * unit)),
                about: None,
            }));
        }
    }
    layer
}

/// The symbols, larger ones below; numbers that have room stand inside.
pub fn drawn(symbols: &[Symbol<'_>], style: &Style) -> Layer {
    let mut layer = Layer::new("incidents", "Incidents");
    let mut order: Vec<&Symbol<'_>> = symbols.iter().collect();
    order.sort_by(|a, b| b.radius.total_cmp(&a.radius));
    for s in order {
        let i = s.incident;
        let look = style.theme.mark(i.category);
        if let Some(radius) = s.highest(style) {
            let stroke = Some(Stroke::solid(look.paint, style.unit));
            layer.items.push(Item::Disc(Disc { centre: s.at, radius, fill: None, stroke, about: None }));
        }
        layer.items.extend(symbol(&look, s.at, s.radius, s.is_hollow(), style, Some(About::incident(i))));
        let ink = if s.is_hollow() { look.paint } else { on(look.paint, style.theme) };
        if s.holds_number(style) {
            let size = style.px(13.0);
            let words = style.number(s.number.unwrap_or_default());
            // A triangle is widest where its middle is not.
            let shift = match look.form {
                Form::Triangle => 0.18 * s.radius,
                Form::TriangleDown => -0.18 * s.radius,
                _ => 0.0,
            };
            let at = (s.at.0, s.at.1 + 0.5 * CAP_HEIGHT * size + shift);
            layer.items.push(text(&words, at, Anchor::Middle, FontStyle::Bold, size, ink));
        } else if look.is_scaled && i.killed.best_or_least().is_none() {
            layer.items.push(unknown_bar(s.at, s.radius, ink));
        } else if look.is_scaled && i.killed.best_or_least() == Some(0) {
            layer.items.push(zero_hole(s.at, s.radius, ink));
        }
    }
    layer
}

/// The ink of a theme that is read best on a colour.
fn on(basemap: Paint, theme: &Theme) -> Paint {
    if theme.paper.contrast(basemap) >= theme.ink.contrast(basemap) { theme.paper } else { theme.ink }
}

/// One symbol; also for the legend.
pub fn symbol(look: &Mark, at: Page, radius: f64, hollow: bool, style: &Style, about: Option<About>) -> Vec<Item> {
    let hollow = hollow || look.form == Form::Ring;
    let paper = style.theme.paper;
    let fill = Some(if hollow { paper } else { look.paint });
    let edge = if hollow { look.paint } else { paper };
    let width = style.px(if hollow { 2.2 } else { 1.3 });
    let r = if hollow { radius - style.px(0.8) } else { radius };
    let stroke = Some(Stroke::solid(edge, width));
    vec![match outline(look.form, at, r) {
        None => Item::Disc(Disc { centre: at, radius: r, fill, stroke, about }),
        Some(ring) => Item::Shape(Shape { paths: vec![ring], fill, stroke, about }),
    }]
}

/// The hole of a symbol without deaths.
pub fn zero_hole(centre: Page, radius: f64, paint: Paint) -> Item {
    Item::Disc(Disc { centre, radius: 0.44 * radius, fill: Some(paint), stroke: None, about: None })
}

/// The bar of a symbol with an unknown number of dead.
pub fn unknown_bar((x, y): Page, radius: f64, paint: Paint) -> Item {
    let (a, b) = (radius * 0.5, radius * 0.16);
    let ring = vec![(x - a, y - b), (x + a, y - b), (x + a, y + b), (x - a, y + b)];
    Item::Shape(Shape { paths: vec![ring], fill: Some(paint), stroke: None, about: None })
}
