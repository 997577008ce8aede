//! The page of a new dossier's figures, and the box of ground that covers it.

use geo::{Coord, Rect};

use crate::model::Border;

/// A page and the ground under it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The box of ground, in degrees.
    pub cut: Rect,
    /// Width and height of the page in pixels: upright for a border that is taller than wide.
    pub size: (u32, u32),
    /// The width of the box in kilometres.
    pub km: f64,
}

pub(super) const KM_A_DEGREE: f64 = 111.2;

impl Frame {
    /// The frame of a whole border. The page is upright where the border is taller than wide; where it is about square `is_upright` decides.
    #[must_use]
    pub fn of(border: &Border, is_upright: bool) -> Self {
        /// A shorter border has so much around it all the same.
        const LEAST_KM: f64 = 12.0;
        /// Margins of the map, room that the curving of parallels takes, a place beside the line.
        const MARGIN: f64 = 1.3;
        /// Degrees of longitude beside a border, beyond its margin.
        const MOST_BESIDE: f64 = 15.0;
        let (mut low, mut high) = ((180.0_f64, 90.0_f64), (-180.0_f64, -90.0_f64));
        for p in border.parts().iter().flatten() {
            low = (low.0.min(p.lon()), low.1.min(p.lat()));
            high = (high.0.max(p.lon()), high.1.max(p.lat()));
        }
        let middle = Coord { x: (low.0 + high.0) / 2.0, y: (low.1 + high.1) / 2.0 };
        // Meridians are nearest to each other at the latitude farthest from the equator.
        let narrow = |lat: f64| lat.abs().min(84.0).to_radians().cos();
        let wide = (high.0 - low.0) / 2.0 * KM_A_DEGREE * narrow(middle.y);
        let tall = (high.1 - low.1) / 2.0 * KM_A_DEGREE;
        /// A border is square whose one extent is no longer than so many times the other.
        const SQUARE: f64 = 1.2;
        let is_upright = tall > wide * SQUARE || (is_upright && wide <= tall * SQUARE);
        // Between these shapes lies the map on a page, whatever stands beside it.
        let (least, most) = if is_upright { (0.55, 1.0) } else { (1.0, 1.6) };
        let half_wide = wide.max(tall * most).max(LEAST_KM) * MARGIN;
        let half_tall = tall.max(wide / least).max(LEAST_KM) * MARGIN;
        let (south, north) = (middle.y - half_tall / KM_A_DEGREE, middle.y + half_tall / KM_A_DEGREE);
        let far = narrow(south).min(narrow(north));
        // Far north the corners of a page see meridians all round; the coarse world serves there.
        let degrees = (half_wide / KM_A_DEGREE / far).min((high.0 - low.0) / 2.0 * MARGIN + MOST_BESIDE);
        let cut = Rect::new(
            ((middle.x - degrees).max(-180.0), south.max(-84.0)),
            ((middle.x + degrees).min(180.0), north.min(84.0)),
        );
        Self { cut, size: if is_upright { (1200, 1600) } else { (1600, 1200) }, km: 2.0 * half_wide }
    }

    /// How much outlines, lakes and rivers are simplified, in metres: a sixth of a pixel of a page 1,600 pixels wide.
    #[must_use]
    pub fn simplified_m(&self) -> f64 {
        self.km / 10.0
    }
}
