//! Incidents on the map: symbols, their radius rings, and how several at one spot are spread.

use super::scene::{Disc, Item, Layer, Paint, Shape, Stroke};
use super::style::{Mark, Theme, mark, outline, symbol_radius};
use crate::model::{Category, Incident, Status};
use crate::project::{Page, Rect, clip_on_page, clip_ring_on_page};

/// One incident to be drawn.
#[derive(Debug, Clone)]
pub struct Symbol<'a> {
    pub incident: &'a Incident,
    /// Where its point is on the page.
    pub spot: Page,
    /// Where the symbol stands.
    pub at: Page,
    /// The radius of the circle that has its area.
    pub radius: f64,
    /// Its location radius, in pixels.
    pub reach: f64,
}

impl<'a> Symbol<'a> {
    pub fn new(incident: &'a Incident, spot: Page, reach: f64, unit: f64) -> Self {
        let loud = mark(incident.category).loud;
        let radius = symbol_radius(loud, incident.killed.best_or_least(), unit);
        Self { incident, spot, at: spot, radius, reach }
    }

    /// The square around the symbol.
    pub fn bounds(&self) -> Rect {
        let r = self.radius * 1.15;
        Rect { x: self.at.0 - r, y: self.at.1 - r, width: 2.0 * r, height: 2.0 * r }
    }
}

/// Only operations that every machine rounds alike: positions are compared after many of them.
fn apart(a: Page, b: Page) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

/// Symbols at one spot, on a common ring around it.
struct Group {
    /// In date order.
    members: Vec<usize>,
    spot: Page,
    centre: Page,
    /// The radius of the ring on which the members stand; 0 for a single one.
    ring: f64,
    /// The radius of the whole group.
    reach: f64,
}

/// Moves symbols that would cover each other; the same every run.
///
/// Symbols at one spot go onto a ring around it, clockwise in date order from the top. Groups that would still cover each
/// other are pushed apart, as little as it takes; tethers lead back.
pub fn spread(symbols: &mut [Symbol<'_>], frame: Rect, unit: f64) {
    let gap = 2.0 * unit;
    let mut groups = groups(symbols, gap, 6.0 * unit);
    push_apart(&mut groups, frame, gap);
    for group in &groups {
        let total: f64 = group.members.iter().map(|i| 2.0 * symbols[*i].radius + gap).sum();
        let mut gone = 0.0;
        let mut first = None;
        for i in &group.members {
            let share = 2.0 * symbols[*i].radius + gap;
            let middle = gone + share / 2.0;
            let angle = (middle - *first.get_or_insert(middle)) / total * std::f64::consts::TAU;
            let (dx, dy) = (group.ring * angle.sin(), -group.ring * angle.cos());
            symbols[*i].at = (group.centre.0 + dx, group.centre.1 + dy);
            gone += share;
        }
    }
}

fn groups(symbols: &[Symbol<'_>], gap: f64, one_spot: f64) -> Vec<Group> {
    let mut order: Vec<usize> = (0..symbols.len()).collect();
    order.sort_by_key(|i| (symbols[*i].incident.date.earliest(), symbols[*i].incident.id.clone()));
    let mut groups: Vec<Group> = Vec::new();
    for i in order {
        let spot = symbols[i].spot;
        match groups.iter_mut().find(|g| apart(g.spot, spot) < one_spot) {
            Some(group) => group.members.push(i),
            None => groups.push(Group { members: vec![i], spot, centre: spot, ring: 0.0, reach: 0.0 }),
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
        group.reach = group.ring + largest;
    }
    groups
}

fn push_apart(groups: &mut [Group], frame: Rect, gap: f64) {
    const ROUNDS: u32 = 300;
    /// So many rounds at the end only push, so that nothing is left covered.
    const ONLY_PUSH: u32 = 100;
    /// How strongly a group is drawn back to its spot in every other round.
    const BACK: f64 = 0.03;
    for round in 0..ROUNDS {
        for i in 0..groups.len() {
            let (before, rest) = groups.split_at_mut(i);
            let Some(b) = rest.first_mut() else { continue };
            for a in before {
                let distance = apart(a.centre, b.centre);
                let overlap = a.reach + b.reach + gap - distance;
                if overlap > 0.0 {
                    let (dx, dy) = if distance > 0.01 {
                        ((b.centre.0 - a.centre.0) / distance, (b.centre.1 - a.centre.1) / distance)
                    } else {
                        (1.0, 0.0)
                    };
                    // The larger group gives way less.
                    let share = b.reach / (a.reach + b.reach);
                    a.centre = (a.centre.0 - dx * overlap * share, a.centre.1 - dy * overlap * share);
                    b.centre = (b.centre.0 + dx * overlap * (1.0 - share), b.centre.1 + dy * overlap * (1.0 - share));
                }
            }
        }
        for group in groups.iter_mut() {
            if round + ONLY_PUSH < ROUNDS {
                group.centre.0 += BACK * (group.spot.0 - group.centre.0);
                group.centre.1 += BACK * (group.spot.1 - group.centre.1);
            }
            let room = frame.grown(-group.reach - gap);
            group.centre.0 = group.centre.0.clamp(room.x, room.right());
            group.centre.1 = group.centre.1.clamp(room.y, room.bottom());
        }
    }
}

/// The rings of the location radii: one for all records with the same point and radius.
pub fn reaches(symbols: &[Symbol<'_>], frame: Rect) -> Layer {
    let mut layer = Layer::new("radii", "Location radii");
    let mut rings: Vec<(Page, f64, Paint)> = Vec::new();
    for s in symbols.iter().filter(|s| s.reach > s.radius * 1.3) {
        let same = |r: &(Page, f64, Paint)| apart(r.0, s.spot) < 0.5 && (r.1 - s.reach).abs() < 0.5;
        if !rings.iter().any(same) {
            rings.push((s.spot, s.reach, mark(s.incident.category).paint));
        }
    }
    for (i, (centre, radius, paint)) in rings.iter().enumerate() {
        let overlapping =
            rings.iter().enumerate().filter(|(j, r)| *j != i && apart(*centre, r.0) < radius + r.1).count();
        let fill = (overlapping < 3).then(|| paint.fade(0.05));
        let stroke = Stroke { paint: paint.fade(0.55), width: 0.9, dash: Vec::new() };
        if frame.grown(-radius).contains(*centre) {
            layer.items.push(Item::Disc(Disc { centre: *centre, radius: *radius, fill, stroke: Some(stroke) }));
            continue;
        }
        // A ring that leaves the map is cut at its frame; the edge of the frame is no part of it.
        let ring: Vec<Page> = (0..=120_u8)
            .map(|i| f64::from(i) / 120.0 * std::f64::consts::TAU)
            .map(|a| (centre.0 + radius * a.sin(), centre.1 - radius * a.cos()))
            .collect();
        let shape = |paths, fill, stroke| Item::Shape(Shape { paths, fill, stroke, about: None });
        if fill.is_some() {
            layer.items.push(shape(clip_ring_on_page(frame, &ring), fill, None));
        }
        layer.items.push(shape(clip_on_page(frame, &ring), None, Some(stroke)));
    }
    layer
}

/// Threads from displaced symbols to their true spots.
pub fn tethers(symbols: &[Symbol<'_>], theme: &Theme, unit: f64) -> Layer {
    let mut layer = Layer::new("tethers", "Tethers");
    for s in symbols.iter().filter(|s| apart(s.at, s.spot) > 1.0) {
        layer.items.push(Item::Shape(Shape {
            paths: vec![vec![s.spot, s.at]],
            fill: None,
            stroke: Some(Stroke::solid(theme.quiet_ink.fade(0.75), 0.9 * unit)),
            about: None,
        }));
    }
    let mut dots: Vec<Page> = Vec::new();
    for s in symbols.iter().filter(|s| apart(s.at, s.spot) > 1.0) {
        if !dots.iter().any(|d| apart(*d, s.spot) < 0.5) {
            dots.push(s.spot);
            layer.items.push(Item::Disc(Disc {
                centre: s.spot,
                radius: 1.8 * unit,
                fill: Some(theme.ink),
                stroke: None,
            }));
        }
    }
    layer
}

/// The symbols, larger ones below.
pub fn drawn(symbols: &[Symbol<'_>], theme: &Theme, unit: f64) -> Layer {
    let mut layer = Layer::new("incidents", "Incidents");
    let mut order: Vec<&Symbol<'_>> = symbols.iter().collect();
    order.sort_by(|a, b| b.radius.total_cmp(&a.radius));
    for s in order {
        let i = s.incident;
        let look = mark(i.category);
        let hollow = matches!(i.status, Status::Disputed | Status::Denied);
        let about = format!("{} {}", i.date, i.title);
        if let (true, Some(least), Some(most)) = (look.loud, i.killed.best_or_least(), i.killed.max)
            && most > least
        {
            let radius = symbol_radius(true, Some(most), unit);
            let stroke = Some(Stroke::solid(look.paint, unit));
            layer.items.push(Item::Disc(Disc { centre: s.at, radius, fill: None, stroke }));
        }
        layer.items.extend(symbol(&look, s.at, s.radius, hollow, theme, unit, Some(about)));
        if look.loud && i.killed.best_or_least().is_none() {
            layer.items.push(unknown_bar(s.at, s.radius, if hollow { look.paint } else { theme.paper }));
        }
    }
    layer
}

/// One symbol; also for the legend.
pub fn symbol(
    look: &Mark,
    at: Page,
    radius: f64,
    hollow: bool,
    theme: &Theme,
    unit: f64,
    about: Option<String>,
) -> Vec<Item> {
    let fill = Some(if hollow { theme.paper } else { look.paint });
    let edge = if hollow { look.paint } else { theme.paper };
    let width = if hollow { 2.2 * unit } else { 1.3 * unit };
    let r = if hollow { radius - 0.8 * unit } else { radius };
    let stroke = Some(Stroke::solid(edge, width));
    vec![match outline(look.form, at, r) {
        None => Item::Disc(Disc { centre: at, radius: r, fill, stroke }),
        Some(ring) => Item::Shape(Shape { paths: vec![ring], fill, stroke, about }),
    }]
}

/// The bar that says: number of dead unknown.
pub fn unknown_bar((x, y): Page, radius: f64, paint: Paint) -> Item {
    let (a, b) = (radius * 0.5, radius * 0.16);
    let ring = vec![(x - a, y - b), (x + a, y - b), (x + a, y + b), (x - a, y + b)];
    Item::Shape(Shape { paths: vec![ring], fill: Some(paint), stroke: None, about: None })
}

/// Whether a category is drawn by default.
pub fn is_shown(category: Category, claims: bool, contacts: bool) -> bool {
    match category {
        Category::Claim => claims,
        Category::Contact => contacts,
        Category::Aggregate => false,
        _ => true,
    }
}
