//! Lines as straight in longitude and latitude, and short distances beside them in metres.

use geo::{Coord, Line};

use super::bands::METRES_A_DEGREE;
use crate::model::{LonLat, degrees_east};

/// Degrees as metres, near one latitude.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    wide: f64,
}

impl Plane {
    /// Near a latitude in degrees.
    pub(super) fn at(lat: f64) -> Self {
        Self { wide: METRES_A_DEGREE * lat.to_radians().cos() }
    }

    /// Half the width and half the height of the box around a distance in metres, in degrees.
    pub(super) fn reach(self, within_m: f64) -> (f64, f64) {
        (within_m / self.wide.max(METRES_A_DEGREE * 1e-3), within_m / METRES_A_DEGREE)
    }

    fn vector(self, from: Coord, to: Coord) -> (f64, f64) {
        ((to.x - from.x) * self.wide, (to.y - from.y) * METRES_A_DEGREE)
    }

    pub(super) fn length_m(self, line: Line) -> f64 {
        let (x, y) = self.vector(line.start, line.end);
        x.hypot(y)
    }

    /// The fraction of the line at which it is nearest to a position, and the distance there in metres.
    pub(super) fn along(self, line: Line, at: Coord) -> (f64, f64) {
        let (dx, dy) = self.vector(line.start, line.end);
        let (px, py) = self.vector(line.start, at);
        let square = dx * dx + dy * dy;
        let t = if square > 0.0 { ((px * dx + py * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
        (t, (px - t * dx).hypot(py - t * dy))
    }
}

/// The vertices of lines, with longitudes that run on across the antimeridian.
pub(super) fn unwrapped(lines: &[Vec<LonLat>]) -> impl Iterator<Item = Vec<Coord>> {
    let mut before: Option<f64> = None;
    let mut run_on = move |p: &LonLat| {
        let lon = before.map_or(p.lon(), |near| near + degrees_east(near, p.lon()));
        // Where nothing is added, nothing is rounded.
        let lon = if (lon - p.lon()).abs() < 1.0 { p.lon() } else { lon };
        before = Some(lon);
        Coord { x: lon, y: p.lat() }
    };
    lines.iter().map(move |vertices| vertices.iter().map(&mut run_on).collect())
}
