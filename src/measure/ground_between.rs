//! The ground between two lines of one border: what changes hands from one to the other.

use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};

/// The ground between two lines of one border, by the even-odd rule over all of its rings: a point in it lies on another side of the one line
/// than of the other.
///
/// Closed parts are rings of it. The ends of the open parts of both lines are joined straight, each with the nearest that is left, the
/// nearest two first.
#[must_use]
pub fn ground_between(a: &MultiLineString, b: &MultiLineString) -> MultiPolygon {
    let is_ring = |part: &&LineString| part.0.first() == part.0.last();
    let (rings, open): (Vec<&LineString>, Vec<&LineString>) = a.iter().chain(b).partition(is_ring);
    let ends: Vec<Coord> = open.iter().filter_map(|part| Some([*part.0.first()?, *part.0.last()?])).flatten().collect();
    let joins = joined(&ends);
    // Every end has one join, so that parts and joins make closed rings. Of part n the ends are 2n and 2n + 1.
    let mut is_used = vec![false; open.len()];
    let mut found: Vec<Polygon> = rings.into_iter().map(|ring| polygon(ring.0.clone())).collect();
    for first in 0..open.len() {
        let (mut ring, mut from) = (Vec::new(), 2 * first);
        while let (Some(part), Some(used @ false)) = (open.get(from / 2), is_used.get_mut(from / 2)) {
            *used = true;
            let is_turned = from % 2 == 1;
            match is_turned {
                true => ring.extend(part.0.iter().rev()),
                false => ring.extend(&part.0),
            }
            let to = if is_turned { from - 1 } else { from + 1 };
            let Some(next) = joins.get(to) else { break };
            from = *next;
        }
        if !ring.is_empty() {
            found.push(polygon(ring));
        }
    }
    MultiPolygon(found)
}

fn polygon(ring: Vec<Coord>) -> Polygon {
    Polygon::new(LineString(ring), Vec::new())
}

/// For each of an even number of ends the one that it is joined with.
fn joined(ends: &[Coord]) -> Vec<usize> {
    let apart = |a: &Coord, b: &Coord| ((a.x - b.x) * a.y.to_radians().cos()).hypot(a.y - b.y);
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in ends.iter().enumerate() {
        pairs.extend(ends.iter().enumerate().skip(i + 1).map(|(j, b)| (apart(a, b), i, j)));
    }
    pairs.sort_by(|p, q| p.0.total_cmp(&q.0).then(p.1.cmp(&q.1)).then(p.2.cmp(&q.2)));
    let mut joins = vec![usize::MAX; ends.len()];
    for (_, i, j) in pairs {
        if joins.get(i) == Some(&usize::MAX) && joins.get(j) == Some(&usize::MAX) {
            for (at, with) in [(i, j), (j, i)] {
                joins.iter_mut().skip(at).take(1).for_each(|join| *join = with);
            }
        }
    }
    joins
}

#[cfg(test)]
mod tests {
    use geo::{Area, Contains, point, wkt};

    use super::*;

    #[test]
    fn the_ground_between_lines_of_several_parts() {
        // The first line has a gap and ends elsewhere, the second a ring.
        let a = wkt!(MULTILINESTRING((0.0 0.0,1.0 0.0,2.0 1.0,3.0 0.0),(5.0 0.0,9.0 0.0)));
        let b = wkt!(MULTILINESTRING((9.0 0.1,2.0 0.0,0.0 0.0),(6.0 3.0,7.0 3.0,7.0 4.0,6.0 3.0)));
        let ground = ground_between(&a, &b);
        assert_eq!(ground.0.len(), 2);
        let is_in = |x, y| ground.iter().filter(|p| p.contains(&point!(x: x, y: y))).count() % 2 == 1;
        assert!(is_in(2.0, 0.5) && is_in(6.9, 3.5) && !is_in(4.0, 1.0) && !is_in(2.0, -0.5));
        // One line against itself holds no ground.
        assert!(ground_between(&a, &a).unsigned_area() < 1e-12);
    }
}
