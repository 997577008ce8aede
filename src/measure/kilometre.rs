//! The border kilometre: linear referencing along the line.

use super::BorderLine;
use crate::model::LonLat;

impl BorderLine {
    /// The spot at a border kilometre, and the azimuth of the line there in degrees clockwise from north.
    ///
    /// # Range and special cases
    ///
    /// Nothing below 0 or beyond the length of the line. At a vertex the azimuth is that of the edge after it; where two
    /// parts do not meet, the kilometre between them belongs to the start of the second.
    ///
    /// # Accuracy
    ///
    /// The spot of a kilometre that was measured at a spot is that spot to 1e-6 m.
    #[must_use]
    pub fn at_km(&self, km: f64) -> Option<(LonLat, f64)> {
        let m = km * 1000.0;
        // Allow for the kilometre of the end to have been rounded up to the metre below.
        if !(0.0..=self.length_m() + 1e-3).contains(&m) {
            return None;
        }
        let i = self.edges.partition_point(|e| e.from_m <= m).saturating_sub(1);
        let edge = self.edges.get(i)?;
        Some(edge.at(m - edge.from_m))
    }

    /// The vertices from one border kilometre to another, with the two spots themselves, part by part.
    #[must_use]
    pub fn stretch(&self, from_km: f64, to_km: f64) -> Vec<Vec<LonLat>> {
        let (from_m, to_m) = (from_km.max(0.0) * 1000.0, (to_km * 1000.0).min(self.length_m()));
        let mut parts: Vec<Vec<LonLat>> = Vec::new();
        for edge in self.edges.iter().filter(|e| e.from_m < to_m && e.from_m + e.length_m > from_m) {
            let a = edge.at(from_m - edge.from_m).0;
            let b = edge.at(to_m - edge.from_m).0;
            match parts.last_mut() {
                Some(part) if part.last() == Some(&a) => part.push(b),
                _ => parts.push(vec![a, b]),
            }
        }
        parts
    }

    /// The course from one border kilometre to another for drawing: the vertices, and on edges longer than a step also spots
    /// along the geodesic, part by part.
    #[must_use]
    pub fn course(&self, from_km: f64, to_km: f64, step_km: f64) -> Vec<Vec<LonLat>> {
        let (from_m, to_m) = (from_km.max(0.0) * 1000.0, (to_km * 1000.0).min(self.length_m()));
        let step_m = step_km.max(0.001) * 1000.0;
        let mut parts: Vec<Vec<LonLat>> = Vec::new();
        for edge in self.edges.iter().filter(|e| e.from_m < to_m && e.from_m + e.length_m > from_m) {
            let (a_m, b_m) = ((from_m - edge.from_m).max(0.0), (to_m - edge.from_m).min(edge.length_m));
            let steps = ((b_m - a_m) / step_m).ceil().clamp(1.0, 10_000.0);
            let a = edge.at(a_m).0;
            if parts.last().and_then(|p| p.last()) != Some(&a) {
                parts.push(vec![a]);
            }
            let mut k = 1.0;
            while k <= steps {
                let at = edge.at(if k < steps { a_m + (b_m - a_m) * k / steps } else { b_m }).0;
                parts.iter_mut().next_back().into_iter().for_each(|part| part.push(at));
                k += 1.0;
            }
        }
        parts
    }

    /// Spots at every multiple of a step, with their border kilometre: for posts and ticks.
    #[must_use]
    pub fn posts(&self, step_km: f64) -> Vec<(f64, LonLat)> {
        let mut posts = Vec::new();
        let mut k = 0.0;
        while step_km > 0.0
            && let Some((at, _)) = self.at_km(k * step_km)
        {
            posts.push((k * step_km, at));
            k += 1.0;
        }
        posts
    }
}
