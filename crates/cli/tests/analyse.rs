//! Density and hot stretches beside values that were computed in Python (`tests/analysis/make_values.py`), with another way
//! to find nearest points, to fill discs and to draw random numbers.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;

mod support;

use marz::analyse::Profile;
use serde_json::Value;
use support::{marz, root, text};

fn stored() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("tests/analysis/values.json")).unwrap()).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn pairs(value: &Value) -> Vec<(f64, f64)> {
    value.as_array().unwrap().iter().map(|p| (number(&p[0]), number(&p[1]))).collect()
}

fn close(what: &str, found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{what}: {found}, Python {expected}, allowed {within}");
}

/// The value at a kilometre between two posts.
fn interpolated(posts: &[(f64, f64)], km: f64) -> f64 {
    let i = posts.partition_point(|(at, _)| *at < km).clamp(1, posts.len() - 1);
    let ((a, low), (b, high)) = (posts[i - 1], posts[i]);
    low + (high - low) * ((km - a) / (b - a)).clamp(0.0, 1.0)
}

/// Places that are known: no sampling, so both must give the same.
#[test]
fn the_density_of_known_places_is_that_of_python() {
    /// Of the greatest value of one kernel: what `Profile` promises.
    const ACCURACY: f64 = 1e-5;
    let known = &stored()["known_profile"];
    let (length_km, half_km) = (number(&known["length_km"]), number(&known["half_km"]));
    let profile = Profile::new(pairs(&known["places"]).into_iter(), length_km, half_km);
    let posts: Vec<(f64, f64)> = profile.points().collect();
    let heaviest = 2.0 * 100.0 * 15.0 / 16.0 / half_km;
    let expected = pairs(&known["per_100_km"]);
    assert_eq!(expected.len(), 31);
    for (km, per_100_km) in expected {
        let (at, found) = posts.iter().min_by(|a, b| (a.0 - km).abs().total_cmp(&(b.0 - km).abs())).unwrap();
        close("a post", *at, km, 1e-9);
        // At an end the kernel is divided by the half of it that lies on the line: up to twice as high.
        close(&format!("km {km}"), 100.0 * found, per_100_km, 2.0 * ACCURACY * heaviest);
    }
}

#[test]
fn the_findings_are_those_of_python() {
    let stored = stored();
    let folder = tempfile::tempdir().unwrap();
    // The embedded dossier.
    let armed = "clash,incursion,smuggling_clash,drone_attack,shelling";
    let out = marz(folder.path(), &["analyse", "--quiet", "--format", "json", "--category", armed]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let found: Value = serde_json::from_slice(&out.stdout).unwrap();
    close("length", number(&found["length_km"]), number(&stored["length_km"]), 1e-4);

    let density = found["density"].as_array().unwrap();
    let posts: Vec<(f64, f64)> = density.iter().map(|p| (number(&p["km"]), number(&p["per_100_km"]))).collect();
    let expected = pairs(&stored["density_per_100_km"]);
    let peak = expected.iter().fold(0.0, |most, (_, v)| f64::max(most, *v));
    assert_eq!(expected.len(), 271);
    for (km, per_100_km) in expected {
        // Some hundred places to a disc, by either rule: the curve is good to some percent of its peak.
        close(&format!("density at km {km}"), interpolated(&posts, km), per_100_km, 0.02 * peak);
    }

    let spreads = found["spreads"].as_array().unwrap();
    assert_eq!(spreads.len(), stored["spreads"].as_object().unwrap().len());
    for spread in spreads {
        let id = spread["id"].as_str().unwrap();
        let (middle, half) = (number(&stored["spreads"][id]["middle_km"]), number(&stored["spreads"][id]["half_km"]));
        close(&format!("middle of {id}"), number(&spread["middle_km"]), middle, 0.03 * half + 0.05);
        close(&format!("half width of {id}"), number(&spread["half_km"]), half, 0.05 * half + 0.05);
    }

    let (hot, expected) = (&found["hot"], &stored["hot"]);
    close("kernel", number(&hot["half_width_km"]), number(&expected["half_width_km"]), 0.0);
    // The 95 % points of two samples from one law, of 999 and 2,999 draws: they differ by some percent.
    let threshold = number(&expected["threshold_per_100_km"]);
    close("threshold", number(&hot["threshold_per_100_km"]), threshold, 0.05 * threshold);
    let stretches = hot["stretches"].as_array().unwrap();
    assert_eq!(stretches.len(), 1);
    let peak = number(&expected["peak_per_100_km"]);
    assert!(peak > threshold);
    close("greatest density", number(&stretches[0]["peak_per_100_km"]), peak, 0.02 * peak);
    // Four standard errors of the difference of the two estimates.
    let p = number(&expected["p"]);
    let error = (p * (1.0 - p) * (1.0 / 999.0 + 1.0 / 2_999.0)).sqrt();
    close("p", number(&stretches[0]["p"]), p, 4.0 * error);
}
