//! The page: what stands where, so that furniture never covers an incident.

use super::style::Style;
use crate::project::{Page, Rect};

/// What stands beside the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Panel {
    /// Nothing: the legend lies on the map.
    None,
    /// A column at the trailing edge, as a share of the page's width.
    Beside(f64),
    /// So many columns below the map.
    Below(usize),
}

/// How much room the legend may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegendRoom {
    /// What leaves the map most of the page.
    Usual,
    /// What leaves the map its least height.
    Large,
    /// A page of its own.
    Apart,
}

/// A way to lay out the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// Whether incidents are numbered and listed.
    pub key: bool,
    /// Whether that list stands on pages of its own.
    pub is_apart: bool,
    pub legend: LegendRoom,
    pub panel: Panel,
    /// The size of the key's letters, in units of the design.
    pub size: f64,
    /// Whether the key gives the side of each incident: not where, in two languages, it has room only without.
    pub has_sides: bool,
}

/// The ways to lay out a page whose key stands on pages of its own.
pub fn plans_apart() -> Vec<Vec<Plan>> {
    let plan =
        |panel| Plan { key: true, is_apart: true, legend: LegendRoom::Usual, panel, size: 12.8, has_sides: true };
    vec![vec![plan(Panel::None)], [Panel::Beside(0.25), Panel::Below(2)].map(plan).to_vec()]
}

/// The ways to lay out a page whose legend has no room beside a map of the usual size; the key, if asked for, on pages of its own.
pub fn plans_of_long_legends(page: Rect, style: &Style, key: bool) -> Vec<Vec<Plan>> {
    let plan = |legend, panel| vec![Plan { key, is_apart: key, legend, panel, size: 12.8, has_sides: true }];
    vec![plan(LegendRoom::Large, Panel::Below(readable_columns(page, style))), plan(LegendRoom::Apart, Panel::None)]
}

/// So many columns of a readable width fit below the map.
fn readable_columns(page: Rect, style: &Style) -> usize {
    ((page.width / style.unit - 52.0) / 290.0).floor().clamp(1.0, 5.0) as usize
}

/// The ways to lay out a page, in groups: the largest map of the first group that shows everything is taken.
pub fn plans(page: Rect, style: &Style, without_key: bool, with_key: bool) -> Vec<Vec<Plan>> {
    let columns = readable_columns(page, style);
    let legend = LegendRoom::Usual;
    let mut groups = Vec::new();
    if without_key {
        let plan = |panel| Plan { key: false, is_apart: false, legend, panel, size: 14.0, has_sides: false };
        groups.push(vec![plan(Panel::None)]);
        groups.push([Panel::Beside(0.25), Panel::Below(columns)].map(plan).to_vec());
    }
    if with_key {
        // Names in two languages leave the sides no room on some pages.
        let without_sides = style.languages.second.is_some().then_some((false, 11.8));
        let mut sizes: Vec<(bool, f64)> =
            [(true, 14.0), (true, 12.8), (true, 11.8)].into_iter().chain(without_sides).collect();
        // Where letters cannot be smaller, the smaller sizes are the same.
        sizes.dedup_by(|a, b| a.0 == b.0 && (style.letters(a.1) - style.letters(b.1)).abs() < 1e-9);
        for (has_sides, size) in sizes {
            let beside = [0.25, 0.30, 0.36].map(Panel::Beside);
            let below = [columns, columns.saturating_sub(1).max(1)].map(Panel::Below);
            let plan = |panel| Plan { key: true, is_apart: false, legend, panel, size, has_sides };
            groups.push(beside.into_iter().chain(below).map(plan).collect());
        }
    }
    groups
}

/// The map and the panel between title and footer.
#[derive(Debug, Clone, Copy)]
pub struct Zones {
    pub map: Rect,
    pub panel: Option<Rect>,
}

impl Zones {
    /// Moves the panel up to a map that takes less than its zone.
    pub fn follow(&mut self, map: Rect, panel: Panel, style: &Style) {
        if let Some(own) = &mut self.panel {
            match panel {
                Panel::Below(_) => own.y -= self.map.height - map.height,
                Panel::Beside(_) if style.is_mirrored() => own.x += self.map.width - map.width,
                Panel::Beside(_) => own.x -= self.map.width - map.width,
                Panel::None => {}
            }
        }
        self.map = map;
    }
}

/// Divides the body of the page; `below` is the height of a panel below the map.
pub fn zones(body: Rect, plan: Plan, below: f64, latitudes: f64, style: &Style) -> Zones {
    let outer = style.px(26.0);
    let gap = style.px(22.0);
    // Room for the figures of the graticule.
    let leading = outer.max(latitudes + style.px(4.0));
    let under = style.px(26.0);
    let beside = if let Panel::Beside(share) = plan.panel { share * body.width } else { 0.0 };
    let trailing = outer + if beside > 0.0 { beside + gap } else { 0.0 };
    let below = if matches!(plan.panel, Panel::Below(_)) { below } else { 0.0 };
    let (left, right) = if style.is_mirrored() { (trailing, leading) } else { (leading, trailing) };
    let lower = under + if below > 0.0 { below + style.px(10.0) } else { 0.0 };
    let map = Rect {
        x: body.x + left,
        y: body.y,
        width: (body.width - left - right).max(0.0),
        height: (body.height - lower).max(0.0),
    };
    let panel = match plan.panel {
        Panel::None => None,
        Panel::Beside(_) => {
            let x = if style.is_mirrored() { body.x + outer } else { body.right() - outer - beside };
            Some(Rect { x, y: body.y, width: beside, height: body.height - under })
        }
        Panel::Below(_) => Some(Rect {
            x: body.x + outer,
            y: map.bottom() + under + style.px(10.0),
            width: body.width - 2.0 * outer,
            height: below,
        }),
    };
    Zones { map, panel }
}

/// What furniture on the map may not hide.
pub struct DrawnBasemap<'a> {
    pub frame: Rect,
    /// Symbols and signs: never hidden.
    pub busy: &'a [Rect],
    /// The border: never hidden either.
    pub lines: &'a [Vec<Page>],
    /// Furniture that stands already.
    pub taken: Vec<Rect>,
}

impl DrawnBasemap<'_> {
    /// Where a box can stand on the map without hiding a symbol or the border: a corner, or along the edge; `None` if
    /// there is no such position.
    ///
    /// # Arguments
    ///
    /// `corners` are tried in this order: 0 upper left, 1 upper right, 2 lower right, 3 lower left.
    pub fn free_rect(&self, width: f64, height: f64, corners: &[u8], along_edges: bool, inset: f64) -> Option<Rect> {
        let inner = self.frame.grown(-inset);
        let (free_x, free_y) = (inner.width - width, inner.height - height);
        if free_x < 0.0 || free_y < 0.0 {
            return None;
        }
        let at = |x: f64, y: f64| Rect { x: inner.x + x * free_x, y: inner.y + y * free_y, width, height };
        let mut candidates: Vec<(usize, Rect)> = Vec::new();
        for (i, corner) in corners.iter().enumerate() {
            let (x, y) = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)][usize::from(*corner % 4)];
            candidates.push((i, at(x, y)));
        }
        if along_edges {
            for i in 1..20_u8 {
                let t = f64::from(i) / 20.0;
                candidates.extend([at(t, 1.0), at(0.0, t), at(1.0, t), at(t, 0.0)].map(|r| (40, r)));
            }
        }
        // Points of the line lie closer together than any furniture is wide.
        let hides = |r: &Rect| self.lines.iter().flatten().any(|p| r.contains(*p));
        let free = |(_, r): &&(usize, Rect)| !self.busy.iter().chain(&self.taken).any(|o| o.overlaps(r)) && !hides(r);
        candidates.iter().filter(free).min_by_key(|(order, _)| *order).map(|(_, r)| *r)
    }
}
