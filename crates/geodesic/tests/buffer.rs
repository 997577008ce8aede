//! The buffer of a line against the distance by brute force.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use geo::{
    BoundingRect, Contains, Distance, Geodesic, LineString, MultiLineString, MultiPolygon, Point, Validation,
    line_string,
};
use marz_geodesic::{BufferError, GeodesicLine, buffer_accuracy_m, circle};
use support::{Numbers, brute_force_m};

/// A random walk of edges of a length in metres, from a place on.
fn walk(from: Point, edges: usize, edge_m: f64, n: &mut Numbers) -> MultiLineString {
    let (mut at, mut azimuth) = (from, n.within(0.0, 360.0));
    let mut points = vec![at];
    for _ in 0..edges {
        azimuth += n.within(-75.0, 75.0);
        at = marz_geodesic::direct(at, azimuth, edge_m * n.within(0.2, 1.8)).0;
        points.push(at);
    }
    MultiLineString(vec![points.into_iter().collect()])
}

/// The boundary is at the distance, and points are inside or outside as their distance says.
fn holds(lines: &MultiLineString, distance_m: f64, n: &mut Numbers) -> MultiPolygon {
    let line = GeodesicLine::from(lines);
    let zone = line.buffer(distance_m).unwrap();
    let accuracy_m = buffer_accuracy_m(distance_m);
    assert!(zone.is_valid(), "{:?}", zone.validation_errors());
    let rings = || zone.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
    let segments: Vec<_> = rings().flat_map(LineString::lines).collect();
    let every = segments.len() / 24 + 1;
    for (number, segment) in segments.iter().enumerate() {
        for share in [0.0, 0.5] {
            let at = Point(segment.start + (segment.end - segment.start) * share);
            // Some of them without the index, too.
            let by_force = (number % every == 0).then(|| brute_force_m(lines, at));
            for found_m in [Some(line.nearest(at).distance_m), by_force].into_iter().flatten() {
                let off_m = (found_m - distance_m).abs();
                assert!(off_m <= accuracy_m, "{off_m} m off {distance_m} m at {at:?}, {share} of {segment:?}");
            }
        }
    }
    let bounds = zone.bounding_rect().unwrap();
    for k in 0..40 {
        // Half of them near the boundary.
        let at = if k % 2 == 0 {
            Point::new(n.within(bounds.min().x, bounds.max().x), n.within(bounds.min().y, bounds.max().y))
        } else {
            let on = Point(segments[n.below(segments.len())].start);
            marz_geodesic::direct(on, n.within(0.0, 360.0), n.within(1.5, 40.0) * accuracy_m).0
        };
        let distance = brute_force_m(lines, at);
        if (distance - distance_m).abs() > accuracy_m {
            // Where the longitudes run on across the antimeridian, so do those of the zone.
            let inside = [-360.0, 0.0, 360.0].iter().any(|turn| zone.contains(&Point::new(at.x() + turn, at.y())));
            assert_eq!(inside, distance < distance_m, "{distance} m of {distance_m} m at {at:?}");
        }
    }
    zone
}

#[test]
fn every_vertex_is_at_the_distance_and_points_are_inside_as_their_distance_says() {
    let mut n = Numbers(71);
    let places = [(68.0, 37.0), (179.9, -16.5), (-100.0, 0.0), (25.0, 68.5), (-140.0, -75.0), (0.0, 51.0)];
    let kinds = [(1, 300_000.0, 5_000.0), (15, 200.0, 30.0), (20, 900.0, 5_000.0), (20, 3_000.0, 1_500.0)];
    for (k, (lon, lat)) in places.into_iter().enumerate() {
        for (edges, edge_m, distance_m) in kinds.iter().skip(k % 2).step_by(2) {
            let lines = walk(Point::new(lon, lat), *edges, *edge_m, &mut n);
            holds(&lines, *distance_m, &mut n);
        }
    }
    holds(&walk(Point::new(20.0, 45.0), 8, 60_000.0, &mut n), 300_000.0, &mut n);
}

#[test]
fn a_closed_line_leaves_its_inside_out() {
    let ring =
        MultiLineString(vec![LineString(circle(Point::new(72.0, 41.0), 20_000.0).0.into_iter().step_by(8).collect())]);
    let zone = holds(&ring, 5_000.0, &mut Numbers(5));
    assert_eq!((zone.0.len(), zone.0[0].interiors().len()), (1, 1));
    // No hole is left where the inside is all within the distance.
    let zone = holds(&ring, 20_500.0, &mut Numbers(6));
    assert_eq!((zone.0.len(), zone.0[0].interiors().len()), (1, 0));
}

#[test]
fn parts_apart_have_zones_apart_and_a_turn_back_is_no_gap() {
    let there_and_back = line_string![(x: 10.0, y: 10.0), (x: 10.3, y: 10.0), (x: 10.0, y: 10.0)];
    let parts = MultiLineString(vec![there_and_back, line_string![(x: 12.0, y: 10.0), (x: 12.2, y: 10.1)]]);
    assert_eq!(holds(&parts, 10_000.0, &mut Numbers(7)).0.len(), 2);
}

#[test]
fn a_line_and_its_reverse_have_the_same_zone() {
    let lines = walk(Point::new(68.0, 37.0), 20, 2_000.0, &mut Numbers(9));
    let mut reverse = lines.clone();
    reverse.0[0].0.reverse();
    let area = |l: &MultiLineString| {
        geo::GeodesicArea::geodesic_area_unsigned(&GeodesicLine::from(l).buffer(5_000.0).unwrap())
    };
    assert!((area(&lines) / area(&reverse) - 1.0).abs() < 1e-4);
}

#[test]
fn what_has_no_buffer_is_refused() {
    let line = GeodesicLine::from(&line_string![(x: 10.0, y: 10.0), (x: 10.3, y: 10.0)]);
    for wrong in [0.0, -1.0, 9.0, 1.1e6, f64::NAN, f64::INFINITY] {
        let error = line.buffer(wrong).unwrap_err();
        assert!(error.to_string().contains("expected 10 m to 1000 km"), "{error}");
    }
    assert_eq!(GeodesicLine::from(&line_string![]).buffer(5_000.0), Err(BufferError::NoEdge));
    let arctic = GeodesicLine::from(&line_string![(x: 10.0, y: 88.0), (x: 100.0, y: 88.0)]);
    assert_eq!(arctic.buffer(400_000.0), Err(BufferError::Pole));
    let around: LineString = (0..=36_i32).map(|k| Point::new(f64::from(k) * 10.0 - 180.0, 0.0)).collect();
    assert_eq!(GeodesicLine::from(&around).buffer(5_000.0), Err(BufferError::AroundTheEarth));
}

#[test]
fn a_circle_is_at_its_radius() {
    for (lon, lat) in [(71.551, 37.489), (180.0, 0.0), (0.0, 89.0)] {
        let centre = Point::new(lon, lat);
        let ring = circle(centre, 25_000.0);
        assert_eq!((ring.0.len(), ring.0.first()), (121, ring.0.last()));
        assert!(ring.points().all(|p| (Geodesic.distance(centre, p) - 25_000.0).abs() < 1e-6));
    }
}
