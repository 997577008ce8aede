//! The frames of small multiples: the same ground side by side and one below the other.

use super::data_edge::DataEdge;
use super::style::Style;
use crate::model::LonLat;
use crate::project::{Frame, ProjectionError, Rect};

/// Above each map, room for its name, in units of the design.
const HEAD: f64 = 28.0;

/// The frames of the maps: in as many columns as make them largest, all with the same ground, which ends where the detailed basemap does as far as
/// what must be shown allows; `None` if they have no room.
pub fn frames(
    body: Rect,
    count: usize,
    fitted: &impl Fn(Rect) -> Result<Frame, ProjectionError>,
    (edge, extent): (&DataEdge<'_>, &[LonLat]),
    style: &Style,
) -> Result<Option<Vec<Frame>>, ProjectionError> {
    let (outer, gap, head) = (style.px(26.0), style.px(16.0), style.px(HEAD));
    let mut best: Option<(usize, Frame)> = None;
    for columns in 1..=count.max(1) {
        let rows = count.div_ceil(columns).max(1);
        let (c, r) = (columns as f64, rows as f64);
        let wide = (body.width - 2.0 * outer - gap * (c - 1.0)) / c;
        let high = (body.height - (head + gap) * r) / r;
        if wide < style.px(150.0) || high < style.px(90.0) {
            continue;
        }
        let frame = fitted(Rect { x: body.x + outer, y: body.y + head, width: wide, height: high })?;
        let scale = frame.pixels_per_metre();
        if best.as_ref().is_none_or(|(_, most)| scale > most.pixels_per_metre() * 1.001) {
            best = Some((columns, frame));
        }
    }
    let Some((columns, whole)) = best else { return Ok(None) };
    let one = edge.within(whole, extent, 0.0);
    let Rect { width: wide, height: high, .. } = one.rect;
    let at = |i: usize| {
        let (row, column) = ((i / columns) as f64, (i % columns) as f64);
        let across = column * (wide + gap);
        // The first stands at the leading edge.
        let x = if style.is_mirrored() { body.right() - outer - wide - across } else { body.x + outer + across };
        one.at((x, body.y + head + row * (high + head + gap)))
    };
    Ok(Some((0..count).map(at).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Projection;

    #[test]
    fn every_map_ends_where_the_detail_ends() {
        let dossier = crate::dossier::Dossier::embedded().unwrap();
        let case = dossier.case();
        let edge = DataEdge::new(&case.basemap);
        let extent: Vec<LonLat> = case.border.parts().iter().flatten().copied().collect();
        let projection = Projection::fitted(&extent).unwrap();
        let fitted = |rect: Rect| Frame::fit(projection.clone(), rect, &extent, 0.045);
        let body = Rect { x: 0.0, y: 0.0, width: 900.0, height: 3000.0 };
        for code in ["en", "fa"] {
            let style = crate::compose::sample::style(code);
            let found = frames(body, 2, &fitted, (&edge, &extent), &style).unwrap().unwrap();
            let [a, b] = found.as_slice() else { panic!("{}", found.len()) };
            assert!(edge.coarse_share(a) < 0.02 && edge.coarse_share(b) < 0.02, "{}", edge.coarse_share(a));
            assert!(
                (a.rect.width - b.rect.width).abs() < 1e-9 && b.rect.y >= a.rect.bottom(),
                "{:?} {:?}",
                a.rect,
                b.rect
            );
            // The same ground, moved.
            let by = (b.rect.x - a.rect.x, b.rect.y - a.rect.y);
            let (p, q) = (a.place(70.0, 37.5).unwrap(), b.place(70.0, 37.5).unwrap());
            assert!((q.0 - p.0 - by.0).abs() < 1e-6 && (q.1 - p.1 - by.1).abs() < 1e-6, "{p:?} {q:?}");
        }
    }
}
