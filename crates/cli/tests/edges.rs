//! Edges that are straight in longitude and latitude: the 49th parallel of two points is the parallel.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

mod support;

use support::{marz, text};

const WEST: f64 = -123.3;
const EAST: f64 = -95.15;

/// The parallel from west to east, with what stands beside its geometry and in its properties.
fn parallel(beside: &str, properties: &str) -> String {
    format!(
        r#"{{"type":"Feature","id":"49",{beside}"properties":{{{properties}}},"geometry":{{"type":"LineString","coordinates":[[{WEST},49],[{EAST},49]]}}}}"#
    )
}

/// Code, stdout and stderr.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = marz(folder, args);
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

/// The length of the parallel on WGS84, by its radius.
fn length_m() -> f64 {
    let (radius, flattening) = (6_378_137.0_f64, 1.0 / 298.257_223_563_f64);
    let (sine, cosine) = 49_f64.to_radians().sin_cos();
    let squared = flattening * (2.0 - flattening);
    radius * cosine / (1.0 - squared * sine * sine).sqrt() * (EAST - WEST).to_radians()
}

/// The arc of the meridian from the 49th parallel to a latitude, by Simpson's rule over its radius of curvature.
fn north_m(lat: f64) -> f64 {
    let flattening = 1.0 / 298.257_223_563_f64;
    let squared = flattening * (2.0 - flattening);
    let radius =
        |degrees: f64| 6_378_137.0 * (1.0 - squared) / (1.0 - squared * degrees.to_radians().sin().powi(2)).powf(1.5);
    let (step, mut sum) = ((lat - 49.0) / 1_000.0, 0.0);
    for i in 0..1_000_u16 {
        let at = 49.0 + step * f64::from(i);
        sum += (radius(at) + 4.0 * radius(at + step / 2.0) + radius(at + step)) * step.to_radians() / 6.0;
    }
    sum
}

#[test]
fn the_49th_parallel_of_two_points_is_the_parallel() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("line.geojson"), parallel(r#""edges":"straight","#, "")).unwrap();
    let (code, out, said) = run(here, &["border", "info", "--border", "line.geojson", "--format", "json"]);
    assert!(code == 0 && said.is_empty(), "{said}");
    let info: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (info["edges"].as_str(), info["vertices"].as_u64(), info["within_m"].as_f64()),
        (Some("straight"), Some(2), Some(0.001))
    );
    assert!(info["positions"].as_u64().unwrap() > 9_000);
    assert!((info["length_m"].as_f64().unwrap() - length_m()).abs() < 0.002, "{out} {}", length_m());
    let told = run(here, &["border", "info", "--border", "line.geojson"]).1;
    assert!(
        told.contains("straight in longitude and latitude (RFC 7946)") && told.contains("keep within 1 mm"),
        "{told}"
    );
    // Points at 91 longitudes north of the line; the parallel is nearest along the meridian.
    let points: String = (0..91).map(|i| format!("p{i},{},50\n", WEST + 2.0 + f64::from(i) * 0.27)).collect();
    fs::write(here.join("points.csv"), format!("id,lon,lat\n{points}")).unwrap();
    let out = run(here, &["measure", "points.csv", "--border", "line.geojson", "--format", "json"]).1;
    let all: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(all.len(), 91);
    for one in all {
        let off = one["distance_m"].as_f64().unwrap() - north_m(50.0);
        assert!(off.abs() < 0.002 && one["side"] == "left", "{off} {one}");
        assert!((one["nearest_lat"].as_f64().unwrap() - 49.0).abs() < 2e-7, "{one}");
    }
    // As geodesics the same two points lie kilometres to the north, which is said.
    fs::write(here.join("geodesic.geojson"), parallel("", "")).unwrap();
    let said = run(here, &["border", "info", "--border", "geodesic.geojson"]).2;
    assert!(said.contains("\"edges\": \"straight\" beside its geometry") && !said.contains("marz.toml"), "{said}");
}

#[test]
fn a_dossier_says_how_its_edges_run_in_the_file_or_in_its_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("line.geojson"), parallel("", r#""edges":"straight""#)).unwrap();
    let (code, _, said) = run(
        here,
        &[
            "init",
            "case",
            "--border",
            "line.geojson",
            "--left",
            "CA=Canada",
            "--right",
            "US=United States",
            "--accuracy",
            "1m",
        ],
    );
    assert_eq!(code, 0, "{said}");
    let home = here.join("case");
    let file = home.join("data/border.geojson");
    // As it was given: two vertices.
    let own = fs::read_to_string(&file).unwrap();
    assert!(own.contains(r#""edges": "straight""#) && own.matches("49]").count() == 2, "{own}");
    let length = || {
        let (code, out, said) = run(&home, &["border", "info", "--format", "json"]);
        assert_eq!(code, 0, "{said}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["length_m"].as_f64().unwrap()
    };
    assert!((length() - length_m()).abs() < 0.002);
    let (code, out, said) = run(&home, &["check"]);
    assert!(code == 0 && out.is_empty() && said.contains("0 errors, 0 warnings"), "{said}");
    // What leaves the dossier lies on the parallel for every reader.
    let (_, out, _) = run(&home, &["export", "--to", "geojson", "--layer", "border"]);
    let border: serde_json::Value = serde_json::from_str(&out).unwrap();
    let vertices = border["features"][0]["geometry"]["coordinates"].as_array().unwrap();
    assert!(vertices.len() > 9_000 && vertices.iter().all(|v| v[1] == 49.0), "{}", vertices.len());
    assert!(run(&home, &["map", "overview"]).0 == 0 && home.join("overview.png").exists());
    // The manifest says it where the file does not.
    fs::write(&file, own.replace("        \"edges\": \"straight\",\n", "")).unwrap();
    assert!((length() - length_m()).abs() > 1_000.0);
    let manifest = fs::read_to_string(home.join("marz.toml")).unwrap();
    fs::write(home.join("marz.toml"), format!("{manifest}\n[border]\nedges = \"straight\"\n")).unwrap();
    assert!((length() - length_m()).abs() < 0.002);
    // Both, and differently.
    fs::write(&file, own.replace(r#""edges": "straight""#, r#""edges": "geodesic""#)).unwrap();
    let (code, out, said) = run(&home, &["check"]);
    assert!(code != 0 && (out + &said).contains("say differently how the edges run"));
    fs::write(home.join("marz.toml"), format!("{manifest}\n[border]\nedges = \"curved\"\n")).unwrap();
    let (code, _, said) = run(&home, &["check"]);
    assert!(code == 2 && said.contains("curved") && said.contains("straight"), "{said}");
}

#[test]
fn edges_that_are_no_word_or_too_long_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let long: Vec<String> =
        (0..260).map(|i| format!("[{},{}]", if i % 2 == 0 { -120 } else { -90 }, 45.0 + f64::from(i) * 0.01)).collect();
    let long = format!(r#"{{"type":"LineString","edges":"straight","coordinates":[{}]}}"#, long.join(","));
    for (text, expected) in [
        (parallel(r#""edges":"curved","#, ""), "this is no way for edges to run"),
        (parallel(r#""edges":7,"#, ""), "this is no way for edges to run"),
        (parallel(r#""edges":"straight","#, r#""edges":"geodesic""#), "says twice, and differently"),
        (long, "more than 2000000 positions"),
    ] {
        fs::write(folder.path().join("line.geojson"), text).unwrap();
        let (code, _, said) = run(folder.path(), &["border", "info", "--border", "line.geojson"]);
        assert!(code == 2 && said.contains(expected), "{expected}: {said}");
    }
}
