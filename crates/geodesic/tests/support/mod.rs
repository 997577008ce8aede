//! Shared by the tests: numbers from a fixed seed, random lines, and brute force.

#![allow(dead_code, clippy::unwrap_used, reason = "every test file uses its part")]

use geo::{Distance, Geodesic, LineString, MultiLineString, Point};
use marz_geodesic::{direct, inverse};

/// Pseudorandom numbers of a fixed seed (SplitMix64).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// A uniform number between two numbers.
    pub fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A log-uniform number between two positive numbers.
    pub fn of_any_size(&mut self, low: f64, high: f64) -> f64 {
        self.within(low.ln(), high.ln()).exp()
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

pub fn lines(parts: Vec<Vec<Point>>) -> MultiLineString {
    // A part of one vertex has no edge to be near to.
    MultiLineString(parts.into_iter().filter(|part| part.len() > 1).map(LineString::from).collect())
}

/// The vertices of a line, part by part.
pub fn parts(lines: &MultiLineString) -> Vec<Vec<Point>> {
    lines.iter().map(|line| line.points().collect()).collect()
}

/// A point with its longitude wrapped to −180…180.
pub fn wrapped(lon: f64, lat: f64) -> Point {
    let lon = if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 };
    Point::new(lon, lat)
}

pub fn distance_m(from: Point, to: Point) -> f64 {
    Geodesic.distance(from, to)
}

/// The kinds of random lines.
pub const KINDS: [&str; 9] =
    ["winding", "dense", "long edges", "two vertices", "closed", "parts", "antimeridian", "pole", "repeated"];

/// A random line of one kind.
pub fn random_lines(kind: &str, n: &mut Numbers) -> MultiLineString {
    let start = match kind {
        "antimeridian" => wrapped(n.within(179.0, 181.0), n.within(-70.0, 70.0)),
        "pole" => wrapped(n.within(-180.0, 180.0), if n.below(2) == 0 { 1.0 } else { -1.0 } * n.within(88.5, 90.0)),
        _ => wrapped(n.within(-180.0, 180.0), n.within(-85.0, 85.0)),
    };
    let (low, high) = match kind {
        "dense" => (0.01, 50.0),
        "long edges" => (50_000.0, 3_000_000.0),
        "two vertices" => (0.01, 8_000_000.0),
        _ => (5.0, 80_000.0),
    };
    let count = match kind {
        "two vertices" => 1,
        "long edges" => 2 + n.below(4),
        _ => 3 + n.below(22),
    };
    let walk = |start: Point, n: &mut Numbers| {
        let mut azimuth = n.within(0.0, 360.0);
        let mut line = vec![start];
        for _ in 0..count {
            azimuth += n.within(-100.0, 100.0);
            let last = line[line.len() - 1];
            line.push(direct(last, azimuth, n.of_any_size(low, high)).0);
        }
        line
    };
    let mut parts = vec![walk(start, n)];
    match kind {
        "closed" => {
            let first = parts[0][0];
            parts[0].push(first);
        }
        "parts" => {
            for _ in 0..2 {
                let last = parts[parts.len() - 1][parts[parts.len() - 1].len() - 1];
                let away = direct(last, n.within(0.0, 360.0), n.of_any_size(100.0, 200_000.0)).0;
                parts.push(walk(away, n));
            }
        }
        "repeated" => {
            let doubled = parts[0].iter().flat_map(|p| [*p, *p, *p]).collect();
            parts[0] = doubled;
        }
        _ => {}
    }
    lines(parts)
}

/// A point at some distance from a point of the line.
pub fn random_point(lines: &MultiLineString, low_m: f64, high_m: f64, n: &mut Numbers) -> Point {
    let part: Vec<Point> = lines.0[n.below(lines.0.len())].points().collect();
    let i = n.below(part.len() - 1);
    let edge = inverse(part[i], part[i + 1]);
    let along = n.within(-0.2, 1.2).clamp(0.0, 1.0);
    let on_line =
        if edge.distance_m > 0.0 { direct(part[i], edge.azimuth_deg, along * edge.distance_m).0 } else { part[i] };
    direct(on_line, n.within(0.0, 360.0), n.of_any_size(low_m, high_m)).0
}

/// The distance to every edge, one after the other, with Karney's algorithm and a golden section.
pub fn brute_force_m(lines: &MultiLineString, point: Point) -> f64 {
    let mut best = f64::INFINITY;
    for part in parts(lines) {
        for pair in part.windows(2) {
            best = best.min(edge_distance_m(pair[0], pair[1], point));
        }
    }
    best
}

fn edge_distance_m(a: Point, b: Point, point: Point) -> f64 {
    let edge = inverse(a, b);
    let at = |s: f64| distance_m(direct(a, edge.azimuth_deg, s).0, point);
    let mut best = distance_m(a, point).min(distance_m(b, point));
    if edge.distance_m <= 0.0 {
        return best;
    }
    // Far from convex over thousands of kilometres: sampled in steps, then refined around the best.
    let steps = (edge.distance_m / 200_000.0).ceil().max(1.0) * 4.0;
    let step = edge.distance_m / steps;
    let mut low_k = 0.0;
    let mut low_d = f64::INFINITY;
    let mut k = 0.0;
    while k <= steps {
        let d = at(step * k);
        if d < low_d {
            (low_k, low_d) = (k, d);
        }
        k += 1.0;
    }
    let golden = (5_f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = ((step * (low_k - 1.0)).max(0.0), (step * (low_k + 1.0)).min(edge.distance_m));
    let (mut c, mut d) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_c, mut at_d) = (at(c), at(d));
    while high - low > 1e-4_f64.max(1e-9 * low_d) {
        if at_c < at_d {
            (high, d, at_d) = (d, c, at_c);
            c = high - golden * (high - low);
            at_c = at(c);
        } else {
            (low, c, at_c) = (c, d, at_d);
            d = low + golden * (high - low);
            at_d = at(d);
        }
    }
    best = best.min(at_c).min(at_d).min(low_d);
    best
}
