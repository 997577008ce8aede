//! A bounding-volume tree over pieces of the line, searched by straight distances through the earth.
//!
//! It only shortlists. Each piece is the straight chord between two spots of one edge that lie at most
//! [`PIECE_M`] apart; the geodesic between them bends away from that chord by at most [`SAG_M`]. So the straight
//! distance from a point to the geodesic piece is at least the distance to the chord less `SAG_M`, and by
//! `least_geodesic_m` the geodesic distance is at least that of this chord.
//! A subtree whose bound lies above the best exact distance so far cannot hold a nearer spot.

use super::ellipsoid::{EQUATORIAL_RADIUS_M, Ecef, POLAR_RADIUS_M, least_geodesic_m};

/// The longest piece of an edge, in metres.
pub const PIECE_M: f64 = 10_000.0;

/// How far a geodesic of length `PIECE_M` can bend away from its chord, in metres.
///
/// A curve of length L whose curvature nowhere passes k stays within L²k/8 of its chord to first order; the curvature
/// of a geodesic of the ellipsoid is a normal curvature, at most 1/ρ with ρ = b²/a, the smallest radius of curvature.
/// 2 % are added for the higher orders, which are below (Lk)²/48 ≈ 5e-8 here.
pub const SAG_M: f64 = 1.02 * PIECE_M * PIECE_M / (8.0 * POLAR_RADIUS_M * POLAR_RADIUS_M / EQUATORIAL_RADIUS_M);

/// A part of an edge.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// The number of its edge.
    pub edge: u32,
    /// Where it begins on its edge, in metres.
    pub from_m: f64,
    /// Where it ends on its edge, in metres.
    pub to_m: f64,
    /// Its ends.
    pub a: Ecef,
    pub b: Ecef,
}

impl Piece {
    /// The straight distance from a point to the chord of the piece, and where on it, as a share of its length.
    pub fn chord_m(&self, p: Ecef) -> (f64, f64) {
        let along = self.b.minus(self.a);
        let length2 = along.dot(along);
        let share = if length2 > 0.0 { (p.minus(self.a).dot(along) / length2).clamp(0.0, 1.0) } else { 0.0 };
        let foot = Ecef { x: self.a.x + share * along.x, y: self.a.y + share * along.y, z: self.a.z + share * along.z };
        (p.chord_m(foot), share)
    }
}

#[derive(Debug, Clone, Copy)]
struct Aabb {
    low: [f64; 3],
    high: [f64; 3],
}

impl Aabb {
    fn of(pieces: &[Piece]) -> Self {
        let mut b = Self { low: [f64::INFINITY; 3], high: [f64::NEG_INFINITY; 3] };
        for p in pieces.iter().flat_map(|p| [p.a, p.b]) {
            for (i, v) in [p.x, p.y, p.z].into_iter().enumerate() {
                b.low[i] = b.low[i].min(v);
                b.high[i] = b.high[i].max(v);
            }
        }
        b
    }

    fn distance_m(&self, p: Ecef) -> f64 {
        let mut sum = 0.0;
        for (i, v) in [p.x, p.y, p.z].into_iter().enumerate() {
            let d = (self.low[i] - v).max(v - self.high[i]).max(0.0);
            sum += d * d;
        }
        sum.sqrt()
    }
}

/// A binary tree over consecutive pieces: neighbours on the line are neighbours in space.
#[derive(Debug, Clone)]
pub struct Index {
    pieces: Vec<Piece>,
    /// A complete binary tree in heap order over the leaves.
    nodes: Vec<Aabb>,
    leaves: usize,
}

const LEAF: usize = 4;

impl Index {
    pub fn new(pieces: Vec<Piece>) -> Self {
        let leaves = pieces.len().div_ceil(LEAF).next_power_of_two().max(1);
        let mut nodes = vec![Aabb::of(&[]); 2 * leaves];
        for (i, chunk) in pieces.chunks(LEAF).enumerate() {
            nodes[leaves + i] = Aabb::of(chunk);
        }
        for i in (1..leaves).rev() {
            let (a, b) = (nodes[2 * i], nodes[2 * i + 1]);
            for k in 0..3 {
                nodes[i].low[k] = a.low[k].min(b.low[k]);
                nodes[i].high[k] = a.high[k].max(b.high[k]);
            }
        }
        Self { pieces, nodes, leaves }
    }

    /// Whether any piece's chord comes within a straight distance of a point.
    pub fn any_within(&self, p: Ecef, limit_m: f64) -> bool {
        let mut stack = vec![1];
        while let Some(node) = stack.pop() {
            if self.nodes[node].distance_m(p) > limit_m {
                continue;
            }
            if node < self.leaves {
                stack.extend([2 * node, 2 * node + 1]);
            } else if self
                .pieces
                .iter()
                .skip((node - self.leaves) * LEAF)
                .take(LEAF)
                .any(|piece| piece.chord_m(p).0 <= limit_m)
            {
                return true;
            }
        }
        false
    }

    /// Visits pieces, nearest first as the boxes tell, as long as they can hold a spot nearer than the best so far.
    ///
    /// `exact` gets a piece and where the chord is nearest, and returns the best distance known after it, in metres.
    pub fn search(&self, p: Ecef, mut exact: impl FnMut(&Piece, f64) -> f64) {
        let mut best_m = f64::INFINITY;
        // The children of a node are pushed farther first; a complete tree is at most 64 deep.
        let mut stack: Vec<(f64, usize)> = Vec::with_capacity(64);
        stack.push((self.nodes[1].distance_m(p), 1));
        while let Some((box_m, node)) = stack.pop() {
            if can_be_nearer(box_m, best_m) {
                if node >= self.leaves {
                    let first = (node - self.leaves) * LEAF;
                    for piece in self.pieces.iter().skip(first).take(LEAF) {
                        let (chord_m, share) = piece.chord_m(p);
                        if can_be_nearer(chord_m, best_m) {
                            best_m = exact(piece, share);
                        }
                    }
                } else {
                    let (a, b) = (2 * node, 2 * node + 1);
                    let (da, db) = (self.nodes[a].distance_m(p), self.nodes[b].distance_m(p));
                    if da <= db {
                        stack.extend([(db, b), (da, a)]);
                    } else {
                        stack.extend([(da, a), (db, b)]);
                    }
                }
            }
        }
    }
}

fn can_be_nearer(chord_m: f64, best_m: f64) -> bool {
    chord_m.is_finite() && least_geodesic_m((chord_m - SAG_M).max(0.0)) <= best_m
}
