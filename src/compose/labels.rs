//! Where names go: no label on another, on a symbol it does not name, on the furniture or over the frame.
//!
//! Eight places around each point (Imhof 1962, The positioning of names on maps), then the same a step further out with
//! a leader line; the cheapest free one is taken, most important names first. Positions are compared as whole
//! hundredths of a pixel, so that the result is the same on every machine.

use super::scene::{Anchor, Item, Layer, Paint, Shape, Stroke, Text};
use crate::project::{Page, Rect};
use crate::typeface::{CAP_HEIGHT, Cut, DESCENT, width};

/// A name to be placed.
#[derive(Debug, Clone)]
pub struct Label {
    pub words: String,
    /// The point that it names.
    pub at: Page,
    /// How far the label must stay away.
    pub clear: f64,
    /// How far the symbol there reaches: where a leader line begins.
    pub edge: f64,
    pub cut: Cut,
    pub size: f64,
    pub paint: Paint,
    /// 1 is placed first.
    pub rank: u8,
    /// Whether it may stand off with a leader line.
    pub leader: bool,
    /// Whether the label must stay on the side of the border where its point is.
    pub keeps_side: bool,
}

/// Placed names and those that found no room.
pub struct Placed {
    pub items: Vec<Item>,
    pub boxes: Vec<Rect>,
    /// Spots along the leader lines.
    kept_free: Vec<Rect>,
    pub dropped: Vec<String>,
}

/// Places names.
///
/// `blocked` may not be covered, and neither may `lines`, which also part the two sides.
pub fn place(labels: &[Label], frame: Rect, blocked: &[Rect], lines: &[Vec<Page>], halo: Paint, unit: f64) -> Placed {
    let mut order: Vec<&Label> = labels.iter().collect();
    order.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.words.cmp(&b.words)));
    let mut placed = Placed { items: Vec::new(), boxes: Vec::new(), kept_free: Vec::new(), dropped: Vec::new() };
    for label in order {
        let candidates = candidates(label, unit);
        let free = |c: &&Candidate| {
            frame.grown(-4.0 * unit).contains((c.bounds.x, c.bounds.y))
                && frame.grown(-4.0 * unit).contains((c.bounds.right(), c.bounds.bottom()))
                && !blocked.iter().chain(&placed.boxes).chain(&placed.kept_free).any(|b| b.overlaps(&c.bounds))
        };
        let clear = |c: &&Candidate| !covers(&c.bounds, lines);
        let there =
            |c: &&Candidate| !label.keeps_side || crossings(label.at, middle(&c.bounds), lines).is_multiple_of(2);
        // A leader across something else is hard to follow.
        let others = || blocked.iter().chain(&placed.boxes).filter(|b| !b.contains(label.at));
        let crossed =
            |c: &Candidate| c.leader.map_or(0, |end| others().filter(|b| enters(label.at, end, b)).count().min(9));
        let cost = |c: &&Candidate| c.cost + 15 * i64::try_from(crossed(c)).unwrap_or(0);
        match candidates.iter().filter(free).filter(clear).filter(there).min_by_key(cost) {
            Some(best) => {
                placed.boxes.push(best.bounds);
                if let Some(end) = best.leader {
                    // From the edge of the symbol, not across it.
                    let (dx, dy) = (end.0 - label.at.0, end.1 - label.at.1);
                    let share = (label.edge / dx.hypot(dy)).min(1.0);
                    let start = (label.at.0 + share * dx, label.at.1 + share * dy);
                    placed.kept_free.extend((0..=8_u8).map(|i| {
                        let t = f64::from(i) / 8.0;
                        let (x, y) = (start.0 + t * (end.0 - start.0), start.1 + t * (end.1 - start.1));
                        Rect { x, y, width: 0.0, height: 0.0 }.grown(2.0 * unit)
                    }));
                    placed.items.push(Item::Shape(Shape {
                        paths: vec![vec![start, end]],
                        fill: None,
                        stroke: Some(Stroke::solid(label.paint, 0.9 * unit)),
                        about: None,
                    }));
                }
                placed.items.push(Item::Text(Text {
                    words: label.words.clone(),
                    at: best.baseline,
                    anchor: best.anchor,
                    cut: label.cut,
                    size: label.size,
                    tracking: 0.0,
                    paint: label.paint,
                    halo: Some((halo, 4.0 * unit)),
                }));
            }
            None => placed.dropped.push(label.words.clone()),
        }
    }
    placed
}

/// The items of placed names as a layer.
pub fn layer(placed: &mut Placed) -> Layer {
    let mut layer = Layer::new("names", "Names");
    layer.items.append(&mut placed.items);
    layer
}

struct Candidate {
    bounds: Rect,
    baseline: Page,
    anchor: Anchor,
    cost: i64,
    leader: Option<Page>,
}

/// The box of a text whose baseline begins at a point.
pub fn text_box(words: &str, cut: Cut, size: f64, tracking: f64, at: Page, anchor: Anchor) -> Rect {
    let w = width(words, cut, size, tracking);
    let x = match anchor {
        Anchor::Start => at.0,
        Anchor::Middle => at.0 - w / 2.0,
        Anchor::End => at.0 - w,
    };
    Rect { x, y: at.1 - CAP_HEIGHT * size, width: w, height: (CAP_HEIGHT + DESCENT) * size }
}

fn whole(v: f64) -> f64 {
    (v * 100.0).round() / 100.0
}

fn candidates(label: &Label, unit: f64) -> Vec<Candidate> {
    let (x, y) = label.at;
    let cap = CAP_HEIGHT * label.size;
    let r = label.clear + 4.0 * unit;
    let d = r * std::f64::consts::FRAC_1_SQRT_2;
    use Anchor::{End, Middle, Start};
    let mut out = Vec::new();
    // Imhof's order: right and above is best, left and below worst.
    let around = [
        ((x + d, y - d), Start, 0),
        ((x + r, y + cap / 2.0), Start, 1),
        ((x + d, y + d + cap), Start, 3),
        ((x, y - r), Middle, 4),
        ((x, y + r + cap), Middle, 5),
        ((x - d, y - d), End, 6),
        ((x - r, y + cap / 2.0), End, 7),
        ((x - d, y + d + cap), End, 8),
    ];
    let mut push = |at: Page, anchor: Anchor, cost: i64, leader: Option<Page>| {
        let at = (whole(at.0), whole(at.1));
        let bounds = text_box(&label.words, label.cut, label.size, 0.0, at, anchor).grown(2.0 * unit);
        out.push(Candidate { bounds, baseline: at, anchor, cost, leader });
    };
    for (at, anchor, cost) in around {
        push(at, anchor, cost, None);
    }
    if label.leader {
        for (step, reach) in [28.0, 48.0, 72.0, 100.0].into_iter().enumerate() {
            let reach = label.clear + reach * unit;
            for turn in 0..16_u8 {
                let angle = f64::from(turn) * std::f64::consts::TAU / 16.0;
                let (dx, dy) = (angle.sin(), -angle.cos());
                let end = (x + reach * dx, y + reach * dy);
                let (anchor, gap) = if dx > 0.2 {
                    (Start, 3.0 * unit)
                } else if dx < -0.2 {
                    (End, -3.0 * unit)
                } else {
                    (Middle, 0.0)
                };
                let drop = if dx.abs() > 0.2 {
                    cap / 2.0
                } else if dy > 0.0 {
                    cap + 3.0 * unit
                } else {
                    -3.0 * unit
                };
                let step = i64::try_from(step).unwrap_or(0);
                push((end.0 + gap, end.1 + drop), anchor, 20 + 8 * step, Some(end));
            }
        }
    }
    out
}

fn middle(r: &Rect) -> Page {
    (r.x + r.width / 2.0, r.y + r.height / 2.0)
}

/// Whether any segment of the lines enters a rectangle, judged by the segments' own boxes: they are short.
fn covers(r: &Rect, lines: &[Vec<Page>]) -> bool {
    lines.iter().flat_map(|l| l.windows(2)).any(|pair| {
        let [a, b] = pair else { return false };
        a.0.min(b.0) <= r.right() && a.0.max(b.0) >= r.x && a.1.min(b.1) <= r.bottom() && a.1.max(b.1) >= r.y
    })
}

/// Whether a segment passes through a rectangle.
fn enters(p: Page, q: Page, r: &Rect) -> bool {
    let (w, e, n, s) = (r.x, r.right(), r.y, r.bottom());
    let edges = [vec![(w, n), (e, n), (e, s), (w, s), (w, n)]];
    r.contains(q) || crossings(p, q, &edges) > 0
}

/// How often the way between two points crosses the lines.
fn crossings(p: Page, q: Page, lines: &[Vec<Page>]) -> u32 {
    let turn = |a: Page, b: Page, c: Page| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0) > 0.0;
    let mut count = 0;
    for pair in lines.iter().flat_map(|l| l.windows(2)) {
        let [a, b] = pair else { continue };
        count += u32::from(turn(p, q, *a) != turn(p, q, *b) && turn(*a, *b, p) != turn(*a, *b, q));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect { x: 0.0, y: 0.0, width: 400.0, height: 300.0 };

    fn label(words: &str, at: Page, rank: u8) -> Label {
        Label {
            words: words.to_owned(),
            at,
            clear: 5.0,
            edge: 5.0,
            cut: Cut::Regular,
            size: 16.0,
            paint: Paint::hex(0),
            rank,
            leader: false,
            keeps_side: true,
        }
    }

    #[test]
    fn names_do_not_overlap_and_the_frame_holds_them() {
        let labels: Vec<Label> = (0..12).map(|i| label("Shahr-e Buzurg", (200.0 + f64::from(i), 150.0), 5)).collect();
        let placed = place(&labels, FRAME, &[], &[], Paint::hex(0xFFFFFF), 1.0);
        assert_eq!(placed.boxes.len() + placed.dropped.len(), 12);
        assert!(placed.boxes.len() >= 4 && !placed.dropped.is_empty());
        for (i, a) in placed.boxes.iter().enumerate() {
            assert!(placed.boxes.iter().skip(i + 1).all(|b| !a.overlaps(b)));
        }
        let outside = place(&[label("Kabul", (399.0, 299.0), 1)], FRAME, &[], &[], Paint::hex(0), 1.0);
        assert!(outside.boxes.iter().all(|b| b.right() <= 400.0 && b.bottom() <= 300.0));
    }

    #[test]
    fn a_name_stays_on_its_side() {
        // A wall just right of the point: the best place would lie across it.
        let wall = vec![vec![(208.0, 0.0), (208.0, 300.0)]];
        let placed = place(&[label("Kulob", (200.0, 150.0), 1)], FRAME, &[], &wall, Paint::hex(0), 1.0);
        assert!(placed.boxes[0].right() < 208.0);
    }

    #[test]
    fn important_names_come_first() {
        let both = [label("Bbbbbbbb", (200.0, 150.0), 1), label("Aaaaaaaa", (200.0, 150.0), 2)];
        let only = Rect { x: 150.0, y: 130.0, width: 160.0, height: 40.0 };
        let placed = place(&both, only, &[], &[], Paint::hex(0), 1.0);
        assert_eq!(placed.dropped, ["Aaaaaaaa"]);
    }
}
