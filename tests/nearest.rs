//! The search against brute force, on random borders of every kind, and what must not change it.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use marz::measure::{ACCURACY_M, BorderLine, Ecef, FAR_ACCURACY, FAR_M, Side, direct, distance_m, inverse};
use marz::model::LonLat;
use support::{KINDS, Numbers, border, brute_force_m, random_border, random_point};

/// Points at distances from a millimetre to the other side of the earth.
const REACHES: [(f64, f64); 4] = [(0.001, 100.0), (100.0, 50_000.0), (50_000.0, 990_000.0), (990_000.0, 18_000_000.0)];

#[test]
fn the_search_agrees_with_brute_force() {
    let mut n = Numbers(11);
    let (mut cases, mut worst_m, mut worst_far) = (0, 0.0_f64, 0.0_f64);
    for round in 0..14 {
        for kind in KINDS {
            let border = random_border(kind, &mut n);
            let line = BorderLine::new(&border);
            for (low, high) in REACHES {
                for _ in 0..3 {
                    let point = random_point(&border, low, high, &mut n);
                    let found = line.nearest(point);
                    let truth = brute_force_m(&border, point);
                    let off = (found.distance_m - truth).abs();
                    let allowed = if truth <= FAR_M { ACCURACY_M } else { FAR_ACCURACY * truth };
                    assert!(off <= allowed, "round {round}, {kind}: {off} m off at {truth} m: {point:?}\n{border:?}");
                    assert!(line.edge(found.edge).is_some() && line.edge(line.edge_count()).is_none());
                    // The told spot is as near as the told distance says, and at its kilometre.
                    let to_spot = distance_m(point, found.spot);
                    assert!((to_spot - found.distance_m).abs() <= allowed + 1e-6, "{kind}: spot {to_spot} {found:?}");
                    // Where two parts do not meet, one kilometre names both ends.
                    let at = |km: f64| line.at_km(km).map_or(f64::INFINITY, |(at, _)| distance_m(at, found.spot));
                    let gap = at(found.border_km).min(at(found.border_km - 1e-8));
                    assert!(gap < 1e-3, "{kind}: kilometre {gap} m off: {found:?}");
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

/// Borders made to mislead the index: rings around a point on which every spot is nearly as near as any other, so that the
/// nearest chord is mostly not the nearest geodesic.
#[test]
fn rings_of_nearly_equal_distance_are_searched_whole() {
    let mut n = Numbers(77);
    let (mut cases, mut misleading) = (0, 0);
    for _ in 0..40 {
        let middle = LonLat::wrapped(n.within(-180.0, 180.0), n.within(-80.0, 80.0));
        let radius = n.of_any_size(2_000.0, 980_000.0);
        // As much as chords of one length can differ in their geodesics, and the bend of a piece.
        let noise = 0.1 + 2.2e-17 * radius * radius * radius;
        let count = 24 + n.below(60);
        let ring = |i: usize, n: &mut Numbers| {
            direct(middle, 360.0 * i as f64 / count as f64, radius + n.within(0.0, noise)).0
        };
        let line: Vec<LonLat> = (0..count).map(|i| ring(i, &mut n)).collect();
        let border = border(vec![line.clone()]);
        let made = BorderLine::new(&border);
        for _ in 0..4 {
            let point = direct(middle, n.within(0.0, 360.0), n.within(0.0, noise / 4.0)).0;
            let truth = brute_force_m(&border, point);
            let off = (made.nearest(point).distance_m - truth).abs();
            assert!(off <= ACCURACY_M, "{off} m off at {truth} m, ring of {radius} m around {middle:?}");
            let chord = |v: &LonLat| Ecef::on_ellipsoid(*v).chord_m(Ecef::on_ellipsoid(point));
            let by_chord = line.iter().min_by(|a, b| chord(a).total_cmp(&chord(b))).unwrap();
            let nearest_vertex = line.iter().map(|v| distance_m(*v, point)).fold(f64::INFINITY, f64::min);
            misleading += usize::from(distance_m(*by_chord, point) > nearest_vertex + ACCURACY_M);
            cases += 1;
        }
    }
    assert!(cases == 160 && misleading >= 20, "the rings mislead too little: {misleading}");
}

#[test]
fn the_bearing_leads_to_the_spot() {
    let mut n = Numbers(5);
    for kind in KINDS {
        let border = random_border(kind, &mut n);
        let line = BorderLine::new(&border);
        for (low, high) in [(1.0, 50_000.0), (50_000.0, 900_000.0), (1_100_000.0, 5_000_000.0)] {
            for _ in 0..5 {
                let point = random_point(&border, low, high, &mut n);
                let found = line.nearest(point);
                if let Some(bearing) = found.bearing_deg {
                    assert!((0.0..360.0).contains(&bearing));
                    let end = direct(point, bearing, found.distance_m).0;
                    let off = distance_m(end, found.spot);
                    // A tenth of a milligrade of angle, and the foot's own shift.
                    assert!(off <= 1e-3 + 2e-6 * found.distance_m, "{kind}: {off} m off at {} m", found.distance_m);
                }
            }
        }
    }
}

/// Reversing the line swaps the sides and mirrors the kilometre; nothing else changes.
#[test]
fn reversing_the_line_mirrors_it() {
    let mut n = Numbers(21);
    for _ in 0..6 {
        for kind in KINDS {
            let border = random_border(kind, &mut n);
            let (line, back) = (BorderLine::new(&border), BorderLine::new(&border.reversed()));
            assert!((line.length_m() - back.length_m()).abs() < 1e-5);
            for _ in 0..8 {
                let point = random_point(&border, 0.1, 800_000.0, &mut n);
                let (a, b) = (line.nearest(point), back.nearest(point));
                assert!((a.distance_m - b.distance_m).abs() <= 2.0 * ACCURACY_M);
                if distance_m(a.spot, b.spot) > 1.0 {
                    continue; // two spots are equally near
                }
                let mirrored = match a.side {
                    Side::Left => Side::Right,
                    Side::Right => Side::Left,
                    other => other,
                };
                assert_eq!(b.side, mirrored, "{kind} {point:?} {a:?} {b:?}");
                // At a vertex shared by the ends of a closed line the kilometre may be its first or its last.
                let sum = a.border_km + b.border_km;
                let whole = line.length_m() / 1000.0;
                let closed = kind == "closed" && (sum < 1e-3 || (sum - 2.0 * whole).abs() < 1e-3);
                assert!((sum - whole).abs() < 1e-3 || closed, "{kind}: {sum} {whole}");
            }
        }
    }
}

/// Vertices put on an edge, or written twice, and longitudes turned: nothing changes.
#[test]
fn what_must_not_matter_does_not() {
    let mut n = Numbers(33);
    for _ in 0..5 {
        for kind in KINDS {
            let plain = random_border(kind, &mut n);
            let refined = border(
                plain
                    .parts()
                    .iter()
                    .map(|part| {
                        let mut out = vec![part[0]];
                        for pair in part.windows(2) {
                            let edge = inverse(pair[0], pair[1]);
                            for share in [0.2, 0.5, 0.9] {
                                out.push(direct(pair[0], edge.azimuth_deg, share * edge.distance_m).0);
                            }
                            out.push(pair[1]);
                        }
                        out
                    })
                    .collect(),
            );
            let doubled = border(plain.parts().iter().map(|p| p.iter().flat_map(|v| [*v, *v]).collect()).collect());
            let turn = |p: &LonLat| LonLat::wrapped(p.lon() + 77.0, p.lat());
            let turned = border(plain.parts().iter().map(|p| p.iter().map(turn).collect()).collect());
            let line = BorderLine::new(&plain);
            for _ in 0..6 {
                let point = random_point(&plain, 1.0, 700_000.0, &mut n);
                let a = line.nearest(point);
                for (what, other, point) in
                    [("refined", &refined, point), ("doubled", &doubled, point), ("turned", &turned, turn(&point))]
                {
                    let b = BorderLine::new(other).nearest(point);
                    let off = (a.distance_m - b.distance_m).abs();
                    assert!(off <= 2.0 * ACCURACY_M, "{kind} {what}: {off} m");
                    let back =
                        if what == "turned" { LonLat::wrapped(b.spot.lon() - 77.0, b.spot.lat()) } else { b.spot };
                    if distance_m(a.spot, back) < 2.0 {
                        assert_eq!(a.side, b.side, "{kind} {what} {point:?}\n{a:?}\n{b:?}\n{plain:?}");
                        assert!((a.border_km - b.border_km).abs() < 5e-3, "{kind} {what}: {a:?} {b:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn batches_and_iterators_tell_the_same_as_single_calls() {
    let mut n = Numbers(8);
    let border = random_border("winding", &mut n);
    let line = BorderLine::new(&border);
    let points: Vec<LonLat> = (0..3_000).map(|_| random_point(&border, 0.001, 2_000_000.0, &mut n)).collect();
    let single: Vec<_> = points.iter().map(|p| line.nearest(*p)).collect();
    assert_eq!(line.nearest_batch(&points), single);
    assert_eq!(line.nearest_iter(points.iter().copied()).collect::<Vec<_>>(), single);
}

#[test]
fn the_ends_know_no_side_and_the_line_is_on() {
    let at = |lon, lat| LonLat::new(lon, lat).unwrap();
    let line = BorderLine::new(&border(vec![vec![at(0.0, 0.0), at(1.0, 0.0), at(2.0, 0.0)]]));
    assert_eq!(line.nearest(at(-1.0, 0.5)).side, Side::Unknown);
    assert_eq!(line.nearest(at(3.0, -0.5)).side, Side::Unknown);
    assert_eq!((line.nearest(at(1.0, 0.0)).side, line.nearest(at(1.0, 0.0)).bearing_deg), (Side::On, None));
    assert_eq!(line.nearest(at(0.5, 0.0)).side, Side::On);
    assert_eq!(line.nearest(at(1.0, 1e-6)).side, Side::Left);
    assert_eq!(line.nearest(at(1.0, -40.0)).side, Side::Right);
    // A closed line has no ends: walked against the clock its inside is to the left.
    let ring = BorderLine::new(&border(vec![vec![at(0.0, 0.0), at(1.0, 0.0), at(0.5, 1.0), at(0.0, 0.0)]]));
    assert_eq!(ring.nearest(at(0.5, 0.3)).side, Side::Left);
    assert_eq!(ring.nearest(at(-0.1, -0.1)).side, Side::Right);
}

#[test]
fn around_the_poles_and_on_them() {
    let at = |lon, lat| LonLat::new(lon, lat).unwrap();
    // A line through the pole, from Greenwich to the other side.
    let line = BorderLine::new(&border(vec![vec![at(0.0, 85.0), at(180.0, 85.0)]]));
    assert!((line.length_m() - 2.0 * distance_m(at(0.0, 85.0), at(0.0, 90.0))).abs() < 1e-6);
    assert!(line.nearest(at(57.0, 90.0)).distance_m < 1e-6);
    assert_eq!(line.nearest(at(90.0, 88.0)).side, Side::Right);
    assert_eq!(line.nearest(at(-90.0, 88.0)).side, Side::Left);
    let east = line.nearest(at(90.0, 88.0));
    assert!((east.distance_m - distance_m(at(90.0, 88.0), at(0.0, 90.0))).abs() < 1.0);
}
