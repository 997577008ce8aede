//! What the library does under any set of its features: it opens a dossier, measures it, and writes CSV and GeoJSON.

#![allow(clippy::unwrap_used, reason = "tests")]

use marz::export::{ExportFormat, Target, export};
use marz::{Dossier, Selection};

#[test]
fn a_library_without_features_measures_and_writes() {
    let dossier = Dossier::embedded().unwrap();
    let measured = dossier.measure(&Selection::default().near_m(50_000.0)).unwrap();
    assert!(!measured.is_empty() && measured.filtered() > 0);
    assert!(measured.iter().all(|m| m.nearest().unwrap().distance_m <= 50_000.0));

    let folder = tempfile::tempdir().unwrap();
    let written = |format, name: &str| {
        let path = folder.path().join(name);
        export(&measured, format, &Target::file(&path)).unwrap();
        std::fs::read_to_string(path).unwrap()
    };

    let csv = written(ExportFormat::Csv, "incidents.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let column = reader.headers().unwrap().iter().position(|c| c == "distance_m").unwrap();
    let distances: Vec<f64> = reader.records().map(|r| r.unwrap()[column].parse().unwrap()).collect();
    let expected: Vec<f64> = measured.iter().map(|m| m.nearest().unwrap().distance_m).collect();
    assert_eq!(distances.len(), expected.len());
    assert!(distances.iter().zip(&expected).all(|(found, expected)| (found - expected).abs() <= 0.001));

    let json: serde_json::Value = serde_json::from_str(&written(ExportFormat::GeoJson, "incidents.geojson")).unwrap();
    let features = json["features"].as_array().unwrap();
    assert_eq!(features.len(), measured.len());
    assert!(features.iter().all(|f| f["geometry"]["type"] == "Point"));
}

#[cfg(not(feature = "export"))]
#[test]
fn a_format_that_was_not_built_says_so() {
    let dossier = Dossier::embedded().unwrap();
    let measured = dossier.measure(&Selection::default()).unwrap();
    let error = export(&measured, ExportFormat::GeoPackage, &Target::file("case.gpkg")).unwrap_err();
    assert!(error.hint().unwrap().contains("feature export"), "{error}");
}
