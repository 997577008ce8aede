//! Distance, nearest point, border kilometre and side against an outside authority: brute force over all edges with PROJ's
//! geodesics, and the side by winding number (see `tests/reference/make_truth.py`).

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use marz::measure::{ACCURACY_M, BorderLine, distance_m};
use marz::model::{Border, LonLat};
use marz::read::{Document, Strictness, border};

fn dossier_border() -> Border {
    let bytes = std::fs::read("data/border.geojson").unwrap();
    border(&Document::parse("data/border.geojson", &bytes).unwrap(), Strictness::Dossier).value.unwrap()
}

fn column(record: &csv::StringRecord, i: usize) -> f64 {
    record.get(i).unwrap().parse().unwrap()
}

#[test]
fn every_reference_value_is_met() {
    /// The reference is printed to 6 decimals.
    const PRINTED_M: f64 = 1e-6;
    /// How far the nearest point may lie from the reference's: where the distance hardly changes along the line, the
    /// point is less sharp than the distance.
    const POINT_M: f64 = 1e-3;
    /// The two sum the lengths of 7,350 edges, each good to some nanometres.
    const MEASURE_KM: f64 = 2e-6;
    let line = BorderLine::new(&dossier_border());
    let mut points = csv::Reader::from_path("tests/reference/points_1000.csv").unwrap();
    let mut truth = csv::Reader::from_path("tests/reference/truth_1000.csv").unwrap();
    let mut count = 0;
    let mut sides = BTreeSet::new();
    for (point, truth) in points.records().zip(truth.records()) {
        let (point, truth) = (point.unwrap(), truth.unwrap());
        assert_eq!(point.get(0), truth.get(0));
        let at = LonLat::new(column(&point, 1), column(&point, 2)).unwrap();
        let nearest = line.nearest(at);
        let expected_m = column(&truth, 1);
        let off = (nearest.distance_m - expected_m).abs();
        assert!(off <= 2.0 * PRINTED_M, "{}: {} m off", &point[0], off);
        let spot = LonLat::new(column(&truth, 2), column(&truth, 3)).unwrap();
        let apart = distance_m(spot, nearest.spot);
        assert!(apart <= POINT_M, "{}: the nearest point is {apart} m off", &point[0]);
        let off = (nearest.border_km - column(&truth, 4)).abs();
        assert!(off <= MEASURE_KM, "{}: {off} km off", &point[0]);
        assert_eq!(nearest.side.as_str(), truth.get(5).unwrap(), "{}", &point[0]);
        sides.insert(nearest.side.as_str());
        count += 1;
    }
    assert_eq!((count, sides.len()), (1000, 3));
    const { assert!(2.0 * PRINTED_M < ACCURACY_M) };
}

#[test]
fn posts_stand_at_their_kilometres() {
    let line = BorderLine::new(&dossier_border());
    let posts = line.posts(100.0);
    assert_eq!(posts.len(), 14);
    for (km, at) in posts {
        assert!((line.nearest(at).border_km - km).abs() < 1e-6, "{km}");
    }
}

#[test]
fn the_length_is_that_of_the_line() {
    // 1,343.956 km with pyproj.Geod over the same vertices.
    assert!((BorderLine::new(&dossier_border()).length_m() - 1_343_956.0).abs() < 1.0);
}
