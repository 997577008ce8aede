//! How long the measures take: `cargo bench`. Medians of several rounds; compare within one run only.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark looks at the clock and talks"
)]

use std::hint::black_box;
use std::time::Instant;

use marz::Dossier;
use marz::analyse::{Plan, findings, is_event};
use marz::measure::{
    BorderKilometres, GeodesicLine, ProximityContext, SidePolygons, UncertainPoint, direct, uncertain_point,
};
use marz::measured::{MeasureContext, Measured};
use marz::model::{Border, BorderFacts, Case, Incident, LonLat};
use marz::read::{Document, Strictness, border, incidents};
use marz::recipe::Filter;

/// The median time of one of `count` things, in nanoseconds, over nine rounds.
fn median_ns(count: usize, mut work: impl FnMut()) -> f64 {
    let mut rounds: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e9 / count as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

/// Points spread evenly over a ring around a middle, in an order that jumps about.
fn around(middle: LonLat, low_m: f64, high_m: f64, count: usize) -> Vec<LonLat> {
    let golden = 0.618_033_988_749_895;
    let at = |i: usize| {
        let (turn, share) = ((i as f64 * golden).fract() * 360.0, (i as f64 * 0.414_213_562_373_095).fract());
        direct(middle, turn, low_m + share * (high_m - low_m)).0
    };
    (0..count).map(at).collect()
}

fn main() {
    let bytes = std::fs::read("data/border.geojson").unwrap();
    let dossier = border(&Document::parse("border", &bytes).unwrap(), Strictness::Dossier).value.unwrap();
    let at = |lon, lat| LonLat::new(lon, lat).unwrap();
    let long = Border::new(
        String::new(),
        vec![vec![at(-95.0, 49.0), at(-123.0, 49.0), at(-141.0, 69.0)]],
        BorderFacts::default(),
    );
    let long = long.unwrap();
    println!("{:<44} {:>10}", "", "ns each");
    let row = |what: &str, ns: f64| println!("{what:<44} {ns:>10.0}");

    row("making the line ready, a vertex", median_ns(7_350, || drop(black_box(GeodesicLine::from(&dossier)))));
    let line = GeodesicLine::from(&dossier);
    let middle = line.at_km(670.0).unwrap().0;
    for (what, low, high) in [
        ("nearest, one by one, within 20 km", 0.0, 20_000.0),
        ("nearest, one by one, 20 to 500 km", 20_000.0, 500_000.0),
        ("nearest, one by one, 1,500 to 5,000 km", 1_500_000.0, 5_000_000.0),
    ] {
        let count = if low > 1e6 { 500 } else { 20_000 };
        let points = around(middle, low, high, count);
        row(
            what,
            median_ns(count, || {
                points.iter().for_each(|p| {
                    black_box(line.nearest(*p));
                })
            }),
        );
        row("  the same as a batch", median_ns(count, || drop(black_box(line.nearest_batch(&points)))));
    }
    let ready = GeodesicLine::from(&long);
    let points = around(at(-110.0, 52.0), 1_000.0, 900_000.0, 20_000);
    row("nearest, edges of 2,000 km, a batch", median_ns(20_000, || drop(black_box(ready.nearest_batch(&points)))));

    let limits = [5_000.0];
    let context =
        ProximityContext { border: &dossier, line: &line, polygons: &SidePolygons::default(), limits_m: &limits };
    let queries: Vec<UncertainPoint> =
        around(middle, 0.0, 30_000.0, 200).into_iter().map(|at| uncertain_point(at, Some(15_000.0), None)).collect();
    row(
        "proximity with a radius of 15 km, all cores",
        median_ns(200, || drop(black_box(context.proximities(&queries)))),
    );

    // The dossier's own events over and over, each moved some way.
    let bytes = std::fs::read("data/incidents.geojson").unwrap();
    let own = incidents(&Document::parse("incidents", &bytes).unwrap(), None).value;
    let own: Vec<Incident> = own.into_iter().filter(|i| is_event(i.category) && i.at.is_some()).collect();
    let moved = around(middle, 0.0, 400_000.0, 100_000);
    let many: Vec<Incident> =
        own.iter().cycle().zip(&moved).map(|(i, at)| Incident { at: Some(*at), ..i.clone() }).collect();
    let case = Case { incidents: many, ..Dossier::embedded().unwrap().case().clone() };
    let polygons = SidePolygons::default();
    let context = MeasureContext::new(&dossier, &line, &polygons);
    let analyse = || {
        let measured = Measured::new(&case, &Filter::default(), context.clone());
        drop(black_box(findings(&measured, &Plan::default())));
    };
    row("the analysis of 100,000 incidents, an incident", median_ns(case.incidents.len(), analyse));
}
