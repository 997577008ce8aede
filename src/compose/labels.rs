//! Label placement: no label on another, on a symbol it does not name, on the furniture or over the frame.
//!
//! Eight places around each point (Imhof 1962, The positioning of names on maps), then further out with a leader line.
//! The cheapest free one is taken, most important names first (greedy); the placement is then improved by threshold
//! accepting (Dueck & Scheuer 1990) with a fixed seed. Positions are whole hundredths of a pixel and costs are whole
//! numbers, so that the result is the same on every machine.

use super::displacement::from_segment;
use super::label_candidate::{Candidate, box_of, enters, meet};
use super::label_plan::Plan;
use super::obstacles::Obstacles;
use super::scene::{Anchor, Item, Layer, Paint, Shape, Stroke, Text};
use super::symbol_outline::SymbolOutline;
use super::symbols::apart;
use crate::project::{Page, Rect};
use crate::typeface::{CAP_HEIGHT, DESCENT, FontStyle, Typefaces};

/// Numbers and dates of incidents are placed before the names of the lesser places.
pub const INCIDENT_RANK: u8 = 2;

/// A name to be placed.
#[derive(Debug, Clone)]
pub struct Label {
    /// Its lines, at least one.
    pub lines: Vec<String>,
    /// The point that it names.
    pub at: Page,
    /// How far the label must stay away.
    pub clear: f64,
    /// The extent of the symbols around its point: beyond them the label may stand too.
    pub extent: f64,
    /// The radius of the symbol there: beyond it a leader line crosses nothing.
    pub edge: f64,
    /// The symbols at the point and around it: the leader line is drawn from the outline of the last of them on its way.
    pub symbols: Vec<SymbolOutline>,
    /// Upright, bold or slanted.
    pub font_style: FontStyle,
    /// The size of the font, in pixels.
    pub size: f64,
    /// Its colour.
    pub paint: Paint,
    /// 1 is placed first.
    pub rank: u8,
    /// Whether it may stand off with a leader line.
    pub leader: bool,
    /// Whether the label must stay on the side of the border where its point is.
    pub keeps_side: bool,
    /// Other points of the same kind: a label is not set nearer to one of them than to its own.
    pub others: Vec<Page>,
}

/// Placed names and those that found no room.
pub struct Placed {
    /// What is drawn.
    pub layer: Layer,
    /// What the names take up, none covering another.
    pub boxes: Vec<Rect>,
    /// Small boxes along the leader lines, as far as their own labels.
    pub leaders: Vec<Rect>,
    /// The leader lines from the point to the text, each with the number of its label.
    pub leader_lines: Vec<(usize, (Page, Page))>,
    /// Which of the labels found no room.
    pub dropped: Vec<usize>,
}

impl Placed {
    /// What later names must not cover: the names and their leader lines.
    pub fn taken(&self) -> impl Iterator<Item = &Rect> {
        self.boxes.iter().chain(&self.leaders)
    }
}

/// Lines of text are so far apart, in font sizes.
const LEADING: f64 = 1.16;

/// Where names may stand.
#[derive(Clone, Copy)]
pub struct Room<'a> {
    /// What the names are set in.
    pub fonts: &'a Typefaces,
    /// The map.
    pub frame: Rect,
    /// May not be covered.
    pub blocked: &'a [Rect],
    /// May not be covered either, and part the two sides.
    pub lines: &'a [Vec<Page>],
}

/// Places names.
///
/// # Arguments
///
/// `halo` is the colour around the letters, and `unit` what one pixel of a picture of the usual size is in this one.
#[must_use]
pub fn place(labels: &[Label], room: &Room<'_>, halo: Paint, unit: f64) -> Placed {
    place_among(labels, &Obstructed::new(room), halo, unit)
}

/// As [`place`], where what is in the way is indexed already.
#[must_use]
pub fn place_among(labels: &[Label], room: &Obstructed<'_>, halo: Paint, unit: f64) -> Placed {
    let mut labels: Vec<Label> = labels.to_vec();
    let mut is_far: Vec<bool> = labels.iter().map(|l| l.rank == 0).collect();
    let mut plan = planned(&mut labels, &is_far, room, unit);
    /// Of so many, more than some have no room anywhere.
    const FEW: usize = 24;
    /// One that has found room farther off may have pushed out another: so often at most.
    const ROUNDS: usize = 4;
    // What must not be missing and has no room may stand farther off.
    for _ in 0..ROUNDS {
        let is_missing = |i: &usize| !is_far[*i] && plan.chosen(*i).is_none() && labels[*i].leader;
        let missing: Vec<usize> =
            (0..labels.len()).filter(is_missing).filter(|i| labels[*i].rank <= INCIDENT_RANK).collect();
        if !(1..=FEW).contains(&missing.len()) {
            break;
        }
        missing.into_iter().for_each(|i| is_far[i] = true);
        plan = planned(&mut labels, &is_far, room, unit);
    }
    let layer = Layer::new("names", "Names");
    let (boxes, leaders, leader_lines, dropped) = Default::default();
    let mut placed = Placed { layer, boxes, leaders, leader_lines, dropped };
    let chosen: Vec<Rect> = (0..labels.len()).filter_map(|i| plan.chosen(i)).map(|c| c.bounds).collect();
    for (i, label) in labels.iter().enumerate() {
        let Some(best) = plan.chosen(i) else {
            placed.dropped.push(i);
            continue;
        };
        placed.boxes.push(best.bounds);
        if let Some((start, end)) = best.leader {
            placed.leader_lines.push((i, (start, end)));
            placed.leaders.extend(boxes_along(start, end, unit).filter(|b| !b.overlaps(&best.bounds)));
            let from = drawn_from(label, (start, end), (room, &chosen), unit);
            // Within the circle of a symbol nothing else stands.
            let is_in_circle = |b: &Rect| label.symbols.iter().any(|s| apart(middle(b), s.at) < s.reach());
            placed.leaders.extend(boxes_along(from, start, unit).filter(|b| !is_in_circle(b)));
            placed.layer.items.push(Item::Shape(Shape {
                paths: vec![vec![from, end]],
                fill: None,
                stroke: Some(Stroke::solid(label.paint.fade(0.75), 0.9 * unit)),
                about: None,
            }));
        }
        let mut y = best.baseline.1;
        for words in &label.lines {
            placed.layer.items.push(Item::Text(Text {
                words: words.clone(),
                at: (best.baseline.0, y),
                anchor: best.anchor,
                font_style: label.font_style,
                size: label.size,
                tracking: 0.0,
                turn: 0.0,
                paint: label.paint,
                halo: Some((halo, 4.0 * unit)),
            }));
            y = whole(y + LEADING * label.size);
        }
    }
    placed
}

/// The labels with a place for each that finds one; those of `is_far` may stand farther off.
fn planned(labels: &mut [Label], is_far: &[bool], room: &Obstructed<'_>, unit: f64) -> Plan {
    let mut choices = Vec::with_capacity(labels.len());
    for (label, is_far) in labels.iter_mut().zip(is_far) {
        let mut list = feasible(label, *is_far, room, unit);
        // A name that has no room in one line may have it in two.
        if let (true, [line]) = (list.is_empty(), label.lines.as_slice())
            && let Some((first, second)) = line.rsplit_once(' ')
        {
            label.lines = vec![first.to_owned(), second.to_owned()];
            list = feasible(label, *is_far, room, unit);
        }
        choices.push(list);
    }
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| {
        let key = |i: usize| labels.get(i).map(|l| (l.rank, &l.lines, l.at.0.to_bits(), l.at.1.to_bits()));
        key(*a).cmp(&key(*b))
    });
    let penalty = |rank: u8| 300_000 / 3_i64.pow(u32::from(rank.clamp(1, 9)));
    let mut plan = Plan::new(choices, order, labels.iter().map(|l| penalty(l.rank)).collect());
    plan.greedy();
    plan.improve(penalty(INCIDENT_RANK));
    plan
}

/// Where names may stand, with what is in the way indexed.
pub struct Obstructed<'a> {
    fonts: &'a Typefaces,
    frame: Rect,
    blocked: Obstacles,
    segments: Segments,
}

impl<'a> Obstructed<'a> {
    /// Indexes what is in the way.
    pub fn new(room: &Room<'a>) -> Self {
        Self {
            fonts: room.fonts,
            frame: room.frame,
            blocked: Obstacles::new(room.blocked),
            segments: Segments::new(room.frame, room.lines),
        }
    }

    /// Adds what else may not be covered.
    pub fn block(&mut self, more: &[Rect]) {
        more.iter().for_each(|r| self.blocked.add(*r));
    }
}

/// The box of a text whose baseline begins at a point.
pub fn text_box(
    fonts: &Typefaces,
    words: &str,
    font_style: FontStyle,
    size: f64,
    tracking: f64,
    at: Page,
    anchor: Anchor,
) -> Rect {
    block_box(fonts.width(words, font_style, size, tracking), 1.0, size, at, anchor)
}

/// The box of several lines, given how wide the widest is and where the first baseline is.
fn block_box(wide: f64, lines: f64, size: f64, at: Page, anchor: Anchor) -> Rect {
    let x = match anchor {
        Anchor::Start => at.0,
        Anchor::Middle => at.0 - wide / 2.0,
        Anchor::End => at.0 - wide,
    };
    let height = (CAP_HEIGHT + DESCENT + LEADING * (lines - 1.0)) * size;
    Rect { x, y: at.1 - CAP_HEIGHT * size, width: wide, height }
}

/// Boxes so small that together they are the line between two points.
pub fn boxes_along(from: Page, to: Page, unit: f64) -> impl Iterator<Item = Rect> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    // A leader line is at most some hundreds of pixels long.
    let steps = ((dx * dx + dy * dy).sqrt() / (1.5 * unit)).ceil().clamp(1.0, 1000.0);
    let r = 0.75 * unit;
    let at = move |i: f64| Rect {
        x: from.0 + i / steps * dx - r,
        y: from.1 + i / steps * dy - r,
        width: 2.0 * r,
        height: 2.0 * r,
    };
    (0..=steps as u32).map(move |i| at(f64::from(i)))
}

fn whole(v: f64) -> f64 {
    (v * 100.0).round() / 100.0
}

/// The places where a label could stand if it were alone.
fn feasible(label: &Label, is_far: bool, room: &Obstructed<'_>, unit: f64) -> Vec<Candidate> {
    let segments = &room.segments;
    let inner = room.frame.grown(-4.0 * unit);
    let fits = |c: &Candidate| {
        inner.contains((c.bounds.x, c.bounds.y))
            && inner.contains((c.bounds.right(), c.bounds.bottom()))
            && !room.blocked.near(&c.bounds).any(|b| b.overlaps(&c.bounds))
            && !segments.touch(&c.bounds)
            && !(label.keeps_side && segments.part(label.at, middle(&c.bounds)))
    };
    let mut list: Vec<Candidate> = candidates(label, is_far, room.fonts, unit).into_iter().filter(fits).collect();
    for c in &mut list {
        let own = gap(label.at, &c.bounds);
        let mistaken = c.leader.is_none() && label.others.iter().any(|o| gap(*o, &c.bounds) < own + 3.0 * unit);
        c.cost += 60 * i64::from(mistaken);
    }
    let mut clean = Vec::with_capacity(list.len());
    for c in &mut list {
        let Some((start, end)) = c.leader else {
            clean.push(true);
            continue;
        };
        // A leader across something else is hard to follow. Of what lies around the point only the inner part counts, as corners are no symbol,
        // and nothing of the own symbol.
        let inner = |b: &Rect| if b.contains(label.at) { b.grown(-0.16 * b.width.min(b.height)) } else { *b };
        let is_own = |b: &Rect| {
            let way = box_of(middle(b), label.at);
            way.width.max(way.height) < 1.0
        };
        // What stands farther off for want of room may pass over the small sign of a place and the corners about a symbol.
        let is_sign = |b: &Rect| is_far && b.width.max(b.height) < 9.0 * unit;
        let is_symbol = |b: &Rect| b.width.max(b.height) < 64.0 * unit && (b.width - b.height).abs() < 0.25 * b.width;
        let is_clear = |b: &Rect| {
            let radius = 0.5 * b.width.min(b.height);
            is_far && is_symbol(b) && from_segment(middle(b), (start, end)) > radius
        };
        let mut others = room.blocked.near(&box_of(start, end)).filter(|b| !is_own(b) && !is_sign(b) && !is_clear(b));
        clean.push(!others.any(|b| enters(start, end, &inner(b))));
        c.cost += 12 * i64::from(segments.part(start, end));
    }
    // A name is left out rather than that its line crosses something; that of the place around which a map is drawn alone never.
    if label.rank > 0 || !is_far || clean.contains(&true) {
        let mut clean = clean.into_iter();
        list.retain(|_| clean.next() == Some(true));
    }
    list.sort_by_key(|c| c.cost);
    list
}

fn candidates(label: &Label, may_be_far: bool, fonts: &Typefaces, unit: f64) -> Vec<Candidate> {
    let (x, y) = label.at;
    let wide = label.lines.iter().map(|l| fonts.width(l, label.font_style, label.size, 0.0)).fold(0.0, f64::max);
    let lines = f64::from(u32::try_from(label.lines.len()).unwrap_or(1));
    let cap = CAP_HEIGHT * label.size;
    // How far a text reaches beyond the line above or below it.
    let gap_at_end = 3.0 * unit;
    // From the first baseline to the last.
    let deep = LEADING * label.size * (lines - 1.0);
    use Anchor::{End, Middle, Start};
    let mut out = Vec::new();
    // Imhof's order: right and above is best, left and below worst.
    let around = |clear: f64, more: i64| {
        let r = clear + 4.0 * unit;
        let d = r * std::f64::consts::FRAC_1_SQRT_2;
        [
            ((x + d, y - d - deep), Start, more),
            ((x + r, y + (cap - deep) / 2.0), Start, more + 1),
            ((x + d, y + d + cap), Start, more + 3),
            ((x, y - r - deep), Middle, more + 4),
            ((x, y + r + cap), Middle, more + 5),
            ((x - d, y - d - deep), End, more + 6),
            ((x - r, y + (cap - deep) / 2.0), End, more + 7),
            ((x - d, y + d + cap), End, more + 8),
        ]
    };
    let mut push = |at: Page, anchor: Anchor, cost: i64, leader: Option<(Page, Page)>| {
        let baseline = (whole(at.0), whole(at.1));
        let bounds = block_box(wide, lines, label.size, baseline, anchor).grown(2.0 * unit);
        // Names that follow each other on one line are read as one: they keep apart by more than a space.
        let bounds = Rect { x: bounds.x - 3.0 * unit, width: bounds.width + 6.0 * unit, ..bounds };
        out.push(Candidate { bounds, baseline, anchor, cost, leader });
    };
    // Without a leader line a name may stand off no farther than the radius of a symbol of middle size.
    let is_far = label.extent > label.clear + 12.0 * unit;
    let mut beside = around(label.clear, 0).to_vec();
    if label.extent > label.clear && !is_far {
        beside.extend(around(label.extent, 2));
    }
    for (at, anchor, cost) in beside {
        push(at, anchor, cost, None);
    }
    if label.leader || is_far {
        // The centre of a map must be named, wherever that has room.
        let farther: &[f64] = match (may_be_far, label.rank) {
            (true, 0) => &[160.0, 210.0, 270.0, 340.0],
            (true, _) => &[150.0, 210.0, 270.0, 340.0],
            (false, _) => &[],
        };
        for (step, distance) in [22.0, 40.0, 62.0, 88.0, 120.0].iter().chain(farther).enumerate() {
            let distance = label.extent + distance * unit;
            let turns: u8 = if may_be_far { 48 } else { 24 };
            for turn in 0..turns {
                let angle = f64::from(turn) * std::f64::consts::TAU / f64::from(turns);
                let (dx, dy) = (whole(angle.sin()), whole(-angle.cos()));
                let end = (whole(x + distance * dx), whole(y + distance * dy));
                // From the edge of the symbol, not across it.
                let start = (whole(x + label.edge * dx), whole(y + label.edge * dy));
                let (anchor, gap) = if dx > 0.2 {
                    (Start, 3.0 * unit)
                } else if dx < -0.2 {
                    (End, -3.0 * unit)
                } else {
                    (Middle, 0.0)
                };
                let drop = if dx.abs() > 0.2 {
                    (cap - deep) / 2.0
                } else if dy > 0.0 {
                    cap + 3.0 * unit
                } else {
                    -3.0 * unit - deep
                };
                let cost = 20 + 8 * i64::try_from(step).unwrap_or(0);
                // Where symbols stand around the point, the line may begin beyond them.
                let beyond = (whole(x + label.extent * dx), whole(y + label.extent * dy));
                let beyond = (label.extent > label.edge + 4.0 * unit).then_some((beyond, cost + 15));
                for (start, cost) in [Some((start, cost)), beyond].into_iter().flatten() {
                    push((end.0 + gap, end.1 + drop), anchor, cost, Some((start, end)));
                    // At the edge of the frame a text above or below its line has room to one side of it alone.
                    if anchor == Middle {
                        push((end.0 - gap_at_end, end.1 + drop), Start, cost + 2, Some((start, end)));
                        push((end.0 + gap_at_end, end.1 + drop), End, cost + 2, Some((start, end)));
                    }
                }
            }
        }
    }
    out
}

/// Where a leader line is drawn from: at the outline of what covers its point, or of the last symbol on its way from there, or as near to
/// that as nothing else stands in the way.
fn drawn_from(
    label: &Label,
    (start, end): (Page, Page),
    (room, labels): (&Obstructed<'_>, &[Rect]),
    unit: f64,
) -> Page {
    /// In units of the design.
    const STEP: f64 = 2.0;
    let (x, y) = label.at;
    let (now, whole_way) = (apart(start, label.at), apart(end, label.at));
    if label.symbols.is_empty() || whole_way <= 0.0 {
        return start;
    }
    let direction = ((end.0 - x) / whole_way, (end.1 - y) / whole_way);
    // The sign of a place is small; a symbol has its outline.
    let is_covered = label.symbols.iter().any(|s| s.covers(label.at));
    let sign = if is_covered { 0.0 } else { label.clear };
    let edges = label.symbols.iter().filter_map(|s| s.last_edge(label.at, direction));
    let way = edges.fold(sign, f64::max) + unit;
    if way >= now {
        return start;
    }
    // Of these the outlines are known, or it is the sign of the place.
    let is_known = |b: &Rect| {
        let is_at = |at: Page| apart(middle(b), at) < 1.0;
        is_at(label.at) || label.symbols.iter().any(|s| is_at(s.at))
    };
    let point = |way: f64| (whole(x + way * direction.0), whole(y + way * direction.1));
    let whole_step = box_of(point(way), start);
    let others = room.blocked.near(&whole_step).filter(|b| !is_known(b));
    let others: Vec<&Rect> = others.chain(labels.iter().filter(|b| b.overlaps(&whole_step.grown(1.0)))).collect();
    // Inwards as far as nothing is in the way.
    let steps = ((now - way) / (STEP * unit)).ceil().clamp(1.0, 200.0) as u16;
    let places = (1..=steps).map(|k| point(now + (way - now) * f64::from(k) / f64::from(steps)));
    places.take_while(|at| !others.iter().any(|b| enters(*at, start, b))).last().unwrap_or(start)
}

/// How far a point is from a rectangle.
fn gap((x, y): Page, r: &Rect) -> f64 {
    let (dx, dy) = ((r.x - x).max(x - r.right()).max(0.0), (r.y - y).max(y - r.bottom()).max(0.0));
    (dx * dx + dy * dy).sqrt()
}

fn middle(r: &Rect) -> Page {
    (r.x + r.width / 2.0, r.y + r.height / 2.0)
}

/// The segments of lines, by the cells of a grid in which their boxes lie.
struct Segments {
    frame: Rect,
    columns: usize,
    cells: Vec<Vec<(Page, Page)>>,
}

impl Segments {
    const CELL: f64 = 48.0;

    fn new(frame: Rect, lines: &[Vec<Page>]) -> Self {
        let columns = (frame.width.max(0.0) / Self::CELL) as usize + 1;
        let rows = (frame.height.max(0.0) / Self::CELL) as usize + 1;
        let mut all = Self { frame, columns, cells: vec![Vec::new(); columns * rows] };
        for (a, b) in lines.iter().flat_map(|l| l.iter().copied().zip(l.iter().copied().skip(1))) {
            for cell in all.cells_of(&box_of(a, b)) {
                if let Some(list) = all.cells.get_mut(cell) {
                    list.push((a, b));
                }
            }
        }
        all
    }

    /// The cells that a rectangle touches, what lies outside the frame counted to its edge.
    fn cells_of(&self, r: &Rect) -> Vec<usize> {
        let rows = self.cells.len() / self.columns.max(1);
        // A float that is negative becomes 0, one that is too large is cut.
        let column = |x: f64| (((x - self.frame.x) / Self::CELL) as usize).min(self.columns.saturating_sub(1));
        let row = |y: f64| (((y - self.frame.y) / Self::CELL) as usize).min(rows.saturating_sub(1));
        let columns = column(r.x)..=column(r.right());
        (row(r.y)..=row(r.bottom())).flat_map(|y| columns.clone().map(move |x| y * self.columns + x)).collect()
    }

    /// Whether any segment enters a rectangle, judged by the segments' own boxes: they are short.
    fn touch(&self, r: &Rect) -> bool {
        let inside = |(a, b): &(Page, Page)| {
            a.0.min(b.0) <= r.right() && a.0.max(b.0) >= r.x && a.1.min(b.1) <= r.bottom() && a.1.max(b.1) >= r.y
        };
        self.cells_of(r).into_iter().filter_map(|c| self.cells.get(c)).flatten().any(inside)
    }

    /// Whether the lines part two points: the way between them crosses an odd number of times.
    fn part(&self, p: Page, q: Page) -> bool {
        let near = self.cells_of(&box_of(p, q)).into_iter().filter_map(|c| self.cells.get(c)).flatten();
        let mut crossed: Vec<&(Page, Page)> = near.filter(|(a, b)| meet(p, q, *a, *b)).collect();
        // A segment stands in every cell that it touches.
        crossed.sort_by(|a, b| {
            let key = |s: &(Page, Page)| (s.0.0.to_bits(), s.0.1.to_bits(), s.1.0.to_bits(), s.1.1.to_bits());
            key(a).cmp(&key(b))
        });
        crossed.dedup();
        crossed.len() % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect { x: 0.0, y: 0.0, width: 400.0, height: 300.0 };

    fn label(words: &str, at: Page, rank: u8) -> Label {
        Label {
            lines: vec![words.to_owned()],
            at,
            clear: 5.0,
            extent: 5.0,
            edge: 5.0,
            symbols: Vec::new(),
            font_style: FontStyle::Regular,
            size: 16.0,
            paint: Paint::hex(0),
            rank,
            leader: false,
            keeps_side: true,
            others: Vec::new(),
        }
    }

    #[test]
    fn a_leader_line_is_drawn_from_the_outline_of_its_symbol() {
        let at = (200.0, 150.0);
        let diamond = vec![(200.0, 110.0), (240.0, 150.0), (200.0, 190.0), (160.0, 150.0)];
        let symbols = vec![SymbolOutline { at, rings: vec![diamond] }];
        let symbol = Label { clear: 40.0, extent: 40.0, edge: 40.0, symbols, ..label("27 Dec 2025", at, 2) };
        // Away from a corner, across the middle of a side, and where another sign stands at that side.
        let from = |end: Page, start: Page, blocked: &[Rect]| {
            let lines = &[];
            let room = Room { fonts: &Typefaces::default(), frame: FRAME, blocked, lines };
            drawn_from(&symbol, (start, end), (&Obstructed::new(&room), &[]), 1.0)
        };
        assert_eq!(from((300.0, 150.0), (240.0, 150.0), &[]), (240.0, 150.0));
        let (start, end) = ((228.28, 178.28), (270.0, 220.0));
        let near = from(end, start, &[]);
        assert!((near.0 - 220.71).abs() < 0.02 && (near.1 - 170.71).abs() < 0.02, "{near:?}");
        let sign = Rect { x: 221.0, y: 171.0, width: 4.0, height: 4.0 };
        let before = from(end, start, &[sign]);
        assert!(before.0 > 225.0 && before.0 < 228.0, "{before:?}");
        // The sign of a place beside a symbol, from which it leads away: to the sign.
        let beside = Label { at: (250.0, 150.0), clear: 5.0, ..symbol.clone() };
        let room = Room { fonts: &Typefaces::default(), frame: FRAME, blocked: &[], lines: &[] };
        let found = drawn_from(&beside, ((340.0, 150.0), (370.0, 150.0)), (&Obstructed::new(&room), &[]), 1.0);
        assert_eq!(found, (256.0, 150.0));
    }

    fn set(labels: &[Label], frame: Rect, lines: &[Vec<Page>]) -> Placed {
        place(labels, &Room { fonts: &Typefaces::default(), frame, blocked: &[], lines }, Paint::hex(0xFFFFFF), 1.0)
    }

    #[test]
    fn names_do_not_overlap_and_the_frame_holds_them() {
        let labels: Vec<Label> = (0..12).map(|i| label("Shahr-e Buzurg", (200.0 + f64::from(i), 150.0), 5)).collect();
        let placed = set(&labels, FRAME, &[]);
        assert_eq!(placed.boxes.len() + placed.dropped.len(), 12);
        assert!(placed.boxes.len() >= 4 && !placed.dropped.is_empty());
        for (i, a) in placed.boxes.iter().enumerate() {
            assert!(placed.boxes.iter().skip(i + 1).all(|b| !a.overlaps(b)));
        }
        let outside = set(&[label("Kabul", (399.0, 299.0), 1)], FRAME, &[]);
        assert!(outside.boxes.iter().all(|b| b.right() <= 400.0 && b.bottom() <= 300.0));
    }

    #[test]
    fn a_name_stays_on_its_side() {
        // A wall just right of the point: the best place would lie across it.
        let wall = vec![vec![(208.0, 0.0), (208.0, 300.0)]];
        let placed = set(&[label("Kulob", (200.0, 150.0), 1)], FRAME, &wall);
        assert!(placed.boxes[0].right() < 208.0);
    }

    #[test]
    fn important_names_come_first() {
        let both = [label("Bbbbbbbb", (200.0, 150.0), 1), label("Aaaaaaaa", (200.0, 150.0), 2)];
        let only = Rect { x: 150.0, y: 130.0, width: 160.0, height: 40.0 };
        let placed = set(&both, only, &[]);
        assert_eq!(placed.dropped, [1]);
    }
}
