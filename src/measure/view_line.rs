//! A rival line made ready for measuring: its parts run as the border does, and it is known where it says nothing.

use geo::{LineString, MultiLineString, Point};
use marz_geodesic::GeodesicLine;

use super::overlap::{OverlapError, check_overlap};
use crate::model::{Border, View, is_ring};

/// A stretch of the border that a view leaves out is a gap if it is longer than this, in metres.
const GAP_M: f64 = 1_000.0;

/// A rival line of a border, with its gaps.
#[derive(Debug, Clone)]
pub struct ViewLine {
    /// What it is called, in English where that is known.
    pub name: String,
    /// By how far it may be off before it changes a verdict, in metres.
    pub accuracy_m: f64,
    /// The line, its open parts running as the border does, so that both have the same left.
    pub line: GeodesicLine,
    /// Where the view says nothing.
    gaps: Vec<Gap>,
}

/// A stretch of the border that a view leaves out.
#[derive(Debug, Clone)]
struct Gap {
    /// The stretch, with the ways to the nearest ends of the view.
    line: GeodesicLine,
    /// How far the line that is missing may lie from those, in metres: twice as far as the ends of the view beside the gap lie from the border.
    offset_m: f64,
}

/// An open part of a view, with the measures of the border nearest to its ends.
struct Part {
    line: LineString,
    from_m: f64,
    to_m: f64,
}

impl ViewLine {
    /// A rival line of a border with its line.
    ///
    /// A part that runs against the border is turned; a closed ring is turned where the view names the sides the other way round. What the
    /// border has and the view has not, over more than a kilometre, is a gap; enclaves are not.
    ///
    /// # Errors
    ///
    /// [`OverlapError`] where the view does not run along the border, or names other countries.
    pub fn new(view: &View, (border, line): (&Border, &GeodesicLine)) -> Result<Self, OverlapError> {
        check_overlap((border, line), (&view.border, &GeodesicLine::from(&view.border)))?;
        let (own, other) = (&border.facts.sides, &view.border.facts.sides);
        let is_named_turned = own.left.code == other.right.code && own.right.code == other.left.code;
        let (mut open, mut rings) = (Vec::new(), Vec::new());
        for part in view.border.parts() {
            let mut positions: LineString = part.iter().map(|p| geo::Coord::from(*p)).collect();
            if is_ring(part) {
                if is_named_turned {
                    positions.0.reverse();
                }
                rings.push(positions);
                continue;
            }
            let place = |at: Option<&geo::Coord>| at.map_or(f64::NAN, |c| line.nearest(*c).measure_m);
            let (from_m, to_m) = (place(positions.0.first()), place(positions.0.last()));
            if from_m > to_m {
                positions.0.reverse();
            }
            open.push(Part { line: positions, from_m: from_m.min(to_m), to_m: from_m.max(to_m) });
        }
        open.sort_by(|a, b| a.from_m.total_cmp(&b.from_m));
        let gaps = uncovered(border, line, &open).into_iter().map(|missing| gap(line, missing, &open)).collect();
        let parts = open.into_iter().map(|p| p.line).chain(rings).collect::<MultiLineString>();
        let name = view.names.in_language("en");
        Ok(Self {
            name: name.unwrap_or_default().to_owned(),
            accuracy_m: view.accuracy_m.unwrap_or(0.0),
            line: GeodesicLine::from(&parts),
            gaps,
        })
    }

    /// How near to a position a line that is missing in a gap may come, in metres: below 0 where it may run on either side; infinite without a gap.
    #[must_use]
    pub fn missing_m(&self, at: Point) -> f64 {
        self.gaps.iter().map(|gap| gap.line.nearest(at).distance_m - gap.offset_m).fold(f64::INFINITY, f64::min)
    }
}

/// The stretches of the border's open parts that no part of a view runs along.
fn uncovered(border: &Border, line: &GeodesicLine, open: &[Part]) -> Vec<(f64, f64)> {
    let mut all = Vec::new();
    for (part, (from_m, to_m)) in border.parts().iter().zip(line.part_measures_m()) {
        if is_ring(part) {
            continue;
        }
        let mut at_m = from_m;
        for view in open {
            if view.to_m > at_m && view.from_m < to_m {
                all.push((at_m, view.from_m));
                at_m = at_m.max(view.to_m);
            }
        }
        all.push((at_m, to_m));
    }
    all.retain(|(from_m, to_m)| to_m - from_m > GAP_M);
    all
}

/// A stretch that is left out, with the ways between it and the ends of the view beside it.
fn gap(line: &GeodesicLine, (from_m, to_m): (f64, f64), open: &[Part]) -> Gap {
    let stretch = line.substring(from_m, to_m);
    let (start, end) = (stretch.0.first().and_then(|l| l.0.first()), stretch.0.last().and_then(|l| l.0.last()));
    let before = open.iter().rfind(|p| p.to_m <= from_m + GAP_M).and_then(|p| p.line.0.last());
    let after = open.iter().find(|p| p.from_m >= to_m - GAP_M).and_then(|p| p.line.0.first());
    let ways = [(before, start), (end, after), (before, after)].into_iter().filter_map(|(a, b)| a.zip(b));
    let mut all: Vec<LineString> = ways.filter(|(a, b)| a != b).map(|(a, b)| LineString(vec![*a, *b])).collect();
    all.extend(stretch.0.iter().cloned());
    let ends_m = [before, after].into_iter().flatten().map(|end| line.nearest(*end).distance_m);
    Gap { offset_m: 2.0 * ends_m.fold(0.0, f64::max), line: GeodesicLine::from(&MultiLineString(all)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BorderFacts, LonLat};

    fn border(parts: &[&[(f64, f64)]]) -> Border {
        let part = |p: &&[(f64, f64)]| p.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect();
        Border::new(String::new(), parts.iter().map(part).collect(), BorderFacts::default()).unwrap()
    }

    fn view(parts: &[&[(f64, f64)]]) -> Result<ViewLine, OverlapError> {
        let own = border(&[&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]]);
        ViewLine::new(&View::of(border(parts), "other", None), (&own, &GeodesicLine::from(&own)))
    }

    #[test]
    fn parts_are_turned_and_gaps_are_found() {
        let whole = view(&[&[(2.0, 0.02), (1.0, 0.02), (0.0, 0.02)]]).unwrap();
        assert!(whole.gaps.is_empty());
        assert_eq!(whole.line.nearest(geo::point!(x: 1.0, y: 0.1)).side.as_str(), "left");
        // The second half comes first, and a tenth is missing in the middle.
        let parted = view(&[&[(2.0, 0.02), (1.1, 0.02)], &[(0.0, 0.02), (0.9, 0.02)]]).unwrap();
        assert!(parted.missing_m(geo::point!(x: 1.0, y: 0.0)) < 1.0);
        // The way across, from end to end.
        assert!(parted.missing_m(geo::point!(x: 1.0, y: 0.02)) < 1.0);
        assert!(parted.missing_m(geo::point!(x: 0.5, y: 0.0)) > 39_000.0);
        // It ends too soon.
        let short = view(&[&[(0.0, 0.02), (1.5, 0.02)]]).unwrap();
        assert!(short.missing_m(geo::point!(x: 1.9, y: 0.0)) < 1.0);
    }

    #[test]
    fn a_line_elsewhere_is_no_view() {
        assert!(matches!(view(&[&[(0.0, 1.0), (2.0, 1.0)]]), Err(OverlapError::Apart { .. })));
    }
}
