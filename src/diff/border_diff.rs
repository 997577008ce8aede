//! Two lines compared: their lengths, where they are apart, what lies between.

use marz_geodesic::GeodesicLine;

use super::area;
use super::change::Change;
use super::matched::{Matched, matched};
use crate::measure::{Apart, OverlapError, Run, check_overlap};
use crate::model::Border;

/// What is said of one of two lines.
#[derive(Debug, Clone, PartialEq)]
pub struct DiffSide {
    /// The length of its geodesics, in kilometres.
    pub length_km: f64,
    /// The number of its parts.
    pub parts: usize,
    /// Over how many kilometres it is further from the other line than the threshold.
    pub apart_km: f64,
    /// The greatest distance from it to the other line, in metres.
    pub greatest_m: f64,
}

/// Two lines of one border, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderDiff {
    /// The threshold: nearer than this the lines count as one, in metres.
    pub over_m: f64,
    /// The first line.
    pub a: DiffSide,
    /// The second line.
    pub b: DiffSide,
    /// Where they are apart, along the first line; what is only in the second stands last, along that.
    pub changes: Vec<Change>,
}

impl BorderDiff {
    /// Compares two lines of one border: where they are more than `over_m` metres apart.
    ///
    /// Distances are those of WGS84 geodesics from every point of either line to the nearest point of the other. Nearer stretches than
    /// [`MERGED_M`](crate::measure::MERGED_M) are one. The direction of the lines does not matter.
    ///
    /// # Accuracy
    ///
    /// [`GREATEST_ACCURACY_M`](crate::measure::GREATEST_ACCURACY_M) for the greatest distances,
    /// [`ENDS_ACCURACY_M`](crate::measure::ENDS_ACCURACY_M) for the ends of stretches.
    ///
    /// # Errors
    ///
    /// [`OverlapError`] where the lines are of two different borders, or do not overlap.
    pub fn new(a: &Border, b: &Border, over_m: f64) -> Result<Self, OverlapError> {
        let (line_a, line_b) = (GeodesicLine::from(a), GeodesicLine::from(b));
        check_overlap((a, &line_a), (b, &line_b))?;
        let (from_a, from_b) = (Apart::new(&line_a, &line_b), Apart::new(&line_b, &line_a));
        let runs = (from_a.runs(over_m), from_b.runs(over_m));
        let side = |line: &GeodesicLine, parts: usize, apart: &Apart<'_>, runs: &[Run]| DiffSide {
            length_km: line.length_m() / 1000.0,
            parts,
            apart_km: runs.iter().map(|r| r.apart_m).sum::<f64>() / 1000.0,
            greatest_m: apart.greatest(0.0, f64::INFINITY).0,
        };
        let changes = matched((&from_a, &runs.0), (&from_b, &runs.1));
        let change = |m: &Matched| change(m, (&line_a, &from_a), (&line_b, &from_b));
        Ok(Self {
            over_m,
            a: side(&line_a, a.parts().len(), &from_a, &runs.0),
            b: side(&line_b, b.parts().len(), &from_b, &runs.1),
            changes: changes.iter().map(change).collect(),
        })
    }

    /// The greatest distance from either line to the other, in metres.
    #[must_use]
    pub fn greatest_m(&self) -> f64 {
        self.a.greatest_m.max(self.b.greatest_m)
    }

    /// The area between both lines over all stretches where they are apart, in square kilometres.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.changes.iter().map(|c| c.area_km2).sum()
    }

    /// The stretch with the greatest distance; `None` where there is none.
    #[must_use]
    pub fn greatest(&self) -> Option<&Change> {
        self.changes.iter().max_by(|x, y| x.greatest_m.total_cmp(&y.greatest_m))
    }
}

fn change(found: &Matched, a: (&GeodesicLine, &Apart<'_>), b: (&GeodesicLine, &Apart<'_>)) -> Change {
    let (in_a, in_b) = (a.1.greatest(found.a_m.0, found.a_m.1), b.1.greatest(found.b_m.0, found.b_m.1));
    let is_at_b = in_b.0 > in_a.0;
    let (greatest_m, at) = if is_at_b { in_b } else { in_a };
    let (line_a, line_b) = (area::stretch(a.0, found.a_m), area::stretch(b.0, found.b_m));
    let between = area::between(&line_a, &line_b, found.kind, found.is_turned);
    let km = |(from, to): (f64, f64)| (from / 1000.0, to / 1000.0);
    Change {
        kind: found.kind,
        a_km: km(found.a_m),
        b_km: km(found.b_m),
        greatest_m,
        at,
        is_at_b,
        area_km2: area::square_km(&between),
        between,
        a: line_a,
        b: line_b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::ChangeKind;
    use crate::model::{BorderFacts, LonLat, Names, SideNames, Sides};

    fn border(parts: &[&[(f64, f64)]], codes: [&str; 2]) -> Border {
        let side = |code: &str| SideNames { code: code.to_owned(), names: Names::default() };
        let sides = Sides { left: side(codes[0]), right: side(codes[1]) };
        let part = |p: &&[(f64, f64)]| p.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect();
        let facts = BorderFacts { sides, ..BorderFacts::default() };
        Border::new(String::new(), parts.iter().map(part).collect(), facts).unwrap()
    }

    const ANY: [&str; 2] = ["left", "right"];

    #[test]
    fn a_bulge_a_longer_end_and_an_enclave() {
        let a = border(&[&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0)]], ANY);
        let ring: &[(f64, f64)] = &[(2.5, 0.3), (2.5, 0.4), (2.6, 0.4), (2.6, 0.3), (2.5, 0.3)];
        let b = border(&[&[(0.0, 0.0), (1.0, 0.0), (1.5, 0.05), (2.0, 0.0), (3.1, 0.0)], ring], ANY);
        let diff = BorderDiff::new(&a, &b, 25.0).unwrap();
        let kinds: Vec<ChangeKind> = diff.changes.iter().map(|c| c.kind).collect();
        assert_eq!(kinds, [ChangeKind::Moved, ChangeKind::OnlyInB, ChangeKind::OnlyInB]);
        let [bulge, end, ring] = &diff.changes[..] else { panic!("{:?}", diff.changes) };
        assert!((bulge.greatest_m - 5_529.0).abs() < 1.0, "{bulge:?}");
        // Half of 111.3 by 5.53 km.
        assert!((bulge.area_km2 - 307.7).abs() < 0.3, "{}", bulge.area_km2);
        assert!((bulge.a_km.0 - 111.7).abs() < 0.3 && (bulge.a_km.1 - 222.2).abs() < 0.3, "{:?}", bulge.a_km);
        assert!(
            (end.greatest_m - 11_132.0).abs() < 1.0 && end.area_km2 == 0.0 && end.a_km.1 - end.a_km.0 < 1e-9,
            "{end:?}"
        );
        // 11.13 by 11.06 km.
        assert!((ring.area_km2 - 123.1).abs() < 0.1 && ring.is_at_b, "{}", ring.area_km2);
        assert_eq!((diff.a.parts, diff.b.parts), (1, 2));
    }

    #[test]
    fn the_direction_of_a_line_does_not_matter() {
        let a = border(&[&[(10.0, 50.0), (10.5, 50.1), (11.0, 50.0), (11.5, 50.2)]], ANY);
        let b = [(10.0, 50.0), (10.5, 50.12), (11.0, 49.98), (11.5, 50.2)];
        let turned: Vec<(f64, f64)> = b.into_iter().rev().collect();
        let (one, other) =
            (BorderDiff::new(&a, &border(&[&b], ANY), 25.0), BorderDiff::new(&a, &border(&[&turned], ANY), 25.0));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one.changes.len(), other.changes.len());
        // The lines cross: what lies between them is two areas.
        assert!(one.changes[0].between.0.len() >= 2, "{:?}", one.changes);
        for (x, y) in one.changes.iter().zip(&other.changes) {
            assert!((x.area_km2 - y.area_km2).abs() < 1e-6 && (x.greatest_m - y.greatest_m).abs() < 0.2);
        }
    }

    #[test]
    fn two_different_borders_are_refused() {
        let line: &[(f64, f64)] = &[(0.0, 0.0), (3.0, 0.0)];
        let error = BorderDiff::new(&border(&[line], ["TH", "KH"]), &border(&[line], ["LA", "TH"]), 25.0).unwrap_err();
        assert!(matches!(error, OverlapError::DifferentBorders { .. }), "{error}");
        assert!(BorderDiff::new(&border(&[line], ["TH", "KH"]), &border(&[line], ["kh", "TH"]), 25.0).is_ok());
        let far: &[(f64, f64)] = &[(0.0, 2.0), (3.0, 2.0)];
        let error = BorderDiff::new(&border(&[line], ANY), &border(&[far], ANY), 25.0).unwrap_err();
        assert_eq!(error.to_string(), "the two lines do not overlap: they come as near as 221 km");
        // Two neighbours that share an end.
        let on: &[(f64, f64)] = &[(3.0, 0.0), (6.0, 8.0)];
        let long: &[(f64, f64)] = &[(-6.0, 0.0), (3.0, 0.0)];
        let error = BorderDiff::new(&border(&[long], ANY), &border(&[on], ANY), 25.0).unwrap_err();
        assert!(error.to_string().contains("less than a tenth"), "{error}");
    }
}
