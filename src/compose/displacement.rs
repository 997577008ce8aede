//! Where symbols stand: at their points, or beside them where they would cover each other or lie on the wrong side of the border.
//!
//! The side is a hard constraint, and so is that nothing hides the point of another symbol or its leader line. What finds no place near
//! its point is reported, so that symbols are drawn smaller or counted together instead of moving far.

use std::cell::{Cell, RefCell};
use std::f64::consts::TAU;

use rustc_hash::FxHashMap;

use super::contested::ContestedGround;
use super::symbols::{Symbol, apart};
use crate::measure::Side;
use crate::measured::MeasuredIncident;
use crate::project::{Frame, Page, Rect};

/// In which country a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// The side of the border; [`Side::Unknown`] beyond both countries.
    pub side: Side,
    /// The number of the third country there; `None` in neither country's, such as at sea, and in the two of the border.
    pub third: Option<usize>,
}

/// What displacement must respect.
pub struct Constraints<'c> {
    pub frame: Rect,
    /// The width of the map of which a share is the farthest that a symbol is moved: of an inset, that of the whole map.
    pub width: f64,
    /// Signs of places that stay free: where they are, and their radius.
    pub signs: &'c [(Page, f64)],
    /// In which country a point of the page lies.
    pub country_at: &'c dyn Fn(Page) -> Country,
    /// Contested ground: a symbol that is moved stands wholly on it or wholly beside it, as its point does, where it has such a place.
    pub contested: &'c ContestedGround,
    /// Pixels to a unit of the design.
    pub unit: f64,
    /// Whether very many are counted within hexagons, and not by cluster.
    pub hexagons: bool,
}

impl Constraints<'_> {
    /// How far a symbol may be moved, in pixels.
    fn farthest(&self, (units, share): (f64, f64)) -> f64 {
        (units * self.unit).min(share * self.width)
    }

    /// Whether a symbol that stands at a place is on its side of the border, and in no third country but that of its point. What may lie in
    /// either country of the border stands in one of them: in that of its point, or hardly moved in the other. What lies beyond both stays there.
    pub fn keeps_side(&self, s: &Symbol<'_>, at: Page) -> bool {
        let (there, own) = ((self.country_at)(at), (self.country_at)(s.point));
        let is_beyond = own.side == Side::Unknown;
        let may_be_third = there.third == own.third && !(is_beyond && s.side == Side::On);
        if there.third.is_some() && !may_be_third {
            return false;
        }
        match s.side {
            Side::Unknown if is_beyond => there == own,
            Side::Unknown | Side::On => {
                let is_near = apart(at, s.point) <= ACROSS * self.unit
                    && self.contested.contains(at) == self.contested.contains(s.point);
                there.side != Side::Unknown && (is_beyond || is_near || there.side == own.side)
            }
            side => there.side == side,
        }
    }
}

/// In which country a point of the page lies, by what one of the incidents was measured against. What was asked once is remembered:
/// rings are tried again in every round.
pub fn country_on_page<'f>(
    frame: &'f Frame,
    measured: Option<&'f MeasuredIncident<'_>>,
) -> impl Fn(Page) -> Country + use<'f> {
    let context = measured.map(|m| m.context());
    let known: RefCell<FxHashMap<(u64, u64), Country>> = RefCell::default();
    move |at| {
        let key = (at.0.to_bits(), at.1.to_bits());
        if let Some(country) = known.borrow().get(&key) {
            return *country;
        }
        let country = match context.zip(frame.position(at)) {
            Some((context, at)) => Country { side: context.side_at(at), third: context.third_country_at(at) },
            None => Country { side: Side::Unknown, third: None },
        };
        known.borrow_mut().insert(key, country);
        country
    }
}

/// A symbol is moved no farther than this from its point, in units of the design and as a share of the map's width: what has no room so near is
/// drawn smaller or counted with others.
const FARTHEST: (f64, f64) = (92.0, 0.08);
/// Where the point itself is on the wrong side, the right one may be farther off.
const FARTHEST_ACROSS: (f64, f64) = (140.0, 0.1);
/// What is on no certain side, or on both, may stand so far off across the line: about its own width.
const ACROSS: f64 = 22.0;
/// Between two symbols, in units of the design.
const GAP: f64 = 2.0;
/// Points nearer to each other than this are one, in units of the design.
const SAME_POINT: f64 = 6.0;
/// Points so near to each other that one symbol covers the other's are displaced together, up to this width.
const CLUSTER: f64 = 24.0;

/// Symbols that are displaced together.
struct Cluster {
    /// In date order.
    members: Vec<usize>,
    centre: Page,
    /// How far a member's point lies from the centre at most.
    width: f64,
    /// The radius of the sign of a place in the middle; 0 without one.
    sign: f64,
}

/// Gives every symbol its place, the same in every run, and returns the clusters of symbols that found none: these stand at their points.
pub fn displace(symbols: &mut [Symbol<'_>], constraints: &Constraints<'_>) -> Vec<Vec<usize>> {
    let mut clusters = clusters(symbols, constraints);
    let demand = |c: &Cluster| c.members.iter().map(|i| symbols[*i].radius).sum::<f64>();
    // What needs most room first; single symbols at their points after those, the larger first.
    clusters.sort_by(|a, b| {
        let key = |c: &Cluster| (c.members.len() < 2, -demand(c));
        let ((one_a, more_a), (one_b, more_b)) = (key(a), key(b));
        one_a.cmp(&one_b).then(more_a.total_cmp(&more_b))
    });
    let points: Vec<Page> = symbols.iter().map(|s| s.point).collect();
    let mut table = Table { constraints, points, standing: Vec::new() };
    let mut failed = Vec::new();
    let mut moved = Vec::new();
    for cluster in clusters {
        match table.own_point(symbols, &cluster) {
            Some(standing) => table.standing.push(standing),
            None => moved.push(cluster),
        }
    }
    for cluster in moved {
        match table.around(symbols, &cluster) {
            Some(found) => table.standing.extend(found),
            None => failed.push(cluster.members),
        }
    }
    for s in symbols.iter_mut() {
        s.at = s.point;
    }
    for standing in &table.standing {
        symbols[standing.symbol].at = standing.at;
    }
    failed
}

fn clusters(symbols: &[Symbol<'_>], constraints: &Constraints<'_>) -> Vec<Cluster> {
    let unit = constraints.unit;
    let mut order: Vec<usize> = (0..symbols.len()).collect();
    order.sort_by_key(|i| (symbols[*i].incident.date.days().0, symbols[*i].incident.id.clone()));
    let mut clusters: Vec<Cluster> = Vec::new();
    for i in order {
        let s = &symbols[i];
        let joins = |c: &&mut Cluster| {
            let covers = |j: &usize| {
                let o = &symbols[*j];
                let far = apart(o.point, s.point);
                far < SAME_POINT * unit || far < o.radius.max(s.radius) + GAP * unit
            };
            let is_narrow = |j: &usize| apart(symbols[*j].point, s.point) < CLUSTER * unit;
            c.members.iter().any(covers) && c.members.iter().all(is_narrow)
        };
        match clusters.iter_mut().find(joins) {
            Some(cluster) => cluster.members.push(i),
            None => clusters.push(Cluster { members: vec![i], centre: s.point, width: 0.0, sign: 0.0 }),
        }
    }
    for c in &mut clusters {
        let first = c.members.first().map_or((0.0, 0.0), |i| symbols[*i].point);
        let is_one = c.members.iter().all(|i| apart(symbols[*i].point, first) < SAME_POINT * unit);
        if !is_one {
            let count = f64::from(u32::try_from(c.members.len()).unwrap_or(u32::MAX));
            let sum = c.members.iter().fold((0.0, 0.0), |m, i| (m.0 + symbols[*i].point.0, m.1 + symbols[*i].point.1));
            c.centre = (sum.0 / count, sum.1 / count);
        }
        c.width = c.members.iter().map(|i| apart(symbols[*i].point, c.centre)).fold(0.0, f64::max);
        let here = constraints.signs.iter().filter(|(at, _)| apart(*at, c.centre) < SAME_POINT * unit);
        c.sign = here.map(|(_, r)| *r).fold(0.0, f64::max);
    }
    clusters
}

/// A symbol that has its place.
struct Standing {
    symbol: usize,
    point: Page,
    at: Page,
    radius: f64,
}

impl Standing {
    fn is_moved(&self) -> bool {
        apart(self.point, self.at) > 1.0
    }
}

/// What stands already.
struct Table<'t> {
    constraints: &'t Constraints<'t>,
    points: Vec<Page>,
    standing: Vec<Standing>,
}

impl Table<'_> {
    /// A single symbol at its own point, where that is free.
    fn own_point(&self, symbols: &[Symbol<'_>], cluster: &Cluster) -> Option<Standing> {
        let [only] = cluster.members.as_slice() else { return None };
        let s = &symbols[*only];
        let standing = Standing { symbol: *only, point: s.point, at: s.point, radius: s.radius };
        let gap = GAP * self.constraints.unit;
        let is_covered = self.standing.iter().any(|o| apart(o.at, s.point) < o.radius + s.radius + gap);
        let is_across = !self.constraints.keeps_side(s, s.point);
        let hides = self.points.iter().enumerate().any(|(i, p)| i != *only && apart(*p, s.point) < s.radius + gap);
        let room = self.constraints.frame.grown(-(s.radius + gap));
        (cluster.sign <= 0.0 && !is_covered && !is_across && !hides && room.contains(s.point)).then_some(standing)
    }

    /// A ring around a cluster, with what is near enough to be in the way of a symbol of the cluster there, or of its leader line.
    fn ring(&self, cluster: &Cluster, radius: f64, largest: f64, is_parted: bool) -> Ring<'_> {
        let (centre, unit) = (cluster.centre, self.constraints.unit);
        // Leader lines begin within the cluster.
        let reach = radius.max(cluster.width) + largest + (GAP + 1.0) * unit;
        let is_near = |o: &&Standing| from_segment(centre, (o.point, o.at)) < reach + o.radius;
        Ring {
            centre,
            radius,
            is_parted,
            standing: self.standing.iter().filter(is_near).collect(),
            points: self.points.iter().copied().filter(|p| apart(*p, centre) < reach).collect(),
            hit: Cell::new(0),
            hidden: Cell::new(0),
        }
    }

    /// Whether a symbol may stand at a place on a ring beside its point, `own` being what of its cluster stands already.
    fn is_free(&self, ring: &Ring<'_>, s: &Symbol<'_>, at: Page, own: &[Standing]) -> bool {
        let c = self.constraints;
        if ring.is_parted && c.contested.parts_from(s.point, (at, s.radius)) {
            return false;
        }
        let (gap, hair) = (GAP * c.unit, 0.5 * c.unit);
        let leader = (s.point, at);
        // The own point and those of the same place lie nearer to the leader line's beginning than to the symbol.
        let hides = |p: &Page| apart(*p, at) < s.radius + gap;
        let stands_there = |o: &Standing| {
            apart(o.at, at) < o.radius + s.radius + gap
                || from_segment(o.at, leader) < o.radius + hair
                || (o.is_moved() && from_segment(at, (o.point, o.at)) < s.radius + hair)
        };
        c.frame.grown(-(s.radius + gap)).contains(at)
            && !any_of(&ring.points, &ring.hidden, hides)
            && !any_of(&ring.standing, &ring.hit, |o| stands_there(o))
            && !own.iter().any(stands_there)
            && !c.signs.iter().any(|(sign, radius)| apart(*sign, at) < radius + s.radius + gap)
            && c.keeps_side(s, at)
    }

    /// The symbols of a cluster on a ring around it, or on the part of one that lies on their side: as narrow as they fit.
    fn around(&self, symbols: &[Symbol<'_>], cluster: &Cluster) -> Option<Vec<Standing>> {
        let unit = self.constraints.unit;
        let gap = GAP * unit;
        let largest = cluster.members.iter().map(|i| symbols[*i].radius).fold(0.0, f64::max);
        let around: f64 = cluster.members.iter().map(|i| 2.0 * symbols[*i].radius + gap).sum();
        let is_across = cluster.members.iter().map(|i| &symbols[*i]).any(|s| !self.constraints.keeps_side(s, s.point));
        let near = self.constraints.farthest(FARTHEST);
        let farthest = if is_across { self.constraints.farthest(FARTHEST_ACROSS) } else { near };
        // A chord is shorter than its arc: with few members the ring must be wider.
        let wider = if cluster.members.len() < 4 { 1.25 } else { 1.06 };
        let ring = match cluster.members.len() {
            1 => 2.0 * unit,
            _ => (around / TAU * wider).max(largest * 1.2).max(cluster.width + largest + gap),
        };
        let narrowest = if cluster.sign > 0.0 { ring.max(cluster.sign + largest + gap) } else { ring };
        // Across the edge of contested ground only where there is no other place.
        let ways: &[bool] = if self.constraints.contested.areas.is_empty() { &[false] } else { &[true, false] };
        for is_parted in ways {
            let mut radius = narrowest;
            while radius <= farthest {
                let on = self.ring(cluster, radius, largest, *is_parted);
                let found = self.even_ring(symbols, cluster, &on, around).or_else(|| self.arc(symbols, cluster, &on));
                if found.is_some() {
                    return found;
                }
                radius += (if radius < near { 3.0 } else { 8.0 }) * unit;
            }
        }
        None
    }

    /// All members evenly on a ring, in date order clockwise from the left.
    fn even_ring(
        &self,
        symbols: &[Symbol<'_>],
        cluster: &Cluster,
        ring: &Ring<'_>,
        around: f64,
    ) -> Option<Vec<Standing>> {
        let gap = GAP * self.constraints.unit;
        let mut own: Vec<Standing> = Vec::new();
        let (mut gone, mut first) = (0.0, None);
        for i in &cluster.members {
            let s = &symbols[*i];
            let share = 2.0 * s.radius + gap;
            let middle = gone + share / 2.0;
            let angle = (middle - *first.get_or_insert(middle)) / around * TAU;
            let at = ring.at(angle);
            if !self.is_free(ring, s, at, &own) {
                return None;
            }
            own.push(Standing { symbol: *i, point: s.point, at, radius: s.radius });
            gone += share;
        }
        Some(own)
    }

    /// The members one after the other wherever a ring is free, beginning after its widest part that is not.
    fn arc(&self, symbols: &[Symbol<'_>], cluster: &Cluster, ring: &Ring<'_>) -> Option<Vec<Standing>> {
        /// The step along the ring, in units of the design.
        const STEP: f64 = 2.5;
        let steps = (TAU * ring.radius / (STEP * self.constraints.unit)).ceil().clamp(24.0, 400.0) as u16;
        let angle = |k: u16| TAU * f64::from(k % steps) / f64::from(steps);
        let place = |k: u16| ring.at(angle(k));
        let has_room = |at: Page| cluster.members.iter().any(|i| self.is_free(ring, &symbols[*i], at, &[]));
        let is_open: Vec<bool> = (0..steps).map(|k| has_room(place(k))).collect();
        if !is_open.contains(&true) {
            return None;
        }
        let mut left = cluster.members.clone();
        let mut own: Vec<Standing> = Vec::new();
        let start = after_widest_gap(&is_open);
        for k in (start..start + steps).filter(|k| is_open.get(usize::from(k % steps)) == Some(&true)) {
            let at = place(k);
            let Some(next) = left.iter().position(|i| self.is_free(ring, &symbols[*i], at, &own)) else { continue };
            let i = left.remove(next);
            own.push(Standing { symbol: i, point: symbols[i].point, at, radius: symbols[i].radius });
            if left.is_empty() {
                return Some(own);
            }
        }
        None
    }
}

/// A ring around a cluster, with what stands near it.
struct Ring<'t> {
    centre: Page,
    radius: f64,
    /// Whether no symbol may stand across the edge of contested ground.
    is_parted: bool,
    standing: Vec<&'t Standing>,
    points: Vec<Page>,
    /// Which of them was in the way last.
    hit: Cell<usize>,
    hidden: Cell<usize>,
}

/// Whether one of a list does something. The one that did it last is asked first: what is in the way of a place is often in that of the next.
fn any_of<T>(list: &[T], last: &Cell<usize>, does: impl Fn(&T) -> bool) -> bool {
    if list.get(last.get()).is_some_and(&does) {
        return true;
    }
    let found = list.iter().position(does);
    last.set(found.unwrap_or(last.get()));
    found.is_some()
}

impl Ring<'_> {
    /// A point on it, the angle clockwise from the left.
    fn at(&self, angle: f64) -> Page {
        (self.centre.0 - self.radius * angle.cos(), self.centre.1 - self.radius * angle.sin())
    }
}

/// The step after the widest run that is not open; 0 if all are.
fn after_widest_gap(is_open: &[bool]) -> u16 {
    let (mut widest, mut start, mut run) = (0, 0, 0);
    for (k, open) in is_open.iter().chain(is_open).enumerate() {
        if !*open {
            run += 1;
            continue;
        }
        if run > widest {
            (widest, start) = (run, k % is_open.len());
        }
        run = 0;
    }
    u16::try_from(start).unwrap_or(0)
}

/// The distance of a point from a segment.
pub fn from_segment(at: Page, (a, b): (Page, Page)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let t = (((at.0 - a.0) * dx + (at.1 - a.1) * dy) / (dx * dx + dy * dy).max(1e-12)).clamp(0.0, 1.0);
    apart(at, (a.0 + t * dx, a.1 + t * dy))
}
