//! How well a place is known: the geodesic ring of its location radius, or the cell to which it was coarsened.

use super::scene::{Disc, Item, Layer, Paint, Shape, Stroke};
use super::style::Style;
use super::symbols::{Symbol, apart};
use crate::measure::{CoarseningGrid, circle};
use crate::model::Incident;
use crate::project::{Frame, Page, clip_line, clip_ring_on_page, clip_ring_to_rings};

/// One ring, of all records with the same point, radius and side.
struct Ring<'a> {
    incident: &'a Incident,
    centre: Page,
    radius: f64,
    paint: Paint,
}

/// A ring that strays less than this share from a circle is drawn as one.
const ROUND: f64 = 0.004;

/// The radius of the circle that a ring is on the page; `None` if it is none.
fn round(centre: Page, ring: &[Option<Page>]) -> Option<f64> {
    let radii: Option<Vec<f64>> = ring.iter().map(|p| p.map(|p| apart(p, centre))).collect();
    let radii = radii.filter(|r| !r.is_empty())?;
    let (least, most) = radii.iter().fold((f64::MAX, 0.0_f64), |(a, b), r| (a.min(*r), b.max(*r)));
    (most - least <= 2.0 * ROUND * most).then_some((least + most) / 2.0)
}

/// The rings of the location radii: one for all records with the same point and radius.
///
/// `cut_to_side` gives the land of the side that a record's report names, where a ring shall be cut to it; where `cells` are given, a radius no
/// larger than a cell is drawn as [`cells`](fn@cells).
pub fn location_radii(
    symbols: &[Symbol<'_>],
    frame: &Frame,
    style: &Style,
    cells: Option<CoarseningGrid>,
    cut_to_side: impl Fn(&Incident) -> Option<Vec<Vec<Page>>>,
) -> Layer {
    let mut layer = Layer::new("radii", "Location radii");
    let mut rings: Vec<Ring<'_>> = Vec::new();
    let radius_m = |i: &Incident| f64::from(i.location.radius_m.unwrap_or(0));
    let is_own = |s: &&Symbol<'_>| {
        s.is_single()
            && s.location_radius > s.radius * 1.3
            && cells.is_none_or(|grid| radius_m(s.incident) > grid.size_m())
    };
    for s in symbols.iter().filter(is_own) {
        // Not its point on the page: within a cell that has no meaning.
        let Some(centre) = s.incident.at.and_then(|at| frame.place(at.lon(), at.lat())) else { continue };
        let side = |i: &Incident| i.location.side;
        let same = |r: &Ring<'_>| {
            apart(r.centre, centre) < 0.5
                && (r.radius - s.location_radius).abs() < 0.5
                && side(r.incident) == side(s.incident)
        };
        if !rings.iter().any(same) {
            let paint = style.theme.mark(s.incident.category).paint;
            rings.push(Ring { incident: s.incident, centre, radius: s.location_radius, paint });
        }
    }
    // Where more than three overlap there are rings only, on the whole map: a fill on some would suggest that they
    // differ.
    let overlapping = |(i, a): (usize, &Ring<'_>)| {
        let overlaps = |b: &Ring<'_>| apart(a.centre, b.centre) < a.radius + b.radius;
        rings.iter().enumerate().filter(|(j, b)| *j != i && overlaps(b)).count()
    };
    let crowded = rings.iter().enumerate().map(overlapping).max().unwrap_or(0) >= 3;
    let share = style.theme.radius_fill;
    for Ring { incident, centre, paint, .. } in &rings {
        let Some(at) = incident.at else { continue };
        let fill = (!crowded && share > 0.0).then(|| paint.fade(share));
        let stroke = Stroke::solid(paint.fade(0.55), style.px(0.9));
        let positions = circle(at, radius_m(incident));
        let placed: Vec<Option<Page>> = positions.iter().map(|p| frame.place(p.lon(), p.lat())).collect();
        let land = cut_to_side(incident);
        if let Some(radius) = round(*centre, &placed)
            && land.is_none()
            && frame.rect.grown(-radius).contains(*centre)
        {
            layer.items.push(Item::Disc(Disc { centre: *centre, radius, fill, stroke: Some(stroke), about: None }));
            continue;
        }
        let shape = |paths, fill, stroke| Item::Shape(Shape { paths, fill, stroke, about: None });
        let ring: Option<Vec<Page>> = placed.into_iter().collect();
        if let (Some(land), Some(ring)) = (land, &ring) {
            // The land is clipped to the frame, and so is the ring.
            layer.items.push(shape(clip_ring_to_rings(ring, &land), fill, Some(stroke)));
            continue;
        }
        // A ring that leaves the map is cut at its frame; the edge of the frame is no part of it.
        if let (true, Some(ring)) = (fill.is_some(), &ring) {
            layer.items.push(shape(clip_ring_on_page(frame.rect, ring), fill, None));
        }
        layer.items.push(shape(clip_line(frame, &positions), None, Some(stroke)));
    }
    layer
}

/// The cells to which positions were coarsened, each once.
pub fn cells(symbols: &[Symbol<'_>], frame: &Frame, grid: CoarseningGrid, style: &Style) -> Layer {
    let mut layer = Layer::new("cells", "Cells of coarsened positions");
    let mut seen: Vec<(u64, u64)> = Vec::new();
    for at in symbols.iter().flat_map(Symbol::incidents).filter_map(|i| i.at) {
        let key = (at.lon().to_bits(), at.lat().to_bits());
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let outline = grid.outline(at);
        let ring: Option<Vec<Page>> = outline.iter().map(|p| frame.place(p.lon(), p.lat())).collect();
        let shape = |paths, fill, stroke| Item::Shape(Shape { paths, fill, stroke, about: None });
        let paint = style.theme.quiet_ink;
        if let Some(ring) = ring {
            layer.items.push(shape(clip_ring_on_page(frame.rect, &ring), Some(paint.fade(0.12)), None));
        }
        let stroke = Stroke { dash: Vec::new(), ..Stroke::solid(paint.fade(0.7), style.px(0.9)) };
        layer.items.push(shape(clip_line(frame, &outline), None, Some(stroke)));
    }
    layer
}
