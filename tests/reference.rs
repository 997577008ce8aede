//! Distances against an outside authority: brute force over all edges with PROJ's geodesics (see `tests/reference`).

#![allow(clippy::unwrap_used, reason = "tests")]

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
fn every_reference_distance_is_met() {
    /// The reference is printed to 6 decimals.
    const PRINTED_M: f64 = 1e-6;
    let line = BorderLine::new(&dossier_border());
    let mut points = csv::Reader::from_path("tests/reference/points_1000.csv").unwrap();
    let mut truth = csv::Reader::from_path("tests/reference/truth_1000.csv").unwrap();
    let mut count = 0;
    for (point, truth) in points.records().zip(truth.records()) {
        let (point, truth) = (point.unwrap(), truth.unwrap());
        assert_eq!(point.get(0), truth.get(0));
        let at = LonLat::new(column(&point, 1), column(&point, 2)).unwrap();
        let nearest = line.nearest(at);
        let expected_m = column(&truth, 1);
        let off = (nearest.distance_m - expected_m).abs();
        assert!(off <= 2.0 * PRINTED_M, "{}: {} m off", &point[0], off);
        // Where two spots are equally near, either is right: the distance to the told spot decides.
        let spot = LonLat::new(column(&truth, 2), column(&truth, 3)).unwrap();
        if distance_m(spot, nearest.spot) > 0.1 {
            assert!((distance_m(at, nearest.spot) - expected_m).abs() <= 1e-3, "{}", &point[0]);
        }
        count += 1;
    }
    assert_eq!(count, 1000);
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
