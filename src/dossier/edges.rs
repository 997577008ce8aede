//! Edges of a border that are so long that it matters how they are read.

use crate::measure::{GeodesicLine, inverse};
use crate::model::{Border, BorderFacts, LonLat, degrees_east};
use crate::read::Problem;

/// The assumed accuracy of a line without one, in metres: about the mean offset of the 1:10 million lines that are at hand for
/// every border (831 m for the one measured in data/README.md).
pub const ASSUMED_ACCURACY_M: f64 = 1_000.0;

/// Warns of the edge on which the geodesic, by which everything is measured, and the straight line in longitude and latitude (RFC 7946),
/// as which maps draw it, lie furthest apart, if that is more than the accuracy of the line. `has_manifest`: whether a dossier's manifest can say how the edges run.
pub fn long_edges(border: &Border, file: &str, has_manifest: bool) -> Option<Problem> {
    /// Shorter edges differ by less than 200 m below 85° of latitude.
    const SHORT_M: f64 = 15_000.0;
    /// No degree on the ellipsoid is longer.
    const DEGREE_M: f64 = 111_700.0;
    let accuracy_m = border.facts.accuracy_m.filter(|m| *m > 0.0).unwrap_or(ASSUMED_ACCURACY_M);
    let mut worst: Option<(f64, f64, LonLat, LonLat)> = None;
    let mut count = 0;
    for edge in border.parts().iter().flat_map(|part| part.windows(2)) {
        let [from, to] = edge else { continue };
        let east = degrees_east(from.lon(), to.lon());
        // Most edges are some hundred metres long, which needs no geodesic.
        if DEGREE_M * east.hypot(to.lat() - from.lat()) < SHORT_M {
            continue;
        }
        let length_m = inverse(*from, *to).distance_m;
        if length_m < SHORT_M {
            continue;
        }
        let apart_m = apart_m(*from, *to);
        if apart_m > accuracy_m {
            count += 1;
            if worst.is_none_or(|(before, ..)| apart_m > before) {
                worst = Some((apart_m, length_m, *from, *to));
            }
        }
    }
    let (apart_m, length_m, from, to) = worst?;
    let at = |p: LonLat| format!("[{}, {}]", p.lon(), p.lat());
    let found = format!(
        "{:.0} km long, {:.1} km apart, from {} to {}; {count} such edge(s)",
        length_m / 1_000.0,
        apart_m / 1_000.0,
        at(from),
        at(to)
    );
    let problem = Problem::warning(file, "an edge is so long that the geodesic and the straight line on a map differ");
    let expected = format!("edges on which they differ by less than the accuracy of the line, {accuracy_m} m");
    let mut hint = "distances are those to the geodesic; if the line is straight in longitude and latitude (a parallel), say so: \"edges\": \"straight\" beside its geometry".to_owned();
    if has_manifest {
        hint += ", or edges = \"straight\" under [border] in marz.toml";
    }
    Some(problem.field("geometry").found(found).expected(expected).hint(hint))
}

/// How far the straight line in longitude and latitude lies from the geodesic between two positions, at most, in metres.
fn apart_m(from: LonLat, to: LonLat) -> f64 {
    let line = [from, to].map(geo::Coord::from);
    let Ok(border) = Border::new(String::new(), vec![vec![from, to]], BorderFacts::default()) else { return 0.0 };
    let geodesic = GeodesicLine::from(&border);
    let [start, end] = line;
    let east = degrees_east(start.x, end.x);
    let at = |part: f64| LonLat::wrapped(start.x + part * east, start.y + part * (end.y - start.y));
    [0.25, 0.5, 0.75].map(|part| geodesic.nearest(at(part)).distance_m).into_iter().fold(0.0, f64::max)
}
