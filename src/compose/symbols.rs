//! Incidents on the map: symbols, their radius rings, and how several at one spot are spread.

use super::scene::{Disc, Item, Layer, Paint, Shape, Stroke};
use super::style::{Mark, Theme, mark, outline, symbol_radius};
use crate::model::{Category, Incident, Status};
use crate::project::{Page, Rect};

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

fn apart(a: Page, b: Page) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// A group of symbols that stand on a common ring.
struct Cluster {
    members: Vec<usize>,
    centre: Page,
    /// The radius of the whole group.
    reach: f64,
}

/// Moves symbols that would cover each other onto rings around their middle, in date order; the same every run.
pub fn spread(symbols: &mut [Symbol<'_>], frame: Rect, unit: f64) {
    let gap = 2.5 * unit;
    let mut order: Vec<usize> = (0..symbols.len()).collect();
    order.sort_by(|a, b| {
        let key = |i: &usize| symbols.get(*i).map(|s| (s.incident.date.earliest(), s.incident.id.clone()));
        key(a).cmp(&key(b))
    });
    let mut clusters: Vec<Cluster> = order
        .into_iter()
        .map(|i| Cluster { members: vec![i], centre: symbols[i].spot, reach: symbols[i].radius })
        .collect();
    // Merge until no two groups touch; every merge leaves one group fewer, so this ends.
    while let Some((a, b)) = touching(&clusters, gap) {
        let gone = clusters.remove(b);
        let into = &mut clusters[a];
        into.members.extend(gone.members);
        into.members.sort_by_key(|i| (symbols[*i].incident.date.earliest(), symbols[*i].incident.id.clone()));
        let count = f64::from(u32::try_from(into.members.len()).unwrap_or(u32::MAX));
        let sum = into.members.iter().fold((0.0, 0.0), |s, i| (s.0 + symbols[*i].spot.0, s.1 + symbols[*i].spot.1));
        into.centre = (sum.0 / count, sum.1 / count);
        into.reach = ring_radius(&into.members, symbols, gap) + largest(&into.members, symbols);
    }
    for cluster in &clusters {
        place(cluster, symbols, frame, gap);
    }
}

fn touching(clusters: &[Cluster], gap: f64) -> Option<(usize, usize)> {
    for (i, a) in clusters.iter().enumerate() {
        for (j, b) in clusters.iter().enumerate().skip(i + 1) {
            if apart(a.centre, b.centre) < a.reach + b.reach + gap {
                return Some((i, j));
            }
        }
    }
    None
}

fn largest(members: &[usize], symbols: &[Symbol<'_>]) -> f64 {
    members.iter().map(|i| symbols[*i].radius).fold(0.0, f64::max)
}

/// The radius of a ring on which all members fit side by side.
fn ring_radius(members: &[usize], symbols: &[Symbol<'_>], gap: f64) -> f64 {
    let around: f64 = members.iter().map(|i| 2.0 * symbols[*i].radius + gap).sum();
    // A chord is shorter than its arc: with few members the ring must be wider.
    let wider = if members.len() < 4 { 1.25 } else { 1.06 };
    (around / std::f64::consts::TAU * wider).max(largest(members, symbols) * 1.2)
}

fn place(cluster: &Cluster, symbols: &mut [Symbol<'_>], frame: Rect, gap: f64) {
    let [one] = cluster.members.as_slice() else {
        let ring = ring_radius(&cluster.members, symbols, gap);
        let total: f64 = cluster.members.iter().map(|i| 2.0 * symbols[*i].radius + gap).sum();
        let room = frame.grown(-cluster.reach);
        let centre = (
            cluster.centre.0.clamp(room.x, room.right().max(room.x)),
            cluster.centre.1.clamp(room.y, room.bottom().max(room.y)),
        );
        let mut gone = 0.0;
        for i in &cluster.members {
            let share = 2.0 * symbols[*i].radius + gap;
            // Clockwise from north, the first in date at the top.
            let angle = (gone + share / 2.0) / total * std::f64::consts::TAU
                - (symbols[cluster.members[0]].radius * 2.0 + gap) / 2.0 / total * std::f64::consts::TAU;
            symbols[*i].at = (centre.0 + ring * angle.sin(), centre.1 - ring * angle.cos());
            gone += share;
        }
        return;
    };
    symbols[*one].at = symbols[*one].spot;
}

/// The rings of the location radii: one for all records with the same point and radius.
pub fn reaches(symbols: &[Symbol<'_>], frame: Rect) -> Layer {
    let mut layer = Layer::new("radii", "Location radii");
    let mut rings: Vec<(Page, f64, Paint)> = Vec::new();
    for s in symbols.iter().filter(|s| s.reach > s.radius * 1.3) {
        let same = |r: &(Page, f64, Paint)| apart(r.0, s.spot) < 0.5 && (r.1 - s.reach).abs() < 0.5;
        if !rings.iter().any(same) && frame.grown(-s.reach).contains(s.spot) {
            rings.push((s.spot, s.reach, mark(s.incident.category).paint));
        }
    }
    for (i, (centre, radius, paint)) in rings.iter().enumerate() {
        let overlapping =
            rings.iter().enumerate().filter(|(j, r)| *j != i && apart(*centre, r.0) < radius + r.1).count();
        layer.items.push(Item::Disc(Disc {
            centre: *centre,
            radius: *radius,
            fill: (overlapping < 3).then(|| paint.fade(0.05)),
            stroke: Some(Stroke { paint: paint.fade(0.55), width: 0.9, dash: Vec::new() }),
        }));
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
