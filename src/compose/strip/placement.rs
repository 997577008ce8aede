//! Where the symbols of a strip find room: at their own kilometre, smaller where they crowd, and else counted together.

use super::marks::Mark;
use super::scale::{Distances, Kilometres};
use crate::compose::arrangement::{REACH, SIZES};
use crate::compose::style::Style;
use crate::compose::symbols::{Symbol, apart};
use crate::project::{Page, Rect};

/// A symbol whose distance is known is moved up or down by no more than this, in units of the design.
const MOST_UP: f64 = 64.0;
/// So much farther where it would cover another even when what lies near is counted together.
const FARTHER: f64 = 120.0;
/// What still covers another is counted with what lies so many times as far as usual.
const WIDER: [f64; 2] = [2.0, 4.0];
/// Of the radius of a symbol, how far it may be moved along the border: its own kilometre lies under it then.
const MOST_ALONG: f64 = 1.0;

/// A panel of a strip: its scales, its rectangle, and the signs of places on it.
pub struct Ground<'g> {
    pub across: &'g Kilometres,
    pub up: Distances,
    pub panel: Rect,
    pub signs: Vec<Rect>,
}

/// What a panel draws for its marks.
#[derive(Default)]
pub struct Placed<'a> {
    /// A symbol for each mark, but for those that are counted together.
    pub symbols: Vec<Symbol<'a>>,
    /// The ids of those that cover another.
    pub covering: Vec<String>,
}

/// Gives the marks of panels their places, in the largest of the sizes of symbols in which fewest find none, the same in all panels. What still has
/// no room is counted with its neighbours.
///
/// A symbol keeps its kilometre: it is moved up or down, on its side of the line, and along the line by no more than its own radius. One whose
/// distance is not known stands within its range, and one that may lie on either side on the line. What is moved has a leader line from its place.
pub fn place<'a>(panels: &mut [(Ground<'_>, Vec<Mark<'a>>)], style: &Style) -> Vec<Placed<'a>> {
    let mut place_all = |size: f64, counts: bool| -> Vec<Placed<'a>> {
        let place_one = |(ground, marks): &mut (Ground<'_>, Vec<Mark<'a>>)| {
            marks.iter_mut().for_each(|m| m.symbol.resize(style.unit * size));
            place_in(marks, ground, counts, style)
        };
        panels.iter_mut().map(place_one).collect()
    };
    let mut best: Option<(usize, f64)> = None;
    for size in SIZES {
        let placed = place_all(size, false);
        let covering = placed.iter().map(|p| p.covering.len()).sum();
        if covering == 0 {
            return placed;
        }
        if best.is_none_or(|(least, _)| covering < least) {
            best = Some((covering, size));
        }
    }
    place_all(best.map_or(1.0, |(_, size)| size), true)
}

/// What can be counted together: marks whose symbols read alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// On the line: it may lie on either side.
    AtLine,
    /// At its distance, left of the line if true.
    Known(bool),
    /// Anywhere within a range of distances, left of the line if true.
    Range(bool),
}

/// A mark or several that are counted together.
struct Unit<'a> {
    symbol: Symbol<'a>,
    members: Vec<usize>,
    kind: Kind,
    /// From where to where it may stand, up and down.
    within: (f64, f64),
    /// The ends of its bar of kilometres.
    span: (f64, f64),
}

impl<'a> Unit<'a> {
    fn new(number: usize, mark: &Mark<'a>, ground: &Ground<'_>, style: &Style) -> Self {
        let (up, panel) = (&ground.up, ground.panel);
        let range = (up.y(mark.range_km.1), up.y(mark.range_km.0));
        let middle = f64::midpoint(range.0, range.1);
        let (kind, target, within) = match mark.signed_km {
            Some(km) => {
                let y = up.y(km);
                let is_left = y < up.line;
                let (low, high) = (y - style.px(MOST_UP), y + style.px(MOST_UP));
                // Never across the line.
                let within = if is_left { (low, high.min(up.line)) } else { (low.max(up.line), high) };
                (Kind::Known(is_left), y, within)
            }
            None if mark.is_at_line => (Kind::AtLine, up.line, (up.line, up.line)),
            None => (Kind::Range(middle < up.line), middle, range),
        };
        let mut symbol = mark.symbol.clone();
        symbol.point = (ground.across.x(mark.km), target.clamp(panel.y, panel.bottom()));
        symbol.at = symbol.point;
        Self { symbol, members: vec![number], kind, within, span: mark.span(ground.across) }
    }

    /// Two as one, at the point of the one in their middle.
    fn with(&self, other: &Self, style: &Style) -> Self {
        let symbol = Symbol::counted(&[&self.symbol, &other.symbol], style);
        let middle = if symbol.point == self.symbol.point { self } else { other };
        Self {
            members: [self.members.as_slice(), &other.members].concat(),
            kind: self.kind,
            within: middle.within,
            span: (self.span.0.min(other.span.0), self.span.1.max(other.span.1)),
            symbol,
        }
    }
}

/// Places the marks of one panel; counts together what has no room, if `counts`.
fn place_in<'a>(marks: &mut [Mark<'a>], ground: &Ground<'_>, counts: bool, style: &Style) -> Placed<'a> {
    let mut units: Vec<Unit<'a>> =
        marks.iter().enumerate().map(|(i, mark)| Unit::new(i, mark, ground, style)).collect();
    for (mark, unit) in marks.iter_mut().zip(&units) {
        (mark.symbol.point, mark.symbol.at) = (unit.symbol.point, unit.symbol.at);
    }
    // Symbols are moved farther, and counted with what is not near, once nothing near is left to count them with.
    let mut is_farther = false;
    let covering = loop {
        let farther = if is_farther { style.px(FARTHER) } else { 0.0 };
        let covering = set(&mut units, ground, farther, style);
        if covering.is_empty() || !counts {
            break covering;
        }
        if !is_farther {
            is_farther = !merge(&mut units, &covering, 1.0, style);
        } else if !WIDER.into_iter().any(|wider| merge(&mut units, &covering, wider, style)) {
            break covering;
        }
    };
    for unit in &units {
        if let [only] = unit.members.as_slice() {
            marks[*only].symbol = unit.symbol.clone();
        }
    }
    let ids = covering.iter().filter_map(|i| units.get(*i)).flat_map(|u| u.symbol.incidents());
    let covering = ids.map(|i| i.id.clone()).collect();
    Placed { symbols: units.into_iter().map(|u| u.symbol).collect(), covering }
}

/// Counts each of these units with the nearest other of its kind, where one is near, or so many times as far; whether there was one.
fn merge(units: &mut Vec<Unit<'_>>, covering: &[usize], wider: f64, style: &Style) -> bool {
    let mut gone = vec![false; units.len()];
    let mut grown = vec![false; units.len()];
    for i in covering.iter().copied() {
        if gone[i] || grown[i] {
            continue;
        }
        let own = &units[i];
        let gap = |j: &usize| apart(own.symbol.point, units[*j].symbol.point);
        let reach = |j: &usize| wider * (own.symbol.extent(style) + units[*j].symbol.extent(style) + style.px(REACH));
        let is_near = |j: &usize| *j != i && !gone[*j] && units[*j].kind == own.kind && gap(j) <= reach(j);
        let nearest = (0..units.len()).filter(is_near).min_by(|a, b| gap(a).total_cmp(&gap(b)));
        if let Some(j) = nearest {
            units[j] = units[j].with(own, style);
            (gone[i], grown[j]) = (true, true);
        }
    }
    let mut is_gone = gone.iter().copied();
    units.retain(|_| !is_gone.next().unwrap_or(false));
    gone.contains(&true)
}

/// Gives each unit a place where it covers neither another nor a sign; the numbers of those that cover another are returned. Those on the line come
/// first, as they can be moved least. Known distances may be moved `farther` from the line than usual.
fn set(units: &mut [Unit<'_>], ground: &Ground<'_>, farther: f64, style: &Style) -> Vec<usize> {
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|i| {
        let (u, first) = (&units[*i], units[*i].symbol.incident);
        let kind = match u.kind {
            Kind::AtLine => 0,
            Kind::Known(_) => 1,
            Kind::Range(_) => 2,
        };
        (kind, u.symbol.is_single(), first.date.days().0, first.id.clone())
    });
    let mut taken = Taken { boxes: Vec::new(), signs: &ground.signs, bars: Vec::new() };
    let mut covering = Vec::new();
    for i in order {
        let unit = &mut units[i];
        // A sign of a place gives way rather than a kilometre.
        let at_its_own = taken.place(unit, ground, true, style).or_else(|| taken.place(unit, ground, false, style));
        let within = unit.within;
        match unit.kind {
            Kind::Known(true) => unit.within.0 -= farther,
            Kind::Known(false) => unit.within.1 += farther,
            _ => {}
        }
        let found = at_its_own.or_else(|| taken.place(unit, ground, false, style));
        unit.within = within;
        if found.is_none() {
            covering.push(i);
        }
        unit.symbol.at = found.unwrap_or(unit.symbol.point);
        if let (Kind::Range(_), Some(at)) = (unit.kind, found) {
            // Its height tells nothing: it is not moved from anywhere.
            unit.symbol.point.1 = at.1;
        }
        taken.boxes.push(unit.symbol.bounds(style));
        taken.bars.push((unit.symbol.point.1, unit.span));
    }
    covering
}

/// What is on a panel already.
struct Taken<'t> {
    boxes: Vec<Rect>,
    signs: &'t [Rect],
    /// The bars of kilometres: their height, and from where to where.
    bars: Vec<(f64, (f64, f64))>,
}

impl Taken<'_> {
    /// The place for a unit that covers nothing: its own, or else the best of those it may have.
    fn place(&self, unit: &Unit<'_>, ground: &Ground<'_>, keeps_signs: bool, style: &Style) -> Option<Page> {
        let (point, radius) = (unit.symbol.point, unit.symbol.extent(style));
        let room = ground.panel.grown(-(radius + style.px(3.0)));
        let is_free = |at: Page| {
            let own = Rect { x: at.0 - radius, y: at.1 - radius, width: 2.0 * radius, height: 2.0 * radius };
            let own = own.grown(style.px(2.0));
            let signs = self.signs.iter().filter(|_| keeps_signs);
            (room.y..=room.bottom()).contains(&at.1) && !self.boxes.iter().chain(signs).any(|t| t.overlaps(&own))
        };
        let is_range = matches!(unit.kind, Kind::Range(_));
        if !is_range && is_free(point) {
            return Some(point);
        }
        let step = style.px(4.0);
        let aside = |k: i32| f64::from((k + 1) / 2) * if k % 2 == 0 { step } else { -step };
        let heights: Vec<f64> = (0..400).map(|k| point.1 + aside(k)).collect();
        let within = |y: &&f64| (unit.within.0 - 0.01..=unit.within.1 + 0.01).contains(*y);
        let heights: Vec<f64> = heights.iter().filter(within).copied().collect();
        if is_range {
            let free = heights.iter().enumerate().filter(|(_, y)| is_free((point.0, **y)));
            let cost = |(k, y): &(usize, &f64)| 6 * self.crowd(**y, unit.span, style) + *k;
            if let Some((_, y)) = free.min_by_key(cost) {
                return Some((point.0, *y));
            }
        }
        // As near as there is room, and along the line only where there is none else.
        let far = |at: &Page| (at.0 - point.0).powi(2) + (at.1 - point.1).powi(2);
        let nearest = |shifts: &[f64]| {
            let candidates = heights.iter().flat_map(|y| shifts.iter().map(|s| (point.0 + s, *y)));
            candidates.filter(|at| is_free(*at)).min_by(|a, b| far(a).total_cmp(&far(b)))
        };
        let most = MOST_ALONG * unit.symbol.radius;
        let along: Vec<f64> = (1..400).map(aside).take_while(|s| s.abs() <= most).collect();
        nearest(&[0.0]).or_else(|| nearest(&along))
    }

    /// How many bars and symbols a bar at a height would be read with.
    fn crowd(&self, y: f64, span: (f64, f64), style: &Style) -> usize {
        let near = |b: &&(f64, (f64, f64))| (b.0 - y).abs() < style.px(7.0) && b.1.0 < span.1 && span.0 < b.1.1;
        let through = |t: &&Rect| (t.y..=t.bottom()).contains(&y) && t.x < span.1 && span.0 < t.right();
        let boxes = self.boxes.iter().chain(self.signs);
        self.bars.iter().filter(near).count() * 3 + boxes.filter(through).count()
    }
}
