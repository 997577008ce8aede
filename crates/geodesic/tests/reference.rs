//! Distance, nearest point, measure and side against an independent reference: brute force over all edges with PROJ's geodesics, and
//! the side by winding number (see `tests/reference/make_truth.py` of the workspace).

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use geo::{Distance, Geodesic, LineString, Point};
use marz_geodesic::{ACCURACY_M, GeodesicLine};

/// A file of the workspace.
fn file(path: &str) -> String {
    format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))
}

fn dossier_line() -> GeodesicLine {
    let text = std::fs::read_to_string(file("data/border.geojson")).unwrap();
    let features = geojson::FeatureCollection::try_from(text.parse::<geojson::GeoJson>().unwrap()).unwrap();
    let shape = features.features.into_iter().next().and_then(|f| f.geometry).unwrap();
    GeodesicLine::try_new([&LineString::try_from(shape.value).unwrap()]).unwrap()
}

fn column(record: &csv::StringRecord, i: usize) -> f64 {
    record.get(i).unwrap().parse().unwrap()
}

#[test]
fn every_reference_value_is_met() {
    /// The reference is printed to 6 decimals.
    const PRINTED_M: f64 = 1e-6;
    /// The tolerance of the nearest point: if the distance hardly changes along the line, the point is less well determined
    /// than the distance.
    const POINT_M: f64 = 1e-3;
    /// The two sum the lengths of 7,350 edges, each good to some nanometres.
    const MEASURE_KM: f64 = 2e-6;
    let mut sides = BTreeSet::new();
    let line = dossier_line();
    let mut points = csv::Reader::from_path(file("tests/reference/points_1000.csv")).unwrap();
    let mut truth = csv::Reader::from_path(file("tests/reference/truth_1000.csv")).unwrap();
    let mut count = 0;
    for (point, truth) in points.records().zip(truth.records()) {
        let (point, truth) = (point.unwrap(), truth.unwrap());
        assert_eq!(point.get(0), truth.get(0));
        let at = Point::new(column(&point, 1), column(&point, 2));
        let nearest = line.nearest(at);
        let expected_m = column(&truth, 1);
        let off = (nearest.distance_m - expected_m).abs();
        assert!(off <= 2.0 * PRINTED_M, "{}: {} m off", &point[0], off);
        let apart = Geodesic.distance(Point::new(column(&truth, 2), column(&truth, 3)), nearest.point);
        assert!(apart <= POINT_M, "{}: the nearest point is {apart} m off", &point[0]);
        let off = (nearest.measure_km() - column(&truth, 4)).abs();
        assert!(off <= MEASURE_KM, "{}: {off} km off", &point[0]);
        assert_eq!(nearest.side.as_str(), truth.get(5).unwrap(), "{}", &point[0]);
        sides.insert(nearest.side.as_str());
        count += 1;
    }
    assert_eq!((count, sides.len()), (1000, 3));
    const { assert!(2.0 * PRINTED_M < ACCURACY_M) };
}

#[test]
fn points_lie_at_their_measures() {
    let line = dossier_line();
    for hundred in 0..=13_u8 {
        let measure_m = 100_000.0 * f64::from(hundred);
        let (point, _) = line.point_at_measure(measure_m).unwrap();
        assert!((line.nearest(point).measure_m - measure_m).abs() < 1e-3, "{measure_m}");
    }
    assert!(line.point_at_measure(1_400_000.0).is_none());
}

#[test]
fn the_length_is_that_of_the_line() {
    // 1,343.956 km with pyproj.Geod over the same vertices.
    assert!((dossier_line().length_m() - 1_343_956.0).abs() < 1.0);
}
