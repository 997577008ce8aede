//! The nearest point of a line, and the uncertainty of a location radius: `cargo run -p marz-geodesic --example nearest`.

#![allow(clippy::print_stdout, reason = "an example talks")]

use geo::{line_string, point};
use marz_geodesic::{GeodesicLine, UncertainPoint};

/// Prints both.
pub fn main() {
    let line = GeodesicLine::from(&line_string![(x: 67.8, y: 37.2), (x: 69.4, y: 37.1), (x: 71.6, y: 36.7)]);
    let n = line.nearest(point!(x: 68.857, y: 36.729)); // distance_m, point, measure_m, side, bearing_deg
    let p = line.proximity(&UncertainPoint::new(point!(x: 69.4, y: 37.5)).radius_m(15_000.0), &[5_000.0]);
    println!("{:.1} m, {} of the line, at {:.1} m along it", n.distance_m, n.side.as_str(), n.measure_m);
    println!("{:.0} to {:.0} m; within 5 km: {:.2}", p.distance_min_m, p.distance_max_m, p.within[0].probability);
}
