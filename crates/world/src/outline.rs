//! Rings and lines in the plane of longitude and latitude: simplifying, cutting to a box, areas.

use geo::{Coord, LineString, MultiPolygon, Polygon, Rect, SimplifyIdx};
use marz_geodesic::straight_edge;

/// Metres to a degree of a great circle, on the mean sphere.
const METRES_A_DEGREE: f64 = 111_195.0;

/// Douglas and Peucker in metres at the middle latitude of the line; the ends stay. A closed line keeps four positions at least.
pub fn simplified(line: Vec<Coord>, metres: f64) -> Vec<Coord> {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return line };
    if metres <= 0.0 || line.len() < 5 {
        return line;
    }
    let (low, high) = line.iter().fold((90.0_f64, -90.0_f64), |(low, high), c| (low.min(c.y), high.max(c.y)));
    let scale = ((low + high) / 2.0).to_radians().cos();
    let flat = |c: &Coord| Coord { x: c.x * scale * METRES_A_DEGREE, y: c.y * METRES_A_DEGREE };
    let is_closed = first == last;
    let flat = LineString(line.iter().map(flat).collect());
    let kept = flat.simplify_idx(metres);
    if is_closed && kept.len() < 4 { line } else { kept.iter().filter_map(|i| line.get(*i).copied()).collect() }
}

/// A polygon with each of its rings simplified.
pub fn coarser(area: &Polygon, metres: f64) -> Polygon {
    let ring = |line: &LineString| LineString(simplified(line.0.clone(), metres));
    Polygon::new(ring(area.exterior()), area.interiors().iter().map(ring).collect())
}

/// Twice the area of a closed ring, positive if it runs counter-clockwise.
pub fn signed_area(ring: &[Coord]) -> f64 {
    ring.windows(2).map(|w| if let [a, b] = w { a.x * b.y - b.x * a.y } else { 0.0 }).sum()
}

/// Even-odd rule.
pub fn contains(ring: &[Coord], at: Coord) -> bool {
    let crosses = |w: &[Coord]| {
        let [a, b] = w else { return false };
        (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
    };
    ring.windows(2).filter(|w| crosses(w)).count() % 2 == 1
}

/// A point inside a ring; `None` for a ring without an inside.
pub fn inner_point(ring: &[Coord]) -> Option<Coord> {
    use geo::InteriorPoint;
    Polygon::new(LineString(ring.to_vec()), Vec::new()).interior_point().map(Coord::from)
}

/// The part of a closed ring inside a box (Sutherland and Hodgman); pieces may be joined along the edges of the box.
fn cut_ring(ring: &[Coord], cut: Rect) -> Vec<Coord> {
    let (low, high) = (cut.min(), cut.max());
    // Each edge of the box: how far inside of it a position lies.
    let edges: [&dyn Fn(Coord) -> f64; 4] = [&|c| c.x - low.x, &|c| high.x - c.x, &|c| c.y - low.y, &|c| high.y - c.y];
    let mut ring = ring.to_vec();
    for (number, inside) in edges.into_iter().enumerate() {
        let mut kept = Vec::with_capacity(ring.len());
        for (i, b) in ring.iter().enumerate() {
            let a = ring.get(if i == 0 { ring.len() - 1 } else { i - 1 }).copied().unwrap_or(*b);
            let (from, to) = (inside(a), inside(*b));
            if (from >= 0.0) != (to >= 0.0) {
                let t = from / (from - to);
                let at = Coord { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
                // Exactly on the edge, by which cut edges are recognised and not drawn as outlines.
                kept.push(match number {
                    0 => Coord { x: low.x, ..at },
                    1 => Coord { x: high.x, ..at },
                    2 => Coord { y: low.y, ..at },
                    _ => Coord { y: high.y, ..at },
                });
            }
            if to >= 0.0 {
                kept.push(*b);
            }
        }
        ring = kept;
    }
    ring.dedup();
    ring
}

/// The box of positions; `None` if there are none.
pub fn bounds<'a>(positions: impl Iterator<Item = &'a Coord>) -> Option<Rect> {
    positions.fold(None, |known: Option<Rect>, c| {
        let Some(known) = known else { return Some(Rect::new(*c, *c)) };
        let (low, high) = (known.min(), known.max());
        Some(Rect::new((low.x.min(c.x), low.y.min(c.y)), (high.x.max(c.x), high.y.max(c.y))))
    })
}

/// Whether two boxes touch.
pub fn meet(a: Rect, b: Rect) -> bool {
    a.min().x <= b.max().x && b.min().x <= a.max().x && a.min().y <= b.max().y && b.min().y <= a.max().y
}

/// The part of an area inside a box.
pub fn cut_area(area: &MultiPolygon, cut: Rect) -> MultiPolygon {
    let ring = |line: &LineString| -> Option<LineString> {
        let around = bounds(line.0.iter()).filter(|b| meet(*b, cut))?;
        let whole = cut.min().x <= around.min().x
            && cut.min().y <= around.min().y
            && around.max().x <= cut.max().x
            && around.max().y <= cut.max().y;
        if whole {
            return Some(line.clone());
        }
        let open = line.0.split_last().map_or(&line.0[..], |(_, open)| open);
        let mut ring = cut_ring(open, cut);
        ring.extend(ring.first().copied());
        (ring.len() > 3 && signed_area(&ring).abs() > 1e-10).then_some(LineString(ring))
    };
    let polygon =
        |p: &Polygon| Some(Polygon::new(ring(p.exterior())?, p.interiors().iter().filter_map(ring).collect()));
    MultiPolygon(area.0.iter().filter_map(polygon).collect())
}

/// The stretches of a line that lie inside a box, each with the vertex beyond it where it leaves.
pub fn cut_line(line: &[Coord], cut: Rect) -> Vec<Vec<Coord>> {
    let near = |a: &Coord, b: &Coord| meet(Rect::new(*a, *b), cut);
    let mut parts: Vec<Vec<Coord>> = vec![Vec::new()];
    for pair in line.windows(2) {
        let [a, b] = pair else { continue };
        match (near(a, b), parts.last_mut()) {
            (true, Some(part)) => {
                if part.is_empty() {
                    part.push(*a);
                }
                part.push(*b);
            }
            (false, Some(part)) if !part.is_empty() => parts.push(Vec::new()),
            _ => {}
        }
    }
    parts.retain(|p| p.len() > 1);
    parts
}

/// A line whose edges are straight in longitude and latitude (RFC 7946), with positions added so that its geodesics keep within
/// `metres` of it.
pub fn densified(line: &[Coord], metres: f64) -> Vec<Coord> {
    let mut out = Vec::with_capacity(line.len());
    for pair in line.windows(2) {
        let [a, b] = pair else { continue };
        out.push(*a);
        out.extend(straight_edge(*a, *b, metres));
    }
    out.extend(line.last());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn c(x: f64, y: f64) -> Coord {
        Coord { x, y }
    }

    #[test]
    fn a_ring_is_cut_at_the_box() {
        let ring = [c(0.0, 0.0), c(4.0, 0.0), c(4.0, 4.0), c(0.0, 4.0)];
        let cut = cut_ring(&ring, Rect::new((1.0, 1.0), (9.0, 2.0)));
        let around = bounds(cut.iter()).unwrap();
        assert_eq!((around.min(), around.max()), (c(1.0, 1.0), c(4.0, 2.0)));
        assert!(cut_ring(&ring, Rect::new((5.0, 5.0), (6.0, 6.0))).is_empty());
    }

    #[test]
    fn a_line_is_cut_into_stretches() {
        let line = [c(0.0, 0.0), c(2.0, 0.0), c(9.0, 0.0), c(9.0, 9.0), c(1.0, 1.0)];
        let parts = cut_line(&line, Rect::new((-1.0, -1.0), (3.0, 0.5)));
        assert_eq!(parts, vec![vec![c(0.0, 0.0), c(2.0, 0.0), c(9.0, 0.0)]]);
    }
}
