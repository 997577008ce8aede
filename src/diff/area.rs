//! The ground between two lines.

use geo::{
    BooleanOps, Coord, Distance as _, Geodesic, GeodesicArea, LineString, MultiLineString, MultiPolygon, Polygon,
};
use marz_geodesic::GeodesicLine;

use super::change::ChangeKind;
use crate::measure::ENDS_ACCURACY_M;

/// Edges longer than this are parted along their geodesics: areas are made in longitude and latitude, and measured on the ellipsoid.
const STEP_M: f64 = 1_000.0;

/// A line between two measures.
pub fn stretch(line: &GeodesicLine, (from_m, to_m): (f64, f64)) -> MultiLineString {
    if to_m <= from_m {
        return MultiLineString(Vec::new());
    }
    line.densified_substring(from_m, to_m, STEP_M)
}

/// The areas between two stretches: of every ground that they enclose together, each piece counted once where the lines cross.
pub fn between(a: &MultiLineString, b: &MultiLineString, kind: ChangeKind, is_turned: bool) -> MultiPolygon {
    let positions = |lines: &MultiLineString| lines.0.iter().flat_map(|l| l.0.iter().copied()).collect::<Vec<Coord>>();
    let rings: Vec<LineString> = match kind {
        ChangeKind::OnlyInA => a.0.iter().filter(is_ring).cloned().collect(),
        ChangeKind::OnlyInB => b.0.iter().filter(is_ring).cloned().collect(),
        ChangeKind::Moved => {
            let (mut ring, mut back) = (positions(a), positions(b));
            if !is_turned {
                back.reverse();
            }
            ring.extend(back);
            vec![LineString(ring)]
        }
    };
    let polygons: Vec<Polygon> = rings.into_iter().map(|ring| Polygon::new(unwrapped(ring), Vec::new())).collect();
    // By the even-odd rule.
    MultiPolygon(polygons).union(&MultiPolygon(Vec::new()))
}

/// Whether a stretch is a whole ring: its ends, each of which may be off, are one position.
fn is_ring(stretch: &&LineString) -> bool {
    let (first, last) = (stretch.points().next(), stretch.points().next_back());
    let ends_m = first.zip(last).map(|(first, last)| Geodesic.distance(first, last));
    stretch.0.len() > 3 && ends_m.is_some_and(|m| m <= 2.0 * ENDS_ACCURACY_M)
}

/// Across the antimeridian longitudes run on beyond 180°.
fn unwrapped(mut ring: LineString) -> LineString {
    let mut before = ring.0.first().map_or(0.0, |c| c.x);
    for at in &mut ring.0 {
        at.x += ((before - at.x) / 360.0).round() * 360.0;
        before = at.x;
    }
    ring
}

/// The area on the ellipsoid, in square kilometres.
pub fn square_km(areas: &MultiPolygon) -> f64 {
    areas.geodesic_area_signed().abs() / 1e6
}
