use super::{Projection, ProjectionError};
use crate::model::LonLat;

/// A rectangle on the page, in pixels, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// The right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether a point lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, (x, y): Page) -> bool {
        (self.x..=self.right()).contains(&x) && (self.y..=self.bottom()).contains(&y)
    }

    /// Whether two rectangles share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// What two rectangles have in common; `None` if that is an edge at most.
    #[must_use]
    pub fn common(&self, other: Rect) -> Option<Self> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let (right, bottom) = (self.right().min(other.right()), self.bottom().min(other.bottom()));
        (right > x && bottom > y).then_some(Self { x, y, width: right - x, height: bottom - y })
    }

    /// The smallest rectangle around this one and another.
    #[must_use]
    pub fn with(&self, other: Rect) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Self { x, y, width: right - x, height: bottom - y }
    }

    /// The rectangle grown by so many pixels on every side, or shrunk by a negative number.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        let (width, height) = ((self.width + 2.0 * by).max(0.0), (self.height + 2.0 * by).max(0.0));
        Self { x: self.x - by, y: self.y - by, width, height }
    }
}

/// A point on the page, in pixels from the upper left corner.
pub type Page = (f64, f64);

/// The window through which a page sees the projected world.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The projection.
    pub projection: Projection,
    /// Where the map stands on the page.
    pub rect: Rect,
    /// Pixels to a projected metre.
    scale: f64,
    /// The projected point at the middle of the frame.
    centre: (f64, f64),
}

impl Frame {
    /// Fits the positions that must be on the map into a rectangle of the page.
    ///
    /// # Arguments
    ///
    /// `margin` is the share of the frame's width and height that stays free on every side, 0 to 0.4.
    ///
    /// # Errors
    ///
    /// [`ProjectionError`] if there is nothing to fit.
    pub fn fit(projection: Projection, rect: Rect, points: &[LonLat], margin: f64) -> Result<Self, ProjectionError> {
        let mut low = (f64::INFINITY, f64::INFINITY);
        let mut high = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for (x, y) in points.iter().filter_map(|p| projection.forward(p.lon(), p.lat())) {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        if !(low.0.is_finite() && high.1.is_finite()) {
            return Err(ProjectionError::nothing(&projection.definition));
        }
        /// The least extent of a map, in metres: a single point is no extent.
        const LEAST_M: f64 = 1_000.0;
        let free = 1.0 - 2.0 * margin.clamp(0.0, 0.4);
        let (wide, high_m) = ((high.0 - low.0).max(LEAST_M), (high.1 - low.1).max(LEAST_M));
        let scale = (rect.width * free / wide).min(rect.height * free / high_m);
        let centre = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
        Ok(Self { projection, rect, scale, centre })
    }

    /// The part of the map inside another rectangle of the page.
    #[must_use]
    pub fn cut(&self, rect: Rect) -> Self {
        let middle = |r: Rect| (r.x + r.width / 2.0, r.y + r.height / 2.0);
        let (from, to) = (middle(self.rect), middle(rect));
        let centre = (self.centre.0 + (to.0 - from.0) / self.scale, self.centre.1 - (to.1 - from.1) / self.scale);
        Self { rect, centre, ..self.clone() }
    }

    /// The part of the map inside a rectangle of the page, enlarged to fill another of the same shape.
    #[must_use]
    pub fn enlarged(&self, part: Rect, rect: Rect) -> Self {
        Self { rect, scale: self.scale * rect.width / part.width, ..self.cut(part) }
    }

    /// The same map with its upper left corner elsewhere on the page.
    #[must_use]
    pub fn at(&self, (x, y): Page) -> Self {
        Self { rect: Rect { x, y, ..self.rect }, ..self.clone() }
    }

    /// Where a position falls on the page, inside the frame or not.
    #[must_use]
    pub fn place(&self, lon: f64, lat: f64) -> Option<Page> {
        self.projection.forward(lon, lat).map(|flat| self.place_flat(flat))
    }

    /// Where a projected point, in metres, falls on the page.
    #[must_use]
    pub fn place_flat(&self, (x, y): (f64, f64)) -> Page {
        let (mx, my) = (self.rect.x + self.rect.width / 2.0, self.rect.y + self.rect.height / 2.0);
        (mx + (x - self.centre.0) * self.scale, my - (y - self.centre.1) * self.scale)
    }

    /// The projected point, in metres, under a point of the page.
    fn flat(&self, (x, y): Page) -> (f64, f64) {
        let (mx, my) = (self.rect.x + self.rect.width / 2.0, self.rect.y + self.rect.height / 2.0);
        (self.centre.0 + (x - mx) / self.scale, self.centre.1 - (y - my) / self.scale)
    }

    /// Where the ground of a part of another frame, of the same projection, falls on the page.
    #[must_use]
    pub fn part_of(&self, other: &Frame, part: Rect) -> Rect {
        let (x, y) = self.place_flat(other.flat((part.x, part.y)));
        let times = self.scale / other.scale;
        Rect { x, y, width: part.width * times, height: part.height * times }
    }

    /// The position under a point of the page.
    #[must_use]
    pub fn position(&self, at: Page) -> Option<LonLat> {
        let (x, y) = self.flat(at);
        self.projection.inverse(x, y)
    }

    /// Whether a position falls inside the frame.
    #[must_use]
    pub fn shows(&self, at: LonLat) -> Option<Page> {
        self.place(at.lon(), at.lat()).filter(|p| self.rect.contains(*p))
    }

    /// Pixels to a projected metre; the true scale at a point differs by the projection's distortion.
    #[must_use]
    pub fn pixels_per_metre(&self) -> f64 {
        self.scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_of_a_part_is_found_in_a_frame_of_another_scale() {
        let points = [(67.0, 36.0), (72.0, 39.0)].map(|(lon, lat)| LonLat::new(lon, lat).unwrap());
        let page = Rect { x: 70.0, y: 100.0, width: 1500.0, height: 900.0 };
        let small = Frame::fit(Projection::fitted(&points).unwrap(), page, &points, 0.05).unwrap();
        let part = Rect { x: 500.0, y: 400.0, width: 80.0, height: 60.0 };
        let slot = Rect { x: 10.0, y: 20.0, width: 320.0, height: 240.0 };
        let large = small.enlarged(part, slot);
        let there = large.part_of(&small, part);
        let off = [there.x - slot.x, there.y - slot.y, there.width - slot.width, there.height - slot.height];
        assert!(off.iter().all(|d| d.abs() < 1e-6), "{there:?}");
    }
}
