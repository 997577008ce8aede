//! Stretches of a border whose kilometres do not lie on its line.

use geo::{Coord, Haversine, Length, LineString};

use crate::measure::GeodesicLine;
use crate::model::{Border, LonLat, Stretch};
use crate::read::Problem;

/// A kilometre so far beyond the end, in kilometres, or by so much of the length, is that of the end: lengths are often rounded.
const ROUNDED_KM: f64 = 1.0;
const ROUNDED: f64 = 0.001;

/// Errors for stretches that begin where the line has ended, and warnings for those that go on beyond its end.
pub fn stretches_off_the_line(border: &Border, file: &str) -> Vec<Problem> {
    let furthest_km = border.facts.stretches.iter().map(|s| s.to_km).fold(0.0, f64::max);
    // On a sphere the line is at most 0.6 % shorter or longer: most stretches are well inside, and the geodesics need not be measured.
    if furthest_km * 1_000.0 <= 0.99 * spherical_m(border) {
        return Vec::new();
    }
    let length_km = GeodesicLine::from(border).length_m() / 1_000.0;
    let last_km = length_km + ROUNDED_KM.max(ROUNDED * length_km);
    let described = |problem: Problem, number: usize, key: &str, km: f64| {
        problem.field(format!("stretches.{number}.{key}")).found(format!("kilometre {km}")).expected(format!(
            "0 to {length_km:.3}, the length of the line in kilometres, gaps between its parts left out"
        ))
    };
    let problem = |(number, s): (usize, &Stretch)| {
        if s.from_km >= length_km {
            let problem = Problem::error(file, "the stretch begins beyond the end of the line");
            Some(
                described(problem, number, "from_km", s.from_km)
                    .hint("look a kilometre up with: marz border km LON LAT"),
            )
        } else if s.to_km > last_km {
            let problem = Problem::warning(file, "the stretch goes on beyond the end of the line");
            Some(described(problem, number, "to_km", s.to_km).hint("it is taken to end with the line"))
        } else {
            None
        }
    };
    border.facts.stretches.iter().enumerate().filter_map(problem).collect()
}

/// The length of the line on a sphere, in metres.
fn spherical_m(border: &Border) -> f64 {
    let length = |part: &Vec<LonLat>| Haversine.length(&LineString::from_iter(part.iter().map(|p| Coord::from(*p))));
    border.parts().iter().map(length).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BorderFacts;
    use crate::read::Severity;

    #[test]
    fn kilometres_must_lie_on_the_line() {
        let at = |lon| LonLat::new(lon, 0.0).unwrap();
        let problems = |from_km: f64, to_km: f64| {
            let facts = BorderFacts {
                stretches: vec![Stretch { from_km, to_km, accuracy_m: Some(1.0), ..Stretch::default() }],
                ..BorderFacts::default()
            };
            // 111.3 km, a gap, 111.3 km: the kilometre runs on from part to part.
            let border =
                Border::new(String::new(), vec![vec![at(0.0), at(1.0)], vec![at(5.0), at(6.0)]], facts).unwrap();
            stretches_off_the_line(&border, "b.geojson")
        };
        assert!(problems(0.0, 222.0).is_empty() && problems(200.0, 223.0).is_empty());
        let beyond = &problems(200.0, 230.0)[0];
        assert_eq!((beyond.severity, beyond.field.as_deref()), (Severity::Warning, Some("stretches.0.to_km")));
        let after = &problems(224.0, 230.0)[0];
        assert_eq!((after.severity, after.found.as_deref()), (Severity::Error, Some("kilometre 224")));
        assert!(after.expected.as_ref().is_some_and(|e| e.contains("0 to 222.639")), "{after:?}");
    }
}
