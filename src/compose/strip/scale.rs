//! The two scales of a strip: border kilometres across, distances up and down.

use crate::project::Rect;

/// Border kilometres across the page. They run from left to right in every language, so that the left side of the line,
/// as seen walking along it, is always above.
#[derive(Debug, Clone, Copy)]
pub struct Kilometres {
    pub from_km: f64,
    pub to_km: f64,
    /// The length of the whole border.
    pub length_km: f64,
    /// Where they begin on the page, and how wide they are.
    pub x: f64,
    pub width: f64,
}

impl Kilometres {
    pub fn x(&self, km: f64) -> f64 {
        self.x + (km - self.from_km) / (self.to_km - self.from_km) * self.width
    }

    pub fn shows(&self, km: f64) -> bool {
        (self.from_km..=self.to_km).contains(&km)
    }

    /// Where a kilometre is, or the end of the page that it lies beyond.
    pub fn within(&self, km: f64) -> f64 {
        self.x(km.clamp(self.from_km, self.to_km))
    }

    /// Round kilometres that stand at least so many pixels apart.
    pub fn ticks(&self, least: f64) -> Vec<f64> {
        let least_km = least / self.width * (self.to_km - self.from_km);
        let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0]
            .into_iter()
            .find(|s| *s >= least_km)
            .unwrap_or(5000.0);
        let mut km = (self.from_km / step).ceil() * step;
        let mut ticks = Vec::new();
        while km <= self.to_km + 1e-9 && ticks.len() < 1000 {
            ticks.push(km);
            km += step;
        }
        ticks
    }
}

/// Distances to the border by their square root, to the left upwards and to the right downwards.
///
/// Most incidents lie within some kilometres and a few far off: a square-root scale shows both and, unlike a
/// logarithmic one, includes zero.
#[derive(Debug, Clone, Copy)]
pub struct Distances {
    /// Where the border is on the page.
    pub line: f64,
    /// Pixels to the root of a kilometre.
    root: f64,
}

impl Distances {
    /// The scale that shows so many kilometres to the left and to the right between the edges of a rectangle.
    pub fn fit(rect: Rect, left_km: f64, right_km: f64) -> Self {
        let root = rect.height / (left_km.sqrt() + right_km.sqrt()).max(1e-9);
        Self { line: rect.y + root * left_km.sqrt(), root }
    }

    /// Where a distance is, left of the border positive.
    pub fn y(&self, signed_km: f64) -> f64 {
        self.line - self.root * signed_km.abs().sqrt().copysign(signed_km)
    }

    /// Round distances up to a limit that stand at least so many pixels apart, the greatest first of all kept.
    pub fn ticks(&self, most_km: f64, least: f64) -> Vec<f64> {
        let mut ticks: Vec<f64> = Vec::new();
        for km in [500.0, 200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0] {
            let free = ticks.last().is_none_or(|above| (self.y(*above) - self.y(km)).abs() >= least);
            if km <= most_km && free && self.root * f64::sqrt(km) >= least {
                ticks.push(km);
            }
        }
        ticks
    }
}

/// A round number of kilometres that holds a distance.
pub fn round_up(km: f64) -> f64 {
    let steps = [5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 75.0, 100.0, 150.0, 200.0, 300.0, 500.0];
    steps.into_iter().find(|s| *s >= km).unwrap_or_else(|| (km / 500.0).ceil() * 500.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_side_is_above_and_distances_are_drawn_by_their_root() {
        let d = Distances::fit(Rect { x: 0.0, y: 100.0, width: 1.0, height: 300.0 }, 25.0, 100.0);
        assert!(
            (d.line - 200.0).abs() < 1e-9 && (d.y(25.0) - 100.0).abs() < 1e-9 && (d.y(-100.0) - 400.0).abs() < 1e-9
        );
        assert!((d.y(6.25) - 150.0).abs() < 1e-9 && (d.y(-0.0) - 200.0).abs() < 1e-9);
        assert_eq!(d.ticks(25.0, 20.0), [20.0, 10.0, 2.0]);
    }

    #[test]
    fn round_kilometres_stand_apart() {
        let km = Kilometres { from_km: 260.0, to_km: 440.0, length_km: 1000.0, x: 0.0, width: 900.0 };
        assert_eq!(km.ticks(80.0), [260.0, 280.0, 300.0, 320.0, 340.0, 360.0, 380.0, 400.0, 420.0, 440.0]);
        assert!((km.x(350.0) - 450.0).abs() < 1e-9 && !km.shows(441.0) && (km.within(500.0) - 900.0).abs() < 1e-9);
    }
}
