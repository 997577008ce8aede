//! A rival line made ready for measuring: its parts run as the border does, and it is known where it says nothing.

use geo::{LineString, MultiLineString};
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
    /// Where the view says nothing: the stretches of the border that it leaves out, with the ways to its nearest ends; `None` without a gap.
    pub gaps: Option<GeodesicLine>,
    /// How far the line that is missing may lie from those, in metres: twice as far as its ends beside the gaps lie from the border.
    pub gap_offset_m: f64,
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
        let (gaps, gap_offset_m) = gaps(line, &uncovered(border, line, &open), &open);
        let parts = open.into_iter().map(|p| p.line).chain(rings).collect::<MultiLineString>();
        let name = view.names.in_language("en");
        Ok(Self {
            name: name.unwrap_or_default().to_owned(),
            accuracy_m: view.accuracy_m.unwrap_or(0.0),
            line: GeodesicLine::from(&parts),
            gaps: (!gaps.0.is_empty()).then(|| GeodesicLine::from(&gaps)),
            gap_offset_m: 2.0 * gap_offset_m,
        })
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

/// The stretches themselves, with the ways between them and the ends of the view beside them, and how far at most those ends lie from the border.
fn gaps(line: &GeodesicLine, uncovered: &[(f64, f64)], open: &[Part]) -> (MultiLineString, f64) {
    let (mut all, mut offset_m) = (Vec::new(), 0.0);
    for (from_m, to_m) in uncovered {
        let stretch = line.substring(*from_m, *to_m);
        let (start, end) = (stretch.0.first().and_then(|l| l.0.first()), stretch.0.last().and_then(|l| l.0.last()));
        let before = open.iter().rfind(|p| p.to_m <= *from_m + GAP_M).and_then(|p| p.line.0.last());
        let after = open.iter().find(|p| p.from_m >= *to_m - GAP_M).and_then(|p| p.line.0.first());
        let ends = [before, after].into_iter().flatten();
        offset_m = ends.map(|end| line.nearest(*end).distance_m).fold(offset_m, f64::max);
        for (a, b) in [(before, start), (end, after), (before, after)] {
            all.extend(a.zip(b).filter(|(a, b)| a != b).map(|(a, b)| LineString(vec![*a, *b])));
        }
        all.extend(stretch.0);
    }
    (MultiLineString(all), offset_m)
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
        assert!(whole.gaps.is_none());
        assert_eq!(whole.line.nearest(geo::point!(x: 1.0, y: 0.1)).side.as_str(), "left");
        // The second half comes first, and a tenth is missing in the middle.
        let parted = view(&[&[(2.0, 0.02), (1.1, 0.02)], &[(0.0, 0.02), (0.9, 0.02)]]).unwrap();
        let gaps = parted.gaps.unwrap();
        assert!(gaps.nearest(geo::point!(x: 1.0, y: 0.0)).distance_m < 1.0);
        // The way across, from end to end.
        assert!(gaps.nearest(geo::point!(x: 1.0, y: 0.02)).distance_m < 1.0);
        assert!(gaps.nearest(geo::point!(x: 0.5, y: 0.0)).distance_m > 40_000.0);
        // It ends too soon.
        let short = view(&[&[(0.0, 0.02), (1.5, 0.02)]]).unwrap();
        assert!(short.gaps.unwrap().nearest(geo::point!(x: 1.9, y: 0.0)).distance_m < 1.0);
    }

    #[test]
    fn a_line_elsewhere_is_no_view() {
        assert!(matches!(view(&[&[(0.0, 1.0), (2.0, 1.0)]]), Err(OverlapError::Apart { .. })));
    }
}
