//! Many lines in one index against each line by itself.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use geo::{MultiLineString, Point, line_string};
use marz_geodesic::{ACCURACY_M, FAR_ACCURACY, FAR_M, GeodesicLine, GroupedLine, LineError, Nearest};
use support::{KINDS, Numbers, brute_force_m, random_lines, random_point};

fn group_of_kinds(n: &mut Numbers, count: usize) -> Vec<MultiLineString> {
    (0..count).map(|i| random_lines(KINDS[i % KINDS.len()], n)).collect()
}

/// All groups with their distances, nearest first, each line asked by itself.
fn one_by_one(lines: &[GeodesicLine], point: Point) -> Vec<(usize, Nearest)> {
    let mut all: Vec<_> = lines.iter().map(|line| line.nearest(point)).enumerate().collect();
    all.sort_by(|a, b| a.1.distance_m.total_cmp(&b.1.distance_m));
    all
}

#[test]
fn the_nearest_groups_are_those_of_the_lines_by_themselves() {
    let mut n = Numbers(2021);
    for count in [1, 9, 40] {
        let groups = group_of_kinds(&mut n, count);
        let lines: Vec<GeodesicLine> = groups.iter().map(GeodesicLine::from).collect();
        let all = GroupedLine::try_new(&groups).unwrap();
        assert_eq!(all.group_count(), count);
        for (low, high) in [(0.01, 1_000.0), (1_000.0, 900_000.0), (900_000.0, 15_000_000.0)] {
            for group in &groups {
                let point = random_point(group, low, high, &mut n);
                let truth = one_by_one(&lines, point);
                for wanted in [1, 3, count, count + 5] {
                    let found = all.nearest_groups(point, wanted, |_| true);
                    assert_eq!(found.len(), wanted.min(count));
                    for ((group, nearest), (true_group, true_nearest)) in found.iter().zip(&truth) {
                        let allowed = ACCURACY_M.max(true_nearest.distance_m * FAR_ACCURACY);
                        let off = (nearest.distance_m - true_nearest.distance_m).abs();
                        assert!(off <= allowed, "{off} m off at {} m", true_nearest.distance_m);
                        // Groups that are nearly as near may stand in either order.
                        let own = lines[*group].nearest(point);
                        assert!((own.distance_m - nearest.distance_m).abs() <= allowed, "{group} {true_group}");
                        let (from_m, to_m) = all.group_measures_m(*group).unwrap();
                        assert!(nearest.measure_m > from_m - 1e-6 && nearest.measure_m < to_m + 1e-6);
                        assert_eq!(all.group_of(nearest.edge), *group);
                        if nearest.distance_m < FAR_M {
                            assert!((nearest.measure_m - from_m - own.measure_m).abs() < 1e-2);
                            assert_eq!(nearest.side, own.side);
                        }
                    }
                }
                let first = all.nearest_groups(point, 1, |_| true)[0].1;
                let whole = all.line().nearest(point);
                assert!((first.distance_m - whole.distance_m).abs() <= ACCURACY_M.max(whole.distance_m * FAR_ACCURACY));
                let brute_m = truth[0].1.distance_m.min(brute_force_m(&groups[truth[0].0], point));
                assert!((first.distance_m - brute_m).abs() <= ACCURACY_M.max(brute_m * FAR_ACCURACY));
                // None beyond a distance.
                let middle_m = truth[truth.len() / 2].1.distance_m;
                let near = all.nearest_groups_within(point, count, middle_m + 1.0, |_| true);
                let expected = truth.iter().filter(|(_, n)| n.distance_m <= middle_m + 1.0).count();
                assert_eq!(near.len(), expected);
                // Only some of them.
                let odd = all.nearest_groups(point, 2, |g| g % 2 == 1);
                let expected: Vec<f64> =
                    truth.iter().filter(|(g, _)| g % 2 == 1).take(2).map(|(_, n)| n.distance_m).collect();
                assert_eq!(odd.len(), expected.len());
                for ((group, nearest), expected_m) in odd.iter().zip(expected) {
                    assert!(group % 2 == 1);
                    let allowed = ACCURACY_M.max(expected_m * FAR_ACCURACY);
                    assert!((nearest.distance_m - expected_m).abs() <= allowed);
                }
            }
        }
    }
}

/// Where lines meet in a point, the same one is named whatever was asked before, and all are found as equally near.
#[test]
fn where_lines_meet_one_of_them_is_named() {
    let arm = |x: f64, y: f64| MultiLineString::new(vec![line_string![(x: 0.0, y: 0.0), (x: x, y: y)]]);
    for turned in [1.0, -1.0] {
        let arms = [arm(-2.0 * turned, 0.0), arm(2.0 * turned, 0.1), arm(2.0 * turned, -0.1), arm(2.0 * turned, 0.0)];
        let all = GroupedLine::try_new(&arms).unwrap();
        // To the north and the south of the place where they meet nothing else is nearer.
        let points: Vec<Point> = (1..=40).map(|i| Point::new(0.0, -0.0001 * f64::from(i))).collect();
        let points: Vec<Point> =
            points.into_iter().chain((0..40).map(|i| Point::new(-1.5 + f64::from(i) * 0.09, 0.3))).collect();
        let (there, mut back) = (all.line().nearest_batch(&points), points.clone());
        back.reverse();
        let mut back = all.line().nearest_batch(&back);
        back.reverse();
        assert_eq!(there, back);
        for (point, nearest) in points.iter().zip(&there) {
            assert_eq!(*nearest, all.line().nearest(*point));
            let found = all.nearest_groups(*point, 4, |_| true);
            assert_eq!(found.len(), 4);
            assert_eq!((all.group_of(nearest.edge), *nearest), found[0]);
        }
    }
}

#[test]
fn groups_without_edges_keep_their_number() {
    let line = |x: f64| MultiLineString::new(vec![line_string![(x: x, y: 0.0), (x: x, y: 1.0)]]);
    let none = MultiLineString::new(Vec::new());
    let place = MultiLineString::new(vec![line_string![(x: 5.0, y: 0.0), (x: 5.0, y: 0.0)]]);
    let all = GroupedLine::try_new([&none, &line(0.0), &place, &line(10.0), &none]).unwrap();
    assert_eq!(all.group_count(), 5);
    let found = all.nearest_groups(Point::new(4.0, 0.5), 5, |_| true);
    assert_eq!(found.iter().map(|(g, _)| *g).collect::<Vec<_>>(), [1, 3]);
    assert!([0, 2, 4, 5].iter().all(|g| all.group_measures_m(*g).is_none()));
    assert!(all.group_measures_m(3).is_some_and(|(from, to)| from > 100_000.0 && to > from));
    for point in [Point::new(f64::NAN, 0.0), Point::new(0.0, 91.0)] {
        assert!(all.nearest_groups(point, 1, |_| true).is_empty());
    }
    assert!(all.nearest_groups(Point::new(0.0, 0.0), 0, |_| true).is_empty());
    assert!(all.nearest_groups(Point::new(0.0, 0.0), 1, |_| false).is_empty());
    // Poles and the antimeridian.
    for (x, y) in [(0.0, 90.0), (77.0, -90.0), (180.0, 0.5), (-180.0, 0.5)] {
        assert_eq!(all.nearest_groups(Point::new(x, y), 1, |_| true)[0].1, all.line().nearest(Point::new(x, y)));
    }
    assert!(matches!(GroupedLine::try_new([&none, &place]), Err(LineError::NoEdge { parts: 1, vertices: 2 })));
}
