//! The search against brute force on random lines of every kind, and its invariants.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use geo::{Closest, LineString, MultiLineString, Point};
use marz_geodesic::{
    ACCURACY_M, Ecef, FAR_ACCURACY, FAR_M, GeodesicLine, IS_WITHIN_ACCURACY_M, LineError, MEASURE_ACCURACY_M, Side,
    direct, inverse,
};
use support::{KINDS, Numbers, brute_force_m, distance_m, lines, parts, random_lines, random_point, wrapped};

/// Points at distances from a millimetre to the other side of the earth.
const REACHES: [(f64, f64); 4] = [(0.001, 100.0), (100.0, 50_000.0), (50_000.0, 990_000.0), (990_000.0, 18_000_000.0)];

#[test]
fn the_search_agrees_with_brute_force() {
    let mut n = Numbers(11);
    let (mut cases, mut worst_m, mut worst_far) = (0, 0.0_f64, 0.0_f64);
    for round in 0..14 {
        for kind in KINDS {
            let border = random_lines(kind, &mut n);
            let line = GeodesicLine::from(&border);
            for (low, high) in REACHES {
                for _ in 0..3 {
                    let point = random_point(&border, low, high, &mut n);
                    let found = line.nearest(point);
                    let truth = brute_force_m(&border, point);
                    let off = (found.distance_m - truth).abs();
                    let allowed = if truth <= FAR_M { ACCURACY_M } else { FAR_ACCURACY * truth };
                    assert!(off <= allowed, "round {round}, {kind}: {off} m off at {truth} m: {point:?}\n{border:?}");
                    assert!(line.edge(found.edge).is_some() && line.edge(line.edge_count()).is_none());
                    // The distance to the nearest point is the given distance, and its measure the given measure.
                    let to_point = distance_m(point, found.point);
                    assert!((to_point - found.distance_m).abs() <= allowed + 1e-6, "{kind}: {to_point} {found:?}");
                    // Between two parts that do not meet, both ends have the same measure.
                    let at =
                        |m: f64| line.point_at_measure(m).map_or(f64::INFINITY, |(at, _)| distance_m(at, found.point));
                    let gap = at(found.measure_m).min(at(found.measure_m - 1e-5));
                    assert!(gap < 1e-3, "{kind}: measure {gap} m off: {found:?}");
                    if truth <= FAR_M {
                        worst_m = worst_m.max(off)
                    } else {
                        worst_far = worst_far.max(off / truth)
                    }
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, 14 * 9 * 4 * 3);
    println!("{cases} cases: at most {worst_m:e} m off within {FAR_M} m, {worst_far:e} of the distance beyond");
}

/// Adversarial lines for the index: rings around a point on which all points are nearly equidistant, so that the nearest chord
/// is mostly not the nearest geodesic.
#[test]
fn rings_of_nearly_equal_distance_are_searched_whole() {
    let mut n = Numbers(77);
    let (mut cases, mut misleading) = (0, 0);
    for _ in 0..40 {
        let middle = wrapped(n.within(-180.0, 180.0), n.within(-80.0, 80.0));
        let radius = n.of_any_size(2_000.0, 980_000.0);
        // The difference of the geodesics of chords of one length, and the sagitta of a subsegment.
        let noise = 0.1 + 2.2e-17 * radius * radius * radius;
        let count = 24 + n.below(60);
        let ring = |i: usize, n: &mut Numbers| {
            direct(middle, 360.0 * i as f64 / count as f64, radius + n.within(0.0, noise)).0
        };
        let line: Vec<Point> = (0..count).map(|i| ring(i, &mut n)).collect();
        let border = lines(vec![line.clone()]);
        let made = GeodesicLine::from(&border);
        for _ in 0..4 {
            let point = direct(middle, n.within(0.0, 360.0), n.within(0.0, noise / 4.0)).0;
            let truth = brute_force_m(&border, point);
            let off = (made.nearest(point).distance_m - truth).abs();
            assert!(off <= ACCURACY_M, "{off} m off at {truth} m, ring of {radius} m around {middle:?}");
            let chord = |v: &Point| Ecef::on_ellipsoid(*v).chord_m(Ecef::on_ellipsoid(point));
            let by_chord = line.iter().min_by(|a, b| chord(a).total_cmp(&chord(b))).unwrap();
            let nearest_vertex = line.iter().map(|v| distance_m(*v, point)).fold(f64::INFINITY, f64::min);
            misleading += usize::from(distance_m(*by_chord, point) > nearest_vertex + ACCURACY_M);
            cases += 1;
        }
    }
    assert!(cases == 160 && misleading >= 20, "the rings mislead too little: {misleading}");
}

#[test]
fn the_bearing_leads_to_the_nearest_point() {
    let mut n = Numbers(5);
    for kind in KINDS {
        let border = random_lines(kind, &mut n);
        let line = GeodesicLine::from(&border);
        for (low, high) in [(1.0, 50_000.0), (50_000.0, 900_000.0), (1_100_000.0, 5_000_000.0)] {
            for _ in 0..5 {
                let point = random_point(&border, low, high, &mut n);
                let found = line.nearest(point);
                if let Some(bearing) = found.bearing_deg {
                    assert!((0.0..360.0).contains(&bearing));
                    let end = direct(point, bearing, found.distance_m).0;
                    let off = distance_m(end, found.point);
                    // A tenth of a milligrade of angle, and the shift of the projection.
                    assert!(off <= 1e-3 + 2e-6 * found.distance_m, "{kind}: {off} m off at {} m", found.distance_m);
                }
            }
        }
    }
}

fn reversed(of: &MultiLineString) -> MultiLineString {
    lines(parts(of).into_iter().rev().map(|part| part.into_iter().rev().collect()).collect())
}

/// Reversing the line swaps the sides and mirrors the measure; nothing else changes.
#[test]
fn reversing_the_line_mirrors_it() {
    let mut n = Numbers(21);
    for _ in 0..6 {
        for kind in KINDS {
            let border = random_lines(kind, &mut n);
            let (line, back) = (GeodesicLine::from(&border), GeodesicLine::from(&reversed(&border)));
            assert!((line.length_m() - back.length_m()).abs() < 1e-5);
            for _ in 0..8 {
                let point = random_point(&border, 0.1, 800_000.0, &mut n);
                let (a, b) = (line.nearest(point), back.nearest(point));
                assert!((a.distance_m - b.distance_m).abs() <= 2.0 * ACCURACY_M);
                if distance_m(a.point, b.point) > 1.0 {
                    continue; // two points are equally near
                }
                assert_eq!(b.side, a.side.opposite(), "{kind} {point:?} {a:?} {b:?}");
                // At a vertex shared by the ends of a closed line the measure may be its first or its last.
                let sum = a.measure_m + b.measure_m;
                let whole = line.length_m();
                let closed = kind == "closed" && (sum < 1.0 || (sum - 2.0 * whole).abs() < 1.0);
                assert!((sum - whole).abs() < 1.0 || closed, "{kind}: {sum} {whole}");
            }
        }
    }
}

/// Vertices added on an edge, repeated vertices and rotated longitudes do not change the answer.
#[test]
fn what_must_not_matter_does_not() {
    let mut n = Numbers(33);
    for _ in 0..5 {
        for kind in KINDS {
            let plain = random_lines(kind, &mut n);
            let refined = lines(
                parts(&plain)
                    .iter()
                    .map(|part| {
                        let mut out = vec![part[0]];
                        for pair in part.windows(2) {
                            let edge = inverse(pair[0], pair[1]);
                            // There is no edge between a repeated vertex.
                            for share in [0.2, 0.5, 0.9].into_iter().filter(|_| edge.distance_m > 0.0) {
                                out.push(direct(pair[0], edge.azimuth_deg, share * edge.distance_m).0);
                            }
                            out.push(pair[1]);
                        }
                        out
                    })
                    .collect(),
            );
            let doubled = lines(parts(&plain).iter().map(|p| p.iter().flat_map(|v| [*v, *v]).collect()).collect());
            let turn = |p: &Point| wrapped(p.x() + 77.0, p.y());
            let turned = lines(parts(&plain).iter().map(|p| p.iter().map(turn).collect()).collect());
            let line = GeodesicLine::from(&plain);
            for _ in 0..6 {
                let point = random_point(&plain, 1.0, 700_000.0, &mut n);
                let a = line.nearest(point);
                for (what, other, point) in
                    [("refined", &refined, point), ("doubled", &doubled, point), ("turned", &turned, turn(&point))]
                {
                    let b = GeodesicLine::from(other).nearest(point);
                    let off = (a.distance_m - b.distance_m).abs();
                    assert!(off <= 2.0 * ACCURACY_M, "{kind} {what}: {off} m");
                    let back = if what == "turned" { wrapped(b.point.x() - 77.0, b.point.y()) } else { b.point };
                    if distance_m(a.point, back) < 2.0 {
                        assert_eq!(a.side, b.side, "{kind} {what} {point:?}\n{a:?}\n{b:?}\n{plain:?}");
                        assert!((a.measure_m - b.measure_m).abs() < 5.0, "{kind} {what}: {a:?} {b:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn batches_and_iterators_answer_as_single_calls() {
    let mut n = Numbers(8);
    let border = random_lines("winding", &mut n);
    let line = GeodesicLine::from(&border);
    let points: Vec<Point> = (0..3_000).map(|_| random_point(&border, 0.001, 18_000_000.0, &mut n)).collect();
    let single: Vec<_> = points.iter().map(|p| line.nearest(*p)).collect();
    assert_eq!(line.nearest_batch(&points), single);
    assert_eq!(line.nearest_iter(points.iter().copied()).collect::<Vec<_>>(), single);
}

#[test]
fn the_ends_know_no_side_and_the_line_is_on() {
    let at = Point::new;
    let line = GeodesicLine::from(&lines(vec![vec![at(0.0, 0.0), at(1.0, 0.0), at(2.0, 0.0)]]));
    assert_eq!(line.nearest(at(-1.0, 0.5)).side, Side::Unknown);
    assert_eq!(line.nearest(at(3.0, -0.5)).side, Side::Unknown);
    assert_eq!((line.nearest(at(1.0, 0.0)).side, line.nearest(at(1.0, 0.0)).bearing_deg), (Side::On, None));
    assert_eq!(line.nearest(at(0.5, 0.0)).side, Side::On);
    assert_eq!(line.nearest(at(1.0, 1e-6)).side, Side::Left);
    assert_eq!(line.nearest(at(1.0, -40.0)).side, Side::Right);
    // A closed line has no ends: digitised counterclockwise, its inside is to the left.
    let ring = GeodesicLine::from(&lines(vec![vec![at(0.0, 0.0), at(1.0, 0.0), at(0.5, 1.0), at(0.0, 0.0)]]));
    assert_eq!(ring.nearest(at(0.5, 0.3)).side, Side::Left);
    assert_eq!(ring.nearest(at(-0.1, -0.1)).side, Side::Right);
}

#[test]
fn around_the_poles_and_on_them() {
    let at = Point::new;
    // A line through the pole, from Greenwich to the other side.
    let line = GeodesicLine::from(&lines(vec![vec![at(0.0, 85.0), at(180.0, 85.0)]]));
    assert!((line.length_m() - 2.0 * distance_m(at(0.0, 85.0), at(0.0, 90.0))).abs() < 1e-6);
    assert!(line.nearest(at(57.0, 90.0)).distance_m < 1e-6);
    assert_eq!(line.nearest(at(90.0, 88.0)).side, Side::Right);
    assert_eq!(line.nearest(at(-90.0, 88.0)).side, Side::Left);
    let east = line.nearest(at(90.0, 88.0));
    assert!((east.distance_m - distance_m(at(90.0, 88.0), at(0.0, 90.0))).abs() < 1.0);
}

#[test]
fn what_is_no_position_is_refused_or_answered_by_nan() {
    let line_of = |coords: &[(f64, f64)]| LineString::from(coords.to_vec());
    let (good, kunduz) = (line_of(&[(67.8, 37.2), (69.4, 37.1)]), Point::new(68.857, 36.729));
    for (bad, vertex) in [
        (line_of(&[(67.8, 37.2), (f64::NAN, 37.1)]), 1),
        (line_of(&[(67.8, 90.000_001), (69.4, 37.1)]), 0),
        (line_of(&[(67.8, 37.2), (69.4, 37.1), (70.0, f64::NEG_INFINITY)]), 2),
        (line_of(&[(67.8, 37.2), (f64::INFINITY, 37.1)]), 1),
    ] {
        let found = GeodesicLine::try_new(&MultiLineString(vec![good.clone(), bad.clone()])).unwrap_err();
        assert!(matches!(found, LineError::NotAPosition { part: 1, vertex: v, .. } if v == vertex), "{found:?}");
        assert!(found.to_string().starts_with(&format!("part 1, vertex {vertex}: found longitude ")), "{found}");
        assert!(GeodesicLine::from(&bad).nearest(kunduz).distance_m.is_nan());
    }
    // No edge: no vertex, one vertex, one place with two longitudes.
    for bad in [line_of(&[]), line_of(&[(1.0, 2.0)]), line_of(&[(180.0, 5.0), (-180.0, 5.0)])] {
        let vertices = bad.0.len();
        assert_eq!(GeodesicLine::try_new([&bad]).unwrap_err(), LineError::NoEdge { parts: 1, vertices });
        let line = GeodesicLine::from(bad);
        let found = line.nearest(kunduz);
        assert!(found.distance_m.is_nan() && found.point.x().is_nan() && found.measure_m.is_nan(), "{found:?}");
        assert_eq!((found.side, found.bearing_deg, line.edge_count()), (Side::Unknown, None, 0));
        assert!(line.length_m().is_nan() && !line.is_within(kunduz, f64::INFINITY));
        assert_eq!((line.point_at_measure(0.0), line.line_locate_point(&kunduz)), (None, None));
        assert_eq!((line.line_interpolate_point(0.5), line.closest_point(&kunduz)), (None, Closest::Indeterminate));
        assert!(line.substring(0.0, 1.0).0.is_empty() && line.densified(1.0).0.is_empty());
    }
    let line = GeodesicLine::from(&good);
    for (lon, lat) in [(f64::NAN, 0.0), (0.0, f64::NAN), (f64::INFINITY, 0.0), (0.0, 90.1), (0.0, f64::NEG_INFINITY)] {
        let point = Point::new(lon, lat);
        assert!(line.nearest(point).distance_m.is_nan() && !line.is_within(point, 1e9));
        let batch = line.nearest_batch(&[kunduz, point]);
        assert!(batch[0] == line.nearest(kunduz) && batch[1].distance_m.is_nan());
        assert_eq!(line.closest_point(&point), Closest::Indeterminate);
    }
    assert!(line.point_at_measure(f64::NAN).is_none() && line.line_interpolate_point(f64::NAN).is_none());
}

#[test]
fn longitudes_may_run_from_0_to_360() {
    let fiji = GeodesicLine::from(&lines(vec![vec![Point::new(179.0, -17.0), Point::new(181.0, -17.0)]]));
    let same = GeodesicLine::from(&lines(vec![vec![Point::new(179.0, -17.0), Point::new(-179.0, -17.0)]]));
    assert_eq!(fiji.nearest((180.5, -16.0)), same.nearest((-179.5, -16.0)));
    assert_eq!(fiji.nearest((-179.5 - 360.0, -16.0)), same.nearest((-179.5, -16.0)));
}

#[test]
fn measures_lead_there_and_back() {
    let mut n = Numbers(55);
    for kind in ["winding", "dense", "long edges", "antimeridian", "parts"] {
        let line = GeodesicLine::from(&random_lines(kind, &mut n));
        for _ in 0..20 {
            let measure_m = n.within(0.0, line.length_m());
            let (point, _) = line.point_at_measure(measure_m).unwrap();
            let found = line.nearest(point);
            assert!(found.distance_m < 1e-3, "{kind}: {found:?}");
            // If the line passes a second time, either measure is right.
            let back = line.point_at_measure(found.measure_m).unwrap().0;
            if (found.measure_m - measure_m).abs() < 1.0 {
                assert!(distance_m(back, point) <= MEASURE_ACCURACY_M, "{kind}: {} m", distance_m(back, point));
            }
        }
        let parts = |of: &MultiLineString| {
            of.iter().flat_map(|l| l.points()).map(|p| line.nearest(p).distance_m).fold(0.0, f64::max)
        };
        let (a, b) = (0.3 * line.length_m(), 0.8 * line.length_m());
        for part in [line.substring(a, b), line.densified_substring(a, b, 500.0)] {
            assert!((geo::Length::length(&geo::Geodesic, &part) - (b - a)).abs() < 1e-3, "{kind}");
            assert!(parts(&part) < 1e-3, "{kind}");
        }
    }
}

#[test]
fn is_within_agrees_with_the_distance() {
    let mut n = Numbers(3);
    for kind in KINDS {
        let border = random_lines(kind, &mut n);
        let line = GeodesicLine::from(&border);
        for _ in 0..40 {
            let point = random_point(&border, 1.0, 50_000.0, &mut n);
            let distance_m = line.nearest(point).distance_m;
            assert!(line.is_within(point, distance_m), "{kind}");
            assert!(!line.is_within(point, distance_m - IS_WITHIN_ACCURACY_M), "{kind}: {distance_m}");
        }
    }
}
