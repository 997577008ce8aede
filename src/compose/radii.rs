//! How well a place is known: the geodesic ring of its location radius, or the cell to which it was coarsened.

use super::furniture::corners;
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

/// A ring whose radius exceeds this share of the shorter side of the map has no fill, which would tint the ground like that of another country.
const LARGE: f64 = 0.3;

/// The incidents whose location radius goes beyond the map on all sides: nothing of its ring would be seen, and its fill would tint the whole map.
pub fn beyond<'a>(symbols: &[Symbol<'a>], frame: &Frame) -> Vec<&'a Incident> {
    symbols.iter().filter(|s| is_beyond(s, frame)).map(|s| s.incident).collect()
}

fn is_beyond(symbol: &Symbol<'_>, frame: &Frame) -> bool {
    let at = symbol.incident.at.filter(|_| symbol.is_single());
    let centre = at.and_then(|at| frame.place(at.lon(), at.lat()));
    centre.is_some_and(|centre| corners(frame.rect).into_iter().all(|c| apart(c, centre) <= symbol.location_radius))
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
    for s in symbols.iter().filter(is_own).filter(|s| !is_beyond(s, frame)) {
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
    let large = LARGE * frame.rect.width.min(frame.rect.height);
    for Ring { incident, centre, radius, paint } in &rings {
        let Some(at) = incident.at else { continue };
        let fill = (!crowded && share > 0.0 && *radius <= large).then(|| paint.fade(share));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sample;
    use crate::model::LonLat;

    #[test]
    fn a_radius_larger_than_the_map_tints_nothing() {
        let text = r#"{"title":"t","summary":"s","category":"clash","date":"2024-05-03","location":{"name":"n",
            "basis":"gazetteer","extent":"point"},"killed":{"min":1,"max":1},"wounded":{"min":null,"max":null},
            "status":"one_side","grade":{"reliability":"B","credibility":2},"sources":[{"publisher":"p"}]}"#;
        let frame = sample::frame("auto", [(70.0, 37.0), (73.0, 38.5)]);
        let style = sample::style("en");
        let drawn = |radius_m: u32| {
            let mut incident: Incident = serde_json::from_str(text).unwrap();
            incident.at = Some(LonLat::new(71.5, 37.75).unwrap());
            incident.location.radius_m = Some(radius_m);
            let radius = f64::from(radius_m) * frame.pixels_per_metre();
            let symbols = [Symbol::new(&incident, (820.0, 550.0), radius, &style)];
            let layer = location_radii(&symbols, &frame, &style, None, |_| None);
            let has_fill = layer.items.iter().any(|i| match i {
                Item::Disc(d) => d.fill.is_some(),
                Item::Shape(s) => s.fill.is_some(),
                _ => false,
            });
            (layer.items.is_empty(), has_fill, beyond(&symbols, &frame).len())
        };
        assert_eq!(drawn(20_000), (false, true, 0));
        assert_eq!(drawn(120_000), (false, false, 0));
        assert_eq!(drawn(400_000), (true, false, 1));
    }
}
