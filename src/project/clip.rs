//! Projection of lines and areas onto the page, with line and polygon clipping at the frame.

use geo::{BooleanOps, Simplify};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::{Frame, Page, Rect};
use crate::model::LonLat;

/// How far a drawn line may differ from the true one, in pixels.
const DRAWN_PX: f64 = 0.1;

/// The longest step between two positions before it is divided, in degrees.
const STEP_DEG: f64 = 0.25;

/// A line of positions with steps of at most a quarter degree, straight in longitude and latitude as RFC 7946 has it.
///
/// For third-party lines and areas only: border edges are geodesics and densified as such.
#[must_use]
pub fn densified(line: &LineString<f64>) -> LineString<f64> {
    let mut out: Vec<Coord<f64>> = Vec::with_capacity(line.0.len());
    for pair in line.0.windows(2) {
        let [a, b] = pair else { continue };
        let steps = ((b.x - a.x).abs().max((b.y - a.y).abs()) / STEP_DEG).ceil().clamp(1.0, 1440.0);
        let mut k = 0.0;
        while k < steps {
            let t = k / steps;
            out.push(Coord { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
            k += 1.0;
        }
    }
    out.extend(line.0.last());
    LineString(out)
}

/// The parts of a line that the frame shows, in page pixels.
#[must_use]
pub fn clip_line(frame: &Frame, line: &[LonLat]) -> Vec<Vec<Page>> {
    clip_pages(frame, line.iter().map(|p| frame.place(p.lon(), p.lat())))
}

/// The parts of a line of projected points in metres that the frame shows, in page pixels; `None` where the projection has no point.
#[must_use]
pub fn clip_flat_line(frame: &Frame, line: &[Option<(f64, f64)>]) -> Vec<Vec<Page>> {
    clip_pages(frame, line.iter().map(|flat| flat.map(|flat| frame.place_flat(flat))))
}

fn clip_pages(frame: &Frame, line: impl ExactSizeIterator<Item = Option<Page>>) -> Vec<Vec<Page>> {
    // Where the projection has no point the line is broken.
    let mut points: Vec<Option<Page>> = Vec::with_capacity(line.len());
    // So is it where a step would lead half around the world: the page has an edge there.
    const HALF_WORLD_M: f64 = 18e6;
    let far = HALF_WORLD_M * frame.pixels_per_metre();
    for at in line {
        if let (Some(Some(last)), Some(at)) = (points.last(), at)
            && (last.0 - at.0).abs() + (last.1 - at.1).abs() > far
        {
            points.push(None);
        }
        points.push(at);
    }
    let runs = points.split(Option::is_none).map(|run| run.iter().copied().flatten().collect::<Vec<Page>>());
    runs.flat_map(|run| clip_on_page(frame.rect, &run)).map(|part| simplified(&part)).collect()
}

/// The parts of a line on the page that lie inside a rectangle.
#[must_use]
pub fn clip_on_page(rect: Rect, line: &[Page]) -> Vec<Vec<Page>> {
    let mut parts: Vec<Vec<Page>> = Vec::new();
    for pair in line.windows(2) {
        let [a, b] = pair else { continue };
        let Some((a, b)) = clip_segment(rect, *a, *b) else { continue };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&a) => part.push(b),
            _ => parts.push(vec![a, b]),
        }
    }
    parts
}

/// The parts of an area on the page, given by its outline, that lie inside a rectangle.
#[must_use]
pub fn clip_ring_on_page(rect: Rect, ring: &[Page]) -> Vec<Vec<Page>> {
    let area = Polygon::new(LineString::from(ring.to_vec()), Vec::new());
    let cut = area.intersection(&window(rect));
    cut.0.iter().map(|p| p.exterior().0.iter().map(|c| (c.x, c.y)).collect()).collect()
}

/// The part of an area on the page, given by its outline, that lies inside rings filled even-odd.
#[must_use]
pub fn clip_ring_to_rings(ring: &[Page], rings: &[Vec<Page>]) -> Vec<Vec<Page>> {
    clip_rings_to_rings(&[ring.to_vec()], rings)
}

/// The part of an area on the page that lies inside another one; both are rings filled even-odd.
#[must_use]
pub fn clip_rings_to_rings(area: &[Vec<Page>], rings: &[Vec<Page>]) -> Vec<Vec<Page>> {
    // The operation takes all rings of each together, even-odd: a hole needs no polygon that has it.
    let ring = |ring: &Vec<Page>| Polygon::new(LineString::from(ring.clone()), Vec::new());
    let filled = |rings: &[Vec<Page>]| MultiPolygon(rings.iter().map(ring).collect::<Vec<_>>());
    let cut = filled(rings).intersection(&filled(area));
    let rings = cut.0.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
    rings.map(|ring| ring.0.iter().map(|c| (c.x, c.y)).collect()).collect()
}

fn window(r: Rect) -> Polygon<f64> {
    let corners = vec![(r.x, r.y), (r.right(), r.y), (r.right(), r.bottom()), (r.x, r.bottom())];
    Polygon::new(LineString::from(corners), Vec::new())
}

fn simplified(part: &[Page]) -> Vec<Page> {
    simplify(part, DRAWN_PX)
}

/// Whether rings contain a point, by the even-odd rule (ray casting).
#[must_use]
pub fn is_in_rings(rings: &[Vec<Page>], (x, y): Page) -> bool {
    let mut inside = false;
    for ring in rings {
        let next = ring.iter().cycle().skip(1);
        for (a, b) in ring.iter().zip(next) {
            if (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) {
                inside = !inside;
            }
        }
    }
    inside
}

/// A line with fewer vertices that stays within a tolerance in pixels (Douglas and Peucker 1973).
#[must_use]
pub fn simplify(part: &[Page], tolerance: f64) -> Vec<Page> {
    let line = LineString::from(part.to_vec()).simplify(tolerance);
    line.0.iter().map(|c| (c.x, c.y)).collect()
}

/// The part of a segment inside a rectangle (Liang and Barsky 1984).
fn clip_segment(rect: Rect, a: Page, b: Page) -> Option<(Page, Page)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, a.0 - rect.x), (dx, rect.right() - a.0), (-dy, a.1 - rect.y), (dy, rect.bottom() - a.1)]
    {
        if step.abs() < f64::EPSILON {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            from = from.max(room / step);
        } else {
            to = to.min(room / step);
        }
    }
    let at = |t: f64| {
        if t <= 0.0 {
            a
        } else if t >= 1.0 {
            b
        } else {
            (a.0 + t * dx, a.1 + t * dy)
        }
    };
    (from < to).then(|| (at(from), at(to)))
}

/// The parts of an area that the frame shows, as rings in page pixels: to be filled even-odd.
#[must_use]
pub fn clip_area(frame: &Frame, area: &MultiPolygon<f64>) -> Vec<Vec<Page>> {
    let r = frame.rect;
    let flat_ring = |ring: &LineString<f64>| {
        let ring = densified(ring);
        LineString(ring.0.iter().filter_map(|c| frame.place(c.x, c.y)).map(Coord::from).collect())
    };
    let mut whole = Vec::new();
    let mut cut = Vec::new();
    for polygon in &area.0 {
        let outer = flat_ring(polygon.exterior());
        let inside = outer.0.iter().all(|c| r.contains((c.x, c.y)));
        let holes: Vec<LineString<f64>> = polygon.interiors().iter().map(flat_ring).collect();
        let polygon = Polygon::new(outer, holes);
        if inside { whole.push(polygon) } else { cut.push(polygon) }
    }
    whole.extend(MultiPolygon(cut).intersection(&window(r)).0);
    let rings = whole.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
    rings
        .map(|ring| simplified(&ring.0.iter().map(|c| (c.x, c.y)).collect::<Vec<_>>()))
        .filter(|r| r.len() > 3)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };

    #[test]
    fn segments_are_cut_at_the_frame_and_not_bent_along_it() {
        assert_eq!(clip_segment(RECT, (-5.0, 5.0), (15.0, 5.0)), Some(((0.0, 5.0), (10.0, 5.0))));
        assert_eq!(clip_segment(RECT, (2.0, 2.0), (2.0, 30.0)), Some(((2.0, 2.0), (2.0, 10.0))));
        assert_eq!(clip_segment(RECT, (-5.0, 0.0), (0.0, 12.0)), None);
        assert_eq!(clip_segment(RECT, (1.0, 1.0), (2.0, 2.0)), Some(((1.0, 1.0), (2.0, 2.0))));
    }

    #[test]
    fn long_steps_are_divided() {
        let line = densified(&LineString::from(vec![(0.0, 0.0), (1.0, 0.0)]));
        assert_eq!(line.0.len(), 5);
        assert_eq!(line.0.last(), Some(&Coord { x: 1.0, y: 0.0 }));
    }
}
