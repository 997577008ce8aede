//! Where the detailed basemap ends: the frame of a map stays inside of it where what must be shown allows.

use geo::{BoundingRect, Contains};
use geo_types::{Coord, Polygon};

use crate::model::{Basemap, LonLat};
use crate::project::{Frame, Page, Rect};

/// The land of the coarse world, which shows beyond the edge of the detailed countries.
pub struct DataEdge<'a> {
    /// The box of the detailed countries, in degrees.
    detailed: Option<geo_types::Rect<f64>>,
    coarse: Vec<(geo_types::Rect<f64>, &'a Polygon<f64>)>,
}

/// The box of the detailed countries, in degrees; `None` without them.
pub fn detailed(basemap: &Basemap) -> Option<geo_types::Rect<f64>> {
    let boxes = basemap.countries.iter().flat_map(|l| &l.features).filter_map(|a| a.shape.bounding_rect());
    boxes.reduce(|a, b| {
        let min = (a.min().x.min(b.min().x), a.min().y.min(b.min().y));
        let max = (a.max().x.max(b.max().x), a.max().y.max(b.max().y));
        geo_types::Rect::new(min, max)
    })
}

impl<'a> DataEdge<'a> {
    pub fn new(basemap: &'a Basemap) -> Self {
        let polygons = basemap.world.iter().flat_map(|l| &l.features).flat_map(|a| &a.shape.0);
        let coarse = polygons.filter_map(|p| Some((p.bounding_rect()?, p))).collect();
        Self { detailed: detailed(basemap), coarse }
    }

    /// Whether nothing coarse would be seen at a point of the page: it lies inside the box of the detail, or on no land.
    fn is_detailed(&self, frame: &Frame, at: Page) -> bool {
        let Some(detailed) = self.detailed else { return true };
        let Some(at) = frame.position(at).map(|p| Coord { x: p.lon(), y: p.lat() }) else { return true };
        let holds = |b: &geo_types::Rect<f64>| {
            (b.min().x..=b.max().x).contains(&at.x) && (b.min().y..=b.max().y).contains(&at.y)
        };
        holds(&detailed) || !self.coarse.iter().any(|(bounds, land)| holds(bounds) && land.contains(&at))
    }

    /// The share of the frame that shows coarse land.
    pub fn coarse_share(&self, frame: &Frame) -> f64 {
        const STEPS: u8 = 12;
        let r = frame.rect;
        let share = |i: u8| (f64::from(i) + 0.5) / f64::from(STEPS);
        let points = (0..STEPS).flat_map(|i| (0..STEPS).map(move |j| (share(i), share(j))));
        let coarse = points.filter(|(x, y)| !self.is_detailed(frame, (r.x + x * r.width, r.y + y * r.height))).count();
        f64::from(u32::try_from(coarse).unwrap_or(0)) / f64::from(STEPS).powi(2)
    }

    /// The frame without the strips at its edges that show coarse land, as far as what must be on the map allows; at the upper edge of the rectangle
    /// that it had.
    ///
    /// # Arguments
    ///
    /// `left` is the share of the width that becomes free which lies left of the frame: 0 for a frame at the left edge, 1 for one at the right.
    pub fn within(&self, frame: Frame, extent: &[LonLat], left: f64) -> Frame {
        /// The edges move inward in so many steps.
        const STEPS: f64 = 60.0;
        const SAMPLES: u8 = 14;
        /// Around what must be shown, as a share of the shorter side.
        const MARGIN: f64 = 0.045;
        let whole = frame.rect;
        let dots = extent.iter().filter_map(|p| frame.place(p.lon(), p.lat()));
        let dots = dots.map(|(x, y)| Rect { x, y, width: 0.0, height: 0.0 });
        let Some(needed) = dots.reduce(|all, dot| all.with(dot)) else { return frame };
        let needed = needed.grown(MARGIN * whole.width.min(whole.height));
        let (mut low, mut high) = ((whole.x, whole.y), (whole.right(), whole.bottom()));
        let is_good = |from: Page, to: Page| {
            let at = |i: u8| f64::from(i) / f64::from(SAMPLES);
            let point = |t: f64| (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
            (0..=SAMPLES).all(|i| self.is_detailed(&frame, point(at(i))))
        };
        let step = (whole.width / STEPS, whole.height / STEPS);
        // Each edge after the other has moved shows less: twice around is enough.
        for _ in 0..2 {
            while low.1 + step.1 <= needed.y && !is_good(low, (high.0, low.1)) {
                low.1 += step.1;
            }
            while high.1 - step.1 >= needed.bottom() && !is_good((low.0, high.1), high) {
                high.1 -= step.1;
            }
            while low.0 + step.0 <= needed.x && !is_good(low, (low.0, high.1)) {
                low.0 += step.0;
            }
            while high.0 - step.0 >= needed.right() && !is_good((high.0, low.1), high) {
                high.0 -= step.0;
            }
        }
        let cut = Rect { x: low.0, y: low.1, width: high.0 - low.0, height: high.1 - low.1 };
        if cut == whole {
            return frame;
        }
        frame.cut(cut).at((whole.x + left * (whole.width - cut.width), whole.y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;
    use crate::project::Projection;

    #[test]
    fn the_frame_ends_where_the_detail_ends() {
        let dossier = Dossier::embedded().unwrap();
        let case = dossier.case();
        let edge = DataEdge::new(&case.basemap);
        let extent: Vec<LonLat> = case.border.parts().iter().flatten().copied().collect();
        let fitted = |width: f64, height: f64| {
            let rect = Rect { x: 10.0, y: 20.0, width, height };
            Frame::fit(Projection::fitted(&extent).unwrap(), rect, &extent, 0.045).unwrap()
        };
        let upright = fitted(800.0, 1200.0);
        assert!(edge.coarse_share(&upright) > 0.1);
        let cut = edge.within(upright.clone(), &extent, 0.0);
        assert!(cut.rect.height < 0.9 * upright.rect.height && edge.coarse_share(&cut) < 0.02, "{:?}", cut.rect);
        assert!(extent.iter().all(|p| cut.shows(*p).is_some()));
        assert!((cut.pixels_per_metre() - upright.pixels_per_metre()).abs() < 1e-12);
        // The ground under a point of the page is the same as before, moved.
        let (a, b) = (upright.place(70.0, 37.5).unwrap(), cut.place(70.0, 37.5).unwrap());
        assert!((a.0 - b.0).abs() < 1e-6 && b.1 < a.1, "{a:?} {b:?}");
        let centred = edge.within(upright.clone(), &extent, 0.5);
        let (before, after) = (centred.rect.x - upright.rect.x, upright.rect.right() - centred.rect.right());
        assert!((before - after).abs() < 1e-9);
        let wide = fitted(1500.0, 900.0);
        assert_eq!(edge.within(wide.clone(), &extent, 0.0).rect, wide.rect);
    }
}
