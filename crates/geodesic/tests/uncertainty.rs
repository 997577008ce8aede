//! Probabilities and intervals against brute-force integration over the disc.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use geo::{MultiLineString, Point, line_string};
use marz_geodesic::{
    GeodesicLine, MEASURE_RANGE_ACCURACY, PROBABILITY_ACCURACY, Proximity, Side, UncertainPoint, direct,
};
use support::{Numbers, lines, random_point, wrapped};

/// The answers of a fine even grid over the disc.
struct Brute {
    within: Vec<f64>,
    left: Option<f64>,
    least_m: f64,
    most_m: f64,
    measure_m: (f64, f64),
}

/// The least number of grid points after the cut for the grid to be a reference.
const ENOUGH: f64 = 5_000.0;

/// 90,000 points of equal weight, or more if the cut leaves few of them.
fn brute(line: &GeodesicLine, at: Point, radius_m: f64, side: Option<Side>, limits: &[f64]) -> Option<Brute> {
    let (first, kept) = grid(line, at, radius_m, side, limits, 300)?;
    if kept >= ENOUGH {
        return Some(first);
    }
    grid(line, at, radius_m, side, limits, 1500).filter(|(_, kept)| *kept >= ENOUGH).map(|(fine, _)| fine)
}

/// A grid of rings by rays, with the number of its points after the cut.
fn grid(
    line: &GeodesicLine,
    at: Point,
    radius_m: f64,
    side: Option<Side>,
    limits: &[f64],
    count: u16,
) -> Option<(Brute, f64)> {
    const R: f64 = 6_371_000.0;
    let (rings, rays) = (count, count);
    let (mut kept, mut left, mut right) = (0.0, 0.0, 0.0);
    let mut within = vec![0.0; limits.len()];
    let (mut least_m, mut most_m, mut m) = (f64::INFINITY, 0.0_f64, (f64::INFINITY, 0.0_f64));
    for i in 0..rings {
        let u = (f64::from(i) + 0.5) / f64::from(rings);
        let reach = 2.0 * R * (u.sqrt() * (radius_m / 2.0 / R).sin()).asin();
        for j in 0..rays {
            let turn = (f64::from(j) + 0.5 * f64::from(i % 2)) * 360.0 / f64::from(rays);
            let n = line.nearest(direct(at, turn, reach).0);
            if side.is_some_and(|s| n.side != s) {
                continue;
            }
            kept += 1.0;
            for (share, limit) in within.iter_mut().zip(limits) {
                *share += if n.distance_m <= *limit { 1.0 } else { 0.0 };
            }
            left += if n.side == Side::Left { 1.0 } else { 0.0 };
            right += if n.side == Side::Right { 1.0 } else { 0.0 };
            (least_m, most_m) = (least_m.min(n.distance_m), most_m.max(n.distance_m));
            m = (m.0.min(n.measure_m), m.1.max(n.measure_m));
        }
    }
    let found = Brute {
        within: within.into_iter().map(|w| w / kept).collect(),
        left: (left + right > 0.5 * kept).then(|| left / (left + right)),
        least_m,
        most_m,
        measure_m: m,
    };
    (kept > 0.0).then_some((found, kept))
}

fn uncertain(point: Point, radius_m: f64, side: Option<Side>) -> UncertainPoint {
    let point = UncertainPoint::new(point).radius_m(radius_m);
    side.map_or(point, |side| point.on_side(side))
}

/// A random simple line: on a line that crosses itself sides are undefined.
fn simple_line(kind: &str, n: &mut Numbers) -> MultiLineString {
    let lon = if kind == "antimeridian" { n.within(179.0, 181.0) } else { n.within(-180.0, 180.0) };
    let start = wrapped(lon, n.within(-75.0, 75.0));
    if kind == "closed" {
        // Star-shaped around its middle, counterclockwise.
        let count = 5 + n.below(30);
        let size = n.of_any_size(3_000.0, 200_000.0);
        let corner =
            |i: usize, n: &mut Numbers| direct(start, -360.0 * i as f64 / count as f64, size * n.within(0.3, 1.0)).0;
        let mut ring: Vec<Point> = (0..count).map(|i| corner(i, n)).collect();
        ring.push(ring[0]);
        return lines(vec![ring]);
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
    lines(parts)
}

#[test]
fn probabilities_and_intervals_agree_with_integration() {
    let mut n = Numbers(99);
    let (mut cases, mut worst, mut wide) = (0, 0.0_f64, 0.0);
    for round in 0..20 {
        for kind in ["winding", "long edges", "closed", "parts", "antimeridian"] {
            let border = simple_line(kind, &mut n);
            let line = GeodesicLine::from(&border);
            let at = random_point(&border, 10.0, 40_000.0, &mut n);
            let radius_m = n.of_any_size(500.0, 150_000.0);
            let side = [None, Some(Side::Left), Some(Side::Right)][(round + n.below(3)) % 3];
            let limits = [n.of_any_size(100.0, 30_000.0), 5_000.0, n.of_any_size(5_000.0, 200_000.0)];
            let found = line.proximity(&uncertain(at, radius_m, side), &limits);
            let Some(truth) = brute(&line, at, radius_m, side, &limits) else { continue };
            for (w, truth) in found.within.iter().zip(&truth.within) {
                let off = (w.probability - truth).abs();
                worst = worst.max(off);
                assert!(off <= PROBABILITY_ACCURACY, "{kind}: {w:?} is {truth}, radius {radius_m}, {side:?}");
            }
            match (side, found.p_left, truth.left) {
                (Some(s), Some(p), _) => assert_eq!(p > 0.5, s == Side::Left),
                (None, Some(p), Some(truth)) => {
                    worst = worst.max((p - truth).abs());
                    assert!((p - truth).abs() <= PROBABILITY_ACCURACY, "{kind}: left {p} is {truth}");
                }
                (None, p, truth) => assert!(p.is_none() == truth.is_none(), "{kind}: {p:?} {truth:?}"),
                (Some(_), None, _) => panic!("{kind}: a given side gives no probability"),
            }
            // The interval holds every place, and is tight: the grid's points are at most about r/200 apart.
            let grid = radius_m / 100.0;
            // The innermost ring of the grid is at 0.04 of the radius; and where the disc only just reaches over the line the
            // grid may miss what is there.
            // Beyond an end of the line the cut may take away what was nearest.
            let cut_by_an_end = side.is_some() && found.nearest.side == Side::Unknown;
            let sliver = (found.nearest.distance_m / radius_m - 1.0).abs() < 0.1;
            assert!(
                found.distance_min_m <= truth.least_m
                    && (found.distance_min_m >= truth.least_m - 0.05 * radius_m || sliver || cut_by_an_end),
                "{kind}: least {} is {}; {side:?} r {radius_m} {found:?}",
                found.distance_min_m,
                truth.least_m
            );
            let slack = grid + (radius_m / 1000.0).max(1.0);
            // Cut to a side near an end of the line: a thirtieth of the radius.
            let slack = if side.is_some() { radius_m / 30.0 } else { slack };
            let short = if side.is_some() { radius_m / 30.0 } else { 0.0 };
            assert!(
                found.distance_max_m >= truth.most_m - short && found.distance_max_m <= truth.most_m + slack,
                "{kind}: most {} is {}, radius {radius_m}, {side:?}",
                found.distance_max_m,
                truth.most_m
            );
            let (low, high) = found.measure_range_m.unwrap();
            assert!(
                low <= truth.measure_m.0 && high >= truth.measure_m.1,
                "{kind}: {:?} is {:?}",
                found.measure_range_m,
                truth.measure_m
            );
            // Only what comes nearly as near as the nearest may be too much.
            wide += (high - low - (truth.measure_m.1 - truth.measure_m.0)) / radius_m;
            assert!(
                low >= truth.measure_m.0 - 500.0 - 2.0 * radius_m && high <= truth.measure_m.1 + 500.0 + 2.0 * radius_m,
                "{kind}: {:?} is {:?}",
                found.measure_range_m,
                truth.measure_m
            );
            cases += 1;
        }
    }
    assert!(cases >= 30, "{cases}");
    assert!(wide / f64::from(cases) < 0.25, "{}", wide / f64::from(cases));
    println!("{cases} cases, at most {worst:.4} off");
}

/// A meandering line of sines of several sizes around a parallel, in degrees.
fn meanders(from: (f64, f64), degrees: f64, waves: &[(f64, f64)], count: u32) -> GeodesicLine {
    let at = |i: u32| {
        let x = degrees * f64::from(i) / f64::from(count);
        let y: f64 = waves.iter().map(|(high, wide)| high * (x / wide * std::f64::consts::TAU).sin()).sum();
        Point::new(from.0 + x, from.1 + y)
    };
    GeodesicLine::from(&lines(vec![(0..=count).map(at).collect()]))
}

/// Many meanders in the disc, both ends of the line in the disc, and discs of 200 km: with and without a side.
#[test]
fn large_and_winding_discs_agree_with_integration() {
    let river = meanders((60.0, 38.0), 3.0, &[(0.3, 0.2), (0.02, 0.03)], 3_000);
    let tangled = meanders((-70.0, -20.0), 2.0, &[(0.05, 0.02), (0.2, 0.7)], 4_000);
    let short =
        GeodesicLine::from(&lines(vec![vec![Point::new(10.0, 50.0), Point::new(10.1, 50.05), Point::new(10.3, 50.0)]]));
    let long = meanders((20.0, 60.0), 12.0, &[(0.5, 3.0), (0.05, 0.2)], 600);
    let cases = [
        (&river, Point::new(61.5, 38.0), 40_000.0),
        (&river, Point::new(61.2, 38.35), 12_000.0),
        (&tangled, Point::new(-69.1, -19.9), 20_000.0),
        (&tangled, Point::new(-69.0, -20.3), 30_000.0),
        // Both ends inside.
        (&short, Point::new(10.15, 50.02), 40_000.0),
        (&short, Point::new(10.3, 50.1), 25_000.0),
        (&long, Point::new(26.0, 60.2), 200_000.0),
        (&long, Point::new(26.0, 58.5), 200_000.0),
        (&long, Point::new(33.0, 60.5), 200_000.0),
    ];
    for (line, at, radius_m) in cases {
        for side in [None, Some(Side::Left), Some(Side::Right)] {
            let limits = [radius_m / 20.0, radius_m / 3.0];
            let found = line.proximity(&uncertain(at, radius_m, side), &limits);
            let Some(truth) = brute(line, at, radius_m, side, &limits) else { continue };
            let what = format!("{at:?} {radius_m} {side:?}: {found:?}");
            for (w, truth) in found.within.iter().zip(&truth.within) {
                assert!((w.probability - truth).abs() <= PROBABILITY_ACCURACY, "{truth} {what}");
            }
            if let (None, Some(truth)) = (side, truth.left) {
                assert!((found.p_left.unwrap() - truth).abs() <= PROBABILITY_ACCURACY, "{truth} {what}");
            }
            // The points of the reference are up to 1 % of the radius apart.
            assert!(found.distance_min_m <= truth.least_m, "{} {what}", truth.least_m);
            let short = if side.is_some() { radius_m / 30.0 } else { 0.0 };
            assert!(found.distance_max_m >= truth.most_m - short, "{} {what}", truth.most_m);
            assert!(found.distance_max_m <= truth.most_m + 0.035 * radius_m, "{} {what}", truth.most_m);
            let (low, high) = found.measure_range_m.unwrap();
            assert!(low <= truth.measure_m.0 && high >= truth.measure_m.1, "{:?} {what}", truth.measure_m);
        }
    }
}

/// The range of measures holds those of all places of the disc, and is hardly wider: the rim is searched far more densely than the
/// smallest arc, and the ends of the line are inside of some discs.
#[test]
fn ranges_of_measures_are_those_of_the_disc() {
    let mut n = Numbers(5);
    let (mut discs, mut wide) = (0, Vec::new());
    for kind in ["winding", "long edges", "closed", "parts", "antimeridian"].into_iter().cycle().take(40) {
        let border = simple_line(kind, &mut n);
        let line = GeodesicLine::from(&border);
        let at = random_point(&border, 10.0, 40_000.0, &mut n);
        let radius_m = n.of_any_size(500.0, 80_000.0);
        let (low, high) = line.proximity(&uncertain(at, radius_m, None), &[]).measure_range_m.unwrap();
        let rim = (0..4_000).map(|i| direct(at, f64::from(i) * 0.09, radius_m).0);
        let inside = (1..12).flat_map(|j| (0..60).map(move |i| (f64::from(i) * 6.0, f64::from(j) / 12.0)));
        let inside = inside.map(|(turn, share)| direct(at, turn, share * radius_m).0);
        let measures: Vec<f64> = rim.chain(inside).map(|p| line.nearest(p).measure_m).collect();
        let least = measures.iter().copied().fold(f64::INFINITY, f64::min);
        let most = measures.iter().copied().fold(0.0, f64::max);
        assert!(low <= least + 1e-6 && high >= most - 1e-6, "{kind}: {low}..{high} is {least}..{most}");
        wide.extend([(least - low) / radius_m, (high - most) / radius_m]);
        discs += 1;
    }
    wide.sort_by(f64::total_cmp);
    assert!(discs == 40 && wide[wide.len() * 9 / 10] <= MEASURE_RANGE_ACCURACY + 0.01, "{wide:?}");
}

/// Far away, beyond the ends and around the earth a disc costs no more than elsewhere, and the interval holds every place.
#[test]
fn far_discs_are_bounded() {
    let line = meanders((60.0, 38.0), 3.0, &[(0.3, 0.2)], 3_000);
    let mut n = Numbers(12);
    for round in 0..40 {
        let (away, turn) = (n.of_any_size(5e5, 1.9e7), n.within(0.0, 360.0));
        let at = direct(Point::new(61.5, 38.0), turn, away).0;
        let radius_m = [50_000.0, 1_000.0, 400_000.0, 5_000_000.0][round % 4];
        let point = uncertain(at, radius_m, [None, Some(Side::Left)][round % 2]);
        let found = line.proximity(&point, &[away]);
        for i in 0..60 {
            let place = direct(at, f64::from(i) * 37.0, radius_m * f64::from(i % 8) / 7.0).0;
            let nearest = line.nearest(place);
            if point.side.is_some_and(|side| side != nearest.side) {
                continue;
            }
            let d = nearest.distance_m;
            assert!(d >= found.distance_min_m - 1e-3 && d <= found.distance_max_m + 1e-3, "{d} {i} {found:?}");
        }
    }
}

/// The greatest distance over the whole earth, cut to the strip that a short line has to its left.
#[test]
fn a_disc_may_cover_the_earth() {
    let line = GeodesicLine::from(&lines(vec![vec![Point::new(0.0, 0.0), Point::new(1.0, 0.0)]]));
    let point = UncertainPoint::new((0.5, 0.01)).radius_m(30_000_000.0);
    let whole = line.proximity(&point.on_side(Side::Left), &[]);
    // Straight north, over the pole, until the way around the other side of the earth is as short.
    for km in (0..19_900).step_by(100) {
        let n = line.nearest(direct(Point::new(0.5, 0.0), 0.0, f64::from(km) * 1_000.0).0);
        assert!(n.side != Side::Left || n.distance_m <= whole.distance_max_m, "{n:?} {whole:?}");
    }
    assert!(whole.distance_max_m < 20_003_933.0);
}

/// The shares of a disc cut by a straight line have a closed form.
#[test]
fn a_straight_line_cuts_the_disc_by_its_closed_form() {
    let at = Point::new;
    // The equator, 10 km discs around points north of it.
    let line = GeodesicLine::from(&lines(vec![vec![at(-5.0, 0.0), at(5.0, 0.0)]]));
    let limits = [5_000.0];
    let ask = |distance: f64, side| {
        let centre = direct(at(0.0, 0.0), 0.0, distance).0;
        line.proximity(&uncertain(centre, 10_000.0, side), &limits)
    };
    // The share of a disc beyond a chord at h·r from its centre.
    let beyond = |h: f64| (h.acos() - h * (1.0 - h * h).sqrt()) / std::f64::consts::PI;
    let on = ask(0.0, None);
    assert!((on.p_left.unwrap() - 0.5).abs() < PROBABILITY_ACCURACY);
    assert!((on.within[0].probability - (1.0 - 2.0 * beyond(0.5))).abs() < PROBABILITY_ACCURACY);
    let off = ask(4_000.0, None);
    assert!((off.p_left.unwrap() - (1.0 - beyond(0.4))).abs() < PROBABILITY_ACCURACY);
    let cut = ask(4_000.0, Some(Side::Left));
    // Of the part to the left, what lies less than 5 km from the line.
    let expected = (1.0 - beyond(0.4) - beyond(0.1)) / (1.0 - beyond(0.4));
    assert!((cut.within[0].probability - expected).abs() < PROBABILITY_ACCURACY, "{cut:?} {expected}");
    assert_eq!((cut.p_left, cut.side_as_given, cut.distance_min_m), (Some(1.0), true, 0.0));
    assert!((cut.distance_max_m - 14_000.0).abs() < 15.0);
    let right = ask(4_000.0, Some(Side::Right));
    // Only the cap beyond the line is left: 6 km deep.
    assert!((right.distance_max_m - 6_000.0).abs() < 15.0, "{right:?}");
}

/// Batches, also on several threads, give the answers of single calls, in the order of the points.
#[test]
fn batches_answer_as_single_calls() {
    let mut n = Numbers(4);
    let border = simple_line("winding", &mut n);
    let line = GeodesicLine::from(&border);
    let points: Vec<UncertainPoint> = (0..150)
        .map(|i| {
            let point = random_point(&border, 10.0, 40_000.0, &mut n);
            uncertain(point, n.of_any_size(50.0, 20_000.0), [None, Some(Side::Left)][i % 2])
        })
        .collect();
    let limits = [5_000.0];
    let single: Vec<Proximity> = points.iter().map(|p| line.proximity(p, &limits)).collect();
    assert_eq!(line.proximity_batch(&points, &limits), single);
    let single: Vec<_> = points.iter().map(|p| line.sample_disc(p, 20)).collect();
    assert_eq!(line.sample_disc_batch(&points, 20), single);
}

/// The rule for the sides is used beyond the ends only, for the point and for the parts of its disc.
#[test]
fn a_rule_gives_the_side_beyond_the_ends() {
    let line = GeodesicLine::from(&lines(vec![vec![Point::new(0.0, 0.0), Point::new(1.0, 0.0)]]));
    let rule = |p: Point| {
        assert!(p.x() <= 0.0 || p.x() >= 1.0, "asked for {p:?}");
        Some(if p.y() > 0.0 { Side::Left } else { Side::Right })
    };
    let sided = line.with_side_beyond_ends(&rule);
    let beyond = UncertainPoint::new((2.0, 0.0)).radius_m(20_000.0);
    assert_eq!(line.proximity(&beyond, &[]).p_left, None);
    assert!((sided.proximity(&beyond, &[]).p_left.unwrap() - 0.5).abs() < PROBABILITY_ACCURACY);
    assert_eq!(sided.nearest((2.0, 0.3)).side, Side::Left);
    assert_eq!(sided.nearest((0.5, -0.3)).side, Side::Right);
}

/// A side that restricts nothing, a radius of 0, and radii that are no lengths.
/// A border that a rule draws anew far from the line: its share of a disc near the line and far from it, beside a fine grid.
#[test]
fn a_rule_parts_the_disc_as_finely_as_a_line() {
    let line = GeodesicLine::from(&line_string![(x: 0.0, y: 0.0), (x: 9.0, y: 1.0), (x: 20.0, y: 0.0)]);
    let mut n = Numbers(7);
    let mut worst = 0.0_f64;
    for round in 0..60 {
        // From 100 km to 2,200 km north of the line.
        let at = wrapped(n.within(4.0, 16.0), if round % 2 == 0 { n.within(2.5, 7.0) } else { n.within(12.0, 20.0) });
        let radius_m = n.of_any_size(2_000.0, 100_000.0);
        let (turn, way_m) = (n.within(0.0, 360.0), radius_m * n.within(-0.9, 0.9));
        let (on_edge, _) = direct(at, turn, way_m);
        let (sin, cos) = (turn + n.within(-60.0, 60.0)).to_radians().sin_cos();
        let scale = at.y().to_radians().cos();
        let is_left = |p: Point| (p.x() - on_edge.x()) * scale * sin + (p.y() - on_edge.y()) * cos < 0.0;
        let rule = |p: Point| Some(if is_left(p) { Side::Left } else { Side::Right });
        let found = line
            .with_side_beyond_ends(&rule)
            .and_beyond_m(&|_| 1_000.0, &|_, _| None)
            .proximity(&uncertain(at, radius_m, None), &[]);
        let (mut left, mut all) = (0.0, 0.0);
        for i in 0..300_u16 {
            let way_m = radius_m * ((f64::from(i) + 0.5) / 300.0).sqrt();
            for j in 0..300_u16 {
                let turn = (f64::from(j) + 0.5 * f64::from(i % 2)) * 1.2;
                left += if is_left(direct(at, turn, way_m).0) { 1.0 } else { 0.0 };
                all += 1.0;
            }
        }
        worst = worst.max((found.p_left.unwrap() - left / all).abs());
    }
    assert!(worst <= PROBABILITY_ACCURACY, "{worst}");
}

#[test]
fn points_that_are_exact_or_unknown() {
    let line = GeodesicLine::from(&lines(vec![vec![Point::new(0.0, 0.0), Point::new(1.0, 0.0)]]));
    let point = UncertainPoint::new((0.5, 0.01));
    let exact = line.proximity(&point, &[1_000.0, 2_000.0]);
    assert_eq!(exact.within.iter().map(|w| w.probability).collect::<Vec<_>>(), [0.0, 1.0]);
    assert_eq!((exact.distance_min_m, exact.distance_max_m), (exact.nearest.distance_m, exact.nearest.distance_m));
    assert_eq!((exact.p_left, exact.side_as_given, exact.measure_range_m), (Some(1.0), false, None));
    assert_eq!(line.proximity(&point.on_side(Side::Left).on_side(Side::Unknown), &[1_000.0, 2_000.0]), exact);
    assert_eq!(line.proximity(&point.radius_m(0.0), &[]).nearest, exact.nearest);
    for bad in [point.radius_m(f64::NAN), point.radius_m(-1.0), UncertainPoint::new((0.5, 91.0)).radius_m(9.0)] {
        let found = line.proximity(&bad, &[1_000.0]);
        assert!(found.distance_min_m.is_nan() && found.distance_max_m.is_nan(), "{found:?}");
        assert!(found.within[0].probability.is_nan() && found.p_left.is_none(), "{found:?}");
        assert!(line.sample_disc(&bad, 8).is_empty());
    }
    // A disc may cover the earth.
    let whole = line.proximity(&point.radius_m(30_000_000.0).on_side(Side::Left), &[]);
    assert!((0.0..3.1e7).contains(&whole.distance_max_m), "{whole:?}");
}
