//! Which stretch of one line belongs to which of the other.

use super::change::ChangeKind;
use crate::measure::{Apart, Run};

/// A stretch of either line, in measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matched {
    pub kind: ChangeKind,
    pub a_m: (f64, f64),
    pub b_m: (f64, f64),
    /// Whether the two lines run against each other there.
    pub is_turned: bool,
}

/// A stretch of one line with what belongs to it on the other one.
#[derive(Debug, Clone, Copy)]
struct Pair {
    a_m: (f64, f64),
    b_m: (f64, f64),
    is_turned: bool,
}

/// A counterpart shorter than this share of its stretch is none: the other line is not there.
const LEAST_SHARE: f64 = 0.05;

/// The runs of both lines, put together where they are about the same ground, along the first line; what is only in the second stands last, along that.
pub fn matched((a, runs_a): (&Apart<'_>, &[Run]), (b, runs_b): (&Apart<'_>, &[Run])) -> Vec<Matched> {
    let of_a = runs_a.iter().map(|run| {
        let (b_m, is_turned) = a.counterpart(run);
        Pair { a_m: (run.from_m, run.to_m), b_m, is_turned }
    });
    let of_b = runs_b.iter().map(|run| {
        let (a_m, is_turned) = b.counterpart(run);
        Pair { a_m, b_m: (run.from_m, run.to_m), is_turned }
    });
    let (mut both, mut alone) = (Vec::new(), Vec::new());
    for pair in of_a.chain(of_b) {
        let (in_a, in_b) = (pair.a_m.1 - pair.a_m.0, pair.b_m.1 - pair.b_m.0);
        let kind = match () {
            () if in_b < LEAST_SHARE * in_a => ChangeKind::OnlyInA,
            () if in_a < LEAST_SHARE * in_b => ChangeKind::OnlyInB,
            () => {
                both.push(pair);
                continue;
            }
        };
        alone.push(Matched { kind, a_m: pair.a_m, b_m: pair.b_m, is_turned: pair.is_turned });
    }
    let mut all: Vec<Matched> = together(both)
        .into_iter()
        .map(|p| Matched { kind: ChangeKind::Moved, a_m: p.a_m, b_m: p.b_m, is_turned: p.is_turned })
        .collect();
    // A stretch of one line that lies within a change of both is part of that.
    alone.retain(|one| {
        let lies_in = |outer: (f64, f64), inner: (f64, f64)| outer.0 <= inner.0 && inner.1 <= outer.1;
        !all.iter().any(|m| match one.kind {
            ChangeKind::OnlyInB => lies_in(m.b_m, one.b_m),
            _ => lies_in(m.a_m, one.a_m),
        })
    });
    for one in &mut alone {
        // The line that is not there has a place, and no stretch.
        match one.kind {
            ChangeKind::OnlyInB => one.a_m.1 = one.a_m.0,
            _ => one.b_m.1 = one.b_m.0,
        }
    }
    all.extend(alone);
    all.sort_by(|x, y| {
        let is_last = |m: &Matched| m.kind == ChangeKind::OnlyInB;
        let along = |m: &Matched| if is_last(m) { m.b_m.0 } else { m.a_m.0 };
        is_last(x).cmp(&is_last(y)).then(along(x).total_cmp(&along(y)))
    });
    all
}

/// Pairs that overlap on either line become one.
fn together(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let meet = |x: (f64, f64), y: (f64, f64)| x.0 < y.1 && y.0 < x.1;
    let hull = |x: (f64, f64), y: (f64, f64)| (x.0.min(y.0), x.1.max(y.1));
    pairs.sort_by(|x, y| x.a_m.0.total_cmp(&y.a_m.0));
    loop {
        let before = pairs.len();
        let mut all: Vec<Pair> = Vec::new();
        for pair in pairs {
            match all.iter_mut().find(|other| meet(other.a_m, pair.a_m) || meet(other.b_m, pair.b_m)) {
                Some(other) => {
                    let longer = if pair.a_m.1 - pair.a_m.0 > other.a_m.1 - other.a_m.0 { pair } else { *other };
                    *other = Pair {
                        a_m: hull(other.a_m, pair.a_m),
                        b_m: hull(other.b_m, pair.b_m),
                        is_turned: longer.is_turned,
                    };
                }
                None => all.push(pair),
            }
        }
        pairs = all;
        if pairs.len() == before {
            return pairs;
        }
    }
}
