//! A bounding-volume tree over the chords of pieces, searched by straight distances through the earth.
//!
//! It only shortlists. The spots of a piece lie within [`SAG_M`] of its chord. If the nearest chord is at c, some spot of
//! the border lies at a straight distance of at most c + SAG_M and so, by [`at_most_m`](super::arc::at_most_m), within a
//! geodesic distance that [`margin_m`] turns into a chord again: no spot of a piece whose chord is farther than
//! c + 2·SAG_M + margin_m(c + SAG_M) can be nearer. [`Index::shortlist`] returns every piece within that.

use super::arc::margin_m;
use super::ellipsoid::Ecef;
use super::piece::SAG_M;

/// The straight line between the ends of a piece.
#[derive(Debug, Clone, Copy)]
pub struct Chord {
    pub start: Ecef,
    along: Ecef,
    /// 1 over the square of its length.
    shrink: f64,
}

impl Chord {
    pub fn new(a: Ecef, b: Ecef) -> Self {
        let along = b.minus(a);
        let length2 = along.dot(along);
        Self { start: a, along, shrink: if length2 > 0.0 { 1.0 / length2 } else { 0.0 } }
    }

    pub fn end(&self) -> Ecef {
        self.start.plus(self.along)
    }

    /// The square of the distance from a point.
    fn distance2(&self, p: Ecef) -> f64 {
        let d = p.minus(self.start);
        let share = (d.dot(self.along) * self.shrink).clamp(0.0, 1.0);
        let off = d.minus(self.along.times(share));
        off.dot(off)
    }
}

#[derive(Debug, Clone, Copy)]
struct Aabb {
    low: [f64; 3],
    high: [f64; 3],
}

impl Aabb {
    const NOTHING: Self = Self { low: [f64::INFINITY; 3], high: [f64::NEG_INFINITY; 3] };

    fn of(chords: &[Chord]) -> Self {
        let points = chords.iter().flat_map(|c| [c.start, c.end()]);
        points.fold(Self::NOTHING, |b, p| b.with(&Self { low: [p.x, p.y, p.z], high: [p.x, p.y, p.z] }))
    }

    fn with(mut self, o: &Self) -> Self {
        for k in 0..3 {
            self.low[k] = self.low[k].min(o.low[k]);
            self.high[k] = self.high[k].max(o.high[k]);
        }
        self
    }

    /// The square of the distance from a point; infinite for an empty box.
    fn distance2(&self, p: Ecef) -> f64 {
        let gap = |low: f64, high: f64, v: f64| (low - v).max(v - high).max(0.0);
        let x = gap(self.low[0], self.high[0], p.x);
        let y = gap(self.low[1], self.high[1], p.y);
        let z = gap(self.low[2], self.high[2], p.z);
        x * x + y * y + z * z
    }
}

/// A binary tree over consecutive chords: neighbours on the line are neighbours in space.
#[derive(Debug, Clone)]
pub struct Index {
    chords: Vec<Chord>,
    /// A complete binary tree in heap order: node i has the children 2i and 2i+1, the leaves come last.
    nodes: Vec<Aabb>,
    leaves: usize,
}

/// So many chords share a leaf.
const LEAF: usize = 4;

/// Room for the way down a complete tree: one node waits at every level.
const DEEPEST: usize = 64;

/// What a search leaves behind to be used again.
#[derive(Debug, Clone, Default)]
pub struct Shortlist {
    found: Vec<(f64, u32)>,
    /// The nearest chord of the last search: a good first guess for a neighbour.
    last: Option<u32>,
}

impl Index {
    pub fn new(chords: Vec<Chord>) -> Self {
        let leaves = chords.len().div_ceil(LEAF).next_power_of_two().max(1);
        let mut nodes = vec![Aabb::NOTHING; 2 * leaves];
        for (node, chunk) in nodes.iter_mut().skip(leaves).zip(chords.chunks(LEAF)) {
            *node = Aabb::of(chunk);
        }
        for i in (1..leaves).rev() {
            nodes[i] = nodes[2 * i].with(&nodes[2 * i + 1]);
        }
        Self { chords, nodes, leaves }
    }

    /// Every piece that can hold the nearest spot, with the straight distance to the nearest chord in metres.
    ///
    /// `list` carries the last answer: points that follow each other closely are found faster.
    pub fn shortlist<'l>(&self, p: Ecef, list: &'l mut Shortlist) -> (f64, impl Iterator<Item = u32> + use<'l>) {
        list.found.clear();
        let guess = list.last.and_then(|i| self.chords.get(i as usize));
        let mut nearest2 = guess.map_or(f64::INFINITY, |chord| chord.distance2(p));
        let mut limit2 = limit2(nearest2);
        let mut stack = [(0.0, 0_u32); DEEPEST];
        let mut waiting = 1;
        stack[0] = (0.0, 1);
        while waiting > 0 {
            waiting -= 1;
            let (box2, node) = stack[waiting];
            if box2 > limit2 {
                continue;
            }
            let mut node = node as usize;
            // Down to a leaf along the nearer children; the farther ones wait.
            while node < self.leaves {
                let (a, b) = (self.nodes[2 * node].distance2(p), self.nodes[2 * node + 1].distance2(p));
                let (near, far, far2) = if a <= b { (2 * node, 2 * node + 1, b) } else { (2 * node + 1, 2 * node, a) };
                if far2 <= limit2 && waiting < DEEPEST {
                    stack[waiting] = (far2, far as u32);
                    waiting += 1;
                }
                node = near;
            }
            let first = (node - self.leaves) * LEAF;
            for (i, chord) in self.chords.iter().enumerate().skip(first).take(LEAF) {
                let chord2 = chord.distance2(p);
                if chord2 <= limit2 {
                    list.found.push((chord2, i as u32));
                    if chord2 < nearest2 {
                        nearest2 = chord2;
                        limit2 = self::limit2(chord2);
                        list.last = Some(i as u32);
                    }
                }
            }
        }
        (nearest2.sqrt(), list.found.iter().filter(move |(d2, _)| *d2 <= limit2).map(|(_, i)| *i))
    }

    /// Visits pieces, nearest chord first as the boxes tell, as long as they can matter.
    ///
    /// `visit` gets the number of a piece and the least straight distance of its spots, in metres, and returns the
    /// straight distance beyond which nothing matters any more.
    pub fn visit(&self, p: Ecef, start_m: f64, mut visit: impl FnMut(u32, f64) -> f64) {
        let mut limit_m = start_m;
        let least = |d2: f64| (d2.sqrt() - SAG_M).max(0.0);
        let mut stack: Vec<(f64, usize)> = vec![(least(self.nodes[1].distance2(p)), 1)];
        while let Some((box_m, node)) = stack.pop() {
            if box_m > limit_m {
                continue;
            }
            if node >= self.leaves {
                let first = (node - self.leaves) * LEAF;
                for (i, chord) in self.chords.iter().enumerate().skip(first).take(LEAF) {
                    let chord_m = least(chord.distance2(p));
                    if chord_m <= limit_m {
                        limit_m = visit(i as u32, chord_m);
                    }
                }
                continue;
            }
            let child = |n: usize| (least(self.nodes[n].distance2(p)), n);
            let (a, b) = (child(2 * node), child(2 * node + 1));
            if a.0 <= b.0 { stack.extend([b, a]) } else { stack.extend([a, b]) }
        }
    }
}

/// The square of the chord beyond which a piece cannot hold the nearest spot, from the square of the nearest chord.
fn limit2(nearest2: f64) -> f64 {
    let c = nearest2.sqrt() + SAG_M;
    // A micrometre for the rounding of the coordinates.
    let limit = c + SAG_M + margin_m(c) + 1e-6;
    limit * limit
}
