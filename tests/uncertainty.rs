//! Probabilities and intervals against brute-force integration over the disc.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use marz::measure::{Against, BorderLine, Lands, PROBABILITY_ACCURACY, Query, Side, direct, proximities};
use marz::model::{Border, BorderFacts, LonLat, ReportedSide, Stretch};
use support::{Numbers, border, random_point};

/// What a fine even grid over the disc tells.
struct Brute {
    within: Vec<f64>,
    left: Option<f64>,
    least_m: f64,
    most_m: f64,
    km: (f64, f64),
}

/// So many spots must be left after the cut for the grid to be an authority.
const ENOUGH: f64 = 5_000.0;

/// 90,000 spots of equal weight, or more where the cut leaves few of them.
fn brute(line: &BorderLine, at: LonLat, radius_m: f64, side: Option<ReportedSide>, limits: &[f64]) -> Option<Brute> {
    let (first, kept) = grid(line, at, radius_m, side, limits, 300)?;
    if kept >= ENOUGH {
        return Some(first);
    }
    grid(line, at, radius_m, side, limits, 1500).filter(|(_, kept)| *kept >= ENOUGH).map(|(fine, _)| fine)
}

/// A grid of so many rings by so many rays; and how many of its spots are left after the cut.
fn grid(
    line: &BorderLine,
    at: LonLat,
    radius_m: f64,
    side: Option<ReportedSide>,
    limits: &[f64],
    count: u16,
) -> Option<(Brute, f64)> {
    const R: f64 = 6_371_000.0;
    let (rings, rays) = (count, count);
    let (mut kept, mut left, mut right) = (0.0, 0.0, 0.0);
    let mut within = vec![0.0; limits.len()];
    let (mut least_m, mut most_m, mut km) = (f64::INFINITY, 0.0_f64, (f64::INFINITY, 0.0_f64));
    for i in 0..rings {
        let u = (f64::from(i) + 0.5) / f64::from(rings);
        let reach = 2.0 * R * (u.sqrt() * (radius_m / 2.0 / R).sin()).asin();
        for j in 0..rays {
            let turn = (f64::from(j) + 0.5 * f64::from(i % 2)) * 360.0 / f64::from(rays);
            let n = line.nearest(direct(at, turn, reach).0);
            if side.is_some_and(|s| !n.side.is_reported(s)) {
                continue;
            }
            kept += 1.0;
            for (share, limit) in within.iter_mut().zip(limits) {
                *share += if n.distance_m <= *limit { 1.0 } else { 0.0 };
            }
            left += if n.side == Side::Left { 1.0 } else { 0.0 };
            right += if n.side == Side::Right { 1.0 } else { 0.0 };
            (least_m, most_m) = (least_m.min(n.distance_m), most_m.max(n.distance_m));
            km = (km.0.min(n.border_km), km.1.max(n.border_km));
        }
    }
    let told = Brute {
        within: within.into_iter().map(|w| w / kept).collect(),
        left: (left + right > 0.5 * kept).then(|| left / (left + right)),
        least_m,
        most_m,
        km,
    };
    (kept > 0.0).then_some((told, kept))
}

/// A random border that does not cross itself: where one does, sides mean nothing.
fn simple_border(kind: &str, n: &mut Numbers) -> Border {
    let lon = if kind == "antimeridian" { n.within(179.0, 181.0) } else { n.within(-180.0, 180.0) };
    let start = LonLat::wrapped(lon, n.within(-75.0, 75.0));
    if kind == "closed" {
        // Star-shaped around its middle, against the clock.
        let count = 5 + n.below(30);
        let size = n.of_any_size(3_000.0, 200_000.0);
        let corner =
            |i: usize, n: &mut Numbers| direct(start, -360.0 * i as f64 / count as f64, size * n.within(0.3, 1.0)).0;
        let mut ring: Vec<LonLat> = (0..count).map(|i| corner(i, n)).collect();
        ring.push(ring[0]);
        return border(vec![ring]);
    }
    // Always forward, within 75° of one direction.
    let (ahead, high) = (n.within(0.0, 360.0), if kind == "long edges" { 400_000.0 } else { 30_000.0 });
    let mut parts = vec![vec![start]];
    for i in 0..(4 + n.below(30)) {
        let last = parts[parts.len() - 1][parts[parts.len() - 1].len() - 1];
        let next = direct(last, ahead + n.within(-75.0, 75.0), n.of_any_size(50.0, high)).0;
        if kind == "parts" && i % 7 == 6 {
            parts.push(vec![next]);
        } else {
            parts.last_mut().unwrap().push(next);
        }
    }
    border(parts)
}

#[test]
fn probabilities_and_intervals_agree_with_integration() {
    let mut n = Numbers(99);
    let (mut cases, mut worst) = (0, 0.0_f64);
    for round in 0..20 {
        for kind in ["winding", "long edges", "closed", "parts", "antimeridian"] {
            let border = simple_border(kind, &mut n);
            let line = BorderLine::new(&border);
            let at = random_point(&border, 10.0, 40_000.0, &mut n);
            let radius_m = n.of_any_size(500.0, 150_000.0);
            let side = [None, Some(ReportedSide::Left), Some(ReportedSide::Right)][(round + n.below(3)) % 3];
            let limits = [n.of_any_size(100.0, 30_000.0), 5_000.0, n.of_any_size(5_000.0, 200_000.0)];
            let against = Against { border: &border, line: &line, lands: &Lands::default(), limits_m: &limits };
            let query = Query { at, radius_m: Some(radius_m), side };
            let told = &proximities(&against, &[query])[0];
            let Some(truth) = brute(&line, at, radius_m, side, &limits) else { continue };
            for (w, truth) in told.within.iter().zip(&truth.within) {
                let off = (w.probability - truth).abs();
                worst = worst.max(off);
                assert!(off <= PROBABILITY_ACCURACY, "{kind}: {w:?} is {truth}, radius {radius_m}, {side:?}");
            }
            match (side, told.p_left, truth.left) {
                (Some(s), Some(p), _) => assert_eq!(p > 0.5, s == ReportedSide::Left),
                (None, Some(p), Some(truth)) => {
                    worst = worst.max((p - truth).abs());
                    assert!((p - truth).abs() <= PROBABILITY_ACCURACY, "{kind}: left {p} is {truth}");
                }
                (None, p, truth) => assert!(p.is_none() == truth.is_none(), "{kind}: {p:?} {truth:?}"),
                (Some(_), None, _) => panic!("{kind}: a reported side gives no probability"),
            }
            // The interval holds every place, and is tight: the grid's spots are at most about r/200 apart.
            let grid = radius_m / 100.0;
            // The innermost ring of the grid is at 0.04 of the radius; and where the disc only just reaches over the line the
            // grid may miss what is there.
            // Beyond an end of the line the cut may take away what was nearest.
            let cut_by_an_end = side.is_some() && told.nearest.side == Side::Unknown;
            let sliver = (told.nearest.distance_m / radius_m - 1.0).abs() < 0.1;
            assert!(
                told.distance_min_m <= truth.least_m
                    && (told.distance_min_m >= truth.least_m - 0.05 * radius_m || sliver || cut_by_an_end),
                "{kind}: least {} is {}; {side:?} r {radius_m} {told:?}",
                told.distance_min_m,
                truth.least_m
            );
            let slack = grid + (radius_m / 1000.0).max(1.0);
            // Cut to a side near an end of the line: a thirtieth of the radius.
            let slack = if side.is_some() { radius_m / 30.0 } else { slack };
            let short = if side.is_some() { radius_m / 30.0 } else { 0.0 };
            assert!(
                told.distance_max_m >= truth.most_m - short && told.distance_max_m <= truth.most_m + slack,
                "{kind}: most {} is {}, radius {radius_m}, {side:?}",
                told.distance_max_m,
                truth.most_m
            );
            let (low, high) = told.km_range.unwrap();
            assert!(
                low >= truth.km.0 - 0.5 - radius_m / 20_000.0 && high <= truth.km.1 + 0.5 + radius_m / 20_000.0,
                "{kind}"
            );
            cases += 1;
        }
    }
    assert!(cases >= 30, "{cases}");
    println!("{cases} cases, at most {worst:.4} off");
}

/// A straight line cuts a disc as geometry says: known without any integration.
#[test]
fn a_straight_line_cuts_the_disc_as_geometry_says() {
    let at = |lon, lat| LonLat::new(lon, lat).unwrap();
    // The equator, 10 km discs around points north of it.
    let border = border(vec![vec![at(-5.0, 0.0), at(5.0, 0.0)]]);
    let line = BorderLine::new(&border);
    let limits = [5_000.0];
    let against = Against { border: &border, line: &line, lands: &Lands::default(), limits_m: &limits };
    let ask = |distance: f64, side| {
        let centre = direct(at(0.0, 0.0), 0.0, distance).0;
        proximities(&against, &[Query { at: centre, radius_m: Some(10_000.0), side }])[0].clone()
    };
    // The share of a disc beyond a chord at h·r from its centre.
    let beyond = |h: f64| (h.acos() - h * (1.0 - h * h).sqrt()) / std::f64::consts::PI;
    let on = ask(0.0, None);
    assert!((on.p_left.unwrap() - 0.5).abs() < PROBABILITY_ACCURACY);
    assert!((on.within[0].probability - (1.0 - 2.0 * beyond(0.5))).abs() < PROBABILITY_ACCURACY);
    let off = ask(4_000.0, None);
    assert!((off.p_left.unwrap() - (1.0 - beyond(0.4))).abs() < PROBABILITY_ACCURACY);
    let cut = ask(4_000.0, Some(ReportedSide::Left));
    // Of the part to the left, what lies less than 5 km from the line.
    let expected = (1.0 - beyond(0.4) - beyond(0.1)) / (1.0 - beyond(0.4));
    assert!((cut.within[0].probability - expected).abs() < PROBABILITY_ACCURACY, "{cut:?} {expected}");
    assert_eq!((cut.p_left, cut.side_as_reported, cut.distance_min_m), (Some(1.0), true, 0.0));
    assert!((cut.distance_max_m - 14_000.0).abs() < 15.0);
    let right = ask(4_000.0, Some(ReportedSide::Right));
    // Only the cap beyond the line is left: 6 km deep.
    assert!((right.distance_max_m - 6_000.0).abs() < 15.0, "{right:?}");
}

#[test]
fn the_accuracy_of_the_stretch_widens_the_interval() {
    let at = |lon, lat| LonLat::new(lon, lat).unwrap();
    let facts = BorderFacts {
        accuracy_m: Some(200.0),
        stretches: vec![Stretch { from_km: 50.0, to_km: 60.0, accuracy_m: 5_000.0, reason: String::new() }],
        ..BorderFacts::default()
    };
    let border = Border::new(String::new(), vec![vec![at(0.0, 0.0), at(2.0, 0.0)]], facts).unwrap();
    let line = BorderLine::new(&border);
    let against = Against { border: &border, line: &line, lands: &Lands::default(), limits_m: &[] };
    let ask = |lon: f64| proximities(&against, &[Query { at: at(lon, 0.09), radius_m: None, side: None }])[0].clone();
    let (sure, unsure) = (ask(0.1), ask(0.5));
    let d = sure.nearest.distance_m;
    assert_eq!((sure.distance_min_m, sure.distance_max_m), (d - 200.0, d + 200.0));
    assert!((unsure.distance_max_m - unsure.nearest.distance_m - 5_000.0).abs() < 1e-6);
    assert_eq!(sure.km_range, None);
}
