//! A bounding-volume tree over the chords of subsegments, searched by straight distances through the earth.
//!
//! It only shortlists. The points of a subsegment lie within [`SAG_M`] of its chord. If the nearest chord is at c, some point of
//! the line lies at a straight distance of at most c + SAG_M and so, by [`at_most_m`](crate::arc::at_most_m), within a
//! geodesic distance that [`margin_m`] turns into a chord again: no point of a subsegment whose chord is farther than
//! c + 2·SAG_M + margin_m(c + SAG_M) can be nearer. [`Index::shortlist`] returns every subsegment within that.

use crate::arc::margin_m;
use crate::candidates::{Circle, Extent};
use crate::ellipsoid::Ecef;
use crate::subsegment::SAG_M;

/// The straight line between the ends of a subsegment.
#[derive(Debug, Clone, Copy)]
pub struct Chord {
    start: Ecef,
    along: Ecef,
}

impl Chord {
    pub fn new(a: Ecef, b: Ecef) -> Self {
        Self { start: a, along: b.minus(a) }
    }

    /// Exchanges its ends.
    pub fn turn(&mut self) {
        *self = Self { start: self.start.plus(self.along), along: self.along.times(-1.0) };
    }
}

/// The number of chords of a leaf.
const LEAF: usize = 4;

/// The chords of a leaf, coordinate by coordinate, for SIMD on two at a time.
#[derive(Debug, Clone, Copy)]
struct Leaf {
    start: [[f64; LEAF]; 3],
    along: [[f64; LEAF]; 3],
    /// 1 over the square of the length; 0 for a chord without one.
    shrink: [f64; LEAF],
}

impl Leaf {
    /// The last chord fills the unused places: finding it twice does no harm.
    fn of(chords: &[Chord]) -> Self {
        let mut leaf = Self { start: [[0.0; LEAF]; 3], along: [[0.0; LEAF]; 3], shrink: [0.0; LEAF] };
        for k in 0..LEAF {
            let Some(chord) = chords.get(k).or(chords.last()) else { continue };
            let (s, d) = (chord.start, chord.along);
            for (axis, (start, along)) in [(s.x, d.x), (s.y, d.y), (s.z, d.z)].into_iter().enumerate() {
                (leaf.start[axis][k], leaf.along[axis][k]) = (start, along);
            }
            let length2 = d.dot(d);
            leaf.shrink[k] = if length2 > 0.0 { 1.0 / length2 } else { 0.0 };
        }
        leaf
    }

    /// The squares of the distances of a point from the chords.
    fn distance2(&self, p: Ecef) -> [f64; LEAF] {
        let mut out = [0.0; LEAF];
        for (k, out) in out.iter_mut().enumerate() {
            let (dx, dy, dz) = (p.x - self.start[0][k], p.y - self.start[1][k], p.z - self.start[2][k]);
            let (ax, ay, az) = (self.along[0][k], self.along[1][k], self.along[2][k]);
            let share = least(most((dx * ax + dy * ay + dz * az) * self.shrink[k], 0.0), 1.0);
            let (ox, oy, oz) = (dx - ax * share, dy - ay * share, dz - az * share);
            *out = ox * ox + oy * oy + oz * oz;
        }
        out
    }

    /// The squares of the distances of a point from the farther ends of the chords.
    fn farthest2(&self, p: Ecef) -> [f64; LEAF] {
        let mut out = [0.0; LEAF];
        for (k, out) in out.iter_mut().enumerate() {
            let (dx, dy, dz) = (self.start[0][k] - p.x, self.start[1][k] - p.y, self.start[2][k] - p.z);
            let (ex, ey, ez) = (dx + self.along[0][k], dy + self.along[1][k], dz + self.along[2][k]);
            *out = most(dx * dx + dy * dy + dz * dz, ex * ex + ey * ey + ez * ez);
        }
        out
    }
}

/// As `f64::max` and `f64::min`, without their handling of NaN: there is none here.
fn most(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

fn least(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The number of children of a node.
const WIDE: usize = 8;

/// The margin of the boxes around their content, in metres.
///
/// They are kept in single precision, which is good to half a metre at the size of the earth: this covers the rounding of the
/// middle, of the half width and of the point, each at most 0.25 m.
const SLACK_M: f64 = 1.0;

/// The boxes of the children of a node, as middles and half widths, for SIMD on four at a time.
#[derive(Debug, Clone, Copy)]
struct Node {
    middle: [[f32; WIDE]; 3],
    half: [[f32; WIDE]; 3],
}

impl Node {
    fn of(boxes: &[Aabb]) -> Self {
        // Missing children have a box far from the earth.
        let mut node = Self { middle: [[1e9; WIDE]; 3], half: [[0.0; WIDE]; 3] };
        for (k, b) in boxes.iter().enumerate().take(WIDE).filter(|(_, b)| b.low[0] <= b.high[0]) {
            for axis in 0..3 {
                node.middle[axis][k] = ((b.low[axis] + b.high[axis]) / 2.0) as f32;
                node.half[axis][k] = ((b.high[axis] - b.low[axis]) / 2.0 + SLACK_M) as f32;
            }
        }
        node
    }

    /// The squares of the distances of a point from the boxes, never too large by more than [`ROUNDING`].
    fn distance2(&self, p: [f32; 3]) -> [f32; WIDE] {
        let mut out = [0.0; WIDE];
        for (k, out) in out.iter_mut().enumerate() {
            let gap = |axis: usize| {
                let gap = (p[axis] - self.middle[axis][k]).abs() - self.half[axis][k];
                if gap > 0.0 { gap } else { 0.0 }
            };
            let (x, y, z) = (gap(0), gap(1), gap(2));
            *out = x * x + y * y + z * z;
        }
        out
    }

    /// The squares of the distances of a point from the farthest places of the boxes, never too small by more than [`ROUNDING`].
    fn farthest2(&self, p: [f32; 3]) -> [f32; WIDE] {
        let mut out = [0.0; WIDE];
        for (k, out) in out.iter_mut().enumerate() {
            let away = |axis: usize| (p[axis] - self.middle[axis][k]).abs() + self.half[axis][k];
            let (x, y, z) = (away(0), away(1), away(2));
            *out = x * x + y * y + z * z;
        }
        out
    }
}

/// A generous bound of the relative error of a square in single precision (each operation rounds by 6e-8).
const ROUNDING: f64 = 1e-6;

fn single(p: Ecef) -> [f32; 3] {
    [p.x as f32, p.y as f32, p.z as f32]
}

/// The square of a limit for comparing with boxes.
fn box_limit(limit2: f64) -> f32 {
    (limit2 * (1.0 + ROUNDING)) as f32
}

#[derive(Debug, Clone, Copy)]
struct Aabb {
    low: [f64; 3],
    high: [f64; 3],
}

impl Aabb {
    const NOTHING: Self = Self { low: [f64::INFINITY; 3], high: [f64::NEG_INFINITY; 3] };

    fn of(chords: &[Chord]) -> Self {
        let points = chords.iter().flat_map(|c| [c.start, c.start.plus(c.along)]);
        points.fold(Self::NOTHING, |b, p| b.with(&Self { low: [p.x, p.y, p.z], high: [p.x, p.y, p.z] }))
    }

    fn with(mut self, o: &Self) -> Self {
        for k in 0..3 {
            self.low[k] = self.low[k].min(o.low[k]);
            self.high[k] = self.high[k].max(o.high[k]);
        }
        self
    }
}

/// A tree over consecutive chords: neighbours on the line are neighbours in space.
#[derive(Debug, Clone)]
pub struct Index {
    count: usize,
    /// A complete tree, level by level: node i has the children 8i+1 to 8i+8; the numbers go on with the leaves.
    nodes: Vec<Node>,
    leaves: Vec<Leaf>,
}

/// The buffers of a search, kept for the next one.
#[derive(Debug, Clone, Default)]
pub struct Shortlist {
    found: Vec<(f64, u32)>,
    waiting: Vec<(f32, u32)>,
    /// The leaf of the nearest chord of the last search: a good first guess for a neighbour.
    last: u32,
    /// The leaves that the last search looked at.
    leaves: usize,
    /// The subsegment whose chord is nearest to the last far point.
    pub far: Option<u32>,
}

impl Shortlist {
    /// How many leaves the last search looked at: what it cost.
    pub fn leaves(&self) -> usize {
        self.leaves
    }
}

impl Index {
    pub fn new(chords: &[Chord]) -> Self {
        let mut leaves: Vec<Leaf> = chords.chunks(LEAF).map(Leaf::of).collect();
        let mut boxes: Vec<Aabb> = chords.chunks(LEAF).map(Aabb::of).collect();
        let mut level = leaves.len();
        let mut leaf_count = 1;
        while leaf_count < level {
            leaf_count *= WIDE;
        }
        leaves.resize(leaf_count, Leaf::of(&[]));
        boxes.resize(leaf_count, Aabb::NOTHING);
        // From the leaves up: each level stands before the one below it.
        let mut nodes: Vec<Node> = Vec::new();
        level = leaf_count;
        while level > 1 {
            let above: Vec<Node> = boxes.chunks(WIDE).map(Node::of).collect();
            boxes = boxes.chunks(WIDE).map(|eight| eight.iter().fold(Aabb::NOTHING, |b, o| b.with(o))).collect();
            nodes.splice(0..0, above);
            level /= WIDE;
        }
        Self { count: chords.len(), nodes, leaves }
    }

    /// Every subsegment that can hold the nearest point; `None` if even the nearest chord is as far as `far_m`, or farther.
    ///
    /// `list` keeps the last answer, which speeds up the search for a neighbouring point, and the subsegment of the nearest chord.
    pub fn shortlist<'l>(
        &self,
        p: Ecef,
        far_m: f64,
        list: &'l mut Shortlist,
    ) -> Option<impl Iterator<Item = u32> + use<'l>> {
        // Far away the margin would take in very many, of which nobody asks.
        let far2 = far_m * far_m;
        let limit_of = |nearest2: f64| if nearest2 < far2 { limit2(nearest2) } else { nearest2.max(limit2(far2)) };
        let nearest2 = self.search(p, list, limit_of);
        if nearest2 >= far2 {
            list.far = list.found.iter().find(|(d2, _)| *d2 <= nearest2).map(|(_, i)| *i);
            return None;
        }
        let limit2 = limit2(nearest2);
        Some(list.found.iter().filter(move |(d2, _)| *d2 <= limit2).map(|(_, i)| *i))
    }

    /// The number of the subsegment with the nearest chord; 0 if there is none.
    pub fn nearest_chord(&self, p: Ecef, list: &mut Shortlist) -> u32 {
        let nearest2 = self.search(p, list, |nearest2| nearest2);
        list.found.iter().find(|(d2, _)| *d2 <= nearest2).map_or(0, |(_, i)| *i)
    }

    /// Lists the chords that are no farther than a limit that depends on the nearest one; all are squares of distances. The list
    /// may hold more; the return value is the nearest.
    fn search(&self, p: Ecef, list: &mut Shortlist, limit_of: impl Fn(f64) -> f64) -> f64 {
        let Shortlist { found, waiting, last, leaves, .. } = list;
        found.clear();
        *leaves = 0;
        let guess = self.leaves.get(*last as usize).or(self.leaves.first());
        let mut nearest2 = guess.map_or(f64::INFINITY, |leaf| leaf.distance2(p).into_iter().fold(f64::INFINITY, least));
        let mut limit2 = limit_of(nearest2);
        let mut box_limit2 = box_limit(limit2);
        let single = single(p);
        waiting.clear();
        waiting.push((0.0, 0));
        while let Some((box2, node)) = waiting.pop() {
            if box2 > box_limit2 {
                continue;
            }
            let node = node as usize;
            let Some(children) = self.nodes.get(node) else {
                let leaf = node - self.nodes.len();
                *leaves += 1;
                for (k, chord2) in self.leaves[leaf].distance2(p).into_iter().enumerate() {
                    let subsegment = leaf * LEAF + k;
                    if chord2 <= limit2 && subsegment < self.count {
                        found.push((chord2, subsegment as u32));
                        if chord2 < nearest2 {
                            nearest2 = chord2;
                            limit2 = limit_of(chord2);
                            box_limit2 = box_limit(limit2);
                            *last = leaf as u32;
                        }
                    }
                }
                continue;
            };
            // The nearest child is put on top.
            let first = waiting.len();
            for (k, child2) in children.distance2(single).into_iter().enumerate() {
                if child2 <= box_limit2 {
                    let mut at = waiting.len();
                    waiting.push((child2, (WIDE * node + 1 + k) as u32));
                    while at > first && waiting[at - 1].0 < child2 {
                        waiting.swap(at - 1, at);
                        at -= 1;
                    }
                }
            }
        }
        nearest2
    }

    /// The chord of a subsegment: its start and its vector.
    pub fn chord(&self, number: u32) -> Option<(Ecef, Ecef)> {
        let (leaf, k) = (self.leaves.get(number as usize / LEAF)?, number as usize % LEAF);
        let vector = |v: &[[f64; LEAF]; 3]| Ecef { x: v[0][k], y: v[1][k], z: v[2][k] };
        Some((vector(&leaf.start), vector(&leaf.along)))
    }

    /// The numbers, in order, of the subsegments that can hold the nearest point of some point within a circle; false if they are more
    /// than `most`, or so scattered that a search for them would take long.
    pub fn candidates(&self, circle: &Circle, most: usize, numbers: &mut Vec<u32>) -> bool {
        numbers.clear();
        let mut leaves_left = 16 * most;
        let (p, s, wide2) = (single(circle.middle), single(circle.nearest), box_limit(circle.wide2));
        let mut waiting = vec![0];
        while let Some(node) = waiting.pop() {
            let Some(children) = self.nodes.get(node) else {
                let leaf = node - self.nodes.len();
                let Some(chords) = self.leaves.get(leaf) else { continue };
                let Some(left) = leaves_left.checked_sub(1) else { return false };
                leaves_left = left;
                let (squares, away2) = (chords.distance2(circle.middle), chords.farthest2(circle.nearest));
                for k in 0..LEAF {
                    let is_near = squares[k] <= circle.wide2 && {
                        let limit_m = circle.limit_m(away2[k].sqrt());
                        squares[k] <= limit_m * limit_m
                    };
                    if is_near && leaf * LEAF + k < self.count {
                        numbers.push((leaf * LEAF + k) as u32);
                    }
                }
                if numbers.len() > most {
                    return false;
                }
                continue;
            };
            let (squares, away2) = (children.distance2(p), children.farthest2(s));
            let is_near = |k: usize| {
                squares[k] <= wide2 && {
                    let limit_m = circle.limit_m(f64::from(away2[k]).sqrt() * (1.0 + ROUNDING));
                    squares[k] <= box_limit(limit_m * limit_m)
                }
            };
            // The first is put on top.
            waiting.extend((0..WIDE).rev().filter(|k| is_near(*k)).map(|k| WIDE * node + 1 + k));
        }
        true
    }

    /// The first and the last subsegment whose chord is within a limit in metres.
    pub fn extent(&self, p: Ecef, limit_m: f64) -> Extent {
        let end = |last: bool| {
            let mut found = None;
            self.walk(p, limit_m, last, |number| {
                found = Some(number);
                false
            });
            found
        };
        end(false).zip(end(true)).map_or(Extent::NOTHING, |(first, last)| Extent { first, last })
    }

    /// Walks over the chords within a limit in metres, in the order of their numbers or against it, as long as `go_on` says so.
    fn walk(&self, p: Ecef, limit_m: f64, backwards: bool, mut go_on: impl FnMut(u32) -> bool) {
        let limit2 = limit_m * limit_m;
        let (single, box_limit2) = (single(p), box_limit(limit2));
        let mut waiting = vec![0];
        while let Some(node) = waiting.pop() {
            let in_order = |k: usize, count: usize| if backwards { count - 1 - k } else { k };
            let Some(children) = self.nodes.get(node) else {
                let leaf = node - self.nodes.len();
                let squares = self.leaves[leaf].distance2(p);
                for k in (0..LEAF).map(|k| in_order(k, LEAF)) {
                    let number = leaf * LEAF + k;
                    if squares[k] <= limit2 && number < self.count && !go_on(number as u32) {
                        return;
                    }
                }
                continue;
            };
            // The first is put on top.
            let squares = children.distance2(single);
            let near = (0..WIDE).rev().map(|k| in_order(k, WIDE)).filter(|k| squares[*k] <= box_limit2);
            waiting.extend(near.map(|k| WIDE * node + 1 + k));
        }
    }

    /// A ball around what lies below a node.
    fn bounds(&self, node: usize) -> Bounds {
        let everything = Bounds { middle: Ecef::default(), radius_m: f64::INFINITY };
        let Some((parent, k)) = node.checked_sub(1).map(|n| (n / WIDE, n % WIDE)) else { return everything };
        let Some(Node { middle, half }) = self.nodes.get(parent) else { return everything };
        let [x, y, z] = [0, 1, 2].map(|axis| f64::from(middle[axis][k]));
        let half2: f64 = half.iter().map(|half| f64::from(half[k]) * f64::from(half[k])).sum();
        Bounds { middle: Ecef { x, y, z }, radius_m: half2.sqrt() + SAG_M }
    }

    /// Visits the tree up to a straight distance in metres, of the boxes below one the nearest first. `go_on` says of each box whether to look
    /// below it; what it says of a subsegment is not asked for. It may lower the distance, never raise it.
    pub fn visit_boxes(&self, p: Ecef, most_m: f64, mut go_on: impl FnMut(Step, &mut f64) -> bool) {
        let least_m = |d2: f64| (d2.sqrt() - SAG_M).max(0.0);
        let single = single(p);
        let mut limit_m = most_m;
        // The distance of each box, its node, its first leaf and the number of its leaves.
        let mut waiting = Vec::with_capacity(64);
        waiting.push((0.0, 0, 0, self.leaves.len()));
        while let Some((box_m, node, first, count)) = waiting.pop() {
            // The last leaves are empty.
            let last = ((first + count) * LEAF).min(self.count);
            let below = Step::Below {
                first: (first * LEAF) as u32,
                last: last.saturating_sub(1) as u32,
                least_m: box_m,
                bounds: self.bounds(node),
            };
            if box_m > limit_m || last <= first * LEAF || !go_on(below, &mut limit_m) {
                continue;
            }
            if let Some(children) = self.nodes.get(node) {
                let count = count / WIDE;
                let squares = children.distance2(single);
                let mut order: [usize; WIDE] = std::array::from_fn(|k| k);
                order.sort_unstable_by(|a, b| squares[*b].total_cmp(&squares[*a]));
                let child = |k: usize| {
                    let box_m = least_m(f64::from(squares[k]) * (1.0 - ROUNDING));
                    (box_m, WIDE * node + 1 + k, first + k * count, count)
                };
                // The nearest is put on top.
                waiting.extend(order.into_iter().map(child).filter(|child| child.0 <= limit_m));
            } else if let Some(leaf) = self.leaves.get(first) {
                for (number, chord2) in (first * LEAF..last).zip(leaf.distance2(p)) {
                    let chord_m = least_m(chord2);
                    if chord_m <= limit_m {
                        go_on(Step::Subsegment(number as u32, chord_m), &mut limit_m);
                    }
                }
            }
        }
    }
}

/// A ball around subsegments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    pub middle: Ecef,
    pub radius_m: f64,
}

/// What a search by [`Index::visit_boxes`] comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// The subsegments from one number to another, the least straight distance of their points in metres, and the ball that holds them.
    Below { first: u32, last: u32, least_m: f64, bounds: Bounds },
    /// One subsegment, and the least straight distance of its points in metres.
    Subsegment(u32, f64),
}

/// The square of the chord beyond which a subsegment cannot hold the nearest point, from the square of the nearest chord.
fn limit2(nearest2: f64) -> f64 {
    let c = nearest2.sqrt() + SAG_M;
    // A micrometre for the rounding of the coordinates.
    let limit = c + SAG_M + margin_m(c) + 1e-6;
    limit * limit
}
