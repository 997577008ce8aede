//! The edge that two areas share.

use std::borrow::Cow;

use geo::{BoundingRect as _, Coord, MultiPolygon, Point, Translate as _};

use super::bands::Bands;

/// Edges of one outline that lie this near to the other one are the same edge, in metres.
pub const SHARED_M: f64 = 1.0;

/// The lines along which the outline of `a` runs within [`SHARED_M`] of that of `b`, each with the ground of `a` to its left.
///
/// Edges are taken to be straight in longitude and latitude, as GeoJSON has them; the rings may be written in either direction, and
/// may have vertices that the other outline lacks. A ring that is shared whole is one closed line.
#[must_use]
pub fn shared_edges(a: &MultiPolygon, b: &MultiPolygon) -> Vec<Vec<Coord>> {
    let Some(other) = Bands::new(&beside(a, b)) else { return Vec::new() };
    let is_on = |at: Coord| other.has_edge(Point(at), SHARED_M);
    let mut lines = Vec::new();
    for (ring, is_hole) in rings(a) {
        let mut open = ring.split_last().map_or(Vec::new(), |(_, open)| open.to_vec());
        // Counter-clockwise, the inside of a ring is to its left.
        if (area(ring) > 0.0) == is_hole {
            open.reverse();
        }
        let open = with_vertices(&open, &other, is_on);
        let on: Vec<bool> = open.iter().map(|at| is_on(*at)).collect();
        let next = |i: usize| if i + 1 == open.len() { 0 } else { i + 1 };
        let between = |a: Coord, b: Coord, t: f64| Coord { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
        let is_shared = |i: usize| {
            let (Some(from), Some(to)) = (open.get(i), open.get(next(i))) else { return false };
            on.get(i) == Some(&true)
                && on.get(next(i)) == Some(&true)
                && [0.25, 0.5, 0.75].into_iter().all(|t| is_on(between(*from, *to, t)))
        };
        let shared: Vec<bool> = (0..open.len()).map(is_shared).collect();
        // Begin behind an edge that is not shared, so that no line is cut by the beginning of the ring.
        let start = shared.iter().position(|is| !is).map_or(0, next);
        let mut line: Vec<Coord> = Vec::new();
        for i in (0..open.len()).map(|i| (start + i) % open.len()) {
            if shared.get(i) == Some(&true) {
                if line.is_empty() {
                    line.extend(open.get(i));
                }
                line.extend(open.get(next(i)));
            } else if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
        }
        lines.extend((!line.is_empty()).then_some(line));
    }
    lines
}

/// The vertices of a closed ring with those of the other outline that lie within its edges, where an edge may be shared in part: one
/// corner of the other's ground then divides it.
fn with_vertices(open: &[Coord], other: &Bands, is_on: impl Fn(Coord) -> bool) -> Vec<Coord> {
    let mut all = Vec::with_capacity(open.len());
    for (from, to) in open.iter().zip(open.iter().cycle().skip(1)) {
        all.push(*from);
        let middle = Coord { x: f64::midpoint(from.x, to.x), y: f64::midpoint(from.y, to.y) };
        if !(is_on(*from) && is_on(middle) && is_on(*to)) {
            all.extend(other.vertices_beside(*from, *to, SHARED_M));
        }
    }
    all
}

/// The second area, written with the longitudes of the first: 190° for −170° where that is beside it.
fn beside<'a>(a: &MultiPolygon, b: &'a MultiPolygon) -> Cow<'a, MultiPolygon> {
    let middle = |area: &MultiPolygon| area.bounding_rect().map_or(0.0, |r| r.center().x);
    let turns = ((middle(a) - middle(b)) / 360.0).round();
    if turns == 0.0 { Cow::Borrowed(b) } else { Cow::Owned(b.translate(360.0 * turns, 0.0)) }
}

/// How far the outlines of two areas are apart, in metres and to about a percent; `None` if it is more than 1,000 km.
#[must_use]
pub fn apart_m(a: &MultiPolygon, b: &MultiPolygon) -> Option<f64> {
    const REACHES_M: [f64; 5] = [100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0];
    let b = &*beside(a, b);
    let both = [(a, Bands::new(b)?), (b, Bands::new(a)?)];
    let least = |reach: f64| {
        let of = |(area, other): &(&MultiPolygon, Bands)| {
            let vertices = rings(area).flat_map(|(ring, _)| ring);
            vertices.map(|at| other.distance_m(Point(*at), reach)).fold(f64::INFINITY, f64::min)
        };
        let least = both.iter().map(of).fold(f64::INFINITY, f64::min);
        (least <= reach).then_some(least)
    };
    REACHES_M.into_iter().find_map(least)
}

/// The closed rings of an area, and which of them are holes.
fn rings(area: &MultiPolygon) -> impl Iterator<Item = (&[Coord], bool)> {
    area.0.iter().flat_map(|p| {
        let outer = (p.exterior().0.as_slice(), false);
        std::iter::once(outer).chain(p.interiors().iter().map(|ring| (ring.0.as_slice(), true)))
    })
}

/// Twice the area of a closed ring in square degrees, positive if it runs counter-clockwise.
fn area(ring: &[Coord]) -> f64 {
    ring.windows(2).map(|w| if let [a, b] = w { a.x * b.y - b.x * a.y } else { 0.0 }).sum()
}

#[cfg(test)]
mod tests {
    use geo::{LineString, Polygon};

    use super::*;

    fn shape(rings: &[&[(f64, f64)]]) -> MultiPolygon {
        let mut rings = rings.iter().map(|ring| LineString::from(ring.to_vec()));
        MultiPolygon(vec![Polygon::new(rings.next().unwrap(), rings.collect())])
    }

    /// First and last position, and how many there are.
    type Ends = ((f64, f64), (f64, f64), usize);

    fn ends(lines: &[Vec<Coord>]) -> Vec<Ends> {
        lines.iter().map(|l| (l[0].x_y(), l[l.len() - 1].x_y(), l.len())).collect()
    }

    #[test]
    fn the_common_edge_has_the_first_area_to_its_left() {
        let west = shape(&[&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (1.0, 2.0), (0.0, 2.0)]]);
        // Clockwise, and without the vertex in the middle.
        let east = shape(&[&[(1.0, 0.0), (1.0, 2.0), (2.0, 2.0), (2.0, 0.0)]]);
        assert_eq!(ends(&shared_edges(&west, &east)), [((1.0, 0.0), (1.0, 2.0), 3)]);
        assert_eq!(ends(&shared_edges(&east, &west)), [((1.0, 2.0), (1.0, 0.0), 2)]);
    }

    #[test]
    fn an_enclave_is_one_closed_line_with_its_ground_to_the_left() {
        let hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)];
        let around = shape(&[&[(0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0)], &hole]);
        let inside = shape(&[&hole]);
        let turns = |lines: &[Vec<Coord>]| (lines.len(), lines[0].len(), area(&lines[0]) > 0.0);
        assert_eq!(turns(&shared_edges(&inside, &around)), (1, 5, true));
        assert_eq!(turns(&shared_edges(&around, &inside)), (1, 5, false));
    }

    #[test]
    fn areas_that_do_not_touch_share_nothing() {
        let a = shape(&[&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]]);
        // A tenth of a second of arc is 3 m.
        let near = shape(&[&[(1.000_03, 0.0), (2.0, 0.0), (2.0, 1.0), (1.000_03, 1.0)]]);
        assert!(shared_edges(&a, &near).is_empty());
        assert!((apart_m(&a, &near).unwrap() - 3.3).abs() < 0.1);
        // One corner is no edge.
        let corner = shape(&[&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]]);
        assert!(shared_edges(&a, &corner).is_empty());
        assert_eq!(apart_m(&a, &shape(&[&[(90.0, 0.0), (91.0, 0.0), (91.0, 1.0)]])), None);
    }

    #[test]
    fn an_edge_that_is_shared_in_part_is_divided_at_the_corner() {
        // The corner of the second area lies in the middle of an edge of the first.
        let west = shape(&[&[(0.0, 0.0), (1.0, 0.0), (1.0, 2.0), (0.0, 2.0)]]);
        let east = shape(&[&[(1.0, 1.0), (2.0, 1.0), (2.0, 3.0), (1.0, 3.0)]]);
        assert_eq!(ends(&shared_edges(&west, &east)), [((1.0, 1.0), (1.0, 2.0), 2)]);
        assert_eq!(ends(&shared_edges(&east, &west)), [((1.0, 2.0), (1.0, 1.0), 2)]);
    }

    #[test]
    fn areas_meet_across_the_antimeridian() {
        let west = shape(&[&[(170.0, 0.0), (180.0, 0.0), (180.0, 1.0), (170.0, 1.0)]]);
        let east = shape(&[&[(-180.0, 0.0), (-170.0, 0.0), (-170.0, 1.0), (-180.0, 1.0)]]);
        assert_eq!(ends(&shared_edges(&west, &east)), [((180.0, 0.0), (180.0, 1.0), 2)]);
        // Near the middle of an edge, whichever of the two has it.
        let wedge = shape(&[&[(0.0, 0.0), (1.0, -5.0), (1.0, 5.0)]]);
        let wall = shape(&[&[(-1.0, -9.0), (-0.1, -9.0), (-0.1, 9.0), (-1.0, 9.0)]]);
        let near = |a, b| apart_m(a, b).unwrap();
        assert!((near(&wedge, &wall) - 11_120.0).abs() < 150.0 && (near(&wall, &wedge) - 11_120.0).abs() < 150.0);
    }
}
